//! Tables of many files to tables that stand on their own: polls that newer ones leave nothing of are taken out, what is
//! said of a hotel in several places is put together, and repetitions are dropped. Knows nothing of a case and its nights.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::alike::{self, Known, LookAlike};
use super::answer;
use super::batch::{self, Rounds};
use super::datum;
use super::hotel;
use super::ledger::Ledger;
use super::poll;
use super::statement::{Said, Statement};
use super::stay;
use super::withdrawal;
use super::witness;
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::{Rules, Share, Stay};
use crate::read::clean::{self, CleanRow};
use crate::read::tables::{AvailabilityRow, Count, LookAlikeRow, Table};
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
    let mut ledger = Ledger::new(reading.is_strict());
    let tables = &mut reading.tables;
    datum::say_doubtful(tables, &mut ledger);
    let hotels = hotel::merged(tables, &mut ledger).into_values().collect();
    tables.hotels.rows = hotels;
    tables.hotels_in_availability.clear();
    settle_polls(tables, &mut ledger);
    propose_look_alikes(tables, &mut ledger);
    let day_cut = tables.policy.case.day_cut.unwrap_or(Rules::default().day_cut);
    for group in &tables.groups.rows {
        stay::say_flaw(group, day_cut, &mut ledger);
    }
    answer::to_rows(tables, &mut ledger);
    tables.refuse(&ledger.refused());
    drop_repetitions(&mut tables.groups, &mut ledger);
    drop_repetitions(&mut tables.guests, &mut ledger);
    drop_repetitions(&mut tables.sites, &mut ledger);
    drop_repetitions(&mut tables.travel, &mut ledger);
    drop_repetitions(&mut tables.pairs, &mut ledger);
    drop_repetitions(&mut tables.pins, &mut ledger);
    drop_repetitions(&mut tables.rooms, &mut ledger);
    drop_repetitions(&mut tables.look_alikes, &mut ledger);
    drop_repetitions(&mut tables.officers, &mut ledger);
    let counts = ledger.counts(reading);
    Settled { counts, diagnostics: ledger.diagnostics(reading) }
}

/// Adds hotels with names alike to the pairs of which a person has to say what they are.
fn propose_look_alikes(tables: &mut Tables, ledger: &mut Ledger) {
    let mut hotels: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    for row in &tables.hotels.rows {
        let (name, phone) = (row.name.as_deref().unwrap_or(&row.hotel), row.phone.as_deref().unwrap_or_default());
        hotels.insert(&row.hotel, (&row.hotel, name, phone));
    }
    for row in &tables.availability.rows {
        hotels.entry(&row.hotel).or_insert((&row.hotel, &row.hotel, ""));
    }
    let known: Vec<Known<'_>> = hotels.into_values().collect();
    let proposals = alike::look_alikes(&known, tables, ledger);
    let rows = &mut tables.look_alikes.rows;
    let asked: BTreeSet<(String, String)> =
        rows.iter().flat_map(|row| [(row.a.clone(), row.b.clone()), (row.b.clone(), row.a.clone())]).collect();
    for LookAlike { a, b, reason } in proposals {
        let pair = (a, b);
        if !asked.contains(&pair) {
            let ((a, b), reason, place) = (pair, reason.to_owned(), Place::default());
            rows.push(LookAlikeRow { a, b, verdict: None, reason, place });
        }
    }
}

/// Takes out the polls of which newer ones leave nothing on any night, and sorts the rest by hotel, pool and night. Polls
/// without which the rest would mean something else stay.
fn settle_polls(tables: &mut Tables, ledger: &mut Ledger) {
    let mut rows = std::mem::take(&mut tables.availability.rows);
    batch::name_rounds(&mut rows);
    rows.sort_by(|a, b| key(a).cmp(&key(b)));
    ledger.keep_lost();
    let rounds = Rounds::new(&rows, ledger);
    let mut kept: Vec<bool> = vec![false; rows.len()];
    let mut pools: Vec<Range<usize>> = Vec::new();
    for pool in rows.chunk_by(|a, b| pool_of(a) == pool_of(b)) {
        let first = pools.last().map_or(0, |before| before.end);
        pools.push(first..first + pool.len());
        settle_pool(&rounds, (first, pool), &mut kept[first..first + pool.len()], ledger);
    }
    loop {
        for pool in pools.iter().filter(|_| rounds.has_snapshots()).cloned() {
            keep_names(&rounds, (pool.start, &rows[pool.clone()]), &mut kept[pool]);
        }
        let wanted = witness::wanted(&rounds, &rows, &kept);
        if wanted.is_empty() {
            break;
        }
        for at in wanted {
            kept[at] = true;
        }
    }
    let rows = rows.into_iter().zip(kept).filter(|(_, is_kept)| *is_kept).map(|(row, _)| row);
    tables.availability.rows = rows.collect();
}

/// Marks the rows of a pool that are kept; the first of them has a position in the table.
fn settle_pool(
    rounds: &Rounds<'_>,
    (first, pool): (usize, &[AvailabilityRow]),
    kept: &mut [bool],
    ledger: &mut Ledger,
) {
    let named = pool.iter().enumerate().map(|(at, row)| (first + at, row));
    let withdrawals = withdrawal::of_pool(rounds, named);
    let mut statements = Vec::with_capacity(pool.len());
    for row in pool {
        if withdrawals.get(&*row.source).is_some_and(|withdrawal| withdrawal.takes(row)) {
            ledger.supersede(row);
        } else {
            statements.push(statement(row));
        }
    }
    let all = Stay { arrive: 0, depart: LAST.map_or(0, night) };
    statements.extend(withdrawals.values().map(|withdrawal| withdrawal.statement(all)));
    poll::merge(statements, &[], ledger);
    let lost = ledger.take_lost();
    for (row, kept) in pool.iter().zip(&mut *kept) {
        *kept |= !lost.contains(&row.place);
    }
    for (&source, withdrawal) in &withdrawals {
        // What is withdrawn is none, and not unknown, as long as its last word is there.
        if let Some(at) = pool.iter().position(|row| *row.source == *source && withdrawal.is_last(row)) {
            kept[at] = true;
        }
    }
}

/// Keeps a row of each snapshot that names a pool of which older rows are kept: it would withdraw them otherwise.
fn keep_names(rounds: &Rounds<'_>, (first, pool): (usize, &[AvailabilityRow]), kept: &mut [bool]) {
    loop {
        let mut named: BTreeSet<u32> = BTreeSet::new();
        let mut oldest: BTreeMap<&str, &AvailabilityRow> = BTreeMap::new();
        for (at, row) in pool.iter().enumerate().filter(|&(at, _)| kept[at]) {
            named.insert(rounds.of(first + at));
            let known = oldest.entry(&row.source).or_insert(row);
            *known = std::cmp::min_by_key(*known, row, |row| row.polled_at);
        }
        let is_needed = |&at: &usize| {
            let (row, round) = (&pool[at], rounds.of(first + at));
            !named.contains(&round) && oldest.get(&*row.source).is_some_and(|old| rounds.follows(round, old))
        };
        let Some(at) = (0..pool.len()).find(is_needed) else { return };
        kept[at] = true;
    }
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
