//! Verify by sabotage: the honest plan has no findings; each act of sabotage is found, and nothing else is.

#[path = "support/handmade.rs"]
mod handmade;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;
use handmade::{case, first, honest_plan, in_wing, of_sex, row};
use roomblock::domain::{
    Affordable, Allocation, AllocationRow, Exclusive, Group, GroupId, Hotel, HotelId, Instance, Keep, LevelName,
    Minutes, Mode, Money, Offer, Pin, PinRelation, Pool, Previous, Quote, Rule, Sex, Share, Stay, Strength, Weight,
};
use roomblock::verify::{Finding, LevelValue, rules, verify};

/// Sabotages the honest plan and expects one finding.
struct Sabotage {
    /// The rule that is broken.
    rule: u8,
    /// What is done.
    act: fn(&mut Instance, &mut Vec<AllocationRow>),
    /// What is said of it.
    message: &'static str,
}

/// The rows of a group make way for others.
fn replace(rows: &mut Vec<AllocationRow>, group: &str, others: Vec<AllocationRow>) {
    rows.retain(|row| row.group.as_str() != group);
    rows.extend(others);
}

const SABOTAGE: &[Sabotage] = &[
    Sabotage {
        rule: 0,
        act: |_, rows| rows.push(row("Nobody", "H1", "single", 1, 1)),
        message: "A row names group Nobody, which the case does not have.",
    },
    Sabotage {
        rule: 0,
        act: |_, rows| rows.push(row("Ida", "H99", "single", 1, 1)),
        message: "A row names hotel H99, which the case does not have.",
    },
    Sabotage {
        rule: 0,
        act: |_, rows| rows.push(row("Ida", "H1", "single", 1, 1)),
        message: "A row names single rooms without a wing of hotel H1, which the case does not have.",
    },
    Sabotage {
        rule: 0,
        act: |_, rows| rows.push(in_wing("Z", row("Ida", "H1", "single", 0, 0))),
        message: "A row names single rooms in wing Z of hotel H1, which the case does not have.",
    },
    Sabotage {
        rule: 1,
        act: |_, rows| rows.push(in_wing("A", row("Ida", "H1", "single", 1, 1))),
        message: "H1 has 4 single rooms in wing A on 2026-03-14, 5 are used.",
    },
    Sabotage {
        rule: 1,
        act: |case, _| case.hotels[2].pools[1].offers[0].rooms = 2,
        message: "H3 has 2 twin rooms on 2026-03-14 and 1 more night, 3 are used.",
    },
    Sabotage {
        rule: 2,
        act: |_, rows| replace(rows, "Bob", vec![in_wing("B", row("Bob", "H1", "single", 3, 3))]),
        message: "Bob has 2 guests, 3 are placed.",
    },
    Sabotage { rule: 2, act: |_, rows| rows.push(rows[1].clone()), message: "Bob has 2 guests, 4 are placed." },
    Sabotage { rule: 2, act: |_, rows| rows[3].guests = 3, message: "Cleo has 2 men, 3 are placed." },
    Sabotage { rule: 2, act: |_, rows| rows[4].sex = Some(Sex::Men), message: "Cleo has 2 men, 4 are placed." },
    Sabotage {
        rule: 3,
        act: |_, rows| rows[0].rooms = 3,
        message: "Ana has 4 guests in 3 single rooms in wing A, and each guest has a room alone.",
    },
    Sabotage {
        rule: 3,
        act: |_, rows| rows[1].rooms = 3,
        message: "Bob has 2 guests in 3 single rooms in wing B: more rooms than guests.",
    },
    Sabotage {
        rule: 3,
        act: |_, rows| rows[5].rooms = 3,
        message: "Dan has 3 guests in 3 twin rooms; its share by bed is 2.",
    },
    Sabotage {
        rule: 3,
        act: |_, rows| rows.push(row("Joe", "H2", "single", 1, 0)),
        message: "Joe has 0 guests in 1 single room: more rooms than guests.",
    },
    Sabotage {
        rule: 5,
        act: |_, rows| rows[2].rooms = 1,
        message: "Cleo has 2 guests of unknown sex in 1 single room; each sleeps alone.",
    },
    Sabotage {
        rule: 5,
        act: |_, rows| rows[1].sex = Some(Sex::Women),
        message: "Bob does not share by sex; a row says women.",
    },
    Sabotage {
        rule: 7,
        act: |_, rows| rows[0] = in_wing("A", row("Ana", "H1", "twin", 4, 4)),
        message: "Ana may not use twin rooms, and has some in H1.",
    },
    Sabotage {
        rule: 7,
        act: |_, rows| rows[1].rooms = 1,
        message: "Bob has 2 guests in 1 single room in wing B, at most 1 to a room.",
    },
    Sabotage {
        rule: 7,
        act: |_, rows| rows[5].rooms = 1,
        message: "Dan has 3 guests in 1 twin room, at most 2 to a room.",
    },
    Sabotage {
        rule: 9,
        act: |_, rows| rows[0] = row("Ana", "H6", "single", 4, 4),
        message: "Ana (class medic) is in H6, which lacks approved.",
    },
    Sabotage {
        rule: 9,
        act: |_, rows| rows.push(row("Gus", "H6", "single", 1, 1)),
        message: "Gus (class contact) is in H6, which has school.",
    },
    Sabotage {
        rule: 10,
        act: |_, rows| rows.push(in_wing("C", row("Gus", "H1", "single", 1, 1))),
        message: "H1 holds class contact and class medic together on 2026-03-15.",
    },
    Sabotage {
        rule: 10,
        act: |_, rows| rows.push(row("Gus", "H3", "single", 1, 1)),
        message: "H3 (rooms without a wing) holds class contact and class guest together on 2026-03-15.",
    },
    Sabotage {
        rule: 10,
        act: |case, _| case.rules.separate_window = roomblock::domain::SeparateWindow::Horizon,
        message: "H1 holds class contact and class medic together during the case.",
    },
    Sabotage {
        rule: 17,
        act: |_, rows| rows.push(in_wing("A", row("Joe", "H1", "single", 1, 1))),
        message: "H1 has 4 single rooms in wing A on 2026-03-16, 5 are used or being turned over.",
    },
    Sabotage {
        rule: 17,
        act: |_, rows| rows.push(in_wing("B", row("Fay", "H1", "single", 2, 2))),
        message: "H1 holds class contact and class medic together on 2026-03-16, turnover included.",
    },
    Sabotage {
        rule: 18,
        act: |_, rows| {
            rows[8] = row("Lea", "H6", "single", 2, 2);
            rows.push(row("Lea", "H2", "single", 1, 1));
        },
        message: "Lea is in 2 hotels, at most 1 allowed.",
    },
    Sabotage {
        rule: 19,
        act: |_, rows| drop(rows.remove(3)),
        message: "Cleo must not be split; 4 of 6 guests are placed.",
    },
    Sabotage {
        rule: 19,
        act: |_, rows| rows[2].hotel = HotelId::from("H3"),
        message: "Cleo must not be split, and is in 2 hotels.",
    },
    Sabotage {
        rule: 20,
        act: |_, rows| {
            rows[0] = in_wing("A", row("Ana", "H1", "single", 3, 3));
            rows.push(row("Ana", "H8", "single", 1, 1));
        },
        message: "Ana has 1 guest in H8, at least 2 are asked.",
    },
    Sabotage {
        rule: 21,
        act: |_, rows| rows[8] = row("Lea", "H6", "single", 1, 1),
        message: "H6 is used for 1 room, at least 2 are asked.",
    },
    Sabotage {
        rule: 23,
        act: |_, rows| rows[6] = row("Eli", "H2", "single", 3, 3),
        message: "Eli is to be where Dan is, and is in H2 without it.",
    },
    Sabotage {
        rule: 23,
        act: |_, rows| rows.push(row("Ida", "H6", "single", 1, 1)),
        message: "Ida and Lea are to be apart, and are both in H6.",
    },
    Sabotage {
        rule: 23,
        act: |_, rows| {
            rows.push(row("Ida", "H2", "single", 1, 1));
            rows.push(row("Joe", "H3", "single", 1, 1));
        },
        message: "Ida and Joe are to be near, and H2 is 55.486 km from H3.",
    },
    Sabotage {
        rule: 23,
        act: |_, rows| {
            rows.push(row("Ida", "H8", "single", 1, 1));
            rows.push(row("Joe", "H9", "single", 1, 1));
        },
        message: "Ida and Joe are to be near, and H8 is an unknown way from H9.",
    },
    Sabotage {
        rule: 23,
        act: |case, rows| {
            case.groups[0].turnover_nights = 0;
            rows.push(in_wing("C", row("Fay", "H1", "single", 2, 2)));
        },
        message: "Fay is to be where Bob is, and is in H1 wing C without it.",
    },
    Sabotage {
        rule: 24,
        act: |_, rows| rows[0] = row("Ana", "H9", "single", 4, 4),
        message: "The way of Ana to H9 is 9 km, at most 8 km are allowed.",
    },
    Sabotage {
        rule: 24,
        act: |case, _| case.sites[0].travel[0].1.minutes = None,
        message: "The way of Ana to H1 is unknown, at most 30 minutes are allowed.",
    },
    Sabotage {
        rule: 28,
        act: |case, _| case.groups[0].arrival = first().succ_opt().and_then(|date| date.and_hms_opt(6, 0, 0)),
        message: "Ana arrives at 2026-03-15T06:00; with the day cut at 06:00 its first night is not 2026-03-14.",
    },
    Sabotage {
        rule: 29,
        act: |_, rows| rows[0].dates = Some((first(), first() + Days::new(1))),
        message: "Ana stays from 2026-03-14 to 2026-03-16; a row says 2026-03-14 to 2026-03-15.",
    },
    Sabotage {
        rule: 29,
        act: |_, rows| rows[0] = row("Ana", "H7", "single", 4, 4),
        message: "Ana is in single rooms of H7, of which nothing is known on 2026-03-15: 1 of 2 nights are unknown.",
    },
    Sabotage {
        rule: 31,
        act: |_, rows| rows[7] = row("Hal", "H8", "single", 2, 2),
        message: "Hal must be where it is pinned, and has 2 guests in single rooms of H8.",
    },
    Sabotage {
        rule: 31,
        act: |_, rows| rows[7] = row("Hal", "H5", "single", 1, 1),
        message: "Hal must be placed as a whole; 1 of 2 are.",
    },
    Sabotage {
        rule: 31,
        act: |_, rows| rows[1] = in_wing("D", row("Bob", "H1", "single", 2, 2)),
        message: "Bob must have 2 guests in H1 wing B, and has 0.",
    },
    Sabotage {
        rule: 31,
        act: |_, rows| rows.push(row("Joe", "H8", "single", 1, 1)),
        message: "Joe must not be in H8, and has 1 guest there.",
    },
    Sabotage {
        rule: 34,
        act: |_, rows| rows.push(row("Ida", "H4", "single", 1, 1)),
        message: "Ida is in H4, which is closed.",
    },
    Sabotage {
        rule: 34,
        act: |_, rows| rows.push(row("Ida", "H5", "single", 1, 1)),
        message: "Ida is in H5, which is frozen and takes only groups pinned there.",
    },
    Sabotage {
        rule: 35,
        act: |_, rows| {
            rows[0] = in_wing("A", row("Ana", "H1", "single", 2, 2));
            rows.push(in_wing("C", row("Ana", "H1", "single", 2, 2)));
        },
        message: "The rate of single rooms of H1 is 200 on a night of Ana, at most 150 is allowed.",
    },
    Sabotage {
        rule: 35,
        act: |_, rows| {
            rows[0] = in_wing("A", row("Ana", "H1", "single", 2, 2));
            rows.push(in_wing("D", row("Ana", "H1", "single", 2, 2)));
        },
        message: "The rate of single rooms of H1 is unknown on a night of Ana, at most 150 is allowed.",
    },
    Sabotage {
        rule: 36,
        act: |case, _| case.rules.budgets[0].most = Money(413_999),
        message: "The plan spends 4140 on rooms, at most 4139.99 is allowed.",
    },
    Sabotage {
        rule: 36,
        act: |case, _| case.rules.budgets[1].strength = Strength::Hard,
        message: "Class medic spends 800 on rooms, at most 700 is allowed.",
    },
    Sabotage {
        rule: 41,
        act: |_, rows| rows[0] = row("Ana", "H2", "single", 4, 4),
        message: "Ana is in H2, which lacks lift.",
    },
    Sabotage {
        rule: 41,
        act: |case, rows| {
            case.hotels[8].tags.insert("noisy".to_owned());
            rows.push(row("Ida", "H9", "single", 1, 1));
        },
        message: "Ida is in H9, which has noisy.",
    },
    Sabotage {
        rule: 42,
        act: |case, _| {
            case.hotels[2].terms.suppers_max = Some(2);
            (case.groups[3].asks.late_supper, case.groups[4].asks.late_supper) = (true, true);
        },
        message: "H3 serves 2 late suppers on 2026-03-14 and 1 more night, 6 take one.",
    },
    Sabotage {
        rule: 21,
        act: |case, _| case.hotels[5].terms.rooms_max = Some(1),
        message: "H6 is used for 3 rooms, at most 1 are asked.",
    },
    Sabotage {
        rule: 42,
        act: |_, rows| rows[0] = row("Ana", "H8", "single", 4, 4),
        message: "H8 feeds 3 guests on 2026-03-14 and 1 more night, 4 sleep there.",
    },
    Sabotage {
        rule: 42,
        act: |case, _| {
            case.rules.sittings = 2;
            case.hotels[2].meals_max = Some(2);
        },
        message: "H3 feeds 4 guests on 2026-03-14 and 1 more night, 6 sleep there.",
    },
    Sabotage {
        rule: 13,
        act: |case, _| case.hotels[0].clean_floors.extend([("B".to_owned(), 0)]),
        message: "Bob is in H1 on B, which is kept clean.",
    },
    Sabotage {
        rule: 13,
        act: |case, _| case.hotels[5].clean_floors.extend([("1F".to_owned(), 7)]),
        message: "In H6 on 2026-03-14 and 1 more night, of 9 rooms 7 are on clean floors, 3 are used.",
    },
    Sabotage {
        rule: 14,
        act: |case, _| {
            case.hotels[5].clean_floors.insert("1F".to_owned(), 2);
            case.hotels[5].staff_rooms = 5;
        },
        message: "In H6 on 2026-03-14 and 1 more night, of 9 rooms 5 are for staff, 3 are used.",
    },
    Sabotage {
        rule: 15,
        act: |case, _| {
            case.hotels[5].staff_rooms = 2;
            case.hotels[5].reserve_rooms = Some(5);
        },
        message: "In H6 on 2026-03-14 and 1 more night, of 9 rooms 5 are kept in reserve, 3 are used.",
    },
    Sabotage {
        rule: 32,
        act: |case, _| before(case, "H1"),
        message: "Lea stays where it was, and 1 guest of it moved.",
    },
    Sabotage {
        rule: 33,
        act: |case, _| case.hotels[5].case_on = case.calendar.first,
        message: "Lea moves into H6, which is frozen after a case.",
    },
    Sabotage {
        rule: 45,
        act: |case, _| {
            let quote = &mut case.hotels[5].pools[0].offers[0].quote;
            (quote.trust, quote.held) = (Share::of_thousandths(400).expect("a share"), 1);
        },
        message: "H6 can be counted on for 2 single rooms on 2026-03-14, 3 are used.",
    },
    Sabotage {
        rule: 22,
        act: |case, rows| {
            case.classes[3].same_wing = true;
            case.rules.strengths.set(Rule::R22, Strength::Hard);
            rows[0] = in_wing("A", row("Ana", "H1", "single", 2, 2));
            rows.push(in_wing("B", row("Ana", "H1", "single", 2, 2)));
        },
        message: "Ana is in 2 wings of H1, one is asked.",
    },
    Sabotage {
        rule: 8,
        act: |case, _| case.groups[0].asks.accessible = 1,
        message: "Of Ana, 1 guest in need of an accessible room would have another.",
    },
    Sabotage {
        rule: 11,
        act: |case, rows| {
            case.classes[1].exclusive = Some(Exclusive::Class);
            rows.push(row("Gus", "H9", "single", 1, 1));
            rows.push(row("Joe", "H9", "single", 1, 1));
        },
        message: "Joe and Gus are in H9 on 2026-03-16, which one of them has to itself.",
    },
    Sabotage {
        rule: 11,
        act: |case, _| {
            case.classes[2].exclusive = Some(Exclusive::Team);
            "x".clone_into(&mut case.groups[2].asks.team);
        },
        message: "Dan and Eli are in H3 on 2026-03-14, which one of them has to itself.",
    },
    Sabotage {
        rule: 12,
        act: |case, _| {
            case.classes[2].cohort_window = Some(5);
            case.groups[3].arrival = first().and_hms_opt(12, 0, 0);
            case.groups[4].arrival = first().and_hms_opt(17, 1, 0);
        },
        message: "Dan and Eli are in H3 on 2026-03-14, and arrive too long after one another.",
    },
    Sabotage {
        rule: 43,
        act: |case, _| {
            case.rules.strengths.set(Rule::R43, Strength::Hard);
            "day".clone_into(&mut case.groups[3].asks.shift);
            "night".clone_into(&mut case.groups[4].asks.shift);
        },
        message: "Dan and Eli are in H3 on 2026-03-14, and work in different shifts.",
    },
    Sabotage {
        rule: 16,
        act: |case, _| {
            case.rules.strengths.set(Rule::R16, Strength::Hard);
            case.rules.city_reserve = 60;
        },
        message: "17 rooms of the city are used on 2026-03-15, 15 are left by its reserve.",
    },
    Sabotage {
        rule: 25,
        act: |case, _| {
            case.rules.strengths.set(Rule::R25, Strength::Hard);
            let asks = &mut case.groups[3].asks;
            (asks.port, asks.transfer_minutes) = (Some(0), Some(Minutes(19 * Minutes::SCALE)));
        },
        message: "The way of Dan from its port to H3 is 20 minutes, at most 19 minutes are allowed.",
    },
    Sabotage {
        rule: 26,
        act: |case, _| {
            case.rules.strengths.set(Rule::R26, Strength::Hard);
            case.hotels[5].terms.arrivals_per_hour = Some(2);
            case.groups[10].arrival = first().and_hms_opt(19, 40, 0);
        },
        message: "3 guests arrive at H6 on 2026-03-14 from 19:00 to 19:59, 2 can be checked in.",
    },
    Sabotage {
        rule: 30,
        act: |case, _| case.hotels[5].terms.nights_min = 3,
        message: "Lea stays 2 nights in H6, at least 3 are asked.",
    },
    Sabotage {
        rule: 30,
        act: |case, _| case.groups[10].asks.nights_min = 4,
        message: "Lea stays 2 nights in H6, at least 4 are asked.",
    },
    Sabotage {
        rule: 37,
        act: |case, _| {
            case.rules.strengths.set(Rule::R37, Strength::Hard);
            let share = Share::of_thousandths(340).expect("a share");
            case.rules.affordable = Some(Affordable { rate: Money(6_000), share });
        },
        message: "6 of 42 room nights cost at most 60, the share asked is 0.34.",
    },
    Sabotage {
        rule: 39,
        act: |case, _| {
            case.groups[10].asks.grade_min = Some(4);
            case.hotels[5].terms.grade = Some(3);
        },
        message: "Lea is in H6, whose grade is 3; at least 4 is asked.",
    },
    Sabotage {
        rule: 39,
        act: |case, _| case.groups[10].asks.grade_min = Some(1),
        message: "Lea is in H6, whose grade is unknown; at least 1 is asked.",
    },
    Sabotage {
        rule: 40,
        act: |case, _| {
            "inner".clone_into(&mut case.hotels[5].terms.zone);
            case.groups[10].asks.zones.insert("outer".to_owned());
        },
        message: "Lea is in H6 in zone inner, which its pass does not open.",
    },
];

