//! A row of `rejects.csv`.

use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::read::cell::Flaw;
use crate::read::header::Header;
use crate::read::row::Row;
use crate::read::schema::{REJECTS, Schema};
use crate::read::tables::RejectRow;

slots!(file, reason, sheet, row, column, raw, remedy, code, table, name, guests, record);

impl TableRow for RejectRow {
    const SCHEMA: &'static Schema = &REJECTS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        // A dash is a file here, standard input, and what was typed in a cell: all is taken as it stands.
        let (file, reason) = (row.verbatim_name(slots.file), row.name(slots.reason));
        let (line, guests) = (row.count(slots.row), row.count(slots.guests));
        let read = Self {
            file: file.unwrap_or_default(),
            sheet: row.verbatim(slots.sheet),
            row: line,
            column: row.verbatim(slots.column),
            raw: row.verbatim(slots.raw),
            reason: reason.unwrap_or_default(),
            remedy: row.verbatim(slots.remedy),
            code: row.verbatim(slots.code),
            table: row.verbatim(slots.table),
            name: row.verbatim(slots.name),
            guests,
            record: row.verbatim(slots.record),
            place: row.place(),
        };
        let code = if is_of_a_row(&read.code) { Code::RowRefused } else { Code::FileRefused };
        let help = match code {
            Code::RowRefused => {
                "cure it in its own file and ingest that again, or go on without it by --accept-rejects"
            }
            _ => "cure it in its own file and ingest that again",
        };
        let message = format!("{} was refused: {}", read.origin(), read.reason);
        row.say(slots.reason, Flaw::new(code, message, help));
        Some(read)
    }
}

/// Tells whether a code is one of rows: of `E2` and `E3`, and of warnings that strict reading made errors.
fn is_of_a_row(code: &str) -> bool {
    matches!(code.as_bytes().get(1), Some(b'2' | b'3'))
}
