//! Who sleeps behind which door of a hotel: a table for spreadsheets, and a section of the page. What guests need and how old
//! they are stays out.

use std::io::{self, Write};

use super::field::Field;
use super::layout::Layout;
use super::line::Lines;
use super::{Rosters, csv};
use crate::render::sheet::Sheet;
use crate::render::sheets::{Kind, Section, csv as cells};
use crate::render::words::Words;

const FIELDS: [Field; 12] = [
    Field::RoomNth,
    Field::Room,
    Field::Wing,
    Field::Floor,
    Field::RoomType,
    Field::Group,
    Field::Guest,
    Field::Sex,
    Field::Role,
    Field::Guests,
    Field::SharesWith,
    Field::Arrive,
];

/// Writes the guests of a hotel as a table, one row for each by name.
///
/// # Errors
/// When the writer fails.
pub(super) fn write(rosters: &Rosters<'_>, hotel: usize, out: &mut dyn Write) -> io::Result<()> {
    cells::write(&table(rosters, hotel), true, out)
}

/// Returns the guests of a hotel as a table.
pub(super) fn table(rosters: &Rosters<'_>, hotel: usize) -> Section {
    csv::section(rosters, &[hotel], &Layout::of(Lines::Guests, &FIELDS))
}

/// Returns the section of the page, with a blank line before it; empty for a hotel without guests by name or room numbers.
pub(super) fn section(rosters: &Rosters<'_>, hotel: usize, width: usize) -> String {
    let words = Words::of(rosters.style.lang);
    if !rosters.rooming.contains_key(&hotel) {
        return String::new();
    }
    let table = table(rosters, hotel);
    let shown = table.shown();
    let headings = shown.iter().map(|&at| {
        let column = &table.columns[at];
        format!("{}{}", if column.kind == Kind::Count { ">" } else { "" }, column.heading)
    });
    let headings: Vec<String> = headings.collect();
    let mut sheet = Sheet::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in &table.rows {
        sheet.row(shown.iter().map(|&at| cells::plain(&row.cells[at])));
    }
    format!("\n{}\n\n{}", words.head.rooming, sheet.text(0, width))
}
