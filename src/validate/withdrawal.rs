//! What snapshots withdraw: the rooms of a pool that their source offered before, and that they do not name any more.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::batch::Rounds;
use super::statement::{Said, Statement};
use crate::domain::{Share, Stay};
use crate::read::tables::AvailabilityRow;

/// What a snapshot takes away of a pool.
pub struct Withdrawal<'a> {
    /// The first row of the snapshot.
    pub first: &'a AvailabilityRow,
    /// When the snapshot begins.
    begins: Option<NaiveDateTime>,
    /// When its source last spoke of the pool.
    last_word: Option<NaiveDateTime>,
}

impl<'a> Withdrawal<'a> {
    /// Tells whether a row of its source is withdrawn.
    #[must_use]
    pub fn takes(&self, row: &AvailabilityRow) -> bool {
        row.polled_at < self.begins
    }

    /// Tells whether a row is the last word of its source that is withdrawn.
    #[must_use]
    pub fn is_last(&self, row: &AvailabilityRow) -> bool {
        self.takes(row) && row.polled_at == self.last_word
    }

    /// Returns what it says of the pool: none, since its source last spoke of it.
    #[must_use]
    pub fn statement(&self, nights: Stay) -> Statement<'a> {
        Statement {
            nights,
            row: self.first,
            polled_at: self.last_word,
            said: Said::Withdrawn,
            guests_max: 1,
            trust: Share::WHOLE,
            held: 0,
        }
    }
}

/// Returns, by source, what the newest snapshot that does not name a pool withdraws of it; the rows of the pool come with
/// their positions in the table.
#[must_use]
pub fn of_pool<'a>(
    rounds: &Rounds<'a>,
    rows: impl Iterator<Item = (usize, &'a AvailabilityRow)> + Clone,
) -> BTreeMap<&'a str, Withdrawal<'a>> {
    let mut withdrawals: BTreeMap<&str, Withdrawal<'a>> = BTreeMap::new();
    if !rounds.has_snapshots() {
        return withdrawals;
    }
    let named: BTreeSet<u32> = rows.clone().map(|(at, _)| rounds.of(at)).collect();
    let mut unnamed: BTreeMap<&str, Option<(&'a AvailabilityRow, Option<NaiveDateTime>)>> = BTreeMap::new();
    for (_, row) in rows {
        let newest = || rounds.withdrawal(&row.source, |round| named.contains(&round));
        let Some((first, begins)) = *unnamed.entry(&row.source).or_insert_with(newest) else { continue };
        if row.polled_at < begins {
            let last_word = row.polled_at;
            let known = withdrawals.entry(&row.source).or_insert(Withdrawal { first, begins, last_word });
            known.last_word = known.last_word.max(last_word);
        }
    }
    withdrawals
}
