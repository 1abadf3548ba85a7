//! Who meets whom in units where that has a price: pairs of nodes in conflict, night by night.
//!
//! Counts; decides nothing.

use std::collections::BTreeMap;

use super::index::Index;
use super::ledger::Ledger;
use super::tally::add;
use crate::program::{Costs, Scope, Use};

/// Returns the demands with guests in a set of places in a plan, given by demand.
#[must_use]
pub fn users(index: &Index, scope: Scope, by_demand: &[Vec<Use>]) -> Vec<u32> {
    let program = index.program;
    let holds =
        |demand: u32| by_demand[demand as usize].iter().any(|each| index.lies_in(program.place_of(each).pool, scope));
    let here = index.candidates_of[index.hotel_of(scope) as usize].iter();
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
    for lock in &index.program.locks {
        let Some(price) = &lock.price else { continue };
        let holders = users(index, lock.unit, by_demand);
        add(sum, price, meetings(index, lock.conflicts, holders.into_iter()));
    }
}

impl Ledger<'_> {
    /// Returns how many more meetings there are at a lock because a demand holds its unit, or would hold it.
    #[must_use]
    pub fn meetings_with(&self, lock: u32, demand: u32) -> u32 {
        let conflicts = self.index.program.locks[lock as usize].conflicts;
        let others = || self.holders[lock as usize].iter().copied().filter(|&holder| holder != demand);
        let count = |holders: &mut dyn Iterator<Item = u32>| meetings(self.index, conflicts, holders);
        count(&mut others().chain([demand])) - count(&mut others())
    }

    /// Returns the locks with a price at the hotels of some uses.
    pub fn priced_locks(&self, uses: &[Use]) -> impl Iterator<Item = (u32, &Costs)> {
        let program = self.index.program;
        let hotel = |of: &[Use]| program.candidates[of[0].candidate as usize].hotel as usize;
        let locks = uses.chunk_by(|one, other| one.candidate == other.candidate);
        let locks = locks.flat_map(move |of| self.index.locks_of[hotel(of)].iter().copied());
        locks.filter_map(|lock| Some((lock, program.locks[lock as usize].price.as_ref()?)))
    }
}
