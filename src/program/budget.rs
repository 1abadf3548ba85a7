//! Money that groups share: one row for each budget.

use crate::domain::{Budget, Instance, Money};

use super::demand::Demand;
use super::money::rate_of_stay;
use super::parts::Parts;
use super::price::Prices;
use super::row::{Row, Side, Term};

/// R36. The rows of the budgets: rooms, each at what it costs over the stay in minor units, sum to at most the budget. One
/// that is off or weighs nothing is left out.
#[must_use]
pub fn r36_budgets(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let row = |budget: &Budget| {
        let price = prices.force_by_part(instance.strength_of_budget(budget), Money::SCALE).price()?;
        let name = match budget.class.map(|class| instance.classes[class].name.as_str()) {
            None => "budget".to_owned(),
            Some("") => "budget of no class".to_owned(),
            Some(name) => format!("budget of {name}"),
        };
        let shares =
            |demand: &&Demand| budget.class.is_none_or(|class| instance.groups[demand.group as usize].class == class);
        let terms = parts.demands.iter().filter(shares).flat_map(|demand| terms(demand, parts));
        Some(Row { name, terms: terms.collect(), lower: None, upper: Some(Side { limit: budget.most.0, price }) })
    };
    instance.rules.budgets.iter().filter_map(row).collect()
}

/// The terms of a demand: one for each place that costs anything.
fn terms<'a>(demand: &'a Demand, parts: &Parts<'a>) -> impl Iterator<Item = Term> + use<'a> {
    let spots = parts.spots(demand).map(|spot| spot.per_room(rate_of_stay(spot.group, &spot.pool.offers)));
    spots.filter(|term| term.per_room > 0)
}
