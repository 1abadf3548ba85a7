//! The tables and the policy of a case by size, row by row.

use super::group::{DrawnGroup, TIER_WEIGHTS};
use super::hotel::{DrawnHotel, ROOM_TYPES};
use super::plain::Place;
use crate::generate::BySize;
use crate::generate::GenerateError;
use crate::generate::folder::CaseFolder;
use crate::generate::name::{Names, date};

/// The stay date of night 0.
const FIRST: (i32, u32, u32) = (2022, 1, 1);

/// Returns the policy: three classes that never meet in a hotel, and the objective.
pub fn policy(case: &BySize) -> String {
    let class = |class| format!("[class.c{class}]\nseparate_from = [\"*\"]\nseparate_level = \"hotel\"\n\n");
    let classes: String = (0..3).map(class).collect();
    let objective = if case.weighted { weights() } else { String::new() };
    format!(
        "# A case of size {}, invented by `roomblock generate`.\n\n{classes}\
         [rules]\nseparate_window = \"horizon\"\n{objective}",
        case.size
    )
}

/// Returns the weighted sum: a guest of the last tier left out costs as much as 1,000 guest-km.
fn weights() -> String {
    let tiers = (1..).zip(TIER_WEIGHTS).map(|(tier, weight)| format!("\"{tier}\" = {weight}"));
    format!(
        "\n[objective]\nmode = \"weighted\"\n\
         weights = {{ unmet = 1000, splits = 100, travel = 1, cost = 0.001 }}\n\
         unmet_weights = {{ {} }}\n",
        tiers.collect::<Vec<_>>().join(", ")
    )
}

/// Writes `availability.csv`: a row for each hotel, room type and interval of constant supply.
pub fn availability(folder: &mut CaseFolder, hotels: &[DrawnHotel], nights: u32) -> Result<(), GenerateError> {
    let dates: Vec<String> = (0..=nights).map(|night| date(FIRST, night)).collect();
    let names = Names::new("H", hotels.len());
    let headings = ["hotel", "room_type", "rooms", "guests_max", "from", "to", "rate"];
    folder.table("availability", &headings, |rows| {
        for (hotel, name) in hotels.iter().zip(names) {
            for (position, (room_type, guests_max)) in ROOM_TYPES.iter().enumerate() {
                let (guests_max, rate) = (guests_max.to_string(), hotel.rates[position].to_string());
                for (from, to, n) in hotel.spans(position, nights) {
                    let (from, to) = (&dates[from as usize], &dates[to as usize]);
                    rows.row(&[&name, *room_type, &n.to_string(), &guests_max, from, to, &rate])?;
                }
            }
        }
        Ok(())
    })
}

/// Writes `hotels.csv`.
pub fn hotels(folder: &mut CaseFolder, hotels: &[DrawnHotel]) -> Result<(), GenerateError> {
    let names = Names::new("H", hotels.len());
    folder.table("hotels", &["hotel", "lat", "lon", "datum", "tags", "opening_cost"], |rows| {
        for (hotel, name) in hotels.iter().zip(names) {
            let (lat, lon) = hotel.place.coordinates();
            let tags = tags(hotel.separate_bath, hotel.parking);
            rows.row(&[&name, &lat, &lon, "wgs84", tags, &hotel.opening_cost.to_string()])?;
        }
        Ok(())
    })
}

/// Writes `sites.csv`.
pub fn sites(folder: &mut CaseFolder, sites: &[Place]) -> Result<(), GenerateError> {
    let names = Names::new("S", sites.len());
    folder.table("sites", &["site", "lat", "lon", "datum"], |rows| {
        for (site, name) in sites.iter().zip(names) {
            let (lat, lon) = site.coordinates();
            rows.row(&[&name, &lat, &lon, "wgs84"])?;
        }
        Ok(())
    })
}

/// Writes `groups.csv`.
pub fn groups(folder: &mut CaseFolder, groups: &[DrawnGroup], n_sites: u32) -> Result<(), GenerateError> {
    let names = Names::new("G", groups.len());
    let sites: Vec<String> = Names::new("S", n_sites as usize).collect();
    let headings = [
        "group",
        "guests",
        "class",
        "priority",
        "arrive",
        "depart",
        "site",
        "km_max",
        "sharing",
        "hotels_max",
        "chunk_min",
        "split",
        "requires",
    ];
    folder.table("groups", &headings, |rows| {
        for (group, name) in groups.iter().zip(names) {
            rows.row(&[
                name,
                group.guests.to_string(),
                format!("c{}", group.class),
                group.priority.to_string(),
                date(FIRST, group.arrive),
                date(FIRST, group.depart),
                sites[group.site].clone(),
                group.km_max.to_string(),
                if group.shares { "party" } else { "single" }.to_owned(),
                group.hotels_max.to_string(),
                group.chunk_min.to_string(),
                "hotels".to_owned(),
                tags(group.separate_bath, group.parking).to_owned(),
            ])?;
        }
        Ok(())
    })
}

fn tags(separate_bath: bool, parking: bool) -> &'static str {
    match (separate_bath, parking) {
        (false, false) => "",
        (true, false) => "separate_bath",
        (false, true) => "parking",
        (true, true) => "separate_bath;parking",
    }
}
