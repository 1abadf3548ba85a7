//! How far a group's hotel may be from its site, and what the way costs.

use crate::domain::{Group, Instance, Km, LevelName, Minutes, Rule, Travel};

use super::cost::Costs;
use super::price::Prices;

/// Tells whether a group asks for any distance or time at all.
fn has_limits(group: &Group) -> bool {
    group.site.is_some() && (group.km_max.is_some() || group.minutes_max.is_some())
}

/// Tells whether a group must not be farther from its site than so far, but where that is waived for a hotel.
#[must_use]
pub fn is_limited(instance: &Instance, group: usize) -> bool {
    has_limits(&instance.groups[group]) && instance.strength_at(Rule::R24, group, None).is_hard()
}

/// R24. The hotel is within the group's distance and time; an unknown one never is. A group without a site is free.
#[must_use]
pub fn r24_distance(instance: &Instance, group: usize, hotel: usize) -> bool {
    let wishes = &instance.groups[group];
    !has_limits(wishes) || r24_within(wishes, instance.travel(group, hotel))
}

/// R24. The way is within the distance and the time of a group with limits; an unknown one never is.
#[must_use]
pub fn r24_within(wishes: &Group, travel: Travel) -> bool {
    let near = wishes.km_max.is_none_or(|most| travel.km.is_some_and(|km| km <= most));
    let quick = wishes.minutes_max.is_none_or(|most| travel.minutes.is_some_and(|minutes| minutes <= most));
    near && quick
}

/// R24. The km beyond which no hotel is within the limits of a group, unless the travel table says otherwise.
#[must_use]
pub fn r24_farthest_km(instance: &Instance, wishes: &Group) -> f64 {
    let by_km = wishes.km_max.map_or(f64::INFINITY, Km::units);
    let slack = Minutes(1).units();
    let by_minutes = wishes.minutes_max.map_or(f64::INFINITY, |most| {
        (most.units() + slack) * instance.rules.speed_kmh / 60.0 * (1.0 + f64::EPSILON * 16.0)
    });
    by_km.min(if by_minutes >= 0.0 { by_minutes } else { f64::INFINITY })
}

/// R24. What a guest's way costs at the travel level.
pub fn r24_travel(prices: &Prices<'_>, parts: i64) -> Costs {
    let mut per_guest = Costs::default();
    prices.charge(&mut per_guest, LevelName::Travel, parts);
    per_guest
}
