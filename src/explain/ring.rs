//! Which hotels to ring next: what one more answered call may be worth, hotel by hotel, found by placing the guests who are
//! left over into the rooms that it may have, with everybody else where they are.
//!
//! What a hotel may have is an estimate, and says so: the rooms that it quoted and that are not counted on, its rooms on
//! other nights, or the median of the hotels that answered.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::{AllocationRow, Hotel, HotelStatus, Instance, Offer, Pool, Quote, Stay};
use crate::program::filter::{Case, first_failed};
use crate::program::{self, position};
use crate::solve::{Question, Standing};

/// Hotels that are tried, the most promising by a count of guests first.
const TRIED: usize = 40;

/// Why a hotel is worth a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CallReason {
    /// It quoted nothing for the nights that are asked for, and nobody knows what it has.
    Unknown,
    /// It quoted rooms for other nights only.
    Partial,
    /// Its quote is old or unsure, and is not counted on wholly (R45).
    Unsure,
}

impl CallReason {
    /// Returns its word in `calls.csv`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Partial => "partial",
            Self::Unsure => "unsure",
        }
    }
}

/// A hotel to ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Position of the hotel.
    pub hotel: usize,
    /// Why.
    pub reason: CallReason,
    /// Rooms that it may have, beyond those that are counted on: an estimate.
    pub rooms: u32,
    /// Their type.
    pub room_type: String,
    /// Nights to ask for.
    pub nights: Stay,
    /// Guests who are left over and would be placed if it has them.
    pub guests: u32,
}

/// Returns the hotels to ring, those first that would place most of the guests whom a plan, its rows sorted, leaves over.
#[must_use]
pub fn calls(instance: &Instance, rows: &[AllocationRow], unmet: &[(usize, u32)]) -> Vec<Call> {
    let groups: Vec<usize> = unmet.iter().map(|&(group, _)| group).collect();
    let Some(nights) = span(instance, &groups) else { return Vec::new() };
    let usual = Usual::of(instance, nights);
    let hotels = instance.hotels.iter().enumerate().filter(|(_, hotel)| hotel.status == HotelStatus::Open);
    let hoped: Vec<(usize, Hope)> = hotels.filter_map(|(at, hotel)| Some((at, usual.hope(hotel, nights)?))).collect();
    let mut promising: Vec<(u64, usize, Hope)> = promise(instance, hoped, unmet);
    promising.sort_by_key(|(guests, hotel, _)| (Reverse(*guests), *hotel));
    promising.truncate(TRIED);
    let tried = promising.into_iter().filter_map(|(_, hotel, hope)| {
        let guests = worth(instance, rows, &groups, (hotel, &hope))?;
        let Hope { reason, rooms, room_type, .. } = hope;
        Some(Call { hotel, reason, rooms, room_type, nights, guests })
    });
    let mut calls: Vec<Call> = tried.collect();
    calls.sort_by_key(|call| (Reverse(call.guests), call.reason, call.hotel));
    calls
}

/// Returns the nights from the first to the last that groups stay.
fn span(instance: &Instance, groups: &[usize]) -> Option<Stay> {
    let stays = || groups.iter().map(|&group| instance.groups[group].stay);
    let (arrive, depart) = (stays().map(|stay| stay.arrive).min()?, stays().map(|stay| stay.depart).max()?);
    Some(Stay { arrive, depart })
}

/// What a hotel may have: its pools if it does.
#[derive(Debug, Clone)]
struct Hope {
    reason: CallReason,
    rooms: u32,
    room_type: String,
    pools: Vec<Pool>,
}

/// What hotels that answered have as a rule.
struct Usual {
    /// The median of their rooms.
    rooms: u32,
    /// Their commonest pool.
    pool: Option<Pool>,
}

impl Usual {
    fn of(instance: &Instance, nights: Stay) -> Self {
        let mut rooms = Vec::new();
        let mut types: BTreeMap<&str, (u32, &Pool)> = BTreeMap::new();
        for hotel in &instance.hotels {
            let here = hotel.pools.iter().filter_map(|pool| Some((pool, least(pool, nights)?)));
            let of_hotel: Vec<(&Pool, u32)> = here.filter(|&(_, rooms)| rooms > 0).collect();
            for (pool, _) in &of_hotel {
                types.entry(&pool.room_type).or_insert((0, pool)).0 += 1;
            }
            if !of_hotel.is_empty() {
                rooms.push(of_hotel.iter().map(|&(_, rooms)| rooms).sum::<u32>());
            }
        }
        rooms.sort_unstable();
        let pool = types.into_values().max_by_key(|&(count, pool)| (count, Reverse(&pool.room_type)));
        let pool = pool.map(|(_, pool)| Pool { wing: String::new(), ..pool.clone() });
        Self { rooms: rooms.get(rooms.len().div_euclid(2)).copied().unwrap_or(0), pool }
    }

    /// Returns what a hotel may have that is not counted on; none where there is nothing to ask it.
    fn hope(&self, hotel: &Hotel, nights: Stay) -> Option<Hope> {
        let knows = |pool: &Pool| nights.nights().all(|night| pool.offer(night).is_some());
        if hotel.pools.iter().all(|pool| pool.offers.is_empty()) {
            let model = self.pool.as_ref()?;
            let offer = Offer { nights, rooms: self.rooms, quote: Quote::plain(self.rooms), ..*model.offers.first()? };
            let pool = Pool { offers: vec![offer], ..model.clone() };
            let room_type = pool.room_type.clone();
            return Some(Hope { reason: CallReason::Unknown, rooms: self.rooms, room_type, pools: vec![pool] })
                .filter(|hope| hope.rooms > 0);
        }
        let reason = if hotel.pools.iter().all(knows) { CallReason::Unsure } else { CallReason::Partial };
        let pools: Vec<Pool> = hotel.pools.iter().map(|pool| believed(pool, nights)).collect();
        let gain = |(old, new): (&Pool, &Pool)| least(new, nights).unwrap_or(0) - least(old, nights).unwrap_or(0);
        let gains: Vec<u32> = hotel.pools.iter().zip(&pools).map(gain).collect();
        let best = gains.iter().zip(&pools).max_by_key(|&(&gain, pool)| (gain, Reverse(&pool.room_type)))?;
        let room_type = best.1.room_type.clone();
        Some(Hope { reason, rooms: gains.iter().sum(), room_type, pools }).filter(|hope| hope.rooms > 0)
    }
}

