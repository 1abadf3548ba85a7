//! The keys that `[rules]` and a `[class]` have in common, and those of `[rules]` alone.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::asks::asks;
use super::section::{Page, Section, count, decimal, names, nights, positive, text, word};
use super::shared::shared;
use super::{StayRules, WholeRules};
use super::{people, rooms};
use crate::diagnostic::Code;
use crate::domain::{Km, Level, Minutes, Money, SeparateFrom, SeparateWindow, Weight};
use crate::read::cell::Flaw;
use crate::read::mix;
use crate::read::rows::{SHARINGS, SPLITS};

/// The keys of a class.
pub const STAY_KEYS: [&str; 20] = [
    "sharing",
    "requires",
    "forbids",
    "separate_from",
    "separate_level",
    "hotels_max",
    "chunk_min",
    "split",
    "moves_max",
    "km_max",
    "minutes_max",
    "rate_max",
    "room_types",
    "turnover_nights",
    "priority",
    "nights",
    "open_nights",
    "budget",
    "budget_strength",
    "budget_weight",
];
/// The keys that `[rules]` has besides.
pub const WHOLE_KEYS: [&str; 26] = [
    "roles",
    "vulnerable_tier",
    "guests_per_liaison",
    "vehicle_seats",
    "vehicle_load",
    "carer_age_max",
    "minor_age",
    "guests_max",
    "rooms_min",
    "near_km",
    "speed_kmh",
    "separate_window",
    "separation_exempt_tag",
    "meals_max",
    "sittings",
    "trust",
    "valid_for",
    "stale_rounds",
    "staff_rooms",
    "reserve_rooms",
    "reserve_share",
    "move_price",
    "move_price_confirmed",
    "freeze_window",
    "freeze_nights",
    "stay_move_price",
];
/// The words of `budget_strength`: whether the limit may be broken at a price.
const STRENGTHS: [(&str, bool); 2] = [("hard", false), ("soft", true)];
/// The slowest and the fastest way to a hotel, in km an hour.
const SPEEDS: std::ops::RangeInclusive<i64> = 1..=1000;

/// Reads the keys that a class may have.
pub fn stay_rules(section: &Section<'_>, page: &mut Page<'_>) -> StayRules {
    StayRules {
        sharing: section.parsed(page, "sharing", |value| word(value, &SHARINGS)),
        requires: section.parsed(page, "requires", names).unwrap_or_default(),
        forbids: section.parsed(page, "forbids", names).unwrap_or_default(),
        separate_from: section.parsed(page, "separate_from", separate_from),
        separate_level: section
            .parsed(page, "separate_level", |value| word(value, &[("hotel", Level::Hotel), ("wing", Level::Wing)])),
        hotels_max: section.parsed(page, "hotels_max", positive),
        chunk_min: section.parsed(page, "chunk_min", positive),
        split: section.parsed(page, "split", |value| word(value, &SPLITS)),
        moves_max: section.parsed(page, "moves_max", nights),
        km_max: section.parsed(page, "km_max", |value| decimal(value, 9).map(Km)),
        minutes_max: section.parsed(page, "minutes_max", |value| decimal(value, 9).map(Minutes)),
        rate_max: section.parsed(page, "rate_max", |value| decimal(value, 2).map(Money)),
        room_types: section.parsed(page, "room_types", room_types),
        turnover_nights: section.parsed(page, "turnover_nights", nights),
        priority: section.parsed(page, "priority", positive),
        nights: section.parsed(page, "nights", positive),
        open_nights: section.parsed(page, "open_nights", positive),
        budget: section.parsed(page, "budget", |value| decimal(value, 2).map(Money)),
        budget_soft: section.parsed(page, "budget_strength", |value| word(value, &STRENGTHS)),
        budget_weight: section.parsed(page, "budget_weight", |value| decimal(value, 9).map(Weight)),
        asks: asks(section, page),
        place: None,
        separate_from_place: section.place(page, "separate_from"),
    }
}

/// Reads the keys that hold for the whole case.
pub fn whole_rules(section: &Section<'_>, page: &mut Page<'_>) -> WholeRules {
    WholeRules {
        guests_max: by_room_type(section.by_name(page, "guests_max", positive)),
        rooms_min: section.parsed(page, "rooms_min", count),
        near_km: section.parsed(page, "near_km", |value| decimal(value, 9).map(Km)),
        speed_kmh: section.parsed(page, "speed_kmh", speed),
        separate_window: section.parsed(page, "separate_window", |value| {
            word(value, &[("nights", SeparateWindow::Nights), ("horizon", SeparateWindow::Horizon)])
        }),
        separation_exempt_tag: section.parsed(page, "separation_exempt_tag", text),
        meals_max: section.parsed(page, "meals_max", count),
        sittings: section.parsed(page, "sittings", positive),
        trust: rooms::trust(section, page),
        valid_for: section.parsed(page, "valid_for", rooms::valid_for),
        stale_rounds: section.parsed(page, "stale_rounds", positive),
        staff_rooms: section.parsed(page, "staff_rooms", count),
        reserve_rooms: section.parsed(page, "reserve_rooms", count),
        reserve_share: section.parsed(page, "reserve_share", rooms::share),
        move_price: section.parsed(page, "move_price", |value| decimal(value, 9).map(Weight)),
        move_price_confirmed: section.parsed(page, "move_price_confirmed", |value| decimal(value, 9).map(Weight)),
        freeze_window: section.parsed(page, "freeze_window", nights),
        freeze_nights: section.parsed(page, "freeze_nights", nights),
        stay_move_price: section.parsed(page, "stay_move_price", |value| decimal(value, 9).map(Weight)),
        shared: shared(section, page),
        people: people::people(section, page),
    }
}

fn separate_from(value: &DeValue<'_>) -> Result<SeparateFrom, Flaw> {
    let classes = names(value)?;
    if classes.contains("*") {
        let alone = Flaw::new(Code::KeyValue, "`*` stands beside other names", "write \"*\" alone, or names alone");
        return if classes.len() == 1 { Ok(SeparateFrom::Everybody) } else { Err(alone) };
    }
    Ok(if classes.is_empty() { SeparateFrom::Nobody } else { SeparateFrom::Classes(classes) })
}

/// Names room types as cells do.
fn by_room_type<V>(named: BTreeMap<String, V>) -> BTreeMap<String, V> {
    named.into_iter().map(|(name, value)| (mix::room_type(&name).to_owned(), value)).collect()
}

fn room_types(value: &DeValue<'_>) -> Result<BTreeSet<String>, Flaw> {
    let types: BTreeSet<String> = names(value)?.iter().map(|name| mix::room_type(name).to_owned()).collect();
    if types.is_empty() {
        return Err(Flaw::new(Code::KeyValue, "the list is empty", "name a room type, or remove the key for all"));
    }
    Ok(types)
}

fn speed(value: &DeValue<'_>) -> Result<f64, Flaw> {
    let speed = decimal(value, 9)?;
    let is_sane = SPEEDS.contains(&speed.div_euclid(Km::SCALE));
    let flaw = || Flaw::new(Code::KeyValue, "it is not a speed", "write 1 to 1000 km an hour");
    is_sane.then(|| Km(speed).units()).ok_or_else(flaw)
}
