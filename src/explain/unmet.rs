//! Why a group was not placed, or not wholly: `never` or `crowded`, each with the facts behind it.
//!
//! A reason is computed without the plan's other groups; it does not say who holds the rooms instead.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::alone::{Alone, Town};
use super::funnel::{Funnel, funnel_of};
use super::{remedy, stranded};
use crate::domain::{Budget, Hotel, Instance, Pair, Pin, PinRelation, Rule, Split};
use crate::program::Program;
use crate::program::filter::Case;
use crate::program::reach::Reach;
use crate::verify::Verdict;

/// The kind of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonCode {
    /// Not all guests can be placed, whatever anybody else does.
    Never,
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
    /// The kind of the reason.
    pub code: ReasonCode,
    /// The reason, in one clause with its numbers; the funnel completes it.
    pub reason: String,
    /// What might cure it; read off the funnel, not proven.
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

/// Explains every group that a plan leaves unmet, by position of the group.
#[must_use]
pub fn unmet(instance: &Instance, program: &Program, verdict: &Verdict) -> Vec<UnmetGroup> {
    let mut asker = Asker::new(instance, program);
    let all = verdict.unmet.iter().map(|&(group, guests)| {
        let alone = asker.alone(group);
        asker.explain(group, guests, alone)
    });
    all.collect()
}

/// Explains the groups that can never be placed wholly, before any solve.
#[must_use]
pub fn never(instance: &Instance, program: &Program) -> Vec<UnmetGroup> {
    let mut asker = Asker::new(instance, program);
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
}

impl<'a> Asker<'a> {
    fn new(instance: &'a Instance, program: &'a Program) -> Self {
        Self { case: Case::new(instance), reach: Reach::new(instance), town: Town::new(program) }
    }

    /// Returns the most guests of a group that fit if nobody else comes.
    fn alone(&self, group: usize) -> Alone {
        let demand = self.town.program.demands.binary_search_by_key(&group, |demand| demand.group as usize);
        demand.map_or(Alone { guests: 0, is_proven: true }, |demand| self.town.alone(demand))
    }

    fn explain(&mut self, group: usize, guests: u32, alone: Alone) -> UnmetGroup {
        let wishes = &self.case.instance.groups[group];
        let funnel = funnel_of(&self.case, &mut self.reach, group);
        if let Some((reason, remedy)) = stranded::stranded(&self.case, group, guests) {
            let code = ReasonCode::Stranded;
            return UnmetGroup { group, guests, alone: alone.guests, code, reason, remedy, funnel };
        }
        let budgeted = has_budget(self.case.instance, group);
        let (code, mut reason) = if alone.guests < wishes.guests {
            (ReasonCode::Never, never_reason(&funnel, (alone.guests, wishes.guests), wishes.split, budgeted))
        } else {
            (ReasonCode::Crowded, crowded_reason(&self.case, group))
        };
        if !alone.is_proven {
            reason.push_str(" (not proven in the time)");
        }
        let remedy = remedy::suggested(self.case.instance, group, code, &funnel);
        UnmetGroup { group, guests, alone: alone.guests, code, reason, remedy, funnel }
    }
}

fn never_reason(funnel: &Funnel, (alone, guests): (u32, u32), split: Split, budgeted: bool) -> String {
    let money = if budgeted { " within the budget" } else { "" };
    if funnel.passing() == 0 {
        return "no hotel can take it".to_owned();
    }
    if alone == 0 {
        let whole = if split == Split::Never { "the whole group in one hotel" } else { "the smallest part allowed" };
        return format!("no hotel holds {whole}{money}, even with nobody else there");
    }
    let limit = match split {
        Split::Hotels { hotels_max: Some(most), .. } => format!(" in at most {most} of them"),
        _ => String::new(),
    };
    format!("at most {alone} of {guests} guests fit{limit}{money}, even with nobody else there")
}

fn crowded_reason(case: &Case<'_>, group: usize) -> String {
    let caveat =
        if is_bound_to_others(case.instance, group) { " (pairs and pins of other groups not counted)" } else { "" };
    let shared = shared_limits(case.instance, group);
    let held = ["the rooms"].into_iter().chain(shared).collect::<Vec<_>>().join(" or ");
    format!("the whole group would fit if nobody else came{caveat}; other groups hold {held}")
}

/// Returns what groups share besides rooms, and must do with: meals (R42), money (R36).
pub(super) fn shared_limits(instance: &Instance, group: usize) -> Vec<&'static str> {
    let feeds = must_feed(instance);
    [(feeds, "meals"), (has_budget(instance, group), "money")]
        .into_iter()
        .filter(|&(is, _)| is)
        .map(|(_, it)| it)
        .collect()
}

/// Tells whether any hotel must not house more guests than it feeds (R42).
pub(super) fn must_feed(instance: &Instance) -> bool {
    let must =
        |(at, hotel): (usize, &Hotel)| hotel.meals_max.is_some() && instance.strength_in(Rule::R42, at).is_hard();
    instance.hotels.iter().enumerate().any(must)
}

/// Tells whether a budget that must hold pays for a group (R36).
fn has_budget(instance: &Instance, group: usize) -> bool {
    let pays = |budget: &Budget| budget.class.is_none_or(|class| class == instance.groups[group].class);
    instance.rules.budgets.iter().any(|budget| instance.strength_of_budget(budget).is_hard() && pays(budget))
}

/// Tells whether orders that name other groups bear on this one.
fn is_bound_to_others(instance: &Instance, group: usize) -> bool {
    let named = |pair: &Pair| instance.strength_of_pair(pair).is_hard() && (pair.a == group || pair.b == group);
    let ordered = |pin: &Pin| pin.group != group && matches!(pin.relation, PinRelation::Must(_)) && instance.holds(pin);
    let pins_are_hard = instance.strength(Rule::R31).is_hard();
    instance.pairs.iter().any(named) || (pins_are_hard && instance.pins.iter().any(ordered))
}
