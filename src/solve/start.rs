//! A plan at once: demands one after another by the pattern kernel, then a few rounds of taking some out and putting
//! them back better.
//!
//! Deterministic: no chance and, unless the guard fires, no clock. Not the search engine: rounds are few and bounded.

use super::guard::Guard;
use super::index::Index;
use super::ledger::Ledger;
use super::offer::{offers, queue};
use super::pattern::{Kernel, Part, Task};
use super::phi::{Offer, Queue};
use super::price::Packing;
use super::tally::Levels;
use super::{fill, recount};
use crate::program::{Keeping, LinkKind, Unit, Use};

/// Rounds of improvement at most.
const ROUNDS_MOST: usize = 100;
/// Transitions of the kernel that improvement may look at for each demand that it may put back.
const WORK_A_MOVE: u64 = 3_000;
/// The most demands taken out together.
const SET_MOST: usize = 8;
/// The most hotels that a demand tries to push into, a round.
const HOTELS_TRIED: usize = 12;

/// A plan under construction and what builds it.
pub struct Builder<'a> {
    /// The plan.
    pub ledger: Ledger<'a>,
    /// Demands put back so far.
    pub moves: u64,
    index: &'a Index<'a>,
    kernel: Kernel,
    packings: Vec<Option<Packing>>,
    order: Vec<u32>,
    candidates_most: usize,
    asks_least_use: bool,
}

impl<'a> Builder<'a> {
    /// Starts with the empty plan.
    #[must_use]
    pub fn new(index: &'a Index<'a>) -> Self {
        Self::over(Ledger::new(index))
    }

    /// Starts with a plan.
    #[must_use]
    pub fn with(index: &'a Index<'a>, plan: &[Use]) -> Self {
        Self::over(Ledger::with(index, plan))
    }

    fn over(ledger: Ledger<'a>) -> Self {
        let index = ledger.index;
        let program = index.program;
        let packings = index.program.demands.iter().map(|_| None).collect();
        Self {
            ledger,
            moves: 0,
            index,
            kernel: Kernel::default(),
            packings,
            order: order(index),
            candidates_most: program.demands.iter().map(|demand| demand.candidates.len()).max().unwrap_or(0),
            asks_least_use: program.openings.iter().any(|opening| opening.rooms_min > 0),
        }
    }

    /// Places every demand: orders first, then by urgency and size. Hotels used too little are closed again.
    pub fn place_all(&mut self) {
        for at in 0..self.order.len() {
            self.insert(self.order[at] as usize);
        }
        loop {
            let short = self.ledger.hotels_short();
            if short.is_empty() {
                return;
            }
            let mut out: Vec<u32> = Vec::new();
            for hotel in short {
                self.ledger.closed[hotel as usize] = true;
                out.extend(&self.ledger.users[hotel as usize]);
            }
            self.in_order(&mut out);
            for &demand in &out {
                self.ledger.take(demand as usize);
            }
            for demand in out {
                self.insert(demand as usize);
            }
        }
    }

