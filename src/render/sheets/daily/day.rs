//! 一: guests, rooms and groups, and who comes and goes.

use std::collections::BTreeSet;

use crate::render::sheets::facts::Facts;
use crate::render::sheets::{Cell, Column, Row, Section};

/// Returns the totals of the plan and of the day.
pub(super) fn totals(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let (item, totals) = (&words.item, facts.record.totals);
    let columns = vec![
        Column::text(&column.item),
        Column::date(&column.date),
        Column::count(&column.guests),
        Column::count(&column.groups),
    ];
    let row = |word: &str, night: Option<u32>, guests: u64, groups: u64| {
        let date = Cell::date(night.and_then(|night| facts.date(night)));
        Row::of([Cell::text(word), date, Cell::count(guests), Cell::count(groups)])
    };
    let today = facts.today();
    let (asleep, come, go) = (asleep(facts, today), coming(facts, today), going(facts, today));
    let next = coming(facts, today.saturating_add(1));
    let rows = vec![
        row(&item.asked, None, totals.guests, totals.groups),
        row(&item.placed, None, totals.placed, totals.groups_placed),
        row(&item.unmet, None, totals.unmet, totals.groups - totals.groups_placed),
        row(&item.asleep, Some(today), asleep.0, asleep.1),
        row(&item.arriving, Some(today), come.0, come.1),
        row(&item.leaving, Some(today), go.0, go.1),
        row(&item.arriving, Some(today.saturating_add(1)), next.0, next.1),
    ];
    Section::new(columns, rows).named("totals", &words.section.daily_totals)
}

fn count(facts: &Facts<'_>, is_so: &dyn Fn(usize) -> bool) -> (u64, u64) {
    let mut groups = BTreeSet::new();
    let mut guests = 0;
    for chunk in facts.chunks().into_iter().filter(|chunk| is_so(chunk.group)) {
        groups.insert(chunk.group);
        guests += u64::from(chunk.guests);
    }
    (guests, groups.len() as u64)
}

/// Counts the guests and the groups that sleep somewhere on a night.
pub(super) fn asleep(facts: &Facts<'_>, night: u32) -> (u64, u64) {
    count(facts, &|group| facts.group(group).stay.covers(night))
}

/// Counts those who come on a day and have not slept in another hotel of the plan before.
fn coming(facts: &Facts<'_>, night: u32) -> (u64, u64) {
    count(facts, &|group| facts.group(group).stay.arrive == night && facts.group(group).continues.is_none())
}

/// Counts those who leave on a day, surely, and do not go on to another hotel of the plan.
fn going(facts: &Facts<'_>, night: u32) -> (u64, u64) {
    let continued: BTreeSet<usize> = facts.instance.groups.iter().filter_map(|group| group.continues).collect();
    let is_sure = |group: usize| !facts.group(group).departs_open && !continued.contains(&group);
    count(facts, &|group| facts.group(group).stay.depart == night && is_sure(group))
}
