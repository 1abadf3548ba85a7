//! The cheapest rooms of one hotel for some guests of a demand: the table phi that the pattern kernel adds up.
//!
//! For guests of one lot it is an exact bounded min-knapsack over the places of the hotel. Guests of several lots, and
//! hotels with a limit above their pools, are filled place after place: rooms that may be, not always the cheapest.

use super::fill::{Left, fill, spread};
use super::index::position;
use crate::program::Keeping;

/// More than any price. Sums of a few of them still fit.
pub const INFINITE: i128 = 1 << 124;

/// The most guests of a demand in one hotel that the kernel looks at.
const GUESTS_MOST: u64 = u16::MAX as u64;

/// What is left of a place for a demand.
#[derive(Debug, Clone)]
pub struct Room {
    /// Position of the place in its candidate.
    pub place: u32,
    /// Its wing.
    pub wing: u32,
    /// Rooms left.
    pub rooms: u32,
    /// Guests left to share by bed.
    pub beds: u32,
    /// Most guests in a room.
    pub guests_max: u32,
    /// Price of a room.
    pub each: i128,
    /// Price of a guest.
    pub per_guest: i128,
}

impl Room {
    /// Returns the most guests who keep to themselves in this way.
    #[must_use]
    pub fn holds(&self, keeping: Keeping) -> u64 {
        match keeping {
            Keeping::Alone => u64::from(self.rooms),
            Keeping::Together => u64::from(self.rooms) * u64::from(self.guests_max),
            Keeping::Beds => u64::from(self.beds),
        }
    }

    /// Returns the fewest rooms for so many guests.
    #[must_use]
    pub fn rooms_for(&self, keeping: Keeping, guests: u32) -> u32 {
        match keeping {
            Keeping::Alone => guests,
            Keeping::Together | Keeping::Beds => guests.div_ceil(self.guests_max),
        }
    }

    /// Returns the price of so many guests.
    #[must_use]
    pub fn price(&self, keeping: Keeping, guests: u32) -> i128 {
        i128::from(guests) * self.per_guest + i128::from(self.rooms_for(keeping, guests)) * self.each
    }
}

/// What is left of a hotel for a demand.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The candidate.
    pub candidate: u32,
    /// The fewest guests, if the hotel is used. At least 1.
    pub guests_min: u32,
    /// The most guests.
    pub guests_max: u32,
    /// The hotel must be used.
    pub forced: bool,
    /// Price of using the hotel.
    pub per_use: i128,
    /// Its places, in their order.
    pub rooms: Vec<Room>,
    /// Guests that must be in a wing.
    pub minima: Vec<(u32, u32)>,
    /// Rooms left in sets of places (positions in `rooms`) that share a limit.
    pub limits: Vec<(Vec<usize>, u32)>,
}

impl Offer {
    /// Returns an upper bound on the guests that the hotel takes.
    #[must_use]
    pub fn most(&self) -> u64 {
        let each = |room: &Room| room.holds(Keeping::Together).max(u64::from(room.beds));
        self.rooms.iter().map(each).sum::<u64>().min(u64::from(self.guests_max)).min(GUESTS_MOST)
    }
}

/// The guests of a demand in a line, lot after lot.
#[derive(Debug, Clone)]
pub struct Queue {
    /// Position of the lot, how its guests keep, and how many they are. No lot is empty.
    pub lots: Vec<(u32, Keeping, u32)>,
}

impl Queue {
    /// Returns how many guests stand in the line.
    #[must_use]
    pub fn guests(&self) -> u32 {
        self.lots.iter().map(|&(_, _, guests)| guests).sum()
    }

    /// Returns the guests `start .. start + guests` by lot, in the form of a line.
    #[must_use]
    pub fn segment(&self, start: u32, guests: u32) -> Vec<(u32, Keeping, u32)> {
        let (mut from, end) = (0, start + guests);
        let mut parts = Vec::new();
        for &(lot, keeping, all) in &self.lots {
            let to = from + all;
            let here = end.min(to).saturating_sub(start.max(from));
            if here > 0 {
                parts.push((lot, keeping, here));
            }
            from = to;
        }
        parts
    }

    /// Returns the lot that a guest belongs to, and where in the line that lot ends.
    fn lot_at(&self, at: usize) -> (usize, usize) {
        let mut end = 0;
        for (lot, &(_, _, guests)) in self.lots.iter().enumerate() {
            end += guests as usize;
            if at < end {
                return (lot, end);
            }
        }
        (self.lots.len(), end)
    }
}

/// The table of one offer.
#[derive(Default)]
pub struct Phi {
    least: usize,
    most: usize,
    slope: Option<i128>,
    /// By lot: the price of so many guests of that lot only.
    pure: Vec<Vec<i128>>,
    /// The lots' ends in the line.
    ends: Vec<usize>,
    /// By first guest, from `mixed_from` on: the price of so many guests who are of several lots.
    mixed: Vec<Vec<i128>>,
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
    pub fn slope(&self) -> Option<i128> {
        self.slope
    }

    /// Returns the price of the guests `start .. start + guests`.
    #[must_use]
    pub fn at(&self, start: usize, guests: usize) -> i128 {
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
            let (_, end) = queue.lot_at(start);
            let mut prices = vec![INFINITE; self.most.min(guests - start) + 1];
            for (p, cell) in prices.iter_mut().enumerate().skip(self.least.max(end - start + 1)) {
                let segment = queue.segment(position(start), position(p));
                *cell = fill(offer, &segment).map_or(INFINITE, |(price, _)| price);
            }
            self.mixed.push(prices);
        }
    }
}

/// Fills the prices of 0 to `most` guests of one lot.
fn table(out: &mut Vec<i128>, offer: &Offer, keeping: Keeping, most: usize) {
    out.clear();
    let mut left = Left::new(offer);
    let mut base = (0, 0);
    for &(wing, guests) in &offer.minima {
        match left.fill_wing(wing, keeping, guests) {
            Some(price) => base = (base.0 + guests as usize, base.1 + price),
            None => base.0 = usize::MAX,
        }
    }
    if base.0 > most {
        out.push(INFINITE);
        return;
    }
    if offer.limits.is_empty() {
        spread(out, &left.rooms, keeping, most - base.0);
    } else {
        let price = |guests| fill(offer, &[(0, keeping, guests)]).map_or(INFINITE, |(price, _)| price);
        out.extend((0..=position(most - base.0)).map(price));
    }
    if base.0 > 0 {
        for price in out.iter_mut() {
            *price += base.1;
        }
        out.splice(0..0, std::iter::repeat_n(INFINITE, base.0));
    }
}

/// Returns the step of a table that is linear over a range worth a sliding window.
fn slope(table: &[i128], least: usize, most: usize) -> Option<i128> {
    if most < least + 4 {
        return None;
    }
    let step = table[least + 1] - table[least];
    let linear = table[least..=most].windows(2).all(|pair| pair[1] - pair[0] == step);
    (linear && step < INFINITE).then_some(step)
}
