//! Tables of many files to tables that stand on their own: polls that newer ones leave nothing of are taken out, what is
//! said of a hotel in several places is put together, and repetitions are dropped. Knows nothing of a case and its nights.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::batch::{self, Rounds};
use super::hotel;
use super::ledger::Ledger;
use super::poll;
use super::statement::{Said, Statement};
use super::stay;
use super::withdrawal;
use crate::diagnostic::Diagnostic;
use crate::domain::{Rules, Share, Stay};
use crate::read::clean::{self, CleanRow};
use crate::read::tables::{AvailabilityRow, Count, Mode, Table};
use crate::read::{FileCount, Reading, Tables};

/// Nights are counted from here: the night before the first year in which a date is believed.
const FIRST: Option<NaiveDate> = NaiveDate::from_ymd_opt(1989, 12, 31);
/// The night after the last year in which a date is believed.
const LAST: Option<NaiveDate> = NaiveDate::from_ymd_opt(2100, 1, 1);

/// What settling says.
#[derive(Debug, Clone)]
pub struct Settled {
    /// What was found wrong by reading and settling, sorted by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of the rows of each file, in the order of reading.
    pub counts: Vec<FileCount>,
}

/// Settles the tables of a reading.
pub fn settle(reading: &mut Reading) -> Settled {
    let mut ledger = Ledger::default();
    let tables = &mut reading.tables;
    let hotels = hotel::merged(tables, &mut ledger).into_values().collect();
    tables.hotels.rows = hotels;
    tables.hotels_in_availability.clear();
    settle_polls(tables, &mut ledger);
    let day_cut = tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
    for group in &tables.groups.rows {
        stay::say_flaw(group, day_cut, &mut ledger);
    }
    tables.refuse(&ledger.refused());
    drop_repetitions(&mut tables.groups, &mut ledger);
    drop_repetitions(&mut tables.guests, &mut ledger);
    drop_repetitions(&mut tables.sites, &mut ledger);
    drop_repetitions(&mut tables.travel, &mut ledger);
    drop_repetitions(&mut tables.pairs, &mut ledger);
    drop_repetitions(&mut tables.pins, &mut ledger);
    drop_repetitions(&mut tables.rooms, &mut ledger);
    drop_repetitions(&mut tables.officers, &mut ledger);
    let counts = ledger.counts(reading);
    Settled { counts, diagnostics: ledger.diagnostics(reading) }
}

/// Takes out the polls of which newer ones leave nothing on any night, and sorts the rest by hotel, pool and night.
fn settle_polls(tables: &mut Tables, ledger: &mut Ledger) {
    let mut rows = std::mem::take(&mut tables.availability.rows);
    name_rounds(&mut rows);
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    let rounds = Rounds::new(&rows, ledger);
    drop(ledger.take_lost());
    let mut first = 0;
    for pool in rows.chunk_by(|a, b| pool_of(a) == pool_of(b)) {
        let statements = statements(&rounds, (first, pool), ledger);
        poll::merge(statements, &[], ledger);
        let lost = ledger.take_lost();
        tables.availability.rows.extend(pool.iter().filter(|row| !lost.contains(&row.place)).cloned());
        first += pool.len();
    }
}

/// Gives rounds that have no name that of their file, where a snapshot or a change makes it matter which rows belong
/// together: one table holds them all from now on.
fn name_rounds(rows: &mut [AvailabilityRow]) {
    if rows.iter().all(|row| row.mode == Mode::Update) {
        return;
    }
    for row in rows.iter_mut().filter(|row| row.batch.is_empty()) {
        let file = batch::file_of(row);
        row.batch = file.rsplit(['/', '\\']).next().unwrap_or(file).to_owned();
    }
}

/// Returns what the rows of a pool say, over all nights that there are; the first of them has a position in the table.
fn statements<'a>(
    rounds: &Rounds<'a>,
    (first, pool): (usize, &'a [AvailabilityRow]),
    ledger: &mut Ledger,
) -> Vec<Statement<'a>> {
    let named = pool.iter().enumerate().map(|(at, row)| (first + at, row));
    let withdrawals = withdrawal::of_pool(rounds, named);
    let mut statements = Vec::with_capacity(pool.len());
    for row in pool {
        if withdrawals.get(row.source.as_str()).is_some_and(|withdrawal| withdrawal.takes(row)) {
            ledger.supersede(row);
        } else {
            statements.push(statement(row));
        }
    }
    let all = Stay { arrive: 0, depart: LAST.map_or(0, night) };
    statements.extend(withdrawals.values().map(|withdrawal| withdrawal.statement(all)));
    statements
}

/// Returns what rows of availability are sorted by.
fn key(row: &AvailabilityRow) -> impl Ord + use<'_> {
    (pool_of(row), row.from, row.to, row.polled_at)
}

fn pool_of(row: &AvailabilityRow) -> (&str, &str, &str) {
    (&row.hotel, &row.wing, &row.room_type)
}

/// Returns what a row says, over all nights that there are.
fn statement(row: &AvailabilityRow) -> Statement<'_> {
    let end = LAST.map_or(0, night);
    let said = match row.rooms {
        Count::Unknown => Said::Unknown,
        Count::Rooms(rooms) => Said::Rooms(rooms),
        Count::Change(by) => Said::Change(by),
    };
    Statement {
        nights: Stay { arrive: row.from.map_or(0, night), depart: row.to.map_or(end, night) },
        row,
        polled_at: row.polled_at,
        said,
        guests_max: row.guests_max.unwrap_or(0),
        trust: Share::WHOLE,
        held: row.held.unwrap_or(0),
    }
}

/// Returns a date as a count of nights.
fn night(date: NaiveDate) -> u32 {
    let nights = FIRST.map_or(0, |first| date.signed_duration_since(first).num_days());
    u32::try_from(nights).unwrap_or(0)
}

/// Drops rows that say what an earlier row says.
fn drop_repetitions<R: CleanRow>(table: &mut Table<R>, ledger: &mut Ledger) {
    let mut seen = BTreeSet::new();
    table.rows.retain(|row| {
        let is_new = seen.insert(clean::cells_of(row));
        if !is_new {
            ledger.drop_row(row.place());
        }
        is_new
    });
}
