//! One of two plans with its case and its judgement, added up by group, hotel and night.

use std::collections::BTreeMap;

use crate::domain::{Allocation, AllocationRow, Instance, Sex};
use crate::verify::Verdict;

/// A plan, the case that it is for, and what verify says of it.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// The rows.
    pub allocation: &'a Allocation,
    /// The judgement.
    pub verdict: &'a Verdict,
}

/// Rooms of one kind in a hotel.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The wing; empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
    /// The sex of its guests, where the row says so.
    pub sex: Option<Sex>,
    /// How many rooms.
    pub rooms: u32,
    /// How many guests.
    pub guests: u32,
}

/// A group in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfGroup {
    /// The case has it.
    pub comes: bool,
    /// Its guests.
    pub guests: u64,
    /// Those of them who have a room.
    pub placed: u64,
    /// Where they are, by hotel.
    pub places: BTreeMap<String, Vec<Place>>,
    /// Its guests' ways from its site, in parts of the unit of the travel level; an unknown way adds nothing.
    pub travel: i128,
    /// What its rooms cost, in minor units; an unknown rate adds nothing.
    pub money: i128,
}

impl OfGroup {
    /// Returns its guests by hotel.
    #[must_use]
    pub fn by_hotel(&self) -> BTreeMap<&str, u64> {
        let guests = |places: &Vec<Place>| places.iter().map(|place| u64::from(place.guests)).sum();
        self.places.iter().map(|(hotel, places)| (hotel.as_str(), guests(places))).collect()
    }
}

/// A hotel in a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfHotel {
    /// Guests who are there, whatever their nights.
    pub guests: u64,
    /// Rooms, as the rows state them, whatever their nights.
    pub rooms: u64,
    /// Rooms times nights.
    pub room_nights: u64,
    /// What its rooms and its opening cost, in minor units; an unknown rate adds nothing, nor do blocks that stay empty (R38).
    pub money: i128,
    /// Its groups, with their guests.
    pub groups: BTreeMap<String, u64>,
}

/// A night of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfNight {
    /// Guests asleep.
    pub guests: u64,
    /// Guests who come for the night and have no room.
    pub unmet: u64,
    /// Rooms in use, as the rows state them.
    pub rooms: u64,
    /// What they cost, in minor units; an unknown rate adds nothing.
    pub money: i128,
}

impl<'a> Side<'a> {
    /// Returns the groups of the case, and those that the plan names besides.
    #[must_use]
    pub fn groups(&self) -> BTreeMap<String, OfGroup> {
        let of_case = self.instance.groups.iter().map(|group| {
            let of = OfGroup { comes: true, guests: u64::from(group.guests), ..OfGroup::default() };
            (group.id.to_string(), of)
        });
        let mut groups: BTreeMap<String, OfGroup> = of_case.collect();
        for row in &self.allocation.rows {
            let group = groups.entry(row.group.to_string()).or_default();
            group.placed += u64::from(row.guests);
            group.places.entry(row.hotel.to_string()).or_default().push(Place {
                wing: row.wing.clone(),
                room_type: row.room_type.clone(),
                sex: row.sex,
                rooms: row.rooms,
                guests: row.guests,
            });
            if let Some((at, hotel)) = self.positions(row) {
                group.travel += i128::from(self.instance.travel_per_guest(at, hotel)) * i128::from(row.guests);
            }
            group.money += self.rates(row).map(|(_, rate)| rate * i128::from(row.rooms)).sum::<i128>();
        }
        for places in groups.values_mut().flat_map(|group| group.places.values_mut()) {
            places.sort();
        }
        groups
    }

    /// Returns the hotels that the plan uses.
    #[must_use]
    pub fn hotels(&self) -> BTreeMap<String, OfHotel> {
        let mut hotels: BTreeMap<String, OfHotel> = BTreeMap::new();
        for row in &self.allocation.rows {
            let nights =
                self.instance.group(row.group.as_str()).map_or(0, |at| self.instance.groups[at].stay.n_nights());
            let hotel = hotels.entry(row.hotel.to_string()).or_default();
            hotel.guests += u64::from(row.guests);
            hotel.rooms += u64::from(row.rooms);
            hotel.room_nights += u64::from(row.rooms) * u64::from(nights);
            hotel.money += self.rates(row).map(|(_, rate)| rate * i128::from(row.rooms)).sum::<i128>();
            *hotel.groups.entry(row.group.to_string()).or_default() += u64::from(row.guests);
        }
        for (id, hotel) in hotels.iter_mut().filter(|(_, hotel)| hotel.guests > 0) {
            let opening = self.instance.hotel(id).map(|at| self.instance.hotels[at].opening_cost);
            hotel.money += opening.map_or(0, |money| i128::from(money.0));
        }
        hotels
    }

    /// Returns the nights on which anybody sleeps or should.
    #[must_use]
    pub fn nights(&self) -> BTreeMap<String, OfNight> {
        let mut nights: BTreeMap<u32, OfNight> = BTreeMap::new();
        for row in &self.allocation.rows {
            let Some(at) = self.instance.group(row.group.as_str()) else { continue };
            for night in self.instance.groups[at].stay.nights() {
                let of = nights.entry(night).or_default();
                of.guests += u64::from(row.guests);
                of.rooms += u64::from(row.rooms);
            }
            for (night, rate) in self.rates(row) {
                nights.entry(night).or_default().money += rate * i128::from(row.rooms);
            }
        }
        for &(at, guests) in &self.verdict.unmet {
            for night in self.instance.groups[at].stay.nights() {
                nights.entry(night).or_default().unmet += u64::from(guests);
            }
        }
        nights.into_iter().map(|(night, of)| (self.instance.calendar.text(night), of)).collect()
    }

    fn positions(&self, row: &AllocationRow) -> Option<(usize, usize)> {
        self.instance.group(row.group.as_str()).zip(self.instance.hotel(row.hotel.as_str()))
    }

    /// The nights of a row whose rate is known, with what its group pays for a room in minor units (R35).
    fn rates(&self, row: &AllocationRow) -> impl Iterator<Item = (u32, i128)> + 'a {
        let instance = self.instance;
        let found = self.positions(row).and_then(|(group, hotel)| {
            let pools = &instance.hotels[hotel].pools;
            let pool = pools.iter().find(|pool| pool.wing == row.wing && pool.room_type == row.room_type)?;
            Some((&instance.groups[group], pool))
        });
        found.into_iter().flat_map(|(group, pool)| {
            let paid = |night| Some((night, i128::from(group.asks.paid(pool.offer(night)?.rate?).0)));
            group.stay.nights().filter_map(paid)
        })
    }
}
