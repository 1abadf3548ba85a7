//! Where rooms could be asked for: hotels of one district that guests left over may use, by the type of their rooms.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::easing::Added;
use crate::domain::{Instance, Sharing, Stay};
use crate::program::Program;

/// Areas that are tried.
const AREAS: usize = 3;
/// Hotels of an area among which rooms are shared out.
const HOTELS: usize = 6;

/// Hotels of one district with rooms of one type, which guests left over may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The district.
    district: String,
    /// The type of the rooms.
    room_type: String,
    /// The nights that those guests stay, from the first to the last.
    nights: Stay,
    /// Their number.
    pub guests: u64,
    /// The rooms that they need on the night when they need most.
    pub need: u32,
    /// Position of a hotel and of its pool: those that most of them may use first, then the nearest.
    pools: Vec<(usize, usize)>,
}

impl Area {
    /// Returns so many rooms, shared out evenly among as many of its hotels as are given, and rooms for.
    pub fn added(&self, rooms: u32, hotels: usize) -> Added {
        let n_hotels = u32::try_from(self.pools.len().min(hotels)).unwrap_or(1).clamp(1, rooms.max(1));
        let (each, rest) = (rooms.div_euclid(n_hotels), rooms.rem_euclid(n_hotels));
        let share = |(at, &(hotel, pool)): (u32, &(usize, usize))| (hotel, pool, each + u32::from(at < rest));
        let places = (0..n_hotels).zip(&self.pools).map(share).filter(|&(_, _, rooms)| rooms > 0).collect();
        Added { area: self.district.clone(), room_type: self.room_type.clone(), nights: self.nights, places }
    }

    /// Returns how many hotels rooms are shared out among at most.
    pub fn hotels(&self) -> usize {
        self.pools.len().min(HOTELS)
    }
}

/// What is known of an area while groups are looked at one after another.
#[derive(Default)]
struct Tally {
    guests: u64,
    /// Rooms that are needed, by night.
    rooms: BTreeMap<u32, u32>,
    /// By hotel and pool: the guests who may use it, and how far it is for them together.
    pools: BTreeMap<(usize, usize), (u64, i128)>,
}

/// Returns the areas that most guests left over may use, the nearest first where there is a choice.
pub fn areas(instance: &Instance, program: &Program, unmet: &[(usize, u32)]) -> Vec<Area> {
    let mut tallies: BTreeMap<(&str, &str), Tally> = BTreeMap::new();
    for &(group, guests) in unmet {
        let Some(demand) = program.demand_of(group).map(|demand| &program.demands[demand]) else { continue };
        let mut beds: BTreeMap<(&str, &str), u32> = BTreeMap::new();
        for candidate in program.candidates_of(demand) {
            let hotel = candidate.hotel as usize;
            let way = i128::from(guests) * i128::from(instance.travel_per_guest(group, hotel));
            for place in program.places_of(candidate) {
                let pool = program.pools[place.pool as usize].index as usize;
                let at =
                    (instance.hotels[hotel].district.as_str(), instance.hotels[hotel].pools[pool].room_type.as_str());
                let held = tallies.entry(at).or_default().pools.entry((hotel, pool)).or_default();
                *held = (held.0 + u64::from(guests), held.1 + way);
                let most = if instance.groups[group].sharing == Sharing::Single { 1 } else { place.guests_max.max(1) };
                let beds = beds.entry(at).or_insert(most);
                *beds = most.max(*beds);
            }
        }
        for (at, beds) in beds {
            let tally = tallies.entry(at).or_default();
            tally.guests += u64::from(guests);
            for night in demand.held.nights() {
                *tally.rooms.entry(night).or_default() += guests.div_ceil(beds);
            }
        }
    }
    let mut areas: Vec<(i128, Area)> = tallies.into_iter().filter_map(|(at, tally)| area(at, tally)).collect();
    areas.sort_by_cached_key(|(way, area)| (Reverse(area.guests), *way, area.district.clone(), area.room_type.clone()));
    areas.into_iter().take(AREAS).map(|(_, area)| area).collect()
}

/// Returns an area, and the way to its first hotel for each guest who may use it.
fn area((district, room_type): (&str, &str), tally: Tally) -> Option<(i128, Area)> {
    let nights = Stay { arrive: *tally.rooms.keys().next()?, depart: tally.rooms.keys().next_back()? + 1 };
    let need = tally.rooms.values().copied().max()?;
    let mut pools: Vec<((usize, usize), u64, i128)> = tally
        .pools
        .into_iter()
        .map(|(at, (guests, way))| (at, guests, way.div_euclid(i128::from(guests.max(1)))))
        .collect();
    pools.sort_by_key(|&(at, guests, way)| (Reverse(guests), way, at));
    let way = pools.first()?.2;
    let mut hotels = std::collections::BTreeSet::new();
    // One pool of each hotel: the first.
    pools.retain(|&((hotel, _), ..)| hotels.insert(hotel));
    let pools = pools.into_iter().map(|(at, ..)| at).collect();
    let (district, room_type) = (district.to_owned(), room_type.to_owned());
    Some((way, Area { district, room_type, nights, guests: tally.guests, need, pools }))
}
