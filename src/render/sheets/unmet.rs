//! The sheet of those who have no room (domain §4): who, why, and whom to ring for what.

use super::facts::{Facts, name_beside};
use super::{Cell, Column, ReportSheet, Row, Section};
use crate::domain::Group;
use crate::render::case::sharing;
use crate::render::record::{Call, Relief, Unmet};
use crate::render::words::Words;

/// Returns the sheet.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let words = facts.words();
    let mut sections = vec![who(facts), why(facts)];
    if !facts.record.relief.is_empty() {
        sections.push(relief(facts));
    }
    if !facts.record.calls.is_empty() {
        sections.push(ask(facts));
    }
    facts.sheet("unmet", &words.title.unmet, sections)
}

fn who(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.group),
        Column::text(&column.name),
        Column::text(&column.class),
        Column::count(&column.priority),
        Column::sum(&column.unplaced),
        Column::sum(&column.of_guests),
        Column::text(&column.room_wanted),
        Column::count(&column.nights),
        Column::date(&column.arrive),
        Column::date(&column.depart),
        Column::of(&column.hours_left, super::Kind::Number),
        Column::text(&column.reason_code),
    ];
    let rejected = facts.record.groups_rejected.iter().map(|one| {
        let mut cells = vec![Cell::Blank; columns.len()];
        cells[0] = Cell::text(&one.group);
        cells[4] = one.guests.map_or(Cell::Blank, Cell::count);
        cells[5] = cells[4].clone();
        cells[11] = Cell::text(&words.item.rejected);
        Row::of(cells)
    });
    let rows = facts.record.unmet.iter().map(|entry| who_row(facts, entry)).chain(rejected).collect();
    Section::new(columns, rows).named("who", &words.section.who).summed(&words.item.total)
}

fn who_row(facts: &Facts<'_>, entry: &Unmet) -> Row {
    let group = facts.instance.group(&entry.group).map(|at| facts.group(at));
    let stay = group.map(|group| facts.dates(group.stay));
    let class = group.map_or("", |group| facts.instance.classes[group.class].name.as_str());
    Row::of([
        Cell::text(&entry.group),
        Cell::text(group.map_or("", |group| name_beside(&group.name, &entry.group))),
        Cell::text(class),
        Cell::count(entry.priority),
        Cell::count(entry.guests),
        Cell::count(entry.of),
        Cell::text(&group.map(|group| room_wanted(facts, group)).unwrap_or_default()),
        group.map_or(Cell::Blank, |group| Cell::count(group.stay.n_nights())),
        Cell::date(stay.and_then(|(arrive, _)| arrive)),
        Cell::date(stay.and_then(|(_, depart)| depart)),
        group.and_then(|group| hours_left(facts, group)).map_or(Cell::Blank, Cell::Number),
        Cell::text(entry.reason_code.as_str()),
    ])
}

/// Returns the rooms that a group may use, and how it shares them.
fn room_wanted(facts: &Facts<'_>, group: &Group) -> String {
    let labels = facts.labels();
    let shared = Words::word(&labels.sharing, sharing(group.sharing));
    let Some(types) = &group.room_types else { return shared.to_owned() };
    let types: Vec<&str> = types.iter().map(|one| Words::word(&labels.room_type, one)).collect();
    format!("{}; {shared}", types.join(", "))
}

/// Returns the hours until a group arrives, where both times are known.
#[expect(clippy::cast_precision_loss, reason = "minutes of a few years")]
fn hours_left(facts: &Facts<'_>, group: &Group) -> Option<f64> {
    let minutes = group.arrival?.signed_duration_since(facts.as_of()?).num_minutes();
    Some(minutes as f64 / 60.0)
}

/// Returns one row for each change that would place more of a group; what each number says stands beside it.
fn why(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.group),
        Column::text(&column.reason_code),
        Column::text(&column.reason),
        Column::text(&column.rules),
        Column::text(&column.change_of),
        Column::count(&column.places),
    ];
    let rows = facts.record.unmet.iter().flat_map(|entry| why_rows(facts, entry)).collect();
    Section::new(columns, rows).named("why", &words.section.why)
}

fn why_rows(facts: &Facts<'_>, entry: &Unmet) -> Vec<Row> {
    let row = |change: &str, places: Cell, is_first: bool| {
        let said = |text: &str| if is_first { Cell::text(text) } else { Cell::Blank };
        Row::of([
            Cell::text(&entry.group),
            Cell::text(entry.reason_code.as_str()),
            said(&format!("{}: {}", entry.reason, entry.funnel)),
            said(&entry.rules.join(", ")),
            Cell::text(change),
            places,
        ])
    };
    if entry.remedies.is_empty() {
        return vec![row(&entry.remedy, Cell::text(&facts.words().item.not_tried), true)];
    }
    let remedies = entry.remedies.iter().enumerate();
    remedies.map(|(at, one)| row(&one.change, Cell::count(one.places), at == 0)).collect()
}

/// Returns one row for each thing that was eased for everybody, with what the case solved again then places.
fn relief(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.change_of),
        Column::text(&column.rule),
        Column::count(&column.places),
        Column::count(&column.groups_whole),
        Column::count(&column.unplaced),
        Column::text(&column.proven),
        Column::text(&column.besides),
    ];
    let word = |is: bool| if is { &words.item.yes } else { &words.item.no };
    let row = |one: &Relief| {
        let counted = |count: i64| Cell::count(if one.helps { count } else { 0 });
        Row::of([
            Cell::text(&one.change),
            Cell::text(one.rule.as_deref().unwrap_or_default()),
            counted(one.places),
            counted(one.groups),
            Cell::count(one.left),
            Cell::text(word(one.proven)),
            Cell::text(&if one.helps { one.costs() } else { String::new() }),
        ])
    };
    Section::new(columns, facts.record.relief.iter().map(row).collect()).named("relief", &words.section.relief)
}

/// Returns the hotels to ring, those first that would place most. They are rung, so their numbers are whole.
#[must_use]
pub fn ask(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::count(&column.rank),
        Column::text(&column.hotel),
        Column::text(&column.name),
        Column::text(&column.district),
        Column::text(&column.contact),
        Column::text(&column.phone),
        Column::text(&column.quote),
        Column::text(&column.room_type),
        Column::count(&column.rooms_to_ask),
        Column::date(&column.arrive),
        Column::date(&column.depart),
        Column::count(&column.places),
        Column::text(&column.script),
        Column::by_hand(&column.answer),
    ];
    let rows = facts.record.calls.iter().enumerate().map(|(at, call)| ask_row(facts, at + 1, call)).collect();
    Section::new(columns, rows).named("ask", &words.section.ask)
}

fn ask_row(facts: &Facts<'_>, rank: usize, call: &Call) -> Row {
    let district = facts.instance.hotel(&call.hotel).map_or("", |at| facts.hotel(at).district.as_str());
    let day = |text: &str| {
        let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d");
        date.map_or_else(|_| Cell::text(text), Cell::Date)
    };
    Row::of([
        Cell::count(rank),
        Cell::text(&call.hotel),
        Cell::text(name_beside(&call.name, &call.hotel)),
        Cell::text(district),
        Cell::text(&call.contact),
        Cell::text(&call.phone),
        Cell::text(&call.reason),
        Cell::text(Words::word(&facts.labels().room_type, &call.room_type)),
        Cell::count(call.rooms),
        day(&call.arrive),
        day(&call.depart),
        Cell::count(call.places),
        Cell::text(&call.script),
        Cell::Blank,
    ])
}
