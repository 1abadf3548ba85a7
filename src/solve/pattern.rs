//! The pattern kernel: the cheapest way to spread the guests of one demand over hotels, by dynamic programming.
//!
//! f[q] is the least price of hosting the first q guests with the offers looked at so far, and
//!     f[q] <- min(f[q], f[q - p] + phi(q - p, p) + split)   for every p that the hotel takes,
//! where phi is the cheapest rooms of one hotel for p guests (`phi`). At the end, min over q of
//! f[q] + unmet * (n - q). Hotels are counted in layers only if the most hotels are overrun without.
//!
//! Offers come in ascending order of the least that a guest costs there (their floor), those that must be used first.
//! So a price f[q] is dropped, exactly, as soon as f[q] + (n - q) * min(floor, unmet) is no less than the best end so
//! far: no pattern that goes on from there with a later offer is cheaper. Once no price is left alive the sweep ends.
//!
//! Exact for a demand of one lot. Guests of several lots stand in a fixed line, lot after lot, and every hotel takes
//! guests who stand together: a restriction, good enough for a start; bounds merge the lots instead (`alone`).
//! Knows nothing of other demands: `offer` says what they have left.

use super::index::position;
use super::stock::{INFINITE, Offer, Price, Queue};
use super::supply::{Sorted, Supply};
use super::sweep::{Shape, Sweep};

/// The most choices remembered at a time: two bytes each.
const CHOICES_MOST: usize = 1 << 27;

/// Hotels that are of no use between two looks at which prices are alive.
const LOOKS: u32 = 4;

/// What is asked of the kernel.
pub struct Task<'a> {
    /// The guests, lot after lot.
    pub queue: &'a Queue,
    /// The hotels, with what is left in them, in any order.
    pub offers: &'a [Offer],
    /// Price of a guest who is not placed.
    pub unmet: Price,
    /// Price of each hotel beyond the first.
    pub split: Price,
    /// The most hotels.
    pub hotels_max: Option<u32>,
    /// Price of each hotel beyond the most; none where that must hold.
    pub over: Option<Price>,
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

/// The kernel, with its buffers.
#[derive(Default)]
pub struct Kernel {
    sweep: Sweep,
}

impl Kernel {
    /// Returns the work done so far: transitions looked at, and what else was counted in.
    #[must_use]
    pub fn work(&self) -> u64 {
        self.sweep.work
    }

    /// Counts work of others in.
    pub fn count(&mut self, work: u64) {
        self.sweep.work += work;
    }

    /// Returns the cheapest pattern and its price; none where the task cannot be met.
    pub fn best(&mut self, task: &Task) -> Option<(Price, Vec<Part>)> {
        let mut supply = Sorted::new(task.offers);
        let (price, mut parts) = self.best_of(task, &mut supply)?;
        for part in &mut parts {
            part.offer = supply.position(part.offer);
        }
        Some((price, parts))
    }

    /// Returns the cheapest pattern of offers that are made one after another; `task.offers` is not looked at.
    pub fn best_of(&mut self, task: &Task, supply: &mut dyn Supply) -> Option<(Price, Vec<Part>)> {
        let width = width(task, supply.hold());
        let found = self.run(task, supply, Shape { layers: 0, width, traced: true });
        let most = task.hotels_max.map_or(usize::MAX, |most| most as usize);
        let (price, parts) = found?;
        if parts.len() <= most {
            return Some((price, parts));
        }
        let fits = width.saturating_mul(most) <= CHOICES_MOST;
        let Some(over) = task.over else {
            return if fits {
                self.run(task, supply, Shape { layers: most, width, traced: true })
            } else {
                Some((price, largest(parts, most)))
            };
        };
        // Either any number of hotels, those beyond the most paid for, or no more than that: not what lies between.
        let paid = price + Price::from(position(parts.len() - most)) * over;
        let limited = if fits { self.run(task, supply, Shape { layers: most, width, traced: true }) } else { None };
        limited.filter(|&(price, _)| price <= paid).or(Some((paid, parts)))
    }

