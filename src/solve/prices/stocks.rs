//! The rooms of one hotel at their prices, and the least price of some guests in them: a bounded knapsack.

use super::scene::Scene;
use super::tariff::INFINITE;
use crate::program::{Demand, Keeping};

/// Rooms of a place at their prices.
#[derive(Debug, Clone, Copy)]
pub struct Stock {
    /// Position of the place in the program.
    pub place: u32,
    /// Its pool.
    pub pool: u32,
    /// Most guests.
    pub holds: u32,
    /// Guests to a room.
    size: u32,
    /// Price of a room over the stay.
    room: i64,
    /// Price of a guest.
    guest: i64,
}

impl Stock {
    /// Returns the fewest rooms for so many guests.
    #[must_use]
    pub fn rooms(&self, guests: u32) -> u32 {
        guests.div_ceil(self.size)
    }

    fn price(&self, guests: u32) -> i64 {
        i64::from(self.rooms(guests)) * self.room + i64::from(guests) * self.guest
    }

    /// Returns no more than the price of any guest here.
    #[must_use]
    pub fn head(&self) -> i64 {
        if self.size == 1 { self.room + self.guest } else { self.room.div_euclid(i64::from(self.size)) + self.guest }
    }
}

/// The rooms of one hotel; its buffers are kept.
#[derive(Default)]
pub struct Stocks {
    /// Place by place.
    pub all: Vec<Stock>,
    wider: Vec<i64>,
}

impl Stocks {
    /// Prices the places of a candidate, those left out that would cost what must stay 0.
    pub fn fill(&mut self, scene: &Scene, (of, at): (&Demand, u32), keeping: Keeping) {
        let program = scene.index.program;
        let candidate = &program.candidates[at as usize];
        let per_guest = scene.tariff.of(candidate.per_guest).unwrap_or(0);
        let most = scene.tariff.most;
        self.all.clear();
        for place in candidate.places.clone() {
            let there = &program.places[place as usize];
            let (Some(room), Some(guest)) = (scene.tariff.of(there.per_room), scene.tariff.of(there.per_guest)) else {
                continue;
            };
            let by_bed = keeping == Keeping::Beds;
            let mut price = scene.dense.over(scene.layout.block(there.pool, of.cohort), of.held, by_bed);
            for block in scene.layout.wider_of(there.pool) {
                price = price.saturating_add(scene.dense.over(block, of.held, by_bed));
            }
            let (room, guest) = if by_bed {
                (room, (guest + per_guest).saturating_add(price))
            } else {
                (room.saturating_add(price), guest + per_guest)
            };
            let size = if keeping == Keeping::Alone { 1 } else { there.guests_max.max(1) };
            let holds = there.rooms_max.saturating_mul(size);
            self.all.push(Stock { place, pool: there.pool, holds, size, room: room.min(most), guest: guest.min(most) });
        }
    }

    /// Fills the table of prices of 0 to `most` guests, a fixed price included in each.
    pub fn table(&mut self, phi: &mut Vec<i64>, most: u32, fixed: i64) {
        phi.clear();
        phi.push(0);
        for stock in &self.all {
            widen(phi, stock, most, &mut self.wider);
            std::mem::swap(phi, &mut self.wider);
        }
        for cell in phi.iter_mut() {
            *cell += fixed;
        }
    }

    /// Returns how so many guests are spread over the rooms where they are cheapest.
    #[must_use]
    pub fn spread(&self, guests: u32) -> Vec<(Stock, u32)> {
        let mut tables = vec![vec![0_i64]];
        for stock in &self.all {
            let mut next = Vec::new();
            widen(&tables[tables.len() - 1], stock, guests, &mut next);
            tables.push(next);
        }
        let mut left = guests;
        let mut found = Vec::new();
        for (at, stock) in self.all.iter().enumerate().rev() {
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
