//! Why a group was not placed, or not wholly, each reason with the facts behind it: `never` and `conflict` of the group
//! alone, `crowded` of the plan.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::alone::{Alone, Town};
use super::crowding::{Crowding, crowding};
use super::cure::{Patient, Remedy};
use super::funnel::{Funnel, funnel_of};
use super::hindrance::hindrance;
use super::inquiry::Inquiry;
use super::limits::has_budget;
use super::sentence::NAMED;
use super::solo::{Obstacles, obstacles};
use super::stranded::Stranded;
use super::{remedy, sentence, stranded};
use crate::domain::{AllocationRow, Instance};
use crate::program::filter::Case;
use crate::program::reach::Reach;
use crate::program::{Program, Use};
use crate::solve::Standing;
use crate::verify::Verdict;

/// Groups that are looked into; of the others it is only said whether they would fit.
const LOOKED_INTO: usize = 20;
/// Groups times hotels that are looked at for the rules by which holders keep groups out: compiling a large case takes seconds.
const PAIRS_MOST: u64 = 10_000_000;
/// The largest program whose holders are asked for their rules, in candidates: in larger ones the solver takes seconds for each answer.
const HINDERED_MOST: usize = 1_000;
/// Times that a case is compiled for one holder, about.
const QUESTIONS: u64 = 24;

/// Remedies that are kept of each group.
const REMEDIES: usize = 5;

/// The kind of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Not all guests can be placed, whatever anybody else does: there are too few rooms.
    Never,
    /// Not all guests can be placed, whatever anybody else does: rules together leave too few rooms.
    Conflict,
    /// All guests would fit if nobody else came.
    Crowded,
    /// They are not moved from where they are, and their rooms are not there any more (R32, R33).
    Stranded,
}

impl ReasonCode {
    /// Returns its word in `unmet.csv`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Conflict => "conflict",
            Self::Crowded => "crowded",
            Self::Stranded => "stranded",
        }
    }
}

impl fmt::Display for ReasonCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A group with guests who are not placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnmetGroup {
    /// Position of the group in the instance.
    pub group: usize,
    /// How many of its guests are not placed.
    pub guests: u32,
    /// The most of its guests that fit if nobody else comes.
    pub alone: u32,
    /// No more than that is proven to fit.
    pub alone_is_proven: bool,
    /// The kind of the reason.
    pub code: ReasonCode,
    /// The reason, in one clause with its numbers; the funnel completes it.
    pub reason: String,
    /// Who holds the rooms that it would need, if it is crowded and was looked into.
    pub crowding: Option<Crowding>,
    /// The rules that together leave no room for it, if they do and it was looked into.
    pub obstacles: Option<Obstacles>,
    /// Why it is not moved from where it was, if it is stranded.
    pub stranded: Option<Stranded>,
    /// What would place it with everybody else where they are: found, and judged.
    pub remedies: Vec<Remedy>,
    /// The first of them, in words; where there is none, what might cure it, read off the funnel.
    pub remedy: String,
    /// Where its hotels went.
    pub funnel: Funnel,
}

impl UnmetGroup {
    /// Returns the reason and the funnel as one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.reason, self.funnel)
    }
}

/// A plan in both its forms.
#[derive(Debug, Clone, Copy)]
pub struct Planned<'a> {
    /// In terms of the program.
    pub plan: &'a [Use],
    /// Its rows, sorted.
    pub rows: &'a [AllocationRow],
}

/// Explains every group that a plan leaves unmet: the most urgent tier first, in it those with most guests left over.
#[must_use]
pub fn unmet(
    instance: &Instance,
    program: &Program,
    planned: Planned<'_>,
    verdict: &Verdict,
    inquiry: &Inquiry<'_>,
) -> Vec<UnmetGroup> {
    if verdict.unmet.is_empty() {
        return Vec::new();
    }
    let mut asker = Asker::new(instance, program, inquiry);
    let mut most_urgent_first = verdict.unmet.clone();
    most_urgent_first.sort_by_key(|&(group, guests)| (instance.tier(group), std::cmp::Reverse(guests), group));
    let all = most_urgent_first.into_iter().enumerate().map(|(at, (group, guests))| {
        let alone = asker.alone(group);
        let mut entry = asker.explain(group, guests, alone);
        if at < LOOKED_INTO && !inquiry.is_stopped() && !inquiry.is_cut() {
            asker.look_into(&mut entry, planned);
        }
        entry
    });
    all.collect()
}

/// Explains the groups that can never be placed wholly, before any solve.
#[must_use]
pub fn never(instance: &Instance, program: &Program, inquiry: &Inquiry<'_>) -> Vec<UnmetGroup> {
    let mut asker = Asker::new(instance, program, inquiry);
    let all = instance.groups.iter().enumerate().filter_map(|(group, wishes)| {
        let alone = asker.alone(group);
        (alone.guests < wishes.guests).then(|| asker.explain(group, wishes.guests - alone.guests, alone))
    });
    all.collect()
}

