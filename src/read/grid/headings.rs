//! The headings of a grid, and the records below them. Finds no headings itself.

use std::ops::Range;

use super::Grid;

/// Where the headings of a table stand, and what they say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Headings {
    /// The first record of them.
    pub first: usize,
    /// How many records they take: two where groups of columns have a heading of their own.
    pub n_records: usize,
    /// The headings by column, without blanks around them.
    pub texts: Vec<String>,
}

impl Grid {
    /// Says where the headings stand.
    pub fn set_headings(&mut self, headings: Headings) {
        self.headings = headings;
    }

    /// Returns the headings by column.
    #[must_use]
    pub fn headings(&self) -> &[String] {
        &self.headings.texts
    }

    /// Returns the heading of a column, none where it has none.
    #[must_use]
    pub fn heading(&self, column: usize) -> Option<String> {
        self.headings.texts.get(column).filter(|text| !text.is_empty()).cloned()
    }

    /// Returns the record on which a heading is to be shown: of two records the last that has anything there.
    #[must_use]
    pub fn heading_record(&self, column: Option<usize>) -> usize {
        let filled = |record: &usize| column.is_some_and(|column| !self.cell(*record, column).is_empty());
        self.heading_records().rfind(filled).unwrap_or(self.headings.first)
    }

    /// Returns the records of the headings.
    #[must_use]
    pub fn heading_records(&self) -> Range<usize> {
        self.headings.first..self.headings.first + self.headings.n_records
    }

    /// Returns the records below the headings.
    #[must_use]
    pub fn body(&self) -> Range<usize> {
        self.heading_records().end..self.records.len()
    }
}
