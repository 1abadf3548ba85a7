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
use crate::program::{LinkKind, Unit, Use};

/// Rounds of improvement at most.
const ROUNDS: usize = 4;
/// Transitions of the kernel that improvement may look at: about a second.
const WORK_MOST: u64 = 300_000_000;
/// The most demands taken out together.
const SET_MOST: usize = 8;
/// The most hotels tried for a demand that has guests left over, a round.
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
        let packings = index.program.demands.iter().map(|_| None).collect();
        Self { ledger, moves: 0, index, kernel: Kernel::default(), packings, order: order(index) }
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
        let moves = self.moves.saturating_add(moves);
        let work = self.kernel.work.saturating_add(WORK_MOST);
        let goes_on = |builder: &Self| builder.moves < moves && builder.kernel.work < work && !guard.fired();
        for round in 0..ROUNDS {
            let mut better = false;
            for at in 0..self.order.len() {
                let demand = self.order[at];
                if !goes_on(self) {
                    return;
                }
                better |= self.again(&[demand]);
                if self.ledger.placed(demand as usize) < self.index.program.demands[demand as usize].guests {
                    for set in self.rivals(demand, round) {
                        better |= goes_on(self) && self.again(&set);
                    }
                }
            }
            for opening in 0..self.index.program.openings.len() {
                better |= goes_on(self) && self.without(self.index.program.openings[opening].hotel);
            }
            if !better {
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
        if after < before && self.ledger.hotels_short().is_empty() {
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

    /// Returns sets of a demand with guests left over and those who hold a hotel that it could use.
    fn rivals(&self, demand: u32, round: usize) -> Vec<Vec<u32>> {
        let program = self.index.program;
        let of = &program.demands[demand as usize];
        let Some(packing) = &self.packings[demand as usize] else { return Vec::new() };
        let mut hotels: Vec<(i128, u32)> =
            program.candidates_of(of).iter().map(|each| (packing.pack(&each.per_guest), each.hotel)).collect();
        hotels.sort_unstable();
        let mut sets = Vec::new();
        for &(_, hotel) in hotels.iter().skip(round * HOTELS_TRIED).take(HOTELS_TRIED) {
            let mut set = self.ledger.in_the_way(hotel, demand);
            let overlaps = |&&other: &&u32| program.demands[other as usize].held.overlaps(of.held);
            set.extend(self.ledger.users[hotel as usize].iter().filter(overlaps));
            set.retain(|&other| other != demand);
            self.in_order(&mut set);
            let keep = set.len().min(SET_MOST);
            let mut set = set.split_off(set.len() - keep);
            if !set.is_empty() {
                set.insert(0, demand);
                sets.push(set);
            }
        }
        sets
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
