//! Who meets whom in units where that has a price: pairs of nodes in conflict, night by night.
//!
//! Counts; decides nothing.

use std::collections::BTreeMap;

use super::index::Index;
use super::tally::add;
use crate::program::{Costs, Lock, Use};

/// Returns the demands that hold the unit of a lock in a plan, given by demand.
#[must_use]
pub fn holders(index: &Index, lock: &Lock, by_demand: &[Vec<Use>]) -> Vec<u32> {
    let program = index.program;
    let holds = |demand: u32| {
        by_demand[demand as usize].iter().any(|each| index.lies_in(program.place_of(each).pool, lock.unit))
    };
    let here = index.candidates_of[index.hotel_of(lock.unit) as usize].iter();
    here.map(|&at| program.candidates[at as usize].demand).filter(|&demand| holds(demand)).collect()
}

/// Returns how often nodes in conflict meet among some demands that hold the same unit: once for each pair and night.
#[must_use]
pub fn meetings(index: &Index, conflicts: u32, holders: impl Iterator<Item = u32>) -> u32 {
    let mut nights_of: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
    for demand in holders.filter(|&demand| index.has_neighbours(conflicts, demand)) {
        let nights = nights_of.entry(index.node_of(conflicts, demand)).or_default();
        let locked = index.program.demands[demand as usize].locked;
        nights.resize(nights.len().max(locked.depart as usize), false);
        nights[locked.arrive as usize..locked.depart as usize].fill(true);
    }
    let nodes: Vec<(u32, Vec<bool>)> = nights_of.into_iter().collect();
    let mut count = 0;
    for (at, (one, nights)) in nodes.iter().enumerate() {
        for (_, others) in nodes[..at].iter().filter(|(other, _)| index.in_conflict(conflicts, *one, *other)) {
            count += nights.iter().zip(others).filter(|(one, other)| **one && **other).count();
        }
    }
    super::index::position(count)
}

/// Adds what meetings at locks with a price cost in a plan, given by demand.
pub fn charge(index: &Index, by_demand: &[Vec<Use>], sum: &mut [i128]) {
    for (lock, price) in priced(index.program.locks.iter()) {
        let holders = holders(index, lock, by_demand);
        add(sum, price, meetings(index, lock.conflicts, holders.into_iter()));
    }
}

/// Returns those of some locks that have a price.
pub fn priced<'a>(locks: impl Iterator<Item = &'a Lock>) -> impl Iterator<Item = (&'a Lock, &'a Costs)> {
    locks.filter_map(|lock| Some((lock, lock.price.as_ref()?)))
}
