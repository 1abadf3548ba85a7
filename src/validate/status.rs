//! What polls say of the status of hotels (R34): the newest word counts, and rooms that are quoted after it open a hotel again.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::domain::HotelStatus;
use crate::domain::remark::{About, Remark};
use crate::read::tables::{AvailabilityRow, Count};

/// Returns the rows that say the status of their hotels, by the names of these.
#[must_use]
pub fn newest(rows: &[AvailabilityRow]) -> BTreeMap<&str, (usize, &AvailabilityRow)> {
    let mut newest: BTreeMap<&str, (usize, &AvailabilityRow)> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.status.is_some()) {
        let known = newest.entry(&row.hotel).or_insert((at, row));
        // Of one time the one that lets fewer people in.
        if (row.polled_at, caution(row)) > (known.1.polled_at, caution(known.1)) {
            *known = (at, row);
        }
    }
    newest
}

/// How far a status keeps people out.
fn caution(row: &AvailabilityRow) -> u8 {
    match row.status {
        None | Some(HotelStatus::Open) => 0,
        Some(HotelStatus::Frozen) => 1,
        Some(HotelStatus::Closed) => 2,
    }
}

/// Returns the status of each hotel of which polls say one, with the row that says so; and says which hotels were closed and
/// are open again.
pub fn of_polls<'a>(
    rows: &'a [AvailabilityRow],
    ledger: &mut Ledger,
) -> BTreeMap<&'a str, (HotelStatus, &'a AvailabilityRow)> {
    let mut newest = newest(rows);
    let n_before = newest.len();
    for row in rows {
        let is_open_since = |(_, said): &(usize, &AvailabilityRow)| {
            said.status == Some(HotelStatus::Closed) && row.polled_at > said.polled_at
        };
        let quotes = matches!(row.rooms, Count::Rooms(rooms) if rooms > 0);
        if quotes && newest.get(&*row.hotel).is_some_and(is_open_since) {
            newest.remove(&*row.hotel);
        }
    }
    if newest.len() < n_before {
        ledger.assumed.push(Remark::new(About::OpenAgain, &[("n", &(n_before - newest.len()))]));
    }
    newest.into_iter().filter_map(|(hotel, (_, row))| Some((hotel, (row.status?, row)))).collect()
}
