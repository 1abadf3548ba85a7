//! A rooming list as a table: headings in the first row, one row for each kind of room of each group.

use std::io::{self, Write};

use super::{Entry, Rosters, change};
use crate::domain::AllocationRow;
use crate::render::case::{sharing, status};
use crate::render::table::{BOM, TableWriter, inert};
use crate::render::words::{Column, Words};

/// Writes the lists of hotels, one below the other.
pub(super) fn write(rosters: &Rosters<'_>, hotels: &[usize], out: &mut dyn Write) -> io::Result<()> {
    let words = Words::of(rosters.style.lang);
    out.write_all(BOM)?;
    let headings = headings(&words.column, rosters.style.phones);
    let mut table = TableWriter::new(out, &headings)?;
    for &hotel in hotels {
        for (at, entry) in rosters.entries(hotel).enumerate() {
            table.row(&cells(rosters, hotel, at + 1, &entry))?;
        }
        for row in change::gone(rosters, hotel) {
            table.row(&gone_cells(rosters, hotel, row))?;
        }
    }
    table.finish()
}

fn headings(column: &Column, phones: bool) -> Vec<&str> {
    let mut headings = vec![column.number.as_str(), &column.hotel, &column.group, &column.name, &column.leader];
    if phones {
        headings.push(&column.phone);
    }
    headings.extend([
        column.wing.as_str(),
        &column.room_type,
        &column.sharing,
        &column.sex,
        &column.rooms,
        &column.guests,
        &column.arrive,
        &column.depart,
        &column.transport,
        &column.status,
        &column.change,
        &column.room_numbers,
        &column.note,
    ]);
    headings
}

fn cells(rosters: &Rosters<'_>, hotel: usize, number: usize, entry: &Entry<'_>) -> Vec<String> {
    let words = Words::of(rosters.style.lang);
    let (row, group, calendar) = (entry.row, entry.group, &rosters.instance.calendar);
    let hotel = &rosters.instance.hotels[hotel];
    let mut cells = vec![
        number.to_string(),
        inert(&hotel.name),
        inert(group.id.as_str()),
        inert(&group.name),
        inert(&group.leader),
    ];
    if rosters.style.phones {
        cells.push(inert(&group.phone));
    }
    cells.extend([
        inert(&row.wing),
        inert(Words::word(&words.room_type, &row.room_type)),
        Words::word(&words.sharing, sharing(group.sharing)).to_owned(),
        entry.sex(words).to_owned(),
        row.rooms.to_string(),
        row.guests.to_string(),
        calendar.text(group.stay.arrive),
        calendar.text(group.stay.depart),
        inert(&group.transport),
        Words::word(&words.status, status(group.status)).to_owned(),
        change::mark(rosters.instance, entry, words),
        String::new(),
        String::new(),
    ]);
    cells
}

/// Returns the cells of a row that is gone: no rooms and no guests are counted for it.
fn gone_cells(rosters: &Rosters<'_>, hotel: usize, row: &AllocationRow) -> Vec<String> {
    let words = Words::of(rosters.style.lang);
    let instance = rosters.instance;
    let group = instance.group(row.group.as_str()).map(|group| &instance.groups[group]);
    let sex = row.sex.and_then(|sex| words.sex.get(sex.as_str())).cloned().unwrap_or_default();
    let (arrive, depart) = row.dates.map_or_else(Default::default, |(a, b)| (a.to_string(), b.to_string()));
    let mut cells = vec![
        String::new(),
        inert(&instance.hotels[hotel].name),
        inert(row.group.as_str()),
        inert(group.map_or("", |group| &group.name)),
        String::new(),
    ];
    if rosters.style.phones {
        cells.push(String::new());
    }
    cells.extend([
        inert(&row.wing),
        inert(Words::word(&words.room_type, &row.room_type)),
        String::new(),
        sex,
        String::new(),
        String::new(),
        arrive,
        depart,
        String::new(),
        String::new(),
        change::gone_mark(row, words),
        String::new(),
        String::new(),
    ]);
    cells
}
