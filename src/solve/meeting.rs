//! Who meets whom in units where that has a price: pairs of nodes in conflict, night by night.
//!
//! Counts; decides nothing.

use std::collections::BTreeMap;

use super::grouped::Grouped;
use super::index::Index;
use super::ledger::Ledger;
use super::tally::add;
use crate::program::{Costs, Scope, Use};

/// Who is where in a plan.
pub struct Users<'a> {
    index: &'a Index<'a>,
    by_demand: &'a [Vec<Use>],
    of_hotel: Grouped,
}

impl<'a> Users<'a> {
    /// Looks through a plan, given by demand, once. The rows of a candidate stand together.
    #[must_use]
    pub fn of(index: &'a Index<'a>, by_demand: &'a [Vec<Use>]) -> Self {
        let stays = (0..).zip(by_demand).flat_map(|(demand, uses)| {
            let hotels = uses.chunk_by(|one, other| one.candidate == other.candidate);
            hotels.map(move |of| (index.program.candidates[of[0].candidate as usize].hotel, demand))
        });
        Self { index, by_demand, of_hotel: Grouped::pairs(index.n_hotels, stays) }
    }

    /// Returns the demands with guests in a set of places.
    #[must_use]
    pub fn within(&self, scope: Scope) -> Vec<u32> {
        let lies_in = |each: &Use| self.index.lies_in(self.index.program.place_of(each).pool, scope);
        let holds = |demand: u32| self.by_demand[demand as usize].iter().any(lies_in);
        let here = self.of_hotel[self.index.hotel_of(scope) as usize].iter();
        here.copied().filter(|&demand| holds(demand)).collect()
    }
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

/// Adds what meetings at locks with a price cost in a plan.
pub fn charge(index: &Index, users: &Users, sum: &mut [i128]) {
    for lock in &index.program.locks {
        let Some(price) = &lock.price else { continue };
        let holders = users.within(lock.unit);
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
