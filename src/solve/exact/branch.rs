//! One part of the integer program at one level: by branching on yes and no alone where that is less work, and on
//! everything where it is not, or leaves a gap, or where all is a flow.
//!
//! Guests and rooms that need not be whole make a relaxation: its bound holds for whole ones too. In it, a solver has
//! only to decide which candidates are used, by whom a unit is held, which hotels open, and that carries most of the
//! gap (`docs/formulation.md`).

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use super::Ended;
use super::closing::{self, Worth};
use super::measure::Measure;
use super::part::Part;
use crate::domain::quantity::to_units;
use crate::solve::backend::{Answer, Job, News};
use crate::solve::child;

/// Factors of rows from which a part is first solved with guests and rooms that need not be whole. Tests of tiny programs
/// go both ways.
const RELAXED_FROM: usize = if cfg!(test) { 12 } else { 3_000 };
/// Nodes for finding whole guests and rooms, once it is known which candidates are used.
const MENDING_NODES: u64 = 200;
/// The share of the time for the relaxation.
const RELAXED_SHARE: f64 = 0.8;

/// A part, and what is asked of it.
pub struct Question<'a> {
    /// The part.
    pub part: &'a Part,
    /// It is part of a flow.
    pub is_flow: bool,
    /// How the solver counts the levels: those before, and last the one to minimise.
    pub measures: &'a [Measure],
    /// The most of each level before.
    pub caps: Vec<i128>,
    /// Values that keep rows and caps; none to start from if they do not.
    pub start: Result<Vec<i64>, String>,
    /// Relative gap to stop at.
    pub gap: f64,
    /// Seed.
    pub seed: u32,
    /// Nodes of branch and bound.
    pub nodes: u64,
    /// How many parts are solved side by side.
    pub solvers: usize,
    /// Set when the user asks to stop.
    pub stop: &'a AtomicBool,
    /// Told of incumbent and bound, as the solver counts.
    pub watch: Box<Heard<'a>>,
}

/// Hears of an incumbent and a bound.
type Heard<'a> = dyn Fn(Option<f64>, Option<f64>) + Sync + 'a;

/// What came of a part.
pub struct Found {
    /// The best values, which keep rows and caps; none where there are none.
    pub values: Option<Vec<i64>>,
    /// The solver's best bound, in units.
    claimed: Option<f64>,
    /// A lower bound, in parts of the level, once all is done.
    pub bound: i128,
    /// Why it ended.
    pub ended: Ended,
    /// What the reader must know.
    pub notes: Vec<String>,
}

impl Found {
    /// Throws a bound away that contradicts the values.
    fn throw_bound_away(&mut self) {
        if let Some(bound) = self.claimed.take() {
            self.notes.push(format!(
                "the solver claims a bound of {bound}, above a plan that was recounted; it was thrown away"
            ));
        }
    }
}

