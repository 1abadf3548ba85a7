//! Scenarios beside the case as it is, as a page of text.

use super::{ended, level, level_names, moved};
use crate::compare::answer::{Answer, Proven};
use crate::compare::plan::Step;
use crate::compare::whatif::Line;
use crate::render::number::{amount, grouped, plural};
use crate::render::sheet::{Sheet, paragraph};

/// Steps of a scenario that the page tells.
const STEPS_SHOWN: usize = 4;

/// Returns the page.
#[must_use]
pub fn text(lines: &[Line], width: usize) -> String {
    let names = level_names(lines);
    let differs = |name: &&str| {
        let mut values = lines.iter().filter(|line| line.answer.plan().is_some()).map(|line| shown(level(line, name)));
        let first = values.next();
        values.any(|value| Some(value) != first)
    };
    let (columns, constant): (Vec<&str>, Vec<&str>) = names.iter().copied().partition(differs);
    let mut sections = vec![table(lines, &columns, width), alike(lines, &constant, width)];
    sections.extend(lines.iter().skip(1).map(|line| told(line, width)));
    sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Returns the value of a level, with its bound in brackets where it is not proven; nothing where there is none.
fn shown(level: Option<&Proven>) -> String {
    let Some(level) = level else { return String::new() };
    let value = amount(level.value, level.scale);
    match level.bound {
        _ if level.proven_given => value,
        Some(bound) => format!("{value} [{}]", amount(bound, level.scale)),
        None => format!("{value} [none]"),
    }
}

fn table(lines: &[Line], columns: &[&str], width: usize) -> String {
    let headings: Vec<String> = columns.iter().map(|name| format!(">{name}")).collect();
    let all = ["Scenario", ">Unmet"].into_iter().chain(headings.iter().map(String::as_str)).chain([">Groups", "Ended"]);
    let mut sheet = Sheet::new(&all.collect::<Vec<_>>());
    for line in lines {
        let unmet = line.answer.plan().map_or_else(String::new, |plan| grouped(plan.unmet));
        let groups = moved(line).map_or_else(String::new, |(groups, _)| grouped(groups as u64));
        let levels = columns.iter().map(|name| shown(level(line, name)));
        let ended = ended(line).replace('_', " ");
        sheet.row([line.name.clone(), unmet].into_iter().chain(levels).chain([groups, ended]));
    }
    let open = lines.iter().filter_map(|line| line.answer.plan()).any(|plan| !plan.is_proven());
    let legend = if open { "; a bound in brackets where a level is not proven" } else { "" };
    let legend =
        format!("Unmet: guests without a room. Groups: those that are somewhere else than in the first line{legend}.");
    format!("{}{}", sheet.text(2, width), paragraph("  ", &legend, width))
}

/// Returns the levels that are the same everywhere.
fn alike(lines: &[Line], names: &[&str], width: usize) -> String {
    let Some(line) = lines.iter().find(|line| line.answer.plan().is_some()) else { return String::new() };
    let values: Vec<String> = names.iter().map(|name| format!("{name} {}", shown(level(line, name)))).collect();
    if values.is_empty() {
        String::new()
    } else {
        paragraph("  ", &format!("The same in all: {}.", values.join(", ")), width)
    }
}

/// Returns what is to be said of one scenario.
fn told(line: &Line, width: usize) -> String {
    let mut text = String::new();
    if let Answer::Contradiction(conflict) = &line.answer {
        let which = conflict.as_ref().map_or_else(|| "orders cannot all be kept".to_owned(), ToString::to_string);
        text.push_str(&paragraph("  ", &which, width));
    }
    for note in &line.notes {
        text.push_str(&paragraph("  ", &format!("Mind: {note}."), width));
    }
    if let Some(diff) = &line.diff {
        for step in diff.moves.iter().take(STEPS_SHOWN) {
            text.push_str(&paragraph("  - ", &sentence(step), width));
        }
        let more = diff.moves.len().saturating_sub(STEPS_SHOWN);
        if more > 0 {
            let more = plural(more, "more move", "more moves");
            text.push_str(&paragraph("  - ", &format!("and {more}; --json tells them all"), width));
        }
    }
    if text.is_empty() { text } else { format!("{}{text}", paragraph("", &line.name, width)) }
}

fn sentence(step: &Step) -> String {
    let guests = plural(usize::try_from(step.guests).unwrap_or(usize::MAX), "guest", "guests");
    let way = match (&step.from, &step.to) {
        (Some(from), Some(to)) if from == to => format!("in other rooms of {from}"),
        (Some(from), Some(to)) => format!("from {from} to {to}"),
        (Some(from), None) => format!("out of {from}, without a room"),
        (None, Some(to)) => format!("into {to}"),
        (None, None) => String::new(),
    };
    let way = if step.kind == crate::compare::plan::Kind::Gone { way.replace(", without a room", "") } else { way };
    let why = if step.why.is_empty() { String::new() } else { format!(": {}", step.why) };
    format!("{}, {guests}, {way}{why}", step.group)
}
