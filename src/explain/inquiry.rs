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

/// All that is asked about one plan.
#[derive(Debug)]
pub struct Inquiry<'a> {
    /// Set by the user to end early: from then on nothing is asked.
    pub stop: &'a AtomicBool,
    overruns: Cell<u32>,
}

impl<'a> Inquiry<'a> {
    /// Begins to ask, until the user ends it.
    #[must_use]
    pub fn new(stop: &'a AtomicBool) -> Self {
        Self { stop, overruns: Cell::new(0) }
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
            engine: Engine::Exact,
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
