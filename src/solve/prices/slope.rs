//! How a bound changes with its prices: rooms asked for less rooms there are, uses less openings.

use super::layout::{Layout, NONE, ROOM};
use crate::domain::Stay;
use crate::program::Amounts;

/// The slope of a bound at some prices, in the order of a layout.
#[derive(Debug, Clone, Default)]
pub struct Slope {
    /// By row, in `ROOM` parts of a room.
    pub rooms: Vec<i32>,
    /// By use.
    pub uses: Vec<i32>,
    /// What the patterns and openings cost at each capped level, in its parts.
    pub spent: Vec<i128>,
}

impl Slope {
    /// Starts with nothing asked for.
    pub fn clear(&mut self, layout: &Layout, caps: usize) {
        self.spent.clear();
        self.spent.resize(caps, 0);
        self.rooms.clear();
        self.rooms.resize(layout.rows.len(), 0);
        self.uses.clear();
        self.uses.resize(layout.uses.len(), 0);
    }

    /// Asks for rooms, or for beds, of a pool and its block on the nights held.
    pub fn take(&mut self, layout: &Layout, (pool, own): (u32, u32), (held, amount, by_bed): (Stay, u32, bool)) {
        for block in layout.wider_of(pool).chain((own != NONE).then_some(own)) {
            for row in layout.rows_of(block as usize) {
                let there = layout.rows[row];
                if held.covers(there.night) {
                    let share = if by_bed { ROOM.div_euclid(saturated(there.beds.max(1))) } else { ROOM };
                    self.rooms[row] = self.rooms[row].saturating_add(saturated(amount).saturating_mul(share));
                }
            }
        }
    }

    /// Adds the slope of other demands.
    pub fn add(&mut self, other: &Self) {
        let cells = self.rooms.iter_mut().chain(&mut self.uses).zip(other.rooms.iter().chain(&other.uses));
        cells.for_each(|(cell, other)| *cell = cell.saturating_add(*other));
        for (spent, other) in self.spent.iter_mut().zip(&other.spent) {
            *spent += other;
        }
    }

    /// Spends some costs so many times at the capped levels.
    pub fn spend(&mut self, costs: &Amounts, times: u32) {
        for &(level, amount) in costs {
            if let Some(spent) = self.spent.get_mut(level as usize) {
                *spent += i128::from(amount) * i128::from(times);
            }
        }
    }
}

/// Returns a number as directions count.
#[must_use]
pub fn saturated(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
