//! Blocks of rooms that their hotels have taken back (R38): nothing is paid for them any more, and what the hotel quoted
//! before is no longer known, but for the rooms that are ours by then.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{NaiveDate, NaiveDateTime};

use super::ledger::Ledger;
use super::placed::{self, Hold};
use super::statement::Statement;
use super::strength;
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{Quote, Rule, Stay};
use crate::read::Tables;
use crate::read::tables::{AvailabilityRow, HotelRow};

/// The day on which each hotel took its block back, of those that have.
#[derive(Debug, Default)]
pub struct Lapsed<'a>(BTreeMap<&'a str, NaiveDate>);

impl<'a> Lapsed<'a> {
    /// Looks at the blocks of all hotels, as seen at a time; none where the policy has old quotes stand, or the rule is off.
    pub fn new(tables: &'a Tables, as_of: Option<NaiveDateTime>) -> Self {
        let mut lapsed = BTreeMap::new();
        if tables.policy.whole.shared.old_quotes_stand == Some(true) {
            return Self(lapsed);
        }
        for row in tables.hotels.rows.iter().chain(&tables.hotels_in_availability) {
            let is_off = || strength::is_off_in(&tables.policy, Rule::R38, &row.hotel);
            if let Some((until, _)) = given_back(row, as_of).filter(|_| !is_off()) {
                lapsed.entry(row.hotel.as_str()).or_insert(until);
            }
        }
        Self(lapsed)
    }

    /// R38. Returns the day on which the hotel of a row took its block back, if the row was said before it. A row without a
    /// time is as old as can be.
    pub fn r38_since(&self, row: &AvailabilityRow) -> Option<NaiveDate> {
        let until = *self.0.get(&*row.hotel)?;
        row.polled_at.is_none_or(|at| at.date() < until).then_some(until)
    }
}

/// Returns when a hotel took its block back, and the rooms of it, if it has.
fn given_back(row: &HotelRow, as_of: Option<NaiveDateTime>) -> Option<(NaiveDate, u32)> {
    let until = row.block_until.filter(|&until| as_of.is_some_and(|as_of| as_of.date() >= until))?;
    Some((until, row.block_rooms?))
}

/// R38. Takes a block away on its day: the hotel has back what is left of it, and nothing is paid for.
pub fn r38_give_back(row: Option<&mut HotelRow>, as_of: Option<NaiveDateTime>, ledger: &mut Ledger) {
    let Some(row) = row else { return };
    if let Some((day, rooms)) = given_back(row, as_of) {
        row.block_rooms = None;
        let values: [(&str, &dyn Display); 3] = [("rooms", &rooms), ("hotel", &row.hotel), ("date", &day)];
        ledger.assumed.push(Remark::new(About::BlockBack, &values));
    }
}

/// R38. Returns what is left of a quote from before the hotel took its block back: the rooms in which somebody is placed.
pub fn r38_ours(holds: &[Hold<'_>], nights: Stay) -> Option<Quote> {
    let ours = placed::held(holds, nights.arrive).rooms();
    (ours > 0).then(|| Quote::plain(ours))
}

/// Says that a count is from before the day on which the hotel took its block back.
pub fn say_taken_back(newest: &Statement<'_>, (rooms, since): (u32, NaiveDate), ledger: &mut Ledger) {
    let message = format!("it said {rooms} rooms, before the hotel took its block back on {since}");
    let help = "ring again: what is left is not known, but for rooms in which somebody is placed; or set `[rules] old_quotes_stand`";
    ledger.say(Code::QuoteExpired, &newest.row.place, "rooms", message, help);
}
