//! Numbers as people type them: width, units, about, ranges, sums, commas, numerals (domain notes §3.3). Gives digits
//! and what was done; whether the digits are a count or an amount is for `cell` to say.

use super::cell::Flaw;
use super::log::Kind;
use super::traditional::simplified;
use super::{numeral, text};
use crate::diagnostic::Code;

/// What a number is of, which decides the units that may stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Rooms, hotels, or whatever else is counted that is no person.
    Things,
    /// People.
    People,
    /// Nights.
    Nights,
    /// Money.
    Money,
    /// A distance.
    Km,
    /// A time.
    Minutes,
}

impl Measure {
    /// Tells whether it is counted, and not measured.
    #[must_use]
    pub fn is_count(self) -> bool {
        matches!(self, Self::Things | Self::People | Self::Nights)
    }

    /// The units that may follow the number, the longest first, in lower case.
    fn units(self) -> &'static [&'static str] {
        match self {
            Self::Things => &["个房间", "房间", "间房", "间", "套", "家", "个", "rooms", "room", "hotels", "rms", "rm"],
            Self::People => {
                &["个人", "人次", "人", "名", "位", "persons", "person", "people", "guests", "guest", "pax", "ppl"]
            }
            Self::Nights => &["个晚上", "个晚", "晚上", "晚", "夜", "天", "日", "nights", "night", "days", "day"],
            Self::Money => &[
                "元/间/晚",
                "元/间/夜",
                "元/间夜",
                "元/间/天",
                "元/间",
                "元/晚",
                "元/夜",
                "元/天",
                "元/日",
                "元每间夜",
                "元每晚",
                "元整",
                "元",
                "块钱",
                "块",
                "rmb",
                "cny",
                "yuan",
                "/晚",
                "/夜",
                "/天",
                "/间",
                "/间夜",
                "/night",
                "per night",
            ],
            Self::Km => &["公里", "千米", "kilometers", "kilometres", "kms", "km"],
            Self::Minutes => &["分钟", "分", "minutes", "minute", "mins", "min"],
        }
    }

    /// The marks that may stand before the number.
    fn marks(self) -> &'static [&'static str] {
        if self == Self::Money { &["人民币", "rmb", "cny", "¥", "￥"] } else { &[] }
    }
}

/// Words before a number that is about right.
const ABOUT_BEFORE: [&str; 18] = [
    "大约",
    "大概",
    "差不多",
    "将近",
    "接近",
    "至少",
    "约",
    "近",
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "circa",
    "ca.",
    "≈",
    "~",
    ">=",
];
/// Words after a number that is about right.
const ABOUT_AFTER: [&str; 9] = ["左右", "上下", "以上", "多", "余", "来", "几", "+", "or so"];
/// What stands between the bounds of a range.
const BETWEEN: [&str; 7] = ["--", "-", "~", "—", "–", "至", "到"];

/// Digits that `cell` can parse, and how they came about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// The digits.
    pub digits: String,
    /// What was done, each once.
    pub steps: Vec<Kind>,
}

impl Cleaned {
    fn step(&mut self, kind: Kind) {
        if !self.steps.contains(&kind) {
            self.steps.push(kind);
        }
    }
}

/// Tells whether a text is digits, a point and a sign alone, as most cells are.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Returns the digits of a number that was typed with anything beside them; what it cannot make sense of, it leaves, and
/// parsing it will fail.
#[must_use]
pub fn clean(typed: &str, measure: Measure) -> Cleaned {
    let mut cleaned = Cleaned::default();
    let common = simplified(&text::common_width(typed)).to_lowercase();
    if typed.chars().any(|char| ('\u{FF01}'..='\u{FF5E}').contains(&char)) {
        cleaned.step(Kind::FullWidthDigits);
    }
    let bare = cleaned.about(&common, measure);
    if let Some((low, high)) = cleaned.bounds(bare, measure) {
        cleaned.step(Kind::Range);
        cleaned.digits = if value(&low) <= value(&high) { low } else { common.clone() };
    } else if let Some(sum) = cleaned.sum(bare, measure) {
        cleaned.step(Kind::Sum);
        cleaned.digits = sum.to_string();
    } else {
        cleaned.digits = cleaned.single(bare, measure).unwrap_or_else(|| common.clone());
    }
    cleaned
}

