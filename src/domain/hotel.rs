//! Hotels, and what they offer by wing, room type and night.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::calendar::Stay;
use super::geo::Coordinates;
use super::id::HotelId;
use super::quantity::{Money, Share};
use super::terms::Terms;

/// Whether a hotel may take guests at all (R34).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum HotelStatus {
    /// Takes guests.
    #[default]
    Open,
    /// Takes nobody.
    Closed,
    /// Takes only groups pinned there with `must`.
    Frozen,
}

/// A hotel with the rooms it offers.
#[derive(Debug, Clone, PartialEq)]
pub struct Hotel {
    /// Its name in the tables.
    pub id: HotelId,
    /// Its name for people; the id where none was given.
    pub name: String,
    /// The district it lies in, as typed.
    pub district: String,
    /// Its street address, as typed.
    pub address: String,
    /// Whom to ring, as typed.
    pub contact: String,
    /// Its telephone, as typed.
    pub phone: String,
    /// Its address for mail, as typed.
    pub email: String,
    /// Where it stands, if known.
    pub coordinates: Option<Coordinates>,
    /// Nobody said in which datum its coordinates are, and in China that matters.
    pub datum_unknown: bool,
    /// Whether it takes guests (R34).
    pub status: HotelStatus,
    /// What it has and is allowed to do (R9, R41).
    pub tags: BTreeSet<String>,
    /// Paid once when it takes anyone (R21).
    pub opening_cost: Money,
    /// The fewest rooms worth opening it for, summed over the rows of its roster; 0 for none (R21).
    pub rooms_min: u32,
    /// Guests that it can feed at one sitting; none where nobody knows, which is no limit (R42).
    pub meals_max: Option<u32>,
    /// Floors (wings) kept clean, where nobody sleeps, each with the rooms that it takes off the hotel's nightly total: 0
    /// for one that is a wing of its pools, whose own rooms are lost (R13).
    pub clean_floors: BTreeMap<String, u32>,
    /// Rooms in which its staff live, off its nightly total (R14).
    pub staff_rooms: u32,
    /// Rooms kept empty, off its nightly total; none where the rules say how many (R15).
    pub reserve_rooms: Option<u32>,
    /// The day of its last case: from that night on nobody moves in or out for a while (R33).
    pub case_on: Option<NaiveDate>,
    /// What it asks of those who come, and what was agreed with it.
    pub terms: Terms,
    /// What it offers, one entry for each wing and room type, sorted by both.
    pub pools: Vec<Pool>,
}

/// The rooms of one type in one wing of one hotel: interchangeable, counted by night (R1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// The wing (floor, building) as typed; empty for rooms without one, which are a wing of their own.
    pub wing: String,
    /// The room type, such as `twin`; `any` is run of house.
    pub room_type: String,
    /// What is quoted, on disjoint intervals in ascending order. A night in none of them is unknown and supplies nothing.
    pub offers: Vec<Offer>,
}

/// A constant quote over some nights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer {
    /// The nights it holds for.
    pub nights: Stay,
    /// Rooms of the pool usable on each of these nights: what is left of the quote.
    pub rooms: u32,
    /// What the hotel said, before anything was taken off.
    pub quote: Quote,
    /// Most guests in one room, where guests share (R7). At least 1.
    pub guests_max: u32,
    /// The price of a room a night, if known.
    pub rate: Option<Money>,
}

impl Pool {
    /// Returns the quote for a night, none where nothing is known.
    #[must_use]
    pub fn offer(&self, night: u32) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.nights.covers(night))
    }
}

/// What a hotel said of its rooms, and how far that is believed: the beginning of the waterfall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Rooms quoted, our own holds that the quote leaves out included.
    pub rooms: u32,
    /// The share of them that is counted on, rounded down to whole rooms (R45).
    pub trust: Share,
    /// Rooms of those counted on that are held for somebody else.
    pub held: u32,
}

impl Quote {
    /// Returns a quote that is believed wholly, and of which nothing is held.
    #[must_use]
    pub fn plain(rooms: u32) -> Self {
        Self { rooms, trust: Share::WHOLE, held: 0 }
    }

    /// Returns the rooms that can be counted on (R45).
    #[must_use]
    pub fn usable(self) -> u32 {
        self.trust.floor_of(self.rooms).saturating_sub(self.held)
    }
}

impl Offer {
    /// Returns the quotes of a pool for the nights of a stay, in their order.
    pub fn over(offers: &[Self], stay: Stay) -> impl Iterator<Item = &Self> {
        offers.iter().filter(move |offer| offer.nights.overlaps(stay))
    }
}
