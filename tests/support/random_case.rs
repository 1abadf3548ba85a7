//! Random tiny cases that use every rule, often several at once. Solves nothing.
//!
//! Tiny enough to be enumerated: 1 to 4 hotels with at most 6 pools, 1 to 4 groups with at most 9 guests, 1 to 3 nights.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use roomblock::diagnostic::Place;
use roomblock::domain::objective::TravelUnit;
use roomblock::domain::{
    Affordable, AllocationRow, Asks, Block, Budget, Calendar, Class, Coordinates, Exclusive, Group, GroupId,
    GroupStatus, Hotel, HotelId, HotelStatus, Instance, Keep, Km, Level, LevelName, Minutes, Mode, Money, MovePrices,
    Objective, Offer, Pair, PairRelation, People, Pin, PinRelation, Pool, Previous, Quote, Rule, Rules, SeparateFrom,
    SeparateWindow, Share, Sharing, Site, SiteId, Split, Stay, Strength, Terms, Travel, Weight,
};

use super::dice::Dice;

const TAGS: [&str; 3] = ["approved", "lift", "old"];
const CLASSES: [&str; 4] = ["", "contact", "guest", "medic"];

/// Returns the case of a seed.
pub fn random_case(seed: u64) -> Instance {
    let dice = &mut Dice::new(seed);
    let first = (!dice.chance(10)).then(|| NaiveDate::from_ymd_opt(2026, 3, 14).expect("a date"));
    let n_nights = if first.is_some() { dice.between(1, 3) } else { 1 };
    let rules = rules(dice);
    let classes = classes(dice);
    let n_sites = dice.below(3);
    let mut groups = groups(dice, first, n_nights, &rules, classes.len(), n_sites);
    let turnover = groups.iter().map(|group| group.stay.depart + group.turnover_nights).max().unwrap_or(1);
    let calendar = Calendar { first, n_nights: turnover.max(n_nights) };
    let hotels = hotels(dice, calendar.n_nights);
    let sites = (0..n_sites).map(|at| site(dice, at, hotels.len())).collect();
    let pairs = pairs(dice, groups.len());
    let pins = pins(dice, &groups, &hotels);
    let objective = objective(dice);
    groups.sort_by(|a, b| a.id.cmp(&b.id));
    let mut case = Instance {
        calendar,
        hotels,
        groups,
        classes,
        sites,
        pairs,
        pins,
        people: People::default(),
        rules,
        objective,
        previous: None,
    };
    if seed % 3 == 1 {
        limits(&mut Dice::new(seed ^ 0x3642), &mut case);
    }
    if seed % 4 == 2 {
        deductions(&mut Dice::new(seed ^ 0x4513), &mut case);
    }
    if seed % 5 == 3 {
        previously(&mut Dice::new(seed ^ 0x3233), &mut case);
    }
    if seed % 5 == 1 {
        asks(&mut Dice::new(seed ^ 0x4026), &mut case);
    }
    if seed % 7 == 4 {
        comforts(&mut Dice::new(seed ^ 0x0742), &mut case);
    }
    case
}

/// Adds a plan before (R32) and hotels with a case (R33): in a fifth of the cases, with dice of their own.
pub fn previously(dice: &mut Dice, case: &mut Instance) {
    let mut previous = Previous::default();
    case.rules.moves = MovePrices { expected: weight(dice), confirmed: weight(dice) };
    case.rules.freeze_nights = dice.between(1, 2);
    let first = case.calendar.first.unwrap_or_default();
    for hotel in &mut case.hotels {
        if dice.chance(25) {
            hotel.case_on = first.checked_add_days(Days::new(dice.between(0, 2).into()));
        }
    }
    for group in &mut case.groups {
        group.status = dice.pick(&[GroupStatus::Expected, GroupStatus::Confirmed, GroupStatus::Arrived]);
        for _ in 0..dice.pick(&[0, 0, 1, 1, 1, 2]) {
            let hotel = &case.hotels[dice.below(case.hotels.len())];
            let Some(pool) = hotel.pools.get(dice.below(hotel.pools.len() + 1)) else { continue };
            let guests = dice.between(1, group.guests);
            previous.rows.push(AllocationRow {
                group: group.id.clone(),
                hotel: if dice.chance(10) { HotelId("gone".to_owned()) } else { hotel.id.clone() },
                wing: pool.wing.clone(),
                room_type: pool.room_type.clone(),
                sex: None,
                rooms: dice.between(1, guests),
                guests,
                dates: None,
            });
        }
    }
    previous.rows.sort();
    case.previous = Some(previous);
    settle_kept(case);
}

