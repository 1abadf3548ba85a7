//! From what hotels said to what can be counted on: rounds of polling, trust and age, on case folders written here.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::Path;

use roomblock::diagnostic;
use roomblock::domain::{Instance, Quote, Share};
use roomblock::read::{self, Files, Settings};
use roomblock::validate::{self, Validation};
use rust_xlsxwriter::Workbook;

/// Validates a case of some files; the manifest is of one night unless a file says otherwise.
fn validation(files: &[(&str, &str)]) -> Validation {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("groups.csv", "group,guests\nG1,4\n")].iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    of_folder(folder.path())
}

fn of_folder(folder: &Path) -> Validation {
    let settings = Settings::default();
    validate::validate(&mut read::read(&Files::in_folder(folder).unwrap(), &settings), &settings)
}

fn instance(validation: Validation) -> Instance {
    validation.instance.unwrap_or_else(|| panic!("{}", diagnostic::render(&validation.diagnostics, false)))
}

fn codes(validation: &Validation) -> Vec<&'static str> {
    validation.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

/// Rooms on the first night by hotel, in the order of their names; none where nobody knows.
fn rooms(files: &[(&str, &str)]) -> Vec<Option<u32>> {
    rooms_of(&instance(validation(files)))
}

fn rooms_of(instance: &Instance) -> Vec<Option<u32>> {
    let pools = instance.hotels.iter().flat_map(|hotel| &hotel.pools);
    pools.map(|pool| pool.offer(0).map(|offer| offer.rooms)).collect()
}

#[test]
fn a_newer_sheet_that_lacks_a_hotel_says_nothing_of_it() {
    let first = ("availability-1.csv", "hotel,rooms,polled_at\nH1,12,2022-04-03T08:00\nH2,7,2022-04-03T08:10\n");
    let second = ("availability-2.csv", "hotel,rooms,polled_at\nH1,11,2022-04-03T14:00\n");
    assert_eq!(rooms(&[first, second]), [Some(11), Some(7)]);
}

#[test]
fn a_snapshot_withdraws_what_its_own_source_said_before_it() {
    let first = (
        "availability-1.csv",
        "hotel,rooms,polled_at,source\nH1,12,2022-04-03T08:00,a\nH2,7,2022-04-03T08:10,a\nH3,5,2022-04-03T08:20,b\n\
         H4,6,2022-04-03T16:00,a\nH5,3,2022-04-03T08:00,a\nH5,8,2022-04-03T08:30,b\nH6,4,2022-04-03T07:00,b\nH6,9,2022-04-03T08:00,a\n",
    );
    let second = ("availability-2.csv", "hotel,rooms,polled_at,source,mode\nH1,11,2022-04-03T14:00,a,snapshot\n");
    let all = validation(&[first, second]);
    assert_eq!(codes(&all), ["W316"]);
    let counts: Vec<_> = all.counts.iter().map(|count| (count.rows, count.used, count.superseded)).collect();
    assert_eq!(counts[..2], [(8, 3, 5), (1, 1, 0)]);
    // H2 is gone, H3 is of another source, H4 came later, of H5 the other source spoke last, of H6 this one.
    assert_eq!(rooms(&[first, second]), [Some(11), Some(0), Some(5), Some(6), Some(8), Some(0)]);
}

