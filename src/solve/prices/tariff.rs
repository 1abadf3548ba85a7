//! What everything costs at a level in whole grains, the caps of earlier levels priced in.
//!
//! A grain is the billionth of a unit of the level, or a part of it where parts are finer. Amounts of capped levels are
//! rounded down and their caps up, so that no rounding ever lifts a bound.

use crate::program::{CostId, Program};

/// Grains in one unit of a level, unless its parts are finer.
const GRAINS: i64 = 1_000_000_000;

/// More than any price of a pattern. Sums of two still fit.
pub const INFINITE: i64 = 1 << 62;

/// All prices of patterns that may be are below this.
pub const REACHED: i64 = 1 << 61;

/// Returns how many grains make a part of a level of the program.
#[must_use]
pub fn grains(program: &Program, level: usize) -> i64 {
    GRAINS.div_euclid(program.levels[level].scale.max(1)).max(1)
}

/// A level to be bounded, and what the earlier ones may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// The level.
    pub level: usize,
    /// The most that each earlier level may cost, in its parts.
    pub caps: Vec<i128>,
}

/// Costs at a level and at the capped ones, put together.
pub struct Tariff<'p> {
    program: &'p Program,
    /// The level, and what earlier ones may cost.
    aim: Aim,
    /// Grains for a part of the level.
    pub grains: i64,
    /// Price of a unit of each capped level, in grains.
    prices: Vec<i64>,
    /// Nothing costs more: sums over a demand stay far below `INFINITE`.
    pub most: i64,
    /// The price of each costs of the table; none where they would cost what must stay 0.
    table: Vec<Option<i64>>,
}

impl<'p> Tariff<'p> {
    /// Puts costs together, each cap at a price.
    #[must_use]
    pub fn new(program: &'p Program, aim: Aim, caps: &[i64]) -> Self {
        let guests = program.demands.iter().map(|demand| i64::from(demand.guests)).max().unwrap_or(0);
        let most = (1_i64 << 58).div_euclid(guests + 2);
        let grains = grains(program, aim.level);
        let mut tariff = Self { program, aim, grains, prices: Vec::new(), most, table: Vec::new() };
        tariff.set(caps);
        tariff
    }

    /// Changes the prices of the caps.
    pub fn set(&mut self, caps: &[i64]) {
        if self.prices == caps && !self.table.is_empty() {
            return;
        }
        self.prices = caps.to_vec();
        self.table = self.program.costs.iter().map(|(_, costs)| self.sum(costs)).collect();
    }

    /// Returns the price of some costs of the table; none where they would cost what must stay 0.
    #[must_use]
    #[inline]
    pub fn of(&self, id: CostId) -> Option<i64> {
        self.table[id.0 as usize]
    }

    /// Returns the price of some costs; none where they would cost what must stay 0.
    #[must_use]
    pub fn sum(&self, costs: &[(u32, i64)]) -> Option<i64> {
        let mut sum = 0_i128;
        for &(level, amount) in costs {
            let level = level as usize;
            if level == self.aim.level {
                sum += i128::from(self.grains) * i128::from(amount);
            } else if let Some(&cap) = self.aim.caps.get(level) {
                if cap <= 0 && amount > 0 {
                    return None;
                }
                let price = self.prices.get(level).copied().unwrap_or(0);
                sum += (i128::from(price) * i128::from(amount)).div_euclid(self.scale(level));
            }
        }
        Some(i64::try_from(sum).unwrap_or(self.most).min(self.most))
    }

    /// Returns what the priced caps take off a bound, in grains.
    #[must_use]
    pub fn credit(&self) -> i128 {
        let caps = self.prices.iter().zip(&self.aim.caps).enumerate();
        let credit = |(level, (&price, &cap)): (usize, (&i64, &i128))| {
            let (product, scale) = (i128::from(price).saturating_mul(cap.max(0)), self.scale(level));
            product.div_euclid(scale) + i128::from(product.rem_euclid(scale) > 0)
        };
        caps.map(credit).fold(0, i128::saturating_add)
    }

    /// Returns how many parts make a unit of a level.
    #[must_use]
    pub fn scale(&self, level: usize) -> i128 {
        i128::from(self.program.levels[level].scale.max(1))
    }

    /// Returns a bound in parts of the level from one in grains: the level is a whole number of parts, and never below 0.
    #[must_use]
    pub fn parts(&self, bound: i128) -> i128 {
        let grains = i128::from(self.grains);
        (bound.div_euclid(grains) + i128::from(bound.rem_euclid(grains) > 0)).max(0)
    }

    /// Returns the caps that are priced: those above 0.
    pub fn priced(&self) -> impl Iterator<Item = (usize, i128)> {
        self.aim.caps.iter().copied().enumerate().filter(|&(_, cap)| cap > 0)
    }

    /// Returns how many caps a slope has to look at: none where none is priced.
    #[must_use]
    pub fn priced_caps(&self) -> usize {
        if self.priced().next().is_some() { self.aim.caps.len() } else { 0 }
    }

    /// Returns the level.
    #[must_use]
    pub fn level(&self) -> usize {
        self.aim.level
    }
}
