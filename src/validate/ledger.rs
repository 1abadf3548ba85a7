//! What validating says and counts: diagnostics, assumptions, and what became of rows. Judges nothing itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::alike::LookAlike;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::domain::remark::Remark;
use crate::read::tables::AvailabilityRow;
use crate::read::{FileCount, Reading};

/// Returns a place as a row names it: by its line where it is in the same file.
pub fn seen_from(here: &Place, there: &Place) -> String {
    match there.line {
        Some(line) if here.file == there.file => format!("line {line}"),
        _ => there.to_string(),
    }
}

/// Warnings about rows that are errors where reading is strict, as those of cells are (domain §3.3).
const LIFTED: [Code; 4] = [Code::GuestsDisagree, Code::PollsTie, Code::TypesOverTotal, Code::LookAlike];

/// Diagnostics, assumptions and counts, as they come up.
#[derive(Debug, Default)]
pub struct Ledger {
    diagnostics: Vec<Diagnostic>,
    /// The defaults that mattered, one sentence each.
    pub assumed: Vec<Remark>,
    superseded: BTreeMap<Arc<str>, usize>,
    dropped: BTreeMap<Arc<str>, usize>,
    /// Of rows that give several pools, by file and line: how many pools nothing was left of, and whether any of them
    /// was superseded.
    partly: BTreeMap<(Arc<str>, Option<u32>), (u8, bool)>,
    /// The rows whose pool was lost since somebody took these; none where nobody asks.
    lost: Option<BTreeSet<Place>>,
    /// Whether warnings about rows reject them.
    is_strict: bool,
    /// Hotels with names alike.
    pub look_alikes: Vec<LookAlike>,
}

impl Ledger {
    /// Returns a ledger; a strict one makes errors of warnings about rows.
    #[must_use]
    pub fn new(is_strict: bool) -> Self {
        Self { is_strict, ..Self::default() }
    }

    /// Says something of a cell, named by its canonical column; of the whole row where that is empty.
    pub fn say(
        &mut self,
        code: Code,
        place: &Place,
        column: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let column = (!column.is_empty()).then(|| column.to_owned());
        let place = Place { column, ..place.clone() };
        let mut diagnostic = Diagnostic::new(code, place, message, help);
        if self.lifts(code) {
            diagnostic.severity = Severity::Error;
        }
        self.diagnostics.push(diagnostic);
    }

    /// Tells whether a warning is an error here.
    #[must_use]
    pub fn lifts(&self, code: Code) -> bool {
        self.is_strict && LIFTED.contains(&code)
    }

    /// Tells whether a code was said.
    #[must_use]
    pub fn has_said(&self, code: Code) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Counts a pool of which newer rows left nothing. Its row counts once all its pools do.
    pub fn supersede(&mut self, row: &AvailabilityRow) {
        self.lose(row, true);
    }

    /// Counts a pool that adds nothing. Its row counts once all its pools do.
    pub fn drop_pool(&mut self, row: &AvailabilityRow) {
        self.lose(row, false);
    }

    fn lose(&mut self, row: &AvailabilityRow, is_superseded: bool) {
        if let Some(places) = &mut self.lost {
            places.insert(row.place.clone());
        }
        let mut lost = (1, is_superseded);
        if row.n_pools > 1 {
            let entry = self.partly.entry((Arc::clone(&row.place.file), row.place.line)).or_default();
            *entry = (entry.0.saturating_add(1), entry.1 || is_superseded);
            lost = *entry;
        }
        if lost.0 == row.n_pools {
            let counts = if lost.1 { &mut self.superseded } else { &mut self.dropped };
            *counts.entry(Arc::clone(&row.place.file)).or_default() += 1;
        }
    }

    /// Counts a row that adds nothing.
    pub fn drop_row(&mut self, place: &Place) {
        *self.dropped.entry(Arc::clone(&place.file)).or_default() += 1;
    }

    /// Begins to keep the places of rows whose pool is lost.
    pub fn keep_lost(&mut self) {
        self.lost = Some(BTreeSet::new());
    }

    /// Takes the places of the rows whose pool was lost: of one pool, where that was the only one merged since.
    #[must_use]
    pub fn take_lost(&mut self) -> BTreeSet<Place> {
        self.lost.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Returns the rows that errors refuse.
    #[must_use]
    pub fn refused(&self) -> BTreeSet<(Arc<str>, u32)> {
        let refused = self.diagnostics.iter().filter(|said| said.refuses_a_row());
        refused.filter_map(|said| Some((Arc::clone(&said.place.file), said.place.line?))).collect()
    }

    /// Takes over the errors that another ledger says.
    pub fn absorb_errors(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics.into_iter().filter(Diagnostic::is_error));
    }

    /// Returns how many rows were superseded.
    #[cfg(test)]
    pub fn n_superseded(&self) -> usize {
        self.superseded.values().sum()
    }

    /// Returns what became of the rows of each file.
    #[must_use]
    pub fn counts(&self, reading: &Reading) -> Vec<FileCount> {
        let mut lines: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for diagnostic in self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
            lines.entry(&diagnostic.place.file).or_default().extend(diagnostic.place.line);
        }
        let of = |counts: &BTreeMap<Arc<str>, usize>, file: &str| counts.get(file).copied().unwrap_or(0);
        let count = |read: &FileCount| {
            let rejected = read.rejected + lines.get(read.file.as_str()).map_or(0, BTreeSet::len).min(read.used);
            let superseded = of(&self.superseded, &read.file);
            let dropped = read.dropped + of(&self.dropped, &read.file);
            let used = read.rows.saturating_sub(superseded + dropped + rejected);
            FileCount { used, superseded, dropped, rejected, ..read.clone() }
        };
        reading.counts.iter().map(count).collect()
    }

    /// Returns everything said by reading, which is taken from it, and by validating, sorted by file and line, with the
    /// lines shown.
    #[must_use]
    pub fn diagnostics(self, reading: &mut Reading) -> Vec<Diagnostic> {
        let mut all = std::mem::take(&mut reading.diagnostics);
        all.extend(self.diagnostics.into_iter().map(|mut diagnostic| {
            reading.sources.illustrate(&mut diagnostic);
            diagnostic
        }));
        all.sort();
        all
    }
}
