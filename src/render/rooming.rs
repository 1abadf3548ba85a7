//! `rooming.csv`: who sleeps in which room, without ages and needs; and `unkept.csv`: what guests asked for and did not get.

use std::io::{self, Write};

use super::table::{TableWriter, inert};
use crate::domain::{Instance, RoomingRow, Sex};
use crate::verify::Unkept;

const HEADINGS: [&str; 14] = [
    "hotel",
    "nth",
    "room",
    "wing",
    "floor",
    "room_type",
    "group",
    "guest",
    "name",
    "sex",
    "role",
    "guests",
    "arrive",
    "depart",
];

/// Writes `rooming.csv`.
///
/// # Errors
/// When the writer fails.
pub fn rooming(instance: &Instance, rows: &[RoomingRow], out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &HEADINGS)?;
    for row in rows {
        table.row(&cells(instance, row))?;
    }
    table.finish()
}

fn cells(instance: &Instance, row: &RoomingRow) -> [String; 14] {
    let people = &instance.people;
    let guest = people.guest(&row.guest).map(|guest| &people.guests[guest]);
    let hotel = instance.hotel(row.hotel.as_str());
    let mut doors = hotel.into_iter().flat_map(|hotel| people.rooms_of(hotel)).map(|(_, room)| room);
    let door = if row.room.is_empty() { None } else { doors.find(|room| room.number == row.room) };
    let stay = instance.group(row.group.as_str()).map(|group| instance.groups[group].stay);
    let date = |night: Option<u32>| night.map(|night| instance.calendar.text(night)).unwrap_or_default();
    [
        inert(row.hotel.as_str()),
        row.nth.to_string(),
        inert(&row.room),
        inert(&row.wing),
        inert(door.map(|room| room.floor.as_str()).unwrap_or_default()),
        inert(&row.room_type),
        inert(row.group.as_str()),
        inert(&row.guest),
        inert(guest.map(|guest| guest.name.as_str()).unwrap_or_default()),
        guest.and_then(|guest| guest.sex).map(Sex::as_str).unwrap_or_default().to_owned(),
        inert(guest.map(|guest| guest.role.as_str()).unwrap_or_default()),
        row.guests.to_string(),
        date(stay.map(|stay| stay.arrive)),
        date(stay.map(|stay| stay.depart)),
    ]
}

/// Writes `unkept.csv`.
///
/// # Errors
/// When the writer fails.
pub fn unkept(unkept: &[Unkept], out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["rule", "group", "hotel", "guests", "reason"])?;
    for Unkept { rule, group, hotel, guests, message } in unkept {
        let hotel = hotel.as_deref().unwrap_or_default();
        table.row(&[format!("R{rule}"), inert(group), inert(hotel), inert(&guests.join(";")), inert(message)])?;
    }
    table.finish()
}
