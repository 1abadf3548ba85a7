//! Rows of availability to the pools of each hotel. Defaults of room types are filled in here (R7).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::ledger::Ledger;
use super::names::Names;
use super::poll::{self, Quote};
use crate::domain::{Calendar, Pool, Stay};
use crate::read::Tables;
use crate::read::tables::AvailabilityRow;

/// Returns the pools of each hotel, by the position of the hotel.
pub fn pools(tables: &Tables, hotels: &Names<'_>, calendar: &Calendar, ledger: &mut Ledger) -> Vec<Vec<Pool>> {
    let mut rows: Vec<(usize, &AvailabilityRow)> = Vec::with_capacity(tables.availability.rows.len());
    for row in &tables.availability.rows {
        rows.extend(hotels.position(&row.hotel).map(|hotel| (hotel, row)));
    }
    let key = |&(hotel, row): &(usize, &'_ AvailabilityRow)| (hotel, row.wing.clone(), row.room_type.clone());
    rows.sort_by(|a, b| (a.0, &a.1.wing, &a.1.room_type).cmp(&(b.0, &b.1.wing, &b.1.room_type)));
    let same_pool = |a: &(usize, &AvailabilityRow), b: &(usize, &AvailabilityRow)| {
        a.0 == b.0 && a.1.wing == b.1.wing && a.1.room_type == b.1.room_type
    };
    let mut defaults = RoomTypes { told: &tables.policy.whole.guests_max, assumed: BTreeMap::new() };
    let mut pools = vec![Vec::new(); hotels.sorted().len()];
    for rows in rows.chunk_by(same_pool) {
        let (hotel, wing, room_type) = key(&rows[0]);
        let mut quotes = Vec::with_capacity(rows.len());
        for &(_, row) in rows {
            match nights(row, calendar) {
                Some(nights) => quotes.push(Quote { nights, row, guests_max: defaults.guests_max(row) }),
                None => ledger.drop_pool(row),
            }
        }
        pools[hotel].push(Pool { wing, room_type, offers: poll::merge(quotes, ledger) });
    }
    ledger.assumed.extend(defaults.sentences());
    pools
}

/// Returns the nights of the case that a row speaks of; none where it speaks of other nights.
fn nights(row: &AvailabilityRow, calendar: &Calendar) -> Option<Stay> {
    let clipped = |date: NaiveDate| {
        let nights = calendar.first.map_or(0, |first| date.signed_duration_since(first).num_days());
        u32::try_from(nights.max(0)).unwrap_or(u32::MAX).min(calendar.n_nights)
    };
    let arrive = row.from.map_or(0, clipped);
    let depart = row.to.map_or(calendar.n_nights, clipped);
    (arrive < depart).then_some(Stay { arrive, depart })
}

/// How many guests rooms hold by their type, where the rows do not say.
struct RoomTypes<'a> {
    told: &'a BTreeMap<String, u32>,
    assumed: BTreeMap<u32, BTreeSet<String>>,
}

impl RoomTypes<'_> {
    fn guests_max(&mut self, row: &AvailabilityRow) -> u32 {
        if let Some(guests_max) = row.guests_max.or_else(|| self.told.get(&row.room_type).copied()) {
            return guests_max;
        }
        let guests_max = match row.room_type.as_str() {
            "twin" => 2,
            "triple" => 3,
            _ => 1,
        };
        let types = self.assumed.entry(guests_max).or_default();
        if !types.contains(&row.room_type) {
            types.insert(row.room_type.clone());
        }
        guests_max
    }

    fn sentences(&self) -> Vec<String> {
        let sentence = |(guests_max, types): (&u32, &BTreeSet<String>)| {
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            let plural = if *guests_max == 1 { "" } else { "s" };
            format!("rooms of type {} hold {guests_max} guest{plural} each", types.join(", "))
        };
        self.assumed.iter().map(sentence).collect()
    }
}
