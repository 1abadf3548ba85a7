//! Reading and validating together, on case folders written for each test.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use roomblock::diagnostic::{self, Code};
use roomblock::domain::{
    Budget, HotelStatus, Instance, Money, PinRelation, Rule, SeparateFrom, Sharing, Split, Stay, Strength, Weight,
};
use roomblock::read::{self, Files, Settings};
use roomblock::validate::{self, Validation};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use tempfile::TempDir;

const ROOMS: &str = "hotel,rooms\nH1,10\nH2,5\n";
const GROUPS: &str = "group,guests\nG1,4\nG2,3\n";

/// Writes a case of two hotels and two groups, in which some files are others.
fn case(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("availability.csv", ROOMS), ("groups.csv", GROUPS)].iter().chain(files) {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn validation(folder: &Path, settings: &Settings) -> Validation {
    let mut reading = read::read(&Files::in_folder(folder).unwrap(), settings);
    validate::validate(&mut reading, settings)
}

fn instance_with(files: &[(&str, &str)], settings: &Settings) -> Instance {
    let validation = validation(case(files).path(), settings);
    validation.instance.unwrap_or_else(|| panic!("{}", diagnostic::render(&validation.diagnostics, false)))
}

fn instance(files: &[(&str, &str)]) -> Instance {
    instance_with(files, &Settings::default())
}

fn codes(files: &[(&str, &str)]) -> Vec<&'static str> {
    let validation = validation(case(files).path(), &Settings::default());
    validation.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect()
}

#[test]
fn two_loose_tables_are_a_case() {
    let instance = instance(&[]);
    assert_eq!((instance.calendar.first, instance.calendar.n_nights), (None, 1));
    assert_eq!(instance.hotels[0].pools[0].offers[0].rooms, 10);
    let group = &instance.groups[0];
    assert_eq!((group.id.as_str(), group.guests, group.priority, group.sharing), ("G1", 4, 1, Sharing::Single));
    assert_eq!(group.split, Split::Hotels { hotels_max: None, chunk_min: 1 });
    assert_eq!(instance.classes.len(), 1);
}

#[test]
fn the_form_of_a_text_file_does_not_matter() {
    let plain = instance(&[]);
    let forms = [
        "\u{feff}hotel,rooms\r\nH1,10\r\nH2,5\r\n",
        "rooms;hotel\n10;H1\n5;H2",
        "\n\nRooms\thotel \n10\tH1\n\n5\t H2\n",
        "\"rooms\",\"酒店名称\"\r10,\"H1\"\r5,H2\r",
    ];
    for form in forms {
        let mut other = instance(&[("availability.csv", form)]);
        for hotel in &mut other.hotels {
            hotel.name = hotel.id.to_string();
        }
        assert_eq!(other.hotels, plain.hotels, "{form:?}");
    }
}

#[test]
fn a_workbook_says_the_same_as_text() {
    let folder = case(&[]);
    fs::remove_file(folder.path().join("groups.csv")).unwrap();
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("封面").unwrap().write(0, 0, "医疗队抵沪安排").unwrap();
    let sheet = workbook.add_worksheet();
    for (column, heading) in ["医疗队", "人数", "抵达时间", "离店日期"].iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), *heading).unwrap();
    }
    let dates = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write(1, 0, "山东").unwrap();
    sheet.write(1, 1, 60).unwrap();
    let arrival = ExcelDateTime::parse_from_str("2022-04-04T02:30:00").unwrap();
    sheet.write_datetime_with_format(1, 2, &arrival, &dates).unwrap();
    sheet.write(1, 3, "2022-04-06").unwrap();
    workbook.save(folder.path().join("manifest.xlsx")).unwrap();
    let instance = validation(folder.path(), &Settings::default()).instance.unwrap();
    let group = &instance.groups[0];
    assert_eq!((group.id.as_str(), group.guests), ("山东", 60));
    assert_eq!(instance.calendar.text(0), "2022-04-03");
    assert_eq!(group.stay, Stay { arrive: 0, depart: 3 });
    assert_eq!(group.arrival.unwrap().to_string(), "2022-04-04 02:30:00");
}

#[test]
fn an_arrival_before_the_day_cut_uses_the_night_before() {
    let groups = "group,guests,arrive,depart\nG1,1,2026-03-14T05:59,2026-03-16\nG2,1,2026-03-14T06:00,2026-03-16\n\
                  G3,1,2026-03-14,2026-03-15\n";
    let instance = instance(&[("groups.csv", groups)]);
    let stays: Vec<(u32, u32)> = instance.groups.iter().map(|group| (group.stay.arrive, group.stay.depart)).collect();
    assert_eq!((instance.calendar.text(0).as_str(), stays), ("2026-03-13", vec![(0, 3), (1, 3), (1, 2)]));
    let early = instance_of_cut(groups);
    assert_eq!(early.calendar.text(0), "2026-03-14");
}

