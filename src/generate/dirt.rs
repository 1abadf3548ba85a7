//! How people type what a table would say plainly (domain notes §3.3). What is meant is never changed: reading the cell gives
//! the number, the date or the price that was put in, but for an estimate, which says that it is one.

use chrono::{Datelike, Days, NaiveDate};

use super::draw::Draw;

/// A calendar date as year, month and day.
pub type Date = (i32, u32, u32);

const UNKNOWN: [&str; 6] = ["", "-", "—", "待定", "未联系上", "/"];
const NONE: [&str; 4] = ["0", "满房", "无房", "0间"];

/// Returns a count of rooms as typed: most plainly, some with a unit, in full width, in numerals or with blanks around.
pub fn rooms(rooms: Option<u32>, draw: &mut Draw) -> String {
    match rooms {
        None => (*draw.pick(&UNKNOWN)).to_owned(),
        Some(0) => (*draw.pick(&NONE)).to_owned(),
        Some(rooms) => match draw.weighted(&[0.72, 0.12, 0.05, 0.06, 0.05]) {
            1 => format!("{rooms}间"),
            2 => rooms.to_string().chars().map(full_width).collect(),
            3 => numeral(rooms).unwrap_or_else(|| rooms.to_string()),
            4 => format!("\u{3000}{rooms}\u{a0}"),
            _ => rooms.to_string(),
        },
    }
}

/// Returns a count as typed, one in seven of them as an estimate, which reading takes as said and marks.
pub fn estimate(count: Option<u32>, draw: &mut Draw) -> String {
    match count {
        Some(count) if count > 0 && draw.chance(1.0 / 7.0) => match draw.between(0, 3) {
            0 => format!("约{count}间"),
            1 => format!("{count}左右"),
            _ => format!("{count}+"),
        },
        count => rooms(count, draw),
    }
}

/// Returns a price as typed.
pub fn price(price: u32, draw: &mut Draw) -> String {
    match draw.weighted(&[0.6, 0.15, 0.15, 0.1]) {
        1 => format!("{price}元"),
        2 => format!("¥{price}"),
        3 => format!("{price}元/晚"),
        _ => price.to_string(),
    }
}

/// Returns a telephone number as typed: plainly, in parts, as a number with a fraction, or with a second one beside it.
pub fn phone(digits: &str, draw: &mut Draw) -> String {
    match draw.weighted(&[0.7, 0.12, 0.1, 0.08]) {
        1 => in_parts(digits),
        2 => format!("{digits}.0"),
        3 => format!("{digits}、{}", super::town::phone(draw)),
        _ => digits.to_owned(),
    }
}

/// Returns eleven digits with dashes between, three and four and four.
fn in_parts(digits: &str) -> String {
    let mut parts = String::new();
    for (at, digit) in digits.char_indices() {
        if matches!(at, 3 | 7) {
            parts.push('-');
        }
        parts.push(digit);
    }
    parts
}

/// Returns the date so many days after a date as typed: with or without a year, with points, dashes, slashes or signs.
pub fn date(first: Date, days: u32, draw: &mut Draw) -> String {
    let date = after(first, days);
    let (year, month, day) = (date.year(), date.month(), date.day());
    match draw.weighted(&[0.4, 0.3, 0.15, 0.15]) {
        0 => format!("{month}月{day}日"),
        1 => format!("{year}-{month:02}-{day:02}"),
        2 => format!("{year}.{month}.{day}"),
        _ => format!("{year}/{month}/{day}"),
    }
}

/// Returns the minute so many minutes after the midnight of a date as typed.
pub fn minute(first: Date, minutes: u32, draw: &mut Draw) -> String {
    let (days, rest) = (minutes.div_euclid(24 * 60), minutes.rem_euclid(24 * 60));
    let (hour, minute) = (rest.div_euclid(60), rest.rem_euclid(60));
    if draw.chance(0.15) {
        let date = after(first, days);
        return format!("{}月{}日{hour}时{minute:02}分", date.month(), date.day());
    }
    format!("{} {hour}:{minute:02}", date(first, days, draw))
}

fn after((year, month, day): Date, days: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(year, month, day).expect("scenarios begin on dates that exist");
    first.checked_add_days(Days::new(u64::from(days))).expect("scenarios are at most ten years long")
}

fn full_width(digit: char) -> char {
    digit.to_digit(10).and_then(|digit| char::from_u32(u32::from('０') + digit)).unwrap_or(digit)
}

/// Returns a number from 1 to 99 in Chinese numerals, none for others: people do not write those out.
fn numeral(number: u32) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number.div_euclid(10) as usize, number.rem_euclid(10) as usize);
    match (tens, ones) {
        (0, 1..) => Some(DIGITS[ones].to_owned()),
        (1, _) => Some(format!("十{}", DIGITS[ones])),
        (2..=9, _) => Some(format!("{}十{}", DIGITS[tens], DIGITS[ones])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_out_up_to_99() {
        let written: Vec<String> = [1, 10, 12, 20, 86].into_iter().filter_map(numeral).collect();
        assert_eq!(written, ["一", "十", "十二", "二十", "八十六"]);
        assert_eq!((numeral(0), numeral(100)), (None, None));
        assert_eq!("120".chars().map(full_width).collect::<String>(), "１２０");
    }

    #[test]
    fn most_cells_are_plain_and_all_kinds_of_dirt_come() {
        let mut draw = Draw::new(1, "dirt");
        let cells: Vec<String> = (0..400).map(|_| estimate(Some(30), &mut draw)).collect();
        assert!(cells.iter().filter(|cell| *cell == "30").count() > 200);
        for kind in ["30间", "３０", "三十", "约30间", "30左右", "30+"] {
            assert!(cells.iter().any(|cell| cell == kind), "{kind}");
        }
    }
}
