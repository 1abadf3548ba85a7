//! What a lane leaves to chance: seeded draws, and how warm it is.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::solve::index::position;
use crate::solve::start::Builder;

/// Random draws of an epoch.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// Starts the stream of an epoch of a lane.
    #[must_use]
    pub fn new(seed: u32, lane: u32, epoch: u64) -> Self {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        key[4..8].copy_from_slice(&lane.to_le_bytes());
        key[8..16].copy_from_slice(&epoch.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// Draws a number below another.
    pub fn below(&mut self, end: usize) -> usize {
        let draw = u64::from(self.0.next_u32()) * end as u64;
        usize::try_from(draw >> 32).expect("below a usize")
    }

    /// Draws a number in (0, 1].
    pub fn unit(&mut self) -> f64 {
        (f64::from(self.0.next_u32()) + 1.0) / 4_294_967_296.0
    }
}

/// How warm an epoch is, from its beginning to its end: temperatures by level, in parts.
#[derive(Debug, Clone)]
pub struct Warmth {
    /// At the beginning.
    pub first: Vec<f64>,
    /// At the end, as a share of the beginning.
    pub last: f64,
}

/// Returns, by level, what a demand that costs anything costs on average, in parts.
#[must_use]
pub fn average_costs(builder: &Builder) -> Vec<f64> {
    let n_levels = builder.index.program.levels.len();
    let (mut sums, mut counts) = (vec![0_i128; n_levels], vec![0_u32; n_levels]);
    for demand in 0..position(builder.index.program.demands.len()) {
        let mut own = vec![0; n_levels];
        builder.ledger.add_cost(demand as usize, &mut own);
        for level in (0..n_levels).filter(|&level| own[level] > 0) {
            sums[level] += own[level];
            counts[level] += 1;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a temperature needs no more")]
    let average = |(&sum, &count): (&i128, &u32)| if count == 0 { 0.0 } else { sum as f64 / f64::from(count) };
    sums.iter().zip(&counts).map(average).collect()
}