fn instance_of_cut(groups: &str) -> Instance {
    instance(&[("groups.csv", groups), ("roomblock.toml", "[case]\nday_cut = \"05:00\"\n")])
}

#[test]
fn stays_without_dates_get_the_defaults_and_the_calendar_holds_the_turnover() {
    let files = [
        ("groups.csv", "group,guests,class,arrive,nights\nG1,1,,2026-03-14,\nG2,1,medic,2026-03-15,\nG3,1,,,2\n"),
        ("roomblock.toml", "[class.medic]\nnights = 14\nturnover_nights = 1\n"),
    ];
    let case = instance(&files);
    let stays: Vec<(u32, u32)> = case.groups.iter().map(|group| (group.stay.arrive, group.stay.depart)).collect();
    assert_eq!(stays, [(0, 1), (1, 15), (0, 2)]);
    assert_eq!(case.calendar.n_nights, 16);
    let assumed: Vec<bool> = case.groups.iter().map(|group| group.departs_open).collect();
    assert_eq!(assumed, [true, true, false]);
    let as_of = chrono::NaiveDate::from_ymd_opt(2026, 3, 13).unwrap().and_hms_opt(18, 0, 0);
    let seen = instance_with(&files, &Settings { as_of, ..Settings::default() });
    assert_eq!(seen.groups[2].stay, Stay { arrive: 0, depart: 2 });
    assert_eq!(seen.calendar.text(0), "2026-03-13");
}

#[test]
fn values_are_looked_up_in_the_group_then_the_class_then_the_rules() {
    let instance = instance(&[
        (
            "groups.csv",
            "group,guests,class,sharing,hotels_max,requires,priority\nG1,9,medic,party,,lift,\nG2,9,medic,,5,,2\nG3,9,,,,,\n",
        ),
        ("hotels.csv", "hotel,tags\nH1,approved;lift;bath\n"),
        (
            "roomblock.toml",
            "[class.medic]\nsharing = \"same_sex\"\nhotels_max = 2\nrequires = [\"approved\"]\nseparate_from = \"*\"\n\
             [rules]\nsharing = \"bed\"\nhotels_max = 3\nchunk_min = 20\nrequires = [\"bath\"]\nrate_max = 99.5\n",
        ),
    ]);
    let sharing: Vec<Sharing> = instance.groups.iter().map(|group| group.sharing).collect();
    assert_eq!(sharing, [Sharing::Party, Sharing::SameSex, Sharing::Bed]);
    let most = [2, 5, 3].map(|most| Split::Hotels { hotels_max: Some(most), chunk_min: 9 });
    assert_eq!(instance.groups.iter().map(|group| group.split).collect::<Vec<_>>(), most);
    assert_eq!(instance.groups.iter().map(|group| group.priority).collect::<Vec<_>>(), [3, 2, 3]);
    assert_eq!(instance.groups[0].rate_max, Some(Money(9950)));
    let [none, medic] = instance.classes.as_slice() else { panic!("two classes") };
    assert_eq!((none.name.as_str(), medic.name.as_str()), ("", "medic"));
    assert_eq!(none.requires.iter().collect::<Vec<_>>(), ["bath"]);
    assert_eq!(medic.requires.iter().collect::<Vec<_>>(), ["approved", "bath"]);
    assert_eq!(medic.separate_from, SeparateFrom::Everybody);
    assert_eq!(instance.groups[0].requires.iter().collect::<Vec<_>>(), ["lift"]);
}

#[test]
fn budgets_stand_beside_one_another_and_a_class_takes_its_strength_from_the_rules() {
    let instance = instance(&[
        ("groups.csv", "group,guests,class\nG1,9,medic\nG2,9,guest\nG3,9,\n"),
        ("availability.csv", "hotel,rooms,rate\nH1,10,80\n"),
        (
            "roomblock.toml",
            "[class.medic]\nbudget = 250.5\n[class.guest]\nbudget = 7\nbudget_strength = \"hard\"\n\
             [rules]\nbudget = 1000\nbudget_strength = \"soft\"\nbudget_weight = 0.5\n",
        ),
    ]);
    let soft = Strength::Soft(Weight(500_000_000));
    let budget = |class, most, strength| Budget { class, most: Money(most), strength };
    let expected = [budget(None, 100_000, soft), budget(Some(1), 700, Strength::Hard), budget(Some(2), 25_050, soft)];
    assert_eq!(instance.rules.budgets, expected);
}

