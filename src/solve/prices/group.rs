//! The cheapest pattern of one demand at given prices, in a town of its own: an exact dynamic program in whole numbers.
//!
//! f[q] is the least price of hosting q guests with the hotels looked at so far. Hotels are looked at in the order of
//! their least price a head, and one is passed over if the cheapest fractional way to host everybody else beside its
//! fewest guests already costs more than the best pattern so far: most are. All lots of a demand are taken as one that
//! needs no more rooms than they do, and guests by bed pay their share of a room: both only lower the price.

use super::layout::{Layout, NONE, is_open};
use super::row::Dense;
use super::slope::Slope;
use super::tariff::{INFINITE, REACHED, Tariff};
use crate::program::position;
use crate::program::{Demand, Keeping};
use crate::solve::index::Index;

/// What patterns are priced against.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The look-ups.
    pub index: &'a Index<'a>,
    /// What costs what.
    pub tariff: &'a Tariff<'a>,
    /// What is priced, and where.
    pub layout: &'a Layout,
    /// The prices of rooms, summed by night.
    pub dense: &'a Dense,
    /// The prices of uses.
    pub uses: &'a [i64],
}

/// Rooms of a place at their prices.
#[derive(Debug, Clone, Copy)]
struct Stock {
    place: u32,
    /// Most guests.
    holds: u32,
    /// Guests to a room.
    size: u32,
    /// Price of a room over the stay.
    room: i64,
    /// Price of a guest.
    guest: i64,
}

impl Stock {
    fn rooms(&self, guests: u32) -> u32 {
        guests.div_ceil(self.size)
    }

    fn price(&self, guests: u32) -> i64 {
        i64::from(self.rooms(guests)) * self.room + i64::from(guests) * self.guest
    }

    /// Returns no more than the price of any guest here.
    fn head(&self) -> i64 {
        if self.size == 1 { self.room + self.guest } else { self.room.div_euclid(i64::from(self.size)) + self.guest }
    }
}

/// A hotel for a demand, priced.
#[derive(Debug, Clone, Copy)]
struct Offer {
    candidate: u32,
    /// Price of the hotel, a further one of the demand.
    fixed: i64,
    /// No guest costs less.
    head: i64,
    /// No guest costs less, his share of `fixed` included.
    rank: i64,
    least: u32,
    most: u32,
    forced: bool,
}

/// Guests of a demand in one hotel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// The candidate.
    pub candidate: u32,
    /// How many.
    pub guests: u32,
}

/// Prices patterns, demand after demand; its buffers are kept.
#[derive(Default)]
pub struct Pricer {
    offers: Vec<Offer>,
    /// By number of guests: no way to host or leave so many costs less.
    rest: Vec<i64>,
    prices: Vec<i64>,
    /// Offers looked at, and for each the guests chosen by layer and number of guests.
    kept: Vec<u32>,
    choices: Vec<u32>,
    phi: Vec<i64>,
    wider: Vec<i64>,
    stocks: Vec<Stock>,
    /// The pattern found last.
    pub parts: Vec<Part>,
    /// Work done so far: transitions and offers looked at.
    pub work: u64,
}

/// What a demand pays for not being in one hotel, all of it.
#[derive(Clone, Copy)]
struct Terms {
    guests: usize,
    keeping: Keeping,
    /// Price of a guest left out; none where nobody may be.
    unmet: Option<i64>,
    split: i64,
    hotels_max: usize,
}

impl Pricer {
    /// Returns the price of the cheapest pattern of a demand and keeps the pattern in `parts`; none where there is none.
    pub fn price(&mut self, scene: &Scene, demand: u32) -> Option<i64> {
        let of = &scene.index.program.demands[demand as usize];
        let terms = terms(scene.tariff, of);
        self.gather(scene, of, &terms);
        self.fill_rest(&terms);
        let free = self.run(scene, &terms, 0);
        if free.is_some() && self.parts.len() > terms.hotels_max {
            return self.run(scene, &terms, terms.hotels_max);
        }
        free
    }

    /// Collects the hotels of a demand at their prices, those first that have to be used, then by price a head.
    fn gather(&mut self, scene: &Scene, of: &Demand, terms: &Terms) {
        self.offers.clear();
        self.work += u64::from(of.candidates.end - of.candidates.start);
        for at in of.candidates.clone() {
            if !is_open(scene.index, scene.tariff, at) {
                continue;
            }
            if let Some(offer) = self.offer(scene, (of, at), terms) {
                self.offers.push(offer);
            }
        }
        self.offers.sort_unstable_by_key(|offer| (!offer.forced, offer.rank, offer.candidate));
    }

