//! Keeping a group together: how many hotels and wings, how few guests in each, and what each further one costs.

use crate::domain::{Instance, LevelName, Rule, Split};

use super::cost::Costs;
use super::demand::{Chunk, Wings};
use super::filter::Case;
use super::price::{Force, Prices};

/// R18, R19. The most hotels of a group, and what each beyond them costs, where that is allowed: one where it is never
/// split, as many as it likes where it is free.
#[must_use]
pub fn r18_hotels_max(instance: &Instance, prices: &Prices<'_>, group: usize) -> (Option<u32>, Option<Costs>) {
    match instance.groups[group].split {
        Split::Never => (r19_never_split(instance, group).then_some(1), None),
        Split::Hotels { hotels_max, .. } => match prices.force(instance.strength_at(Rule::R18, group, None)) {
            Force::Hard => (hotels_max, None),
            Force::Priced(over) => (hotels_max, hotels_max.map(|_| over)),
            Force::Nothing => (None, None),
        },
        Split::Free => (None, None),
    }
}

/// R19, R20. The fewest guests of a group in a hotel that it uses at all.
#[must_use]
pub fn r20_guests_min(instance: &Instance, group: usize) -> u32 {
    let wishes = &instance.groups[group];
    match wishes.split {
        Split::Never if r19_never_split(instance, group) => wishes.guests,
        Split::Hotels { chunk_min, .. } if instance.strength_at(Rule::R20, group, None).is_hard() => {
            chunk_min.clamp(1, wishes.guests)
        }
        Split::Never | Split::Hotels { .. } | Split::Free => 1,
    }
}

/// R20. What guests cost who are missing in hotels where too few of a group are; none where nobody may be missing.
#[must_use]
pub fn r20_chunk(instance: &Instance, prices: &Prices<'_>, group: usize) -> Option<Chunk> {
    let wishes = &instance.groups[group];
    let Split::Hotels { chunk_min, .. } = wishes.split else { return None };
    let guests = chunk_min.clamp(1, wishes.guests);
    match prices.force(instance.strength_at(Rule::R20, group, None)) {
        Force::Priced(short) if guests > 1 => Some(Chunk { guests, short }),
        _ => None,
    }
}

/// R19. Whether a group is in one hotel as a whole, or nowhere.
fn r19_never_split(instance: &Instance, group: usize) -> bool {
    instance.groups[group].split == Split::Never && instance.strength_at(Rule::R19, group, None).is_hard()
}

/// R22. Over how many wings of one hotel a group may be spread, or at what price: any number where nobody asks, and where it
/// stays.
#[must_use]
pub fn r22_wings(case: &Case<'_>, prices: &Prices<'_>, group: usize) -> Wings {
    let instance = case.instance;
    if !instance.classes[instance.groups[group].class].same_wing || case.staying(group).is_some() {
        return Wings::Any;
    }
    match prices.force(instance.strength_at(Rule::R22, group, None)) {
        Force::Hard => Wings::One,
        Force::Priced(further) => Wings::Priced(further),
        Force::Nothing => Wings::Any,
    }
}

/// R18. The price of each hotel beyond the first.
pub fn r18_split_price(prices: &Prices<'_>) -> Costs {
    let mut split = Costs::default();
    prices.charge(&mut split, LevelName::Splits, 1);
    split
}
