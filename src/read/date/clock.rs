//! The time of day that may follow a date: `19:30`, `晚8点半`, `次日凌晨1点`, `16:00:00Z`.

use chrono::NaiveTime;

use super::scan::Scan;

/// What a text says of the time of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    /// Days after the date: of 24:00, and of the next day.
    pub days_after: u64,
    /// The time, none where there is none.
    pub time: Option<NaiveTime>,
    /// Seconds east of Greenwich, none where no zone was given.
    pub east_seconds: Option<i32>,
    /// Whether it is a part of the day, or about right.
    pub is_vague: bool,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// After midnight.
    Small,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// Words of parts of the day, the longest first.
const PARTS: [(&str, Part); 22] = [
    ("凌晨", Part::Small),
    ("午夜", Part::Small),
    ("清晨", Part::Morning),
    ("早上", Part::Morning),
    ("早晨", Part::Morning),
    ("上午", Part::Morning),
    ("早", Part::Morning),
    ("am", Part::Morning),
    ("morning", Part::Morning),
    ("中午", Part::Noon),
    ("noon", Part::Noon),
    ("下午", Part::Afternoon),
    ("午后", Part::Afternoon),
    ("afternoon", Part::Afternoon),
    ("傍晚", Part::Evening),
    ("晚上", Part::Evening),
    ("晚间", Part::Evening),
    ("夜里", Part::Evening),
    ("夜间", Part::Evening),
    ("晚", Part::Evening),
    ("夜", Part::Evening),
    ("evening", Part::Evening),
];
/// Days of the week, which say nothing that the date does not.
const WEEKDAYS: [&str; 16] = [
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "周天",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "星期天",
];

/// Reads all that is left of a text as a time; none where it is something else.
pub fn clock(scan: &mut Scan<'_>) -> Option<Clock> {
    weekday(scan);
    let is_announced = scan.eat(&["t", ","]);
    if scan.rest().is_empty() {
        return (!is_announced).then(Clock::default);
    }
    let next_day = scan.eat(&["次日", "翌日", "第二天", "隔天"]);
    if next_day && scan.rest().is_empty() {
        return Some(Clock { days_after: 1, ..Clock::default() });
    }
    let part = part(scan);
    let mut clock = match scan.number() {
        Some((hour, ..=2)) => hours(scan, hour, part)?,
        Some(_) => return None,
        None => Clock { time: part_alone(part?), is_vague: true, ..Clock::default() },
    };
    clock.days_after += u64::from(next_day);
    clock.east_seconds = zone(scan, clock.time.is_some())?;
    clock.is_vague |= scan.eat(&["左右", "前后"]);
    scan.rest().is_empty().then_some(clock)
}

fn weekday(scan: &mut Scan<'_>) {
    let mut after = *scan;
    let is_in_brackets = after.eat(&["("]);
    if after.eat(&WEEKDAYS) && (!is_in_brackets || after.eat(&[")"])) {
        *scan = after;
    }
}

fn part(scan: &mut Scan<'_>) -> Option<Part> {
    let word = scan.one_of(&PARTS.map(|(word, _)| word))?;
    PARTS.iter().find(|(other, _)| *other == word).map(|(_, part)| *part)
}

/// Returns the time of a part of the day: of the small hours the first, so that they count to the night before (R28).
fn part_alone(part: Part) -> Option<NaiveTime> {
    (part == Part::Small).then_some(NaiveTime::MIN)
}

/// Reads what follows an hour.
fn hours(scan: &mut Scan<'_>, hour: u32, part: Option<Part>) -> Option<Clock> {
    let (mut minute, mut second) = (0, 0);
    let is_spoken = scan.eat(&["点钟", "点", "时", "h"]);
    let is_written = !is_spoken && scan.eat(&[":"]);
    if is_spoken && scan.eat(&["半"]) {
        minute = 30;
    } else if is_spoken && scan.eat(&["整"]) {
    } else if let Some((number, n_digits)) = scan.number() {
        minute = Some(number).filter(|_| n_digits <= 2)?;
        if scan.eat(&[":"]) || (is_spoken && scan.eat(&["分"])) {
            second = scan.number().map_or(0, |(number, _)| number);
            scan.eat(&["秒"]);
        }
        if scan.eat(&["."]) {
            scan.number()?;
        }
    } else if is_written {
        return None;
    }
    let part = part.or_else(|| after(scan));
    if !is_spoken && !is_written && part.is_none() {
        return None;
    }
    let hour = of_day(hour, part)?;
    if hour == 24 && minute == 0 && second == 0 {
        return Some(Clock { days_after: 1, time: Some(NaiveTime::MIN), ..Clock::default() });
    }
    NaiveTime::from_hms_opt(hour, minute, second).map(|time| Clock { time: Some(time), ..Clock::default() })
}

/// Reads `AM` or `PM` after a time.
fn after(scan: &mut Scan<'_>) -> Option<Part> {
    if scan.eat(&["pm", "p.m."]) {
        return Some(Part::Afternoon);
    }
    scan.eat(&["am", "a.m."]).then_some(Part::Small)
}

/// Returns an hour of the day; none where the part of the day and the hour do not go together.
fn of_day(hour: u32, part: Option<Part>) -> Option<u32> {
    match (part, hour) {
        (None, _)
        | (Some(_), 13..=24)
        | (Some(Part::Morning | Part::Small), 0..=11)
        | (Some(Part::Noon), 11 | 12)
        | (Some(Part::Afternoon), 12) => Some(hour),
        (Some(Part::Small), 12) => Some(0),
        (Some(Part::Noon), 1 | 2) | (Some(Part::Afternoon), 1..=11) | (Some(Part::Evening), 5..=11) => Some(hour + 12),
        (Some(Part::Evening), 12) => Some(24),
        _ => None,
    }
}

/// Reads a zone: `z`, `+08:00`, `+0800`, `+08`; none where there is none, and nothing where it is no zone.
#[expect(clippy::option_option, reason = "a missing zone and a wrong one are two things")]
fn zone(scan: &mut Scan<'_>, has_time: bool) -> Option<Option<i32>> {
    if !has_time || scan.rest().is_empty() {
        return Some(None);
    }
    if scan.eat(&["z", "utc", "gmt"]) && scan.rest().is_empty() {
        return Some(Some(0));
    }
    let Some(sign) = scan.one_of(&["+", "-"]) else { return Some(None) };
    let (hours, minutes) = match scan.number()? {
        (number, 4) => (number.div_euclid(100), number.rem_euclid(100)),
        (hours, 2) => (hours, if scan.eat(&[":"]) { scan.number()?.0 } else { 0 }),
        _ => return None,
    };
    let seconds = hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60));
    let seconds = i32::try_from(seconds).ok().filter(|seconds| *seconds <= 14 * 3600)?;
    Some(Some(if sign == "-" { -seconds } else { seconds }))
}
