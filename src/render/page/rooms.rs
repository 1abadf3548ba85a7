//! From quoted to usable rooms of the fullest night, step by step.

use serde::Serialize;

use super::Report;
use crate::explain::Waterfall;
use crate::render::number::grouped;
use crate::render::waterfall::HotelRooms;

/// The width of the bar of all quoted rooms, in units of the drawing.
const WIDTH: u64 = 1000;
/// The most hotels that are listed; the others are counted.
const HOTELS_MAX: usize = 12;

/// A step of the waterfall.
#[derive(Debug, Serialize)]
pub struct Step {
    /// Its name among the words.
    name: &'static str,
    rooms: String,
    /// Where its bar begins, and how long it is.
    from: u64,
    width: u64,
}

/// A hotel, in the order of the steps.
#[derive(Debug, Serialize)]
pub struct Hotel {
    name: String,
    rooms: Vec<String>,
}

/// From quoted to usable rooms.
#[derive(Debug, Serialize)]
pub struct Rooms {
    night: String,
    steps: Vec<Step>,
    names: Vec<&'static str>,
    hotels: Vec<Hotel>,
    more: usize,
}

/// Returns every part of a waterfall by its name, quoted first and usable last.
fn parts(rooms: &Waterfall) -> [(&'static str, u64); 8] {
    [
        ("quoted", rooms.quoted),
        ("not_trusted", rooms.not_trusted),
        ("held", rooms.held),
        ("clean", rooms.clean),
        ("staff", rooms.staff),
        ("reserve", rooms.reserve),
        ("turnover", rooms.turnover),
        ("usable", rooms.usable),
    ]
}

/// Returns the waterfall of a plan; none where no room is quoted.
#[must_use]
pub fn rooms(report: &Report<'_>) -> Option<Rooms> {
    let waterfall = &report.record.waterfall;
    let quoted = waterfall.total.quoted;
    let scaled = |rooms: u64| (rooms * WIDTH).checked_div(quoted);
    scaled(0)?;
    let mut left = quoted;
    let mut steps = Vec::new();
    for (name, rooms) in parts(&waterfall.total) {
        let is_end = matches!(name, "quoted" | "usable");
        if rooms == 0 && !is_end {
            continue;
        }
        if !is_end {
            left = left.saturating_sub(rooms);
        }
        let (from, until) = if is_end { (0, rooms) } else { (left, left + rooms) };
        let (from, until) = (scaled(from)?, scaled(until)?);
        steps.push(Step { name, rooms: grouped(rooms), from, width: until - from });
    }
    let mut hotels: Vec<&HotelRooms> = waterfall.hotels.iter().collect();
    hotels
        .sort_by_key(|one| (std::cmp::Reverse(one.rooms.quoted - one.rooms.usable.min(one.rooms.quoted)), &one.hotel));
    let row = |one: &&HotelRooms| Hotel {
        name: one.hotel.clone(),
        rooms: parts(&one.rooms).into_iter().map(|(_, rooms)| grouped(rooms)).collect(),
    };
    Some(Rooms {
        night: waterfall.night.clone(),
        steps,
        names: parts(&waterfall.total).into_iter().map(|(name, _)| name).collect(),
        hotels: hotels.iter().take(HOTELS_MAX).map(row).collect(),
        more: hotels.len().saturating_sub(HOTELS_MAX),
    })
}
