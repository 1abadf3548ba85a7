//! A row of `look_alikes.csv`.

use super::{TableRow, slots};
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{LOOK_ALIKES, Schema};
use crate::read::tables::{LookAlikeRow, Verdict};

/// The words of `verdict`.
pub const VERDICTS: [(&str, Verdict); 2] = [("same", Verdict::Same), ("different", Verdict::Different)];

slots!(a, b, verdict, reason);

impl TableRow for LookAlikeRow {
    const SCHEMA: &'static Schema = &LOOK_ALIKES;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (a, b) = (row.name(slots.a), row.name(slots.b));
        let verdict = row.word(slots.verdict, &VERDICTS);
        let reason = row.text(slots.reason);
        Some(Self { a: a?, b: b?, verdict, reason, place: row.place() })
    }
}