/// Says of each group whether it stays where it was: it has checked in, or its hotel has a case while it is there (R32, R33).
pub fn settle_kept(case: &mut Instance) {
    let Some(mut previous) = case.previous.take() else { return };
    previous.kept.clear();
    for (at, group) in case.groups.iter().enumerate() {
        let rows = previous.rows_of(group.id.as_str());
        let frozen = rows.iter().filter_map(|row| case.frozen_nights(at, case.hotel(row.hotel.as_str())?));
        let mut frozen = frozen.filter(|nights| group.stay.arrive < nights.arrive && nights.arrive < group.stay.depart);
        if group.status == GroupStatus::Arrived && !rows.is_empty() {
            previous.kept.insert(at, Keep::Arrived);
        } else if frozen.next().is_some() {
            previous.kept.insert(at, Keep::Frozen);
        }
    }
    case.previous = Some(previous);
}

/// Adds passes, grades, discounts, ports, minimum stays, accessible rooms, reserves, blocks and cheap rooms, each hard, soft
/// or off: in a fifth of the cases, with dice of their own.
fn asks(dice: &mut Dice, case: &mut Instance) {
    let wanted = dice.below(6);
    let is_wanted = |dice: &mut Dice, at: usize| wanted == at || dice.chance(15);
    if is_wanted(dice, 0) {
        hotels_asked(dice, case);
    }
    if is_wanted(dice, 1) {
        ports(dice, case);
    }
    if is_wanted(dice, 2) {
        case.rules.city_reserve = dice.between(0, 3);
        case.rules.city_reserve_share = Share::of_thousandths(dice.pick(&[0, 0, 250, 500])).expect("a share");
    }
    if is_wanted(dice, 3) {
        deals(dice, case);
    }
    if is_wanted(dice, 4) {
        accessible(dice, case);
    }
    if is_wanted(dice, 5) {
        company(dice, case);
    }
    for rule in [
        Rule::R8,
        Rule::R22,
        Rule::R11,
        Rule::R12,
        Rule::R43,
        Rule::R16,
        Rule::R25,
        Rule::R26,
        Rule::R30,
        Rule::R37,
        Rule::R38,
        Rule::R39,
        Rule::R40,
    ] {
        let soft = Strength::Soft(weight(dice));
        let strength = dice.pick(&[Strength::Hard, soft, soft, Strength::Off]);
        if rule.entry().may_be.allows(strength) {
            case.rules.strengths.set(rule, strength);
        }
    }
}

/// Adds wishes for rooms, better rooms, fewer guests to a room, late suppers, most rooms of hotels, and legs of stays, each
/// hard, soft or off: in a seventh of the cases, with dice of their own.
fn comforts(dice: &mut Dice, case: &mut Instance) {
    if dice.chance(70) {
        wishes(dice, case);
    }
    if dice.chance(60) {
        suppers(dice, case);
    }
    for hotel in &mut case.hotels {
        hotel.terms.rooms_max = dice.chance(40).then(|| dice.between(0, 4));
    }
    case.rules.stay_move_price = dice.pick(&[Weight::ONE, Weight(0), Weight(1_234_567_891)]);
    for at in 0..case.groups.len() {
        let arrive = case.groups[at].stay.arrive;
        let before = case.groups.iter().position(|before| before.stay.depart == arrive);
        case.groups[at].continues = before.filter(|_| dice.chance(70));
    }
    for rule in [Rule::R7, Rule::R21, Rule::R42] {
        let soft = Strength::Soft(weight(dice));
        let strength = dice.pick(&[Strength::Hard, soft, Strength::Off]);
        case.rules.strengths.set(rule, strength);
    }
}