/// A case and its program, prepared once for many groups.
struct Asker<'a> {
    case: Case<'a>,
    reach: Reach<'a>,
    town: Town<'a>,
    inquiry: &'a Inquiry<'a>,
    /// Groups whose obstacles may still be looked for.
    left: usize,
    /// Groups times hotels that may still be looked at for holders.
    pairs: u64,
    /// The plan, prepared for questions: that takes a look at all candidates.
    standing: Option<Standing<'a>>,
}

impl<'a> Asker<'a> {
    fn new(instance: &'a Instance, program: &'a Program, inquiry: &'a Inquiry<'a>) -> Self {
        Self {
            case: Case::new(instance),
            reach: Reach::new(instance),
            town: Town::new(program, inquiry),
            inquiry,
            left: LOOKED_INTO,
            pairs: PAIRS_MOST,
            standing: None,
        }
    }

    fn demand(&self, group: usize) -> Option<usize> {
        self.town.program.demand_of(group)
    }

    /// Returns the most guests of a group that fit if nobody else comes.
    fn alone(&self, group: usize) -> Alone {
        self.demand(group).map_or(Alone { guests: 0, is_proven: true }, |demand| self.town.alone(demand))
    }

    fn explain(&mut self, group: usize, guests: u32, alone: Alone) -> UnmetGroup {
        let instance = self.case.instance;
        let wishes = &instance.groups[group];
        let mut entry = UnmetGroup {
            group,
            guests,
            alone: alone.guests,
            alone_is_proven: alone.is_proven,
            code: ReasonCode::Crowded,
            reason: String::new(),
            crowding: None,
            obstacles: None,
            stranded: None,
            remedies: Vec::new(),
            remedy: String::new(),
            funnel: funnel_of(&self.case, &mut self.reach, group),
        };
        if let Some((reason, remedy, stranded)) = stranded::stranded(&self.case, group, guests) {
            return UnmetGroup { code: ReasonCode::Stranded, reason, remedy, stranded: Some(stranded), ..entry };
        }
        if alone.guests == wishes.guests {
            entry.reason = sentence::crowded(instance, group, None);
        } else {
            if entry.funnel.passing() > 0 && self.left > 0 {
                self.left -= 1;
                entry.obstacles = obstacles(instance, group, self.inquiry);
            }
            let fit = (alone.guests, wishes.guests);
            entry.code = if entry.obstacles.is_some() { ReasonCode::Conflict } else { ReasonCode::Never };
            entry.reason = match &entry.obstacles {
                Some(found) => sentence::conflict(instance, group, alone.guests, found),
                None => sentence::never(&entry.funnel, fit, wishes.split, has_budget(instance, group)),
            };
        }
        if !alone.is_proven {
            entry.reason.push_str(" (not proven in the time)");
        }
        entry.remedy = remedy::suggested(instance, group, entry.code, &entry.funnel);
        entry
    }

    /// Asks the plan who stands in the way, and what would place the group.
    fn look_into(&mut self, entry: &mut UnmetGroup, planned: Planned<'_>) {
        let (instance, rows) = (self.case.instance, planned.rows);
        if entry.code == ReasonCode::Crowded
            && let Some(mut found) = self.crowding(entry.group, planned.plan)
        {
            self.hinder(entry.group, rows, &mut found);
            entry.reason = sentence::crowded(instance, entry.group, Some(&found));
            entry.crowding = Some(found);
        }
        if entry.code == ReasonCode::Stranded {
            return;
        }
        entry.remedies = Patient::new(instance, rows, (entry.group, entry.guests), self.inquiry).remedies();
        entry.remedies.truncate(REMEDIES);
        if let Some(best) = entry.remedies.first() {
            entry.remedy = format!("{best}, with everybody else where they are");
        }
    }

    /// Asks the plan who stands in a group's way.
    fn crowding(&mut self, group: usize, plan: &[Use]) -> Option<Crowding> {
        let program = self.town.program;
        let demand = self.demand(group)?;
        if self.standing.is_none() {
            let may = self.inquiry.may_spend(program.candidates.len());
            self.standing = may.then(|| Standing::new(program, plan.to_vec()));
        }
        crowding(program, self.standing.as_mut()?, demand, self.inquiry)
    }

    /// Finds the rules by which the first holders keep a group out, each with everybody else who is no holder, while the work
    /// set aside lasts; who is not looked into holds rooms.
    fn hinder(&mut self, group: usize, rows: &[AllocationRow], crowding: &mut Crowding) {
        let instance = self.case.instance;
        let work = QUESTIONS * instance.groups.len() as u64 * instance.hotels.len() as u64;
        let groups: Vec<usize> = crowding.holders.iter().map(|holder| holder.group).collect();
        let is_large = self.town.program.candidates.len() > HINDERED_MOST;
        for holder in crowding.holders.iter_mut().take(NAMED) {
            if is_large || work > self.pairs || self.inquiry.is_over() {
                return;
            }
            self.pairs -= work;
            let is_there = |row: &&AllocationRow| {
                let of = instance.group(row.group.as_str());
                of == Some(holder.group) || of.is_some_and(|of| of != group && !groups.contains(&of))
            };
            let others: Vec<AllocationRow> = rows.iter().filter(is_there).cloned().collect();
            holder.hindrance = hindrance(instance, group, &others, self.inquiry);
        }
    }
}
