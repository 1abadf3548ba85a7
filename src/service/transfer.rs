//! R26, R27: who comes to which hotel in which hour, and how many vehicles that takes.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, Timelike as _};

use super::chunks;
use crate::domain::{Allocation, Instance};

/// Guests who come to one hotel by one means in one hour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transfer {
    /// The hour, its minutes cut off; none for groups of which no time of arrival is known.
    pub hour: Option<NaiveDateTime>,
    /// The night from which they sleep there.
    pub night: u32,
    /// The port or station at which they arrive, as typed.
    pub port: String,
    /// By what they come, as typed.
    pub transport: String,
    /// Position of the hotel.
    pub hotel: usize,
    /// Positions of their groups, sorted, each with its guests who come here.
    pub groups: Vec<(usize, u32)>,
    /// How many guests.
    pub guests: u32,
    /// Vehicles for them, each filled as far as the policy says.
    pub vehicles: u32,
}

/// R27. Counts who is to be brought where, sorted by hour. A vehicle goes from one port to one hotel.
#[must_use]
pub fn r27_vehicles(instance: &Instance, allocation: &Allocation) -> Vec<Transfer> {
    type Key<'a> = (u32, Option<NaiveDateTime>, (&'a str, &'a str), usize);
    let mut sums: BTreeMap<Key<'_>, Vec<(usize, u32)>> = BTreeMap::new();
    let chunks = chunks(instance, allocation);
    let there = |group: usize, hotel: usize| {
        let found = chunks.binary_search_by_key(&(hotel, group), |chunk| (chunk.hotel, chunk.group));
        found.map_or(0, |at| chunks[at].guests)
    };
    for chunk in &chunks {
        let before = instance.groups[chunk.group].continues.map_or(0, |before| there(before, chunk.hotel));
        // Who slept there the night before is there already (R29).
        let coming = chunk.guests.saturating_sub(before);
        if coming == 0 {
            continue;
        }
        let group = &instance.groups[chunk.group];
        let hour = group.arrival.and_then(|at| at.date().and_hms_opt(at.hour(), 0, 0));
        let way = (group.asks.port_name.as_str(), group.transport.as_str());
        sums.entry((group.stay.arrive, hour, way, chunk.hotel)).or_default().push((chunk.group, coming));
    }
    let seats = instance.rules.vehicle_load.floor_of(instance.rules.vehicle_seats).max(1);
    let transfer = |((night, hour, (port, transport), hotel), groups): (Key<'_>, Vec<(usize, u32)>)| {
        let guests = groups.iter().fold(0_u32, |sum, &(_, guests)| sum.saturating_add(guests));
        Transfer {
            hour,
            night,
            port: port.to_owned(),
            transport: transport.to_owned(),
            hotel,
            groups,
            guests,
            vehicles: guests.div_ceil(seats),
        }
    };
    sums.into_iter().map(transfer).collect()
}
