//! How many guests of a group are placed, and over how many hotels: R2, R18, R19, R20. The last three
//! are not asked of groups that stay where they were (R32): there is nothing to decide.

use super::breach::Judged;
use super::finding::Finding;
use super::plan::{Plan, counted};
use crate::domain::{Group, Sex, Sharing, Split};

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
        let n_hotels = plan.guests_by_hotel(at).len();
        if n_hotels > hotels_max as usize {
            let message = format!("{} is in {n_hotels} hotels, at most {hotels_max} allowed.", group.id);
            judged.push(Finding::about_group(18, group, message));
        }
    }
}

/// R19. Never split: the whole group is in one hotel, or nobody of it is placed.
pub(super) fn r19_never_split(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        let guests = plan.guests_by_hotel(at);
        if group.split != Split::Never || guests.is_empty() || plan.stays(at) {
            continue;
        }
        let placed = plan.placed(at);
        if guests.len() > 1 {
            let message = format!("{} must not be split, and is in {} hotels.", group.id, guests.len());
            judged.push(Finding::about_group(19, group, message));
        } else if placed < u64::from(group.guests) {
            let message = format!("{} must not be split; {placed} of {} guests are placed.", group.id, group.guests);
            judged.push(Finding::about_group(19, group, message));
        }
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
                let message = format!(
                    "{} has {} in {}, at least {chunk_min} are asked.",
                    group.id,
                    counted(guests, "guest"),
                    hotel.id
                );
                judged.push(Finding::about_both(20, group, hotel, message));
            }
        }
    }
}

fn too_many(group: &Group, noun: &str, placed: u64, has: u32, judged: &mut Judged) {
    if placed > u64::from(has) {
        let message = format!("{} has {has} {noun}, {placed} are placed.", group.id);
        judged.push(Finding::about_group(2, group, message));
    }
}
