//! `roomblock whatif` and `roomblock stress` through the binary: no change is the case as it is, changes are the case edited by
//! hand, what is wrong is said as of files, and the bytes depend neither on the threads nor on the run.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A folder in which commands run.
struct Scene(TempDir);

impl Scene {
    fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Has the small fixture as `case`.
    fn small() -> Self {
        let scene = Self::empty();
        let small = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/small");
        copy(&small, &scene.path("case"));
        scene
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn output(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        command.current_dir(self.0.path()).args(arguments.split_whitespace()).output().unwrap()
    }

    fn run(&self, status: i32, arguments: &str) -> (String, String) {
        let output = self.output(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
        (String::from_utf8_lossy(&output.stdout).into_owned(), said)
    }

    fn json(&self, arguments: &str) -> Value {
        serde_json::from_str(&self.run(0, &format!("{arguments} --json")).0).unwrap()
    }

    fn edit(&self, file: &str, edit: impl Fn(&str) -> String) {
        let text = fs::read_to_string(self.path(file)).unwrap();
        fs::write(self.path(file), edit(&text)).unwrap();
    }

    /// The levels of a solve: value and whether it is proven.
    fn solved(&self, case: &str) -> BTreeMap<String, (String, bool)> {
        self.run(0, &format!("solve {case} -o solved -q --unmet-ok --force"));
        let record = fs::read_to_string(self.path("solved/plan.json")).unwrap();
        levels(&serde_json::from_str::<Value>(&record).unwrap()["levels"])
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let file = entry.unwrap().path();
        fs::copy(&file, to.join(file.file_name().unwrap())).unwrap();
    }
}

fn levels(list: &Value) -> BTreeMap<String, (String, bool)> {
    let level = |one: &Value| {
        let text = |key: &str| one[key].as_str().map_or_else(|| one[key].to_string(), str::to_owned);
        (text("name"), (text("value"), one["proven"].as_bool().unwrap()))
    };
    list.as_array().unwrap().iter().map(level).collect()
}

/// A case small enough to be solved to its end.
fn tiny(scene: &Scene, seed: u32) {
    scene.run(0, &format!("generate --hotels 6 --groups 8 --nights 3 --seed {seed} -o case -q"));
}

#[test]
fn without_a_change_the_answer_is_that_of_solve() {
    for seed in 0..3 {
        let scene = Scene::empty();
        tiny(&scene, seed);
        let json = scene.json("whatif case");
        assert_eq!(json["scenarios"].as_array().unwrap().len(), 1);
        assert_eq!(levels(&json["scenarios"][0]["levels"]), scene.solved("case"), "seed {seed}");
        // A range of one value is a change that changes nothing, and is said so.
        let json = scene.json("whatif case --set solve.gap=0");
        let notes = json["scenarios"][1]["notes"].as_array().unwrap();
        assert!(notes.iter().any(|note| note == "this changes nothing in the case"), "{notes:?}");
        assert_eq!(json["scenarios"][1]["levels"], json["scenarios"][0]["levels"]);
        assert_eq!(json["scenarios"][1]["groups_changed"], 0);
    }
}

#[test]
fn changes_are_the_case_edited_by_hand() {
    let scene = Scene::small();
    copy(&scene.path("case"), &scene.path("edited"));
    scene.edit("edited/groups.csv", |text| text.replace("D,8,,,,2,2026-03-03,2026-03-05,S,party\n", ""));
    scene.edit("edited/availability.csv", |text| {
        text.replace(
            "H3,twin,5,2026-03-01,2026-03-05",
            "H3,twin,5,2026-03-01,2026-03-02,50\nH3,twin,7,2026-03-02,2026-03-04,50\nH3,twin,5,2026-03-04,2026-03-05",
        )
    });
    fs::write(scene.path("edited/hotels.csv"), "hotel,status\nH2,closed\n").unwrap();
    scene.edit("edited/roomblock.toml", |text| format!("{text}[rules]\nhotels_max = 1\n"));
    let asked = "whatif case --drop-group D --drop-hotel H2 --set rules.hotels_max=1 --add-rooms H3:twin:2:2026-03-02..2026-03-04";
    let json = scene.json(asked);
    let by_hand = scene.solved("edited");
    assert_eq!(levels(&json["scenarios"][1]["levels"]), by_hand);
    assert_ne!(levels(&json["scenarios"][0]["levels"]), by_hand, "the changes matter");
    assert_eq!(json["scenarios"][1]["guests"], 18);

    fs::write(
        scene.path("s.toml"),
        "[scenario.all]\nset.rules.hotels_max = 1\ndrop_groups = 'D'\ndrop_hotels = ['H2']\n\
         add_rooms = [{ hotel = 'H3', room_type = 'twin', rooms = 2, from = 2026-03-02, to = 2026-03-04 }]\n\
         [scenario.sweep]\nset.rules.hotels_max = '1..2'\n",
    )
    .unwrap();
    let json = scene.json("whatif case --scenarios s.toml");
    let names: Vec<&str> =
        json["scenarios"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["the case as it is", "all", "sweep: rules.hotels_max=1", "sweep: rules.hotels_max=2"]);
    assert_eq!(levels(&json["scenarios"][1]["levels"]), by_hand);
}

/// A hotel that is taken out of the tables and put back by a change is the hotel that was there.
#[test]
fn rooms_dropped_and_added_again_change_nothing() {
    let scene = Scene::small();
    let whole = scene.solved("case");
    copy(&scene.path("case"), &scene.path("less"));
    fs::write(scene.path("less/hotels.csv"), "hotel\nH1\n").unwrap();
    scene.edit("less/availability.csv", |text| text.replace("H1,twin,4,2026-03-01,2026-03-05,100\n", ""));
    fs::write(
        scene.path("s.toml"),
        "[scenario.back]\nadd_rooms = { hotel = 'H1', room_type = 'twin', rooms = 4, rate = 100 }\n",
    )
    .unwrap();
    let json = scene.json("whatif less --scenarios s.toml");
    assert_eq!(levels(&json["scenarios"][1]["levels"]), whole);
    assert_ne!(levels(&json["scenarios"][0]["levels"]), whole);
    // Two rooms more and two rooms fewer, in steps.
    let json = scene.json("whatif case --add-rooms H1:twin:0..2/2");
    assert_eq!(levels(&json["scenarios"][1]["levels"]), whole);
    assert_eq!(json["scenarios"][1]["groups_changed"], 0);
}

#[test]
fn a_plan_answers_like_its_case_though_its_defaults_are_filled_in() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    let (of_case, of_plan) =
        (scene.json("whatif case --set rules.km_max=3"), scene.json("whatif plan --set rules.km_max=3"));
    assert_eq!(levels(&of_case["scenarios"][1]["levels"]), levels(&of_plan["scenarios"][1]["levels"]));
    assert_eq!(levels(&of_case["scenarios"][0]["levels"]), levels(&of_plan["scenarios"][0]["levels"]));
    assert_ne!(of_case["scenarios"][1]["unmet"], 0, "nobody can be in H3 any more");
    // Values that classes have filled in give way too.
    let turned =
        |of: &str| levels(&scene.json(&format!("whatif {of} --set rules.turnover_nights=1"))["scenarios"][1]["levels"]);
    assert_eq!(turned("case"), turned("plan"));
}

/// Every key that a plan has filled in for groups, classes, hotels and quotes is set for all of them.
#[test]
fn no_key_is_in_vain_because_a_plan_has_it_filled_in() {
    let scene = Scene::empty();
    fs::create_dir(scene.path("case")).unwrap();
    let write = |file: &str, text: &str| fs::write(scene.path(file), text).unwrap();
    write(
        "case/groups.csv",
        "group,guests,class,arrive,depart,site,port,sharing\nA,4,x,2026-03-01,2026-03-03,S,P,party\n\
         B,3,y,2026-03-01,2026-03-03,S,P,bed\nC,2,y,2026-03-01,2026-03-03,S,P,bed\n",
    );
    write("case/sites.csv", "site,name\nS,Hospital\nP,Port\n");
    write("case/travel.csv", "from,to,km,minutes\nS,H1,1,5\nS,H2,2,9\nP,H1,8,20\nP,H2,3,6\n");
    write("case/hotels.csv", "hotel,grade,zone\nH1,3,a\nH2,5,b\n");
    write("case/availability.csv", "hotel,wing,room_type,rooms,rate\nH1,N,twin,3,50\nH1,S,twin,4,50\nH2,N,twin,5,80\n");
    write(
        "case/roomblock.toml",
        "[rules]\nzones = ['a', 'b']\ngrade_min = 2\nrate_factor = 0.9\ntransfer_minutes = 60\nnights_min = 1\n\
         exclusive = 'class'\ncohort_window = 48\nsame_wing = true\ngroups_max = 3\narrivals_per_hour = 30\n\
         [rules.tiers]\nx = 2\ny = 2\n[rules.guests_max]\ntwin = 2\n",
    );
    scene.run(0, "solve case -o plan -q --unmet-ok");
    let keys = [
        "zones=['b']",
        "grade_min=4",
        "rate_factor=0.5",
        "transfer_minutes=10",
        "nights_min=3",
        "exclusive=team",
        "cohort_window=0",
        "same_wing=false",
        "strangers=false",
        "suppers_max=0",
        "rooms_max=1",
        "late_supper=true",
        "types_max={twin=1}",
        "whole_up_to=2",
        "groups_max=1",
        "arrivals_per_hour=4",
        "tiers.x=1",
        "tiers={x=1,y=3}",
        "guests_max.twin=1",
    ];
    for key in keys {
        let of = |asked: &str| {
            let json = scene.json(&format!("whatif {asked} --set rules.{key}"));
            let notes = json["scenarios"][1]["notes"].as_array().unwrap();
            assert!(!notes.iter().any(|note| note == "this changes nothing in the case"), "{asked} {key}");
            levels(&json["scenarios"][1]["levels"])
        };
        assert_eq!(of("case"), of("plan"), "{key}");
    }
}

/// Guests who would change hotels within their stay are as many as come, not once for each of its parts (R29).
#[test]
fn guests_of_a_stay_in_parts_are_counted_once() {
    let scene = Scene::empty();
    fs::create_dir(scene.path("case")).unwrap();
    let groups = "group,guests,arrive,depart,continues,sharing\nA,5,2026-03-01,2026-03-02,,party\n\
                  A2,5,2026-03-02,2026-03-03,A,party\nB,2,2026-03-01,2026-03-03,,party\n";
    fs::write(scene.path("case/groups.csv"), groups).unwrap();
    fs::write(scene.path("case/availability.csv"), "hotel,room_type,rooms,guests_max\nH,twin,1,2\n").unwrap();
    scene.run(0, "solve case -o plan -q --unmet-ok");
    let record: Value = serde_json::from_str(&fs::read_to_string(scene.path("plan/plan.json")).unwrap()).unwrap();
    assert_eq!((record["totals"]["guests"].as_u64(), record["totals"]["unmet"].as_u64()), (Some(7), Some(5)));
    let asked = scene.json("whatif plan");
    assert_eq!((asked["scenarios"][0]["guests"].as_u64(), asked["scenarios"][0]["unmet"].as_u64()), (Some(7), Some(5)));
    let stressed = scene.json("stress plan --draws 3 --fail-rate 0");
    assert_eq!(stressed["base"]["unmet"].as_u64(), Some(5));
    let page = scene.run(0, "verify plan").0;
    assert!(page.contains("2 of 7 guests placed, 5 unmet"), "{page}");
    let diff = scene.json("diff plan plan");
    let total = |name: &str| {
        let all = diff["totals"].as_array().unwrap();
        all.iter().find(|total| total["name"] == name).unwrap()["a"].as_u64()
    };
    let told = ["groups", "groups not wholly placed", "guests", "guests unmet"].map(total);
    assert_eq!(told, [Some(2), Some(2), Some(7), Some(5)]);
}

/// A plan that somebody edited is not the best there is: what a draw loses is counted from what the hotels have room for.
#[test]
fn draws_are_not_measured_by_a_plan_that_could_be_better() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    scene.edit("plan/allocation.csv", |text| {
        text.split_inclusive('\n').filter(|line| !line.starts_with("E,")).collect()
    });
    let json = scene.json("stress plan --draws 30 --fail-rate H2=50% --seed 3");
    assert_eq!(json["base"]["unmet"].as_u64(), Some(0), "E has a room where nothing is lost");
    let lost = json["hotels"][0]["lost_in"].as_u64().unwrap();
    assert!(lost > 0 && lost < 30);
    assert_eq!(json["everybody"].as_u64().map(|kept| kept >= 30 - lost), Some(true));
}

