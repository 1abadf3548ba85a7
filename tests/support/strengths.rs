//! Random tiny cases in which one rule bites, hard, soft or off, sometimes waived; and the same cases without the rule.
//! Solves nothing.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use roomblock::domain::rule::WaivedFor;
use roomblock::domain::{
    Affordable, Budget, Exclusive, HotelStatus, Instance, Km, Level, LevelName, Minutes, Mode, Money, Pair,
    PairRelation, Pin, PinRelation, Rule, SeparateFrom, Share, Split, Stay, Strength, Waiver, Weight,
};

use super::dice::Dice;
use super::random_case::{
    accessible, company, deals, hotels_asked, place, ports, previously, random_case, settle_kept, suppers, weight,
    wishes,
};

/// The rules that a policy may make hard, soft or off, and that are decided after reading; `ONLY=R8,R37` names some of them.
pub fn rules() -> impl Iterator<Item = Rule> {
    let only = std::env::var("ONLY").unwrap_or_default();
    Rule::ALL
        .into_iter()
        .filter(|rule| sharpened(*rule, &mut Dice::new(0), &mut random_case(0)))
        .filter(move |rule| only.is_empty() || only.split(',').any(|name| name == rule.to_string()))
}

/// The case of a seed in which a rule bites with a strength: 0 hard, 1 soft, 2 off. None where the rule may not be so.
pub fn case_with(rule: Rule, strength: u8, seed: u64) -> Option<Instance> {
    let dice = &mut Dice::new(seed.wrapping_mul(1_000).wrapping_add(u64::from(rule.number())));
    let mut case = random_case(seed);
    sharpened(rule, dice, &mut case);
    if let Mode::Lexicographic { order, .. } = &mut case.objective.mode
        && dice.chance(70)
    {
        // Where nobody needs to come, no rule is in anybody's way.
        order.sort_by_key(|&level| level != LevelName::Unmet);
    }
    let strength = match strength {
        0 => Strength::Hard,
        1 => Strength::Soft(weight(dice)),
        _ => Strength::Off,
    };
    if !rule.entry().may_be.allows(strength) {
        return None;
    }
    set(rule, strength, &mut case);
    if strength != Strength::Off && dice.chance(25) {
        case.rules.waivers.extend(waiver(rule, dice, &case));
    }
    settle_kept(&mut case);
    Some(case)
}

/// Gives a rule a strength, and what may have strengths of its own too.
pub fn set(rule: Rule, strength: Strength, case: &mut Instance) {
    case.rules.strengths.set(rule, strength);
    if rule == Rule::R33 {
        settle_kept(case);
    }
    if strength == Strength::Off {
        return;
    }
    match rule {
        Rule::R23 => case.pairs.iter_mut().for_each(|pair| pair.strength = strength),
        Rule::R36 => case.rules.budgets.iter_mut().for_each(|budget| budget.strength = strength),
        _ => {}
    }
}

fn waiver(rule: Rule, dice: &mut Dice, case: &Instance) -> Option<Waiver> {
    let (group, hotel) = (dice.below(case.groups.len()), dice.below(case.hotels.len()));
    let (group, hotel) = match (rule.entry().waived_for, dice.below(3)) {
        (WaivedFor::Nobody, _) => return None,
        (WaivedFor::Group, _) | (WaivedFor::Either, 0) => (Some(group), None),
        (WaivedFor::Hotel, _) | (WaivedFor::Either, 1) => (None, Some(hotel)),
        (WaivedFor::Either, _) => (Some(group), Some(hotel)),
    };
    let at = NaiveDate::from_ymd_opt(2026, 3, 14)?.and_hms_opt(12, 0, 0)?;
    let (by, reason) = ("Duty officer".to_owned(), "a test".to_owned());
    Some(Waiver { rule, group, hotel, by, at, reason, place: place("roomblock.toml", 1) })
}

fn tags(dice: &mut Dice) -> BTreeSet<String> {
    ["approved", "lift", "old"].iter().filter(|_| dice.chance(35)).map(|&tag| tag.to_owned()).collect()
}

