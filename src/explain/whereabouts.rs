//! Why a group is where it is, hotel by hotel: what each other hotel would cost it, with everybody else where they are, and
//! what stands in the way of those that cannot take it.

use std::cmp::Reverse;

use super::crowding::{Holder, holders_in};
use crate::domain::Instance;
use crate::program::filter::{Case, first_failed};
use crate::program::{Program, Use, position};
use crate::solve::{Question, Standing};

/// A hotel that a group could be in as a whole, or why it could not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// Position of the hotel.
    pub hotel: usize,
    /// Guests of the group who are there in the plan.
    pub here: u32,
    /// What the case and the plan say of it.
    pub verdict: AlternativeVerdict,
}

/// By how much a level of the objective would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChange {
    /// Its name.
    pub level: String,
    /// In parts.
    pub by: i128,
    /// Parts in one unit.
    pub scale: i64,
}

/// What a hotel is to a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlternativeVerdict {
    /// A filter leaves it out: the rule, and what the hotels that it leaves have in common.
    Filtered {
        /// The rule: `R24`.
        rule: &'static str,
        /// `within reach`.
        left: &'static str,
    },
    /// It takes the group, or so many guests of it, and no other hotel does.
    Takes {
        /// How many guests.
        guests: u32,
        /// By how much each level of the objective would change, in the order of the levels.
        change: Vec<LevelChange>,
    },
    /// It takes nobody: these hold the rooms, or keep the group out.
    Held {
        /// They.
        holders: Vec<Holder>,
    },
}

/// Returns what every hotel is to a group: those that take it first, the best before the others; then those that others
/// hold, then those that a filter leaves out, by the order of the hotels.
#[must_use]
pub fn alternatives(instance: &Instance, program: &Program, plan: &[Use], group: usize) -> Vec<Alternative> {
    let case = Case::new(instance);
    let mut standing = Standing::new(program, plan.to_vec());
    let before = standing.levels();
    let demand = program.demands.iter().position(|demand| demand.group as usize == group);
    let candidates = demand.map_or(0..0, |demand| program.demands[demand].candidates.clone());
    let mut all: Vec<Alternative> = Vec::with_capacity(instance.hotels.len());
    for (hotel, at) in (0..instance.hotels.len()).map(|hotel| (hotel, candidate_at(program, candidates.clone(), hotel)))
    {
        let guests = |at: u32| plan.iter().filter(|each| each.candidate == at).map(|each| each.guests).sum();
        let here = at.map_or(0, guests);
        let verdict = if let (Some(demand), Some(at)) = (demand, at) {
            let movers = [position(demand)];
            let question =
                Question { movers: &movers, absent: &[], return_absent: false, may: &|candidate| candidate == at };
            match standing.ask(&question).filter(|answer| answer.guests > 0) {
                Some(answer) => AlternativeVerdict::Takes {
                    guests: answer.guests,
                    change: changes(program, &before, &answer.levels),
                },
                None => AlternativeVerdict::Held { holders: holders_in(program, &standing.held(), demand, at) },
            }
        } else {
            let failed = first_failed(&case, group, hotel);
            let (rule, left) = failed.map_or(("R1", "with rooms for it"), |filter| (filter.rule, filter.left));
            AlternativeVerdict::Filtered { rule, left }
        };
        all.push(Alternative { hotel, here, verdict });
    }
    all.sort_by_cached_key(|one| rank(&one.verdict));
    all
}

/// Hotels that take more guests come first, of those the cheaper; a hotel held by others comes before one filtered out.
fn rank(verdict: &AlternativeVerdict) -> (u32, Reverse<u32>, Vec<i128>) {
    match verdict {
        AlternativeVerdict::Takes { guests, change } => {
            (0, Reverse(*guests), change.iter().map(|level| level.by).collect())
        }
        AlternativeVerdict::Held { .. } => (1, Reverse(0), Vec::new()),
        AlternativeVerdict::Filtered { .. } => (2, Reverse(0), Vec::new()),
    }
}

fn changes(program: &Program, before: &[i128], after: &[i128]) -> Vec<LevelChange> {
    let levels = program.levels.iter().zip(before.iter().zip(after));
    levels
        .map(|(level, (before, after))| LevelChange {
            level: level.name.clone(),
            by: after - before,
            scale: level.scale,
        })
        .collect()
}

/// Returns the candidate of a hotel among those of a demand.
fn candidate_at(program: &Program, candidates: std::ops::Range<u32>, hotel: usize) -> Option<u32> {
    let of = &program.candidates[candidates.start as usize..candidates.end as usize];
    let at = of.binary_search_by_key(&position(hotel), |candidate| candidate.hotel).ok()?;
    Some(candidates.start + position(at))
}
