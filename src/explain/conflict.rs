//! Orders that cannot all be kept: a smallest set of pins, pairs and limits of the policy (budgets, meals) that contradict
//! each other, named by their lines.
//!
//! The set is found by leaving orders out and solving for feasibility alone. Where a limit cuts that short, the set may
//! be larger than the smallest, and says so.

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::limits::must_feed;
use super::narrow::narrow;
use crate::domain::{Budget, HotelStatus, Instance, Mode, Pair, Pin, PinRelation, Rule};
use crate::program::filter::{Case, first_failed};
use crate::program::{self};
use crate::solve::{self, Engine, Options, Termination};

/// Where limits of the policy stand.
const POLICY: &str = "roomblock.toml";

/// How long one question about feasibility may take.
const QUESTION: Duration = Duration::from_secs(10);

/// Orders that cannot all be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The orders, by file and line.
    pub orders: Vec<Order>,
    /// Without any one of them, the others can be kept.
    pub smallest: bool,
}

/// A line of `pins.csv` or `pairs.csv`, or a limit of the policy, and what it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The file and the line.
    pub place: String,
    /// What it asks, and what stands in its way by itself.
    pub text: String,
}

impl fmt::Display for Conflict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match (self.orders.len(), self.smallest) {
            (1, _) => "this order cannot be kept",
            (_, true) => "these orders contradict each other",
            (_, false) => "some of these orders contradict each other",
        };
        formatter.write_str(what)?;
        for order in &self.orders {
            write!(formatter, "\n  --> {}: {}", order.place, order.text)?;
        }
        Ok(())
    }
}

/// An order by its position in the instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Handle {
    Pin(usize),
    Pair(usize),
    Budget(usize),
    /// What all hotels can feed.
    Meals,
}

/// Finds a contradiction that two lines show by themselves, or a `must` at a closed hotel; solves nothing.
#[must_use]
pub fn plain_conflict(instance: &Instance) -> Option<Conflict> {
    if !instance.strength(Rule::R31).is_hard() {
        return None;
    }
    let is_must = |pin: &Pin| matches!(pin.relation, PinRelation::Must(_)) && instance.holds(pin);
    for (at, must) in instance.pins.iter().enumerate().filter(|(_, pin)| is_must(pin)) {
        if instance.hotels[must.hotel].status == HotelStatus::Closed {
            return Some(named(instance, &[Handle::Pin(at)], true));
        }
        let denies = |pin: &Pin| {
            let same = pin.group == must.group && pin.hotel == must.hotel && instance.holds(pin);
            same && pin.relation == PinRelation::MustNot && (pin.wing.is_none() || pin.wing == must.wing)
        };
        if let Some(other) = instance.pins.iter().position(denies) {
            return Some(named(instance, &[Handle::Pin(at), Handle::Pin(other)], true));
        }
    }
    None
}

/// Finds a smallest set of orders that cannot all be kept, none where all of them can.
///
/// `stop` ends the search early: what is known then is returned.
#[must_use]
pub fn conflict(instance: &Instance, stop: &AtomicBool) -> Option<Conflict> {
    if let Some(plain) = plain_conflict(instance) {
        return Some(plain);
    }
    let mut questions = Questions { instance, stop, certain: true };
    let pins_are_hard = instance.strength(Rule::R31).is_hard();
    let is_order = |pin: &Pin| matches!(pin.relation, PinRelation::Must(_) | PinRelation::MustNot);
    let hard_pin = |pin: &Pin| pins_are_hard && is_order(pin) && instance.holds(pin);
    let pins = instance.pins.iter().enumerate().filter(|(_, pin)| hard_pin(pin)).map(|(at, _)| Handle::Pin(at));
    let hard_pair = |pair: &Pair| instance.strength_of_pair(pair).is_hard();
    let pairs = instance.pairs.iter().enumerate().filter(|(_, pair)| hard_pair(pair)).map(|(at, _)| Handle::Pair(at));
    let hard_budget = |budget: &Budget| instance.strength_of_budget(budget).is_hard();
    let budgets = instance.rules.budgets.iter().enumerate().filter(|(_, budget)| hard_budget(budget));
    let budgets = budgets.map(|(at, _)| Handle::Budget(at));
    let feeds = must_feed(instance);
    let all: Vec<Handle> = pins.chain(pairs).chain(budgets).chain(feeds.then_some(Handle::Meals)).collect();
    if !questions.contradicts(&all) {
        return None;
    }
    let smallest = narrow(&all, &mut |orders| questions.contradicts(orders));
    Some(named(instance, &smallest, questions.certain))
}

/// Asks whether some orders can all be kept.
struct Questions<'a> {
    instance: &'a Instance,
    stop: &'a AtomicBool,
    certain: bool,
}

