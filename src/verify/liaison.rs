//! Judges which officer is in which hotel (R44), from the allocation alone.

use std::collections::{BTreeMap, BTreeSet};

use super::breach::{Breach, Fault, Judged};
use super::finding::Finding;
use super::plan::counted;
use crate::domain::{Allocation, Instance, Rule, Strength};

/// The rules that are judged among officers alone, after the allocation.
pub const RULES: [u8; 1] = [44];

/// What judging postings found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LiaisonVerdict {
    /// What is wrong with the postings themselves.
    pub findings: Vec<Finding>,
    /// Hotels with more guests than their officers look after, by position, with the guests without one: breaches.
    pub without: Vec<(usize, u64)>,
}

impl LiaisonVerdict {
    /// Returns the guests without an officer as breaches. They are no part of the level of breaches: officers are sent after
    /// the allocation, whatever that is.
    #[must_use]
    pub fn breaches(&self, instance: &Instance) -> Vec<Breach> {
        let breach = |&(at, guests): &(usize, u64)| {
            let hotel = &instance.hotels[at];
            let message = format!("{} of {} have no officer.", counted(guests, "guest"), hotel.id);
            let mut judged = Judged::default();
            judged.judge(instance.strength_in(Rule::R44, at), Fault::new(Rule::R44, guests, message).at(hotel));
            judged.breaches.pop()
        };
        self.without.iter().filter_map(breach).collect()
    }
}

/// R44. Every officer is in one hotel that has guests, and in the one that was named; counts the guests of each hotel, on its
/// fullest night, beyond `guests_per_liaison` for each of its officers.
#[must_use]
pub fn r44_liaison(instance: &Instance, allocation: &Allocation, posted: &[(usize, usize)]) -> LiaisonVerdict {
    let mut verdict = LiaisonVerdict::default();
    let by_night = guests_by_night(instance, allocation);
    let mut seen = BTreeSet::new();
    for &(officer, hotel) in posted {
        let (Some(who), Some(house)) = (instance.people.officers.get(officer), instance.hotels.get(hotel)) else {
            continue;
        };
        let mut say = |message: String| verdict.findings.push(Finding::about_hotel(44, house, message));
        if !seen.insert(officer) {
            say(format!("Officer {} is in two hotels.", who.id));
        }
        if !by_night.contains_key(&hotel) {
            say(format!("Officer {} is in {}, which has no guests.", who.id, house.id));
        }
        let is_named = who.hotel.is_none_or(|named| named == hotel || !by_night.contains_key(&named));
        if !is_named && who.hotel.is_some_and(|named| instance.strength_in(Rule::R44, named) != Strength::Off) {
            say(format!("Officer {} is in {}, and was sent elsewhere.", who.id, house.id));
        }
    }
    for (&hotel, nights) in &by_night {
        if instance.strength_in(Rule::R44, hotel) == Strength::Off {
            continue;
        }
        let officers = posted.iter().filter(|&&(_, at)| at == hotel).count() as u64;
        let most = nights.values().copied().max().unwrap_or(0);
        let without = most.saturating_sub(officers * u64::from(instance.rules.guests_per_liaison));
        if without > 0 {
            verdict.without.push((hotel, without));
        }
    }
    verdict
}

/// Judges postings by name, also those edited by hand: who names what the case does not have is a finding (rule 0).
#[must_use]
pub fn postings(instance: &Instance, allocation: &Allocation, rows: &[(String, String)]) -> LiaisonVerdict {
    let mut posted = Vec::with_capacity(rows.len());
    let mut unknown = Vec::new();
    for (name, hotel) in rows {
        let officer = instance.people.officers.iter().position(|officer| officer.id == *name);
        match officer.zip(instance.hotel(hotel)) {
            Some(posting) => posted.push(posting),
            None => unknown.push(Finding {
                rule: 0,
                group: None,
                hotel: Some(hotel.clone()),
                message: format!("Officer {name} is in {hotel}, and the case does not have both."),
            }),
        }
    }
    let mut verdict = r44_liaison(instance, allocation, &posted);
    verdict.findings.extend(unknown);
    verdict
}

/// Returns the guests of each hotel on each night on which it has some.
fn guests_by_night(instance: &Instance, allocation: &Allocation) -> BTreeMap<usize, BTreeMap<u32, u64>> {
    let mut by_night: BTreeMap<usize, BTreeMap<u32, u64>> = BTreeMap::new();
    for row in allocation.rows.iter().filter(|row| row.guests > 0) {
        let (Some(hotel), Some(group)) = (instance.hotel(row.hotel.as_str()), instance.group(row.group.as_str()))
        else {
            continue;
        };
        for night in instance.groups[group].stay.nights() {
            *by_night.entry(hotel).or_default().entry(night).or_default() += u64::from(row.guests);
        }
    }
    by_night
}
