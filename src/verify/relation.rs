//! Orders and wishes that name groups or hotels: R23 pairs, R31 pins.

use std::collections::{BTreeMap, BTreeSet};

use super::breach::{Fault, Judged};
use super::finding::Finding;
use super::plan::{Entry, Plan, counted};
use crate::domain::{Level, Pair, PairRelation, Pin, PinRelation, Rule, SeparateWindow, Strength};

/// R23. Pairs: a pair holds wherever both groups have guests placed. A broken one counts the smaller group's guests.
pub(super) fn r23_pairs(plan: &Plan, judged: &mut Judged) {
    for pair in &plan.instance.pairs {
        if let Some(message) = broken(plan, pair) {
            let (smaller, _) = smaller_and_larger(plan, pair);
            let group = |at: usize| &plan.instance.groups[at];
            let fault = Fault::new(Rule::R23, group(smaller).guests.into(), message);
            judged.judge(plan.instance.strength_of_pair(pair), fault.of(group(pair.a)).of(group(pair.b)));
        }
    }
}

/// R31. Pins: `must` and `must_not` hold, or have a price for each guest; `prefer` and `avoid` always have one.
pub(super) fn r31_pins(plan: &Plan, judged: &mut Judged) {
    let instance = plan.instance;
    let mut musts: BTreeMap<usize, Vec<&Pin>> = BTreeMap::new();
    for pin in instance.pins.iter().filter(|pin| instance.holds(pin)) {
        if matches!(pin.relation, PinRelation::Must(_)) {
            musts.entry(pin.group).or_default().push(pin);
        }
        let (group, hotel) = (&instance.groups[pin.group], &instance.hotels[pin.hotel]);
        let strength = match pin.relation {
            PinRelation::Prefer(weight) | PinRelation::Avoid(weight) => Strength::Soft(weight),
            PinRelation::Must(_) | PinRelation::MustNot => instance.strength(Rule::R31),
        };
        if let Some((amount, message)) = refused(plan, pin) {
            let fault = Fault::new(Rule::R31, amount, message).of(group).at(hotel);
            judged.judge(strength, pin.wing.as_deref().map_or(fault.clone(), |wing| fault.in_wing(wing)));
        }
    }
    for (group, pins) in musts {
        if pins.iter().any(|pin| pin.relation == PinRelation::Must(None)) {
            whole_group_where_pinned(plan, group, &pins, judged);
        }
    }
}

/// Returns how a pin is not followed, with the guests concerned; none where it is, and for a `must` without a count.
fn refused(plan: &Plan, pin: &Pin) -> Option<(u64, String)> {
    let (group, guests) = (&plan.instance.groups[pin.group].id, guests_where(plan, pin));
    let (there, placed) = (counted(guests, "guest"), plan.placed(pin.group));
    match pin.relation {
        PinRelation::Must(Some(asked)) if guests < u64::from(asked) => {
            let words = counted(asked.into(), "guest");
            Some((
                u64::from(asked) - guests,
                format!("{group} must have {words} in {}, and has {guests}.", target(plan, pin)),
            ))
        }
        PinRelation::MustNot if guests > 0 => {
            Some((guests, format!("{group} must not be in {}, and has {there} there.", target(plan, pin))))
        }
        PinRelation::Avoid(_) if guests > 0 => {
            Some((guests, format!("{group} avoids {}, and has {there} there.", target(plan, pin))))
        }
        PinRelation::Prefer(_) if guests < placed => {
            let elsewhere = counted(placed - guests, "guest");
            Some((placed - guests, format!("{group} prefers {}, and has {elsewhere} elsewhere.", target(plan, pin))))
        }
        _ => None,
    }
}

/// Judges a group with a `must` without a count: it is placed only where a `must` pins it, and where pins are hard, all of
/// it is placed.
fn whole_group_where_pinned(plan: &Plan, at: usize, pins: &[&Pin], judged: &mut Judged) {
    let (group, strength) = (&plan.instance.groups[at], plan.instance.strength(Rule::R31));
    let placed = plan.placed(at);
    if placed < u64::from(group.guests) && strength.is_hard() {
        let message = format!("{} must be placed as a whole; {placed} of {} are.", group.id, group.guests);
        judged.push(Finding::about_group(31, group, message));
    }
    for entry in plan.of_group(at).iter().filter(|entry| entry.guests > 0) {
        if !pins.iter().any(|pin| speaks_of(plan, pin, entry)) {
            let (hotel, pool) = (plan.hotel(entry), plan.pool(entry));
            let message = format!(
                "{} must be where it is pinned, and has {} in {} rooms of {}.",
                group.id,
                counted(entry.guests, "guest"),
                pool.room_type,
                hotel.id
            );
            judged
                .judge(strength, Fault::new(Rule::R31, entry.guests, message).of(group).at(hotel).in_wing(&pool.wing));
        }
    }
}

/// Returns how many guests of its group are where a pin points.
fn guests_where(plan: &Plan, pin: &Pin) -> u64 {
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
fn broken(plan: &Plan, pair: &Pair) -> Option<String> {
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
fn smaller_and_larger(plan: &Plan, pair: &Pair) -> (usize, usize) {
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
    let held_a = a.stay.lengthened(instance.turnover_nights(pair.a), end);
    let held_b = b.stay.lengthened(instance.turnover_nights(pair.b), end);
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
