//! Writes tables as CSV: UTF-8, `\n`, quotes only where needed. Knows no table by name.

use std::io::{self, Write};

/// The byte order mark by which Excel knows UTF-8.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// A CSV table being written, row by row: nothing is kept in memory.
pub struct TableWriter<W: Write> {
    csv: csv::Writer<W>,
    n_columns: usize,
}

impl<W: Write> TableWriter<W> {
    /// Writes the headings.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn new(out: W, headings: &[&str]) -> io::Result<Self> {
        let mut table = Self { csv: csv::WriterBuilder::new().from_writer(out), n_columns: headings.len() };
        table.row(headings)?;
        Ok(table)
    }

    /// Writes a row, as many cells as there are headings, exactly as given.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn row<T: AsRef<[u8]>>(&mut self, cells: &[T]) -> io::Result<()> {
        debug_assert_eq!(cells.len(), self.n_columns, "every row has a cell for each heading");
        self.csv.write_record(cells).map_err(io_error)
    }

    /// Hands everything to the writer below.
    ///
    /// # Errors
    /// When the writer fails. Without this call, an error at the end would be lost.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// Returns the error of the writer below; rows of one length cannot fail otherwise.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// Returns a text cell that no spreadsheet runs: where it begins like a formula, it is led by an apostrophe.
#[must_use]
pub fn inert(text: &str) -> String {
    if runs(text) { format!("'{text}") } else { text.to_owned() }
}

/// Tells whether a spreadsheet would run a text cell.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_only_where_needed() {
        let mut bytes = Vec::new();
        let mut table = TableWriter::new(&mut bytes, &["a", "b"]).unwrap();
        table.row(&["plain", "with, comma"]).unwrap();
        table.row(&["two\nlines", "a \"word\""]).unwrap();
        table.finish().unwrap();
        let expected = "a,b\nplain,\"with, comma\"\n\"two\nlines\",\"a \"\"word\"\"\"\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    #[test]
    fn formulas_are_made_inert() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("H1"), "H1");
    }
}