/// Returns the rooms of a pool on the night when it has fewest; none where a night is unknown.
fn least(pool: &Pool, nights: Stay) -> Option<u32> {
    nights.nights().map(|night| pool.offer(night).map(|offer| offer.rooms)).min().flatten()
}

/// Returns a pool as if every quote could be counted on, and unknown nights were like the night that has fewest rooms.
fn believed(pool: &Pool, nights: Stay) -> Pool {
    let whole = |offer: &Offer| Offer {
        rooms: offer.rooms.max(offer.quote.rooms.saturating_sub(offer.quote.held)),
        quote: Quote { trust: crate::domain::Share::WHOLE, ..offer.quote },
        ..*offer
    };
    let mut offers: Vec<Offer> = pool.offers.iter().map(whole).collect();
    let Some(&model) = offers.iter().min_by_key(|offer| offer.rooms) else { return pool.clone() };
    let unknown = nights.nights().filter(|&night| pool.offer(night).is_none());
    let new: Vec<Offer> =
        unknown.map(|night| Offer { nights: Stay { arrive: night, depart: night + 1 }, ..model }).collect();
    offers.extend(new);
    offers.sort_by_key(|offer| offer.nights.arrive);
    Pool { offers, ..pool.clone() }
}

/// Counts, by hotel, the guests left over who could use it if it has what is hoped, at most as many as its rooms hold.
fn promise(instance: &Instance, hoped: Vec<(usize, Hope)>, unmet: &[(usize, u32)]) -> Vec<(u64, usize, Hope)> {
    let mut all = instance.clone();
    for (hotel, hope) in &hoped {
        all.hotels[*hotel].pools.clone_from(&hope.pools);
    }
    let case = Case::new(&all);
    let of_hotel = |(hotel, hope): (usize, Hope)| {
        let passes = |&&(group, _): &&(usize, u32)| first_failed(&case, group, hotel).is_none();
        let guests: u64 = unmet.iter().filter(passes).map(|&(_, guests)| u64::from(guests)).sum();
        let beds = hope.pools.iter().flat_map(|pool| &pool.offers).map(|offer| offer.guests_max).max().unwrap_or(1);
        (guests > 0).then(|| (guests.min(u64::from(hope.rooms) * u64::from(beds)), hotel, hope))
    };
    hoped.into_iter().filter_map(of_hotel).collect()
}

/// Returns how many more guests are placed if a hotel has what is hoped; none where none is.
fn worth(instance: &Instance, rows: &[AllocationRow], groups: &[usize], (hotel, hope): (usize, &Hope)) -> Option<u32> {
    let mut answered = instance.clone();
    answered.hotels[hotel].pools.clone_from(&hope.pools);
    let program = program::compile_around(&answered, groups, rows);
    let movers: Vec<u32> = (0..program.demands.len())
        .filter(|&demand| groups.contains(&(program.demands[demand].group as usize)))
        .map(position)
        .collect();
    let before = program::encode(&answered, &program, rows);
    let mut standing = Standing::new(&program, before);
    let held = standing.held();
    let placed: u32 = movers.iter().flat_map(|&demand| &held[demand as usize]).map(|each| each.guests).sum();
    let question = Question { movers: &movers, absent: &[], return_absent: false, may: &|_| true };
    let answer = standing.ask(&question)?;
    answer.guests.checked_sub(placed).filter(|&guests| guests > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::sample::{group, hotel, nights, sample, twins};

    #[test]
    fn a_hotel_that_nobody_knows_of_is_worth_what_others_have() {
        let mut instance = sample();
        instance.hotels = vec![hotel("A", vec![twins(3)]), hotel("B", Vec::new())];
        instance.groups = vec![group("G", 10)];
        instance.pairs.clear();
        instance.pins.clear();
        let found = calls(&instance, &[], &[(0, 10)]);
        assert_eq!(found.len(), 1);
        let call = &found[0];
        assert_eq!((call.hotel, call.reason, call.rooms, call.nights), (1, CallReason::Unknown, 3, nights(1, 3)));
        // Six guests fit in A as well, which the plan does not use: with B twice as many, but no more than there are.
        assert_eq!((call.room_type.as_str(), call.guests), ("twin", 10));
    }

    #[test]
    fn a_quote_that_is_half_believed_is_worth_the_other_half() {
        let mut instance = sample();
        let mut pool = twins(2);
        pool.offers[0].quote = Quote { rooms: 4, trust: crate::domain::Share::of_thousandths(500).unwrap(), held: 0 };
        instance.hotels = vec![hotel("A", vec![pool])];
        instance.groups = vec![group("G", 10)];
        instance.pairs.clear();
        instance.pins.clear();
        let found = calls(&instance, &[], &[(0, 10)]);
        assert_eq!(found.iter().map(|call| (call.reason, call.rooms)).collect::<Vec<_>>(), [(CallReason::Unsure, 2)]);
    }
}
