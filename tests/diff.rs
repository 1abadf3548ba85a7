//! `roomblock diff` through the binary: a plan and itself, a plan edited by hand with its numbers worked out beside, plans of
//! two cases whose parts must add up to their levels, and cases row by row.

#![expect(clippy::float_cmp, reason = "amounts are whole numbers, read back as they were written")]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands run.
struct Scene(TempDir);

impl Scene {
    /// Has the small fixture as `case`.
    fn small() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/small");
        for copy in ["case", "other"] {
            fs::create_dir(scene.path(copy)).unwrap();
            for entry in fs::read_dir(&small).unwrap() {
                let file = entry.unwrap().path();
                fs::copy(&file, scene.path(copy).join(file.file_name().unwrap())).unwrap();
            }
        }
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, status: i32, arguments: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        let output = command.current_dir(self.0.path()).args(arguments.split_whitespace()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn json(&self, arguments: &str) -> Value {
        serde_json::from_str(&self.run(0, &format!("{arguments} --json"))).unwrap()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        assert!(text.contains(from), "{file} has {from}");
        fs::write(self.path(file), text.replace(from, to)).unwrap();
    }
}

/// The numbers of a list of `{name, a, b, difference}`.
fn values(list: &Value) -> BTreeMap<String, [f64; 3]> {
    let number = |value: &Value| value.as_f64().unwrap();
    let entry = |one: &Value| {
        let name = one["name"].as_str().unwrap().to_owned();
        (name, [number(&one["a"]), number(&one["b"]), number(&one["difference"])])
    };
    list.as_array().unwrap().iter().map(entry).collect()
}

#[test]
fn a_plan_and_a_case_are_the_same_as_themselves() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    for (one, what) in [("plan", "plans"), ("case", "cases")] {
        let page = scene.run(0, &format!("diff {one} {one}"));
        assert!(page.contains(&format!("The {what} are the same.")), "{page}");
        let json = scene.json(&format!("diff {one} {one}"));
        assert_eq!(json["same"], true);
        for list in ["moves", "groups", "hotels", "nights", "money", "rules", "broken"] {
            assert!(json[list].as_array().is_none_or(Vec::is_empty), "{list}");
        }
        assert!(json["case"]["rows"].as_array().unwrap().is_empty());
        assert!(json["case"]["rooms"].as_array().unwrap().is_empty());
    }
    let alone = scene.run(0, "diff plan/allocation.csv plan/allocation.csv --case case");
    assert!(alone.contains("The plans are the same."), "{alone}");
}

