//! Questions put to the solver about small programs: each with the same work on every machine, and a guard against waiting.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::program::{Program, Use};
use crate::solve::{self, Engine, Options, Outcome, Termination};

/// The effort with which the solver is asked: a short one, the same on every machine.
const EFFORT: u64 = 7;
/// The longest that it is asked: a guard against waiting. What it cut off is no answer, so that no number depends on the clock.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// Questions that the guard may cut off before no more is asked: a solver that hangs once is likely to hang again.
const OVERRUNS_MOST: u32 = 3;

/// Work set aside for reasons and remedies: hotels, groups, candidates and rows that are looked at, some seconds in all.
const WORK: u64 = 20_000_000;
/// Work set aside where a first plan is all that was asked for.
const WORK_FIRST: u64 = 200_000;

/// All that is asked about one plan.
#[derive(Debug)]
pub struct Inquiry<'a> {
    /// Set by the user to end early: from then on nothing is asked.
    pub stop: &'a AtomicBool,
    /// Threads: what is answered does not depend on them.
    pub threads: u32,
    overruns: Cell<u32>,
    /// Work that is left.
    left: Cell<u64>,
    is_cut: Cell<bool>,
}

impl<'a> Inquiry<'a> {
    /// Begins to ask, until the user ends it.
    #[must_use]
    pub fn new(stop: &'a AtomicBool) -> Self {
        Self { stop, threads: 1, overruns: Cell::new(0), left: Cell::new(WORK), is_cut: Cell::new(false) }
    }

    /// Begins to ask about a first plan: little, for who wants it at once does not wait for reasons.
    #[must_use]
    pub fn brief(stop: &'a AtomicBool) -> Self {
        Self { left: Cell::new(WORK_FIRST), ..Self::new(stop) }
    }

    /// Lets so many threads work on an answer.
    #[must_use]
    pub fn on(self, threads: u32) -> Self {
        Self { threads, ..self }
    }

    /// Takes work from what is set aside; false where that is not enough, and from then on.
    #[must_use]
    pub fn may_spend(&self, work: usize) -> bool {
        match self.left.get().checked_sub(work as u64).filter(|_| !self.is_cut.get()) {
            Some(left) => self.left.set(left),
            None => self.is_cut.set(true),
        }
        !self.is_cut.get()
    }

    /// Tells whether work that was asked for was more than is set aside.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.is_cut.get()
    }

    /// Tells whether the user ended it.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Tells whether the solver is not asked any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.is_stopped() || self.overruns.get() >= OVERRUNS_MOST
    }

    /// Solves a program with proof, from a plan where there is one; none where the user or the clock cut it off.
    #[must_use]
    pub fn solve(&self, program: &Program, former: &[Use]) -> Option<Outcome> {
        if self.is_over() {
            return None;
        }
        let options = Options {
            engine: if former.is_empty() { Engine::Proof } else { Engine::Exact },
            time_limit: Some(TIME_LIMIT),
            gap: 0.0,
            seed: 0,
            threads: 1,
            effort: Some(EFFORT),
            stop: self.stop,
            watch: &|_| {},
        };
        let begun = Instant::now();
        let outcome = solve::solve_after(program, former, &options);
        if begun.elapsed() >= TIME_LIMIT {
            self.overruns.set(self.overruns.get() + 1);
        }
        let is_cut = matches!(outcome.termination, Termination::TimeLimit | Termination::Interrupted);
        (!is_cut).then_some(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_aside_is_spent_once_and_a_refusal_stands() {
        let stop = AtomicBool::new(false);
        let inquiry = Inquiry::brief(&stop);
        let most = usize::try_from(WORK_FIRST).unwrap();
        assert!(inquiry.may_spend(most - 1) && !inquiry.is_cut());
        assert!(!inquiry.may_spend(2) && inquiry.is_cut());
        assert!(!inquiry.may_spend(1), "the same work on every machine: what is small is not slipped in later");
    }
}
