//! Who is not placed, why, what would place them, and which hotels to ring.

use serde::Serialize;

use super::Report;
use crate::render::number::grouped;
use crate::render::record::{self, Call, GroupRejected};
use crate::render::spoken::Spoken;

/// A group that is not wholly placed.
#[derive(Debug, Serialize)]
pub struct Group {
    id: String,
    /// Its name, where that is not its id.
    name: String,
    guests: String,
    of: String,
    priority: u32,
    code: &'static str,
    reason: String,
    /// How many hotels each filter leaves, the whole case first.
    funnel: Vec<Step>,
    holders: Vec<Holder>,
    remedy: String,
    others: Vec<Remedy>,
}

#[derive(Debug, Serialize)]
struct Step {
    hotels: String,
    /// What they have in common; empty for all of the case.
    left: String,
    rule: String,
}

#[derive(Debug, Serialize)]
struct Holder {
    group: String,
    guests: String,
    hotels: String,
    arrive: String,
    depart: String,
}

#[derive(Debug, Serialize)]
struct Remedy {
    change: String,
    places: String,
}

/// A hotel to ring.
#[derive(Debug, Serialize)]
pub struct Ring {
    hotel: String,
    name: String,
    contact: String,
    phone: String,
    reason: String,
    rooms: String,
    room_type: String,
    places: String,
    script: String,
}

/// One thing eased for everybody.
#[derive(Debug, Serialize)]
pub struct Eased {
    change: String,
    places: String,
    proven: bool,
    groups: String,
    left: String,
    costs: String,
}

/// A group that was rejected with its row.
#[derive(Debug, Serialize)]
pub struct Rejected {
    group: String,
    guests: String,
    reason: String,
    remedy: String,
}

/// Who is not placed.
#[derive(Debug, Serialize)]
pub struct Unmet {
    groups: Vec<Group>,
    relief: Vec<Eased>,
    calls: Vec<Ring>,
    rejected: Vec<Rejected>,
}

/// Returns who is not placed; none where everybody is.
#[must_use]
pub fn unmet(report: &Report<'_>) -> Option<Unmet> {
    let record = report.record;
    if record.unmet.is_empty() && record.groups_rejected.is_empty() {
        return None;
    }
    Some(Unmet {
        groups: record.unmet.iter().map(|entry| group(report, entry)).collect(),
        relief: record.relief.iter().map(|relief| eased(Spoken::of(report.lang), relief)).collect(),
        calls: record.calls.iter().map(|call| ring(Spoken::of(report.lang), call)).collect(),
        rejected: record.groups_rejected.iter().map(|group| rejected(Spoken::of(report.lang), group)).collect(),
    })
}

fn group(report: &Report<'_>, entry: &record::Unmet) -> Group {
    let spoken = Spoken::of(report.lang);
    let known = report.instance.group(&entry.group).map(|group| report.instance.groups[group].name.clone());
    let first = Step { hotels: grouped(entry.funnel.hotels as u64), left: String::new(), rule: String::new() };
    let steps = entry.funnel.losses().map(|(step, _)| Step {
        hotels: grouped(step.hotels as u64),
        left: spoken.left(step),
        rule: step.rule.clone(),
    });
    let holder = |holder: &record::Holder| Holder {
        group: holder.group.clone(),
        guests: grouped(holder.guests),
        hotels: holder.hotels.join(", "),
        arrive: holder.arrive.clone(),
        depart: holder.depart.clone(),
    };
    let remedy =
        |remedy: &record::Remedy| Remedy { change: spoken.change(entry, remedy), places: grouped(remedy.places) };
    Group {
        id: entry.group.clone(),
        name: known.filter(|name| *name != entry.group).unwrap_or_default(),
        guests: grouped(entry.guests),
        of: grouped(entry.of),
        priority: entry.priority,
        code: entry.reason_code.as_str(),
        reason: spoken.reason(entry),
        funnel: std::iter::once(first).chain(steps).collect(),
        holders: entry.holders.iter().map(holder).collect(),
        remedy: spoken.remedy(entry),
        others: entry.remedies.iter().skip(1).map(remedy).collect(),
    }
}

fn eased(spoken: Spoken, relief: &record::Relief) -> Eased {
    Eased {
        change: spoken.eased(relief),
        places: if relief.helps { grouped(relief.places) } else { "0".to_owned() },
        proven: relief.proven,
        groups: if relief.helps { grouped(relief.groups) } else { "0".to_owned() },
        left: grouped(relief.left),
        costs: if relief.helps { spoken.costs(relief) } else { String::new() },
    }
}

fn ring(spoken: Spoken, call: &Call) -> Ring {
    Ring {
        hotel: call.hotel.clone(),
        name: if call.name == call.hotel { String::new() } else { call.name.clone() },
        contact: call.contact.clone(),
        phone: call.phone.clone(),
        reason: call.reason.clone(),
        rooms: grouped(call.rooms),
        room_type: call.room_type.clone(),
        places: grouped(call.places),
        script: spoken.script(call),
    }
}

fn rejected(spoken: Spoken, entry: &GroupRejected) -> Rejected {
    Rejected {
        group: entry.group.clone(),
        guests: entry.guests.map(grouped).unwrap_or_default(),
        reason: spoken.rejected(entry),
        remedy: spoken.cure(entry),
    }
}
