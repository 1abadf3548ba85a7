//! A conference town: delegations of 1 to 60, who share twin rooms by sex, for three venues.
//!
//! Its shape is that of a real capital with real delegations; every name, place and number is invented. One hotel in
//! twenty has not said how many rooms it has.

use std::path::Path;

use super::district::shifted;
use super::draw::{Draw, rounded};
use super::folder::CaseFolder;
use super::name::{Names, date};
use super::{Delegations, GenerateError, Options, Summary};

/// The first day of the conference.
const OPENS: (i32, u32, u32) = (2027, 5, 10);
/// How long it lasts, in days.
const DAYS: u32 = 10;
/// Who comes, comes at most so many days before its first session.
const BEFORE: u32 = 3;
/// Groups of up to this size are not split.
const KEPT_TOGETHER: u32 = 20;
/// The middle of the town, in the open sea.
const TOWN: (f64, f64) = (45.5, -8.0);
/// Rooms for each guest. A guest needs a little more than half a twin, and about half of them are there on the fullest night.
const ROOMS_PER_GUEST: f64 = 0.45;

/// The policy: as little as such a case needs.
const POLICY: &str = "# A conference town, invented by `roomblock generate delegations`.\n\n\
                      [rules]\nhotels_max = 2   # of the groups that may be split at all\nchunk_min = 8\n";

/// Name, km to the east and to the north of the middle, share of the groups.
const VENUES: [(&str, f64, f64, f64); 3] =
    [("Harbour Hall", 1.1, -0.8, 0.5), ("Old Exchange", -0.4, 0.5, 0.3), ("North Pavilion", -1.6, 4.2, 0.2)];

const COUNTRIES: [&str; 12] = [
    "Averland", "Brionne", "Caldera", "Dunmark", "Estrava", "Fenwold", "Galdor", "Hestia", "Ilmarin", "Jorvia",
    "Kestrel", "Lorne",
];
const TOPICS: [&str; 10] = [
    "harbours",
    "railways",
    "rivers",
    "forests",
    "schools",
    "hospitals",
    "bridges",
    "lighthouses",
    "markets",
    "archives",
];
const HOUSES: [&str; 12] = [
    "Anchor",
    "Beacon",
    "Compass",
    "Driftwood",
    "Ensign",
    "Foghorn",
    "Gangway",
    "Halyard",
    "Inlet",
    "Jetty",
    "Keel",
    "Lagoon",
];
const KINDS: [&str; 4] = ["Hotel", "Inn", "House", "Lodge"];
const STREETS: [&str; 6] =
    ["Chandler Street", "Net Loft Lane", "Signal Hill", "Rope Walk", "Pilot Row", "Customs Quay"];

/// Writes the scenario.
pub fn write(case: Delegations, options: Options, folder: &Path) -> Result<Summary, GenerateError> {
    if !(1..=100_000).contains(&case.hotels) || !(1..=100_000).contains(&case.groups) {
        return Err(GenerateError::Option("hotels and groups are out of range: give 1 to 100000".to_owned()));
    }
    let stream = |purpose: &str| Draw::new(options.seed, &format!("delegations {purpose}"));
    let mut folder = CaseFolder::create(folder)?;
    folder.text("roomblock.toml", POLICY)?;
    let guests = groups(&mut folder, case.groups, &mut stream("groups"))?;
    let rooms = rooms(case.hotels, guests, &mut stream("rooms"));
    availability(&mut folder, &rooms)?;
    hotels(&mut folder, case.hotels, &mut stream("hotels"))?;
    sites(&mut folder)?;
    Ok(folder.finish(case.hotels, case.groups, guests))
}

/// Writes `groups.csv` row by row and returns how many guests there are.
fn groups(folder: &mut CaseFolder, n: u32, draw: &mut Draw) -> Result<u64, GenerateError> {
    let headings = ["group", "guests", "name", "men", "women", "arrive", "depart", "site", "sharing", "split"];
    let mut sum = 0;
    folder.table("groups", &headings, |rows| {
        for name in Names::new("D", n as usize) {
            let guests = rounded(draw.lognormal(6.0, 1.0)).clamp(1, 60);
            sum += u64::from(guests);
            let (men, women) = sexes(guests, draw);
            let first = draw.between(0, DAYS);
            let arrive = BEFORE + first - draw.between(1, BEFORE + 1);
            let depart = BEFORE + DAYS.min(first + draw.between(1, 6)) + 1;
            let site = draw.weighted(&VENUES.map(|venue| venue.3));
            let split = if guests <= KEPT_TOGETHER { "never" } else { "hotels" };
            rows.row(&[
                name,
                guests.to_string(),
                format!("{} on {}", draw.pick(&COUNTRIES), draw.pick(&TOPICS)),
                men,
                women,
                date(before_opening(), arrive),
                date(before_opening(), depart),
                format!("V{}", site + 1),
                "same_sex".to_owned(),
                split.to_owned(),
            ])?;
        }
        Ok(())
    })?;
    Ok(sum)
}

