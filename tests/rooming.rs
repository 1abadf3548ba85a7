//! Guests into rooms: never against the allocation or a rule, on random cases; as few refused wishes as brute force finds, on
//! tiny ones; and through the binary, from `guests.csv` and `rooms.csv` to `rooming.csv`.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/random_case.rs"]
mod random_case;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use assert_cmd::Command;
use dice::Dice;
use roomblock::domain::{
    Allocation, AllocationRow, Guest, Instance, Offer, Pool, Quote, Room, RoomingRow, Sex, Sharing, Stay,
};
use roomblock::rooming::room;
use roomblock::verify;

/// Names the guests of a group, or most of them, with random wishes and needs; sexes as the manifest has them.
fn name_guests(dice: &mut Dice, case: &mut Instance) {
    let mut guests = Vec::new();
    for (group, known) in case.groups.iter().enumerate() {
        let n_named = if dice.chance(70) { known.guests } else { dice.between(0, known.guests) };
        for nth in 0..n_named {
            let sex = match nth {
                nth if nth < known.men => Some(Sex::Men),
                nth if nth < known.men + known.women => Some(Sex::Women),
                _ => None,
            };
            let needs = if dice.chance(12) { BTreeSet::from(["accessible".to_owned()]) } else { BTreeSet::new() };
            guests.push(Guest {
                id: format!("{}-{nth:02}", known.id),
                group,
                name: format!("{nth}"),
                sex,
                age: None,
                role: String::new(),
                share_with: BTreeSet::new(),
                carer_of: BTreeSet::new(),
                next_to: BTreeSet::new(),
                needs,
                place: random_case::place("guests.csv", guests.len() + 2),
            });
        }
    }
    guests.sort_by(|a, b| a.id.cmp(&b.id));
    for at in 0..guests.len() {
        let group = guests[at].group;
        let mates: Vec<usize> =
            (0..guests.len()).filter(|&other| other != at && guests[other].group == group).collect();
        if mates.is_empty() {
            continue;
        }
        if dice.chance(30) {
            guests[at].share_with.insert(dice.pick(&mates));
        }
        if dice.chance(15) {
            guests[at].carer_of.insert(dice.pick(&mates));
        }
        if dice.chance(15) {
            let other = dice.below(guests.len());
            guests[at].next_to.insert(other);
        }
        guests[at].next_to.remove(&at);
    }
    case.people.guests = guests;
}

/// Numbers the rooms of a hotel, or most of them.
fn number_rooms(dice: &mut Dice, case: &mut Instance) {
    for (hotel, known) in case.hotels.iter().enumerate().filter(|_| dice.below(3) > 0).collect::<Vec<_>>() {
        let mut number = 0;
        for pool in &known.pools {
            let most = pool.offers.iter().map(|offer| offer.rooms).max().unwrap_or(0);
            for _ in 0..if dice.chance(70) { most } else { dice.between(0, most) } {
                number += 1;
                case.people.rooms.push(Room {
                    hotel,
                    number: format!("{number:03}"),
                    wing: pool.wing.clone(),
                    floor: if number > 4 { "2" } else { "1" }.to_owned(),
                    room_type: pool.room_type.clone(),
                    guests_max: dice.chance(30).then(|| dice.between(1, 3)),
                    tags: if dice.chance(20) { BTreeSet::from(["accessible".to_owned()]) } else { BTreeSet::new() },
                    place: random_case::place("rooms.csv", number + 1),
                });
            }
        }
    }
    case.people
        .rooms
        .sort_by(|a, b| (a.hotel, &a.wing, &a.floor, &a.number).cmp(&(b.hotel, &b.wing, &b.floor, &b.number)));
}

#[test]
fn no_rooming_breaks_a_rule_or_contradicts_its_allocation() {
    let (mut n_plans, mut n_kept) = (0, 0);
    for seed in 0..600 {
        let mut case = random_case::random_case(seed);
        let dice = &mut Dice::new(seed ^ 0x5200);
        name_guests(dice, &mut case);
        number_rooms(dice, &mut case);
        let solved = engine::solved(&case);
        assert_eq!(solved.outcome.plan.is_some(), solved.plan.is_some());
        let Some((allocation, _)) = solved.plan else { continue };
        let rooming = room(&case, &allocation);
        assert_eq!(rooming, room(&case, &allocation));
        let verdict = verify::rooming(&case, &allocation, &rooming.rows);
        assert_eq!(verdict.findings, [], "seed {seed}: {:#?} {:#?}", rooming.rows, allocation.rows);
        n_plans += 1;
        n_kept += usize::from(verdict.unkept.is_empty());
    }
    assert!(n_plans > 300 && n_kept > 50, "{n_plans} plans, {n_kept} of them keep every wish");
}

