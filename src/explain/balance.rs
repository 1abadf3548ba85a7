//! Rooms against guests on one night, by class and by room type: where a case is short before anything is solved.
//!
//! It adds up what is quoted; it places nobody.

use std::collections::BTreeMap;

use serde::Serialize;

use super::waterfall::waterfalls;
use crate::domain::{Hotel, HotelStatus, Instance, Pool};
use crate::program::Program;

/// What a class asks for on a night, and what hotels that it may use offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClassBalance {
    /// The class; empty for groups of no class.
    pub class: String,
    /// Groups that sleep here that night.
    pub groups: u32,
    /// Their guests.
    pub guests: u64,
    /// Open hotels with the tags that the class requires and none that it forbids (R9, R34).
    pub hotels: u32,
    /// Rooms usable in these hotels that night; other classes may want them too.
    pub rooms: u64,
}

/// What is quoted of a room type on a night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypeBalance {
    /// The room type.
    pub room_type: String,
    /// Open hotels that have it.
    pub hotels: u32,
    /// Rooms quoted.
    pub rooms: u64,
    /// Guests that they hold where guests share.
    pub guests_max: u64,
}

/// Returns the night that most guests sleep here, the earliest of several.
#[must_use]
pub fn peak_night(instance: &Instance) -> u32 {
    let guests = |night: u32| -> u64 {
        let here = instance.groups.iter().filter(|group| group.stay.covers(night));
        here.map(|group| u64::from(group.guests)).sum()
    };
    let nights = 0..instance.calendar.n_nights;
    nights.max_by_key(|&night| (guests(night), std::cmp::Reverse(night))).unwrap_or(0)
}

/// Returns the balance of every class that has groups, by name.
#[must_use]
pub fn by_class(instance: &Instance, night: u32) -> Vec<ClassBalance> {
    let falls = waterfalls(instance, None, night);
    let usable: BTreeMap<&str, u64> =
        falls.iter().map(|(at, fall)| (instance.hotels[*at].id.as_str(), fall.usable)).collect();
    let classes = instance.classes.iter().enumerate().filter_map(|(position, class)| {
        let here = instance.groups.iter().filter(|group| group.class == position && group.stay.covers(night));
        let (groups, guests) =
            here.fold((0, 0), |(groups, guests), group| (groups + 1, guests + u64::from(group.guests)));
        let fit = |hotel: &&Hotel| class.requires.is_subset(&hotel.tags) && class.forbids.is_disjoint(&hotel.tags);
        let hotels: Vec<&Hotel> = open(instance).filter(fit).collect();
        let rooms = hotels.iter().filter_map(|hotel| usable.get(hotel.id.as_str())).sum();
        let hotels = u32::try_from(hotels.len()).unwrap_or(u32::MAX);
        (groups > 0).then(|| ClassBalance { class: class.name.clone(), groups, guests, hotels, rooms })
    });
    classes.collect()
}

/// Returns the balance of every room type, by name.
#[must_use]
pub fn by_room_type(instance: &Instance, night: u32) -> Vec<TypeBalance> {
    let mut types: BTreeMap<&str, TypeBalance> = BTreeMap::new();
    for hotel in open(instance) {
        let mut counted = Vec::new();
        for pool in &hotel.pools {
            let room_type = pool.room_type.clone();
            let entry = types.entry(&pool.room_type);
            let balance = entry.or_insert(TypeBalance { room_type, hotels: 0, rooms: 0, guests_max: 0 });
            balance.hotels += u32::from(!counted.contains(&&pool.room_type));
            counted.push(&pool.room_type);
            balance.rooms += rooms(pool, night);
            let holds = pool.offer(night).map_or(0, |offer| u64::from(offer.rooms) * u64::from(offer.guests_max));
            balance.guests_max += holds;
        }
    }
    types.into_values().collect()
}

/// What a district offers on a night, and who can sleep nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DistrictBalance {
    /// The district as typed; empty for hotels without one.
    pub district: String,
    /// Open hotels in it.
    pub hotels: u32,
    /// Of these, hotels that quote nothing for the night.
    pub unknown: u32,
    /// Usable rooms.
    pub rooms: u64,
    /// Guests of groups all of whose hotels lie in it.
    pub bound: u64,
}

/// Returns the balance of every district, by name. A group is bound to a district if every hotel that it may use, as
/// compiled, lies there.
#[must_use]
pub fn by_district(instance: &Instance, program: &Program, night: u32) -> Vec<DistrictBalance> {
    let mut districts: BTreeMap<&str, DistrictBalance> = BTreeMap::new();
    let falls: BTreeMap<usize, u64> =
        waterfalls(instance, None, night).into_iter().map(|(at, fall)| (at, fall.usable)).collect();
    for (at, hotel) in instance.hotels.iter().enumerate().filter(|(_, hotel)| hotel.status != HotelStatus::Closed) {
        let none = DistrictBalance { district: hotel.district.clone(), hotels: 0, unknown: 0, rooms: 0, bound: 0 };
        let balance = districts.entry(&hotel.district).or_insert(none);
        balance.hotels += 1;
        balance.unknown += u32::from(!falls.contains_key(&at));
        balance.rooms += falls.get(&at).copied().unwrap_or(0);
    }
    for demand in &program.demands {
        let mut of_candidates =
            program.candidates_of(demand).iter().map(|one| &instance.hotels[one.hotel as usize].district);
        let Some(first) = of_candidates.next() else { continue };
        if demand.stay.covers(night)
            && of_candidates.all(|district| district == first)
            && let Some(balance) = districts.get_mut(first.as_str())
        {
            balance.bound += u64::from(demand.guests);
        }
    }
    districts.into_values().collect()
}

fn open(instance: &Instance) -> impl Iterator<Item = &Hotel> {
    instance.hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed)
}

fn rooms(pool: &Pool, night: u32) -> u64 {
    pool.offer(night).map_or(0, |offer| u64::from(offer.rooms))
}
