//! Which doors are next to each other, and who wants a room next to whose (R23).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Roomful;
use super::ties::Ties;
use crate::domain::Room;

/// Tells whether two rooms, by their positions in the list, are next to each other: on one floor of one wing, with no listed
/// room between them.
pub(super) fn are_next(rooms: &[Room], a: usize, b: usize) -> bool {
    let place = |at: usize| rooms.get(at).map(|room: &Room| (room.hotel, &room.wing, &room.floor));
    a.abs_diff(b) == 1 && place(a).is_some() && place(a) == place(b)
}

/// Returns, for each roomful of a hotel, those whose guests are tied to its own.
pub(super) fn partners(ties: &Ties, roomfuls: &[Roomful]) -> Vec<BTreeSet<usize>> {
    let mut room_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, roomful) in roomfuls.iter().enumerate() {
        room_of.extend(roomful.guests().map(|guest| (guest, at)));
    }
    let of = |(at, roomful): (usize, &Roomful)| {
        let others = roomful.guests().flat_map(|guest| ties.of(guest));
        others.filter_map(|(other, _)| room_of.get(&other).copied()).filter(|&other| other != at).collect()
    };
    roomfuls.iter().enumerate().map(of).collect()
}

/// Returns the roomfuls by arrival, with partners after each other.
pub(super) fn order(roomfuls: &[Roomful], partners: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut by_arrival: Vec<usize> = (0..roomfuls.len()).collect();
    by_arrival.sort_by_key(|&at| roomfuls[at].held.arrive);
    let (mut order, mut seen) = (Vec::with_capacity(roomfuls.len()), BTreeSet::new());
    for first in by_arrival {
        let mut next = VecDeque::from([first]);
        while let Some(at) = next.pop_back() {
            if roomfuls[at].held.arrive == roomfuls[first].held.arrive && seen.insert(at) {
                order.push(at);
                next.extend(partners[at].iter().rev());
            }
        }
    }
    order
}
