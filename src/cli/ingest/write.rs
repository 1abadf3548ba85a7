//! The files of a folder of clean tables, `ingest.json` last.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::plan_folder::Staging;
use crate::read::clean::{CleanRow, CleanTable};
use crate::read::tables::{RejectRow, Table};
use crate::read::{Conversion, Kind, Reading};
use crate::render::folder::{Folder, Readers};
use crate::render::ingest::{Converted, Summary, Written};
use crate::render::table::{TableWriter, inert};

/// Writes the tables that have rows, what was refused, and the summary, which it completes.
///
/// # Errors
/// When a file cannot be written whole.
pub fn write(staging: &mut Staging, reading: &Reading, summary: &mut Summary<'_>) -> io::Result<()> {
    let tables = &reading.tables;
    let zero_is_unknown = tables.policy.zero_is_unknown;
    let mut folder = Tables { staging, zero_is_unknown, written: Vec::new() };
    folder.table("availability.csv", &tables.availability, Readers::Anyone)?;
    folder.table("hotels.csv", &tables.hotels, Readers::Anyone)?;
    folder.table("groups.csv", &tables.groups, Readers::Owner)?;
    folder.table("guests.csv", &tables.guests, Readers::Owner)?;
    folder.table("sites.csv", &tables.sites, Readers::Anyone)?;
    folder.table("travel.csv", &tables.travel, Readers::Anyone)?;
    folder.table("pairs.csv", &tables.pairs, Readers::Anyone)?;
    folder.table("pins.csv", &tables.pins, Readers::Anyone)?;
    folder.table("rooms.csv", &tables.rooms, Readers::Anyone)?;
    folder.table("look_alikes.csv", &tables.look_alikes, Readers::Anyone)?;
    folder.table("officers.csv", &tables.officers, Readers::Owner)?;
    summary.tables = folder.written;
    let rejects = reading.rejects(summary.diagnostics);
    summary.rejects = rejects.len() as u64;
    summary.conversions = by_kind(&reading.log);
    write_rejects(staging, "rejects.csv", &rejects)?;
    staging.file("log.csv", Readers::Owner, &mut |out| log(reading, out))?;
    staging.file("ingest.json", Readers::Anyone, &mut |out| summary.json(out))
}

/// Writes a table of rows that were refused, with all its columns.
///
/// # Errors
/// When it cannot be written whole.
pub fn write_rejects(staging: &mut Staging, file: &str, rejects: &[RejectRow]) -> io::Result<()> {
    staging.file(file, Readers::Owner, &mut |out| rows(&CleanTable::whole(rejects), out))
}

/// Writes the policy that was given. What it says of headings and of the datums of files was settled: the clean tables have
/// other headings, and name the datum in each row. What a zero means it says of later sheets too.
///
/// # Errors
/// When it cannot be written whole.
pub fn write_policy(staging: &mut Staging, text: &str) -> io::Result<()> {
    let mut policy = text.parse::<toml::Table>().unwrap_or_default();
    let columns = policy.remove("columns");
    let is_settled = columns.is_some() | policy.remove("datum").is_some();
    if let Some(zero) = columns.as_ref().and_then(|columns| columns.get("zero_rooms")) {
        policy.insert("columns".to_owned(), toml::Table::from_iter([("zero_rooms".to_owned(), zero.clone())]).into());
    }
    let settled = if is_settled { policy.to_string() } else { text.to_owned() };
    staging.file("roomblock.toml", Readers::Anyone, &mut |out| out.write_all(settled.as_bytes()))
}

/// Counts conversions by their kind, in the order of the catalogue of kinds.
fn by_kind(log: &[Conversion]) -> Vec<Converted> {
    let mut counts: BTreeMap<Kind, u64> = BTreeMap::new();
    for conversion in log {
        *counts.entry(conversion.kind).or_default() += 1;
    }
    let converted = |(kind, count): (Kind, u64)| Converted {
        kind: kind.name().to_owned(),
        meaning: kind.meaning().to_owned(),
        count,
    };
    counts.into_iter().map(converted).collect()
}

/// Writes the log: every value that is not what was typed.
fn log(reading: &Reading, out: &mut dyn Write) -> io::Result<()> {
    let mut table = TableWriter::new(out, &["file", "sheet", "row", "column", "kind", "raw", "value"])?;
    for Conversion { place, kind, raw, value } in &reading.log {
        let (file, sheet) = reading.sources.file_and_sheet(place);
        let row = place.line.map(|line| line.to_string()).unwrap_or_default();
        let column = place.column.as_deref().unwrap_or_default();
        table.row(&[&inert(file), &inert(sheet), &row, &inert(column), kind.name(), &inert(raw), &inert(value)])?;
    }
    table.finish()
}

/// Canonical tables being written.
struct Tables<'a> {
    staging: &'a mut Staging,
    /// Whether a count of zero rooms is read as unknown.
    zero_is_unknown: bool,
    written: Vec<Written>,
}

impl Tables<'_> {
    /// Writes a table, unless it has no rows.
    fn table<R: CleanRow>(&mut self, file: &str, table: &Table<R>, readers: Readers) -> io::Result<()> {
        if table.rows.is_empty() {
            return Ok(());
        }
        let clean = CleanTable::new(&table.rows, table.informs.as_ref()).with_zeros(self.zero_is_unknown);
        self.written.push(Written { file: file.to_owned(), rows: table.rows.len() as u64 });
        self.staging.file(file, readers, &mut |out| rows(&clean, out))
    }
}

/// Writes the rows of a table; no spreadsheet runs any of its cells.
fn rows<R: CleanRow>(table: &CleanTable<'_, R>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = TableWriter::new(out, table.headings())?;
    for row in table.rows() {
        let cells: Vec<String> = row.iter().map(|cell| inert(cell)).collect();
        writer.row(&cells)?;
    }
    writer.finish()
}
