//! The part of `plan.json` that speaks of who is not placed: why, who is there instead, and what would place them.

use serde::{Deserialize, Serialize};

use crate::domain::Instance;
use crate::domain::quantity::fixed_text;
use crate::explain::{self, Funnel, ReasonCode, Relaxation, Stranded, UnmetGroup};

/// A group that is not wholly placed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// Its id.
    pub group: String,
    /// Guests without a room.
    pub guests: u32,
    /// Guests it has.
    pub of: u32,
    /// Its tier.
    pub priority: u32,
    /// The most of its guests that fit if nobody else comes.
    pub alone: u32,
    /// The kind of the reason.
    pub reason_code: ReasonCode,
    /// The reason; the funnel completes it.
    pub reason: String,
    /// Who holds the rooms that it would need, the most urgent first; empty where it is not crowded, or was not looked into.
    #[serde(default)]
    pub holders: Vec<Holder>,
    /// The rules that together leave no room for it: `R18`.
    #[serde(default)]
    pub rules: Vec<String>,
    /// What would place it with everybody else where they are: found, and judged.
    #[serde(default)]
    pub remedies: Vec<Remedy>,
    /// The first of them in words, or what might cure it, which then says that it is not proven.
    pub remedy: String,
    /// Where its hotels went.
    pub funnel: Funnel,
    /// No more than `alone` is proven to fit.
    #[serde(default = "so", skip_serializing_if = "is_so")]
    pub alone_proven: bool,
    /// None of `rules` can be left out.
    #[serde(default = "so", skip_serializing_if = "is_so")]
    pub rules_proven: bool,
    /// Pairs and pins bind it to groups that were left out of account.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub others_not_counted: bool,
    /// What would be worse if it had the rooms of its holders; none where that was not asked, or nothing would be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outranked: Option<Outranked>,
    /// Why it is not moved from where it was; none where it is not stranded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stranded: Option<Stranded>,
}

/// What plans of earlier versions leave to the sentence.
fn so() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands on references")]
fn is_so(proven: &bool) -> bool {
    *proven
}

/// A level that would be worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outranked {
    /// Its name.
    pub level: String,
    /// By how much, as a decimal number.
    pub more: String,
}

/// A group that holds rooms which another would need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// Its id.
    pub group: String,
    /// Its guests in these hotels.
    pub guests: u32,
    /// The hotels.
    pub hotels: Vec<String>,
    /// The first night on which both would be there.
    pub arrive: String,
    /// The day after the last.
    pub depart: String,
    /// The rules by which it keeps the group out, each needed; empty where it holds the rooms that the group would need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A change that would place guests who are left over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy {
    /// What is changed, in words.
    pub change: String,
    /// How many more guests of the group it places.
    pub places: u32,
    /// What is changed, as values; none in plans of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}

/// What a remedy changes for its group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the values that are raised, and rooms as `calls` has them")]
pub enum Asked {
    Waive { rule: String },
    HotelsMax { most: u32 },
    KmMax { most: String },
    MinutesMax { most: String },
    RateMax { most: String },
    Rooms { hotel: String, wing: String, room_type: String, rooms: u32, arrive: String, depart: String },
}

impl Asked {
    fn of(instance: &Instance, relaxation: &Relaxation) -> Self {
        match *relaxation {
            Relaxation::Waive(rule) => Self::Waive { rule: rule.to_string() },
            Relaxation::HotelsMax(most) => Self::HotelsMax { most },
            Relaxation::KmMax(km) => Self::KmMax { most: km.to_string() },
            Relaxation::MinutesMax(minutes) => Self::MinutesMax { most: minutes.to_string() },
            Relaxation::RateMax(rate) => Self::RateMax { most: rate.to_string() },
            Relaxation::Rooms { hotel, pool, rooms, nights } => {
                let (hotel, pool) = (&instance.hotels[hotel], &instance.hotels[hotel].pools[pool]);
                let day = |night: u32| {
                    instance.calendar.date(night).map_or_else(String::new, |_| instance.calendar.text(night))
                };
                Self::Rooms {
                    hotel: hotel.id.to_string(),
                    wing: pool.wing.clone(),
                    room_type: pool.room_type.clone(),
                    rooms,
                    arrive: day(nights.arrive),
                    depart: day(nights.depart),
                }
            }
        }
    }
}

