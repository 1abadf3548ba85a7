//! Stays that vary (R29): groups whose size changes by night, and groups that change hotels inside their stay. Small towns
//! as a user writes them, and random ones against an enumerator that knows neither parts nor pairs.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use roomblock::domain::GroupStatus;
use roomblock::read::{self, Files, Settings};
use roomblock::solve::Termination;
use roomblock::validate::{self, Validation};
use serde_json::Value;
use tempfile::TempDir;

#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
mod engine;

use dice::Dice;
use engine::solved;

/// A folder with the tables of a case in `case`.
struct Town(TempDir);

impl Town {
    fn new(tables: &[(&str, &str)]) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        fs::create_dir(town.path("case")).unwrap();
        for (name, text) in tables {
            fs::write(town.path("case").join(name), text).unwrap();
        }
        town
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs a command that has to end with a status.
    fn expect(&self, status: i32, arguments: &str) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        let output = command.current_dir(self.0.path()).args(arguments.split_whitespace()).output().unwrap();
        let said = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments}: {said}");
        said
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The rows of a plan: group, hotel, guests, dates.
    fn placed(&self, plan: &str) -> Vec<String> {
        let text = self.read(&format!("{plan}/allocation.csv"));
        let rows = text.lines().skip(1).map(|row| row.split(',').collect::<Vec<_>>());
        rows.map(|row| [row[0], row[1], row[6], row[7], row[8]].join(" ")).collect()
    }

    fn record(&self, plan: &str) -> Value {
        serde_json::from_str(&self.read(&format!("{plan}/plan.json"))).unwrap()
    }

    fn validated(&self) -> Validation {
        let settings = Settings::default();
        validate::validate(&mut read::read(&Files::in_folder(&self.path("case")).unwrap(), &settings), &settings)
    }
}

fn codes(validation: &Validation) -> Vec<&'static str> {
    validation.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

const TWO: &str = "hotel,rooms\nH1,25\nH2,40\n";

#[test]
fn rows_of_one_group_with_different_stays_are_its_parts() {
    let groups = "group,guests,arrive,depart,split\nG,20,2022-04-03,2022-04-10,never\nG,10,2022-04-05,2022-04-08,\nH,9,2022-04-03,2022-04-04,\n";
    let town = Town::new(&[("availability.csv", TWO), ("groups.csv", groups)]);
    town.expect(0, "run case -o plan");
    let assumed = town.record("plan")["assumed"].to_string();
    assert!(assumed.contains("parts of these groups"), "{assumed}");
    let placed = town.placed("plan");
    assert!(placed.contains(&"G H2 20 2022-04-03 2022-04-10".to_owned()), "{placed:?}");
    assert!(placed.contains(&"G/2 H2 10 2022-04-05 2022-04-08".to_owned()), "{placed:?}");
    assert_eq!(town.record("plan")["totals"]["guests"], 39);
    let list = town.read("plan/rosters/H2.txt");
    assert!(list.contains("2022-04-05 → 2022-04-08"), "nights on which more are there are listed: {list}");
    town.expect(0, "verify plan");
    // In different hotels they break the rule, and the case inside the plan says so without the sugar.
    let apart = town.read("plan/allocation.csv").replace("G/2,H2", "G/2,H1");
    fs::write(town.path("apart.csv"), apart).unwrap();
    let said = town.expect(7, "verify case apart.csv");
    assert!(said.contains("R23"), "{said}");
    town.expect(0, "solve plan/case -o again");
    assert_eq!(town.read("plan/allocation.csv"), town.read("again/allocation.csv"));
}

#[test]
fn parts_of_a_group_that_may_be_spread_go_elsewhere_at_a_price() {
    let groups = "group,guests,arrive,depart\nG,25,2022-04-03,2022-04-10\nG,10,2022-04-05,2022-04-08\n";
    let rooms = "hotel,rooms,from,to\nH1,25,2022-04-03,2022-04-10\nH2,10,2022-04-04,2022-04-09\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", groups)]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.placed("plan"), ["G H1 25 2022-04-03 2022-04-10", "G/2 H2 10 2022-04-05 2022-04-08"]);
    assert!(town.read("plan/breaches.csv").contains("R23"), "{}", town.read("plan/breaches.csv"));
    // Where the number of hotels is limited the parts count as one group.
    let limited = Town::new(&[
        ("availability.csv", rooms),
        ("groups.csv", groups),
        ("roomblock.toml", "[rules]\nhotels_max = 1\n"),
    ]);
    limited.expect(4, "solve case -o plan");
    assert_eq!(limited.record("plan")["totals"]["unmet"], 10);
}

