//! The exact engine: the program as an integer program, minimised level by level.
//!
//! `docs/formulation.md` states the mathematics with the same numbers C1 to C15. Knows no solver but through
//! `child::solve`, and trusts it with nothing: plans are recounted by the caller, bounds are weighed by `closing`.

pub mod around;
mod bend;
mod branch;
mod build;
mod capacity;
mod clique;
pub mod closing;
mod cover;
mod crowd;
mod headcount;
mod link;
mod lock;
mod measure;
pub mod model;
pub mod part;
mod row;
pub mod values;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::backend::Job;
use super::child;
use super::guard::Guard;
use super::index::{Index, position};
use crate::domain::quantity::to_units;
use crate::program::{Use, side_by_side};
use branch::{Found, Question};
use closing::Worth;
use measure::Measure;
use model::Model;
use part::Part;

pub use super::backend::Ended;

/// The integer program of a program.
pub struct Exact<'a> {
    index: &'a Index<'a>,
    /// The model.
    pub model: Model,
    seed: u32,
    /// Threads.
    pub threads: usize,
}

/// What one level may use.
pub struct Limits<'a> {
    /// The caps of the levels before.
    pub caps: &'a [i128],
    /// Seconds, if limited.
    pub seconds: Option<Duration>,
    /// Nodes of branch and bound.
    pub effort: u64,
    /// Relative gap.
    pub gap: f64,
    /// The caps leave no choice: every earlier level is proven and its cap is its value. Then parts of the program that
    /// no row connects are solved by themselves.
    pub is_apart: bool,
}

/// What came of minimising a level.
pub struct Answer {
    /// The best plan found by the solver, not recounted.
    pub plan: Option<Vec<Use>>,
    /// A lower bound, in parts.
    pub bound: i128,
    /// Why it ended.
    pub ended: Ended,
    /// What the reader must know.
    pub notes: Vec<String>,
}

impl<'a> Exact<'a> {
    /// Builds the integer program.
    #[must_use]
    pub fn new(index: &'a Index<'a>, seed: u32, threads: u32) -> Self {
        Self { index, model: model_of(index, false), seed, threads: threads as usize }
    }

    /// Asks about a part of the program at the last of some levels, all other columns having the values of a plan.
    pub fn question<'b>(
        &'b self,
        part: &'b Part,
        (measures, caps): (&'b [Measure], &[i128]),
        (values, nodes): (&[i64], u64),
        guard: &'b Guard,
    ) -> Question<'b> {
        let start = part.values(values);
        let outside = |level: usize| model::cost(&self.model.levels[level], values) - part.cost(level, &start);
        Question {
            part,
            is_flow: self.index.is_flow(),
            measures,
            caps: caps.iter().enumerate().map(|(level, &cap)| cap - outside(level)).collect(),
            start: Ok(start),
            gap: 0.0,
            seed: self.seed,
            nodes,
            solvers: self.threads,
            stop: guard.stop,
            watch: Box::new(|_, _| {}),
        }
    }

    /// Returns how the solver counts a level and those before it.
    #[must_use]
    pub fn measures(&self, level: usize) -> Vec<Measure> {
        let measure = |at: usize| Measure::new(&self.model.levels[at], self.index.program.levels[at].scale);
        (0..=level).map(measure).collect()
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
        let is_apart = limits.is_apart && broken.is_none();
        let mut parts = if is_apart { Part::all(&self.model) } else { vec![Part::whole(&self.model)] };
        // What costs nothing cannot cost less.
        parts.retain(|part| !is_apart || part.cost(level, &part.values(&start)) > 0);
        let measures = self.measures(level);
        let last = measures[level];
        let values = parts.iter().map(|part| last.of(part.cost(level, &part.values(&start))));
        let stands = Mutex::new(values.map(|value| (value, 0.0)).collect::<Vec<_>>());
        let (stands, start_of) = (&stands, |part: &Part| broken.clone().map_or_else(|| Ok(part.values(&start)), Err));
        let is_flow = self.index.is_flow();
        let questions = parts.iter().enumerate().map(|(at, part)| {
            let start = start_of(part);
            let caps = (0..level).map(|earlier| match &start {
                Ok(start) if is_apart => part.cost(earlier, start),
                _ => limits.caps[earlier],
            });
            Question {
                part,
                is_flow,
                caps: caps.collect(),
                measures: &measures,
                start,
                gap: limits.gap,
                seed: self.seed,
                nodes: self.nodes(limits.effort, part, parts.len()),
                solvers: parts.len().min(self.threads),
                stop: guard.stop,
                watch: Box::new(move |incumbent, bound| {
                    let (incumbent, bound) = together(stands, at, incumbent, bound);
                    watch(Some(incumbent / last.per_unit()), Some(bound / last.per_unit()));
                }),
            }
        });
        let questions: Vec<Question> = questions.collect();
        let clock = Clock::start(limits.seconds, questions.len(), self.threads);
        let found = side_by_side(questions.len(), self.threads, |at| questions[at].answer(clock.deadline()));
        self.joined(broken.is_none().then_some(start), &parts.iter().zip(found).collect::<Vec<_>>())
    }

    /// Returns the nodes of a part, so that all parts together take as much work as the whole would.
    fn nodes(&self, effort: u64, part: &Part, n_parts: usize) -> u64 {
        let work = u128::from(effort) * self.model.entries().max(1) as u128;
        let share = work.div_euclid((part.entries().max(1) * n_parts.max(1)) as u128);
        u64::try_from(share).unwrap_or(u64::MAX).max(1)
    }

    /// Puts the answers of the parts together.
    fn joined(&self, start: Option<Vec<i64>>, found: &[(&Part, Found)]) -> Answer {
        let bound: i128 = found.iter().map(|(_, found)| found.bound).sum();
        let ended = found.iter().map(|(_, found)| found.ended).max_by_key(|&ended| severity(ended));
        let notes: BTreeSet<String> = found.iter().flat_map(|(_, found)| found.notes.iter().cloned()).collect();
        let mut values = start;
        for (part, found) in found {
            let Some(better) = &found.values else { continue };
            let values = values.get_or_insert_with(|| vec![0; self.model.columns.len()]);
            for (&column, &value) in part.columns.iter().zip(better) {
                values[column as usize] = value;
            }
        }
        Answer {
            plan: values.map(|values| values::to_plan(self.index, &self.model, &values)),
            bound,
            ended: ended.unwrap_or(Ended::Finished),
            notes: notes.into_iter().collect(),
        }
    }
}

