//! Groups by night where their number has a limit: how many are there, and what those too many cost.
//!
//! Counts; decides nothing.

use super::index::{Index, position};
use super::ledger::Ledger;
use super::meeting::Users;
use super::row::price_of;
use super::tally::add;
use crate::program::{Capacity, Costs, Use};

/// Returns the nights on which some demands are more than a capacity of groups allows, each counted once for every
/// demand too many.
#[must_use]
pub fn excess(index: &Index, capacity: &Capacity, users: &[u32]) -> u32 {
    let here = |night: u32| {
        let there = users.iter().filter(|&&demand| index.program.demands[demand as usize].stay.covers(night));
        position(there.count()).saturating_sub(capacity.most)
    };
    capacity.nights.nights().map(here).sum()
}

/// Says which capacity of groups that must hold is exceeded by a plan.
#[must_use]
pub fn fault(index: &Index, users: &Users) -> Option<String> {
    let full =
        |capacity: &&Capacity| capacity.must_hold() && excess(index, capacity, &users.within(capacity.scope)) > 0;
    let found = all(index).find(full);
    found.map(|capacity| format!("{:?} has more than {} groups on a night", capacity.scope, capacity.most))
}

/// Adds what groups too many cost in a plan.
pub fn charge(index: &Index, users: &Users, sum: &mut [i128]) {
    for capacity in all(index) {
        if let Some(price) = price_of(capacity) {
            add(sum, price, excess(index, capacity, &users.within(capacity.scope)));
        }
    }
}

fn all<'i>(index: &'i Index<'_>) -> impl Iterator<Item = &'i Capacity> {
    index.headcounts_of.iter().flatten().map(|&at| &index.program.capacities[at as usize])
}

impl Ledger<'_> {
    /// Returns by how much more a capacity of groups is exceeded because a demand is there, or would be.
    #[must_use]
    pub fn excess_with(&self, at: u32, demand: u32) -> u32 {
        let capacity = &self.index.program.capacities[at as usize];
        let inside = |user: u32| {
            let lies_in = |each: &Use| self.index.lies_in(self.index.program.place_of(each).pool, capacity.scope);
            self.held[user as usize].iter().any(lies_in)
        };
        let hotel = self.index.hotel_of(capacity.scope) as usize;
        let others = self.users[hotel].iter().copied().filter(|&user| user != demand && inside(user));
        let mut users: Vec<u32> = others.collect();
        let without = excess(self.index, capacity, &users);
        users.push(demand);
        excess(self.index, capacity, &users) - without
    }

    /// Returns the capacities of groups with a price where some uses are.
    pub fn priced_headcounts(&self, uses: &[Use]) -> Vec<(u32, &Costs)> {
        let mut found: Vec<(u32, &Costs)> = Vec::new();
        for each in uses {
            let program = self.index.program;
            let hotel = program.candidates[each.candidate as usize].hotel;
            for &at in &self.index.headcounts_of[hotel as usize] {
                let capacity = &program.capacities[at as usize];
                let Some(price) = price_of(capacity) else { continue };
                let inside = self.index.lies_in(program.place_of(each).pool, capacity.scope);
                if inside && !found.iter().any(|&(known, _)| known == at) {
                    found.push((at, price));
                }
            }
        }
        found
    }
}