impl Questions<'_> {
    /// Tells whether no plan keeps all of some orders. A question that is not answered counts as no.
    fn contradicts(&mut self, orders: &[Handle]) -> bool {
        let mut reduced = self.instance.clone();
        reduced.pins = kept(&self.instance.pins, |at| orders.contains(&Handle::Pin(at)));
        reduced.pairs = kept(&self.instance.pairs, |at| orders.contains(&Handle::Pair(at)));
        reduced.rules.budgets = kept(&self.instance.rules.budgets, |at| orders.contains(&Handle::Budget(at)));
        if !orders.contains(&Handle::Meals) {
            reduced.hotels.iter_mut().for_each(|hotel| (hotel.meals_max, hotel.terms.suppers_max) = (None, None));
        }
        reduced.objective.mode = Mode::Weighted(std::collections::BTreeMap::new());
        let options = Options {
            engine: Engine::Exact,
            time_limit: Some(QUESTION),
            gap: 1.0,
            seed: 0,
            threads: 1,
            effort: None,
            stop: self.stop,
            watch: &|_| {},
        };
        let outcome = solve::solve(&program::compile(&reduced), &options);
        let answered = outcome.plan.is_some() || outcome.termination == Termination::Infeasible;
        self.certain &= answered;
        outcome.termination == Termination::Infeasible
    }
}

fn kept<T: Clone>(all: &[T], keep: impl Fn(usize) -> bool) -> Vec<T> {
    all.iter().enumerate().filter(|&(at, _)| keep(at)).map(|(_, one)| one.clone()).collect()
}

fn named(instance: &Instance, handles: &[Handle], smallest: bool) -> Conflict {
    let place = |handle: Handle| match handle {
        Handle::Pin(at) => Some(&instance.pins[at].place),
        Handle::Pair(at) => Some(&instance.pairs[at].place),
        Handle::Budget(_) | Handle::Meals => None,
    };
    let mut handles = handles.to_vec();
    // Limits of the policy have no line any more: they come last.
    handles.sort_by(|&a, &b| (place(a).is_none(), place(a), a).cmp(&(place(b).is_none(), place(b), b)));
    let order = |&handle: &Handle| match handle {
        Handle::Pin(at) => pin_order(instance, &instance.pins[at]),
        Handle::Pair(at) => pair_order(instance, &instance.pairs[at]),
        Handle::Budget(at) => budget_order(instance, &instance.rules.budgets[at]),
        Handle::Meals => {
            Order { place: POLICY.to_owned(), text: "no hotel may house more guests than it feeds (R42)".to_owned() }
        }
    };
    let mut orders: Vec<Order> = handles.iter().map(order).collect();
    if let ([Handle::Pin(at)], [order]) = (handles.as_slice(), orders.as_mut_slice()) {
        order.text.push_str(&obstacle(instance, &instance.pins[*at]));
    }
    Conflict { orders, smallest }
}

fn pin_order(instance: &Instance, pin: &Pin) -> Order {
    let (group, hotel) = (&instance.groups[pin.group].id, &instance.hotels[pin.hotel].id);
    let wing = pin.wing.as_ref().map(|wing| format!(", wing {wing}")).unwrap_or_default();
    let asked = match pin.relation {
        PinRelation::Must(Some(guests)) => format!("at least {guests} guests of {group} must be in"),
        PinRelation::MustNot => format!("{group} must not be in"),
        _ => format!("{group} must be in"),
    };
    Order { place: pin.place.to_string(), text: format!("{asked} {hotel}{wing}") }
}

/// Returns why a `must` cannot be kept even if it is the only order: a clause, empty where that is not known.
fn obstacle(instance: &Instance, pin: &Pin) -> String {
    if instance.hotels[pin.hotel].status == HotelStatus::Closed {
        return ", and the hotel is closed".to_owned();
    }
    if let Some(filter) = first_failed(&Case::new(instance), pin.group, pin.hotel) {
        return format!(", and the hotel is filtered out: it is not {} ({})", filter.left, filter.rule);
    }
    let only = Instance { pins: vec![pin.clone()], pairs: Vec::new(), ..instance.clone() };
    let program = program::compile(&only);
    let Some(demand) = program.demand_of(pin.group) else {
        return String::new();
    };
    let (fit, guests) = (solve::alone(&program, demand), instance.groups[pin.group].guests);
    if fit < guests { format!(", and at most {fit} of its {guests} guests fit there") } else { String::new() }
}

fn pair_order(instance: &Instance, pair: &Pair) -> Order {
    use crate::domain::{Level, PairRelation};
    let asked = match pair.relation {
        PairRelation::Same(Level::Hotel) => "in the same hotel",
        PairRelation::Same(Level::Wing) => "in the same wing",
        PairRelation::Apart(Level::Hotel) => "in different hotels",
        PairRelation::Apart(Level::Wing) => "in different wings",
        PairRelation::Near => "near each other",
    };
    let (a, b) = (&instance.groups[pair.a].id, &instance.groups[pair.b].id);
    Order { place: pair.place.to_string(), text: format!("{a} and {b} must be {asked}") }
}

fn budget_order(instance: &Instance, budget: &Budget) -> Order {
    let who = match budget.class.map(|class| instance.classes[class].name.as_str()) {
        None => "all groups".to_owned(),
        Some("") => "groups of no class".to_owned(),
        Some(name) => format!("class {name}"),
    };
    Order { place: POLICY.to_owned(), text: format!("{who} may spend {} on rooms (R36)", budget.most) }
}
