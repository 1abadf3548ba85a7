//! Where guests slept by the rooming before this one: who stays keeps the room, as long as no rule says otherwise (R32).

use std::collections::BTreeMap;

use super::{Occupant, Roomful};
use crate::domain::{Instance, RoomingRow};

/// Where a guest slept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Former {
    /// How many slept there together: who was alone comes first.
    pub guests: u32,
    /// The n-th room of its hotel's list.
    pub nth: u32,
    /// Position of the hotel.
    pub hotel: usize,
    /// Position of the pool in its hotel; none where there is no such pool any more.
    pub pool: Option<usize>,
    /// Position of the room with that number; none where the hotel gave it, or it is not listed any more.
    pub door: Option<usize>,
}

/// Where everybody slept; empty where nobody knows.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    guests: BTreeMap<usize, Former>,
    /// Doors of guests without names, by hotel and group, in the order of the list.
    unnamed: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Memory {
    /// Resolves the rooming before this one.
    pub fn new(instance: &Instance) -> Self {
        let mut memory = Self::default();
        let rows = instance.previous.as_ref().map_or(&[][..], |previous| &previous.rooming);
        let mut sizes: BTreeMap<(&str, u32), u32> = BTreeMap::new();
        for row in rows {
            let size = sizes.entry((row.hotel.as_str(), row.nth)).or_default();
            *size = size.saturating_add(row.guests);
        }
        for row in rows {
            let Some(hotel) = instance.hotel(row.hotel.as_str()) else { continue };
            let guests = sizes.get(&(row.hotel.as_str(), row.nth)).copied().unwrap_or(1);
            let former = Former { guests, nth: row.nth, hotel, pool: pool(instance, hotel, row), door: None };
            let former = Former { door: door(instance, hotel, row), ..former };
            if let Some(guest) = instance.people.guest(&row.guest) {
                memory.guests.insert(guest, former);
            } else if let (true, Some(group), Some(door)) =
                (row.guest.is_empty(), instance.group(row.group.as_str()), former.door)
            {
                memory.unnamed.entry((hotel, group)).or_default().push(door);
            }
        }
        memory
    }

    /// Returns where a guest slept.
    pub fn of(&self, guest: usize) -> Option<Former> {
        self.guests.get(&guest).copied()
    }

    /// Sorts guests so that those who slept together stand together, newcomers last.
    pub fn sort(&self, guests: &mut [usize]) {
        guests.sort_by_key(|&guest| (self.of(guest).is_none(), self.of(guest), guest));
    }

    /// Returns the door that each roomful of a hotel would like to keep: the one that most of its guests had.
    pub fn doors(&self, roomfuls: &[Roomful]) -> Vec<Option<usize>> {
        let mut unnamed: BTreeMap<(usize, usize), std::slice::Iter<'_, usize>> =
            self.unnamed.iter().map(|(&key, doors)| (key, doors.iter())).collect();
        let mut door = |roomful: &Roomful| {
            let mut votes: BTreeMap<usize, u32> = BTreeMap::new();
            for former in roomful.guests().filter_map(|guest| self.of(guest)) {
                if let Some(door) = former.door.filter(|_| former.hotel == roomful.hotel) {
                    *votes.entry(door).or_default() += 1;
                }
            }
            let most = votes.into_iter().min_by_key(|&(door, count)| (std::cmp::Reverse(count), door));
            most.map(|(door, _)| door).or_else(|| {
                let Occupant { group, guest: None, .. } = *roomful.occupants.first()? else { return None };
                unnamed.get_mut(&(roomful.hotel, group))?.next().copied()
            })
        };
        roomfuls.iter().map(&mut door).collect()
    }
}

fn pool(instance: &Instance, hotel: usize, row: &RoomingRow) -> Option<usize> {
    let pools = &instance.hotels[hotel].pools;
    pools.iter().position(|pool| pool.wing == row.wing && pool.room_type == row.room_type)
}

fn door(instance: &Instance, hotel: usize, row: &RoomingRow) -> Option<usize> {
    let mut listed = instance.people.rooms_of(hotel).filter(|_| !row.room.is_empty());
    listed.find(|(_, room)| room.number == row.room).map(|(at, _)| at)
}
