//! Rules that are decided before anything is compiled (R6, R28, R29, R38, R45) or after the plan (R27, R44): each on random tiny
//! tables or plans, with every strength it may have, against a few plain lines written from its definition alone.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};
use roomblock::domain::{Allocation, AllocationRow, Instance, Share, Sharing};
use roomblock::read::{self, Files, Settings};
use roomblock::service::liaison::r44_liaison;
use roomblock::service::transfer::r27_vehicles;
use roomblock::{diagnostic, validate};

#[path = "support/dice.rs"]
mod dice;

use dice::Dice;

/// Random cases of each rule and strength.
const CASES: u64 = 200;

/// Reads a case of some tables.
fn instance(tables: &[(&str, &str)]) -> Instance {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in tables {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let settings = Settings::default();
    let mut reading = read::read(&Files::in_folder(folder.path()).unwrap(), &settings);
    let validation = validate::validate(&mut reading, &settings);
    let said = diagnostic::render(&validation.diagnostics, false);
    validation.instance.unwrap_or_else(|| panic!("{tables:?}\n{said}"))
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 4, 1).unwrap() + Days::new((number - 1).into())
}

fn time(number: u32, hour: u32) -> NaiveDateTime {
    day(number).and_hms_opt(hour, 0, 0).unwrap()
}

