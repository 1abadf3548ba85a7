//! Scenarios beside the case as it is: as a page of text, as a table, and as JSON.

mod json;
mod text;

use std::io::{self, Write};

pub use json::json;
pub use text::text;

use super::table::{TableWriter, inert};
use crate::compare::answer::{Answer, Proven};
use crate::compare::whatif::Line;
use crate::domain::quantity::fixed_text;
use crate::render::record::Ended;

/// Returns the names of all levels that any line has, in their order.
fn level_names(lines: &[Line]) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for level in lines.iter().filter_map(|line| line.answer.plan()).flat_map(|plan| &plan.levels) {
        if !names.contains(&level.name.as_str()) {
            names.push(&level.name);
        }
    }
    names.sort_by_key(|name| rank(name));
    names
}

/// Tiers of unmet stand together, whichever scenario brings them in.
fn rank(name: &str) -> (u8, u32) {
    match name.strip_prefix("unmet.").and_then(|tier| tier.parse().ok()) {
        Some(tier) => (0, tier),
        None => (1, 0),
    }
}

fn level<'a>(line: &'a Line, name: &str) -> Option<&'a Proven> {
    line.answer.plan()?.levels.iter().find(|level| level.name == name)
}

/// Returns how a scenario ended, as a word.
fn ended(line: &Line) -> String {
    match &line.answer {
        Answer::Plan(plan) if !plan.verdict.findings.is_empty() => "breaks_rules".to_owned(),
        Answer::Plan(plan) => match plan.termination {
            Some(termination) => Ended::from(termination).0,
            None => "given".to_owned(),
        },
        Answer::Contradiction(_) => "contradiction".to_owned(),
        Answer::NoPlan(termination) => Ended::from(*termination).0,
    }
}

/// Returns how many groups are somewhere else than in the plan of the case as it is, and how many of their guests.
fn moved(line: &Line) -> Option<(usize, u64)> {
    let moves = &line.diff.as_ref()?.moves;
    let groups: std::collections::BTreeSet<&str> = moves.iter().map(|step| step.group.as_str()).collect();
    Some((groups.len(), moves.iter().map(|step| step.guests).sum()))
}

/// Writes a row for each scenario.
///
/// # Errors
/// When the writer fails.
pub fn csv(lines: &[Line], out: &mut dyn Write) -> io::Result<()> {
    let names = level_names(lines);
    let bounds: Vec<String> = names.iter().map(|name| format!("{name} bound")).collect();
    let plain = ["scenario", "changes", "ended", "guests", "unmet", "groups_changed", "guests_changed"];
    let of_levels = names.iter().zip(&bounds).flat_map(|(&name, bound)| [name, bound.as_str()]);
    let headings: Vec<&str> = plain.into_iter().chain(of_levels).collect();
    let mut table = TableWriter::new(out, &headings)?;
    for line in lines {
        let (groups, guests) = moved(line).map(|(groups, guests)| (groups.to_string(), guests.to_string())).unzip();
        let unmet = line.answer.plan().map(|plan| plan.unmet.to_string());
        let mut cells = vec![
            inert(&line.name),
            inert(&line.changes.join(" ")),
            ended(line),
            line.guests.to_string(),
            unmet.unwrap_or_default(),
            groups.unwrap_or_default(),
            guests.unwrap_or_default(),
        ];
        for name in &names {
            let of = level(line, name);
            cells.push(of.map(|level| fixed_text(level.value, level.scale)).unwrap_or_default());
            let bound = of.and_then(|level| Some(fixed_text(level.bound?, level.scale)));
            cells.push(bound.unwrap_or_default());
        }
        table.row(&cells)?;
    }
    table.finish()
}
