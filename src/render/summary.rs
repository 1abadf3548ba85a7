//! A plan on one page of text: who has a room, how good the plan is, what was assumed, and where everything is.

use std::collections::BTreeSet;

use super::breach_table::{breach_lines, waiver_lines};
use super::number::{grouped, percent, plural, shown};
use super::record::{Level, Record};
use super::sheet::{Sheet, paragraph};
use super::validation::{counts, list};
use crate::explain::ReasonCode;

/// The most groups without a room that a page names; `unmet.csv` has all of them.
const UNMET_SHOWN: usize = 10;

/// Where a plan is, for the reader of a page that is not inside it.
#[derive(Debug, Clone, Copy)]
pub struct Whereabouts<'a> {
    /// The folder, as the user named it.
    pub folder: &'a str,
    /// There are rooming lists in it.
    pub rosters: bool,
}

/// Returns the page; without whereabouts it is the page inside the plan itself.
#[must_use]
pub fn summary(record: &Record, place: Option<Whereabouts<'_>>, width: usize) -> String {
    let sections = [
        headline(record, width),
        tiers(record, width),
        levels(record, width),
        unmet(record, place, width),
        list("Soft rules broken", &breach_lines(&record.breaches), width),
        list("Waivers", &waiver_lines(&record.waivers), width),
        list("Rooms to give back", &spare_lines(record), width),
        record.waterfall.text(false, width),
        counts(&record.counts, width),
        list("Assumed", &record.assumed, width),
        list("Mind", &record.notes, width),
        files(record, place, width),
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
        "{} of {} guests placed, {} unmet. {} of {} groups are wholly placed, in {} of {}, {}.",
        grouped(totals.placed),
        grouped(totals.guests),
        grouped(totals.unmet),
        grouped(totals.groups_placed),
        grouped(totals.groups),
        grouped(totals.hotels_used),
        counted(totals.hotels, "hotel", "hotels"),
        counted(totals.room_nights, "room night", "room nights"),
    );
    text.push_str(&paragraph("", &placed, width));
    text.push_str(&moved(record, width));
    text.push_str(&rejected(record, width));
    text
}

/// Returns how many guests are not where the plan before this one had them.
fn moved(record: &Record, width: usize) -> String {
    let Some(moves) = &record.moves else { return String::new() };
    let stranded = record.unmet.iter().filter(|entry| entry.reason_code == ReasonCode::Stranded);
    let stranded: u64 = stranded.map(|entry| u64::from(entry.guests)).sum();
    let guests: u64 = moves.iter().map(|one| u64::from(one.guests)).sum();
    let groups: BTreeSet<&str> = moves.iter().map(|one| one.group.as_str()).collect();
    let mut said = "Nobody is moved against the plan before this one.".to_owned();
    if guests > 0 {
        let (guests, groups) = (counted(guests, "guest", "guests"), plural(groups.len(), "group", "groups"));
        said = format!("Against the plan before this one {guests} of {groups} are moved: moves.csv.");
    }
    if stranded > 0 {
        let (guests, lose) = (counted(stranded, "guest", "guests"), if stranded == 1 { "loses" } else { "lose" });
        said = format!("{said} STRANDED: {guests} who may not be moved {lose} their rooms.");
    }
    paragraph("", &said, width)
}

/// Returns what the plan was made without, where rows were rejected.
fn rejected(record: &Record, width: usize) -> String {
    if record.rejects.is_empty() {
        return String::new();
    }
    let rows = plural(record.rejects.len(), "fault was", "faults were");
    let mut said = format!("REJECTED ROWS: {rows} found, and the plan is made without the rows (case/rejects.csv).");
    let groups = &record.groups_rejected;
    if !groups.is_empty() {
        let known: u64 = groups.iter().filter_map(|group| group.guests).map(u64::from).sum();
        let unknown = groups.iter().filter(|group| group.guests.is_none()).count();
        let known = Some(counted(known, "guest", "guests")).filter(|_| unknown < groups.len());
        let unknown = Some(format!("{} of unknown size", plural(unknown, "group", "groups"))).filter(|_| unknown > 0);
        let lost: Vec<String> = known.into_iter().chain(unknown).collect();
        said = format!("{said} Without a room for that reason: {}.", lost.join(", and "));
    }
    paragraph("", &said, width)
}

fn counted(count: u64, one: &str, many: &str) -> String {
    plural(usize::try_from(count).unwrap_or(usize::MAX), one, many)
}

