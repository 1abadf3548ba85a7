//! How wide the columns of a page are: as wide as what stands in them, within bounds; Chinese takes two cells a character.

use unicode_width::UnicodeWidthStr;

use super::super::{Cell, ReportSheet};
use super::columns;
use crate::render::number::grouped;

/// The least and the most width of a column, in characters.
const WIDTH: (usize, usize) = (5, 48);

/// Returns the width of each column over all tables of a sheet.
pub fn widths(sheet: &ReportSheet) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for section in &sheet.sections {
        let shown = columns(section, sheet.is_bare);
        widths.resize(shown.len().max(widths.len()), WIDTH.0);
        for (at, column) in shown.into_iter().enumerate() {
            let (cell, column) = (column, &section.columns[column]);
            // The mark of a filter stands in the heading, too.
            let heading = column.heading.width() + if sheet.sections.len() == 1 { 3 } else { 0 };
            let cells = section.rows.iter().map(|row| &row.cells[cell]);
            let cells = cells.chain(section.totals.iter().map(|totals| &totals[cell]));
            let widest = cells.map(width).max().unwrap_or(0).max(heading.min(18)) + 1;
            let by_hand = if column.by_hand { 16 } else { 0 };
            widths[at] = widths[at].max(widest).max(by_hand).clamp(WIDTH.0, WIDTH.1);
        }
    }
    widths
}

fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Blank => 0,
        Cell::Text(text) => text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0),
        Cell::Count(count) => grouped(*count).len(),
        Cell::Money(money) => grouped(money.0).len() + 1,
        Cell::Number(_) | Cell::Percent(_) => 8,
        Cell::Date(_) => 10,
        Cell::Time(_) => 5,
    }
}
