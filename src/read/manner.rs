//! How dirty cells are read: what the command line and the policy leave to each case. Reads nothing itself.

use chrono::{FixedOffset, NaiveDate};

use super::Settings;
use super::policy::Policy;

/// Which of two small numbers of a date is the month: the order of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `4/3` is in April.
    MonthFirst,
    /// `4/3` is in March.
    DayFirst,
}

/// How dirty cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Whether a warning about a row rejects it.
    pub strict: bool,
    /// The day on which the case is seen, which gives dates their year.
    pub today: Option<NaiveDate>,
    /// Which of two small numbers of a date is the month.
    pub order: DateOrder,
    /// Whether serial numbers of dates count from 1904.
    pub from_1904: bool,
    /// The zone of the case.
    pub zone: FixedOffset,
    /// Whether a count of zero rooms is unknown.
    pub zero_is_unknown: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            strict: false,
            today: None,
            order: DateOrder::MonthFirst,
            from_1904: false,
            zone: house_zone(),
            zero_is_unknown: false,
        }
    }
}

impl Manner {
    /// Returns what the command line and the policy say; the command line wins.
    #[must_use]
    pub fn of(settings: &Settings, policy: &Policy) -> Self {
        let (case, default) = (&policy.case, Self::default());
        Self {
            strict: settings.strict,
            today: settings.as_of.or(case.as_of).map(|as_of| as_of.date()),
            order: case.date_order.unwrap_or(default.order),
            from_1904: case.from_1904.unwrap_or(false),
            zone: case.zone.unwrap_or(default.zone),
            zero_is_unknown: policy.zero_is_unknown,
        }
    }
}

/// Returns the zone of times where the policy names none: that of Beijing (domain notes §3.3, `zone`).
fn house_zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are less than a day")
}
