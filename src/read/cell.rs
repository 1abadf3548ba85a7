//! One cell to one value. Never guesses: what is not plainly the value is a flaw with a remedy.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::tables::Moment;
use crate::diagnostic::{Code, Near};
use crate::domain::Money;

/// The largest count of anything.
pub const COUNT_MAX: u32 = 1_000_000;
/// The largest amount of anything, in its units.
const AMOUNT_MAX: i128 = 1_000_000_000;
/// Years in which a date is believed.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Its code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// One remedy.
    pub help: String,
}

impl Flaw {
    /// Returns a flaw.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: help.into() }
    }
}

/// A decimal number as whole parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The parts, rounded half up.
    pub parts: i64,
    /// Whether rounding lost anything.
    pub rounded: bool,
}

/// Returns a count of things: digits alone, or with a zero fraction as some programs write it.
///
/// # Errors
///
/// Fails where the text is not a count, or a negative or absurd one.
pub fn count(text: &str) -> Result<u32, Flaw> {
    let absurd =
        || Flaw::new(Code::Absurd, format!("`{text}` is more than {COUNT_MAX}"), "write the count alone in the cell");
    let number = decimal(text, 0).map_err(|flaw| if flaw.code == Code::Absurd { absurd() } else { flaw })?;
    if number.rounded {
        return Err(Flaw::new(Code::NotWhole, format!("`{text}` is not a whole number"), "write a whole number"));
    }
    u32::try_from(number.parts).ok().filter(|&count| count <= COUNT_MAX).ok_or_else(absurd)
}

/// Returns a count of at least one.
///
/// # Errors
///
/// Fails as `count` does, and for zero.
pub fn positive(text: &str) -> Result<u32, Flaw> {
    match count(text)? {
        0 => Err(Flaw::new(Code::Zero, "it is zero", "write 1 or more, or leave the cell empty")),
        count => Ok(count),
    }
}

/// Returns an amount in parts of which `10^digits` make one unit.
///
/// # Errors
///
/// Fails where the text is not a number, or a negative or absurd one.
pub fn decimal(text: &str, digits: u32) -> Result<Decimal, Flaw> {
    let not_a_number = || {
        let help = "write digits, with a point before decimals; leave the cell empty where it is not known";
        Flaw::new(Code::NotANumber, format!("`{text}` is not a number"), help)
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| not_a_number())?),
        None => (text, 0),
    };
    let (sign, magnitude) = mantissa.strip_prefix('-').map_or((1, mantissa), |rest| (-1, rest));
    let (whole, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || exponent.unsigned_abs() > 300 {
        return Err(not_a_number());
    }
    let point = i64::try_from(whole.len()).unwrap_or(i64::MAX).saturating_add(i64::from(exponent) + i64::from(digits));
    let number = scaled(whole.bytes().chain(fraction.bytes()), point);
    if sign < 0 && (number.parts > 0 || number.rounded) {
        return Err(Flaw::new(Code::Negative, format!("`{text}` is negative"), "write zero or more"));
    }
    if i128::from(number.parts) > AMOUNT_MAX * 10_i128.pow(digits) {
        let message = format!("`{text}` is more than {AMOUNT_MAX}");
        return Err(Flaw::new(Code::Absurd, message, "write the number alone in the cell"));
    }
    Ok(number)
}

/// Returns the digits as a whole number with its decimal point at `point`, rounded half up; huge ones saturate.
fn scaled(digits: impl Iterator<Item = u8>, point: i64) -> Decimal {
    let (mut parts, mut rounded, mut position) = (0_i64, false, 0_i64);
    for digit in digits.map(|byte| i64::from(byte - b'0')) {
        if position < point {
            parts = parts.saturating_mul(10).saturating_add(digit);
        } else {
            rounded |= digit != 0;
            if position == point && digit >= 5 {
                parts = parts.saturating_add(1);
            }
        }
        position += 1;
    }
    while position < point && parts > 0 {
        parts = parts.saturating_mul(10);
        position += 1;
    }
    Decimal { parts, rounded }
}

/// Returns an amount of money, and whether it had to be rounded.
///
/// # Errors
///
/// Fails as `decimal` does.
pub fn money(text: &str) -> Result<(Money, bool), Flaw> {
    decimal(text, 2).map(|number| (Money(number.parts), number.rounded))
}

/// Returns a date, with a time of day where there is one.
///
/// # Errors
///
/// Fails for everything but `2026-03-14`, and `2026-03-14T18:30` with optional seconds, or a blank for the `T`.
pub fn moment(text: &str) -> Result<Moment, Flaw> {
    let flaw = || {
        let help = "write 2026-03-14, or 2026-03-14T18:30, in the years 1990 to 2099";
        Flaw::new(Code::BadDate, format!("`{text}` is not a date"), help)
    };
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time_of_day(time.trim()).ok_or_else(flaw)?)),
        None => (text, None),
    };
    date_of(date).map(|date| Moment { date, time }).ok_or_else(flaw)
}

