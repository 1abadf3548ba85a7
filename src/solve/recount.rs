//! Recounts in whole numbers whether a plan keeps a program: every primitive, one after another.
//!
//! This is the solver's own conscience before a plan is handed on; the judge of the house is the room `verify`, which
//! knows nothing of programs. Orders that a plan may fail to meet (required guests, lower sides of rows that must hold)
//! are counted apart, as a shortage.

use std::collections::BTreeMap;

use super::headcount;
use super::index::{Index, UNLIMITED};
use super::meeting::Users;
use super::sums::Sums;
use super::tally::{by_demand, guests_by_candidate, is_broken, units};
use crate::program::{Capacity, Keeping, Lot, Place, Unit, Use, Wings};

/// Returns the guests whom required demands and requirements ask for and the plan does not place there.
#[must_use]
pub fn shortage(index: &Index, plan: &[Use]) -> u64 {
    let of_demands = by_demand(index, plan);
    let of_demands_short =
        of_demands.iter().enumerate().map(|(demand, uses)| shortage_of(index, demand, uses)).sum::<u64>();
    of_demands_short.saturating_add(Sums::of(index, &of_demands).shortage(index))
}

/// Returns the guests of one demand whom orders ask for and its rows do not place there.
#[must_use]
pub fn shortage_of(index: &Index, demand: usize, uses: &[Use]) -> u64 {
    let program = index.program;
    let of = &program.demands[demand];
    let mut short = 0;
    if of.required {
        short += u64::from(of.guests.saturating_sub(uses.iter().map(|each| each.guests).sum()));
    }
    for at in of.candidates.clone() {
        let candidate = &program.candidates[at as usize];
        for order in program.requirements_of(candidate) {
            let counts = |each: &&Use| each.candidate == at && in_wing(index, each, order.wing);
            let there = uses.iter().filter(counts).map(|each| each.guests).sum();
            short += u64::from(order.guests.saturating_sub(there));
        }
    }
    short
}

fn in_wing(index: &Index, each: &Use, wing: Option<u32>) -> bool {
    wing.is_none_or(|wing| index.wing_of(index.program.place_of(each).pool) == wing)
}

/// Says what a plan breaks first, apart from shortages; none where it keeps everything.
#[must_use]
pub fn fault(index: &Index, plan: &[Use]) -> Option<String> {
    let by_demand = by_demand(index, plan);
    let users = Users::of(index, &by_demand);
    fault_of_rows(index, plan)
        .or_else(|| fault_of_demands(index, &by_demand))
        .or_else(|| fault_of_capacities(index, plan))
        .or_else(|| fault_of_locks(index, &users))
        .or_else(|| headcount::fault(index, &users))
        .or_else(|| fault_of_openings(index, plan))
        .or_else(|| fault_of_links(index, &by_demand))
        .or_else(|| Sums::of(index, &by_demand).fault(index))
}

/// Tells whether so many rooms may hold so many guests of a lot in a place.
#[must_use]
pub fn rooms_suit(lot: Lot, place: &Place, rooms: u32, guests: u32) -> bool {
    let least = guests.div_ceil(place.guests_max);
    rooms <= place.rooms_max
        && match lot.keeping {
            Keeping::Alone => rooms == guests,
            Keeping::Together => least <= rooms && rooms <= guests,
            Keeping::Beds => rooms == least,
        }
}

fn fault_of_rows(index: &Index, plan: &[Use]) -> Option<String> {
    let program = index.program;
    let mut seen = std::collections::BTreeSet::new();
    for each in plan {
        let candidate = &program.candidates[each.candidate as usize];
        let lot = program.demands[candidate.demand as usize].lots[each.lot as usize];
        let place = program.place_of(each);
        let suits = each.guests >= 1 && each.rooms >= 1 && rooms_suit(lot, place, each.rooms, each.guests);
        if !suits || !seen.insert((each.candidate, each.place, each.lot)) {
            return Some(format!("row {each:?} has an impossible number of rooms, or stands there twice"));
        }
    }
    None
}

fn fault_of_demands(index: &Index, by_demand: &[Vec<Use>]) -> Option<String> {
    let program = index.program;
    for (demand, uses) in program.demands.iter().zip(by_demand) {
        for (at, lot) in demand.lots.iter().enumerate() {
            let placed: u32 = uses.iter().filter(|each| each.lot as usize == at).map(|each| each.guests).sum();
            if placed > lot.guests {
                return Some(format!("{} has {placed} guests placed of a lot of {}", demand.name, lot.guests));
            }
        }
        let chunks = guests_by_candidate(uses);
        if demand.hotels_limit().is_some_and(|most| chunks.len() > most as usize) {
            return Some(format!("{} is in {} hotels", demand.name, chunks.len()));
        }
        let spread = |of: &[Use]| units(index, Unit::Wing, of).len() > 1;
        if demand.wings == Wings::One && uses.chunk_by(|one, other| one.candidate == other.candidate).any(spread) {
            return Some(format!("{} is in several wings of a hotel", demand.name));
        }
        for (at, guests) in chunks {
            let candidate = &program.candidates[at as usize];
            if guests < candidate.guests_min || guests > candidate.guests_max {
                return Some(format!("{} has {guests} guests in hotel {}", demand.name, candidate.hotel));
            }
        }
    }
    None
}