/// Adds wishes for rooms, better rooms, and fewer guests to a room.
pub fn wishes(dice: &mut Dice, case: &mut Instance) {
    let types: Vec<String> =
        case.hotels.iter().flat_map(|hotel| &hotel.pools).map(|pool| pool.room_type.clone()).collect();
    let some = |dice: &mut Dice, percent: usize| -> BTreeSet<String> {
        let mut asked = BTreeSet::new();
        for _ in 0..2 {
            if dice.chance(percent) {
                asked.insert(dice.pick(&types));
            }
        }
        asked
    };
    case.rules.room_wish_weight = dice.pick(&[Weight(0), Weight::ONE, Weight(765_432_109)]);
    for class in &mut case.classes {
        class.types_max = some(dice, 60).into_iter().map(|of| (of, dice.between(1, 2))).collect();
    }
    for group in &mut case.groups {
        group.asks.room_wish = some(dice, 50);
        group.asks.upgrades = if group.room_types.is_some() { some(dice, 40) } else { BTreeSet::new() };
    }
}

/// Adds late suppers.
pub fn suppers(dice: &mut Dice, case: &mut Instance) {
    for group in &mut case.groups {
        group.asks.late_supper = dice.chance(35);
    }
    for hotel in &mut case.hotels {
        hotel.terms.suppers_max = dice.chance(75).then(|| dice.between(0, 3));
    }
}

/// Adds zones, grades and least nights.
pub fn hotels_asked(dice: &mut Dice, case: &mut Instance) {
    for hotel in &mut case.hotels {
        dice.pick(&["", "", "a", "b"]).clone_into(&mut hotel.terms.zone);
        hotel.terms.grade = dice.pick(&[None, Some(2), Some(3), Some(4)]);
        hotel.terms.nights_min = dice.pick(&[0, 0, 0, 2]);
    }
    for group in &mut case.groups {
        group.asks.zones = ["a", "b"].iter().filter(|_| dice.chance(60)).map(|&zone| zone.to_owned()).collect();
        group.asks.grade_min = dice.pick(&[None, None, Some(3), Some(4)]);
        group.asks.nights_min = dice.pick(&[0, 0, 0, 1, 2]);
    }
}

/// Adds ports, discounts and check-ins.
pub fn ports(dice: &mut Dice, case: &mut Instance) {
    case.rules.transfer_weight = dice.pick(&[Weight(0), Weight::ONE, Weight(333_333_333), Weight(2_500_000_000)]);
    for group in &mut case.groups {
        group.asks.port = (!case.sites.is_empty() && dice.chance(70)).then(|| dice.below(case.sites.len()));
        let minutes = Minutes(i64::from(dice.between(5, 25)) * Minutes::SCALE);
        group.asks.transfer_minutes = Some(minutes).filter(|_| group.asks.port.is_some() && dice.chance(40));
        group.asks.rate_factor = Share::of_thousandths(dice.pick(&[1000, 1000, 500, 333])).expect("a share");
    }
    for hotel in &mut case.hotels {
        hotel.terms.arrivals_per_hour = dice.chance(60).then(|| dice.between(0, 3));
    }
    let shared = case.groups.iter().find_map(|group| Some((group.stay.arrive, group.arrival?)));
    for group in case.groups.iter_mut().filter(|group| group.arrival.is_some()) {
        let same = shared.filter(|&(night, _)| night == group.stay.arrive && dice.chance(50));
        group.arrival = same.map(|(_, time)| time).or(group.arrival);
    }
}

/// Adds cheap rooms and blocks.
pub fn deals(dice: &mut Dice, case: &mut Instance) {
    let rate = Money(i64::from(dice.between(10, 80)) * 100);
    let share = Share::of_thousandths(dice.pick(&[250, 340, 500, 1000])).expect("a share");
    case.rules.affordable = dice.chance(60).then_some(Affordable { rate, share });
    case.rules.attrition = Share::of_thousandths(dice.pick(&[0, 100, 200])).expect("a share");
    let block =
        |dice: &mut Dice| Block { rooms: dice.between(1, 4), rate: Money(i64::from(dice.between(0, 50)) * 150) };
    for hotel in &mut case.hotels {
        hotel.terms.block = dice.chance(50).then(|| block(dice));
    }
}

/// Adds accessible rooms.
pub fn accessible(dice: &mut Dice, case: &mut Instance) {
    case.rules.accessible_types = BTreeSet::from([dice.pick(&["twin", "any", "bed"]).to_owned()]);
    case.rules.accessible_spare_weight = dice.pick(&[Weight(0), Weight::ONE, Weight(123_456_789)]);
    for group in &mut case.groups {
        group.asks.accessible = if dice.chance(50) { dice.between(0, group.guests) } else { 0 };
    }
}

