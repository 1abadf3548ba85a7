//! The lines of a rooming list: rooms of one kind for a group, single rooms, or guests by name; and rows that are gone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Entry, Rosters, change};
use crate::domain::{AllocationRow, Group, Guest, RoomingRow, Sex};
use crate::render::sheets::Mark;
use crate::render::words::Words;

/// What a line of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lines {
    /// Rooms of one kind for one group.
    #[default]
    Kinds,
    /// A room.
    Rooms,
    /// A guest by name, or the guests of a room without names.
    Guests,
}

/// A line of a rooming list.
pub(super) struct Line<'a> {
    /// Its number; none where its rooms are gone.
    pub number: Option<usize>,
    pub group_id: &'a str,
    /// The group, if it still comes.
    pub group: Option<&'a Group>,
    pub wing: &'a str,
    pub room_type: &'a str,
    pub sex: Option<Sex>,
    pub rooms: Option<u32>,
    pub guests: Option<u32>,
    /// Both ends of its stay.
    pub dates: (Option<NaiveDate>, Option<NaiveDate>),
    pub mark: Option<Mark>,
    /// The mark in words, with what it was before.
    pub change: String,
    /// The number of the room in the hotel's list, and on its door.
    pub nth: Option<u32>,
    pub room: &'a str,
    /// The guests who are known by name.
    pub people: Vec<&'a Guest>,
    /// The guests with whom they share the room.
    pub sharers: Vec<&'a Guest>,
}

/// Returns the lines of a hotel.
pub(super) fn lines<'a>(rosters: &Rosters<'a>, hotel: usize, what: Lines) -> Vec<Line<'a>> {
    let mut lines = match (what, rosters.rooming.get(&hotel)) {
        (Lines::Kinds, _) => kinds(rosters, hotel),
        (Lines::Rooms, Some(rows)) => in_rooms(rosters, hotel, rows),
        (Lines::Guests, Some(rows)) => by_name(rosters, hotel, rows),
        (Lines::Rooms | Lines::Guests, None) => kinds(rosters, hotel).iter().flat_map(single_rooms).collect(),
    };
    for (at, line) in lines.iter_mut().enumerate() {
        line.number = Some(at + 1);
    }
    if what == Lines::Kinds {
        lines.extend(change::gone(rosters, hotel).map(|row| gone(rosters, row)));
    }
    lines
}

fn kinds<'a>(rosters: &Rosters<'a>, hotel: usize) -> Vec<Line<'a>> {
    rosters.entries(hotel).map(|entry| kind(rosters, &entry)).collect()
}

fn kind<'a>(rosters: &Rosters<'a>, entry: &Entry<'a>) -> Line<'a> {
    let words = Words::of(rosters.style.lang);
    let (mark, change) = change::marked(rosters.instance, entry, words);
    let (row, group) = (entry.row, entry.group);
    let calendar = &rosters.instance.calendar;
    Line {
        number: None,
        group_id: group.id.as_str(),
        group: Some(group),
        wing: &row.wing,
        room_type: &row.room_type,
        sex: row.sex,
        rooms: Some(row.rooms),
        guests: Some(row.guests),
        dates: (calendar.date(group.stay.arrive), calendar.date(group.stay.depart)),
        mark,
        change,
        nth: None,
        room: "",
        people: Vec::new(),
        sharers: Vec::new(),
    }
}

/// Returns a line for each room, its guests spread as evenly as can be.
fn single_rooms<'a>(line: &Line<'a>) -> Vec<Line<'a>> {
    let rooms = line.rooms.unwrap_or(0).max(1);
    let guests = line.guests.unwrap_or(0);
    let (each, more) = (guests.div_euclid(rooms), guests.rem_euclid(rooms));
    let room = |nth: u32| Line {
        rooms: Some(1),
        guests: Some(each + u32::from(nth < more)),
        change: line.change.clone(),
        people: Vec::new(),
        sharers: Vec::new(),
        ..*line
    };
    (0..rooms).map(room).collect()
}

