//! Why a group is where it is, and who is in a hotel, as pages of text or as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, plural};
use super::record;
use super::sheet::{Sheet, paragraph};
use crate::domain::quantity::to_units;
use crate::domain::{Allocation, Instance, rows_of};
use crate::explain::{Alternative, AlternativeVerdict, Holder, LevelChange};

/// Hotels that are listed of each kind; the others are counted.
const LISTED: usize = 12;

/// Returns the page about a group.
#[must_use]
pub fn group_text(instance: &Instance, group: usize, all: &[Alternative], width: usize) -> String {
    let wishes = &instance.groups[group];
    let placed: u32 = all.iter().map(|one| one.here).sum();
    let head = format!("{}: {placed} of {} guests placed, priority {}.", wishes.id, wishes.guests, wishes.priority);
    let mut text = paragraph("", &head, width);
    let takes: Vec<&Alternative> =
        all.iter().filter(|one| matches!(one.verdict, AlternativeVerdict::Takes { .. })).collect();
    if !takes.is_empty() {
        text.push_str("\n  If it were in one hotel, with everybody else where they are\n");
        let mut sheet = Sheet::new(&["Hotel", ">Now", ">Takes", ">km", "Objective, from the first level that changes"]);
        for one in takes.iter().take(LISTED) {
            sheet.row(row(instance, group, one));
        }
        text.push_str(&sheet.text(2, width));
        text.push_str(&more(takes.len(), width));
    }
    text.push_str(&held(instance, all, width));
    text.push_str(&filtered(all, width));
    text
}

/// Returns the row of a hotel that takes the group.
fn row(instance: &Instance, group: usize, one: &Alternative) -> [String; 5] {
    let (guests, change) = match &one.verdict {
        AlternativeVerdict::Takes { guests, change } => (*guests, changed(change)),
        _ => (0, String::new()),
    };
    let km = instance.travel(group, one.hotel).km.map_or_else(String::new, |km| format!("{:.1}", km.units()));
    [instance.hotels[one.hotel].id.to_string(), grouped(one.here), grouped(guests), km, change]
}

/// Says by how much the levels change, from the first that does; at most two of them.
fn changed(change: &[LevelChange]) -> String {
    let all = change.iter().filter(|level| level.by != 0);
    let told: Vec<String> =
        all.take(2).map(|level| format!("{} {:+.2}", level.level, to_units(level.by, level.scale))).collect();
    if told.is_empty() { "the same".to_owned() } else { told.join(", ") }
}

fn more(all: usize, width: usize) -> String {
    let left = all.saturating_sub(LISTED);
    if left == 0 {
        String::new()
    } else {
        paragraph("  ", &format!("and {}", plural(left, "more hotel", "more hotels")), width)
    }
}

/// Returns the hotels that would suit the group, and have no room for it.
fn held(instance: &Instance, all: &[Alternative], width: usize) -> String {
    let held: Vec<(&Alternative, &Vec<Holder>)> = all
        .iter()
        .filter_map(|one| match &one.verdict {
            AlternativeVerdict::Held { holders } => Some((one, holders)),
            _ => None,
        })
        .collect();
    if held.is_empty() {
        return String::new();
    }
    let mut text = "\n  Hotels that would suit it, and have no room left for it\n".to_owned();
    let mut sheet = Sheet::new(&["Hotel", "Who is there"]);
    for (one, holders) in held.iter().take(LISTED) {
        let names: Vec<String> =
            holders.iter().map(|one| format!("{} ({})", instance.groups[one.group].id, one.guests)).collect();
        let names =
            if names.is_empty() { "nobody: too few rooms for the smallest part".to_owned() } else { names.join(", ") };
        sheet.row([instance.hotels[one.hotel].id.to_string(), names]);
    }
    text.push_str(&sheet.text(2, width));
    text.push_str(&more(held.len(), width));
    text
}

/// Counts the hotels that a filter leaves out.
fn filtered(all: &[Alternative], width: usize) -> String {
    let mut counts: Vec<(&str, &str, usize)> = Vec::new();
    for one in all {
        if let AlternativeVerdict::Filtered { rule, left } = one.verdict {
            match counts.iter_mut().find(|(known, of, _)| *known == rule && *of == left) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((rule, left, 1)),
            }
        }
    }
    if counts.is_empty() {
        return String::new();
    }
    counts.sort_by_key(|&(rule, left, count)| (std::cmp::Reverse(count), rule, left));
    let told: Vec<String> = counts.iter().map(|(rule, left, count)| format!("{count} not {left} ({rule})")).collect();
    format!("\n{}", paragraph("  ", &format!("Left out: {}.", told.join(", ")), width))
}

