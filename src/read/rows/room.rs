//! A row of `rooms.csv`.

use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{ROOMS, Schema};
use crate::read::tables::RoomRow;

slots!(hotel, room, wing, floor, room_type, guests_max, tags);

impl TableRow for RoomRow {
    const SCHEMA: &'static Schema = &ROOMS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (hotel, room) = (row.name(slots.hotel), row.name(slots.room));
        let guests_max = row.positive(slots.guests_max);
        Some(Self {
            wing: row.text(slots.wing),
            floor: row.text(slots.floor),
            room_type: row.room_type(slots.room_type),
            guests_max,
            tags: row.names(slots.tags),
            place: row.place(),
            hotel: hotel?,
            room: room?,
        })
    }
}
