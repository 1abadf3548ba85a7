//! Solves a program: a start by the pattern kernel, then an exact engine, level after level, each with a bound.
//!
//! Reads nothing but the program; knows neither the trade nor the user. Says for every level what it found, what it
//! proved, and why it stopped.

mod alone;
mod asked;
mod backend;
mod child;
mod cluster;
mod effort;
mod engine;
mod exact;
mod export;
mod fill;
mod grouped;
mod guard;
mod headcount;
mod highs;
mod incumbent;
mod index;
mod ledger;
mod limit;
mod meeting;
#[cfg(not(feature = "highs"))]
mod microlp;
mod neighbourhood;
mod offer;
mod order;
mod outlook;
mod passes;
mod pattern;
mod phi;
mod presolve;
mod price;
mod prices;
mod recount;
mod row;
mod search;
mod shut;
mod standing;
mod start;
mod stock;
mod sums;
mod supply;
mod sweep;
mod tally;
#[cfg(test)]
mod tests;
mod wings;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Serialize;

use crate::program::{Program, Use};
use engine::Former;

pub use child::{SUBCOMMAND as SOLVER_SUBCOMMAND, dismiss, isolate, serve};
pub use export::{Format, export_model};
pub use presolve::{Component, components};
pub use prices::certificate::Certificate;
pub use standing::{Answer, Question, Standing};

/// What an outcome notes where the clock or the user ended work that is not counted.
pub const UNREPEATABLE: &str = "the clock or the user ended the work: the same effort may find another plan";

/// Which engine solves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The engine that suits the size of the program.
    #[default]
    Auto,
    /// The integer program, whatever the size.
    Exact,
    /// The integer program with no search before it: what is asked about a plan, where hardly anything may move.
    Proof,
    /// The pattern kernel alone: a plan at once, with the bound of each demand on its own.
    Search,
}

/// What a solve is allowed to use.
pub struct Options<'a> {
    /// The engine.
    pub engine: Engine,
    /// Wall-clock guard over all levels together; none for no guard.
    pub time_limit: Option<Duration>,
    /// Relative gap at which a level counts as good enough.
    pub gap: f64,
    /// Seed of everything random.
    pub seed: u32,
    /// Threads. The answer does not depend on it.
    pub threads: u32,
    /// Work limit that does not depend on the clock; none for the table by program size.
    pub effort: Option<u64>,
    /// Set by the first Ctrl-C: end soon and keep the incumbent.
    pub stop: &'a AtomicBool,
    /// Told of every improvement.
    pub watch: &'a (dyn Fn(&Progress) + Sync),
}

impl Options<'_> {
    /// Tells whether the user asked to stop.
    #[must_use]
    pub fn interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// Where a solve stands, for the bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The level being solved.
    pub level: String,
    /// The best value of that level so far, in units.
    pub incumbent: Option<f64>,
    /// The bound so far, in units.
    pub bound: Option<f64>,
}

/// Why a level, or the whole solve, ended. Kept apart from whether there is a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Termination {
    /// Proven: the bound meets the value.
    Optimal,
    /// Within the asked gap.
    GapReached,
    /// The work limit.
    EffortLimit,
    /// The wall-clock guard.
    TimeLimit,
    /// Ctrl-C.
    Interrupted,
    /// No plan keeps all hard orders (pins, required groups).
    Infeasible,
    /// The engine gave up for a reason of its own, which `Outcome::notes` names.
    Failed,
}

/// Who vouches for a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundSource {
    /// Costs are never negative.
    Trivial,
    /// Every demand placed as if it were alone.
    Alone,
    /// Prices on rooms and uses of hotels (`docs/formulation.md`).
    Prices,
    /// The solver's branch and bound; not checked by us.
    Highs,
    /// The pure Rust solver ran to its end; not checked by us.
    Microlp,
}

/// What came of one level. Values are in parts: `scale` of them make one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelOutcome {
    /// The name of the level.
    pub name: String,
    /// Parts in one unit.
    pub scale: i64,
    /// The cap that this level had to keep once it was done: best plus tolerance. None for the last level.
    pub cap: Option<i128>,
    /// The best value found while this level was being solved.
    pub best: i128,
    /// The value in the plan that was kept at the end; at most the cap.
    pub value: i128,
    /// A lower bound on this level over all plans that keep the caps of the earlier ones; none if nothing is known.
    pub bound: Option<i128>,
    /// Who vouches for the bound.
    pub source: Option<BoundSource>,
    /// The best bound that can be summed anew from prices, or is plain; at most `bound`.
    pub checked: i128,
    /// The prices that prove `checked`; none where it is 0, which is plain.
    pub certificate: Option<Certificate>,
    /// The bound is the best value, and so for all earlier levels.
    pub proven: bool,
    /// The bound is the best value, given the caps of the earlier levels.
    pub proven_given: bool,
    /// Why the work on this level ended.
    pub termination: Termination,
}

/// What came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Why it ended.
    pub termination: Termination,
    /// The levels in order; empty where there is no plan.
    pub levels: Vec<LevelOutcome>,
    /// The plan, sorted; none where none was found. A plan that places nobody is a plan, and is empty.
    pub plan: Option<Vec<Use>>,
    /// The engine that was used, with its version.
    pub engine: String,
    /// The work that was done, in the unit of `Options::effort`: giving it back reproduces the plan.
    pub effort: u64,
    /// What the reader of a plan must know: a solver that failed, a bound that was thrown away.
    pub notes: Vec<String>,
}

/// Solves a program: a start by the pattern kernel, then level after level by the engine that `options` names.
#[must_use]
pub fn solve(program: &Program, options: &Options) -> Outcome {
    engine::solve(program, Former::Any(&[]), options)
}

/// Solves a program like `solve`, beginning with a plan from before, which need not keep the program any more: a small
/// change is solved quickly, and where nothing is better that plan stays.
#[must_use]
pub fn solve_after(program: &Program, former: &[Use], options: &Options) -> Outcome {
    engine::solve(program, Former::Any(former), options)
}

/// Solves a program like `solve_after`, beginning with a good plan of nearly the same program: where nothing is better the search
/// ends soon, and by default it has less work. What is proved is proved alike.
#[must_use]
pub fn solve_near(program: &Program, former: &[Use], options: &Options) -> Outcome {
    engine::solve(program, Former::Near(former), options)
}

/// Improves a plan from before, which need not keep the program any more, by so many epochs of search, the same on every
/// machine and with every number of threads: nothing is proved. None where no plan was found that meets the orders; set `stop` to end early.
#[must_use]
pub fn improve(program: &Program, former: &[Use], epochs: u64, threads: u32, stop: &AtomicBool) -> Option<Vec<Use>> {
    engine::improve(program, former, epochs, threads, stop)
}

/// Returns the most guests of a demand that fit when nobody else is there.
///
/// Exact for a demand of one lot (single rooms, party, bed). With several lots (by sex) never too many.
#[must_use]
pub fn alone(program: &Program, demand: usize) -> u32 {
    alone::most_guests(program, demand)
}

/// Returns the integer solver of this build and its version: `HiGHS 1.15.0 (good_lp 1.15.3)`.
#[must_use]
pub fn solver_version() -> String {
    highs::version()
}
