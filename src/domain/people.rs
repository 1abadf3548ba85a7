//! People by name and rooms by number: what the rooming stage works with, after the allocation.
//!
//! The allocation knows nothing of either. A case without them is a whole case.

use std::collections::BTreeSet;

use super::allocation::Sex;
use crate::diagnostic::Place;

/// The need of a guest, the tag of a room, and the room type that say the same: a room for people who cannot walk far (R8).
pub const ACCESSIBLE: &str = "accessible";
/// The need of a guest who may not be asked to care for somebody (R4).
pub const CHRONIC: &str = "chronic";

/// A guest by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// The name by which the tables know the guest.
    pub id: String,
    /// Position of the guest's group in `Instance::groups`.
    pub group: usize,
    /// The guest's name for people; the id where none was given.
    pub name: String,
    /// The guest's sex; none where unknown.
    pub sex: Option<Sex>,
    /// In years.
    pub age: Option<u32>,
    /// The guest's post, as typed.
    pub role: String,
    /// Positions of the guests to share a room with, of the same group; wishes go both ways.
    pub share_with: BTreeSet<usize>,
    /// Positions of the guests of the same group whom this one looks after, and is fit to (R4).
    pub carer_of: BTreeSet<usize>,
    /// Positions of the guests whose room should be next to this one's (R23), also of other groups.
    pub next_to: BTreeSet<usize>,
    /// What the guest needs: `accessible`, `chronic`, or anything else for people.
    pub needs: BTreeSet<String>,
    /// The row of the table.
    pub place: Place,
}

impl Guest {
    /// Tells whether the guest needs an accessible room (R8).
    #[must_use]
    pub fn needs_accessible(&self) -> bool {
        self.needs.contains(ACCESSIBLE)
    }
}

/// A physical room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Position of its hotel in `Instance::hotels`.
    pub hotel: usize,
    /// The number on its door.
    pub number: String,
    /// The wing it lies in; empty for rooms without one.
    pub wing: String,
    /// The floor it lies on; empty where nobody says.
    pub floor: String,
    /// What it is sold as; `any` where nobody says.
    pub room_type: String,
    /// Guests it holds; none where its pool says so.
    pub guests_max: Option<u32>,
    /// What it has.
    pub tags: BTreeSet<String>,
    /// The row of the table.
    pub place: Place,
}

impl Room {
    /// Tells whether it can be given where the allocation has rooms of a type in a wing. A room that is sold as `any` can be
    /// given for every type of its wing, and every room of the wing where the allocation says `any`.
    #[must_use]
    pub fn serves(&self, wing: &str, room_type: &str) -> bool {
        self.wing == wing && (self.room_type == room_type || self.room_type == "any" || room_type == "any")
    }

    /// Tells whether it is for people who cannot walk far (R8).
    #[must_use]
    pub fn is_accessible(&self) -> bool {
        self.room_type == ACCESSIBLE || self.tags.contains(ACCESSIBLE)
    }
}

/// Somebody who looks after the guests of a hotel (R44).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    /// The name by which the tables know the officer.
    pub id: String,
    /// The officer's name for people; the id where none was given.
    pub name: String,
    /// Goes to the hardest hotels first.
    pub is_senior: bool,
    /// Position of the hotel to which the officer is sent whatever else; none for any.
    pub hotel: Option<usize>,
    /// The row of the table.
    pub place: Place,
}

/// Everybody who is known by name, and every room that is known by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The guests, sorted by id.
    pub guests: Vec<Guest>,
    /// The rooms, sorted by hotel, then by wing, floor and number as people count.
    pub rooms: Vec<Room>,
    /// The officers, sorted by id.
    pub officers: Vec<Officer>,
}

impl People {
    /// Tells whether no guest is known by name and no room by number: then there is no rooming to be done.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.guests.is_empty() && self.rooms.is_empty()
    }

    /// Returns the position of a guest by name.
    #[must_use]
    pub fn guest(&self, id: &str) -> Option<usize> {
        self.guests.binary_search_by(|guest| guest.id.as_str().cmp(id)).ok()
    }

    /// Returns the rooms of a hotel, with their positions.
    pub fn rooms_of(&self, hotel: usize) -> impl Iterator<Item = (usize, &Room)> {
        let from = self.rooms.partition_point(|room| room.hotel < hotel);
        let to = self.rooms.partition_point(|room| room.hotel <= hotel);
        (from..to).zip(&self.rooms[from..to])
    }
}
