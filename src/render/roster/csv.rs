//! Rooming lists as tables by a layout: a heading for each column, one row for each line.

use std::io::{self, Write};

use super::Rosters;
use super::field::Field;
use super::layout::{Layout, LayoutColumn};
use super::line::{Line, lines};
use crate::render::sheets::{Cell, Column, Row, Section, csv};

/// Writes the lists of hotels, one below the other, with a byte order mark for Excel.
pub(super) fn write(rosters: &Rosters<'_>, hotels: &[usize], out: &mut dyn Write) -> io::Result<()> {
    csv::write(&section(rosters, hotels, &Layout::generic()), true, out)
}

/// Returns the lists of hotels as one table.
pub(super) fn section(rosters: &Rosters<'_>, hotels: &[usize], layout: &Layout) -> Section {
    let shown = |column: &&LayoutColumn| rosters.style.phones || column.field != Some(Field::Phone);
    let columns: Vec<&LayoutColumn> = layout.columns.iter().filter(shown).collect();
    let row = |hotel: usize, line: &Line<'_>| {
        let cells = columns.iter().map(|column| cell(rosters, hotel, (line, column))).collect();
        Row { cells, mark: line.mark }
    };
    let rows =
        hotels.iter().flat_map(|&hotel| lines(rosters, hotel, layout.lines).into_iter().map(move |line| (hotel, line)));
    let rows = rows.map(|(hotel, line)| row(hotel, &line)).collect();
    let table = Section::new(columns.iter().map(|column| heading(rosters, column)).collect(), rows);
    Section { date_format: layout.date.clone(), ..table }
}

fn cell(rosters: &Rosters<'_>, hotel: usize, (line, column): (&Line<'_>, &LayoutColumn)) -> Cell {
    let value = || Cell::text(column.value.as_deref().unwrap_or_default());
    column.field.map_or_else(value, |field| field.cell(rosters, hotel, line))
}

fn heading(rosters: &Rosters<'_>, column: &LayoutColumn) -> Column {
    let own = column.field.map_or_else(|| Column::text(""), |field| field.column(rosters));
    match &column.heading {
        Some(heading) => Column { heading: heading.clone(), ..own },
        None => own,
    }
}
