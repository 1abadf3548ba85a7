//! Bytes to tables: files are decoded, headings mapped and cells parsed, and everything wrong is said at once.
//!
//! Every row is read by itself. Nothing here compares rows or tables, and no default is filled in.

mod alias;
mod archive;
mod aside;
mod body;
pub mod cell;
mod change;
pub mod clean;
mod csv;
mod date;
mod datum;
mod encoding;
mod excerpt;
mod files;
mod fill;
pub mod grades;
mod grid;
mod header;
mod heading;
mod identity;
mod load;
pub mod log;
mod look_alike;
mod manner;
mod mark;
pub mod matrix;
mod mix;
mod number;
mod numeral;
mod open;
mod phone;
pub mod policy;
mod polls;
mod reader;
mod row;
mod rows;
mod rule_set;
pub mod schema;
mod sheets;
mod source;
mod spelling;
mod sums;
pub mod tables;
mod text;
mod traditional;
mod travel;
mod workbook;

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;

pub use alias::{Alias, aliases};
pub use change::scenarios;
pub use encoding::Encoding;
pub use files::Files;
pub use log::{Conversion, Kind};
pub use policy::{Limits, Policy};
pub use sheets::{is_policy, sheets};
pub use source::Sources;
pub use tables::Tables;
pub use text::revived;

use self::change::read_policy;
use self::manner::Manner;
use self::polls::Polls;
use self::rows::TableRow;
use self::tables::{RejectRow, Table};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::change::Asked;
use crate::domain::remark::Remark;
use crate::domain::{Allocation, AllocationRow, RoomingRow};

/// What the command line says about reading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// The time at which the case is seen; wins over the policy's.
    pub as_of: Option<NaiveDateTime>,
    /// Whether a warning about a row is an error that rejects it.
    pub strict: bool,
    /// What text files are in that are not marked and not UTF-8; none to find out.
    pub encoding: Option<Encoding>,
    /// Whether a case may be made without the rows that are in error.
    pub accept_rejects: bool,
    /// What is changed before the case is validated, to see what that would do.
    pub changes: Vec<Asked>,
    /// The case is that of a plan, with every default filled in: a key that is changed takes the place of what it has filled in.
    pub is_filled: bool,
}

/// What became of the rows of a file: `rows` is the sum of the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCount {
    /// The file, with its sheet.
    pub file: String,
    /// Rows below the headings that are not blank.
    pub rows: usize,
    /// Rows that the case is made of.
    pub used: usize,
    /// Rows of which newer polls left nothing.
    pub superseded: usize,
    /// Rows that add nothing: repetitions, cancelled groups, nights outside the case.
    pub dropped: usize,
    /// Rows with an error.
    pub rejected: usize,
}

/// A file that was read, for the record of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name without its folder.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// What reading gives.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The rows.
    pub tables: Tables,
    /// What was found wrong, in the order of reading.
    pub diagnostics: Vec<Diagnostic>,
    /// Every value that is not what was typed, in the order of reading; of rejected rows nothing.
    pub log: Vec<Conversion>,
    /// What became of the rows of each table, as far as rows can be judged by themselves.
    pub counts: Vec<FileCount>,
    /// What was found out about the files, one sentence each: their encoding, where their headings stand.
    pub assumed: Vec<Remark>,
    /// The files, in the order of reading.
    pub inputs: Vec<Input>,
    /// The files themselves, for showing lines of them.
    pub sources: Sources,
    /// How dirty cells are read.
    manner: Manner,
    /// What text files are in that are not marked and not UTF-8.
    encoding: Option<Encoding>,
}

impl Reading {
    /// Tells whether a warning about a row is an error that rejects it.
    #[must_use]
    pub fn is_strict(&self) -> bool {
        self.manner.strict
    }

    /// Returns what was refused: before, by the tables that were read, and now, by errors that somebody found in them.
    #[must_use]
    pub fn rejects(&self, diagnostics: &[Diagnostic]) -> Vec<RejectRow> {
        let new = diagnostics
            .iter()
            .filter(|said| said.is_error() && ![Code::RowRefused, Code::FileRefused].contains(&said.code));
        let mut rejects: Vec<RejectRow> = new.map(|diagnostic| self.sources.reject(diagnostic)).collect();
        rejects.extend(self.tables.rejects.rows.iter().cloned());
        rejects.sort_by_cached_key(|row| (row.origin(), row.code.clone()));
        rejects
    }
}