/// Says that one guest of the group in H6 was in another hotel before, and stays there.
fn before(case: &mut Instance, hotel: &str) {
    let in_h6 = honest_plan().rows.into_iter().find(|row| row.hotel.as_str() == "H6").expect("somebody is in H6");
    let group = case.group(in_h6.group.as_str()).expect("a group of the case");
    let kept = BTreeMap::from([(group, Keep::Arrived)]);
    let was = AllocationRow { hotel: HotelId::from(hotel), rooms: 1, guests: 1, ..in_h6 };
    case.previous = Some(Previous { rows: vec![was], kept, ..Previous::default() });
}

#[test]
fn the_honest_plan_has_no_findings() {
    assert_eq!(verify(&case(), &honest_plan()).findings, []);
}

#[test]
fn every_act_of_sabotage_is_found_and_nothing_else_is() {
    for sabotage in SABOTAGE {
        let (mut case, mut plan) = (case(), honest_plan());
        (sabotage.act)(&mut case, &mut plan.rows);
        let found: Vec<_> =
            verify(&case, &plan).findings.into_iter().map(|found| (found.rule, found.message)).collect();
        assert_eq!(found, [(sabotage.rule, sabotage.message.to_owned())]);
    }
}

#[test]
fn every_rule_that_is_judged_is_sabotaged() {
    let sabotaged: BTreeSet<u8> = SABOTAGE.iter().map(|sabotage| sabotage.rule).filter(|&rule| rule > 0).collect();
    assert_eq!(sabotaged.into_iter().collect::<Vec<_>>(), rules());
}

