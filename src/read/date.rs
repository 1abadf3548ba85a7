//! Dates and times as people type them: serial numbers, Chinese and English text, parts of the day, zones (domain notes
//! §3.3). Knows no column; the night cut (R28) is not applied here.

mod clock;
mod scan;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use self::clock::{Clock, clock};
use self::scan::Scan;
use super::cell::{self, Flaw};
use super::log::Kind;
use super::manner::{DateOrder, Manner};
use super::tables::Moment;
use super::text;
use super::traditional::simplified;
use crate::diagnostic::Code;

/// Serial numbers of spreadsheets that are believed to be dates: 2009 to 2064.
const SERIALS: std::ops::Range<f64> = 40_000.0..60_000.0;
/// Days between the two systems of serial numbers.
const FROM_1900_TO_1904: u64 = 1462;

/// A date that was typed in any form, and what was done to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date, and the time of day where there is one.
    pub moment: Moment,
    /// What was done.
    pub steps: Vec<Kind>,
}

/// Returns a date in whatever form it was typed.
///
/// # Errors
///
/// Fails where it is none, or has no year and nobody knows the day on which the case is seen.
pub fn read(typed: &str, manner: &Manner) -> Result<Dated, Flaw> {
    if let Ok(moment) = cell::moment(typed) {
        return Ok(Dated { moment, steps: Vec::new() });
    }
    let common = simplified(&text::common_width(typed)).to_lowercase();
    if let Some(moment) = serial(&common, manner) {
        return Ok(Dated { moment, steps: vec![Kind::DateSerial] });
    }
    let flaw = || {
        let help = "write 2026-03-14, or 2026-03-14T18:30, in the years 1990 to 2099";
        Flaw::new(Code::BadDate, format!("`{typed}` is not a date"), help)
    };
    let mut scan = Scan::new(&common);
    let day = day(&mut scan).ok_or_else(flaw)?;
    let time = clock(&mut scan).ok_or_else(flaw)?;
    let mut steps = vec![Kind::DateText];
    let date = date(day, manner, &mut steps).map_err(|lack| match lack {
        Lack::Day => flaw(),
        Lack::Year => {
            let help = "write the year too, or say on which day the case is seen: --as-of 2026-03-14";
            Flaw::new(Code::BadDate, format!("`{typed}` has no year"), help)
        }
    })?;
    let moment = at(date, time, manner, &mut steps).ok_or_else(flaw)?;
    Some(Dated { moment, steps }).filter(|dated| cell::YEARS.contains(&dated.moment.date.year())).ok_or_else(flaw)
}

/// Returns what is to be said of a step, none where it is a plain conversion.
#[must_use]
pub fn doubt(kind: Kind, value: &str) -> Option<Flaw> {
    let (code, message, help) = match kind {
        Kind::DateOrder => (
            Code::DateOrder,
            format!("it could be read in two ways: {value} is used"),
            "write 2026-03-14, or set `date_order` under [case]",
        ),
        Kind::DayPart => {
            (Code::DayPart, format!("it says a part of the day and no time: {value} is used"), "write the time")
        }
        _ => return None,
    };
    Some(Flaw::new(code, message, help))
}

/// Returns the date of a spreadsheet's serial number, with the time of its fraction to the second.
fn serial(text: &str, manner: &Manner) -> Option<Moment> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number = text.parse::<f64>().ok().filter(|number| is_number && SERIALS.contains(number))?;
    let (days, fraction) = (number.trunc(), number.fract());
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let shift = if manner.from_1904 { FROM_1900_TO_1904 } else { 0 };
    // Both are small and not negative: a serial number is below 60,000, a day has 86,400 seconds.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is bounded above")]
    let (days, seconds) = (days as u64, (fraction * 86_400.0).round() as i64);
    let at = epoch.checked_add_days(Days::new(days + shift))?.and_hms_opt(0, 0, 0)? + TimeDelta::seconds(seconds);
    Some(Moment { date: at.date(), time: text.contains('.').then(|| at.time()).filter(|_| seconds > 0) })
}

