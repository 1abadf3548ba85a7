//! What verify found, as a page of text or as JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use super::breach_table::breach_lines;
use super::number::{amount, grouped, plural};
use super::record::{self, Breach, Finding, number};
use super::sheet::{Sheet, paragraph};
use super::validation::list;
use crate::domain::Instance;
use crate::verify::{LevelValue, Verdict};

/// Returns the page.
#[must_use]
pub fn text(instance: &Instance, verdict: &Verdict, width: usize) -> String {
    let breaches: Vec<Breach> = verdict.breaches.iter().map(|breach| Breach::of(instance, breach)).collect();
    let mut text = String::new();
    for finding in &verdict.findings {
        text.push_str(&paragraph(&format!("R{}: ", finding.rule), &finding.message, width));
    }
    let broken = plural(verdict.findings.len(), "finding", "findings");
    let (unmet, (_, guests)) = (instance.n_left_out(&verdict.unmet), instance.comers());
    let head = if verdict.findings.is_empty() { "Every rule is kept.".to_owned() } else { format!("{broken}.") };
    let placed =
        format!("{head} {} of {} guests placed, {} unmet.", grouped(guests - unmet), grouped(guests), grouped(unmet));
    text.push_str(&paragraph("", &placed, width));
    let bounded = !verdict.bounds.is_empty();
    let mut sheet = Sheet::new(if bounded { &["Objective", ">Value", ">Bound"] } else { &["Objective", ">Value"] });
    for level in &verdict.levels {
        let bound = verdict.bounds.iter().find(|bound| bound.name == level.name);
        let bound = bound.map(|bound| amount(bound.value, bound.scale)).unwrap_or_default();
        let value = amount(level.value, level.scale);
        let cells = if bounded { vec![level.name.clone(), value, bound] } else { vec![level.name.clone(), value] };
        sheet.row(cells);
    }
    text.push('\n');
    text.push_str(&sheet.text(2, width));
    if !breaches.is_empty() {
        text.push('\n');
        text.push_str(&list("Soft rules broken", &breach_lines(&breaches), width));
    }
    text
}

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    findings: Vec<Finding>,
    /// Soft rules that are broken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    breaches: Vec<Breach>,
    levels: Vec<Level<'a>>,
    unmet: Vec<Unmet<'a>>,
    /// Bounds that were summed anew from their certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    bounds: Vec<Level<'a>>,
}

#[derive(Serialize)]
struct Level<'a> {
    name: &'a str,
    value: Box<RawValue>,
}

#[derive(Serialize)]
struct Unmet<'a> {
    group: &'a str,
    guests: u32,
}

/// Writes it as JSON.
///
/// # Errors
/// When the writer fails.
pub fn json<'a>(instance: &'a Instance, verdict: &'a Verdict, out: &mut dyn Write) -> io::Result<()> {
    let unmet =
        verdict.unmet.iter().map(|&(group, guests)| Unmet { group: instance.groups[group].id.as_str(), guests });
    let written = |level: &'a LevelValue| Level { name: &level.name, value: number(level.value, level.scale) };
    let page = Page {
        schema_version: super::record::SCHEMA_VERSION,
        findings: verdict.findings.iter().map(Into::into).collect(),
        breaches: verdict.breaches.iter().map(|breach| Breach::of(instance, breach)).collect(),
        levels: verdict.levels.iter().map(written).collect(),
        unmet: unmet.collect(),
        bounds: verdict.bounds.iter().map(written).collect(),
    };
    record::write_json(&page, out)
}
