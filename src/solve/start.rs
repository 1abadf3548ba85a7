//! A plan at once: demands one after another by the pattern kernel.
//!
//! Deterministic: no chance and no clock. `search` takes it from there.

use super::fill;
use super::index::{Index, position};
use super::ledger::Ledger;
use super::offer::Market;
use super::outlook::Outlook;
use super::pattern::{Kernel, Part, Task};
use super::recount;
use super::row;
use super::stock::{Offer, Queue};
use super::tally;
use crate::program::{LinkKind, Unit, Use};

/// A plan under construction and what builds it.
pub struct Builder<'a> {
    /// The plan.
    pub ledger: Ledger<'a>,
    /// Demands put back so far.
    pub moves: u64,
    /// The look-ups of its program.
    pub index: &'a Index<'a>,
    /// What is known of each demand.
    pub outlooks: &'a [Outlook],
    /// The kernel.
    pub kernel: Kernel,
    /// Demands take as little as they can of rows that must hold, whatever else it costs.
    pub thrifty: bool,
}

impl<'a> Builder<'a> {
    /// Starts with the empty plan.
    #[must_use]
    pub fn new(index: &'a Index<'a>, outlooks: &'a [Outlook]) -> Self {
        Self::on(Ledger::new(index), outlooks)
    }

    /// Starts with a plan.
    #[must_use]
    pub fn with(index: &'a Index<'a>, outlooks: &'a [Outlook], plan: &[Use]) -> Self {
        Self::on(Ledger::with(index, plan), outlooks)
    }

    fn on(ledger: Ledger<'a>, outlooks: &'a [Outlook]) -> Self {
        Self { moves: 0, index: ledger.index, ledger, outlooks, kernel: Kernel::default(), thrifty: false }
    }

    /// Places every demand: orders first, then by urgency and size. Hotels used too little are closed again.
    pub fn place_all(&mut self) {
        let (order, ranks) = ranking(self.index, self.outlooks);
        for demand in order {
            self.insert(demand as usize, &mut |_| false);
        }
        self.close_hotels_short(&ranks);
    }

    /// Places every demand, beginning with a plan from before: it stays as it is where it still keeps the program; else
    /// each demand goes where it was, as far as it still can. Who has no place then is placed like any other.
    pub fn place_after(&mut self, former: &[Use]) {
        let (order, ranks) = ranking(self.index, self.outlooks);
        if recount::fault(self.index, former).is_none() {
            self.ledger = Ledger::with(self.index, former);
        } else {
            let homes = tally::by_demand(self.index, former);
            for demand in order.iter().map(|&demand| demand as usize).filter(|&demand| !homes[demand].is_empty()) {
                let was_there = |at: u32| homes[demand].iter().any(|each| each.candidate == at);
                self.insert(demand, &mut |at| !was_there(at));
            }
        }
        for demand in order.into_iter().map(|demand| demand as usize) {
            if self.ledger.placed(demand) < self.index.program.demands[demand].guests {
                self.ledger.take(demand);
                self.insert(demand, &mut |_| false);
            }
        }
        self.close_hotels_short(&ranks);
    }

