//! A row that was refused, as cells.

use super::{Cells, CleanRow};
use crate::diagnostic::Place;
use crate::read::schema::{REJECTS, Schema};
use crate::read::tables::RejectRow;

impl CleanRow for RejectRow {
    const SCHEMA: &'static Schema = &REJECTS;

    fn place(&self) -> &Place {
        &self.place
    }

    fn cells(&self, cells: &mut Cells) {
        let Self { file, sheet, row, column, raw, reason, remedy, code, table, name, guests, record, place: _ } = self;
        cells.text("file", file);
        cells.text("sheet", sheet);
        cells.value("row", *row);
        cells.text("column", column);
        cells.text("raw", raw);
        cells.text("reason", reason);
        cells.text("remedy", remedy);
        cells.text("code", code);
        cells.text("table", table);
        cells.text("name", name);
        cells.value("guests", *guests);
        cells.text("record", record);
    }
}
