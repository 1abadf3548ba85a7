//! What a plan asks of people besides rooms: officers in hotels (R44), vehicles from hour to hour (R26, R27), and meals from day
//! to day (R42). Counted from the same allocation as everything else; decides nothing about rooms.

pub mod liaison;
pub mod meal;
pub mod transfer;

use std::collections::BTreeMap;

use crate::domain::{Allocation, Instance, Stay};

/// Guests of one group in one hotel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chunk {
    /// Position of the group.
    pub group: usize,
    /// Position of the hotel.
    pub hotel: usize,
    /// How many guests.
    pub guests: u32,
    /// The nights of the group.
    pub stay: Stay,
}

/// Returns the guests of each group by hotel, sorted by hotel. Rows that name what the case does not have are left out.
#[must_use]
pub fn chunks(instance: &Instance, allocation: &Allocation) -> Vec<Chunk> {
    let mut guests: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for row in &allocation.rows {
        if let (Some(group), Some(hotel)) = (instance.group(row.group.as_str()), instance.hotel(row.hotel.as_str())) {
            let sum = guests.entry((hotel, group)).or_default();
            *sum = sum.saturating_add(row.guests);
        }
    }
    let chunk = |((hotel, group), guests): (_, u32)| Chunk { group, hotel, guests, stay: instance.groups[group].stay };
    guests.into_iter().map(chunk).filter(|chunk| chunk.guests > 0).collect()
}

/// Returns the most guests that are in each hotel on one night.
fn most_guests(chunks: &[Chunk]) -> BTreeMap<usize, u32> {
    let mut most = BTreeMap::new();
    for own in chunks.chunk_by(|a, b| a.hotel == b.hotel) {
        let on = |night: u32| -> u32 {
            own.iter().filter(|chunk| chunk.stay.covers(night)).fold(0, |sum, chunk| sum.saturating_add(chunk.guests))
        };
        // The fullest night is one on which somebody arrives.
        let fullest = own.iter().map(|chunk| on(chunk.stay.arrive)).max();
        most.extend(own.first().zip(fullest).map(|(chunk, guests)| (chunk.hotel, guests)));
    }
    most
}