/// Returns the guests by priority, where there are several and not all guests are placed.
fn tiers(record: &Record, width: usize) -> String {
    if record.tiers.len() < 2 || record.totals.unmet == 0 {
        return String::new();
    }
    let mut sheet = Sheet::new(&[">Priority", ">Guests", ">Placed", ">Unmet"]);
    for tier in &record.tiers {
        let unmet = tier.guests - tier.placed;
        sheet.row([tier.priority.to_string(), grouped(tier.guests), grouped(tier.placed), grouped(unmet)]);
    }
    sheet.text(2, width)
}

/// Returns the levels; tiers in a row of which nobody is unmet, proven, share a line.
fn levels(record: &Record, width: usize) -> String {
    let mut sheet = Sheet::new(&["Objective", ">Value", ">Bound", ">Gap", "Ended"]);
    for run in record.levels.chunk_by(|one, other| is_closed_tier(one) && is_closed_tier(other)) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let name = match last.name.split_once('.') {
            Some((_, tier)) if run.len() > 1 => format!("{}-{tier}", first.name),
            _ => first.name.clone(),
        };
        let bound = first.bound.as_ref().map_or_else(|| "none".to_owned(), |bound| shown(bound.get()));
        let gap = first.gap.map_or_else(String::new, percent);
        sheet.row([name, shown(first.value.get()), bound, gap, ending(first)]);
    }
    let engine = format!("{}, effort {}.", record.tool.engine, grouped(record.effort));
    format!("{}{}", sheet.text(2, width), paragraph("  ", &engine, width))
}

/// Tells whether a level is a tier of which nobody is unmet, proven.
fn is_closed_tier(level: &Level) -> bool {
    level.name.starts_with("unmet.") && level.proven && level.value.get() == "0"
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

fn unmet(record: &Record, place: Option<Whereabouts<'_>>, width: usize) -> String {
    if record.unmet.is_empty() && record.groups_rejected.is_empty() {
        return String::new();
    }
    let mut sheet = Sheet::new(&["Not placed", ">Guests", ">of", ">Priority", "Why"]);
    for entry in record.unmet.iter().take(UNMET_SHOWN) {
        let counts = [grouped(entry.guests), grouped(entry.of), entry.priority.to_string()];
        sheet.row([entry.group.clone()].into_iter().chain(counts).chain([entry.reason_code.to_string()]));
    }
    let n_shown = UNMET_SHOWN.saturating_sub(record.unmet.len());
    for entry in record.groups_rejected.iter().take(n_shown) {
        let guests = entry.guests.map_or_else(|| "?".to_owned(), grouped);
        sheet.row([entry.group.clone(), guests.clone(), guests, String::new(), "rejected".to_owned()]);
    }
    let command = place.map_or_else(|| "unmet.csv".to_owned(), |place| format!("roomblock unmet {}", place.folder));
    let more = (record.unmet.len() + record.groups_rejected.len()).saturating_sub(UNMET_SHOWN);
    let more = if more > 0 { format!("and {} more; ", grouped(more as u64)) } else { String::new() };
    let rejected = if record.groups_rejected.is_empty() { "" } else { "; rejected: their rows are in error" };
    let is_stranded = record.unmet.iter().any(|entry| entry.reason_code == ReasonCode::Stranded);
    let stranded = if is_stranded { "; stranded: they are not moved, and lose their rooms" } else { "" };
    let why = format!("crowded: they would fit if nobody else came; never: they would not{stranded}{rejected}");
    format!("{}{}", sheet.text(2, width), paragraph("  ", &format!("{more}{why}. Reasons: {command}"), width))
}

fn files(record: &Record, place: Option<Whereabouts<'_>>, width: usize) -> String {
    let Some(place) = place else {
        return paragraph("", &format!("Plan {}, roomblock {}.", record.plan, record.tool.version), width);
    };
    let rosters =
        if place.rosters { format!(", its rooming lists in {}/rosters", place.folder) } else { String::new() };
    paragraph("", &format!("Plan {} is in {}{rosters}.", record.plan, place.folder), width)
}

/// Returns the rooms that the plan has and nobody sleeps in, a line for each hotel.
fn spare_lines(record: &Record) -> Vec<String> {
    let spare = record.rooming.iter().flat_map(|rooming| &rooming.spare);
    let line = |(hotel, &rooms): (&String, &u64)| {
        format!(
            "{hotel}: {}; guests who are looked after share with their carers (R4)",
            counted(rooms, "room", "rooms")
        )
    };
    spare.map(line).collect()
}