#[test]
fn one_stay_in_two_rows_is_still_a_mistake_and_cancelled_parts_are_gone() {
    let twice = "group,guests,arrive,depart\nG,2,2022-04-03,2022-04-10\nG,3,2022-04-03,2022-04-10\n";
    assert_eq!(codes(&Town::new(&[("availability.csv", TWO), ("groups.csv", twice)]).validated()), ["E301"]);
    let gone = "group,guests,arrive,depart,status\nG,2,2022-04-03,2022-04-10,\nG,3,2022-04-05,2022-04-07,cancelled\n";
    let town = Town::new(&[("availability.csv", TWO), ("groups.csv", gone)]);
    let instance = town.validated().instance.unwrap();
    assert_eq!((instance.groups.len(), instance.pairs.len()), (1, 0));
}

const RELAY: &str = "hotel,rooms,from,to\nH1,8,2022-04-03,2022-04-06\nH2,8,2022-04-06,2022-04-10\n";

#[test]
fn who_may_change_hotels_does_so_when_no_hotel_has_the_whole_stay() {
    let groups = "group,guests,arrive,depart,split,moves_max\nG,4,2022-04-03,2022-04-09,never,0\n";
    let town = Town::new(&[("availability.csv", RELAY), ("groups.csv", groups)]);
    town.expect(4, "solve case -o without");
    assert_eq!(town.record("without")["totals"]["unmet"], 4);
    fs::write(town.path("case/groups.csv"), groups.replace("never,0", "never,1")).unwrap();
    fs::write(town.path("case/guests.csv"), "guest,group,name,sex\ng1,G,Ann,f\ng2,G,Bo,m\n").unwrap();
    fs::write(town.path("case/roomblock.toml"), "[rules]\nstay_move_price = 2.5\n").unwrap();
    town.expect(0, "run case -o plan");
    assert!(town.record("plan")["assumed"].to_string().contains("may change hotels"));
    assert_eq!(town.placed("plan"), ["G H1 4 2022-04-03 2022-04-06", "G+2 H2 4 2022-04-06 2022-04-09"]);
    let record = town.record("plan");
    assert_eq!((&record["totals"]["guests"], &record["totals"]["groups"]), (&Value::from(4), &Value::from(1)));
    let levels = record["levels"].as_array().unwrap();
    let breaches = levels.iter().find(|level| level["name"] == "breaches").unwrap();
    assert_eq!((breaches["value"].as_f64(), breaches["bound"].as_f64()), (Some(10.0), Some(10.0)));
    let rooming = town.read("plan/rooming.csv");
    assert!(rooming.contains("G,g1,Ann") && rooming.contains("G+2,g1+2,Ann"), "{rooming}");
    town.expect(0, "verify plan");
    town.expect(0, "solve plan/case -o again");
    assert_eq!(town.read("plan/allocation.csv"), town.read("again/allocation.csv"));
}

#[test]
fn who_need_not_change_hotels_stays_and_is_not_fetched_twice() {
    let rooms = "hotel,rooms,from,to,rate\nH1,8,2022-04-03,2022-04-10,300\nH2,8,2022-04-06,2022-04-10,100\n";
    let groups = "group,guests,arrive,depart,split,moves_max\nG,4,2022-04-03,2022-04-09,never,3\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", groups)]);
    town.expect(0, "run case -o plan");
    assert_eq!(town.placed("plan"), ["G H1 4 2022-04-03 2022-04-06", "G+2 H1 4 2022-04-06 2022-04-09"]);
    assert_eq!(town.read("plan/transfers.csv").lines().count(), 2, "{}", town.read("plan/transfers.csv"));
}

#[test]
fn what_cannot_be_applied_is_said() {
    let undated = Town::new(&[("availability.csv", TWO), ("groups.csv", "group,guests,moves_max\nG,4,1\n")]);
    assert_eq!(codes(&undated.validated()), ["W342"]);
    let groups = "group,guests,arrive,depart,moves_max\nG,4,2022-04-03,2022-04-09,1\n";
    let policy = ("roomblock.toml", "[rules]\nturnover_nights = 1\n");
    assert_eq!(codes(&Town::new(&[("availability.csv", RELAY), ("groups.csv", groups), policy]).validated()), ["W342"]);
    let gap = "group,guests,arrive,depart,continues\nA,4,2022-04-03,2022-04-05,\nB,4,2022-04-06,2022-04-08,A\n";
    assert_eq!(codes(&Town::new(&[("availability.csv", TWO), ("groups.csv", gap)]).validated()), ["E342"]);
}

