//! How full hotels are by night: a table that is coloured, so that it can be read by eye, by number and aloud.
//!
//! Few hotels have a row each; of many, each district has one; where there are no districts, the hotels that are used most
//! have a row each, and all others share one.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Report;
use super::usage::{Usage, available, districts};
use crate::render::number::grouped;

/// The most rows.
const ROWS_MAX: usize = 40;
/// The most columns; more nights than that share them.
const COLUMNS_MAX: usize = 62;

/// A table of nights.
#[derive(Debug, Serialize)]
pub struct Heat {
    /// What the rows are, as the words name it: `hotel` or `district`.
    rows_are: &'static str,
    /// Nights in each column, of which the fullest is shown.
    step: usize,
    months: Vec<Month>,
    nights: Vec<Night>,
    rows: Vec<Row>,
}

/// Columns of one month.
#[derive(Debug, Serialize)]
struct Month {
    name: String,
    columns: usize,
}

/// A column.
#[derive(Debug, Serialize)]
struct Night {
    day: String,
    date: String,
}

#[derive(Debug, Serialize)]
struct Row {
    /// Its name; empty for all the others together.
    name: String,
    cells: Vec<Cell>,
}

/// A night of a row.
#[derive(Debug, Serialize)]
struct Cell {
    /// Percent in use, without its sign; empty where no room is known.
    percent: String,
    /// How dark: 0 (empty or unknown) to 5 (full).
    level: u8,
    used: String,
    available: String,
}

/// Rooms in use and rooms known, by night.
type Sums = Vec<(u64, u64)>;

/// Returns the table of nights; none in a plan that uses no hotel.
#[must_use]
pub fn heat(report: &Report<'_>, usage: &Usage) -> Option<Heat> {
    let instance = report.instance;
    let n_nights = instance.calendar.n_nights as usize;
    if usage.hotels.is_empty() {
        return None;
    }
    let by_district = usage.hotels.len() > ROWS_MAX && (2..=ROWS_MAX).contains(&districts(instance).len());
    let sums = if by_district { of_districts(report, usage) } else { of_hotels(report, usage) };
    let step = n_nights.div_ceil(COLUMNS_MAX);
    let first = |column: usize| u32::try_from(column * step).unwrap_or(u32::MAX);
    let columns = 0..n_nights.div_ceil(step);
    let dates: Vec<String> = columns.clone().map(|column| instance.calendar.text(first(column))).collect();
    let mut months: Vec<Month> = Vec::new();
    for date in &dates {
        let name = date.get(..7).unwrap_or_default();
        match months.last_mut().filter(|month| month.name == name) {
            Some(month) => month.columns += 1,
            None => months.push(Month { name: name.to_owned(), columns: 1 }),
        }
    }
    let nights = dates.into_iter().zip(columns).map(|(date, column)| Night {
        day: date.get(8..).map_or_else(|| (column + 1).to_string(), str::to_owned),
        date,
    });
    let rows = sums.into_iter().map(|(name, sums)| Row { name, cells: sums.chunks(step).map(cell).collect() });
    Some(Heat {
        rows_are: if by_district { "district" } else { "hotel" },
        step,
        months,
        nights: nights.collect(),
        rows: rows.collect(),
    })
}

/// Returns the fullest of some nights.
fn cell(nights: &[(u64, u64)]) -> Cell {
    let share = |&(used, available): &(u64, u64)| (used * 1000).checked_div(available).unwrap_or(0);
    let &(used, available) = nights.iter().max_by_key(|night| share(night)).unwrap_or(&(0, 0));
    let thousandths = share(&(used, available));
    let level = match thousandths {
        0 => 0,
        1..250 => 1,
        250..500 => 2,
        500..750 => 3,
        750..1000 => 4,
        _ => 5,
    };
    let percent = match (available, used) {
        (0, _) => String::new(),
        (_, 0) => "0".to_owned(),
        _ => thousandths.div_ceil(10).min(if used < available { 99 } else { u64::MAX }).to_string(),
    };
    Cell { percent, level, used: grouped(used), available: grouped(available) }
}

fn add(sums: &mut Sums, report: &Report<'_>, usage: &Usage, hotel: usize) {
    let used = usage.hotels.get(&hotel).map(|here| here.used.as_slice()).unwrap_or_default();
    for (night, rooms) in available(report.instance, hotel).into_iter().enumerate() {
        if let Some(sum) = sums.get_mut(night) {
            sum.0 += used.get(night).copied().unwrap_or(0);
            sum.1 += rooms.unwrap_or(0);
        }
    }
}

/// Sums the rooms of all hotels by district.
fn of_districts(report: &Report<'_>, usage: &Usage) -> Vec<(String, Sums)> {
    let n_nights = report.instance.calendar.n_nights as usize;
    let mut rows: BTreeMap<&str, Sums> = BTreeMap::new();
    for (at, hotel) in report.instance.hotels.iter().enumerate() {
        let sums = rows.entry(&hotel.district).or_insert_with(|| vec![(0, 0); n_nights]);
        add(sums, report, usage, at);
    }
    rows.into_iter().map(|(name, sums)| (name.to_owned(), sums)).collect()
}

/// Returns the rooms of the hotels that are used most, and of the other hotels that are used together.
fn of_hotels(report: &Report<'_>, usage: &Usage) -> Vec<(String, Sums)> {
    let n_nights = report.instance.calendar.n_nights as usize;
    let mut most: Vec<usize> = usage.hotels.keys().copied().collect();
    if most.len() > ROWS_MAX {
        most.sort_by_key(|hotel| (std::cmp::Reverse(usage.hotels[hotel].room_nights), *hotel));
        most.truncate(ROWS_MAX - 1);
        most.sort_unstable();
    }
    let sum = |hotels: &mut dyn Iterator<Item = usize>| {
        let mut sums = vec![(0, 0); n_nights];
        hotels.for_each(|hotel| add(&mut sums, report, usage, hotel));
        sums
    };
    let name = |hotel: usize| report.instance.hotels[hotel].id.to_string();
    let mut rows: Vec<(String, Sums)> =
        most.iter().map(|&hotel| (name(hotel), sum(&mut std::iter::once(hotel)))).collect();
    if most.len() < usage.hotels.len() {
        let others = usage.hotels.keys().copied().filter(|hotel| most.binary_search(hotel).is_err());
        rows.push((String::new(), sum(&mut others.into_iter())));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_full_night_is_full() {
        let shown = |used, available| {
            let cell = cell(&[(0, available), (used, available)]);
            (cell.percent, cell.level)
        };
        assert_eq!(shown(0, 10), ("0".to_owned(), 0));
        assert_eq!(shown(1, 1000), ("1".to_owned(), 1));
        assert_eq!(shown(999, 1000), ("99".to_owned(), 4));
        assert_eq!(shown(1000, 1000), ("100".to_owned(), 5));
        assert_eq!(shown(0, 0), (String::new(), 0));
    }
}
