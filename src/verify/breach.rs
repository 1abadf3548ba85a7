//! What judgements find: of a rule that is hard a finding, of a soft one a breach with its price, of one that is off
//! nothing. Judges nothing itself.

use super::finding::Finding;
use crate::domain::{Group, Hotel, Rule, Strength, Weight};

/// A soft rule that a plan breaks, and what that weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// The groups concerned; none where it is of a hotel or of the whole case.
    pub groups: Vec<String>,
    /// The hotel concerned, if it is one.
    pub hotel: Option<String>,
    /// The wing concerned, if it is one; empty for rooms without a wing.
    pub wing: Option<String>,
    /// The night concerned, if it is one.
    pub night: Option<u32>,
    /// By how much it is broken, in parts of the unit of the rule.
    pub amount: u64,
    /// How many parts make one unit: 1, or the minor units of money.
    pub scale: i64,
    /// What each part weighs at the level of breaches.
    pub per_part: Weight,
    /// What is so, in one sentence with its numbers.
    pub message: String,
}

impl Breach {
    /// Returns what it weighs at the level of breaches, in billionths.
    #[must_use]
    pub fn cost(&self) -> i128 {
        i128::from(self.per_part.0).saturating_mul(i128::from(self.amount))
    }
}

/// A rule that is broken somewhere, whatever its strength.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    rule: Rule,
    groups: Vec<String>,
    hotel: Option<String>,
    wing: Option<String>,
    night: Option<u32>,
    amount: u64,
    scale: i64,
    message: String,
}

impl Fault {
    /// Returns a fault of so many units of its rule, and one sentence with its numbers.
    pub fn new(rule: Rule, amount: u64, message: String) -> Self {
        Self { rule, groups: Vec::new(), hotel: None, wing: None, night: None, amount, scale: 1, message }
    }

    /// Names a group that is concerned.
    pub fn of(mut self, group: &Group) -> Self {
        self.groups.push(group.id.to_string());
        self
    }

    /// Names the hotel.
    pub fn at(mut self, hotel: &Hotel) -> Self {
        self.hotel = Some(hotel.id.to_string());
        self
    }

    /// Names the wing.
    pub fn in_wing(mut self, wing: &str) -> Self {
        self.wing = Some(wing.to_owned());
        self
    }

    /// Names the night.
    pub fn on(mut self, night: u32) -> Self {
        self.night = Some(night);
        self
    }

    /// Counts the amount in parts of which so many make a unit.
    pub fn in_parts(mut self, scale: i64) -> Self {
        self.scale = scale;
        self
    }
}

/// What all judgements found.
#[derive(Debug, Default)]
pub(super) struct Judged {
    /// Hard rules that are broken.
    pub findings: Vec<Finding>,
    /// Soft rules that are broken.
    pub breaches: Vec<Breach>,
}

impl Judged {
    /// Adds a finding of a rule that is always hard.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a fault as the strength of its rule there makes it: a finding, a breach, or nothing.
    pub fn judge(&mut self, strength: Strength, fault: Fault) {
        match strength {
            Strength::Hard => {
                let Fault { rule, groups, hotel, message, .. } = fault;
                let group = groups.into_iter().next();
                self.findings.push(Finding { rule: rule.number(), group, hotel, message });
            }
            Strength::Soft(weight) if fault.amount > 0 => {
                let Fault { rule, groups, hotel, wing, night, amount, scale, message } = fault;
                let per_part = per_part(weight, scale);
                self.breaches.push(Breach { rule, groups, hotel, wing, night, amount, scale, per_part, message });
            }
            Strength::Soft(_) | Strength::Off => {}
        }
    }

    /// Sorts what was found, and leaves out what was found twice.
    pub fn settle(&mut self) {
        self.findings.sort();
        self.findings.dedup();
        let key = |breach: &Breach| {
            let Breach { rule, groups, hotel, wing, night, amount, message, .. } = breach.clone();
            (rule, groups, hotel, wing, night, amount, message)
        };
        self.breaches.sort_by_cached_key(key);
    }
}

/// Returns what a part weighs of which so many make a unit: the weight is of a whole unit, and halves round up.
fn per_part(weight: Weight, scale: i64) -> Weight {
    let (weight, scale) = (i128::from(weight.0), i128::from(scale.max(1)));
    let (whole, rest) = (weight.div_euclid(scale), weight.rem_euclid(scale));
    Weight(i64::try_from(whole + i128::from(2 * rest >= scale)).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_what_the_strength_makes_it() {
        let fault = || Fault::new(Rule::R24, 3, "Too far.".to_owned());
        let mut judged = Judged::default();
        judged.judge(Strength::Off, fault());
        assert!(judged.findings.is_empty() && judged.breaches.is_empty());
        judged.judge(Strength::Hard, fault());
        judged.judge(Strength::Soft(Weight(2)), fault());
        judged.judge(Strength::Soft(Weight(2)), Fault::new(Rule::R24, 0, String::new()));
        assert_eq!((judged.findings.len(), judged.breaches.len()), (1, 1));
        assert_eq!((judged.findings[0].rule, judged.breaches[0].cost()), (24, 6));
    }

    #[test]
    fn parts_of_money_are_rounded_half_up() {
        assert_eq!((per_part(Weight(150), 100), per_part(Weight(149), 100)), (Weight(2), Weight(1)));
    }
}