#[test]
fn meals_come_from_the_hotel_then_the_rules_and_an_empty_cell_is_no_zero() {
    let hotels = |rules: &'static str| {
        let availability = ("availability.csv", "hotel,rooms,供餐能力\nH1,10,6\nH2,5,0\nH3,4,\n");
        instance(&[availability, ("roomblock.toml", rules)])
    };
    let meals = |instance: &Instance| instance.hotels.iter().map(|hotel| hotel.meals_max).collect::<Vec<_>>();
    let bare = hotels("");
    assert_eq!(meals(&bare), [Some(6), Some(0), None]);
    assert_eq!((bare.strength(Rule::R42), bare.rules.sittings), (Strength::Hard, 1));
    let told = hotels("[rules]\nmeals_max = 30\nsittings = 2\n[strength]\nmeals = 1\n");
    assert_eq!(meals(&told), [Some(6), Some(0), Some(30)]);
    assert_eq!((told.strength(Rule::R42), told.rules.sittings), (Strength::Soft(Weight::ONE), 2));
}

#[test]
fn better_rooms_are_those_that_hold_more_wherever_they_are_quoted() {
    let upgrades = |policy: &'static str, cell: &'static str| {
        let groups = format!("group,guests,room_types,may_upgrade\nG,2,king,{cell}\n");
        let rooms =
            "hotel,room_type,rooms,guests_max\nH1,king,5,1\nH1,twin,5,2\nH2,suite,3,2\nH3,suite,3,1\nH3,dorm,2,6\n";
        let files = [("groups.csv", groups.as_str()), ("availability.csv", rooms), ("roomblock.toml", policy)];
        let group = instance(&files).groups[0].clone();
        assert_eq!(group.room_types, Some(["king".to_owned()].into()), "what it asked for stays");
        group.asks.upgrades.into_iter().collect::<Vec<_>>()
    };
    let better = ["dorm", "twin"];
    assert_eq!(upgrades("", "yes"), better, "a suite is somewhere for one");
    assert_eq!(upgrades("[rules]\nmay_upgrade = true\n", ""), better);
    assert!(upgrades("[rules]\nmay_upgrade = true\n", "no").is_empty() && upgrades("", "").is_empty());
}

#[test]
fn small_groups_stay_whole_and_coaches_stop_so_often() {
    let splits = |policy: &'static str| -> Vec<Split> {
        let groups = "group,guests,split,port,hotels_max\nA,30,,,\nB,30,free,,\nC,100,,P,\nD,100,,P,2\nE,100,,,\n";
        let case = instance(&[("groups.csv", groups), ("roomblock.toml", policy)]);
        case.groups.iter().map(|group| group.split).collect()
    };
    let limited = |hotels_max| Split::Hotels { hotels_max, chunk_min: 1 };
    let told = splits("[rules]\nwhole_up_to = 30\nstops_max = 2\n");
    assert_eq!(told, [Split::Never, Split::Free, limited(Some(6)), limited(Some(2)), limited(None)]);
    assert_eq!(splits("[rules]\nstops_max = 1\nvehicle_seats = 100\nvehicle_load = 1\n")[2], limited(Some(1)));
}

#[test]
fn districts_may_be_closed_and_staff_counted_by_rooms() {
    let files = [
        ("hotels.csv", "hotel,district,status,staff_rooms\nH1,East,open,\nH2,West,frozen,\nH3,,,3\n"),
        ("availability.csv", "hotel,rooms,room_type\nH1,40,twin\nH1,10,king\nH2,9,\nH3,9,\n"),
        ("roomblock.toml", "[rules]\nclosed_districts = ['East']\nstaff_per_100_rooms = 11\n"),
    ];
    let case = instance(&files);
    let statuses: Vec<HotelStatus> = case.hotels.iter().map(|hotel| hotel.status).collect();
    assert_eq!(statuses, [HotelStatus::Closed, HotelStatus::Frozen, HotelStatus::Open]);
    let staff: Vec<u32> = case.hotels.iter().map(|hotel| hotel.staff_rooms).collect();
    assert_eq!(staff, [3, 1, 3], "six people of fifty rooms, one of nine, and what the hotel says");
}

#[test]
fn limits_that_mean_nothing_are_refused() {
    let said = |policy: &'static str| codes(&[("roomblock.toml", policy)]);
    assert_eq!(said("[rules]\nbudget = -1\n"), ["E114"]);
    assert_eq!(said("[rules]\nbudget = \"much\"\n"), ["E114"]);
    assert_eq!(said("[rules]\nbudget_strength = \"firm\"\n"), ["E114"]);
    assert_eq!(said("[rules]\nsittings = 0\n"), ["E114"]);
    assert_eq!(said("[class.a]\nmeals_max = 3\n"), ["W302", "E112"]);
    assert_eq!(said("[strength]\nmeals = \"maybe\"\n"), ["E114"]);
    assert_eq!(said("[rules]\nbudget = 10\nbudget_weight = 2\n"), ["E214", "W310"]);
    assert_eq!(said("[rules]\nbudget = 10\n"), ["W310"]);
    let cells = |meals: &'static str| codes(&[("hotels.csv", meals)]);
    assert_eq!(cells("hotel,meals_max\nH1,many\n"), ["E202"]);
    assert_eq!(cells("hotel,meals_max\nH1,-2\n"), ["E203"]);
    assert_eq!(cells("hotel,meals_max\nH1,2.5\n"), ["E206"]);
}

