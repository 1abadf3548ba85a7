//! Rooms that a hotel keeps back of its nightly total: clean floors given by a count, staff, and the reserve.

use crate::domain::{Instance, Rule, Stay};

use super::primitive::{Capacity, Counts, Scope};

/// R14. The rooms in which the staff of a hotel live.
fn r14_staff_rooms(instance: &Instance, at: usize) -> u32 {
    if instance.strength_in(Rule::R14, at).is_hard() { instance.hotels[at].staff_rooms } else { 0 }
}

/// R15. The rooms of a nightly total that a hotel keeps empty: its own number, else the larger of the rules' two.
fn r15_reserve_rooms(instance: &Instance, at: usize, total: u32) -> u32 {
    if !instance.strength_in(Rule::R15, at).is_hard() {
        return 0;
    }
    let rules = &instance.rules;
    instance.hotels[at].reserve_rooms.unwrap_or_else(|| rules.reserve_rooms.max(rules.reserve_share.ceil_of(total)))
}

/// R13, R14, R15. Rooms in use in a hotel are at most its nightly total less what it keeps back. Nights of which nothing is
/// known limit nothing, and a hotel that keeps nothing back has no such limit.
pub fn kept_rooms<'a>(instance: &'a Instance, hotels: &'a [u32]) -> impl Iterator<Item = Capacity> + 'a {
    hotels.iter().flat_map(move |&at| {
        let mut capacities: Vec<Capacity> = Vec::new();
        for night in 0..instance.calendar.n_nights {
            let Some(most) = rooms_of_night(instance, at as usize, night) else { continue };
            match capacities.last_mut() {
                Some(last) if last.nights.depart == night && last.most == most => last.nights.depart = night + 1,
                _ => capacities.push(Capacity {
                    scope: Scope::Hotel(at),
                    nights: Stay { arrive: night, depart: night + 1 },
                    most,
                    counts: Counts::Rooms { guests_max: 1 },
                }),
            }
        }
        capacities
    })
}

/// The rooms of a hotel that groups may use on a night, what it keeps back off; none where nothing is known.
pub fn usable_rooms(instance: &Instance, at: usize, night: u32) -> Option<u32> {
    let (total, kept) = known_and_kept(instance, at, night)?;
    Some(total.saturating_sub(kept))
}

/// The most rooms in use on a night; none where nothing is known, or nothing is kept back.
fn rooms_of_night(instance: &Instance, at: usize, night: u32) -> Option<u32> {
    let (total, kept) = known_and_kept(instance, at, night)?;
    (kept > 0).then(|| total.saturating_sub(kept))
}

/// The rooms known of a night and those kept back; none where nothing is known.
fn known_and_kept(instance: &Instance, at: usize, night: u32) -> Option<(u32, u32)> {
    let hotel = &instance.hotels[at];
    let known: Vec<u32> = hotel.pools.iter().filter_map(|pool| Some(pool.offer(night)?.rooms)).collect();
    let total = known.iter().fold(0_u32, |sum, &rooms| sum.saturating_add(rooms));
    let floors = hotel.clean_floors.values().filter(|_| instance.strength_in(Rule::R13, at).is_hard());
    let clean = floors.fold(0_u32, |sum, &rooms| sum.saturating_add(rooms));
    let kept =
        clean.saturating_add(r14_staff_rooms(instance, at)).saturating_add(r15_reserve_rooms(instance, at, total));
    (!known.is_empty()).then_some((total, kept))
}
