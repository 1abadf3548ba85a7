//! The best plan so far, recounted.

use super::index::Index;
use super::recount;
use super::tally::{self, Levels};
use crate::program::Use;

/// A plan and its recounted levels.
#[derive(Debug, Clone)]
pub struct Incumbent {
    /// The plan, sorted.
    pub plan: Vec<Use>,
    /// What it costs.
    pub levels: Levels,
}

impl Incumbent {
    /// Recounts a plan; says what is wrong where it does not keep the program.
    ///
    /// # Errors
    /// The first rule that the plan breaks.
    pub fn new(index: &Index, mut plan: Vec<Use>) -> Result<Self, String> {
        plan.sort_unstable();
        if let Some(fault) = recount::fault(index, &plan) {
            return Err(fault);
        }
        match recount::shortage(index, &plan) {
            0 => Ok(Self { levels: tally::levels(index, &plan), plan }),
            short => Err(format!("orders for {short} guests are not met")),
        }
    }

    /// Tells whether this plan is better from a level on, the levels before it being capped; of equal ones the
    /// smaller, which has the smaller ids.
    #[must_use]
    pub fn beats(&self, other: &Self, level: usize) -> bool {
        (&self.levels[level..], &self.plan) < (&other.levels[level..], &other.plan)
    }
}
