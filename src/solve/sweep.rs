//! One sweep of the pattern kernel: the prices by guests, and how an offer lowers them.
//!
//! Works in place, from the end of the line, so that an offer is used once.

use super::index::position;
use super::pattern::Task;
use super::phi::Phi;
use super::stock::{INFINITE, Offer, Price};

/// The widest range of guests that is scanned where a sliding window would do as well.
const SCANNED: usize = 12;

/// Layers of hotels counted, guests in the queue, and whether the choices are remembered.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Layers; 0 where hotels are not counted.
    pub layers: usize,
    /// One more than the guests that are looked at.
    pub width: usize,
    /// The choices are remembered.
    pub traced: bool,
}

impl Shape {
    /// Returns how many rows of choices an offer has.
    #[must_use]
    pub fn rows(self) -> usize {
        self.layers.max(1)
    }
}

/// The buffers of a sweep, reused from one to the next.
#[derive(Default)]
pub struct Sweep {
    /// Prices by layer and guests.
    pub prices: Vec<Price>,
    /// Guests whom each offer took, by offer, layer and guests.
    pub choices: Vec<u16>,
    window: std::collections::VecDeque<(usize, Price)>,
    /// The next price to enter the window.
    next: usize,
    phi: Phi,
    /// Guests that the offers so far can hold together, at most the width.
    pub reach: usize,
    /// Layer and guests of the prices from which a later offer may pay; from the end.
    pub live: Vec<(usize, usize)>,
    /// Work done so far: transitions looked at.
    pub work: u64,
}

impl Sweep {
    /// Starts with nobody hosted.
    pub fn start(&mut self, shape: Shape) {
        self.prices.clear();
        self.prices.resize(shape.width * (shape.layers + 1), INFINITE);
        self.prices[0] = 0;
        self.choices.clear();
        self.reach = 0;
    }

    /// Finds the prices from which an offer of at least such a floor may lead to a cheaper end than the best so far.
    pub fn look_ahead(&mut self, task: &Task, shape: Shape, floor: Price) {
        let (most, last) = (task.queue.guests() as usize, shape.width - 1);
        let served = if task.complete { floor } else { floor.min(task.unmet) };
        let left = |q: usize| Price::from(position(most - q));
        let mut best = INFINITE;
        for row in self.prices.chunks(shape.width) {
            for (q, &price) in row[..=self.reach].iter().enumerate() {
                if price < INFINITE && (q == most || !task.complete) {
                    let paid = if q > 0 { price - task.split } else { 0 };
                    best = best.min(paid.saturating_add(left(q).saturating_mul(task.unmet)));
                }
            }
        }
        self.live.clear();
        for layer in (0..shape.rows()).rev() {
            let row = &self.prices[layer * shape.width..(layer + 1) * shape.width];
            let pays = |&q: &usize| row[q] < INFINITE && row[q].saturating_add(left(q).saturating_mul(served)) < best;
            self.live.extend((0..=self.reach.min(last.saturating_sub(1))).rev().filter(pays).map(|q| (layer, q)));
        }
        self.work += ((self.reach + 1) * shape.rows()) as u64;
    }

    /// Adds one offer to every layer of prices.
    pub fn add(&mut self, task: &Task, shape: Shape, (at, offer): (usize, &Offer)) {
        self.phi.fill(offer, task.queue, shape.width - 1);
        let reach = if self.phi.most() < self.phi.least() { 0 } else { self.phi.most() };
        self.reach = (self.reach + reach).min(shape.width - 1);
        if offer.forced {
            return self.force(task, shape, (at, offer));
        }
        let wide = self.phi.most() > self.phi.least() + SCANNED && self.live.len() > SCANNED;
        if let Some(slope) = self.phi.slope().filter(|_| wide) {
            for layer in (0..shape.rows()).rev() {
                self.slide_over(task, shape, (at, offer), (layer, slope));
            }
            return;
        }
        let extra = offer.per_use.saturating_add(task.split);
        let live = std::mem::take(&mut self.live);
        for &(layer, q) in &live {
            let price = self.prices[layer * shape.width + q] + extra;
            self.spread(shape, at, (layer, q), price);
        }
        self.live = live;
    }