#[test]
fn parts_and_legs_of_a_group_are_one_team() {
    let exclusive = ("roomblock.toml", "[rules]\nseparate_window = \"horizon\"\n[class.x]\nexclusive = \"team\"\n");
    let parts =
        "group,guests,class,arrive,depart,split\nG,20,x,2022-04-03,2022-04-10,never\nG,10,x,2022-04-05,2022-04-08,\n";
    let town = Town::new(&[("availability.csv", TWO), ("groups.csv", parts), exclusive]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.placed("plan"), ["G H2 20 2022-04-03 2022-04-10", "G/2 H2 10 2022-04-05 2022-04-08"]);
    let legs = "group,guests,class,arrive,depart,moves_max\nG,4,x,2022-04-03,2022-04-09,1\n";
    let rooms = "hotel,rooms,from,to\nH1,8,2022-04-03,2022-04-10\nH2,8,2022-04-06,2022-04-10\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", legs), exclusive]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.placed("plan"), ["G H1 4 2022-04-03 2022-04-06", "G+2 H1 4 2022-04-06 2022-04-09"]);
}

#[test]
fn nobody_is_cut_shorter_than_the_least_stay() {
    let rooms =
        "hotel,rooms,from,to\nH1,8,2022-04-03,2022-04-12\nH2,9,2022-04-05,2022-04-12\nH3,7,2022-04-06,2022-04-12\n";
    let cut = |least: &str, policy: &str| {
        let groups =
            format!("group,guests,arrive,depart,moves_max,nights_min,leave_by\nG,4,2022-04-03,2022-04-09,1,{least}\n");
        let town = Town::new(&[("availability.csv", rooms), ("groups.csv", &groups), ("roomblock.toml", policy)]);
        let validation = town.validated();
        let instance = validation.instance.as_ref().unwrap();
        let nights: Vec<u32> = instance.groups.iter().map(|group| group.stay.n_nights()).collect();
        (nights, codes(&validation).contains(&"W342"))
    };
    assert_eq!(cut(",", ""), (vec![2, 4], false), "most rooms come on the fifth");
    assert_eq!(cut("3,", ""), (vec![3, 3], false), "on the sixth both legs are long enough");
    assert_eq!(cut(",", "[rules]\nnights_min = 3\n"), (vec![3, 3], false));
    assert_eq!(cut(",sea", "[rules.leaving.sea]\nnights_min = 3\n"), (vec![3, 3], false));
    assert_eq!(cut("4,", ""), (vec![6], true), "two legs of four nights are not in six");
    assert_eq!(cut("4,", "[strength]\nR30 = \"off\"\n"), (vec![2, 4], false), "nobody asks");
}

#[test]
fn who_stays_because_of_a_case_is_not_cut_before_it_ends() {
    let groups = "group,guests,arrive,depart,moves_max\nG,4,2022-04-03,2022-04-09,1\n";
    let town = Town::new(&[("availability.csv", RELAY), ("groups.csv", groups)]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.placed("plan"), ["G H1 4 2022-04-03 2022-04-06", "G+2 H2 4 2022-04-06 2022-04-09"]);
    let rooms = RELAY.replace("H1,8,2022-04-03,2022-04-06", "H1,8,2022-04-03,2022-04-20");
    fs::write(town.path("case/availability.csv"), &rooms).unwrap();
    fs::write(town.path("case/hotels.csv"), "hotel,case_on\nH1,2022-04-04\nH2,\n").unwrap();
    town.expect(0, "solve case --previous plan -o next");
    assert_eq!(town.placed("next"), ["G H1 4 2022-04-03 2022-04-11"], "frozen for seven nights");
    // Who says himself where the first leg ends is taken at his word, and it is said.
    let typed = "group,guests,arrive,depart,continues\nG,4,2022-04-03,2022-04-06,\nG+2,4,2022-04-06,2022-04-09,G\n";
    fs::write(town.path("case/groups.csv"), typed).unwrap();
    let said = town.expect(0, "solve case --previous plan -o typed");
    assert!(!said.contains("E342"), "{said}");
    assert!(town.record("typed")["assumed"].to_string().contains("continues"), "{}", town.record("typed")["assumed"]);
}

