//! A row of `travel.csv`.

use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{Schema, TRAVEL};
use crate::read::tables::TravelRow;

slots!(from, to, km, minutes);

impl TableRow for TravelRow {
    const SCHEMA: &'static Schema = &TRAVEL;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (from, to) = (row.name(slots.from), row.name(slots.to));
        let (km, minutes) = (row.km(slots.km), row.minutes(slots.minutes));
        Some(Self { from: from?, to: to?, km, minutes, place: row.place() })
    }
}
