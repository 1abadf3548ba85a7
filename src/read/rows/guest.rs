//! A row of `guests.csv`.

use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::domain::Sex;
use crate::read::cell::Flaw;
use crate::read::header::Header;
use crate::read::identity;
use crate::read::row::Row;
use crate::read::schema::{GUESTS, Schema};
use crate::read::tables::GuestRow;

/// The words of `sex`.
const SEXES: [(&str, Sex); 12] = [
    ("men", Sex::Men),
    ("women", Sex::Women),
    ("m", Sex::Men),
    ("f", Sex::Women),
    ("male", Sex::Men),
    ("female", Sex::Women),
    ("男", Sex::Men),
    ("女", Sex::Women),
    ("先生", Sex::Men),
    ("女士", Sex::Women),
    ("男性", Sex::Men),
    ("女性", Sex::Women),
];

slots!(guest, group, name, sex, age, role, share_with, carer_of, next_to, needs, id_number);

impl TableRow for GuestRow {
    const SCHEMA: &'static Schema = &GUESTS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (guest, group) = (row.name(slots.guest), row.name(slots.group));
        let (sex, age) = (row.word(slots.sex, &SEXES), row.count(slots.age));
        if identity::is_cut(&row.raw(slots.id_number)) {
            let message = "the number was cut to fifteen digits: what is left is no number of anybody";
            let help = "type it again in a column of the format `Text`, or clear it";
            row.flaw(slots.id_number, Flaw::new(Code::IdCut, message, help));
        }
        Some(Self {
            name: row.optional(slots.name),
            sex,
            age,
            role: row.text(slots.role),
            share_with: row.names(slots.share_with),
            carer_of: row.names(slots.carer_of),
            next_to: row.names(slots.next_to),
            needs: row.names(slots.needs),
            place: row.place(),
            guest: guest?,
            group: group?,
        })
    }
}
