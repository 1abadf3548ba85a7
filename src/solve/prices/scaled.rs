//! Prices seen from outside: through each hotel of a demand, and again with less at some hotels.

use super::Prices;
use super::group::Pricer;
use super::row::Dense;
use super::scene::{Scene, shares_beds};
use super::tariff::Tariff;
use crate::program::position;
use crate::solve::index::Index;

/// Parts in the whole price of a hotel.
pub const WHOLE: u8 = 16;

impl Prices {
    /// Returns what everything costs under these prices, those of rooms and uses apart.
    #[must_use]
    pub fn tariff<'p>(&self, index: &Index<'p>) -> Tariff<'p> {
        Tariff::new(index.program, self.aim.clone(), &self.values.caps)
    }

    /// Returns by demand, for every candidate that may be used, a price in grains that no pattern using it undercuts.
    #[must_use]
    pub fn through(&self, index: &Index) -> Vec<Vec<(u32, i64)>> {
        let tariff = self.tariff(index);
        let scene = Scene { index, tariff: &tariff, layout: &self.layout, dense: &self.dense, uses: &self.values.uses };
        let mut pricer = Pricer::default();
        (0..position(index.program.demands.len())).map(|demand| pricer.through(&scene, demand)).collect()
    }

    /// Returns prices of which only some sixteenths are left at each hotel.
    #[must_use]
    pub fn scaled(&self, index: &Index, sixteenths: &[u8]) -> Self {
        let mut values = self.values.clone();
        for stand in &self.layout.stands {
            let left = i64::from(sixteenths[stand.hotel as usize].min(WHOLE));
            let scale = |price: &mut i64| *price = price.saturating_mul(left).div_euclid(i64::from(WHOLE));
            for block in stand.blocks.clone() {
                values.rooms[self.layout.rows_of(block)].iter_mut().for_each(scale);
            }
            values.uses[stand.uses.clone()].iter_mut().for_each(scale);
        }
        let mut dense = Dense::default();
        dense.fill(&self.layout, &values, index.program.demands.iter().any(shares_beds));
        Self { aim: self.aim.clone(), grains: self.grains, layout: self.layout.clone(), values, dense }
    }
}
