//! Bytes to tables: files are decoded, headings mapped and cells parsed, and everything wrong is said at once.
//!
//! Every row is read by itself. Nothing here compares rows or tables, and no default is filled in.

mod files;
pub mod policy;
pub mod tables;

use std::path::Path;

use chrono::NaiveDateTime;

pub use files::Files;
pub use policy::{Limits, Policy};
pub use tables::Tables;

use crate::diagnostic::Diagnostic;
use crate::domain::Allocation;

/// What the command line says about reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The time at which the case is seen; wins over the policy's.
    pub as_of: Option<NaiveDateTime>,
}

/// What became of the rows of a file: `rows` is the sum of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCount {
    /// The file, with its sheet.
    pub file: String,
    /// Rows below the headings that are not blank.
    pub rows: usize,
    /// Rows that the case is made of.
    pub used: usize,
    /// Rows of which newer polls left nothing.
    pub superseded: usize,
    /// Rows that add nothing: repetitions, cancelled groups, nights outside the case.
    pub dropped: usize,
    /// Rows with an error.
    pub rejected: usize,
}

/// A file that was read, for the record of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name without its folder.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What reading gives.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The rows.
    pub tables: Tables,
    /// What was found wrong, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, in the order of reading.
    pub inputs: Vec<Input>,
}

/// Reads the files of a case. Never fails: what is wrong is among the diagnostics.
#[must_use]
pub fn read(_files: &Files, _settings: &Settings) -> Reading {
    Reading::default()
}

/// Reads a plan's `allocation.csv`, also one edited by hand.
#[must_use]
pub fn allocation(_path: &Path) -> (Allocation, Vec<Diagnostic>) {
    (Allocation::default(), Vec::new())
}