#[test]
fn what_availability_says_of_a_hotel_fills_it() {
    let instance = instance(&[
        ("availability.csv", "hotel,rooms,district,tags,lat,lon\nH1,10,Xuhui,lift,31.2,121.4\nH2,5,,,,\n"),
        ("hotels.csv", "hotel,tags,opening_cost\nH1,bath,20\n"),
    ]);
    let hotel = &instance.hotels[0];
    assert_eq!((hotel.district.as_str(), hotel.opening_cost), ("Xuhui", Money(2000)));
    assert_eq!(hotel.tags.iter().collect::<Vec<_>>(), ["bath"]);
    assert!(hotel.coordinates.is_some() && instance.hotels[1].coordinates.is_none());
}

#[test]
fn an_empty_count_is_unknown_and_a_zero_is_not() {
    let folder = case(&[("availability.csv", "hotel,room_type,rooms\nH1,twin,\nH2,twin,0\nH3,single,4\n")]);
    let validation = validation(folder.path(), &Settings::default());
    let instance = validation.instance.unwrap();
    assert_eq!(instance.hotels.iter().map(|hotel| hotel.pools[0].offers.len()).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!(validation.supply.unknown[0].hotel, "H1");
    let night = &validation.supply.nights[0];
    assert_eq!((night.rooms, night.unknown_pools, night.guests, night.rooms_least), (4, 1, 7, 7));
}

#[test]
fn every_row_is_accounted_for() {
    let folder = case(&[
        (
            "availability.csv",
            "hotel,rooms,polled_at\nH1,10,2026-03-14T08:00\nH1,8,2026-03-14T12:00\nH1,8,2026-03-14T12:00\nH2,-1,\n",
        ),
        ("groups.csv", "group,guests,status\nG1,4,\nG2,3,cancelled\n"),
        ("pins.csv", "group,hotel,relation\nG2,H1,must\nG1,H2,must\n"),
    ]);
    let validation = validation(folder.path(), &Settings::default());
    let counts: Vec<[usize; 5]> = validation
        .counts
        .iter()
        .map(|count| [count.rows, count.used, count.superseded, count.dropped, count.rejected])
        .collect();
    assert_eq!(counts, [[4, 1, 1, 1, 1], [2, 1, 0, 1, 0], [2, 1, 0, 1, 0]]);
    let said: Vec<Code> = validation.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(said, [Code::Negative], "the hotel of a rejected row is known all the same");
}

#[test]
fn a_sheet_as_people_keep_it_says_the_same_as_a_clean_table() {
    let sheet = "附件2,,,,,\n各区隔离酒店房间统计表,,,,,\n行政区,酒店名称,房型,,,备注\n,,大床房,双床房,三人间,\n文本,文本,整数,整数,整数,文本\n\
                 浦东,甲,3,4,,\n浦东小计,,3,4,,\n徐汇,乙,1,0,2,靠近医院\n行政区,酒店名称,房型,,,备注\n徐汇,丙,,6,,\n合计,,4,10,2,\n共3家,,,,,\n";
    let clean = "district,hotel,room_type,rooms\n浦东,甲,king,3\n浦东,甲,twin,4\n浦东,甲,triple,\n徐汇,乙,king,1\n徐汇,乙,twin,0\n\
                 徐汇,乙,triple,2\n徐汇,丙,king,\n徐汇,丙,twin,6\n徐汇,丙,triple,\n";
    let folder = case(&[("availability.csv", sheet)]);
    let read = validation(folder.path(), &Settings::default());
    let wide = read.instance.unwrap_or_else(|| panic!("{}", diagnostic::render(&read.diagnostics, false)));
    assert_eq!(wide.hotels, instance(&[("availability.csv", clean)]).hotels);
    let count = &read.counts[0];
    assert_eq!((count.rows, count.used, count.superseded, count.dropped, count.rejected), (8, 3, 0, 5, 0));
}

#[test]
fn a_text_says_the_same_in_every_encoding() {
    let text = "酒店名称,可用房间数\r\n如家酒店,3\r\n𠮷野大酒店,4\r\n";
    let plain = instance(&[("availability.csv", text)]);
    let folder = case(&[]);
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let gb18030 = b"\xbe\xc6\xb5\xea\xc3\xfb\xb3\xc6,\xbf\xc9\xd3\xc3\xb7\xbf\xbc\xe4\xca\xfd\r\n\xc8\xe7\xbc\xd2\xbe\xc6\xb5\xea,3\r\n\
                    \x95\x34\xb2\x35\xd2\xb0\xb4\xf3\xbe\xc6\xb5\xea,4\r\n";
    for bytes in [gb18030.to_vec(), utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        fs::write(folder.path().join("availability.csv"), bytes).unwrap();
        let read = validation(folder.path(), &Settings::default());
        assert_eq!(read.instance.unwrap().hotels, plain.hotels);
        assert!(read.assumed[0].said.contains("its headings are known in no other encoding"), "{:?}", read.assumed);
    }
}

#[test]
fn every_sheet_with_the_headings_is_read_and_merged_cells_are_filled() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("说明").unwrap().write(0, 0, "附件").unwrap();
    for (name, first) in [("浦东", 1), ("徐汇", 3)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        let centred = Format::new();
        sheet.merge_range(0, 0, 0, 3, "隔离酒店房间统计表", &centred).unwrap();
        for (column, heading) in ["区县", "酒店名称", "可用房间数", "备注"].iter().enumerate() {
            sheet.write(1, u16::try_from(column).unwrap(), *heading).unwrap();
        }
        sheet.merge_range(2, 0, 3, 0, name, &centred).unwrap();
        for row in 0..2_u32 {
            sheet.write(2 + row, 1, format!("H{}", first + row)).unwrap();
            sheet.write(2 + row, 2, first + row).unwrap();
        }
        sheet.write(4, 1, "合计").unwrap();
        sheet.write(4, 2, first * 2 + 1).unwrap();
    }
    workbook
        .add_worksheet()
        .set_name("旧")
        .unwrap()
        .set_hidden(true)
        .write_row(0, 0, ["酒店名称", "可用房间数"])
        .unwrap();
    let folder = case(&[]);
    fs::remove_file(folder.path().join("availability.csv")).unwrap();
    workbook.save(folder.path().join("availability.xlsx")).unwrap();
    let read = validation(folder.path(), &Settings::default());
    let instance = read.instance.unwrap_or_else(|| panic!("{}", diagnostic::render(&read.diagnostics, false)));
    let seen: Vec<_> =
        instance.hotels.iter().map(|hotel| (hotel.district.as_str(), hotel.pools[0].offers[0].rooms)).collect();
    assert_eq!(seen, [("浦东", 1), ("浦东", 2), ("徐汇", 3), ("徐汇", 4)]);
    assert_eq!(
        read.counts.iter().map(|count| (count.rows, count.dropped)).collect::<Vec<_>>(),
        [(3, 1), (3, 1), (2, 0)]
    );
    assert_eq!(read.diagnostics.iter().map(|said| said.code).collect::<Vec<_>>(), [Code::SheetNotRead]);
}

