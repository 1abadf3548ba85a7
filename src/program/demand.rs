//! Demands: guests of one segment, and what holds for all of them wherever they are placed.

use std::ops::Range;

use serde::Serialize;

use super::cost::Costs;
use super::primitive::nights;
use crate::domain::{Sex, Stay};

/// Guests of one segment, and how they may be placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Demand {
    /// The group's id, for people.
    pub name: String,
    /// Position of the group in the instance.
    pub group: u32,
    /// How many guests: the sum over the lots.
    pub guests: u32,
    /// The parts of the group that never share a room with one another. Never empty.
    pub lots: Vec<Lot>,
    /// The cohort, for locks and shared rooms.
    pub cohort: u32,
    /// The nights slept.
    #[serde(serialize_with = "nights")]
    pub stay: Stay,
    /// The nights its rooms count as used: the stay and its turnover.
    #[serde(serialize_with = "nights")]
    pub held: Stay,
    /// The nights it holds locks on units: `held`, or every night where separation looks at the horizon.
    #[serde(serialize_with = "nights")]
    pub locked: Stay,
    /// The most hotels, if limited.
    pub hotels_max: Option<u32>,
    /// What each hotel beyond `hotels_max` costs; none where that must hold.
    pub over: Option<Costs>,
    /// What guests are missing in hotels where too few of them are.
    pub chunk: Option<Chunk>,
    /// What its wings in one hotel beyond the first cost.
    pub wings: Wings,
    /// All its guests must be placed (R31 without a count).
    pub required: bool,
    /// What a guest who is not placed costs.
    pub unmet: Costs,
    /// What each hotel beyond the first costs.
    pub split: Costs,
    /// Its candidates: positions in `Program::candidates`.
    pub candidates: Range<u32>,
}

impl Demand {
    /// Returns the most hotels where that must hold.
    #[must_use]
    pub fn hotels_limit(&self) -> Option<u32> {
        self.hotels_max.filter(|_| self.over.is_none())
    }
}

/// The wings of one hotel that a demand uses (R22).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wings {
    /// Any number of them.
    #[default]
    Any,
    /// At most one.
    One,
    /// Each beyond the first costs so much, hotel by hotel.
    Priced(Costs),
}

/// So many guests of a demand are wanted in each hotel that it uses (R20 at a price).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chunk {
    /// How many.
    pub guests: u32,
    /// What each guest short of it costs, hotel by hotel.
    pub short: Costs,
}

/// Guests of one demand who follow the same rule about whom they share a room with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lot {
    /// Their sex, where they share by sex.
    #[serde(serialize_with = "sex")]
    pub sex: Option<Sex>,
    /// How many.
    pub guests: u32,
    /// With whom they share a room.
    pub keeping: Keeping,
}

/// With whom a guest shares a room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeping {
    /// With nobody: as many rooms as guests.
    Alone,
    /// With guests of the same lot: at least guests / `guests_max` rooms, at most one room a guest.
    Together,
    /// With guests of the same cohort: the cohort's guests of a pool, by night, rounded up to rooms of the pool. The
    /// row itself carries exactly its own share rounded up, by the `guests_max` of its place.
    Beds,
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde asks for this signature")]
fn sex<S: serde::Serializer>(sex: &Option<Sex>, serializer: S) -> Result<S::Ok, S::Error> {
    sex.map(Sex::as_str).serialize(serializer)
}
