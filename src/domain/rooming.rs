//! Who sleeps in which room: the rows of a rooming, whoever decided them.

use std::collections::BTreeSet;

use super::id::{GroupId, HotelId};

/// One guest by name in a room, or some guests without names: one row of `rooming.csv`.
///
/// It holds names, not positions: a rooming edited by hand may name what the case does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoomingRow {
    /// The hotel.
    pub hotel: HotelId,
    /// The n-th room of the hotel's list, from 1; rows of the same one share it.
    pub nth: u32,
    /// The number on its door; empty where it is the hotel's to give.
    pub room: String,
    /// The wing, empty for rooms without one.
    pub wing: String,
    /// The room type that the allocation has.
    pub room_type: String,
    /// The group.
    pub group: GroupId,
    /// The guest; empty for guests whose names nobody gave.
    pub guest: String,
    /// How many guests: 1 for one with a name.
    pub guests: u32,
}

/// A rooming: who sleeps in which room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rooming {
    /// The rows, sorted by hotel, room of the list, group and guest.
    pub rows: Vec<RoomingRow>,
    /// Hotels in which, with these guests there, something better may be possible; by position.
    pub unproven: BTreeSet<usize>,
}