/// Ana's 4 guests sleep 2 km away; the hotels in use are H1, H2, H3, H5 and H6.
///
/// Cost: Ana 4 x 2 x 100, Bob 2 x 2 x 100, Cleo 2 x 3 x 80 + 2 x 3 x 150, Dan and Eli 2 x 2 x 100 each, Hal 2 x 2 x 100,
/// Lea 3 x 2 x 60, opening H1 500: together 4,640. Breaches: Dan's 3 guests are not in H2, Ana's 4 are in wing A at 2 each,
/// Lea's 3 guests are not where Ana is at a half each, and the medics spend 100 too much at 0.3 each: 42.5.
#[test]
fn the_objective_of_the_honest_plan_is_what_one_reckons_by_hand() {
    let level = |name: &str, value: i128, scale: i64| LevelValue { name: name.to_owned(), value, scale };
    let expected = [
        level("unmet.1", 0, 1),
        level("unmet.2", 5, 1),
        level("breaches", 42_500_000_000, 1_000_000_000),
        level("splits", 0, 1),
        level("travel", 8_000_000_000, 1_000_000_000),
        level("cost", 464_000, 100),
        level("hotels", 5, 1),
    ];
    let verdict = verify(&case(), &honest_plan());
    assert_eq!(verdict.levels, expected);
    assert_eq!(verdict.unmet, [(5, 2), (6, 1), (8, 1), (9, 1)]);
}