/// One hotel with a few kinds of rooms, one group in it, and its allocation.
fn tiny(dice: &mut Dice) -> (Instance, Allocation) {
    let mut case = random_case::random_case(0);
    case.groups.truncate(1);
    case.hotels.truncate(1);
    (case.pairs, case.pins) = (Vec::new(), Vec::new());
    let group = &mut case.groups[0];
    group.sharing = dice.pick(&[Sharing::Single, Sharing::SameSex, Sharing::Party, Sharing::Party]);
    group.guests = dice.between(2, 5);
    group.men = dice.between(0, group.guests);
    group.women = group.guests - group.men;
    group.stay = Stay { arrive: 0, depart: 1 };
    let pool = |room_type: &str, guests_max| Pool {
        wing: String::new(),
        room_type: room_type.to_owned(),
        offers: vec![Offer {
            nights: Stay { arrive: 0, depart: 1 },
            rooms: 9,
            quote: Quote::plain(9),
            guests_max,
            rate: None,
        }],
    };
    case.hotels[0].pools = vec![pool("accessible", 2), pool("family", 3), pool("twin", 2)];
    let mut rows: Vec<AllocationRow> = Vec::new();
    let lots = match group.sharing {
        Sharing::SameSex => vec![(Some(Sex::Men), group.men), (Some(Sex::Women), group.women)],
        _ => vec![(None, group.guests)],
    };
    for (sex, mut left) in lots {
        for pool in &case.hotels[0].pools {
            let guests = if pool.room_type == "twin" { left } else { dice.between(0, left) };
            left -= guests;
            let most = if group.sharing == Sharing::Single { 1 } else { pool.offers[0].guests_max };
            let least = guests.div_ceil(most);
            let rooms = if dice.chance(60) { least } else { dice.between(least, guests) };
            if guests > 0 {
                rows.push(AllocationRow {
                    group: group.id.clone(),
                    hotel: case.hotels[0].id.clone(),
                    wing: String::new(),
                    room_type: pool.room_type.clone(),
                    sex,
                    rooms,
                    guests,
                    dates: None,
                });
            }
        }
    }
    rows.sort();
    let whole = case.groups[0].guests;
    loop {
        name_guests(dice, &mut case);
        case.people.guests.iter_mut().for_each(|guest| guest.next_to.clear());
        if case.people.guests.len() == whole as usize {
            return (case, Allocation { rows });
        }
    }
}

/// Counts what is refused, the weightiest first.
fn refused(case: &Instance, allocation: &Allocation, rows: &[RoomingRow]) -> Option<[usize; 3]> {
    let verdict = verify::rooming(case, allocation, rows);
    let count = |rule: u8| verdict.unkept.iter().filter(|unkept| unkept.rule == rule).count();
    verdict.findings.is_empty().then(|| [count(4), count(8), count(3)])
}

#[test]
fn as_few_wishes_are_refused_as_brute_force_finds() {
    let mut n_refused = 0;
    for seed in 0..300 {
        let (case, allocation) = tiny(&mut Dice::new(seed));
        let rooms: Vec<&AllocationRow> =
            allocation.rows.iter().flat_map(|row| (0..row.rooms).map(move |_| row)).collect();
        let n_guests = case.people.guests.len();
        let mut best: Option<[usize; 3]> = None;
        for way in 0..rooms.len().pow(u32::try_from(n_guests).unwrap()) {
            let mut rest = way;
            let rows = case.people.guests.iter().map(|guest| {
                let nth = rest % rooms.len();
                rest /= rooms.len();
                RoomingRow {
                    hotel: case.hotels[0].id.clone(),
                    nth: u32::try_from(nth + 1).unwrap(),
                    room: String::new(),
                    wing: String::new(),
                    room_type: rooms[nth].room_type.clone(),
                    group: case.groups[0].id.clone(),
                    guest: guest.id.clone(),
                    guests: 1,
                }
            });
            let found = refused(&case, &allocation, &rows.collect::<Vec<_>>());
            best = best.into_iter().chain(found).min();
        }
        let rooming = room(&case, &allocation);
        let own = refused(&case, &allocation, &rooming.rows);
        assert!(rooming.unproven.is_empty(), "seed {seed}");
        assert_eq!(own, best, "seed {seed}: {:#?} {:#?} {:#?}", case.people.guests, allocation.rows, rooming.rows);
        n_refused += usize::from(best != Some([0; 3]));
    }
    assert!(n_refused > 50, "{n_refused}");
}

