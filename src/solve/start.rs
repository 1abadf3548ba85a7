//! A plan at once: demands one after another by the pattern kernel.
//!
//! Deterministic: no chance and no clock. `improve` takes it from there.

use super::fill;
use super::index::Index;
use super::ledger::Ledger;
use super::offer::{offers, queue};
use super::pattern::{Kernel, Part, Task};
use super::price::{Packing, shared};
use super::row;
use super::stock::{Offer, Queue};
use crate::program::{LinkKind, Unit, Use};

/// A plan under construction and what builds it.
pub struct Builder<'a> {
    /// The plan.
    pub ledger: Ledger<'a>,
    /// Demands put back so far.
    pub moves: u64,
    /// The look-ups of its program.
    pub index: &'a Index<'a>,
    /// The kernel.
    pub kernel: Kernel,
    /// How each demand's costs are packed, once it was looked at.
    pub packings: Vec<Option<Packing>>,
    /// What `price::shared` returns for the program.
    shared: Vec<i128>,
    /// The place of each demand in `order`.
    ranks: Vec<u32>,
    /// The demands in the order in which they are placed.
    pub order: Vec<u32>,
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
        let order = order(index);
        let mut ranks = vec![0; order.len()];
        for (rank, &demand) in (0..).zip(&order) {
            ranks[demand as usize] = rank;
        }
        let shared = shared(index.program);
        Self { ledger, moves: 0, index, kernel: Kernel::default(), packings, order, shared, ranks }
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

    /// Puts a demand, which holds nothing, where it is cheapest now.
    pub fn insert(&mut self, demand: usize) {
        self.moves += 1;
        let of = &self.index.program.demands[demand];
        let packing =
            self.packings[demand].get_or_insert_with(|| Packing::lexicographic(self.index.program, of, &self.shared));
        let mut offers = offers(&self.ledger, demand, packing);
        self.kernel.work += 8 * offers.len() as u64;
        let queue = queue(of);
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
        let mut uses = found.map_or_else(Vec::new, |(_, parts)| rows(&offers, &queue, &parts));
        if let Some(row) = self.ledger.sums.broken_by(self.index, demand, &uses) {
            uses = self.within(row, demand, &offers, &queue);
        }
        self.ledger.put(demand, uses);
    }

    /// Returns the most guests of a demand that a row which must hold still takes, where they add least to it; nobody
    /// where they would break another such row.
    fn within(&mut self, at: u32, demand: usize, offers: &[Offer], queue: &Queue) -> Vec<Use> {
        let row = &self.index.program.rows[at as usize];
        let slack = row::slack(row, self.ledger.sums.activity(at)).unwrap_or(i128::MAX);
        let priced: Vec<Offer> =
            offers.iter().map(|offer| row::priced(self.index.program, row, offer, slack)).collect();
        let hotels_max = self.index.program.demands[demand].hotels_max;
        let (mut uses, mut low, mut high) = (Vec::new(), 0, queue.guests());
        let mut guests = high;
        while low < high {
            let part = Queue { lots: queue.segment(0, guests) };
            let task = Task { queue: &part, offers: &priced, unmet: 0, split: 0, hotels_max, complete: true };
            let found = self.kernel.best(&task).filter(|&(least, _)| least <= slack);
            let found = found.map(|(_, parts)| rows(&priced, &part, &parts));
            match found.filter(|found| self.ledger.sums.broken_by(self.index, demand, found).is_none()) {
                Some(found) => (uses, low) = (found, guests),
                None => high = guests - 1,
            }
            guests = (low + high).div_ceil(2);
        }
        uses
    }

    /// Sorts a set of demands into the order in which they are placed.
    pub fn in_order(&self, set: &mut Vec<u32>) {
        set.sort_unstable_by_key(|&demand| self.ranks[demand as usize]);
        set.dedup();
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
    let ordered = of.required || index.program.candidates_of(of).iter().any(|each| !each.required.is_none());
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
