//! Plans that live on: late polls, withdrawn hotels, grown and cancelled groups, frozen hotels, hand-made plans. Nobody who
//! has checked in is ever moved, and a case that has not changed keeps its plan to the byte.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with the tables of a case in `case`.
struct Town(TempDir);

impl Town {
    fn new(tables: &[(&str, &str)]) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        fs::create_dir(town.path("case")).unwrap();
        town.change(tables);
        town
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes tables of the case anew.
    fn change(&self, tables: &[(&str, &str)]) {
        for (name, text) in tables {
            fs::write(self.path("case").join(name), text).unwrap();
        }
    }

    fn run(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        command.current_dir(self.0.path()).args(arguments.split_whitespace()).output().unwrap()
    }

    /// Runs a command that has to end with a status.
    fn expect(&self, status: i32, arguments: &str) -> String {
        let output = self.run(arguments);
        let said = [&output.stdout[..], &output.stderr[..]].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
        said
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The guests of a plan by group and hotel.
    fn placed(&self, plan: &str) -> BTreeMap<String, u32> {
        let mut guests = BTreeMap::new();
        for row in self.read(&format!("{plan}/allocation.csv")).lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            *guests.entry(format!("{} {}", cells[0], cells[1])).or_default() += cells[6].parse::<u32>().unwrap();
        }
        guests
    }

    /// The rows of `moves.csv`: group, guests, from, to, code.
    fn moves(&self, plan: &str) -> Vec<String> {
        let text = self.read(&format!("{plan}/moves.csv"));
        let rows = text.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        rows.map(|row| [row[0], row[2], row[3], row[4], row[5]].join(" ")).collect()
    }

    /// The value of a level of a plan; none where it has no such level.
    fn level(&self, plan: &str, name: &str) -> Option<f64> {
        let record: serde_json::Value = serde_json::from_str(&self.read(&format!("{plan}/plan.json"))).unwrap();
        let levels = record["levels"].as_array().unwrap().clone();
        levels.iter().find(|level| level["name"] == name).and_then(|level| level["value"].as_f64())
    }
}

fn guests(rows: &[(&str, u32)]) -> BTreeMap<String, u32> {
    rows.iter().map(|&(who, guests)| (who.to_owned(), guests)).collect()
}

/// All files below a folder with their bytes, by name.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

const THREE: &str = "hotel,rooms\nH1,10\nH2,10\nH3,10\n";
/// The running number of a plan.
fn version(town: &Town, plan: &str) -> u64 {
    let record: serde_json::Value = serde_json::from_str(&town.read(&format!("{plan}/plan.json"))).unwrap();
    record["version"].as_u64().unwrap()
}

const TEAMS: &str = "group,guests\nA,6\nB,4\nC,8\n";

#[test]
fn an_unchanged_case_keeps_its_plan_to_the_byte() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", TEAMS)]);
    town.expect(0, "run case -o plan");
    let said = town.expect(0, "replan case --previous plan -o second --rosters");
    assert!(said.contains("Nobody is moved"), "{said}");
    let (first, second) = (tree(&town.path("plan")), tree(&town.path("second")));
    let told = ["plan.json", "summary.txt", "moves.csv", "case/previous.csv"].map(PathBuf::from);
    for (name, bytes) in first.iter().filter(|(name, _)| !told.contains(name)) {
        assert_eq!(Some(bytes), second.get(name), "{}", name.display());
    }
    assert_eq!(town.moves("second"), [""; 0]);
    assert_eq!(town.level("second", "moves"), Some(0.0));
    // From then on nothing changes any more, also where the plan is written over the one before.
    town.expect(0, "replan case --previous second -o third --rosters");
    town.expect(0, "replan case --previous third -o third --rosters");
    assert_eq!(second, tree(&town.path("third")));
    town.expect(0, "verify third");
}

