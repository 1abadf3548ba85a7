//! Soft rules that a plan breaks, and waivers: `breaches.csv`, and their part of pages.

use std::io::{self, Write};

use super::record::{Breach, Known, Record, WaivedLevel, Waiver};
use super::table::{TableWriter, inert};

/// Breaches that a page lists; the table has all.
const LISTED_MOST: usize = 12;

/// Writes `breaches.csv`: every breach, and below them what waivers let through, with who waived it.
///
/// # Errors
/// When the writer fails.
pub fn breaches(record: &Record, out: &mut dyn Write) -> io::Result<()> {
    let headings = ["rule", "name", "groups", "hotel", "wing", "night", "amount", "unit", "cost", "waived_by", "what"];
    let mut table = TableWriter::new(out, &headings)?;
    let plain = record.breaches.iter().map(|breach| (breach, String::new()));
    let waived = record.waivers.iter().flat_map(|waiver| waiver.allowed.iter().map(|breach| (breach, who(waiver))));
    for (breach, waived_by) in plain.chain(waived) {
        table.row(&[
            breach.rule.clone(),
            breach.name.clone(),
            inert(&breach.groups.join(";")),
            inert(breach.hotel.as_deref().unwrap_or_default()),
            inert(breach.wing.as_deref().unwrap_or_default()),
            breach.night.clone().unwrap_or_default(),
            breach.amount.clone(),
            breach.unit.clone(),
            breach.cost.clone(),
            inert(&waived_by),
            inert(&breach.message),
        ])?;
    }
    table.finish()
}

/// Who waived a rule, when, and why.
fn who(waiver: &Waiver) -> String {
    format!("{}, {}: {}", waiver.by, waiver.at, waiver.reason)
}

/// Returns what a page says of soft rules that are broken, a line each; of many the first, and how many more there are.
#[must_use]
pub fn breach_lines(breaches: &[Breach]) -> Vec<String> {
    let mut lines: Vec<String> = breaches.iter().take(LISTED_MOST).map(sentence).collect();
    if breaches.len() > LISTED_MOST {
        lines.push(format!("{} more are in breaches.csv", breaches.len() - LISTED_MOST));
    }
    lines
}

/// Returns what a page says of waivers, a line each: whom they are for, who answers for them, and what they let through.
#[must_use]
pub fn waiver_lines(waivers: &[Waiver]) -> Vec<String> {
    let line = |waiver: &Waiver| {
        let whom = match (&waiver.group, &waiver.hotel) {
            (Some(group), Some(hotel)) => format!("{group} in {hotel}"),
            (one, other) => one.as_ref().or(other.as_ref()).cloned().unwrap_or_default(),
        };
        let allowed = match waiver.allowed.as_slice() {
            [] => "nothing in this plan needs it".to_owned(),
            [only] => format!("it let through: {}", sentence(only)),
            [first, rest @ ..] => format!("it let through: {} and {} more", sentence(first), rest.len()),
        };
        format!("{} ({}) for {whom}: {}; {allowed}; {}", waiver.rule, waiver.name, who(waiver), cost(waiver))
    };
    waivers.iter().map(line).collect()
}

/// A breach in one sentence, with what it counts and weighs.
fn sentence(breach: &Breach) -> String {
    let weighs = if breach.cost == "0" { String::new() } else { format!(", weighs {}", breach.cost) };
    format!("{}: {} ({} x {}{weighs})", breach.rule, breach.message.trim_end_matches('.'), breach.amount, breach.unit)
}

/// Returns what a page says of the best plan without a waiver.
fn cost(waiver: &Waiver) -> String {
    let found = match waiver.known {
        Known::NoPlan => return "without it there is no plan".to_owned(),
        Known::Unknown => return "what the best plan without it costs was not found out".to_owned(),
        Known::Proven => "",
        Known::Found => " (the best found in the time, not proved)",
    };
    if waiver.levels.is_empty() {
        return format!("without it no level is worse{found}");
    }
    let level = |level: &WaivedLevel| format!("{} {} instead of {}", level.name, level.without, level.with);
    let levels: Vec<String> = waiver.levels.iter().map(level).collect();
    format!("without it {}{found}", levels.join(", "))
}
