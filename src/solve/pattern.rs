//! The pattern kernel: the cheapest way to spread the guests of one demand over hotels, by dynamic programming.
//!
//! f[q] is the least price of hosting the first q guests with the offers looked at so far, and
//!     f[q] <- min(f[q], f[q - p] + phi(q - p, p) + split)   for every p that the hotel takes,
//! where phi is the cheapest rooms of one hotel for p guests (`phi`). At the end, min over q of
//! f[q] + unmet * (n - q). Hotels are counted in layers only if the most hotels are overrun without.
//!
//! Exact for a demand of one lot. Guests of several lots stand in a fixed line, lot after lot, and every hotel takes
//! guests who stand together: a restriction, good enough for a start; bounds merge the lots instead (`alone`).
//! Knows nothing of other demands: `ledger` says what they have left.

use super::phi::Phi;
use super::stock::{INFINITE, Offer, Queue};

/// The most choices remembered at a time: two bytes each.
const CHOICES_MOST: usize = 1 << 27;

/// What is asked of the kernel.
pub struct Task<'a> {
    /// The guests, lot after lot.
    pub queue: &'a Queue,
    /// The hotels, with what is left in them.
    pub offers: &'a [Offer],
    /// Price of a guest who is not placed.
    pub unmet: i128,
    /// Price of each hotel beyond the first.
    pub split: i128,
    /// The most hotels.
    pub hotels_max: Option<u32>,
    /// Everybody must be placed.
    pub complete: bool,
}

/// Guests `start .. start + guests` of the queue in the hotel of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Position of the offer.
    pub offer: usize,
    /// The first of the guests.
    pub start: u32,
    /// How many.
    pub guests: u32,
}

/// The buffers of the kernel, reused from call to call.
#[derive(Default)]
pub struct Kernel {
    prices: Vec<i128>,
    choices: Vec<u16>,
    window: std::collections::VecDeque<(usize, i128)>,
    /// The next price to enter the window.
    next: usize,
    phi: Phi,
    /// Work done so far: transitions looked at.
    pub work: u64,
}

/// Layers of hotels counted, and guests in the queue.
#[derive(Clone, Copy)]
struct Shape {
    layers: usize,
    guests: usize,
    traced: bool,
}

impl Kernel {
    /// Returns the cheapest pattern and its price; none where the task cannot be met.
    pub fn best(&mut self, task: &Task) -> Option<(i128, Vec<Part>)> {
        let guests = reachable(task);
        let shape = Shape { layers: 0, guests, traced: true };
        if (guests + 1).saturating_mul(task.offers.len()) > CHOICES_MOST {
            return self.best_of_few(task, guests);
        }
        let found = self.run(task, shape);
        let most = task.hotels_max.map_or(usize::MAX, |most| most as usize);
        match found {
            Some((_, parts)) if parts.len() > most => {
                if (guests + 1).saturating_mul(task.offers.len()).saturating_mul(most) > CHOICES_MOST {
                    return self.best_of_few(task, guests);
                }
                self.run(task, Shape { layers: most, ..shape })
            }
            found => found,
        }
    }

    /// Returns a lower bound on the price of any pattern; `INFINITE` where the task cannot be met. The most hotels
    /// are left out where counting them would take more than `work` transitions.
    pub fn bound(&mut self, task: &Task, work: u64) -> i128 {
        let guests = reachable(task);
        let layers = task.hotels_max.map_or(0, |most| most as usize);
        let layered = layers > 0 && layers < task.offers.len();
        let cells = (guests as u64 + 1).saturating_mul(task.offers.len() as u64).saturating_mul(layers as u64);
        let layers = if layered && cells <= work { layers } else { 0 };
        self.run(task, Shape { layers, guests, traced: false }).map_or(INFINITE, |(price, _)| price)
    }

    /// Solves a task that is too large to remember all choices: with the largest offers only.
    fn best_of_few(&mut self, task: &Task, guests: usize) -> Option<(i128, Vec<Part>)> {
        let layers = task.hotels_max.map_or(0, |most| most as usize).min(guests);
        let few = CHOICES_MOST.div_euclid((guests + 1).saturating_mul(layers.max(1))).max(1);
        let mut order: Vec<usize> = (0..task.offers.len()).collect();
        order.sort_by_key(|&at| (!task.offers[at].forced, std::cmp::Reverse(task.offers[at].most()), at));
        order.truncate(few);
        order.sort_unstable();
        let offers: Vec<Offer> = order.iter().map(|&at| task.offers[at].clone()).collect();
        let narrow = Task { offers: &offers, ..*task };
        let (price, mut parts) = self.run(&narrow, Shape { layers, guests, traced: true })?;
        for part in &mut parts {
            part.offer = order[part.offer];
        }
        Some((price, parts))
    }

