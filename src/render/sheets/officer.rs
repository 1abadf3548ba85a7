//! The sheets of officers in hotels (domain §4): whom they look after, who comes and goes today and tomorrow, and what is left
//! to be written in by hand.

use std::collections::BTreeMap;

use super::facts::{Facts, name_beside};
use super::{Cell, Column, Head, ReportSheet, Row, Section};
use crate::domain::{Officer, Sex};
use crate::render::roster::file_names;
use crate::render::words::Words;
use crate::service::Chunk;
use crate::service::liaison::Posting;

/// Returns which officer is in which hotel.
#[must_use]
pub fn sheet(facts: &Facts<'_>) -> ReportSheet {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.officer),
        Column::text(&column.name),
        Column::text(&column.senior),
        Column::text(&column.hotel),
        Column::text(&column.hotel_name),
        Column::text(&column.district),
        Column::sum(&column.guests),
    ];
    let row = |posting: &Posting| {
        let (officer, hotel) = (officer(facts, posting), facts.hotel(posting.hotel));
        Row::of([
            Cell::text(&officer.id),
            Cell::text(name_beside(&officer.name, &officer.id)),
            Cell::text(if officer.is_senior { &words.item.yes } else { "" }),
            Cell::text(hotel.id.as_str()),
            Cell::text(name_beside(&hotel.name, hotel.id.as_str())),
            Cell::text(&hotel.district),
            Cell::count(posting.guests),
        ])
    };
    let rows = facts.postings.iter().map(row).collect();
    let section = Section::new(columns, rows).summed(&words.item.total);
    facts.sheet("officers", &words.title.officers, vec![section])
}

fn officer<'a>(facts: &Facts<'a>, posting: &Posting) -> &'a Officer {
    &facts.instance.people.officers[posting.officer]
}

/// Returns one sheet for each hotel in which there are officers: they share it.
#[must_use]
pub fn sheets(facts: &Facts<'_>) -> Vec<ReportSheet> {
    let names = file_names(facts.instance.hotels.iter().map(|hotel| hotel.id.as_str()));
    let mut chunks: BTreeMap<usize, Vec<Chunk>> = BTreeMap::new();
    for chunk in facts.chunks() {
        chunks.entry(chunk.hotel).or_default().push(chunk);
    }
    let hotels = facts.postings.chunk_by(|a, b| a.hotel == b.hotel);
    let sheet = |postings: &[Posting]| {
        let at = postings.first()?.hotel;
        let own = chunks.get(&at).map_or(&[][..], Vec::as_slice);
        let mut sheet = of_hotel(facts, postings, own);
        sheet.stem = format!("officers/{}", facts.stem(&names[at]));
        Some(sheet)
    };
    hotels.filter_map(sheet).collect()
}

fn of_hotel(facts: &Facts<'_>, postings: &[Posting], chunks: &[Chunk]) -> ReportSheet {
    let words = facts.words();
    let hotel = postings.first().map(|posting| facts.hotel(posting.hotel));
    let name = hotel.map_or("", |hotel| hotel.name.as_str());
    let mut sections = vec![counts(facts, chunks), groups(facts, chunks)];
    if facts.manner.needs {
        sections.push(frail(facts, chunks));
    }
    sections.push(problems(facts));
    let mut sheet = facts.sheet("officers", &format!("{} {name}", words.title.officer), sections);
    name.clone_into(&mut sheet.tab);
    let officers: Vec<&str> = postings.iter().map(|posting| officer(facts, posting).name.as_str()).collect();
    let mut line = |label: &str, value: &str| {
        if !value.is_empty() {
            sheet.head.push(Head { label: label.to_owned(), value: value.to_owned() });
        }
    };
    line(&words.column.officer, &officers.join(", "));
    line(&words.item.day, &facts.date(facts.today()).map(|date| date.to_string()).unwrap_or_default());
    line(&words.column.address, hotel.map_or("", |hotel| &hotel.address));
    line(&words.column.phone, hotel.map_or("", |hotel| &hotel.phone));
    sheet.notes.push(words.note.no_tests.clone());
    sheet.signature.clone_from(&words.item.signature);
    sheet
}

