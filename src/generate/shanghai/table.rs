//! The policy and the tables that are not polls.

use super::hotel::DrawnHotel;
use super::team::{HOSPITALS, Team};
use crate::generate::fact::TEAM_NIGHTS;
use crate::generate::folder::CaseFolder;
use crate::generate::name::{Names, date};
use crate::generate::{GenerateError, Shanghai};

/// The first night of the teams.
const FIRST: (i32, u32, u32) = (2022, 4, 3);

/// Returns the policy: every team is a class of its own that shares its hotels with nobody.
pub fn policy(case: &Shanghai, teams: &[Team]) -> String {
    let head = "# shanghai-0403: invented by `roomblock generate` from the totals of the evening of 2022-04-03.\n\n\
                [case]\nday_cut = \"06:00\"   # who arrives before it sleeps the night before\ndatum = \"wgs84\"\n";
    let class =
        |team: &Team| format!("\n[class.{}]\nseparate_from = [\"*\"]\nseparate_level = \"hotel\"\n", team.class());
    let classes: String = teams.iter().filter(|_| !case.capacity_only).map(class).collect();
    format!("{head}{classes}")
}

/// Writes `groups.csv`; without rules it names neither classes nor limits.
pub fn groups(folder: &mut CaseFolder, teams: &[Team], case: &Shanghai) -> Result<(), GenerateError> {
    let mut headings =
        vec!["group", "guests", "name", "men", "women", "priority", "arrive", "depart", "site", "sharing", "transport"];
    if !case.capacity_only {
        headings.extend(["class", "hotels_max"]);
    }
    folder.table("groups", &headings, |rows| {
        for (team, priority) in teams.iter().zip(1..) {
            let mut cells = vec![
                team.id.to_owned(),
                team.guests.to_string(),
                team.name.clone(),
                (team.guests - team.women).to_string(),
                team.women.to_string(),
                i32::to_string(&priority),
                team.arrive.to_owned(),
                date(FIRST, TEAM_NIGHTS),
                HOSPITALS[team.hospital].0.to_owned(),
                "single".to_owned(),
                team.transport.to_owned(),
            ];
            if !case.capacity_only {
                cells.extend([team.class(), team.hotels_max.map(|most| most.to_string()).unwrap_or_default()]);
            }
            rows.row(&cells)?;
        }
        Ok(())
    })
}

/// Writes `sites.csv`: the hospitals.
pub fn sites(folder: &mut CaseFolder) -> Result<(), GenerateError> {
    folder.table("sites", &["site", "name", "kind", "lat", "lon", "datum"], |rows| {
        for (site, name, lat, lon) in HOSPITALS {
            rows.row(&[site, name, "work", &format!("{lat:.4}"), &format!("{lon:.4}"), "wgs84"])?;
        }
        Ok(())
    })
}

/// Writes `hotels.csv`.
pub fn hotels(folder: &mut CaseFolder, hotels: &[DrawnHotel]) -> Result<(), GenerateError> {
    let headings = ["hotel", "name", "district", "address", "lat", "lon", "datum", "status", "tags"];
    folder.table("hotels", &headings, |rows| {
        for (hotel, name) in hotels.iter().zip(Names::new("H", hotels.len())) {
            let (lat, lon) = (format!("{:.5}", hotel.place.0), format!("{:.5}", hotel.place.1));
            let status = if hotel.closed { "closed" } else { "open" };
            let tags = if hotel.canteen { "canteen" } else { "" };
            let cells = [&name, &hotel.name, hotel.district, &hotel.address, &lat, &lon, "wgs84", status, tags];
            rows.row(&cells)?;
        }
        Ok(())
    })
}
