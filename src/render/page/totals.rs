//! The plan in a few numbers.

use serde::Serialize;

use super::Report;
use crate::render::number::grouped;

/// Numbers for people.
#[derive(Debug, Serialize)]
pub struct Totals {
    guests: String,
    placed: String,
    unmet: String,
    groups: String,
    groups_placed: String,
    hotels: String,
    hotels_used: String,
    room_nights: String,
}

/// Returns the totals of a plan.
#[must_use]
pub fn totals(report: &Report<'_>) -> Totals {
    let totals = &report.record.totals;
    Totals {
        guests: grouped(totals.guests),
        placed: grouped(totals.placed),
        unmet: grouped(totals.unmet),
        groups: grouped(totals.groups),
        groups_placed: grouped(totals.groups_placed),
        hotels: grouped(totals.hotels),
        hotels_used: grouped(totals.hotels_used),
        room_nights: grouped(totals.room_nights),
    }
}