/// Gives a rule parameters that bite; tells whether it has any that are decided after reading.
fn sharpened(rule: Rule, dice: &mut Dice, case: &mut Instance) -> bool {
    match rule {
        Rule::R7 | Rule::R24 | Rule::R34 | Rule::R35 | Rule::R41 => of_groups_in_hotels(rule, dice, case),
        Rule::R9 => {
            for class in &mut case.classes {
                (class.requires, class.forbids) =
                    (tags(dice), if dice.chance(30) { tags(dice) } else { class.forbids.clone() });
            }
        }
        Rule::R10 => {
            mingled(dice, case);
            narrow(dice, case);
            for class in &mut case.classes {
                if dice.chance(70) {
                    class.separate_from = SeparateFrom::Everybody;
                }
                class.separate_level = dice.pick(&[Level::Hotel, Level::Wing]);
            }
            case.rules.separation_exempt_tag = None;
        }
        Rule::R13 | Rule::R14 | Rule::R15 | Rule::R21 | Rule::R42 => of_hotels(rule, dice, case),
        Rule::R17 => {
            following(case);
            let mut last = case.calendar.n_nights;
            for group in &mut case.groups {
                group.turnover_nights = u32::from(dice.chance(60));
                last = last.max(group.stay.depart + group.turnover_nights);
            }
            case.calendar.n_nights = last;
        }
        Rule::R18 | Rule::R19 | Rule::R20 => of_splits(rule, dice, case),
        Rule::R22 => of_wings(dice, case),
        Rule::R23 => of_pairs(dice, case),
        Rule::R31 => {
            for line in 0..dice.between(1, 2) as usize {
                let (group, hotel) = (dice.below(case.groups.len()), dice.below(case.hotels.len()));
                let wing = dice.chance(30).then(|| dice.pick(&case.hotels[hotel].pools).wing);
                let guests = dice.between(1, case.groups[group].guests);
                let relation =
                    dice.pick(&[PinRelation::Must(None), PinRelation::Must(Some(guests)), PinRelation::MustNot]);
                case.pins.push(Pin { group, hotel, wing, relation, place: place("pins.csv", 90 + line) });
            }
        }
        Rule::R36 => {
            let most = Money(i64::from(dice.between(0, 12)) * 2_500);
            case.rules.budgets = vec![Budget { class: None, most, strength: Strength::Hard }];
        }
        Rule::R33 => frozen(dice, case),
        Rule::R8 | Rule::R16 | Rule::R25 | Rule::R26 | Rule::R37 | Rule::R38 => of_what_is_shared(rule, dice, case),
        Rule::R11 | Rule::R12 | Rule::R43 => of_company(rule, dice, case),
        Rule::R30 | Rule::R39 | Rule::R40 => of_entry(rule, dice, case),
        _ => return false,
    }
    true
}

/// Asks two pairs of groups for company, or for none.
fn of_pairs(dice: &mut Dice, case: &mut Instance) {
    let n_groups = case.groups.len();
    for line in 0..usize::from(n_groups > 1) * 2 {
        let a = dice.below(n_groups);
        let b = (a + 1 + dice.below(n_groups - 1)).rem_euclid(n_groups);
        let relation = dice.pick(&[
            PairRelation::Same(Level::Hotel),
            PairRelation::Apart(Level::Hotel),
            PairRelation::Apart(Level::Wing),
            PairRelation::Near,
        ]);
        case.pairs.push(Pair { a, b, relation, strength: Strength::Hard, place: place("pairs.csv", 90 + line) });
    }
}

/// Lets the groups of most cases meet: the same nights, and nothing of their own that keeps them out of hotels.
fn mingled(dice: &mut Dice, case: &mut Instance) {
    if dice.chance(25) {
        return;
    }
    let stay = case.groups[0].stay;
    let date = case.calendar.date(stay.arrive);
    for group in &mut case.groups {
        (group.stay, group.continues) = (stay, None);
        (group.km_max, group.minutes_max, group.rate_max, group.room_types) = (None, None, None, None);
        (group.requires, group.forbids) = (BTreeSet::new(), BTreeSet::new());
        group.arrival = date.and_then(|date| date.and_hms_opt(dice.between(12, 23), 0, 0));
        case.calendar.n_nights = case.calendar.n_nights.max(stay.depart + group.turnover_nights);
    }
}

