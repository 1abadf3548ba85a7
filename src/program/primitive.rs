//! The primitives that every rule compiles into: plain data, printable, all that an engine ever sees.
//!
//! Positions are `u32` (there are millions of places); nights are those of the calendar; amounts are whole numbers in
//! the parts of their level. All costs are at least 0, so leaving out a link, a lock or a row leaves a valid bound.

use std::ops::Range;

use serde::Serialize;

use super::cost::{CostId, Costs};
use crate::domain::Stay;

/// A level of the objective, as engines see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// Its name in plans: `unmet.1`, `splits`, … or `weighted`.
    pub name: String,
    /// How many parts make one unit.
    pub scale: i64,
    /// The share of its value, in billionths, that it may give up for the sake of later levels.
    pub tolerance: i64,
}

/// An allowed use of a hotel by a demand: small and flat, as there are millions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The demand.
    pub demand: u32,
    /// Position of the hotel in the instance.
    pub hotel: u32,
    /// The fewest guests, if the hotel is used at all (R19, R20). At least 1.
    pub guests_min: u32,
    /// The most guests. At least `guests_min`.
    pub guests_max: u32,
    /// The rooms it may use, one place for each pool: positions in `Program::places`. Never empty.
    pub places: Range<u32>,
    /// What using the hotel costs.
    pub per_use: CostId,
    /// What each guest costs.
    pub per_guest: CostId,
    /// Guests that must be here, whatever else happens (R31 with a count): in all its places, or in those of a wing.
    pub required: RequirementsId,
}

/// Guests of a candidate who cost more because so many are there already: with `Candidate::per_guest` a convex piecewise
/// linear cost in guests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bend {
    /// The candidate.
    pub candidate: u32,
    /// So many guests are free of it.
    pub above: u32,
    /// What each guest beyond them costs.
    pub per_guest: Costs,
}

/// Position of a list of requirements in `Program::requirements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementsId(pub u32);

impl RequirementsId {
    /// No requirement: of nearly all candidates.
    pub const NONE: Self = Self(0);

    /// Tells whether nothing is required.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// At least so many guests of a candidate in all of its places, or in the places of one wing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The wing, if the order names one: position in `Program::wings`.
    pub wing: Option<u32>,
    /// How many guests.
    pub guests: u32,
}

/// Rooms of one pool, as a candidate may use them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The pool: position in `Program::pools`.
    pub pool: u32,
    /// Most guests in a room that is shared: the least over the nights of the stay.
    pub guests_max: u32,
    /// Most rooms: the least available on the nights held. At least 1.
    pub rooms_max: u32,
    /// What each room costs over the whole stay.
    pub per_room: CostId,
    /// What each guest in it costs, besides `Candidate::per_guest` (wishes that name a wing).
    pub per_guest: CostId,
}

/// A pool as engines see it: where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pool {
    /// Position of the hotel in the instance.
    pub hotel: u32,
    /// Its wing: position in `Program::wings`.
    pub wing: u32,
    /// Position of the pool in `Hotel::pools`.
    pub index: u32,
}

/// A wing as engines see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wing {
    /// Position of the hotel in the instance.
    pub hotel: u32,
    /// Its name; empty for rooms without a wing.
    pub name: String,
}

/// A set of places: nested, pool within wing within hotel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The places of one pool.
    Pool(u32),
    /// The places of one wing.
    Wing(u32),
    /// The places of one hotel.
    Hotel(u32),
}

/// So many rooms (R1), guests (R42) or groups in a set of places on each of some nights.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Capacity {
    /// The places.
    pub scope: Scope,
    /// The nights, each for itself.
    #[serde(serialize_with = "nights")]
    pub nights: Stay,
    /// The most of them on each of these nights.
    pub most: u32,
    /// What is counted.
    pub counts: Counts,
}

/// What a capacity counts on a night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Rooms in use, by demands whose `held` covers the night. It always holds.
    Rooms {
        /// Guests in a room shared by bed on these nights: a cohort's guests take ceil(guests / this) rooms. Of a wing or a
        /// hotel it means nothing: there the rooms of each pool are counted as the pool's own capacity counts them, and on
        /// nights that the pool has none, one guest a room.
        guests_max: u32,
    },
    /// Guests asleep, of demands whose `stay` covers the night.
    Guests {
        /// What each guest too many costs, night by night; none where the capacity must hold.
        price: Option<Costs>,
    },
    /// Demands with guests asleep in a wing or a hotel, whose `stay` covers the night.
    Groups {
        /// What each demand too many costs, night by night; none where the capacity must hold.
        price: Option<Costs>,
    },
}

impl Capacity {
    /// Tells whether it always holds: more than that is not to be had at any price.
    #[must_use]
    pub fn must_hold(&self) -> bool {
        match &self.counts {
            Counts::Rooms { .. } => true,
            Counts::Guests { price } | Counts::Groups { price } => price.is_none(),
        }
    }
}

/// Demands that may not meet, by their nodes in a graph. Not transitive: a may avoid b, and b avoid c, while a and c get along.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Conflicts {
    /// The node of each demand, where that is not its cohort; empty where it is (R10).
    pub nodes: Vec<u32>,
    /// Pairs of nodes, the smaller first, sorted.
    pub pairs: Vec<(u32, u32)>,
}

/// A unit that demands in conflict may not hold on the same night (R10, R17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lock {
    /// The hotel or wing.
    pub unit: Scope,
    /// Which conflicts hold in it: position in `Program::conflicts`.
    pub conflicts: u32,
    /// What two nodes in conflict that hold it on the same night cost, night by night; none where they may not.
    pub price: Option<Costs>,
}

/// What using a hotel at all costs and asks (R21).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// Position of the hotel in the instance.
    pub hotel: u32,
    /// What it costs, once.
    pub per_use: Costs,
    /// The fewest rooms, summed over all rows whatever their nights, if it is used; 0 for none.
    pub rooms_min: u32,
    /// What each room short of that costs; none where it must hold.
    pub short: Option<Costs>,
}

impl Opening {
    /// Returns the fewest rooms where that must hold.
    #[must_use]
    pub fn rooms_limit(&self) -> u32 {
        if self.short.is_some() { 0 } else { self.rooms_min }
    }
}

/// What two demands ask of each other's units (R23). It binds only where both have guests placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// One demand; of a nested pair, the one whose units lie within the other's.
    pub a: u32,
    /// The other demand.
    pub b: u32,
    /// What is asked.
    pub kind: LinkKind,
    /// What breaking it costs, once; none where it must hold.
    pub price: Option<Costs>,
}

/// What a link asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Every unit (hotel or wing) that `a` uses is used by `b` too.
    Within(Unit),
    /// No unit is used by both.
    Disjoint(Unit),
    /// No pair of hotels (one of `a`, one of `b`) of this list is used: they are too far from each other.
    Near {
        /// The pairs of hotels that are too far apart, sorted.
        far: Vec<(u32, u32)>,
    },
}

/// The kind of unit a link speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hotels.
    Hotel,
    /// Wings.
    Wing,
}

/// One row of a plan in terms of the program: guests of a lot in rooms of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Use {
    /// The candidate.
    pub candidate: u32,
    /// Position of the place among those of the candidate.
    pub place: u32,
    /// Position of the lot in `Demand::lots`.
    pub lot: u32,
    /// How many rooms. At least 1.
    pub rooms: u32,
    /// How many guests. At least 1.
    pub guests: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this signature")]
pub(super) fn nights<S: serde::Serializer>(stay: &Stay, serializer: S) -> Result<S::Ok, S::Error> {
    (stay.arrive, stay.depart).serialize(serializer)
}