/// E leaves its three twins in H3 (5 km, 50 a night) for five kings in H2 (3 km, 60 a night), where A has four of six.
#[test]
fn a_plan_edited_by_hand_is_told_in_numbers() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    let plan = fs::read_to_string(scene.path("plan/allocation.csv")).unwrap();
    let edited = plan.lines().map(|row| if row.starts_with("E,") { "E,H2,,king,,5,5,,,,,,," } else { row });
    fs::write(scene.path("edited.csv"), edited.collect::<Vec<_>>().join("\n") + "\n").unwrap();

    let json = scene.json("diff plan edited.csv");
    assert_eq!((json["same"].clone(), json["compares"].clone()), (false.into(), "plans".into()));
    let levels = values(&json["levels"]);
    assert_eq!((levels["travel"], levels["cost"]), ([66.0, 56.0, -10.0], [3160.0, 3760.0, 600.0]));
    assert_eq!(levels["splits"], [0.0, 0.0, 0.0]);
    assert_eq!(values(&json["totals"])["money"], [3160.0, 3760.0, 600.0]);

    let moves = json["moves"].as_array().unwrap();
    assert_eq!(moves.len(), 1);
    let step = &moves[0];
    let told = [&step["group"], &step["kind"], &step["from"], &step["to"], &step["level"], &step["reason_code"]];
    assert_eq!(told.map(|value| value.as_str().unwrap()), ["E", "moved", "H3", "H2", "travel", "pays"]);
    assert_eq!(step["guests"], 5);

    let hotels: Vec<&str> = json["hotels"].as_array().unwrap().iter().map(|of| of["hotel"].as_str().unwrap()).collect();
    assert_eq!(hotels, ["H2", "H3"]);
    assert_eq!(json["hotels"][0]["guests"], serde_json::json!({"a": 4, "b": 9}));
    assert_eq!(json["hotels"][0]["groups"]["b"], serde_json::json!({"A": 4, "E": 5}));
    // Guests and nights are the same; five rooms instead of three, 150 more a night.
    assert_eq!(json["nights"].as_array().unwrap().len(), 4);
    assert_eq!(json["nights"][0]["night"], "2026-03-01");
    assert_eq!(
        json["nights"][0]["money"]["b"].as_f64().unwrap() - json["nights"][0]["money"]["a"].as_f64().unwrap(),
        150.0
    );
    // Nine guests in six kings, and medics beside others.
    let rules: Vec<&str> = json["rules"].as_array().unwrap().iter().map(|of| of["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["R1", "R10"]);
    assert!(json["broken"].as_array().unwrap().iter().all(|fault| fault["only_in"] == "b" && fault["hard"] == true));

    let back = scene.json("diff edited.csv plan");
    assert_eq!(values(&back["levels"])["travel"], [56.0, 66.0, 10.0]);
    assert_eq!(
        (back["moves"][0]["reason_code"].as_str(), back["moves"][0]["from"].as_str()),
        (Some("blocked"), Some("H2"))
    );

    let table = scene.run(0, "diff plan edited.csv --by hotel --by level --format csv");
    assert!(table.starts_with("about,name,from,to,measure,a,b,difference,why\n"), "{table}");
    assert!(
        table.contains("\nhotel,H2,,,guests,4,9,5,\n") && table.contains("\nlevel,travel,,,,66,56,-10,\n"),
        "{table}"
    );
}

/// What parts add up to is what the levels say; what one direction gains the other loses; nobody is counted twice.
#[test]
fn parts_add_up_to_the_levels() {
    for seed in 1..=6 {
        let scene = Scene(tempfile::tempdir().unwrap());
        scene.run(0, &format!("generate --hotels 9 --groups 14 --nights 4 --seed {seed} -o case -q"));
        scene.run(0, &format!("generate --hotels 9 --groups 14 --nights 4 --seed {seed} -o other -q"));
        let policy = fs::read_to_string(scene.path("other/roomblock.toml")).unwrap_or_default();
        assert!(!policy.contains("[objective]"), "{policy}");
        let cheap = "[objective]\norder = [\"unmet\", \"breaches\", \"splits\", \"cost\", \"travel\"]\n";
        fs::write(scene.path("other/roomblock.toml"), format!("{policy}\n{cheap}")).unwrap();
        scene.run(0, "solve case -o plan -q --unmet-ok --effort 20");
        scene.run(0, "solve other -o plan2 -q --unmet-ok --effort 20");

        let json = scene.json("diff plan plan2");
        let levels = values(&json["levels"]);
        let sum = |list: &str, what: &str| -> f64 {
            let all = json[list].as_array().unwrap().iter();
            all.map(|one| one[what]["b"].as_f64().unwrap() - one[what]["a"].as_f64().unwrap()).sum()
        };
        assert!((sum("groups", "travel") - levels["travel"][2]).abs() < 1e-6, "seed {seed}");
        assert!((sum("hotels", "money") - levels["cost"][2]).abs() < 1e-6, "seed {seed}");
        assert!((sum("nights", "guests") - 0.0).abs() < 1e-9 || levels["unmet.1"][2] != 0.0, "seed {seed}");
        assert!((sum("hotels", "guests") - values(&json["totals"])["guests placed"][2]).abs() < 1e-9, "seed {seed}");

        let back = scene.json("diff plan2 plan");
        for (name, [a, b, difference]) in values(&back["levels"]) {
            assert_eq!(levels[&name], [b, a, -difference], "seed {seed}: {name}");
        }
        // Every guest who is somewhere else is in one step.
        let mut balance: BTreeMap<(String, String), i64> = BTreeMap::new();
        for step in json["moves"].as_array().unwrap() {
            let guests = step["guests"].as_i64().unwrap();
            let group = step["group"].as_str().unwrap();
            for (end, sign) in [("from", -1), ("to", 1)] {
                if let Some(hotel) = step[end].as_str() {
                    *balance.entry((group.to_owned(), hotel.to_owned())).or_default() += sign * guests;
                }
            }
        }
        let mut expected: BTreeMap<(String, String), i64> = BTreeMap::new();
        for of in json["groups"].as_array().unwrap() {
            for (side, sign) in [("a", -1), ("b", 1)] {
                for (hotel, guests) in of["hotels"][side].as_object().unwrap() {
                    let key = (of["group"].as_str().unwrap().to_owned(), hotel.clone());
                    *expected.entry(key).or_default() += sign * guests.as_i64().unwrap();
                }
            }
        }
        balance.retain(|_, guests| *guests != 0);
        expected.retain(|_, guests| *guests != 0);
        assert_eq!(balance, expected, "seed {seed}");
    }
}

#[test]
fn cases_are_compared_row_by_row_and_night_by_night() {
    let scene = Scene::small();
    scene.edit("other/groups.csv", "D,8,", "D,9,");
    scene.edit("other/groups.csv", "E,5,,,,3,2026-03-01,2026-03-05,S,party\n", "");
    scene.edit(
        "other/availability.csv",
        "H1,twin,4,2026-03-01,2026-03-05,100",
        "H1,twin,4,2026-03-01,2026-03-03,100\nH1,twin,3,2026-03-03,2026-03-05,100",
    );
    fs::write(scene.path("other/roomblock.toml"), "[class.medic]\nseparate_from = [\"*\"]\n[rules]\nnear_km = 3\n")
        .unwrap();
    fs::write(scene.path("other/hotels.csv"), "hotel,status\nH3,closed\n").unwrap();
    let json = scene.json("diff case other");
    let rows: Vec<String> = json["case"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let cells = row["cells"].as_object().unwrap().iter();
            let cells: Vec<String> =
                cells.map(|(column, both)| format!("{column} {} {}", both["a"], both["b"])).collect();
            let is_changed = row["became"] == "changed";
            let cells = if is_changed { cells.join("; ") } else { row["became"].to_string() };
            format!("{} {}: {cells}", row["table"].as_str().unwrap(), row["row"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "groups.csv D: guests \"8\" \"9\"",
        "groups.csv E: \"removed\"",
        "hotels.csv H3: status \"open\" \"closed\"",
        "roomblock.toml rules.near_km: value \"1\" \"3\"",
    ];
    assert_eq!(rows, expected);
    let rooms = json["case"]["rooms"].as_array().unwrap();
    assert_eq!(rooms.len(), 1);
    assert_eq!((rooms[0]["from"].as_str(), rooms[0]["to"].as_str()), (Some("2026-03-03"), Some("2026-03-05")));
    assert_eq!(rooms[0]["rooms"], serde_json::json!({"a": 4, "b": 3}));
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    scene.run(2, "diff case plan");
    scene.run(2, "diff plan/allocation.csv plan/allocation.csv");
    scene.run(3, "diff plan nowhere.csv");
}