/// Lets groups follow one another, so that rooms which are turned over are missed.
fn following(case: &mut Instance) {
    case.calendar.n_nights = case.calendar.n_nights.max(2);
    for (arrive, group) in [0, 1].into_iter().cycle().zip(&mut case.groups) {
        group.stay = Stay { arrive, depart: arrive + 1 };
        (group.arrival, group.continues) = (None, None);
    }
}

/// Leaves few rooms in each pool, so that groups need several.
fn scarce(dice: &mut Dice, case: &mut Instance) {
    for pool in case.hotels.iter_mut().flat_map(|hotel| &mut hotel.pools) {
        let most = dice.between(1, 2);
        pool.offers.iter_mut().for_each(|offer| offer.rooms = offer.rooms.min(most));
    }
}

/// Gives a case a plan before it, and hotels cases, so that groups may neither enter nor leave.
fn frozen(dice: &mut Dice, case: &mut Instance) {
    previously(dice, case);
    let first = case.calendar.first.unwrap_or_default();
    case.rules.freeze_nights = dice.between(1, 3);
    for hotel in &mut case.hotels {
        hotel.case_on = Some(first + Days::new(dice.between(0, 2).into())).filter(|_| dice.chance(60));
    }
}

fn of_groups_in_hotels(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    let types: Vec<String> =
        case.hotels.iter().flat_map(|hotel| &hotel.pools).map(|pool| pool.room_type.clone()).collect();
    let n_sites = case.sites.len();
    for group in &mut case.groups {
        match rule {
            Rule::R7 => group.room_types = dice.chance(70).then(|| BTreeSet::from([dice.pick(&types)])),
            Rule::R35 => group.rate_max = dice.chance(80).then(|| Money(i64::from(dice.between(0, 8)) * 2_500)),
            Rule::R41 => (group.requires, group.forbids) = (tags(dice), BTreeSet::new()),
            Rule::R24 if n_sites > 0 => {
                group.site = Some(dice.below(n_sites));
                group.km_max = dice.chance(70).then(|| Km(i64::from(dice.between(0, 12)) * Km::SCALE));
                group.minutes_max = dice.chance(30).then(|| Minutes(i64::from(dice.between(0, 30)) * Minutes::SCALE));
            }
            _ => {}
        }
    }
    if rule == Rule::R7 {
        wishes(dice, case);
    }
    if rule == Rule::R34 {
        for hotel in &mut case.hotels {
            hotel.status = dice.pick(&[HotelStatus::Open, HotelStatus::Closed, HotelStatus::Frozen]);
        }
    }
}

fn of_hotels(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    for hotel in &mut case.hotels {
        match rule {
            Rule::R13 => hotel.clean_floors = [("1F".to_owned(), dice.between(1, 2))].into(),
            Rule::R14 => hotel.staff_rooms = dice.between(0, 2),
            Rule::R15 => hotel.reserve_rooms = dice.chance(60).then(|| dice.between(0, 2)),
            Rule::R21 => {
                hotel.rooms_min = dice.between(0, 3);
                hotel.terms.rooms_max = dice.chance(60).then(|| dice.between(hotel.rooms_min, 4));
            }
            _ => hotel.meals_max = dice.chance(70).then(|| dice.between(0, 4)),
        }
    }
    if rule == Rule::R42 {
        suppers(dice, case);
    }
    if rule == Rule::R15 {
        case.rules.reserve_share = Share::of_thousandths(dice.pick(&[0, 250, 500])).expect("a share");
    }
}

fn of_splits(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    if rule == Rule::R18 {
        mingled(dice, case);
        scarce(dice, case);
    }
    for group in &mut case.groups {
        let chunk_min = dice.between(1, 4).min(group.guests);
        group.split = match rule {
            Rule::R18 => Split::Hotels { hotels_max: Some(dice.pick(&[1, 1, 2])), chunk_min: 1 },
            Rule::R19 => dice.pick(&[Split::Never, Split::Never, Split::Free]),
            _ => Split::Hotels { hotels_max: None, chunk_min },
        };
    }
}

