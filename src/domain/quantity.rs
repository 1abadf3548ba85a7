//! Amounts with their unit in the type, all whole numbers inside: sums are exact and the same on every machine.

use std::fmt;

/// Nano-units in one unit: the fixed point of distances, times and weights.
pub const NANO: i64 = 1_000_000_000;

/// Money in minor units (cents, fen); one unit of money is 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(pub i64);

impl Money {
    /// Minor units in one unit of money.
    pub const SCALE: i64 = 100;
}

impl fmt::Display for Money {
    /// Writes the amount with two decimals, or with none where it is whole.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fixed(formatter, i128::from(self.0), Self::SCALE)
    }
}

macro_rules! fixed_point {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(pub i64);

        impl $name {
            /// Nano-units in one unit.
            pub const SCALE: i64 = NANO;

            /// Returns the amount nearest to a number of units; none where it is not finite or too large.
            #[must_use]
            pub fn from_units(units: f64) -> Option<Self> {
                nano(units).map(Self)
            }

            /// Returns the amount as a number of units, for formatting and for solvers that count in floats.
            #[must_use]
            pub fn units(self) -> f64 {
                to_units(i128::from(self.0), NANO)
            }
        }

        impl fmt::Display for $name {
            /// Writes the amount with as many decimals as it has, nine at most.
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_fixed(formatter, i128::from(self.0), NANO)
            }
        }
    };
}

fixed_point! {
    /// A distance, in nano-kilometres (a thousandth of a millimetre).
    Km
}
fixed_point! {
    /// A travel time, in nano-minutes.
    Minutes
}
fixed_point! {
    /// A weight or price of the policy, in billionths of one.
    Weight
}

impl Weight {
    /// The weight 1.
    pub const ONE: Self = Self(NANO);
}

/// A share of something, in thousandths: at most the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u16);

impl Share {
    /// Thousandths in the whole.
    pub const SCALE: u16 = 1_000;
    /// Nothing of it.
    pub const NOTHING: Self = Self(0);
    /// All of it.
    pub const WHOLE: Self = Self(Self::SCALE);

    /// Returns so many thousandths; none where that is more than the whole.
    #[must_use]
    pub fn of_thousandths(parts: u64) -> Option<Self> {
        u16::try_from(parts).ok().filter(|&parts| parts <= Self::SCALE).map(Self)
    }

    /// Returns it in thousandths.
    #[must_use]
    pub fn thousandths(self) -> u16 {
        self.0
    }

    /// Returns this share of so many things, rounded down.
    #[must_use]
    pub fn floor_of(self, count: u32) -> u32 {
        let parts = u64::from(count) * u64::from(self.0);
        u32::try_from(parts.div_euclid(u64::from(Self::SCALE))).unwrap_or(count)
    }

    /// Returns this share of so many things, rounded up.
    #[must_use]
    pub fn ceil_of(self, count: u32) -> u32 {
        let parts = u64::from(count) * u64::from(self.0);
        u32::try_from(parts.div_ceil(u64::from(Self::SCALE))).unwrap_or(count)
    }

    /// Returns the share of a share, rounded down to thousandths.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        let parts = u32::from(self.0) * u32::from(other.0);
        Self(u16::try_from(parts.div_euclid(u32::from(Self::SCALE))).unwrap_or(self.0))
    }
}

impl Default for Share {
    /// Returns the whole.
    fn default() -> Self {
        Self::WHOLE
    }
}

impl fmt::Display for Share {
    /// Writes it as a decimal number: `1`, `0.9`, `0.875`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_fixed(formatter, i128::from(self.0), i64::from(Self::SCALE))
    }
}

/// Returns the nano-units nearest to a number of units, none outside what 63 bits hold.
fn nano(units: f64) -> Option<i64> {
    let scaled = (units * 1e9).round();
    #[expect(clippy::cast_possible_truncation, reason = "the range was tested on the line before")]
    (scaled.is_finite() && scaled.abs() < 9.2e18).then_some(scaled as i64)
}

/// Returns a whole number of parts as a number of units of `scale` parts.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "for showing and for solvers; sums are kept in whole numbers")]
pub fn to_units(parts: i128, scale: i64) -> f64 {
    parts as f64 / scale as f64
}

/// Returns a whole number of parts as decimal text without superfluous zeros.
#[must_use]
pub fn fixed_text(parts: i128, scale: i64) -> String {
    struct Fixed(i128, i64);
    impl fmt::Display for Fixed {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_fixed(formatter, self.0, self.1)
        }
    }
    Fixed(parts, scale).to_string()
}

/// Reads decimal text as a whole number of parts of which `scale`, a power of ten, make one unit; none where it has more
/// decimals than that, or is no such text.
#[must_use]
pub fn parts_of(text: &str, scale: i64) -> Option<i128> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let width = usize::try_from(scale.checked_ilog10()?).ok().filter(|&width| decimals.len() <= width)?;
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<width$}").parse::<i128>().ok().map(|parts| sign * parts)
}

/// Writes a whole number of parts as a decimal number; `scale` is a power of ten.
fn write_fixed(formatter: &mut fmt::Formatter<'_>, parts: i128, scale: i64) -> fmt::Result {
    let scale = scale.unsigned_abs();
    let digits = scale.ilog10() as usize;
    let sign = if parts < 0 { "-" } else { "" };
    let magnitude = parts.unsigned_abs();
    let whole = magnitude.div_euclid(u128::from(scale));
    let rest = magnitude.rem_euclid(u128::from(scale));
    if rest == 0 {
        return write!(formatter, "{sign}{whole}");
    }
    let decimals = format!("{rest:0digits$}");
    let kept = if digits == 2 { decimals.as_str() } else { decimals.trim_end_matches('0') };
    write!(formatter, "{sign}{whole}.{kept}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_with_the_decimals_they_have() {
        assert_eq!(Money(12_050).to_string(), "120.50");
        assert_eq!(Money(-12_000).to_string(), "-120");
        assert_eq!(Km(5_306_122_449).to_string(), "5.306122449");
        assert_eq!(Km(8_500_000_000).to_string(), "8.5");
    }

    #[test]
    fn a_share_of_rooms_is_whole_rooms() {
        let share = |parts| Share::of_thousandths(parts).unwrap();
        assert_eq!((share(900).floor_of(15), share(900).ceil_of(15), share(0).ceil_of(7)), (13, 14, 0));
        assert_eq!((share(900).times(share(700)), Share::of_thousandths(1_001)), (share(630), None));
        assert_eq!(
            (share(875).to_string(), share(900).to_string(), Share::WHOLE.to_string()),
            ("0.875".into(), "0.9".into(), "1".into())
        );
        assert_eq!(Share::WHOLE.floor_of(u32::MAX), u32::MAX);
    }

    #[test]
    fn numbers_that_do_not_fit_are_none() {
        assert_eq!(Km::from_units(f64::NAN), None);
        assert_eq!(Km::from_units(1e12), None);
        assert_eq!(Km::from_units(1.5), Some(Km(1_500_000_000)));
    }

    #[test]
    fn decimal_text_is_read_in_parts() {
        assert_eq!(parts_of("12.5", 100), Some(1250));
        assert_eq!(parts_of("-0.5", 10), Some(-5));
        assert_eq!(parts_of("7", 1), Some(7));
        for wrong in ["1.25", "x", "", ".5", "+1", "--1", "1e3", "9999999999999999999999999999999999999999"] {
            assert_eq!(parts_of(wrong, 10), None, "{wrong}");
        }
    }
}
