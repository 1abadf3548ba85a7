//! What limits the guests of an offer besides its rooms: wings and hotels with limits of their own, and guests by night.

use super::index::Index;
use super::ledger::Ledger;
use super::row::price_of;
use super::stock::Room;
use crate::program::{Candidate, Scope};

/// Returns the limits above the pools of an offer, with what is left of them.
pub fn limits(ledger: &Ledger, candidate: &Candidate, rooms: &[Room]) -> Vec<(Vec<usize>, u32)> {
    let index = ledger.index;
    let (wide, crowds) = (&index.wide_of[candidate.hotel as usize], &index.crowds_of[candidate.hotel as usize]);
    if wide.is_empty() && crowds.is_empty() {
        return Vec::new();
    }
    let demand = &index.program.demands[candidate.demand as usize];
    let places = index.program.places_of(candidate);
    let pools: Vec<u32> = rooms.iter().map(|room| places[room.place as usize].pool).collect();
    let limit = |(wide, members)| (members, ledger.wide_left(wide, demand));
    let mut limits: Vec<(Vec<usize>, u32)> = wide_over(index, candidate.hotel, &pools).into_iter().map(limit).collect();
    for (crowd, scope) in hard_crowds(index, candidate.hotel).filter(|(_, scope)| !matches!(scope, Scope::Hotel(_))) {
        // So many rooms hold no more guests than are left, whichever they are.
        let members: Vec<usize> = (0..pools.len()).filter(|&at| index.lies_in(pools[at], scope)).collect();
        let largest = members.iter().map(|&at| rooms[at].guests_max).max().unwrap_or(1);
        limits.push((members, ledger.sums.guests_left(index, crowd, demand).div_euclid(largest)));
    }
    limits
}

/// Returns the crowds of a hotel that must hold, with their places.
fn hard_crowds<'i>(index: &'i Index<'_>, hotel: u32) -> impl Iterator<Item = (u32, Scope)> + 'i {
    let capacity = |&crowd: &u32| (crowd, &index.program.capacities[index.crowds[crowd as usize] as usize]);
    let crowds = index.crowds_of[hotel as usize].iter().map(capacity);
    crowds.filter(|(_, capacity)| price_of(capacity).is_none()).map(|(crowd, capacity)| (crowd, capacity.scope))
}

/// Returns how many more guests the whole hotel of a candidate takes.
pub fn guests_left(ledger: &Ledger, candidate: &Candidate) -> u32 {
    let demand = &ledger.index.program.demands[candidate.demand as usize];
    let whole = hard_crowds(ledger.index, candidate.hotel).filter(|(_, scope)| matches!(scope, Scope::Hotel(_)));
    whole.map(|(crowd, _)| ledger.sums.guests_left(ledger.index, crowd, demand)).min().unwrap_or(u32::MAX)
}

/// Returns the wide limits of a hotel that speak of several of some pools.
fn wide_over(index: &Index, hotel: u32, pools: &[u32]) -> Vec<(u32, Vec<usize>)> {
    let scoped = |scope: Scope| (0..pools.len()).filter(|&at| index.lies_in(pools[at], scope)).collect::<Vec<_>>();
    let all = index.wide_of[hotel as usize].iter();
    all.map(|&at| (at, scoped(index.program.capacities[at as usize].scope))).filter(|(_, at)| !at.is_empty()).collect()
}
