//! Scenarios beside the case as it is, as JSON. Numbers are exact decimals.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use super::{ended, moved};
use crate::compare::answer::{Answer, Proven};
use crate::compare::plan::Step;
use crate::compare::whatif::Line;
use crate::render::record::{SCHEMA_VERSION, gap, number, write_json};

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    /// The case as it is, then the scenarios in the order in which they were asked.
    scenarios: Vec<Scenario<'a>>,
}

#[derive(Serialize)]
struct Scenario<'a> {
    name: &'a str,
    changes: &'a [String],
    notes: &'a [String],
    ended: String,
    /// Orders that contradict each other, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    conflict: Option<String>,
    guests: u64,
    unmet: Option<u64>,
    levels: Vec<Level<'a>>,
    groups_changed: Option<usize>,
    guests_changed: Option<u64>,
    moves: Vec<Move<'a>>,
}

#[derive(Serialize)]
struct Level<'a> {
    name: &'a str,
    value: Box<RawValue>,
    bound: Option<Box<RawValue>>,
    gap: Option<f64>,
    proven: bool,
    proven_given: bool,
}

#[derive(Serialize)]
struct Move<'a> {
    group: &'a str,
    kind: &'a str,
    guests: u64,
    from: Option<&'a str>,
    to: Option<&'a str>,
    level: Option<&'a str>,
    reason: &'a str,
}

/// Writes it.
///
/// # Errors
/// When the writer fails.
pub fn json(lines: &[Line], out: &mut dyn Write) -> io::Result<()> {
    let scenarios = lines.iter().map(scenario).collect();
    write_json(&Page { schema_version: SCHEMA_VERSION, scenarios }, out)
}

fn scenario(line: &Line) -> Scenario<'_> {
    let plan = line.answer.plan();
    let moves = line.diff.iter().flat_map(|diff| &diff.moves).map(step).collect();
    let (groups_changed, guests_changed) = moved(line).unzip();
    let conflict = match &line.answer {
        Answer::Contradiction(conflict) => conflict.as_ref().map(ToString::to_string),
        _ => None,
    };
    Scenario {
        name: &line.name,
        changes: &line.changes,
        notes: &line.notes,
        ended: ended(line),
        conflict,
        guests: line.guests,
        unmet: plan.map(|plan| plan.unmet),
        levels: plan.iter().flat_map(|plan| &plan.levels).map(level).collect(),
        groups_changed,
        guests_changed,
        moves,
    }
}

fn level(level: &Proven) -> Level<'_> {
    Level {
        name: &level.name,
        value: number(level.value, level.scale),
        bound: level.bound.map(|bound| number(bound, level.scale)),
        gap: level.bound.map(|bound| gap(level.value, bound)),
        proven: level.proven,
        proven_given: level.proven_given,
    }
}

fn step(step: &Step) -> Move<'_> {
    Move {
        group: &step.group,
        kind: step.kind.as_str(),
        guests: step.guests,
        from: step.from.as_deref(),
        to: step.to.as_deref(),
        level: step.level.as_deref(),
        reason: &step.why,
    }
}