/// 5 guests of a tier of weight 0.3 at 1000 each, 42.5 at 0.1, 8 guest-km at 1/3 (each 2 km rounded to 0.666666666),
/// 4,640 of money at 0.001, 5 hotels at 7.
#[test]
fn the_weighted_objective_rounds_each_price_by_itself() {
    let mut case = case();
    case.objective.mode = Mode::Weighted(BTreeMap::from([
        (LevelName::Unmet, Weight(1000 * Weight::SCALE)),
        (LevelName::Breaches, Weight(100_000_000)),
        (LevelName::Travel, Weight(333_333_333)),
        (LevelName::Cost, Weight(1_000_000)),
        (LevelName::Hotels, Weight(7 * Weight::SCALE)),
    ]));
    case.objective.unmet_weights = BTreeMap::from([(2, Weight(300_000_000))]);
    let value = 1_500_000_000_000 + 4_250_000_000 + 4 * 666_666_666 + 4_640_000_000 + 35_000_000_000;
    let expected = LevelValue { name: "weighted".to_owned(), value, scale: 1_000_000_000 };
    assert_eq!(verify(&case, &honest_plan()).levels, [expected]);
}

#[test]
fn a_plan_of_nobody_keeps_every_rule_but_the_orders() {
    let rules: Vec<u8> = verify(&case(), &Allocation::default()).findings.iter().map(|found| found.rule).collect();
    assert_eq!(rules, [31, 31], "Bob and Hal are ordered somewhere");
}