/// Returns the groups that are not wholly placed.
#[must_use]
pub fn unmet(instance: &Instance, unmet: &[UnmetGroup]) -> Vec<Unmet> {
    let entries = unmet.iter().map(|entry| {
        let group = &instance.groups[entry.group];
        Unmet {
            group: group.id.to_string(),
            guests: entry.guests,
            of: group.guests,
            priority: group.priority,
            alone: entry.alone,
            reason_code: entry.code,
            reason: entry.reason.clone(),
            holders: entry.crowding.iter().flat_map(|found| &found.holders).map(|one| holder(instance, one)).collect(),
            rules: entry.obstacles.iter().flat_map(|found| &found.rules).map(ToString::to_string).collect(),
            remedies: entry
                .remedies
                .iter()
                .map(|one| Remedy {
                    change: one.text.clone(),
                    places: one.guests,
                    asked: Some(Asked::of(instance, &one.relaxation)),
                })
                .collect(),
            remedy: entry.remedy.clone(),
            funnel: entry.funnel.clone(),
            alone_proven: entry.alone_is_proven,
            rules_proven: entry.obstacles.as_ref().is_none_or(|found| found.is_proven),
            others_not_counted: entry.code == ReasonCode::Crowded && explain::is_bound_to_others(instance, entry.group),
            outranked: entry
                .crowding
                .as_ref()
                .and_then(|found| found.outranked.as_ref())
                .map(|worse| Outranked { level: worse.level.clone(), more: fixed_text(worse.more, worse.scale) }),
            stranded: entry.stranded.clone(),
        }
    });
    entries.collect()
}

fn holder(instance: &Instance, holder: &explain::Holder) -> Holder {
    Holder {
        group: instance.groups[holder.group].id.to_string(),
        guests: holder.guests,
        hotels: holder.hotels.iter().map(|&hotel| instance.hotels[hotel].id.to_string()).collect(),
        arrive: instance.calendar.text(holder.nights.arrive),
        depart: instance.calendar.text(holder.nights.depart),
        rules: holder.hindrance.rules.iter().map(ToString::to_string).collect(),
    }
}

/// A hotel to ring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its id.
    pub hotel: String,
    /// Its name for people.
    pub name: String,
    /// Whom to ask for, as typed.
    pub contact: String,
    /// Its telephone, as typed.
    pub phone: String,
    /// Why: `unknown`, `partial` or `unsure`.
    pub reason: String,
    /// Rooms to ask for: an estimate of what it may have beyond what is counted on.
    pub rooms: u32,
    /// Their type.
    pub room_type: String,
    /// The first night to ask for.
    pub arrive: String,
    /// The day after the last.
    pub depart: String,
    /// Guests left over who would be placed if it has them.
    pub places: u32,
    /// What to say.
    pub script: String,
}

/// Returns the hotels to ring next.
#[must_use]
pub fn calls(instance: &Instance, calls: &[explain::Call]) -> Vec<Call> {
    let call = |call: &explain::Call| {
        let hotel = &instance.hotels[call.hotel];
        let (arrive, depart) = (instance.calendar.text(call.nights.arrive), instance.calendar.text(call.nights.depart));
        let noun = if call.rooms == 1 { "room" } else { "rooms" };
        let (rooms, room_type) = (call.rooms, &call.room_type);
        let nights = if arrive.is_empty() { "tonight".to_owned() } else { format!("from {arrive} to {depart}") };
        let script = match call.reason {
            explain::CallReason::Unknown => {
                format!("How many rooms have you {nights}? We could use {rooms} {room_type} {noun}.")
            }
            explain::CallReason::Partial => {
                format!("Are your rooms free on every night {nights}? We could use {rooms} more {noun}.")
            }
            explain::CallReason::Unsure => {
                format!("Does your quote still stand {nights}? We could use {rooms} more {noun} of it.")
            }
        };
        Call {
            hotel: hotel.id.to_string(),
            name: hotel.name.clone(),
            contact: hotel.contact.clone(),
            phone: hotel.phone.clone(),
            reason: call.reason.as_str().to_owned(),
            rooms,
            room_type: room_type.clone(),
            arrive,
            depart,
            places: call.guests,
            script,
        }
    };
    calls.iter().map(call).collect()
}
