//! Judges who sleeps in which room, also of a rooming edited by hand: against the allocation, the rules about sharing, and the
//! list of rooms. What guests wished for and did not get is no finding; it is listed.

mod door;
mod sharers;
mod total;
mod wish;

use std::collections::BTreeMap;

pub use wish::Unkept;

use super::finding::Finding;
use crate::domain::{Allocation, Group, Guest, Hotel, Instance, Pool, RoomingRow};

/// The rules that are judged among guests by name alone, after the allocation.
pub const RULES: [u8; 2] = [4, 6];

/// What judging a rooming found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomingVerdict {
    /// Every rule that is broken, sorted; empty for an honest rooming.
    pub findings: Vec<Finding>,
    /// Wishes and needs that are not kept, sorted.
    pub unkept: Vec<Unkept>,
}

/// A row with its names resolved.
#[derive(Debug, Clone, Copy)]
struct Sleeper<'a> {
    row: &'a RoomingRow,
    hotel: usize,
    pool: usize,
    group: usize,
    /// None for guests without names.
    guest: Option<usize>,
    /// The physical room; none where the number is the hotel's to give.
    door: Option<usize>,
}

/// Everybody who sleeps somewhere, by room.
struct House<'a> {
    instance: &'a Instance,
    sleepers: Vec<Sleeper<'a>>,
    /// Positions of sleepers by hotel and room of its list.
    rooms: BTreeMap<(usize, u32), Vec<usize>>,
}

/// Judges a rooming. Never fails: a row that names what the case does not have is a finding (rule 0) and places nobody.
#[must_use]
pub fn rooming(instance: &Instance, allocation: &Allocation, rows: &[RoomingRow]) -> RoomingVerdict {
    let mut findings = Vec::new();
    let house = House::resolve(instance, rows, &mut findings);
    total::r2_as_allocated(&house, allocation, &mut findings);
    sharers::who_shares(&house, &mut findings);
    door::r1_doors(&house, &mut findings);
    findings.sort();
    findings.dedup();
    RoomingVerdict { findings, unkept: wish::unkept(&house, allocation) }
}

impl<'a> House<'a> {
    fn resolve(instance: &'a Instance, rows: &'a [RoomingRow], findings: &mut Vec<Finding>) -> Self {
        let mut house = Self { instance, sleepers: Vec::with_capacity(rows.len()), rooms: BTreeMap::new() };
        for row in rows.iter().filter(|row| row.guests > 0) {
            match sleeper(instance, row) {
                Ok(sleeper) => {
                    house.rooms.entry((sleeper.hotel, row.nth)).or_default().push(house.sleepers.len());
                    house.sleepers.push(sleeper);
                }
                Err(what) => findings.push(Finding {
                    rule: 0,
                    group: Some(row.group.to_string()),
                    hotel: Some(row.hotel.to_string()),
                    message: format!("A row of the rooming names {what}."),
                }),
            }
        }
        house
    }

    fn group(&self, sleeper: &Sleeper<'_>) -> &'a Group {
        &self.instance.groups[sleeper.group]
    }

    fn hotel(&self, sleeper: &Sleeper<'_>) -> &'a Hotel {
        &self.instance.hotels[sleeper.hotel]
    }

    fn pool(&self, sleeper: &Sleeper<'_>) -> &'a Pool {
        &self.hotel(sleeper).pools[sleeper.pool]
    }

    fn guest(&self, sleeper: &Sleeper<'_>) -> Option<&'a Guest> {
        sleeper.guest.map(|guest| &self.instance.people.guests[guest])
    }

    /// Returns who is in each room, with its position in the list of the hotel.
    fn rooms(&self) -> impl Iterator<Item = (u32, Vec<&Sleeper<'a>>)> {
        self.rooms.iter().map(|(&(_, nth), sleepers)| (nth, sleepers.iter().map(|&at| &self.sleepers[at]).collect()))
    }

    /// Returns what a room is called: by its door, else by its position.
    fn called(&self, nth: u32, sleeper: &Sleeper<'_>) -> String {
        let hotel = &self.hotel(sleeper).id;
        if sleeper.row.room.is_empty() {
            format!("room {nth} of {hotel}")
        } else {
            format!("room {} of {hotel}", sleeper.row.room)
        }
    }
}

/// Resolves the names of a row; else says what it names.
fn sleeper<'a>(instance: &Instance, row: &'a RoomingRow) -> Result<Sleeper<'a>, String> {
    let unknown = |what: String| format!("{what}, which the case does not have");
    let group = instance.group(row.group.as_str()).ok_or_else(|| unknown(format!("group {}", row.group)))?;
    let hotel = instance.hotel(row.hotel.as_str()).ok_or_else(|| unknown(format!("hotel {}", row.hotel)))?;
    let is_here = |pool: &Pool| pool.wing == row.wing && pool.room_type == row.room_type;
    let pool = instance.hotels[hotel].pools.iter().position(is_here);
    let pool =
        pool.ok_or_else(|| unknown(format!("{} rooms in wing `{}` of {}", row.room_type, row.wing, row.hotel)))?;
    let guest = match row.guest.as_str() {
        "" => None,
        id => Some(instance.people.guest(id).ok_or_else(|| unknown(format!("guest {id}")))?),
    };
    if guest.is_some_and(|guest| instance.people.guests[guest].group != group) {
        return Err(format!("guest {} as one of {}, of which the guest is not", row.guest, row.group));
    }
    if guest.is_some() && row.guests != 1 {
        return Err(format!("guest {} as {} guests", row.guest, row.guests));
    }
    let door = match row.room.as_str() {
        "" => None,
        number => {
            let found = instance.people.rooms_of(hotel).find(|(_, room)| room.number == number);
            Some(found.ok_or_else(|| unknown(format!("room {number} of {}", row.hotel)))?.0)
        }
    };
    Ok(Sleeper { row, hotel, pool, group, guest, door })
}