fn run(case: &Path, plan: &Path) -> Command {
    let mut command = Command::cargo_bin("roomblock").unwrap();
    command.args(["run", "--quiet", "-o"]).arg(plan).arg(case);
    command
}

/// A thousand guests of forty delegations into two numbered hotels, half of them with a wish.
fn thousand(folder: &Path) {
    let mut guests = String::from("guest,group,name,sex,share_with,next_to,needs\n");
    let mut groups = String::from("group,guests,sharing,split\n");
    for group in 0..40 {
        writeln!(groups, "G{group:02},25,same_sex,never").unwrap();
        for nth in 0..25 {
            let id = group * 25 + nth;
            let sex = if nth < 13 { "women" } else { "men" };
            let mate = if nth % 4 == 0 && nth != 12 && nth != 24 { format!("P{:04}", id + 2) } else { String::new() };
            let next = if nth % 12 == 7 { format!("P{:04}", id + 1) } else { String::new() };
            let needs = if id % 50 == 3 { "accessible" } else { "" };
            writeln!(guests, "P{id:04},G{group:02},Guest {id},{sex},{mate},{next},{needs}").unwrap();
        }
    }
    let mut rooms = String::from("hotel,room,floor,room_type,tags\n");
    let mut offers = String::from("hotel,rooms,room_type\n");
    for hotel in ["H1", "H2"] {
        writeln!(offers, "{hotel},300,twin").unwrap();
        for floor in 1..=12 {
            for door in 1..=25 {
                let tag = if door == 1 { "accessible" } else { "" };
                writeln!(rooms, "{hotel},{floor}{door:02},{floor},twin,{tag}").unwrap();
            }
        }
    }
    for (name, text) in
        [("guests.csv", guests), ("groups.csv", groups), ("rooms.csv", rooms), ("availability.csv", offers)]
    {
        fs::write(folder.join(name), text).unwrap();
    }
}

#[test]
fn a_thousand_guests_are_in_numbered_rooms_in_a_second() {
    let (case, plan) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    thousand(case.path());
    let plan = plan.path().join("plan");
    run(case.path(), &plan).assert().success();
    let settings = roomblock::read::Settings::default();
    let mut reading = roomblock::read::read(&roomblock::read::Files::in_folder(&plan.join("case")).unwrap(), &settings);
    let instance = roomblock::validate::validate(&mut reading, &settings).instance.unwrap();
    let (allocation, _) = roomblock::read::allocation(&plan.join("allocation.csv"));
    let (rows, diagnostics) = roomblock::read::rooming(&plan.join("rooming.csv"));
    assert_eq!(diagnostics, []);
    let start = Instant::now();
    let rooming = room(&instance, &allocation);
    let took = start.elapsed();
    assert_eq!(rooming.rows, rows);
    assert!(took.as_millis() < 1_000, "{took:?}");
    assert!(rooming.unproven.is_empty(), "{:?}", rooming.unproven);
    assert!(rows.len() == 1_000 && rows.iter().all(|row| !row.room.is_empty()));
    let verdict = verify::rooming(&instance, &allocation, &rows);
    assert_eq!((verdict.findings, verdict.unkept), (vec![], vec![]));
    Command::cargo_bin("roomblock").unwrap().arg("verify").arg(&plan).assert().success();
    for name in ["rooming.csv", "rosters/H1.txt", "rosters/H1.csv", "rosters/guests/H1.csv"] {
        let text = fs::read_to_string(plan.join(name)).unwrap();
        assert!(!text.contains("accessible"), "{name} says who needs what");
        assert_eq!(text.contains("Guest 3"), name != "rosters/H1.csv", "{name}");
    }
    // Somebody gives the first room away twice.
    let text = fs::read_to_string(plan.join("rooming.csv")).unwrap();
    fs::write(plan.join("rooming.csv"), text.replacen("H1,2,", "H1,1,", 2).replacen(",102,", ",101,", 1)).unwrap();
    Command::cargo_bin("roomblock").unwrap().arg("verify").arg(&plan).assert().code(7);
}

