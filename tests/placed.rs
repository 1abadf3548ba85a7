//! People who are placed already: what hotels hold for them is counted once, and a later zero strands them aloud.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;

use roomblock::diagnostic;
use roomblock::read::{self, Files, Settings};
use roomblock::validate::{self, Validation};

/// Validates a case of one manifest with some rows of availability and some placed rows.
fn validation(availability: &str, placed: &str, more: &[(&str, &str)]) -> Validation {
    let folder = tempfile::tempdir().unwrap();
    let groups = "group,guests,arrive,depart\nG1,4,2022-04-03,2022-04-05\n";
    for (name, text) in [("availability.csv", availability), ("groups.csv", groups)].iter().chain(more) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let plan = tempfile::tempdir().unwrap();
    let path = plan.path().join("allocation.csv");
    fs::write(&path, format!("group,hotel,rooms,guests,arrive,depart\n{placed}")).unwrap();
    let files = Files { placed: Some(path), ..Files::in_folder(folder.path()).unwrap() };
    let settings = Settings::default();
    validate::validate(&mut read::read(&files, &settings), &settings)
}

/// Rooms of the first pool on both nights, and the codes said.
fn rooms(availability: &str, placed: &str) -> ([Option<u32>; 2], Vec<&'static str>) {
    let validation = validation(availability, placed, &[]);
    let codes = validation.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect();
    let text = diagnostic::render(&validation.diagnostics, false);
    let instance = validation.instance.unwrap_or_else(|| panic!("{text}"));
    let pool = &instance.hotels[0].pools[0];
    ([0, 1].map(|night| pool.offer(night).map(|offer| offer.rooms)), codes)
}

#[test]
fn a_net_count_gets_the_holds_of_groups_that_are_decided_on_again() {
    let coming = "G1,H1,4,4,2022-04-03,2022-04-04\n";
    assert_eq!(rooms("hotel,rooms,basis\nH1,10,net\n", coming), ([Some(14), Some(10)], vec![]));
    let other = "G9,H1,4,4,2022-04-03,2022-04-04\n";
    assert_eq!(rooms("hotel,rooms,basis\nH1,10,net\n", other), ([Some(10), Some(10)], vec![]));
    // What is held for us is sure; the rest is believed by half.
    assert_eq!(rooms("hotel,rooms,basis,certainty\nH1,10,net,50%\n", coming), ([Some(9), Some(5)], vec![]));
}

#[test]
fn a_gross_count_loses_the_holds_of_groups_that_are_not() {
    let coming = "G1,H1,4,4,2022-04-03,2022-04-04\n";
    assert_eq!(rooms("hotel,rooms,basis\nH1,10,gross\n", coming), ([Some(10), Some(10)], vec![]));
    let other = "G9,H1,4,4,2022-04-03,2022-04-04\n";
    assert_eq!(rooms("hotel,rooms,basis\nH1,10,gross\n", other), ([Some(6), Some(10)], vec![]));
}

#[test]
fn a_later_zero_strands_people_unless_it_is_net() {
    let coming = "G1,H1,4,4,2022-04-03,2022-04-05\n";
    let polls = |basis: &str| {
        format!("hotel,rooms,basis,polled_at\nH1,10,{basis},2022-04-02T08:00\nH1,0,{basis},2022-04-02T18:00\n")
    };
    assert_eq!(rooms(&polls("gross"), coming), ([Some(0), Some(0)], vec!["W317"]));
    assert_eq!(rooms(&polls("net"), coming), ([Some(4), Some(4)], vec![]));
    // Nobody said which: it is taken as net, and said.
    assert_eq!(rooms(&polls(""), coming), ([Some(4), Some(4)], vec!["W317"]));
}

#[test]
fn people_in_hotels_that_are_unknown_closed_or_silent_are_said() {
    let said = |availability: &str, placed: &str, hotels: &str| -> Vec<String> {
        let all = validation(availability, placed, &[("hotels.csv", hotels)]);
        let stranded = all.diagnostics.iter().filter(|diagnostic| diagnostic.code.id() == "W317");
        stranded.map(|diagnostic| diagnostic.message.clone()).collect()
    };
    let row = "G1,H1,4,4,2022-04-03,2022-04-05\n";
    let closed = said("hotel,rooms,basis\nH1,10,net\n", row, "hotel,status\nH1,closed\n");
    assert_eq!(closed, ["placed without a quoted room: 4 guests of `G1` in `H1`; the hotel is closed"]);
    let unknown = said("hotel,rooms\nH2,10\n", row, "hotel\nH2\n");
    assert_eq!(unknown, ["placed without a quoted room: 4 guests of `G1` in `H1`; no table knows the hotel"]);
    let silent = said("hotel,rooms\nH1,\n", row, "hotel\nH1\n");
    assert_eq!(silent, ["placed without a quoted room: `H1` holds 4 rooms for `G1`; nobody knows what it has"]);
}
