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
    let mut whereabouts = Whereabouts::new(instance, program, plan);
    let mut all: Vec<Alternative> = (0..instance.hotels.len()).map(|hotel| whereabouts.at(group, hotel)).collect();
    all.sort_by_cached_key(|one| rank(&one.verdict));
    all
}

/// A plan that is asked about groups in hotels.
pub struct Whereabouts<'a> {
    case: Case<'a>,
    program: &'a Program,
    plan: &'a [Use],
    standing: Standing<'a>,
    before: Vec<i128>,
}

impl<'a> Whereabouts<'a> {
    /// Prepares the questions.
    #[must_use]
    pub fn new(instance: &'a Instance, program: &'a Program, plan: &'a [Use]) -> Self {
        let standing = Standing::new(program, plan.to_vec());
        let before = standing.levels();
        Self { case: Case::new(instance), program, plan, standing, before }
    }

    /// Returns what a hotel is to a group, both by position.
    #[must_use]
    pub fn at(&mut self, group: usize, hotel: usize) -> Alternative {
        let demand = self.program.demand_of(group);
        let candidate =
            demand.and_then(|demand| self.program.candidate_at(&self.program.demands[demand], position(hotel)));
        let Some((demand, candidate)) = demand.zip(candidate) else {
            let failed = first_failed(&self.case, group, hotel);
            let (rule, left) = failed.map_or(("R1", "with rooms for it"), |filter| (filter.rule, filter.left));
            return Alternative { hotel, here: 0, verdict: AlternativeVerdict::Filtered { rule, left } };
        };
        let here = self.plan.iter().filter(|each| each.candidate == candidate).map(|each| each.guests).sum();
        Alternative { hotel, here, verdict: self.verdict(demand, candidate) }
    }

    /// Returns what comes of a demand in one of its hotels alone.
    fn verdict(&mut self, demand: usize, candidate: u32) -> AlternativeVerdict {
        let movers = [position(demand)];
        let question =
            Question { movers: &movers, absent: &[], return_absent: false, may: &|other| other == candidate };
        match self.standing.ask(&question).filter(|answer| answer.guests > 0) {
            Some(answer) => AlternativeVerdict::Takes {
                guests: answer.guests,
                change: changes(self.program, &self.before, &answer.levels),
            },
            None => {
                AlternativeVerdict::Held { holders: holders_in(self.program, &self.standing.held(), demand, candidate) }
            }
        }
    }
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
