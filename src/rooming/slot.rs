//! The rows of the allocation, with their names resolved: the rooms that guests are put into.

use std::collections::BTreeMap;

use crate::domain::people::ACCESSIBLE;
use crate::domain::{Allocation, Instance, Rule, Sex, Sharing, Strength};

/// Rooms of one pool for guests of one group and sex.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    /// Position of the group.
    pub group: usize,
    /// Position of the hotel.
    pub hotel: usize,
    /// Position of the pool in its hotel.
    pub pool: usize,
    /// The sex of the guests, where they share by sex.
    pub sex: Option<Sex>,
    /// How many rooms.
    pub rooms: u32,
    /// How many guests.
    pub guests: u32,
    /// Most guests of the group who sleep in one of them, if nobody looks after another.
    pub together: u32,
    /// Most guests in one of them.
    pub guests_max: u32,
    /// Rooms for people who cannot walk far; the largest number where all of them are.
    pub accessible: u32,
}

/// Group, hotel, pool and sex.
type Key = (usize, usize, usize, Option<Sex>);

/// Returns the slots of an allocation, sorted by group, hotel, pool and sex; those about the same are one.
pub(super) fn slots(instance: &Instance, allocation: &Allocation) -> Vec<Slot> {
    let mut sums: BTreeMap<Key, (u32, u32)> = BTreeMap::new();
    for row in &allocation.rows {
        let (Some(group), Some(hotel)) = (instance.group(row.group.as_str()), instance.hotel(row.hotel.as_str()))
        else {
            continue;
        };
        let is_here = |pool: &crate::domain::Pool| (&pool.wing, &pool.room_type) == (&row.wing, &row.room_type);
        let Some(pool) = instance.hotels[hotel].pools.iter().position(is_here) else { continue };
        let (rooms, guests) = sums.entry((group, hotel, pool, row.sex)).or_default();
        *rooms = rooms.saturating_add(row.rooms);
        *guests = guests.saturating_add(row.guests);
    }
    let slot = |((group, hotel, pool, sex), (rooms, guests)): (Key, (u32, u32))| {
        let guests_max = guests_max(instance, (group, hotel, pool));
        let is_alone = match instance.groups[group].sharing {
            Sharing::Single => true,
            Sharing::SameSex => sex.is_none(),
            Sharing::Party | Sharing::Bed => false,
        };
        let types_max = types_max(instance, (group, hotel, pool));
        let together = if is_alone { 1 } else { guests_max.min(types_max) };
        let accessible = accessible(instance, (hotel, pool));
        Slot { group, hotel, pool, sex, rooms, guests, together, guests_max, accessible }
    };
    sums.into_iter().filter(|&(_, (rooms, guests))| rooms > 0 && guests > 0).map(slot).collect()
}

/// Returns the most guests that a room holds: the least over the nights of the stay that are known, 1 if none is.
fn guests_max(instance: &Instance, (group, hotel, pool): (usize, usize, usize)) -> u32 {
    let offers = &instance.hotels[hotel].pools[pool].offers;
    let of_stay = crate::domain::Offer::over(offers, instance.groups[group].stay);
    of_stay.map(|offer| offer.guests_max.max(1)).min().unwrap_or(1)
}

/// Returns the most guests of a group in a room of a type, as its class says (R7); the largest number where it says nothing,
/// where the rule is off, by the bed, and of who has rooms already.
fn types_max(instance: &Instance, (group, hotel, pool): (usize, usize, usize)) -> u32 {
    let of = &instance.groups[group];
    let is_asked = of.sharing != Sharing::Bed
        && instance.kept(group).is_none()
        && instance.strength_at(Rule::R7, group, Some(hotel)) != Strength::Off;
    let told = instance.classes[of.class].types_max.get(&instance.hotels[hotel].pools[pool].room_type);
    told.filter(|_| is_asked).map_or(u32::MAX, |&most| most.max(1))
}

/// Returns how many rooms of a pool are known to be accessible (R8): all of them by their type, which is the largest number, or those of the list.
fn accessible(instance: &Instance, (hotel, pool): (usize, usize)) -> u32 {
    let pool = &instance.hotels[hotel].pools[pool];
    if pool.room_type == ACCESSIBLE {
        return u32::MAX;
    }
    let listed = instance.people.rooms_of(hotel).map(|(_, room)| room);
    let n_listed = listed.filter(|room| room.is_accessible() && room.serves(&pool.wing, &pool.room_type)).count();
    u32::try_from(n_listed).unwrap_or(u32::MAX)
}
