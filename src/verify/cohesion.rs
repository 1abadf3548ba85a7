//! How many guests of a group are placed, and over how many hotels: R2, R18, R19, R20, R22. The last four
//! are not asked of groups that stay where they were (R32): there is nothing to decide.

use std::collections::{BTreeMap, BTreeSet};

use super::breach::{Fault, Judged};
use super::finding::Finding;
use super::plan::{Plan, counted};
use crate::domain::{Group, Rule, Sex, Sharing, Split};

/// R2. Cover: no more guests are placed than the group has; under `same_sex` no more of each sex.
///
/// Fewer are no finding: they are unmet.
pub(super) fn r2_cover(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        if group.sharing != Sharing::SameSex {
            too_many(group, "guests", plan.placed(at), group.guests, judged);
            continue;
        }
        let placed = |sex: Option<Sex>| {
            plan.of_group(at).iter().filter(|entry| entry.sex == sex).map(|entry| entry.guests).sum::<u64>()
        };
        too_many(group, "men", placed(Some(Sex::Men)), group.men, judged);
        too_many(group, "women", placed(Some(Sex::Women)), group.women, judged);
        let unknown = group.guests.saturating_sub(group.men).saturating_sub(group.women);
        too_many(group, "guests of unknown sex", placed(None), unknown, judged);
    }
}

/// R18. Few hotels: a group is in at most `hotels_max` hotels.
pub(super) fn r18_hotels_max(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        let Split::Hotels { hotels_max: Some(hotels_max), .. } = group.split else { continue };
        if plan.stays(at) {
            continue;
        }
        let n_hotels = plan.guests_by_hotel(at).len() as u64;
        if n_hotels > u64::from(hotels_max) {
            let message = format!("{} is in {n_hotels} hotels, at most {hotels_max} allowed.", group.id);
            let fault = Fault::new(Rule::R18, n_hotels - u64::from(hotels_max), message).of(group);
            judged.judge(plan.instance.strength_at(Rule::R18, at, None), fault);
        }
    }
}

/// R19. Never split: the whole group is in one hotel, or nobody of it is placed.
pub(super) fn r19_never_split(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        let (guests, placed) = (plan.guests_by_hotel(at), plan.placed(at));
        if group.split != Split::Never || guests.is_empty() || plan.stays(at) {
            continue;
        }
        let message = if guests.len() > 1 {
            format!("{} must not be split, and is in {} hotels.", group.id, guests.len())
        } else if placed < u64::from(group.guests) {
            format!("{} must not be split; {placed} of {} guests are placed.", group.id, group.guests)
        } else {
            continue;
        };
        let strength = plan.instance.strength_at(Rule::R19, at, None);
        judged.judge(strength, Fault::new(Rule::R19, 1, message).of(group));
    }
}

/// R20. Smallest chunk: in every hotel it uses, a group has at least `chunk_min` guests.
pub(super) fn r20_chunk_min(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        let Split::Hotels { chunk_min, .. } = group.split else { continue };
        if plan.stays(at) {
            continue;
        }
        for (hotel, guests) in plan.guests_by_hotel(at) {
            if guests < u64::from(chunk_min) {
                let hotel = &plan.instance.hotels[hotel];
                let there = counted(guests, "guest");
                let message = format!("{} has {there} in {}, at least {chunk_min} are asked.", group.id, hotel.id);
                let fault = Fault::new(Rule::R20, u64::from(chunk_min) - guests, message).of(group).at(hotel);
                judged.judge(plan.instance.strength_at(Rule::R20, at, None), fault);
            }
        }
    }
}

/// R22. Same wing: in each of its hotels a group of a class that asks for it is in one wing.
pub(super) fn r22_same_wing(plan: &Plan, judged: &mut Judged) {
    let asks = |&(at, group): &(usize, &Group)| plan.instance.classes[group.class].same_wing && !plan.stays(at);
    for (at, group) in plan.instance.groups.iter().enumerate().filter(asks) {
        let mut wings: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for entry in plan.of_group(at).iter().filter(|entry| entry.guests > 0) {
            wings.entry(entry.hotel).or_default().insert(plan.pool(entry).wing.as_str());
        }
        for (hotel, wings) in wings.into_iter().filter(|(_, wings)| wings.len() > 1) {
            let hotel = &plan.instance.hotels[hotel];
            let message = format!("{} is in {} wings of {}, one is asked.", group.id, wings.len(), hotel.id);
            let fault = Fault::new(Rule::R22, wings.len() as u64 - 1, message).of(group).at(hotel);
            judged.judge(plan.instance.strength_at(Rule::R22, at, None), fault);
        }
    }
}

fn too_many(group: &Group, noun: &str, placed: u64, has: u32, judged: &mut Judged) {
    if placed > u64::from(has) {
        let message = format!("{} has {has} {noun}, {placed} are placed.", group.id);
        judged.push(Finding::about_group(2, group, message));
    }
}
