//! Supply against demand, night by night, before any solving. Decides nothing.

use super::batch::StaleHotel;
use crate::domain::{Group, HotelStatus, Instance, Rule, Sharing};

/// What a case offers and asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Supply {
    /// One entry for each night that a group sleeps.
    pub nights: Vec<NightSupply>,
    /// Pools about which nothing is known on any night: hotels to ring again.
    pub unknown: Vec<UnknownPool>,
    /// Hotels that answered once, but in none of the last rounds: to ring again too.
    pub stale: Vec<StaleHotel>,
}

/// A night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NightSupply {
    /// The night, counted from the first of the case.
    pub night: u32,
    /// Its date, empty in a case without dates.
    pub date: String,
    /// Rooms usable in hotels that are not closed.
    pub rooms: u64,
    /// Pools of such hotels without a quote for the night.
    pub unknown_pools: u32,
    /// Guests who sleep here that night.
    pub guests: u64,
    /// The fewest rooms that could hold them, each group in the largest rooms it may use.
    pub rooms_least: u64,
}

/// Rooms of one type in one wing of a hotel whose count is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPool {
    /// The hotel.
    pub hotel: String,
    /// The wing, empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
}

/// Returns the supply and the demand of a case.
#[must_use]
pub fn supply(instance: &Instance) -> Supply {
    let mut nights: Vec<NightSupply> = (0..instance.calendar.n_nights).map(|night| empty(instance, night)).collect();
    let mut unknown = Vec::new();
    let largest = largest_rooms(instance);
    for (at, hotel) in instance.hotels.iter().enumerate().filter(|(_, hotel)| hotel.status != HotelStatus::Closed) {
        for night in &mut nights {
            night.rooms += usable(instance, at, night.night);
        }
        for pool in &hotel.pools {
            for night in nights.iter_mut().filter(|night| pool.offer(night.night).is_none()) {
                night.unknown_pools += 1;
            }
            if pool.offers.is_empty() {
                let (wing, room_type) = (pool.wing.clone(), pool.room_type.clone());
                unknown.push(UnknownPool { hotel: hotel.id.to_string(), wing, room_type });
            }
        }
    }
    for group in &instance.groups {
        let least = u64::from(rooms_least(group, largest));
        for night in nights.iter_mut().filter(|night| group.stay.covers(night.night)) {
            night.guests += u64::from(group.guests);
            night.rooms_least += least;
        }
    }
    nights.retain(|night| night.guests > 0);
    Supply { nights, unknown, stale: Vec::new() }
}

/// Returns the rooms of a hotel on a night less those that it keeps back (R13, R14, R15).
fn usable(instance: &Instance, at: usize, night: u32) -> u64 {
    let hotel = &instance.hotels[at];
    let offers = hotel.pools.iter().filter_map(|pool| pool.offer(night));
    let total = offers.fold(0_u32, |sum, offer| sum.saturating_add(offer.rooms));
    let kept = |rule: Rule, rooms: u32| if instance.strength_in(rule, at).is_hard() { rooms } else { 0 };
    let clean = hotel.clean_floors.values().fold(0_u32, |sum, &rooms| sum.saturating_add(rooms));
    let reserve = instance.rules.reserve_of(hotel.reserve_rooms, total);
    let left = total.saturating_sub(kept(Rule::R13, clean)).saturating_sub(kept(Rule::R14, hotel.staff_rooms));
    u64::from(left.saturating_sub(kept(Rule::R15, reserve)))
}

fn empty(instance: &Instance, night: u32) -> NightSupply {
    let date = instance.calendar.text(night);
    NightSupply { night, date, rooms: 0, unknown_pools: 0, guests: 0, rooms_least: 0 }
}

/// Returns the guests that the largest room of the case holds.
fn largest_rooms(instance: &Instance) -> u32 {
    let offers = instance.hotels.iter().flat_map(|hotel| &hotel.pools).flat_map(|pool| &pool.offers);
    offers.map(|offer| offer.guests_max).max().unwrap_or(1)
}

/// Returns the fewest rooms that hold a group, if every room holds `largest`.
fn rooms_least(group: &Group, largest: u32) -> u32 {
    match group.sharing {
        Sharing::Single => group.guests,
        Sharing::Party | Sharing::Bed => group.guests.div_ceil(largest),
        Sharing::SameSex => group.men.div_ceil(largest) + group.women.div_ceil(largest) + group.unknown_sex(),
    }
}
