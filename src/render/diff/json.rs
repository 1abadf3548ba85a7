//! What differs, as JSON. Numbers are exact decimals; lists hold only what differs, but for levels and totals.

mod case;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::value::RawValue;

use self::case::{Case, of_cases};
use super::{Compared, Topic};
use crate::compare::plan::{Amount, Broken, OfGroup, OfHotel, OfNight, RuleDiff, Step};
use crate::compare::{Both, PlanDiff};
use crate::domain::{Money, Weight};
use crate::render::record::{SCHEMA_VERSION, number, write_json};

type Number = Box<RawValue>;

#[derive(Serialize)]
struct Page<'a> {
    schema_version: u32,
    /// `plans` or `cases`.
    compares: &'static str,
    same: bool,
    #[serde(flatten)]
    plans: Plans<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<Case<'a>>,
}

#[derive(Serialize, Default)]
struct Plans<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<Vec<Value<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<Vec<Value<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    moves: Option<Vec<Move<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Vec<GroupEntry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hotels: Option<Vec<HotelEntry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nights: Option<Vec<NightEntry<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    money: Option<Vec<Paid<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<Vec<Rules>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<Vec<Fault<'a>>>,
}

#[derive(Serialize)]
struct Sides<T> {
    a: T,
    b: T,
}

impl<T> From<Both<T>> for Sides<T> {
    fn from(both: Both<T>) -> Self {
        Self { a: both.a, b: both.b }
    }
}

#[derive(Serialize)]
struct Value<'a> {
    name: &'a str,
    a: Option<Number>,
    b: Option<Number>,
    difference: Option<Number>,
}

#[derive(Serialize)]
struct Move<'a> {
    group: &'a str,
    kind: &'a str,
    guests: u64,
    from: Option<&'a str>,
    to: Option<&'a str>,
    reason_code: Option<&'a str>,
    level: Option<&'a str>,
    reason: &'a str,
}

#[derive(Serialize)]
struct GroupEntry<'a> {
    group: &'a str,
    comes: Sides<bool>,
    guests: Sides<u64>,
    placed: Sides<u64>,
    hotels: Sides<BTreeMap<&'a str, u64>>,
    travel: Sides<Number>,
    money: Sides<Number>,
}

#[derive(Serialize)]
struct HotelEntry<'a> {
    hotel: &'a str,
    guests: Sides<u64>,
    rooms: Sides<u64>,
    room_nights: Sides<u64>,
    money: Sides<Number>,
    groups: Sides<&'a BTreeMap<String, u64>>,
}

#[derive(Serialize)]
struct NightEntry<'a> {
    night: &'a str,
    guests: Sides<u64>,
    unmet: Sides<u64>,
    rooms: Sides<u64>,
    money: Sides<Number>,
}

#[derive(Serialize)]
struct Paid<'a> {
    hotel: &'a str,
    money: Sides<Number>,
    difference: Number,
}

#[derive(Serialize)]
struct Rules {
    rule: String,
    findings: Sides<u64>,
    breaches: Sides<u64>,
    weight: Sides<Number>,
}

#[derive(Serialize)]
struct Fault<'a> {
    rule: String,
    only_in: &'static str,
    hard: bool,
    message: &'a str,
}

/// Writes it.
///
/// # Errors
/// When the writer fails.
pub fn json(compared: &Compared<'_>, topics: &[Topic], out: &mut dyn Write) -> io::Result<()> {
    let asked = |topic: Topic| topics.is_empty() || topics.contains(&topic);
    let page = Page {
        schema_version: SCHEMA_VERSION,
        compares: if compared.plans.is_some() { "plans" } else { "cases" },
        same: compared.is_empty(),
        plans: compared.plans.map(|plans| of_plans(plans, &asked)).unwrap_or_default(),
        case: asked(Topic::Case).then(|| of_cases(compared.cases)),
    };
    write_json(&page, out)
}

