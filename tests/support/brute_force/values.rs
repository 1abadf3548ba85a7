//! The objective as plain sums over rows.

use std::collections::{BTreeMap, BTreeSet};

use roomblock::domain::objective::TravelUnit;
use roomblock::domain::{Instance, LevelName, Mode, Pin, PinRelation, Rule, Split, Strength, Weight};

use super::Row;
use super::rules::{
    arriving_at_once, budget_strength, empty_blocks, further_wings, gatherings, hungry, in_spare_accessible, is_broken,
    meetings, overspent, paid, pair_strength, points_at, refusing, reserve_used, rooms_too_many, short_of_cheap,
    short_of_reserve, smaller, wished_otherwise, without_accessible, without_supper,
};
use super::stability::{moves, stays, tier as tier_of};

/// The levels with their values in parts, for a plan in which the groups before `decided` have had their turn: of the
/// others nobody counts as unmet yet.
pub fn values(case: &Instance, decided: usize, rows: &[Row]) -> Vec<(String, i128)> {
    let tiers: BTreeSet<u32> = (0..case.groups.len()).map(|group| tier_of(case, group)).collect();
    let mut values = Vec::new();
    match &case.objective.mode {
        Mode::Lexicographic { order, .. } => {
            let price = |parts: i64, _: i64| i128::from(parts);
            for &level in order {
                match level {
                    LevelName::Moves if case.previous.is_none() => {}
                    LevelName::Moves => values.push((level.to_string(), moves(case, decided, rows, &price))),
                    LevelName::Unmet => values
                        .extend(tiers.iter().map(|&tier| (format!("unmet.{tier}"), unmet(case, tier, decided, rows)))),
                    _ => values.push((level.to_string(), value(case, level, (decided, rows), &price))),
                }
            }
        }
        Mode::Weighted(weights) => {
            let mut sum = 0;
            for (&level, weight) in weights {
                // A price is rounded to a billionth, half upwards, before it is multiplied by a count.
                let price = |parts: i64, scale: i64| {
                    let scale = i128::from(scale);
                    (2 * i128::from(weight.0) * i128::from(parts) + scale).div_euclid(2 * scale)
                };
                if level == LevelName::Unmet {
                    for &tier in &tiers {
                        let weights = &case.objective.unmet_weights;
                        let heaviest = weights.values().map(|weight| weight.0).max().unwrap_or(0).max(1_000_000_000);
                        // Who has a room already weighs a thousand times the heaviest of all others.
                        let by_default = if tier == 0 { 1_000 * heaviest } else { 1_000_000_000 };
                        let tier_weight = weights.get(&tier).map_or(by_default, |weight| weight.0);
                        sum += unmet(case, tier, decided, rows) * price(tier_weight, 1_000_000_000);
                    }
                } else if level == LevelName::Moves {
                    sum += moves(case, decided, rows, &price);
                } else {
                    sum += value(case, level, (decided, rows), &price);
                }
            }
            values.push(("weighted".to_owned(), sum));
        }
    }
    values
}

/// Guests of a tier without a place, of the groups before `decided`.
fn unmet(case: &Instance, tier: u32, decided: usize, rows: &[Row]) -> i128 {
    let mut missing = 0;
    for (at, group) in case.groups.iter().enumerate().take(decided) {
        let placed: i128 = rows.iter().filter(|row| row.group == at).map(|row| i128::from(row.guests)).sum();
        if tier_of(case, at) == tier {
            missing += (i128::from(group.guests) - placed).max(0);
        }
    }
    missing
}

