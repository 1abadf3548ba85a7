//! How strongly rules hold: hard, at a price, or not at all; for everybody, or waived for a group or a hotel.

use chrono::NaiveDateTime;

use super::quantity::Weight;
use super::rule::Rule;
use crate::diagnostic::Place;

/// How strongly a rule or a wish holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// It must hold.
    Hard,
    /// It may be broken; the weight is paid for each unit of the breach, at the `breaches` level.
    Soft(Weight),
    /// It does not hold at all: as if its parameters were not there.
    Off,
}

impl Strength {
    /// Returns its price for each unit, where it has one that is not 0.
    #[must_use]
    pub fn price(self) -> Option<Weight> {
        match self {
            Self::Soft(weight) if weight.0 > 0 => Some(weight),
            _ => None,
        }
    }

    /// Tells whether it must hold.
    #[must_use]
    pub fn is_hard(self) -> bool {
        self == Self::Hard
    }
}

/// The strength of every rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strengths([Strength; Rule::ALL.len()]);

impl Default for Strengths {
    /// Returns what holds where the policy says nothing.
    fn default() -> Self {
        Self(Rule::ALL.map(|rule| rule.entry().default))
    }
}

impl Strengths {
    /// Returns the strength of a rule.
    #[must_use]
    pub fn of(&self, rule: Rule) -> Strength {
        self.0[usize::from(rule.number()) - 1]
    }

    /// Gives a rule a strength.
    pub fn set(&mut self, rule: Rule, strength: Strength) {
        self.0[usize::from(rule.number()) - 1] = strength;
    }
}

/// A rule that does not hold for a group, in a hotel, or for a group in a hotel, because somebody said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule.
    pub rule: Rule,
    /// Position of the group; none where it holds for all.
    pub group: Option<usize>,
    /// Position of the hotel; none where it holds in all.
    pub hotel: Option<usize>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

impl Waiver {
    /// Returns the waiver of a rule for a group that nobody decided: to see what would come of it.
    #[must_use]
    pub fn supposed(rule: Rule, group: usize, place: Place) -> Self {
        let nobody = String::new();
        Self {
            rule,
            group: Some(group),
            hotel: None,
            by: nobody.clone(),
            at: NaiveDateTime::default(),
            reason: nobody,
            place,
        }
    }

    /// Tells whether it waives a rule for a group in a hotel; none is any.
    #[must_use]
    pub fn covers(&self, rule: Rule, group: Option<usize>, hotel: Option<usize>) -> bool {
        let is_of = |named: Option<usize>, about: Option<usize>| named.is_none() || named == about;
        self.rule == rule && is_of(self.group, group) && is_of(self.hotel, hotel)
    }
}
