//! Shanghai, the evening of 2022-04-03 (domain notes §1.1): about 6,000 people of ten medical teams, 2,095 hotels asked
//! in twenty polls, 25,000 rooms at the end.
//!
//! The totals, the districts and seven of the ten teams are those that the press named. Every hotel, street, hospital and
//! count of a hotel is invented, and so are the last three teams. With all its rules the case can be solved with nobody
//! left over: the largest hotels hold Shandong together, and the rest is enough for the others.

mod hotel;
mod poll;
mod table;
mod team;

use std::path::Path;

use super::draw::{Draw, rounded};
use super::fact::{LARGE_HOTELS, LARGE_ROOMS, NEW_ROOMS, POLLED_HOTELS, WITH_ROOMS};
use super::folder::CaseFolder;
use super::{GenerateError, Options, Shanghai, Share, Summary};
use team::Team;

/// The totals of a case at its scale.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Totals {
    hotels: u32,
    with_rooms: u32,
    large_hotels: u32,
    /// The fewest rooms of a large hotel, so that the limited team fits in its hotels.
    large: u32,
    rooms: u32,
}

impl Totals {
    fn of(scale: f64, teams: &[Team]) -> Self {
        let hotels = rounded(POLLED_HOTELS * scale);
        let (hotels_max, large) = teams
            .iter()
            .filter_map(|team| team.hotels_max.map(|most| (most, team.guests.div_ceil(most))))
            .fold((0, LARGE_ROOMS), |(hotels, rooms), (most, least)| (hotels.max(most), rooms.max(least)));
        Self {
            hotels,
            with_rooms: rounded(f64::from(hotels) * WITH_ROOMS),
            large_hotels: rounded((LARGE_HOTELS * scale).ceil()).max(hotels_max),
            large,
            rooms: rounded(NEW_ROOMS * scale),
        }
    }
}

/// Writes the scenario.
pub fn write(case: &Shanghai, options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    Share(case.scale).within()?;
    let stream = |purpose: &str| Draw::new(options.seed, &format!("shanghai {purpose}"));
    let teams = team::teams(case.scale, &mut stream("teams"));
    let totals = Totals::of(case.scale, &teams);
    if let Some(usable) = case.usable.filter(|&usable| usable > totals.rooms) {
        let message = format!("--usable {usable} is more than there is: give 0 to {}", totals.rooms);
        return Err(GenerateError::Option(message));
    }
    let mut hotels = hotel::hotels(&totals, &mut stream("hotels"));
    if let Some(usable) = case.usable {
        hotel::cut(&mut hotels, usable, &mut stream("cut"));
    }
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", &table::policy(case, &teams))?;
    table::groups(&mut folder, &teams, case)?;
    table::sites(&mut folder)?;
    table::hotels(&mut folder, &hotels)?;
    poll::write(&mut folder, &hotels, &mut stream("polls"))?;
    let guests = teams.iter().map(|team| u64::from(team.guests)).sum();
    let groups = u32::try_from(teams.len()).expect("there are ten teams");
    Ok(folder.finish(totals.hotels, groups, guests))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::*;
    use crate::generate::{Scenario, write};

    fn written(case: Shanghai, seed: u64) -> (tempfile::TempDir, Summary) {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Shanghai0403(case), &Options { seed }, folder.path()).unwrap();
        (folder, summary)
    }

    /// Rooms by hotel as the newest answer of each hotel and room type has them, and the number of answers.
    fn newest(folder: &Path) -> (BTreeMap<String, Option<u32>>, usize) {
        let mut newest: BTreeMap<(String, String), (String, Option<u32>)> = BTreeMap::new();
        let mut answers = 0;
        for poll in 1..=20 {
            let mut reader = csv::Reader::from_path(folder.join(format!("availability-{poll:02}.csv"))).unwrap();
            for row in reader.records().map(Result::unwrap) {
                answers += 1;
                let entry = newest.entry((row[0].to_owned(), row[1].to_owned())).or_default();
                assert_eq!(row[5].parse(), Ok(poll));
                if row[4] > *entry.0 {
                    *entry = (row[4].to_owned(), row[2].parse().ok());
                }
            }
        }
        let mut rooms = BTreeMap::new();
        for ((hotel, _), (_, n)) in newest {
            let sum: &mut Option<u32> = rooms.entry(hotel).or_default();
            *sum = n.map(|n| n + sum.unwrap_or_default());
        }
        (rooms, answers)
    }

    #[test]
    fn the_newest_answers_have_exactly_25_000_rooms() {
        let (folder, summary) = written(Shanghai::default(), 1);
        assert_eq!((summary.hotels, summary.groups, summary.guests, summary.files.len()), (2095, 10, 6000, 24));
        let (rooms, answers) = newest(folder.path());
        assert_eq!((rooms.len(), rooms.values().flatten().sum::<u32>()), (2095, 25_000));
        assert_eq!(rooms.values().flatten().filter(|&&rooms| rooms > 0).count(), 838);
        assert!(rooms.values().filter(|rooms| rooms.is_none()).count() > 300, "some are unknown");
        assert!((42_000..47_000).contains(&answers), "{answers} answers");
    }

    #[test]
    fn supply_is_cut_exactly_and_rules_are_left_out() {
        let case = Shanghai { usable: Some(5400), capacity_only: true, ..Shanghai::default() };
        let (folder, _) = written(case, 1);
        assert_eq!(newest(folder.path()).0.values().flatten().sum::<u32>(), 5400);
        let policy = fs::read_to_string(folder.path().join("roomblock.toml")).unwrap();
        let groups = fs::read_to_string(folder.path().join("groups.csv")).unwrap();
        assert!(!policy.contains("class") && !groups.contains("hotels_max"), "{policy}{groups}");
    }

    #[test]
    fn the_policy_names_the_class_of_every_team() {
        let (folder, _) = written(Shanghai { scale: 0.02, ..Shanghai::default() }, 1);
        let policy = fs::read_to_string(folder.path().join("roomblock.toml")).unwrap();
        let policy: toml::Table = toml::from_str(&policy).unwrap();
        let mut groups = csv::Reader::from_path(folder.path().join("groups.csv")).unwrap();
        for row in groups.records().map(Result::unwrap) {
            assert_eq!(policy["class"][&row[11]]["separate_from"][0].as_str(), Some("*"));
        }
    }

    #[test]
    fn options_out_of_range_are_refused() {
        let refused = |case| {
            let folder = tempfile::tempdir().unwrap();
            write(&Scenario::Shanghai0403(case), &Options { seed: 1 }, folder.path()).unwrap_err().to_string()
        };
        let small = refused(Shanghai { scale: 0.001, ..Shanghai::default() });
        assert_eq!(small, "--scale 0.001 is out of range: give 0.02 to 1");
        let many = refused(Shanghai { usable: Some(30_000), ..Shanghai::default() });
        assert_eq!(many, "--usable 30000 is more than there is: give 0 to 25000");
    }
}
