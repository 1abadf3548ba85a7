//! What a diagnostic shows of a grid: the heading, the cell as typed, and the piece of the file around it.

use super::grid::Grid;
use crate::diagnostic::{Code, Diagnostic, Excerpt};

/// The most bytes of a record that are shown.
const SHOWN_MAX: usize = 1_000;

impl Grid {
    /// Returns a diagnostic about a cell, or about the whole record where no column is given.
    #[must_use]
    pub fn diagnostic(&self, code: Code, record: usize, column: Option<usize>, says: (String, String)) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(code, self.place(record), says.0, says.1);
        self.illustrate(&mut diagnostic, record, column);
        diagnostic
    }

    /// Fills in the heading, the cell and the excerpt of a diagnostic about a record.
    pub fn illustrate(&self, diagnostic: &mut Diagnostic, record: usize, column: Option<usize>) {
        if let Some(column) = column {
            if self.body().contains(&record) {
                diagnostic.place.column = self.heading(column);
            }
            diagnostic.cell = Some(self.cell(record, column).into_owned());
        }
        diagnostic.excerpt = self.excerpt(record, column);
    }

    /// Returns the piece of the file that shows a cell.
    fn excerpt(&self, record: usize, column: Option<usize>) -> Option<Excerpt> {
        let (line, (start, end)) = (self.line(record), self.record_span(record));
        let whole = column.is_none() || self.is_sheet() && column.is_some_and(|column| column >= self.n_cells(record));
        let (from, to) = match column {
            Some(column) if !whole => self.span(record, column).unwrap_or((end, end)),
            _ => (start, end),
        };
        let (start, end) = window(self.text(), (start, end), from);
        let text = self.text().get(start..end)?.to_owned();
        let cell_reference =
            self.is_sheet().then(|| column.map(|column| format!("{}{line}", column_letters(column)))).flatten();
        let underline = (from.saturating_sub(start), to.min(end).saturating_sub(start));
        Some(Excerpt { text, line, underline, cell_reference })
    }
}

/// Returns the part of a long record around a byte of it that is shown.
fn window(text: &str, (start, end): (usize, usize), about: usize) -> (usize, usize) {
    if end - start <= SHOWN_MAX {
        return (start, end);
    }
    let from = text.floor_char_boundary(about.saturating_sub(SHOWN_MAX.div_ceil(2)).max(start));
    (from, text.floor_char_boundary(end.min(from + SHOWN_MAX)))
}

/// Returns the letters of a column of a sheet: `A`, …, `Z`, `AA`, …
fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest.rem_euclid(26)).unwrap_or(0)));
        rest = rest.div_euclid(26);
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_workbook() {
        let letters = [0, 25, 26, 701, 702].map(column_letters);
        assert_eq!(letters, ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn of_a_long_record_the_part_around_the_cell_is_shown() {
        let mut grid = Grid::of_sheet(&Arc::from("a.xlsx[b]"));
        grid.push_row(1, &[("酒".repeat(2_000), false), ("here".to_owned(), false), ("店".repeat(2_000), false)]);
        let shown = grid.diagnostic(Code::NotANumber, 0, Some(1), (String::new(), String::new())).excerpt.unwrap();
        assert!(shown.text.len() <= SHOWN_MAX && shown.text.get(shown.span()) == Some("here"), "{shown:?}");
        let shown = grid.diagnostic(Code::NotANumber, 0, Some(0), (String::new(), String::new())).excerpt.unwrap();
        assert!(shown.span().end <= SHOWN_MAX);
    }
}
