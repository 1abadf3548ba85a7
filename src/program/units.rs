//! The pools and wings of a case, numbered over all hotels. Knows no rule.

use crate::domain::Instance;

use super::position;
use super::primitive::{Candidate, Pool, Wing};

/// The pools and wings of all hotels, numbered in the order of the instance.
pub struct Units {
    /// The pools, hotel by hotel.
    pub pools: Vec<Pool>,
    /// The wings, hotel by hotel.
    pub wings: Vec<Wing>,
    /// The first pool of each hotel, and of the one after the last.
    first_pool: Vec<u32>,
}

impl Units {
    /// Numbers the pools and wings of a case.
    #[must_use]
    pub fn new(instance: &Instance) -> Self {
        let mut units = Self { pools: Vec::new(), wings: Vec::new(), first_pool: vec![0] };
        for (number, hotel) in instance.hotels.iter().enumerate() {
            let first = units.wings.len();
            for (index, pool) in hotel.pools.iter().enumerate() {
                let known = units.wings[first..].iter().rposition(|wing| wing.name == pool.wing);
                let wing = first + known.unwrap_or(units.wings.len() - first);
                if known.is_none() {
                    units.wings.push(Wing { hotel: position(number), name: pool.wing.clone() });
                }
                units.pools.push(Pool { hotel: position(number), wing: position(wing), index: position(index) });
            }
            units.first_pool.push(position(units.pools.len()));
        }
        units
    }

    /// Returns the wing of a name in a hotel.
    #[must_use]
    pub fn wing(&self, hotel: usize, name: &str) -> Option<u32> {
        let pools = &self.pools[self.first_pool[hotel] as usize..self.first_pool[hotel + 1] as usize];
        pools.iter().map(|pool| pool.wing).find(|&wing| self.wings[wing as usize].name == name)
    }
}

/// Returns the hotels that have candidates, in ascending order.
#[must_use]
pub fn used_hotels(candidates: &[Candidate], n_hotels: usize) -> Vec<u32> {
    let mut is_used = vec![false; n_hotels];
    for candidate in candidates {
        is_used[candidate.hotel as usize] = true;
    }
    (0..position(n_hotels)).filter(|&hotel| is_used[hotel as usize]).collect()
}
