//! The soft rules that a plan breaks, and what waivers let through, as `plan.json` states them.

use serde::{Deserialize, Serialize};

use crate::domain::quantity::fixed_text;
use crate::domain::{Instance, Weight};
use crate::explain::Waived;

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
}

/// Returns how waivers are stated.
#[must_use]
pub fn waivers(instance: &Instance, all: &[Waived]) -> Vec<Waiver> {
    let stated = all.iter().map(|through| {
        let waiver = &instance.rules.waivers[through.waiver];
        Waiver {
            rule: waiver.rule.to_string(),
            name: waiver.rule.name().to_owned(),
            group: waiver.group.map(|group| instance.groups[group].id.to_string()),
            hotel: waiver.hotel.map(|hotel| instance.hotels[hotel].id.to_string()),
            by: waiver.by.clone(),
            at: waiver.at.format("%Y-%m-%dT%H:%M").to_string(),
            reason: waiver.reason.clone(),
            allowed: through.allowed.iter().map(|breach| Breach::of(instance, breach)).collect(),
        }
    });
    stated.collect()
}
