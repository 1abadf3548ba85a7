//! Who is not placed and why, as pages of text or as JSON, from the record of a plan.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, plural};
use super::record::{Record, Unmet};
use super::sheet::{Sheet, paragraph};

/// Returns the page.
#[must_use]
pub fn text(record: &Record, width: usize) -> String {
    let totals = &record.totals;
    if record.unmet.is_empty() {
        return format!("All {} guests are placed.\n", grouped(totals.guests));
    }
    let groups = plural(record.unmet.len(), "group is", "groups are");
    let head = format!(
        "{} of {} guests are not placed; {groups} not wholly placed.",
        grouped(totals.unmet),
        grouped(totals.guests)
    );
    let mut text = paragraph("", &head, width);
    for entry in &record.unmet {
        text.push('\n');
        text.push_str(&group(entry, width));
    }
    text
}

fn group(entry: &Unmet, width: usize) -> String {
    let head = format!(
        "{}, priority {}: {} of {} guests not placed",
        entry.group,
        entry.priority,
        grouped(entry.guests),
        grouped(entry.of)
    );
    let reason = entry.reason.split(": ").next().unwrap_or(&entry.reason);
    let mut text = paragraph("", &head, width);
    text.push_str(&paragraph("  ", &format!("{}: {reason}", entry.reason_code), width));
    let mut sheet = Sheet::new(&[">", ""]);
    sheet.row([grouped(entry.funnel.hotels as u64), "hotels in the case".to_owned()]);
    for (step, _) in entry.funnel.losses() {
        sheet.row([grouped(step.hotels as u64), format!("{} ({})", step.left, step.rule)]);
    }
    text.push_str(&sheet.text(4, width));
    text.push_str(&paragraph("  ", &entry.remedy, width));
    text
}

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    plan: &'a str,
    unmet: &'a [Unmet],
}

/// Writes it as JSON.
///
/// # Errors
/// When the writer fails.
pub fn json(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let page = Page { schema_version: super::record::SCHEMA_VERSION, plan: &record.plan, unmet: &record.unmet };
    serde_json::to_writer_pretty(&mut *out, &page)?;
    out.write_all(b"\n")
}
