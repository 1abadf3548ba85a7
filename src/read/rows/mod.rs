//! One file per table: its row under its headings. Rows are read by themselves; nothing is compared.

mod allocation;
mod availability;
mod group;
mod guest;
mod hotel;
mod look_alike;
mod officer;
mod pair;
mod pin;
mod reject;
mod room;
mod rooming;
mod site;
mod travel;
mod wide;

pub use availability::{BASES, CERTAINTIES, MODES, Poll};
pub use group::{GROUP_STATUSES, SHARINGS, SPLITS};
pub use hotel::{DATUMS, HOTEL_STATUSES};
pub use look_alike::VERDICTS;
pub use pair::PAIR_RELATIONS;
pub use pin::PIN_RELATIONS;

use super::body::Body;
use super::cell::Flaw;
use super::clean::Informs;
use super::grid::Grid;
use super::header::{Header, Slot};
use super::log::Scribe;
use super::row::Row;
use super::schema::{Need, Schema};
use super::tables::Table;
use crate::diagnostic::{Code, Diagnostic};

/// A row of a table.
pub trait TableRow: Sized {
    /// The table.
    const SCHEMA: &'static Schema;
    /// Where its columns stand in a file.
    type Slots;
    /// Finds its columns.
    fn slots(header: &Header) -> Self::Slots;
    /// Reads a row; none, or flaws said, where it cannot be used.
    fn read(slots: &Self::Slots, row: &mut Row<'_>) -> Option<Self>;
}

/// Declares where the columns of a table stand, found by their canonical names.
macro_rules! slots {
    ($($column:ident),* $(,)?) => {
        /// Where the columns stand; the default is nowhere.
        #[derive(Default, PartialEq, Eq)]
        pub struct Slots { $($column: $crate::read::header::Slot),* }

        impl Slots {
            /// Finds the columns.
            pub fn of(header: &$crate::read::header::Header) -> Self {
                Self { $($column: header.slot(stringify!($column))),* }
            }
        }
    };
}
use slots;

/// Reads the rows of a file into a table.
pub fn read<R: TableRow>(body: &Body<'_>, table: &mut Table<R>, mut scribe: Scribe<'_>) {
    let (grid, header) = (body.grid, body.header);
    let slots = R::slots(header);
    let key = R::SCHEMA.columns().find(|column| column.need == Need::Required).map(|column| header.slot(column.name));
    let texts = header.columns(R::SCHEMA);
    let informing = informing(R::SCHEMA, header, table.informs.is_some());
    let (n_before, n_rows, n_log) = (scribe.says.len(), table.rows.len(), scribe.log.len());
    body.say(&mut scribe);
    for record in body.rows() {
        let n_converted = scribe.log.len();
        let mut row = Row::new(grid, record, scribe.again());
        measure(&mut row, grid, record, header.n_headings);
        for (&column, &is_text) in &texts {
            row.strip(column, is_text);
        }
        match R::read(&slots, &mut row) {
            Some(read) if row.is_sound => {
                table.rows.push(read);
                keep(&mut row, &informing, &mut table.informs);
            }
            _ => {
                table.rejected.extend(key.and_then(|key| row.optional(key)));
                scribe.log.truncate(n_converted);
            }
        }
    }
    let says = scribe.says;
    let shifted = shifted(R::SCHEMA, body, &says[n_before..]);
    if !shifted.is_empty() {
        table.whole = false;
        table.rows.truncate(n_rows);
        scribe.log.truncate(n_log);
        says.extend(shifted);
    }
    numeric_names(R::SCHEMA, body, says);
    says[n_before..].sort_by_key(|diagnostic| diagnostic.place.line);
}

/// Returns the columns that are for people alone, where they are to be kept; numbers of identity cards never are.
fn informing(schema: &Schema, header: &Header, wanted: bool) -> Vec<(&'static str, Slot)> {
    let columns =
        schema.columns().filter(|column| wanted && column.need == Need::Informs && column.name != "id_number");
    columns.map(|column| (column.name, header.slot(column.name))).filter(|(_, slot)| slot.0.is_some()).collect()
}

/// Keeps what a row says to people alone.
fn keep(row: &mut Row<'_>, informing: &[(&'static str, Slot)], informs: &mut Option<Informs>) {
    let said: Vec<_> = informing.iter().filter_map(|&(name, slot)| Some((name, row.optional(slot)?))).collect();
    if let (Some(informs), false) = (informs, said.is_empty()) {
        informs.insert(row.place(), said);
    }
}

/// Says of which columns a fifth or more are no words that they know: cells may have slipped from one to the next.
fn shifted(schema: &Schema, body: &Body<'_>, says: &[Diagnostic]) -> Vec<Diagnostic> {
    let grid = body.grid;
    let mut shifted = Vec::new();
    for column in schema.columns() {
        let Some(position) = body.header.slot(column.name).0 else { continue };
        let heading = grid.headings().get(position).map(String::as_str);
        let is_here = |diagnostic: &&Diagnostic| {
            diagnostic.code == Code::WordUnknown && diagnostic.place.column.as_deref() == heading
        };
        let n_bad = says.iter().filter(is_here).count();
        if n_bad == 0 {
            continue;
        }
        let n_filled = body.rows().filter(|&record| !grid.cell(record, position).is_empty()).count();
        if n_bad * 5 >= n_filled {
            let message =
                format!("{n_bad} of {n_filled} cells are none of the words of `{}`: are columns shifted?", column.name);
            let help = "compare the rows with the headings, or leave the column out in [columns]".to_owned();
            shifted.push(grid.diagnostic(
                Code::ColumnsShifted,
                grid.heading_record(Some(position)),
                Some(position),
                (message, help),
            ));
        }
    }
    shifted
}

/// Says where a row has more or fewer cells than there are headings.
fn measure(row: &mut Row<'_>, grid: &Grid, record: usize, n_headings: usize) {
    let n_cells = grid.n_cells(record);
    if n_cells > n_headings {
        let extra = (n_headings..n_cells).find(|&column| !grid.cell(record, column).is_empty());
        if extra.is_some() {
            let message = format!("the row has {n_cells} cells, and there are {n_headings} headings");
            let help = "put a cell that holds the delimiter in quotation marks, or give the column a heading";
            row.flaw(Slot(extra), Flaw::new(Code::TooManyFields, message, help));
        }
    } else if n_cells < n_headings && !grid.is_sheet() {
        let missing = n_headings - n_cells;
        let message = format!("the row lacks {missing} of {n_headings} cells; what is missing counts as empty");
        row.flaw(Slot(None), Flaw::new(Code::TooFewFields, message, "see whether the row was cut off"));
    }
}

/// Says, once for each column of names, that a workbook has them as numbers.
fn numeric_names(schema: &Schema, body: &Body<'_>, says: &mut Vec<Diagnostic>) {
    let (grid, header) = (body.grid, body.header);
    for column in schema.columns().filter(|column| column.form == "name") {
        let Some(position) = header.slot(column.name).0 else { continue };
        let Some(record) = body.rows().find(|&record| grid.is_number(record, position)) else { continue };
        let message = "the name is stored as a number, which has lost any leading zeros".to_owned();
        let help = "give the column the format `Text`, and type the names again".to_owned();
        says.push(grid.diagnostic(Code::NumericName, record, Some(position), (message, help)));
    }
}
