//! The parts of `plan.json` that speak of the plan itself: its rows, its totals, and who is not placed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Moved, Tier, Totals};
use crate::domain::{Allocation, Instance, Sex};
use crate::explain::Move;

/// A row of the plan: the columns of `allocation.csv` that decide something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of allocation.csv")]
pub struct Row {
    pub group: String,
    pub hotel: String,
    pub wing: String,
    pub room_type: String,
    pub sex: Option<String>,
    pub rooms: u32,
    pub guests: u32,
    pub arrive: Option<String>,
    pub depart: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub depart_open: bool,
}

/// Returns the rows of a plan.
#[must_use]
pub fn rows(instance: &Instance, allocation: &Allocation) -> Vec<Row> {
    let date = |night: u32| instance.calendar.date(night).map(|_| instance.calendar.text(night));
    let rows = allocation.rows.iter().map(|row| {
        let group = instance.group(row.group.as_str()).map(|group| &instance.groups[group]);
        let stay = group.map(|group| group.stay);
        Row {
            group: row.group.to_string(),
            hotel: row.hotel.to_string(),
            wing: row.wing.clone(),
            room_type: row.room_type.clone(),
            sex: row.sex.map(|sex: Sex| sex.as_str().to_owned()),
            rooms: row.rooms,
            guests: row.guests,
            arrive: stay.and_then(|stay| date(stay.arrive)),
            depart: stay.and_then(|stay| date(stay.depart)),
            depart_open: group.is_some_and(|group| group.departs_open),
        }
    });
    rows.collect()
}

/// Returns the moves of a plan; none where there was no plan before it.
#[must_use]
pub fn moves(instance: &Instance, moves: &[Move]) -> Option<Vec<Moved>> {
    instance.previous.as_ref()?;
    let all = moves.iter().map(|one| {
        let group = &instance.groups[one.group];
        Moved {
            group: group.id.to_string(),
            status: crate::render::case::status(group.status).to_owned(),
            guests: one.guests,
            from: one.from.clone(),
            to: one.to.clone(),
            code: one.code,
            why: one.why.clone(),
            values: one.values.clone(),
        }
    });
    Some(all.collect())
}

/// Returns a plan in a few numbers.
#[must_use]
pub fn totals(instance: &Instance, allocation: &Allocation, unmet: &[(usize, u32)]) -> Totals {
    let (groups, guests) = instance.comers();
    let left_out = instance.left_out(unmet);
    let missing: u64 = left_out.values().map(|&guests| u64::from(guests)).sum();
    let nights = |group: &str| instance.group(group).map_or(0, |group| instance.groups[group].stay.n_nights());
    let room_nights = allocation.rows.iter().map(|row| u64::from(row.rooms) * u64::from(nights(row.group.as_str())));
    Totals {
        groups,
        groups_placed: groups - left_out.len() as u64,
        guests,
        placed: guests - missing,
        unmet: missing,
        hotels: instance.hotels.len() as u64,
        hotels_used: crate::render::plan_table::hotels_used(instance, allocation).len() as u64,
        rooms: allocation.rows.iter().map(|row| u64::from(row.rooms)).sum(),
        room_nights: room_nights.sum(),
    }
}

/// Returns the guests by priority, most urgent first.
#[must_use]
pub fn tiers(instance: &Instance, unmet: &[(usize, u32)]) -> Vec<Tier> {
    let mut tiers: BTreeMap<u32, Tier> = BTreeMap::new();
    for (at, group) in instance.groups.iter().enumerate().filter(|(_, group)| group.continues.is_none()) {
        let priority = instance.tier(at);
        let tier = tiers.entry(priority).or_insert(Tier { priority, guests: 0, placed: 0 });
        tier.guests += u64::from(group.guests);
        tier.placed += u64::from(group.guests);
    }
    for (group, guests) in instance.left_out(unmet) {
        if let Some(tier) = tiers.get_mut(&instance.tier(group)) {
            tier.placed -= u64::from(guests);
        }
    }
    tiers.into_values().collect()
}
