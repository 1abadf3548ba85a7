//! A row of a plan's `rooming.csv`, also one edited by hand.

use super::{TableRow, slots, wide};
use crate::domain::{GroupId, HotelId, RoomingRow};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{ROOMING, Schema};

slots!(hotel, nth, room, wing, room_type, group, guest, guests);

impl TableRow for RoomingRow {
    const SCHEMA: &'static Schema = &ROOMING;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (hotel, group) = (row.name(slots.hotel), row.name(slots.group));
        let nth = row.needed(slots.nth, Row::positive);
        let guests = row.people(slots.guests).unwrap_or(1);
        Some(Self {
            room: row.text(slots.room),
            wing: row.text(slots.wing),
            room_type: row.room_type(slots.room_type).unwrap_or_else(|| wide::ANY.to_owned()),
            guest: row.text(slots.guest),
            guests,
            hotel: HotelId(hotel?),
            nth: nth?,
            group: GroupId(group?),
        })
    }
}