#[test]
fn plans_are_numbered_one_after_the_other() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", TEAMS)]);
    town.expect(0, "run case -o plan");
    town.change(&[("groups.csv", "group,guests\nA,6\nB,4\nC,7\n")]);
    town.expect(0, "replan case --previous plan -o second");
    town.change(&[("groups.csv", "group,guests\nA,6\nB,4\nC,6\n")]);
    town.expect(0, "replan case --previous second/allocation.csv -o third --rosters");
    assert_eq!(["plan", "second", "third"].map(|plan| version(&town, plan)), [1, 2, 3]);
    assert!(town.read("third/rosters/H1.txt").contains(" v3"), "every list says it");
    // Made again of the case inside it, a plan keeps its number; one made by hand is the first.
    town.expect(0, "solve third/case -o again");
    assert_eq!(version(&town, "again"), 3);
    fs::write(town.path("byhand.csv"), "group,hotel,room_type,rooms,guests\nA,H1,any,6,6\n").unwrap();
    town.expect(0, "replan case --previous byhand.csv -o plan");
    assert_eq!(version(&town, "plan"), 2);
}

#[test]
fn a_late_poll_moves_only_those_who_must_go() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", TEAMS)]);
    town.expect(0, "solve case -o plan");
    let before = town.placed("plan");
    let of_b = before.keys().find(|who| who.starts_with("B ")).unwrap().clone();
    // Rooms are better elsewhere now, but nobody is moved for that; then B's hotel has one room less than it needs.
    let hotel = of_b.strip_prefix("B ").unwrap();
    let others = ["H1", "H2", "H3"].into_iter().filter(|other| *other != hotel);
    let rows = others.map(|other| format!("{other},60\n")).collect::<Vec<_>>().concat();
    town.change(&[("availability.csv", &format!("hotel,rooms\n{hotel},10\n{rows}"))]);
    town.expect(0, "replan case --previous plan -o wider");
    assert_eq!(town.placed("wider"), before);
    let in_hotel: u32 = before.iter().filter(|(who, _)| who.ends_with(hotel)).map(|(_, guests)| guests).sum();
    town.change(&[("availability.csv", &format!("hotel,rooms\n{hotel},{}\n{rows}", in_hotel - 1))]);
    town.expect(0, "replan case --previous plan -o plan2");
    assert!(town.level("plan2", "moves").unwrap() >= 1.0);
    for (who, guests) in before.iter().filter(|(who, _)| !who.ends_with(hotel)) {
        assert_eq!(town.placed("plan2").get(who), Some(guests), "{who} need not move");
    }
    assert!(town.read("plan2/moves.csv").contains("R1 would break"), "{}", town.read("plan2/moves.csv"));
    town.expect(0, "verify plan2");
}

#[test]
fn a_withdrawn_hotel_moves_those_who_have_not_arrived_and_strands_the_others() {
    let town = Town::new(&[("availability.csv", "hotel,rooms\nH1,10\n"), ("groups.csv", "group,guests\nA,6\nB,4\n")]);
    town.expect(0, "solve case -o plan");
    town.change(&[
        ("availability.csv", "hotel,rooms\nH2,20\n"),
        ("groups.csv", "group,guests,status\nA,6,arrived\nB,4,confirmed\n"),
    ]);
    let said = town.expect(4, "replan case --previous plan -o plan2");
    assert!(said.contains("STRANDED: 6 guests"), "{said}");
    assert_eq!(town.placed("plan2"), guests(&[("B H2", 4)]));
    assert_eq!(town.moves("plan2"), ["B 4 H1 H2 gone"]);
    assert!(town.read("plan2/unmet.csv").contains("A,6,stranded"), "{}", town.read("plan2/unmet.csv"));
    assert_eq!((town.level("plan2", "unmet.0"), town.level("plan2", "unmet.1")), (Some(6.0), Some(0.0)));
    // A closed hotel is the same, and so is one that has fewer rooms than it holds.
    town.change(&[("availability.csv", "hotel,rooms\nH1,10\nH2,20\n"), ("hotels.csv", "hotel,status\nH1,closed\n")]);
    town.expect(4, "replan case --previous plan -o plan3");
    assert_eq!(town.placed("plan3"), guests(&[("B H2", 4)]));
    town.change(&[("availability.csv", "hotel,rooms\nH1,5\nH2,20\n"), ("hotels.csv", "hotel\nH1\n")]);
    let said = town.expect(4, "replan case --previous plan -o plan4");
    assert!(said.contains("1 guest who may not be moved"), "{said}");
    assert_eq!(town.placed("plan4"), guests(&[("A H1", 5), ("B H2", 4)]));
    town.expect(0, "verify plan4");
}

