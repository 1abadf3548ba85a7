//! The cheapest rooms of one hotel for some guests of a demand: the table phi that the pattern kernel adds up.
//!
//! For guests of one lot it is an exact bounded min-knapsack over the places of the hotel. Guests of several lots, and
//! hotels with a limit above their pools, are filled place after place: rooms that may be, not always the cheapest.

use super::fill::{Left, fill, rooms_of, spread};
use super::index::position;
use super::stock::{INFINITE, Offer, Price, Queue};
use super::wings::in_wings;
use crate::program::Keeping;

/// The table of one offer.
#[derive(Default)]
pub struct Phi {
    least: usize,
    most: usize,
    slope: Option<Price>,
    /// By lot: the price of so many guests of that lot only.
    pure: Vec<Vec<Price>>,
    /// The lots' ends in the line.
    ends: Vec<usize>,
    /// By first guest, from `mixed_from` on: the price of so many guests who are of several lots.
    mixed: Vec<Vec<Price>>,
    mixed_from: usize,
}

impl Phi {
    /// Returns the fewest guests it takes.
    #[must_use]
    pub fn least(&self) -> usize {
        self.least
    }

    /// Returns the most guests it takes; below `least` if it takes nobody.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// Returns the price of one more guest where it is the same from `least` to `most`.
    #[must_use]
    pub fn slope(&self) -> Option<Price> {
        self.slope
    }

    /// Returns the prices by guests where all are of one lot.
    #[must_use]
    pub fn only(&self) -> Option<&[Price]> {
        if let [only] = self.pure.as_slice() { Some(only) } else { None }
    }

    /// Returns the price of the guests `start .. start + guests`.
    #[must_use]
    pub fn at(&self, start: usize, guests: usize) -> Price {
        if let [only] = self.pure.as_slice() {
            return only[guests];
        }
        let lot = self.ends.iter().position(|&end| start < end).unwrap_or(0);
        if start + guests <= self.ends[lot] {
            return self.pure[lot].get(guests).copied().unwrap_or(INFINITE);
        }
        self.mixed[start - self.mixed_from].get(guests).copied().unwrap_or(INFINITE)
    }

    /// Fills the table for an offer, for at most so many guests.
    pub fn fill(&mut self, offer: &Offer, queue: &Queue, guests: usize) {
        let most = usize::try_from(offer.most()).expect("at most 65,535").min(guests);
        self.least = offer.guests_min.max(1) as usize;
        self.most = most;
        self.slope = None;
        self.pure.resize(queue.lots.len(), Vec::new());
        self.ends.clear();
        let mut end = 0;
        for (lot, &(_, keeping, of_lot)) in queue.lots.iter().enumerate() {
            end += of_lot as usize;
            self.ends.push(end);
            table(&mut self.pure[lot], offer, keeping, most.min(of_lot as usize));
            crowd(&mut self.pure[lot], offer);
        }
        if let [only] = self.pure.as_slice() {
            self.most = only.len() - 1;
            self.slope = slope(only, self.least, self.most);
        } else if offer.minima.is_empty() {
            self.mix(offer, queue, guests);
        } else {
            self.most = 0;
        }
    }

    /// Fills the prices of guests of several lots.
    fn mix(&mut self, offer: &Offer, queue: &Queue, guests: usize) {
        self.mixed.clear();
        self.mixed_from = self.ends[0].saturating_sub(self.most);
        for start in self.mixed_from..self.ends[self.ends.len() - 2].min(guests) {
            if start + self.least > guests {
                self.mixed.push(Vec::new());
                continue;
            }
            let (_, end) = queue.lot_at(start);
            let mut prices = vec![INFINITE; self.most.min(guests - start) + 1];
            for (p, cell) in prices.iter_mut().enumerate().skip(self.least.max(end - start + 1)) {
                *cell = match offer.rooms.as_slice() {
                    _ if offer.counts_wings() => {
                        let segment = queue.segment(position(start), position(p));
                        in_wings(offer, &segment).map_or(INFINITE, |(price, _)| price)
                    }
                    [only] if offer.limits.is_empty() => only.price_of_several(queue, start, p),
                    _ => {
                        let segment = queue.segment(position(start), position(p));
                        fill(offer, &segment).map_or(INFINITE, |(price, _)| price)
                    }
                };
            }
            crowd(&mut prices, offer);
            self.mixed.push(prices);
        }
    }
}

/// Adds what guests cost because they are many, or few.
fn crowd(prices: &mut [Price], offer: &Offer) {
    if offer.dear.is_empty() && offer.short.is_empty() {
        return;
    }
    for (guests, price) in prices.iter_mut().enumerate().filter(|(_, price)| **price < INFINITE) {
        *price += offer.crowding(position(guests));
    }
}

/// Fills the prices of 0 to `most` guests of one lot.
fn table(out: &mut Vec<Price>, offer: &Offer, keeping: Keeping, most: usize) {
    out.clear();
    if offer.counts_wings() {
        let price = |guests| in_wings(offer, &[(0, keeping, guests)]).map_or(INFINITE, |(price, _)| price);
        out.push(0);
        out.extend((1..=position(most)).map(price));
    } else if !offer.limits.is_empty() {
        let price = |guests| rooms_of(offer, &[(0, keeping, guests)]).map_or(INFINITE, |filled| offer.price(&filled));
        out.extend((0..=position(most)).map(price));
    } else if offer.minima.is_empty() {
        spread(out, &offer.rooms, keeping, most);
    } else {
        table_with_minima(out, offer, keeping, most);
    }
}

/// The same where guests must be in some wings: these first, the others wherever they are cheapest.
fn table_with_minima(out: &mut Vec<Price>, offer: &Offer, keeping: Keeping, most: usize) {
    let mut left = Left::new(offer);
    let (mut guests, mut price) = (0, 0);
    for &(wing, least) in &offer.minima {
        guests += least as usize;
        match left.fill_wing(wing, keeping, least) {
            Some(more) if guests <= most => price += more,
            _ => return out.push(INFINITE),
        }
    }
    spread(out, &left.rooms, keeping, most - guests);
    for cell in out.iter_mut() {
        *cell += price;
    }
    out.splice(0..0, std::iter::repeat_n(INFINITE, guests));
}

/// Returns the step of a table that is linear over a range worth a sliding window.
fn slope(table: &[Price], least: usize, most: usize) -> Option<Price> {
    if most < least + 4 {
        return None;
    }
    let step = table[least + 1] - table[least];
    let linear = table[least..=most].windows(2).all(|pair| pair[1] - pair[0] == step);
    (linear && step < INFINITE).then_some(step)
}
