//! Reasons in words: one sentence each, with its numbers.

use super::crowding::{Crowding, Holder, Outranked};
use super::funnel::Funnel;
use super::limits::shared_limits;
use super::solo::Obstacles;
use crate::domain::quantity::fixed_text;
use crate::domain::{Instance, Pair, Pin, PinRelation, Rule, Split, Stay};

/// Holders who are named; the others are counted.
pub const NAMED: usize = 3;

/// Says why a group that would fit alone is left over.
pub fn crowded(instance: &Instance, group: usize, crowding: Option<&Crowding>) -> String {
    let caveat = if is_bound_to_others(instance, group) { " (pairs and pins of other groups not counted)" } else { "" };
    let fits = format!("the whole group would fit if nobody else came{caveat}");
    let Some(crowding) = crowding.filter(|crowding| !crowding.holders.is_empty()) else {
        let shared = shared_limits(instance, group);
        let held = ["the rooms"].into_iter().chain(shared).collect::<Vec<_>>().join(" or ");
        return format!("{fits}; other groups hold {held}");
    };
    let others = crowding.holders.len().saturating_sub(NAMED);
    let rest = match others {
        0 => None,
        1 => Some("1 more group".to_owned()),
        _ => Some(format!("{others} more groups")),
    };
    let (by_rules, by_rooms): (Vec<&Holder>, Vec<&Holder>) =
        crowding.holders.iter().take(NAMED).partition(|one| !one.hindrance.rules.is_empty());
    let of_rooms: Vec<String> = by_rooms.iter().map(|one| holder(instance, one)).chain(rest).collect();
    let is_one = of_rooms.len() == 1 && others <= 1;
    let verb = if is_one { "holds" } else { "hold" };
    let held = (!of_rooms.is_empty()).then(|| format!("{} {verb} the rooms that it would need", listed(&of_rooms)));
    let barred = by_rules.iter().map(|one| barred(instance, group, one));
    let holders = held.into_iter().chain(barred).collect::<Vec<_>>().join("; ");
    let outranked =
        crowding.outranked.as_ref().map(|worse| format!("; placed instead, it would leave {}", left(worse)));
    format!("{fits}; {holders}{}", outranked.unwrap_or_default())
}

/// Says that not all guests fit, with so many who do, whoever else comes.
pub fn never(funnel: &Funnel, (alone, guests): (u32, u32), split: Split, budgeted: bool) -> String {
    let money = if budgeted { " within the budget" } else { "" };
    if funnel.passing() == 0 {
        return "no hotel can take it".to_owned();
    }
    if alone == 0 {
        let whole = if split == Split::Never { "the whole group in one hotel" } else { "the smallest part allowed" };
        return format!("no hotel holds {whole}{money}, even with nobody else there");
    }
    let limit = match split {
        Split::Hotels { hotels_max: Some(most), .. } => format!(" in at most {most} of them"),
        _ => String::new(),
    };
    format!("at most {alone} of {guests} guests fit{limit}{money}, even with nobody else there")
}

/// Names a group that keeps another out by rules, and the rules.
fn barred(instance: &Instance, group: usize, one: &Holder) -> String {
    let rules: Vec<String> = one.hindrance.rules.iter().map(|&rule| demanded(instance, group, rule)).collect();
    let least = if one.hindrance.is_proven { "" } else { " (there may be fewer)" };
    format!("{} keeps it out, because of {}{least}", holder(instance, one), listed(&rules))
}

/// Names a group that holds rooms, with where and when.
fn holder(instance: &Instance, holder: &Holder) -> String {
    let hotels: Vec<String> =
        holder.hotels.iter().take(NAMED).map(|&hotel| instance.hotels[hotel].id.to_string()).collect();
    let more = if holder.hotels.len() > NAMED { " and others" } else { "" };
    let (id, guests) = (&instance.groups[holder.group].id, holder.guests);
    let noun = if guests == 1 { "guest" } else { "guests" };
    format!("{id} ({guests} {noun} in {}{more}{})", hotels.join(", "), when(instance, holder.nights, ", "))
}

