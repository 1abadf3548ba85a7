//! Every folder of `examples/` is what its generator writes, and ends as its README says.
//!
//! The program is run as a user runs it. Statuses, guests placed and values of the objective are compared, and never the
//! bytes of a plan: most of these optima are not unique.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, Reader};
use roomblock::generate::{self, Delegations, Options, Scenario, Shanghai};
use serde_json::Value;
use tempfile::TempDir;

#[path = "examples/first_night.rs"]
mod first_night;
#[path = "examples/three_sheets.rs"]
mod three_sheets;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// The generated examples: folder, scenario, seed.
fn generated() -> [(&'static str, Scenario, u64); 2] {
    let shanghai = Shanghai { scale: 0.1, ..Shanghai::default() };
    [
        ("shanghai-0403", Scenario::Shanghai0403(shanghai), 403),
        ("delegations", Scenario::Delegations(Delegations::default()), 800),
    ]
}

fn names(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != "README.md" && name != "run.sh").collect()
}

fn invented(scenario: &Scenario, seed: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    generate::write(scenario, &Options { seed }, folder.path()).unwrap();
    folder
}

/// Runs the program, and returns its status and what it said on stderr.
fn roomblock(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_roomblock")).args(arguments).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// A plan made in a folder of its own: the status, and `plan.json`.
struct Planned {
    folder: TempDir,
    status: Option<i32>,
    record: Value,
}

impl Planned {
    /// Runs `solve` or `run` with some arguments.
    fn by(verb: &str, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("plan");
        let (status, said) = roomblock(&[&[verb], arguments, &["-o", plan.to_str().unwrap()]].concat());
        let text = fs::read_to_string(plan.join("plan.json")).unwrap_or_else(|error| {
            panic!("{verb} {arguments:?} ended with {status:?} and no plan ({error}):\n{said}")
        });
        Self { folder, status, record: serde_json::from_str(&text).unwrap() }
    }

    /// Solves a case folder within a time that the fullest build machine has.
    fn of(case: &Path) -> Self {
        Self::by("solve", &[case.to_str().unwrap(), "--time-limit", "20s"])
    }

    /// Returns the values of the levels whose names begin so.
    fn values(&self, prefix: &str) -> Vec<f64> {
        let levels = self.record["levels"].as_array().unwrap();
        let named = levels.iter().filter(|level| level["name"].as_str().unwrap().starts_with(prefix));
        named.map(|level| level["value"].as_f64().unwrap()).collect()
    }

    fn total(&self, name: &str) -> u64 {
        self.record["totals"][name].as_u64().unwrap()
    }

    /// The plan is judged again, from its folder alone, and nothing is found.
    fn is_silently_verified(&self) {
        let plan = self.folder.path().join("plan");
        let (status, said) = roomblock(&["verify", plan.to_str().unwrap()]);
        assert_eq!(status, Some(0), "{said}");
    }

    /// Every guest has a room.
    fn places_everybody(&self, guests: u64) {
        assert_eq!((self.status, self.total("placed"), self.total("unmet")), (Some(0), guests, 0));
        self.is_silently_verified();
    }

    /// The hotels of a group.
    fn hotels(&self, group: &str) -> BTreeSet<&str> {
        let rows = self.record["allocation"].as_array().unwrap().iter().filter(|row| row["group"] == group);
        rows.map(|row| row["hotel"].as_str().unwrap()).collect()
    }
}

#[test]
fn generated_examples_are_what_their_seed_gives() {
    for (name, scenario, seed) in generated() {
        let folder = invented(&scenario, seed);
        let example = examples().join(name);
        assert_eq!(names(folder.path()), names(&example), "{name}");
        for file in names(&example) {
            let same = fs::read(folder.path().join(&file)).unwrap() == fs::read(example.join(&file)).unwrap();
            assert!(same, "{name}/{file}: run `cargo test --release --test examples regenerate -- --ignored`");
        }
    }
}

#[test]
fn two_runs_give_the_same_bytes_and_two_seeds_do_not() {
    let bytes = |seed| {
        let folder = invented(&Scenario::named("S").unwrap(), seed);
        let files = names(folder.path()).into_iter().map(|name| fs::read(folder.path().join(name)).unwrap());
        files.collect::<Vec<_>>()
    };
    assert_eq!(bytes(1), bytes(1));
    assert_ne!(bytes(1), bytes(2));
}

#[test]
fn each_example_is_small_enough_to_be_copied() {
    for example in fs::read_dir(examples()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let files = fs::read_dir(&example).unwrap();
        let bytes: u64 = files.map(|file| file.unwrap().metadata().unwrap().len()).sum();
        assert!(bytes < 300_000, "{}: {bytes} bytes", example.display());
        assert!(example.join("README.md").exists(), "{}", example.display());
    }
}

#[test]
fn the_workbook_of_the_first_night_holds_what_was_written() {
    let mut book = calamine::open_workbook_auto(examples().join("first-night/hotels.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<Data>> = sheet.rows().map(<[Data]>::to_vec).collect();
    let text = |cell: &Data| cell.to_string();
    let expected: Vec<Vec<String>> = first_night::hotels();
    assert_eq!(rows.iter().map(|row| row.iter().map(text).collect()).collect::<Vec<Vec<String>>>(), expected);
    assert_eq!(fs::read_to_string(examples().join("first-night/teams.csv")).unwrap(), first_night::teams());
}

#[test]
fn the_first_night_places_everybody_at_the_least_price() {
    let folder = examples().join("first-night");
    let (hotels, teams) = (folder.join("hotels.xlsx"), folder.join("teams.csv"));
    let arguments = ["--availability", hotels.to_str().unwrap(), "--manifest", teams.to_str().unwrap()];
    let plan = Planned::by("run", &arguments);
    plan.places_everybody(106);
    assert_eq!(
        (plan.values("unmet"), plan.values("splits"), plan.values("cost")),
        (vec![0.0], vec![0.0], vec![6934.0])
    );
    assert_eq!(plan.hotels("North Shore rowing club"), BTreeSet::from(["Weir House"]));
    let rosters = fs::read_dir(plan.folder.path().join("plan/rosters")).unwrap().count();
    assert!(rosters >= 4, "{rosters} files of rosters");
}

#[test]
fn the_first_case_of_a_new_user_places_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let summary = generate::init(folder.path(), None).unwrap();
    Planned::of(folder.path()).places_everybody(summary.guests);
}

#[test]
fn a_tenth_of_shanghai_places_everybody_and_no_team_meets_another() {
    let plan = Planned::of(&examples().join("shanghai-0403"));
    plan.places_everybody(600);
    assert!(plan.hotels("Shandong").len() <= 2);
    let teams: BTreeSet<&str> =
        plan.record["allocation"].as_array().unwrap().iter().map(|row| row["group"].as_str().unwrap()).collect();
    let hotels: Vec<&str> = teams.iter().flat_map(|team| plan.hotels(team)).collect();
    assert_eq!(hotels.len(), hotels.iter().collect::<BTreeSet<_>>().len(), "two teams in one hotel");
}

#[test]
fn too_few_rooms_leave_the_last_teams_of_shanghai_unmet() {
    let case = Shanghai { scale: 0.1, usable: Some(540), capacity_only: true };
    let folder = invented(&Scenario::Shanghai0403(case), 403);
    let plan = Planned::of(folder.path());
    assert_eq!((plan.status, plan.total("unmet")), (Some(4), 60));
    assert_eq!(plan.values("unmet"), [0.0, 0.0, 0.0, 0.0, 16.0, 18.0, 11.0, 6.0, 5.0, 4.0]);
    plan.is_silently_verified();
}

#[test]
fn every_delegation_has_its_rooms() {
    let plan = Planned::of(&examples().join("delegations"));
    plan.places_everybody(7512);
}

/// Writes the generated examples anew. Their READMEs stay.
#[test]
#[ignore = "writes into the source tree: run it after a change of the generator"]
fn regenerate_the_generated_examples() {
    for (name, scenario, seed) in generated() {
        let example = examples().join(name);
        fs::create_dir_all(&example).unwrap();
        for file in names(&example) {
            fs::remove_file(example.join(file)).unwrap();
        }
        let folder = invented(&scenario, seed);
        for file in names(folder.path()) {
            fs::copy(folder.path().join(&file), example.join(&file)).unwrap();
        }
    }
}

#[test]
#[ignore = "writes into the source tree: run it after a change of `examples/first_night.rs`"]
fn regenerate_first_night() {
    let folder = examples().join("first-night");
    fs::create_dir_all(&folder).unwrap();
    first_night::write_workbook(&folder.join("hotels.xlsx"));
    fs::write(folder.join("teams.csv"), first_night::teams()).unwrap();
}

#[test]
#[ignore = "writes into the source tree: run it after a change of `examples/three_sheets.rs`"]
fn regenerate_three_sheets() {
    let folder = examples().join("three-sheets");
    fs::create_dir_all(&folder).unwrap();
    three_sheets::write(&folder);
}

/// What the tutorial does with them is played by `tests/docs.rs`.
#[test]
fn the_three_sheets_are_what_was_written() {
    let folder = tempfile::tempdir().unwrap();
    three_sheets::write(folder.path());
    for (name, bytes) in three_sheets::texts() {
        assert!(fs::read(examples().join("three-sheets").join(name)).unwrap() == bytes, "{name}");
    }
    let cells = |folder: &Path| {
        let mut book = calamine::open_workbook_auto(folder.join("rolf.xlsx")).unwrap();
        let sheet = book.worksheet_range_at(0).unwrap().unwrap();
        sheet.rows().map(<[Data]>::to_vec).collect::<Vec<_>>()
    };
    assert_eq!(cells(folder.path()), cells(&examples().join("three-sheets")));
}

/// The polls of two callers become tables, and a plan that does not forget what was rejected.
#[test]
fn rolling_polls_are_planned_without_the_rejected_rows_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let (tables, plan) = (folder.path().join("tables"), folder.path().join("plan"));
    let (tables, plan) = (tables.to_str().unwrap(), plan.to_str().unwrap());
    let sheets = examples().join("rolling-polls");
    let (polls, teams) = (sheets.join("polls"), sheets.join("teams.csv"));
    let ingest = ["ingest", polls.to_str().unwrap(), teams.to_str().unwrap(), "-o", tables];
    assert_eq!(roomblock(&ingest).0, Some(3));
    assert_eq!(fs::read_to_string(Path::new(tables).join("rejects.csv")).unwrap().lines().count(), 3);
    assert_eq!(roomblock(&["run", tables, "-o", plan]).0, Some(3));
    assert!(!Path::new(plan).exists());
    assert_eq!(roomblock(&["run", tables, "-o", plan, "--accept-rejects", "--unmet-ok"]).0, Some(4));
    let record: Value = serde_json::from_str(&fs::read_to_string(Path::new(plan).join("plan.json")).unwrap()).unwrap();
    assert_eq!(record["totals"]["placed"], 34);
    assert_eq!(record["rejects"].as_array().unwrap().len(), 2);
    assert_eq!(record["groups_rejected"][0]["guests"], Value::Null);
    let unmet = fs::read_to_string(Path::new(plan).join("unmet.csv")).unwrap();
    assert!(unmet.lines().last().unwrap().contains(",,rejected,"), "{unmet}");
    assert_eq!(roomblock(&["verify", plan]).0, Some(0));
}