#[test]
fn one_bed_room_each_for_two_rows_of_a_group_is_more_than_its_share() {
    let mut plan = honest_plan();
    plan.rows[5] = row("Dan", "H3", "twin", 1, 1);
    plan.rows.push(row("Dan", "H3", "twin", 1, 1));
    let found: Vec<Finding> = verify(&case(), &plan).findings;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "Dan has 2 guests in 2 twin rooms; its share by bed is 1.");
}

/// Bad allocations that must be refused, and must not make verify fail: absurd counts, absurd names, absurd dates.
#[test]
fn absurd_plans_are_refused_without_a_panic() {
    let case = case();
    let absurd = |rooms, guests| AllocationRow { rooms, guests, ..row("Ana", "H1", "single", 0, 0) };
    let mut corpus =
        vec![Allocation { rows: vec![of_sex(Sex::Men, row("Cleo", "H2", "triple", u32::MAX, u32::MAX)); 50] }];
    for (rooms, guests) in [(u32::MAX, u32::MAX), (u32::MAX, 0), (0, u32::MAX), (1, u32::MAX), (0, 1)] {
        for wing in ["A", "B", "", "\u{0}"] {
            corpus.push(Allocation { rows: vec![in_wing(wing, absurd(rooms, guests)); 9] });
        }
    }
    let nameless = AllocationRow { group: GroupId(String::new()), hotel: HotelId(String::new()), ..absurd(1, 1) };
    corpus.push(Allocation { rows: vec![nameless] });
    let far = chrono::NaiveDate::MAX;
    corpus.push(Allocation { rows: vec![AllocationRow { dates: Some((far, far)), ..in_wing("A", absurd(4, 4)) }] });
    for plan in corpus {
        assert!(!verify(&case, &plan).findings.is_empty(), "{plan:?}");
    }
}