/// Reads the files of a case. Never fails: what is wrong is among the diagnostics.
#[must_use]
pub fn read(files: &Files, settings: &Settings) -> Reading {
    let mut reading = Reading { encoding: settings.encoding, ..Reading::default() };
    if let Some(path) = &files.policy {
        read_policy(&mut reading, path, settings);
    } else {
        let file = Arc::from("roomblock.toml");
        change::set_keys(&mut reading, (Path::new("roomblock.toml"), &file, ""), settings);
    }
    reading.manner = Manner::of(settings, &reading.tables.policy);
    Polls::default().read(&mut reading, &files.availability);
    reading.tables.hotels = one(&mut reading, files.hotels.as_deref());
    reading.tables.groups = one(&mut reading, files.groups.as_deref());
    reading.tables.guests = one(&mut reading, files.guests.as_deref());
    reading.tables.sites = one(&mut reading, files.sites.as_deref());
    travel::read(&mut reading, files.travel.as_deref());
    reading.tables.previous = one(&mut reading, files.previous.as_deref());
    reading.tables.previous_rooming = one(&mut reading, files.previous_rooming.as_deref());
    reading.tables.placed = one(&mut reading, files.placed.as_deref());
    reading.tables.pairs = one(&mut reading, files.pairs.as_deref());
    reading.tables.pins = one(&mut reading, files.pins.as_deref());
    reading.tables.rooms = one(&mut reading, files.rooms.as_deref());
    reading.tables.look_alikes = one(&mut reading, files.look_alikes.as_deref());
    reading.tables.officers = one(&mut reading, files.officers.as_deref());
    reading.tables.rejects = one(&mut reading, files.rejects.as_deref());
    unify(&mut reading);
    change::change_rows(&mut reading, settings);
    say_what_is_missing(&mut reading, files);
    reading
}

/// Gives each hotel, group and site one name in all tables, and each row of a file the datum that the policy says of it.
fn unify(reading: &mut Reading) {
    datum::declare(reading);
    spelling::unify(&mut reading.tables, &mut reading.log);
    look_alike::merge(&mut reading.tables, &mut reading.log);
}

/// Reads a plan's `allocation.csv`, also one edited by hand.
#[must_use]
pub fn allocation(path: &Path) -> (Allocation, Vec<Diagnostic>) {
    let mut reading = Reading::default();
    let table: Table<AllocationRow> = one(&mut reading, Some(path));
    let mut rows = table.rows;
    rows.sort();
    (Allocation { rows }, reading.diagnostics)
}

/// Reads a plan's `rooming.csv`, also one edited by hand.
#[must_use]
pub fn rooming(path: &Path) -> (Vec<RoomingRow>, Vec<Diagnostic>) {
    let mut reading = Reading::default();
    let table: Table<RoomingRow> = one(&mut reading, Some(path));
    let mut rows = table.rows;
    rows.sort();
    (rows, reading.diagnostics)
}

/// Reads a plan's `officers.csv`, also one edited by hand: officers and their hotels, by name.
#[must_use]
pub fn postings(path: &Path) -> (Vec<(String, String)>, Vec<Diagnostic>) {
    let mut reading = Reading::default();
    let table: Table<tables::OfficerRow> = one(&mut reading, Some(path));
    let posting = |row: tables::OfficerRow| Some((row.officer, row.hotel?));
    (table.rows.into_iter().filter_map(posting).collect(), reading.diagnostics)
}

/// Reads a table that has at most one file.
fn one<R: TableRow>(reading: &mut Reading, path: Option<&Path>) -> Table<R> {
    let mut table = Table::default();
    if let Some(path) = path {
        reader::table(reading, path, &mut table);
    }
    table
}

/// Says which required tables have no file, and which files have no table.
fn say_what_is_missing(reading: &mut Reading, files: &Files) {
    let missing = [
        (files.availability.is_empty(), "availability.csv", "rooms on offer"),
        (files.groups.is_none() && files.guests.is_none(), "groups.csv", "groups that arrive"),
    ];
    for (_, file, what) in missing.into_iter().filter(|&(is_missing, ..)| is_missing) {
        let place = Place::whole(&Arc::from(file));
        let message = format!("the case has no table of {what}");
        let help = format!("add {file} to the folder, or name another file by its option");
        reading.diagnostics.push(Diagnostic::new(Code::TableMissing, place, message, help));
    }
    for (path, meant) in &files.ignored {
        let place = Place::whole(&open::name_of(path));
        let help = format!("did you mean `{meant}`?");
        reading.diagnostics.push(Diagnostic::new(Code::FileNotRead, place, "the file is not read", help));
    }
}
