//! A case written as canonical tables and policy reads back as the same instance, but for the places in files.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::Path;

use roomblock::diagnostic::Place;
use roomblock::domain::Instance;
use roomblock::generate::{self, Options, Scenario};
use roomblock::read::{Files, Settings, read};
use roomblock::render::case;
use roomblock::render::folder::Memory;
use roomblock::validate::validate;

/// Reads a case, and forgets where its rows stood.
fn instance(folder: &Path) -> Instance {
    let settings = Settings::default();
    let mut reading = read(&Files::in_folder(folder).unwrap(), &settings);
    let validation = validate(&mut reading, &settings);
    let text = roomblock::diagnostic::render(&validation.diagnostics, false);
    let mut instance = validation.instance.unwrap_or_else(|| panic!("{}:\n{text}", folder.display()));
    let nowhere = Place { file: "".into(), line: None, column: None };
    instance.groups.iter_mut().for_each(|group| group.place = nowhere.clone());
    instance.pairs.iter_mut().for_each(|pair| pair.place = nowhere.clone());
    instance.pins.iter_mut().for_each(|pin| pin.place = nowhere.clone());
    instance.people.guests.iter_mut().for_each(|guest| guest.place = nowhere.clone());
    instance.people.officers.iter_mut().for_each(|officer| officer.place = nowhere.clone());
    instance.people.rooms.iter_mut().for_each(|room| room.place = nowhere.clone());
    instance
}

/// Writes the canonical form of a case to a folder.
fn write(instance: &Instance, folder: &Path) -> Memory {
    let mut memory = Memory::default();
    case::case(instance, "", &mut memory).unwrap();
    for (name, bytes) in &memory.0 {
        fs::write(folder.join(name), bytes).unwrap();
    }
    memory
}

fn expect_round_trip(folder: &Path) {
    let first = instance(folder);
    let canonical = tempfile::tempdir().unwrap();
    let written = write(&first, canonical.path());
    let second = instance(canonical.path());
    assert_eq!(first.calendar, second.calendar);
    assert_eq!(first.hotels, second.hotels);
    assert_eq!(first.groups, second.groups);
    assert_eq!(first, second);
    let again = tempfile::tempdir().unwrap();
    assert_eq!(written, write(&second, again.path()), "the canonical form is its own canonical form");
}

/// Writes a case of two or more files to a folder.
fn case_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_small_fixture_reads_back() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    expect_round_trip(&fixtures.join("small"));
    expect_round_trip(&fixtures.join("small_short"));
}

#[test]
fn a_first_case_reads_back() {
    let folder = tempfile::tempdir().unwrap();
    generate::init(folder.path(), None).unwrap();
    expect_round_trip(folder.path());
}

#[test]
fn generated_cases_read_back() {
    for name in ["S", "shanghai-0403", "delegations"] {
        let folder = tempfile::tempdir().unwrap();
        generate::write(&Scenario::named(name).unwrap(), &Options { seed: 5 }, folder.path()).unwrap();
        expect_round_trip(folder.path());
    }
}

