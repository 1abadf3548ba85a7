//! A rooming list as a page of text that can be printed, faxed or read out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::Rosters;
use crate::domain::Stay;
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
    text.push_str(&table(rosters, hotel, words));
    text.push('\n');
    text.push_str(&signature(words, rosters.style.lang));
    text
}

fn title(rosters: &Rosters<'_>, words: &Words) -> String {
    let style = rosters.style;
    let as_of = style.as_of.map(|date| format!(", {} {date}", words.as_of)).unwrap_or_default();
    let right = format!("{} {}{as_of}", words.plan, style.plan);
    let space = WIDTH.saturating_sub(words.title.width() + right.width()).max(2);
    format!("{}{}{right}\n\n", words.title, " ".repeat(space))
}

fn head(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let facts = &rosters.instance.hotels[hotel];
    let name =
        if facts.name == facts.id.as_str() { facts.name.clone() } else { format!("{} ({})", facts.name, facts.id) };
    let lines = [
        (&words.head.hotel, name),
        (&words.head.district, facts.district.clone()),
        (&words.head.address, facts.address.clone()),
        (&words.head.phone, facts.phone.clone()),
        (&words.head.contact, facts.contact.clone()),
        (&words.head.nights, nights(rosters, hotel, words)),
        (&words.head.rooms, rooms(rosters, hotel, words)),
        (&words.head.guests, guests(rosters, hotel, words)),
    ];
    let wide = lines.iter().map(|(label, _)| label.width()).max().unwrap_or(0);
    let mut text = String::new();
    for (label, value) in lines {
        let space = " ".repeat(wide - label.width() + 2);
        let line = format!("{}{space}{value}", capital(label));
        writeln!(text, "{}", line.trim_end()).expect("a String takes any text");
    }
    text
}

/// Returns a word with a capital at its beginning.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn nights(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let stays: Vec<Stay> = rosters.entries(hotel).map(|entry| entry.group.stay).collect();
    let (Some(arrive), Some(depart)) =
        (stays.iter().map(|stay| stay.arrive).min(), stays.iter().map(|stay| stay.depart).max())
    else {
        return String::new();
    };
    let calendar = &rosters.instance.calendar;
    let word = if depart - arrive == 1 { &words.head.night } else { &words.head.nights };
    let count = format!("{} {word}", depart - arrive);
    match (calendar.date(arrive), calendar.date(depart)) {
        (Some(_), Some(_)) => format!("{} → {}, {count}", calendar.text(arrive), calendar.text(depart)),
        _ => count,
    }
}

fn rooms(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let mut by_type: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in rosters.entries(hotel) {
        *by_type.entry(&entry.row.room_type).or_default() += u64::from(entry.row.rooms);
    }
    let total: u64 = by_type.values().sum();
    let parts: Vec<String> = by_type
        .iter()
        .map(|(room_type, rooms)| format!("{} {}", grouped(*rooms), Words::word(&words.room_type, room_type)))
        .collect();
    format!("{}: {}", grouped(total), parts.join(", "))
}

fn guests(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let [men, women, unknown] = rosters.sexes(hotel);
    let groups: BTreeSet<&str> = rosters.entries(hotel).map(|entry| entry.group.id.as_str()).collect();
    let mut parts = Vec::new();
    for (count, word) in [(men, &words.total.men), (women, &words.total.women), (unknown, &words.total.unknown)] {
        if count > 0 {
            parts.push(format!("{} {word}", grouped(count)));
        }
    }
    let total = grouped(men + women + unknown);
    format!("{total}: {}; {} {}", parts.join(", "), words.head.groups.to_lowercase(), groups.len())
}

fn table(rosters: &Rosters<'_>, hotel: usize, words: &Words) -> String {
    let column = &words.column;
    let calendar = &rosters.instance.calendar;
    let columns: [(&String, bool); 13] = [
        (&column.number, true),
        (&column.group, false),
        (&column.name, false),
        (&column.leader, false),
        (&column.phone, false),
        (&column.wing, false),
        (&column.room_type, false),
        (&column.sex, false),
        (&column.rooms, true),
        (&column.guests, true),
        (&column.arrive, false),
        (&column.depart, false),
        (&column.transport, false),
    ];
    let rows: Vec<[String; 13]> = rosters
        .entries(hotel)
        .enumerate()
        .map(|(at, entry)| {
            let (row, group) = (entry.row, entry.group);
            [
                (at + 1).to_string(),
                group.id.to_string(),
                if group.name == group.id.as_str() { String::new() } else { group.name.clone() },
                group.leader.clone(),
                if rosters.style.phones { group.phone.clone() } else { String::new() },
                row.wing.clone(),
                Words::word(&words.room_type, &row.room_type).to_owned(),
                entry.sex(words).to_owned(),
                row.rooms.to_string(),
                row.guests.to_string(),
                calendar.text(group.stay.arrive),
                calendar.text(group.stay.depart),
                group.transport.clone(),
            ]
        })
        .collect();
    let kept: Vec<usize> = (0..columns.len()).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let blank = "_".repeat(12);
    let headings: Vec<String> = kept
        .iter()
        .map(|&at| format!("{}{}", if columns[at].1 { ">" } else { "" }, columns[at].0))
        .chain([column.room_numbers.clone()])
        .collect();
    let mut sheet = Sheet::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for row in &rows {
        sheet.row(kept.iter().map(|&at| row[at].clone()).chain([blank.clone()]));
    }
    sheet.text(0, WIDTH)
}

fn signature(words: &Words, lang: Lang) -> String {
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
