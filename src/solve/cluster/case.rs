//! A cluster as a job for the integer solver: uses, openings and cohorts whole, guests and rooms not.

use crate::program::Use;
use crate::solve::backend::{Answer, Job};
use crate::solve::exact::model::{self, Model};
use crate::solve::exact::values;
use crate::solve::guard::Guard;
use crate::solve::index::Index;

use super::Ask;

/// The relative gap at which a cluster is as good as solved.
const GAP: f64 = 0.001;

/// The share of a bound of the solver that its floats may have lost.
const MARGIN: f64 = 1e-6;

/// A cluster as an integer program, relaxed.
pub struct Case<'a> {
    model: &'a Model,
    uppers: Vec<i64>,
    relaxed: Vec<bool>,
    start: Option<Vec<i64>>,
    /// Grains in what the solver counts as 1.
    unit: f64,
}

impl<'a> Case<'a> {
    /// Prepares a job; a plan that does not fit is passed over.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for a solver that counts in floats")]
    pub fn new(index: &Index, model: &'a Model, plan: Option<&[Use]>) -> Self {
        let start = plan.map(|plan| values::of_plan(index, model, plan));
        Self {
            model,
            uppers: model.columns.iter().map(|column| column.upper).collect(),
            relaxed: model.columns.iter().map(|column| column.rule.counts()).collect(),
            start: start.filter(|start| model.broken_by(start).is_none()),
            unit: index.program.levels[0].scale as f64,
        }
    }

    /// Returns the job, one of so many: the clock is shared among them.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for a solver that counts in floats")]
    pub fn job<'j>(&'j self, ask: &'j Ask, jobs: usize, guard: &'j Guard) -> Job<'j> {
        Job {
            rows: &self.model.rows,
            uppers: &self.uppers,
            relaxed: &self.relaxed,
            objective: self.model.levels[0].iter().map(|&(at, cost)| (at, cost as f64 / self.unit)).collect(),
            caps: Vec::new(),
            start: self.start.as_deref(),
            gap: GAP,
            gap_units: 1e-6,
            seed: ask.seed,
            nodes: ask.nodes,
            seconds: guard.left().map(|left| left.as_secs_f64() * (ask.threads.min(jobs) as f64) / (jobs as f64)),
            stop: guard.stop,
            watch: &|_| {},
        }
    }

    /// Returns what an answer proves, in grains, less what floats may have lost; nothing at all if it contradicts the
    /// start, which keeps every row.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "rounded down, with a margin")]
    pub fn bound(&self, answer: &Answer) -> i128 {
        let Some(bound) = answer.bound.filter(|bound| bound.is_finite()) else { return i128::MIN };
        let margin = MARGIN * bound.abs().max(1.0);
        let least = ((bound - margin) * self.unit).floor() as i128;
        if self.known().is_some_and(|known| least > known) { i128::MIN } else { least }
    }

    /// Returns what the start costs, in grains.
    fn known(&self) -> Option<i128> {
        self.start.as_deref().map(|start| model::cost(&self.model.levels[0], start))
    }
}
