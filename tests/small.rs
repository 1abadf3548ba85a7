//! The cases of `fixtures/` that are worked out by hand: their optimum is unique, so the rows are compared, not only the
//! values.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Who sleeps where, and the value of each level, as the plan has them; every level must be proven.
fn plan_of(fixture: &str) -> (Vec<String>, Vec<(String, f64)>) {
    let folder = tempfile::tempdir().unwrap();
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(fixture);
    let mut solve = Command::new(env!("CARGO_BIN_EXE_roomblock"));
    solve.arg("solve").arg(case).arg("-o").arg(folder.path().join("plan")).arg("--unmet-ok");
    assert!(solve.output().unwrap().status.success());
    let rows = std::fs::read_to_string(folder.path().join("plan/allocation.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(rows.as_bytes());
    let where_to = rows.records().map(|row| {
        let row = row.unwrap();
        format!("{} {} {} {}{}", &row[0], &row[1], &row[5], &row[6], &row[4])
    });
    let record = std::fs::read_to_string(folder.path().join("plan/plan.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    let level = |level: &Value| {
        assert_eq!(level["proven"], true, "{level}");
        (level["name"].as_str().unwrap().to_owned(), level["value"].as_f64().unwrap())
    };
    (
        where_to.collect(),
        record["levels"].as_array().unwrap().iter().map(level).filter(|(_, value)| *value > 0.0).collect(),
    )
}

fn named(levels: &[(&str, f64)]) -> Vec<(String, f64)> {
    levels.iter().map(|&(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn the_small_case_has_the_plan_of_its_readme() {
    let (where_to, levels) = plan_of("small");
    assert_eq!(where_to, ["A H2 4 4", "B H1 3 6", "C H3 1 2men", "C H3 1 1women", "D H1 4 8", "E H3 3 5"]);
    assert_eq!(levels, named(&[("travel", 66.0), ("cost", 3160.0)]));
}

#[test]
fn one_room_less_costs_a_guest_of_the_lowest_tier_his_bed() {
    let (where_to, levels) = plan_of("small_short");
    assert_eq!(where_to, ["A H2 4 4", "B H1 3 6", "C H3 1 2men", "C H3 1 1women", "D H1 4 8", "E H3 2 4"]);
    assert_eq!(levels, named(&[("unmet.3", 1.0), ("travel", 61.0), ("cost", 2960.0)]));
}
