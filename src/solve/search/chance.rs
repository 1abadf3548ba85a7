//! What a lane leaves to chance: seeded draws, and how warm it is.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

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

    /// Draws any number.
    pub fn word(&mut self) -> u32 {
        self.0.next_u32()
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
