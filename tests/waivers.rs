//! Waivers say what they cost: the best plan without each of them beside the plan with it.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::{Value, json};

/// Plans a case of some tables, and returns the record and the page.
fn planned(tables: &[(&str, &str)], status: i32) -> (Value, String) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let plan = folder.path().join("plan");
    let mut command = Command::cargo_bin("roomblock").unwrap();
    let paths: [&Path; 2] = [folder.path(), &plan];
    let output = command.arg("solve").arg(paths[0]).arg("-o").arg(paths[1]).output().unwrap();
    let page = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(status), "{page}{}", String::from_utf8_lossy(&output.stderr));
    (serde_json::from_str(&fs::read_to_string(plan.join("plan.json")).unwrap()).unwrap(), page)
}

const GROUPS: &str = "group,guests,requires\nA,4,lift\nB,3,\n";
const ROOMS: &str = "hotel,rooms\nH1,4\nH2,3\n";
const TAGS: &str = "hotel,tags\nH1,\nH2,lift\n";
const WAIVER: &str = "[[waiver]]\nrule = \"facilities\"\ngroup = \"A\"\nby = \"desk\"\nat = 2022-04-03T18:00:00\nreason = \"no other hotel\"\n";

#[test]
fn a_waiver_costs_what_the_best_plan_without_it_loses() {
    let tables =
        [("groups.csv", GROUPS), ("availability.csv", ROOMS), ("hotels.csv", TAGS), ("roomblock.toml", WAIVER)];
    let (record, page) = planned(&tables, 0);
    let waiver = &record["waivers"][0];
    // With it everybody has a room; without it A has three in H2 and then B has H1 alone: one is left out.
    assert_eq!(waiver["known"], "proven");
    assert_eq!(waiver["levels"], json!([{ "name": "unmet.1", "with": "0", "without": "1" }]));
    assert!(page.contains("without it unmet.1 1 instead of 0"), "{page}");
}

#[test]
fn a_waiver_that_nothing_needs_costs_nothing_and_one_that_orders_need_leaves_no_plan() {
    let roomy = [("groups.csv", GROUPS), ("availability.csv", "hotel,rooms\nH1,9\nH2,9\n"), ("hotels.csv", TAGS)];
    let (record, page) = planned(&[&roomy[..], &[("roomblock.toml", WAIVER)]].concat(), 0);
    assert_eq!((&record["waivers"][0]["known"], &record["waivers"][0]["levels"]), (&json!("proven"), &json!([])));
    assert!(page.contains("without it no level is worse"), "{page}");
    let pinned = ("pins.csv", "group,hotel,relation\nA,H1,must\n");
    let tables =
        [("groups.csv", GROUPS), ("availability.csv", ROOMS), ("hotels.csv", TAGS), pinned, ("roomblock.toml", WAIVER)];
    let (record, page) = planned(&tables, 0);
    assert_eq!(record["waivers"][0]["known"], "no_plan");
    assert!(page.contains("without it there is no plan"), "{page}");
}
