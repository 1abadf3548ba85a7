//! The levels of the objective: value, bound, gap, and how each ended.

use serde::Serialize;

use super::Report;
use crate::render::number::{percent, shown};

/// A level for people; empty texts where nothing is known.
#[derive(Debug, Serialize)]
pub struct Level {
    name: String,
    value: String,
    bound: String,
    gap: String,
    /// How the work on it ended, as the words name it.
    ended: String,
}

/// Returns the levels of a plan, most important first.
#[must_use]
pub fn levels(report: &Report<'_>) -> Vec<Level> {
    let level = |level: &crate::render::record::Level| Level {
        name: level.name.clone(),
        value: shown(level.value.get()),
        bound: level.bound.as_ref().map(|bound| shown(bound.get())).unwrap_or_default(),
        gap: level.gap.map(percent).unwrap_or_default(),
        ended: match (level.proven, level.proven_given) {
            (true, _) => "proven".to_owned(),
            (false, true) => "proven_given".to_owned(),
            (false, false) => level.termination.0.clone(),
        },
    };
    report.record.levels.iter().map(level).collect()
}
