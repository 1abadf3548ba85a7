//! Whether a group may be in a hotel at all: R9, R24, R34, R35, R41. Looks at one group in one hotel at a time.

use std::collections::BTreeSet;

use super::breach::Judged;
use super::cohort::class_in_words;
use super::finding::Finding;
use super::plan::Plan;
use crate::domain::{Hotel, HotelStatus, Money, PinRelation};

/// R9. Eligibility: a hotel has every tag that the class requires and none that it forbids.
pub(super) fn r9_eligibility(plan: &Plan, judged: &mut Judged) {
    for (group, hotel) in new_visits(plan) {
        let (group, hotel) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        let class = &plan.instance.classes[group.class];
        for fault in tag_faults(hotel, &class.requires, &class.forbids) {
            let message = format!("{} ({}) is in {}, which {fault}.", group.id, class_in_words(class), hotel.id);
            judged.push(Finding::about_both(9, group, hotel, message));
        }
    }
}

/// R41. Tags: a hotel has every tag that the group requires and none that it forbids.
pub(super) fn r41_facilities(plan: &Plan, judged: &mut Judged) {
    for (group, hotel) in new_visits(plan) {
        let (group, hotel) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        for fault in tag_faults(hotel, &group.requires, &group.forbids) {
            let message = format!("{} is in {}, which {fault}.", group.id, hotel.id);
            judged.push(Finding::about_both(41, group, hotel, message));
        }
    }
}

/// R24. Distance: a group with a site is nowhere farther from it than its limits, and nowhere it is not known how far.
pub(super) fn r24_distance(plan: &Plan, judged: &mut Judged) {
    for (at, hotel) in new_visits(plan) {
        let group = &plan.instance.groups[at];
        if group.site.is_none() {
            continue;
        }
        let travel = plan.instance.travel(at, hotel);
        let hotel = &plan.instance.hotels[hotel];
        if let Some(km_max) = group.km_max.filter(|&km_max| travel.km.is_none_or(|km| km > km_max)) {
            let km = travel.km.map_or("unknown".to_owned(), |km| format!("{km} km"));
            let message = format!("The way of {} to {} is {km}, at most {km_max} km are allowed.", group.id, hotel.id);
            judged.push(Finding::about_both(24, group, hotel, message));
        }
        let minutes_max = group.minutes_max;
        if let Some(most) = minutes_max.filter(|&most| travel.minutes.is_none_or(|minutes| minutes > most)) {
            let minutes = travel.minutes.map_or("unknown".to_owned(), |minutes| format!("{minutes} minutes"));
            let message =
                format!("The way of {} to {} is {minutes}, at most {most} minutes are allowed.", group.id, hotel.id);
            judged.push(Finding::about_both(24, group, hotel, message));
        }
    }
}

/// R34. Status: nobody is in a closed hotel, and in a frozen one only groups that are there already, or pinned there with
/// `must`.
pub(super) fn r34_status(plan: &Plan, judged: &mut Judged) {
    let pinned: BTreeSet<(usize, usize)> = plan
        .instance
        .pins
        .iter()
        .filter(|pin| matches!(pin.relation, PinRelation::Must(_)))
        .map(|pin| (pin.group, pin.hotel))
        .collect();
    for (group, hotel) in visits(plan) {
        let fault = match plan.instance.hotels[hotel].status {
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen if !pinned.contains(&(group, hotel)) && !plan.stays_at(group, hotel) => {
                "frozen and takes only groups pinned there"
            }
            HotelStatus::Open | HotelStatus::Frozen => continue,
        };
        let (group, hotel) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        let message = format!("{} is in {}, which is {fault}.", group.id, hotel.id);
        judged.push(Finding::about_both(34, group, hotel, message));
    }
}

/// R35. Rate cap: on every night of the stay the rate of a room is known and at most the group's limit.
pub(super) fn r35_rate_max(plan: &Plan, judged: &mut Judged) {
    for entry in &plan.entries {
        let (group, hotel, pool) = (plan.group(entry), plan.hotel(entry), plan.pool(entry));
        let Some(rate_max) = group.rate_max else { continue };
        if plan.rooms_kept(entry).is_some() {
            continue;
        }
        let rates = group.stay.nights().filter_map(|night| pool.offer(night)).map(|offer| offer.rate);
        let too_much = |rate: &Option<Money>| rate.is_none_or(|rate| rate > rate_max);
        if let Some(rate) = rates.filter(too_much).max() {
            let rate = rate.map_or("unknown".to_owned(), |rate| rate.to_string());
            let message = format!(
                "The rate of {} rooms of {} is {rate} on a night of {}, at most {rate_max} is allowed.",
                pool.room_type, hotel.id, group.id
            );
            judged.push(Finding::about_both(35, group, hotel, message));
        }
    }
}

/// Returns the visits that somebody decided on: not those of groups that stay where they were (R32).
fn new_visits(plan: &Plan) -> BTreeSet<(usize, usize)> {
    visits(plan).into_iter().filter(|&(group, hotel)| !plan.stays_at(group, hotel)).collect()
}

/// Returns every group and hotel that have entries together, once each.
fn visits(plan: &Plan) -> BTreeSet<(usize, usize)> {
    plan.entries.iter().map(|entry| (entry.group, entry.hotel)).collect()
}

fn tag_faults(hotel: &Hotel, requires: &BTreeSet<String>, forbids: &BTreeSet<String>) -> Vec<String> {
    let lacks = requires.difference(&hotel.tags).map(|tag| format!("lacks {tag}"));
    let has = forbids.intersection(&hotel.tags).map(|tag| format!("has {tag}"));
    lacks.chain(has).collect()
}
