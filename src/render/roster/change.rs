//! What is new on a rooming list against the plan before this one: rows that were not there, that say something else, or that
//! are gone. Without a plan before, nothing is marked.

use super::{Entry, Rosters};
use crate::domain::{AllocationRow, Group, Instance};
use crate::render::sheets::Mark;
use crate::render::words::Words;

/// Tells whether two rows are about the same rooms of the same group.
fn is_same(one: &AllocationRow, other: &AllocationRow) -> bool {
    let key = |row: &AllocationRow| (row.group.clone(), row.hotel.clone(), row.sex);
    key(one) == key(other) && (&one.wing, &one.room_type) == (&other.wing, &other.room_type)
}

/// Returns the mark of a row in words: empty where it says what the plan before this one said, or where there was none.
pub(super) fn mark(instance: &Instance, entry: &Entry<'_>, words: &Words) -> String {
    marked(instance, entry, words).1
}

/// Returns the mark of a row, and the same in words.
pub(super) fn marked(instance: &Instance, entry: &Entry<'_>, words: &Words) -> (Option<Mark>, String) {
    let Some(previous) = &instance.previous else { return (None, String::new()) };
    let before = previous.rows_of(entry.row.group.as_str()).iter().find(|row| is_same(row, entry.row));
    let Some(before) = before else { return (Some(Mark::New), Words::word(&words.change, "new").to_owned()) };
    let differences = differences(instance, (before, entry.row), entry.group, words);
    if differences.is_empty() {
        return (None, String::new());
    }
    (Some(Mark::Changed), format!("{} ({})", Words::word(&words.change, "changed"), differences.join(", ")))
}

/// Returns what a row says otherwise than before.
fn differences(
    instance: &Instance,
    (before, now): (&AllocationRow, &AllocationRow),
    group: &Group,
    words: &Words,
) -> Vec<String> {
    let text = |night: u32| instance.calendar.text(night);
    let (arrive, depart) = (text(group.stay.arrive), text(group.stay.depart));
    let dates = before.dates.map(|(arrive, depart)| (arrive.to_string(), depart.to_string()));
    let (was_arrive, was_depart) = dates.unwrap_or_else(|| (arrive.clone(), depart.clone()));
    let column = &words.column;
    let values = [
        (&column.rooms, before.rooms.to_string(), now.rooms.to_string()),
        (&column.guests, before.guests.to_string(), now.guests.to_string()),
        (&column.arrive, was_arrive, arrive),
        (&column.depart, was_depart, depart),
    ];
    let differing = values.into_iter().filter(|(_, was, is)| was != is);
    differing.map(|(name, was, is)| format!("{name} {was} → {is}")).collect()
}

/// Returns the rows that a hotel had in the plan before this one and has no longer, in their order.
pub(super) fn gone<'a>(rosters: &Rosters<'a>, hotel: usize) -> impl Iterator<Item = &'a AllocationRow> {
    let id = &rosters.instance.hotels[hotel].id;
    let now: Vec<&AllocationRow> = rosters.rows.get(&hotel).cloned().unwrap_or_default();
    let before = rosters.instance.previous.iter().flat_map(|previous| previous.rows.iter().chain(&previous.gone));
    before.filter(move |row| row.hotel == *id && row.guests > 0 && !now.iter().any(|other| is_same(row, other)))
}

/// Returns the mark of a row that is gone, with what it was.
pub(super) fn gone_mark(row: &AllocationRow, words: &Words) -> String {
    let column = &words.column;
    let cancelled = Words::word(&words.change, "cancelled");
    format!("{cancelled} ({} {}, {} {})", column.rooms, row.rooms, column.guests, row.guests)
}