/// Returns the guests of each room of the hotel's list.
fn roomfuls<'a>(rosters: &Rosters<'a>, rows: &[&'a RoomingRow]) -> BTreeMap<u32, Vec<&'a Guest>> {
    let mut roomfuls: BTreeMap<u32, Vec<&Guest>> = BTreeMap::new();
    for row in rows {
        roomfuls.entry(row.nth).or_default().extend(guest(rosters, row));
    }
    roomfuls
}

fn guest<'a>(rosters: &Rosters<'a>, row: &RoomingRow) -> Option<&'a Guest> {
    rosters.instance.people.guest(&row.guest).map(|at| &rosters.instance.people.guests[at])
}

fn by_name<'a>(rosters: &Rosters<'a>, hotel: usize, rows: &[&'a RoomingRow]) -> Vec<Line<'a>> {
    let roomfuls = roomfuls(rosters, rows);
    let line = |row: &&'a RoomingRow| {
        let own = guest(rosters, row);
        let others = roomfuls.get(&row.nth).into_iter().flatten();
        Line {
            guests: Some(row.guests),
            sex: own.and_then(|guest| guest.sex),
            people: own.into_iter().collect(),
            sharers: others.filter(|other| Some(**other) != own).copied().collect(),
            ..in_room(rosters, hotel, row)
        }
    };
    rows.iter().map(line).collect()
}

fn in_rooms<'a>(rosters: &Rosters<'a>, hotel: usize, rows: &[&'a RoomingRow]) -> Vec<Line<'a>> {
    let rooms = rows.chunk_by(|a, b| a.nth == b.nth);
    let line = |rows: &[&'a RoomingRow]| {
        let first = rows.first()?;
        let guests = rows.iter().fold(0_u32, |sum, row| sum.saturating_add(row.guests));
        let people: Vec<&Guest> = rows.iter().filter_map(|row| guest(rosters, row)).collect();
        let sharers = people.iter().skip(1).copied().collect();
        Some(Line { guests: Some(guests), people, sharers, ..in_room(rosters, hotel, first) })
    };
    rooms.filter_map(line).collect()
}

/// Returns the line of the room that a row of the rooming is about, without its guests.
fn in_room<'a>(rosters: &Rosters<'a>, hotel: usize, row: &'a RoomingRow) -> Line<'a> {
    let words = Words::of(rosters.style.lang);
    let same = |entry: &Entry<'_>| {
        entry.group.id == row.group && entry.row.wing == row.wing && entry.row.room_type == row.room_type
    };
    let group = rosters.instance.group(row.group.as_str()).map(|at| &rosters.instance.groups[at]);
    let marked = rosters.entries(hotel).find(same).map(|entry| change::marked(rosters.instance, &entry, words));
    let (mark, change) = marked.unwrap_or_default();
    let calendar = &rosters.instance.calendar;
    let date = |night: Option<u32>| night.and_then(|night| calendar.date(night));
    Line {
        number: None,
        group_id: row.group.as_str(),
        group,
        wing: &row.wing,
        room_type: &row.room_type,
        sex: None,
        rooms: Some(1),
        guests: None,
        dates: (date(group.map(|group| group.stay.arrive)), date(group.map(|group| group.stay.depart))),
        mark,
        change,
        nth: Some(row.nth),
        room: &row.room,
        people: Vec::new(),
        sharers: Vec::new(),
    }
}

/// Returns a line that is gone: no rooms and no guests are counted for it.
fn gone<'a>(rosters: &Rosters<'a>, row: &'a AllocationRow) -> Line<'a> {
    let words = Words::of(rosters.style.lang);
    Line {
        number: None,
        group_id: row.group.as_str(),
        group: rosters.instance.group(row.group.as_str()).map(|at| &rosters.instance.groups[at]),
        wing: &row.wing,
        room_type: &row.room_type,
        sex: row.sex,
        rooms: None,
        guests: None,
        dates: row.dates.map_or((None, None), |(arrive, depart)| (Some(arrive), Some(depart))),
        mark: Some(Mark::Cancelled),
        change: change::gone_mark(row, words),
        nth: None,
        room: "",
        people: Vec::new(),
        sharers: Vec::new(),
    }
}
