//! Keeping a group together: how many hotels, and what each further one costs.

use crate::domain::{Group, LevelName, Split};

use super::cost::Costs;
use super::price::Prices;

/// R18, R19. The most hotels of a group: one where it is never split, as many as it likes where it is free.
#[must_use]
pub fn r18_hotels_max(group: &Group) -> Option<u32> {
    match group.split {
        Split::Never => Some(1),
        Split::Hotels { hotels_max, .. } => hotels_max,
        Split::Free => None,
    }
}

/// R19, R20. The fewest guests of a group in a hotel that it uses at all.
#[must_use]
pub fn r20_guests_min(group: &Group) -> u32 {
    match group.split {
        Split::Never => r19_never_split(group),
        Split::Hotels { chunk_min, .. } => chunk_min.clamp(1, group.guests),
        Split::Free => 1,
    }
}

/// R19. All of the group: with one hotel at most, it is the whole group there or nobody.
fn r19_never_split(group: &Group) -> u32 {
    group.guests
}

/// R18. The price of each hotel beyond the first.
pub fn r18_split_price(prices: &Prices<'_>) -> Costs {
    let mut split = Costs::default();
    prices.charge(&mut split, LevelName::Splits, 1);
    split
}
