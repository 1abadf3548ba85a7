//! Guests into the rooms of one hotel: an exact knapsack for one lot, and a plain filling for several.
//!
//! Knows the rooms that are left, not who took the others.

use std::cmp::Ordering;

use super::index::position;
use super::stock::{INFINITE, Offer, Price, Room};
use super::wings::in_wings;
use crate::program::Keeping;

/// A part of a line of guests: the lot, how its guests keep, how many.
pub type Segment = [(u32, Keeping, u32)];

/// Guests of a lot in a room of an offer (a position in `Offer::rooms`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Position of the room.
    pub room: usize,
    /// The lot.
    pub lot: u32,
    /// How many rooms.
    pub rooms: u32,
    /// How many guests.
    pub guests: u32,
}

/// The rooms of an offer while they are being filled.
#[derive(Clone)]
pub struct Left {
    /// What is left.
    pub rooms: Vec<Room>,
    limits: Vec<(Vec<usize>, u32)>,
    filled: Vec<Filled>,
}

impl Left {
    /// Starts with all that an offer has.
    #[must_use]
    pub fn new(offer: &Offer) -> Self {
        Self { rooms: offer.rooms.clone(), limits: offer.limits.clone(), filled: Vec::new() }
    }

    /// Puts guests of the first lot into a wing; returns the price, or none where they do not fit.
    pub fn fill_wing(&mut self, wing: u32, keeping: Keeping, guests: u32) -> Option<Price> {
        self.fill_lot(0, keeping, guests, Some(wing))
    }

    /// Puts as many guests of a segment into a wing as it holds, those at the front of the line; returns their price and
    /// how many they are.
    pub fn fill_wing_up(&mut self, wing: u32, segment: &Segment) -> (Price, u32) {
        let (mut price, mut placed) = (0, 0);
        for &(lot, keeping, guests) in segment {
            let inside = (0..self.rooms.len()).filter(|&at| self.rooms[at].wing == wing);
            let hold: u64 = inside.map(|at| u64::from(self.holds(at, keeping))).sum();
            let mut here = u32::try_from(hold).unwrap_or(guests).min(guests);
            while here > 0 {
                let mut tried = self.clone();
                if let Some(more) = tried.fill_lot(lot, keeping, here, Some(wing)) {
                    *self = tried;
                    price += more;
                    placed += here;
                    break;
                }
                here -= 1;
            }
            if here < guests {
                break;
            }
        }
        (price, placed)
    }

    /// Returns what was filled.
    #[must_use]
    pub fn into_filled(self) -> Vec<Filled> {
        self.filled
    }

    /// Puts guests of a lot into the rooms that are cheapest a head: full rooms first, then the rest.
    fn fill_lot(&mut self, lot: u32, keeping: Keeping, guests: u32, wing: Option<u32>) -> Option<Price> {
        let mut order: Vec<usize> =
            (0..self.rooms.len()).filter(|&at| wing.is_none_or(|wing| self.rooms[at].wing == wing)).collect();
        order.sort_by(|&one, &other| by_head(&self.rooms[one], &self.rooms[other], keeping).then(one.cmp(&other)));
        let (mut rest, mut price) = (guests, 0);
        for &at in &order {
            let size = if keeping == Keeping::Alone { 1 } else { self.rooms[at].guests_max };
            let full = self.holds(at, keeping).min(rest);
            let full = full - full % size;
            price += self.take(at, lot, keeping, full);
            rest -= full;
        }
        while rest > 0 {
            let fitting = |&&at: &&usize| self.holds(at, keeping) > 0;
            let cost = |at: usize| {
                let here = self.holds(at, keeping).min(rest);
                (rest - here, self.rooms[at].price(keeping, here))
            };
            let &at = order.iter().filter(fitting).min_by_key(|&&at| cost(at))?;
            let here = self.holds(at, keeping).min(rest);
            price += self.take(at, lot, keeping, here);
            rest -= here;
        }
        Some(price)
    }

    /// Returns how many guests a room still holds, the limits above it included.
    fn holds(&self, at: usize, keeping: Keeping) -> u32 {
        let room = &self.rooms[at];
        let size = if keeping == Keeping::Together { u64::from(room.guests_max) } else { 1 };
        let limits = self.limits.iter().filter(|(members, _)| members.contains(&at));
        let least = limits.map(|&(_, rooms)| u64::from(rooms) * size).min().unwrap_or(u64::MAX);
        u32::try_from(room.holds(keeping).min(least)).unwrap_or(u32::MAX)
    }

    /// Takes rooms for guests out of what is left; a guest by bed counts as a room of the limits above the pool.
    fn take(&mut self, at: usize, lot: u32, keeping: Keeping, guests: u32) -> Price {
        if guests == 0 {
            return 0;
        }
        let room = &mut self.rooms[at];
        let rooms = room.rooms_for(keeping, guests);
        match keeping {
            Keeping::Beds => room.beds -= guests,
            Keeping::Alone | Keeping::Together => room.rooms -= rooms,
        }
        let price = room.price(keeping, guests);
        let of_limit = if keeping == Keeping::Beds { guests } else { rooms };
        for (members, left) in &mut self.limits {
            if members.contains(&at) {
                *left = left.saturating_sub(of_limit);
            }
        }
        match self.filled.iter_mut().find(|filled| filled.room == at && filled.lot == lot) {
            Some(filled) => {
                filled.guests += guests;
                filled.rooms = self.rooms[at].rooms_for(keeping, filled.guests);
            }
            None => self.filled.push(Filled { room: at, lot, rooms, guests }),
        }
        price
    }
}

