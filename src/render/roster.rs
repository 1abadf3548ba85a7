//! Rooming lists: what one hotel must know of its own guests, and nothing of anybody else's.
//!
//! Classes stay out, since a class may tell of an illness, and so do telephone numbers unless they are asked for. What is
//! not known stays blank.

mod change;
mod csv;
mod field;
mod file_name;
mod guests;
mod layout;
mod line;
mod report;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::folder::{Folder, Readers};
use super::sheets::facts::Facts;
use super::sheets::{ReportSheet, Section};
use super::words::{Lang, Words};
use crate::domain::{Allocation, AllocationRow, Group, Instance, RoomingRow, Sex};
use crate::service::meal;

pub use field::Field;
pub use file_name::file_names;
pub use layout::{Layout, LayoutColumn};
pub use line::Lines;

/// The rooming lists of a plan.
#[derive(Debug, Clone)]
pub struct Rosters<'a> {
    instance: &'a Instance,
    /// The rows of each hotel, by its position, in the order of the plan.
    rows: BTreeMap<usize, Vec<&'a AllocationRow>>,
    /// Who sleeps in which room, by hotel, in the order of the rooming.
    rooming: BTreeMap<usize, Vec<&'a RoomingRow>>,
    style: Style<'a>,
}

/// How rooming lists are written.
#[derive(Debug, Clone, Copy)]
pub struct Style<'a> {
    /// The language of labels.
    pub lang: Lang,
    /// Print the telephone numbers of leaders.
    pub phones: bool,
    /// The id of the plan, printed on every list.
    pub plan: &'a str,
    /// Its running number.
    pub version: u32,
    /// The date that the plan speaks of, if it was given.
    pub as_of: Option<&'a str>,
}

/// The lists of all hotels as sheets, with what each needs of the whole plan.
#[derive(Debug)]
pub struct RosterSheets<'a> {
    rosters: &'a Rosters<'a>,
    facts: &'a Facts<'a>,
    layout: &'a Layout,
    /// The hotels that have a list, by position.
    hotels: Vec<usize>,
    /// The names of files of all hotels.
    names: Vec<String>,
    days: Vec<meal::Day>,
}

impl RosterSheets<'_> {
    /// Returns the hotels that have a list, by position.
    #[must_use]
    pub fn hotels(&self) -> &[usize] {
        &self.hotels
    }

    /// Returns the name of the files of a hotel, by position, without their ending.
    #[must_use]
    pub fn file_name(&self, hotel: usize) -> &str {
        &self.names[hotel]
    }

    /// Returns the sheet of a hotel, by position.
    #[must_use]
    pub fn sheet(&self, hotel: usize) -> ReportSheet {
        let from = self.days.partition_point(|day| day.hotel < hotel);
        let to = self.days.partition_point(|day| day.hotel <= hotel);
        let mut sheet = report::sheet(self.rosters, self.facts, (hotel, &self.days[from..to]), self.layout);
        sheet.stem = format!("rosters/{}", self.facts.stem(&self.names[hotel]));
        sheet
    }
}

/// A line of a rooming list with what the case knows about it.
struct Entry<'a> {
    row: &'a AllocationRow,
    group: &'a Group,
}

impl<'a> Rosters<'a> {
    /// Sorts the rows of a plan by hotel. Rows that name what the case does not have are left out: verify says so.
    #[must_use]
    pub fn new(instance: &'a Instance, allocation: &'a Allocation, style: Style<'a>) -> Self {
        let mut rows: BTreeMap<usize, Vec<&AllocationRow>> = BTreeMap::new();
        for row in &allocation.rows {
            if let Some(hotel) = instance.hotel(row.hotel.as_str()) {
                rows.entry(hotel).or_default().push(row);
            }
        }
        // Whose last guests are cancelled is told that too.
        for row in instance.previous.iter().flat_map(|previous| previous.rows.iter().chain(&previous.gone)) {
            if let Some(hotel) = instance.hotel(row.hotel.as_str()).filter(|_| row.guests > 0) {
                rows.entry(hotel).or_default();
            }
        }
        Self { instance, rows, rooming: BTreeMap::new(), style }
    }

