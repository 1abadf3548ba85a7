//! What a plan uses: rooms by hotel and night, and guests by hotel and by group. Adds up rows; the other parts of the report
//! read it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Allocation, HotelStatus, Instance};
use crate::render::plan_table::rooms_in_use;

/// What a plan uses of a hotel.
#[derive(Debug, Clone, Default)]
pub struct InHotel {
    /// Rooms in use by night, those that cool down included.
    pub used: Vec<u64>,
    /// Guests, each once.
    pub guests: u64,
    /// The groups, by position, with their guests here.
    pub groups: BTreeMap<usize, u64>,
    /// Rooms times nights slept.
    pub room_nights: u64,
}

/// What a plan uses.
#[derive(Debug, Clone)]
pub struct Usage {
    /// By position of the hotel; only those that take anyone.
    pub hotels: BTreeMap<usize, InHotel>,
    /// By position of the group: the hotels it is in, with its guests there.
    pub groups: BTreeMap<usize, BTreeMap<usize, u64>>,
}

impl Usage {
    /// Adds up the rows of a plan. Rows that name what the case does not have are left out: verify says so.
    #[must_use]
    pub fn of(instance: &Instance, allocation: &Allocation) -> Self {
        let mut hotels: BTreeMap<usize, InHotel> = BTreeMap::new();
        let mut groups: BTreeMap<usize, BTreeMap<usize, u64>> = BTreeMap::new();
        let n_nights = instance.calendar.n_nights as usize;
        for row in &allocation.rows {
            let (Some(group), Some(hotel)) = (instance.group(row.group.as_str()), instance.hotel(row.hotel.as_str()))
            else {
                continue;
            };
            let guests = u64::from(row.guests);
            let here = hotels.entry(hotel).or_insert_with(|| InHotel { used: vec![0; n_nights], ..InHotel::default() });
            here.guests += guests;
            *here.groups.entry(group).or_default() += guests;
            here.room_nights += u64::from(row.rooms) * u64::from(instance.groups[group].stay.n_nights());
            *groups.entry(group).or_default().entry(hotel).or_default() += guests;
        }
        for ((hotel, _), nights) in rooms_in_use(instance, allocation, true) {
            for (night, rooms) in nights {
                let used = hotels.get_mut(&hotel).and_then(|here| here.used.get_mut(night as usize));
                if let Some(used) = used {
                    *used += rooms;
                }
            }
        }
        Self { hotels, groups }
    }
}

/// Returns the rooms of a hotel by night; none on nights of which nothing is known. A closed hotel has none.
#[must_use]
pub fn available(instance: &Instance, hotel: usize) -> Vec<Option<u64>> {
    let hotel = &instance.hotels[hotel];
    let mut nights: Vec<Option<u64>> = vec![None; instance.calendar.n_nights as usize];
    if hotel.status == HotelStatus::Closed {
        return nights;
    }
    for offer in hotel.pools.iter().flat_map(|pool| &pool.offers) {
        for night in offer.nights.nights() {
            if let Some(rooms) = nights.get_mut(night as usize) {
                *rooms = Some(rooms.unwrap_or(0) + u64::from(offer.rooms));
            }
        }
    }
    nights
}

/// Returns the districts of a case, without the empty one.
#[must_use]
pub fn districts(instance: &Instance) -> BTreeSet<&str> {
    instance.hotels.iter().map(|hotel| hotel.district.as_str()).filter(|district| !district.is_empty()).collect()
}