/// Adds exclusive hotels, windows, shifts and teams.
pub fn company(dice: &mut Dice, case: &mut Instance) {
    for class in &mut case.classes {
        class.exclusive = dice.pick(&[None, None, Some(Exclusive::Class), Some(Exclusive::Team)]);
        class.cohort_window = dice.pick(&[None, Some(5), Some(24), Some(30)]);
        class.same_wing = dice.chance(40);
    }
    for hotel in &mut case.hotels {
        hotel.terms.groups_max = dice.pick(&[None, None, Some(1), Some(2)]);
    }
    for group in &mut case.groups {
        dice.pick(&["", "x", "y"]).clone_into(&mut group.asks.team);
        dice.pick(&["", "day", "night"]).clone_into(&mut group.asks.shift);
    }
}

/// Adds budgets (R36) and meals (R42): in a third of the cases, with dice of their own, so that the others stay as they
/// were before these rules.
fn limits(dice: &mut Dice, case: &mut Instance) {
    let strength = |dice: &mut Dice| if dice.chance(50) { Strength::Hard } else { Strength::Soft(weight(dice)) };
    if dice.chance(65) {
        for hotel in &mut case.hotels {
            hotel.meals_max = dice.chance(70).then(|| dice.pick(&[0, 1, 1, 2, 2, 3, 4]));
        }
        case.rules.strengths.set(Rule::R42, strength(dice));
        case.rules.sittings = dice.pick(&[1, 1, 1, 2]);
    }
    for class in [None, Some(dice.below(case.classes.len()))] {
        if dice.chance(50) {
            let most = Money(i64::from(dice.between(0, 24)) * 2_500 + dice.pick(&[0, 0, 1, 25]));
            let strength = strength(dice);
            case.rules.budgets.push(Budget { class, most, strength });
        }
    }
}

/// Believes some counts in part (R45), and lets some hotels keep rooms back (R13, R14, R15): in a quarter of the cases,
/// with dice of their own.
fn deductions(dice: &mut Dice, case: &mut Instance) {
    if dice.chance(30) {
        case.rules.reserve_rooms = dice.between(0, 1);
        case.rules.reserve_share = Share::of_thousandths(dice.pick(&[0, 20, 250, 500])).expect("a share");
    }
    for hotel in &mut case.hotels {
        hotel.staff_rooms = dice.pick(&[0, 0, 1, 2]);
        hotel.reserve_rooms = dice.chance(30).then(|| dice.between(0, 2));
        for offer in hotel.pools.iter_mut().flat_map(|pool| &mut pool.offers) {
            if dice.chance(60) {
                continue;
            }
            let rooms = offer.rooms + dice.between(0, 2);
            let trust = Share::of_thousandths(dice.pick(&[1000, 900, 700, 500])).expect("a share");
            offer.quote = Quote { rooms, trust, held: dice.pick(&[0, 0, 1]) };
            offer.rooms = trust.floor_of(rooms).saturating_sub(offer.quote.held);
        }
        if dice.chance(20) {
            let wing = dice.pick(&hotel.pools).wing;
            for pool in hotel.pools.iter_mut().filter(|pool| pool.wing == wing && !wing.is_empty()) {
                pool.offers.iter_mut().for_each(|offer| offer.rooms = 0);
            }
            let rooms = if wing.is_empty() { dice.between(1, 2) } else { 0 };
            let floor = if wing.is_empty() { "1F".to_owned() } else { wing };
            hotel.clean_floors.insert(floor, rooms);
        }
    }
}

/// The place of a row of a made-up table.
pub fn place(file: &str, line: usize) -> Place {
    Place::row(&Arc::from(file), u32::try_from(line).expect("few lines"))
}

fn rules(dice: &mut Dice) -> Rules {
    Rules {
        day_cut: NaiveTime::from_hms_opt(dice.between(0, 8), 0, 0).expect("a time of day"),
        separate_window: if dice.chance(70) { SeparateWindow::Nights } else { SeparateWindow::Horizon },
        separation_exempt_tag: dice.chance(25).then(|| dice.pick(&TAGS).to_owned()),
        near_km: Km(i64::from(dice.between(0, 3)) * Km::SCALE),
        speed_kmh: dice.pick(&[20.0, 25.0, 37.0]),
        ..Rules::default()
    }
}

