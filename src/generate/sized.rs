//! Cases of a size class: hotels in clusters, groups bound to sites, rooms scaled until the peak night is as tight as asked.
//!
//! The distributions are those that the formulation was measured on. Distances are great circles over coordinates of an
//! invented plain, so that no travel table is needed; classes are kept apart over the whole horizon.

mod group;
mod hotel;
mod load;
mod plain;
mod table;

use std::path::Path;

use super::draw::{Draw, rounded};
use super::folder::CaseFolder;
use super::{BySize, GenerateError, Options, Size, Summary};

/// The counts and ranges of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shape {
    size: Size,
    hotels: u32,
    groups: u32,
    nights: u32,
    sites: u32,
    clusters: u32,
    /// The side of the plain in km.
    side_km: f64,
    /// Shortest and longest stay; `L` has its own rule.
    stay: (u32, u32),
    /// Smallest and largest group.
    guests: (u32, u32),
}

impl Shape {
    /// Returns the shape of a size class, scaled to the counts that were given.
    fn of(case: &BySize) -> Result<Self, GenerateError> {
        let (counts, side_km, stay, guests) = match case.size {
            Size::S => ([40, 30, 7, 5, 2], 25.0, (2, 6), (10, 60)),
            Size::M => ([300, 150, 14, 12, 4], 45.0, (3, 12), (10, 120)),
            Size::L => ([2095, 420, 40, 40, 12], 80.0, (7, 38), (10, 150)),
            Size::Xl => ([20_000, 5000, 30, 300, 60], 400.0, (10, 28), (10, 150)),
            Size::Xxl => ([100_000, 50_000, 30, 2500, 300], 1000.0, (10, 28), (4, 150)),
        };
        let [hotels, groups, nights, sites, clusters] = counts;
        let ratio = |given: Option<u32>, own: u32| given.map_or(1.0, |given| f64::from(given) / f64::from(own));
        let (more_hotels, more_groups) = (ratio(case.hotels, hotels), ratio(case.groups, groups));
        let shape = Self {
            size: case.size,
            hotels: given("--hotels", case.hotels, hotels, 1_000_000)?,
            groups: given("--groups", case.groups, groups, 1_000_000)?,
            nights: given("--nights", case.nights, nights, 3650)?,
            sites: rounded(f64::from(sites) * more_groups).max(1),
            clusters: rounded(f64::from(clusters) * more_hotels).max(1),
            side_km: (side_km * libm::sqrt(more_hotels)).clamp(5.0, 1000.0),
            stay,
            guests,
        };
        Ok(shape)
    }
}

/// Returns the count that was given, or the one of the class.
fn given(option: &str, count: Option<u32>, own: u32, max: u32) -> Result<u32, GenerateError> {
    match count {
        Some(count) if !(1..=max).contains(&count) => {
            Err(GenerateError::Option(format!("{option} {count} is out of range: give 1 to {max}")))
        }
        count => Ok(count.unwrap_or(own)),
    }
}