#[test]
fn what_is_wrong_is_said_as_of_files() {
    let scene = Scene::small();
    let said = |arguments: &str| scene.run(3, arguments).1;
    let wrong = said("whatif case --set rules.km_mx=3");
    assert!(wrong.contains("error[E112]") && wrong.contains("did you mean `km_max`?"), "{wrong}");
    assert!(said("whatif case --set rules.km_max=near").contains("error[E114]"));
    assert!(said("whatif case --drop-hotel H01").contains("did you mean `H1`?"));
    assert!(said("whatif case --drop-group G").contains("error[E302]"));
    assert!(said("whatif case --add-rooms H9:twin:3").contains("error[E303]"));
    fs::write(scene.path("s.toml"), "[scenario.a]\ndrop_hotels = ['H9']\n[scenario.b]\nset.rules.km_mx = 1\n").unwrap();
    let wrong = said("whatif case --scenarios s.toml");
    assert!(wrong.contains("s.toml:2") && wrong.contains("s.toml:4"), "{wrong}");
    scene.run(0, "solve case -o plan -q");
    assert!(said("whatif plan --scenarios s.toml").contains("error[E303]"), "a plan's rejects do not hide it");
    scene.run(2, "whatif case --set rules.km_max=1..2000");
    scene.run(2, "whatif case --set rules.km_max");
    scene.run(2, "whatif --availability - --manifest case/groups.csv");
}

