//! A row of `guests.csv`.

use super::{TableRow, slots};
use crate::domain::Sex;
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{GUESTS, Schema};
use crate::read::tables::GuestRow;

/// The words of `sex`.
const SEXES: [(&str, Sex); 8] = [
    ("men", Sex::Men),
    ("women", Sex::Women),
    ("m", Sex::Men),
    ("f", Sex::Women),
    ("male", Sex::Men),
    ("female", Sex::Women),
    ("男", Sex::Men),
    ("女", Sex::Women),
];

slots!(guest, group, name, sex, age);

impl TableRow for GuestRow {
    const SCHEMA: &'static Schema = &GUESTS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (guest, group) = (row.name(slots.guest), row.name(slots.group));
        let (sex, age) = (row.word(slots.sex, &SEXES), row.count(slots.age));
        let (name, place) = (row.optional(slots.name), row.place());
        Some(Self { guest: guest?, group: group?, name, sex, age, place })
    }
}
