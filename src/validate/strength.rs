//! How strongly rules hold, with the names of waivers resolved.

use super::ledger::{Ledger, seen_from};
use super::relation::Known;
use crate::diagnostic::{Code, Place};
use crate::domain::{Rule, Strength, Strengths, Waiver};
use crate::read::Policy;
use crate::read::policy::WaiverRow;

/// Returns the strength of every rule: what the policy says, else the default of the catalogue.
pub fn strengths(policy: &Policy) -> Strengths {
    let mut strengths = Strengths::default();
    for (&rule, &strength) in &policy.strengths {
        strengths.set(rule, strength);
    }
    strengths
}

/// Tells whether a rule is off in a hotel, by its name: everywhere, or by a waiver.
pub fn is_off_in(policy: &Policy, rule: Rule, hotel: &str) -> bool {
    let is_waived = |row: &WaiverRow| row.rule == rule && row.group.is_none() && row.hotel.as_deref() == Some(hotel);
    policy.strengths.get(&rule) == Some(&Strength::Off) || policy.waivers.iter().any(is_waived)
}

/// Returns the waivers, in the order of the policy. One for a group that was cancelled waives nothing.
pub fn waivers(policy: &Policy, known: &mut Known<'_, '_>, ledger: &mut Ledger) -> Vec<Waiver> {
    let mut waivers: Vec<Waiver> = Vec::new();
    for row in &policy.waivers {
        if row.group.as_ref().is_some_and(|group| known.cancelled.contains(group)) {
            continue;
        }
        let Some(waiver) = resolved(row, known, ledger) else { continue };
        let is_same =
            |other: &&Waiver| (other.rule, other.group, other.hotel) == (waiver.rule, waiver.group, waiver.hotel);
        match waivers.iter().find(is_same) {
            Some(first) => say_twice(&waiver.place, &first.place, ledger),
            None => waivers.push(waiver),
        }
    }
    waivers
}

/// Returns a waiver with its names resolved; none where one is unknown, which is said.
fn resolved(row: &WaiverRow, known: &mut Known<'_, '_>, ledger: &mut Ledger) -> Option<Waiver> {
    let group = row.group.as_ref().map(|name| known.groups.resolve(ledger, &row.place, "group", name));
    let hotel = row.hotel.as_ref().map(|name| known.hotels.resolve(ledger, &row.place, "hotel", name));
    Some(Waiver {
        rule: row.rule,
        group: group.map_or(Some(None), |found| found.map(Some))?,
        hotel: hotel.map_or(Some(None), |found| found.map(Some))?,
        by: row.by.clone(),
        at: row.at,
        reason: row.reason.clone(),
        place: row.place.clone(),
    })
}

fn say_twice(here: &Place, first: &Place, ledger: &mut Ledger) {
    let message = format!("{} waives the same rule for the same", seen_from(here, first));
    ledger.say(Code::Duplicate, here, "", message, "keep one of the two, with whoever answers for it");
}