/// What a text says of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// All of it.
    Full { year: u32, month: u32, day: u32 },
    /// Two small numbers and a year, either of which may be the month.
    Either { year: Option<u32>, first: u32, second: u32 },
    /// Month and day.
    WithoutYear { month: u32, day: u32 },
    /// The day of a month.
    WithoutMonth { day: u32 },
}

/// Reads the day at the beginning of a text.
fn day(scan: &mut Scan<'_>) -> Option<Day> {
    if let Some(month) = scan.month_name() {
        scan.eat(&[".", " ", "-"]);
        let (day, _) = scan.number()?;
        scan.eat(&["st", "nd", "rd", "th"]);
        return with_year(scan, month, day);
    }
    let (first, n_digits) = scan.number()?;
    if n_digits == 8 {
        return Some(Day::Full {
            year: first.div_euclid(10_000),
            month: first.div_euclid(100).rem_euclid(100),
            day: first.rem_euclid(100),
        });
    }
    if scan.eat(&["年"]) {
        let (month, _) = scan.number().filter(|_| n_digits == 4)?;
        let day = scan.eat(&["月"]).then(|| scan.number())??.0;
        scan.eat(&["日", "号"]);
        return Some(Day::Full { year: first, month, day });
    }
    if scan.eat(&["月"]) {
        let (day, _) = scan.number()?;
        scan.eat(&["日", "号"]);
        return Some(Day::WithoutYear { month: first, day });
    }
    if scan.eat(&["日", "号"]) {
        return Some(Day::WithoutMonth { day: first });
    }
    if let Some(month) = scan.month_after() {
        return with_year(scan, month, first);
    }
    let separator = scan.separator()?;
    let (second, _) = scan.number()?;
    let third = if scan.eat(&[separator]) { Some(scan.number()?) } else { None };
    scan.eat(&["日", "号"]);
    match third {
        Some((day, ..=2)) if n_digits == 4 => Some(Day::Full { year: first, month: second, day }),
        Some((year, 4)) if n_digits <= 2 => Some(Day::Either { year: Some(year), first, second }),
        None if n_digits <= 2 => Some(Day::Either { year: None, first, second }),
        _ => None,
    }
}

/// Reads the year that may follow the name of a month and a day.
fn with_year(scan: &mut Scan<'_>, month: u32, day: u32) -> Option<Day> {
    let before = scan.rest();
    scan.eat(&[", ", ",", "-", " "]);
    if let Some((year, 4)) = scan.number() {
        return Some(Day::Full { year, month, day });
    }
    *scan = Scan::new(before);
    let is_followed_by_year = before.starts_with(['-', ',']);
    (!is_followed_by_year).then_some(Day::WithoutYear { month, day })
}

/// Why a day has no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    /// There is no such day.
    Day,
    /// Nobody knows its year.
    Year,
}

/// Returns the date of a day; what it does not say is what brings it nearest to the day on which the case is seen.
fn date(day: Day, manner: &Manner, steps: &mut Vec<Kind>) -> Result<NaiveDate, Lack> {
    let (year, month, day) = match day {
        Day::Full { year, month, day } => (Some(year), month, day),
        Day::WithoutYear { month, day } => (None, month, day),
        Day::Either { year, first, second } => {
            let (month, day) = either((first, second), manner.order, steps);
            (year, month, day)
        }
        Day::WithoutMonth { day } if (1..=31).contains(&day) => {
            let today = manner.today.ok_or(Lack::Year)?;
            steps.push(Kind::DateYear);
            return nearest_of_month(today, day).ok_or(Lack::Day);
        }
        Day::WithoutMonth { .. } => return Err(Lack::Day),
    };
    let of_year = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    if let Some(year) = year {
        return i32::try_from(year).ok().and_then(of_year).ok_or(Lack::Day);
    }
    // A leap year has every day that any year has.
    of_year(2000).ok_or(Lack::Day)?;
    let today = manner.today.ok_or(Lack::Year)?;
    steps.push(Kind::DateYear);
    let candidates = (today.year() - 1..=today.year() + 1).filter_map(of_year);
    candidates.min_by_key(|date| date.signed_duration_since(today).num_days().abs()).ok_or(Lack::Day)
}

