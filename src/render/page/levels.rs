//! The levels of the objective: value, bound, gap, and how each ended.

use serde::Serialize;

use super::Report;
use crate::render::number::{grouped, percent, shown};
use crate::render::record;

/// A level for people; empty texts where nothing is known.
#[derive(Debug, Serialize)]
pub struct Level {
    /// Its name among the words, without its tier.
    name: String,
    /// Its tier, or several: `1`, `1–3`; empty where it has none.
    tier: String,
    value: String,
    bound: String,
    gap: String,
    /// How the work on it ended, as the words name it.
    ended: String,
    /// Who vouches for the bound is a solver that we do not check.
    unchecked: bool,
}

/// The levels, and what made them.
#[derive(Debug, Serialize)]
pub struct Levels {
    rows: Vec<Level>,
    engine: String,
    effort: String,
    /// How the whole solve ended, as the words name it.
    ended: String,
}

/// Returns the levels of a plan, most important first; tiers in a row of which nobody is unmet, proven, share a line.
#[must_use]
pub fn levels(report: &Report<'_>) -> Levels {
    let record = report.record;
    let runs = record.levels.chunk_by(|one, other| is_closed_tier(one) && is_closed_tier(other));
    let level = |run: &[record::Level]| {
        let (first, last) = (run.first()?, run.last()?);
        let (name, from) = first.name.split_once('.').unwrap_or((&first.name, ""));
        let until = last.name.split_once('.').map_or("", |(_, tier)| tier);
        Some(Level {
            name: name.to_owned(),
            tier: if from == until { from.to_owned() } else { format!("{from}–{until}") },
            value: shown(first.value.get()),
            bound: first.bound.as_ref().map(|bound| shown(bound.get())).unwrap_or_default(),
            gap: first.gap.map(percent).unwrap_or_default(),
            ended: match (first.proven, first.proven_given) {
                (true, _) => "proven".to_owned(),
                (false, true) => "proven_given".to_owned(),
                (false, false) => first.termination.0.clone(),
            },
            unchecked: first.bound.is_some() && !first.checked,
        })
    };
    Levels {
        rows: runs.filter_map(level).collect(),
        engine: record.tool.engine.clone(),
        effort: grouped(record.effort),
        ended: record.termination.0.clone(),
    }
}

/// Tells whether a level is a tier of which nobody is unmet, proven.
fn is_closed_tier(level: &record::Level) -> bool {
    level.name.starts_with("unmet.") && level.proven && level.value.get() == "0"
}