#[test]
fn the_sheets_of_a_workbook_and_the_files_of_a_batch_are_one_snapshot() {
    let first = ("availability-1.csv", "hotel,rooms,polled_at\nH1,12,2022-04-03T08:00\nH2,7,2022-04-03T08:10\n");
    let of_batch = |hotel: &str| format!("hotel,rooms,polled_at,mode,batch\n{hotel},3,2022-04-03T14:00,snapshot,2\n");
    let (one, other) = (of_batch("H1"), of_batch("H2"));
    assert_eq!(rooms(&[first, ("availability-2.csv", &one), ("availability-3.csv", &other)]), [Some(3), Some(3)]);

    let mut workbook = Workbook::new();
    for hotel in ["H1", "H2"] {
        let sheet = workbook.add_worksheet();
        let rows = ["hotel,rooms,polled_at,mode", &format!("{hotel},3,2022-04-03T14:00,snapshot")].map(str::to_owned);
        for (row, cells) in (0..).zip(&rows) {
            for (column, cell) in (0..).zip(cells.split(',')) {
                sheet.write(row, column, cell).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(first.0), first.1).unwrap();
    fs::write(folder.path().join("groups.csv"), "group,guests\nG1,1\n").unwrap();
    workbook.save(folder.path().join("availability-2.xlsx")).unwrap();
    assert_eq!(rooms_of(&instance(of_folder(folder.path()))), [Some(3), Some(3)]);
}

#[test]
fn changes_are_added_in_the_order_of_their_times() {
    let polls = "hotel,rooms,polled_at,mode,batch\nH1,-3,2022-04-03T12:00,delta,2\nH1,10,2022-04-03T08:00,,1\n\
                 H1,+5,2022-04-03T10:00,delta,2\nH1,+5,2022-04-03T10:00,delta,2\n";
    let all = validation(&[("availability.csv", polls)]);
    assert_eq!((codes(&all), all.counts[0].used, all.counts[0].dropped), (vec![], 3, 1));
    assert_eq!(rooms(&[("availability.csv", polls)]), [Some(12)]);
}

#[test]
fn a_count_is_cut_to_the_rooms_there_are_and_held_rooms_are_taken_off_once() {
    let polls = "hotel,rooms,rooms_total,held\nH1,130,120,\nH2,40,100,60\nH3,40,100,10\nH4,5,,9\n";
    let all = validation(&[("availability.csv", polls)]);
    assert_eq!(codes(&all), ["W311"]);
    assert!(all.assumed.iter().any(|one| one.said.starts_with("2 counts with rooms held for somebody else")));
    assert_eq!(rooms(&[("availability.csv", polls)]), [Some(120), Some(40), Some(30), Some(0)]);
}

#[test]
fn a_count_without_nights_is_unknown_after_two_days_and_one_with_nights_is_not() {
    let dated = "group,guests,arrive,depart\nG1,4,2022-04-04,2022-04-06\n";
    let polls = "hotel,rooms,from,to,polled_at\nH1,30,,,2022-04-01T08:00\nH2,12,,,2022-04-04T09:00\n\
                 H3,5,2022-04-04,2022-04-06,2022-04-01T08:00\nH4,7,,,\n";
    let files = [("availability.csv", polls), ("groups.csv", dated)];
    assert_eq!(rooms(&files), [None, Some(12), Some(5), Some(7)]);
    let all = validation(&files);
    assert_eq!(codes(&all), ["W313"]);
    assert_eq!(all.supply.unknown[0].hotel, "H1");
    assert!(all.assumed.iter().any(|one| one.said == "the case is seen at its newest poll, 2022-04-04T09:00"));
    let told = [files[0], files[1], ("roomblock.toml", "[rules]\nvalid_for = \"4d\"\n")];
    assert_eq!(rooms(&told)[0], Some(30));
    let late =
        [files[0], files[1], ("roomblock.toml", "[case]\nas_of = \"2022-04-07\"\n[rules]\nvalid_for = \"none\"\n")];
    assert_eq!(rooms(&late), [Some(30), Some(12), Some(5), Some(7)]);
}

#[test]
fn counts_are_trusted_by_age_and_wording_and_rounded_down() {
    let polls = "hotel,rooms,polled_at,certainty,held\nH1,15,2022-04-03T08:00,,\nH2,15,2022-04-02T08:00,,\n\
                 H3,15,2022-04-03T08:00,about,\nH4,15,2022-04-01T08:00,50%,\nH5,15,,sure,2\nH6,15,2022-04-02T20:00,about,1\n";
    let policy = "[case]\nas_of = \"2022-04-03T12:00\"\n[rules]\nvalid_for = \"none\"\n\
                  [rules.trust]\n\"7d\" = 0.7\n\"24h\" = 1.0\n\"48h\" = 0.9\nabout = 0.9\n";
    let files = [("availability.csv", polls), ("roomblock.toml", policy)];
    assert_eq!(rooms(&files), [Some(15), Some(13), Some(13), Some(7), Some(8), Some(12)]);
    let instance = instance(validation(&files));
    let quotes: Vec<Quote> = instance.hotels.iter().map(|hotel| hotel.pools[0].offers[0].quote).collect();
    let share = |thousandths| Share::of_thousandths(thousandths).unwrap();
    assert_eq!(quotes[4], Quote { rooms: 15, trust: share(700), held: 2 });
    assert_eq!(quotes[5], Quote { rooms: 15, trust: share(900), held: 1 });
}

#[test]
fn trust_and_validity_are_within_reason() {
    let said = |policy: &'static str| {
        codes(&validation(&[("availability.csv", "hotel,rooms\nH1,4\n"), ("roomblock.toml", policy)]))
    };
    for policy in ["valid_for = \"2 days\"", "valid_for = 48", "valid_for = \"0h\"", "stale_rounds = 0", "trust = 0.9"]
    {
        assert_eq!(said(Box::leak(format!("[rules]\n{policy}\n").into_boxed_str())), ["E114"], "{policy}");
    }
    assert_eq!(said("[rules.trust]\n\"24h\" = 1.2\n"), ["E114"]);
    assert_eq!(said("[rules.trust]\nabout = 0.12345\n"), ["E114"]);
    assert_eq!(said("[rules.trust]\ntoday = 0.9\n"), ["E112"]);
}

#[test]
fn who_missed_the_last_rounds_is_to_be_rung_again() {
    let round = |at: u32, hotels: &[&str]| {
        let rows: Vec<String> = hotels.iter().map(|hotel| format!("{hotel},5,2022-04-03T{:02}:00\n", 8 + at)).collect();
        let rows = rows.concat();
        (format!("availability-{at}.csv"), format!("hotel,rooms,polled_at\n{rows}"))
    };
    let all = [round(1, &["H1", "H2"]), round(2, &["H2"]), round(3, &["H3"]), round(4, &["H2", "H3"])];
    let files: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let stale = |files: &[(&str, &str)]| -> Vec<(String, u32)> {
        validation(files).supply.stale.iter().map(|one| (one.hotel.clone(), one.missed)).collect()
    };
    assert_eq!(stale(&files), [("H1".to_owned(), 3)]);
    let told = [&files[..], &[("roomblock.toml", "[rules]\nstale_rounds = 4\n")]].concat();
    assert_eq!(stale(&told), []);
}

/// Every deduction, from the sheet to the plan's judge.
#[test]
fn clean_floors_staff_and_reserve_come_off_what_a_hotel_quotes() {
    let polls = "hotel,wing,room_type,rooms\nH1,1F,king,6\nH1,2F,king,8\nH1,2F,twin,6\nH2,,king,30\nH3,,king,9\n";
    let hotels = "hotel,clean_floors,staff_rooms,reserve_rooms\nH1,1F,3,\nH2,1F=10;2F=2,,4\nH3,,0,0\n";
    let policy = "[rules]\nstaff_rooms = 1\nreserve_rooms = 1\nreserve_share = 0.2\n";
    let files = [("availability.csv", polls), ("hotels.csv", hotels), ("roomblock.toml", policy)];
    let all = validation(&files);
    assert_eq!(codes(&all), Vec::<&str>::new());
    // 14 on the second floor, less 3 for staff and a fifth in reserve; 30 less 12, 1 and 4; 9.
    assert_eq!(all.supply.nights[0].rooms, (14 - 3 - 3) + (30 - 12 - 1 - 4) + 9);
    let instance = instance(all);
    let falls = roomblock::explain::waterfalls(&instance, None, 0);
    let usable: Vec<u64> = falls.iter().map(|(_, fall)| fall.usable).collect();
    assert_eq!(usable, [8, 13, 9]);
    assert_eq!((falls[0].1.quoted, falls[0].1.clean, falls[0].1.staff, falls[0].1.reserve), (20, 6, 3, 3));
}

/// The instance's coordinates, and how many conversions were logged.
#[test]
fn zero_coordinates_are_unknown_and_swapped_ones_are_put_right() {
    let polls = "hotel,rooms,lat,lon,datum\nH1,5,121.4737,31.2304,wgs84\nH2,5,0,0,\nH3,5,0.000,0.0,\nH4,5,31.2304,121.4737,wgs84\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("availability.csv"), polls).unwrap();
    fs::write(folder.path().join("groups.csv"), "group,guests\nG1,4\n").unwrap();
    let mut reading = read::read(&Files::in_folder(folder.path()).unwrap(), &Settings::default());
    let kinds: Vec<&str> = reading.log.iter().map(|conversion| conversion.kind.name()).collect();
    assert_eq!(kinds, ["swapped_coordinates", "swapped_coordinates", "zero_coordinates", "zero_coordinates"]);
    let instance = instance(validate::validate(&mut reading, &Settings::default()));
    let places: Vec<_> = instance.hotels.iter().map(|hotel| hotel.coordinates).collect();
    assert_eq!((places[0], places[1], places[2]), (places[3], None, None));
    assert!(places[0].is_some_and(roomblock::domain::Coordinates::is_in_china));
}

const SITES: &str = "site,lat,lon,datum\nS1,31.2200,121.4800,wgs84\n";
const HOTELS: &str = "hotel,lat,lon,datum\nH1,31.2304,121.4737,wgs84\nH2,31.3304,121.4737,wgs84\n";

/// Travel from the first site to both hotels: km and minutes as texts.
fn travel(matrix: &str) -> Vec<String> {
    let instance = instance(validation(&[
        ("groups.csv", "group,guests,site\nG1,4,S1\n"),
        ("availability.csv", "hotel,rooms\nH1,10\nH2,5\n"),
        ("hotels.csv", HOTELS),
        ("sites.csv", SITES),
        ("travel.json", matrix),
    ]));
    let ways = [0, 1].map(|hotel| instance.travel(0, hotel));
    let text = |way: &roomblock::domain::Travel| {
        format!("{:?} {:?}", way.km.map(|km| km.to_string()), way.minutes.map(|minutes| minutes.to_string()))
    };
    ways.iter().map(text).collect()
}

#[test]
fn a_matrix_finds_its_sites_and_hotels_by_name_or_by_place() {
    let named = r#"{"code":"Ok","from":["S1"],"to":["H2","H1"],"durations":[[1500,420]],"distances":[[14000,1900]]}"#;
    let expected = ["Some(\"1.9\") Some(\"7\")", "Some(\"14\") Some(\"25\")"];
    assert_eq!(travel(named), expected);
    let located = r#"{"code":"Ok","sources":[{"location":[121.4801,31.2203]}],
        "destinations":[{"location":[121.4738,31.3305]},{"location":[121.4736,31.2301]}],
        "durations":[[1500,420]],"distances":[[14000,1900]]}"#;
    assert_eq!(travel(located), expected);
    let valhalla = r#"{"units":"kilometers","sources":[[{"lon":121.48,"lat":31.22}]],
        "targets":[[{"lon":121.4737,"lat":31.2304},{"lon":121.4737,"lat":31.3304}]],
        "sources_to_targets":[[{"distance":1.9,"time":420},{"distance":14,"time":1500}]]}"#;
    assert_eq!(travel(valhalla), expected);
    let partly = r#"{"from":["S1"],"to":["H1","H2"],"durations":[[420,null]],"distances":[[1900,null]]}"#;
    assert_eq!(travel(partly)[0], expected[0]);
    assert!(travel(partly)[1].starts_with("Some(\"12.29"), "no way in the matrix: the straight line counts");
}

