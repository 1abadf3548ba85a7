//! How the solver, which counts in floats, is told of costs that we count in parts.

use super::closing;

/// The largest cost that the solver is handed in steps of its level; above, it gets units.
const WHOLE_MOST: i128 = 1_000_000;

/// How the solver counts a level: in whole steps where they are small numbers, which it handles without rounding, and
/// in units elsewhere.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Parts in a unit.
    pub scale: i64,
    /// Parts that the solver counts as 1.
    pub part: i128,
}

impl Measure {
    /// Returns how to count a level of such costs, so many parts a unit.
    #[must_use]
    pub fn new(costs: &[(u32, i128)], scale: i64) -> Self {
        let step = closing::step(costs.iter().map(|&(_, cost)| cost));
        let most = costs.iter().map(|&(_, cost)| cost).max().unwrap_or(0);
        let part = if most.div_euclid(step) <= WHOLE_MOST { step } else { i128::from(scale) };
        Self { scale, part }
    }

    /// Returns parts as the solver counts them.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for a solver that counts in floats")]
    pub fn of(self, parts: i128) -> f64 {
        parts as f64 / self.part as f64
    }

    /// Returns how many of the solver's ones make a unit.
    #[must_use]
    pub fn per_unit(self) -> f64 {
        self.of(i128::from(self.scale))
    }

    /// Returns a cap: exact in steps, and with the closing tolerance added in units; plans are recounted anyway.
    #[must_use]
    pub fn cap(self, parts: i128) -> f64 {
        if self.part == i128::from(self.scale) && self.scale > 1 {
            self.of(parts) + closing::tolerance(self.of(parts))
        } else {
            self.of(parts.div_euclid(self.part) * self.part)
        }
    }
}
