//! The rows of the tables as typed values: what the files say, each row by itself. References between them are not
//! resolved here, and no default is filled in.

mod demand;
mod reject;
mod relation;
mod supply;

use std::collections::BTreeSet;
use std::fmt;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};

pub use self::demand::{GroupAsks, GroupRow, GuestRow, SplitWord};
pub use self::reject::RejectRow;
pub use self::relation::{LookAlikeRow, PairRow, PinRow, PinWord, SiteRow, TravelRow, Verdict};
pub use self::supply::{AvailabilityRow, Basis, Certainty, Count, HotelRow, Mode, OfficerRow, PromiseRow, RoomRow};
use super::clean::Informs;
use super::matrix::Matrix;
use super::policy::Policy;
use crate::diagnostic::Place;
use crate::domain::{AllocationRow, Keep, RoomingRow};

/// A table of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<Row> {
    /// Whether there was a file for it.
    pub given: bool,
    /// Whether every file of it could be read as a table. Where not, a name it lacks may be in the part not read.
    pub whole: bool,
    /// The rows without errors, in the order of the files.
    pub rows: Vec<Row>,
    /// The names that rows with errors begin with: they are known, though nothing else is.
    pub rejected: BTreeSet<String>,
    /// What columns for people alone say, where somebody asked to keep it.
    pub informs: Option<Informs>,
}

impl<Row> Default for Table<Row> {
    fn default() -> Self {
        Self { given: false, whole: true, rows: Vec::new(), rejected: BTreeSet::new(), informs: None }
    }
}

/// All tables of a case, and its policy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// Rooms on offer.
    pub availability: Table<AvailabilityRow>,
    /// Rooms that are added to those on offer to see what they would do.
    pub promised: Vec<PromiseRow>,
    /// Hotels.
    pub hotels: Table<HotelRow>,
    /// What availability says of hotels besides their rooms, only rows that say something.
    pub hotels_in_availability: Vec<HotelRow>,
    /// The manifest.
    pub groups: Table<GroupRow>,
    /// Guests by name.
    pub guests: Table<GuestRow>,
    /// Sites.
    pub sites: Table<SiteRow>,
    /// Distances.
    pub travel: Table<TravelRow>,
    /// Distances that routing services gave.
    pub matrices: Vec<Matrix>,
    /// The plan before this one (R32).
    pub previous: Table<PlacedRow>,
    /// Who slept in which room by that plan (R32).
    pub previous_rooming: Table<RoomingRow>,
    /// People who are placed already.
    pub placed: Table<PlacedRow>,
    /// Pairs (R23).
    pub pairs: Table<PairRow>,
    /// Pins (R31).
    pub pins: Table<PinRow>,
    /// Physical rooms.
    pub rooms: Table<RoomRow>,
    /// Hotels whose names are alike, and what a person says of them.
    pub look_alikes: Table<LookAlikeRow>,
    /// Officers (R44).
    pub officers: Table<OfficerRow>,
    /// Rows that were refused when the tables were made.
    pub rejects: Table<RejectRow>,
    /// The policy; empty where there is none.
    pub policy: Policy,
}

/// A row of the allocation of people who are placed already, or of the plan before this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedRow {
    /// Who, where, when and in how many rooms.
    pub row: AllocationRow,
    /// Why they stay there, where the row says so (R32).
    pub kept: Option<Keep>,
    /// The row of the file.
    pub place: Place,
}

/// A date, and a time of day where one was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The date.
    pub date: NaiveDate,
    /// The local time of day.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// Returns it with midnight where no time was given.
    #[must_use]
    pub fn at_midnight(self) -> NaiveDateTime {
        self.date.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }
}

impl fmt::Display for Moment {
    /// Writes the date in ISO form, with the time where one was given, to the second if that is not 0.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => self.date.format("%Y-%m-%d").fmt(formatter),
            Some(time) => {
                let format = if time.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
                self.date.and_time(time).format(format).fmt(formatter)
            }
        }
    }
}

/// Latitude and longitude as typed, in degrees of a datum that stands elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Degrees {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Neither was typed with as many decimals as it takes to find a house.
    pub is_coarse: bool,
}

impl PartialEq for Degrees {
    /// Compares the place, and not how it was typed.
    fn eq(&self, other: &Self) -> bool {
        (self.lat, self.lon) == (other.lat, other.lon)
    }
}
