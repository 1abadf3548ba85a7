//! What a plan asks of people besides rooms: 254 officers over 89 hotels, as in Haikou; meals and vehicles of a plan of the binary.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use roomblock::domain::{Allocation, AllocationRow, GroupId, HotelId, Instance};
use roomblock::read::{self, Files, Settings};
use roomblock::service::liaison::r44_liaison;
use roomblock::{validate, verify};

fn instance(folder: &Path) -> Instance {
    let settings = Settings::default();
    let mut reading = read::read(&Files::in_folder(folder).unwrap(), &settings);
    let validation = validate::validate(&mut reading, &settings);
    let text = roomblock::diagnostic::render(&validation.diagnostics, false);
    validation.instance.unwrap_or_else(|| panic!("{text}"))
}

/// Writes 89 hotels with a group each and so many officers, every 25th of them senior, the first sent to a hotel by name.
fn haikou(folder: &Path, n_officers: usize) -> (Instance, Allocation) {
    let (mut hotels, mut groups) = (String::from("hotel,rooms\n"), String::from("group,guests,sharing\n"));
    let mut officers = String::from("officer,senior,hotel\n");
    let mut rows = Vec::new();
    for at in 0..89_u32 {
        let guests = 10 + (at * 37) % 130;
        writeln!(hotels, "H{at:02},{guests}").unwrap();
        writeln!(groups, "G{at:02},{guests},single").unwrap();
        rows.push(AllocationRow {
            group: GroupId(format!("G{at:02}")),
            hotel: HotelId(format!("H{at:02}")),
            wing: String::new(),
            room_type: "any".to_owned(),
            sex: None,
            rooms: guests,
            guests,
            dates: None,
        });
    }
    for at in 0..n_officers {
        let senior = if at % 25 == 0 { "yes" } else { "" };
        let sent = if at == 0 { "H17" } else { "" };
        writeln!(officers, "O{at:03},{senior},{sent}").unwrap();
    }
    for (name, text) in [("availability.csv", hotels), ("groups.csv", groups), ("officers.csv", officers)] {
        fs::write(folder.join(name), text).unwrap();
    }
    (instance(folder), Allocation { rows })
}

#[test]
fn two_hundred_and_fifty_four_officers_are_over_eighty_nine_hotels() {
    let folder = tempfile::tempdir().unwrap();
    let (case, allocation) = haikou(folder.path(), 254);
    let postings = r44_liaison(&case, &allocation);
    let posted: Vec<(usize, usize)> = postings.iter().map(|posting| (posting.officer, posting.hotel)).collect();
    let verdict = verify::r44_liaison(&case, &allocation, &posted);
    assert_eq!((verdict.findings, verdict.without), (vec![], vec![]));
    assert_eq!(posted.iter().map(|(officer, _)| officer).collect::<BTreeSet<_>>().len(), 254);
    assert!(posted.contains(&(0, 17)));
    let mut here: BTreeMap<usize, (u32, u32, u32)> = BTreeMap::new();
    for posting in &postings {
        let (officers, guests, busiest) = here.entry(posting.hotel).or_default();
        *officers += 1;
        *guests += posting.guests;
        *busiest = posting.guests.max(*busiest);
    }
    assert_eq!(here.len(), 89);
    for (&hotel, &(_, guests, _)) in &here {
        assert_eq!(guests, case.groups[hotel].guests);
    }
    // Nobody could be relieved: without one officer, any hotel would be busier than the busiest is, or have nobody.
    let worst = here.values().map(|&(officers, guests, _)| f64::from(guests) / f64::from(officers)).fold(0.0, f64::max);
    for (&hotel, &(officers, guests, _)) in here.iter().filter(|(hotel, _)| **hotel != 17) {
        assert!(officers == 1 || f64::from(guests) / f64::from(officers - 1) >= worst, "{hotel}");
    }
    // Ten seniors were free to go: they are in the ten hardest hotels.
    let with_senior: BTreeSet<usize> = posted
        .iter()
        .filter(|&&(officer, hotel)| case.people.officers[officer].is_senior && hotel != 17)
        .map(|&(_, hotel)| hotel)
        .collect();
    let mut hardest: Vec<usize> = (0..89).filter(|&hotel| hotel != 17).collect();
    hardest.sort_by_key(|&hotel| (std::cmp::Reverse(case.groups[hotel].guests), hotel));
    assert_eq!(with_senior, hardest.into_iter().take(10).collect());
}