    /// Adds who sleeps in which room: a section of each page, and a table of its own.
    #[must_use]
    pub fn with_guests(mut self, rooming: &'a [RoomingRow]) -> Self {
        for row in rooming {
            if let Some(hotel) = self.instance.hotel(row.hotel.as_str()) {
                self.rooming.entry(hotel).or_default().push(row);
            }
        }
        self
    }

    /// Returns the hotels that have a list, by position.
    pub fn hotels(&self) -> impl Iterator<Item = usize> {
        self.rows.keys().copied()
    }

    /// Writes both forms of every list, or of the hotels given, under names made of the hotels' ids.
    ///
    /// # Errors
    /// When the folder fails.
    pub fn write(&self, only: Option<usize>, prefix: &str, folder: &mut dyn Folder) -> io::Result<()> {
        let names = file_names(self.instance.hotels.iter().map(|hotel| hotel.id.as_str()));
        for hotel in self.hotels().filter(|&hotel| only.is_none_or(|only| only == hotel)) {
            let name = &names[hotel];
            folder.file(&format!("{prefix}{name}.csv"), Readers::Owner, &mut |out| self.csv(&[hotel], out))?;
            let text = self.text(hotel);
            folder.file(&format!("{prefix}{name}.txt"), Readers::Owner, &mut |out| out.write_all(text.as_bytes()))?;
            if self.rooming.contains_key(&hotel) {
                let name = format!("{prefix}guests/{name}.csv");
                folder.file(&name, Readers::Owner, &mut |out| guests::write(self, hotel, out))?;
            }
        }
        Ok(())
    }

    /// Writes the lists of hotels as one table for spreadsheets, with a byte order mark for Excel.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn csv(&self, hotels: &[usize], out: &mut dyn Write) -> io::Result<()> {
        csv::write(self, hotels, out)
    }

    /// Returns the list of every hotel as a sheet by a layout, to be made one by one.
    #[must_use]
    pub fn sheets<'s>(&'s self, facts: &'s Facts<'s>, layout: &'s Layout) -> RosterSheets<'s> {
        let names = file_names(self.instance.hotels.iter().map(|hotel| hotel.id.as_str()));
        let days = meal::r42_meals(facts.instance, facts.allocation);
        RosterSheets { rosters: self, facts, layout, hotels: self.hotels().collect(), names, days }
    }

    /// Returns the lists of all hotels as one table by a layout.
    #[must_use]
    pub fn section(&self, layout: &Layout) -> Section {
        csv::section(self, &self.hotels().collect::<Vec<_>>(), layout)
    }

    /// Returns the list of a hotel as a page of text.
    #[must_use]
    pub fn text(&self, hotel: usize) -> String {
        text::page(self, hotel)
    }

    fn entries(&self, hotel: usize) -> impl Iterator<Item = Entry<'a>> {
        let instance = self.instance;
        let rows: &[&'a AllocationRow] = self.rows.get(&hotel).map_or(&[], Vec::as_slice);
        rows.iter().filter_map(move |&row| {
            let group = instance.group(row.group.as_str())?;
            Some(Entry { row, group: &instance.groups[group] })
        })
    }

    /// Counts the men, the women and the guests of unknown sex in a hotel.
    ///
    /// Where all of a group is in the hotel its own counts hold; else only rows of one sex tell.
    fn sexes(&self, hotel: usize) -> [u64; 3] {
        let mut groups: BTreeMap<&str, (&Group, [u32; 3])> = BTreeMap::new();
        for entry in self.entries(hotel) {
            let (_, counts) = groups.entry(entry.group.id.as_str()).or_insert((entry.group, [0; 3]));
            let at = match entry.row.sex {
                Some(Sex::Men) => 0,
                Some(Sex::Women) => 1,
                None => 2,
            };
            counts[at] += entry.row.guests;
        }
        let mut total = [0; 3];
        for (group, counts) in groups.into_values() {
            let whole = counts.iter().sum::<u32>() == group.guests;
            let counts = if whole { [group.men, group.women, group.unknown_sex()] } else { counts };
            for (sum, count) in total.iter_mut().zip(counts) {
                *sum += u64::from(count);
            }
        }
        total
    }
}

impl Entry<'_> {
    fn sex<'a>(&self, words: &'a Words) -> &'a str {
        self.row.sex.map_or("", |sex| words.sex.get(sex.as_str()).map_or("", String::as_str))
    }
}
