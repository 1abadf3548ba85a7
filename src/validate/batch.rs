//! Rounds of polling: which rows belong together, what a snapshot withdraws, and who has not answered for long.
//!
//! Merges nothing. A round is all rows with one `batch`, or all of one file where they name none (domain §3.5).

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDateTime;

use super::ledger::{Ledger, seen_from};
use crate::diagnostic::{Code, Place};
use crate::domain::Instance;
use crate::read::tables::{AvailabilityRow, Count, Mode};

/// Rounds that a hotel may miss before it counts as stale, where the policy does not say.
const STALE_ROUNDS: u32 = 3;

/// The rounds of the rows of availability.
pub struct Rounds<'a> {
    all: Vec<Round<'a>>,
    of_row: Vec<u32>,
    /// The rounds that are snapshots, by source; the newest first.
    snapshots: HashMap<&'a str, Vec<u32>>,
}

/// A round of polling.
struct Round<'a> {
    /// Its first row.
    first: &'a AvailabilityRow,
    /// Its earliest time: what was said before is older than all of it.
    begins: Option<NaiveDateTime>,
    /// Its latest time.
    ends: Option<NaiveDateTime>,
}

/// A hotel that answered once and has missed several rounds since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleHotel {
    /// The hotel.
    pub hotel: String,
    /// When it last answered.
    pub polled_at: NaiveDateTime,
    /// The rounds since then.
    pub missed: u32,
}

impl<'a> Rounds<'a> {
    /// Finds the rounds, and says which are of two minds about their mode.
    pub fn new(rows: &'a [AvailabilityRow], ledger: &mut Ledger) -> Self {
        let mut rounds = Self { all: Vec::new(), of_row: Vec::with_capacity(rows.len()), snapshots: HashMap::new() };
        let mut numbers: HashMap<(bool, &str), u32> = HashMap::new();
        let mut mixed = vec![];
        for row in rows {
            let number = *numbers.entry(name(row)).or_insert_with(|| {
                rounds.all.push(Round { first: row, begins: row.polled_at, ends: row.polled_at });
                mixed.push(false);
                u32::try_from(rounds.all.len() - 1).unwrap_or(u32::MAX)
            });
            rounds.of_row.push(number);
            let round = &mut rounds.all[number as usize];
            round.begins = round.begins.min(row.polled_at);
            round.ends = round.ends.max(row.polled_at);
            if row.mode != round.first.mode && !std::mem::replace(&mut mixed[number as usize], true) {
                say_mixed(row, round.first, ledger);
            }
            if row.mode == Mode::Snapshot {
                let of_source = rounds.snapshots.entry(&row.source).or_default();
                if of_source.last() != Some(&number) {
                    of_source.push(number);
                }
            }
        }
        for numbers in rounds.snapshots.values_mut() {
            numbers.sort_by_key(|&number| std::cmp::Reverse((rounds.all[number as usize].begins, number)));
            numbers.dedup();
        }
        rounds
    }

    /// Tells whether any round is a snapshot.
    #[must_use]
    pub fn has_snapshots(&self) -> bool {
        !self.snapshots.is_empty()
    }

    /// Returns the round of a row, by its position in the table.
    #[must_use]
    pub fn of(&self, row: usize) -> u32 {
        self.of_row[row]
    }

    /// Returns how many rounds there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Returns the latest time of the round of a row, by its position in the table.
    #[must_use]
    pub fn ends(&self, row: usize) -> Option<NaiveDateTime> {
        self.all[self.of_row[row] as usize].ends
    }

    /// Returns the first row of the newest snapshot of a source that does not name a pool, and when it begins; the pool
    /// is given by the rounds that name it.
    #[must_use]
    pub fn withdrawal(
        &self,
        source: &str,
        is_named: impl Fn(u32) -> bool,
    ) -> Option<(&'a AvailabilityRow, Option<NaiveDateTime>)> {
        let unnamed = self.snapshots.get(source)?.iter().find(|&&number| !is_named(number))?;
        let round = &self.all[*unnamed as usize];
        Some((round.first, round.begins))
    }