#[test]
fn ends_of_a_matrix_that_nobody_knows_are_refused() {
    let said = |matrix: &str| {
        codes(&validation(&[
            ("groups.csv", "group,guests,site\nG1,4,S1\n"),
            ("availability.csv", "hotel,rooms\nH1,10\nH2,5\n"),
            ("hotels.csv", HOTELS),
            ("sites.csv", SITES),
            ("travel.json", matrix),
        ]))
    };
    assert_eq!(said(r#"{"durations":[[1,2]]}"#), ["E310", "E310"]);
    assert_eq!(said(r#"{"from":["S1"],"to":["H1","H9"],"durations":[[1,2]]}"#), ["E303"]);
    assert_eq!(said(r#"{"from":["S9"],"to":["H1","H2"],"durations":[[1,2]]}"#), ["E304"]);
    let twice = r#"{"from":["S1"],"destinations":[{"location":[121.4737,31.2304]},{"location":[121.4738,31.2305]}],"durations":[[1,2]]}"#;
    assert_eq!(said(twice), ["E310"]);
    assert_eq!(said("[1,2]"), ["E309"]);
}

#[test]
fn a_datum_that_nobody_declared_is_marked_on_distances_in_china_alone() {
    let doubtful = |hotels: &str, policy: &str| {
        let instance = instance(validation(&[
            ("groups.csv", "group,guests,site\nG1,4,S1\n"),
            ("availability.csv", "hotel,rooms\nH1,10\n"),
            ("hotels.csv", hotels),
            ("sites.csv", "site,lat,lon,datum\nS1,31.2200,121.4800,wgs84\n"),
            ("roomblock.toml", policy),
        ]));
        instance.is_travel_doubtful(0, 0)
    };
    assert!(doubtful("hotel,lat,lon\nH1,31.2304,121.4737\n", ""));
    assert!(!doubtful("hotel,lat,lon\nH1,31.2304,121.4737\n", "[case]\ndatum = \"gcj02\"\n"));
    assert!(!doubtful("hotel,lat,lon,datum\nH1,31.2304,121.4737,bd09\n", ""));
    assert!(!doubtful("hotel,lat,lon\nH1,38.8977,-77.0365\n", ""));
}

/// Where a case is read, and where its clean tables are.
fn settled(files: &[(String, String)]) -> (Validation, Validation) {
    let (folder, clean) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let sheets: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let ended = std::process::Command::new(env!("CARGO_BIN_EXE_roomblock"))
        .arg("ingest")
        .args(&sheets)
        .args(["--force", "-o"])
        .arg(clean.path().join("tables"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(ended.stdout.starts_with(b"Rows") || ended.status.code().is_some());
    let validated = |folder: &std::path::Path| {
        let settings = Settings::default();
        validate::validate(&mut read::read(&Files::in_folder(folder).unwrap(), &settings), &settings)
    };
    (validated(folder.path()), validated(&clean.path().join("tables")))
}

/// A few rounds of polls, each a file: updates, snapshots and changes of two sources.
fn rounds() -> impl proptest::strategy::Strategy<Value = Vec<(String, String)>> {
    use proptest::prelude::*;
    let nights =
        proptest::sample::select(vec!["2022-04-03,2022-04-07", "2022-04-03,2022-04-05", "2022-04-05,2022-04-07", ","]);
    let row = (0..3_u32, 0..3_u32, 0..12_u32, nights, any::<bool>());
    let mode = proptest::sample::select(vec!["update", "update", "snapshot", "delta"]);
    let round = (mode, proptest::sample::select(vec!["a", "b"]), proptest::collection::vec(row, 1..5), any::<bool>());
    proptest::collection::vec(round, 1..6).prop_map(|rounds| {
        let mut files = Vec::new();
        for (number, (mode, source, rows, is_named)) in rounds.into_iter().enumerate() {
            let mut text = "hotel,rooms,from,to,polled_at,mode,source,batch\n".to_owned();
            let hour = 8 + number;
            let batch =
                if is_named && mode == "update" { format!("round {}", number.div_euclid(2)) } else { String::new() };
            for (at, (hotel, minute, rooms, nights, is_less)) in rows.into_iter().enumerate() {
                let count = match (mode, is_less, at) {
                    ("delta", true, _) => format!("-{rooms}"),
                    ("update" | "snapshot", _, 3) => String::new(),
                    _ => rooms.to_string(),
                };
                let time = format!("2022-04-03T{hour:02}:{minute}0");
                text.extend([format!("H{hotel},{count},{nights},{time},{mode},{source},{batch}\n")]);
            }
            files.push((format!("availability-{number}.csv"), text));
        }
        files.push(("groups.csv".to_owned(), "group,guests,arrive,depart\nG1,4,2022-04-03,2022-04-07\n".to_owned()));
        files
    })
}

/// Clean tables mean what the sheets meant: the same rooms each night, and the same hotels to ring again.
#[test]
fn clean_tables_of_many_rounds_mean_the_same() {
    use proptest::prelude::*;
    proptest!(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }, |(files in rounds())| {
        let (sheets, clean) = settled(&files);
        prop_assert_eq!(sheets.instance.is_some(), clean.instance.is_some());
        if let (Some(of_sheets), Some(of_clean)) = (&sheets.instance, &clean.instance) {
            prop_assert_eq!(&of_sheets.hotels, &of_clean.hotels);
            let stale = |all: &Validation| -> Vec<(String, u32)> {
                all.supply.stale.iter().map(|one| (one.hotel.clone(), one.missed)).collect()
            };
            prop_assert_eq!(stale(&sheets), stale(&clean));
            prop_assert_eq!((&sheets.supply.nights, &sheets.supply.unknown), (&clean.supply.nights, &clean.supply.unknown));
        }
    });
}

/// A pair of hotels is one once a person says so, and is never asked about again once a person says that it is not.
#[test]
fn look_alikes_are_proposed_and_merged_only_where_a_person_says_so() {
    let polls = "hotel,rooms,polled_at,phone\nGrand Hotel (north),5,2022-04-03T08:00,1\nGrand Hotel (old),9,2022-04-03T09:00,\n\
                 Grand Hotel (south),4,2022-04-03T08:00,\n";
    let rooms_of = |look_alikes: &str| {
        let all = validation(&[("availability.csv", polls), ("look_alikes.csv", look_alikes)]);
        let said = codes(&all);
        let pairs: Vec<(String, String)> = all.look_alikes.iter().map(|one| (one.a.clone(), one.b.clone())).collect();
        let instance = instance(all);
        let rooms: Vec<u32> = instance.hotels.iter().map(|hotel| hotel.pools[0].offers[0].rooms).collect();
        (said, pairs.len(), rooms)
    };
    assert_eq!(rooms_of("a,b,verdict\n"), (vec!["W318"], 2, vec![5, 9, 4]));
    let same = "a,b,verdict\nGrand Hotel (north),Grand Hotel (old),same\nGrand Hotel (north),Grand Hotel (south),\n";
    assert_eq!(rooms_of(same), (vec!["W318"], 1, vec![9, 4]));
    let settled =
        "a,b,verdict\nGrand Hotel (north),Grand Hotel (old),same\nGrand Hotel (north),Grand Hotel (south),different\n";
    assert_eq!(rooms_of(settled), (vec![], 0, vec![9, 4]));
    let others = "a,b,verdict\nGrand Hotel (old),Grand Hotel (north),different\nGrand Hotel (south),Grand Hotel (north),different\n";
    assert_eq!(rooms_of(others), (vec!["W318"], 1, vec![5, 9, 4]));
}

/// The datum of a file is that of its rows, and one of another file is no concern of theirs.
#[test]
fn the_policy_says_the_datum_of_each_file() {
    let files = |policy: &'static str| {
        [
            ("availability-a.csv", "hotel,rooms,lat,lon\nH1,5,31.2304,121.4737\nH2,5,31.3304,121.4737\n"),
            ("availability-b.csv", "hotel,rooms,lat,lon,datum\nH3,5,31.2304,121.4737,\nH4,5,31.2304,121.4737,wgs84\n"),
            ("roomblock.toml", policy),
        ]
    };
    let plain = instance(validation(&files("")));
    assert!(plain.hotels[0].datum_unknown && plain.hotels[2].coordinates == plain.hotels[0].coordinates);
    let told = instance(validation(&files(
        "[datum]\n\"availability-a.csv\" = \"gcj02\"\n\"availability-b.csv\" = \"bd09\"\n",
    )));
    let places: Vec<_> = told.hotels.iter().map(|hotel| hotel.coordinates.unwrap()).collect();
    assert!(told.hotels.iter().all(|hotel| !hotel.datum_unknown));
    assert_eq!(places[3], plain.hotels[0].coordinates.unwrap());
    let apart = |a: usize, b: usize| places[a].km_to(places[b]).units();
    assert!((0.4..0.6).contains(&apart(0, 3)) && (1.0..1.3).contains(&apart(2, 3)), "{places:?}");
    assert_eq!(codes(&validation(&files("[datum]\n\"hotels.csv\" = \"gcj02\"\n"))), ["W103"]);
    assert_eq!(codes(&validation(&files("[datum]\n\"availability-a.csv\" = \"mars\"\n"))), ["E114"]);
}

/// Rooms of all types of a hotel on the first night, with their types.
fn types(polls: &str) -> (Vec<&'static str>, Vec<(String, u32)>) {
    let all = validation(&[("availability.csv", polls)]);
    let said = codes(&all);
    let of_hotel = instance(all).hotels.remove(0).pools;
    (said, of_hotel.into_iter().map(|pool| (pool.room_type, pool.offers[0].rooms)).collect())
}

#[test]
fn types_of_a_hotel_are_cut_to_the_rooms_that_there_are() {
    let pool = |room_type: &str, rooms: u32| (room_type.to_owned(), rooms);
    let over = "hotel,room_type,rooms,rooms_total\nH,king,80,100\nH,twin,60,100\n";
    assert_eq!(types(over), (vec!["W312"], vec![pool("any", 40), pool("king", 40), pool("twin", 20)]));
    let with_any = "hotel,room_type,rooms,rooms_total\nH,king,80,100\nH,any,30,100\n";
    assert_eq!(types(with_any), (vec!["W312"], vec![pool("any", 30), pool("king", 70)]));
    let within = "hotel,room_type,rooms,rooms_total\nH,king,40,100\nH,twin,60,100\n";
    assert_eq!(types(within), (vec![], vec![pool("king", 40), pool("twin", 60)]));
    let by_type = "hotel,room_type,rooms,rooms_total\nH,king,40,40\nH,twin,60,60\n";
    assert_eq!(types(by_type), (vec![], vec![pool("king", 40), pool("twin", 60)]));
}

#[test]
fn the_newest_word_on_the_status_of_a_hotel_counts_until_it_quotes_rooms() {
    use roomblock::domain::HotelStatus::{Closed, Frozen, Open};
    let polls = "hotel,rooms,polled_at\nH1,9,2022-04-03T08:00\nH1,停业,2022-04-03T09:00\nH2,停业,2022-04-03T08:00\n\
                 H2,9,2022-04-03T09:00\nH3,已征用,2022-04-03T08:00\nH3,9,2022-04-03T09:00\nH4,停业,2022-04-03T08:00\nH5,满房,\n";
    let hotels = "hotel,status\nH4,open\n";
    let all = validation(&[("availability.csv", polls), ("hotels.csv", hotels)]);
    assert_eq!(codes(&all), ["W305"]);
    assert!(all.assumed.iter().any(|one| one.said == "1 hotel closed before and quoting rooms since: open again"));
    let statuses: Vec<_> = instance(all).hotels.iter().map(|hotel| hotel.status).collect();
    assert_eq!(statuses, [Closed, Open, Frozen, Open, Open]);
}

/// R38. Quotes from before the day on which a hotel took its block back say nothing any more, but of rooms that are ours.
#[test]
fn what_was_quoted_before_a_block_lapsed_is_unknown_but_for_rooms_that_are_ours() {
    let polls = "hotel,rooms,from,to,polled_at\nH1,30,2022-04-03,2022-04-09,2022-04-01T10:00\n\
                 H2,20,2022-04-03,2022-04-09,2022-04-05T09:00\nH3,10,2022-04-03,2022-04-09,\nH4,7,2022-04-03,2022-04-09,2022-04-01T10:00\n";
    let hotels = "hotel,block_rooms,block_rate,block_until\nH1,25,80,2022-04-05\nH2,15,80,2022-04-05\nH3,5,80,2022-04-05\nH4,,,2022-04-05\n";
    let groups = "group,guests,arrive,depart\nG1,4,2022-04-06,2022-04-08\n";
    let said = |as_of: &str, rules: &str, previous: &str| {
        let policy = format!("[case]\nas_of = '{as_of}'\n{rules}");
        let mut files = vec![
            ("availability.csv", polls),
            ("hotels.csv", hotels),
            ("groups.csv", groups),
            ("roomblock.toml", &policy),
        ];
        files.extend((!previous.is_empty()).then_some(("previous.csv", previous)));
        let validation = validation(&files);
        let n_old = codes(&validation).iter().filter(|&&code| code == "W313").count();
        (rooms_of(&instance(validation)), n_old)
    };
    let all = vec![Some(30), Some(20), Some(10), Some(7)];
    assert_eq!(said("2022-04-04T23:00", "", ""), (all.clone(), 0), "the blocks are still ours");
    assert_eq!(said("2022-04-05T00:00", "", ""), (vec![None, Some(20), None, Some(7)], 2), "H2 was asked again");
    let off = "[strength]\nR38 = 'off'\n";
    assert_eq!(said("2022-04-05T00:00", off, ""), (all.clone(), 0));
    assert_eq!(said("2022-04-05T00:00", "[rules]\nold_quotes_stand = true\n", ""), (all, 0));
    let waived = "[[waiver]]\nrule = 'R38'\nhotel = 'H1'\nby = 'Lin'\nat = '2022-04-05T08:00'\nreason = 'prolonged'\n";
    assert_eq!(said("2022-04-05T00:00", waived, ""), (vec![Some(30), Some(20), None, Some(7)], 1));
    let previous = "group,hotel,wing,room_type,sex,rooms,guests,arrive,depart\nG1,H1,,any,,4,4,2022-04-06,2022-04-08\n";
    let ours = said("2022-04-05T00:00", "", previous);
    assert_eq!(ours, (vec![Some(4), Some(20), None, Some(7)], 2), "rooms that were taken up in time");
}
