//! Ten mornings of the scenario `xiuying-aug` by the commands that a cron job would give: no family is split, nobody is
//! moved once counting, guests of frozen hotels stay, and every day's plan verifies against that of the day before.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A row of a table, by heading.
type Row = BTreeMap<String, String>;

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| headings.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The one hotel of each group of a plan, with its guests and its stay.
fn hotels(plan: &Path) -> BTreeMap<String, (String, u32, String)> {
    let mut hotels: BTreeMap<String, (String, u32, String)> = BTreeMap::new();
    for row in rows(&plan.join("allocation.csv")) {
        let stay = format!("{} {}", row["arrive"], row["depart"]);
        let known = hotels.entry(row["group"].clone()).or_insert_with(|| (row["hotel"].clone(), 0, stay));
        assert_eq!(known.0, row["hotel"], "{} is split", row["group"]);
        known.1 += row["guests"].parse::<u32>().unwrap();
    }
    hotels
}

/// The day of August of an ISO date.
fn day_of(date: &str) -> u32 {
    date.rsplit('-').next().unwrap().parse().unwrap()
}

/// The day on which a stay, two dates with a blank between, ends.
fn end_of(stay: &str) -> u32 {
    day_of(stay.split(' ').nth(1).unwrap())
}

#[test]
fn ten_days_without_moving_anybody_who_has_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let town = folder.path().join("town");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_roomblock")).args(arguments).current_dir(folder.path()).output();
        let output = output.unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}");
    };
    run(&["generate", "xiuying-aug", "--seed", "7", "-o", "town"]);
    let script = fs::read_to_string(town.join("daily.sh")).unwrap();
    let mornings: Vec<&str> = script.lines().filter_map(|line| line.strip_prefix("roomblock ")).collect();
    assert_eq!(mornings.len(), 10);
    let plan = town.join("plan");
    let mut before: BTreeMap<String, (String, u32, String)> = BTreeMap::new();
    let mut stations = 0;
    for (day, morning) in mornings.iter().enumerate() {
        let arguments: Vec<&str> = morning.split(' ').collect();
        let status =
            Command::new(env!("CARGO_BIN_EXE_roomblock")).args(&arguments).current_dir(&town).status().unwrap();
        assert!(status.success(), "day {}: {status}", day + 1);
        run(&["verify", "town/plan"]);
        let record: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(plan.join("plan.json")).unwrap()).unwrap();
        assert_eq!(record["totals"]["unmet"], 0, "day {}", day + 1);
        let officers = rows(&plan.join("officers.csv"));
        assert_eq!(officers.len(), 254);
        assert!(
            officers.iter().all(|officer| !officer["hotel"].is_empty()),
            "an officer has no hotel on day {}",
            day + 1
        );
        let now = hotels(&plan);
        let case = town.join(format!("day-{:02}", day + 1));
        let groups = rows(&case.join("groups.csv"));
        for group in groups.iter().filter(|group| group["status"] != "cancelled") {
            let name = &group["group"];
            let (hotel, guests, stay) = &now[name];
            assert_eq!(guests.to_string(), group["guests"], "{name} is not placed as a whole");
            assert_eq!(hotel.starts_with('S'), group["class"] == "station", "{name} is in {hotel}");
            if group["class"] == "station" {
                stations += 1;
                let nights = end_of(stay) - day_of(stay.split(' ').next().unwrap());
                assert!(nights >= 3, "{name} leaves a station after less than three nights: {stay}");
            }
            if group["status"] == "arrived"
                && let Some((was, ..)) = before.get(name)
            {
                assert_eq!(hotel, was, "{name} has unpacked, and is moved on day {}", day + 1);
            }
        }
        // Who was in a hotel on the day of its case is there until the freeze ends, whatever the manifest of that day says.
        for house in rows(&case.join("hotels.csv")).iter().filter(|house| !house["case_on"].is_empty()) {
            let opens = day_of(&house["case_on"]) + 7;
            let inside = now.iter().filter(|(_, (hotel, ..))| *hotel == house["hotel"]);
            for (name, (_, _, stay)) in inside {
                assert!(end_of(stay) >= opens, "{name} leaves the frozen {}: {stay}", house["hotel"]);
                assert!(
                    day == 0 || before.get(name).is_some_and(|(was, ..)| *was == house["hotel"]),
                    "{name} moved in"
                );
            }
            let left = before.iter().filter(|(name, (was, ..))| *was == house["hotel"] && !now.contains_key(*name));
            for (name, (_, _, stay)) in left {
                assert!(end_of(stay) + 7 <= opens, "{name} left the frozen {}: {stay}", house["hotel"]);
            }
        }
        before = now;
    }
    assert!(stations > 500, "{stations} nights in stations were planned");
}