fn tags(dice: &mut Dice, percent: usize) -> BTreeSet<String> {
    TAGS.iter().filter(|_| dice.chance(percent)).map(|&tag| tag.to_owned()).collect()
}

fn classes(dice: &mut Dice) -> Vec<Class> {
    let n_classes = dice.between(1, 4) as usize;
    let mut names = CLASSES.to_vec();
    dice.shuffle(&mut names);
    names.truncate(n_classes);
    names.sort_unstable();
    names
        .iter()
        .map(|&name| Class {
            name: name.to_owned(),
            requires: tags(dice, 5),
            forbids: tags(dice, 4),
            separate_from: match dice.below(10) {
                0..=4 => SeparateFrom::Nobody,
                5..=7 => SeparateFrom::Classes(
                    CLASSES.iter().filter(|_| dice.chance(50)).map(|&name| name.to_owned()).collect(),
                ),
                _ => SeparateFrom::Everybody,
            },
            separate_level: dice.pick(&[Level::Hotel, Level::Wing, Level::Wing]),
            ..Class::default()
        })
        .collect()
}

fn groups(
    dice: &mut Dice,
    first: Option<NaiveDate>,
    n_nights: u32,
    rules: &Rules,
    n_classes: usize,
    n_sites: usize,
) -> Vec<Group> {
    let n_groups = dice.pick(&[1, 2, 2, 3, 3, 4]);
    let mut left: u32 = 9;
    let mut groups = Vec::new();
    for at in 0..n_groups {
        let waiting = n_groups - at - 1;
        let guests = dice.between(1, 5.min(left - waiting));
        left -= guests;
        let arrive = dice.between(0, n_nights - 1);
        let stay = Stay { arrive, depart: dice.between(arrive + 1, n_nights) };
        let mut group = group(dice, at as usize, guests, n_classes, n_sites);
        group.stay = stay;
        group.arrival = first.filter(|_| dice.chance(50)).map(|first| arrival(dice, first, arrive, rules.day_cut));
        groups.push(group);
    }
    groups
}

/// A time of arrival that makes a given night the first, after the day cut or before it.
fn arrival(dice: &mut Dice, first: NaiveDate, night: u32, day_cut: NaiveTime) -> NaiveDateTime {
    let date = first + Days::new(u64::from(night));
    let hour = dice.between(0, 23);
    let time = NaiveTime::from_hms_opt(hour, 0, 0).expect("a time of day");
    if time < day_cut { (date + Days::new(1)).and_time(time) } else { date.and_time(time) }
}

fn group(dice: &mut Dice, at: usize, guests: u32, n_classes: usize, n_sites: usize) -> Group {
    let men = dice.between(0, guests);
    let women = if dice.chance(60) { guests - men } else { dice.between(0, guests - men) };
    let site = (n_sites > 0 && dice.chance(75)).then(|| dice.below(n_sites));
    Group {
        id: GroupId(format!("G{at}")),
        name: format!("Group {at}"),
        guests,
        men,
        women,
        class: dice.below(n_classes),
        priority: dice.pick(&[1, 1, 2, 5]),
        stay: Stay { arrive: 0, depart: 1 },
        turnover_nights: dice.pick(&[0, 0, 0, 1, 2]),
        site,
        km_max: site.filter(|_| dice.chance(20)).map(|_| Km(i64::from(dice.between(3, 9)) * Km::SCALE)),
        minutes_max: site.filter(|_| dice.chance(12)).map(|_| Minutes(i64::from(dice.between(8, 25)) * Minutes::SCALE)),
        sharing: dice.pick(&[
            Sharing::Single,
            Sharing::SameSex,
            Sharing::SameSex,
            Sharing::Party,
            Sharing::Bed,
            Sharing::Bed,
        ]),
        split: split(dice, guests),
        requires: tags(dice, 4),
        forbids: tags(dice, 4),
        room_types: dice.chance(15).then(|| room_types(dice).into_iter().map(|(name, _)| name.to_owned()).collect()),
        rate_max: dice.chance(15).then(|| Money(i64::from(dice.between(20, 80)) * 100)),
        asks: Asks::default(),
        status: GroupStatus::Expected,
        arrival: None,
        departs_open: false,
        continues: None,
        leader: String::new(),
        phone: String::new(),
        transport: String::new(),
        place: place("groups.csv", at + 2),
    }
}

