//! What waivers allowed, and what they cost: the breaches of a plan that there would be without each of them, which `verify`
//! counts; and the best plan without it against this one, level by level, which is solved with a fixed effort.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::domain::{Allocation, Instance, Strength, Weight};
use crate::program;
use crate::solve::{self, Engine, LevelOutcome, Options, Outcome, Termination};
use crate::verify::{self, Breach};

/// The effort with which a case is solved again for one waiver: a short one, the same on every machine.
const EFFORT: u64 = 31;
/// The longest that the solver is asked about all waivers together. It guards against waiting: an answer that it cut off is
/// none, so that no number depends on the clock.
const TIME_LIMIT: Duration = Duration::from_mins(1);
/// The largest case that is solved again for each waiver: its candidates.
const CANDIDATES_MOST: usize = 60_000;

/// What a waiver costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaiverCost {
    /// The levels of the best plan found without it, beside those of this one.
    Levels(Vec<LevelCost>),
    /// Without it there is no plan at all: orders contradict each other.
    NoPlan,
    /// It was not found out: the case is too large, or the time or the work was too short for any plan.
    Unknown,
}

/// A level with a waiver and without it, in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelCost {
    /// The level.
    pub name: String,
    /// Parts in one unit.
    pub scale: i64,
    /// In this plan.
    pub with: i128,
    /// In the best plan found without the waiver.
    pub without: i128,
    /// No plan has less, with it or without it, as long as the levels before are what they are.
    pub is_proven: bool,
}

/// Solves a case again without each of its waivers, and compares; in their order.
#[must_use]
pub fn waiver_costs(instance: &Instance, levels: &[LevelOutcome], stop: &AtomicBool) -> Vec<WaiverCost> {
    let n_waivers = instance.rules.waivers.len();
    let time_limit = TIME_LIMIT / u32::try_from(n_waivers).unwrap_or(u32::MAX).max(1);
    (0..n_waivers).map(|waiver| waiver_cost(instance, waiver, levels, (time_limit, stop))).collect()
}

fn waiver_cost(
    instance: &Instance,
    waiver: usize,
    levels: &[LevelOutcome],
    (time_limit, stop): (Duration, &AtomicBool),
) -> WaiverCost {
    let mut without = instance.clone();
    without.rules.waivers.remove(waiver);
    let program = program::compile(&without);
    if program.candidates.len() > CANDIDATES_MOST {
        return WaiverCost::Unknown;
    }
    let options = Options {
        engine: Engine::Auto,
        time_limit: Some(time_limit),
        gap: 0.0,
        seed: 0,
        threads: 1,
        effort: Some(EFFORT),
        stop,
        watch: &|_| {},
    };
    compared(&solve::solve(&program, &options), levels)
}

/// Compares what came of the case without a waiver with the levels of the plan; what was cut off is no answer.
fn compared(outcome: &Outcome, levels: &[LevelOutcome]) -> WaiverCost {
    if matches!(outcome.termination, Termination::TimeLimit | Termination::Interrupted) {
        return WaiverCost::Unknown;
    }
    if outcome.plan.is_none() {
        let is_sure = outcome.termination == Termination::Infeasible;
        return if is_sure { WaiverCost::NoPlan } else { WaiverCost::Unknown };
    }
    let cost = |one: &LevelOutcome| {
        let with = levels.iter().find(|level| level.name == one.name)?;
        let is_proven = with.proven && one.proven;
        Some(LevelCost { name: one.name.clone(), scale: one.scale, with: with.value, without: one.value, is_proven })
    };
    WaiverCost::Levels(outcome.levels.iter().filter_map(cost).collect())
}

/// A waiver, and what it let through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waived {
    /// Position of the waiver in the rules.
    pub waiver: usize,
    /// What would be broken if it did not hold, by the unit of its rule; no prices.
    pub allowed: Vec<Breach>,
}

/// Returns what each waiver of a case lets through in a plan, in their order.
#[must_use]
pub fn waived(instance: &Instance, allocation: &Allocation) -> Vec<Waived> {
    if instance.rules.waivers.is_empty() {
        return Vec::new();
    }
    let mut counted = instance.clone();
    let all = (0..instance.rules.waivers.len()).map(|waiver| {
        let rule = instance.rules.waivers[waiver].rule;
        counted.rules.strengths = instance.rules.strengths;
        counted.rules.strengths.set(rule, Strength::Soft(Weight(0)));
        counted.pairs.clone_from(&instance.pairs);
        counted.pairs.iter_mut().for_each(|pair| pair.strength = Strength::Soft(Weight(0)));
        let of_rule = |case: &Instance| -> Vec<Breach> {
            let breaches = verify::verify(case, allocation).breaches;
            breaches.into_iter().filter(|breach| breach.rule == rule).collect()
        };
        let with = of_rule(&counted);
        let removed = counted.rules.waivers.remove(waiver);
        let without = of_rule(&counted);
        counted.rules.waivers.insert(waiver, removed);
        Waived { waiver, allowed: without.into_iter().filter(|breach| !with.contains(breach)).collect() }
    });
    all.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_clock_or_the_user_cut_off_is_not_known() {
        let cost = |termination: Termination, has_plan: bool| {
            let plan = has_plan.then(Vec::new);
            let (engine, levels, notes) = (String::new(), Vec::new(), Vec::new());
            compared(&Outcome { termination, levels, plan, engine, effort: EFFORT, notes }, &[])
        };
        assert_eq!(cost(Termination::TimeLimit, true), WaiverCost::Unknown);
        assert_eq!(cost(Termination::Interrupted, true), WaiverCost::Unknown);
        assert_eq!(cost(Termination::EffortLimit, true), WaiverCost::Levels(Vec::new()));
        assert_eq!(cost(Termination::EffortLimit, false), WaiverCost::Unknown);
        assert_eq!(cost(Termination::Infeasible, false), WaiverCost::NoPlan);
    }
}
