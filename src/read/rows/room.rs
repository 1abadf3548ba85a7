//! A row of `rooms.csv`.

use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{ROOMS, Schema};
use crate::read::tables::RoomRow;

slots!(hotel, room, guests_max);

impl TableRow for RoomRow {
    const SCHEMA: &'static Schema = &ROOMS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (hotel, room) = (row.name(slots.hotel), row.name(slots.room));
        let guests_max = row.positive(slots.guests_max);
        Some(Self { hotel: hotel?, room: room?, guests_max, place: row.place() })
    }
}
