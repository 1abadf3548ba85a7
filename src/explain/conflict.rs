//! Orders that cannot all be kept: a smallest set of pins and pairs that contradict each other, named by their lines.
//!
//! The set is found by leaving orders out and solving for feasibility alone. Where a limit cuts that short, the set may
//! be larger than the smallest, and says so.

use std::fmt;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::domain::{HotelStatus, Instance, Mode, Pair, Pin, PinRelation, Strength};
use crate::program::filter::{Case, first_failed};
use crate::program::{self};
use crate::solve::{self, Engine, Options, Termination};

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

/// A line of `pins.csv` or `pairs.csv`, and what it asks.
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
}

/// Finds a contradiction that two lines show by themselves, or a `must` at a closed hotel; solves nothing.
#[must_use]
pub fn plain_conflict(instance: &Instance) -> Option<Conflict> {
    let is_must = |pin: &Pin| matches!(pin.relation, PinRelation::Must(_));
    for (at, must) in instance.pins.iter().enumerate().filter(|(_, pin)| is_must(pin)) {
        if instance.hotels[must.hotel].status == HotelStatus::Closed {
            return Some(named(instance, &[Handle::Pin(at)], true));
        }
        let denies = |pin: &Pin| {
            let same = pin.group == must.group && pin.hotel == must.hotel;
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
    let hard_pin = |pin: &Pin| matches!(pin.relation, PinRelation::Must(_) | PinRelation::MustNot);
    let pins = instance.pins.iter().enumerate().filter(|(_, pin)| hard_pin(pin)).map(|(at, _)| Handle::Pin(at));
    let hard_pair = |pair: &Pair| pair.strength == Strength::Hard;
    let pairs = instance.pairs.iter().enumerate().filter(|(_, pair)| hard_pair(pair)).map(|(at, _)| Handle::Pair(at));
    let all: Vec<Handle> = pins.chain(pairs).collect();
    if !questions.contradicts(&all) {
        return None;
    }
    let smallest = questions.narrow(&[], false, &all);
    Some(named(instance, &smallest, questions.certain))
}

/// Asks whether some orders can all be kept.
struct Questions<'a> {
    instance: &'a Instance,
    stop: &'a AtomicBool,
    certain: bool,
}

impl Questions<'_> {
    /// Returns a smallest part of `orders` that contradicts itself together with `kept`: Junker's `QuickXplain`.
    fn narrow(&mut self, kept: &[Handle], changed: bool, orders: &[Handle]) -> Vec<Handle> {
        if changed && self.contradicts(kept) {
            return Vec::new();
        }
        if orders.len() <= 1 {
            return orders.to_vec();
        }
        let (first, second) = orders.split_at(orders.len().div_ceil(2));
        let from_second = self.narrow(&[kept, first].concat(), true, second);
        let from_first = self.narrow(&[kept, &from_second].concat(), !from_second.is_empty(), first);
        [from_first, from_second].concat()
    }

    /// Tells whether no plan keeps all of some orders. A question that is not answered counts as no.
    fn contradicts(&mut self, orders: &[Handle]) -> bool {
        let mut reduced = self.instance.clone();
        reduced.pins = kept(&self.instance.pins, |at| orders.contains(&Handle::Pin(at)));
        reduced.pairs = kept(&self.instance.pairs, |at| orders.contains(&Handle::Pair(at)));
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
        Handle::Pin(at) => &instance.pins[at].place,
        Handle::Pair(at) => &instance.pairs[at].place,
    };
    let mut handles = handles.to_vec();
    handles.sort_by(|&a, &b| place(a).cmp(place(b)));
    let order = |&handle: &Handle| match handle {
        Handle::Pin(at) => pin_order(instance, &instance.pins[at]),
        Handle::Pair(at) => pair_order(instance, &instance.pairs[at]),
    };
    Conflict { orders: handles.iter().map(order).collect(), smallest }
}

fn pin_order(instance: &Instance, pin: &Pin) -> Order {
    let (group, hotel) = (&instance.groups[pin.group], &instance.hotels[pin.hotel]);
    let wing = pin.wing.as_ref().map(|wing| format!(", wing {wing}")).unwrap_or_default();
    let asked = match pin.relation {
        PinRelation::Must(None) => "must be",
        PinRelation::Must(Some(guests)) => return counted(instance, pin, guests, &wing),
        PinRelation::MustNot => "must not be",
        PinRelation::Prefer(_) | PinRelation::Avoid(_) => "is wished",
    };
    let obstacle = if matches!(pin.relation, PinRelation::Must(_)) { obstacle(instance, pin) } else { String::new() };
    Order { place: pin.place.to_string(), text: format!("{} {asked} in {}{wing}{obstacle}", group.id, hotel.id) }
}

fn counted(instance: &Instance, pin: &Pin, guests: u32, wing: &str) -> Order {
    let (group, hotel) = (&instance.groups[pin.group], &instance.hotels[pin.hotel]);
    let obstacle = obstacle(instance, pin);
    let text = format!("at least {guests} guests of {} must be in {}{wing}{obstacle}", group.id, hotel.id);
    Order { place: pin.place.to_string(), text }
}

/// Returns what a hotel lacks for a group by itself, as a clause; empty where it passes every filter.
fn obstacle(instance: &Instance, pin: &Pin) -> String {
    let (group, hotel) = (pin.group, pin.hotel);
    if instance.hotels[hotel].status == HotelStatus::Closed {
        return ", and the hotel is closed".to_owned();
    }
    let failed = first_failed(&Case::new(instance), group, hotel);
    failed
        .map(|filter| format!(", and the hotel fails the filter \"{}\" ({})", filter.left, filter.rule))
        .unwrap_or_default()
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
