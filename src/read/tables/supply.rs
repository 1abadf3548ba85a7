//! Rows about hotels and their rooms. Polls are not merged here.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::Degrees;
use crate::diagnostic::Place;
use crate::domain::{Datum, HotelStatus, Money};

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
    /// How many pools that row gives, this one included: several where room types have columns of their own.
    pub n_pools: u8,
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
            place: _,
        } = self;
        (hotel, name, district, address, contact)
            == (&other.hotel, &other.name, &other.district, &other.address, &other.contact)
            && (phone, degrees, datum, status) == (&other.phone, &other.degrees, &other.datum, &other.status)
            && (tags, opening_cost, rooms_min) == (&other.tags, &other.opening_cost, &other.rooms_min)
            && (grade, email, meals_max) == (&other.grade, &other.email, &other.meals_max)
    }
}

/// A row of `rooms.csv`: read for its form alone, as long as nothing is made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomRow {
    /// The hotel.
    pub hotel: String,
    /// The number of the room.
    pub room: String,
    /// Guests it holds.
    pub guests_max: Option<u32>,
    /// The row of the file.
    pub place: Place,
}