#[test]
fn bytes_do_not_depend_on_the_threads() {
    let scene = Scene::empty();
    tiny(&scene, 5);
    scene.run(0, "solve case -o plan -q --unmet-ok");
    let sweep = |threads: u32, form: &str| {
        let asked = "whatif plan --set rules.hotels_max=1..3 --drop-hotel H1 --effort 7";
        scene.run(0, &format!("{asked} --threads {threads} {form}")).0
    };
    for form in ["", "--json", "--format csv"] {
        assert_eq!(sweep(1, form), sweep(3, form));
    }
    assert_eq!(sweep(2, "--format csv").lines().count(), 5);
    let stress = |threads: u32| {
        scene.run(0, &format!("stress plan --draws 30 --fail-rate 20% --seed 4 --threads {threads} --json")).0
    };
    assert_eq!(stress(1), stress(3));
}

/// Odds by what is known of a hotel's rooms count before those of all, and those of a hotel before both.
#[test]
fn odds_go_by_what_hotels_said() {
    let scene = Scene::empty();
    fs::create_dir(scene.path("case")).unwrap();
    fs::write(scene.path("case/groups.csv"), "group,guests\nA,3\n").unwrap();
    let rooms = "hotel,room_type,rooms,certainty\nH1,king,4,sure\nH2,king,4,50%\nH3,king,4,50%\n";
    fs::write(scene.path("case/availability.csv"), rooms).unwrap();
    scene.run(0, "solve case -o plan -q");
    let lost = |asked: &str| {
        let json = scene.json(&format!("stress plan --draws 6 {asked}"));
        let hotels = json["hotels"].as_array().unwrap().clone();
        let named = |of: &Value| (of["hotel"].as_str().unwrap().to_owned(), of["lost_in"].as_u64().unwrap());
        hotels.iter().map(named).collect::<BTreeMap<_, _>>()
    };
    let told = |pairs: &[(&str, u64)]| pairs.iter().map(|&(hotel, draws)| (hotel.to_owned(), draws)).collect();
    assert_eq!(lost("--fail-rate unsure=100%"), told(&[("H2", 6), ("H3", 6)]));
    assert_eq!(lost("--fail-rate 100% --fail-rate sure=0"), told(&[("H2", 6), ("H3", 6)]));
    assert_eq!(lost("--fail-rate H2=0 --fail-rate unsure=100%"), told(&[("H3", 6)]));
    assert!(lost("--fail-rate contract=100%").is_empty());
}

