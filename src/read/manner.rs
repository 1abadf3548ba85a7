//! How dirty cells are read: what the command line and the policy leave to each case. Reads nothing itself.

use chrono::{FixedOffset, NaiveDate};

use super::Settings;
use super::policy::Policy;

/// How dirty cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Manner {
    /// Whether a warning about a row rejects it.
    pub strict: bool,
    /// The day on which the case is seen, which gives dates their year.
    pub today: Option<NaiveDate>,
    /// Whether serial numbers of dates count from 1904.
    pub from_1904: bool,
    /// The zone of the case.
    pub zone: FixedOffset,
    /// Whether a count of zero rooms is unknown.
    pub zero_is_unknown: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { strict: false, today: None, from_1904: false, zone: house_zone(), zero_is_unknown: false }
    }
}

impl Manner {
    /// Returns what the command line and the policy say; the command line wins.
    #[must_use]
    pub fn of(settings: &Settings, policy: &Policy) -> Self {
        let today = settings.as_of.or(policy.case.as_of).map(|as_of| as_of.date());
        Self { strict: settings.strict, today, ..Self::default() }
    }
}

/// Returns the zone of times where the policy names none: that of Beijing (domain notes §3.3, `zone`).
fn house_zone() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are less than a day")
}
