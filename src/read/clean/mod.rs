//! Rows back to the cells of canonical tables: the inverse of reading, one file per kind of row. Writes no file.
//!
//! Reading the cells gives the same row again, so that ingesting a clean table changes nothing. Every row is taken
//! apart field by field: a field that is added and not written does not compile.

mod demand;
mod reject;
mod relation;
mod supply;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, Timelike as _};

use super::schema::{Need, Schema};
use super::tables::{Degrees, Moment, Table, Tables};
use crate::diagnostic::Place;
use crate::domain::Datum;

/// What rows say in columns that are for people alone, by the place of the row.
pub type Informs = BTreeMap<Place, Vec<(&'static str, String)>>;

/// A row that can be written as cells.
pub trait CleanRow {
    /// The table it is a row of.
    const SCHEMA: &'static Schema;

    /// Returns where it stood.
    fn place(&self) -> &Place;

    /// Hands over its cells by canonical column; a column that is left out is an empty cell.
    fn cells(&self, cells: &mut Cells);
}

/// The cells of a row, by canonical column.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cells(BTreeMap<&'static str, String>);

impl Cells {
    /// Puts a text; an empty one is none.
    fn text(&mut self, column: &'static str, text: &str) {
        if !text.is_empty() {
            self.0.insert(column, text.to_owned());
        }
    }

    /// Puts a value as it is displayed.
    fn value(&mut self, column: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.0.insert(column, value.to_string());
        }
    }

    /// Puts names of a list.
    fn names(&mut self, column: &'static str, names: &BTreeSet<String>) {
        self.text(column, &names.iter().map(String::as_str).collect::<Vec<_>>().join(";"));
    }

    /// Puts a word, found by its meaning.
    fn word<T: PartialEq>(&mut self, column: &'static str, words: &[(&'static str, T)], value: Option<&T>) {
        let word = value.and_then(|value| words.iter().find(|(_, meaning)| meaning == value));
        self.value(column, word.map(|(word, _)| word));
    }

    /// Puts a date, with its time of day where it has one.
    fn moment(&mut self, column: &'static str, moment: Option<Moment>) {
        self.value(column, moment);
    }

    /// Puts a date.
    fn date(&mut self, column: &'static str, date: Option<NaiveDate>) {
        self.value(column, date.map(|date| Moment { date, time: None }));
    }

    /// Puts a time of which midnight is a date alone.
    fn time(&mut self, column: &'static str, time: Option<NaiveDateTime>) {
        let moment = |time: NaiveDateTime| {
            let clock = time.time();
            Moment { date: time.date(), time: Some(clock).filter(|clock| clock.num_seconds_from_midnight() > 0) }
        };
        self.value(column, time.map(moment));
    }

    /// Puts coordinates as typed.
    fn degrees(&mut self, degrees: Option<Degrees>, datum: Option<Datum>) {
        // Places that were typed with decimals enough keep three, also where these are zeros.
        let text = |number: f64| {
            let text = number.to_string();
            let n_decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            if n_decimals < 3 { format!("{number:.3}") } else { text }
        };
        let cells = degrees.map(
            |Degrees { lat, lon, is_coarse }| {
                if is_coarse { (lat.to_string(), lon.to_string()) } else { (text(lat), text(lon)) }
            },
        );
        self.value("lat", cells.as_ref().map(|(lat, _)| lat));
        self.value("lon", cells.as_ref().map(|(_, lon)| lon));
        self.word("datum", &super::rows::DATUMS, datum.as_ref());
    }
}

/// Takes the rows of some places out of a table; what they are about stays known by name.
fn refuse<R: CleanRow>(table: &mut Table<R>, places: &BTreeSet<(Arc<str>, u32)>) {
    let key = R::SCHEMA.columns().find(|column| column.need == Need::Required).map(|column| column.name);
    let rejected = &mut table.rejected;
    table.rows.retain(|row| {
        let is_refused = is_at(row.place(), places);
        if let (true, Some(key)) = (is_refused, key) {
            rejected.extend(cells_of(row).0.remove(key));
        }
        !is_refused
    });
}