fn split(dice: &mut Dice, guests: u32) -> Split {
    match dice.below(10) {
        0..=1 => Split::Never,
        2..=7 => Split::Hotels {
            hotels_max: dice.chance(70).then(|| dice.pick(&[1, 1, 2])),
            chunk_min: if dice.chance(50) { 1 } else { dice.between(1, guests) },
        },
        _ => Split::Free,
    }
}

/// One or two room types with the guests that a room of them holds.
fn room_types(dice: &mut Dice) -> Vec<(&'static str, u32)> {
    let mut types = vec![("any", 1), ("bed", 1), ("triple", 3), ("twin", 2), ("twin", 2)];
    dice.shuffle(&mut types);
    types.truncate(dice.pick(&[1, 2, 2]));
    types.dedup();
    types.sort_unstable();
    types
}

fn hotels(dice: &mut Dice, n_nights: u32) -> Vec<Hotel> {
    let n_hotels = dice.pick(&[1, 2, 2, 2, 3, 3, 4]);
    let mut pools_left = 6;
    let mut hotels = Vec::new();
    for at in 0..n_hotels {
        let mut pools = pools(dice, n_nights);
        let still_to_come: usize = n_hotels - at - 1;
        pools.truncate((pools_left - still_to_come).max(1));
        pools_left -= pools.len();
        hotels.push(hotel(dice, at, pools));
    }
    hotels
}

