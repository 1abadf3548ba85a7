//! Files of which nobody said what they hold: every table in them is known by its headings. Merges nothing.

use std::path::{Path, PathBuf};

use super::clean::Informs;
use super::grid::Grid;
use super::header::{self, Header, Told};
use super::manner::Manner;
use super::open::{self, Opened};
use super::polls::Polls;
use super::reader;
use super::rows::{Poll, TableRow};
use super::schema::{self, Schema};
use super::tables::{Table, Tables};
use super::workbook::Sheet;
use super::{FileCount, Reading, Settings, travel};
use crate::diagnostic::{Code, Diagnostic, Place};

/// Headings of the log that `roomblock ingest` writes beside its tables.
const LOG: [&str; 3] = ["kind", "raw", "value"];

/// Reads files of any table, in any mix and number, with what they say to people alone. A policy may be among them.
/// Never fails: what is wrong is among the diagnostics.
#[must_use]
pub fn sheets(paths: &[PathBuf], settings: &Settings) -> Reading {
    let mut reading = Reading { encoding: settings.encoding, ..Reading::default() };
    let (policies, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = paths.iter().partition(|path| is_policy(path));
    for path in policies {
        super::read_policy(&mut reading, path, settings);
    }
    reading.manner = Manner::of(settings, &reading.tables.policy);
    keep_what_informs(&mut reading.tables);
    let mut polls = Polls::informing();
    for path in paths {
        if travel::is_answer(path) {
            travel::read_answer(&mut reading, path);
            continue;
        }
        match open::open(&mut reading, path) {
            Some(Opened::Text(grid)) => {
                file_sheets(&mut reading, vec![Sheet { grid, is_hidden: false }], path, &mut polls.table);
            }
            Some(Opened::Workbook(sheets)) => file_sheets(&mut reading, sheets, path, &mut polls.table),
            None => reading.counts.push(FileCount::rejected(&open::name_of(path), 0)),
        }
        polls.spread(&mut reading.tables);
    }
    polls.finish(&mut reading.tables);
    super::unify(&mut reading);
    reading
}

/// Tells whether a file is a policy, by its name.
#[must_use]
pub fn is_policy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// Asks every table to keep what its rows say to people alone.
fn keep_what_informs(tables: &mut Tables) {
    let all = [
        &mut tables.hotels.informs,
        &mut tables.groups.informs,
        &mut tables.guests.informs,
        &mut tables.sites.informs,
        &mut tables.travel.informs,
        &mut tables.pairs.informs,
        &mut tables.pins.informs,
        &mut tables.rooms.informs,
        &mut tables.look_alikes.informs,
        &mut tables.officers.informs,
    ];
    for informs in all {
        *informs = Some(Informs::new());
    }
}

/// Reads the sheets of a file whose headings are those of a table, and says which are not.
fn file_sheets(reading: &mut Reading, sheets: Vec<Sheet>, path: &Path, polls: &mut Table<Poll>) {
    let recognise = |sheet: &mut Sheet| recognised(&mut sheet.grid, &reading.tables, stem(path));
    let known: Vec<(Sheet, Option<&'static Schema>)> = sheets
        .into_iter()
        .map(|mut sheet| (recognise(&mut sheet), sheet))
        .map(|(schema, sheet)| (sheet, schema))
        .collect();
    let is_lost = known.iter().all(|(_, schema)| schema.is_none());
    for (Sheet { grid, is_hidden }, schema) in known {
        let not_read = |why: &str| not_read(&grid, Code::FileNotRead, why);
        match schema {
            Some(schema) if schema.name == schema::ALLOCATION.name => {
                reading.diagnostics.push(not_read("it is the allocation of a plan, which is no input"));
            }
            Some(schema) if schema.name == schema::ROOMING.name => {
                reading.diagnostics.push(not_read("it is the rooming of a plan, which is no input"));
            }
            Some(_) if is_hidden => reading.diagnostics.push(reader::hidden(&grid)),
            Some(schema) => table_rows(reading, grid, schema, polls),
            None if is_log(&grid) => reading.diagnostics.push(not_read("it is the log of an ingest")),
            None if is_lost => {
                reading.diagnostics.push(unknown(&grid));
                reading.counts.push(FileCount::rejected(grid.file(), grid.body().len()));
                reading.sources.keep(grid, header::Header::default(), None);
            }
            None => reading.diagnostics.push(not_read("the sheet has the headings of no table")),
        }
    }
}

/// Returns the table that a sheet has the headings of: the one that knows most of its columns; of equals the one that the
/// file is named after. The log of an ingest is none, although cells of it may be headings of another file.
fn recognised(grid: &mut Grid, tables: &Tables, stem: &str) -> Option<&'static Schema> {
    if is_log(grid) {
        return None;
    }
    let mut best: Option<(usize, bool, &'static Schema)> = None;
    for schema in schema::ALL {
        let told = tables.policy.columns.get(schema.name);
        let Some(header) = reader::headed(grid, schema, told, &mut Vec::new()) else { continue };
        let fit = (header.n_known(), stem.starts_with(schema.name));
        if best.is_none_or(|(known, is_named, _)| fit > (known, is_named)) {
            best = Some((fit.0, fit.1, schema));
        }
    }
    best.map(|(.., schema)| schema)
}

/// Returns the name of a file without its folder and its extension.
fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default()
}

fn is_log(grid: &Grid) -> bool {
    let headings: Vec<_> = (0..grid.n_cells(0)).map(|column| grid.cell(0, column)).collect();
    LOG.iter().all(|heading| headings.iter().any(|known| known == heading))
}

/// Reads the rows of a sheet into the table it belongs to.
fn table_rows(reading: &mut Reading, mut grid: Grid, schema: &'static Schema, polls: &mut Table<Poll>) {
    let told = reading.tables.policy.columns.get(schema.name).cloned();
    let header = reader::headed(&mut grid, schema, told.as_ref(), &mut reading.diagnostics);
    let sheet = (grid, header, told);
    match schema.name {
        "availability" => reader::rows_of(reading, sheet.0, sheet.1, sheet.2.as_ref(), polls),
        "hotels" => into(reading, sheet, |tables| &mut tables.hotels),
        "groups" => into(reading, sheet, |tables| &mut tables.groups),
        "guests" => into(reading, sheet, |tables| &mut tables.guests),
        "sites" => into(reading, sheet, |tables| &mut tables.sites),
        "travel" => into(reading, sheet, |tables| &mut tables.travel),
        "pairs" => into(reading, sheet, |tables| &mut tables.pairs),
        "pins" => into(reading, sheet, |tables| &mut tables.pins),
        "look_alikes" => into(reading, sheet, |tables| &mut tables.look_alikes),
        "officers" => into(reading, sheet, |tables| &mut tables.officers),
        "rejects" => into(reading, sheet, |tables| &mut tables.rejects),
        _ => into(reading, sheet, |tables| &mut tables.rooms),
    }
}

/// A sheet, its columns, and what the policy says of its headings.
type Headed = (Grid, Option<Header>, Option<Told>);

fn into<R: TableRow>(
    reading: &mut Reading,
    (grid, header, told): Headed,
    table_of: impl Fn(&mut Tables) -> &mut Table<R>,
) {
    let mut table = std::mem::take(table_of(&mut reading.tables));
    reader::rows_of(reading, grid, header, told.as_ref(), &mut table);
    *table_of(&mut reading.tables) = table;
}

fn unknown(grid: &Grid) -> Diagnostic {
    let message = "no table has these headings".to_owned();
    let help = "give it the headings of its table, such as `hotel` and `rooms`, or say in the policy what they mean: \
                `[columns.availability]` `\"HEADING\" = \"rooms\"`";
    grid.diagnostic(Code::TableUnknown, grid.heading_record(None), None, (message, help.to_owned()))
}

fn not_read(grid: &Grid, code: Code, why: &str) -> Diagnostic {
    let place = Place::whole(grid.file());
    let help = "nothing, if that is meant; else give it the headings of its table";
    Diagnostic::new(code, place, why, help)
}
