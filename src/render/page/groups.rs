//! Every group: who they are, when they come, and where they are.

use serde::Serialize;

use super::Report;
use super::usage::Usage;
use crate::domain::{Group, Km, Minutes};
use crate::render::case::status;
use crate::render::number::{grouped, rounded};

/// A group with what became of it.
#[derive(Debug, Serialize)]
pub struct Row {
    id: String,
    /// Its name, where that is not its id.
    name: String,
    class: String,
    priority: u32,
    status: &'static str,
    guests: String,
    placed: String,
    unmet: String,
    arrive: String,
    depart: String,
    /// Nobody knows when it leaves.
    departs_open: bool,
    nights: u32,
    site: String,
    hotels: Vec<Place>,
    /// The farthest of its hotels; empty where nothing is known.
    km: String,
    minutes: String,
}

/// Guests of a group in a hotel.
#[derive(Debug, Serialize)]
struct Place {
    hotel: String,
    guests: String,
}

/// The groups, and which columns say anything.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "which columns a template leaves out")]
pub struct Groups {
    rows: Vec<Row>,
    has_class: bool,
    has_dates: bool,
    has_site: bool,
    has_km: bool,
    has_minutes: bool,
}

/// Returns every group of a case.
#[must_use]
pub fn groups(report: &Report<'_>, usage: &Usage) -> Groups {
    let groups = report.instance.groups.iter().enumerate();
    let rows: Vec<Row> = groups.map(|(at, group)| row(report, usage, (at, group))).collect();
    Groups {
        has_class: rows.iter().any(|row| !row.class.is_empty()),
        has_dates: report.instance.calendar.first.is_some(),
        has_site: rows.iter().any(|row| !row.site.is_empty()),
        has_km: rows.iter().any(|row| !row.km.is_empty()),
        has_minutes: rows.iter().any(|row| !row.minutes.is_empty()),
        rows,
    }
}

fn row(report: &Report<'_>, usage: &Usage, (at, group): (usize, &Group)) -> Row {
    let instance = report.instance;
    let places = usage.groups.get(&at);
    let housed: u64 = places.iter().flat_map(|places| places.values()).sum();
    let travels = || places.iter().flat_map(|places| places.keys()).map(|&hotel| instance.travel(at, hotel));
    let km = travels().filter_map(|travel| travel.km).max();
    let minutes = travels().filter_map(|travel| travel.minutes).max();
    let unmet = u64::from(group.guests).saturating_sub(housed);
    let place = |(&hotel, &guests): (&usize, &u64)| Place {
        hotel: instance.hotels[hotel].id.to_string(),
        guests: grouped(guests),
    };
    Row {
        id: group.id.to_string(),
        name: if group.name == group.id.as_str() { String::new() } else { group.name.clone() },
        class: instance.classes[group.class].name.clone(),
        priority: group.priority,
        status: status(group.status),
        guests: grouped(group.guests),
        placed: grouped(housed),
        unmet: if unmet == 0 { String::new() } else { grouped(unmet) },
        arrive: instance.calendar.text(group.stay.arrive),
        depart: instance.calendar.text(group.stay.depart),
        departs_open: group.departs_open,
        nights: group.stay.n_nights(),
        site: group.site.map(|site| instance.sites[site].id.to_string()).unwrap_or_default(),
        hotels: places.iter().flat_map(|places| places.iter()).map(place).collect(),
        km: km.map(|km| rounded(i128::from(km.0), Km::SCALE, 1)).unwrap_or_default(),
        minutes: minutes.map(|minutes| rounded(i128::from(minutes.0), Minutes::SCALE, 0)).unwrap_or_default(),
    }
}
