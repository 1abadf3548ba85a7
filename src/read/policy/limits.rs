//! `[solve]`: limits of the solver.

use std::time::Duration;

/// `[solve]`: limits of the solver, where the command line says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Wall time for all levels together.
    pub time_limit: Option<Duration>,
    /// Relative gap at which a level is good enough.
    pub gap: Option<f64>,
    /// Seed of everything random.
    pub seed: Option<u32>,
    /// Threads.
    pub threads: Option<u32>,
    /// Work limit that does not depend on the clock.
    pub effort: Option<u64>,
    /// `exact`, `search` or `auto`.
    pub engine: Option<String>,
}
