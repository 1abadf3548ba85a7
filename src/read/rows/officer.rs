//! A row of `officers.csv`.

use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{OFFICERS, Schema};
use crate::read::tables::OfficerRow;

/// The words of `senior`.
const YES: [(&str, bool); 9] = [
    ("yes", true),
    ("no", false),
    ("y", true),
    ("n", false),
    ("1", true),
    ("0", false),
    ("是", true),
    ("否", false),
    ("区领导", true),
];

slots!(officer, name, senior, hotel);

impl TableRow for OfficerRow {
    const SCHEMA: &'static Schema = &OFFICERS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let officer = row.name(slots.officer);
        Some(Self {
            name: row.optional(slots.name),
            is_senior: row.word(slots.senior, &YES).unwrap_or(false),
            hotel: row.optional(slots.hotel),
            place: row.place(),
            officer: officer?,
        })
    }
}
