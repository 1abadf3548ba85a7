//! Money that groups share: one row for each budget.

use std::ops::Range;

use crate::domain::{Budget, Instance, LevelName, Money, Strength, Weight};

use super::cost::Costs;
use super::demand::Demand;
use super::money::rate_of_stay;
use super::price::{Prices, rounded};
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

/// R36. The rows of the budgets: rooms, each at what it costs over the stay in minor units, sum to at most the budget. A
/// soft one that weighs nothing is left out.
#[must_use]
pub fn r36_budgets(instance: &Instance, prices: &Prices<'_>, parts: &Parts<'_>) -> Vec<Row> {
    let row = |budget: &Budget| {
        let price = match budget.strength {
            Strength::Hard => None,
            Strength::Soft(weight) => Some(over_price(prices, weight)).filter(|price| !price.0.is_empty()).map(Some)?,
        };
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

/// R36. What a minor unit over a budget costs: a hundredth of the weight, rounded half up to a billionth.
fn over_price(prices: &Prices<'_>, weight: Weight) -> Costs {
    let mut price = Costs::default();
    prices.charge(&mut price, LevelName::Breaches, rounded(i128::from(weight.0), Money::SCALE));
    price
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
