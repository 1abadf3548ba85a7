//! What differs between two plans or two cases: as pages of text, as one table, and as JSON.

mod json;
mod line;
mod text;

pub use json::json;
pub use line::csv;
pub use text::text;

use crate::compare::{CaseDiff, PlanDiff};

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The first, as the user names it.
    pub a: &'a str,
    /// The second.
    pub b: &'a str,
    /// The plans, if they are plans.
    pub plans: Option<&'a PlanDiff>,
    /// The cases.
    pub cases: &'a CaseDiff,
}

impl Compared<'_> {
    /// Tells whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty() && self.plans.is_none_or(PlanDiff::is_empty)
    }
}

/// What a reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// Levels of the objective and totals.
    Level,
    /// Who moves.
    Move,
    /// Groups.
    Group,
    /// Hotels.
    Hotel,
    /// Nights.
    Night,
    /// Money, by hotel.
    Money,
    /// Rules.
    Rule,
    /// The cases.
    Case,
}

impl Topic {
    /// Every topic, in the order of pages.
    pub const ALL: [Self; 8] =
        [Self::Level, Self::Move, Self::Group, Self::Hotel, Self::Night, Self::Money, Self::Rule, Self::Case];
}