/// Orders rooms by the price of a guest in a full room.
fn by_head(one: &Room, other: &Room, keeping: Keeping) -> Ordering {
    let size = |room: &Room| if keeping == Keeping::Alone { 1 } else { Price::from(room.guests_max) };
    let full = |room: &Room| room.each + size(room) * room.per_guest;
    (full(one) * size(other)).cmp(&(full(other) * size(one)))
}

/// Fills a segment of the line lot after lot; none where it does not fit that way.
#[must_use]
pub fn fill(offer: &Offer, segment: &Segment) -> Option<(Price, Vec<Filled>)> {
    let mut left = Left::new(offer);
    let mut price = 0;
    for &(lot, keeping, guests) in segment {
        price += left.fill_lot(lot, keeping, guests, None)?;
    }
    Some((price, left.filled))
}

/// Returns the rooms that the table `phi` counted on for a segment of the line; none where there are none.
#[must_use]
pub fn rooms_of(offer: &Offer, segment: &Segment) -> Option<Vec<Filled>> {
    if offer.counts_wings() {
        return in_wings(offer, segment).map(|(_, filled)| filled);
    }
    let &[(lot, keeping, guests)] = segment else {
        return fill(offer, segment).map(|(_, filled)| filled);
    };
    let mut left = Left::new(offer);
    let mut rest = guests;
    for &(wing, least) in &offer.minima {
        left.fill_lot(lot, keeping, least, Some(wing))?;
        rest = rest.checked_sub(least)?;
    }
    if offer.limits.is_empty() {
        for (at, guests) in trace(&left.rooms, keeping, rest)? {
            left.take(at, lot, keeping, guests);
        }
    } else {
        left.fill_lot(lot, keeping, rest, None)?;
    }
    Some(left.filled)
}

/// Fills the least price of 0 to `most` guests of one lot in some rooms, as far as they hold them.
pub fn spread(out: &mut Vec<Price>, rooms: &[Room], keeping: Keeping, most: usize) {
    out.clear();
    out.push(0);
    if keeping == Keeping::Alone {
        let mut singles: Vec<(Price, u32)> =
            rooms.iter().map(|room| (room.each + room.per_guest, room.rooms)).collect();
        singles.sort_unstable();
        for (step, rooms) in singles {
            let count = (rooms as usize).min(most + 1 - out.len());
            let last = out[out.len() - 1];
            out.extend((1..=count).map(|more| last + step * Price::from(position(more))));
        }
        return;
    }
    if rooms.windows(2).all(|pair| pair[0].per_guest == pair[1].per_guest) {
        return cover(out, rooms, keeping, most);
    }
    for room in rooms {
        *out = widened(out, room, keeping, most);
    }
}

/// The same where a guest costs the same everywhere: then only rooms are chosen, and at most one of them is not full.
fn cover(out: &mut Vec<Price>, rooms: &[Room], keeping: Keeping, most: usize) {
    for room in rooms {
        let size = room.guests_max as usize;
        let holds = usize::try_from(room.holds(keeping)).unwrap_or(usize::MAX).min(most);
        if holds == 0 {
            continue;
        }
        if let [nobody] = out.as_slice() {
            let nobody = *nobody;
            out.extend((1..=holds).map(|guests| nobody + Price::from(position(guests.div_ceil(size))) * room.each));
            continue;
        }
        let before = std::mem::take(out);
        let reach = (before.len() - 1 + holds).min(most);
        out.extend((0..=reach).map(|guests| {
            let fewest = (guests + 1).saturating_sub(before.len()).div_ceil(size);
            let enough = guests.min(holds).div_ceil(size);
            let with = |rooms: usize| {
                let elsewhere = guests - (rooms * size).min(holds).min(guests);
                before.get(elsewhere).map_or(INFINITE, |price| price + Price::from(position(rooms)) * room.each)
            };
            (fewest..=enough).map(with).min().unwrap_or(INFINITE)
        }));
    }
    let per_guest = rooms.first().map_or(0, |room| room.per_guest);
    for (guests, cell) in out.iter_mut().enumerate() {
        *cell += Price::from(position(guests)) * per_guest;
    }
}

/// Returns the prices once another room may be used.
fn widened(before: &[Price], room: &Room, keeping: Keeping, most: usize) -> Vec<Price> {
    let holds = usize::try_from(room.holds(keeping)).unwrap_or(usize::MAX).min(most);
    let own: Vec<Price> = (0..=holds).map(|guests| room.price(keeping, position(guests))).collect();
    if before.len() == 1 {
        return own;
    }
    let mut after = vec![INFINITE; (before.len() + holds).min(most + 1)];
    for (there, price) in before.iter().enumerate() {
        for (cell, own) in after[there..].iter_mut().zip(&own) {
            *cell = (*cell).min(price + own);
        }
    }
    after
}

/// Returns how many guests each room takes in the cheapest way to hold some guests of one lot.
fn trace(rooms: &[Room], keeping: Keeping, guests: u32) -> Option<Vec<(usize, u32)>> {
    let most = guests as usize;
    let mut layers = vec![vec![0]];
    for room in rooms {
        let next = widened(&layers[layers.len() - 1], room, keeping, most);
        layers.push(next);
    }
    let (mut left, mut parts) = (most, Vec::new());
    for (at, room) in rooms.iter().enumerate().rev() {
        let price = *layers[at + 1].get(left)?;
        let before = &layers[at];
        let here = (0..=left).find(|&here| {
            here as u64 <= room.holds(keeping)
                && before.get(left - here).is_some_and(|before| before + room.price(keeping, position(here)) == price)
        })?;
        if here > 0 {
            parts.push((at, position(here)));
        }
        left -= here;
    }
    parts.reverse();
    (left == 0).then_some(parts)
}