fn of_what_is_shared(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    match rule {
        Rule::R8 => accessible(dice, case),
        Rule::R16 => {
            case.rules.city_reserve = dice.between(0, 4);
            case.rules.city_reserve_share = Share::of_thousandths(dice.pick(&[0, 250, 500])).expect("a share");
        }
        Rule::R25 | Rule::R26 => {
            ports(dice, case);
            let shared = case.groups.iter().find_map(|group| Some((group.stay.arrive, group.arrival?)));
            for group in &mut case.groups {
                let Some(date) = case.calendar.date(group.stay.arrive) else { continue };
                let same = shared.filter(|&(night, _)| night == group.stay.arrive).map(|(_, time)| time);
                group.arrival = same.or_else(|| date.and_hms_opt(dice.between(12, 13), 30, 0));
            }
        }
        _ => {
            deals(dice, case);
            if rule == Rule::R37 {
                let share = Share::of_thousandths(dice.pick(&[340, 500, 1000])).expect("a share");
                let rate = Money(i64::from(dice.between(10, 60)) * 100);
                case.rules.affordable = Some(Affordable { rate, share });
            }
        }
    }
}

/// Keeps groups in one wing, and gives hotels of several pools two.
fn of_wings(dice: &mut Dice, case: &mut Instance) {
    mingled(dice, case);
    scarce(dice, case);
    case.classes.iter_mut().for_each(|class| class.same_wing = dice.chance(85));
    for (at, hotel) in case.hotels.iter_mut().enumerate() {
        let half = hotel.pools.len().div_euclid(2);
        if hotel.pools.iter().any(|pool| !pool.wing.is_empty()) || half == 0 || case.previous.is_some() {
            continue;
        }
        for (number, pool) in hotel.pools.iter_mut().enumerate() {
            (if number < half { "A" } else { "B" }).clone_into(&mut pool.wing);
        }
        case.pins.iter_mut().filter(|pin| pin.hotel == at).for_each(|pin| pin.wing = None);
    }
}

/// Leaves few ways past one another: hotels of one wing, and most of them closed but for who is ordered there.
fn narrow(dice: &mut Dice, case: &mut Instance) {
    if case.previous.is_some() {
        return;
    }
    for (at, hotel) in case.hotels.iter_mut().enumerate() {
        let types: BTreeSet<&String> = hotel.pools.iter().map(|pool| &pool.room_type).collect();
        if types.len() == hotel.pools.len() {
            hotel.pools.iter_mut().for_each(|pool| "A".clone_into(&mut pool.wing));
        }
        if at > 0 && !case.pins.iter().any(|pin| pin.hotel == at) && dice.chance(65) {
            hotel.status = HotelStatus::Closed;
        }
    }
    case.pins.iter_mut().for_each(|pin| pin.wing = None);
}

/// Makes one rule about company bite, and none of the others: whom one keeps apart, another cannot.
fn of_company(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    mingled(dice, case);
    narrow(dice, case);
    let class = dice.below(case.classes.len());
    case.groups.iter_mut().filter(|_| dice.chance(70)).for_each(|group| group.class = class);
    company(dice, case);
    for class in &mut case.classes {
        class.separate_from = SeparateFrom::Nobody;
        class.exclusive = Some(dice.pick(&[Exclusive::Class, Exclusive::Team])).filter(|_| rule == Rule::R11);
        class.cohort_window = Some(dice.pick(&[1, 1, 5])).filter(|_| rule == Rule::R12);
    }
    case.hotels.iter_mut().filter(|_| rule != Rule::R11).for_each(|hotel| hotel.terms.groups_max = None);
    for group in &mut case.groups {
        let shifts: &[&str] = if rule == Rule::R43 { &["", "day", "night", "late"] } else { &[""] };
        dice.pick(shifts).clone_into(&mut group.asks.shift);
    }
}

fn of_entry(rule: Rule, dice: &mut Dice, case: &mut Instance) {
    hotels_asked(dice, case);
    for hotel in case.hotels.iter_mut().filter(|_| rule == Rule::R40) {
        dice.pick(&["", "a", "b"]).clone_into(&mut hotel.terms.zone);
    }
    for group in &mut case.groups {
        match rule {
            Rule::R30 => group.asks.nights_min = dice.between(0, 3),
            Rule::R39 => group.asks.grade_min = dice.pick(&[None, Some(1), Some(3), Some(4)]),
            _ => {}
        }
    }
}

