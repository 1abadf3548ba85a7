//! Rooms against guests on one night, by class and by room type: where a case is short before anything is solved.
//!
//! It adds up what is quoted; it places nobody.

use std::collections::BTreeMap;

use crate::domain::{Hotel, HotelStatus, Instance, Pool};

/// What a class asks for on a night, and what hotels that it may use offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassBalance {
    /// The class; empty for groups of no class.
    pub class: String,
    /// Groups that sleep here that night.
    pub groups: u32,
    /// Their guests.
    pub guests: u64,
    /// Open hotels with the tags that the class requires and none that it forbids (R9, R34).
    pub hotels: u32,
    /// Rooms that these hotels quote for the night; other classes may want them too.
    pub rooms: u64,
}

/// What is quoted of a room type on a night.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    let classes = instance.classes.iter().enumerate().filter_map(|(position, class)| {
        let here = instance.groups.iter().filter(|group| group.class == position && group.stay.covers(night));
        let (groups, guests) =
            here.fold((0, 0), |(groups, guests), group| (groups + 1, guests + u64::from(group.guests)));
        let fit = |hotel: &&Hotel| class.requires.is_subset(&hotel.tags) && class.forbids.is_disjoint(&hotel.tags);
        let hotels: Vec<&Hotel> = open(instance).filter(fit).collect();
        let rooms = hotels.iter().flat_map(|hotel| &hotel.pools).map(|pool| rooms(pool, night)).sum();
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

fn open(instance: &Instance) -> impl Iterator<Item = &Hotel> {
    instance.hotels.iter().filter(|hotel| hotel.status != HotelStatus::Closed)
}

fn rooms(pool: &Pool, night: u32) -> u64 {
    pool.offer(night).map_or(0, |offer| u64::from(offer.rooms))
}
