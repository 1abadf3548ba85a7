//! Rules that filter hotels, where they have a price: what each guest costs who is let in all the same.

use crate::domain::{LevelName, Pool, Rule};

use super::cost::Costs;
use super::filter::Case;
use super::price::Prices;
use super::{eligibility, money, proximity, stability};

/// A rule that looks at a group in a hotel, and whether it is kept there.
type OfHotel = (Rule, fn(&Case<'_>, usize, usize) -> bool);
/// A rule that looks at a group in rooms of a pool, and whether it is kept there.
type OfPool = (Rule, fn(&Case<'_>, usize, &Pool) -> bool);

/// The rules that look at a hotel.
const OF_HOTELS: [OfHotel; 4] = [
    (Rule::R34, eligibility::r34_status),
    (Rule::R24, |case, g, h| case.stays_at(g, h) || proximity::r24_distance(case.instance, g, h)),
    (Rule::R9, |case, g, h| case.stays_at(g, h) || eligibility::r9_eligibility(case.instance, g, h)),
    (Rule::R41, |case, g, h| case.stays_at(g, h) || eligibility::r41_facilities(case.instance, g, h)),
];

/// The rules that look at rooms.
const OF_POOLS: [OfPool; 2] = [
    (Rule::R7, |case, group, pool| eligibility::r7_room_type(&case.instance.groups[group], pool)),
    (Rule::R35, |case, group, pool| money::r35_rate_max(&case.instance.groups[group], &pool.offers)),
];

/// Returns the rules that filter and may have a price.
pub fn rules() -> impl Iterator<Item = Rule> {
    OF_HOTELS.iter().map(|&(rule, _)| rule).chain(OF_POOLS.iter().map(|&(rule, _)| rule))
}

/// Charges a guest of a group in a hotel with the rules that are not kept there.
pub fn charge_hotel(case: &Case<'_>, prices: &Prices<'_>, (group, hotel): (usize, usize), per_guest: &mut Costs) {
    for (rule, is_kept) in OF_HOTELS {
        if let Some(weight) = case.instance.strength_at(rule, group, Some(hotel)).price()
            && !is_kept(case, group, hotel)
        {
            prices.charge(per_guest, LevelName::Breaches, weight.0);
        }
    }
}

/// Charges a guest of a group in rooms of a pool with the rules that are not kept there.
pub fn charge_pool(
    case: &Case<'_>,
    prices: &Prices<'_>,
    (group, hotel): (usize, usize),
    (pool, per_guest): (&Pool, &mut Costs),
) {
    for (rule, is_kept) in OF_POOLS {
        if let Some(weight) = case.instance.strength_at(rule, group, Some(hotel)).price()
            && !stability::r32_had(case, (group, hotel), pool)
            && !is_kept(case, group, pool)
        {
            prices.charge(per_guest, LevelName::Breaches, weight.0);
        }
    }
}
