//! What guests asked for and did not get: carers (R4), somebody to share with (R3), an accessible room (R8), a room next to
//! somebody's (R23), or any place at all (R2).

use std::collections::{BTreeMap, BTreeSet};

use super::{House, Sleeper};
use crate::domain::people::ACCESSIBLE;
use crate::domain::{Allocation, Guest, Rule, Strength};

/// A wish or need that a rooming does not keep.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unkept {
    /// The number of the rule in the catalogue: 4 for R4.
    pub rule: u8,
    /// The group of the guest who asked.
    pub group: String,
    /// The hotel where the guest sleeps; none for a guest without a place.
    pub hotel: Option<String>,
    /// The guests concerned, by id; the one who asked first.
    pub guests: Vec<String>,
    /// What is not kept, in one sentence.
    pub message: String,
}

/// Returns everything that is not kept, sorted.
pub(super) fn unkept(house: &House<'_>, allocation: &Allocation) -> Vec<Unkept> {
    let where_is: BTreeMap<usize, &Sleeper<'_>> =
        house.sleepers.iter().filter_map(|sleeper| Some((sleeper.guest?, sleeper))).collect();
    let placed: BTreeSet<&str> = allocation.rows.iter().map(|row| row.group.as_str()).collect();
    let mut unkept = Vec::new();
    for (at, guest) in house.instance.people.guests.iter().enumerate() {
        let Some(own) = where_is.get(&at).copied() else {
            unkept.extend(r2_left_out(house, guest, &placed));
            continue;
        };
        r4_r3_together(house, (at, own), &where_is, &mut unkept);
        unkept.extend(needs_met(house, guest, own));
        r23_next(house, (at, own), &where_is, &mut unkept);
    }
    unkept.sort();
    unkept
}

fn about(house: &House<'_>, rule: u8, own: &Sleeper<'_>, guests: &[&Guest], message: String) -> Unkept {
    Unkept {
        rule,
        group: house.group(own).id.to_string(),
        hotel: Some(house.hotel(own).id.to_string()),
        guests: guests.iter().map(|guest| guest.id.clone()).collect(),
        message,
    }
}

/// R2. Of a group that is placed at least in part, a guest by name is in no room.
fn r2_left_out(house: &House<'_>, guest: &Guest, placed: &BTreeSet<&str>) -> Option<Unkept> {
    let group = &house.instance.groups[guest.group];
    placed.contains(group.id.as_str()).then(|| Unkept {
        rule: 2,
        group: group.id.to_string(),
        hotel: None,
        guests: vec![guest.id.clone()],
        message: format!("{} has no place: the plan has none left for the group, or for the guest's sex.", guest.name),
    })
}

/// R4, R3. Who is looked after sleeps in the carer's room, and who wants to share does.
fn r4_r3_together(
    house: &House<'_>,
    (at, own): (usize, &Sleeper<'_>),
    where_is: &BTreeMap<usize, &Sleeper<'_>>,
    unkept: &mut Vec<Unkept>,
) {
    let guests = &house.instance.people.guests;
    let guest = &guests[at];
    let mut apart = |rule: u8, other: usize, what: &str| {
        let Some(there) = where_is.get(&other) else { return };
        if (there.hotel, there.row.nth) == (own.hotel, own.row.nth) {
            return;
        }
        let same = if there.hotel == own.hotel { "another room" } else { "another hotel" };
        let message = format!("{} {what} {}, who is in {same}.", guest.name, guests[other].name);
        unkept.push(about(house, rule, own, &[guest, &guests[other]], message));
    };
    let is_off = house.instance.strength_at(Rule::R4, guest.group, None) == Strength::Off;
    for &other in guest.carer_of.iter().filter(|_| !is_off) {
        apart(4, other, "looks after");
    }
    for &other in &guest.share_with {
        let is_said_already = !is_off && (guest.carer_of.contains(&other) || guests[other].carer_of.contains(&at));
        let is_mutual = guests[other].share_with.contains(&at) && other < at;
        if !is_said_already && !is_mutual {
            apart(3, other, "wants to share with");
        }
    }
}

/// R8. A guest who needs an accessible room is in one: by its type, or by the list of rooms.
fn needs_met(house: &House<'_>, guest: &Guest, own: &Sleeper<'_>) -> Option<Unkept> {
    let door = own.door.map(|door| &house.instance.people.rooms[door]);
    let by_list = door.is_some_and(|room| room.tags.contains(ACCESSIBLE) || room.room_type == ACCESSIBLE);
    let needs = guest.needs.contains(ACCESSIBLE);
    (needs && !by_list && own.row.room_type != ACCESSIBLE).then(|| {
        let hotel = &house.hotel(own).id;
        let message = format!("{} needs an accessible room, and is in none that {hotel} is known to have.", guest.name);
        about(house, 8, own, &[guest], message)
    })
}

/// R23. Who wants to be next to somebody is in the next room: in the same hotel, and where the numbers of doors are known, on
/// the same floor with no listed room between. Numbers that the hotel gives are not judged.
fn r23_next(
    house: &House<'_>,
    (at, own): (usize, &Sleeper<'_>),
    where_is: &BTreeMap<usize, &Sleeper<'_>>,
    unkept: &mut Vec<Unkept>,
) {
    let guests = &house.instance.people.guests;
    for &other in &guests[at].next_to {
        let Some(there) = where_is.get(&other) else { continue };
        let is_same_room = (there.hotel, there.row.nth) == (own.hotel, own.row.nth);
        let is_mutual = guests[other].next_to.contains(&at) && other < at;
        let apart = match (own.door, there.door) {
            _ if is_same_room || is_mutual => continue,
            _ if there.hotel != own.hotel => "another hotel",
            (Some(a), Some(b)) if a != b && !is_beside(house, a, b) => "a room that is not next to it",
            _ => continue,
        };
        let message = format!("{} should be next to {}, who is in {apart}.", guests[at].name, guests[other].name);
        unkept.push(about(house, 23, own, &[&guests[at], &guests[other]], message));
    }
}

/// Tells whether no listed room of their floor lies between two rooms.
fn is_beside(house: &House<'_>, a: usize, b: usize) -> bool {
    let rooms = &house.instance.people.rooms;
    let (one, two) = (&rooms[a], &rooms[b]);
    if (one.hotel, &one.wing, &one.floor) != (two.hotel, &two.wing, &two.floor) {
        return false;
    }
    let on_floor =
        |room: &crate::domain::Room| (room.hotel, &room.wing, &room.floor) == (one.hotel, &one.wing, &one.floor);
    let between = (a.min(b) + 1..a.max(b)).filter(|&at| rooms.get(at).is_some_and(on_floor));
    between.count() == 0
}
