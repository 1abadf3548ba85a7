//! A row that was refused, with where it stood and why.

use std::sync::Arc;

use crate::diagnostic::Place;

/// A row of `rejects.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectRow {
    /// The file, as it was named.
    pub file: String,
    /// The sheet of a workbook; empty for a text.
    pub sheet: String,
    /// The line, or the row of the sheet; none for a whole file.
    pub row: Option<u32>,
    /// The heading as typed; empty for a whole row.
    pub column: String,
    /// The cell as typed.
    pub raw: String,
    /// What is wrong.
    pub reason: String,
    /// What may cure it.
    pub remedy: String,
    /// The code of the diagnostic.
    pub code: String,
    /// The table that the row was meant for; empty where nobody knows.
    pub table: String,
    /// The group, hotel or site that the row is about; empty where nobody knows.
    pub name: String,
    /// The guests of the group, where the row is about one and that is known.
    pub guests: Option<u32>,
    /// The whole row as typed.
    pub record: String,
    /// Where this is said: its own place, or the row of `rejects.csv`.
    pub place: Place,
}

impl RejectRow {
    /// Returns where it stood in its own file.
    #[must_use]
    pub fn origin(&self) -> Place {
        let file = if self.sheet.is_empty() { self.file.clone() } else { format!("{}[{}]", self.file, self.sheet) };
        let column = Some(self.column.clone()).filter(|column| !column.is_empty());
        Place { file: Arc::from(file), line: self.row, column }
    }
}