    fn offer(&mut self, scene: &Scene, (of, at): (&Demand, u32), terms: &Terms) -> Option<Offer> {
        let program = scene.index.program;
        let candidate = &program.candidates[at as usize];
        self.fill_stocks(scene, (of, at), terms.keeping);
        let holds: u64 = self.stocks.iter().map(|stock| u64::from(stock.holds)).sum();
        let most = u32::try_from(holds.min(u64::from(candidate.guests_max.min(of.guests)))).unwrap_or(of.guests);
        let required = program.requirements_of(candidate).iter().map(|order| order.guests).max().unwrap_or(0);
        let least = candidate.guests_min.max(required).max(1);
        if most < least {
            return None;
        }
        let use_of = scene.layout.use_of[at as usize];
        let priced = if use_of == NONE { 0 } else { scene.uses[use_of as usize] };
        let own = scene.tariff.of(candidate.per_use)?;
        let fixed = (own + priced).min(scene.tariff.most) + terms.split;
        let head = self.stocks.iter().map(Stock::head).min()?;
        let rank = head + fixed.div_euclid(i64::from(most));
        Some(Offer { candidate: at, fixed, head, rank, least, most, forced: required > 0 })
    }

    /// Prices the places of a candidate, those left out that would cost what must stay 0.
    fn fill_stocks(&mut self, scene: &Scene, (of, at): (&Demand, u32), keeping: Keeping) {
        let program = scene.index.program;
        let candidate = &program.candidates[at as usize];
        let per_guest = scene.tariff.of(candidate.per_guest).unwrap_or(0);
        let most = scene.tariff.most;
        self.stocks.clear();
        for place in candidate.places.clone() {
            let there = &program.places[place as usize];
            let (Some(room), Some(guest)) = (scene.tariff.of(there.per_room), scene.tariff.of(there.per_guest)) else {
                continue;
            };
            let by_bed = keeping == Keeping::Beds;
            let mut price = scene.dense.over(scene.layout.block_of[place as usize], of.held, by_bed);
            for block in scene.layout.wider_of(place) {
                price = price.saturating_add(scene.dense.over(block, of.held, by_bed));
            }
            let (room, guest) = if by_bed {
                (room, (guest + per_guest).saturating_add(price))
            } else {
                (room.saturating_add(price), guest + per_guest)
            };
            let size = if keeping == Keeping::Alone { 1 } else { there.guests_max.max(1) };
            let holds = there.rooms_max.saturating_mul(size);
            self.stocks.push(Stock { place, holds, size, room: room.min(most), guest: guest.min(most) });
        }
    }

    /// Fills in what any number of guests costs at least: every guest pays a least price of a hotel, or is left out.
    fn fill_rest(&mut self, terms: &Terms) {
        self.rest.clear();
        self.rest.push(0);
        if self.offers.first().is_some_and(|offer| offer.forced) {
            return;
        }
        let unmet = terms.unmet.unwrap_or(INFINITE);
        let mut sum: i64 = 0;
        for offer in &self.offers {
            if offer.rank >= unmet || self.rest.len() > terms.guests {
                break;
            }
            for _ in 0..offer.most.min(position(terms.guests + 1 - self.rest.len())) {
                sum += offer.rank;
                self.rest.push(sum);
            }
        }
        while self.rest.len() <= terms.guests {
            sum = sum.saturating_add(unmet).min(INFINITE);
            self.rest.push(sum);
        }
    }

    /// Tells whether no pattern with an offer can be cheaper than a price.
    fn is_idle(&self, offer: &Offer, terms: &Terms, best: i64) -> bool {
        if self.rest.len() <= terms.guests {
            return false;
        }
        let mut here = offer.least as usize;
        let step = |here: usize| self.rest[terms.guests - here] - self.rest[terms.guests - here - 1];
        while here < offer.most as usize && offer.head < step(here) {
            here += 1;
        }
        let guests = i64::try_from(here).unwrap_or(i64::MAX);
        offer.fixed + offer.head * guests + self.rest[terms.guests - here] - terms.split >= best
    }