#[derive(Serialize)]
struct GroupPage<'a> {
    schema_version: u32,
    group: &'a str,
    guests: u32,
    hotels: Vec<HotelOfGroup<'a>>,
}

#[derive(Serialize)]
struct HotelOfGroup<'a> {
    hotel: &'a str,
    here: u32,
    takes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    filtered_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    held_by: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    change: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    level: &'a str,
    by: f64,
}

/// Writes the page about a group as JSON: every hotel of the case.
///
/// # Errors
/// When the writer fails.
pub fn group_json(instance: &Instance, group: usize, all: &[Alternative], out: &mut dyn Write) -> io::Result<()> {
    let hotels = all.iter().map(|one| of_group(instance, one)).collect();
    let wishes = &instance.groups[group];
    let page =
        GroupPage { schema_version: record::SCHEMA_VERSION, group: wishes.id.as_str(), guests: wishes.guests, hotels };
    record::write_json(&page, out)
}

fn of_group<'a>(instance: &'a Instance, one: &'a Alternative) -> HotelOfGroup<'a> {
    let mut page = HotelOfGroup {
        hotel: instance.hotels[one.hotel].id.as_str(),
        here: one.here,
        takes: 0,
        filtered_by: None,
        held_by: Vec::new(),
        change: Vec::new(),
    };
    match &one.verdict {
        AlternativeVerdict::Filtered { rule, .. } => page.filtered_by = Some(rule),
        AlternativeVerdict::Held { holders } => {
            page.held_by = holders.iter().map(|one| instance.groups[one.group].id.as_str()).collect();
        }
        AlternativeVerdict::Takes { guests, change } => {
            page.takes = *guests;
            let by = |one: &'a LevelChange| Change { level: &one.level, by: to_units(one.by, one.scale) };
            page.change = change.iter().map(by).collect();
        }
    }
    page
}

/// A group that is in a hotel, or is left over and could be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Caller {
    /// Its id.
    pub group: String,
    /// Guests there.
    pub guests: u32,
    /// What the hotel is to it, in words.
    pub said: String,
}

/// Returns the page about a hotel: who is in it, and what it is to those who are left over.
#[must_use]
pub fn hotel_text(instance: &Instance, hotel: usize, callers: &[Caller], width: usize) -> String {
    let of = &instance.hotels[hotel];
    let guests: u32 = callers.iter().map(|one| one.guests).sum();
    let name = if of.name == of.id.as_str() { String::new() } else { format!(" ({})", of.name) };
    let mut text =
        paragraph("", &format!("{}{name}: {} in the plan.", of.id, plural(guests as usize, "guest", "guests")), width);
    let mut sheet = Sheet::new(&["Group", ">Guests here", ""]);
    for one in callers {
        sheet.row([one.group.clone(), grouped(one.guests), one.said.clone()]);
    }
    if !sheet.is_empty() {
        text.push('\n');
        text.push_str(&sheet.text(2, width));
    }
    text
}

#[derive(Serialize)]
struct HotelPage<'a> {
    schema_version: u32,
    hotel: &'a str,
    groups: &'a [Caller],
}

/// Writes the page about a hotel as JSON.
///
/// # Errors
/// When the writer fails.
pub fn hotel_json(instance: &Instance, hotel: usize, groups: &[Caller], out: &mut dyn Write) -> io::Result<()> {
    let hotel = instance.hotels[hotel].id.as_str();
    let page = HotelPage { schema_version: record::SCHEMA_VERSION, hotel, groups };
    record::write_json(&page, out)
}

/// Says in words what a hotel is to a group.
#[must_use]
pub fn said(instance: &Instance, one: &Alternative) -> String {
    match &one.verdict {
        AlternativeVerdict::Filtered { rule, left } => format!("the hotel is not {left} ({rule})"),
        AlternativeVerdict::Held { holders } if holders.is_empty() => "too few rooms for it".to_owned(),
        AlternativeVerdict::Held { holders } => {
            let names: Vec<&str> = holders.iter().map(|one| instance.groups[one.group].id.as_str()).collect();
            let verb = if names.len() == 1 { "is" } else { "are" };
            format!("{} {verb} there", names.join(", "))
        }
        AlternativeVerdict::Takes { guests, change } => {
            format!("{guests} of it could be there: {}", changed(change))
        }
    }
}

/// Returns who is in a hotel by the rows of an allocation, by group.
#[must_use]
pub fn guests_of(instance: &Instance, allocation: &Allocation, hotel: usize, group: usize) -> u32 {
    let (hotel, group) = (instance.hotels[hotel].id.as_str(), instance.groups[group].id.as_str());
    let here = rows_of(&allocation.rows, group).iter().filter(|row| row.hotel.as_str() == hotel);
    here.map(|row| row.guests).sum()
}
