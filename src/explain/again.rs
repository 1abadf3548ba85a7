//! A case that was eased, solved again: from the plan that there is, with work that no clock measures, and judged by `verify`.

use super::inquiry::Inquiry;
use crate::domain::{Allocation, AllocationRow, Instance};
use crate::program::{self, Program};
use crate::solve;
use crate::verify::{self, Verdict};

/// The largest program that is solved with proof: its candidates.
const PROVEN_MOST: usize = 120;
/// The largest program that is made of everybody: its candidates. Beyond it, those who have rooms keep their hotels.
const WHOLE_MOST: usize = 60_000;
/// Epochs of search, times demands.
const SEARCH: usize = 1_500;
/// Epochs of search at most.
const EPOCHS_MOST: usize = 31;

/// What came of solving again.
#[derive(Debug, Clone)]
pub struct Again {
    /// The plan, which keeps every rule of the eased case.
    pub rows: Vec<AllocationRow>,
    /// What `verify` says of it.
    pub verdict: Verdict,
    /// It is proven that no plan of the eased case places more, as the objective counts.
    pub is_proven: bool,
}

/// A case and its plan, from which eased cases are solved.
pub struct Former<'a> {
    /// The rows of the plan, sorted.
    pub rows: &'a [AllocationRow],
    /// Groups that are left over.
    pub free: &'a [usize],
    /// Everybody may move; else only those who are left over look for other hotels.
    pub is_whole: bool,
    /// Through which the solver is asked.
    pub inquiry: &'a Inquiry<'a>,
}

/// Tells whether a program is small enough for everybody in it to move.
#[must_use]
pub fn may_be_whole(program: &Program) -> bool {
    program.candidates.len() <= WHOLE_MOST
}

impl Former<'_> {
    /// Compiles an eased case.
    #[must_use]
    pub fn compile(&self, eased: &Instance) -> Program {
        if self.is_whole { program::compile(eased) } else { program::compile_around(eased, self.free, self.rows) }
    }

    /// Solves an eased case; none where no plan was found that keeps its rules, or the user ended it.
    #[must_use]
    pub fn again(&self, eased: &Instance, program: &Program) -> Option<Again> {
        let former = program::encode(eased, program, self.rows);
        let proven = (self.is_whole && program.candidates.len() <= PROVEN_MOST)
            .then(|| self.proven(eased, program, &former))
            .flatten();
        proven.or_else(|| {
            let epochs = SEARCH.div_euclid(program.demands.len().max(1)).clamp(1, EPOCHS_MOST) as u64;
            let plan = solve::improve(program, &former, epochs, self.inquiry.threads, self.inquiry.stop)?;
            let (rows, verdict) = judged(eased, program::decode(eased, program, &plan))?;
            let is_proven = verdict.unmet.is_empty();
            Some(Again { rows, verdict, is_proven })
        })
    }

    /// Solves a small case to the end; none where a limit came first.
    fn proven(&self, eased: &Instance, program: &Program, former: &[program::Use]) -> Option<Again> {
        let outcome = self.inquiry.solve(program, former)?;
        let (rows, verdict) = judged(eased, program::decode(eased, program, outcome.plan.as_ref()?))?;
        // Levels up to the last that counts guests; in a weighted sum, the sum.
        let last = outcome.levels.iter().rposition(|level| level.name.starts_with("unmet."));
        let counted = last.map_or(outcome.levels.len(), |last| last + 1);
        let is_proven = outcome.levels.iter().take(counted).all(|level| level.proven);
        Some(Again { rows, verdict, is_proven })
    }
}

/// What the objective counts of guests left over: tier by tier where it has tiers.
pub type Shortage = Vec<i128>;

/// Returns what a judgement counts of guests left over.
#[must_use]
pub fn shortage(instance: &Instance, verdict: &Verdict) -> Shortage {
    let tiers = verdict.levels.iter().filter(|level| level.name.starts_with("unmet."));
    let tiers: Shortage = tiers.map(|level| level.value).collect();
    if tiers.is_empty() { vec![i128::from(instance.n_left_out(&verdict.unmet))] } else { tiers }
}

/// Returns a plan with its judgement, if it keeps every rule.
fn judged(eased: &Instance, allocation: Allocation) -> Option<(Vec<AllocationRow>, Verdict)> {
    let verdict = verify::verify(eased, &allocation);
    verdict.findings.is_empty().then_some((allocation.rows, verdict))
}
