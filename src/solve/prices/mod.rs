//! Prices: a bound on a level by Lagrangian relaxation, and the prices that prove it.
//!
//! Rooms by night and uses of hotels get prices of at least 0; each demand then picks its own best pattern as if it were
//! alone, and each hotel is taken by the side that pays most (`docs/formulation.md`). Whatever the prices, the sum is
//! never above the value of any plan. All in whole numbers; `verify` sums it again with code of its own.

mod ascent;
pub mod certificate;
mod group;
mod here;
mod hotel;
mod layout;
mod region;
mod row;
mod scaled;
mod scene;
mod side;
mod slope;
mod stocks;
mod taken;
mod tariff;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::guard::Guard;
use super::index::Index;
use crate::program::{Demand, Scope};
use ascent::{Reach, Region, Summer, climb, how_far_ahead};
use group::Pricer;
use hotel::Earner;
use layout::Layout;
use region::regions;
use row::{Dense, Values};
pub use scaled::WHOLE;
use scene::Scene;
pub use scene::shares_beds;
use slope::Slope;
pub use tariff::{Aim, Tariff};

/// Regions are climbed one by one only where their layouts have fewer entries together.
const ENTRIES_MOST: usize = 20_000_000;

/// What is asked of a bound.
pub struct Ask<'a> {
    /// The level, and what earlier levels may cost.
    pub aim: Aim,
    /// The value of a plan at the level, in its parts.
    pub incumbent: i128,
    /// Prices to start with.
    pub start: Option<&'a Prices>,
    /// Work: transitions and rows looked at.
    pub work: u64,
    /// Threads; the answer does not depend on it.
    pub threads: usize,
}

/// Prices that prove a bound. They are in grains of the level: `grains` of them make one part.
pub struct Prices {
    /// The level, and what earlier levels may cost.
    pub aim: Aim,
    /// Grains in a part of the level.
    pub grains: i64,
    layout: Layout,
    values: Values,
    dense: Dense,
}

/// A bound with its prices.
pub struct Priced {
    /// No plan within the caps has less at the level, in its parts.
    pub bound: i128,
    /// The prices.
    pub prices: Prices,
    /// The work done.
    #[expect(dead_code, reason = "for the search, which shares work out")]
    pub work: u64,
    /// How often the bound was summed.
    #[expect(dead_code, reason = "for measuring")]
    pub rounds: u64,
}

/// What a bound is made of, in grains: the sum of the first, less that of the second, less the credit.
pub struct Sums {
    /// The price of the cheapest pattern of each demand; none where it has none.
    pub demands: Vec<Option<i64>>,
    /// What each hotel earns: its position and the amount.
    pub hotels: Vec<(u32, i128)>,
    /// What the caps of earlier levels take off.
    pub credit: i128,
}

/// Bounds a level from below.
#[must_use]
pub fn bound(index: &Index, ask: &Ask, guard: &Guard) -> Priced {
    let mut tariff = Tariff::new(index.program, ask.aim.clone(), &[]);
    let caps = ask.aim.caps.len();
    let regions = regions(index, tariff.priced_caps() > 0);
    // A layout has an entry for each place of the program: not for each of many regions.
    let many = regions.len() * index.program.places.len() > ENTRIES_MOST;
    let regions = if many { region::regions(index, true) } else { regions };
    let whole: u64 = regions.iter().map(|region| region.weight).sum();
    let incumbent = ask.incumbent * i128::from(tariff.grains);
    let mut reach = Reach { target: None, ahead: None, incumbent, work: 0, guard };
    let mut starts: Vec<(Layout, Values)> = regions
        .iter()
        .map(|region| {
            let layout = Layout::new(index, &tariff, &region.hotels);
            let values = ask.start.map_or_else(|| Values::free(&layout, caps), |prices| prices.on(&layout));
            (layout, values)
        })
        .collect();
    let parts = || {
        regions.iter().zip(&starts).map(|(region, (layout, values))| {
            (Region { index, layout, demands: &region.demands, threads: ask.threads }, region.weight, values)
        })
    };
    if regions.len() == 1 {
        reach.target = Some(incumbent - i128::from(tariff.grains) + 1);
    } else {
        let first = parts().map(|(of, _, start)| Summer::new(&of).sum(&mut tariff, start, &mut Slope::default()));
        reach.ahead = Some(how_far_ahead(incumbent, first.sum()));
    }
    let (mut values, mut sum, mut work, mut rounds) = (Values::default(), 0, 0, 0);
    for (of, weight, start) in parts() {
        let share = (u128::from(ask.work) * u128::from(weight)).div_euclid(u128::from(whole.max(1)));
        reach.work = u64::try_from(share).unwrap_or(u64::MAX);
        let climbed = climb(&of, &mut tariff, start.clone(), &reach);
        sum += climbed.bound;
        work += climbed.work;
        rounds += climbed.rounds;
        values.rooms.extend(climbed.values.rooms);
        values.uses.extend(climbed.values.uses);
        values.caps = climbed.values.caps;
    }
    // One region has all hotels; the layouts of several are put together anew.
    let only = if regions.len() == 1 { starts.pop() } else { None };
    let hotels = || -> Vec<u32> { regions.iter().flat_map(|region| region.hotels.iter().copied()).collect() };
    let layout = only.map_or_else(|| Layout::new(index, &tariff, &hotels()), |(layout, _)| layout);
    let mut dense = Dense::default();
    dense.fill(&layout, &values, index.program.demands.iter().any(shares_beds));
    let bound = tariff.parts(sum);
    let prices = Prices { aim: ask.aim.clone(), grains: tariff.grains, layout, values, dense };
    Priced { bound, prices, work, rounds }
}

