//! How much of each kind of work is done: by the size of the program, and in proportion to the effort that is asked for.

use std::time::Duration;

use super::index::{Index, position};
use super::{Engine, Options};

/// The largest integer program that `Engine::Auto` hands to the solver: places times lots, over all candidates. Measured:
/// beyond it the first relaxation alone takes longer than the default time limit, and the solver only costs time.
const ADMITTED_SLOTS: usize = 60_000;
/// The flows of which the solver is handed neighbourhoods: smaller ones are as quickly solved whole. Tests of small programs go
/// both ways.
const FLOW_SLOTS: (usize, usize) = (if cfg!(test) { 1_000 } else { 3_000 }, 150_000);
/// From so many places times lots on, clusters are bounded before the solver looks at the whole program, if it does.
const CLUSTERED_SLOTS: usize = 8_000;
/// The nodes of a level by default: so many factors of rows looked at by nodes, and never fewer than so many nodes.
const NODE_ENTRIES: u64 = 2_000_000_000;
/// The fewest nodes of a level by default.
pub const NODES_LEAST: u64 = 1_000;
/// Work spent on the prices of a level by default, at most: the ascent of a program of 640 demands ends by itself before that.
const PRICING: u64 = 6_000_000_000;
/// The least of it where there is any: the ascent of some thousand candidates ends by itself before that.
const PRICING_LEAST: u64 = 100_000_000;
/// The epochs of a search by default: programs of up to so many slots, and their epochs.
const EPOCHS: [(usize, u64); 3] = [(300, 7), (3_000, 1_023), (usize::MAX, 4_095)];
/// Batches of neighbourhoods of a flow by default; they mostly end by themselves before that.
const BATCHES: u64 = 2_000;
/// The share of the time that the search may use, in percent: the rest is for bounds and proofs.
const SEARCH_SHARE: u32 = 60;
/// The same of programs of more slots than this: an ascent of their prices does not come far in a minute, and a search does.
const HUGE: (usize, u32) = (8_000_000, 85);
/// The same where there is no time for prices.
const UNPRICED_SHARE: u32 = 98;
/// Slots whose prices are summed in a second, and the sums without which an ascent is worth nothing: in a city that would take
/// longer than what the search leaves, nothing is priced, since it would only take memory and time. Measured, but no clock is asked:
/// what is done depends on the limit that was given, not on how fast the machine is.
const PRICING_PACE: (f64, f64) = (5_000_000.0, 20.0);
/// The same of a flow that the solver looks at as a whole: at flows it is better than the search.
const FLOW_SHARE: u32 = 25;
/// The same of a flow where neighbourhoods follow the search.
const FLOW_SHARE_BEFORE: u32 = 15;
/// The share of the time after the search that neighbourhoods of a flow may use, in percent: where the solver looks at the
/// whole of it afterwards and may well prove it, where it looks at it, and where it does not.
const BATCHES_SHARE: [u32; 3] = [25, 75, 85];

/// How much work is done.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Epochs of search.
    pub epochs: u64,
    /// What they are by default.
    by_size: u64,
    /// Places times lots, over all candidates.
    slots: usize,
    is_flow: bool,
    engine: Engine,
    /// There is time for prices.
    is_priced: bool,
}

impl Effort {
    /// Looks at the size of a program, and what is asked for.
    #[must_use]
    pub fn new(index: &Index, options: &Options) -> Self {
        let slots = index.slots();
        let by_size = EPOCHS.iter().find(|(most, _)| slots <= *most).map_or(1, |&(_, epochs)| epochs);
        let epochs = options.effort.unwrap_or(by_size);
        let is_priced = options.engine != Engine::Proof
            && (slots <= HUGE.0 || options.time_limit.is_none_or(|limit| has_time_for_prices(slots, limit)));
        Self { epochs, by_size, slots, is_flow: index.is_flow(), engine: options.engine, is_priced }
    }

    /// Tells whether the solver looks at the whole program.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        match self.engine {
            Engine::Auto => self.slots <= ADMITTED_SLOTS,
            Engine::Exact | Engine::Proof => true,
            Engine::Search => false,
        }
    }

    /// Returns the epochs of search before the solver.
    #[must_use]
    pub fn searched(&self) -> u64 {
        if self.engine == Engine::Proof { 0 } else { self.epochs }
    }

    /// Tells whether clusters are bounded.
    #[must_use]
    pub fn is_clustered(&self) -> bool {
        self.engine == Engine::Auto && self.slots >= CLUSTERED_SLOTS
    }

    /// Tells whether the solver is handed neighbourhoods.
    #[must_use]
    pub fn has_neighbourhoods(&self) -> bool {
        let has_size = (FLOW_SLOTS.0..=FLOW_SLOTS.1).contains(&self.slots);
        let may = !matches!(self.engine, Engine::Search | Engine::Proof);
        cfg!(feature = "highs") && may && self.is_flow && has_size && self.batches() > 0
    }

    /// Tells whether the solver has any part in it after the start.
    #[must_use]
    pub fn has_solver(&self) -> bool {
        self.epochs > 0 && (self.is_exact() || self.has_neighbourhoods())
    }

    /// Returns batches of neighbourhoods.
    #[must_use]
    pub fn batches(&self) -> u64 {
        self.in_proportion(BATCHES)
    }

    /// Returns the share of the time for the search, in percent.
    #[must_use]
    pub fn search_share(&self) -> u32 {
        match (self.has_neighbourhoods(), self.is_flow && self.is_soon_solved()) {
            (true, _) => FLOW_SHARE_BEFORE,
            (false, true) => FLOW_SHARE,
            (false, false) if !self.is_priced => UNPRICED_SHARE,
            (false, false) if self.slots > HUGE.0 => HUGE.1,
            (false, false) => SEARCH_SHARE,
        }
    }

    /// Returns the share of the time after the search for neighbourhoods, in percent.
    #[must_use]
    pub fn batches_share(&self) -> u32 {
        let [small, large, huge] = BATCHES_SHARE;
        match (self.is_soon_solved(), self.is_exact()) {
            (true, _) => small,
            (false, true) => large,
            (false, false) => huge,
        }
    }

    /// Tells whether the solver looks at the whole program, and at nothing before it.
    fn is_soon_solved(&self) -> bool {
        self.is_exact() && self.slots < CLUSTERED_SLOTS
    }

    /// Returns the work on the prices of a level; none where not even a search is asked for.
    #[must_use]
    pub fn pricing(&self) -> u64 {
        if self.epochs == 0 || !self.is_priced { 0 } else { self.in_proportion(PRICING).max(PRICING_LEAST) }
    }

    /// Returns the nodes of a level, given how many factors the rows of the integer program have.
    #[must_use]
    pub fn nodes(&self, entries: usize) -> u64 {
        let by_entries = NODE_ENTRIES.div_euclid(u64::from(position(entries)).max(1)).max(NODES_LEAST);
        self.in_proportion(by_entries).max(1)
    }

    /// Returns an amount of work in proportion to the effort, of what it is by default.
    fn in_proportion(&self, work: u64) -> u64 {
        let asked = u128::from(work) * u128::from(self.epochs);
        u64::try_from(asked.div_ceil(u128::from(self.by_size.max(1)))).unwrap_or(u64::MAX)
    }
}

/// Tells whether the time that the search of a city leaves is enough for its prices.
fn has_time_for_prices(slots: usize, limit: Duration) -> bool {
    let left = limit.as_secs_f64() * f64::from(100 - HUGE.1) / 100.0;
    let (pace, sums) = PRICING_PACE;
    left * pace >= sums * f64::from(position(slots))
}