fn hotel(dice: &mut Dice, at: usize, pools: Vec<Pool>) -> Hotel {
    let coordinates = dice.chance(80).then(|| Coordinates {
        lat: 31.0 + f64::from(dice.between(0, 3)) * 0.01,
        lon: 121.0 + f64::from(dice.between(0, 3)) * 0.01,
    });
    Hotel {
        id: HotelId(format!("H{at}")),
        name: format!("Hotel {at}"),
        district: String::new(),
        address: String::new(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        coordinates,
        datum_unknown: false,
        status: match dice.below(20) {
            0 => HotelStatus::Closed,
            1..=3 => HotelStatus::Frozen,
            _ => HotelStatus::Open,
        },
        tags: tags(dice, 75),
        opening_cost: Money(if dice.chance(40) { i64::from(dice.between(1, 60)) * 250 } else { 0 }),
        rooms_min: if dice.chance(25) { dice.between(1, 4) } else { 0 },
        meals_max: None,
        clean_floors: BTreeMap::new(),
        staff_rooms: 0,
        reserve_rooms: None,
        case_on: None,
        terms: Terms::default(),
        pools,
    }
}

fn pools(dice: &mut Dice, n_nights: u32) -> Vec<Pool> {
    let wings: &[&str] = dice.pick(&[&[""][..], &[""][..], &["A", "B"][..], &["", "A"][..]]);
    let mut pools = Vec::new();
    for wing in wings {
        for (room_type, guests_max) in room_types(dice) {
            let offers = offers(dice, n_nights, guests_max);
            pools.push(Pool { wing: (*wing).to_owned(), room_type: room_type.to_owned(), offers });
        }
    }
    pools
}

/// Quotes over the nights: mostly one, sometimes two that differ, sometimes with nights that nothing is known of.
fn offers(dice: &mut Dice, n_nights: u32, guests_max: u32) -> Vec<Offer> {
    let cut = if dice.chance(60) { n_nights } else { dice.between(0, n_nights) };
    let mut offers = Vec::new();
    for (from, to, known) in [(0, cut, 97), (cut, n_nights, 70)] {
        if from < to && dice.chance(known) {
            let rooms = dice.pick(&[0, 1, 1, 2, 2, 3, 3]);
            offers.push(Offer {
                nights: Stay { arrive: from, depart: to },
                rooms,
                quote: Quote::plain(rooms),
                guests_max: if dice.chance(70) { guests_max } else { dice.between(1, 3) },
                rate: (!dice.chance(15)).then(|| Money(i64::from(dice.between(0, 90)) * 100 + 25)),
            });
        }
    }
    offers
}

fn site(dice: &mut Dice, at: usize, n_hotels: usize) -> Site {
    let mut travel = Vec::new();
    for hotel in 0..n_hotels {
        if dice.chance(70) {
            let fraction = dice.pick(&[0, 500_000_000, 250_000_000, 306_122_449]);
            let km = dice.chance(85).then(|| Km(i64::from(dice.between(0, 9)) * Km::SCALE + fraction));
            let minutes = dice.chance(70).then(|| Minutes(i64::from(dice.between(0, 30)) * Minutes::SCALE + fraction));
            travel.push((hotel, Travel { km, minutes }));
        }
    }
    let coordinates = dice.chance(60).then_some(Coordinates { lat: 31.01, lon: 121.02 });
    Site { id: SiteId(format!("S{at}")), name: format!("Site {at}"), coordinates, datum_unknown: false, travel }
}

/// A price of a soft rule.
pub fn weight(dice: &mut Dice) -> Weight {
    Weight(dice.pick(&[1_000_000_000, 2_000_000_000, 500_000_000, 333_333_333, 10_000_000_000, 0]))
}

fn pairs(dice: &mut Dice, n_groups: usize) -> Vec<Pair> {
    if n_groups < 2 || !dice.chance(45) {
        return Vec::new();
    }
    let relations = [
        PairRelation::Same(Level::Hotel),
        PairRelation::Same(Level::Wing),
        PairRelation::Apart(Level::Hotel),
        PairRelation::Apart(Level::Wing),
        PairRelation::Near,
    ];
    (0..dice.between(1, 2) as usize)
        .map(|at| {
            let a = dice.below(n_groups);
            let b = (a + 1 + dice.below(n_groups - 1)) % n_groups;
            let strength = if dice.chance(50) { Strength::Hard } else { Strength::Soft(weight(dice)) };
            Pair { a, b, relation: dice.pick(&relations), strength, place: place("pairs.csv", at + 2) }
        })
        .collect()
}

fn pins(dice: &mut Dice, groups: &[Group], hotels: &[Hotel]) -> Vec<Pin> {
    let n_pins = dice.pick(&[0, 0, 1, 1, 2, 3]);
    (0..n_pins)
        .map(|at| {
            let (group, hotel) = (dice.below(groups.len()), dice.below(hotels.len()));
            let wing = dice.chance(25).then(|| dice.pick(&hotels[hotel].pools).wing);
            let relation = match dice.below(12) {
                0 => PinRelation::Must(None),
                1 => PinRelation::Must(Some(dice.between(1, groups[group].guests))),
                2..=4 => PinRelation::MustNot,
                5..=7 => PinRelation::Prefer(weight(dice)),
                _ => PinRelation::Avoid(weight(dice)),
            };
            Pin { group, hotel, wing, relation, place: place("pins.csv", at + 2) }
        })
        .collect()
}

fn objective(dice: &mut Dice) -> Objective {
    use LevelName::{Breaches, Cost, Hotels, Moves, Splits, Travel, Unmet};
    let travel_unit = if dice.chance(75) { TravelUnit::Km } else { TravelUnit::Minutes };
    let mut unmet_weights = BTreeMap::new();
    if dice.chance(25) {
        let mut weights = BTreeMap::from([(Unmet, Weight(1000 * Weight::SCALE))]);
        for level in [Breaches, Splits, Hotels, Travel, Cost] {
            if dice.chance(65) {
                weights.insert(level, weight(dice));
            }
        }
        if dice.chance(50) {
            unmet_weights.insert(1, Weight(3_500_000_000));
            unmet_weights.insert(5, Weight(123_456_789));
        }
        return Objective { mode: Mode::Weighted(weights), unmet_weights, travel_unit };
    }
    let mut order = vec![Unmet, Breaches, Moves, Splits, Travel, Cost, Hotels];
    let from = usize::from(dice.chance(70));
    dice.shuffle(&mut order[from..]);
    if dice.chance(40) {
        order.retain(|&level| level != Hotels);
    }
    let mut tolerance = BTreeMap::new();
    for &level in &order {
        if dice.chance(12) {
            tolerance.insert(level, Weight(dice.pick(&[20_000_000, 250_000_000, 333_333_333, 1_000_000_000])));
        }
    }
    Objective { mode: Mode::Lexicographic { order, tolerance }, unmet_weights, travel_unit }
}
