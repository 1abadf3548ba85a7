//! What groups share besides rooms, and must do with: meals and money.

use crate::domain::{Budget, Hotel, Instance, Rule};

/// Returns what groups share besides rooms, and must do with: meals (R42), money (R36).
pub(super) fn shared_limits(instance: &Instance, group: usize) -> Vec<&'static str> {
    let feeds = must_feed(instance);
    [(feeds, "meals"), (has_budget(instance, group), "money")]
        .into_iter()
        .filter(|&(is, _)| is)
        .map(|(_, it)| it)
        .collect()
}

/// Tells whether any hotel must not house more guests than it feeds (R42).
pub(super) fn must_feed(instance: &Instance) -> bool {
    let is_limited = |hotel: &Hotel| hotel.meals_max.is_some() || hotel.terms.suppers_max.is_some();
    let must = |(at, hotel): (usize, &Hotel)| is_limited(hotel) && instance.strength_in(Rule::R42, at).is_hard();
    instance.hotels.iter().enumerate().any(must)
}

/// Tells whether a budget that must hold pays for a group (R36).
pub(super) fn has_budget(instance: &Instance, group: usize) -> bool {
    let pays = |budget: &Budget| budget.class.is_none_or(|class| class == instance.groups[group].class);
    instance.rules.budgets.iter().any(|budget| instance.strength_of_budget(budget).is_hard() && pays(budget))
}