    /// Looks for the cheapest pattern, of at most so many hotels unless that is 0.
    fn run(&mut self, scene: &Scene, terms: &Terms, layers: usize) -> Option<i64> {
        let width = terms.guests + 1;
        let depth = layers.max(1);
        self.prices.clear();
        self.prices.resize(width * (layers + 1), INFINITE);
        self.prices[0] = 0;
        self.kept.clear();
        self.choices.clear();
        let (mut best, mut end) = (INFINITE, (0, 0));
        self.settle(terms, layers, (&mut best, &mut end));
        let offers = std::mem::take(&mut self.offers);
        for (at, offer) in offers.iter().enumerate() {
            if offer.forced {
                (best, end) = (INFINITE, (0, 0));
            } else if self.is_idle(offer, terms, best) {
                continue;
            }
            let of =
                &scene.index.program.demands[scene.index.program.candidates[offer.candidate as usize].demand as usize];
            self.fill_stocks(scene, (of, offer.candidate), terms.keeping);
            self.fill_phi(offer.most, offer.fixed);
            self.kept.push(position(at));
            let from = self.choices.len();
            self.choices.resize(from + width * depth, 0);
            for layer in (0..depth).rev() {
                let (source, target) = if layers == 0 { (0, 0) } else { (layer * width, (layer + 1) * width) };
                self.extend(offer, (source, target), from + layer * width, width);
            }
            if offer.forced && layers > 0 {
                self.prices[..width].fill(INFINITE);
            }
            self.settle(terms, layers, (&mut best, &mut end));
        }
        self.trace(&offers, end, (width, depth, layers > 0));
        self.offers = offers;
        (best < REACHED).then_some(best)
    }

    /// Adds one hotel to one layer, from the last guest so that it is used once.
    fn extend(&mut self, offer: &Offer, (source, target): (usize, usize), choices: usize, width: usize) {
        let (least, most) = (offer.least as usize, offer.most as usize);
        for q in (0..width).rev() {
            let mut best = if offer.forced { INFINITE } else { self.prices[target + q] };
            let mut chosen = 0;
            let top = most.min(q);
            if top >= least {
                let before = &self.prices[source + q - top..=source + q - least];
                for (here, (&before, &phi)) in before.iter().rev().zip(&self.phi[least..=top]).enumerate() {
                    let price = before + phi;
                    if price < best {
                        best = price;
                        chosen = here + least;
                    }
                }
            }
            self.work += top.saturating_sub(least) as u64 + 1;
            self.prices[target + q] = best;
            self.choices[choices + q] = position(chosen);
        }
    }

    /// Looks whether leaving the others out now makes the best pattern so far.
    fn settle(&self, terms: &Terms, layers: usize, (best, end): (&mut i64, &mut (usize, usize))) {
        let width = terms.guests + 1;
        for layer in 0..=layers {
            for q in 0..width {
                let price = self.prices[layer * width + q];
                let left = terms.guests - q;
                if price >= REACHED || (left > 0 && terms.unmet.is_none()) {
                    continue;
                }
                let left = i64::try_from(left).unwrap_or(i64::MAX) * terms.unmet.unwrap_or(0);
                let price = price + left - if q > 0 { terms.split } else { 0 };
                if price < *best {
                    (*best, *end) = (price, (layer, q));
                }
            }
        }
    }

    fn trace(&mut self, offers: &[Offer], end: (usize, usize), (width, depth, layered): (usize, usize, bool)) {
        let (mut layer, mut q) = end;
        self.parts.clear();
        for (row, &at) in self.kept.iter().enumerate().rev() {
            let chosen = self.choices[(row * depth + layer.saturating_sub(1)) * width + q];
            if chosen == 0 || (layered && layer == 0) {
                continue;
            }
            q -= chosen as usize;
            layer = layer.saturating_sub(1);
            self.parts.push(Part { candidate: offers[at as usize].candidate, guests: chosen });
        }
    }

    /// Fills the table of prices of 0 to `most` guests in the stocks, the fixed price included.
    fn fill_phi(&mut self, most: u32, fixed: i64) {
        self.phi.clear();
        self.phi.push(0);
        for stock in &self.stocks {
            widen(&self.phi, stock, most, &mut self.wider);
            std::mem::swap(&mut self.phi, &mut self.wider);
        }
        self.phi.iter_mut().for_each(|cell| *cell += fixed);
        self.work += u64::from(most) * self.stocks.len() as u64;
    }