#[test]
fn districts_are_filled_down_in_text_but_not_in_a_clean_table() {
    let districts = |text: &'static str| {
        let instance = instance(&[("availability.csv", text)]);
        instance.hotels.iter().map(|hotel| hotel.district.clone()).collect::<Vec<_>>()
    };
    assert_eq!(districts("区县,酒店,空房\n浦东,A,1\n,B,2\n徐汇,C,3\n"), ["浦东", "浦东", "徐汇"]);
    assert_eq!(districts("区县,酒店,空房\n浦东,A,1\n浦东,B,2\n,C,3\n"), ["浦东", "浦东", ""]);
    assert_eq!(districts("district,hotel,rooms\n浦东,A,1\n,B,2\n"), ["浦东", ""]);
}

#[test]
fn a_row_of_several_pools_counts_once() {
    let rooms = "hotel,king,twin,polled_at\nH1,1,2,2026-03-14T08:00\nH1,3,4,2026-03-14T12:00\nH1,3,4,2026-03-14T12:00\n\
                 H2,5,6,2026-03-14T08:00\n";
    let folder = case(&[("availability.csv", rooms)]);
    let count = &validation(folder.path(), &Settings::default()).counts[0];
    assert_eq!((count.rows, count.used, count.superseded, count.dropped, count.rejected), (4, 2, 1, 1, 0));
    let partly = "hotel,rooms,room_type,king,polled_at\n";
    assert_eq!(codes(&[("availability.csv", &format!("{partly}H1,3,twin,2,\n"))]), ["W101"]);
}

#[test]
fn pins_and_pairs_keep_their_lines() {
    let instance =
        instance(&[("pins.csv", "group,hotel,relation,guests\nG1,H1,must,\nG2,H1,must,2\nG1,H2,must_not,\n")]);
    let lines: Vec<Option<u32>> = instance.pins.iter().map(|pin| pin.place.line).collect();
    assert_eq!(lines, [Some(2), Some(3), Some(4)]);
    assert_eq!(instance.pins[1].relation, PinRelation::Must(Some(2)));
}

