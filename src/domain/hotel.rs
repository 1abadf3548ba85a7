//! Hotels, and what they offer by wing, room type and night.

use std::collections::BTreeSet;

use super::calendar::Stay;
use super::geo::Coordinates;
use super::id::HotelId;
use super::quantity::Money;

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
    /// Where it stands, if known.
    pub coordinates: Option<Coordinates>,
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
    /// Rooms usable on each of these nights.
    pub rooms: u32,
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

impl Offer {
    /// Returns the quotes of a pool for the nights of a stay, in their order.
    pub fn over(offers: &[Self], stay: Stay) -> impl Iterator<Item = &Self> {
        offers.iter().filter(move |offer| offer.nights.overlaps(stay))
    }
}
