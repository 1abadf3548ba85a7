//! Rows about hotels and their rooms. Polls are not merged here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::Degrees;
use crate::diagnostic::Place;
use crate::domain::{Datum, HotelStatus, Money, Share};

/// A row of `availability.csv`. Its texts are shared with other rows: polls repeat them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AvailabilityRow {
    /// The hotel.
    pub hotel: Arc<str>,
    /// The wing, empty for rooms without one.
    pub wing: Arc<str>,
    /// The room type; `any` where none was given.
    pub room_type: Arc<str>,
    /// The count; none where the cell is empty, which is unknown and not zero.
    pub rooms: Count,
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
    /// Whether its batch says everything there is.
    pub mode: Mode,
    /// Whether the count includes what the hotel holds for us; none where nobody said.
    pub basis: Option<Basis>,
    /// Rooms of the count that are held for somebody else.
    pub held: Option<u32>,
    /// Rooms that there are at all.
    pub rooms_total: Option<u32>,
    /// How far the count is believed (R45); none where nobody said.
    pub certainty: Option<Certainty>,
    /// What it says of the whole hotel (R34), until a newer row says otherwise; none where it says nothing.
    pub status: Option<HotelStatus>,
    /// The round of polling, as typed; the file is one where it is empty.
    pub batch: Arc<str>,
    /// Who polled, as typed.
    pub source: Arc<str>,
    /// The row of the file.
    pub place: Place,
    /// How many pools that row gives, this one included: several where room types have columns of their own.
    pub n_pools: u8,
}

/// What a row says of a number of rooms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// Nobody knows: it supplies nothing, and is not zero.
    Unknown,
    /// So many.
    Rooms(u32),
    /// So many more, or fewer, than before.
    Change(i64),
}

impl Count {
    /// Returns the rooms, none where they are not known by this row alone.
    #[must_use]
    pub fn rooms(self) -> Option<u32> {
        match self {
            Self::Rooms(rooms) => Some(rooms),
            Self::Unknown | Self::Change(_) => None,
        }
    }
}

/// How a batch of polls combines with earlier ones (domain §3.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Mode {
    /// It says something of what it names, and nothing of the rest.
    #[default]
    Update,
    /// It names everything: what its source named before and it does not is withdrawn.
    Snapshot,
    /// It says by how much counts have changed.
    Delta,
}

impl Mode {
    /// Returns its word in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Update => "update",
            Self::Snapshot => "snapshot",
            Self::Delta => "delta",
        }
    }
}

/// Whether a count includes rooms that the hotel holds for us already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// It does.
    Gross,
    /// It does not.
    Net,
}

/// How far a count is believed (R45).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// As far as its age lets it.
    Sure,
    /// As far as its age lets it, times the policy's share for counts that are about right.
    About,
    /// This share of it, whatever its age.
    Share(Share),
}

/// A row of `hotels.csv`, or what a row of availability says of its hotel.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// Its grade.
    pub grade: Option<String>,
    /// Its address for mail.
    pub email: Option<String>,
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
    /// Guests that it can feed at one sitting (R42).
    pub meals_max: Option<u32>,
    /// Floors kept clean, with their rooms where the cell says how many (R13).
    pub clean_floors: Option<BTreeMap<String, Option<u32>>>,
    /// Rooms in which its staff live (R14).
    pub staff_rooms: Option<u32>,
    /// Rooms kept empty (R15).
    pub reserve_rooms: Option<u32>,
    /// The day of its last case (R33).
    pub case_on: Option<NaiveDate>,
    /// The zone in which it lies (R40).
    pub zone: Option<String>,
    /// The fewest nights that a group stays (R30).
    pub nights_min: Option<u32>,
    /// Guests that it checks in within an hour (R26).
    pub arrivals_per_hour: Option<u32>,
    /// The most groups that it takes on a night (R11).
    pub groups_max: Option<u32>,
    /// Rooms that were signed for (R38).
    pub block_rooms: Option<u32>,
    /// What an empty one of them costs a night (R38).
    pub block_rate: Option<Money>,
    /// The day on which what is left of them goes back to the hotel (R38).
    pub block_until: Option<NaiveDate>,
    /// The most rooms worth using (R21).
    pub rooms_max: Option<u32>,
    /// Guests to whom it serves a late supper (R42).
    pub suppers_max: Option<u32>,
    /// The row of the file.
    pub place: Place,
}

impl HotelRow {
    /// Tells whether another row says the same in another place.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let Self {
            hotel,
            name,
            district,
            address,
            contact,
            phone,
            grade,
            email,
            degrees,
            datum,
            status,
            tags,
            opening_cost,
            rooms_min,
            meals_max,
            clean_floors,
            staff_rooms,
            reserve_rooms,
            case_on,
            zone,
            nights_min,
            arrivals_per_hour,
            groups_max,
            block_rooms,
            block_rate,
            block_until,
            rooms_max,
            suppers_max,
            place: _,
        } = self;
        (hotel, name, district, address, contact)
            == (&other.hotel, &other.name, &other.district, &other.address, &other.contact)
            && (phone, degrees, datum, status) == (&other.phone, &other.degrees, &other.datum, &other.status)
            && (tags, opening_cost, rooms_min) == (&other.tags, &other.opening_cost, &other.rooms_min)
            && (grade, email, meals_max) == (&other.grade, &other.email, &other.meals_max)
            && *clean_floors == other.clean_floors
            && (staff_rooms, reserve_rooms, case_on) == (&other.staff_rooms, &other.reserve_rooms, &other.case_on)
            && (zone, nights_min, arrivals_per_hour) == (&other.zone, &other.nights_min, &other.arrivals_per_hour)
            && (groups_max, block_rooms, block_rate) == (&other.groups_max, &other.block_rooms, &other.block_rate)
            && (block_until, rooms_max, suppers_max) == (&other.block_until, &other.rooms_max, &other.suppers_max)
    }
}

/// A row of `rooms.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRow {
    /// The hotel.
    pub hotel: String,
    /// The number of the room.
    pub room: String,
    /// The wing it lies in; empty for none.
    pub wing: String,
    /// The floor it lies on; empty where nobody says.
    pub floor: String,
    /// What it is sold as.
    pub room_type: Option<String>,
    /// Guests it holds.
    pub guests_max: Option<u32>,
    /// What it has.
    pub tags: BTreeSet<String>,
    /// The row of the file.
    pub place: Place,
}

/// A row of `officers.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// The officer.
    pub officer: String,
    /// The officer's name for people.
    pub name: Option<String>,
    /// Goes to the hardest hotels first.
    pub is_senior: bool,
    /// The hotel to which the officer is sent.
    pub hotel: Option<String>,
    /// The row of the file.
    pub place: Place,
}

/// Rooms that somebody adds to a hotel to see what they would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRow {
    /// The hotel.
    pub hotel: String,
    /// The wing, empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
    /// So many more than it quotes, and all of them usable.
    pub rooms: u32,
    /// The first night and the first night no longer; none for all nights.
    pub nights: Option<(NaiveDate, NaiveDate)>,
    /// The price of a room a night where the hotel quotes none, if it is known.
    pub rate: Option<Money>,
}