#[test]
fn contradicting_dates_of_an_early_arrival_are_none() {
    let groups = "group,guests,arrive,depart\nG1,1,2026-03-14T02:00,2026-03-14\n";
    assert_eq!(instance(&[("groups.csv", groups)]).groups[0].stay, Stay { arrive: 0, depart: 1 });
    assert_eq!(codes(&[("groups.csv", &groups.replace("T02", "T08"))]), ["E204"]);
}

#[test]
fn sites_need_no_table() {
    let groups = ("groups.csv", "group,guests,site,km_max\nG1,4,Ruijin,8\n");
    let travel = ("travel.csv", "from,to,km,minutes\nRuijin,H1,5,\nRuijin,H2,,30\n");
    let instance = instance(&[groups, travel]);
    assert_eq!(instance.travel(0, 0).km.unwrap().to_string(), "5");
    assert_eq!(instance.travel(0, 0).minutes.unwrap().to_string(), "12");
    assert_eq!((instance.travel(0, 1).km, instance.travel(0, 1).minutes.unwrap().to_string()), (None, "30".to_owned()));
    assert_eq!(codes(&[groups, travel, ("sites.csv", "site\nRuijin\n")]), [""; 0]);
    assert_eq!(codes(&[groups, travel, ("sites.csv", "site\nHuashan\n")]), ["E304", "E304", "E304"]);
}

#[test]
fn the_policy_settles_headings() {
    let rooms = ("availability.csv", "hotel,rooms,available,mystery\nH1,10,7,\n");
    assert_eq!(codes(&[rooms]), ["E106", "W101"]);
    let policy = ("roomblock.toml", "[columns.availability]\nmystery = \"\"\nrooms = \"\"\n");
    let instance = instance(&[rooms, policy]);
    assert_eq!(instance.hotels[0].pools[0].offers[0].rooms, 7);
}

#[test]
fn a_file_that_is_not_there_is_said_by_its_name() {
    let files = Files { groups: Some("no such folder/teams.csv".into()), ..Files::default() };
    let reading = read::read(&files, &Settings::default());
    let text = diagnostic::render(&reading.diagnostics, false);
    assert!(
        text.starts_with("error[E101] no such folder/teams.csv: the file cannot be read: there is none of this name\n")
    );
}

#[test]
fn a_plan_edited_by_hand_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("allocation.csv");
    fs::write(
        &path,
        "hotel,group,guests,rooms,sex,arrive,depart,km\nH2,G1,3,2,men,2026-03-14,2026-03-16,1.5\nH1,G1,1,1,,,,\n",
    )
    .unwrap();
    let (allocation, diagnostics) = read::allocation(&path);
    assert_eq!(diagnostics, []);
    let [first, second] = allocation.rows.as_slice() else { panic!("two rows") };
    assert_eq!((first.hotel.as_str(), first.room_type.as_str(), first.dates), ("H1", "any", None));
    assert_eq!((second.rooms, second.guests, second.dates.is_some()), (2, 3, true));
    fs::write(&path, "hotel,group,guests,rooms,arrive\nH2,G1,-3,2,2026-03-14\n").unwrap();
    let codes: Vec<Code> = read::allocation(&path).1.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::Negative, Code::CellEmpty]);
}

