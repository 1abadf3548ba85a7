//! A rooming against its allocation: the same guests in the same pools, in no more rooms, and nobody twice.

use std::collections::{BTreeMap, BTreeSet};

use super::House;
use crate::domain::{Allocation, Sex, Sharing};
use crate::verify::finding::Finding;

/// R1, R2. As many guests of each group sleep in each kind of rooms as the allocation says, in at most its rooms, and nobody
/// in two of them. Rooms shared by the bed are not counted here: their groups share them.
pub(super) fn r2_as_allocated(house: &House<'_>, allocation: &Allocation, findings: &mut Vec<Finding>) {
    type Key<'a> = (&'a str, &'a str, &'a str, &'a str);
    let mut said: BTreeMap<Key<'_>, (u64, u64)> = BTreeMap::new();
    for row in &allocation.rows {
        let key = (row.group.as_str(), row.hotel.as_str(), row.wing.as_str(), row.room_type.as_str());
        let (guests, rooms) = said.entry(key).or_default();
        *guests += u64::from(row.guests);
        *rooms += u64::from(row.rooms);
    }
    let mut done: BTreeMap<Key<'_>, (u64, BTreeSet<u32>)> = BTreeMap::new();
    for sleeper in &house.sleepers {
        let row = sleeper.row;
        let key = (row.group.as_str(), row.hotel.as_str(), row.wing.as_str(), row.room_type.as_str());
        let (guests, rooms) = done.entry(key).or_default();
        *guests += u64::from(row.guests);
        rooms.insert(row.nth);
    }
    for key in said.keys().chain(done.keys()).copied().collect::<BTreeSet<_>>() {
        let (group, hotel, wing, room_type) = key;
        let (guests, rooms) = said.get(&key).copied().unwrap_or_default();
        let roomed = done.get(&key).map_or(0, |(guests, _)| *guests);
        let n_rooms = done.get(&key).map_or(0, |(_, rooms)| rooms.len() as u64);
        let wing = if wing.is_empty() { String::new() } else { format!(" in wing {wing}") };
        let mut say = |rule, message| {
            findings.push(Finding { rule, group: Some(group.to_owned()), hotel: Some(hotel.to_owned()), message });
        };
        if roomed != guests {
            say(
                2,
                format!(
                    "{group} has {guests} guests in {room_type} rooms{wing} of {hotel}, and {roomed} are in rooms."
                ),
            );
        }
        let known = house.instance.group(group).map(|group| &house.instance.groups[group]);
        if n_rooms > rooms && known.is_none_or(|group| group.sharing != Sharing::Bed) {
            say(1, format!("{group} has {rooms} {room_type} rooms{wing} of {hotel}, and is in {n_rooms}."));
        }
    }
    by_sex(house, allocation, findings);
    let mut seen = BTreeSet::new();
    for sleeper in house.sleepers.iter().filter(|sleeper| sleeper.guest.is_some()) {
        if !seen.insert(sleeper.guest) {
            let message = format!("{} is in two rooms.", sleeper.row.guest);
            findings.push(Finding::about_group(2, house.group(sleeper), message));
        }
    }
}

/// Groups that share by sex have places for so many of each in each kind of rooms, and names take no more of them.
fn by_sex(house: &House<'_>, allocation: &Allocation, findings: &mut Vec<Finding>) {
    type Key<'a> = (&'a str, &'a str, &'a str, &'a str, Option<Sex>);
    let mut left: BTreeMap<Key<'_>, i64> = BTreeMap::new();
    for row in &allocation.rows {
        let key = (row.group.as_str(), row.hotel.as_str(), row.wing.as_str(), row.room_type.as_str(), row.sex);
        *left.entry(key).or_default() += i64::from(row.guests);
    }
    let named = house.sleepers.iter().filter(|sleeper| house.group(sleeper).sharing == Sharing::SameSex);
    for sleeper in named {
        let (Some(guest), row) = (house.guest(sleeper), sleeper.row) else { continue };
        let key = (row.group.as_str(), row.hotel.as_str(), row.wing.as_str(), row.room_type.as_str(), guest.sex);
        let places = left.entry(key).or_default();
        *places -= 1;
        if *places < 0 {
            let sex = guest.sex.map_or("guests of unknown sex", Sex::as_str);
            let message = format!(
                "{} has more {sex} in {} rooms of {} than places for them.",
                row.group, row.room_type, row.hotel
            );
            findings.push(Finding::about_both(2, house.group(sleeper), house.hotel(sleeper), message));
        }
    }
}
