//! Who sleeps behind which door of a hotel: a table for spreadsheets, and a section of the page. What guests need and how old
//! they are stays out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Rosters;
use crate::domain::{Guest, Room, RoomingRow, Sex};
use crate::render::sheet::Sheet;
use crate::render::table::{BOM, TableWriter, inert};
use crate::render::words::{Column, Words};

const N_COLUMNS: usize = 12;

/// Writes the guests of a hotel as a table, one row for each by name.
///
/// # Errors
/// When the writer fails.
pub(super) fn write(rosters: &Rosters<'_>, hotel: usize, out: &mut dyn Write) -> io::Result<()> {
    let words = Words::of(rosters.style.lang);
    out.write_all(BOM)?;
    let mut table = TableWriter::new(out, &headings(&words.column))?;
    for cells in lines(rosters, hotel) {
        table.row(&cells.map(|cell| inert(&cell)))?;
    }
    table.finish()
}

/// Returns the section of the page, with a blank line before it; empty for a hotel without guests by name or room numbers.
pub(super) fn section(rosters: &Rosters<'_>, hotel: usize, width: usize) -> String {
    let words = Words::of(rosters.style.lang);
    let lines: Vec<_> = lines(rosters, hotel).collect();
    if lines.is_empty() {
        return String::new();
    }
    let kept: Vec<usize> = (0..N_COLUMNS).filter(|&at| lines.iter().any(|line| !line[at].is_empty())).collect();
    let headings = headings(&words.column);
    let is_number = |at: usize| matches!(at, 0 | 9);
    let headings: Vec<String> =
        kept.iter().map(|&at| format!("{}{}", if is_number(at) { ">" } else { "" }, headings[at])).collect();
    let mut sheet = Sheet::new(&headings.iter().map(String::as_str).collect::<Vec<_>>());
    for line in &lines {
        sheet.row(kept.iter().map(|&at| line[at].clone()));
    }
    format!("\n{}\n\n{}", words.head.rooming, sheet.text(0, width))
}

fn headings(column: &Column) -> [&str; N_COLUMNS] {
    [
        &column.number,
        &column.room,
        &column.wing,
        &column.floor,
        &column.room_type,
        &column.group,
        &column.guest,
        &column.sex,
        &column.role,
        &column.guests,
        &column.shares_with,
        &column.arrive,
    ]
    .map(String::as_str)
}

/// Returns the lines of a hotel.
fn lines<'a>(rosters: &'a Rosters<'_>, hotel: usize) -> impl Iterator<Item = [String; N_COLUMNS]> + 'a {
    let rows: &[&RoomingRow] = rosters.rooming.get(&hotel).map_or(&[], Vec::as_slice);
    let doors: BTreeMap<&str, &Room> =
        rosters.instance.people.rooms_of(hotel).map(|(_, room)| (room.number.as_str(), room)).collect();
    let mut sharers: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for row in rows {
        sharers.entry(row.nth).or_default().push(&row.guest);
    }
    rows.iter().map(move |row| {
        let words = Words::of(rosters.style.lang);
        let guest = guest(rosters, &row.guest);
        let with = sharers.get(&row.nth).into_iter().flatten().filter(|other| **other != row.guest);
        let with: Vec<&str> = with.map(|other| guest_name(rosters, other)).filter(|name| !name.is_empty()).collect();
        let stay = rosters.instance.group(row.group.as_str()).map(|group| rosters.instance.groups[group].stay);
        let sex = guest.and_then(|guest| guest.sex).map(Sex::as_str).unwrap_or_default();
        [
            row.nth.to_string(),
            row.room.clone(),
            row.wing.clone(),
            doors.get(row.room.as_str()).map(|room| room.floor.clone()).unwrap_or_default(),
            Words::word(&words.room_type, &row.room_type).to_owned(),
            row.group.to_string(),
            guest_name(rosters, &row.guest).to_owned(),
            words.sex.get(sex).cloned().unwrap_or_default(),
            guest.map(|guest| guest.role.clone()).unwrap_or_default(),
            row.guests.to_string(),
            with.join(", "),
            stay.map(|stay| rosters.instance.calendar.text(stay.arrive)).unwrap_or_default(),
        ]
    })
}

fn guest<'a>(rosters: &Rosters<'a>, id: &str) -> Option<&'a Guest> {
    rosters.instance.people.guest(id).map(|guest| &rosters.instance.people.guests[guest])
}

fn guest_name<'a>(rosters: &Rosters<'a>, id: &str) -> &'a str {
    guest(rosters, id).map(|guest| guest.name.as_str()).unwrap_or_default()
}
