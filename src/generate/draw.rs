//! Random draws that are the same on every machine and in every version of the libraries below.
//!
//! The bits are `ChaCha8`, whose output is fixed by its reference; everything above them is written out here, with
//! `libm` for the transcendental functions, because `rand_distr` promises neither the same values in its next version nor
//! the machine-independent logarithm. It knows nothing of hotels.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random draws.
pub struct Draw {
    bits: ChaCha8Rng,
}

impl Draw {
    /// Opens the stream of a seed and a purpose: streams of different purposes do not disturb each other, so that what is
    /// drawn for groups does not change with the number of hotels. Only the first 24 bytes of the purpose count.
    #[must_use]
    pub fn new(seed: u64, purpose: &str) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        for (place, byte) in key[8..].iter_mut().zip(purpose.bytes()) {
            *place = byte;
        }
        Self { bits: ChaCha8Rng::from_seed(key) }
    }

    /// Returns a number in `[0, 1)`, a multiple of 2^-53.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are exact in a float")]
    pub fn unit(&mut self) -> f64 {
        (self.bits.next_u64() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Returns a number in `[low, high)`.
    pub fn uniform(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    /// Returns a whole number in `[low, high)`; `low` where the range is empty.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let width = u64::from(high.saturating_sub(low));
        low + ((u64::from(self.bits.next_u32()) * width) >> 32) as u32
    }

    /// Returns a position in a list of `n`.
    pub fn index(&mut self, n: usize) -> usize {
        let n = u32::try_from(n).expect("lists of cases have fewer than 2^32 entries");
        self.between(0, n) as usize
    }

    /// Returns true with a probability.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// Returns an entry of a list.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.index(list.len())]
    }

    /// Returns a position, each with its share of the probability; shares need not sum to 1.
    pub fn weighted(&mut self, shares: &[f64]) -> usize {
        let mut left = self.unit() * shares.iter().sum::<f64>();
        for (position, share) in shares.iter().enumerate() {
            left -= share;
            if left < 0.0 {
                return position;
            }
        }
        shares.len() - 1
    }

    /// Returns a standard normal number, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.unit()));
        radius * libm::cos(std::f64::consts::TAU * self.unit())
    }

    /// Returns a log-normal number of a median and a standard deviation of its logarithm.
    pub fn lognormal(&mut self, median: f64, sigma: f64) -> f64 {
        median * libm::exp(sigma * self.normal())
    }

    /// Returns a log-normal number of a mean and a standard deviation of its logarithm.
    pub fn lognormal_of_mean(&mut self, mean: f64, sigma: f64) -> f64 {
        self.lognormal(mean * libm::exp(-0.5 * sigma * sigma), sigma)
    }

    /// Returns a gamma number of a shape of at least 1 and scale 1, by Marsaglia and Tsang.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = (1.0 + c * x) * (1.0 + c * x) * (1.0 + c * x);
            if v > 0.0 && libm::log(1.0 - self.unit()) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                return d * v;
            }
        }
    }

    /// Returns a beta number of two shapes of at least 1.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        x / (x + y)
    }

    /// Puts a list into random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.index(end + 1));
        }
    }
}

/// Returns the whole number nearest to a number, halves away from zero; 0 where it is negative or not a number.
#[must_use]
pub fn rounded(number: f64) -> u32 {
    floored(number.round())
}

/// Returns the largest whole number at most a number; 0 where it is negative or not a number.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, which is meant")]
pub fn floored(number: f64) -> u32 {
    number as u32
}

/// Rounds shares down and hands what is missing from the sum to the largest remainders, earlier ones first.
pub fn apportion(shares: &[f64], sum: u32) -> Vec<u32> {
    let mut whole: Vec<u32> = shares.iter().map(|&share| floored(share)).collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| shares[b].fract().total_cmp(&shares[a].fract()));
    let missing = sum.saturating_sub(whole.iter().sum());
    for &position in order.iter().cycle().take(missing as usize) {
        whole[position] += 1;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(n: u32, mut draw: impl FnMut() -> f64) -> f64 {
        (0..n).map(|_| draw()).sum::<f64>() / f64::from(n)
    }

    #[test]
    fn the_first_draws_of_a_seed_are_fixed() {
        let mut draw = Draw::new(7, "a purpose");
        let bits = [draw.unit(), draw.normal(), draw.gamma(2.0)].map(f64::to_bits);
        assert_eq!(bits, FIXED);
        assert_ne!(Draw::new(7, "another").unit().to_bits(), FIXED[0]);
        assert_ne!(Draw::new(8, "a purpose").unit().to_bits(), FIXED[0]);
    }

    const FIXED: [u64; 3] = [4_578_002_453_746_035_520, 4_611_171_768_235_944_001, 4_611_382_518_759_012_766];

    #[test]
    fn distributions_have_their_means() {
        let mut draw = Draw::new(1, "means");
        assert!((mean(20_000, || draw.unit()) - 0.5).abs() < 0.01);
        assert!(mean(20_000, || draw.normal()).abs() < 0.03);
        assert!((mean(20_000, || draw.lognormal_of_mean(12.0, 1.05)) - 12.0).abs() < 0.5);
        assert!((mean(20_000, || draw.gamma(1.5)) - 1.5).abs() < 0.04);
        assert!((mean(20_000, || draw.beta(2.0, 2.0)) - 0.5).abs() < 0.01);
        assert!((mean(20_000, || f64::from(draw.between(3, 8))) - 5.0).abs() < 0.05);
    }

    #[test]
    fn shares_are_kept() {
        let mut draw = Draw::new(2, "shares");
        let mut counts = [0_u32; 3];
        for _ in 0..10_000 {
            counts[draw.weighted(&[0.5, 0.2, 0.3])] += 1;
        }
        assert!(counts[0].abs_diff(5000) < 200 && counts[1].abs_diff(2000) < 150, "{counts:?}");
    }

    #[test]
    fn empty_ranges_and_odd_numbers_have_an_answer() {
        let mut draw = Draw::new(3, "odd");
        assert_eq!(draw.between(4, 4), 4);
        assert_eq!((rounded(-1.0), rounded(2.5), floored(2.9), floored(f64::NAN)), (0, 3, 2, 0));
    }
}