/// A group that may be spread pays for those who change hotels, not for the others beside them.
#[test]
fn of_a_group_that_is_spread_only_who_changes_hotels_costs() {
    let rooms =
        "hotel,rooms,from,to\nH1,9,2022-04-03,2022-04-06\nH1,6,2022-04-06,2022-04-10\nH2,5,2022-04-06,2022-04-10\n";
    let groups = "group,guests,arrive,depart,moves_max\nG,9,2022-04-03,2022-04-09,1\n";
    let policy = "[rules]\nstay_move_price = 2\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", groups), ("roomblock.toml", policy)]);
    town.expect(0, "solve case -o plan");
    let legs = ["G H1 9 2022-04-03 2022-04-06", "G+2 H1 6 2022-04-06 2022-04-09", "G+2 H2 3 2022-04-06 2022-04-09"];
    assert_eq!(town.placed("plan"), legs);
    let record = town.record("plan");
    let breaches = record["levels"].as_array().unwrap().iter().find(|level| level["name"] == "breaches").unwrap();
    assert_eq!(breaches["value"].as_f64(), Some(6.0), "three of nine change");
    let listed = town.read("plan/breaches.csv");
    assert!(listed.contains("3 guests of G+2 are in H2"), "{listed}");
    town.expect(0, "verify plan");
}

/// Three mornings of guests whose departure nobody knows: they are planned for the nights of their class, and stay on in
/// their rooms when these are over; whoever was to come into these rooms and has not unpacked goes elsewhere.
#[test]
fn who_is_there_with_an_open_departure_stays_on_from_day_to_day() {
    let rooms = "hotel,rooms,from,to,rate\nH1,2,2022-04-03,2022-04-12,100\nH2,2,2022-04-03,2022-04-12,200\n";
    let groups = |status: &str, end: &str| {
        format!(
            "group,guests,class,arrive,depart,status,split\nG,2,stranded,2022-04-03,{end},{status},never\n\
             X,2,,2022-04-05,2022-04-08,expected,never\n"
        )
    };
    let policy = "[class.stranded]\nnights = 2\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", &groups("", "")), ("roomblock.toml", policy)]);
    let write = |text: &str| fs::write(town.path("case/groups.csv"), text).unwrap();
    town.expect(0, "run case --as-of 2022-04-03T18:00 -o day1");
    assert_eq!(town.placed("day1"), ["G H1 2 2022-04-03 2022-04-05", "X H1 2 2022-04-05 2022-04-08"]);
    assert!(town.read("day1/allocation.csv").lines().next().unwrap().ends_with(",depart_open"));
    assert!(town.read("day1/rosters/H1.csv").contains(", departure open"), "{}", town.read("day1/rosters/H1.csv"));
    // On the second day they are there, and still within the nights of their class.
    write(&groups("arrived", ""));
    town.expect(0, "replan case --previous day1 --as-of 2022-04-04T07:00 -o day2");
    assert_eq!(town.placed("day2"), town.placed("day1"));
    // On the third they were to leave, and have not: tonight they keep their rooms, and X has not unpacked.
    town.expect(0, "replan case --previous day2 --as-of 2022-04-05T07:00 -o day3");
    assert_eq!(town.placed("day3"), ["G H1 2 2022-04-03 2022-04-06", "X H2 2 2022-04-05 2022-04-08"]);
    let moves = town.read("day3/moves.csv");
    assert!(moves.lines().skip(1).all(|line| line.starts_with("X,")) && moves.lines().count() == 2, "{moves}");
    assert!(town.record("day3")["assumed"].to_string().contains("nobody knows until when"));
    town.expect(0, "verify day3");
    // The case in the plan says so itself, without the clock and the nights of the class.
    assert_eq!(town.read("day3/case/groups.csv").matches(",yes").count(), 1, "{}", town.read("day3/case/groups.csv"));
    town.expect(0, "solve day3/case -o again");
    assert_eq!(town.read("day3/allocation.csv"), town.read("again/allocation.csv"));
    // The list of departures has them, and never as a departure that is certain; the others leave.
    town.expect(0, "report day3 --sheets sheets");
    let departures = town.read("sheets/departures-all.csv");
    let line = |group: &str| departures.lines().find(|line| line.contains(&format!(",{group},"))).unwrap().to_owned();
    assert!(line("G").contains("departure open") && !line("X").contains("departure open"), "{departures}");
    let days = town.read("sheets/departures-days.csv");
    assert!(days.contains("2022-04-06,1,1,0,2") && days.contains("2022-04-08,1,1,2,0"), "{days}");
    // A day further on, in a hotel with a case, they stay open for as long as that holds them.
    fs::write(town.path("case/hotels.csv"), "hotel,case_on\nH1,2022-04-04\nH2,\n").unwrap();
    town.expect(0, "replan case --previous day3 --as-of 2022-04-06T07:00 -o held");
    assert_eq!(town.placed("held")[0], "G H1 2 2022-04-03 2022-04-11");
    assert_eq!(town.record("held")["allocation"][0]["depart_open"], true);
    fs::remove_file(town.path("case/hotels.csv")).unwrap();
    // Once they say when they leave, that is certain; and `open_nights` keeps rooms for longer than tonight.
    write(&groups("arrived", "2022-04-07"));
    town.expect(0, "replan case --previous day3 --as-of 2022-04-06T07:00 -o day4");
    assert_eq!(town.placed("day4"), ["G H1 2 2022-04-03 2022-04-07", "X H2 2 2022-04-05 2022-04-08"]);
    assert!(!town.read("day4/allocation.csv").contains("depart_open"));
    write(&groups("arrived", ""));
    fs::write(town.path("case/roomblock.toml"), format!("{policy}open_nights = 3\n")).unwrap();
    town.expect(0, "replan case --previous day3 --as-of 2022-04-06T07:00 -o longer");
    assert_eq!(town.placed("longer")[0], "G H1 2 2022-04-03 2022-04-09");
}