    /// Takes demands out and puts them back, as long as that pays, within `moves` and the guard.
    pub fn improve(&mut self, moves: u64, guard: &Guard) {
        let work = self.kernel.work.saturating_add(moves.saturating_mul(WORK_A_MOVE));
        let moves = self.moves.saturating_add(moves);
        let goes_on = |builder: &Self| builder.moves < moves && builder.kernel.work < work && !guard.fired();
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
            if !better && round * HOTELS_TRIED >= self.candidates_most {
                return;
            }
        }
    }

    /// Puts a demand, which holds nothing, where it is cheapest now.
    fn insert(&mut self, demand: usize) {
        self.moves += 1;
        let of = &self.index.program.demands[demand];
        let packing = self.packings[demand].get_or_insert_with(|| Packing::lexicographic(self.index.program, of));
        let mut offers = offers(&self.ledger, demand, packing);
        self.kernel.work += 8 * offers.len() as u64;
        let queue = queue(self.index, demand);
        let order = if of.required { packing.order } else { 0 };
        let (unmet, split) = (packing.pack(&of.unmet) + order, packing.pack(&of.split));
        let task = Task { queue: &queue, offers: &offers, unmet, split, hotels_max: of.hotels_max, complete: false };
        let mut found = self.kernel.best(&task);
        if found.is_none() && !self.index.links_of[demand].iter().any(|&link| forces(self.index, link, demand)) {
            let mut free = offers.clone();
            for offer in &mut free {
                offer.forced = false;
                offer.minima.clear();
                offer.guests_min = self.index.program.candidates[offer.candidate as usize].guests_min;
            }
            found = self.kernel.best(&Task { offers: &free, ..task });
            offers = free;
        }
        let uses = found.map_or_else(Vec::new, |(_, parts)| rows(&offers, &queue, &parts));
        self.ledger.put(demand, uses);
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
        if after < before && !(self.asks_least_use && !self.ledger.hotels_short().is_empty()) {
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
        super::tally::of_demand(self.index, demand as usize, &self.ledger.held[demand as usize], &mut own);
        let own = packing.pack_levels(&own);
        if own == 0 {
            return Vec::new();
        }
        let price = |candidate: &crate::program::Candidate| {
            packing.pack(&candidate.per_use) + i128::from(candidate.guests_min) * packing.pack(&candidate.per_guest)
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
        let size = candidate.places.iter().map(|place| place.guests_max).max().unwrap_or(1);
        let alone = of.lots.iter().all(|lot| lot.keeping == Keeping::Alone);
        let need = i64::from(if alone { candidate.guests_min } else { candidate.guests_min.div_ceil(size) });
        let mut short: Vec<(u32, i64)> = of.held.nights().map(|night| (night, need)).collect();
        for (night, short) in &mut short {
            *short -= candidate.places.iter().map(|place| self.ledger.left_on(place.pool, *night)).sum::<i64>();
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
        set.iter().for_each(|&other| leave(other, &mut short));
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

    fn in_order(&self, set: &mut Vec<u32>) {
        set.sort_unstable();
        set.dedup();
        let key = |&demand: &u32| rank(self.index, demand);
        set.sort_by_cached_key(key);
    }
}

/// Returns the demands in the order in which they are placed.
fn order(index: &Index) -> Vec<u32> {
    let mut order: Vec<u32> = (0..super::index::position(index.program.demands.len())).collect();
    order.sort_by_cached_key(|&demand| rank(index, demand));
    order
}

/// Sorts first: orders, then dearer unmet guests level by level, then the larger, then the smaller id.
fn rank(index: &Index, demand: u32) -> (bool, Vec<(u32, i64)>, u32, u32) {
    let of = &index.program.demands[demand as usize];
    let ordered = of.required || index.program.candidates_of(of).iter().any(|each| !each.required.is_empty());
    let unmet = of.unmet.0.iter().map(|&(level, amount)| (level, -amount)).collect();
    (!ordered, unmet, u32::MAX - of.guests, demand)
}

/// Tells whether a hard link makes a demand use hotels of its partner.
fn forces(index: &Index, link: u32, demand: usize) -> bool {
    let link = &index.program.links[link as usize];
    link.price.is_none() && link.b as usize == demand && matches!(link.kind, LinkKind::Within(Unit::Hotel | Unit::Wing))
}

fn rows(offers: &[Offer], queue: &Queue, parts: &[Part]) -> Vec<Use> {
    let mut uses = Vec::new();
    for part in parts {
        let offer = &offers[part.offer];
        let filled = fill::rooms_of(offer, &queue.segment(part.start, part.guests));
        uses.extend(filled.into_iter().flatten().map(|filled| Use {
            candidate: offer.candidate,
            place: offer.rooms[filled.room].place,
            lot: filled.lot,
            rooms: filled.rooms,
            guests: filled.guests,
        }));
    }
    uses
}