/// 50,000 rows of 5,000 groups in 2,095 hotels, quoted anew for each of 27 nights; every group pinned, many apart. The
/// limit is far above what it takes, and far below what anything quadratic would.
#[test]
fn fifty_thousand_rows_are_judged_at_once() {
    let mut big = case();
    let nights = 27;
    big.calendar.n_nights = nights;
    let (hotel, group, pin) = (big.hotels[7].clone(), big.groups[9].clone(), big.pins[3].clone());
    let offer = hotel.pools[0].offers[0];
    let quotes = (0..nights).map(|night| Offer {
        nights: Stay { arrive: night, depart: night + 1 },
        rooms: 99,
        quote: Quote::plain(99),
        ..offer
    });
    let quotes: Vec<Offer> = quotes.collect();
    let pool = |wing: &str| Pool { wing: wing.to_owned(), room_type: "single".to_owned(), offers: quotes.clone() };
    let hotel = Hotel { pools: ["A", "B", "C"].map(pool).to_vec(), meals_max: None, ..hotel };
    big.rules.budgets.clear();
    big.hotels = (0..2_095).map(|at| Hotel { id: HotelId(format!("H{at:04}")), ..hotel.clone() }).collect();
    let stay = |at: u32| Stay { arrive: at % 20, depart: at % 20 + 1 + at % 7 };
    let named = |at: u32| GroupId(format!("G{at:04}"));
    let numbered = |at: u32| Group {
        id: named(at),
        guests: 50,
        class: at as usize % 4,
        turnover_nights: 1,
        stay: stay(at),
        arrival: None,
        ..group.clone()
    };
    big.groups = (0..5_000).map(numbered).collect();
    let must = PinRelation::Must(None);
    let pinned = |at: usize| Pin {
        group: at.div_euclid(10),
        hotel: (at % 10 * 5_000 + at.div_euclid(10)) * 7 % 2_095,
        relation: must,
        ..pin.clone()
    };
    big.pins = (0..50_000).map(pinned).collect();
    big.pairs.clear();
    let mut rows = Vec::new();
    for at in 0..50_000_u32 {
        let hotel = HotelId(format!("H{:04}", (at * 7) % 2_095));
        let wing = ["A", "B", "C"][at as usize % 3].to_owned();
        rows.push(AllocationRow {
            group: named(at % 5_000),
            hotel,
            wing,
            dates: None,
            ..row("Joe", "", "single", 5, 5)
        });
    }
    let start = std::time::Instant::now();
    let verdict = verify(&big, &Allocation { rows });
    let took = start.elapsed();
    assert_eq!(verdict.unmet, []);
    assert!(verdict.findings.iter().all(|found| [9, 10, 17].contains(&found.rule)), "{:?}", verdict.findings.first());
    assert!(took < std::time::Duration::from_secs(2), "it took {took:?}");
}