    /// Closes hotels that are used too little, and places their guests elsewhere, until there is none.
    fn close_hotels_short(&mut self, ranks: &[u32]) {
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
            out.sort_unstable_by_key(|&demand| ranks[demand as usize]);
            out.dedup();
            for &demand in &out {
                self.ledger.take(demand as usize);
            }
            for demand in out {
                self.insert(demand as usize, &mut |_| false);
            }
        }
    }

    /// Tells whether a demand that is in a row which must hold is not wholly placed: others may have taken too much.
    #[must_use]
    pub fn is_pressed(&self) -> bool {
        let missing = |demand: &usize| self.ledger.placed(*demand) < self.index.program.demands[*demand].guests;
        let bound = |demand: &usize| self.ledger.sums.tightest(self.index, *demand).is_some();
        (0..self.index.program.demands.len()).any(|demand| bound(&demand) && missing(&demand))
    }

    /// Puts a demand, which holds nothing, where it is cheapest now; `blink` tells which candidates to overlook.
    pub fn insert(&mut self, demand: usize, blink: &mut dyn FnMut(u32) -> bool) {
        self.moves += 1;
        if let Some(row) = self.ledger.sums.tightest(self.index, demand).filter(|_| self.thrifty) {
            let outlooks = self.outlooks;
            let uses = self.within(row, demand, &outlooks[demand].queue);
            self.ledger.put(demand, uses);
            return;
        }
        let paid = self.ledger.sums.exceeded(self.index, demand, &[]);
        let mut uses = self.best_uses(demand, &paid, blink);
        let exceeded = self.ledger.sums.exceeded(self.index, demand, &uses);
        if exceeded.len() > paid.len() {
            // Limits that only this demand would exceed: the kernel is asked again as if every unit were over them.
            let thrifty = self.best_uses(demand, &exceeded, blink);
            uses = self.cheaper(demand, uses, thrifty);
        }
        self.ledger.put(demand, uses);
    }

    /// Returns the one of two ways to place a demand that costs less.
    fn cheaper(&mut self, demand: usize, one: Vec<Use>, other: Vec<Use>) -> Vec<Use> {
        let mut cost_of = |uses: &[Use]| {
            let mut cost = vec![0; self.index.program.levels.len()];
            self.ledger.put(demand, uses.to_vec());
            self.ledger.add_cost(demand, &mut cost);
            self.ledger.take(demand);
            cost
        };
        if cost_of(&other) < cost_of(&one) { other } else { one }
    }

    /// Returns the best way to place a demand now, if each unit of some priced rows is paid.
    fn best_uses(&mut self, demand: usize, paid: &[u32], blink: &mut dyn FnMut(u32) -> bool) -> Vec<Use> {
        let of = &self.index.program.demands[demand];
        let outlooks = self.outlooks;
        let outlook = &outlooks[demand];
        let task = Task {
            queue: &outlook.queue,
            offers: &[],
            unmet: outlook.unmet,
            split: outlook.split,
            hotels_max: of.hotels_max,
            over: of.over.as_ref().map(|price| outlook.packing.pack(price)),
            complete: false,
        };
        let mut uses = Vec::new();
        if let Some(mut market) = Market::open(&self.ledger, demand, outlook, paid, blink) {
            let found = self.kernel.best_of(&task, &mut market);
            let offers = market.close();
            self.kernel.count(4 * offers.len() as u64);
            match found {
                Some((_, parts)) => uses = rows(&offers, &outlook.queue, &parts),
                None if self.is_forced(demand) => {}
                None => uses = self.insert_freely(demand, &task),
            }
            if let Some(row) = self.ledger.sums.broken_by(self.index, demand, &uses) {
                uses = self.within(row, demand, &outlook.queue);
            }
        }
        uses
    }

    /// Returns the most guests of a demand that a row which must hold still takes, where they add least to it; nobody
    /// where they would break another such row.
    fn within(&mut self, at: u32, demand: usize, queue: &Queue) -> Vec<Use> {
        let offers = super::offer::offers(&self.ledger, demand, &self.outlooks[demand].packing);
        let row = &self.index.program.rows[at as usize];
        let slack = row::slack(row, self.ledger.sums.activity(at)).unwrap_or(i128::MAX);
        let priced: Vec<Offer> =
            offers.iter().map(|offer| row::priced(self.index.program, row, offer, slack)).collect();
        let hotels_max = self.index.program.demands[demand].hotels_limit();
        let (mut uses, mut low, mut high) = (Vec::new(), 0, queue.guests());
        let mut guests = high;
        while low < high {
            let part = Queue { lots: queue.segment(0, guests) };
            let task =
                Task { queue: &part, offers: &priced, unmet: 0, split: 0, hotels_max, over: None, complete: true };
            let found = self.kernel.best(&task).filter(|&(least, _)| i128::from(least) <= slack);
            let found = found.map(|(_, parts)| rows(&priced, &part, &parts));
            match found.filter(|found| self.ledger.sums.broken_by(self.index, demand, found).is_none()) {
                Some(found) => (uses, low) = (found, guests),
                None => high = guests - 1,
            }
            guests = (low + high).div_ceil(2);
        }
        uses
    }

    /// Places a demand whose orders cannot all be met as if there were none.
    fn insert_freely(&mut self, demand: usize, task: &Task) -> Vec<Use> {
        let mut offers = super::offer::offers(&self.ledger, demand, &self.outlooks[demand].packing);
        for offer in &mut offers {
            offer.forced = false;
            offer.minima.clear();
            offer.guests_min = self.index.program.candidates[offer.candidate as usize].guests_min;
        }
        let found = self.kernel.best(&Task { offers: &offers, ..*task });
        found.map_or_else(Vec::new, |(_, parts)| rows(&offers, task.queue, &parts))
    }

    /// Tells whether a hard link makes a demand use hotels of its partner.
    fn is_forced(&self, demand: usize) -> bool {
        self.index.links_of[demand].iter().any(|&link| forces(self.index, link, demand))
    }
}

/// Returns the demands in the order in which they are placed, and the rank of each.
pub fn ranking(index: &Index, outlooks: &[Outlook]) -> (Vec<u32>, Vec<u32>) {
    let mut order: Vec<u32> = (0..position(index.program.demands.len())).collect();
    order.sort_by_cached_key(|&demand| rank(index, outlooks, demand));
    let mut ranks = vec![0; order.len()];
    for (rank, &demand) in (0..).zip(&order) {
        ranks[demand as usize] = rank;
    }
    (order, ranks)
}

/// Sorts first: orders, then dearer unmet guests level by level, then the larger, then the smaller id.
fn rank(index: &Index, outlooks: &[Outlook], demand: u32) -> (bool, Vec<(u32, i64)>, u32, u32) {
    let of = &index.program.demands[demand as usize];
    let unmet = of.unmet.0.iter().map(|&(level, amount)| (level, -amount)).collect();
    (!outlooks[demand as usize].ordered, unmet, u32::MAX - of.guests, demand)
}

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
