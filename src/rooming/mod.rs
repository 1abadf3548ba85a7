//! Guests of a room block into numbered rooms, after the allocation and never against it.
//!
//! Three steps. Guests by name are spread over the hotels of their group, those with wishes for one another together. In each
//! hotel, guests share rooms so that the fewest wishes are refused: the carers of children first (R4), then what somebody
//! needs (R8), then whom somebody wants to share with. At last roomfuls get the numbers of doors where these are known, a
//! room next to that of whom they belong to (R23), and else the n-th room of a list. The second step and the kinds of
//! rooms of the third are searched until nothing better is possible, or too long; which it was is said.

mod bed;
mod choice;
mod memory;
mod near;
mod number;
mod share;
mod slot;
mod spread;
mod ties;

use std::collections::BTreeSet;

use crate::domain::{Allocation, GroupId, Instance, Rooming, RoomingRow, Sharing, Stay};
use memory::Memory;
use number::Numbered;
use ties::Ties;

/// Guests of one group in a room: one by name, or some without names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Occupant {
    group: usize,
    /// Position of the guest; none for guests without names.
    guest: Option<usize>,
    guests: u32,
}

/// Who shares a room.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Roomful {
    hotel: usize,
    /// Position of the pool in its hotel.
    pool: usize,
    occupants: Vec<Occupant>,
    /// The nights on which the room is theirs, turnover included.
    held: Stay,
}

impl Roomful {
    fn n_guests(&self) -> u32 {
        self.occupants.iter().map(|occupant| occupant.guests).sum()
    }

    fn guests(&self) -> impl Iterator<Item = usize> {
        self.occupants.iter().filter_map(|occupant| occupant.guest)
    }

    fn needs_accessible(&self, instance: &Instance) -> bool {
        self.guests().any(|guest| instance.people.guests[guest].needs_accessible())
    }
}

/// Puts the guests of an allocation into rooms. Rows that name what the case does not have are left out.
///
/// Every guest who is placed is in exactly one room, and no pool has more rooms in use than the allocation gives it.
#[must_use]
pub fn room(instance: &Instance, allocation: &Allocation) -> Rooming {
    let slots = slot::slots(instance, allocation);
    let ties = Ties::new(instance);
    let memory = Memory::new(instance);
    let spread = spread::spread(instance, &slots, &ties, &memory);
    let (mut roomfuls, mut unproven) = (Vec::new(), BTreeSet::new());
    for slots in slots.chunk_by(|a, b| (a.group, a.hotel) == (b.group, b.hotel)) {
        let Some(first) = slots.first().filter(|first| instance.groups[first.group].sharing != Sharing::Bed) else {
            continue;
        };
        let guests = spread.get(&(first.group, first.hotel)).map_or(&[][..], Vec::as_slice);
        let (shared, is_proven) = share::share(instance, (&ties, &memory), slots, guests);
        roomfuls.extend(shared);
        if !is_proven {
            unproven.insert(first.hotel);
        }
    }
    roomfuls.extend(bed::by_bed(instance, &ties, &slots, &spread));
    roomfuls.sort_by(|a, b| (a.hotel, a.pool, &a.occupants).cmp(&(b.hotel, b.pool, &b.occupants)));
    let mut rows = Vec::new();
    for roomfuls in roomfuls.chunk_by(|a, b| a.hotel == b.hotel) {
        let numbered = number::number(instance, (&ties, &memory), roomfuls);
        if !numbered.is_proven {
            unproven.insert(roomfuls[0].hotel);
        }
        rows.extend(hotel_rows(instance, roomfuls, &numbered));
    }
    rows.sort();
    Rooming { rows, unproven }
}

/// Returns the rows of a hotel: rooms with numbers first, in the order of their numbers.
fn hotel_rows(instance: &Instance, roomfuls: &[Roomful], numbered: &Numbered) -> Vec<RoomingRow> {
    let rooms = &numbered.rooms;
    let mut order = numbered.order.clone();
    order.sort_by_key(|&at| (rooms[at].is_none(), rooms[at], roomfuls[at].held.arrive));
    let mut rows = Vec::new();
    for (nth, at) in (1..).zip(order) {
        let roomful = &roomfuls[at];
        let hotel = &instance.hotels[roomful.hotel];
        let pool = &hotel.pools[roomful.pool];
        for occupant in &roomful.occupants {
            rows.push(RoomingRow {
                hotel: hotel.id.clone(),
                nth,
                room: rooms[at].map(|room| instance.people.rooms[room].number.clone()).unwrap_or_default(),
                wing: pool.wing.clone(),
                room_type: pool.room_type.clone(),
                group: GroupId(instance.groups[occupant.group].id.to_string()),
                guest: occupant.guest.map(|guest| instance.people.guests[guest].id.clone()).unwrap_or_default(),
                guests: occupant.guests,
            });
        }
    }
    rows
}

/// Returns the nights on which a group's rooms are taken, turnover included (R17).
fn held(instance: &Instance, group: usize) -> Stay {
    let group = &instance.groups[group];
    group.stay.lengthened(group.turnover_nights, instance.calendar.n_nights)
}
