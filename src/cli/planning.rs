//! From a case to a plan that was verified: compile, solve, decode, verify, explain. It writes nothing.

mod kept;
mod people;
mod record;
mod rejects;
mod write;

use std::sync::atomic::AtomicBool;

pub use kept::Kept;
pub use people::Peopled;
pub use write::{Page, write, write_kept};

use super::exit::{Exit, Failure};
use super::options::Chosen;
use super::progress::Bar;
use super::talk::Talk;
use crate::domain::{Allocation, Instance};
use crate::explain::{self, Call, Conflict, Inquiry, Move, Planned, Reliefs, UnmetGroup, WaiverCost};
use crate::program;
use crate::solve::{self, Outcome, Progress, Termination};
use crate::verify::{self, Finding, Verdict};

/// A plan, with what is known about it.
#[derive(Debug, Clone)]
pub struct Made {
    /// The rows.
    pub allocation: Allocation,
    /// What the solver says.
    pub outcome: Outcome,
    /// What verify says.
    pub verdict: Verdict,
    /// Why groups are not placed.
    pub unmet: Vec<UnmetGroup>,
    /// What would place them together: one thing eased for everybody.
    pub reliefs: Reliefs,
    /// More would have been asked about those who are not placed than there is work set aside for.
    pub is_cut: bool,
    /// Which hotels to ring next, for those who are not placed.
    pub calls: Vec<Call>,
    /// Who is not where the plan before this one has them.
    pub moves: Vec<Move>,
    /// Who sleeps in which room, and which officer is where.
    pub people: Peopled,
    /// What each waiver costs, in their order.
    pub waiver_costs: Vec<WaiverCost>,
}

impl Made {
    /// Returns the status that this plan ends with; it is not 0 where rows of the case were refused.
    #[must_use]
    pub fn exit(&self, unmet_ok: bool, n_rejects: usize) -> Exit {
        if !self.verdict.findings.is_empty() {
            Exit::Findings
        } else if n_rejects > 0 {
            Exit::Unmet
        } else if self.unmet.is_empty() || unmet_ok {
            Exit::Done
        } else {
            Exit::Unmet
        }
    }
}

/// Makes a plan.
///
/// # Errors
/// When there is none: orders contradict each other, or a limit or an interrupt came too early.
pub fn make(instance: &Instance, chosen: &Chosen, stop: &AtomicBool, talk: Talk) -> Result<Made, Failure> {
    if let Some(conflict) = explain::plain_conflict(instance) {
        return Err(contradiction(&conflict));
    }
    let program = program::compile(instance);
    talk.detail(&format!(
        "compiled {} demands, {} candidates, {} pools, {} locks, {} links",
        program.demands.len(),
        program.candidates.len(),
        program.pools.len(),
        program.locks.len(),
        program.links.len()
    ));
    let bar = Bar::start(talk.quiet);
    let show = |progress: &Progress| bar.show(progress);
    let options = chosen.options(stop, &show);
    let outcome = solve::solve_after(&program, &program::former_plan(instance, &program), &options);
    bar.finish();
    talk.detail(&format!("{}: {:?}, effort {}", outcome.engine, outcome.termination, outcome.effort));
    let Some(plan) = &outcome.plan else { return Err(no_plan(instance, &outcome, stop)) };
    let allocation = program::decode(instance, &program, plan);
    let mut verdict = verify::verify(instance, &allocation);
    verdict.findings.extend(miscounted(&outcome, &verdict));
    // A first plan is wanted at once, and what easing something would place is told from better plans than it.
    let is_first = outcome.effort == 0;
    let inquiry = if is_first { Inquiry::brief(stop) } else { Inquiry::new(stop) }.on(chosen.threads);
    let unmet = explain::unmet(instance, &program, Planned { plan, rows: &allocation.rows }, &verdict, &inquiry);
    let reliefs = if is_first {
        Reliefs { found: Vec::new(), is_cut: !verdict.unmet.is_empty() }
    } else {
        explain::reliefs(instance, &program, &allocation.rows, &verdict, &inquiry)
    };
    let calls = explain::calls(instance, &allocation.rows, &verdict.unmet);
    let moves = explain::moves(instance, &allocation, &verdict);
    let people = Peopled::of(instance, &allocation);
    verdict.findings.extend(people.findings());
    let waiver_costs = explain::waiver_costs(instance, &outcome.levels, stop);
    let is_cut = reliefs.is_cut || inquiry.is_cut();
    Ok(Made { allocation, outcome, verdict, unmet, reliefs, is_cut, calls, moves, people, waiver_costs })
}

/// Says why there is no plan.
fn no_plan(instance: &Instance, outcome: &Outcome, stop: &AtomicBool) -> Failure {
    let notes = outcome.notes.clone();
    let mut failure = match outcome.termination {
        Termination::Infeasible => match explain::conflict(instance, stop) {
            Some(conflict) => contradiction(&conflict),
            None => Failure::new(Exit::Contradiction, "the orders (pins, pairs) cannot all be kept"),
        },
        Termination::Failed => Failure::new(Exit::World, "the solver failed before there was any plan"),
        Termination::Interrupted => Failure::new(Exit::NoPlan, "interrupted before there was any plan"),
        _ => Failure::new(Exit::NoPlan, "a limit came before there was any plan")
            .hint("give it more time with --time-limit, or more work with --effort"),
    };
    failure.hints.extend(notes);
    failure
}

/// Names the orders that contradict each other.
fn contradiction(conflict: &Conflict) -> Failure {
    let mut failure = Failure::new(Exit::Contradiction, conflict.to_string());
    failure.hints.push("withdraw or change one of these lines".to_owned());
    failure
}

/// Compares the objective as the solver counts it with the objective recomputed. A difference spoils the plan.
fn miscounted(outcome: &Outcome, verdict: &Verdict) -> Vec<Finding> {
    let recomputed = |name: &str| verdict.levels.iter().find(|level| level.name == name);
    let wrong =
        outcome.levels.iter().filter(|level| recomputed(&level.name).is_none_or(|own| own.value != level.value));
    wrong
        .map(|level| Finding {
            rule: 2,
            group: None,
            hotel: None,
            message: format!(
                "the solver counts {} parts at the level {}, and recomputing gives {}",
                level.value,
                level.name,
                recomputed(&level.name).map_or_else(|| "nothing".to_owned(), |own| own.value.to_string()),
            ),
        })
        .collect()
}
