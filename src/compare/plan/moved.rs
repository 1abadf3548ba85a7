//! Who is somewhere else in the second plan than in the first, from where to where, and what that is for.
//!
//! What a move is for is what `explain` finds: what would break, or which level would lose, if the group went back to
//! its rooms of the first plan while everybody else stays where the second one has them.

use std::collections::BTreeMap;

use super::super::both::Both;
use super::side::{OfGroup, Place, Side};
use crate::domain::{Allocation, Instance, LevelName, Mode, Previous};
use crate::explain::{self, Move, MoveCode};
use crate::verify;

/// What becomes of guests between two plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// They are in another hotel.
    Moved,
    /// They are in other rooms of the same hotel.
    OtherRooms,
    /// They have a room only in the second plan.
    Placed,
    /// They have a room only in the first plan, and should have one in the second.
    Lost,
    /// They have a room only in the second plan; they do not come in the case of the first.
    Joined,
    /// They have a room only in the first plan; they do not come in the case of the second.
    Gone,
}

impl Kind {
    /// Returns its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::OtherRooms => "other_rooms",
            Self::Placed => "placed",
            Self::Lost => "lost",
            Self::Joined => "joined",
            Self::Gone => "gone",
        }
    }
}

/// Guests of one group who are not where the first plan has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The group.
    pub group: String,
    /// What becomes of them.
    pub kind: Kind,
    /// How many guests.
    pub guests: u64,
    /// Their hotel in the first plan; none where they have no room there.
    pub from: Option<String>,
    /// Their hotel in the second plan; none where they have no room there.
    pub to: Option<String>,
    /// The kind of the reason, where the second plan was asked for it.
    pub code: Option<MoveCode>,
    /// The level at which the second plan would lose if they went back, if it is one.
    pub level: Option<String>,
    /// What it is for, in one clause; empty where nothing was asked.
    pub why: String,
}

/// Returns every step between two plans, by group.
pub(super) fn steps(a: &Side<'_>, b: &Side<'_>, groups: &BTreeMap<String, Both<OfGroup>>) -> Vec<Step> {
    let mut reasons: BTreeMap<&str, Vec<Move>> = BTreeMap::new();
    if a.allocation.rows != b.allocation.rows {
        for reason in reasons_in(a, b) {
            reasons.entry(b.instance.groups[reason.group].id.as_str()).or_default().push(reason);
        }
    }
    let changed = groups.iter().filter(|(_, both)| both.a.places != both.b.places);
    let of_group = |(group, both): (&String, &Both<OfGroup>)| {
        let moves = reasons.get(group.as_str()).map_or(&[][..], Vec::as_slice);
        of_group(group, both, moves)
    };
    changed.flat_map(of_group).collect()
}

/// Returns the moves within a group: those with a reason, then who came in and who dropped out, then other rooms.
fn of_group(group: &str, both: &Both<OfGroup>, moves: &[Move]) -> Vec<Step> {
    let (mut before, mut now) = (both.a.by_hotel(), both.b.by_hotel());
    let step = |kind, guests, from: Option<&str>, to: Option<&str>| Step {
        group: group.to_owned(),
        kind,
        guests,
        from: from.map(str::to_owned),
        to: to.map(str::to_owned),
        code: None,
        level: None,
        why: String::new(),
    };
    let mut steps = Vec::new();
    for one in moves {
        let kind = if one.to.is_some() { Kind::Moved } else { Kind::Lost };
        let guests = u64::from(one.guests);
        take(&mut before, &one.from, guests);
        one.to.iter().for_each(|to| take(&mut now, to, guests));
        let plain = step(kind, guests, Some(&one.from), one.to.as_deref());
        steps.push(Step { code: Some(one.code), level: one.level.clone(), why: one.why.clone(), ..plain });
    }
    let hotels: Vec<&str> = both.a.places.keys().chain(both.b.places.keys()).map(String::as_str).collect();
    for hotel in distinct(hotels) {
        let (had, has) = (before.get(hotel).copied().unwrap_or(0), now.get(hotel).copied().unwrap_or(0));
        if had > has {
            // Who still comes and has no room any more is among the moves.
            steps.push(step(Kind::Gone, had - has, Some(hotel), None));
        } else if has > had {
            let kind = if both.a.comes && both.a.placed < both.a.guests { Kind::Placed } else { Kind::Joined };
            steps.push(step(kind, has - had, None, Some(hotel)));
        }
        if let Some((one, other)) = both.a.places.get(hotel).zip(both.b.places.get(hotel))
            && one != other
            && both.a.by_hotel().get(hotel) == both.b.by_hotel().get(hotel)
        {
            let why = format!("{} instead of {}", listed(other), listed(one));
            let guests = one.iter().map(|place| u64::from(place.guests)).sum();
            steps.push(Step { why, ..step(Kind::OtherRooms, guests, Some(hotel), Some(hotel)) });
        }
    }
    steps
}

fn distinct(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names.dedup();
    names
}

fn take(guests: &mut BTreeMap<&str, u64>, hotel: &str, count: u64) {
    if let Some(left) = guests.get_mut(hotel) {
        *left = left.saturating_sub(count);
    }
}

/// Returns rooms in words: `3 twin, 2 any in wing A`.
fn listed(places: &[Place]) -> String {
    let one = |place: &Place| {
        let wing = if place.wing.is_empty() { String::new() } else { format!(" in wing {}", place.wing) };
        let sex = place.sex.map_or_else(String::new, |sex| format!(" for {}", sex.as_str()));
        format!("{} {}{wing}{sex}", place.rooms, place.room_type)
    };
    places.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// Asks the second plan why its guests are not where the first one has them: the second case with the first plan as the
/// plan before it, in which nobody has to stay and nobody's moving is priced.
fn reasons_in(a: &Side<'_>, b: &Side<'_>) -> Vec<Move> {
    let comes = |row: &&crate::domain::AllocationRow| b.instance.group(row.group.as_str()).is_some();
    let rows = a.allocation.rows.iter().filter(comes).cloned().collect();
    let mut instance: Instance =
        Instance { previous: Some(Previous { rows, ..Previous::default() }), ..b.instance.clone() };
    match &mut instance.objective.mode {
        Mode::Lexicographic { order, .. } => order.retain(|&level| level != LevelName::Moves),
        Mode::Weighted(weights) => drop(weights.remove(&LevelName::Moves)),
    }
    let allocation: &Allocation = b.allocation;
    let verdict = verify::verify(&instance, allocation);
    explain::moves(&instance, allocation, &verdict)
}
