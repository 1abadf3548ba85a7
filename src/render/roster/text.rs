//! A rooming list as a page of text that can be printed, faxed or read out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::{Entry, Rosters, change};
use crate::domain::{AllocationRow, GroupStatus, Stay};
use crate::render::case::sharing;
use crate::render::number::grouped;
use crate::render::sheet::Sheet;
use crate::render::words::{Lang, Words};

/// The width of the page, in cells.
const WIDTH: usize = 100;

/// Returns the page of a hotel.
pub(super) fn page(rosters: &Rosters<'_>, hotel: usize) -> String {
    let words = Words::of(rosters.style.lang);
    let mut text = title(rosters, words);
    text.push_str(&head(rosters, hotel, words));
    text.push('\n');
    text.push_str(&by_night(rosters, hotel, words));
    text.push_str(&table(rosters, hotel, words));
    text.push_str(&super::guests::section(rosters, hotel, WIDTH));
    text.push('\n');
    text.push_str(&signature(words, rosters.style.lang));
    text
}

fn title(rosters: &Rosters<'_>, words: &Words) -> String {
    let style = rosters.style;
    let as_of = style.as_of.map(|date| format!(", {} {date}", words.as_of)).unwrap_or_default();
    let right = format!("{} {} v{}{as_of}", words.plan, style.plan, style.version);
    let space = WIDTH.saturating_sub(words.title.width() + right.width()).max(2);
    format!("{}{}{right}\n\n", words.title, " ".repeat(space))
}

fn head(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let lines = facts(rosters, hotel, words);
    let wide = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (label, value) in lines {
        let space = " ".repeat(wide - label.width() + 2);
        writeln!(text, "{}", format!("{label}{space}{value}").trim_end()).expect("a String takes any text");
    }
    text
}

/// Returns what stands above a list: each label with what it says.
pub(super) fn facts<'w>(rosters: &Rosters<'_>, hotel: usize, words: &'w Words) -> [(&'w str, String); 9] {
    let facts = &rosters.instance.hotels[hotel];
    let name =
        if facts.name == facts.id.as_str() { facts.name.clone() } else { format!("{} ({})", facts.name, facts.id) };
    let groups: BTreeSet<&str> = rosters.entries(hotel).map(|entry| entry.group.id.as_str()).collect();
    [
        (&words.head.hotel, name),
        (&words.head.district, facts.district.clone()),
        (&words.head.address, facts.address.clone()),
        (&words.head.phone, facts.phone.clone()),
        (&words.head.contact, facts.contact.clone()),
        (&words.head.stay, stay(rosters, hotel, words)),
        (&words.head.rooms, rooms(rosters, hotel, words)),
        (&words.head.guests, guests(rosters, hotel, words)),
        (&words.head.groups, groups.len().to_string()),
    ]
}

fn stay(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let stays: Vec<Stay> = rosters.entries(hotel).map(|entry| entry.group.stay).collect();
    let (Some(arrive), Some(depart)) =
        (stays.iter().map(|stay| stay.arrive).min(), stays.iter().map(|stay| stay.depart).max())
    else {
        return String::new();
    };
    let word = if depart - arrive == 1 { &words.head.night } else { &words.head.nights };
    let count = format!("{} {word}", depart - arrive);
    match between(rosters, arrive, depart) {
        Some(dates) => format!("{dates}, {count}"),
        None => count,
    }
}

/// Returns two dates, none in a case without dates.
fn between(rosters: &Rosters<'_>, arrive: u32, depart: u32) -> Option<String> {
    let calendar = &rosters.instance.calendar;
    calendar.date(arrive).map(|_| format!("{} → {}", calendar.text(arrive), calendar.text(depart)))
}

/// Returns the most rooms of each type on one night, and of all together.
fn rooms(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let spans = spans(rosters, hotel);
    let mut most: BTreeMap<&str, u64> = BTreeMap::new();
    for span in &spans {
        for (&room_type, &rooms) in &span.rooms {
            let entry = most.entry(room_type).or_default();
            *entry = rooms.max(*entry);
        }
    }
    let total = spans.iter().map(|span| span.rooms.values().sum::<u64>()).max().unwrap_or(0);
    let note = if spans.len() > 1 { words.head.most.clone() } else { String::new() };
    format!("{}: {}{note}", grouped(total), typed(&most, words))
}

/// Returns counts by room type as one text.
fn typed(rooms: &BTreeMap<&str, u64>, words: &Words) -> String {
    let parts = rooms
        .iter()
        .map(|(room_type, rooms)| format!("{} {}", Words::word(&words.room_type, room_type), grouped(*rooms)));
    parts.collect::<Vec<_>>().join(", ")
}

/// Nights in a row on which the same guests are there.
struct Span<'a> {
    nights: Stay,
    rooms: BTreeMap<&'a str, u64>,
    guests: u64,
}

