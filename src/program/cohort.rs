//! Cohorts kept apart: which classes may not meet, and in which units.

use crate::domain::{Class, Instance, Level, Rule, SeparateFrom, SeparateWindow, Stay, Strength};

use super::price::Prices;
use super::primitive::{Conflicts, Lock, Scope, Wing};

/// The conflict graph of hotels, position 0 in `Program::conflicts`.
const HOTEL_CONFLICTS: u32 = 0;
/// The conflict graph of wings, position 1.
const WING_CONFLICTS: u32 = 1;

/// R10. The cohorts that may not meet, in the same hotel and in the same wing. Either side's word is enough, the hotel
/// is stricter than the wing, and a cohort never avoids itself.
#[must_use]
pub fn r10_separation(instance: &Instance) -> Vec<Conflicts> {
    let mut graphs = vec![Conflicts::default(), Conflicts::default()];
    if instance.strength(Rule::R10) == Strength::Off {
        return graphs;
    }
    for (a, first) in instance.classes.iter().enumerate() {
        for (b, second) in instance.classes.iter().enumerate().skip(a + 1) {
            let pair = (super::position(a), super::position(b));
            match strictest(avoids(first, second), avoids(second, first)) {
                Some(Level::Hotel) => graphs[HOTEL_CONFLICTS as usize].pairs.push(pair),
                Some(Level::Wing) => graphs[WING_CONFLICTS as usize].pairs.push(pair),
                None => {}
            }
        }
    }
    graphs
}

/// R10. The units that are locked: hotels for one graph, wings for the other; hotels with the exempt tag are free, and those
/// where the rule is off. Where it is soft, a lock has a price.
#[must_use]
pub fn r10_locks(
    instance: &Instance,
    prices: &Prices<'_>,
    conflicts: &[Conflicts],
    (hotels, wings): (&[u32], &[Wing]),
) -> Vec<Lock> {
    let Some(price) = prices.force(instance.strength(Rule::R10)).price() else { return Vec::new() };
    let exempt = |hotel: u32| {
        let tags = &instance.hotels[hotel as usize].tags;
        instance.rules.separation_exempt_tag.as_ref().is_some_and(|tag| tags.contains(tag))
            || instance.strength_in(Rule::R10, hotel as usize) == Strength::Off
    };
    let lock = |unit: Scope, conflicts: u32| Lock { unit, conflicts, price: price.clone() };
    let mut locks = Vec::new();
    if !conflicts[HOTEL_CONFLICTS as usize].pairs.is_empty() {
        let locked = hotels.iter().filter(|&&hotel| !exempt(hotel));
        locks.extend(locked.map(|&hotel| lock(Scope::Hotel(hotel), HOTEL_CONFLICTS)));
    }
    if !conflicts[WING_CONFLICTS as usize].pairs.is_empty() {
        let locked = wings.iter().enumerate().filter(|(_, wing)| !exempt(wing.hotel));
        locks.extend(locked.map(|(wing, _)| lock(Scope::Wing(super::position(wing)), WING_CONFLICTS)));
    }
    locks
}

/// R10, R17. The nights on which a group locks its units: those its rooms are held, or the whole case.
#[must_use]
pub fn r10_locked(instance: &Instance, held: Stay) -> Stay {
    match instance.rules.separate_window {
        SeparateWindow::Nights => held,
        SeparateWindow::Horizon => Stay { arrive: 0, depart: instance.calendar.n_nights.max(held.depart) },
    }
}

/// Where a class wants to be kept apart from another, if it does.
fn avoids(class: &Class, other: &Class) -> Option<Level> {
    let named = match &class.separate_from {
        SeparateFrom::Nobody => false,
        SeparateFrom::Everybody => true,
        SeparateFrom::Classes(names) => names.contains(&other.name),
    };
    named.then_some(class.separate_level)
}

/// The stricter of two wishes: the hotel before the wing.
fn strictest(one: Option<Level>, other: Option<Level>) -> Option<Level> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
