//! The exact engine: the program as an integer program, minimised level by level.
//!
//! `docs/formulation.md` states the mathematics with the same numbers C1 to C12. Knows no solver but through
//! `child::solve`, and trusts it with nothing: plans are recounted by the caller, bounds are weighed by `closing`.

mod build;
mod capacity;
mod clique;
pub mod closing;
mod cover;
mod crowd;
mod link;
mod lock;
pub mod model;
mod row;
mod values;

use super::backend::{self, Job, News};
use super::child;
use super::guard::Guard;
use super::index::Index;
use crate::domain::quantity::to_units;
use crate::program::Use;
use model::Model;

pub use super::backend::Ended;

/// The integer program of a program.
pub struct Exact<'a> {
    index: &'a Index<'a>,
    /// The model.
    pub model: Model,
    seed: u32,
}

/// The largest cost that the solver is handed in steps of its level; above, it gets units.
const WHOLE_MOST: i128 = 1_000_000;

/// How the solver counts a level: in whole steps where they are small numbers, which it handles without rounding, and
/// in units elsewhere.
#[derive(Clone, Copy)]
struct Measure {
    scale: i64,
    /// Parts that the solver counts as 1.
    part: i128,
}

impl Measure {
    #[expect(clippy::cast_precision_loss, reason = "for a solver that counts in floats")]
    fn of(self, parts: i128) -> f64 {
        parts as f64 / self.part as f64
    }

    /// Returns how many of the solver's ones make a unit.
    fn per_unit(self) -> f64 {
        self.of(i128::from(self.scale))
    }

    /// Returns a cap: exact in steps, and with the closing tolerance added in units; plans are recounted anyway.
    fn cap(self, parts: i128) -> f64 {
        if self.part == i128::from(self.scale) && self.scale > 1 {
            self.of(parts) + closing::tolerance(self.of(parts))
        } else {
            self.of(parts.div_euclid(self.part) * self.part)
        }
    }
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

    /// Returns how the solver counts a level.
    fn measure(&self, level: usize) -> Measure {
        let scale = self.index.program.levels[level].scale;
        let step = self.step(level);
        let most = self.model.levels[level].iter().map(|&(_, cost)| cost).max().unwrap_or(0);
        let part = if most.div_euclid(step) <= WHOLE_MOST { step } else { i128::from(scale) };
        Measure { scale, part }
    }

    /// Minimises a level under the caps of the earlier ones, starting from a plan that keeps them.
    pub fn minimise(
        &self,
        level: usize,
        limits: &Limits,
        plan: &[Use],
        guard: &Guard,
        watch: &(dyn Fn(Option<f64>, Option<f64>) + Sync),
    ) -> Answer {
        let start = values::of_plan(self.index, &self.model, plan);
        let broken = self.model.broken_by(&start).map(|row| format!("the start breaks {row} of the integer program"));
        let value = self.model.cost(level, &start);
        let uppers = self.uppers(limits.caps.iter().copied().chain([value]));
        let measures: Vec<Measure> = (0..=level).map(|at| self.measure(at)).collect();
        let caps = limits.caps.iter().zip(&measures).enumerate().map(|(at, (&cap, measure))| {
            let terms: Vec<(u32, f64)> =
                self.model.levels[at].iter().map(|&(column, cost)| (column, measure.of(cost))).collect();
            (terms, measure.cap(cap))
        });
        let measure = measures[level];
        // Sums of the level are multiples of `step`: a bound less than a step below the value proves it.
        let tolerance = closing::tolerance(to_units(value, measure.scale)) * measure.per_unit();
        let resolution = 0.999 * measure.of(self.step(level)) - 2.0 * tolerance;
        let shown = |value: Option<f64>| value.map(|value| value / measure.per_unit());
        let job = Job {
            rows: &self.model.rows,
            uppers: &uppers,
            relaxed: &[],
            objective: self.model.levels[level].iter().map(|&(at, cost)| (at, measure.of(cost))).collect(),
            caps: caps.filter(|(terms, _)| !terms.is_empty()).collect(),
            start: broken.is_none().then_some(&start[..]),
            gap: limits.gap,
            gap_units: resolution.max(0.5 * tolerance),
            seed: self.seed,
            nodes: limits.effort,
            seconds: limits.seconds.map(|limit| limit.as_secs_f64()),
            stop: guard.stop,
            watch: &|news| {
                if let News::Stands(incumbent, bound) = news {
                    watch(shown(incumbent), shown(bound));
                }
            },
        };
        let mut answer = self.answer(child::solve(&job));
        answer.note = answer.note.or(broken);
        answer.bound = shown(answer.bound);
        answer
    }

    /// Returns the upper ends of the columns: one that alone would cost more than the cap of a level, or at the level
    /// being solved than the plan at hand, stays below.
    fn uppers(&self, caps: impl Iterator<Item = i128>) -> Vec<i64> {
        let mut uppers: Vec<i64> = self.model.columns.iter().map(|column| column.upper).collect();
        for (at, most) in caps.enumerate() {
            for &(column, cost) in self.model.levels[at].iter().filter(|(_, cost)| *cost > 0) {
                let upper = &mut uppers[column as usize];
                *upper = (*upper).min(i64::try_from(most.div_euclid(cost)).unwrap_or(i64::MAX));
            }
        }
        uppers
    }

    fn answer(&self, answer: backend::Answer) -> Answer {
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
        rows: &exact.model.rows,
        uppers: &uppers,
        relaxed: &[],
        objective: exact.model.levels[last].iter().map(|&(at, cost)| (at, to_units(cost, 1))).collect(),
        caps: Vec::new(),
        start: Some(&start),
        gap: 0.0,
        gap_units: 0.999,
        seed,
        nodes: limits.effort,
        seconds: limits.seconds.map(|limit| limit.as_secs_f64()),
        stop: guard.stop,
        watch: &|_| {},
    };
    exact.answer(child::solve(&job))
}

/// Builds the integer program; with `elastic`, orders may be missed, which the last level counts.
#[must_use]
pub fn model_of(index: &Index, elastic: bool) -> Model {
    let mut build = build::Build::start(index, elastic);
    let holders = lock::locks(&mut build);
    capacity::capacities(&mut build, &holders);
    link::links(&mut build);
    crowd::crowds(&mut build);
    row::orders(&mut build);
    row::rows(&mut build);
    build.finish()
}
