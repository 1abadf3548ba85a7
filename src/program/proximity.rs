//! How far a group's hotel may be from its site, and what the way costs.

use crate::domain::{Instance, LevelName};

use super::cost::Costs;
use super::price::Prices;

/// R24. The hotel is within the group's distance and time; an unknown one never is. A group without a site is free.
#[must_use]
pub fn r24_distance(instance: &Instance, group: usize, hotel: usize) -> bool {
    let wishes = &instance.groups[group];
    if wishes.site.is_none() || (wishes.km_max.is_none() && wishes.minutes_max.is_none()) {
        return true;
    }
    let travel = instance.travel(group, hotel);
    let near = wishes.km_max.is_none_or(|most| travel.km.is_some_and(|km| km <= most));
    let quick = wishes.minutes_max.is_none_or(|most| travel.minutes.is_some_and(|minutes| minutes <= most));
    near && quick
}

/// R24. Charges a guest's way to the travel level.
pub fn r24_travel(instance: &Instance, prices: &Prices<'_>, (group, hotel): (usize, usize), per_guest: &mut Costs) {
    prices.charge(per_guest, LevelName::Travel, instance.travel_per_guest(group, hotel));
}