    fn run(&mut self, task: &Task, shape: Shape) -> Option<(i128, Vec<Part>)> {
        let width = shape.guests + 1;
        self.prices.clear();
        self.prices.resize(width * (shape.layers + 1), INFINITE);
        self.prices[0] = 0;
        self.choices.clear();
        if shape.traced {
            self.choices.resize(width * shape.layers.max(1) * task.offers.len(), 0);
        }
        for (at, offer) in task.offers.iter().enumerate() {
            self.phi.fill(offer, task.queue, shape.guests);
            for layer in (0..shape.layers.max(1)).rev() {
                self.extend(task, shape, at, layer);
            }
            if offer.forced && shape.layers > 0 {
                self.prices[..width].fill(INFINITE);
            }
        }
        self.finish(task, shape)
    }

    /// Adds one offer to one layer of prices, from the end of the line so that an offer is used once.
    fn extend(&mut self, task: &Task, shape: Shape, at: usize, layer: usize) {
        let width = shape.guests + 1;
        let (from, to) = if shape.layers == 0 { (0, 0) } else { (layer * width, (layer + 1) * width) };
        let row = (at * shape.layers.max(1) + layer) * width;
        let extra = task.offers[at].per_use.saturating_add(task.split);
        self.window.clear();
        self.next = width;
        for q in (0..width).rev() {
            let kept = if task.offers[at].forced { INFINITE } else { self.prices[to + q] };
            let found = match self.phi.slope() {
                Some(slope) => self.slide(from, q, slope),
                None => self.scan(from, q),
            };
            let (price, guests) = found.map_or((INFINITE, 0), |(price, guests)| (price + extra, guests));
            let (price, guests) = if price < kept { (price, guests) } else { (kept, 0) };
            self.prices[to + q] = price.min(INFINITE);
            if shape.traced {
                self.choices[row + q] = u16::try_from(guests).expect("phi never takes more than 65,535 guests");
            }
        }
    }

    /// Returns the least price of q guests of whom the last p are here, and p: looks at every p.
    fn scan(&mut self, from: usize, q: usize) -> Option<(i128, usize)> {
        let (least, most) = (self.phi.least(), self.phi.most().min(q));
        self.work += (most + 1).saturating_sub(least) as u64;
        let price = |p: usize| self.prices[from + q - p] + self.phi.at(q - p, p);
        (least..=most).map(|p| (price(p), p)).min()
    }

    /// The same where phi is linear in p: the least of f[r] - slope * r over a sliding window of r = q - p.
    fn slide(&mut self, from: usize, q: usize, slope: i128) -> Option<(i128, usize)> {
        let (least, most) = (self.phi.least(), self.phi.most().min(q));
        if most < least {
            return None;
        }
        self.work += 1;
        while self.next > q - most {
            self.next -= 1;
            if self.next + least <= q {
                let key = self.prices[from + self.next].saturating_sub(slope * self.next as i128);
                while self.window.back().is_some_and(|&(_, last)| key < last) {
                    self.window.pop_back();
                }
                self.window.push_back((self.next, key));
            }
        }
        while self.window.front().is_some_and(|&(r, _)| r + least > q) {
            self.window.pop_front();
        }
        self.window.front().map(|&(r, _)| (self.prices[from + r] + self.phi.at(r, q - r), q - r))
    }

    fn finish(&self, task: &Task, shape: Shape) -> Option<(i128, Vec<Part>)> {
        let width = shape.guests + 1;
        let total = task.queue.guests();
        let (mut best, mut end) = (INFINITE, (0, 0));
        for layer in 0..=shape.layers {
            for q in 0..width {
                let price = self.prices[layer * width + q];
                let left = i128::from(total) - q as i128;
                if price >= INFINITE || (task.complete && left > 0) {
                    continue;
                }
                let refund = if q > 0 { task.split } else { 0 };
                let price = price - refund + left * task.unmet;
                if price < best {
                    (best, end) = (price, (layer, q));
                }
            }
        }
        (best < INFINITE).then(|| (best, if shape.traced { self.trace(task, shape, end) } else { Vec::new() }))
    }

    fn trace(&self, task: &Task, shape: Shape, end: (usize, usize)) -> Vec<Part> {
        let (mut layer, mut q) = end;
        let width = shape.guests + 1;
        let mut parts = Vec::new();
        for at in (0..task.offers.len()).rev() {
            if q == 0 {
                break;
            }
            let row = (at * shape.layers.max(1) + layer.saturating_sub(1)) * width;
            let guests = self.choices[row + q];
            if guests > 0 {
                q -= usize::from(guests);
                layer = layer.saturating_sub(1);
                parts.push(Part { offer: at, start: super::index::position(q), guests: u32::from(guests) });
            }
        }
        parts.reverse();
        parts
    }
}

/// Returns how many guests of the queue the offers can hold at most.
fn reachable(task: &Task) -> usize {
    let held: u64 = task.offers.iter().map(Offer::most).sum();
    usize::try_from(held.min(u64::from(task.queue.guests()))).expect("guests are counted with 32 bits")
}
