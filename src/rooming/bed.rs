//! Rooms shared by the bed: guests of one class, also of several groups, whose stays may differ.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::slot::Slot;
use super::spread::Spread;
use super::ties::{Tie, Ties};
use super::{Occupant, Roomful, held};
use crate::domain::{Instance, Sharing, Stay};

/// Puts all guests who share by the bed into rooms: those who belong together into one while there is one, then each into the
/// first with a bed free on all of its nights, the earliest arrivals first.
pub(super) fn by_bed(instance: &Instance, ties: &Ties, slots: &[Slot], spread: &Spread) -> Vec<Roomful> {
    let mut houses: BTreeMap<(usize, usize, usize), Vec<Lodger>> = BTreeMap::new();
    let own = slots.chunk_by(|a, b| (a.group, a.hotel) == (b.group, b.hotel));
    for slots in own.filter(|slots| instance.groups[slots[0].group].sharing == Sharing::Bed) {
        let first = slots[0];
        let guests = spread.get(&(first.group, first.hotel)).map_or(&[][..], Vec::as_slice);
        let class = instance.groups[first.group].class;
        for (slot, lodgers) in lodgers(instance, ties, slots, guests) {
            houses.entry((first.hotel, slots[slot].pool, class)).or_default().extend(lodgers);
        }
    }
    let mut roomfuls = Vec::new();
    for ((hotel, pool, _), mut lodgers) in houses {
        lodgers
            .sort_by_key(|lodger| (lodger.held.arrive, std::cmp::Reverse(lodger.occupants.len()), lodger.held.depart));
        for room in rooms(lodgers) {
            let held = Stay {
                arrive: room.iter().map(|lodger| lodger.held.arrive).min().unwrap_or(0),
                depart: room.iter().map(|lodger| lodger.held.depart).max().unwrap_or(1),
            };
            let mut occupants: Vec<Occupant> = room.into_iter().flat_map(|lodger| lodger.occupants).collect();
            occupants.sort_unstable();
            roomfuls.push(Roomful { hotel, pool, occupants: counted(occupants), held });
        }
    }
    roomfuls
}

/// Guests who take beds in one room together.
#[derive(Debug, Clone)]
struct Lodger {
    occupants: Vec<Occupant>,
    held: Stay,
    guests_max: u32,
}

/// Returns the guests of a group in a hotel, by slot: those who belong together first, while there are beds for them.
fn lodgers(instance: &Instance, ties: &Ties, slots: &[Slot], guests: &[usize]) -> Vec<(usize, Vec<Lodger>)> {
    let mut left: Vec<u32> = slots.iter().map(|slot| slot.guests).collect();
    let mut lodgers: Vec<(usize, Vec<Lodger>)> = (0..slots.len()).map(|slot| (slot, Vec::new())).collect();
    let mut sets = ties.sets(guests, Tie::Share);
    sets.sort_by_key(|set| std::cmp::Reverse(set.len()));
    let lodger = |slot: &Slot, guests: &[Option<usize>]| Lodger {
        occupants: guests.iter().map(|&guest| Occupant { group: slot.group, guest, guests: 1 }).collect(),
        held: held(instance, slot.group),
        guests_max: slot.guests_max,
    };
    let mut parts: VecDeque<Vec<usize>> = sets.into();
    while let Some(set) = parts.pop_front() {
        let is_room = |at: &usize| left[*at] as usize >= set.len() && slots[*at].guests_max as usize >= set.len();
        if let Some(at) = (0..slots.len()).find(is_room) {
            left[at] -= u32::try_from(set.len()).unwrap_or(left[at]);
            lodgers[at].1.push(lodger(&slots[at], &set.iter().copied().map(Some).collect::<Vec<_>>()));
        } else if set.len() > 1 {
            let (half, rest) = set.split_at(set.len().div_ceil(2));
            parts.extend([half.to_vec(), rest.to_vec()]);
        }
    }
    for (at, slot) in slots.iter().enumerate() {
        lodgers[at].1.extend((0..left[at]).map(|_| lodger(slot, &[None])));
    }
    lodgers
}

/// Puts lodgers into rooms, in their order: each into the first that has beds.
fn rooms(lodgers: Vec<Lodger>) -> Vec<Vec<Lodger>> {
    let mut rooms: Vec<Vec<Lodger>> = Vec::new();
    let mut open: BTreeSet<usize> = BTreeSet::new();
    // Rooms without a bed, by the night on which somebody leaves them.
    let mut full: BTreeSet<(u32, usize)> = BTreeSet::new();
    for lodger in lodgers {
        let arrive = lodger.held.arrive;
        while let Some(&(_, at)) = full.first().filter(|(depart, _)| *depart <= arrive) {
            full.pop_first();
            open.insert(at);
        }
        let at = open.iter().copied().find(|&at| fits(&rooms[at], &lodger)).unwrap_or(rooms.len());
        match rooms.get_mut(at) {
            Some(room) => room.push(lodger),
            None => rooms.push(vec![lodger]),
        }
        open.insert(at);
        let here = rooms[at].iter().filter(|other| other.held.depart > arrive);
        let n_beds: usize = here.clone().map(|other| other.occupants.len()).sum();
        let most = rooms[at].iter().map(|other| other.guests_max as usize).min().unwrap_or(1);
        if n_beds >= most {
            open.remove(&at);
            full.extend(here.map(|other| other.held.depart).min().map(|depart| (depart, at)));
        }
    }
    rooms
}

/// Tells whether a room has beds for a lodger on all of its nights.
fn fits(room: &[Lodger], lodger: &Lodger) -> bool {
    let most = room.iter().map(|other| other.guests_max).min().unwrap_or(u32::MAX).min(lodger.guests_max) as usize;
    let n_beds = |night: u32| -> usize {
        room.iter().filter(|other| other.held.covers(night)).map(|other| other.occupants.len()).sum()
    };
    // Beds are taken on arrivals alone, so only those nights can be the fullest.
    let nights = room.iter().map(|other| other.held.arrive).filter(|&night| lodger.held.covers(night));
    nights.chain([lodger.held.arrive]).all(|night| n_beds(night) + lodger.occupants.len() <= most)
}

/// Puts guests of one group without names into one row.
fn counted(occupants: Vec<Occupant>) -> Vec<Occupant> {
    let mut rows: Vec<Occupant> = Vec::new();
    for one in occupants {
        match rows.last_mut() {
            Some(last) if last.guest.is_none() && one.guest.is_none() && last.group == one.group => {
                last.guests += one.guests;
            }
            _ => rows.push(one),
        }
    }
    rows
}