impl Prices {
    /// Returns the price of using a candidate's hotel, besides its costs.
    #[must_use]
    pub fn of_use(&self, candidate: u32) -> i64 {
        self.layout.use_of(candidate).map_or(0, |at| self.values.uses[at])
    }

    /// Returns the price of a room of a pool over the nights that a demand holds it, besides its costs;
    /// where the demand shares by bed, of a guest.
    #[must_use]
    pub fn of_pool(&self, pool: u32, demand: &Demand) -> i64 {
        let by_bed = shares_beds(demand);
        let own = self.dense.over(self.layout.block(pool, demand.cohort), demand.held, by_bed);
        self.layout
            .wider_of(pool)
            .fold(own, |sum, block| sum.saturating_add(self.dense.over(block, demand.held, by_bed)))
    }

    /// Returns what the bound is made of, demand by demand and hotel by hotel.
    #[must_use]
    pub fn sums(&self, index: &Index) -> Sums {
        let tariff = Tariff::new(index.program, self.aim.clone(), &self.values.caps);
        let scene = Scene { index, tariff: &tariff, layout: &self.layout, dense: &self.dense, uses: &self.values.uses };
        let (mut pricer, mut earner, mut slope) = (Pricer::default(), Earner::default(), Slope::default());
        slope.clear(&self.layout, 0);
        let demands = 0..crate::program::position(index.program.demands.len());
        let demands = demands.map(|demand| pricer.price(&scene, demand)).collect();
        let stands = self.layout.stands.iter();
        let hotels = stands.map(|stand| (stand.hotel, earner.earn(&scene, &self.values, stand, &mut slope))).collect();
        Sums { demands, hotels, credit: tariff.credit() }
    }

    /// Returns these prices for another layout of the same program: rows and uses that it does not have are left out.
    fn on(&self, layout: &Layout) -> Values {
        let mut values = Values::free(layout, self.aim.caps.len());
        let mut known: BTreeMap<(Scope, u32), u32> = BTreeMap::new();
        let own = self.layout.blocks.iter().take(self.layout.blocks.len() - 1);
        for (at, block) in (0..).zip(own) {
            known.insert((block.scope, block.side), at);
        }
        let mut blocks: Vec<(u32, u32)> = Vec::new();
        for (to, block) in (0..).zip(layout.blocks.iter().take(layout.blocks.len() - 1)) {
            blocks.extend(known.get(&(block.scope, block.side)).map(|&from| (to, from)));
        }
        for (to, from) in blocks {
            let known = self.layout.rows_of(from as usize);
            for row in layout.rows_of(to as usize) {
                let same = known.clone().find(|&at| self.layout.rows[at].night == layout.rows[row].night);
                values.rooms[row] = same.map_or(0, |at| self.values.rooms[at]);
            }
        }
        for (at, row) in layout.uses.iter().enumerate() {
            values.uses[at] = self.of_use(row.candidate);
        }
        values.caps.clone_from(&self.values.caps);
        values
    }
}