impl Question<'_> {
    /// Solves the part until a deadline, if there is one.
    #[must_use]
    pub fn answer(&self, deadline: Option<Instant>) -> Found {
        let (values, notes) = match &self.start {
            Ok(start) => (Some(start.clone()), Vec::new()),
            Err(fault) => (None, vec![fault.clone()]),
        };
        let mut found = Found { values, claimed: None, bound: 0, ended: Ended::OutOfWork, notes };
        self.work(&mut found, deadline);
        match self.worth(&found) {
            Worth::Meets => found.bound = self.value(&found).unwrap_or(0),
            Worth::Below(parts) => found.bound = parts,
            Worth::Above => found.throw_bound_away(),
        }
        found
    }

    fn work(&self, found: &mut Found, deadline: Option<Instant>) {
        let is_large = self.part.entries() >= RELAXED_FROM && self.part.used.contains(&true);
        if is_large && !self.is_flow {
            let answer = self.solve(&self.uppers(), &self.part.counts, found, (self.nodes, share(deadline)));
            let is_finished = answer.ended == Ended::Finished;
            let values = self.take(answer, found);
            if let Some(values) = values.filter(|values| found.values.as_ref() != Some(values)) {
                self.mend(&values, found, deadline);
            }
            if !is_finished || self.is_good_enough(found) {
                return;
            }
        }
        let answer = self.solve(&self.uppers(), &[], found, (self.nodes, deadline));
        let values = self.take(answer, found);
        self.adopt(values, found);
    }

    /// Looks for whole guests and rooms in the candidates that a relaxed solution uses, unless the values are proven.
    fn mend(&self, relaxed: &[i64], found: &mut Found, deadline: Option<Instant>) {
        if self.worth(found) == Worth::Meets {
            return;
        }
        let mut uppers = self.uppers();
        for ((upper, &is_used), &value) in uppers.iter_mut().zip(&self.part.used).zip(relaxed) {
            if is_used && value == 0 {
                *upper = 0;
            }
        }
        let nothing = Found { values: None, claimed: None, bound: 0, ended: Ended::Finished, notes: Vec::new() };
        let answer = self.solve(&uppers, &[], &nothing, (MENDING_NODES, deadline));
        found.notes.extend(answer.note);
        // Its bound holds for these candidates alone.
        self.adopt(answer.values, found);
    }

    /// Asks the solver.
    fn solve(
        &self,
        uppers: &[i64],
        relaxed: &[bool],
        found: &Found,
        (nodes, deadline): (u64, Option<Instant>),
    ) -> Answer {
        let (level, measure, value) = (self.level(), self.measure(), self.value(found));
        // Sums of the level are multiples of `step`: a bound less than a step below the value proves it.
        let tolerance = closing::tolerance(to_units(value.unwrap_or(0), measure.scale)) * measure.per_unit();
        let resolution = 0.999 * measure.of(self.step()) - 2.0 * tolerance;
        let terms = |at: usize| -> Vec<(u32, f64)> {
            self.part.levels[at].iter().map(|&(column, cost)| (column, self.measures[at].of(cost))).collect()
        };
        let caps = self.caps.iter().enumerate().map(|(at, &cap)| (terms(at), self.measures[at].cap(cap)));
        let incumbent = value.map(|value| measure.of(value));
        if self.stop.load(Ordering::Relaxed) {
            return Answer { values: None, bound: None, ended: Ended::Interrupted, note: None };
        }
        child::solve_beside(
            &Job {
                rows: &self.part.rows,
                uppers,
                relaxed,
                objective: terms(level),
                caps: caps.filter(|(terms, _)| !terms.is_empty()).collect(),
                start: found.values.as_deref(),
                gap: self.gap,
                gap_units: resolution.max(0.5 * tolerance),
                seed: self.seed,
                nodes,
                seconds: deadline.map(|end| end.saturating_duration_since(Instant::now()).as_secs_f64()),
                stop: self.stop,
                watch: &|news| {
                    if let News::Stands(solution, bound) = news {
                        (self.watch)(if relaxed.is_empty() { solution } else { incumbent }, bound);
                    }
                },
            },
            self.solvers,
        )
    }

    /// Takes the bound, the end and the note of an answer; returns its values, which are not looked at.
    fn take(&self, answer: Answer, found: &mut Found) -> Option<Vec<i64>> {
        found.ended = answer.ended;
        found.notes.extend(answer.note);
        let bound = answer.bound.map(|bound| bound / self.measure().per_unit());
        found.claimed = found.claimed.into_iter().chain(bound).reduce(f64::max);
        if self.worth(found) == Worth::Above {
            found.throw_bound_away();
        }
        answer.values
    }

    /// Weighs the best bound against the best values.
    fn worth(&self, found: &Found) -> Worth {
        let weigh = |(bound, value)| closing::weigh(bound, value, self.measure().scale, self.step());
        found.claimed.zip(self.value(found)).map_or(Worth::Below(0), weigh)
    }

    /// Takes values if they keep rows and caps and cost less, at this level or at equal cost at a later one.
    fn adopt(&self, values: Option<Vec<i64>>, found: &mut Found) {
        let Some(values) = values else { return };
        if let Some(row) = self.part.broken_by(&values) {
            found.notes.push(format!("a solution of the solver was thrown away: it breaks {row}"));
            return;
        }
        let costs = |values: &[i64]| -> Vec<i128> {
            (self.level()..self.part.levels.len()).map(|level| self.part.cost(level, values)).collect()
        };
        let keeps = self.caps.iter().enumerate().all(|(level, &cap)| self.part.cost(level, &values) <= cap);
        if keeps && found.values.as_ref().is_none_or(|best| costs(&values) < costs(best)) {
            found.values = Some(values);
        }
    }

    /// Returns the upper ends of the columns: one that alone would cost more than the cap of a level, or at this level
    /// than the values at hand, stays below.
    fn uppers(&self) -> Vec<i64> {
        let value = self.start.as_ref().ok().map(|start| self.part.cost(self.level(), start));
        let mut uppers = self.part.uppers.clone();
        for (at, most) in self.caps.iter().copied().chain(value).enumerate() {
            for &(column, cost) in self.part.levels[at].iter().filter(|(_, cost)| *cost > 0) {
                let upper = &mut uppers[column as usize];
                *upper = (*upper).min(i64::try_from(most.div_euclid(cost)).unwrap_or(i64::MAX));
            }
        }
        uppers
    }

    fn level(&self) -> usize {
        self.caps.len()
    }

    fn measure(&self) -> Measure {
        self.measures[self.level()]
    }

    fn step(&self) -> i128 {
        closing::step(self.part.levels[self.level()].iter().map(|&(_, cost)| cost))
    }

    fn value(&self, found: &Found) -> Option<i128> {
        found.values.as_ref().map(|values| self.part.cost(self.level(), values))
    }

    /// Tells whether the values are proven, or within the gap.
    fn is_good_enough(&self, found: &Found) -> bool {
        let best = self.value(found).map(|value| to_units(value, self.measure().scale));
        self.worth(found) == Worth::Meets
            || best.zip(found.claimed).is_some_and(|(best, bound)| best - bound <= self.gap * best)
    }
}

/// Returns when the relaxation must be done.
fn share(deadline: Option<Instant>) -> Option<Instant> {
    let now = Instant::now();
    deadline.map(|end| now + end.saturating_duration_since(now).mul_f64(RELAXED_SHARE))
}