/// Says what would be worse.
fn left(worse: &Outranked) -> String {
    let amount = fixed_text(worse.more, worse.scale);
    match worse.level.strip_prefix("unmet.") {
        Some("0") => format!("{} without the rooms that they have", guests(&amount)),
        Some(tier) => format!("{} of priority {tier} without a room", guests(&amount)),
        None => format!("the level `{}` worse by {amount}", worse.level),
    }
}

fn guests(amount: &str) -> String {
    if amount == "1" { "1 more guest".to_owned() } else { format!("{amount} more guests") }
}

/// Says when, after `lead`: `2026-03-14 to 2026-03-16`; nothing where a case has no dates.
pub fn when(instance: &Instance, nights: Stay, lead: &str) -> String {
    if instance.calendar.first.is_none() {
        return String::new();
    }
    let (from, to) = (instance.calendar.text(nights.arrive), instance.calendar.text(nights.depart));
    format!("{lead}{from} to {to}")
}

/// Says which rules leave no room for a group.
pub fn conflict(instance: &Instance, group: usize, alone: u32, obstacles: &Obstacles) -> String {
    let rules: Vec<String> = obstacles.rules.iter().map(|&rule| demanded(instance, group, rule)).collect();
    let least = if obstacles.is_proven { "" } else { " (there may be fewer)" };
    let guests = instance.groups[group].guests;
    let fit =
        if alone == 0 { "nobody of it fits".to_owned() } else { format!("at most {alone} of {guests} guests fit") };
    match rules.as_slice() {
        [only] => format!("{fit}, even with nobody else there: {only}{least}"),
        _ => format!("{fit}, even with nobody else there, because of these together: {}{least}", listed(&rules)),
    }
}

/// Says what a rule asks of a group.
fn demanded(instance: &Instance, group: usize, rule: Rule) -> String {
    let wishes = &instance.groups[group];
    let asked = match rule {
        Rule::R18 => match wishes.split {
            Split::Hotels { hotels_max: Some(1), .. } => Some("at most 1 hotel".to_owned()),
            Split::Hotels { hotels_max: Some(most), .. } => Some(format!("at most {most} hotels")),
            _ => None,
        },
        Rule::R19 => Some("the whole group in one hotel".to_owned()),
        Rule::R20 => match wishes.split {
            Split::Hotels { chunk_min, .. } => Some(format!("at least {chunk_min} guests in each hotel")),
            _ => None,
        },
        Rule::R24 => {
            let km = wishes.km_max.map(|km| format!("at most {km} km from its site"));
            let minutes = wishes.minutes_max.map(|minutes| format!("at most {minutes} minutes from its site"));
            Some(listed(&km.into_iter().chain(minutes).collect::<Vec<_>>())).filter(|text| !text.is_empty())
        }
        Rule::R35 => wishes.rate_max.map(|rate| format!("at most {rate} for a room a night")),
        Rule::R7 => wishes.room_types.as_ref().map(|types| {
            let types: Vec<&str> = types.union(&wishes.asks.upgrades).map(String::as_str).collect();
            format!("only rooms of type {}", types.join(", "))
        }),
        _ => None,
    };
    format!("{} ({rule})", asked.unwrap_or_else(|| rule.entry().title.to_lowercase()))
}

/// Joins clauses: `a, b and c`.
pub fn listed(all: &[String]) -> String {
    match all {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Tells whether orders that name other groups bear on this one.
#[must_use]
pub fn is_bound_to_others(instance: &Instance, group: usize) -> bool {
    let named = |pair: &Pair| instance.strength_of_pair(pair).is_hard() && (pair.a == group || pair.b == group);
    let ordered = |pin: &Pin| pin.group != group && matches!(pin.relation, PinRelation::Must(_)) && instance.holds(pin);
    let pins_are_hard = instance.strength(Rule::R31).is_hard();
    instance.pairs.iter().any(named) || (pins_are_hard && instance.pins.iter().any(ordered))
}
