//! Rows of availability to the pools of each hotel. Defaults of room types are filled in here (R7).

use std::collections::{BTreeMap, BTreeSet};

use super::batch::Rounds;
use super::block::Lapsed;
use super::ledger::Ledger;
use super::names::Names;
use super::placed::Holds;
use super::poll;
use super::promise;
use super::statement::{Said, Statement};
use super::total;
use super::trust::Ages;
use super::withdrawal;
use crate::diagnostic::{Code, Place};
use crate::domain::remark::{About, Remark};
use crate::domain::{Calendar, Pool, Stay};
use crate::read::Tables;
use crate::read::tables::AvailabilityRow;

/// A row of availability: the position of its hotel, its position in the table, and itself.
type Of<'a> = (usize, usize, &'a AvailabilityRow);

/// Returns the pools of each hotel, by the position of the hotel.
pub fn pools<'a>(
    tables: &'a Tables,
    hotels: &Names<'_>,
    calendar: &Calendar,
    (rounds, ages, lapsed, holds): (&Rounds<'a>, &mut Ages<'a>, &Lapsed<'_>, &Holds<'_>),
    ledger: &mut Ledger,
) -> Vec<Vec<Pool>> {
    let mut rows: Vec<Of<'_>> = Vec::with_capacity(tables.availability.rows.len());
    for (at, row) in tables.availability.rows.iter().enumerate() {
        rows.extend(hotels.position(&row.hotel).map(|hotel| (hotel, at, row)));
    }
    rows.sort_by(|a, b| (a.0, &a.2.wing, &a.2.room_type).cmp(&(b.0, &b.2.wing, &b.2.room_type)));
    let same_pool = |a: &Of<'_>, b: &Of<'_>| a.0 == b.0 && a.2.wing == b.2.wing && a.2.room_type == b.2.room_type;
    let mut reader = Reader {
        rounds,
        ages,
        lapsed,
        defaults: RoomTypes { told: &tables.policy.whole.guests_max, assumed: BTreeMap::new() },
        withdrawn: BTreeMap::new(),
        n_held: 0,
    };
    let mut pools = vec![Vec::new(); hotels.sorted().len()];
    for rows in rows.chunk_by(same_pool) {
        let (hotel, _, first) = rows[0];
        let statements = reader.statements(rows, calendar, ledger);
        let (wing, room_type) = (first.wing.to_string(), first.room_type.to_string());
        let of_pool = holds.get(&(&*first.hotel, wing.as_str(), room_type.as_str()));
        let offers = poll::merge(statements, of_pool.map_or(&[], Vec::as_slice), ledger);
        pools[hotel].push(Pool { wing, room_type, offers });
    }
    for rows in rows.chunk_by(|a, b| a.0 == b.0) {
        if let Some(total) = total::of_hotel(rows.iter().map(|(_, _, row)| *row)) {
            let guests_max = || reader.defaults.of_type("any");
            total::cap(&mut pools[rows[0].0], total, guests_max, ledger);
        }
    }
    promise::add(&mut pools, &tables.promised, (hotels, calendar), |room_type| reader.defaults.of_type(room_type));
    reader.say_withdrawn(ledger);
    ledger.assumed.extend(reader.defaults.remarks());
    let any_expired = ledger.has_said(Code::QuoteExpired);
    ledger.assumed.extend(reader.ages.remarks(any_expired));
    if reader.n_held > 0 {
        ledger.assumed.push(Remark::new(About::Held, &[("n", &reader.n_held)]));
    }
    pools
}

/// Makes statements of rows.
struct Reader<'a, 'b> {
    rounds: &'b Rounds<'a>,
    ages: &'b mut Ages<'a>,
    /// Hotels that took their blocks back.
    lapsed: &'b Lapsed<'b>,
    defaults: RoomTypes<'a>,
    /// How many pools each snapshot withdraws, by the place of its first row.
    withdrawn: BTreeMap<&'a Place, usize>,
    /// Counts of which held rooms are taken off.
    n_held: usize,
}