/// The public instances convert without a word but of counts that nobody knows; they stay where they are, for their licences differ.
#[test]
fn public_instances_are_read_without_errors() {
    let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/bench");
    if !bench.exists() {
        say("skipped: ../shared/bench is not there");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let cases = [
        ("mess", "mess/toy.dzn"),
        ("mess", "mess/wlp01.dzn"),
        ("pas", "pas/testdata01.txt"),
        ("sscflp", "sscflp/holmberg/p1"),
        ("cflp", "sscflp/holmberg/p1"),
        ("dc", "dc/hotel-locations.geojson"),
    ];
    for (kind, file) in cases {
        let out = folder.path().join(kind).join(file);
        let source = bench.join("instances").join(file);
        let convert = Command::new("python3").arg(bench.join("convert.py")).arg(kind).args([&source, &out]).status();
        assert!(convert.unwrap().success(), "{file}");
        let validation = validation(&out, &Settings::default());
        // What was not asked for is said, and so are two hotels of Washington that differ in what stands in brackets.
        let mut says = validation.diagnostics;
        says.retain(|diagnostic| ![Code::CountUnknown, Code::LookAlike].contains(&diagnostic.code));
        assert_eq!(diagnostic::render(&says, false), "", "{file}");
        let unknown = if kind == "dc" { 7 } else { 0 };
        assert_eq!(validation.supply.unknown.len(), unknown, "{file}");
    }
}

fn say(text: &str) {
    // Past the test harness, which keeps what passing tests print to itself.
    std::io::Write::write_all(&mut std::io::stderr(), format!("{text}\n").as_bytes()).unwrap();
}

/// A case in which every table has a row.
const WHOLE: [(&str, &str); 9] = [
    (
        "availability.csv",
        "hotel,wing,room_type,rooms,guests_max,from,to,rate,polled_at\nH1,E,twin,10,2,2026-03-14,2026-03-20,99.5,2026-03-01T08:00\n",
    ),
    ("hotels.csv", "hotel,name,lat,lon,status,tags,opening_cost\nH1,\"Grand, Hotel\",31.2,121.4,open,lift;bath,20\n"),
    (
        "groups.csv",
        "group,guests,men,women,arrive,depart,site,km_max,sharing,class\nG1,4,2,1,2026-03-14T18:30,2026-03-16,S,8,party,medic\n",
    ),
    ("sites.csv", "site,lat,lon,datum\nS,31.1,121.3,gcj02\n"),
    ("travel.csv", "from,to,km,minutes\nS,H1,5.25,\n"),
    ("pairs.csv", "a,b,relation,strength,weight\nG1,G1,near,soft,2\n"),
    ("pins.csv", "group,hotel,relation,wing,guests\nG1,H1,must,E,2\n"),
    ("rooms.csv", "hotel,room,floor\nH1,101,1\n"),
    (
        "roomblock.toml",
        "[class.medic]\nseparate_from = [\"*\"]\n[rules]\nguests_max = { twin = 2 }\n[objective]\nmode = \"weighted\"\nweights = { unmet = 1000000, cost = 0.001 }\n[solve]\ntime_limit = \"60s\"\n",
    ),
];

/// Reads a case of which one file has other bytes; whatever they are, nothing panics and every row is accounted for.
fn survives(file: usize, bytes: &[u8]) {
    let folder = case(&WHOLE);
    fs::write(folder.path().join(WHOLE[file].0), bytes).unwrap();
    let validation = validation(folder.path(), &Settings::default());
    let _ = diagnostic::render(&validation.diagnostics, true);
    let _ = serde_json::to_string(&validation.diagnostics).unwrap();
    for count in validation.counts {
        assert_eq!(count.rows, count.used + count.superseded + count.dropped + count.rejected, "{count:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_cause_a_panic(file in 0..WHOLE.len(), bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        survives(file, &bytes);
    }

    #[test]
    fn no_slip_of_the_pen_causes_a_panic(
        file in 0..WHOLE.len(),
        slips in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..3, "[,;\"'\n\r\t .0-9eE+T:=\\[\\]{}#é间\u{1b}-]{0,4}"), 1..6),
    ) {
        let mut chars: Vec<char> = WHOLE[file].1.chars().collect();
        for (at, length, text) in slips {
            let from = at.index(chars.len() + 1);
            let to = (from + length).min(chars.len());
            chars.splice(from..to, text.chars());
        }
        survives(file, chars.into_iter().collect::<String>().as_bytes());
    }

    #[test]
    fn no_damage_to_a_workbook_causes_a_panic(at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in 0_usize..40) {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        sheet.write(0, 0, "hotel").unwrap();
        sheet.write(1, 0, "H1").unwrap();
        let mut bytes = workbook.save_to_buffer().unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate(bytes.len() - cut);
        survives(1, &bytes);
    }
}

/// The first sheet of a poll and a manifest with dirt of every kind that cells may have.
const DIRTY: [(&str, &str); 3] = [
    (
        "availability.csv",
        "酒店,房型,可用房间数,房价,联系电话\n\
         全季(楚河汉街店),大床房,约３０间,300元/晚,13800000000.0\n\
         全季（楚河汉街店）,双床房,十二间,\"1,280\",\n\
         如家,,满房,,0898-12345678转801、802\n\
         汉庭,,待定,,1.38E+10\n\
         锦江,,20-30,,-\n",
    ),
    (
        "groups.csv",
        "医疗队,人数,其中男,其中女,抵达时间,离店日期\n\
         山东,60人,20,40,4月3日24:00,2022.4.30\n\
         湖北,10,8,4,2022/4/3 19:30,44680\n",
    ),
    ("roomblock.toml", "[case]\nas_of = \"2022-04-03\"\n"),
];