/// Who has arrived is not yet in the hotel of a later leg, until that leg begins.
#[test]
fn later_legs_have_not_arrived_before_they_begin() {
    let groups = "group,guests,arrive,depart,split,moves_max,status\nG,4,2022-04-03,2022-04-09,never,1,arrived\n";
    let town = Town::new(&[("availability.csv", RELAY), ("groups.csv", groups)]);
    let statuses = |town: &Town| -> Vec<GroupStatus> {
        town.validated().instance.unwrap().groups.iter().map(|group| group.status).collect()
    };
    assert_eq!(statuses(&town), [GroupStatus::Arrived, GroupStatus::Confirmed]);
    fs::write(town.path("case/roomblock.toml"), "[case]\nas_of = '2022-04-06T20:00'\n").unwrap();
    assert_eq!(statuses(&town), [GroupStatus::Arrived, GroupStatus::Arrived]);
}

#[test]
fn who_continues_a_stay_does_not_arrive_again() {
    let rooms = "hotel,rooms,wing\nH1,20,A\n";
    let groups = "group,guests,class,arrive,depart,continues\nA,4,x,2022-04-03 10:00,2022-04-06,\n\
                  B,4,x,2022-04-06 10:00,2022-04-09,A\nC,4,x,2022-04-03 12:00,2022-04-09,\nD,4,x,2022-04-06 10:00,2022-04-09,\n";
    let policy = "[rules]\narrivals_per_hour = 4\n[class.x]\ncohort_window = 96\n[strength]\nR26 = \"hard\"\n";
    let town = Town::new(&[("availability.csv", rooms), ("groups.csv", groups), ("roomblock.toml", policy)]);
    town.expect(0, "solve case -o plan");
    assert_eq!(town.record("plan")["totals"]["unmet"], 0, "{:?}", town.placed("plan"));
    town.expect(0, "verify plan");
    // B came with A, three days before D: a window of a day keeps them apart, and names who is there.
    let policy = policy.replace("96", "24").replace("= 4", "= 40");
    fs::write(town.path("case/roomblock.toml"), policy).unwrap();
    let said = town.expect(7, "verify case plan/allocation.csv");
    let [ours, theirs] = ["B and D are in H1", "C and D are in H1"].map(|pair| said.contains(pair));
    assert!(ours && theirs && !said.contains("B and C") && !said.contains("A and B"), "{said}");
    assert!(!said.contains("R26"), "{said}");
}

#[test]
fn a_later_part_is_like_the_first_in_all_that_it_does_not_say() {
    let groups = "group,guests,arrive,depart,sharing,strangers,transport\nG,20,2022-04-03,2022-04-10,bed,no,MU1\nG,10,2022-04-05,2022-04-08,,,\n";
    let town = Town::new(&[("availability.csv", TWO), ("groups.csv", groups)]);
    let instance = town.validated().instance.unwrap();
    assert_eq!(instance.groups[0].sharing, instance.groups[1].sharing);
    assert_eq!(instance.groups[1].transport, "MU1");
}