#[test]
fn who_has_checked_in_stays_whatever_the_rules_and_the_others_would_like() {
    let town = Town::new(&[
        ("availability.csv", "hotel,rooms\nH1,4\nH2,20\n"),
        ("groups.csv", "group,guests,priority\nA,4,2\n"),
        ("pins.csv", "group,hotel,relation\nA,H1,must\n"),
    ]);
    town.expect(0, "solve case -o plan");
    // Someone more urgent wants that hotel, and its tags have changed: A has unpacked.
    town.change(&[
        ("groups.csv", "group,guests,priority,status,requires\nA,4,2,arrived,lift\nB,4,1,expected,\n"),
        ("pins.csv", "group,hotel,relation\nB,H2,avoid\n"),
    ]);
    town.expect(0, "replan case --previous plan -o plan2");
    assert_eq!(town.placed("plan2"), guests(&[("A H1", 4), ("B H2", 4)]));
    // The same plan without the plan before it breaks the rule of the tag; a plan that moves A breaks R32.
    town.expect(7, "verify case plan2/allocation.csv");
    let moved = town.read("plan2/allocation.csv").replace("A,H1", "A,H2");
    fs::write(town.path("moved.csv"), moved).unwrap();
    let said = town.expect(7, "verify case moved.csv --previous plan");
    assert!(said.contains("R32") && said.contains("4 guests of it moved"), "{said}");
}

#[test]
fn a_grown_group_keeps_its_rooms_and_a_cancelled_one_frees_them() {
    let town = Town::new(&[
        ("availability.csv", "hotel,rooms\nH1,10\nH2,10\n"),
        ("groups.csv", "group,guests\nA,6\nB,4\nC,8\n"),
        ("pins.csv", "group,hotel,relation\nA,H1,prefer\nB,H1,prefer\n"),
    ]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.placed("plan"), guests(&[("A H1", 6), ("B H1", 4), ("C H2", 8)]));
    town.change(&[("pins.csv", "group,hotel,relation\n")]);
    // A grows by three while B is cancelled: there is room in A's own hotel.
    town.change(&[("groups.csv", "group,guests,status\nA,9,confirmed\nB,4,cancelled\nC,8,confirmed\n")]);
    let said = town.expect(0, "replan case --previous plan -o plan2");
    assert!(said.contains("1 group of the plan before this one no longer"), "{said}");
    assert_eq!(town.placed("plan2"), guests(&[("A H1", 9), ("C H2", 8)]));
    assert_eq!(town.moves("plan2"), [""; 0]);
    // A has arrived and grows, and B comes: newcomers go elsewhere, nobody who is there does.
    town.change(&[("groups.csv", "group,guests,status\nA,8,arrived\nB,4,arrived\nC,8,arrived\n")]);
    town.expect(0, "replan case --previous plan -o plan3");
    assert_eq!(town.placed("plan3"), guests(&[("A H1", 6), ("A H2", 2), ("B H1", 4), ("C H2", 8)]));
    // A shrinks: who is left stays.
    town.change(&[("groups.csv", "group,guests,status\nA,5,arrived\nB,4,arrived\nC,8,arrived\n")]);
    town.expect(0, "replan case --previous plan -o plan4");
    assert_eq!(town.placed("plan4"), guests(&[("A H1", 5), ("B H1", 4), ("C H2", 8)]));
    for plan in ["plan2", "plan3", "plan4"] {
        town.expect(0, &format!("verify {plan}"));
    }
}

#[test]
fn a_group_that_must_stay_whole_moves_as_a_whole_when_it_grows() {
    let town = Town::new(&[
        ("availability.csv", "hotel,rooms\nH1,6\nH2,9\n"),
        ("groups.csv", "group,guests,split\nA,6,never\n"),
        ("pins.csv", "group,hotel,relation\nA,H1,must\n"),
    ]);
    town.expect(0, "solve case -o plan");
    town.change(&[("groups.csv", "group,guests,split\nA,8,never\n"), ("pins.csv", "group,hotel,relation\n")]);
    town.expect(0, "replan case --previous plan -o plan2");
    assert_eq!(town.moves("plan2"), ["A 6 H1 H2 ruled_out"]);
}

