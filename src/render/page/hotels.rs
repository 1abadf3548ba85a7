//! Every hotel: what it has, and what the plan takes of it.

use serde::Serialize;

use super::Report;
use super::usage::{Usage, available};
use crate::domain::{Hotel, HotelStatus};
use crate::render::number::grouped;

/// Beyond so many hotels, those that take nobody are counted and not listed.
const LISTED_MAX: usize = 5_000;

/// A hotel with what the plan takes of it.
#[derive(Debug, Serialize)]
pub struct Row {
    id: String,
    /// Its name, where that is not its id.
    name: String,
    district: String,
    /// Its status among the words; empty for an open one.
    status: &'static str,
    groups: String,
    guests: String,
    room_nights: String,
    /// The rooms in use on its fullest night, and the rooms it has then.
    used: String,
    available: String,
    /// Percent of its rooms in use on that night.
    percent: String,
}

/// The hotels, and which columns say anything.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "which columns a template leaves out")]
pub struct Hotels {
    rows: Vec<Row>,
    has_name: bool,
    has_district: bool,
    has_status: bool,
    /// Hotels that take nobody.
    idle: usize,
    /// They are not listed.
    left_out: bool,
}

/// Returns the hotels of a case.
#[must_use]
pub fn hotels(report: &Report<'_>, usage: &Usage) -> Hotels {
    let all = &report.instance.hotels;
    let left_out = all.len() > LISTED_MAX;
    let listed = all.iter().enumerate().filter(|(at, _)| !left_out || usage.hotels.contains_key(at));
    let rows: Vec<Row> = listed.map(|(at, hotel)| row(report, usage, (at, hotel))).collect();
    Hotels {
        has_name: rows.iter().any(|row| !row.name.is_empty()),
        has_district: rows.iter().any(|row| !row.district.is_empty()),
        has_status: rows.iter().any(|row| !row.status.is_empty()),
        idle: all.len() - usage.hotels.len(),
        left_out,
        rows,
    }
}

fn row(report: &Report<'_>, usage: &Usage, (at, hotel): (usize, &Hotel)) -> Row {
    let here = usage.hotels.get(&at);
    let rooms = available(report.instance, at);
    let used = |night: usize| here.and_then(|here| here.used.get(night)).copied().unwrap_or(0);
    let nights = rooms.iter().enumerate().map(|(night, rooms)| (used(night), *rooms));
    let (fullest, known) = nights.max_by_key(|&(used, rooms)| (used, rooms)).unwrap_or((0, None));
    let share = known.and_then(|known| (fullest * 1000).checked_div(known)).map(|share| share.div_ceil(10));
    let share = share.map(|share| if Some(fullest) < known { share.min(99) } else { share });
    let count = |of: u64| if here.is_some() { grouped(of) } else { String::new() };
    Row {
        id: hotel.id.to_string(),
        name: if hotel.name == hotel.id.as_str() { String::new() } else { hotel.name.clone() },
        district: hotel.district.clone(),
        status: match hotel.status {
            HotelStatus::Open => "",
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen => "frozen",
        },
        groups: count(here.map_or(0, |here| here.groups.len() as u64)),
        guests: count(here.map_or(0, |here| here.guests)),
        room_nights: count(here.map_or(0, |here| here.room_nights)),
        used: count(fullest),
        available: known.map(grouped).unwrap_or_default(),
        percent: share.filter(|_| here.is_some()).map(|share| share.to_string()).unwrap_or_default(),
    }
}
