//! Haikou Xiuying, ten days of August 2022 (domain notes §1.3): about 6,500 stranded travellers in 89 hotels go home by air, or
//! by sea and rail after three nights in one of 12 station hotels; two hotels have a case and are frozen.
//!
//! Each day is a case of its own, as its manifest would be written that morning; the first day brings the plan before it,
//! which says who is where. The totals are those of the district; every hotel and party is invented, but that the first
//! hotel is emptied as a real one of 88 travellers was.

mod party;
mod table;

use std::path::Path;

use super::draw::{Draw, rounded};
use super::fact::{FREEZE_NIGHTS, STATION_NIGHTS, STATIONS, STRANDED_HOTELS, XIUYING_DAYS as DAYS};
use super::folder::CaseFolder;
use super::{GenerateError, Options, Summary};
use party::{Party, parties};

/// Hotels where travellers are stranded.
const HOTELS: usize = STRANDED_HOTELS as usize;
/// Hotels with a case, and its day.
const CASES: [(usize, u32); 2] = [(4, 3), (16, 5)];

/// A hotel of the scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
struct House {
    id: String,
    is_station: bool,
    /// Rooms for two.
    rooms: u32,
}

/// Writes the scenario: a folder for each day, and the commands of ten mornings.
pub fn write(options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let parties = parties(&mut Draw::new(options.seed, "xiuying parties"));
    let houses = houses(&parties, &mut Draw::new(options.seed, "xiuying hotels"));
    let mut whole = CaseFolder::create(folder)?;
    whole.text("daily.sh", &table::commands())?;
    let mut summary = whole.finish(count(houses.len()), count(parties.len()), 0);
    summary.guests = parties.iter().filter(|party| party.comes.is_none()).map(|party| u64::from(party.guests)).sum();
    for day in 0..DAYS {
        let name = format!("day-{:02}", day + 1);
        let mut case = CaseFolder::create(&folder.join(&name))?;
        table::policy(&mut case, day)?;
        table::availability(&mut case, &houses, day)?;
        table::hotels(&mut case, &houses, day)?;
        table::groups(&mut case, &parties, day)?;
        table::officers(&mut case)?;
        if day == 0 {
            table::previous(&mut case, &parties, &houses)?;
        }
        let files = case.finish(0, 0, 0).files.into_iter();
        summary.files.extend(files.map(|file| super::Written { name: format!("{name}/{}", file.name), ..file }));
    }
    Ok(summary)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).expect("there are few of them")
}

/// Returns the hotels: as many rooms as their travellers need and a few more, and stations that hold the fullest night.
fn houses(parties: &[Party], draw: &mut Draw) -> Vec<House> {
    let mut houses = Vec::new();
    for hotel in 0..HOTELS {
        let used: u32 = parties.iter().filter(|party| party.hotel == Some(hotel)).map(Party::rooms).sum();
        houses.push(House { id: house_id(hotel), is_station: false, rooms: used + draw.between(1, 6) });
    }
    let in_stations = |night: u32| -> u32 {
        let there = |party: &&Party| party.leg().is_some_and(|from| from <= night && night < from + STATION_NIGHTS);
        parties.iter().filter(there).map(Party::rooms).sum()
    };
    let fullest = (0..DAYS + STATION_NIGHTS).map(in_stations).max().unwrap_or(0);
    let shares: Vec<f64> = (0..STATIONS).map(|_| draw.uniform(0.6, 1.4)).collect();
    let sum: f64 = shares.iter().sum();
    for (at, share) in shares.iter().enumerate() {
        let rooms = rounded(f64::from(fullest) * 1.3 * share / sum) + 2;
        houses.push(House { id: format!("S{:02}", at + 1), is_station: true, rooms });
    }
    houses
}

/// Returns the name of a hotel where travellers are stranded.
fn house_id(hotel: usize) -> String {
    format!("H{:02}", hotel + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    #[test]
    fn the_totals_are_those_of_the_district() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::XiuyingAug, &Options { seed: 1 }, folder.path()).unwrap();
        assert_eq!((summary.hotels, summary.files.len()), (101, 1 + 10 * 5 + 1));
        assert!((6_300..6_700).contains(&summary.guests), "{} guests", summary.guests);
        let rows = summary.files.iter().find(|file| file.name == "day-01/groups.csv").map_or(0, |file| file.rows);
        assert!((2_600..3_000).contains(&rows), "{rows} parties and nights in stations");
        let again = tempfile::tempdir().unwrap();
        let second = write(&Scenario::XiuyingAug, &Options { seed: 1 }, again.path()).unwrap();
        assert_eq!(summary.files, second.files);
    }

    #[test]
    fn the_first_hotel_is_emptied_as_the_real_one_was() {
        let all = parties(&mut Draw::new(3, "xiuying parties"));
        let first: Vec<&Party> = all.iter().filter(|party| party.hotel == Some(0)).collect();
        let by_air = |day: u32| -> u32 {
            first.iter().filter(|party| party.leaves == day && !party.by_sea).map(|party| party.guests).sum()
        };
        assert_eq!(first.iter().map(|party| party.guests).sum::<u32>(), 88);
        assert_eq!([3, 4, 5, 6, 7].map(by_air), [1, 12, 20, 24, 11]);
    }
}