const DATED: &str = "hotel,rooms,from,to\nH1,10,2022-08-01,2022-08-31\nH2,40,2022-08-01,2022-08-31\n";

#[test]
fn a_hotel_with_a_case_is_frozen_nobody_in_and_nobody_out() {
    let town = Town::new(&[
        ("availability.csv", DATED),
        (
            "groups.csv",
            "group,guests,arrive,depart\nA,4,2022-08-08,2022-08-12\nB,3,2022-08-11,2022-08-14\nC,2,2022-08-20,2022-08-22\n",
        ),
        ("previous.csv", "group,hotel,rooms,guests\nA,H1,4,4\nB,H1,3,3\nC,H1,2,2\n"),
        ("hotels.csv", "hotel,case_on\nH1,2022-08-10\nH2,\n"),
    ]);
    let said = town.expect(0, "replan case -o plan");
    assert!(said.contains("nobody leaves for 7 nights"), "{said}");
    // A stays until the 17th; B may not move in; C comes after the freeze.
    assert_eq!(town.placed("plan"), guests(&[("A H1", 4), ("B H2", 3), ("C H1", 2)]));
    let rows = town.read("plan/allocation.csv");
    assert!(rows.contains("A,H1,,any,,4,4,2022-08-08,2022-08-17"), "{rows}");
    assert_eq!(town.moves("plan"), ["B 3 H1 H2 ruled_out"]);
    assert!(town.read("plan/moves.csv").contains("(R33)"));
    // By hand, both ways are findings.
    let moved = rows.replace("A,H1", "A,H2").replace("B,H2", "B,H1");
    fs::write(town.path("moved.csv"), moved).unwrap();
    let said = town.expect(7, "verify case moved.csv");
    assert!(said.contains("A moves out of H1") && said.contains("B moves into H1"), "{said}");
    town.expect(0, "verify plan");
}

#[test]
fn nobody_is_moved_within_the_freeze_window_while_there_are_rooms() {
    let teams = "group,guests,arrive,depart\nA,4,2022-08-02,2022-08-04\nB,4,2022-08-09,2022-08-11\n";
    let town = Town::new(&[
        ("availability.csv", DATED),
        ("groups.csv", teams),
        ("previous.csv", "group,hotel,rooms,guests\nA,H1,4,4\nB,H1,4,4\n"),
        ("pins.csv", "group,hotel,relation\nA,H2,prefer\nB,H2,prefer\n"),
        ("roomblock.toml", "[rules]\nfreeze_window = 3\n"),
    ]);
    // Wishes count more than moves: B goes where it likes, A arrives tomorrow.
    town.expect(0, "replan case -o plan --as-of 2022-08-01");
    assert_eq!(town.placed("plan"), guests(&[("A H1", 4), ("B H2", 4)]));
    assert!(town.read("plan/case/previous.csv").contains("A,H1,,any,,4,4,,,window"));
    town.expect(0, "verify plan");
    // Without rooms the window holds nobody.
    town.change(&[("hotels.csv", "hotel,status\nH1,closed\n")]);
    town.expect(0, "replan case -o plan2 --as-of 2022-08-01");
    assert_eq!(town.placed("plan2"), guests(&[("A H2", 4), ("B H2", 4)]));
}

#[test]
fn a_plan_made_by_hand_is_a_plan_before() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", TEAMS)]);
    fs::write(town.path("byhand.csv"), "group,hotel,rooms,guests,kept\nA,H3,6,6,hand\nB,H3,4,4,\n").unwrap();
    town.change(&[("pins.csv", "group,hotel,relation\nA,H1,prefer\nB,H1,prefer\n")]);
    town.expect(0, "replan case --previous byhand.csv -o plan");
    let placed = town.placed("plan");
    assert_eq!((placed.get("A H3"), placed.get("B H1")), (Some(&6), Some(&4)));
    assert_eq!(town.moves("plan"), ["B 4 H3 H1 pays"]);
    assert!(
        town.read("plan/moves.csv").contains("breaches would be 10 instead of 6"),
        "{}",
        town.read("plan/moves.csv")
    );
}

