//! Orders and wishes that name groups or hotels: R23 pairs, R31 pins. What soft ones cost is summed elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use super::plan::{Entry, Plan, counted};
use crate::domain::{Level, Pair, PairRelation, Pin, PinRelation, SeparateWindow, Strength};

/// R23. Pairs: a hard pair holds wherever both groups have guests placed.
pub(super) fn r23_pairs(plan: &Plan, findings: &mut Vec<Finding>) {
    for pair in &plan.instance.pairs {
        if pair.strength == Strength::Hard
            && let Some(fault) = broken(plan, pair)
        {
            let a = &plan.instance.groups[pair.a];
            findings.push(Finding::about_group(23, a, fault));
        }
    }
}

/// R31. Pins: `must` and `must_not` hold.
pub(super) fn r31_pins(plan: &Plan, findings: &mut Vec<Finding>) {
    for pin in &plan.instance.pins {
        let (group, hotel) = (&plan.instance.groups[pin.group], &plan.instance.hotels[pin.hotel]);
        let guests = guests_where(plan, pin);
        let message = match pin.relation {
            PinRelation::Must(Some(asked)) if guests < u64::from(asked) => {
                format!(
                    "{} must have {} in {}, and has {guests}.",
                    group.id,
                    counted(asked.into(), "guest"),
                    target(plan, pin)
                )
            }
            PinRelation::MustNot if guests > 0 => {
                format!(
                    "{} must not be in {}, and has {} there.",
                    group.id,
                    target(plan, pin),
                    counted(guests, "guest")
                )
            }
            _ => continue,
        };
        findings.push(Finding::about_both(31, group, hotel, message));
    }
    let mut musts: BTreeMap<usize, Vec<&Pin>> = BTreeMap::new();
    for pin in plan.instance.pins.iter().filter(|pin| matches!(pin.relation, PinRelation::Must(_))) {
        musts.entry(pin.group).or_default().push(pin);
    }
    for (group, pins) in musts {
        if pins.iter().any(|pin| pin.relation == PinRelation::Must(None)) {
            whole_group_where_pinned(plan, group, &pins, findings);
        }
    }
}

/// Judges a group with a `must` without a count: all of it is placed, and only where a `must` pins it.
fn whole_group_where_pinned(plan: &Plan, at: usize, pins: &[&Pin], findings: &mut Vec<Finding>) {
    let group = &plan.instance.groups[at];
    let placed = plan.placed(at);
    if placed < u64::from(group.guests) {
        let message = format!("{} must be placed as a whole; {placed} of {} are.", group.id, group.guests);
        findings.push(Finding::about_group(31, group, message));
    }
    for entry in plan.of_group(at).iter().filter(|entry| entry.guests > 0) {
        if !pins.iter().any(|pin| speaks_of(plan, pin, entry)) {
            let hotel = plan.hotel(entry);
            let message = format!(
                "{} must be where it is pinned, and has {} in {} rooms of {}.",
                group.id,
                counted(entry.guests, "guest"),
                plan.pool(entry).room_type,
                hotel.id
            );
            findings.push(Finding::about_both(31, group, hotel, message));
        }
    }
}

/// Returns how many guests of its group are where a pin points.
pub(super) fn guests_where(plan: &Plan, pin: &Pin) -> u64 {
    plan.of_group(pin.group).iter().filter(|entry| speaks_of(plan, pin, entry)).map(|entry| entry.guests).sum()
}

fn speaks_of(plan: &Plan, pin: &Pin, entry: &Entry) -> bool {
    entry.hotel == pin.hotel && pin.wing.as_ref().is_none_or(|wing| *wing == plan.pool(entry).wing)
}

fn target(plan: &Plan, pin: &Pin) -> String {
    let hotel = &plan.instance.hotels[pin.hotel].id;
    pin.wing.as_ref().map_or_else(|| hotel.to_string(), |wing| format!("{hotel} wing {wing}"))
}

/// Returns how a pair is broken, none where it holds or one of the groups has nobody placed.
pub(super) fn broken(plan: &Plan, pair: &Pair) -> Option<String> {
    if plan.placed(pair.a) == 0 || plan.placed(pair.b) == 0 {
        return None;
    }
    match pair.relation {
        PairRelation::Same(level) => outside(plan, pair, level),
        PairRelation::Apart(level) => together(plan, pair, level),
        PairRelation::Near => too_far(plan, pair),
    }
}

/// Returns the two groups of a pair, the smaller first; of two equal ones the one with the higher id.
pub(super) fn smaller_and_larger(plan: &Plan, pair: &Pair) -> (usize, usize) {
    let size = |at: usize| plan.instance.groups[at].guests;
    let (low, high) = (pair.a.min(pair.b), pair.a.max(pair.b));
    if size(low) < size(high) { (low, high) } else { (high, low) }
}

/// The hotels or wings in which a group has guests, as words that name them.
fn units(plan: &Plan, group: usize, level: Level) -> BTreeSet<String> {
    let with_guests = plan.of_group(group).iter().filter(|entry| entry.guests > 0);
    with_guests
        .map(|entry| match level {
            Level::Hotel => plan.hotel(entry).id.to_string(),
            Level::Wing if plan.pool(entry).wing.is_empty() => format!("{} (without a wing)", plan.hotel(entry).id),
            Level::Wing => format!("{} wing {}", plan.hotel(entry).id, plan.pool(entry).wing),
        })
        .collect()
}

fn outside(plan: &Plan, pair: &Pair, level: Level) -> Option<String> {
    let (smaller, larger) = smaller_and_larger(plan, pair);
    let (within, around) = (units(plan, smaller, level), units(plan, larger, level));
    let unit = within.difference(&around).next()?;
    let (smaller, larger) = (&plan.instance.groups[smaller].id, &plan.instance.groups[larger].id);
    Some(format!("{smaller} is to be where {larger} is, and is in {unit} without it."))
}

fn together(plan: &Plan, pair: &Pair, level: Level) -> Option<String> {
    let instance = plan.instance;
    let (a, b) = (&instance.groups[pair.a], &instance.groups[pair.b]);
    let end = instance.calendar.n_nights;
    let held_a = a.stay.lengthened(a.turnover_nights, end);
    let held_b = b.stay.lengthened(b.turnover_nights, end);
    if instance.rules.separate_window == SeparateWindow::Nights && !held_a.overlaps(held_b) {
        return None;
    }
    let (of_a, of_b) = (units(plan, pair.a, level), units(plan, pair.b, level));
    let unit = of_a.intersection(&of_b).next()?;
    Some(format!("{} and {} are to be apart, and are both in {unit}.", a.id, b.id))
}

fn too_far(plan: &Plan, pair: &Pair) -> Option<String> {
    let instance = plan.instance;
    let near_km = instance.rules.near_km;
    for &a in plan.guests_by_hotel(pair.a).keys() {
        for &b in plan.guests_by_hotel(pair.b).keys() {
            let (from, to) = (&instance.hotels[a], &instance.hotels[b]);
            let km = from.coordinates.zip(to.coordinates).map(|(from, to)| from.km_to(to));
            if a != b && km.is_none_or(|km| km > near_km) {
                let km = km.map_or("an unknown way".to_owned(), |km| format!("{km} km"));
                let (a, b) = (&instance.groups[pair.a].id, &instance.groups[pair.b].id);
                return Some(format!("{a} and {b} are to be near, and {} is {km} from {}.", from.id, to.id));
            }
        }
    }
    None
}
