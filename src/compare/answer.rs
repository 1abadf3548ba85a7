//! What comes of a case: compiled, solved on its own, decoded and judged. Shows nothing and writes nothing.

use crate::domain::{Allocation, Instance};
use crate::explain::{self, Conflict};
use crate::program::{self, Program, Use};
use crate::solve::{self, LevelOutcome, Options, Termination};
use crate::verify::{self, LevelValue, Verdict};

/// A plan, with what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The rows.
    pub allocation: Allocation,
    /// What verify says.
    pub verdict: Verdict,
    /// How many of those who come have no room on some night.
    pub unmet: u64,
    /// Its levels, most important first.
    pub levels: Vec<Proven>,
    /// Why the solve ended; none where nothing was solved.
    pub termination: Option<Termination>,
    /// The work that was done.
    pub effort: u64,
}

/// A level of a plan, and what is proven of it. Numbers are in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: i128,
    /// A bound on it, given the levels before it; none where nothing is known.
    pub bound: Option<i128>,
    /// Parts in one unit.
    pub scale: i64,
    /// The bound is the best value, and so for all levels before it.
    pub proven: bool,
    /// The bound is the best value, given the levels before it.
    pub proven_given: bool,
}

/// What came of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// A plan.
    Plan(Box<Planned>),
    /// Orders contradict each other; which, where that was found.
    Contradiction(Option<Conflict>),
    /// A limit or an interrupt came before there was any plan, or the solver failed.
    NoPlan(Termination),
}

impl Answer {
    /// Returns the plan, if there is one.
    #[must_use]
    pub fn plan(&self) -> Option<&Planned> {
        match self {
            Self::Plan(planned) => Some(planned),
            Self::Contradiction(_) | Self::NoPlan(_) => None,
        }
    }
}

impl Planned {
    /// Tells whether every level is proven, each given those before it.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        self.levels.iter().all(|level| level.proven_given)
    }

    /// Tells whether it is proven that no plan leaves fewer guests without a room, tier by tier.
    #[must_use]
    pub fn is_least_unmet(&self) -> bool {
        let is_unmet = |level: &&Proven| level.name.starts_with("unmet.");
        let n_first = self.levels.iter().take_while(is_unmet).count();
        let is_first = n_first > 0 && n_first == self.levels.iter().filter(is_unmet).count();
        self.unmet == 0 || is_first && self.levels.iter().take(n_first).all(|level| level.proven)
    }

    /// Tells whether it is proven that no plan places everybody. Where the levels do not begin with unmet, nothing is.
    #[must_use]
    pub fn surely_unmet(&self) -> bool {
        for tier in self.levels.iter().take_while(|level| level.name.starts_with("unmet.")) {
            if tier.bound.is_some_and(|bound| bound > 0) {
                // Plans that leave more of an earlier tier without a room than this one leave somebody without one too.
                return true;
            }
            if tier.value > 0 {
                return false;
            }
        }
        false
    }
}

/// Solves a case, beginning with a plan that need not be one for it, and judges what came of it; says which orders contradict
/// each other.
#[must_use]
pub fn answer(instance: &Instance, former: Option<&Allocation>, options: &Options<'_>) -> Answer {
    // A plan that is given is one of nearly the same case.
    let solver = if former.is_some() { solve::solve_near } else { solve::solve_after };
    match solved_by(solver, instance, former, options) {
        Ok(planned) => Answer::Plan(Box::new(planned)),
        Err(Termination::Infeasible) => Answer::Contradiction(explain::conflict(instance, options.stop)),
        Err(other) => Answer::NoPlan(other),
    }
}

/// Solves a case, beginning with a plan that need not be one for it, and judges what came of it.
///
/// # Errors
/// Why there is no plan: `Infeasible` where orders contradict each other.
pub fn solved(instance: &Instance, former: Option<&Allocation>, options: &Options<'_>) -> Result<Planned, Termination> {
    solved_by(solve::solve_after, instance, former, options)
}

/// Solves a case by one way of beginning with a plan.
fn solved_by(
    solver: fn(&Program, &[Use], &Options<'_>) -> solve::Outcome,
    instance: &Instance,
    former: Option<&Allocation>,
    options: &Options<'_>,
) -> Result<Planned, Termination> {
    if explain::plain_conflict(instance).is_some() {
        return Err(Termination::Infeasible);
    }
    let program = program::compile(instance);
    let outcome = solver(&program, &start(instance, &program, former), options);
    let plan = outcome.plan.as_ref().ok_or(outcome.termination)?;
    let allocation = program::decode(instance, &program, plan);
    let verdict = verify::verify(instance, &allocation);
    let levels = verdict.levels.iter().map(|level| proven(level, &outcome.levels)).collect();
    let unmet = instance.n_left_out(&verdict.unmet);
    let (termination, effort) = (Some(outcome.termination), outcome.effort);
    Ok(Planned { allocation, verdict, unmet, levels, termination, effort })
}

/// Returns a plan from before in terms of a program: the one given, else the one that the case knows.
fn start(instance: &Instance, program: &Program, former: Option<&Allocation>) -> Vec<Use> {
    match former {
        Some(former) => program::encode(instance, program, &former.rows),
        None => program::former_plan(instance, program),
    }
}

/// Returns a level as verify counts it, with what the solver proved if it counts the same.
fn proven(level: &LevelValue, outcomes: &[LevelOutcome]) -> Proven {
    let outcome = outcomes.iter().find(|outcome| outcome.name == level.name && outcome.value == level.value);
    Proven {
        name: level.name.clone(),
        value: level.value,
        bound: outcome.and_then(|outcome| outcome.bound),
        scale: level.scale,
        proven: outcome.is_some_and(|outcome| outcome.proven),
        proven_given: outcome.is_some_and(|outcome| outcome.proven_given),
    }
}
