//! Money that groups share: one row for each budget.

use std::ops::Range;

use crate::domain::{Budget, Instance, Money};

use super::demand::Demand;
use super::money::rate_of_stay;
use super::price::Prices;
use super::primitive::{Candidate, Place, Pool};
use super::row::{Row, Side, Term};

/// The parts of a program that the rows of budgets are made of.
pub struct Parts<'a> {
    /// The demands.
    pub demands: &'a [Demand],
    /// The candidates.
    pub candidates: &'a [Candidate],
    /// The places of the candidates.
    pub places: &'a [Place],
    /// The pools of the places.
    pub pools: &'a [Pool],
}

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
        let terms = parts.demands.iter().filter(shares).flat_map(|demand| terms(instance, demand, parts));
        Some(Row { name, terms: terms.collect(), lower: None, upper: Some(Side { limit: budget.most.0, price }) })
    };
    instance.rules.budgets.iter().filter_map(row).collect()
}

/// The terms of a demand: one for each place that costs anything.
fn terms<'a>(instance: &'a Instance, demand: &'a Demand, parts: &'a Parts<'_>) -> impl Iterator<Item = Term> + 'a {
    let group = &instance.groups[demand.group as usize];
    demand.candidates.clone().flat_map(move |candidate| {
        let Range { start, end } = parts.candidates[candidate as usize].places;
        let places = parts.places[start as usize..end as usize].iter();
        (0..).zip(places).filter_map(move |(place, of)| {
            let pool = &parts.pools[of.pool as usize];
            let pool = &instance.hotels[pool.hotel as usize].pools[pool.index as usize];
            let per_room = rate_of_stay(group, &pool.offers);
            (per_room > 0).then_some(Term { candidate, place, per_guest: 0, per_room })
        })
    })
}