/// Rooms in use by pool and night, and guests who share by bed by pool, cohort and night.
struct Usage {
    rooms: BTreeMap<u32, Vec<u64>>,
    guests: BTreeMap<(u32, u32), Vec<u64>>,
}

impl Usage {
    fn of(index: &Index, plan: &[Use]) -> Self {
        let program = index.program;
        let nights = program.n_nights as usize;
        let mut usage = Self { rooms: BTreeMap::new(), guests: BTreeMap::new() };
        for each in plan {
            let candidate = &program.candidates[each.candidate as usize];
            let demand = &program.demands[candidate.demand as usize];
            let pool = program.place_of(each).pool;
            let rooms = usage.rooms.entry(pool).or_insert_with(|| vec![0; nights]);
            let shares = demand.lots[each.lot as usize].keeping == Keeping::Beds;
            if shares {
                let guests = usage.guests.entry((pool, demand.cohort)).or_insert_with(|| vec![0; nights]);
                demand.held.nights().for_each(|night| guests[night as usize] += u64::from(each.guests));
            } else {
                demand.held.nights().for_each(|night| rooms[night as usize] += u64::from(each.rooms));
            }
        }
        for (&(pool, _), guests) in &usage.guests {
            let beds = index.beds(pool);
            let rooms = usage.rooms.get_mut(&pool).expect("the pool was entered with its rooms");
            for ((rooms, &guests), &beds) in rooms.iter_mut().zip(guests).zip(beds) {
                *rooms += guests.div_ceil(u64::from(beds));
            }
        }
        usage
    }
}

fn fault_of_capacities(index: &Index, plan: &[Use]) -> Option<String> {
    let usage = Usage::of(index, plan);
    for (&pool, used) in &usage.rooms {
        for (night, (&used, &rooms)) in used.iter().zip(index.rooms(pool)).enumerate() {
            if rooms != UNLIMITED && used > u64::from(rooms) {
                return Some(format!("pool {pool} has {used} of {rooms} rooms in use on night {night}"));
            }
        }
    }
    let wide = index.wide_of.iter().flatten().map(|&at| &index.program.capacities[at as usize]);
    wide.filter(|capacity| overflows(index, &usage, capacity))
        .map(|capacity| format!("{:?} has more than {} rooms in use", capacity.scope, capacity.most))
        .next()
}

fn overflows(index: &Index, usage: &Usage, capacity: &Capacity) -> bool {
    let within: Vec<&Vec<u64>> =
        usage.rooms.iter().filter(|&(&pool, _)| index.lies_in(pool, capacity.scope)).map(|(_, used)| used).collect();
    let in_use = |night: u32| within.iter().map(|used| used[night as usize]).sum::<u64>();
    capacity.nights.nights().any(|night| in_use(night) > u64::from(capacity.most))
}

fn fault_of_locks(index: &Index, users: &Users) -> Option<String> {
    for lock in index.program.locks.iter().filter(|lock| lock.price.is_none()) {
        let holders = users.within(lock.unit);
        for (at, &one) in holders.iter().enumerate() {
            if let Some(&other) = holders[..at].iter().find(|&&other| index.excludes(lock.conflicts, one, other)) {
                return Some(format!("demands {other} and {one} meet in {:?}", lock.unit));
            }
        }
    }
    None
}

fn fault_of_openings(index: &Index, plan: &[Use]) -> Option<String> {
    let program = index.program;
    let mut rooms: BTreeMap<u32, u64> = BTreeMap::new();
    for each in plan {
        *rooms.entry(program.candidates[each.candidate as usize].hotel).or_default() += u64::from(each.rooms);
    }
    let least =
        |hotel: u32| index.opening_of[hotel as usize].map_or(0, |at| program.openings[at as usize].rooms_limit());
    let short = rooms.iter().find(|&(&hotel, &rooms)| rooms < u64::from(least(hotel)));
    short.map(|(hotel, rooms)| format!("hotel {hotel} is used with {rooms} rooms only"))
}

fn fault_of_links(index: &Index, by_demand: &[Vec<Use>]) -> Option<String> {
    let hard = index.program.links.iter().filter(|link| link.price.is_none());
    hard.filter(|link| is_broken(index, link, &by_demand[link.a as usize], &by_demand[link.b as usize]))
        .map(|link| format!("the link of demands {} and {} is broken", link.a, link.b))
        .next()
}