    /// Adds the pattern found last to a slope: rooms, uses, and what the capped levels cost.
    pub fn enter(&mut self, scene: &Scene, demand: u32, slope: &mut Slope) {
        let of = &scene.index.program.demands[demand as usize];
        let keeping = terms(scene.tariff, of).keeping;
        if !slope.spent.is_empty() {
            self.spend(scene, of, slope);
        }
        for at in 0..self.parts.len() {
            let part = self.parts[at];
            let used = scene.layout.use_of[part.candidate as usize];
            if used != NONE {
                slope.uses[used as usize] += 1;
            }
            for (stock, guests) in self.spread(scene, (of, part), keeping) {
                let by_bed = keeping == Keeping::Beds;
                let amount = if by_bed { guests } else { stock.rooms(guests) };
                if !slope.spent.is_empty() {
                    let place = &scene.index.program.places[stock.place as usize];
                    slope.spend(scene.index.program.cost(place.per_room), stock.rooms(guests));
                    slope.spend(scene.index.program.cost(place.per_guest), guests);
                }
                slope.take(scene.layout, stock.place, (of.held, amount, by_bed));
            }
        }
    }

    /// Adds what the pattern found last costs at the capped levels, but for its rooms and places.
    fn spend(&self, scene: &Scene, of: &Demand, slope: &mut Slope) {
        let program = scene.index.program;
        let placed: u32 = self.parts.iter().map(|part| part.guests).sum();
        slope.spend(&of.unmet, of.guests.saturating_sub(placed));
        slope.spend(&of.split, position(self.parts.len().saturating_sub(1)));
        for part in &self.parts {
            let candidate = &program.candidates[part.candidate as usize];
            slope.spend(program.cost(candidate.per_use), 1);
            slope.spend(program.cost(candidate.per_guest), part.guests);
        }
    }

    /// Returns how the guests of a part are spread over the places of their hotel.
    fn spread(&mut self, scene: &Scene, (of, part): (&Demand, Part), keeping: Keeping) -> Vec<(Stock, u32)> {
        self.fill_stocks(scene, (of, part.candidate), keeping);
        let mut tables = vec![vec![0_i64]];
        for stock in &self.stocks {
            let mut next = Vec::new();
            widen(&tables[tables.len() - 1], stock, part.guests, &mut next);
            tables.push(next);
        }
        let mut left = part.guests;
        let mut found = Vec::new();
        for (at, stock) in self.stocks.iter().enumerate().rev() {
            let price = tables[at + 1][left as usize];
            let before = |here: u32| tables[at].get((left - here) as usize).copied().unwrap_or(INFINITE);
            let here =
                (0..=left.min(stock.holds)).find(|&here| before(here).saturating_add(stock.price(here)) == price);
            if let Some(here) = here.filter(|&here| here > 0) {
                found.push((*stock, here));
                left -= here;
            }
        }
        found
    }
}

/// Fills the prices once another stock may be used.
fn widen(before: &[i64], stock: &Stock, most: u32, after: &mut Vec<i64>) {
    after.clear();
    let holds = stock.holds.min(most);
    let own = (0..=holds).map(|guests| stock.price(guests));
    if before.len() == 1 {
        after.extend(own);
        return;
    }
    after.resize((before.len() + holds as usize).min(most as usize + 1), INFINITE);
    for (here, own) in own.enumerate() {
        for (cell, before) in after[here..].iter_mut().zip(before) {
            *cell = (*cell).min(before + own);
        }
    }
}

fn terms(tariff: &Tariff, of: &Demand) -> Terms {
    let keeping = match of.lots.as_slice() {
        [only] => only.keeping,
        lots if lots.iter().all(|lot| lot.keeping == Keeping::Alone) => Keeping::Alone,
        lots if lots.iter().any(|lot| lot.keeping == Keeping::Beds) => Keeping::Beds,
        _ => Keeping::Together,
    };
    let split = tariff.sum(&of.split);
    let most = of.hotels_max.map_or(usize::MAX, |most| most as usize);
    Terms {
        guests: of.guests as usize,
        keeping,
        unmet: tariff.sum(&of.unmet).filter(|_| !of.required),
        split: split.unwrap_or(0),
        hotels_max: if split.is_none() { most.min(1) } else { most },
    }
}

/// Tells whether guests of a demand share by bed.
#[must_use]
pub fn shares_beds(demand: &Demand) -> bool {
    demand.lots.iter().any(|lot| lot.keeping == Keeping::Beds)
}