    /// Tells whether a round withdraws what its source said before, and begins after a row of that source.
    #[must_use]
    pub fn follows(&self, round: u32, row: &AvailabilityRow) -> bool {
        let Round { first, begins, .. } = &self.all[round as usize];
        first.mode == Mode::Snapshot && first.source == row.source && row.polled_at < *begins
    }

    /// Returns the hotels that answered, but in none of the last rounds, by name.
    #[must_use]
    pub fn stale(&self, rows: &[AvailabilityRow], rounds_most: Option<u32>) -> Vec<StaleHotel> {
        let most = rounds_most.unwrap_or(STALE_ROUNDS).max(1);
        let mut ends: Vec<NaiveDateTime> = self.all.iter().filter_map(|round| round.ends).collect();
        ends.sort_unstable();
        let mut newest: BTreeMap<&str, NaiveDateTime> = BTreeMap::new();
        for (row, &round) in rows.iter().zip(&self.of_row) {
            let answered = row.polled_at.filter(|_| row.rooms != Count::Unknown);
            if let Some(said) = answered.and(self.all[round as usize].ends) {
                let last = newest.entry(&row.hotel).or_insert(said);
                *last = said.max(*last);
            }
        }
        let missed = |last: NaiveDateTime| ends.len() - ends.partition_point(|end| *end <= last);
        let stale = newest.into_iter().filter_map(|(hotel, polled_at)| {
            let missed = u32::try_from(missed(polled_at)).unwrap_or(u32::MAX);
            (missed >= most).then(|| StaleHotel { hotel: hotel.to_owned(), polled_at, missed })
        });
        stale.collect()
    }
}

/// Leaves out the stale hotels that take nobody anyway.
pub fn keep_open(stale: &mut Vec<StaleHotel>, instance: &Instance) {
    let is_open = |one: &StaleHotel| {
        let hotel = instance.hotel(&one.hotel).map(|at| &instance.hotels[at]);
        hotel.is_some_and(|hotel| hotel.status != crate::domain::HotelStatus::Closed)
    };
    stale.retain(is_open);
}

/// Returns what names the round of a row: its batch, else its file without the sheet.
#[must_use]
pub fn name(row: &AvailabilityRow) -> (bool, &str) {
    if row.batch.is_empty() { (false, file_of(row)) } else { (true, &row.batch) }
}

/// Gives rounds that have no name that of their file, where there are several: one table holds them all from now on.
pub fn name_rounds(rows: &mut [AvailabilityRow]) {
    let rounds: BTreeSet<(bool, String)> =
        rows.iter().map(|row| (!row.batch.is_empty(), name(row).1.to_owned())).collect();
    if rounds.len() < 2 {
        return;
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names: BTreeMap<String, Arc<str>> = BTreeMap::new();
    taken.extend(rounds.iter().filter(|(is_named, _)| *is_named).map(|(_, batch)| batch.clone()));
    for (_, file) in rounds.iter().filter(|(is_named, _)| !is_named) {
        let base = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let others = (2..).map(|number: u32| format!("{base} ({number})"));
        let name = std::iter::once(base.to_owned()).chain(others).find(|name| !taken.contains(name));
        let name = name.unwrap_or_else(|| file.clone());
        taken.insert(name.clone());
        names.insert(file.clone(), Arc::from(name));
    }
    for row in rows.iter_mut().filter(|row| row.batch.is_empty()) {
        if let Some(name) = names.get(file_of(row)) {
            row.batch = Arc::clone(name);
        }
    }
}

/// Returns the file of a row, without the sheet.
#[must_use]
pub fn file_of(row: &AvailabilityRow) -> &str {
    Place::without_sheet(&row.place.file)
}

fn say_mixed(row: &AvailabilityRow, first: &AvailabilityRow, ledger: &mut Ledger) {
    let message = format!(
        "it says `{}`, and {} of the same batch says `{}`",
        row.mode.as_str(),
        seen_from(&row.place, &first.place),
        first.mode.as_str()
    );
    let help = "write one mode in all rows of the batch, or give the batches different names";
    ledger.say(Code::BatchModes, &row.place, "mode", message, help);
}