#[test]
fn dirty_cells_are_converted_logged_and_warned_of() {
    let folder = case(&DIRTY);
    let mut reading = read::read(&Files::in_folder(folder.path()).unwrap(), &Settings::default());
    let validation = validate::validate(&mut reading, &Settings::default());
    let text = diagnostic::render(&validation.diagnostics, false);
    let codes: Vec<&str> = validation.diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect();
    assert_eq!(codes, ["W204", "W203", "W210", "W205", "W208"], "{text}");
    let instance = validation.instance.unwrap_or_else(|| panic!("{text}"));
    let rooms: Vec<(&str, usize, u32)> = instance
        .hotels
        .iter()
        .map(|hotel| {
            let known = hotel.pools.iter().filter_map(|pool| pool.offers.first());
            (hotel.id.as_str(), hotel.pools.len(), known.map(|offer| offer.rooms).sum())
        })
        .collect();
    assert_eq!(rooms, [("全季(楚河汉街店)", 2, 42), ("如家", 1, 0), ("汉庭", 1, 0), ("锦江", 1, 20)]);
    let groups: Vec<_> = instance.groups.iter().map(|group| (group.id.as_str(), group.guests, group.stay)).collect();
    let stay = |arrive, depart| Stay { arrive, depart };
    assert_eq!(groups, [("山东", 60, stay(0, 27)), ("湖北", 12, stay(0, 26))]);
    let log: Vec<(&str, &str, &str)> = reading
        .log
        .iter()
        .map(|conversion| (conversion.kind.name(), conversion.raw.as_str(), conversion.value.as_str()))
        .collect();
    for expected in [
        ("full_width_digits", "约３０间", "30"),
        ("about", "约３０间", "30"),
        ("unit_tail", "300元/晚", "300"),
        ("phone_number", "13800000000.0", "13800000000"),
        ("numeral", "十二间", "12"),
        ("comma_thousand", "1,280", "1280"),
        ("none_word", "满房", "0"),
        ("blank_mark", "待定", ""),
        ("range", "20-30", "20"),
        ("name_spelling", "全季（楚河汉街店）", "全季(楚河汉街店)"),
        ("phone_list", "0898-12345678转801、802", "0898-12345678转801; 0898-12345678转802"),
        ("next_day", "4月3日24:00", "2022-04-04T00:00"),
        ("date_text", "2022.4.30", "2022-04-30"),
        ("date_serial", "44680", "2022-04-29"),
        ("sexes_added", "10", "12"),
    ] {
        assert!(log.contains(&expected), "{expected:?} in {log:?}");
    }
}

#[test]
fn strict_reading_rejects_what_it_would_warn_of() {
    let folder = case(&DIRTY);
    let settings = Settings { strict: true, ..Settings::default() };
    let validation = validation(folder.path(), &settings);
    assert!(validation.instance.is_none());
    let rejected: Vec<usize> = validation.counts.iter().map(|count| count.rejected).collect();
    assert_eq!(rejected, [3, 1]);
}

#[test]
fn a_shifted_column_stops_its_file() {
    let rows = "hotel,rooms,status\nH1,5,open\nH2,5,王\nH3,5,李\nH4,5,open\n";
    assert!(codes(&[("availability.csv", rows)]).contains(&"E217"));
}

#[test]
fn guests_by_name_are_a_manifest_and_are_compared_with_one() {
    let guests = ("guests.csv", "姓名,队伍编号,性别\n甲,G1,男\n乙,G1,女士\n丙,G2,女\n");
    let folder = case(&[guests]);
    fs::remove_file(folder.path().join("groups.csv")).unwrap();
    let instance = validation(folder.path(), &Settings::default()).instance.unwrap();
    let groups: Vec<_> =
        instance.groups.iter().map(|group| (group.id.as_str(), group.guests, group.men, group.women)).collect();
    assert_eq!(groups, [("G1", 2, 1, 1), ("G2", 1, 0, 1)]);
    assert_eq!(codes(&[guests]), [""; 0]);
    assert_eq!(codes(&[guests, ("groups.csv", "group,guests\nG1,1\nG2,1\n")]), ["W213"]);
}

/// A CSV of the properties of a public `GeoJSON` file, in which a count that nobody knows is zero.
#[test]
fn zero_rooms_are_unknown_where_the_policy_says_so() {
    let Ok(json) = fs::read_to_string("../shared/bench/instances/dc/hotel-locations.geojson") else {
        say("skipped: the public file of hotels is not here");
        return;
    };
    let hotels: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = |hotel: &serde_json::Value| {
        let (id, name) = (hotel["GIS_ID"].as_str().unwrap(), hotel["NAME"].as_str().unwrap());
        format!("{id},\"{name}\",{}\n", hotel["NUMROOMS"].as_u64().unwrap_or(0))
    };
    let features = hotels["features"].as_array().unwrap();
    let rows: String = features.iter().map(|feature| row(&feature["properties"])).collect();
    let rows = format!("hotel,name,rooms\n{rows}");
    let said = instance(&[("availability.csv", &rows)]);
    assert_eq!(said.hotels.len(), 144);
    let policy = ("roomblock.toml", "[columns]\nzero_rooms = \"unknown\"\n");
    let folder = case(&[("availability.csv", &rows), policy]);
    let validation = validation(folder.path(), &Settings::default());
    assert_eq!(validation.supply.unknown.len(), 7);
    let supplies_nothing = |hotel: &roomblock::domain::Hotel| hotel.pools.iter().all(|pool| pool.offers.is_empty());
    assert_eq!(validation.instance.unwrap().hotels.iter().filter(|hotel| supplies_nothing(hotel)).count(), 7);
}