/// Takes where a part stands, and returns where all of them stand together.
fn together(stands: &Mutex<Vec<(f64, f64)>>, at: usize, incumbent: Option<f64>, bound: Option<f64>) -> (f64, f64) {
    let mut stands = stands.lock().unwrap_or_else(PoisonError::into_inner);
    let known = stands[at];
    stands[at] = (incumbent.unwrap_or(known.0), bound.unwrap_or(known.1));
    stands.iter().fold((0.0, 0.0), |sum, each| (sum.0 + each.0, sum.1 + each.1))
}

/// Returns the rank of an end among those of several parts: the highest is that of all.
fn severity(ended: Ended) -> u8 {
    match ended {
        Ended::Finished => 0,
        Ended::OutOfWork => 1,
        Ended::OutOfTime => 2,
        Ended::Interrupted => 3,
        Ended::Infeasible => 4,
        Ended::Failed => 5,
    }
}

/// A clock that the parts of a level share: each may have its part of what is left.
struct Clock {
    end: Option<Instant>,
    waiting: AtomicUsize,
    threads: usize,
}

impl Clock {
    fn start(limit: Option<Duration>, parts: usize, threads: usize) -> Self {
        let end = limit.and_then(|limit| Instant::now().checked_add(limit));
        Self { end, waiting: AtomicUsize::new(parts), threads }
    }

    /// Returns when the next part must be done.
    fn deadline(&self) -> Option<Instant> {
        let waiting = self.waiting.fetch_sub(1, Ordering::Relaxed).max(1);
        let rounds = position(waiting.div_ceil(self.threads.max(1)));
        let now = Instant::now();
        self.end.map(|end| now + end.saturating_duration_since(now).checked_div(rounds).unwrap_or_default())
    }
}

/// Looks for a plan that meets all orders, starting from one that does not: minimises what is missing.
///
/// Returns the answer; the bound is on the guests missing.
pub fn meet_orders(index: &Index, plan: &[Use], seed: u32, limits: &Limits, guard: &Guard) -> Answer {
    let exact = Exact { index, model: model_of(index, true), seed, threads: 1 };
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
    let answer = child::solve(&job);
    let whole = Part::whole(&exact.model);
    // Weighed against what is missing now: nobody claims more than that.
    let missing = whole.cost(last, answer.values.as_ref().unwrap_or(&start));
    Answer {
        plan: answer.values.map(|values| values::to_plan(index, &exact.model, &values)),
        bound: match answer.bound.map(|bound| closing::weigh(bound, missing, 1, 1)) {
            Some(Worth::Below(guests)) => guests,
            Some(Worth::Meets) => missing,
            Some(Worth::Above) | None => 0,
        },
        ended: answer.ended,
        notes: answer.note.into_iter().collect(),
    }
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
    bend::bends(&mut build);
    headcount::headcounts(&mut build);
    build.finish()
}
