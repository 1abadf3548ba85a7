//! Whether a group may be in a hotel at all: R9, R24, R34, R35, R41. Looks at one group in one hotel at a time.

use std::collections::{BTreeMap, BTreeSet};

use super::breach::{Fault, Judged};
use super::cohort::class_in_words;
use super::objective::paid;
use super::plan::Plan;
use crate::domain::{Hotel, HotelStatus, Money, PinRelation, Rule};

/// R9. Eligibility: a hotel has every tag that the class requires and none that it forbids.
pub(super) fn r9_eligibility(plan: &Plan, judged: &mut Judged) {
    new_visits(plan, Rule::R9, judged, |at, hotel| {
        let (group, hotel) = (&plan.instance.groups[at], &plan.instance.hotels[hotel]);
        let class = &plan.instance.classes[group.class];
        let message = |fault| format!("{} ({}) is in {}, which {fault}.", group.id, class_in_words(class), hotel.id);
        tag_faults(hotel, &class.requires, &class.forbids).into_iter().map(message).collect()
    });
}

/// R41. Tags: a hotel has every tag that the group requires and none that it forbids.
pub(super) fn r41_facilities(plan: &Plan, judged: &mut Judged) {
    new_visits(plan, Rule::R41, judged, |at, hotel| {
        let (group, hotel) = (&plan.instance.groups[at], &plan.instance.hotels[hotel]);
        let message = |fault| format!("{} is in {}, which {fault}.", group.id, hotel.id);
        tag_faults(hotel, &group.requires, &group.forbids).into_iter().map(message).collect()
    });
}

/// R24. Distance: a group with a site is nowhere farther from it than its limits, and nowhere it is not known how far.
pub(super) fn r24_distance(plan: &Plan, judged: &mut Judged) {
    new_visits(plan, Rule::R24, judged, |at, hotel| {
        let group = &plan.instance.groups[at];
        let mut messages = Vec::new();
        if group.site.is_none() {
            return messages;
        }
        let travel = plan.instance.travel(at, hotel);
        let hotel = &plan.instance.hotels[hotel];
        if let Some(km_max) = group.km_max.filter(|&km_max| travel.km.is_none_or(|km| km > km_max)) {
            let km = travel.km.map_or("unknown".to_owned(), |km| format!("{km} km"));
            let way = format!("The way of {} to {} is {km}", group.id, hotel.id);
            messages.push(format!("{way}, at most {km_max} km are allowed."));
        }
        let minutes_max = group.minutes_max;
        if let Some(most) = minutes_max.filter(|&most| travel.minutes.is_none_or(|minutes| minutes > most)) {
            let minutes = travel.minutes.map_or("unknown".to_owned(), |minutes| format!("{minutes} minutes"));
            let way = format!("The way of {} to {} is {minutes}", group.id, hotel.id);
            messages.push(format!("{way}, at most {most} minutes are allowed."));
        }
        messages
    });
}

/// R34. Status: nobody is in a closed hotel, and in a frozen one only groups that are there already, or pinned there with
/// `must`.
pub(super) fn r34_status(plan: &Plan, judged: &mut Judged) {
    let musts = plan.instance.pins.iter().filter(|pin| matches!(pin.relation, PinRelation::Must(_)));
    let followed = musts.filter(|pin| plan.instance.holds(pin));
    let pinned: BTreeSet<(usize, usize)> = followed.map(|pin| (pin.group, pin.hotel)).collect();
    visits(plan, Rule::R34, judged, |group, hotel| {
        let fault = match plan.instance.hotels[hotel].status {
            HotelStatus::Closed => "closed",
            HotelStatus::Frozen if !pinned.contains(&(group, hotel)) && !plan.stays_at(group, hotel) => {
                "frozen and takes only groups pinned there"
            }
            HotelStatus::Open | HotelStatus::Frozen => return Vec::new(),
        };
        let (group, hotel) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        vec![format!("{} is in {}, which is {fault}.", group.id, hotel.id)]
    });
}

/// R35. Rate cap: on every night of the stay the rate of a room is known, and what the group pays of it is at most its limit.
pub(super) fn r35_rate_max(plan: &Plan, judged: &mut Judged) {
    for entry in &plan.entries {
        let (group, hotel, pool) = (plan.group(entry), plan.hotel(entry), plan.pool(entry));
        let Some(rate_max) = group.rate_max else { continue };
        if plan.rooms_kept(entry).is_some() {
            continue;
        }
        let rates = group.stay.nights().filter_map(|night| pool.offer(night)).map(|offer| offer.rate);
        let too_much = |rate: &Option<Money>| rate.is_none_or(|rate| paid(group, rate) > rate_max.0);
        if let Some(rate) = rates.filter(too_much).max() {
            let rate = rate.map_or("unknown".to_owned(), |rate| rate.to_string());
            let message = format!(
                "The rate of {} rooms of {} is {rate} on a night of {}, at most {rate_max} is allowed.",
                pool.room_type, hotel.id, group.id
            );
            let strength = plan.instance.strength_at(Rule::R35, entry.group, Some(entry.hotel));
            let fault = Fault::new(Rule::R35, entry.guests, message).of(group).at(hotel).in_wing(&pool.wing);
            judged.judge(strength, fault);
        }
    }
}

/// Judges only visits that somebody decided on: not those of groups that stay where they were (R32).
pub(super) fn new_visits(plan: &Plan, rule: Rule, judged: &mut Judged, messages: impl Fn(usize, usize) -> Vec<String>) {
    visits(
        plan,
        rule,
        judged,
        |group, hotel| {
            if plan.stays_at(group, hotel) { Vec::new() } else { messages(group, hotel) }
        },
    );
}

/// Judges every group in every hotel where it has entries, by the sentences that say what is wrong there. Each sentence is a
/// finding; of a rule with a price they are one breach of all its guests there.
fn visits(plan: &Plan, rule: Rule, judged: &mut Judged, messages: impl Fn(usize, usize) -> Vec<String>) {
    let mut guests: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for entry in &plan.entries {
        *guests.entry((entry.group, entry.hotel)).or_default() += entry.guests;
    }
    for ((group, hotel), guests) in guests {
        let strength = plan.instance.strength_at(rule, group, Some(hotel));
        let mut messages = messages(group, hotel);
        if !strength.is_hard() && messages.len() > 1 {
            messages = vec![messages.join(" ")];
        }
        for message in messages {
            let fault = Fault::new(rule, guests, message);
            judged.judge(strength, fault.of(&plan.instance.groups[group]).at(&plan.instance.hotels[hotel]));
        }
    }
}

fn tag_faults(hotel: &Hotel, requires: &BTreeSet<String>, forbids: &BTreeSet<String>) -> Vec<String> {
    let lacks = requires.difference(&hotel.tags).map(|tag| format!("lacks {tag}"));
    let has = forbids.intersection(&hotel.tags).map(|tag| format!("has {tag}"));
    lacks.chain(has).collect()
}