/// Returns the nights of a hotel, cut wherever somebody comes or goes; nights when nobody is there are left out.
fn spans<'a>(rosters: &Rosters<'a>, hotel: usize) -> Vec<Span<'a>> {
    let cuts: BTreeSet<u32> =
        rosters.entries(hotel).flat_map(|entry| [entry.group.stay.arrive, entry.group.stay.depart]).collect();
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let spans = cuts.windows(2).map(|ends| {
        let mut span = Span { nights: Stay { arrive: ends[0], depart: ends[1] }, rooms: BTreeMap::new(), guests: 0 };
        for entry in rosters.entries(hotel).filter(|entry| entry.group.stay.covers(ends[0])) {
            *span.rooms.entry(&entry.row.room_type).or_default() += u64::from(entry.row.rooms);
            span.guests += u64::from(entry.row.guests);
        }
        span
    });
    spans.filter(|span| span.guests > 0).collect()
}

/// Returns rooms and guests by nights, where they are not the same all the time.
fn by_night(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let spans = spans(rosters, hotel);
    if spans.len() < 2 {
        return String::new();
    }
    let guests = format!(">{}", words.head.guests);
    let mut sheet = Sheet::new(&[&words.head.stay, &words.head.rooms, &guests]);
    for span in &spans {
        let dates = between(rosters, span.nights.arrive, span.nights.depart).unwrap_or_default();
        sheet.row([dates, typed(&span.rooms, words), grouped(span.guests)]);
    }
    format!("{}\n", sheet.text(0, WIDTH))
}

fn guests(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let [men, women, unknown] = rosters.sexes(hotel);
    let counts = [(men, &words.total.men), (women, &words.total.women), (unknown, &words.total.unknown)];
    let parts =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{word} {}", grouped(*count)));
    format!("{}: {}", grouped(men + women + unknown), parts.collect::<Vec<_>>().join(", "))
}

fn table(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let column = &words.column;
    let columns: [(&String, bool); N_COLUMNS] = [
        (&column.number, true),
        (&column.group, false),
        (&column.name, false),
        (&column.leader, false),
        (&column.phone, false),
        (&column.wing, false),
        (&column.room_type, false),
        (&column.sharing, false),
        (&column.sex, false),
        (&column.rooms, true),
        (&column.guests, true),
        (&column.arrive, false),
        (&column.depart, false),
        (&column.transport, false),
        (&column.status, false),
        (&column.change, false),
    ];
    let gone = change::gone(rosters, hotel).map(|row| gone_cells(row, words));
    let entries = rosters.entries(hotel).enumerate().map(|(at, entry)| cells(rosters, at + 1, &entry));
    let rows: Vec<_> = entries.chain(gone).collect();
    let kept: Vec<usize> = (0..N_COLUMNS).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let headings: Vec<String> = kept
        .iter()
        .map(|&at| format!("{}{}", if columns[at].1 { ">" } else { "" }, columns[at].0))
        .chain([column.room_numbers.clone()])
        .collect();
    let mut sheet = Sheet::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in &rows {
        sheet.row(kept.iter().map(|&at| row[at].clone()).chain(["_".repeat(12)]));
    }
    sheet.text(0, WIDTH)
}

const N_COLUMNS: usize = 16;

/// Returns the cells of a line. A name that is the id, and a coming that is merely expected, are left blank.
fn cells(rosters: &Rosters<'_>, number: usize, entry: &Entry<'_>) -> [String; N_COLUMNS] {
    let words = Words::of(rosters.style.lang);
    let calendar = &rosters.instance.calendar;
    let (row, group) = (entry.row, entry.group);
    let only = |wanted: bool, text: &str| if wanted { text.to_owned() } else { String::new() };
    [
        number.to_string(),
        group.id.to_string(),
        only(group.name != group.id.as_str(), &group.name),
        group.leader.clone(),
        only(rosters.style.phones, &group.phone),
        row.wing.clone(),
        Words::word(&words.room_type, &row.room_type).to_owned(),
        Words::word(&words.sharing, sharing(group.sharing)).to_owned(),
        entry.sex(words).to_owned(),
        row.rooms.to_string(),
        row.guests.to_string(),
        calendar.text(group.stay.arrive),
        calendar.text(group.stay.depart),
        group.transport.clone(),
        only(group.status != GroupStatus::Expected || group.departs_open, &words.standing(group)),
        change::mark(rosters.instance, entry, words),
    ]
}

/// Returns the cells of a line that is gone.
fn gone_cells(row: &AllocationRow, words: &Words) -> [String; N_COLUMNS] {
    let mut cells = [const { String::new() }; N_COLUMNS];
    cells[1] = row.group.to_string();
    cells[5].clone_from(&row.wing);
    Words::word(&words.room_type, &row.room_type).clone_into(&mut cells[6]);
    cells[8] = row.sex.and_then(|sex| words.sex.get(sex.as_str())).cloned().unwrap_or_default();
    cells[15] = change::gone_mark(row, words);
    cells
}

/// Returns the lines to be signed.
pub(super) fn signature(words: &Words, lang: Lang) -> String {
    let sign = &words.sign;
    let colon = match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    };
    let line = "_".repeat(14);
    format!(
        "{}{colon}{} {line}  {} {line}  {} {}\n{}{colon}{}\n",
        sign.received,
        sign.hotel,
        sign.leader,
        sign.time,
        "_".repeat(10),
        sign.rooms_left,
        "_".repeat(6),
    )
}