/// The date from which nights are counted: `BEFORE` days before the opening.
fn before_opening() -> (i32, u32, u32) {
    (OPENS.0, OPENS.1, OPENS.2 - BEFORE)
}

/// Draws men and women as cells: a quarter of the groups is of men, a quarter of women, a tenth does not say.
fn sexes(guests: u32, draw: &mut Draw) -> (String, String) {
    let men = match draw.weighted(&[0.25, 0.25, 0.4, 0.1]) {
        0 => guests,
        1 => 0,
        2 => rounded(f64::from(guests) * draw.uniform(0.25, 0.75)).min(guests),
        _ => return Default::default(),
    };
    (men.to_string(), (guests - men).to_string())
}

/// Draws the rooms of each hotel, none where they are unknown, enough for all guests but not for all everywhere.
fn rooms(n: u32, guests: u64, draw: &mut Draw) -> Vec<Option<u32>> {
    let drawn: Vec<(f64, bool)> = (0..n).map(|_| (draw.lognormal(60.0, 0.9), draw.chance(0.05))).collect();
    let guests = f64::from(u32::try_from(guests).unwrap_or(u32::MAX));
    let factor = guests * ROOMS_PER_GUEST / drawn.iter().map(|(size, _)| size).sum::<f64>();
    // A single hotel always answers.
    drawn.iter().map(|&(size, silent)| (!silent || n == 1).then(|| rounded(size * factor).max(2))).collect()
}

fn availability(folder: &mut CaseFolder, rooms: &[Option<u32>]) -> Result<(), GenerateError> {
    folder.table("availability", &["hotel", "room_type", "rooms", "guests_max"], |rows| {
        for (name, n) in Names::new("H", rooms.len()).zip(rooms) {
            rows.row(&[name.as_str(), "twin", &n.map(|n| n.to_string()).unwrap_or_default(), "2"])?;
        }
        Ok(())
    })
}

fn hotels(folder: &mut CaseFolder, n: u32, draw: &mut Draw) -> Result<(), GenerateError> {
    folder.table("hotels", &["hotel", "name", "address", "lat", "lon", "datum"], |rows| {
        for (name, number) in Names::new("H", n as usize).zip(1..) {
            let house = format!("{} {} {}", draw.pick(&HOUSES), draw.pick(&KINDS), i32::to_string(&number));
            let address = format!("{} {}", draw.between(1, 120), draw.pick(&STREETS));
            let (lat, lon) = place(2.2 * draw.normal(), 2.2 * draw.normal());
            rows.row(&[&name, &house, &address, &lat, &lon, "wgs84"])?;
        }
        Ok(())
    })
}

fn sites(folder: &mut CaseFolder) -> Result<(), GenerateError> {
    folder.table("sites", &["site", "name", "kind", "lat", "lon", "datum"], |rows| {
        for (name, (venue, east, north, _)) in Names::new("V", VENUES.len()).zip(VENUES) {
            let (lat, lon) = place(east, north);
            rows.row(&[&name, venue, "work", &lat, &lon, "wgs84"])?;
        }
        Ok(())
    })
}

/// Returns latitude and longitude as text, from km to the east and north of the middle of the town.
fn place(east: f64, north: f64) -> (String, String) {
    let (lat, lon) = shifted(TOWN, east, north);
    (format!("{lat:.5}"), format!("{lon:.5}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::{Scenario, write};

    fn written(case: Delegations) -> (tempfile::TempDir, Summary) {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(&Scenario::Delegations(case), &Options { seed: 1 }, folder.path()).unwrap();
        (folder, summary)
    }

    fn table(folder: &Path, name: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_path(folder.join(name)).unwrap().records().map(Result::unwrap).collect()
    }

    #[test]
    fn the_town_has_its_hotels_groups_and_venues() {
        let (folder, summary) = written(Delegations::default());
        assert_eq!((summary.hotels, summary.groups), (140, 800));
        assert_eq!(table(folder.path(), "sites.csv").len(), 3);
        let groups = table(folder.path(), "groups.csv");
        let guests: Vec<u64> = groups.iter().map(|row| row[1].parse().unwrap()).collect();
        assert_eq!((guests.iter().min(), guests.iter().max()), (Some(&1), Some(&60)));
        assert_eq!(guests.iter().sum::<u64>(), summary.guests);
        for row in &groups {
            assert!(&row[5] < "2027-05-20" && row[5] < row[6] && &row[6] <= "2027-05-21", "{row:?}");
            let sexes = row[3].parse::<u64>().ok().zip(row[4].parse::<u64>().ok());
            assert!(sexes.is_none_or(|(men, women)| men + women == row[1].parse::<u64>().unwrap()), "{row:?}");
        }
        let unknown = table(folder.path(), "availability.csv").iter().filter(|row| row[2].is_empty()).count();
        assert!((1..20).contains(&unknown), "{unknown} hotels are unknown");
    }

    #[test]
    fn the_smallest_town_has_one_hotel_with_rooms() {
        let (folder, _) = written(Delegations { hotels: 1, groups: 1 });
        assert!(!table(folder.path(), "availability.csv")[0][2].is_empty());
    }
}