/// The number of the room of each guest of a plan, by name.
fn doors(plan: &Path) -> std::collections::BTreeMap<String, String> {
    let (rows, diagnostics) = roomblock::read::rooming(&plan.join("rooming.csv"));
    assert_eq!(diagnostics, []);
    rows.into_iter().map(|row| (row.guest, format!("{} {}", row.hotel, row.room))).collect()
}

#[test]
fn who_stays_keeps_the_room_when_others_come_and_go() {
    let (case, plans) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    thousand(case.path());
    let (first, second) = (plans.path().join("first"), plans.path().join("second"));
    run(case.path(), &first).assert().success();
    // Three groups leave, and three of other guests come, whose names stand before all others.
    let edit = |name: &str, change: &dyn Fn(&str) -> Option<String>| {
        let path = case.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<String> = text.lines().filter_map(change).collect();
        fs::write(path, lines.join("\n") + "\n").unwrap();
    };
    let is_gone = |line: &str| ["G03", "G17", "G30"].iter().any(|group| line.contains(group));
    edit("groups.csv", &|line| (!is_gone(line)).then(|| line.to_owned()));
    edit("guests.csv", &|line| (!is_gone(line)).then(|| line.to_owned()));
    let mut groups = fs::read_to_string(case.path().join("groups.csv")).unwrap();
    let mut guests = fs::read_to_string(case.path().join("guests.csv")).unwrap();
    for group in ["A1", "A2", "A3"] {
        writeln!(groups, "{group},20,same_sex,never").unwrap();
        for nth in 0..20 {
            writeln!(guests, "A{group}{nth:02},{group},New {nth},{},,,", if nth < 9 { "women" } else { "men" })
                .unwrap();
        }
    }
    fs::write(case.path().join("groups.csv"), groups).unwrap();
    fs::write(case.path().join("guests.csv"), guests).unwrap();
    run(case.path(), &second).arg("--previous").arg(&first).assert().success();
    let (before, after) = (doors(&first), doors(&second));
    let stayed: Vec<&String> = before.keys().filter(|guest| after.contains_key(*guest)).collect();
    assert_eq!(stayed.len(), 925);
    let moved: Vec<_> = stayed.iter().filter(|guest| before[**guest] != after[**guest]).collect();
    assert!(moved.is_empty(), "{} of 925 moved to another room: {moved:?}", moved.len());
    Command::cargo_bin("roomblock").unwrap().arg("verify").arg(&second).assert().success();
    // Without the plan before, hardly anybody would have kept the room.
    let anew = plans.path().join("anew");
    run(case.path(), &anew).assert().success();
    let anew = doors(&anew);
    assert!(stayed.iter().filter(|guest| before[**guest] != anew[**guest]).count() > 200);
    // The same case again is the same rooming.
    let third = plans.path().join("third");
    run(case.path(), &third).arg("--previous").arg(&second).assert().success();
    assert_eq!(fs::read(second.join("rooming.csv")).unwrap(), fs::read(third.join("rooming.csv")).unwrap());
}

#[test]
fn rooms_that_carers_free_are_named() {
    let (case, plan) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in [
        ("availability.csv", "hotel,rooms,room_type\nH1,5,twin\n"),
        ("groups.csv", "group,guests,sharing\nG,4,single\n"),
        ("guests.csv", "guest,group,age,carer_of\nann,G,30,tim\ntim,G,6,\nbob,G,40,\neve,G,50,\n"),
    ] {
        fs::write(case.path().join(name), text).unwrap();
    }
    let plan = plan.path().join("plan");
    run(case.path(), &plan).assert().success();
    let page = fs::read_to_string(plan.join("summary.txt")).unwrap();
    assert!(page.contains("Rooms to give back") && page.contains("H1: 1 room;"), "{page}");
    Command::cargo_bin("roomblock").unwrap().arg("verify").arg(&plan).assert().success();
}
