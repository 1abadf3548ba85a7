//! The soft rules that a plan breaks, and what waivers let through, as `plan.json` states them.

use serde::{Deserialize, Serialize};

use crate::domain::quantity::fixed_text;
use crate::domain::{Instance, Weight};
use crate::explain::{LevelCost, Waived, WaiverCost};

/// A soft rule that a plan breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breach {
    /// The rule: `R24`.
    pub rule: String,
    /// Its name in the policy.
    pub name: String,
    /// The groups concerned.
    pub groups: Vec<String>,
    /// The hotel concerned, if it is one.
    pub hotel: Option<String>,
    /// The wing concerned, if it is one.
    pub wing: Option<String>,
    /// The night concerned, or the first of several: a date, or its number in a case without dates.
    pub night: Option<String>,
    /// By how much, as a decimal number.
    pub amount: String,
    /// What the amount counts.
    pub unit: String,
    /// What it weighs at the level of breaches, as a decimal number.
    pub cost: String,
    /// What is so, in one sentence.
    pub message: String,
}

impl Breach {
    /// Returns how a breach is stated.
    #[must_use]
    pub fn of(instance: &Instance, breach: &crate::verify::Breach) -> Self {
        Self {
            rule: breach.rule.to_string(),
            name: breach.rule.name().to_owned(),
            groups: breach.groups.clone(),
            hotel: breach.hotel.clone(),
            wing: breach.wing.clone(),
            night: breach.night.map(|night| instance.calendar.text(night)),
            amount: fixed_text(breach.amount.into(), breach.scale),
            unit: breach.rule.entry().unit.to_owned(),
            cost: fixed_text(breach.cost(), Weight::SCALE),
            message: breach.message.clone(),
        }
    }
}

/// A waiver: who said what does not hold, and what that let through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The rule: `R24`.
    pub rule: String,
    /// Its name in the policy.
    pub name: String,
    /// The group, if it names one.
    pub group: Option<String>,
    /// The hotel, if it names one.
    pub hotel: Option<String>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: String,
    /// Why.
    pub reason: String,
    /// What this plan breaks that the rule would not allow without it; `cost` is 0 where the rule has no price.
    pub allowed: Vec<Breach>,
    /// The levels that are other in the best plan found without it; empty where none is.
    pub levels: Vec<WaivedLevel>,
    /// What is known of `levels`.
    pub known: Known,
}

/// What is known of a waiver's cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// No plan is better than these, with the waiver or without it.
    Proven,
    /// The best found in the time.
    Found,
    /// Without it there is no plan at all.
    NoPlan,
    /// Nothing: the case is too large, or the time was too short.
    Unknown,
}

/// A level with a waiver and without it, as decimal numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaivedLevel {
    /// The level.
    pub name: String,
    /// In this plan.
    pub with: String,
    /// In the best plan found without the waiver.
    pub without: String,
}

/// Returns how the cost of a waiver is stated.
fn levels(cost: &WaiverCost) -> (Vec<WaivedLevel>, Known) {
    let levels = match cost {
        WaiverCost::NoPlan => return (Vec::new(), Known::NoPlan),
        WaiverCost::Unknown => return (Vec::new(), Known::Unknown),
        WaiverCost::Levels(levels) => levels,
    };
    let known = if levels.iter().all(|level| level.is_proven) { Known::Proven } else { Known::Found };
    let level = |level: &LevelCost| WaivedLevel {
        name: level.name.clone(),
        with: fixed_text(level.with, level.scale),
        without: fixed_text(level.without, level.scale),
    };
    (levels.iter().filter(|level| level.with != level.without).map(level).collect(), known)
}

/// Returns how waivers are stated.
#[must_use]
pub fn waivers(instance: &Instance, waived: &[Waived], costs: &[WaiverCost]) -> Vec<Waiver> {
    let waivers = waived.iter().zip(costs).map(|(through, cost)| {
        let (levels, known) = levels(cost);
        let entry = &instance.rules.waivers[through.waiver];
        Waiver {
            rule: entry.rule.to_string(),
            name: entry.rule.name().to_owned(),
            group: entry.group.map(|group| instance.groups[group].id.to_string()),
            hotel: entry.hotel.map(|hotel| instance.hotels[hotel].id.to_string()),
            by: entry.by.clone(),
            at: entry.at.format("%Y-%m-%dT%H:%M").to_string(),
            reason: entry.reason.clone(),
            allowed: through.allowed.iter().map(|breach| Breach::of(instance, breach)).collect(),
            levels,
            known,
        }
    });
    waivers.collect()
}
