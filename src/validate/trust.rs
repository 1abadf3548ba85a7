//! How far a count of rooms is counted on: by its age and its wording (R45), and until it is too old.

use chrono::{NaiveDateTime, TimeDelta};

use super::ledger::Ledger;
use super::statement::{Said, Statement};
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{Rule, Share, Strength};
use crate::read::Tables;
use crate::read::policy::{TrustRules, ValidFor};
use crate::read::tables::{AvailabilityRow, Certainty, Count};

/// Hours for which a count without nights holds, where the policy does not say (domain §3.5).
const VALID_HOURS: u32 = 48;

/// What is known of the age of counts.
pub struct Ages<'a> {
    rules: &'a TrustRules,
    /// The time at which the case is seen; none where no row has a time.
    now: Option<NaiveDateTime>,
    valid: Option<TimeDelta>,
    /// Counts without a time that the policy trusts by their age.
    n_undated: usize,
    is_now_told: bool,
    is_valid_told: bool,
    /// Counts are counted on wholly, whatever their age and wording.
    is_off: bool,
}

impl<'a> Ages<'a> {
    /// Looks at the times of all rows. The case is seen at `as_of`, else at the newest poll.
    pub fn new(tables: &'a Tables, as_of: Option<NaiveDateTime>) -> Self {
        let whole = &tables.policy.whole;
        let newest = || tables.availability.rows.iter().filter_map(|row| row.polled_at).max();
        let hours = match whole.valid_for {
            None => Some(VALID_HOURS),
            Some(ValidFor::Hours(hours)) => Some(hours),
            Some(ValidFor::Ever) => None,
        };
        Self {
            rules: &whole.trust,
            now: as_of.or_else(newest),
            valid: hours.map(|hours| TimeDelta::hours(i64::from(hours))),
            n_undated: 0,
            is_now_told: as_of.is_some(),
            is_valid_told: whole.valid_for.is_some(),
            is_off: tables.policy.strengths.get(&Rule::R45) == Some(&Strength::Off),
        }
    }

    /// Returns what a row says of its rooms, seen today: a count without nights is unknown once it is too old.
    pub fn said(&self, row: &AvailabilityRow) -> Said {
        match row.rooms {
            Count::Unknown => Said::Unknown,
            Count::Change(by) => Said::Change(by),
            Count::Rooms(rooms) => {
                let has_nights = row.from.is_some() || row.to.is_some();
                if !has_nights && self.age(row).zip(self.valid).is_some_and(|(age, valid)| age > valid) {
                    return Said::Expired(rooms);
                }
                Said::Rooms(rooms)
            }
        }
    }

    /// Returns how long ago a row was said; none where nobody knows.
    fn age(&self, row: &AvailabilityRow) -> Option<TimeDelta> {
        self.now.zip(row.polled_at).map(|(now, then)| now.signed_duration_since(then))
    }

    /// R45. Returns the share of a count that is counted on: its own, else by its age and its wording.
    ///
    /// A count without a time is as old as can be.
    pub fn r45_trust(&mut self, row: &AvailabilityRow) -> Share {
        if self.is_off {
            return Share::WHOLE;
        }
        let wording = match row.certainty {
            Some(Certainty::Share(share)) => return share,
            Some(Certainty::About) => self.rules.about.unwrap_or_default(),
            Some(Certainty::Sure) | None => Share::WHOLE,
        };
        let Some(&(_, oldest)) = self.rules.by_age.last() else { return wording };
        let age = self.age(row);
        self.n_undated += usize::from(age.is_none());
        let within = |&&(hours, _): &&(u32, Share)| age.is_some_and(|age| age <= TimeDelta::hours(i64::from(hours)));
        let by_age = self.rules.by_age.iter().find(within).map_or(oldest, |&(_, share)| share);
        by_age.times(wording)
    }

    /// Returns what was assumed, one sentence each; whether any count that would be used is too old is known by then.
    #[must_use]
    pub fn remarks(&self, any_expired: bool) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let depends = any_expired || !(self.rules.by_age.is_empty() || self.is_off);
        if let Some(now) = self.now.filter(|_| depends && !self.is_now_told) {
            remarks.push(Remark::new(About::NewestPoll, &[("time", &now.format("%Y-%m-%dT%H:%M"))]));
        }
        if any_expired && !self.is_valid_told {
            remarks.push(Remark::new(About::ValidFor, &[("hours", &VALID_HOURS)]));
        }
        if self.n_undated > 0 {
            remarks.push(Remark::new(About::Undated, &[("n", &self.n_undated)]));
        }
        remarks
    }
}

/// Says that a count is too old to be counted on.
pub fn say_expired(newest: &Statement<'_>, rooms: u32, ledger: &mut Ledger) {
    let said = newest.polled_at.map(|time| time.format(" on %Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    let message = format!("it said {rooms} rooms{said}, which is too long ago to be counted on");
    let help = "ring again, give `from` and `to` for nights that were promised, or set `[rules] valid_for`";
    ledger.say(Code::QuoteExpired, &newest.row.place, "polled_at", message, help);
}
