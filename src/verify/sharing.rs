//! Who shares a room with whom, and in which rooms: R3, R5, R7. Does not count what a hotel has.

use std::collections::BTreeSet;

use super::breach::{Fault, Judged};
use super::finding::Finding;
use super::plan::{Entry, Plan, counted, rooms_of};
use crate::domain::{Group, Rule, Sex, Sharing, Strength};

/// R3. Sharing modes: never more rooms than guests; one guest a room where nobody shares; under `bed` exactly the
/// group's own share, rounded up.
///
/// Too few rooms for guests who share is R7, or R5 for guests of unknown sex.
pub(super) fn r3_sharing(plan: &Plan, judged: &mut Judged) {
    for_rows_and_sums(plan, judged, |entry| {
        let (group, rooms, guests) = (plan.group(entry), entry.rooms, entry.guests);
        let words = format!("{} has {} in {}", group.id, counted(guests, "guest"), rooms_of(plan.pool(entry), rooms));
        if rooms > guests {
            return Some((3, format!("{words}: more rooms than guests.")));
        }
        match group.sharing {
            Sharing::Single if rooms < guests => Some((3, format!("{words}, and each guest has a room alone."))),
            Sharing::Bed => {
                let share = guests.div_ceil(guests_max(plan, entry)?);
                (rooms > share).then(|| (3, format!("{words}; its share by bed is {share}.")))
            }
            _ => None,
        }
    });
}

/// R5. Same sex: only guests of one known sex share under `same_sex`, and only there does a row state a sex.
pub(super) fn r5_same_sex(plan: &Plan, judged: &mut Judged) {
    for_rows_and_sums(plan, judged, |entry| {
        let (group, rooms, guests) = (plan.group(entry), entry.rooms, entry.guests);
        match (group.sharing, entry.sex) {
            (Sharing::SameSex, None) if rooms < guests => {
                let pool = rooms_of(plan.pool(entry), rooms);
                Some((5, format!("{} has {guests} guests of unknown sex in {pool}; each sleeps alone.", group.id)))
            }
            (Sharing::SameSex, _) | (_, None) => None,
            (_, Some(sex)) => Some((5, format!("{} does not share by sex; a row says {}.", group.id, sex.as_str()))),
        }
    });
}

/// R7. Room types and guests a room: only types that the group may use, and never more guests than their rooms hold on
/// any night of the stay.
pub(super) fn r7_room_types_and_guests_max(plan: &Plan, judged: &mut Judged) {
    for entry in &plan.entries {
        let (group, hotel, pool) = (plan.group(entry), plan.hotel(entry), plan.pool(entry));
        let is_new = plan.rooms_kept(entry).is_none();
        let strength = plan.instance.strength_at(Rule::R7, entry.group, Some(entry.hotel));
        let is_of = |types: &BTreeSet<String>| types.iter().any(|one| *one == pool.room_type);
        let wish = &group.asks.room_wish;
        let weight = plan.instance.rules.room_wish_weight;
        if is_new && strength != Strength::Off && weight.0 > 0 && !wish.is_empty() && !is_of(wish) {
            let (guests, types) = (counted(entry.guests, "guest"), wish.iter().map(String::as_str).collect::<Vec<_>>());
            let message = format!(
                "{} has {guests} in {} rooms of {}, and wishes for {}.",
                group.id,
                pool.room_type,
                hotel.id,
                types.join(", ")
            );
            let fault = Fault::new(Rule::R7, entry.guests, message).of(group).at(hotel).in_wing(&pool.wing);
            judged.judge(Strength::Soft(weight), fault);
        }
        if is_new && !is_of(&group.asks.upgrades) && group.room_types.as_ref().is_some_and(|types| !is_of(types)) {
            let message = format!("{} may not use {} rooms, and has some in {}.", group.id, pool.room_type, hotel.id);
            let fault = Fault::new(Rule::R7, entry.guests, message).of(group).at(hotel).in_wing(&pool.wing);
            judged.judge(strength, fault);
        }
    }
    for_rows_and_sums(plan, judged, |entry| {
        let (group, rooms, guests) = (plan.group(entry), entry.rooms, entry.guests);
        if !may_share(group, entry.sex) {
            return None;
        }
        let guests_max = guests_max(plan, entry)?;
        (rooms.saturating_mul(guests_max) < guests).then(|| {
            let pool = rooms_of(plan.pool(entry), rooms);
            (7, format!("{} has {} in {pool}, at most {guests_max} to a room.", group.id, counted(guests, "guest")))
        })
    });
}

/// Tells whether guests of a row may share at all; where they may not, R3 and R5 ask for a room each.
fn may_share(group: &Group, sex: Option<Sex>) -> bool {
    match group.sharing {
        Sharing::Single => false,
        Sharing::SameSex => sex.is_some(),
        Sharing::Party | Sharing::Bed => true,
    }
}

/// Returns the most guests that a room holds: the least over the nights of the stay that are known, and of a group that may
/// be anywhere as many as its class lets it hold; none if no night is known.
fn guests_max(plan: &Plan, entry: &Entry) -> Option<u64> {
    let pool = plan.pool(entry);
    let group = plan.group(entry);
    let offers = group.stay.nights().filter_map(|night| pool.offer(night));
    let held = offers.map(|offer| u64::from(offer.guests_max.max(1))).min()?;
    let asks = group.sharing != Sharing::Bed
        && !plan.stays(entry.group)
        && plan.instance.strength_at(Rule::R7, entry.group, Some(entry.hotel)) != Strength::Off;
    let types_max = &plan.instance.classes[group.class].types_max;
    let told = types_max.iter().find(|(room_type, _)| asks && **room_type == pool.room_type);
    Some(told.map_or(held, |(_, &most)| held.min(u64::from(most.max(1)))))
}

/// Judges each row by itself, and where rows are about the same also their sum, which needs no second finding if a
/// row has one.
fn for_rows_and_sums(plan: &Plan, judged: &mut Judged, judge: impl Fn(&Entry) -> Option<(u8, String)>) {
    let rows = plan.rows.iter().map(|row| &row.entry);
    for entry in rows.chain(&plan.entries) {
        if let Some((rule, message)) = judge(entry) {
            judged.push(Finding::about_both(rule, plan.group(entry), plan.hotel(entry), message));
        }
    }
}
