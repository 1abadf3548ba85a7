//! Which engine, how much work, and in which order: start, orders, levels.

use super::exact::{self, Ended, Exact, Limits};
use super::guard::Guard;
use super::index::{Index, position};
use super::passes::{Incumbent, Passes};
use super::start::Builder;
use super::{Engine, Options, Outcome, Termination, highs, recount};
use crate::program::{Program, Use};

/// The largest integer program that `Engine::Auto` hands to the solver: places times lots, over all candidates. Measured:
/// beyond it the first relaxation alone takes longer than the default time limit, and the solver only costs time.
const ADMITTED_SLOTS: usize = 60_000;
/// The work of a level by default: so many factors of rows looked at by nodes, and never fewer than so many nodes.
const EFFORT_ENTRIES: u64 = 2_000_000_000;
const EFFORT_LEAST: u64 = 1_000;
/// Demands put back to improve a start: all of the work by default where no solver follows.
pub const MOVES: u64 = 100_000;

/// Solves a program.
pub fn solve(program: &Program, options: &Options) -> Outcome {
    let guard = Guard::start(options.time_limit, options.stop);
    let index = Index::new(program);
    let exact = match options.engine {
        Engine::Auto => slots(program) <= ADMITTED_SLOTS,
        Engine::Exact => true,
        Engine::Search => false,
    };
    let exact = exact.then(|| Exact::new(&index, options.seed));
    let effort = options.effort.unwrap_or_else(|| by_size(exact.as_ref()));
    let engine = if exact.is_some() { highs::version() } else { "pattern kernel".to_owned() };
    let moves = if exact.is_some() { MOVES } else { effort };
    let mut solve = Solve { index: &index, options, guard: &guard, effort, moves, notes: Vec::new() };
    let (termination, found) = match solve.start(exact.is_some()) {
        Err(termination) => (termination, None),
        Ok(start) => {
            let mut passes =
                Passes { index: &index, options, guard: &guard, exact: exact.as_ref(), effort, notes: Vec::new() };
            let (best, levels) = passes.run(start);
            solve.notes.append(&mut passes.notes);
            let worst = levels.iter().map(|level| level.termination).max();
            (worst.unwrap_or(Termination::Optimal), Some((best, levels)))
        }
    };
    if matches!(termination, Termination::TimeLimit | Termination::Interrupted) && options.effort.is_none() {
        solve.notes.push("the clock or the user ended the work: the same effort may find another plan".to_owned());
    }
    let (plan, levels) = found.map_or((None, Vec::new()), |(best, levels)| (Some(best.plan), levels));
    Outcome { termination, levels, plan, engine, effort, notes: solve.notes }
}

/// Returns the size that decides about admission: places times lots.
fn slots(program: &Program) -> usize {
    let of = |demand: &crate::program::Demand| {
        let places: usize = program.candidates_of(demand).iter().map(|candidate| candidate.places.len()).sum();
        places * demand.lots.len()
    };
    program.demands.iter().map(of).sum()
}

/// Returns the work of a level by the size of the integer program.
fn by_size(exact: Option<&Exact>) -> u64 {
    match exact {
        Some(exact) => EFFORT_ENTRIES.div_euclid(u64::from(position(exact.model.entries())).max(1)).max(EFFORT_LEAST),
        None => MOVES,
    }
}

/// The way to a first plan.
struct Solve<'a> {
    index: &'a Index<'a>,
    options: &'a Options<'a>,
    guard: &'a Guard<'a>,
    effort: u64,
    moves: u64,
    notes: Vec<String>,
}

impl Solve<'_> {
    /// Returns a plan to start with, or why there is none.
    fn start(&mut self, exact: bool) -> Result<Incumbent, Termination> {
        let mut builder = Builder::new(self.index);
        builder.place_all();
        builder.improve(self.moves, self.guard);
        let mut plan = builder.ledger.plan();
        if recount::fault(self.index, &plan).is_some() {
            // Linear rows are beyond the kernel; the empty plan keeps all but orders.
            plan = Vec::new();
        }
        match Incumbent::new(self.index, plan.clone()) {
            Ok(start) => Ok(start),
            Err(_) if exact => self.meet_orders(&plan),
            Err(fault) => {
                self.notes
                    .push(format!("the pattern kernel found no plan: {fault}; it cannot prove that there is none"));
                Err(Termination::EffortLimit)
            }
        }
    }

    /// Lets the solver look for a plan that meets the orders: none if it proves that guests must stay missing.
    fn meet_orders(&mut self, plan: &[Use]) -> Result<Incumbent, Termination> {
        let seconds = self.guard.left();
        let limits = Limits { caps: &[], seconds, effort: self.effort, gap: 0.0 };
        let answer = exact::meet_orders(self.index, plan, self.options.seed, &limits, self.guard);
        if let Some(found) = answer.plan.and_then(|plan| Incumbent::new(self.index, plan).ok()) {
            let mut builder = Builder::with(self.index, &found.plan);
            builder.improve(self.moves, self.guard);
            return Ok(Incumbent::new(self.index, builder.ledger.plan()).unwrap_or(found));
        }
        self.notes.extend(answer.note);
        let missing = answer.bound.unwrap_or(0.0);
        Err(match answer.ended {
            Ended::Infeasible => Termination::Infeasible,
            _ if missing > exact::closing::tolerance(missing) => Termination::Infeasible,
            Ended::OutOfTime => Termination::TimeLimit,
            Ended::Interrupted => Termination::Interrupted,
            Ended::OutOfWork => Termination::EffortLimit,
            Ended::Finished | Ended::Failed => Termination::Failed,
        })
    }
}
