//! How numbers look: for machines as they are, for people with thousands set apart. Fixed rules, no locale.

use crate::domain::quantity::fixed_text;

/// Returns a count with its thousands set apart by commas.
#[must_use]
pub fn grouped(count: impl Into<i128>) -> String {
    grouped_text(&count.into().to_string())
}

/// Returns an amount for people: its thousands set apart, at most two decimals.
#[must_use]
pub fn amount(parts: i128, scale: i64) -> String {
    grouped_text(&rounded(parts, scale, 2))
}

/// Returns exact decimal text for people: its thousands set apart, at most two decimals.
#[must_use]
pub fn shown(decimal: &str) -> String {
    let (whole, decimals) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits: String = decimals.chars().chain("000000000".chars()).take(9).collect();
    let parts = whole.parse::<i128>().ok().zip(digits.parse::<i128>().ok());
    parts.map_or_else(
        || decimal.to_owned(),
        |(whole, rest)| {
            let sign = if decimal.starts_with('-') { -1 } else { 1 };
            amount(whole * 1_000_000_000 + sign * rest, 1_000_000_000)
        },
    )
}

/// Returns an amount as decimal text with at most so many decimals, rounded half away from zero.
#[must_use]
pub fn rounded(parts: i128, scale: i64, decimals: u32) -> String {
    let kept = 10_i64.pow(decimals);
    if scale <= kept {
        return fixed_text(parts, scale);
    }
    let step = i128::from(scale.div_euclid(kept));
    let magnitude = parts.abs() + step.div_euclid(2);
    let steps = magnitude.div_euclid(step) * parts.signum();
    trimmed(&fixed_text(steps, kept)).to_owned()
}

/// Returns a share as a percentage: two decimals under 10, one otherwise, none where it is whole.
#[must_use]
pub fn percent(share: f64) -> String {
    let value = share * 100.0;
    let text = if value.abs() < 10.0 { format!("{value:.2}") } else { format!("{value:.1}") };
    format!("{} %", trimmed(&text))
}

/// Returns a count with the noun that suits it.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    let word = if count == 1 { one } else { many };
    format!("{} {word}", grouped(count as u64))
}

/// Takes superfluous zeros off decimal text.
fn trimmed(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// Sets the thousands of decimal text apart.
fn grouped_text(text: &str) -> String {
    let (sign, magnitude) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, decimals) = magnitude.split_once('.').map_or((magnitude, None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(decimals) = decimals {
        grouped.push('.');
        grouped.push_str(decimals);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(-1_234_567), "-1,234,567");
        assert_eq!(amount(123_456_789, 100), "1,234,567.89");
    }

    #[test]
    fn amounts_are_rounded_half_away_from_zero() {
        assert_eq!(rounded(12_734_693_878, 1_000_000_000, 2), "12.73");
        assert_eq!(rounded(2_345_000_000, 1_000_000_000, 2), "2.35");
        assert_eq!(rounded(-2_345_000_000, 1_000_000_000, 2), "-2.35");
        assert_eq!(rounded(7_999_999_999, 1_000_000_000, 2), "8");
        assert_eq!(rounded(12_050, 100, 2), "120.50");
        assert_eq!(rounded(600, 1, 2), "600");
    }

    #[test]
    fn decimal_text_is_shown_for_people() {
        assert_eq!(shown("5306.122449"), "5,306.12");
        assert_eq!(shown("-0.5"), "-0.5");
        assert_eq!(shown("600"), "600");
        assert_eq!(shown("none"), "none");
    }

    #[test]
    fn shares_are_shown_as_percentages() {
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(0.012_345), "1.23 %");
        assert_eq!(percent(0.5), "50 %");
        assert_eq!(percent(0.123_456), "12.3 %");
    }
}
