//! The objective, recomputed from the plan in whole numbers. Reports no bound and breaks no tie.

use std::collections::{BTreeMap, BTreeSet};

use super::LevelValue;
use super::breach::Breach;
use super::crowd::r38_empty_blocks;
use super::plan::{Entry, Plan};
use crate::domain::{Group, Instance, LevelName, Mode, Money, Objective, Share, Weight};

/// Returns the levels in the order of the policy, a level for each tier of unmet; or the one weighted sum.
pub(super) fn levels(plan: &Plan, breaches: &[Breach]) -> Vec<LevelValue> {
    match &plan.instance.objective.mode {
        Mode::Lexicographic { order, .. } => {
            let is_first = plan.instance.previous.is_none();
            let reported = order.iter().filter(|&&name| name != LevelName::Moves || !is_first);
            reported.flat_map(|&name| in_parts(plan, breaches, name)).collect()
        }
        Mode::Weighted(weights) => {
            let value = weights.iter().map(|(&name, &weight)| weighted((plan, breaches), name, weight));
            let value = value.fold(0, i128::saturating_add);
            vec![LevelValue { name: Objective::WEIGHTED.to_owned(), value, scale: Objective::WEIGHTED_SCALE }]
        }
    }
}

/// Returns how many guests have no place, by position of the group.
pub(super) fn unmet(plan: &Plan) -> Vec<(usize, u32)> {
    let missing = plan.instance.groups.iter().enumerate().map(|(at, group)| {
        let placed = u32::try_from(plan.placed(at)).unwrap_or(u32::MAX);
        (at, group.guests.saturating_sub(placed))
    });
    missing.filter(|&(_, guests)| guests > 0).collect()
}

/// How a part of a level is priced.
#[derive(Clone, Copy)]
pub(super) enum Pricing {
    /// By itself, in the parts of its level.
    Parts,
    /// Times the weight of its level, rounded half up to a billionth for each unit by itself.
    Weighted(Weight),
}

impl Pricing {
    /// Returns the price of something that is so many parts of its level, `scale` of which make one unit.
    pub(super) fn of(self, parts: i64, scale: i64) -> i128 {
        match self {
            Self::Parts => i128::from(parts),
            Self::Weighted(weight) => rounded(i128::from(weight.0) * i128::from(parts), i128::from(scale)),
        }
    }
}

/// Returns a fraction rounded half up.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    let rest = numerator.rem_euclid(denominator);
    numerator.div_euclid(denominator) + i128::from(2 * rest >= denominator)
}

fn in_parts(plan: &Plan, breaches: &[Breach], name: LevelName) -> Vec<LevelValue> {
    let pricing = Pricing::Parts;
    if name != LevelName::Unmet {
        return vec![LevelValue {
            name: name.to_string(),
            value: value((plan, breaches), name, pricing),
            scale: name.scale(),
        }];
    }
    let mut tiers: BTreeMap<u32, i128> = plan.instance.tiers().into_iter().map(|tier| (tier, 0)).collect();
    for (at, guests) in unmet(plan) {
        *tiers.entry(plan.instance.tier(at)).or_default() += i128::from(guests);
    }
    let level = |(tier, value)| LevelValue { name: format!("{name}.{tier}"), value, scale: name.scale() };
    tiers.into_iter().map(level).collect()
}

fn weighted((plan, breaches): (&Plan, &[Breach]), name: LevelName, weight: Weight) -> i128 {
    let pricing = Pricing::Weighted(weight);
    if name != LevelName::Unmet {
        return value((plan, breaches), name, pricing);
    }
    sum(unmet(plan).into_iter().map(|(at, guests)| {
        let tier_weight = plan.instance.objective.tier_weight(plan.instance.tier(at));
        times(pricing.of(tier_weight.0, Weight::SCALE), guests.into())
    }))
}

fn value((plan, breaches): (&Plan, &[Breach]), name: LevelName, pricing: Pricing) -> i128 {
    match name {
        LevelName::Unmet => 0,
        LevelName::Moves => moves(plan, pricing),
        LevelName::Breaches => {
            sum(breaches.iter().map(|breach| times(pricing.of(breach.per_part.0, Weight::SCALE), breach.amount)))
        }
        LevelName::Splits => times(pricing.of(1, 1), splits(plan)),
        LevelName::Hotels => times(pricing.of(1, 1), used_hotels(plan).len() as u64),
        LevelName::Travel => travel(plan, pricing),
        LevelName::Cost => cost(plan, pricing),
    }
}

