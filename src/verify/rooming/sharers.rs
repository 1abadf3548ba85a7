//! Who shares a room with whom: R3, R4, R5, R6, R7.

use std::collections::BTreeSet;

use super::{House, Sleeper};
use crate::domain::people::CHRONIC;
use crate::domain::{Guest, Rule, Sharing, Strength};
use crate::verify::finding::Finding;

/// Judges every room: who its guests are, and how many.
pub(super) fn who_shares(house: &House<'_>, findings: &mut Vec<Finding>) {
    for (nth, sleepers) in house.rooms() {
        let Some(&first) = sleepers.first() else { continue };
        let called = house.called(nth, first);
        let mut say = |rule: u8, message: String| {
            findings.push(Finding::about_both(rule, house.group(first), house.hotel(first), message));
        };
        if sleepers.iter().any(|other| (other.pool, &other.row.room) != (first.pool, &first.row.room)) {
            say(7, format!("Guests share {called}, and are in rooms of different numbers or kinds."));
        }
        if let Some(message) = r6_strangers(house, &sleepers, &called) {
            say(6, message);
        }
        if let Some((rule, message)) = r3_r5_sharing(house, &sleepers, &called) {
            say(rule, message);
        }
        if let Some(message) = r7_guests_max(house, &sleepers, &called) {
            say(7, message);
        }
    }
}

/// R6. Guests of different groups share a room by the bed alone, within one class.
fn r6_strangers(house: &House<'_>, sleepers: &[&Sleeper<'_>], called: &str) -> Option<String> {
    let groups: BTreeSet<usize> = sleepers.iter().map(|sleeper| sleeper.group).collect();
    let groups: Vec<_> = groups.into_iter().map(|group| &house.instance.groups[group]).collect();
    let is_by_bed = groups.iter().all(|group| group.sharing == Sharing::Bed);
    let is_one_class = groups.windows(2).all(|pair| pair[0].class == pair[1].class);
    let names: Vec<&str> = groups.iter().map(|group| group.id.as_str()).collect();
    (groups.len() > 1 && !(is_by_bed && is_one_class))
        .then(|| format!("{} share {called}, and are not of one class that shares by the bed.", names.join(" and ")))
}

/// R3, R5. One guest a room, or guests of one known sex; but who is looked after shares with the carer (R4).
fn r3_r5_sharing(house: &House<'_>, sleepers: &[&Sleeper<'_>], called: &str) -> Option<(u8, String)> {
    let guests: u64 = sleepers.iter().map(|sleeper| u64::from(sleeper.row.guests)).sum();
    let sharing = house.group(sleepers.first()?).sharing;
    if guests < 2 || r4_carers(house, sleepers) {
        return None;
    }
    match sharing {
        Sharing::Single => Some((3, format!("{guests} guests share {called}, and each has a room alone."))),
        Sharing::SameSex => {
            let named: Vec<&Guest> = sleepers.iter().filter_map(|sleeper| house.guest(sleeper)).collect();
            let sexes: BTreeSet<_> = named.iter().map(|guest| guest.sex).collect();
            let is_one = sexes.len() <= 1 && !sexes.contains(&None);
            (!is_one).then(|| (5, format!("The guests of {called} are not known to be of one sex.")))
        }
        Sharing::Party | Sharing::Bed => None,
    }
}

/// R4. Everybody in the room has a name, and looks after somebody there who needs it, or is looked after.
fn r4_carers(house: &House<'_>, sleepers: &[&Sleeper<'_>]) -> bool {
    let rules = &house.instance.rules;
    let here: Vec<usize> = sleepers.iter().filter_map(|sleeper| sleeper.guest).collect();
    let is_off = |group: usize| house.instance.strength_at(Rule::R4, group, None) == Strength::Off;
    if here.len() < sleepers.len() || sleepers.iter().any(|sleeper| is_off(sleeper.group)) {
        return false;
    }
    let guests = &house.instance.people.guests;
    let is_fit = |guest: &Guest| {
        let is_grown = guest.age.is_none_or(|age| (rules.minor_age..=rules.carer_age_max).contains(&age));
        is_grown && !guest.needs.contains(CHRONIC)
    };
    // Grows from the first guest along who looks after whom; a room that care alone holds together is reached wholly.
    let cares = |a: usize, b: usize| guests[a].carer_of.contains(&b) && is_fit(&guests[a]);
    let mut reached: BTreeSet<usize> = here.first().copied().into_iter().collect();
    for _ in 0..here.len() {
        let more: Vec<usize> = here
            .iter()
            .copied()
            .filter(|&one| reached.iter().any(|&other| cares(one, other) || cares(other, one)))
            .collect();
        reached.extend(more);
    }
    reached.len() == here.len()
}

/// R7. On no night of their stays more guests than the room holds: by its pool, and by the list of rooms.
fn r7_guests_max(house: &House<'_>, sleepers: &[&Sleeper<'_>], called: &str) -> Option<String> {
    let nights: BTreeSet<u32> = sleepers.iter().flat_map(|sleeper| house.group(sleeper).stay.nights()).collect();
    for night in nights {
        let there = sleepers.iter().filter(|sleeper| house.group(sleeper).stay.covers(night));
        let guests: u64 = there.clone().map(|sleeper| u64::from(sleeper.row.guests)).sum();
        let by_pool = there.filter_map(|sleeper| house.pool(sleeper).offer(night)).map(|offer| offer.guests_max).min();
        let by_door = sleepers.iter().filter_map(|sleeper| house.instance.people.rooms[sleeper.door?].guests_max).min();
        let most = by_pool.into_iter().chain(by_door).min().unwrap_or(u32::MAX);
        if guests > u64::from(most.max(1)) {
            return Some(format!("{guests} guests are in {called}, which holds {most}."));
        }
    }
    None
}
