//! The rows of the tables as typed values: what the files say, each row by itself. References between them are not
//! resolved here, and no default is filled in.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::policy::Policy;
use crate::diagnostic::Place;
use crate::domain::{Datum, GroupStatus, HotelStatus, Km, Minutes, Money, PairRelation, Sharing, Weight};

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
}

impl<Row> Default for Table<Row> {
    fn default() -> Self {
        Self { given: false, whole: true, rows: Vec::new(), rejected: BTreeSet::new() }
    }
}

/// All tables of a case, and its policy.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tables {
    /// Rooms on offer.
    pub availability: Table<AvailabilityRow>,
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
    /// Pairs (R23).
    pub pairs: Table<PairRow>,
    /// Pins (R31).
    pub pins: Table<PinRow>,
    /// Physical rooms.
    pub rooms: Table<RoomRow>,
    /// The policy; empty where there is none.
    pub policy: Policy,
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

/// Latitude and longitude as typed, in degrees of a datum that stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Degrees {
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A row of `availability.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailabilityRow {
    /// The hotel.
    pub hotel: String,
    /// The wing, empty for rooms without one.
    pub wing: String,
    /// The room type; `any` where none was given.
    pub room_type: String,
    /// The count; none where the cell is empty, which is unknown and not zero.
    pub rooms: Option<u32>,
    /// Most guests in a room.
    pub guests_max: Option<u32>,
    /// The first night.
    pub from: Option<NaiveDate>,
    /// The first night no longer offered.
    pub to: Option<NaiveDate>,
    /// The price of a room a night.
    pub rate: Option<Money>,
    /// When the hotel said so.
    pub polled_at: Option<NaiveDateTime>,
    /// The row of the file.
    pub place: Place,
}

/// A row of `hotels.csv`, or what a row of availability says of its hotel.
#[derive(Debug, Clone, PartialEq)]
pub struct HotelRow {
    /// The hotel.
    pub hotel: String,
    /// Its name for people.
    pub name: Option<String>,
    /// Its district.
    pub district: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Whom to ring.
    pub contact: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Where it stands.
    pub degrees: Option<Degrees>,
    /// The datum of its coordinates.
    pub datum: Option<Datum>,
    /// Whether it takes guests (R34).
    pub status: Option<HotelStatus>,
    /// Its tags (R9, R41); none where the cell is empty.
    pub tags: Option<BTreeSet<String>>,
    /// Its opening cost (R21).
    pub opening_cost: Option<Money>,
    /// The fewest rooms worth opening it for (R21).
    pub rooms_min: Option<u32>,
    /// The row of the file.
    pub place: Place,
}

/// What a row of the manifest says of how far a group may be spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SplitWord {
    /// The whole group in one hotel (R19).
    Never,
    /// Over a limited number of hotels (R18, R20).
    Hotels,
    /// Without limit.
    Free,
}

/// A row of the manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupRow {
    /// The group.
    pub group: String,
    /// How many people.
    pub guests: u32,
    /// Its name for people.
    pub name: Option<String>,
    /// Known men.
    pub men: Option<u32>,
    /// Known women.
    pub women: Option<u32>,
    /// Its class; empty for none.
    pub class: String,
    /// Its tier.
    pub priority: Option<u32>,
    /// When it arrives.
    pub arrive: Option<Moment>,
    /// When it departs.
    pub depart: Option<Moment>,
    /// How many nights it stays.
    pub nights: Option<u32>,
    /// Its site.
    pub site: Option<String>,
    /// Farthest hotel by distance (R24).
    pub km_max: Option<Km>,
    /// Farthest hotel by time (R24).
    pub minutes_max: Option<Minutes>,
    /// Who may share (R3).
    pub sharing: Option<Sharing>,
    /// Most hotels (R18).
    pub hotels_max: Option<u32>,
    /// Fewest guests in any hotel (R20).
    pub chunk_min: Option<u32>,
    /// How it may be split (R18, R19).
    pub split: Option<SplitWord>,
    /// Tags its hotel must have (R41).
    pub requires: BTreeSet<String>,
    /// Tags its hotel must not have (R41).
    pub forbids: BTreeSet<String>,
    /// The only room types it may use (R7).
    pub room_types: Option<BTreeSet<String>>,
    /// Highest price of a room (R35).
    pub rate_max: Option<Money>,
    /// How sure its coming is; none where it was cancelled.
    pub status: Option<GroupStatus>,
    /// Its leader, as typed.
    pub leader: String,
    /// The leader's telephone, as typed.
    pub phone: String,
    /// How it arrives, as typed.
    pub transport: String,
    /// The row of the file.
    pub place: Place,
}

/// A row of `guests.csv`: read for its form alone, as long as nothing is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestRow {
    /// The guest.
    pub guest: String,
    /// The guest's group.
    pub group: String,
    /// The row of the file.
    pub place: Place,
}

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
    /// Whether it may be broken.
    pub soft: bool,
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

/// A row of `rooms.csv`: read for its form alone, as long as nothing is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRow {
    /// The hotel.
    pub hotel: String,
    /// The number of the room.
    pub room: String,
    /// The row of the file.
    pub place: Place,
}