    /// Returns a lower bound on the price of any pattern; `INFINITE` where the task cannot be met. The most hotels
    /// are left out where counting them would take more than `work` transitions.
    pub fn bound(&mut self, task: &Task, work: u64) -> Price {
        let mut supply = Sorted::new(task.offers);
        let width = width(task, supply.hold());
        let layers = task.hotels_max.map_or(0, |most| most as usize);
        let layered = layers > 0 && layers < task.offers.len();
        let cells = (width as u64).saturating_mul(task.offers.len() as u64).saturating_mul(layers as u64);
        let fits = cells <= work && width.saturating_mul(layers) <= CHOICES_MOST;
        let layers = if layered && fits { layers } else { 0 };
        let shape = Shape { layers, width, traced: false };
        self.run(task, &mut supply, shape).map_or(INFINITE, |(price, _)| price)
    }

    fn run(&mut self, task: &Task, supply: &mut dyn Supply, shape: Shape) -> Option<(Price, Vec<Part>)> {
        self.sweep.start(shape);
        let (mut at, mut idle) = (0, 0_u32);
        while let Some(floor) = supply.floor(at) {
            let is_made = at < supply.made();
            if is_made || idle % LOOKS == 0 {
                self.sweep.look_ahead(task, shape, floor);
            }
            if !is_made {
                if self.sweep.live.is_empty() {
                    break;
                }
                supply.advance();
                if at == supply.made() {
                    // The prices are what they were: what was alive is looked at again now and then only.
                    idle += 1;
                    continue;
                }
            }
            idle = 0;
            if shape.traced {
                let cells = (at + 1).saturating_mul(shape.width * shape.rows());
                if cells > CHOICES_MOST && at > 0 {
                    // Too large to remember: what was looked at so far must do.
                    break;
                }
                self.sweep.choices.resize(cells, 0);
            }
            self.sweep.add(task, shape, (at, supply.offer(at)));
            at += 1;
        }
        self.finish(task, shape, at)
    }

    fn finish(&self, task: &Task, shape: Shape, offers: usize) -> Option<(Price, Vec<Part>)> {
        let (width, total) = (shape.width, task.queue.guests() as usize);
        let (mut best, mut end) = (INFINITE, (0, 0));
        for layer in 0..=shape.layers {
            for q in 0..width {
                let price = self.sweep.prices[layer * width + q];
                let left = total - q;
                if price >= INFINITE || (task.complete && left > 0) {
                    continue;
                }
                let refund = if q > 0 { task.split } else { 0 };
                let price = price - refund + Price::from(position(left)) * task.unmet;
                if price < best {
                    (best, end) = (price, (layer, q));
                }
            }
        }
        (best < INFINITE).then(|| (best, if shape.traced { self.trace(shape, end, offers) } else { Vec::new() }))
    }

    fn trace(&self, shape: Shape, end: (usize, usize), offers: usize) -> Vec<Part> {
        let (mut layer, mut q) = end;
        let mut parts = Vec::new();
        for at in (0..offers).rev() {
            if q == 0 {
                break;
            }
            let row = (at * shape.rows() + layer.saturating_sub(1)) * shape.width;
            let guests = self.sweep.choices[row + q];
            if guests > 0 {
                q -= usize::from(guests);
                layer = layer.saturating_sub(1);
                parts.push(Part { offer: at, start: position(q), guests: u32::from(guests) });
            }
        }
        parts.reverse();
        parts
    }
}

/// Returns one more than the guests who can be held at all.
fn width(task: &Task, hold: u64) -> usize {
    usize::try_from(hold.min(u64::from(task.queue.guests()))).expect("guests are counted with 32 bits") + 1
}

/// Keeps the largest parts: what is left of a pattern that is too large to be counted in layers.
fn largest(mut parts: Vec<Part>, most: usize) -> Vec<Part> {
    parts.sort_by_key(|part| (std::cmp::Reverse(part.guests), part.offer));
    parts.truncate(most);
    parts.sort_by_key(|part| part.start);
    parts
}
