//! `guests.csv` and `rooms.csv`: guests by name with their wishes, and rooms by number.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{listed, text};
use crate::domain::{Instance, Sex};
use crate::render::table::TableWriter;

const GUEST_HEADINGS: [&str; 10] =
    ["guest", "group", "name", "sex", "age", "role", "share_with", "carer_of", "next_to", "needs"];
const ROOM_HEADINGS: [&str; 7] = ["hotel", "room", "wing", "floor", "room_type", "guests_max", "tags"];

/// Writes `guests.csv`.
///
/// # Errors
/// When the writer fails.
pub fn guests(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &GUEST_HEADINGS)?;
    let guests = &instance.people.guests;
    let ids =
        |positions: &BTreeSet<usize>| positions.iter().map(|&at| guests[at].id.as_str()).collect::<Vec<_>>().join(";");
    for guest in guests {
        table.row(&[
            guest.id.clone(),
            instance.groups[guest.group].id.to_string(),
            guest.name.clone(),
            guest.sex.map(Sex::as_str).unwrap_or_default().to_owned(),
            text(guest.age),
            guest.role.clone(),
            ids(&guest.share_with),
            ids(&guest.carer_of),
            ids(&guest.next_to),
            listed(&guest.needs),
        ])?;
    }
    table.finish()
}

/// Writes `rooms.csv`.
///
/// # Errors
/// When the writer fails.
pub fn rooms(instance: &Instance, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &ROOM_HEADINGS)?;
    for room in &instance.people.rooms {
        table.row(&[
            instance.hotels[room.hotel].id.to_string(),
            room.number.clone(),
            room.wing.clone(),
            room.floor.clone(),
            room.room_type.clone(),
            text(room.guests_max),
            listed(&room.tags),
        ])?;
    }
    table.finish()
}
