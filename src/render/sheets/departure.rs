//! Who leaves, day by day, and tomorrow first (domain §4).

use std::collections::{BTreeMap, BTreeSet};

use super::facts::{Facts, name_beside};
use super::{Cell, Column, ReportSheet, Row, Section};
use crate::service::Chunk;

/// Returns the sheet.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let (words, mut chunks) = (facts.words(), facts.chunks());
    chunks.sort_by_key(|chunk| (chunk.stay.depart, chunk.hotel, chunk.group));
    let tomorrow = facts.today().saturating_add(1);
    let mut sections = Vec::new();
    if facts.as_of().is_some() && facts.instance.calendar.first.is_some() {
        let own: Vec<Chunk> = chunks.iter().filter(|chunk| chunk.stay.depart == tomorrow).copied().collect();
        sections.push(list(facts, &own).named("tomorrow", &words.section.tomorrow));
    }
    sections.push(days(facts, &chunks));
    sections.push(list(facts, &chunks).named("all", &words.section.all_departures));
    let mut sheet = facts.sheet("departures", &words.title.departures, sections);
    sheet.notes.push(words.note.no_way_out.clone());
    sheet
}

fn list(facts: &Facts<'_>, chunks: &[Chunk]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::date(&column.date),
        Column::text(&column.hotel),
        Column::text(&column.hotel_name),
        Column::text(&column.group),
        Column::text(&column.name),
        Column::sum(&column.guests),
        Column::count(&column.nights),
        Column::text(&column.leader),
        Column::text(&column.leader_phone),
        Column::text(&column.sure),
        Column::by_hand(&column.leaves_by),
    ];
    let continued: BTreeSet<usize> = facts.instance.groups.iter().filter_map(|group| group.continues).collect();
    let row = |chunk: &Chunk| {
        let (group, hotel) = (facts.group(chunk.group), facts.hotel(chunk.hotel));
        let sure = match (continued.contains(&chunk.group), group.departs_open) {
            (true, _) => words.item.moves_on.as_str(),
            (false, true) => &words.item.departs_open,
            (false, false) => "",
        };
        Row::of([
            Cell::date(facts.date(chunk.stay.depart)),
            Cell::text(hotel.id.as_str()),
            Cell::text(name_beside(&hotel.name, hotel.id.as_str())),
            Cell::text(group.id.as_str()),
            Cell::text(name_beside(&group.name, group.id.as_str())),
            Cell::count(chunk.guests),
            Cell::count(chunk.stay.n_nights()),
            Cell::text(&group.leader),
            Cell::text(&facts.phone(&group.phone)),
            Cell::text(sure),
            Cell::Blank,
        ])
    };
    Section::new(columns, chunks.iter().map(row).collect()).summed(&words.item.total)
}

/// The hotels and groups of a day, and the guests: those whose departure is sure, and those whose is open.
type Day = (BTreeSet<usize>, BTreeSet<usize>, [u64; 2]);

fn days(facts: &Facts<'_>, chunks: &[Chunk]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::date(&column.date),
        Column::count(&column.hotels),
        Column::count(&column.groups),
        Column::sum(&column.guests),
        Column::sum(&column.departs_open),
    ];
    let mut days: BTreeMap<u32, Day> = BTreeMap::new();
    for chunk in chunks {
        let (hotels, groups, guests) = days.entry(chunk.stay.depart).or_default();
        hotels.insert(chunk.hotel);
        groups.insert(chunk.group);
        guests[usize::from(facts.group(chunk.group).departs_open)] += u64::from(chunk.guests);
    }
    let rows = days.into_iter().map(|(night, (hotels, groups, [sure, open]))| {
        let counts = [hotels.len() as u64, groups.len() as u64, sure, open].map(Cell::count);
        Row::of([Cell::date(facts.date(night))].into_iter().chain(counts))
    });
    let rows = rows.collect();
    Section::new(columns, rows).named("days", &words.section.departures_by_day).summed(&words.item.total)
}
