//! A table of a sheet as CSV: headings in the first row, then the rows; sums are the reader's.

use std::io::{self, Write};

use super::{Cell, Section};
use crate::render::number::rounded;
use crate::render::table::{BOM, TableWriter, inert};

/// Writes a table; what somebody typed is made inert.
///
/// # Errors
/// When the writer fails.
pub fn write(section: &Section, bom: bool, out: &mut dyn Write) -> io::Result<()> {
    if bom {
        out.write_all(BOM)?;
    }
    let headings: Vec<String> = section.columns.iter().map(|column| inert(&column.heading)).collect();
    let mut table = TableWriter::new(out, &headings.iter().map(String::as_str).collect::<Vec<_>>())?;
    for row in &section.rows {
        table.row(&row.cells.iter().map(|cell| dated(cell, section.date_format.as_deref())).collect::<Vec<_>>())?;
    }
    table.finish()
}

/// Returns a cell as text that no spreadsheet runs, its day in the format that is asked for.
fn dated(cell: &Cell, date_format: Option<&str>) -> String {
    match (cell, date_format) {
        (Cell::Date(date), Some(format)) => inert(&date.format(format).to_string()),
        (Cell::Text(text), _) => inert(text),
        _ => plain(cell),
    }
}

/// Returns a cell as plain text.
#[must_use]
pub fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Money(money) => money.to_string(),
        Cell::Number(number) => tenths(*number),
        Cell::Date(date) => date.format("%Y-%m-%d").to_string(),
        Cell::Time(time) => time.format("%H:%M").to_string(),
        Cell::Percent(share) => format!("{}%", tenths(share * 100.0)),
    }
}

/// Returns a number with at most one decimal.
#[expect(clippy::cast_possible_truncation, reason = "a cast of floats stops at the ends, and is 0 for none")]
pub(super) fn tenths(number: f64) -> String {
    rounded((number * 10.0).round() as i128, 10, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Money;
    use crate::render::sheets::{Column, Kind, Row};
    use chrono::{NaiveDate, NaiveTime};

    #[test]
    fn every_kind_of_cell_reads_back() {
        let date = NaiveDate::from_ymd_opt(2022, 4, 3).unwrap();
        let cells = [
            Cell::Blank,
            Cell::text("=1+1"),
            Cell::Count(-3),
            Cell::Money(Money(28_850)),
            Cell::Number(12.34),
            Cell::Date(date),
            Cell::Time(NaiveTime::from_hms_opt(1, 50, 0).unwrap()),
            Cell::Percent(0.4326),
        ];
        let columns = (0..cells.len()).map(|at| Column::of(&format!("c{at}"), Kind::Text)).collect();
        let mut bytes = Vec::new();
        write(&Section::new(columns, vec![Row::of(cells)]), true, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}c0,c1,c2,c3,c4,c5,c6,c7\n,'=1+1,-3,288.50,12.3,2022-04-03,01:50,43.3%\n");
    }
}