#[test]
fn a_leg_has_no_limit_of_a_port_that_it_does_not_come_from() {
    let groups = "group,guests,arrive,depart,moves_max,port,transfer_minutes\nG,4,2022-04-03,2022-04-09,1,P,50\n";
    let town = Town::new(&[
        ("availability.csv", RELAY),
        ("groups.csv", groups),
        ("hotels.csv", "hotel,lat,lon\nH1,31.2,121.4\nH2,31.2,121.4\n"),
        ("sites.csv", "site,lat,lon\nP,31.2,121.5\n"),
    ]);
    let validation = town.validated();
    assert!(!codes(&validation).contains(&"W306"), "{:?}", validation.diagnostics);
    assert_eq!(validation.instance.unwrap().groups.len(), 2);
}

/// A group of a random town: guests, and whether it may change hotels.
type Party = (u32, bool);

/// What the enumerator finds: guests without a bed, counted on each leg, and the price of changes. Hotels have so many rooms
/// before the change of supply and after it; each group is in one hotel at a time, or in none.
fn least(rooms: &[[u32; 2]], parties: &[Party], price: u32) -> (u32, u32) {
    let Some((&(guests, may_move), rest)) = parties.split_first() else { return (0, 0) };
    let none = rooms.len();
    let mut best = (u32::MAX, u32::MAX);
    for before in 0..=none {
        for after in 0..=none {
            if !may_move && before != after {
                continue;
            }
            let mut left = rooms.to_vec();
            let takes = |left: &mut Vec<[u32; 2]>, hotel: usize, when: usize| {
                hotel == none || {
                    let enough = left[hotel][when] >= guests;
                    left[hotel][when] = left[hotel][when].saturating_sub(guests);
                    enough
                }
            };
            if !(takes(&mut left, before, 0) && takes(&mut left, after, 1)) {
                continue;
            }
            let n_without = u32::from(before == none) + u32::from(after == none);
            let unmet = if may_move { guests * n_without } else { guests * n_without.min(1) };
            let moved = before != after && before != none && after != none;
            let (more, costs) = least(&left, rest, price);
            best = best.min((unmet + more, costs + if moved { guests * price } else { 0 }));
        }
    }
    best
}

#[test]
fn random_towns_cost_what_an_enumerator_says() {
    let mut n_moved = 0;
    for seed in 0..240 {
        let mut dice = Dice::new(seed);
        let n_hotels = 1 + dice.below(3);
        let rooms: Vec<[u32; 2]> = (0..n_hotels).map(|_| [dice.between(0, 6), dice.between(1, 6)]).collect();
        let mut parties: Vec<Party> = (0..=dice.below(3)).map(|_| (dice.between(1, 4), dice.chance(67))).collect();
        let price = dice.pick(&[1, 2, 3]);
        dice.shuffle(&mut parties);
        let mut availability = "hotel,rooms,from,to\n".to_owned();
        for (hotel, [before, after]) in rooms.iter().enumerate() {
            writeln!(availability, "H{hotel},{before},2022-04-03,2022-04-05").unwrap();
            writeln!(availability, "H{hotel},{after},2022-04-05,2022-04-08").unwrap();
        }
        let mut groups = "group,guests,arrive,depart,split,moves_max\n".to_owned();
        for (group, (guests, may_move)) in parties.iter().enumerate() {
            writeln!(groups, "G{group},{guests},2022-04-03,2022-04-08,never,{}", u32::from(*may_move)).unwrap();
        }
        let policy = format!("[rules]\nstay_move_price = {price}\n");
        let town =
            Town::new(&[("availability.csv", &availability), ("groups.csv", &groups), ("roomblock.toml", &policy)]);
        let instance = town.validated().instance.unwrap();
        let solved = solved(&instance);
        assert_eq!(solved.outcome.termination, Termination::Optimal, "town {seed}");
        let (_, verdict) = solved.plan.unwrap();
        assert_eq!(verdict.findings, [], "town {seed}");
        let value = |name: &str| verdict.levels.iter().find(|level| level.name == name).unwrap();
        let (unmet, breaches) = (value("unmet.1"), value("breaches"));
        let (left_out, costs) = least(&rooms, &parties, price);
        assert_eq!(unmet.value, i128::from(left_out) * i128::from(unmet.scale), "town {seed}: {rooms:?} {parties:?}");
        assert_eq!(
            breaches.value,
            i128::from(costs) * i128::from(breaches.scale),
            "town {seed}: {rooms:?} {parties:?}"
        );
        n_moved += u32::from(costs > 0);
    }
    assert!(n_moved > 5, "in {n_moved} towns somebody has to move");
}
