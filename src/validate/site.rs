//! Sites and the distances that tables give. Great circles are computed later, by the instance itself.

use std::collections::BTreeSet;

use super::hotel::coordinates;
use super::ledger::{Ledger, seen_from};
use super::names::Names;
use crate::diagnostic::Code;
use crate::domain::{Site, SiteId, Travel};
use crate::read::Tables;
use crate::read::tables::{SiteRow, TravelRow};

/// Returns the names of all sites: of `sites.csv`, else those that groups and distances name.
pub fn names(tables: &Tables) -> Names<'_> {
    let names: BTreeSet<&str> = if tables.sites.given {
        tables.sites.rows.iter().map(|row| row.site.as_str()).collect()
    } else {
        let of_groups = tables.groups.rows.iter().filter_map(|row| row.site.as_deref());
        of_groups.chain(tables.travel.rows.iter().map(|row| row.from.as_str())).collect()
    };
    Names::new(Code::UnknownSite, names, &tables.sites.rejected, tables.sites.whole)
}

/// Returns the sites with their distances, in the order of their names.
pub fn sites(tables: &Tables, names: &mut Names<'_>, hotels: &mut Names<'_>, ledger: &mut Ledger) -> Vec<Site> {
    let site =
        |name: &&str| Site { id: SiteId::from(*name), name: (*name).to_owned(), coordinates: None, travel: vec![] };
    let mut sites: Vec<Site> = names.sorted().iter().map(site).collect();
    let mut rows: Vec<Option<&SiteRow>> = vec![None; sites.len()];
    let mut assumed_datum = false;
    for row in &tables.sites.rows {
        let Some(at) = names.position(&row.site) else { continue };
        if let Some(first) = rows[at].replace(row) {
            let message = format!("the site `{}` is in {} already", row.site, seen_from(&row.place, &first.place));
            ledger.say(Code::Duplicate, &row.place, "site", message, "keep one of the two rows");
        }
        let datum = row.datum.or(tables.policy.case.datum);
        assumed_datum |= row.degrees.is_some() && datum.is_none();
        sites[at].name = row.name.clone().unwrap_or_else(|| row.site.clone());
        sites[at].coordinates = row.degrees.map(|degrees| coordinates(degrees, datum));
    }
    if assumed_datum {
        ledger.assumed.push("coordinates of sites that declare no datum are WGS-84".to_owned());
    }
    travel(tables, (names, hotels), &mut sites, ledger);
    sites
}

/// Gives each site the distances of the table; one row for each hotel.
fn travel(
    tables: &Tables,
    (site_names, hotel_names): (&mut Names<'_>, &mut Names<'_>),
    sites: &mut [Site],
    ledger: &mut Ledger,
) {
    let speed = tables.policy.whole.speed_kmh.unwrap_or(crate::domain::Rules::default().speed_kmh);
    let mut rows: Vec<(usize, usize, &TravelRow)> = Vec::with_capacity(tables.travel.rows.len());
    for row in &tables.travel.rows {
        let from = site_names.resolve(ledger, &row.place, "from", &row.from);
        let to = hotel_names.resolve(ledger, &row.place, "to", &row.to);
        rows.extend(from.zip(to).map(|(from, to)| (from, to, row)));
    }
    rows.sort_by_key(|&(from, to, _)| (from, to));
    for same in rows.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let (from, to, row) = same[0];
        sites[from].travel.push((to, distance(row, speed)));
        for (.., other) in &same[1..] {
            if (other.km, other.minutes) == (row.km, row.minutes) {
                ledger.drop_row(&other.place);
            } else {
                let message = format!(
                    "{} has another distance from `{}` to `{}`",
                    seen_from(&other.place, &row.place),
                    row.from,
                    row.to
                );
                ledger.say(Code::Duplicate, &other.place, "to", message, "keep one of the two rows");
            }
        }
    }
}

fn distance(row: &TravelRow, speed: f64) -> Travel {
    match (row.km, row.minutes) {
        (Some(km), None) => Travel::at_speed(km, speed),
        (km, minutes) => Travel { km, minutes },
    }
}