/// Writes a case of a size class.
pub fn write(case: &BySize, options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    let shape = Shape::of(case)?;
    let mut folder = CaseFolder::create(folder)?;
    let stream = |purpose: &str| Draw::new(options.seed, &format!("{} {purpose}", shape.size));
    let plain = plain::Plain::new(&shape, &mut stream("clusters"));
    let sites = plain.points(shape.sites, 0.8, &mut stream("sites"));
    let mut hotels = hotel::hotels(&shape, &plain, &mut stream("hotels"));
    let groups = group::groups(&shape, &mut stream("groups"));
    let scale = load::scale(case, &shape, load::World { hotels: &hotels, groups: &groups, sites: &sites });
    for hotel in &mut hotels {
        hotel.scale(scale);
    }
    folder.text("roomblock.toml", &table::policy(case))?;
    table::availability(&mut folder, &hotels, shape.nights)?;
    table::hotels(&mut folder, &hotels)?;
    table::sites(&mut folder, &sites)?;
    table::groups(&mut folder, &groups, shape.sites)?;
    let guests = groups.iter().map(|group| u64::from(group.guests)).sum();
    Ok(folder.finish(shape.hotels, shape.groups, guests))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::generate::{Scenario, Tightness, write};

    fn written(case: BySize, seed: u64) -> (tempfile::TempDir, Summary) {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Sized(case), &Options { seed }, folder.path()).unwrap();
        (folder, summary)
    }

    fn table(folder: &Path, name: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_path(folder.join(name)).unwrap().records().map(Result::unwrap).collect()
    }

    #[test]
    fn every_size_writes_tables_whose_names_and_nights_fit() {
        for size in [Size::S, Size::M, Size::L, Size::Xl, Size::Xxl] {
            let small = BySize { size, hotels: Some(60), groups: Some(40), nights: Some(9), ..BySize::default() };
            let (folder, summary) = written(small, 3);
            assert_eq!((summary.hotels, summary.groups), (60, 40));
            assert_eq!(table(folder.path(), "hotels.csv").len(), 60);
            let sites: Vec<String> = table(folder.path(), "sites.csv").iter().map(|row| row[0].to_owned()).collect();
            for row in table(folder.path(), "groups.csv") {
                assert!(row[4] < row[5] && &row[5] <= "2022-01-10", "{row:?}");
                assert!(sites.iter().any(|site| *site == row[6]), "{row:?}");
            }
            for row in table(folder.path(), "availability.csv") {
                assert!(row[4] < row[5] && &row[5] <= "2022-01-10", "{row:?}");
            }
        }
    }

    #[test]
    fn the_least_case_has_one_of_each() {
        let least = BySize { hotels: Some(1), groups: Some(1), nights: Some(1), ..BySize::default() };
        let (folder, _) = written(least, 1);
        assert_eq!(table(folder.path(), "groups.csv")[0][5], *"2022-01-02");
        assert_eq!(table(folder.path(), "availability.csv").len(), 2);
    }

    #[test]
    fn a_tight_case_has_fewer_rooms_than_a_loose_one() {
        let rooms = |tightness| {
            let (folder, _) = written(BySize { tightness, ..BySize::default() }, 5);
            table(folder.path(), "availability.csv").iter().map(|row| row[2].parse::<u32>().unwrap()).sum::<u32>()
        };
        let (tight, loose) = (rooms(Tightness::Tight), rooms(Tightness::Loose));
        assert!(tight * 3 < loose * 2 && loose * 5 < tight * 10, "{tight} and {loose} rooms");
    }

    #[test]
    fn the_weighted_objective_is_written_on_request() {
        let (folder, _) = written(BySize { weighted: true, size: Size::S, ..BySize::default() }, 1);
        let policy = fs::read_to_string(folder.path().join("roomblock.toml")).unwrap();
        assert!(policy.contains("unmet_weights = { \"1\" = 10, \"2\" = 5,"), "{policy}");
        assert!(toml::from_str::<toml::Table>(&policy).is_ok());
    }

    #[test]
    fn counts_out_of_range_are_refused() {
        let none = BySize { nights: Some(0), ..BySize::default() };
        let error = Shape::of(&none).unwrap_err();
        assert_eq!(error.to_string(), "--nights 0 is out of range: give 1 to 3650");
    }

    /// The largest case, written as any other: run with `--ignored` and watch the memory.
    #[test]
    #[ignore = "writes 30 MB"]
    fn the_largest_size_is_written_as_a_stream() {
        let (_folder, summary) = written(BySize { size: Size::Xxl, ..BySize::default() }, 1);
        assert_eq!((summary.hotels, summary.groups), (100_000, 50_000));
        let bytes: u64 = summary.files.iter().map(|file| file.bytes).sum();
        assert!(bytes > 15_000_000, "{summary:?}");
    }
}
