//! The part of `plan.json` that speaks of who sleeps in which room. Guests by name are in `rooming.csv` and `unkept.csv` alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::domain::{self, Allocation, Instance, Sharing};
use crate::service::liaison::Posting;
use crate::verify::{LiaisonVerdict, RoomingVerdict};

/// A rooming in a few numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rooming {
    /// Guests by name who have a room.
    pub named: u64,
    /// Guests without names who have a room.
    pub unnamed: u64,
    /// Rooms in use, each counted for everybody who shares it.
    pub rooms: u64,
    /// Those of them whose number on the door is known.
    pub numbered: u64,
    /// Rooms that the plan has and nobody sleeps in, by hotel: who is looked after shares with the carer (R4). They can be given back.
    pub spare: BTreeMap<String, u64>,
    /// Hotels in which, with these guests there, fewer wishes might be refused: the search was ended before it was sure.
    pub unproven: Vec<String>,
    /// Wishes and needs that are not kept, by rule; `unkept.csv` names them.
    pub unkept: BTreeMap<String, u64>,
}

/// Returns a rooming in a few numbers.
#[must_use]
pub fn rooming(
    instance: &Instance,
    allocation: &Allocation,
    rooming: &domain::Rooming,
    verdict: &RoomingVerdict,
) -> Rooming {
    let rows = &rooming.rows;
    let guests = |is_named: bool| {
        rows.iter().filter(|row| row.guest.is_empty() != is_named).map(|row| u64::from(row.guests)).sum()
    };
    let rooms: BTreeSet<(&str, u32, bool)> =
        rows.iter().map(|row| (row.hotel.as_str(), row.nth, !row.room.is_empty())).collect();
    let mut unkept: BTreeMap<String, u64> = BTreeMap::new();
    for refused in &verdict.unkept {
        *unkept.entry(format!("R{}", refused.rule)).or_default() += 1;
    }
    Rooming {
        named: guests(true),
        unnamed: guests(false),
        rooms: rooms.len() as u64,
        numbered: rooms.iter().filter(|(.., is_numbered)| *is_numbered).count() as u64,
        spare: spare(instance, allocation, rooming),
        unproven: rooming.unproven.iter().map(|&hotel| instance.hotels[hotel].id.to_string()).collect(),
        unkept,
    }
}

/// Counts the rooms of a plan in which nobody sleeps, by hotel. Rooms shared by the bed are left out: several groups have them.
fn spare(instance: &Instance, allocation: &Allocation, rooming: &domain::Rooming) -> BTreeMap<String, u64> {
    let has_rooms = |group: &str| {
        let of = instance.group(group).map(|group| instance.groups[group].sharing);
        of.is_some_and(|sharing| sharing != Sharing::Bed)
    };
    let mut spare: BTreeMap<String, u64> = BTreeMap::new();
    for row in allocation.rows.iter().filter(|row| has_rooms(row.group.as_str())) {
        *spare.entry(row.hotel.to_string()).or_default() += u64::from(row.rooms);
    }
    let slept = rooming.rows.iter().filter(|row| has_rooms(row.group.as_str()));
    for (hotel, _) in slept.map(|row| (row.hotel.as_str(), row.nth)).collect::<BTreeSet<_>>() {
        if let Some(rooms) = spare.get_mut(hotel) {
            *rooms = rooms.saturating_sub(1);
        }
    }
    spare.retain(|_, rooms| *rooms > 0);
    spare
}

/// The officers in a few numbers (R44).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Liaison {
    /// Officers who are in hotels.
    pub officers: u64,
    /// Hotels that have one.
    pub hotels: u64,
    /// Guests beyond those whom the officers of their hotels look after.
    pub guests_without: u64,
    /// The hotels of these guests.
    pub short: Vec<String>,
}

/// Returns the officers in a few numbers.
#[must_use]
pub fn liaison(instance: &Instance, postings: &[Posting], verdict: &LiaisonVerdict) -> Liaison {
    let hotels: BTreeSet<usize> = postings.iter().map(|posting| posting.hotel).collect();
    Liaison {
        officers: postings.len() as u64,
        hotels: hotels.len() as u64,
        guests_without: verdict.without.iter().map(|&(_, guests)| guests).sum(),
        short: verdict.without.iter().map(|&(hotel, _)| instance.hotels[hotel].id.to_string()).collect(),
    }
}