impl Cleaned {
    /// Removes what says that a number is about right, and the units around that.
    fn about<'t>(&mut self, text: &'t str, measure: Measure) -> &'t str {
        let mut rest = text.trim();
        if let Some(bare) = ABOUT_BEFORE.iter().find_map(|word| rest.strip_prefix(word)) {
            self.step(Kind::About);
            rest = bare.trim_start();
        }
        loop {
            let unit = measure.units().iter().find_map(|unit| rest.strip_suffix(unit));
            let about = ABOUT_AFTER.iter().find_map(|word| rest.strip_suffix(word));
            // A unit goes first only where a word of doubt or a number is left of it.
            let (shorter, kind) = match (about, unit) {
                (Some(shorter), _) => (shorter, Kind::About),
                (None, Some(shorter)) => (shorter, Kind::UnitTail),
                (None, None) => return rest,
            };
            if shorter.trim_end().is_empty() {
                return rest;
            }
            self.step(kind);
            rest = shorter.trim_end();
        }
    }

    /// Returns the bounds of a range.
    fn bounds(&mut self, text: &str, measure: Measure) -> Option<(String, String)> {
        let found = BETWEEN.iter().find_map(|between| text.split_once(between));
        let (low, high) = found.or_else(|| text.split_once(" to "))?;
        Some((self.single(low, measure)?, self.single(high, measure)?))
    }

    /// Returns the sum of counts with plus signs between them.
    fn sum(&mut self, text: &str, measure: Measure) -> Option<u32> {
        if !text.contains('+') || !matches!(measure, Measure::Things | Measure::People) {
            return None;
        }
        text.split('+').try_fold(0_u32, |sum, part| sum.checked_add(self.single(part, measure)?.parse().ok()?))
    }

    /// Returns the digits of one number, without its unit and its commas; none where it is no number.
    fn single(&mut self, text: &str, measure: Measure) -> Option<String> {
        let mut rest = text.trim();
        if let Some(bare) = measure.marks().iter().find_map(|mark| rest.strip_prefix(mark)) {
            self.step(Kind::UnitTail);
            rest = bare.trim_start();
        }
        if let Some(bare) = measure.units().iter().find_map(|unit| rest.strip_suffix(unit)) {
            self.step(Kind::UnitTail);
            rest = bare.trim_end();
        }
        if let Some(number) = numeral::number(rest) {
            self.step(Kind::Numeral);
            return Some(number.to_string());
        }
        if rest.contains(',') {
            let digits = without_commas(rest)?;
            self.step(Kind::CommaThousand);
            return Some(digits);
        }
        let is_number = rest.starts_with(|char: char| char.is_ascii_digit()) && is_plain(rest);
        is_number.then(|| rest.to_owned())
    }
}

/// Returns a number without commas between groups of three digits: `1,100` but not `1,10`.
fn without_commas(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut groups = whole.split(',');
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next()?;
    let is_grouped = is_digits(first) && first.len() <= 3 && groups.all(|group| is_digits(group) && group.len() == 3);
    let is_number = is_grouped && fraction.is_none_or(is_digits);
    is_number.then(|| text.replace(',', ""))
}

/// Returns a number for comparing bounds.
fn value(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::INFINITY)
}