/// Returns the date of `2026-03-14`, none for any other form.
fn date_of(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    let is_iso = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { *byte == b'-' } else { byte.is_ascii_digit() });
    if !is_iso {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| YEARS.contains(&date.year()))
}

/// Returns the time of `18:30` or `18:30:00`, none for any other form.
#[must_use]
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let is_clock = text
        .bytes()
        .enumerate()
        .all(|(at, byte)| if at == 2 || at == 5 { byte == b':' } else { byte.is_ascii_digit() });
    match (is_clock, text.len()) {
        (true, 5) => NaiveTime::parse_from_str(text, "%H:%M").ok(),
        (true, 8) => NaiveTime::parse_from_str(text, "%H:%M:%S").ok(),
        _ => None,
    }
}

/// Returns the meaning of one of a few words, in upper or lower case.
///
/// # Errors
///
/// Fails for any other word, with the nearest known one.
pub fn word<T: Copy>(text: &str, words: &[(&'static str, T)]) -> Result<T, Flaw> {
    let lower = text.to_lowercase();
    if let Some(&(_, meaning)) = words.iter().find(|(word, _)| *word == lower) {
        return Ok(meaning);
    }
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let otherwise = format!("write one of {}", quoted(&known));
    let help = Near::new(known).help(text, &otherwise);
    Err(Flaw::new(Code::NotAWord, format!("`{text}` is not a word that is known here"), help))
}

/// Returns words in quotation marks, with commas between them.
#[must_use]
pub fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Returns the names of a list with semicolons.
#[must_use]
pub fn names(text: &str) -> BTreeSet<String> {
    text.split([';', '；']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Flaw>) -> Code {
        result.unwrap_err().code
    }

    #[test]
    fn counts_are_whole_and_within_reason() {
        assert_eq!((count("0"), count("12.0"), count("1000000")), (Ok(0), Ok(12), Ok(1_000_000)));
        assert_eq!(code(count("1000001")), Code::Absurd);
        assert_eq!(code(count("99999999999999999999999")), Code::Absurd);
        assert_eq!(code(count("12.5")), Code::NotWhole);
        assert_eq!(code(count("-3")), Code::Negative);
        for text in ["about 30", "1,100", "", ".", "+5", "0x10", "1e", "１２", "NaN", "30间"] {
            assert_eq!(code(count(text)), Code::NotANumber, "{text}");
        }
        assert_eq!(code(positive("0")), Code::Zero);
    }

    #[test]
    fn decimals_are_exact() {
        let parts = |text: &str, digits: u32| decimal(text, digits).map(|number| (number.parts, number.rounded));
        assert_eq!(parts("5.306122448979592", 9), Ok((5_306_122_449, true)));
        assert_eq!(parts("120.5", 2), Ok((12_050, false)));
        assert_eq!(parts("99.995", 2), Ok((10_000, true)));
        assert_eq!(parts("1e-05", 9), Ok((10_000, false)));
        assert_eq!(parts("1.5e3", 0), Ok((1_500, false)));
        assert_eq!(parts("10.", 2), Ok((1_000, false)));
        assert_eq!(parts("-0", 2), Ok((0, false)));
        assert_eq!(code(decimal("1e300", 9)), Code::Absurd);
        assert_eq!(code(decimal("-0.001", 2)), Code::Negative);
    }

    #[test]
    fn dates_have_one_form() {
        let evening =
            Moment { date: NaiveDate::from_ymd_opt(2026, 3, 14).unwrap(), time: NaiveTime::from_hms_opt(18, 30, 0) };
        for text in ["2026-03-14T18:30", "2026-03-14 18:30:00"] {
            assert_eq!(moment(text), Ok(evening));
        }
        assert_eq!(moment("2026-03-14").unwrap().time, None);
        for text in [
            "4/3/2026",
            "2026-3-14",
            "+2026-03-14",
            "26-01-05",
            "2026-02-30",
            "1899-12-30",
            "44654",
            "2026-03-14T24:00",
            "2026-03-14T18:30Z",
            "2026-03-14T",
            "2026-03-1４",
        ] {
            assert_eq!(code(moment(text)), Code::BadDate, "{text}");
        }
    }

    #[test]
    fn words_are_hinted_at() {
        let words = [("open", 1), ("closed", 2)];
        assert_eq!(word("Open", &words), Ok(1));
        assert_eq!(word("closd", &words).unwrap_err().help, "did you mean `closed`?");
        assert_eq!(word("?", &words).unwrap_err().help, "write one of `open`, `closed`");
    }
}
