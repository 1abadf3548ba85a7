//! What is said of a pool on some nights, and which of two statements counts. Merges nothing.

use std::cmp::{Ordering, Reverse};

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::{Share, Stay};
use crate::read::tables::AvailabilityRow;

/// What a row of availability, or a snapshot without it, says of a pool on the nights of the case.
#[derive(Debug, Clone, Copy)]
pub struct Statement<'a> {
    /// The nights, at least one.
    pub nights: Stay,
    /// The row; of a withdrawal, the first row of the snapshot.
    pub row: &'a AvailabilityRow,
    /// When it was said.
    pub polled_at: Option<NaiveDateTime>,
    /// What it says.
    pub said: Said,
    /// Guests a room holds, defaults filled in.
    pub guests_max: u32,
    /// The share of the rooms that is counted on (R45).
    pub trust: Share,
    /// Rooms of those counted on that are held for somebody else.
    pub held: u32,
}

/// What is said of a number of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nobody knows.
    Unknown,
    /// So many, but so long ago that nobody knows any more.
    Expired(u32),
    /// So many, before the day on which the hotel took its block back (R38): nobody knows what is left but what is ours.
    TakenBack(u32, NaiveDate),
    /// A snapshot does not name the pool any more: none.
    Withdrawn,
    /// So many.
    Rooms(u32),
    /// So many more or fewer than before.
    Change(i64),
}

impl Statement<'_> {
    /// Returns the rooms that count, none where nobody knows.
    #[must_use]
    pub fn rooms(&self) -> Option<u32> {
        match self.said {
            Said::Rooms(rooms) => Some(rooms),
            Said::Withdrawn => Some(0),
            Said::Unknown | Said::Expired(_) | Said::TakenBack(..) | Said::Change(_) => None,
        }
    }

    /// Returns what is compared where two speak of one night, the greater counts: the newer; of one time the row before the
    /// withdrawal, the known, the smaller count, the less trusted, the smaller room, the known and the higher price.
    #[must_use]
    pub fn rank(&self) -> impl Ord + use<> {
        let rooms = self.rooms();
        let counts = (rooms.is_some(), Reverse(rooms), Reverse(self.trust), self.held, Reverse(self.guests_max));
        (self.polled_at, self.said != Said::Withdrawn, counts, self.row.rate)
    }

    /// Compares by which counts on a night that both speak of.
    #[must_use]
    pub fn precedence(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }

    /// Tells whether it changes an earlier one.
    #[must_use]
    pub fn is_change(&self) -> bool {
        matches!(self.said, Said::Change(_))
    }
}
