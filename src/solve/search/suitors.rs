//! Who would lose least in a hotel that costs something to open: looked up once a search, for moves that open one.

use crate::program::Costs;
use crate::solve::index::{Index, position};
use crate::solve::outlook::Outlook;
use crate::solve::stock::Price;

/// The demands that are kept for each hotel, at most.
const KEPT: usize = 24;
/// The cheapest candidates of a demand that are looked at.
const NEAR: usize = 64;

/// By hotel: demands, those first that lose least a head there, beside their cheapest candidate. Nobody where opening
/// costs nothing.
pub struct Suitors(Vec<Vec<u32>>);

impl Suitors {
    /// Looks at all demands once.
    #[must_use]
    pub fn new(index: &Index, outlooks: &[Outlook]) -> Self {
        let has_fee = |hotel: u32| {
            let opening = index.opening_of[hotel as usize].map(|at| &index.program.openings[at as usize]);
            opening.is_some_and(|opening| opening.per_use != Costs::default())
        };
        let has_fee: Vec<bool> = (0..position(index.n_hotels)).map(has_fee).collect();
        if !has_fee.contains(&true) {
            return Self(Vec::new());
        }
        let mut losses = vec![Vec::new(); index.n_hotels];
        for (demand, outlook) in outlooks.iter().enumerate() {
            let least = outlook.order.get(0).map_or(0, |(floor, _)| floor);
            for (floor, candidate) in outlook.order.iter().take(NEAR) {
                let hotel = index.program.candidates[candidate as usize].hotel;
                if has_fee[hotel as usize] {
                    losses[hotel as usize].push((floor - least, position(demand)));
                }
            }
        }
        let kept = |mut losses: Vec<(Price, u32)>| {
            losses.sort_unstable();
            losses.truncate(KEPT);
            losses.into_iter().map(|(_, demand)| demand).collect()
        };
        Self(losses.into_iter().map(kept).collect())
    }

    /// Tells whether some hotel costs something to open.
    #[must_use]
    pub fn are_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// Returns the demands that lose least in a hotel.
    #[must_use]
    pub fn of(&self, hotel: u32) -> &[u32] {
        &self.0[hotel as usize]
    }
}