#[test]
fn a_case_without_dates_reads_back() {
    let folder = case_of(&[
        (
            "availability.csv",
            "hotel,rooms,room_type,wing,rate\nA,3,twin,east,80.5\nA,,king,,\nB,0,any,,\n=B,4,any,,12\n",
        ),
        ("groups.csv", "group,guests,priority\n-1,3,\n\"x, y\",2,4\n"),
    ]);
    expect_round_trip(folder.path());
}
/// A policy with every rule.
const POLICY: &str = r#"
[case]
day_cut = "04:30"
[class."team a"]
sharing = "party"
requires = ["lift"]
forbids = ["noisy"]
separate_from = ["medic"]
separate_level = "wing"
turnover_nights = 2
nights = 3
budget = 120.5
[class.""]
budget = 90
budget_strength = "hard"
[class.medic]
separate_from = ["*"]
types_max = { twin = 1, "family room" = 3 }
late_supper = true
[rules]
turnover_nights = 1
requires = ["open"]
separate_window = "horizon"
separation_exempt_tag = "mixed"
near_km = 2.5
speed_kmh = 31.7
nights = 2
hotels_max = 3
chunk_min = 2
budget = 1000
budget_strength = "soft"
budget_weight = 0.25
meals_max = 40
sittings = 3
zones = ["outer"]
grade_min = 3
nights_min = 2
transfer_weight = 0.5
transfer_minutes = 80
arrivals_per_hour = 60
city_reserve = 3
city_reserve_share = 0.1
affordable_rate = 85.5
affordable_share = 0.34
attrition = 0.15
accessible_types = ["twin"]
accessible_spare_weight = 0.25
exclusive = "class"
cohort_window = 72
room_wish_weight = 0.75
stay_move_price = 1.5
suppers_max = 9
rooms_max = 80
[rules.tiers]
medic = 3
[rules.leaving.by_sea]
nights_min = 3
requires = ["open"]
[objective]
mode = "weighted"
travel_unit = "minutes"
weights = { unmet = 1000000, travel = 0.125, cost = 1, hotels = 3 }
unmet_weights = { "1" = 10, "2" = 1.5 }
"#;

#[test]
fn every_rule_reads_back() {
    let folder = case_of(&[
        ("roomblock.toml", POLICY),
        (
            "availability.csv",
            "hotel,rooms,wing,room_type,guests_max,from,to,rate,polled_at,certainty,held\n\
             A,5,east,twin,2,2026-03-01,2026-03-04,80,2026-02-01T10:00,0.875,\n\
             A,3,east,twin,2,2026-03-02,2026-03-03,90.25,2026-02-02T10:00,,1\n\
             A,4,,triple,3,,,,,,\n\
             B,20,,bed,4,,2026-03-09,30,,70%,2\n",
        ),
        (
            "hotels.csv",
            "hotel,name,lat,lon,datum,status,tags,opening_cost,rooms_min,meals_max,grade,zone,nights_min,block_rooms,block_rate,rooms_max,suppers_max\n\
             A,House A,31.2,121.4,gcj02,open,lift;open,100.50,2,7,四星,inner,2,10,70.5,60,4\n\
             B,,31.21,121.41,,frozen,open;mixed,,,,deluxe,,,,,,\n",
        ),
        ("sites.csv", "site,name,lat,lon\nS,Site,31.22,121.42\n"),
        ("travel.csv", "from,to,km,minutes\nS,A,1.234567891,\n"),
        (
            "groups.csv",
            "group,guests,men,women,class,priority,arrive,depart,nights,site,km_max,minutes_max,split,requires,room_types,rate_max,status,leader,phone,transport,port,zone,rate_factor,accessible,leave_by,room_wish,may_upgrade,late_supper\n\
             G1,6,2,3,team a,1,2026-03-01T03:15,,,S,10,,,,twin;triple,100,confirmed,Ann,+1 555,bus 7,S,inner;outer,5折,2,,twin,yes,\n\
             G2,4,,,medic,2,2026-03-02,2026-03-04,,S,,45,never,,,,arrived,,,,,,50%,,by_sea,,,no\n\
             G3,5,,,,,2026-03-02,,3,,,,free,lift,,,,,,,,,,,,triple;bed,,yes\n\
             G4,2,,,,,2026-03-03T22:00,,,,,,,,,,cancelled,,,,,,,,\n\
             G5,2,,,,,2026-03-03T22:00,,,,,,,,,,,,,,,,,,\n",
        ),
        ("pairs.csv", "a,b,relation,strength,weight\nG1,G2,apart_wing,,\nG3,G5,near,soft,2.5\n"),
        (
            "pins.csv",
            "group,hotel,relation,wing,guests,weight\nG1,A,must,east,2,\nG2,B,must_not,,,\nG3,A,prefer,,,0.3\nG5,B,avoid,,,\n",
        ),
    ]);
    expect_round_trip(folder.path());
}