/// The value of a level, each unit of it at its price.
fn value(
    case: &Instance,
    level: LevelName,
    (decided, rows): (usize, &[Row]),
    price: &dyn Fn(i64, i64) -> i128,
) -> i128 {
    let is_over = decided == case.groups.len();
    let hotels_of = |wanted: Option<usize>| -> BTreeSet<usize> {
        let of_group = |row: &&Row| row.guests > 0 && wanted.is_none_or(|group| row.group == group);
        rows.iter().filter(of_group).map(|row| row.hotel).collect()
    };
    let mut sum = 0;
    match level {
        LevelName::Unmet | LevelName::Moves => {}
        LevelName::Breaches => sum += breaches(case, decided, rows, price),
        LevelName::Splits => {
            for group in 0..case.groups.len() {
                sum +=
                    price(1, 1) * i128::try_from(hotels_of(Some(group)).len().saturating_sub(1)).expect("few hotels");
            }
        }
        LevelName::Hotels => sum += price(1, 1) * i128::try_from(hotels_of(None).len()).expect("few hotels"),
        LevelName::Travel => {
            for row in rows {
                let travel = case.travel(row.group, row.hotel);
                let parts = match case.objective.travel_unit {
                    TravelUnit::Km => travel.km.map_or(0, |km| km.0),
                    TravelUnit::Minutes => travel.minutes.map_or(0, |minutes| minutes.0),
                };
                let from_port = case.groups[row.group].asks.port.map_or(0, |port| {
                    let travel = case.travel_from(port, row.hotel);
                    let way = match case.objective.travel_unit {
                        TravelUnit::Km => travel.km.map_or(0, |km| km.0),
                        TravelUnit::Minutes => travel.minutes.map_or(0, |minutes| minutes.0),
                    };
                    let weighed = i128::from(way) * i128::from(case.rules.transfer_weight.0);
                    i64::try_from((weighed + 500_000_000).div_euclid(1_000_000_000)).expect("a short way")
                });
                sum += price(parts + from_port, 1_000_000_000) * i128::from(row.guests);
            }
        }
        LevelName::Cost => {
            for row in rows {
                let pool = &case.hotels[row.hotel].pools[row.pool];
                let group = &case.groups[row.group];
                let stay = group.stay;
                let rate = |night| pool.offer(night).and_then(|offer| offer.rate).map_or(0, |rate| paid(group, rate));
                let of_stay: i64 = (stay.arrive..stay.depart).map(rate).sum();
                sum += price(of_stay, 100) * i128::from(row.rooms);
            }
            for hotel in hotels_of(None) {
                sum += price(case.hotels[hotel].opening_cost.0, 100);
            }
            if is_over {
                sum += empty_blocks(case, rows, &|rate| price(rate, 100));
            }
        }
    }
    sum
}

/// Everything soft that is not kept. What concerns one group counts once that group has rows, or its turn has passed.
fn breaches(case: &Instance, decided: usize, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let price = |weight: Weight| price(weight.0, 1_000_000_000);
    let mut sum = 0;
    for pair in &case.pairs {
        if let Strength::Soft(weight) = pair_strength(case, pair)
            && is_broken(case, pair, rows)
        {
            let guests = case.groups[smaller(case, pair)].guests;
            sum += price(weight) * i128::from(guests);
        }
    }
    for group in 0..case.groups.len() {
        let own: Vec<Row> = rows.iter().filter(|row| row.group == group).copied().collect();
        if !own.is_empty() || group < decided {
            sum += of_pins(case, group, &own, &price) + of_split(case, group, &own, &price);
            if let Strength::Soft(weight) = case.strength_at(Rule::R22, group, None) {
                sum += price(weight) * further_wings(case, group, &own);
            }
        }
        for row in &own {
            sum += price(case.rules.room_wish_weight) * wished_otherwise(case, row);
            for rule in refusing(case, group, row.hotel, row.pool) {
                if let Strength::Soft(weight) = case.strength_at(rule, group, Some(row.hotel)) {
                    sum += price(weight) * i128::from(row.guests);
                }
            }
        }
    }
    for budget in &case.rules.budgets {
        if let Strength::Soft(weight) = budget_strength(case, budget) {
            // The weight is of a unit of money; a hundredth of it, rounded half upwards, is of a minor unit.
            sum += price(Weight((weight.0 + 50).div_euclid(100))) * overspent(case, budget, rows);
        }
    }
    for hotel in 0..case.hotels.len() {
        if let Strength::Soft(weight) = case.strength_in(Rule::R42, hotel) {
            sum += price(weight) * (hungry(case, hotel, rows) + without_supper(case, hotel, rows));
        }
        if let Strength::Soft(weight) = case.strength_in(Rule::R21, hotel) {
            sum += price(weight) * rooms_too_many(case, hotel, rows);
        }
    }
    // More groups cure a least use, so it counts once all have had their turn.
    for hotel in (0..case.hotels.len()).filter(|_| decided == case.groups.len()) {
        let rooms: u32 = rows.iter().filter(|row| row.hotel == hotel).map(|row| row.rooms).sum();
        if let (Strength::Soft(weight), true) = (case.strength_in(Rule::R21, hotel), rooms > 0) {
            sum += price(weight) * i128::from(case.hotels[hotel].rooms_min.saturating_sub(rooms));
        }
    }
    if let Strength::Soft(weight) = case.strength(Rule::R10) {
        sum += price(weight) * meetings(case, rows);
    }
    sum += price(case.rules.stay_move_price) * stay_moves(case, decided, rows);
    sum + crowding(case, decided, rows, &price)
}