fn of_plans<'a>(plans: &'a PlanDiff, asked: &dyn Fn(Topic) -> bool) -> Plans<'a> {
    let when = |topic: Topic| asked(topic).then_some(plans);
    Plans {
        levels: when(Topic::Level).map(|plans| plans.levels.iter().map(value).collect()),
        totals: when(Topic::Level).map(|plans| plans.totals.iter().map(value).collect()),
        moves: when(Topic::Move).map(|plans| plans.moves.iter().map(moved).collect()),
        groups: when(Topic::Group).map(|plans| plans.groups.iter().map(|(name, both)| group(name, both)).collect()),
        hotels: when(Topic::Hotel).map(|plans| plans.hotels.iter().map(|(name, both)| hotel(name, both)).collect()),
        nights: when(Topic::Night).map(|plans| plans.nights.iter().map(|(name, both)| night(name, both)).collect()),
        money: when(Topic::Money)
            .map(|plans| plans.hotels.iter().filter_map(|(name, both)| paid(name, both)).collect()),
        rules: when(Topic::Rule).map(|plans| plans.rules.iter().map(rule).collect()),
        broken: when(Topic::Rule).map(|plans| plans.broken.iter().map(fault).collect()),
    }
}

fn value(amount: &Amount) -> Value<'_> {
    let text = |parts: Option<i128>| parts.map(|parts| number(parts, amount.scale));
    let difference = text(amount.difference());
    Value { name: &amount.name, a: text(amount.value.a), b: text(amount.value.b), difference }
}

fn moved(step: &Step) -> Move<'_> {
    Move {
        group: &step.group,
        kind: step.kind.as_str(),
        guests: step.guests,
        from: step.from.as_deref(),
        to: step.to.as_deref(),
        reason_code: step.code.map(crate::explain::MoveCode::as_str),
        level: step.level.as_deref(),
        reason: &step.why,
    }
}

fn group<'a>(name: &'a str, both: &'a Both<OfGroup>) -> GroupEntry<'a> {
    GroupEntry {
        group: name,
        comes: both.map(|group| group.comes).into(),
        guests: both.map(|group| group.guests).into(),
        placed: both.map(|group| group.placed).into(),
        hotels: both.map(OfGroup::by_hotel).into(),
        travel: both.map(|group| number(group.travel, PlanDiff::TRAVEL_SCALE)).into(),
        money: both.map(|group| number(group.money, Money::SCALE)).into(),
    }
}

fn hotel<'a>(name: &'a str, both: &'a Both<OfHotel>) -> HotelEntry<'a> {
    HotelEntry {
        hotel: name,
        guests: both.map(|hotel| hotel.guests).into(),
        rooms: both.map(|hotel| hotel.rooms).into(),
        room_nights: both.map(|hotel| hotel.room_nights).into(),
        money: both.map(|hotel| number(hotel.money, Money::SCALE)).into(),
        groups: both.map(|hotel| &hotel.groups).into(),
    }
}

fn night<'a>(name: &'a str, both: &Both<OfNight>) -> NightEntry<'a> {
    NightEntry {
        night: name,
        guests: both.map(|night| night.guests).into(),
        unmet: both.map(|night| night.unmet).into(),
        rooms: both.map(|night| night.rooms).into(),
        money: both.map(|night| number(night.money, Money::SCALE)).into(),
    }
}

fn paid<'a>(name: &'a str, both: &Both<OfHotel>) -> Option<Paid<'a>> {
    let money = both.map(|hotel| hotel.money);
    let difference = number(money.b - money.a, Money::SCALE);
    let sides = money.map(|&parts| number(parts, Money::SCALE)).into();
    money.differs().then_some(Paid { hotel: name, money: sides, difference })
}

fn rule(of: &RuleDiff) -> Rules {
    Rules {
        rule: format!("R{}", of.rule),
        findings: of.findings.into(),
        breaches: of.breaches.into(),
        weight: of.cost.map(|&parts| number(parts, Weight::SCALE)).into(),
    }
}

fn fault(of: &Broken) -> Fault<'_> {
    let only_in = if of.in_b { "b" } else { "a" };
    Fault { rule: format!("R{}", of.rule), only_in, hard: of.is_hard, message: &of.message }
}