/// Returns which of two numbers is the month and which the day, in the order of the house unless only the other fits.
fn either((first, second): (u32, u32), order: DateOrder, steps: &mut Vec<Kind>) -> (u32, u32) {
    let (month, day, fits) = match order {
        DateOrder::MonthFirst => (first, second, first <= 12),
        DateOrder::DayFirst => (second, first, second <= 12),
    };
    if !fits || (first <= 12 && second <= 12 && first != second) {
        steps.push(Kind::DateOrder);
    }
    if fits { (month, day) } else { (day, month) }
}

/// Returns the day of this month, the one before or the one after that is nearest to today.
fn nearest_of_month(today: NaiveDate, day: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let months = [
        first.checked_sub_months(chrono::Months::new(1)),
        Some(first),
        first.checked_add_months(chrono::Months::new(1)),
    ];
    let days = months.into_iter().flatten().filter_map(|month| month.with_day(day));
    days.min_by_key(|date| date.signed_duration_since(today).num_days().abs())
}

/// Returns a date at what its text says of the time.
fn at(date: NaiveDate, clock: Clock, manner: &Manner, steps: &mut Vec<Kind>) -> Option<Moment> {
    if clock.is_vague {
        steps.push(Kind::DayPart);
    }
    if clock.days_after > 0 {
        steps.push(Kind::NextDay);
    }
    let date = date.checked_add_days(Days::new(clock.days_after))?;
    let Some(time) = clock.time else { return Some(Moment { date, time: None }) };
    let mut local: NaiveDateTime = date.and_time(time);
    if let Some(east) = clock.east_seconds {
        steps.push(Kind::Zone);
        local = local.checked_add_signed(TimeDelta::seconds(i64::from(manner.zone.local_minus_utc() - east)))?;
    }
    Some(Moment { date: local.date(), time: Some(local.time()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manner() -> Manner {
        Manner { today: NaiveDate::from_ymd_opt(2022, 4, 3), ..Manner::default() }
    }

    fn texts(cases: &[(&str, &str, &[Kind])]) {
        for (typed, expected, steps) in cases {
            let dated = read(typed, &manner()).unwrap_or_else(|flaw| panic!("{typed}: {flaw:?}"));
            let mut said = dated.steps.clone();
            said.retain(|step| *step != Kind::DateText);
            assert_eq!((dated.moment.to_string().as_str(), said.as_slice()), (*expected, *steps), "{typed}");
        }
    }

    #[test]
    fn dates_are_read_in_many_forms() {
        use Kind::{DateOrder, DateSerial, DateYear};
        texts(&[
            ("2022-04-03", "2022-04-03", &[]),
            ("4月3日", "2022-04-03", &[DateYear]),
            ("4月3号", "2022-04-03", &[DateYear]),
            ("2022年4月3日", "2022-04-03", &[]),
            ("2022.4.3", "2022-04-03", &[]),
            ("2022/4/3", "2022-04-03", &[]),
            ("２０２２－４－３", "2022-04-03", &[]),
            ("20220403", "2022-04-03", &[]),
            ("4/3", "2022-04-03", &[DateOrder, DateYear]),
            ("4/13", "2022-04-13", &[DateYear]),
            ("13/4", "2022-04-13", &[DateOrder, DateYear]),
            ("4/3/2022", "2022-04-03", &[DateOrder]),
            ("2-3", "2022-02-03", &[DateOrder, DateYear]),
            ("3日", "2022-04-03", &[DateYear]),
            ("30日", "2022-03-30", &[DateYear]),
            ("4月3日(周日)", "2022-04-03", &[DateYear]),
            ("Apr 3", "2022-04-03", &[DateYear]),
            ("3-Apr-2022", "2022-04-03", &[]),
            ("3 April 2022", "2022-04-03", &[]),
            ("April 3, 2022", "2022-04-03", &[]),
            ("44654", "2022-04-03", &[DateSerial]),
            ("44654.729167", "2022-04-03T17:30", &[DateSerial]),
        ]);
    }

    #[test]
    fn times_are_read_in_many_forms() {
        use Kind::{DateYear, DayPart, NextDay, Zone};
        texts(&[
            ("2022/4/3 19:30", "2022-04-03T19:30", &[]),
            ("2022/4/3 19:30:15", "2022-04-03T19:30:15", &[]),
            ("4月3日19时30分", "2022-04-03T19:30", &[DateYear]),
            ("4月3日19点", "2022-04-03T19:00", &[DateYear]),
            ("4月3日晚8点半", "2022-04-03T20:30", &[DateYear]),
            ("4月3日下午3:05", "2022-04-03T15:05", &[DateYear]),
            ("4/3/2022 7:30 PM", "2022-04-03T19:30", &[Kind::DateOrder]),
            ("4月4日凌晨1点", "2022-04-04T01:00", &[DateYear]),
            ("3日晚", "2022-04-03", &[DateYear, DayPart]),
            ("4月4日凌晨", "2022-04-04T00:00", &[DateYear, DayPart]),
            ("4月3日24:00", "2022-04-04T00:00", &[DateYear, NextDay]),
            ("4月3日次日凌晨1点", "2022-04-04T01:00", &[DateYear, NextDay]),
            ("2020-01-24T16:00:00Z", "2020-01-25T00:00", &[Zone]),
            ("2020-01-24T16:00:00.000Z", "2020-01-25T00:00", &[Zone]),
            ("2020-01-25T00:00:00+08:00", "2020-01-25T00:00", &[Zone]),
            ("2020-01-24T18:00+0200", "2020-01-25T00:00", &[Zone]),
        ]);
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "4",
            "4月",
            "13/14",
            "2022-02-30",
            "2月30日",
            "1899-12-30",
            "39999",
            "60000",
            "22-04-03",
            "4/3/22",
            "3-Apr-22",
            "4月3日25:00",
            "4月3日19:61",
            "4月3日晚1点",
            "明天",
            "次日凌晨",
            "4月3日前后",
            "2022-04-03T",
            "-1",
            "4月3日 19",
        ] {
            assert_eq!(read(typed, &manner()).map_err(|flaw| flaw.code), Err(Code::BadDate), "{typed}");
        }
    }

    #[test]
    fn the_year_is_the_nearest_and_without_a_day_of_the_case_there_is_none() {
        let december = Manner { today: NaiveDate::from_ymd_opt(2022, 12, 30), ..Manner::default() };
        assert_eq!(read("1月2日", &december).unwrap().moment.to_string(), "2023-01-02");
        assert_eq!(read("2日", &december).unwrap().moment.to_string(), "2023-01-02");
        let flaw = read("1月2日", &Manner::default()).unwrap_err();
        assert!(flaw.help.contains("--as-of"), "{flaw:?}");
        assert!(read("3日晚", &Manner::default()).unwrap_err().help.contains("--as-of"));
    }

    #[test]
    fn the_policy_may_tell_another_order_system_and_zone() {
        let manner = Manner {
            order: DateOrder::DayFirst,
            from_1904: true,
            zone: chrono::FixedOffset::east_opt(0).unwrap(),
            ..manner()
        };
        let read = |typed| read(typed, &manner).unwrap().moment.to_string();
        assert_eq!(read("4/3"), "2022-03-04");
        assert_eq!(read("43192"), "2022-04-03");
        assert_eq!(read("2022-04-03T16:00:00Z"), "2022-04-03T16:00");
    }

    #[test]
    fn no_text_at_all_makes_reading_fail() {
        use proptest::prelude::*;
        proptest!(|(typed in "[0-9０-９年月日号晚凌晨次点时分半:/.tzTZ+ -]{0,20}")| {
            let _ = read(&typed, &manner());
        });
    }
}