#[test]
fn confirmed_groups_cost_more_to_move() {
    let town = Town::new(&[
        ("availability.csv", "hotel,rooms\nH1,5\nH2,20\n"),
        ("groups.csv", "group,guests,status\nA,5,confirmed\nB,5,expected\n"),
        ("previous.csv", "group,hotel,rooms,guests\nA,H1,5,5\nB,H1,5,5\n"),
        ("roomblock.toml", "[rules]\nmove_price = 1\nmove_price_confirmed = 3\n"),
    ]);
    town.expect(0, "replan case -o plan");
    assert_eq!(town.placed("plan"), guests(&[("A H1", 5), ("B H2", 5)]));
    assert_eq!(town.level("plan", "moves"), Some(5.0));
    // Groups that may be split: a price per guest, not per group.
    town.change(&[("availability.csv", "hotel,rooms\nH1,7\nH2,20\n")]);
    town.expect(0, "replan case -o plan2");
    assert_eq!(town.placed("plan2"), guests(&[("A H1", 5), ("B H1", 2), ("B H2", 3)]));
}

#[test]
fn nights_gone_by_need_no_rooms_any_more() {
    let town = Town::new(&[
        ("availability.csv", "hotel,rooms,from\nH1,6,2022-08-05\nH2,9,2022-08-05\n"),
        ("groups.csv", "group,guests,arrive,depart,status\nA,4,2022-08-02,2022-08-07,arrived\n"),
        ("previous.csv", "group,hotel,rooms,guests,arrive,depart\nA,H1,4,4,2022-08-02,2022-08-07\n"),
    ]);
    town.expect(0, "replan case -o plan --as-of 2022-08-05");
    assert_eq!(town.placed("plan"), guests(&[("A H1", 4)]));
    town.expect(0, "verify plan");
    town.expect(4, "replan case -o plan2");
}

#[test]
fn replan_asks_for_the_plan_before() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", TEAMS)]);
    let said = town.expect(2, "replan case -o plan");
    assert!(said.contains("--previous"), "{said}");
    town.expect(3, "replan case --previous nothing.csv -o plan");
}

#[test]
fn rooming_lists_mark_what_is_new_changed_and_cancelled() {
    let town = Town::new(&[("availability.csv", THREE), ("groups.csv", "group,guests\nA,6\nB,4\nC,8\n")]);
    fs::write(
        town.path("byhand.csv"),
        "group,hotel,room_type,rooms,guests\nA,H1,any,6,6\nB,H1,any,4,4\nC,H2,any,8,8\nD,H3,any,2,2\nA,H2,any,1,1\n",
    )
    .unwrap();
    town.change(&[
        ("groups.csv", "group,guests\nA,5\nB,4\nC,8\nE,3\n"),
        ("pins.csv", "group,hotel,relation\nE,H2,must_not\n"),
    ]);
    town.expect(0, "run case --previous byhand.csv -o plan");
    let list = |hotel: &str| town.read(&format!("plan/rosters/{hotel}.csv"));
    let marks = |hotel: &str| -> Vec<String> {
        let text = list(hotel);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap();
        let (group, change) = (at("Group"), at("Change"));
        let rows = reader.records().map(|row| row.unwrap());
        rows.map(|row| format!("{} {}", &row[group], &row[change]).trim_end().to_owned()).collect()
    };
    assert_eq!(marks("H1"), ["A changed (Rooms 6 → 5, Guests 6 → 5)", "B"]);
    assert_eq!(marks("H2"), ["C", "A cancelled (Rooms 1, Guests 1)"]);
    assert_eq!(marks("H3"), ["E new", "D cancelled (Rooms 2, Guests 2)"]);
    assert!(town.read("plan/rosters/H3.txt").contains("cancelled (Rooms 2, Guests 2)"));
    // The plan brings its past along, and without a past nothing is marked.
    let said = town.expect(0, "roster plan --hotel H3 --lang zh");
    assert!(said.contains("取消") && said.contains("新增"), "{said}");
    town.expect(0, "run case -o first");
    assert!(!town.read("first/rosters/H1.txt").contains("Change"));
}
