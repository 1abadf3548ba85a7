//! Rows that bring groups, hotels and sites together. Their names are not resolved here.

use super::Degrees;
use crate::diagnostic::Place;
use crate::domain::{Datum, Km, Minutes, PairRelation, Weight};

/// A row of `sites.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteRow {
    /// The site.
    pub site: String,
    /// Its name for people.
    pub name: Option<String>,
    /// Where it is.
    pub degrees: Option<Degrees>,
    /// The datum of its coordinates.
    pub datum: Option<Datum>,
    /// The row of the file.
    pub place: Place,
}

/// A row of `travel.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelRow {
    /// The site.
    pub from: String,
    /// The hotel.
    pub to: String,
    /// The distance.
    pub km: Option<Km>,
    /// The time on the way.
    pub minutes: Option<Minutes>,
    /// The row of the file.
    pub place: Place,
}

/// A row of `pairs.csv` (R23).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairRow {
    /// One group.
    pub a: String,
    /// The other group.
    pub b: String,
    /// What is asked.
    pub relation: PairRelation,
    /// Whether it may be broken; none where it does not say.
    pub soft: Option<bool>,
    /// The price of breaking it.
    pub weight: Option<Weight>,
    /// The row of the file.
    pub place: Place,
}

/// What a pin says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PinWord {
    /// There.
    Must,
    /// Not there.
    MustNot,
    /// Rather there.
    Prefer,
    /// Rather not there.
    Avoid,
}

/// What a person says of two hotels whose names are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One hotel under two names.
    Same,
    /// Two hotels.
    Different,
}

/// A row of `look_alikes.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlikeRow {
    /// One hotel; the name that counts where both are the same.
    pub a: String,
    /// The other.
    pub b: String,
    /// What they are; none as long as nobody has said so.
    pub verdict: Option<Verdict>,
    /// What is alike.
    pub reason: String,
    /// The row of the file.
    pub place: Place,
}

/// A row of `pins.csv` (R31).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinRow {
    /// The group.
    pub group: String,
    /// The hotel.
    pub hotel: String,
    /// What it says.
    pub relation: PinWord,
    /// The wing; none for the whole hotel.
    pub wing: Option<String>,
    /// At least so many guests.
    pub guests: Option<u32>,
    /// The price per guest.
    pub weight: Option<Weight>,
    /// The row of the file.
    pub place: Place,
}
