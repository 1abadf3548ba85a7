//! A better plan: rounds of taking a few demands out and putting them back where they are cheapest.
//!
//! Deterministic: no chance and, unless the guard fires, no clock. Only goes downhill: it is not the search engine.

use super::guard::Guard;
use super::recount;
use super::start::Builder;
use super::tally::{self, Levels};
use crate::program::{Candidate, Keeping};

/// Rounds of improvement at most.
const ROUNDS_MOST: usize = 100;
/// Transitions of the kernel that improvement may look at for each demand that it may put back.
const WORK_A_MOVE: u64 = 3_000;
/// The most demands taken out together.
const SET_MOST: usize = 8;
/// The most hotels that a demand tries to push into, a round.
const HOTELS_TRIED: usize = 12;

impl Builder<'_> {
    /// Takes demands out and puts them back, as long as that pays, within `moves` and the guard.
    pub fn improve(&mut self, moves: u64, guard: &Guard) {
        let work = self.kernel.work.saturating_add(moves.saturating_mul(WORK_A_MOVE));
        let moves = self.moves.saturating_add(moves);
        let goes_on = |builder: &Self| builder.moves < moves && builder.kernel.work < work && !guard.fired();
        let demands = self.index.program.demands.iter();
        let candidates_most = demands.map(|demand| demand.candidates.len()).max().unwrap_or(0);
        for round in 0..ROUNDS_MOST {
            let mut better = false;
            for at in 0..self.order.len() {
                let demand = self.order[at];
                if !goes_on(self) {
                    return;
                }
                better |= self.again(&[demand]);
                for hotel in self.wishes(demand, round) {
                    let set = self.rivals(demand, hotel);
                    better |= set.len() > 1 && goes_on(self) && self.again(&set);
                }
            }
            for opening in 0..self.index.program.openings.len() {
                better |= goes_on(self) && self.without(self.index.program.openings[opening].hotel);
            }
            if !better && round * HOTELS_TRIED >= candidates_most {
                return;
            }
        }
    }

    /// Takes a set of demands out and puts them back one after another; undoes it unless the plan gets better.
    fn again(&mut self, set: &[u32]) -> bool {
        let mut before = self.nothing();
        let mut old = Vec::with_capacity(set.len());
        for &demand in set {
            self.count(demand as usize, &mut before);
            old.push(self.ledger.take(demand as usize));
        }
        let mut after = self.nothing();
        for &demand in set {
            self.insert(demand as usize);
            self.count(demand as usize, &mut after);
        }
        if after < before && self.keeps_least_uses() {
            return true;
        }
        for &demand in set {
            self.ledger.take(demand as usize);
        }
        for (&demand, uses) in set.iter().zip(old) {
            self.ledger.put(demand as usize, uses);
        }
        false
    }

    fn keeps_least_uses(&self) -> bool {
        let asked = self.index.program.openings.iter().any(|opening| opening.rooms_min > 0);
        !asked || self.ledger.hotels_short().is_empty()
    }

    /// Tries to do without a hotel.
    fn without(&mut self, hotel: u32) -> bool {
        let mut set = self.ledger.users[hotel as usize].clone();
        if set.is_empty() || set.len() > 4 * SET_MOST || self.ledger.closed[hotel as usize] {
            return false;
        }
        self.in_order(&mut set);
        self.ledger.closed[hotel as usize] = true;
        let better = self.again(&set);
        self.ledger.closed[hotel as usize] = false;
        better
    }

    /// Returns hotels where a demand would cost less than it does, the cheapest first: a few others every round.
    fn wishes(&self, demand: u32, round: usize) -> Vec<u32> {
        let program = self.index.program;
        let of = &program.demands[demand as usize];
        let Some(packing) = &self.packings[demand as usize] else { return Vec::new() };
        let mut own = vec![0; program.levels.len()];
        tally::of_demand(self.index, demand as usize, &self.ledger.held[demand as usize], &mut own);
        let own = packing.pack_levels(&own);
        if own == 0 {
            return Vec::new();
        }
        let price = |candidate: &Candidate| {
            let per_guest = packing.pack(program.cost(candidate.per_guest));
            packing.pack(program.cost(candidate.per_use)) + i128::from(candidate.guests_min) * per_guest
        };
        let candidates = program.candidates_of(of).iter().map(|candidate| (price(candidate), candidate.hotel));
        let mut hotels: Vec<(i128, u32)> = candidates.filter(|&(price, _)| price < own).collect();
        hotels.sort_unstable();
        let skipped = (round * HOTELS_TRIED).checked_rem(hotels.len()).unwrap_or(0);
        hotels.into_iter().skip(skipped).take(HOTELS_TRIED).map(|(_, hotel)| hotel).collect()
    }

    /// Returns a demand and those who must leave a hotel so that it can have its least part there; only the demand
    /// where nobody must, or too many.
    fn rivals(&self, demand: u32, hotel: u32) -> Vec<u32> {
        let program = self.index.program;
        let of = &program.demands[demand as usize];
        let Some(candidate) = program.candidates_of(of).iter().find(|candidate| candidate.hotel == hotel) else {
            return vec![demand];
        };
        let mut set = self.ledger.in_the_way(hotel, demand);
        let places = program.places_of(candidate);
        let size = places.iter().map(|place| place.guests_max).max().unwrap_or(1);
        let alone = of.lots.iter().all(|lot| lot.keeping == Keeping::Alone);
        let need = i64::from(if alone { candidate.guests_min } else { candidate.guests_min.div_ceil(size) });
        let mut short: Vec<(u32, i64)> = of.held.nights().map(|night| (night, need)).collect();
        for (night, short) in &mut short {
            *short -= places.iter().map(|place| self.ledger.left_on(place.pool, *night)).sum::<i64>();
        }
        let frees = |other: u32, short: &[(u32, i64)]| -> i64 {
            let held = program.demands[other as usize].held;
            let rooms = self.ledger.rooms_at(other, hotel);
            short.iter().filter(|&&(night, _)| held.covers(night)).map(|&(_, short)| short.clamp(0, rooms)).sum()
        };
        let leave = |other: u32, short: &mut [(u32, i64)]| {
            let rooms = self.ledger.rooms_at(other, hotel);
            let held = program.demands[other as usize].held;
            short.iter_mut().filter(|(night, _)| held.covers(*night)).for_each(|(_, short)| *short -= rooms);
        };
        for &other in &set {
            leave(other, &mut short);
        }
        while short.iter().any(|&(_, short)| short > 0) {
            let others = self.ledger.users[hotel as usize].iter().copied();
            let others = others.filter(|other| *other != demand && !set.contains(other));
            let best = others.map(|other| (frees(other, &short), other)).filter(|&(freed, _)| freed > 0).max();
            let Some((_, other)) = best else { return vec![demand] };
            leave(other, &mut short);
            set.push(other);
        }
        if set.len() > SET_MOST {
            return vec![demand];
        }
        self.in_order(&mut set);
        set.insert(0, demand);
        set
    }

    fn nothing(&self) -> (u64, Levels) {
        (0, vec![0; self.index.program.levels.len()])
    }

    /// Adds what a demand costs where it stands, orders it fails to meet first.
    fn count(&self, demand: usize, sum: &mut (u64, Levels)) {
        sum.0 += recount::shortage_of(self.index, demand, &self.ledger.held[demand]);
        for (level, cost) in sum.1.iter_mut().zip(self.ledger.cost_of(demand)) {
            *level += cost;
        }
    }
}
