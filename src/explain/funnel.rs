//! The funnel of a group: how many hotels each of the fixed filters leaves. It looks at the case alone, at no plan.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::Instance;
use crate::program::filter::{self, Case, FILTERS};
use crate::program::reach::Reach;

/// One filter of a funnel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The rule that the filter comes from: `R24`.
    pub rule: String,
    /// What the hotels that are left have in common, for people: `within reach`.
    pub left: String,
    /// How many hotels are left.
    pub hotels: usize,
}

/// How many hotels there are, and how many each filter leaves of those that the earlier ones left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Funnel {
    /// All hotels of the case.
    pub hotels: usize,
    /// The filters, in their fixed order.
    pub steps: Vec<Step>,
}

impl Funnel {
    /// Returns how many hotels pass every filter.
    #[must_use]
    pub fn passing(&self) -> usize {
        self.steps.last().map_or(self.hotels, |step| step.hotels)
    }

    /// Returns the filter that leaves no hotel at all, none where some pass.
    #[must_use]
    pub fn dead_end(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.hotels == 0)
    }

    /// Returns the filters that lose hotels, with how many each loses.
    pub fn losses(&self) -> impl Iterator<Item = (&Step, usize)> {
        let before = std::iter::once(self.hotels).chain(self.steps.iter().map(|step| step.hotels));
        self.steps.iter().zip(before).map(|(step, before)| (step, before - step.hotels)).filter(|&(_, lost)| lost > 0)
    }
}

impl fmt::Display for Funnel {
    /// Writes the filters that lose hotels, up to the one that leaves none: `9 hotels → 4 open → 0 within reach`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hotels = if self.hotels == 1 { "hotel" } else { "hotels" };
        if self.losses().next().is_none() {
            return write!(formatter, "{} {hotels}, none filtered out", self.hotels);
        }
        write!(formatter, "{} {hotels}", self.hotels)?;
        for (step, _) in self.losses() {
            write!(formatter, " → {} {}", step.hotels, step.left)?;
            if step.hotels == 0 {
                break;
            }
        }
        Ok(())
    }
}

/// Returns the funnel of a group.
#[must_use]
pub fn funnel(instance: &Instance, group: usize) -> Funnel {
    funnel_of(&Case::new(instance), &mut Reach::new(instance), group)
}

/// Returns the funnel of a group in a case prepared once for many groups.
#[must_use]
pub fn funnel_of(case: &Case<'_>, reach: &mut Reach<'_>, group: usize) -> Funnel {
    let hotels = case.instance.hotels.len();
    let mut left = hotels;
    let steps = FILTERS.iter().zip(filter::losses(case, reach, group)).map(|(filter, lost)| {
        left -= lost;
        Step { rule: filter.rule.to_owned(), left: filter.left.to_owned(), hotels: left }
    });
    Funnel { hotels, steps: steps.collect() }
}
