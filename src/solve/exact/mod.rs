//! The exact engine: the program as an integer program, minimised level by level.
//!
//! `docs/formulation.md` states the mathematics with the same numbers C1 to C11. Knows no solver but through
//! `highs::solve`, and trusts it with nothing: plans are recounted by the caller, bounds are weighed by `closing`.

mod build;
mod capacity;
mod clique;
pub mod closing;
mod link;
mod lock;
pub mod model;
mod values;

use super::guard::Guard;
use super::highs::{self, Job};
use super::index::Index;
use crate::domain::quantity::to_units;
use crate::program::Use;
use model::Model;

pub use super::highs::Ended;

/// The integer program of a program.
pub struct Exact<'a> {
    index: &'a Index<'a>,
    /// The model.
    pub model: Model,
    seed: u32,
}

/// What one level may use.
pub struct Limits<'a> {
    /// The caps of the levels before.
    pub caps: &'a [i128],
    /// Seconds, if limited.
    pub seconds: Option<std::time::Duration>,
    /// Nodes of branch and bound.
    pub effort: u64,
    /// Relative gap.
    pub gap: f64,
}

/// What came of minimising a level.
pub struct Answer {
    /// The best plan found by the solver, not recounted.
    pub plan: Option<Vec<Use>>,
    /// The solver's bound, in units.
    pub bound: Option<f64>,
    /// Why it ended.
    pub ended: Ended,
    /// What the reader must know.
    pub note: Option<String>,
}

impl<'a> Exact<'a> {
    /// Builds the integer program.
    #[must_use]
    pub fn new(index: &'a Index<'a>, seed: u32) -> Self {
        Self { index, model: model_of(index, false), seed }
    }

    /// Returns the common divisor of all sums of a level.
    #[must_use]
    pub fn step(&self, level: usize) -> i128 {
        closing::step(self.model.levels[level].iter().map(|&(_, cost)| cost))
    }

    /// Minimises a level under the caps of the earlier ones, starting from a plan that keeps them.
    pub fn minimise(
        &self,
        level: usize,
        limits: &Limits,
        plan: &[Use],
        guard: &Guard,
        watch: &dyn Fn(Option<f64>, Option<f64>),
    ) -> Answer {
        let start = values::of_plan(self.index, &self.model, plan);
        let value = self.model.cost(level, &start);
        let scale = self.index.program.levels[level].scale;
        // A column that alone would cost more than the cap of a level, or than the plan at hand, stays down.
        let mut uppers: Vec<i64> = self.model.columns.iter().map(|column| column.upper).collect();
        for (at, most) in limits.caps.iter().copied().chain([value]).enumerate() {
            for &(column, cost) in self.model.levels[at].iter().filter(|(_, cost)| *cost > 0) {
                let upper = &mut uppers[column as usize];
                *upper = (*upper).min(i64::try_from(most.div_euclid(cost)).unwrap_or(i64::MAX));
            }
        }
        let caps = limits.caps.iter().enumerate().map(|(at, &cap)| {
            let scale = self.index.program.levels[at].scale;
            let terms = self.model.levels[at].iter();
            (terms.map(|&(column, cost)| (column, to_units(cost, scale))).collect(), to_units(cap, scale))
        });
        let shown = to_units(value, scale);
        // Sums of the level are multiples of `step`: nothing below the value lies within one step of it.
        let resolution = 0.999 * to_units(self.step(level), scale);
        let job = Job {
            model: &self.model,
            uppers: &uppers,
            objective: self.model.levels[level].iter().map(|&(at, cost)| (at, to_units(cost, scale))).collect(),
            caps: caps.filter(|(terms, _): &(Vec<(u32, f64)>, f64)| !terms.is_empty()).collect(),
            start: Some(&start),
            gap: limits.gap,
            gap_units: resolution.max(0.5 * closing::tolerance(shown)),
            seed: self.seed,
            nodes: limits.effort,
            seconds: limits.seconds.map(|limit| limit.as_secs_f64()),
            stop: guard.stop,
            watch,
        };
        self.answer(highs::solve(&job))
    }

    fn answer(&self, answer: highs::Answer) -> Answer {
        let plan = answer.values.map(|values| values::to_plan(self.index, &self.model, &values));
        Answer { plan, bound: answer.bound, ended: answer.ended, note: answer.note }
    }
}

/// Looks for a plan that meets all orders, starting from one that does not: minimises what is missing.
///
/// Returns the answer; the bound is on the guests missing.
pub fn meet_orders(index: &Index, plan: &[Use], seed: u32, limits: &Limits, guard: &Guard) -> Answer {
    let exact = Exact { index, model: model_of(index, true), seed };
    let last = exact.model.levels.len() - 1;
    let start = values::of_plan(index, &exact.model, plan);
    let uppers: Vec<i64> = exact.model.columns.iter().map(|column| column.upper).collect();
    let job = Job {
        model: &exact.model,
        uppers: &uppers,
        objective: exact.model.levels[last].iter().map(|&(at, cost)| (at, to_units(cost, 1))).collect(),
        caps: Vec::new(),
        start: Some(&start),
        gap: 0.0,
        gap_units: 0.999,
        seed,
        nodes: limits.effort,
        seconds: limits.seconds.map(|limit| limit.as_secs_f64()),
        stop: guard.stop,
        watch: &|_, _| {},
    };
    exact.answer(highs::solve(&job))
}

/// Builds the integer program; with `elastic`, orders may be missed, which the last level counts.
#[must_use]
pub fn model_of(index: &Index, elastic: bool) -> Model {
    let mut build = build::Build::start(index, elastic);
    let holders = lock::locks(&mut build);
    capacity::capacities(&mut build, &holders);
    link::links(&mut build);
    link::orders(&mut build);
    build.finish()
}