/// Guests who are not where their group was, at the price of each (R32): those elsewhere, those without a room, and the
/// newcomers of a group that grew. Groups that stay by force and groups that were nowhere cost nothing.
fn moves(plan: &Plan, pricing: Pricing) -> i128 {
    let groups = plan.instance.groups.iter().enumerate();
    sum(groups.filter(|&(at, _)| plan.guests_before(at).is_some() && !plan.stays(at)).map(|(at, group)| {
        let unplaced = u64::from(group.guests).saturating_sub(plan.placed(at));
        let weight = plan.instance.rules.moves.of(group.status);
        times(pricing.of(weight.0, Weight::SCALE), plan.elsewhere(at) + unplaced)
    }))
}

/// Hotels of each group beyond its first (R18).
fn splits(plan: &Plan) -> u64 {
    let hotels = (0..plan.instance.groups.len()).map(|group| plan.guests_by_hotel(group).len() as u64);
    hotels.map(|n_hotels| n_hotels.saturating_sub(1)).sum()
}

/// Hotels that take anyone (R21).
fn used_hotels(plan: &Plan) -> BTreeSet<usize> {
    plan.entries.iter().filter(|entry| entry.guests > 0).map(|entry| entry.hotel).collect()
}

/// Guest-km or guest-minutes (R24), and ways from ports by their weight (R25); an unknown way adds nothing.
fn travel(plan: &Plan, pricing: Pricing) -> i128 {
    sum(plan.entries.iter().map(|entry| {
        let per_guest = way(plan.instance, entry.group, entry.hotel);
        times(pricing.of(per_guest, LevelName::Travel.scale()), entry.guests)
    }))
}

/// Room nights at their rates, an unknown rate adding nothing, the opening of hotels (R21), and blocks that stay empty (R38).
fn cost(plan: &Plan, pricing: Pricing) -> i128 {
    let rooms =
        plan.entries.iter().map(|entry| times(pricing.of(rate_of_stay(plan, entry), Money::SCALE), entry.rooms));
    let openings = used_hotels(plan);
    let openings = openings.iter().map(|&hotel| pricing.of(plan.instance.hotels[hotel].opening_cost.0, Money::SCALE));
    let blocks = r38_empty_blocks(plan);
    let blocks = blocks.iter().map(|&(_, nights, rate)| times(pricing.of(rate, Money::SCALE), nights));
    sum(rooms.chain(openings).chain(blocks))
}

/// What a room costs over the whole stay of an entry's group, in minor units.
fn rate_of_stay(plan: &Plan, entry: &Entry) -> i64 {
    let pool = plan.pool(entry);
    let rates = plan.group(entry).stay.nights().filter_map(|night| pool.offer(night)?.rate);
    rates.fold(0, |sum: i64, rate| sum.saturating_add(paid(plan.group(entry), rate)))
}

/// Returns what a group pays of a rate, in minor units: its share, a half rounded up (R35).
pub(super) fn paid(group: &Group, rate: Money) -> i64 {
    let parts = i128::from(rate.0) * i128::from(group.asks.rate_factor.thousandths());
    i64::try_from(rounded(parts, i128::from(Share::SCALE))).unwrap_or(i64::MAX)
}

/// Returns how far a guest of a group goes to a hotel from its site, and by its weight from its port (R24, R25).
pub(super) fn way(instance: &Instance, group: usize, hotel: usize) -> i64 {
    let weight = i128::from(instance.rules.transfer_weight.0);
    let from_port = instance.groups[group].asks.port.map_or(0, |port| {
        let way = instance.travel_parts(instance.travel_from(port, hotel));
        rounded(weight * i128::from(way), i128::from(Weight::SCALE))
    });
    instance.travel_per_guest(group, hotel).saturating_add(i64::try_from(from_port).unwrap_or(i64::MAX))
}

fn times(price: i128, count: u64) -> i128 {
    price.saturating_mul(i128::from(count))
}

fn sum(values: impl Iterator<Item = i128>) -> i128 {
    values.fold(0, i128::saturating_add)
}