impl<'a> Reader<'a, '_> {
    /// Returns what the rows of a pool say, without those that a snapshot of their source has withdrawn.
    fn statements(&mut self, rows: &[Of<'a>], calendar: &Calendar, ledger: &mut Ledger) -> Vec<Statement<'a>> {
        let withdrawals = withdrawal::of_pool(self.rounds, rows.iter().map(|&(_, at, row)| (at, row)));
        let mut statements = Vec::with_capacity(rows.len());
        for &(_, _, row) in rows {
            let withdrawal = withdrawals.get(&*row.source);
            let Some(nights) = nights(row, calendar) else {
                ledger.drop_pool(row);
                continue;
            };
            if withdrawal.is_some_and(|withdrawal| withdrawal.takes(row)) {
                ledger.supersede(row);
                continue;
            }
            let said = self.said(row);
            let guests_max = self.defaults.guests_max(row);
            let trust = self.ages.r45_trust(row);
            let held = self.held(row);
            statements.push(Statement { nights, row, polled_at: row.polled_at, said, guests_max, trust, held });
        }
        for withdrawal in withdrawals.values() {
            *self.withdrawn.entry(&withdrawal.first.place).or_default() += 1;
            statements.push(withdrawal.statement(Stay { arrive: 0, depart: calendar.n_nights }));
        }
        statements
    }

    /// Returns what a row says, seen today.
    fn said(&self, row: &AvailabilityRow) -> Said {
        match (self.ages.said(row), self.lapsed.r38_since(row)) {
            (Said::Rooms(rooms), Some(since)) => Said::TakenBack(rooms, since),
            (said, _) => said,
        }
    }

    /// Returns how many rooms of a count are held for somebody else: none where the two add up to all rooms that there are,
    /// for then they are no part of it.
    fn held(&mut self, row: &AvailabilityRow) -> u32 {
        let held = row.held.unwrap_or(0);
        let adds_up = |rooms: u32| row.rooms_total == rooms.checked_add(held);
        if held == 0 || row.rooms.rooms().is_some_and(adds_up) {
            return 0;
        }
        self.n_held += 1;
        held
    }

    /// Says how many pools each snapshot withdraws.
    fn say_withdrawn(&self, ledger: &mut Ledger) {
        for (&place, &count) in &self.withdrawn {
            let pools = super::plural(count, "pool");
            let message = format!("the snapshot does not name {pools} that its source offered before: no rooms now");
            let help = "write `update` if the sheet names only what has changed";
            ledger.say(Code::SnapshotWithdraws, place, "mode", message, help);
        }
    }
}

/// Returns the nights of the case that a row speaks of; none where it speaks of other nights.
fn nights(row: &AvailabilityRow, calendar: &Calendar) -> Option<Stay> {
    let arrive = row.from.map_or(0, |date| calendar.clipped(date));
    let depart = row.to.map_or(calendar.n_nights, |date| calendar.clipped(date));
    (arrive < depart).then_some(Stay { arrive, depart })
}

/// How many guests rooms hold by their type, where the rows do not say.
struct RoomTypes<'a> {
    told: &'a BTreeMap<String, u32>,
    assumed: BTreeMap<u32, BTreeSet<String>>,
}

impl RoomTypes<'_> {
    fn guests_max(&mut self, row: &AvailabilityRow) -> u32 {
        row.guests_max.unwrap_or_else(|| self.of_type(&row.room_type))
    }

    /// Returns how many guests rooms of a type hold: what the policy says, else what is commonly so.
    fn of_type(&mut self, room_type: &str) -> u32 {
        if let Some(&guests_max) = self.told.get(room_type) {
            return guests_max;
        }
        let guests_max = match room_type {
            "twin" => 2,
            "triple" => 3,
            _ => 1,
        };
        let types = self.assumed.entry(guests_max).or_default();
        if !types.contains(room_type) {
            types.insert(room_type.to_owned());
        }
        guests_max
    }

    fn remarks(&self) -> Vec<Remark> {
        let remark = |(guests_max, types): (&u32, &BTreeSet<String>)| {
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            Remark::new(About::RoomsHold, &[("types", &types.join(", ")), ("n", guests_max)])
        };
        self.assumed.iter().map(remark).collect()
    }
}
