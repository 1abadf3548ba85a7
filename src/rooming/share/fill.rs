//! The rooms of a group in a hotel, once it is decided who belongs together: everybody else takes the beds that are left.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::super::Occupant;
use super::super::memory::Memory;
use super::super::slot::Slot;
use super::option::Part;
use crate::domain::{Instance, Sex, Sharing};

/// Returns who is in each room, with the slot that it is of. Rooms that a slot can spare hold one guest each.
pub(super) fn fill(
    (instance, memory): (&Instance, &Memory),
    slots: &[Slot],
    guests: &[usize],
    parts: &[Part],
) -> Vec<(usize, Vec<Occupant>)> {
    let decided: BTreeSet<usize> = parts.iter().flat_map(|part| part.guests.iter().copied()).collect();
    let mut places: Vec<u32> = slots.iter().map(|slot| slot.guests).collect();
    for &(slot, count) in parts.iter().flat_map(|part| &part.places) {
        places[slot] = places[slot].saturating_sub(count);
    }
    let mut others: BTreeMap<Option<Sex>, VecDeque<usize>> = BTreeMap::new();
    for &guest in guests.iter().filter(|guest| !decided.contains(guest)) {
        let person = &instance.people.guests[guest];
        let is_by_sex = instance.groups[person.group].sharing == Sharing::SameSex;
        others.entry(person.sex.filter(|_| is_by_sex)).or_default().push_back(guest);
    }
    let named = shared_out(memory, slots, &places, others);
    let mut rooms = Vec::new();
    for (at, slot) in slots.iter().enumerate() {
        let mut named = named[at].iter().copied();
        let beds = (0..places[at]).map(|_| Occupant { group: slot.group, guest: named.next(), guests: 1 });
        let own = parts.iter().filter(|part| part.slot == at);
        let in_slot = fill_slot((slot, memory), own, beds.collect());
        rooms.extend(in_slot.into_iter().map(|occupants| (at, merged(occupants))));
    }
    rooms
}

/// Returns the guests by name of each slot: who slept in rooms of its pool before stays there, as far as it has places; who
/// slept together stands together.
fn shared_out(
    memory: &Memory,
    slots: &[Slot],
    places: &[u32],
    mut others: BTreeMap<Option<Sex>, VecDeque<usize>>,
) -> Vec<Vec<usize>> {
    let mut named: Vec<Vec<usize>> = vec![Vec::new(); slots.len()];
    for (at, slot) in slots.iter().enumerate() {
        let waiting = others.entry(slot.sex).or_default();
        waiting.make_contiguous().sort_unstable();
        memory.sort(waiting.make_contiguous());
        let was_here = |guest: usize| {
            memory.of(guest).is_some_and(|former| (former.hotel, former.pool) == (slot.hotel, Some(slot.pool)))
        };
        waiting.retain(|&guest| {
            let stays = was_here(guest) && named[at].len() < places[at] as usize;
            if stays {
                named[at].push(guest);
            }
            !stays
        });
    }
    for (at, slot) in slots.iter().enumerate() {
        let waiting = others.entry(slot.sex).or_default();
        let n_free = (places[at] as usize).saturating_sub(named[at].len()).min(waiting.len());
        named[at].extend(waiting.drain(..n_free));
        memory.sort(&mut named[at]);
    }
    named
}

/// Returns who is in each room of a slot.
fn fill_slot<'a>(
    (slot, memory): (&Slot, &Memory),
    parts: impl Iterator<Item = &'a Part>,
    others: Vec<Occupant>,
) -> Vec<Vec<Occupant>> {
    let together = slot.together.max(1) as usize;
    let (closed, mut open): (Vec<&Part>, Vec<&Part>) = parts.partition(|part| part.is_closed);
    open.sort_by_key(|part| std::cmp::Reverse(part.guests.len()));
    let occupants = |part: &Part| -> Vec<Occupant> {
        part.guests.iter().map(|&guest| Occupant { group: slot.group, guest: Some(guest), guests: 1 }).collect()
    };
    let mut rooms: Vec<Vec<Occupant>> = Vec::new();
    let mut left: VecDeque<&Part> = open.into();
    while let Some(first) = left.pop_front() {
        let mut room = occupants(first);
        left.retain(|part| {
            let fits = room.len() + part.guests.len() <= together;
            if fits {
                room.extend(occupants(part));
            }
            !fits
        });
        rooms.push(room);
    }
    let n_empty = (slot.rooms as usize).saturating_sub(rooms.len() + closed.len());
    let mut others: VecDeque<Occupant> = others.into();
    join_again(memory, &mut rooms, (together, &mut others));
    let n_free: usize = rooms.iter().map(|room| together.saturating_sub(room.len())).sum();
    let n_alone = n_alone(n_empty, n_free, together, others.len());
    let mut more = Vec::new();
    for _ in 0..n_alone {
        more.extend(others.pop_front().map(|guest| vec![guest]));
    }
    while more.len() < n_empty && !others.is_empty() {
        let n_here = together.min(others.len());
        more.push(others.drain(..n_here).collect());
    }
    for room in &mut rooms {
        let n_here = together.saturating_sub(room.len()).min(others.len());
        room.extend(others.drain(..n_here));
    }
    rooms.extend(closed.into_iter().map(occupants));
    rooms.extend(more);
    rooms
}

/// Lets guests join those whose room they shared before, as far as these have a free bed.
fn join_again(memory: &Memory, rooms: &mut [Vec<Occupant>], (together, others): (usize, &mut VecDeque<Occupant>)) {
    let room_of = |occupant: &Occupant| memory.of(occupant.guest?).map(|former| (former.hotel, former.nth));
    for room in rooms {
        let known: BTreeSet<(usize, u32)> = room.iter().filter_map(room_of).collect();
        others.retain(|occupant| {
            let joins = room.len() < together && room_of(occupant).is_some_and(|former| known.contains(&former));
            if joins {
                room.push(*occupant);
            }
            !joins
        });
    }
}

/// Returns how many guests can have a room alone, if all others still find a bed in the empty rooms or beside others.
fn n_alone(n_empty: usize, n_free: usize, together: usize, n_guests: usize) -> usize {
    if together <= 1 {
        return n_empty.min(n_guests);
    }
    let spare = (n_empty * together + n_free).saturating_sub(n_guests);
    spare.div_euclid(together - 1).min(n_empty).min(n_guests)
}

/// Puts guests without names of one group into one row.
fn merged(occupants: Vec<Occupant>) -> Vec<Occupant> {
    let n_unnamed: u32 = occupants.iter().filter(|one| one.guest.is_none()).map(|one| one.guests).sum();
    let group = occupants.first().map_or(0, |one| one.group);
    let mut merged: Vec<Occupant> = occupants.into_iter().filter(|one| one.guest.is_some()).collect();
    merged.sort_unstable();
    if n_unnamed > 0 {
        merged.push(Occupant { group, guest: None, guests: n_unnamed });
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_to_spare_hold_one_guest_each() {
        assert_eq!(n_alone(5, 0, 2, 9), 1);
        assert_eq!(n_alone(6, 0, 2, 9), 3);
        assert_eq!(n_alone(2, 3, 2, 5), 2);
        assert_eq!(n_alone(3, 0, 1, 3), 3);
        assert_eq!(n_alone(3, 0, 3, 4), 2);
    }
}
