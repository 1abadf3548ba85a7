//! The prices that prove a bound as plain data, in positions of the instance, for whoever sums it anew.

use serde::Serialize;

use super::Prices;
use super::layout::{NONE, Stand};
use crate::program::{Program, Scope};

/// The prices that prove a bound of one level. Positions are those of the instance; only prices above 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Certificate {
    /// The bound in parts of the level.
    pub bound: i128,
    /// How many grains make a part: all prices are in grains.
    pub grains: i64,
    /// What each earlier level may cost, in its parts, and the price of a unit of it.
    pub caps: Vec<(i128, i64)>,
    /// The prices, by hotel.
    pub hotels: Vec<HotelPrices>,
}

/// The prices at one hotel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HotelPrices {
    /// The hotel.
    pub hotel: u32,
    /// Its units: itself, or its wings.
    pub units: Vec<UnitPrices>,
    /// Groups that pay for the hotel being open, and how much.
    pub uses: Vec<(u32, i64)>,
}

/// The prices in a hotel or wing that one side at a time may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnitPrices {
    /// The wing; none for the whole hotel.
    pub wing: Option<String>,
    /// A side that holds it holds it on all nights.
    pub whole: bool,
    /// The cohorts of each side, where there are several; otherwise none.
    pub sides: Vec<Vec<u32>>,
    /// Rooms: position of the pool in its hotel, side, night, price.
    pub rooms: Vec<(u32, u32, u32, i64)>,
    /// Uses: group, night, price.
    pub uses: Vec<(u32, u32, i64)>,
}

impl Prices {
    /// Returns the certificate of a bound that these prices prove; none where it rests on rows that no certificate has.
    #[must_use]
    pub fn certificate(&self, program: &Program, bound: i128) -> Option<Certificate> {
        let caps = self.aim.caps.iter().enumerate();
        let caps = caps.map(|(at, &cap)| (cap, self.values.caps.get(at).copied().unwrap_or(0))).collect();
        let wide = |block: usize| !matches!(self.layout.blocks[block].scope, Scope::Pool(_));
        let blocks = 0..self.layout.blocks.len() - 1;
        let mut of_wide = blocks.filter(|&block| wide(block)).flat_map(|block| self.layout.rows_of(block));
        if of_wide.any(|row| self.values.rooms[row] > 0) {
            return None;
        }
        let mut hotels: Vec<HotelPrices> = self.layout.stands.iter().map(|stand| self.at(program, stand)).collect();
        hotels.retain(|hotel| !hotel.units.is_empty() || !hotel.uses.is_empty());
        hotels.sort_unstable_by_key(|hotel| hotel.hotel);
        Some(Certificate { bound, grains: self.grains, caps, hotels })
    }

    fn at(&self, program: &Program, stand: &Stand) -> HotelPrices {
        let group = |candidate: u32| program.demands[program.candidates[candidate as usize].demand as usize].group;
        let paid = |at: &usize| self.values.uses[*at] > 0;
        let mut units: Vec<UnitPrices> = stand.units.clone().map(|unit| self.unit(program, stand, unit)).collect();
        for at in stand.uses.clone().filter(paid) {
            let row = self.layout.uses[at];
            if row.unit != NONE {
                let unit = &mut units[row.unit as usize - stand.units.start];
                unit.uses.push((group(row.candidate), row.night, self.values.uses[at]));
            }
        }
        units.retain(|unit| !unit.rooms.is_empty() || !unit.uses.is_empty());
        let open = stand.uses.clone().filter(paid).filter(|&at| self.layout.uses[at].unit == NONE);
        let uses = open.map(|at| (group(self.layout.uses[at].candidate), self.values.uses[at])).collect();
        HotelPrices { hotel: stand.hotel, units, uses }
    }

    fn unit(&self, program: &Program, stand: &Stand, unit: usize) -> UnitPrices {
        let of = &self.layout.units[unit];
        let mut rooms = Vec::new();
        for block in stand.blocks.clone() {
            let there = self.layout.blocks[block];
            if let (true, Scope::Pool(pool)) = (there.unit as usize == unit, there.scope) {
                let rows = self.layout.rows_of(block).filter(|&row| self.values.rooms[row] > 0);
                let index = program.pools[pool as usize].index;
                rooms.extend(rows.map(|row| (index, there.side, self.layout.rows[row].night, self.values.rooms[row])));
            }
        }
        rooms.sort_unstable();
        let sides = if of.sides.count > 1 { 0..of.sides.count } else { 0..0 };
        UnitPrices {
            wing: of.wing.map(|wing| program.wings[wing as usize].name.clone()),
            whole: of.whole,
            sides: sides.map(|side| of.sides.cohorts(side).collect()).collect(),
            rooms,
            uses: Vec::new(),
        }
    }
}
