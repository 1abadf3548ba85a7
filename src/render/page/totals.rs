//! The plan in a few numbers, and what its reader must know before all else.

use serde::Serialize;

use super::Report;
use crate::explain::ReasonCode;
use crate::render::number::{grouped, percent};

/// Numbers for people.
#[derive(Debug, Serialize)]
pub struct Totals {
    guests: String,
    placed: String,
    /// The share of the guests who are placed; empty where nobody comes.
    share: String,
    unmet: String,
    is_unmet: bool,
    groups: String,
    groups_placed: String,
    hotels: String,
    hotels_used: String,
    room_nights: String,
    rooms: String,
    moved: Option<String>,
    tiers: Vec<Tier>,
    interrupted: bool,
    broken: usize,
    stranded: String,
    rejected_rows: String,
    rejected_groups: String,
    rule_set: Option<String>,
}

/// Guests of one priority.
#[derive(Debug, Serialize)]
struct Tier {
    priority: u32,
    guests: String,
    placed: String,
    unmet: String,
}

/// Returns a count, empty for none.
fn some(count: u64) -> String {
    if count == 0 { String::new() } else { grouped(count) }
}

/// Returns the totals of a plan.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a share for showing; the counts stand beside it")]
pub fn totals(report: &Report<'_>) -> Totals {
    let record = report.record;
    let totals = &record.totals;
    let stranded = record.unmet.iter().filter(|entry| entry.reason_code == ReasonCode::Stranded);
    let tier = |tier: &crate::render::record::Tier| Tier {
        priority: tier.priority,
        guests: grouped(tier.guests),
        placed: grouped(tier.placed),
        unmet: grouped(tier.guests - tier.placed.min(tier.guests)),
    };
    let moved = |moves: &Vec<_>| {
        grouped(moves.iter().map(|one: &crate::render::record::Moved| u64::from(one.guests)).sum::<u64>())
    };
    let share = totals.placed as f64 / totals.guests.max(1) as f64;
    let share = if totals.unmet > 0 { share.min(0.9999) } else { share };
    Totals {
        guests: grouped(totals.guests),
        placed: grouped(totals.placed),
        share: if totals.guests == 0 { String::new() } else { percent(share) },
        unmet: grouped(totals.unmet),
        is_unmet: totals.unmet > 0,
        groups: grouped(totals.groups),
        groups_placed: grouped(totals.groups_placed),
        hotels: grouped(totals.hotels),
        hotels_used: grouped(totals.hotels_used),
        room_nights: grouped(totals.room_nights),
        rooms: grouped(totals.rooms),
        moved: record.moves.as_ref().map(moved),
        tiers: if record.tiers.len() > 1 { record.tiers.iter().map(tier).collect() } else { Vec::new() },
        interrupted: record.interrupted,
        broken: record.findings.len(),
        stranded: some(stranded.map(|entry| u64::from(entry.guests)).sum()),
        rejected_rows: some(record.rejects.len() as u64),
        rejected_groups: some(record.groups_rejected.len() as u64),
        rule_set: record.rule_set.clone(),
    }
}