#[test]
fn draws_lose_what_they_say() {
    let scene = Scene::small();
    scene.run(0, "solve case -o plan -q");
    let never = scene.json("stress plan --draws 7 --fail-rate 0");
    assert_eq!((never["everybody"].as_u64(), never["surely_not"].as_u64()), (Some(7), Some(0)));
    assert!(never["hotels"].as_array().unwrap().is_empty());

    let json = scene.json("stress plan --draws 40 --fail-rate 0.3 --fail-rate H1=100% --seed 2");
    let counted: u64 = json["distribution"].as_array().unwrap().iter().map(|one| one["draws"].as_u64().unwrap()).sum();
    assert_eq!(counted, 40);
    // What a draw leaves is what the case with these hotels closed leaves.
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for draw in json["each"].as_array().unwrap() {
        let lost: Vec<&str> = draw["lost"].as_array().unwrap().iter().map(|hotel| hotel.as_str().unwrap()).collect();
        assert_eq!(lost.first(), Some(&"H1"));
        let closed: Vec<String> = lost.iter().map(|hotel| format!("--drop-hotel {hotel} ")).collect();
        seen.insert(closed.concat(), draw["unmet"].as_u64().unwrap());
    }
    assert!(seen.len() > 1, "the draws differ");
    for (closed, unmet) in seen {
        let asked = scene.json(&format!("whatif plan {closed}"));
        assert_eq!(asked["scenarios"][1]["unmet"].as_u64(), Some(unmet), "{closed}");
    }
    for of in json["hotels"].as_array().unwrap() {
        let alone = &of["alone"]["unmet"];
        let asked = scene.json(&format!("whatif plan --drop-hotel {}", of["hotel"].as_str().unwrap()));
        assert!(alone.is_null() || *alone == asked["scenarios"][1]["unmet"], "{of}");
    }
    scene.run(2, "stress plan --draws 3");
    scene.run(2, "stress plan --fail-rate unsre=3%");
    scene.run(2, "stress plan --fail-rate H7=3%");
}
