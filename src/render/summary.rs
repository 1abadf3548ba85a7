//! A plan on one page of text: who has a room, how good the plan is, what was assumed, and where everything is.

use std::fmt::Write;

use super::number::{grouped, percent, plural, shown};
use super::record::{Level, Record};
use super::sheet::{Sheet, paragraph};
use super::validation::{counts, list};

/// The most groups without a room that a page names; `unmet.csv` has all of them.
const UNMET_SHOWN: usize = 8;

/// Returns the page. `folder` is where the plan is, as the user named it; none for the page inside the plan itself.
#[must_use]
pub fn summary(record: &Record, folder: Option<&str>, width: usize) -> String {
    let sections = [
        headline(record, width),
        tiers(record, width),
        levels(record, width),
        unmet(record, folder, width),
        counts(&record.counts, width),
        list("Assumed", &record.assumed, width),
        list("Mind", &record.notes, width),
        files(record, folder, width),
    ];
    sections.iter().filter(|section| !section.is_empty()).cloned().collect::<Vec<_>>().join("\n")
}

fn headline(record: &Record, width: usize) -> String {
    let totals = &record.totals;
    let mut text = String::new();
    if !record.findings.is_empty() {
        let count = plural(record.findings.len(), "rule is", "rules are");
        text.push_str(&paragraph("", &format!("REJECTED: {count} broken; do not use this plan."), width));
    }
    if record.interrupted {
        text.push_str(&paragraph("", "INTERRUPTED: the best plan found until then.", width));
    }
    let placed = format!(
        "{} of {} guests placed, {} unmet. {} of {} groups are wholly placed, in {} of {}: {}, {}.",
        grouped(totals.placed),
        grouped(totals.guests),
        grouped(totals.unmet),
        grouped(totals.groups_placed),
        grouped(totals.groups),
        grouped(totals.hotels_used),
        counted(totals.hotels, "hotel", "hotels"),
        counted(totals.rooms, "room", "rooms"),
        counted(totals.room_nights, "room night", "room nights"),
    );
    text.push_str(&paragraph("", &placed, width));
    text
}

fn counted(count: u64, one: &str, many: &str) -> String {
    plural(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

fn tiers(record: &Record, width: usize) -> String {
    if record.tiers.len() < 2 {
        return String::new();
    }
    let mut sheet = Sheet::new(&[">Priority", ">Guests", ">Placed", ">Unmet"]);
    for tier in &record.tiers {
        let unmet = tier.guests - tier.placed;
        sheet.row([tier.priority.to_string(), grouped(tier.guests), grouped(tier.placed), grouped(unmet)]);
    }
    sheet.text(2, width)
}

fn levels(record: &Record, width: usize) -> String {
    let mut sheet = Sheet::new(&["Objective", ">Value", ">Bound", ">Gap", "Ended"]);
    for level in &record.levels {
        let bound = level.bound.as_ref().map_or_else(|| "none".to_owned(), |bound| shown(bound.get()));
        let gap = level.gap.map_or_else(String::new, percent);
        sheet.row([level.name.clone(), shown(level.value.get()), bound, gap, ending(level)]);
    }
    let engine = format!("{}, effort {}.", record.tool.engine, grouped(record.effort));
    format!("{}{}", sheet.text(2, width), paragraph("  ", &engine, width))
}

/// Returns how the work on a level ended, in words.
fn ending(level: &Level) -> String {
    if level.proven {
        return "proven".to_owned();
    }
    if level.proven_given {
        return "proven, given the above".to_owned();
    }
    level.termination.0.replace('_', " ")
}

fn unmet(record: &Record, folder: Option<&str>, width: usize) -> String {
    if record.unmet.is_empty() {
        return String::new();
    }
    let mut text = "Not placed\n".to_owned();
    for entry in record.unmet.iter().take(UNMET_SHOWN) {
        let size = if entry.guests == entry.of {
            counted(u64::from(entry.guests), "guest", "guests")
        } else {
            format!("{} of {} guests", grouped(entry.guests), grouped(entry.of))
        };
        let line = format!("{}: {size}, {}: {}", entry.group, entry.reason_code, entry.reason);
        text.push_str(&paragraph("  - ", &line, width));
    }
    let more = record.unmet.len().saturating_sub(UNMET_SHOWN);
    if more > 0 {
        let command = folder.map_or_else(|| "unmet.csv".to_owned(), |folder| format!("roomblock unmet {folder}"));
        writeln!(text, "    and {}: {command}", counted(more as u64, "more group", "more groups"))
            .expect("a String takes any text");
    }
    text
}

fn files(record: &Record, folder: Option<&str>, width: usize) -> String {
    let Some(folder) = folder else {
        return paragraph("", &format!("Plan {}, roomblock {}.", record.plan, record.tool.version), width);
    };
    paragraph("", &format!("Plan {} is in {folder}.", record.plan), width)
}
