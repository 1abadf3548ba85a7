//! Sites and the distances that tables give. Great circles are computed later, by the instance itself.

use std::collections::BTreeSet;

use super::hotel::coordinates;
use super::ledger::{Ledger, seen_from};
use super::matrix;
use super::names::Names;
use crate::diagnostic::{Code, Place};
use crate::domain::remark::{About, Remark};
use crate::domain::{Coordinates, Hotel, Km, Minutes, Site, SiteId, Travel};
use crate::read::Tables;
use crate::read::tables::SiteRow;

/// Returns the names of all sites: of `sites.csv`, else those that groups and distances name.
pub fn names(tables: &Tables) -> Names<'_> {
    let names: BTreeSet<&str> = if tables.sites.given {
        tables.sites.rows.iter().map(|row| row.site.as_str()).collect()
    } else {
        let of_groups = tables.groups.rows.iter().filter_map(|row| row.site.as_deref());
        let ports = tables.groups.rows.iter().filter_map(|row| row.asks.port.as_deref());
        let ports = ports.filter(|_| super::asks::measures_ports(tables));
        of_groups.chain(ports).chain(tables.travel.rows.iter().map(|row| row.from.as_str())).collect()
    };
    Names::new(Code::UnknownSite, names, &tables.sites.rejected, tables.sites.whole)
}

/// Returns the sites, in the order of their names, without distances.
pub fn sites(tables: &Tables, names: &Names<'_>, ledger: &mut Ledger) -> Vec<Site> {
    let site = |name: &&str| Site {
        id: SiteId::from(*name),
        name: (*name).to_owned(),
        coordinates: None,
        datum_unknown: false,
        travel: vec![],
    };
    let mut sites: Vec<Site> = names.sorted().iter().map(site).collect();
    let mut rows: Vec<Option<&SiteRow>> = vec![None; sites.len()];
    let mut unknown_datum = false;
    for row in &tables.sites.rows {
        let Some(at) = names.position(&row.site) else { continue };
        if let Some(first) = rows[at].replace(row) {
            let message = format!("the site `{}` is in {} already", row.site, seen_from(&row.place, &first.place));
            ledger.say(Code::Duplicate, &row.place, "site", message, "keep one of the two rows");
        }
        let datum = row.datum.or(tables.policy.case.datum);
        sites[at].name = row.name.clone().unwrap_or_else(|| row.site.clone());
        sites[at].coordinates = row.degrees.map(|degrees| coordinates(degrees, datum));
        sites[at].datum_unknown = datum.is_none() && sites[at].coordinates.is_some_and(Coordinates::is_in_china);
        unknown_datum |= sites[at].datum_unknown;
    }
    if unknown_datum {
        ledger.assumed.push(Remark::new(About::DatumOfSites, &[]));
    }
    sites
}

/// A way from a site to a hotel, by their positions, and where it is said.
struct Way<'a> {
    from: usize,
    to: usize,
    travel: Travel,
    place: &'a Place,
}

/// Gives each site the distances of the table, or of the matrix; one for each hotel.
pub fn travel(
    tables: &Tables,
    (site_names, hotel_names): (&mut Names<'_>, &mut Names<'_>),
    (sites, hotels): (&mut [Site], &[Hotel]),
    ledger: &mut Ledger,
) {
    let speed = tables.policy.whole.speed_kmh.unwrap_or(crate::domain::Rules::default().speed_kmh);
    let mut ways: Vec<Way<'_>> = Vec::with_capacity(tables.travel.rows.len());
    for row in &tables.travel.rows {
        let from = site_names.resolve(ledger, &row.place, "from", &row.from);
        let to = hotel_names.resolve(ledger, &row.place, "to", &row.to);
        let travel = distance(row.km, row.minutes, speed);
        ways.extend(from.zip(to).map(|(from, to)| Way { from, to, travel, place: &row.place }));
    }
    let places = sites.iter().map(|site| site.coordinates).collect();
    let mut at_sites = matrix::Known { names: &mut *site_names, places };
    let places = hotels.iter().map(|hotel| hotel.coordinates).collect();
    let mut at_hotels = matrix::Known { names: &mut *hotel_names, places };
    for matrix in &tables.matrices {
        let known = matrix::ways(matrix, (&mut at_sites, &mut at_hotels), ledger);
        ways.extend(known.into_iter().map(|(from, to, way)| {
            let travel = distance(way.km, way.minutes, speed);
            Way { from, to, travel, place: &matrix.place }
        }));
    }
    ways.sort_by_key(|way| (way.from, way.to));
    say_short(&ways, sites, hotels, ledger);
    for same in ways.chunk_by(|a, b| (a.from, a.to) == (b.from, b.to)) {
        let first = &same[0];
        sites[first.from].travel.push((first.to, first.travel));
        for other in &same[1..] {
            if other.travel == first.travel {
                ledger.drop_row(other.place);
            } else {
                let (from, to) = (site_names.sorted()[first.from], hotel_names.sorted()[first.to]);
                let before = seen_from(other.place, first.place);
                let message = format!("{before} has another distance from `{from}` to `{to}`");
                ledger.say(Code::Duplicate, other.place, "to", message, "keep one of the two rows");
            }
        }
    }
}

/// Says which ways are shorter than the straight line: one of the two places is wrong, or the unit is.
///
/// Roads and coordinates may be off by a twentieth and 0.3 km, and by 2.8 km more where a datum is not known.
fn say_short(ways: &[Way<'_>], sites: &[Site], hotels: &[Hotel], ledger: &mut Ledger) {
    let mut short: Vec<(&Way<'_>, Km)> = Vec::new();
    for way in ways {
        let (site, hotel) = (&sites[way.from], &hotels[way.to]);
        let Some((km, line)) = way.travel.km.zip(site.coordinates.zip(hotel.coordinates)) else { continue };
        let line = line.0.km_to(line.1);
        let doubt = if site.datum_unknown || hotel.datum_unknown { 3.1 } else { 0.3 };
        if km.units().mul_add(1.05, doubt) < line.units() {
            short.push((way, line));
        }
    }
    if let Some((way, line)) = short.first() {
        let (site, hotel) = (&sites[way.from].id, &hotels[way.to].id);
        let km = way.travel.km.unwrap_or_default();
        let count = super::plural(short.len(), "way");
        let message =
            format!("{count} shorter than the straight line: `{site}` to `{hotel}` {km} km, straight {line} km");
        let help = "see whether places are swapped, and whether the distances are km";
        ledger.say(Code::TravelShort, way.place, "km", message, help);
    }
}

/// Returns a way whose time, where it is not given, is that of a speed.
fn distance(km: Option<Km>, minutes: Option<Minutes>, speed: f64) -> Travel {
    match (km, minutes) {
        (Some(km), None) => Travel::at_speed(km, speed),
        (km, minutes) => Travel { km, minutes },
    }
}
