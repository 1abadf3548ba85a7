//! Public instances with known values, turned into cases and run as a user runs them: the quick ones. All of them:
//! `benches/public.py`.
//!
//! The instances are not part of this repository (their licences differ). Where `../shared/bench` is absent these tests
//! say so and pass.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The folder of the converter and the instances, if it is there.
fn bench() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    let there = folder.join("convert.py").is_file();
    if !there {
        // Past the test harness, which keeps what passing tests print to itself.
        std::io::stderr().write_all(b"skipped: ../shared/bench is not here\n").unwrap();
    }
    there.then_some(folder)
}

fn roomblock(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roomblock")).args(arguments).current_dir(folder).output().unwrap()
}

/// Converts an instance, solves it, verifies the plan, and returns the folder with `case` and `plan`; none if skipped.
fn solved(kind: &str, file: &str) -> Option<TempDir> {
    let bench = bench()?;
    let folder = tempfile::tempdir().unwrap();
    let source = bench.join("instances").join(file);
    let mut convert = Command::new("python3");
    convert.arg(bench.join("convert.py")).arg(kind).arg(source).arg("case");
    let status = convert.current_dir(folder.path()).status().unwrap();
    assert!(status.success(), "the converter failed on {file}");
    let solve = roomblock(&["solve", "case", "-o", "plan", "--quiet"], folder.path());
    let said = String::from_utf8_lossy(&solve.stderr).into_owned();
    assert!(matches!(solve.status.code(), Some(0 | 4)), "{file}: {:?} {said}", solve.status);
    let verify = roomblock(&["verify", "case", "plan"], folder.path());
    assert_eq!(verify.status.code(), Some(0), "{file}: {}", String::from_utf8_lossy(&verify.stdout));
    Some(folder)
}

fn levels(folder: &TempDir) -> Vec<Value> {
    let record = std::fs::read_to_string(folder.path().join("plan/plan.json")).unwrap();
    serde_json::from_str::<Value>(&record).unwrap()["levels"].as_array().unwrap().clone()
}

/// An instance reaches its published value, with a proof.
fn reaches(kind: &str, file: &str, published: f64) {
    let Some(folder) = solved(kind, file) else { return };
    let levels = levels(&folder);
    let value = levels[0]["value"].as_f64().unwrap();
    assert!((value - published).abs() <= 1e-3, "{file}: {value} is not {published}");
    assert_eq!(levels[0]["proven"], true, "{file}: not proven");
}

#[test]
fn the_toy_of_the_warehouse_family_is_proven() {
    reaches("mess", "mess/toy.dzn", 6757.0);
}

#[test]
fn a_holmberg_instance_is_proven_in_one_piece_and_split() {
    reaches("sscflp", "sscflp/holmberg/p1", 8848.0);
    reaches("cflp", "sscflp/holmberg/p1", 8772.098);
}

#[test]
fn a_delmaire_instance_is_proven_in_one_piece_and_split() {
    reaches("sscflp", "sscflp/delmaire/p1", 2014.0);
    reaches("cflp", "sscflp/delmaire/p1", 1810.857);
}

#[test]
fn unknown_hotels_of_a_real_city_supply_nothing_and_everybody_is_placed() {
    let Some(folder) = solved("dc", "dc/hotel-locations.geojson") else { return };
    let offered = std::fs::read_to_string(folder.path().join("case/availability.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(offered.as_bytes());
    let unknown: Vec<String> =
        rows.records().map(Result::unwrap).filter(|row| row[2].is_empty()).map(|row| row[0].to_owned()).collect();
    assert_eq!(unknown.len(), 7);
    let plan = std::fs::read_to_string(folder.path().join("plan/allocation.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(plan.as_bytes());
    let used: Vec<String> = rows.records().map(|row| row.unwrap()[1].to_owned()).collect();
    assert!(unknown.iter().all(|hotel| !used.contains(hotel)), "a hotel of unknown rooms is used");
    assert_eq!(levels(&folder)[0]["value"].as_f64(), Some(0.0), "somebody is left out");
}
