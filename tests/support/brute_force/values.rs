//! The objective as plain sums over rows.

use std::collections::BTreeSet;

use roomblock::domain::objective::TravelUnit;
use roomblock::domain::{Instance, LevelName, Mode, PinRelation, Rule, Strength};

use super::Row;
use super::rules::{hungry, is_broken, overspent, points_at, smaller};
use super::stability::{moves, tier as tier_of};

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
                    _ => values.push((level.to_string(), value(case, level, rows, &price))),
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
                    sum += value(case, level, rows, &price);
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
fn value(case: &Instance, level: LevelName, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let hotels_of = |wanted: Option<usize>| -> BTreeSet<usize> {
        let of_group = |row: &&Row| row.guests > 0 && wanted.is_none_or(|group| row.group == group);
        rows.iter().filter(of_group).map(|row| row.hotel).collect()
    };
    let mut sum = 0;
    match level {
        LevelName::Unmet | LevelName::Moves => {}
        LevelName::Breaches => sum += breaches(case, rows, price),
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
                sum += price(parts, 1_000_000_000) * i128::from(row.guests);
            }
        }
        LevelName::Cost => {
            for row in rows {
                let pool = &case.hotels[row.hotel].pools[row.pool];
                let stay = case.groups[row.group].stay;
                let rate = |night| pool.offer(night).and_then(|offer| offer.rate).map_or(0, |rate| rate.0);
                let of_stay: i64 = (stay.arrive..stay.depart).map(rate).sum();
                sum += price(of_stay, 100) * i128::from(row.rooms);
            }
            for hotel in hotels_of(None) {
                sum += price(case.hotels[hotel].opening_cost.0, 100);
            }
        }
    }
    sum
}

/// Soft pairs, wishes, budgets and meals that are not kept.
fn breaches(case: &Instance, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let mut sum = 0;
    for pair in &case.pairs {
        if let Strength::Soft(weight) = pair.strength
            && is_broken(case, pair, rows)
        {
            let guests = case.groups[smaller(case, pair)].guests;
            sum += price(weight.0, 1_000_000_000) * i128::from(guests);
        }
    }
    for pin in &case.pins {
        for row in rows.iter().filter(|row| row.group == pin.group) {
            let price = match pin.relation {
                PinRelation::Prefer(weight) if !points_at(case, pin, row) => price(weight.0, 1_000_000_000),
                PinRelation::Avoid(weight) if points_at(case, pin, row) => price(weight.0, 1_000_000_000),
                _ => 0,
            };
            sum += price * i128::from(row.guests);
        }
    }
    for budget in &case.rules.budgets {
        if let Strength::Soft(weight) = budget.strength {
            // The weight is of a unit of money; a hundredth of it, rounded half upwards, is of a minor unit.
            let of_minor_unit = (weight.0 + 50).div_euclid(100);
            sum += price(of_minor_unit, 1_000_000_000) * overspent(case, budget, rows);
        }
    }
    if let Strength::Soft(weight) = case.strength(Rule::R42) {
        sum += price(weight.0, 1_000_000_000) * hungry(case, rows);
    }
    sum
}
