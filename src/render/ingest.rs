//! What ingesting says: rows, conversions by kind, and the tables that were written.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, plural};
use super::record::{self, Count, Input, SCHEMA_VERSION};
use super::sheet::{Sheet, paragraph};
use super::validation;
use crate::diagnostic::{self, Diagnostic};

/// What there is to say; written as `ingest.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Summary<'a> {
    schema_version: u32,
    /// The files that were read.
    pub inputs: Vec<Input>,
    /// What became of the rows of each file: rows = used + superseded + dropped + rejected.
    pub counts: Vec<Count>,
    /// Cells and files that were converted, by kind.
    pub conversions: Vec<Converted>,
    /// The tables that were written.
    pub tables: Vec<Written>,
    /// What stands in `rejects.csv`.
    pub rejects: u64,
    /// What was found wrong.
    pub diagnostics: &'a [Diagnostic],
}

/// Conversions of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Converted {
    /// The kind, as the log names it.
    pub kind: String,
    /// What was done, in one sentence.
    pub meaning: String,
    /// How many.
    pub count: u64,
}

/// A table that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Written {
    /// Its file.
    pub file: String,
    /// Its rows, the headings not counted.
    pub rows: u64,
}

impl<'a> Summary<'a> {
    /// Returns a summary of nothing but diagnostics.
    #[must_use]
    pub fn new(diagnostics: &'a [Diagnostic]) -> Self {
        let (inputs, counts, conversions, tables) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { schema_version: SCHEMA_VERSION, inputs, counts, conversions, tables, rejects: 0, diagnostics }
    }

    /// Returns the page about it, for a folder of this name.
    #[must_use]
    pub fn text(&self, folder: &str, width: usize) -> String {
        let mut sections = vec![validation::counts(&self.counts, width), self.converted(width), self.written(width)];
        sections.retain(|section| !section.is_empty());
        format!("{}\n{}", sections.join("\n"), paragraph("", &self.verdict(folder), width))
    }

    fn converted(&self, width: usize) -> String {
        if self.conversions.is_empty() {
            return String::new();
        }
        let mut sheet = Sheet::new(&[">Converted", "Kind", "What was done"]);
        for Converted { kind, meaning, count } in &self.conversions {
            sheet.row([grouped(*count), kind.clone(), meaning.clone()]);
        }
        sheet.text(2, width)
    }

    fn written(&self, width: usize) -> String {
        let mut sheet = Sheet::new(&["Tables", ">rows"]);
        for Written { file, rows } in &self.tables {
            sheet.row([file.clone(), grouped(*rows)]);
        }
        if self.tables.is_empty() { String::new() } else { sheet.text(2, width) }
    }

    fn verdict(&self, folder: &str) -> String {
        let tables = plural(self.tables.len(), "table is", "tables are");
        let warned = match diagnostic::summary(self.diagnostics) {
            none if none.is_empty() => String::new(),
            said => format!(" ({said})"),
        };
        let refused = match self.rejects {
            0 => "Nothing was rejected".to_owned(),
            1 => format!("1 fault is listed in {folder}/rejects.csv"),
            count => format!("{} faults are listed in {folder}/rejects.csv", grouped(count)),
        };
        format!("{tables} in {folder}. {refused}{warned}.")
    }

    /// Writes the summary as JSON.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        record::write_json(self, out)
    }
}