/// R29: guests of a leg in hotels beyond those of the leg before who slept there, once both have had their turn.
fn stay_moves(case: &Instance, decided: usize, rows: &[Row]) -> i128 {
    let guests = |group: usize, hotel: usize| -> i128 {
        rows.iter().filter(|row| (row.group, row.hotel) == (group, hotel)).map(|row| i128::from(row.guests)).sum()
    };
    let mut moved = 0;
    for (at, group) in case.groups.iter().enumerate().take(decided) {
        if let Some(before) = group.continues.filter(|&before| before < decided) {
            let all = i128::from(group.guests.max(case.groups[before].guests));
            let slept: i128 = (0..case.hotels.len()).map(|hotel| guests(before, hotel)).sum();
            for hotel in 0..case.hotels.len() {
                let elsewhere = slept - guests(before, hotel);
                moved += if guests(at, hotel) > 0 { (guests(at, hotel) + elsewhere - all).max(0) } else { 0 };
            }
        }
    }
    moved
}

/// R31: wishes refused, and orders at a price.
fn of_pins(case: &Instance, group: usize, own: &[Row], price: &dyn Fn(Weight) -> i128) -> i128 {
    let followed =
        |pin: &&Pin| pin.group == group && case.strength_at(Rule::R31, group, Some(pin.hotel)) != Strength::Off;
    let pins: Vec<&Pin> = case.pins.iter().filter(followed).collect();
    let guests = |wanted: &dyn Fn(&Row) -> bool| -> i128 {
        own.iter().filter(|row| wanted(row)).map(|row| i128::from(row.guests)).sum()
    };
    let soft = if let Strength::Soft(weight) = case.strength(Rule::R31) { price(weight) } else { 0 };
    let mut sum = 0;
    for pin in &pins {
        let there = guests(&|row| points_at(case, pin, row));
        sum += match pin.relation {
            PinRelation::Prefer(weight) => price(weight) * (guests(&|_| true) - there),
            PinRelation::Avoid(weight) => price(weight) * there,
            PinRelation::MustNot => soft * there,
            PinRelation::Must(Some(asked)) => soft * (i128::from(asked) - there).max(0),
            PinRelation::Must(None) => 0,
        };
    }
    if pins.iter().any(|pin| pin.relation == PinRelation::Must(None)) {
        let bidden = |row: &Row| {
            pins.iter().any(|pin| matches!(pin.relation, PinRelation::Must(_)) && points_at(case, pin, row))
        };
        sum += soft * guests(&|row| !bidden(row));
    }
    sum
}

/// R18, R20: hotels beyond the most, and guests short of the smallest part, at a price.
fn of_split(case: &Instance, group: usize, own: &[Row], price: &dyn Fn(Weight) -> i128) -> i128 {
    let Split::Hotels { hotels_max, chunk_min } = case.groups[group].split else { return 0 };
    if stays(case, group) {
        return 0;
    }
    let mut guests: BTreeMap<usize, i128> = BTreeMap::new();
    for row in own.iter().filter(|row| row.guests > 0) {
        *guests.entry(row.hotel).or_default() += i128::from(row.guests);
    }
    let mut sum = 0;
    if let (Strength::Soft(weight), Some(most)) = (case.strength_at(Rule::R18, group, None), hotels_max) {
        let hotels = i128::try_from(guests.len()).expect("few hotels");
        sum += price(weight) * (hotels - i128::from(most)).max(0);
    }
    if let Strength::Soft(weight) = case.strength_at(Rule::R20, group, None) {
        sum += price(weight) * guests.values().map(|&here| (i128::from(chunk_min) - here).max(0)).sum::<i128>();
    }
    sum
}

/// R8, R11, R12, R15, R16, R26, R37, R43 where they are soft. More rooms cure R37, so it counts once all have had their turn.
fn crowding(case: &Instance, decided: usize, rows: &[Row], price: &dyn Fn(Weight) -> i128) -> i128 {
    let each = |strength| match strength {
        Strength::Soft(weight) => price(weight),
        Strength::Hard | Strength::Off => 0,
    };
    let mut sum = 0;
    for group in 0..case.groups.len() {
        let strength = case.strength_at(Rule::R8, group, None);
        sum += each(strength) * without_accessible(case, group, rows);
        if strength != Strength::Off {
            sum += price(case.rules.accessible_spare_weight) * in_spare_accessible(case, group, rows);
        }
    }
    for hotel in 0..case.hotels.len() {
        sum += each(case.strength_in(Rule::R15, hotel)) * reserve_used(case, hotel, rows);
        sum += each(case.strength_in(Rule::R26, hotel)) * arriving_at_once(case, hotel, rows);
        for rule in [Rule::R11, Rule::R12, Rule::R43] {
            sum += each(case.strength_in(rule, hotel)) * gatherings(case, rule, hotel, rows);
        }
    }
    sum += each(case.strength(Rule::R16)) * short_of_reserve(case, rows);
    if let (Strength::Soft(weight), true) = (case.strength(Rule::R37), decided == case.groups.len()) {
        // The weight is of a room night; a thousandth of it, rounded half upwards, is of a thousandth.
        sum += price(Weight((weight.0 + 500).div_euclid(1000))) * short_of_cheap(case, rows);
    }
    sum
}