fn written(time: Option<NaiveDateTime>) -> String {
    time.map(|time| time.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

/// The rooms of each pool on a date, by hotel; none where nobody knows.
fn rooms(case: &Instance, date: NaiveDate) -> BTreeMap<String, Option<u32>> {
    let night = case.calendar.night(date).unwrap();
    let of = |pool: &roomblock::domain::Pool| pool.offer(night).map(|offer| offer.rooms);
    case.hotels.iter().map(|hotel| (hotel.id.to_string(), hotel.pools.first().and_then(of))).collect()
}

#[test]
fn r6_guests_by_the_bed_share_with_strangers_where_both_groups_agree() {
    for seed in 0..CASES {
        let dice = &mut Dice::new(seed);
        let words = ["", "yes", "no"];
        let (whole, of_class) = (dice.pick(&words), dice.pick(&words));
        let line =
            |word: &str| if word.is_empty() { String::new() } else { format!("strangers = {}\n", word == "yes") };
        let policy = format!("[rules]\nsharing = \"bed\"\n{}[class.x]\n{}", line(whole), line(of_class));
        let rows: Vec<(&str, &str)> = (0..4).map(|_| (dice.pick(&["", "x"]), dice.pick(&words))).collect();
        let mut groups = String::from("group,guests,class,strangers\n");
        for (at, (class, word)) in rows.iter().enumerate() {
            writeln!(groups, "G{at},2,{class},{word}").unwrap();
        }
        let case = instance(&[
            ("availability.csv", "hotel,rooms\nH,9\n"),
            ("groups.csv", &groups),
            ("roomblock.toml", &policy),
        ]);
        for (group, (class, word)) in case.groups.iter().zip(rows) {
            let of_class = if class == "x" { of_class } else { "" };
            let nearest = [word, of_class, whole].into_iter().find(|word| !word.is_empty()).unwrap_or("yes");
            let sharing = if nearest == "yes" { Sharing::Bed } else { Sharing::Party };
            assert_eq!(group.sharing, sharing, "seed {seed}: {groups}{policy}");
        }
    }
}

#[test]
fn r28_who_arrives_before_the_day_cut_uses_the_night_before() {
    let mut n_early = 0;
    for seed in 0..CASES {
        let dice = &mut Dice::new(seed);
        // Without a word it is 06:00; at 00:00 arrivals stay on their date.
        let cut = dice.pick(&[None, Some(0), Some(4), Some(6), Some(8)]);
        let policy = cut.map(|cut| format!("[case]\nday_cut = \"{cut:02}:00\"\n")).unwrap_or_default();
        let arrivals: Vec<(u32, Option<u32>)> =
            (0..4).map(|_| (dice.between(3, 6), dice.chance(80).then(|| dice.between(0, 23)))).collect();
        let mut groups = String::from("group,guests,arrive,depart\n");
        for (at, (date, hour)) in arrivals.iter().enumerate() {
            let arrive = hour.map_or_else(|| day(*date).to_string(), |hour| written(Some(time(*date, hour))));
            writeln!(groups, "G{at},1,{arrive},{}", day(9)).unwrap();
        }
        let case = instance(&[
            ("availability.csv", "hotel,rooms\nH,9\n"),
            ("groups.csv", &groups),
            ("roomblock.toml", &policy),
        ]);
        for (group, (date, hour)) in case.groups.iter().zip(arrivals) {
            let is_early = hour.is_some_and(|hour| hour < cut.unwrap_or(6));
            n_early += u32::from(is_early);
            let first = day(date) - Days::new(is_early.into());
            assert_eq!(case.calendar.date(group.stay.arrive), Some(first), "seed {seed}: {groups}{policy}");
            assert_eq!(case.calendar.date(group.stay.depart), Some(day(9)), "seed {seed}");
        }
    }
    assert!(n_early > 50, "{n_early}");
}

#[test]
fn r29_stays_without_an_end_have_the_nights_of_the_class_and_whoever_is_there_stays_on() {
    let (mut n_open, mut n_longer) = (0, 0);
    for seed in 0..CASES {
        let dice = &mut Dice::new(seed);
        let (nights, on) = (dice.pick(&[None, Some(2), Some(4)]), dice.pick(&[None, Some(1), Some(3)]));
        let now = dice.chance(80).then(|| time(dice.between(3, 8), dice.pick(&[2, 7, 18])));
        let key = |name: &str, value: Option<u32>| value.map(|value| format!("{name} = {value}\n")).unwrap_or_default();
        let as_of = now.map(|now| format!("[case]\nas_of = \"{}\"\n", written(Some(now)))).unwrap_or_default();
        let policy = format!("{as_of}[class.x]\n{}{}", key("nights", nights), key("open_nights", on));
        let mut groups = String::from("group,guests,class,arrive,depart,nights,depart_open,status\n");
        let mut wanted = Vec::new();
        for at in 0..4 {
            let (class, status) = (dice.pick(&["", "x"]), dice.pick(&["expected", "arrived", "arrived"]));
            let arrive = dice.between(1, 6);
            let (depart, own) = dice.pick(&[("", 0), ("", 0), ("", 3), ("2022-04-09", 0)]);
            let word = dice.pick(&["", "", "yes", "no"]);
            let own_text = if own == 0 { String::new() } else { own.to_string() };
            writeln!(groups, "G{at},1,{class},{},{depart},{own_text},{word},{status}", day(arrive)).unwrap();
            let is_open = word == "yes" || (word.is_empty() && depart.is_empty() && own == 0);
            let of_class = |value: Option<u32>| value.filter(|_| class == "x").unwrap_or(1);
            let mut end = day(arrive) + Days::new(if own > 0 { own } else { of_class(nights) }.into());
            if !depart.is_empty() {
                end = day(9);
            }
            if let Some(now) = now.filter(|_| is_open && status == "arrived") {
                let tonight = (now - TimeDelta::hours(6)).date();
                let held = tonight + Days::new(of_class(on).into());
                n_longer += u32::from(held > end);
                end = end.max(held);
            }
            n_open += u32::from(is_open);
            wanted.push((Some(end), is_open));
        }
        let case = instance(&[
            ("availability.csv", "hotel,rooms\nH,9\n"),
            ("groups.csv", &groups),
            ("roomblock.toml", &policy),
        ]);
        let found: Vec<(Option<NaiveDate>, bool)> =
            case.groups.iter().map(|group| (case.calendar.date(group.stay.depart), group.departs_open)).collect();
        assert_eq!(found, wanted, "seed {seed}: {groups}{policy}");
    }
    assert!(n_open > 200 && n_longer > 50, "{n_open} open, {n_longer} longer");
}

#[test]
fn r38_what_was_quoted_before_a_block_lapsed_counts_for_nothing_but_what_is_ours() {
    for is_off in [false, true] {
        let mut n_lapsed = 0;
        for seed in 0..CASES {
            let dice = &mut Dice::new(seed);
            let now = time(dice.between(4, 8), 12);
            let mut polls = String::from("hotel,rooms,from,to,polled_at\n");
            let mut hotels = String::from("hotel,block_rooms,block_rate,block_until\n");
            let mut previous = String::from("group,hotel,wing,room_type,sex,rooms,guests,arrive,depart\n");
            let mut wanted = BTreeMap::new();
            for at in 0..4 {
                let (quoted, ours) = (dice.between(2, 20), dice.pick(&[0, 0, 1, 2]));
                let (until, block) = (dice.between(3, 9), dice.pick(&[0, 5]));
                let polled = dice.chance(80).then(|| time(dice.between(1, 8), 9));
                writeln!(polls, "H{at},{quoted},{},{},{}", day(1), day(20), written(polled)).unwrap();
                let block_text = if block > 0 { block.to_string() } else { String::new() };
                writeln!(hotels, "H{at},{block_text},80,{}", day(until)).unwrap();
                if ours > 0 {
                    writeln!(previous, "G{at},H{at},,any,,{ours},{ours},{},{}", day(9), day(11)).unwrap();
                }
                let is_old = polled.is_none_or(|polled| polled.date() < day(until));
                let is_lapsed = !is_off && block > 0 && now.date() >= day(until) && is_old;
                n_lapsed += u32::from(is_lapsed);
                let left = if is_lapsed { Some(ours).filter(|&ours| ours > 0) } else { Some(quoted) };
                wanted.insert(format!("H{at}"), left);
            }
            let groups: String = (0..4).fold("group,guests,arrive,depart\n".to_owned(), |all, at| {
                all + &format!("G{at},2,{},{}\n", day(9), day(11))
            });
            let strength = if is_off { "[strength]\nR38 = \"off\"\n" } else { "" };
            let policy = format!("[case]\nas_of = \"{}\"\n{strength}", written(Some(now)));
            let case = instance(&[
                ("availability.csv", &polls),
                ("hotels.csv", &hotels),
                ("groups.csv", &groups),
                ("previous.csv", &previous),
                ("roomblock.toml", &policy),
            ]);
            assert_eq!(rooms(&case, day(9)), wanted, "seed {seed}: {polls}{hotels}{previous}{policy}");
        }
        assert!(is_off || n_lapsed > 100, "{n_lapsed}");
    }
}

#[test]
fn r45_a_count_is_trusted_by_its_own_word_else_by_its_age_and_wording() {
    for is_off in [false, true] {
        for seed in 0..CASES {
            let dice = &mut Dice::new(seed);
            let about = dice.pick(&[None, Some(500_u64), Some(900)]);
            let by_age: &[(u32, u64)] =
                dice.pick(&[&[][..], &[(24, 1000), (48, 900), (168, 700)][..], &[(30, 500)][..]]);
            let mut policy = format!("[case]\nas_of = \"{}\"\n[rules.trust]\n", written(Some(time(8, 12))));
            for (hours, share) in by_age {
                writeln!(policy, "\"{hours}h\" = 0.{share:03}").unwrap();
            }
            policy = policy.replace("0.1000", "1.0");
            if let Some(about) = about {
                writeln!(policy, "about = 0.{about}").unwrap();
            }
            if is_off {
                policy += "[strength]\nR45 = \"off\"\n";
            }
            let mut polls = String::from("hotel,rooms,from,to,polled_at,certainty,held\n");
            let mut wanted = BTreeMap::new();
            for at in 0..5 {
                let (quoted, held) = (dice.between(0, 30), dice.pick(&[0, 0, 3]));
                let polled = dice.chance(85).then(|| time(dice.between(1, 8), dice.pick(&[6, 12])));
                let word = dice.pick(&["", "sure", "about", "0.8", "35%"]);
                writeln!(polls, "H{at},{quoted},{},{},{},{word},{held}", day(8), day(10), written(polled)).unwrap();
                let old = by_age.last().map_or(1000, |&(_, share)| share);
                let age = polled.map(|polled| time(8, 12) - polled);
                let of_age =
                    age.and_then(|age| by_age.iter().find(|(hours, _)| age <= TimeDelta::hours((*hours).into())));
                let by_age = of_age.map_or(old, |&(_, share)| share);
                let wording = if word == "about" { about.unwrap_or(1000) } else { 1000 };
                let share = match word {
                    "0.8" => 800_000,
                    "35%" => 350_000,
                    _ => by_age * wording,
                };
                let trusted =
                    if is_off { u64::from(quoted) } else { (u64::from(quoted) * share).div_euclid(1_000_000) };
                wanted.insert(format!("H{at}"), Some(u32::try_from(trusted).unwrap().saturating_sub(held)));
            }
            let groups = format!("group,guests,arrive,depart\nG,1,{},{}\n", day(8), day(9));
            let case = instance(&[("availability.csv", &polls), ("groups.csv", &groups), ("roomblock.toml", &policy)]);
            assert_eq!(rooms(&case, day(8)), wanted, "seed {seed}: {polls}{policy}");
        }
    }
}

/// A plan of up to four hotels with a group of random size in each, on overlapping nights.
fn planned(dice: &mut Dice, rules: &str, officers: &str) -> (Instance, Allocation) {
    let (mut hotels, mut groups) =
        (String::from("hotel,rooms\n"), String::from("group,guests,arrive,depart,port,transport\n"));
    let mut placed = Vec::new();
    let mut doors = [0, 1, 2, 3];
    dice.shuffle(&mut doors);
    for at in doors {
        writeln!(hotels, "H{at},99").unwrap();
    }
    for at in 0..dice.between(1, 5) {
        let (guests, from) = (dice.between(1, 30), dice.between(3, 4));
        let (port, by) = (dice.pick(&["", "north"]), dice.pick(&["", "G12"]));
        let hour = dice.chance(70).then(|| dice.pick(&[9, 10]));
        let arrive = hour.map_or_else(|| day(from).to_string(), |hour| written(Some(time(from, hour))));
        writeln!(groups, "G{at},{guests},{arrive},{},{port},{by}", day(from + dice.between(1, 2))).unwrap();
        placed.push((format!("G{at}"), format!("H{}", dice.below(4)), guests));
    }
    let sites = "site,lat,lon\nnorth,31.2,121.4\n";
    let tables = [
        ("availability.csv", hotels.as_str()),
        ("groups.csv", &groups),
        ("sites.csv", sites),
        ("roomblock.toml", rules),
        ("officers.csv", officers),
    ];
    let case = instance(&tables);
    let row = |(group, hotel, guests): (String, String, u32)| AllocationRow {
        group: group.as_str().into(),
        hotel: hotel.as_str().into(),
        wing: String::new(),
        room_type: "any".to_owned(),
        sex: None,
        rooms: guests,
        guests,
        dates: None,
    };
    let mut rows: Vec<AllocationRow> = placed.into_iter().map(row).collect();
    rows.sort();
    (case, Allocation { rows })
}

#[test]
fn r27_vehicles_are_those_that_hold_everybody_from_one_port_to_one_hotel_in_an_hour() {
    for seed in 0..CASES {
        let dice = &mut Dice::new(seed);
        let (seats, load) = (dice.between(4, 20), dice.pick(&[500, 900, 1000]));
        let rules =
            format!("[rules]\nvehicle_seats = {seats}\nvehicle_load = {}\n", Share::of_thousandths(load).unwrap());
        let (case, plan) = planned(dice, &rules, "officer\nO\n");
        // Vehicles go one by one: each takes as many as its seats and its load let it.
        let mut waiting: BTreeMap<_, u32> = BTreeMap::new();
        for row in &plan.rows {
            let group = &case.groups[case.group(row.group.as_str()).unwrap()];
            let hour = group.arrival.map(|at| at.format("%dT%H").to_string());
            let way = (group.asks.port_name.clone(), group.transport.clone(), row.hotel.to_string());
            *waiting.entry((group.stay.arrive, hour, way)).or_default() += row.guests;
        }
        let each = u32::try_from((u64::from(seats) * load).div_euclid(1000)).unwrap().max(1);
        let mut rides = 0;
        for guests in waiting.values_mut() {
            while *guests > 0 {
                *guests = guests.saturating_sub(each);
                rides += 1;
            }
        }
        let found = r27_vehicles(&case, &plan);
        assert_eq!(found.iter().map(|one| one.vehicles).sum::<u32>(), rides, "seed {seed}: {found:#?}");
        assert_eq!(found.len(), waiting.len(), "seed {seed}");
    }
}

/// Hotels without an officer, guests beyond `most` for each officer of their hotel, and the guests of the busiest officer.
fn hardship(guests: &BTreeMap<usize, u32>, posted: &[(usize, usize)], most: u32) -> (usize, u32, u32) {
    let count = |hotel: usize| u32::try_from(posted.iter().filter(|&&(_, at)| at == hotel).count()).unwrap();
    let without = guests.keys().filter(|&&hotel| count(hotel) == 0).count();
    let beyond = guests.iter().map(|(&hotel, &of)| of.saturating_sub(most * count(hotel))).sum();
    let busiest = guests.iter().filter_map(|(&hotel, &of)| Some(of.div_ceil(Some(count(hotel)).filter(|&n| n > 0)?)));
    (without, beyond, busiest.max().unwrap_or(0))
}

#[test]
fn r44_no_other_posting_of_the_officers_is_better() {
    for seed in 0..CASES {
        let dice = &mut Dice::new(seed);
        let most = dice.between(3, 12);
        let mut officers = String::from("officer,hotel\n");
        let named: Vec<Option<usize>> = (0..5).map(|_| dice.chance(25).then(|| dice.below(4))).collect();
        for (at, hotel) in named.iter().enumerate() {
            writeln!(officers, "O{at},{}", hotel.map(|hotel| format!("H{hotel}")).unwrap_or_default()).unwrap();
        }
        let (case, plan) = planned(dice, &format!("[rules]\nguests_per_liaison = {most}\n"), &officers);
        let mut guests: BTreeMap<usize, BTreeMap<u32, u32>> = BTreeMap::new();
        for row in &plan.rows {
            let stay = case.groups[case.group(row.group.as_str()).unwrap()].stay;
            let nights = guests.entry(case.hotel(row.hotel.as_str()).unwrap()).or_default();
            stay.nights().for_each(|night| *nights.entry(night).or_default() += row.guests);
        }
        let guests: BTreeMap<usize, u32> =
            guests.into_iter().map(|(hotel, nights)| (hotel, nights.into_values().max().unwrap())).collect();
        let hotels: Vec<usize> = guests.keys().copied().collect();
        let mut postings: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
        for officer in 0..named.len() {
            let sent = case.people.officers[officer].hotel.filter(|hotel| guests.contains_key(hotel));
            let to: Vec<usize> = sent.map_or(hotels.clone(), |hotel| vec![hotel]);
            let with = |before: Vec<(usize, usize)>| {
                to.iter().map(move |&hotel| [before.clone(), vec![(officer, hotel)]].concat()).collect::<Vec<_>>()
            };
            postings = postings.into_iter().flat_map(with).collect();
        }
        let best = postings.iter().map(|posted| hardship(&guests, posted, most)).min().unwrap();
        let found: Vec<(usize, usize)> =
            r44_liaison(&case, &plan).iter().map(|posting| (posting.officer, posting.hotel)).collect();
        assert_eq!(found.len(), named.len(), "seed {seed}");
        assert_eq!(hardship(&guests, &found, most), best, "seed {seed}: {found:?} of {guests:?}, {officers}");
    }
}
