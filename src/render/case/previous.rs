//! `previous.csv`: the plan before this one, and who stays where it was.

use std::io::{self, Write};

use crate::domain::{Instance, Keep, Sex};
use crate::render::table::TableWriter;

/// Writes `previous.csv`.
///
/// # Errors
/// When the writer fails.
pub fn previous(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let headings = ["group", "hotel", "wing", "room_type", "sex", "rooms", "guests", "arrive", "depart", "kept"];
    let mut table = TableWriter::new(out, &headings)?;
    for row in instance.previous.iter().flat_map(|previous| previous.rows.iter().chain(&previous.gone)) {
        let kept = instance.group(row.group.as_str()).and_then(|group| instance.kept(group));
        let (arrive, depart) = row.dates.map_or_else(Default::default, |(a, b)| (a.to_string(), b.to_string()));
        table.row(&[
            row.group.as_str(),
            row.hotel.as_str(),
            &row.wing,
            &row.room_type,
            row.sex.map_or("", Sex::as_str),
            &row.rooms.to_string(),
            &row.guests.to_string(),
            &arrive,
            &depart,
            kept.map_or("", Keep::as_str),
        ])?;
    }
    table.finish()
}

/// Writes `previous_rooming.csv`.
///
/// # Errors
/// When the writer fails.
pub fn previous_rooming(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let headings = ["hotel", "nth", "room", "wing", "room_type", "group", "guest", "guests"];
    let mut table = TableWriter::new(out, &headings)?;
    for row in instance.previous.iter().flat_map(|previous| &previous.rooming) {
        let (nth, guests) = (row.nth.to_string(), row.guests.to_string());
        let (hotel, group) = (row.hotel.as_str(), row.group.as_str());
        table.row(&[hotel, &nth, &row.room, &row.wing, &row.room_type, group, &row.guest, &guests])?;
    }
    table.finish()
}