fn is_at(place: &Place, places: &BTreeSet<(Arc<str>, u32)>) -> bool {
    place.line.is_some_and(|line| places.contains(&(Arc::clone(&place.file), line)))
}

impl Tables {
    /// Takes the rows of some places, a file and a line each, out of all tables.
    pub fn refuse(&mut self, places: &BTreeSet<(Arc<str>, u32)>) {
        refuse(&mut self.availability, places);
        refuse(&mut self.hotels, places);
        self.hotels_in_availability.retain(|row| !is_at(&row.place, places));
        refuse(&mut self.groups, places);
        refuse(&mut self.guests, places);
        refuse(&mut self.sites, places);
        refuse(&mut self.travel, places);
        refuse(&mut self.pairs, places);
        refuse(&mut self.pins, places);
        refuse(&mut self.rooms, places);
        refuse(&mut self.look_alikes, places);
        refuse(&mut self.officers, places);
    }

    /// Returns how many rows all tables have.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        let supply = self.availability.rows.len() + self.hotels.rows.len() + self.hotels_in_availability.len();
        let demand = self.groups.rows.len() + self.guests.rows.len() + self.sites.rows.len();
        let relations = self.travel.rows.len() + self.pairs.rows.len() + self.pins.rows.len();
        supply + demand + relations + self.rooms.rows.len() + self.look_alikes.rows.len() + self.officers.rows.len()
    }
}

/// Returns the cells of a row: two rows that say the same have the same.
#[must_use]
pub fn cells_of(row: &impl CleanRow) -> Cells {
    let mut cells = Cells::default();
    row.cells(&mut cells);
    cells
}

/// A canonical table: its rows, and the columns in which any of them says something.
#[derive(Debug)]
pub struct CleanTable<'a, R> {
    rows: &'a [R],
    informs: Option<&'a Informs>,
    headings: Vec<&'static str>,
    /// What is written for no rooms.
    none: Option<&'static str>,
}

impl<'a, R: CleanRow> CleanTable<'a, R> {
    /// Looks through the rows for the columns that are needed. Required columns are always there.
    #[must_use]
    pub fn new(rows: &'a [R], informs: Option<&'a Informs>) -> Self {
        let mut table = Self { rows, informs, headings: Vec::new(), none: None };
        let mut used = BTreeSet::new();
        for row in rows {
            used.extend(table.cells_of(row).0.into_keys());
        }
        let columns = R::SCHEMA.columns();
        let wanted = columns.filter(|column| column.need == Need::Required || used.contains(column.name));
        table.headings = wanted.map(|column| column.name).collect();
        table
    }

    /// Returns a table with every column, needed or not.
    #[must_use]
    pub fn whole(rows: &'a [R]) -> Self {
        let headings = R::SCHEMA.columns().map(|column| column.name).collect();
        Self { rows, informs: None, headings, none: None }
    }

    /// Writes a word where there are no rooms, if a zero is to be read as unknown.
    #[must_use]
    pub fn with_zeros(self, are_unknown: bool) -> Self {
        Self { none: are_unknown.then_some("full"), ..self }
    }

    /// Returns its headings, in the order of the schema.
    #[must_use]
    pub fn headings(&self) -> &[&'static str] {
        &self.headings
    }

    /// Returns its rows, a cell for each heading.
    pub fn rows(&self) -> impl Iterator<Item = Vec<String>> {
        self.rows.iter().map(|row| {
            let mut cells = self.cells_of(row).0;
            if let Some((none, rooms)) = self.none.zip(cells.get_mut("rooms").filter(|rooms| *rooms == "0")) {
                none.clone_into(rooms);
            }
            self.headings.iter().map(|heading| cells.remove(heading).unwrap_or_default()).collect()
        })
    }

    fn cells_of(&self, row: &R) -> Cells {
        let mut cells = Cells::default();
        for (column, text) in self.informs.and_then(|informs| informs.get(row.place())).into_iter().flatten() {
            if R::SCHEMA.columns().any(|known| known.name == *column) {
                cells.text(column, text);
            }
        }
        row.cells(&mut cells);
        cells
    }
}