#[test]
fn too_few_officers_go_to_the_largest_hotels_and_the_rest_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (case, allocation) = haikou(folder.path(), 40);
    let postings = r44_liaison(&case, &allocation);
    let posted: Vec<(usize, usize)> = postings.iter().map(|posting| (posting.officer, posting.hotel)).collect();
    let hotels: BTreeSet<usize> = posted.iter().map(|&(_, hotel)| hotel).collect();
    assert_eq!((posted.len(), hotels.len()), (40, 40));
    let verdict = verify::r44_liaison(&case, &allocation, &posted);
    assert_eq!(verdict.findings, []);
    let without: u64 = verdict.without.iter().map(|&(_, guests)| guests).sum();
    let own = |hotel: usize| {
        let looked_after = if hotels.contains(&hotel) { 60 } else { 0 };
        u64::from(case.groups[hotel].guests.saturating_sub(looked_after))
    };
    assert_eq!(without, (0..89).map(own).sum::<u64>());
}

#[test]
fn meals_and_vehicles_add_up_to_the_guests() {
    let (folder, plan) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let groups = "group,guests,arrive,depart,transport\n\
        G1,100,2022-04-03T19:40,2022-04-06,G1234\nG2,50,2022-04-03T23:10,2022-04-06,MU51\n";
    for (name, text) in [
        ("availability.csv", "hotel,rooms,meals_max\nH1,150,60\n"),
        ("groups.csv", groups),
        ("officers.csv", "officer,senior\nA,\nB,yes\n"),
        ("roomblock.toml", "[rules]\nsittings = 3\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let plan = plan.path().join("plan");
    let mut run = Command::cargo_bin("roomblock").unwrap();
    run.args(["run", "--quiet", "-o"]).arg(&plan).arg(folder.path()).assert().success();
    let written = |name: &str| fs::read_to_string(plan.join(name)).unwrap();
    assert_eq!(
        written("meals.csv"),
        "hotel,date,class,asleep,breakfast,lunch,dinner,supper,most,too_many\n\
         H1,2022-04-03,,150,0,0,100,50,180,0\nH1,2022-04-04,,150,150,150,150,0,180,0\n\
         H1,2022-04-05,,150,150,150,150,0,180,0\nH1,2022-04-06,,0,150,0,0,0,180,0\n"
    );
    assert_eq!(
        written("transfers.csv"),
        "date,hour,port,transport,hotel,groups,guests,vehicles\n\
         2022-04-03,19:00,,G1234,H1,G1,100,3\n2022-04-03,23:00,,MU51,H1,G2,50,2\n"
    );
    assert_eq!(
        written("officers.csv"),
        "officer,name,senior,hotel,hotel_name,district,guests\nA,A,,H1,H1,,75\nB,B,yes,H1,H1,,75\n"
    );
    assert!(written("plan.json").contains("\"guests_without\": 30"));
    let verify = |status: i32| {
        let mut verify = Command::cargo_bin("roomblock").unwrap();
        let said = verify.arg("verify").arg(&plan).assert().code(status).get_output().stdout.clone();
        String::from_utf8(said).unwrap()
    };
    let said = verify(0);
    assert!(said.contains("30 guests of H1 have no officer"), "{said}");
    // Postings edited by hand are judged: an officer in two hotels, and one in a hotel that is not there.
    let twice = written("officers.csv") + "A,A,,H1,H1,,75\nB,B,yes,H9,H9,,0\n";
    fs::write(plan.join("officers.csv"), twice).unwrap();
    let said = verify(7);
    assert!(said.contains("Officer A is in two hotels") && said.contains("Officer B is in H9"), "{said}");
}