    /// Goes on from one price with the offer whose table is filled: in place, from the end of the line, so that an
    /// offer is used once.
    fn spread(&mut self, shape: Shape, at: usize, (layer, q): (usize, usize), price: Price) {
        let most = self.phi.most().min(shape.width - 1 - q);
        let least = self.phi.least();
        if most < least {
            return;
        }
        self.work += (most + 1 - least) as u64;
        let to = if shape.layers == 0 { 0 } else { (layer + 1) * shape.width };
        let row = (at * shape.rows() + layer) * shape.width;
        let prices = &mut self.prices[to + q + least..=to + q + most];
        let mut nowhere = [];
        let choices = if shape.traced { &mut self.choices[row + q + least..=row + q + most] } else { &mut nowhere[..] };
        let here = |p: usize| self.phi.at(q, p);
        if let Some(only) = self.phi.only() {
            relax(prices, choices, price, least, only[least..=most].iter().copied());
        } else {
            relax(prices, choices, price, least, (least..=most).map(here));
        }
    }

    /// Adds an offer that must be used: what does without it is dropped.
    fn force(&mut self, task: &Task, shape: Shape, (at, offer): (usize, &Offer)) {
        let before = self.prices.clone();
        let extra = offer.per_use.saturating_add(task.split);
        self.prices.fill(INFINITE);
        for layer in 0..shape.rows() {
            for q in 0..shape.width {
                let price = before[layer * shape.width + q];
                if price < INFINITE {
                    self.spread(shape, at, (layer, q), price + extra);
                }
            }
        }
    }

    /// Adds an offer whose price is linear in the guests to one layer.
    fn slide_over(&mut self, task: &Task, shape: Shape, (at, offer): (usize, &Offer), (layer, slope): (usize, Price)) {
        let width = shape.width;
        let (from, to) = if shape.layers == 0 { (0, 0) } else { (layer * width, (layer + 1) * width) };
        let row = (at * shape.rows() + layer) * width;
        let extra = offer.per_use.saturating_add(task.split);
        self.window.clear();
        self.next = width;
        for q in (self.phi.least()..=self.reach).rev() {
            let (price, guests) = self.slide(from, q, slope);
            if price + extra < self.prices[to + q] {
                self.prices[to + q] = price + extra;
                if shape.traced {
                    self.choices[row + q] = choice(guests);
                }
            }
        }
    }

    /// Returns the least price of q guests of whom the last p are here, and p, where phi is linear in p: the least of
    /// f[r] - slope * r over a sliding window of r = q - p.
    fn slide(&mut self, from: usize, q: usize, slope: Price) -> (Price, usize) {
        let (least, most) = (self.phi.least(), self.phi.most().min(q));
        if most < least {
            return (INFINITE, 0);
        }
        self.work += 1;
        while self.next > q - most {
            self.next -= 1;
            if self.next + least <= q {
                let key = self.prices[from + self.next].saturating_sub(slope * Price::from(position(self.next)));
                while self.window.back().is_some_and(|&(_, last)| key < last) {
                    self.window.pop_back();
                }
                self.window.push_back((self.next, key));
            }
        }
        while self.window.front().is_some_and(|&(r, _)| r + least > q) {
            self.window.pop_front();
        }
        let found = self.window.front().map(|&(r, _)| (self.prices[from + r] + self.phi.at(r, q - r), q - r));
        found.unwrap_or((INFINITE, 0))
    }
}

/// Lowers prices to what going on from another price costs, and remembers by how many guests.
fn relax(prices: &mut [Price], choices: &mut [u16], from: Price, least: usize, here: impl Iterator<Item = Price>) {
    if choices.is_empty() {
        for (price, here) in prices.iter_mut().zip(here) {
            *price = (*price).min(from + here);
        }
        return;
    }
    for (guests, ((price, kept), here)) in (least..).zip(prices.iter_mut().zip(choices).zip(here)) {
        if from + here < *price {
            *price = from + here;
            *kept = choice(guests);
        }
    }
}

fn choice(guests: usize) -> u16 {
    u16::try_from(guests).expect("phi never takes more than 65,535 guests")
}
