//! The allocation with its names resolved: what every judgement reads. Judges nothing but the names.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;

use super::finding::Finding;
use super::stability::Before;
use crate::domain::{Allocation, AllocationRow, Group, Hotel, Instance, Pool, Sex};

/// Rooms of one pool for guests of one group and sex; all rows about the same summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Position of the group.
    pub group: usize,
    /// Position of the hotel.
    pub hotel: usize,
    /// Position of the pool in its hotel.
    pub pool: usize,
    /// The sex that the row states.
    pub sex: Option<Sex>,
    /// How many rooms.
    pub rooms: u64,
    /// How many guests.
    pub guests: u64,
}

/// A row as it stands, with its dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// What it says.
    pub entry: Entry,
    /// The dates it states.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// An allocation beside its instance, indexed by group and by hotel.
pub(super) struct Plan<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// Every row that names what the case has, as it stands.
    pub rows: Vec<Row>,
    /// The same rows, those about the same group, pool and sex summed; sorted.
    pub entries: Vec<Entry>,
    /// Where groups were by the plan before this one.
    pub before: Before,
    by_group: Vec<Range<usize>>,
    by_hotel: BTreeMap<usize, Vec<usize>>,
}

impl<'a> Plan<'a> {
    /// Resolves the names of an allocation. A row that names what the case does not have is a finding (rule 0) and
    /// places nobody; a row of no rooms and no guests says nothing.
    pub fn resolve(instance: &'a Instance, allocation: &Allocation, findings: &mut Vec<Finding>) -> Self {
        let mut rows = Vec::with_capacity(allocation.rows.len());
        for row in &allocation.rows {
            match entry(instance, row) {
                Ok(entry) if entry.rooms == 0 && entry.guests == 0 => {}
                Ok(entry) => rows.push(Row { entry, dates: row.dates }),
                Err(finding) => findings.push(finding),
            }
        }
        let entries = summed(&rows);
        let mut by_group = vec![0..0; instance.groups.len()];
        let mut by_hotel: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            let range = &mut by_group[entry.group];
            *range = if range.end == 0 { at..at + 1 } else { range.start..at + 1 };
            by_hotel.entry(entry.hotel).or_default().push(at);
        }
        Self { instance, rows, entries, before: Before::of(instance), by_group, by_hotel }
    }

    /// Returns the entries of a group.
    pub fn of_group(&self, group: usize) -> &[Entry] {
        &self.entries[self.by_group[group].clone()]
    }

    /// Returns the hotels that have entries.
    pub fn hotels(&self) -> impl Iterator<Item = usize> {
        self.by_hotel.keys().copied()
    }

    /// Returns the entries at a hotel.
    pub fn at_hotel(&self, hotel: usize) -> impl Iterator<Item = &Entry> {
        self.by_hotel.get(&hotel).into_iter().flatten().map(|&at| &self.entries[at])
    }

    /// Returns how many guests of a group have a place, and more than it has if the plan says so.
    pub fn placed(&self, group: usize) -> u64 {
        self.of_group(group).iter().map(|entry| entry.guests).sum()
    }

    /// Returns the guests of a group by hotel; only hotels with some.
    pub fn guests_by_hotel(&self, group: usize) -> BTreeMap<usize, u64> {
        let mut guests = BTreeMap::new();
        for entry in self.of_group(group).iter().filter(|entry| entry.guests > 0) {
            *guests.entry(entry.hotel).or_default() += entry.guests;
        }
        guests
    }

    /// Returns the group of an entry.
    pub fn group(&self, entry: &Entry) -> &'a Group {
        &self.instance.groups[entry.group]
    }

    /// Returns the hotel of an entry.
    pub fn hotel(&self, entry: &Entry) -> &'a Hotel {
        &self.instance.hotels[entry.hotel]
    }

    /// Returns the pool of an entry.
    pub fn pool(&self, entry: &Entry) -> &'a Pool {
        &self.hotel(entry).pools[entry.pool]
    }
}

/// Returns so many things in words: `1 guest`, `2 guests`.
pub(super) fn counted(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// Returns so many rooms of a pool in words: `12 twin rooms in wing A`.
pub(super) fn rooms_of(pool: &Pool, rooms: u64) -> String {
    let wing = if pool.wing.is_empty() { String::new() } else { format!(" in wing {}", pool.wing) };
    format!("{}{wing}", counted(rooms, &format!("{} room", pool.room_type)))
}

/// Resolves the names of a row.
fn entry(instance: &Instance, row: &AllocationRow) -> Result<Entry, Finding> {
    let unknown = |what: String| Finding {
        rule: 0,
        group: Some(row.group.to_string()),
        hotel: Some(row.hotel.to_string()),
        message: format!("A row names {what}, which the case does not have."),
    };
    let group = instance.group(row.group.as_str()).ok_or_else(|| unknown(format!("group {}", row.group)))?;
    let hotel = instance.hotel(row.hotel.as_str()).ok_or_else(|| unknown(format!("hotel {}", row.hotel)))?;
    let wanted = (row.wing.as_str(), row.room_type.as_str());
    let pool = instance.hotels[hotel]
        .pools
        .iter()
        .position(|pool| (pool.wing.as_str(), pool.room_type.as_str()) == wanted)
        .ok_or_else(|| {
            let wing = if row.wing.is_empty() { "without a wing".to_owned() } else { format!("in wing {}", row.wing) };
            unknown(format!("{} rooms {wing} of hotel {}", row.room_type, row.hotel))
        })?;
    Ok(Entry { group, hotel, pool, sex: row.sex, rooms: row.rooms.into(), guests: row.guests.into() })
}

/// Sums the rows about the same group, pool and sex.
fn summed(rows: &[Row]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = rows.iter().map(|row| row.entry).collect();
    entries.sort_unstable();
    entries.dedup_by(|next, kept| {
        let subject = |entry: &Entry| (entry.group, entry.hotel, entry.pool, entry.sex);
        let same = subject(next) == subject(kept);
        if same {
            kept.rooms += next.rooms;
            kept.guests += next.guests;
        }
        same
    });
    entries
}