/// Takes what few groups and hotels ask for by a rule out of a case.
fn delete_asks(rule: Rule, case: &mut Instance) {
    for class in &mut case.classes {
        match rule {
            Rule::R11 => class.exclusive = None,
            Rule::R12 => class.cohort_window = None,
            Rule::R22 => class.same_wing = false,
            Rule::R7 => class.types_max.clear(),
            _ => {}
        }
    }
    for group in &mut case.groups {
        match rule {
            Rule::R7 => (group.asks.room_wish, group.asks.upgrades) = (BTreeSet::new(), BTreeSet::new()),
            Rule::R8 => group.asks.accessible = 0,
            Rule::R25 => group.asks.transfer_minutes = None,
            Rule::R30 => group.asks.nights_min = 0,
            Rule::R39 => group.asks.grade_min = None,
            Rule::R42 => group.asks.late_supper = false,
            Rule::R43 => group.asks.shift.clear(),
            _ => {}
        }
    }
    for hotel in &mut case.hotels {
        match rule {
            Rule::R11 => hotel.terms.groups_max = None,
            Rule::R21 => hotel.terms.rooms_max = None,
            Rule::R26 => hotel.terms.arrivals_per_hour = None,
            Rule::R30 => hotel.terms.nights_min = 0,
            Rule::R38 => hotel.terms.block = None,
            Rule::R40 => hotel.terms.zone.clear(),
            Rule::R42 => hotel.terms.suppers_max = None,
            _ => {}
        }
    }
    match rule {
        Rule::R8 => case.rules.accessible_spare_weight = Weight(0),
        Rule::R16 => (case.rules.city_reserve, case.rules.city_reserve_share) = (0, Share::NOTHING),
        Rule::R37 => case.rules.affordable = None,
        _ => {}
    }
}

/// Takes the parameters of a rule out of a case.
pub fn delete(rule: Rule, case: &mut Instance) {
    delete_asks(rule, case);
    for class in &mut case.classes {
        match rule {
            Rule::R9 => (class.requires, class.forbids) = (BTreeSet::new(), BTreeSet::new()),
            Rule::R10 => class.separate_from = SeparateFrom::Nobody,
            _ => {}
        }
    }
    for group in &mut case.groups {
        match (rule, group.split) {
            (Rule::R7, _) => group.room_types = None,
            (Rule::R17, _) => group.turnover_nights = 0,
            (Rule::R24, _) => (group.km_max, group.minutes_max) = (None, None),
            (Rule::R35, _) => group.rate_max = None,
            (Rule::R41, _) => (group.requires, group.forbids) = (BTreeSet::new(), BTreeSet::new()),
            (Rule::R19, Split::Never) => group.split = Split::Free,
            (Rule::R18, Split::Hotels { chunk_min, .. }) => group.split = Split::Hotels { hotels_max: None, chunk_min },
            (Rule::R20, Split::Hotels { hotels_max, .. }) => group.split = Split::Hotels { hotels_max, chunk_min: 1 },
            _ => {}
        }
    }
    for hotel in &mut case.hotels {
        match rule {
            Rule::R13 => hotel.clean_floors.clear(),
            Rule::R14 => hotel.staff_rooms = 0,
            Rule::R15 => hotel.reserve_rooms = None,
            Rule::R21 => hotel.rooms_min = 0,
            Rule::R33 => hotel.case_on = None,
            Rule::R34 => hotel.status = HotelStatus::Open,
            Rule::R42 => hotel.meals_max = None,
            _ => {}
        }
    }
    match rule {
        Rule::R15 => (case.rules.reserve_rooms, case.rules.reserve_share) = (0, Share::NOTHING),
        Rule::R23 => case.pairs.clear(),
        Rule::R31 => case.pins.clear(),
        Rule::R36 => case.rules.budgets.clear(),
        Rule::R33 => settle_kept(case),
        _ => {}
    }
}
