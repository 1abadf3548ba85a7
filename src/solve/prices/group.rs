//! The cheapest pattern of one demand at given prices, in a town of its own: an exact dynamic program in whole numbers.
//!
//! f[q] is the least price of hosting q guests with the hotels looked at so far. Hotels are looked at in the order of
//! their least price a head, and one is passed over if the cheapest fractional way to host everybody else beside its
//! fewest guests already costs more than the best pattern so far: most are. All lots of a demand are taken as one that
//! needs no more rooms than they do, and guests by bed pay their share of a room: both only lower the price.

mod through;

use super::layout::is_open;
use super::scene::{Scene, Terms, terms};
use super::slope::Slope;
use super::stocks::{Stock, Stocks};
use super::taken::enter;
use super::tariff::{INFINITE, REACHED};
use crate::program::{Demand, position};

/// A demand of more guests counts as 0, which leaves a bound: time grows with the square of it. `verify` does the same.
const GUESTS_MOST: u32 = 5_000;

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
    /// Layer, guests and price from which the next offer may pay.
    live: Vec<(usize, usize, i64)>,
    phi: Vec<i64>,
    stocks: Stocks,
    /// The pattern found last.
    pub parts: Vec<Part>,
    /// Work done so far: transitions and offers looked at.
    pub work: u64,
}

impl Pricer {
    /// Returns the price of the cheapest pattern of a demand and keeps the pattern in `parts`; none where there is none.
    pub fn price(&mut self, scene: &Scene, demand: u32) -> Option<i64> {
        let of = &scene.index.program.demands[demand as usize];
        if of.guests > GUESTS_MOST {
            self.parts.clear();
            return Some(0);
        }
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
        self.stocks.fill(scene, (of, at), terms.keeping);
        let holds: u64 = self.stocks.all.iter().map(|stock| u64::from(stock.holds)).sum();
        let most = u32::try_from(holds.min(u64::from(candidate.guests_max.min(of.guests)))).unwrap_or(of.guests);
        let required = program.requirements_of(candidate).iter().map(|order| order.guests).max().unwrap_or(0);
        let least = candidate.guests_min.max(required).max(1);
        if most < least {
            return None;
        }
        let priced = scene.layout.use_of(at).map_or(0, |used| scene.uses[used]);
        let own = scene.tariff.of(candidate.per_use)?;
        let fixed = (own + priced).min(scene.tariff.most) + terms.split;
        let head = self.stocks.all.iter().map(Stock::head).min()?;
        let rank = head + fixed.div_euclid(i64::from(most));
        Some(Offer { candidate: at, fixed, head, rank, least, most, forced: required > 0 })
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
            self.look_ahead(offer, terms, layers, best);
            if self.live.is_empty() {
                break;
            }
            let of =
                &scene.index.program.demands[scene.index.program.candidates[offer.candidate as usize].demand as usize];
            self.stocks.fill(scene, (of, offer.candidate), terms.keeping);
            self.stocks.table(&mut self.phi, offer.most, offer.fixed);
            self.work += u64::from(offer.most);
            self.kept.push(position(at));
            let from = self.choices.len();
            self.choices.resize(from + width * depth, 0);
            if offer.forced {
                self.prices.fill(INFINITE);
            }
            self.extend(offer, from, (width, layers > 0));
            self.settle(terms, layers, (&mut best, &mut end));
        }
        self.trace(&offers, end, (width, depth, layers > 0));
        self.offers = offers;
        (best < REACHED).then_some(best)
    }

    /// Finds the prices from which an offer, or one after it, may lead to a pattern cheaper than the best so far: all
    /// that are left cost at least as much a head as this one. Where an offer is forced, any may.
    fn look_ahead(&mut self, offer: &Offer, terms: &Terms, layers: usize, best: i64) {
        let width = terms.guests + 1;
        let unmet = terms.unmet.unwrap_or(INFINITE);
        let head = offer.rank.min(unmet);
        let bounded = self.rest.len() == width;
        self.live.clear();
        for layer in 0..layers.max(1) {
            let row = &self.prices[layer * width..(layer + 1) * width];
            for (q, &price) in row.iter().enumerate().filter(|&(_, &price)| price < REACHED) {
                let left = terms.guests - q;
                let rest = || self.rest[left].max(i64::try_from(left).unwrap_or(i64::MAX).saturating_mul(head));
                if left > 0 && (!bounded || price.saturating_add(rest()) - terms.split < best) {
                    self.live.push((layer, q, price));
                }
            }
        }
        self.work += (width * layers.max(1)) as u64;
    }

    /// Goes on with one hotel from the prices that are live, as they were before it: it is used once.
    fn extend(&mut self, offer: &Offer, from: usize, (width, layered): (usize, bool)) {
        let (least, most) = (offer.least as usize, offer.most as usize);
        for &(layer, q, before) in &self.live {
            let top = most.min(width - 1 - q);
            if top < least {
                continue;
            }
            self.work += (top - least) as u64 + 1;
            let to = (if layered { layer + 1 } else { 0 }) * width + q;
            let prices = &mut self.prices[to + least..=to + top];
            let row = from + layer * width + q;
            let choices = &mut self.choices[row + least..=row + top];
            let phi = &self.phi[least..=top];
            for (guests, ((price, chosen), &phi)) in (offer.least..).zip(prices.iter_mut().zip(choices).zip(phi)) {
                if before + phi < *price {
                    *price = before + phi;
                    *chosen = guests;
                }
            }
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

    /// Adds the pattern found last to a slope.
    pub fn enter(&mut self, scene: &Scene, demand: u32, slope: &mut Slope) {
        enter(&mut self.stocks, scene, (demand, &self.parts), slope);
    }
}
