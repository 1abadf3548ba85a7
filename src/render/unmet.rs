//! Who is not placed and why, as pages of text or as JSON, from the record of a plan.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, plural};
use super::record::{self, Call, GroupRejected, Record, Relief, Unmet};
use super::sheet::{Sheet, paragraph};

/// Returns the page.
#[must_use]
pub fn text(record: &Record, width: usize) -> String {
    let totals = &record.totals;
    if record.unmet.is_empty() && record.groups_rejected.is_empty() {
        return format!("All {} guests are placed.\n", grouped(totals.guests));
    }
    let mut text = placed(record, width);
    text.push_str(&relief(record, width));
    text.push_str(&calls(record, width));
    for entry in &record.groups_rejected {
        text.push('\n');
        text.push_str(&rejected(entry, width));
    }
    text
}

/// Returns who is not placed of the groups that were understood.
fn placed(record: &Record, width: usize) -> String {
    let totals = &record.totals;
    if record.unmet.is_empty() {
        return format!("All {} guests of sound rows are placed.\n", grouped(totals.guests));
    }
    let groups = plural(record.unmet.len(), "group", "groups");
    let head = format!("{} of {} guests not placed, of {groups}.", grouped(totals.unmet), grouped(totals.guests));
    let mut text = paragraph("", &head, width);
    for entry in &record.unmet {
        text.push('\n');
        text.push_str(&group(entry, width));
    }
    text
}

/// Returns what would place those who are left over, all of them together.
fn relief(record: &Record, width: usize) -> String {
    if record.relief.is_empty() {
        return String::new();
    }
    let (helping, idle): (Vec<&Relief>, Vec<&Relief>) = record.relief.iter().partition(|one| one.helps);
    let mut text = String::new();
    if !helping.is_empty() {
        let head = "One thing eased for everybody, and the whole case solved again. It then places so many more guests, and so many \
                    more groups wholly, and leaves so many without a room; other levels of the objective change by what stands last:";
        text.push('\n');
        text.push_str(&paragraph("", head, width));
        let mut sheet = Sheet::new(&["Eased", ">Guests", ">Groups", ">Left", "Besides"]);
        for one in &helping {
            let (groups, left) = (grouped(one.groups), grouped(one.left));
            sheet.row([one.change.clone(), one.placed(), groups, left, one.costs()]);
        }
        text.push_str(&sheet.text(2, width));
        if helping.iter().any(|one| !one.proven) {
            let note = "at least: so many were found; that no more could be had is not proven.";
            text.push_str(&paragraph("  ", note, width));
        }
    }
    for (proven, lead) in [
        (true, "Proven to place nobody more, each eased alone"),
        (false, "Nobody more was found (not proven) with each of these eased alone"),
    ] {
        let named: Vec<&str> = idle.iter().filter(|one| one.proven == proven).map(|one| one.change.as_str()).collect();
        if !named.is_empty() {
            text.push('\n');
            text.push_str(&paragraph("", &format!("{lead}: {}.", named.join("; ")), width));
        }
    }
    text
}

/// Hotels to ring that are listed; all of them stand in `calls.csv`.
const CALLS: usize = 10;

/// Returns the hotels to ring next.
fn calls(record: &Record, width: usize) -> String {
    if record.calls.is_empty() {
        return String::new();
    }
    let head = "Hotels to ring next, by what each would place with everybody else where they are, if it has the rooms \
                estimated here:";
    let mut text = format!("\n{}", paragraph("", head, width));
    let mut sheet = Sheet::new(&["Hotel", "Telephone", "Quote", ">Rooms", "Type", ">Places"]);
    for call in record.calls.iter().take(CALLS) {
        let (rooms, places) = (grouped(call.rooms), grouped(call.places));
        sheet.row([call.hotel.as_str(), &call.phone, &call.reason, &rooms, &call.room_type, &places]);
    }
    text.push_str(&sheet.text(2, width));
    if record.calls.len() > CALLS {
        let more = format!("and {} more in calls.csv", record.calls.len() - CALLS);
        text.push_str(&paragraph("  ", &more, width));
    }
    text
}

fn rejected(entry: &GroupRejected, width: usize) -> String {
    let known = |guests: u32| plural(guests as usize, "guest", "guests");
    let guests = entry.guests.map_or_else(|| "an unknown number of guests".to_owned(), known);
    let head = paragraph("", &format!("{}, rejected with its row: {guests} not placed", entry.group), width);
    [head, paragraph("  ", &entry.reason, width), paragraph("  ", &entry.remedy, width)].concat()
}

fn group(entry: &Unmet, width: usize) -> String {
    let head = format!(
        "{}, priority {}: {} of {} guests not placed",
        entry.group,
        entry.priority,
        grouped(entry.guests),
        grouped(entry.of)
    );
    let mut text = paragraph("", &head, width);
    text.push_str(&paragraph("  ", &format!("{}: {}", entry.reason_code, entry.reason), width));
    let mut sheet = Sheet::new(&[">", ""]);
    sheet.row([grouped(entry.funnel.hotels as u64), "hotels in the case".to_owned()]);
    for (step, _) in entry.funnel.losses() {
        sheet.row([grouped(step.hotels as u64), format!("{} ({})", step.left, step.rule)]);
    }
    text.push_str(&sheet.text(4, width));
    text.push_str(&paragraph("  ", &entry.remedy, width));
    for other in entry.remedies.iter().skip(1) {
        text.push_str(&paragraph("  ", &format!("or {}: places {} more", other.change, other.places), width));
    }
    text
}

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    plan: &'a str,
    unmet: &'a [Unmet],
    relief: &'a [Relief],
    calls: &'a [Call],
    groups_rejected: &'a [GroupRejected],
}

/// Writes it as JSON.
///
/// # Errors
/// When the writer fails.
pub fn json(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let page = Page {
        schema_version: super::record::SCHEMA_VERSION,
        plan: &record.plan,
        unmet: &record.unmet,
        relief: &record.relief,
        calls: &record.calls,
        groups_rejected: &record.groups_rejected,
    };
    record::write_json(&page, out)
}
