//! Sizes of hotels: few large ones, many small ones, and a sum that is exact.

use std::cmp::Ordering;

use super::draw::{Draw, floored};

/// How sizes are spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The middle one, before all are scaled to their sum.
    pub median: f64,
    /// The standard deviation of the logarithm.
    pub sigma: f64,
    /// The largest.
    pub most: u32,
}

/// Draws so many log-normal sizes of an exact sum, largest first. `least` is the smallest size allowed at a position.
///
/// The sum must lie between the sum of the smallest sizes and that of the largest, or what is returned misses it.
pub fn with_sum((n, sum): (u32, u32), shape: &Spread, least: impl Fn(usize) -> u32, draw: &mut Draw) -> Vec<u32> {
    let most = f64::from(shape.most);
    let drawn: Vec<f64> = (0..n).map(|_| draw.lognormal(shape.median, shape.sigma).clamp(1.0, most)).collect();
    let factor = f64::from(sum) / drawn.iter().sum::<f64>();
    let mut sizes: Vec<u32> = drawn.iter().map(|size| floored(size * factor).clamp(1, shape.most)).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    for (position, size) in sizes.iter_mut().enumerate() {
        *size = least(position).max(*size);
    }
    balance(&mut sizes, sum, shape.most, least);
    sizes
}

/// Adds or takes one, position after position and round again, until the sum is exact or nothing gives way any more.
fn balance(sizes: &mut [u32], wanted: u32, most: u32, least: impl Fn(usize) -> u32) {
    let mut sum: u32 = sizes.iter().sum();
    loop {
        let before = sum;
        for (position, size) in sizes.iter_mut().enumerate() {
            match sum.cmp(&wanted) {
                Ordering::Less if *size < most => (*size, sum) = (*size + 1, sum + 1),
                Ordering::Greater if *size > least(position) => (*size, sum) = (*size - 1, sum - 1),
                _ => {}
            }
        }
        if sum == before {
            break;
        }
    }
}

/// Returns parts between two sizes, drawn until they fill a sum exactly: the last one takes what is left, and one that would
/// leave less than the least takes it too, or leaves a whole least behind. The most is at least twice the least.
pub fn parts(sum: u32, (least, most): (u32, u32), mut draw: impl FnMut() -> u32) -> Vec<u32> {
    let mut parts = Vec::new();
    let mut left = sum;
    while left > 0 {
        let drawn = draw().clamp(least, most).min(left);
        let rest = left - drawn;
        let part = match rest {
            0 => drawn,
            rest if rest >= least => drawn,
            _ if left <= most => left,
            _ => left - least,
        };
        parts.push(part);
        left -= part;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_and_bounds_are_kept() {
        let shape = Spread { median: 30.0, sigma: 0.8, most: 120 };
        for seed in 0..50 {
            let sizes = with_sum((28, 1000), &shape, |at| if at < 3 { 60 } else { 5 }, &mut Draw::new(seed, "sizes"));
            assert_eq!((sizes.len(), sizes.iter().sum::<u32>()), (28, 1000));
            assert!(sizes[..3].iter().all(|&size| size >= 60) && sizes.iter().all(|&size| (5..=120).contains(&size)));
        }
    }

    #[test]
    fn a_sum_out_of_reach_ends() {
        let shape = Spread { median: 3.0, sigma: 0.1, most: 4 };
        assert_eq!(with_sum((2, 100), &shape, |_| 1, &mut Draw::new(1, "far")), [4, 4]);
    }

    #[test]
    fn parts_fill_their_sum() {
        for seed in 0..50 {
            let mut draw = Draw::new(seed, "parts");
            let parts = parts(1000, (8, 48), || draw.between(1, 90));
            assert_eq!(parts.iter().sum::<u32>(), 1000);
            assert!(parts.iter().all(|part| (8..=48).contains(part)), "{parts:?}");
        }
        assert_eq!(parts(5, (8, 48), || 20), [5]);
    }
}
