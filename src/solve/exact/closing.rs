//! When a bound of a solver that counts in floats meets a value that we count in parts.
//!
//! The closing tolerance is 1e-6 units or 1e-9 of the value, whichever is more: a bound that close to the value counts as
//! meeting it. Any other bound is lowered by the tolerance first, then raised to the next sum that the level can have.

use crate::domain::quantity::to_units;

/// What a solver's bound is worth beside a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// The value is proven.
    Meets,
    /// A bound below the value, in parts.
    Below(i128),
    /// It contradicts the value.
    Above,
}

/// Returns the closing tolerance at a value, in units.
#[must_use]
pub fn tolerance(value: f64) -> f64 {
    (1e-9 * value.abs()).max(1e-6)
}

/// Weighs a bound in units against a value in parts, `scale` parts a unit; all sums of the level are multiples of `step`.
#[must_use]
pub fn weigh(bound: f64, value: i128, scale: i64, step: i128) -> Worth {
    let shown = to_units(value, scale);
    let tolerance = tolerance(shown);
    if !bound.is_finite() {
        return if bound == f64::INFINITY { Worth::Above } else { Worth::Below(0) };
    }
    if bound > shown + tolerance {
        return Worth::Above;
    }
    if bound >= shown - tolerance {
        return Worth::Meets;
    }
    let least = parts(bound - tolerance, scale).max(0);
    let raised = (least + step - 1).div_euclid(step) * step;
    if raised >= value { Worth::Meets } else { Worth::Below(raised) }
}

/// Returns a number of units in parts, rounded up: sums are whole numbers of parts. The tolerance that was taken off is
/// far more than what the product loses in floats.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "casts to i128 saturate; scales are small"
)]
fn parts(units: f64, scale: i64) -> i128 {
    (units * scale as f64).ceil() as i128
}

/// Returns the greatest common divisor of some costs, at least 1: every sum of them is a multiple.
#[must_use]
pub fn step(costs: impl Iterator<Item = i128>) -> i128 {
    let gcd = |mut a: i128, mut b: i128| {
        while b != 0 {
            (a, b) = (b, a.rem_euclid(b));
        }
        a
    };
    costs.fold(0, gcd).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_within_the_tolerance_proves_the_value() {
        assert_eq!(weigh(599.999_999_5, 600, 1, 1), Worth::Meets);
        assert_eq!(weigh(600.000_000_5, 600, 1, 1), Worth::Meets);
        assert_eq!(weigh(8_847.999_995, 8_848_000_000_000, 1_000_000_000, 1), Worth::Meets);
    }

    #[test]
    fn a_bound_is_raised_to_the_next_sum_of_the_level() {
        assert_eq!(weigh(598.2, 600, 1, 1), Worth::Below(599));
        assert_eq!(weigh(599.2, 600, 1, 1), Worth::Meets);
        assert_eq!(weigh(41.0, 5_000, 100, 500), Worth::Below(4_500));
        assert_eq!(weigh(46.0, 5_000, 100, 500), Worth::Meets);
    }

    #[test]
    fn a_bound_is_never_raised_by_noise() {
        assert_eq!(weigh(598.000_000_1, 600, 1, 1), Worth::Below(598));
    }

    #[test]
    fn a_bound_above_the_value_is_a_contradiction() {
        assert_eq!(weigh(601.0, 600, 1, 1), Worth::Above);
        assert_eq!(weigh(f64::INFINITY, 600, 1, 1), Worth::Above);
    }

    #[test]
    fn no_bound_is_a_bound_of_nothing() {
        assert_eq!(weigh(f64::NEG_INFINITY, 600, 1, 1), Worth::Below(0));
        assert_eq!(weigh(f64::NAN, 600, 1, 1), Worth::Below(0));
    }

    #[test]
    fn steps_are_common_divisors() {
        assert_eq!(step([6, 9, 0, 15].into_iter()), 3);
        assert_eq!(step(std::iter::empty()), 1);
    }
}