/// Counts who is there, who comes and who goes, today and tomorrow.
fn counts(facts: &Facts<'_>, chunks: &[Chunk]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.item),
        Column::date(&column.date),
        Column::count(&column.groups),
        Column::count(&column.guests),
    ];
    let today = facts.today();
    let item = &words.item;
    let mut rows = Vec::new();
    let mut count = |word: &str, night: u32, is_so: &dyn Fn(&Chunk) -> bool| {
        let own = chunks.iter().filter(|chunk| is_so(chunk));
        let (groups, guests) = own.fold((0_u64, 0_u64), |(n, sum), chunk| (n + 1, sum + u64::from(chunk.guests)));
        rows.push(Row::of([Cell::text(word), Cell::date(facts.date(night)), Cell::count(groups), Cell::count(guests)]));
    };
    count(&item.asleep, today, &|chunk| chunk.stay.covers(today));
    for night in [today, today.saturating_add(1)] {
        count(&item.arriving, night, &|chunk| chunk.stay.arrive == night);
        count(&item.leaving, night, &|chunk| chunk.stay.depart == night && !facts.group(chunk.group).departs_open);
    }
    Section::new(columns, rows).named("counts", &words.section.counts)
}

fn groups(facts: &Facts<'_>, chunks: &[Chunk]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.group),
        Column::text(&column.name),
        Column::sum(&column.guests),
        Column::date(&column.arrive),
        Column::date(&column.depart),
        Column::count(&column.nights_done),
        Column::count(&column.nights_min),
        Column::text(&column.leader),
        Column::text(&column.leader_phone),
        Column::text(&column.status),
        Column::by_hand(&column.visited),
        Column::by_hand(&column.open_problems),
    ];
    let row = |chunk: &Chunk| {
        let group = facts.group(chunk.group);
        let (arrive, depart) = facts.dates(chunk.stay);
        let least = Some(group.asks.nights_min).filter(|&nights| nights > 0);
        Row::of([
            Cell::text(group.id.as_str()),
            Cell::text(name_beside(&group.name, group.id.as_str())),
            Cell::count(chunk.guests),
            Cell::date(arrive),
            Cell::date(depart),
            Cell::count(facts.today().saturating_sub(chunk.stay.arrive).min(chunk.stay.n_nights())),
            least.map_or(Cell::Blank, Cell::count),
            Cell::text(&group.leader),
            Cell::text(&facts.phone(&group.phone)),
            Cell::text(&facts.labels().standing(group)),
            Cell::Blank,
            Cell::Blank,
        ])
    };
    let rows = chunks.iter().map(row).collect();
    Section::new(columns, rows).named("groups", &words.section.groups).summed(&words.item.total)
}

/// Returns the guests by name who need something, are children, or are too old to be carers: only where it is asked for.
fn frail(facts: &Facts<'_>, chunks: &[Chunk]) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns = vec![
        Column::text(&column.group),
        Column::text(&column.name),
        Column::text(&column.sex),
        Column::count(&column.age),
        Column::text(&column.needs),
    ];
    let rules = &facts.instance.rules;
    let is_frail = |age: u32| age < rules.minor_age || age > rules.carer_age_max;
    // Of a group in several hotels, those whom the rooming puts here; all of them where there is none.
    let here: Vec<usize> = chunks.iter().map(|chunk| chunk.group).collect();
    let hotel = chunks.first().map(|chunk| facts.hotel(chunk.hotel).id.as_str());
    let is_elsewhere = |id: &str| facts.rooming.iter().any(|row| row.guest == id && Some(row.hotel.as_str()) != hotel);
    let guests = facts.instance.people.guests.iter().filter(|guest| here.binary_search(&guest.group).is_ok());
    let guests = guests.filter(|guest| !guest.needs.is_empty() || guest.age.is_some_and(is_frail));
    let rows = guests.filter(|guest| !is_elsewhere(&guest.id)).map(|guest| {
        let sex = guest.sex.map(Sex::as_str).unwrap_or_default();
        Row::of([
            Cell::text(facts.group(guest.group).id.as_str()),
            Cell::text(&guest.name),
            Cell::text(Words::word(&facts.labels().sex, sex)),
            guest.age.map_or(Cell::Blank, Cell::count),
            Cell::text(&guest.needs.iter().map(String::as_str).collect::<Vec<_>>().join(", ")),
        ])
    });
    Section::new(columns, rows.collect()).named("needs", &words.section.frail)
}

/// Returns lines to be filled in: a case knows of no problems.
fn problems(facts: &Facts<'_>) -> Section {
    let (words, column) = (facts.words(), &facts.words().column);
    let columns =
        vec![Column::by_hand(&column.problem), Column::by_hand(&column.since), Column::by_hand(&column.solved)];
    let rows = (0..4).map(|_| Row::of([Cell::Blank, Cell::Blank, Cell::Blank])).collect();
    Section::new(columns, rows).named("problems", &words.section.problems)
}
