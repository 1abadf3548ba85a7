//! What the kernel works with: a line of guests, and the rooms and hotels that are left for them.
//!
//! Plain data. `offer` fills it in, `phi` and `pattern` read it.

use super::fill::Filled;
use super::index::position;
use crate::program::Keeping;

/// A price in the kernel: whole parts, packed from the levels by `price`.
pub type Price = i64;

/// More than any price. Sums of a few of them still fit.
pub const INFINITE: Price = 1 << 60;

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
    pub each: Price,
    /// Price of a guest.
    pub per_guest: Price,
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
    pub fn price(&self, keeping: Keeping, guests: u32) -> Price {
        Price::from(guests) * self.per_guest + Price::from(self.rooms_for(keeping, guests)) * self.each
    }
}

impl Room {
    /// Returns the price of the guests `start .. start + guests` of a line, where they all fit.
    #[must_use]
    pub fn price_of_several(&self, queue: &Queue, start: usize, guests: usize) -> Price {
        let (mut from, mut rooms, mut own, mut beds) = (0, 0, 0, 0);
        for &(_, keeping, all) in &queue.lots {
            let to = from + all as usize;
            let here = position((start + guests).min(to).saturating_sub(start.max(from)));
            from = to;
            rooms += self.rooms_for(keeping, here);
            if keeping == Keeping::Beds {
                beds += here;
            } else {
                own += self.rooms_for(keeping, here);
            }
        }
        if own > self.rooms || beds > self.beds {
            return INFINITE;
        }
        Price::from(position(guests)) * self.per_guest + Price::from(rooms) * self.each
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
    pub per_use: Price,
    /// Its places, in their order.
    pub rooms: Vec<Room>,
    /// Guests that must be in a wing.
    pub minima: Vec<(u32, u32)>,
    /// Rooms left in sets of places (positions in `rooms`) that share a limit.
    pub limits: Vec<(Vec<usize>, u32)>,
    /// So many guests are free; each guest more costs the price.
    pub dear: Vec<(u32, Price)>,
    /// So many guests are wanted; each guest missing costs the price.
    pub short: Vec<(u32, Price)>,
    /// Price of each wing beyond the first; none where any may be used.
    pub further_wing: Option<Price>,
}

impl Offer {
    /// Returns an upper bound on the guests that the hotel takes.
    #[must_use]
    pub fn most(&self) -> u64 {
        let each = |room: &Room| room.holds(Keeping::Together).max(u64::from(room.beds));
        self.rooms.iter().map(each).sum::<u64>().min(u64::from(self.guests_max)).min(GUESTS_MOST)
    }

    /// Returns a lower bound on the price a head of any guests in this hotel.
    #[must_use]
    pub fn floor(&self) -> Price {
        let head = |room: &Room| room.per_guest + room.each.div_euclid(Price::from(room.guests_max.max(1)));
        let least = self.rooms.iter().map(head).min().unwrap_or(INFINITE);
        least + self.per_use.div_euclid(Price::from(self.guests_max.max(1)))
    }

    /// Tells whether it matters how many of its wings are used. Where some of them must be, they are filled first.
    #[must_use]
    pub fn counts_wings(&self) -> bool {
        self.further_wing.is_some()
            && self.minima.is_empty()
            && self.rooms.windows(2).any(|pair| pair[0].wing != pair[1].wing)
    }

    /// Returns what so many guests cost because they are many, or few.
    #[must_use]
    pub fn crowding(&self, guests: u32) -> Price {
        let many = self.dear.iter().map(|&(free, price)| Price::from(guests.saturating_sub(free)) * price);
        let few = self.short.iter().map(|&(wanted, price)| Price::from(wanted.saturating_sub(guests)) * price);
        many.chain(few).sum()
    }

    /// Returns the price of rooms that were filled.
    #[must_use]
    pub fn price(&self, filled: &[Filled]) -> Price {
        let price = |each: &Filled| {
            let room = &self.rooms[each.room];
            Price::from(each.guests) * room.per_guest + Price::from(each.rooms) * room.each
        };
        filled.iter().map(price).sum()
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
    pub fn lot_at(&self, at: usize) -> (usize, usize) {
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
