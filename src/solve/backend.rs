//! What a solver of integer programs is asked, and what it answers; whichever solver it is.

use std::sync::atomic::AtomicBool;

use super::exact::model::Row;

/// An integer program for a solver, and what it may use. Every column is a number from 0 to its upper end.
pub struct Job<'a> {
    /// The rows.
    pub rows: &'a [Row],
    /// The most of each column.
    pub uppers: &'a [i64],
    /// Which columns need not be whole; empty where all must be.
    pub relaxed: &'a [bool],
    /// What to minimise, in units.
    pub objective: Vec<(u32, f64)>,
    /// Further rows, in units: terms and the most they may sum to.
    pub caps: Vec<(Vec<(u32, f64)>, f64)>,
    /// Values to start from.
    pub start: Option<&'a [i64]>,
    /// Relative gap to stop at.
    pub gap: f64,
    /// Absolute gap to stop at, in units.
    pub gap_units: f64,
    /// Seed.
    pub seed: u32,
    /// Nodes of branch and bound.
    pub nodes: u64,
    /// Seconds, if limited.
    pub seconds: Option<f64>,
    /// Set when the user asks to stop.
    pub stop: &'a AtomicBool,
    /// Told of how it goes.
    pub watch: &'a (dyn Fn(News) + Sync),
}

/// What a solver tells before it is done.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Its incumbent and its bound, in units.
    Stands(Option<f64>, Option<f64>),
    /// The values of a better solution, rounded.
    Found(Vec<i64>),
}

/// Why a solver ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It says that it is done: optimal, or within the gap.
    Finished,
    /// It says that no values keep the rows.
    Infeasible,
    /// The nodes ran out.
    OutOfWork,
    /// The seconds ran out.
    OutOfTime,
    /// The user asked.
    Interrupted,
    /// Anything else.
    Failed,
}

/// What a solver found.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The values of its best solution, rounded.
    pub values: Option<Vec<i64>>,
    /// Its bound, in units.
    pub bound: Option<f64>,
    /// Why it ended.
    pub ended: Ended,
    /// What the reader must know.
    pub note: Option<String>,
}

impl Answer {
    /// Returns that nothing came of it, and why.
    #[must_use]
    pub fn failed(note: String) -> Self {
        Self { values: None, bound: None, ended: Ended::Failed, note: Some(note) }
    }
}
