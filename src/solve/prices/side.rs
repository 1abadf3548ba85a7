//! Sides: cohorts that may be in a unit together, as far as conflicts say.
//!
//! Two cohorts are on the same side if a chain of cohorts that get along joins them. Cohorts of different sides are
//! always in conflict, so that on any night at most one side holds the unit; what is left out by that (conflicts are
//! not transitive) could only lift the bound.

use crate::program::Scope;
use crate::solve::index::Index;

/// A part of a hotel, locked as one: cohorts and the side of each, sorted by cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    of: Vec<(u32, u32)>,
    /// How many sides.
    pub count: u32,
}

impl Sides {
    /// Returns the side of a cohort that was counted in.
    #[must_use]
    pub fn of(&self, cohort: u32) -> Option<u32> {
        self.of.binary_search_by_key(&cohort, |&(cohort, _)| cohort).ok().map(|at| self.of[at].1)
    }

    /// Returns the cohorts of a side.
    pub fn cohorts(&self, side: u32) -> impl Iterator<Item = u32> {
        self.of.iter().filter(move |&&(_, of)| of == side).map(|&(cohort, _)| cohort)
    }

    /// Finds the sides of some cohorts under the conflict graphs of some locks.
    #[must_use]
    pub fn new(index: &Index, locks: &[u32], mut cohorts: Vec<u32>) -> Self {
        cohorts.sort_unstable();
        cohorts.dedup();
        let apart = |one: u32, other: u32| {
            locks.iter().any(|&lock| index.in_conflict(index.program.locks[lock as usize].conflicts, one, other))
        };
        let mut of: Vec<(u32, u32)> = cohorts.iter().map(|&cohort| (cohort, u32::MAX)).collect();
        let mut count = 0;
        for start in 0..of.len() {
            if of[start].1 != u32::MAX {
                continue;
            }
            of[start].1 = count;
            let mut reached = vec![start];
            while let Some(at) = reached.pop() {
                for next in 0..of.len() {
                    if of[next].1 == u32::MAX && !apart(of[at].0, of[next].0) {
                        of[next].1 = count;
                        reached.push(next);
                    }
                }
            }
            count += 1;
        }
        Self { of, count }
    }
}

/// Returns the locks of a hotel that hold in all of it, and those that hold in one of its wings.
#[must_use]
pub fn locks_on(index: &Index, hotel: u32, wing: Option<u32>) -> Vec<u32> {
    let locks = index.locks_of[hotel as usize].iter().copied().filter(|&lock| index.separates_cohorts(lock));
    let holds = |&lock: &u32| match index.program.locks[lock as usize].unit {
        Scope::Hotel(_) => true,
        Scope::Wing(at) => wing == Some(at),
        Scope::Pool(_) => false,
    };
    locks.filter(holds).collect()
}
