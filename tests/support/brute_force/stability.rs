//! Where groups were: R32, R33 and the level of moves, as plain loops.

use std::collections::BTreeMap;

use roomblock::domain::{AllocationRow, GroupStatus, Instance, PinRelation, Rule, Sharing, Strength};

use super::Row;

/// The rows of the plan before for a group.
fn before(case: &Instance, group: usize) -> Vec<&AllocationRow> {
    let Some(previous) = &case.previous else { return Vec::new() };
    previous.rows.iter().filter(|row| row.group == case.groups[group].id).collect()
}

fn guests_before(case: &Instance, group: usize) -> u32 {
    before(case, group).iter().map(|row| row.guests).sum()
}

fn guests_before_at(case: &Instance, group: usize, hotel: usize) -> u32 {
    before(case, group).iter().filter(|row| row.hotel == case.hotels[hotel].id).map(|row| row.guests).sum()
}

/// Rooms and guests that a group had in a pool; none where it had none.
fn had(case: &Instance, group: usize, hotel: usize, pool: usize) -> Option<(u32, u32)> {
    let of = &case.hotels[hotel].pools[pool];
    let mut sum = None;
    for row in before(case, group) {
        if row.hotel == case.hotels[hotel].id && row.wing == of.wing && row.room_type == of.room_type {
            let (rooms, guests) = sum.unwrap_or((0, 0));
            sum = Some((rooms + row.rooms, guests + row.guests));
        }
    }
    sum
}

fn joined(case: &Instance, group: usize) -> u32 {
    case.groups[group].guests.saturating_sub(guests_before(case, group))
}

/// Whether a group stays where it was.
pub fn stays(case: &Instance, group: usize) -> bool {
    let kept = case.previous.as_ref().is_some_and(|previous| previous.kept.contains_key(&group));
    kept && !before(case, group).is_empty()
}

/// The tier of a group: before all others that of those who stay.
pub fn tier(case: &Instance, group: usize) -> u32 {
    if stays(case, group) { 0 } else { case.groups[group].priority }
}

/// R32: whether a group that stays is at home in a hotel: then nobody asks whether that suits it.
pub fn at_home(case: &Instance, group: usize, hotel: usize) -> bool {
    stays(case, group) && guests_before_at(case, group, hotel) > 0
}

/// R32: whether it is at home in a pool.
pub fn at_home_in(case: &Instance, group: usize, hotel: usize, pool: usize) -> bool {
    stays(case, group) && had(case, group, hotel, pool).is_some()
}

/// R32, R33: whether a group may be in a pool at all, seen from the plan before.
pub fn may_go(case: &Instance, group: usize, hotel: usize, pool: usize) -> bool {
    if stays(case, group) && joined(case, group) == 0 && had(case, group, hotel, pool).is_none() {
        return false;
    }
    let pinned = case
        .pins
        .iter()
        .any(|pin| pin.group == group && pin.hotel == hotel && matches!(pin.relation, PinRelation::Must(_)));
    let is_on = case.strength_at(Rule::R33, group, Some(hotel)) != Strength::Off;
    pinned || at_home(case, group, hotel) || !is_on || !is_frozen(case, group, hotel)
}

/// R33: whether a hotel is frozen on a night that a group sleeps.
fn is_frozen(case: &Instance, group: usize, hotel: usize) -> bool {
    let (Some(day), Some(first)) = (case.hotels[hotel].case_on, case.calendar.first) else {
        return case.hotels[hotel].case_on.is_some();
    };
    let from = day.signed_duration_since(first).num_days();
    let stay = case.groups[group].stay;
    (stay.arrive..stay.depart).any(|night| {
        let since = i64::from(night) - from;
        0 <= since && since < i64::from(case.rules.freeze_nights)
    })
}

/// R32: whether the guests of a group that stays are where they were, but for those who joined it.
pub fn keeps_still(case: &Instance, group: usize, rows: &[Row]) -> bool {
    if !stays(case, group) {
        return true;
    }
    let joined = joined(case, group);
    let no_more_rooms = rows.iter().all(|row| {
        let Some((rooms, guests)) = had(case, group, row.hotel, row.pool) else { return false };
        match case.groups[group].sharing {
            // Counts do not say whose room was whose: any of the kinds that the group had.
            Sharing::SameSex => true,
            // Beds are counted in rooms rounded up: as many as its guests there would need now.
            Sharing::Bed => row.rooms <= rooms.max(guests.div_ceil(beds(case, row))),
            _ => row.rooms <= rooms,
        }
    });
    elsewhere(case, group, rows) <= joined && (joined > 0 || no_more_rooms)
}

/// The beds of a room of a row: the fewest over the nights of the stay.
fn beds(case: &Instance, row: &Row) -> u32 {
    let stay = case.groups[row.group].stay;
    let pool = &case.hotels[row.hotel].pools[row.pool];
    let offers = (stay.arrive..stay.depart).filter_map(|night| pool.offer(night));
    offers.map(|offer| offer.guests_max).min().unwrap_or(1)
}

/// Guests of a group beyond those who were in each hotel.
fn elsewhere(case: &Instance, group: usize, rows: &[Row]) -> u32 {
    let mut now: BTreeMap<usize, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.group == group) {
        *now.entry(row.hotel).or_default() += row.guests;
    }
    now.iter().map(|(&hotel, &guests)| guests.saturating_sub(guests_before_at(case, group, hotel))).sum()
}

/// The level of moves: of the groups before `decided` also those without a room count.
pub fn moves(case: &Instance, decided: usize, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let mut sum = 0;
    for (at, group) in case.groups.iter().enumerate() {
        if before(case, at).is_empty() || stays(case, at) {
            continue;
        }
        let weight = match group.status {
            GroupStatus::Expected => case.rules.moves.expected,
            GroupStatus::Confirmed | GroupStatus::Arrived => case.rules.moves.confirmed,
        };
        let placed: u32 = rows.iter().filter(|row| row.group == at).map(|row| row.guests).sum();
        let without = if at < decided { group.guests.saturating_sub(placed) } else { 0 };
        sum += price(weight.0, 1_000_000_000) * i128::from(elsewhere(case, at, rows) + without);
    }
    sum
}