/// Returns what is to be said of a step, none where it is a plain conversion.
#[must_use]
pub fn doubt(kind: Kind, value: &str) -> Option<Flaw> {
    let (code, message, help) = match kind {
        Kind::About => (Code::CountAbout, format!("it is about right: {value} is used"), "ask for the exact number"),
        Kind::Range => {
            (Code::CountRange, format!("it is a range: its lower bound, {value}, is used"), "ask for the exact number")
        }
        Kind::Sum => {
            (Code::CountSum, format!("it is a sum: {value} is used"), "write the sum, or one row for each part")
        }
        _ => return None,
    };
    Some(Flaw::new(code, message, help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(typed: &str, measure: Measure) -> (String, Vec<Kind>) {
        let cleaned = clean(typed, measure);
        (cleaned.digits, cleaned.steps)
    }

    #[test]
    fn counts_are_read_with_all_that_stands_beside_them() {
        let cases: [(&str, &str, &[Kind]); 23] = [
            ("１２０", "120", &[Kind::FullWidthDigits]),
            ("30间", "30", &[Kind::UnitTail]),
            ("30 rooms", "30", &[Kind::UnitTail]),
            ("约30间", "30", &[Kind::About, Kind::UnitTail]),
            ("30左右", "30", &[Kind::About]),
            ("30多", "30", &[Kind::About]),
            ("30多间", "30", &[Kind::UnitTail, Kind::About]),
            ("近30", "30", &[Kind::About]),
            ("30+", "30", &[Kind::About]),
            ("about 30", "30", &[Kind::About]),
            ("20-30", "20", &[Kind::Range]),
            ("20～30", "20", &[Kind::FullWidthDigits, Kind::Range]),
            ("20至30间", "20", &[Kind::UnitTail, Kind::Range]),
            ("20间-30间", "20", &[Kind::UnitTail, Kind::Range]),
            ("12+3", "15", &[Kind::Sum]),
            ("十二间", "12", &[Kind::UnitTail, Kind::Numeral]),
            ("两百", "200", &[Kind::Numeral]),
            ("約兩百間", "200", &[Kind::About, Kind::UnitTail, Kind::Numeral]),
            ("1,100", "1100", &[Kind::CommaThousand]),
            ("１，１００", "1100", &[Kind::FullWidthDigits, Kind::CommaThousand]),
            ("12.0", "12.0", &[]),
            ("约二十间", "20", &[Kind::About, Kind::UnitTail, Kind::Numeral]),
            ("三十多间", "30", &[Kind::UnitTail, Kind::About, Kind::Numeral]),
        ];
        for (typed, expected, steps) in cases {
            let mut found = digits(typed, Measure::Things);
            let mut steps = steps.to_vec();
            found.1.sort_unstable();
            steps.sort_unstable();
            assert_eq!(found, (expected.to_owned(), steps), "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_stays_as_it_is() {
        for typed in ["1,10", "1,1000", "abc", "间", "30人", "30床", "-3", "30-20", "12++3", "很多", "", "+"] {
            let digits = clean(typed, Measure::Things).digits;
            assert!(super::super::cell::count(&digits).is_err(), "{typed}: {digits}");
        }
        assert!(super::super::cell::count(&clean("30间", Measure::People).digits).is_err());
    }

    #[test]
    fn every_measure_has_its_units() {
        assert_eq!(digits("300元/晚", Measure::Money).0, "300");
        assert_eq!(digits("¥1,280.50", Measure::Money).0, "1280.50");
        assert_eq!(digits("￥300", Measure::Money).0, "300");
        assert_eq!(digits("60人", Measure::People).0, "60");
        assert_eq!(digits("14天", Measure::Nights).0, "14");
        assert_eq!(digits("8公里", Measure::Km).0, "8");
        assert_eq!(digits("30分钟", Measure::Minutes).0, "30");
    }

    #[test]
    fn no_text_at_all_makes_cleaning_fail() {
        use proptest::prelude::*;
        proptest!(|(typed in "[0-9０-９约近间+~,.十百千万多 大床双-]{0,24}")| {
            let _ = clean(&typed, Measure::Things);
        });
    }
}
