//! The daily report to headquarters (domain §4, 一 to 八), as far as a plan knows; what it does not know is said.

mod day;
mod places;
mod standing;

use super::facts::Facts;
use super::{Head, ReportSheet};

/// Returns the report of the day of which the plan speaks.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let words = facts.words();
    let sections = vec![
        day::totals(facts),
        places::supply(facts),
        places::districts(facts),
        standing::teams(facts),
        standing::risks(facts),
        standing::problems(facts),
        standing::changes(facts),
        standing::waivers(facts),
    ];
    let mut sheet = facts.sheet("daily", &words.title.daily, sections);
    let day = facts.date(facts.today()).map(|date| date.to_string());
    sheet.head.push(Head { label: words.item.day.clone(), value: day.unwrap_or_else(|| words.item.unknown.clone()) });
    let inputs: Vec<String> = facts.record.inputs.iter().map(|file| short(&file.file, &file.sha256)).collect();
    sheet.head.push(Head { label: words.section.inputs.clone(), value: inputs.join(", ") });
    if facts.as_of().is_none() {
        sheet.notes.push(words.note.no_as_of.clone());
    }
    sheet.notes.push(words.note.no_batches.clone());
    sheet.notes.push(words.note.no_problems.clone());
    sheet.signature.clone_from(&words.item.signature);
    sheet
}

/// Returns a file with the beginning of its digest.
fn short(file: &str, sha256: &str) -> String {
    format!("{file} {}", sha256.chars().take(8).collect::<String>())
}
