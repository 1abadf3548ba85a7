//! What is priced, and where: rows of rooms by pool, side and night, and uses of hotels by candidate.
//!
//! A *block* is a pool (or a wider set of places) as one side of its unit sees it; its *rows* are the nights on which
//! somebody of the unit arrives or rooms fall away: on all others the same demands share no fewer rooms than the night
//! before. A *use* says that a candidate is used only if its side holds the unit, and the hotel is open. Rows and uses
//! that can never bind are left out. Hotels stand in the order of their components, so that each component owns a range
//! of everything.

use std::ops::Range;

use super::here::Here;
use super::side::{Sides, locks_on};
use super::tariff::Tariff;
use crate::program::{Demand, Scope, position};
use crate::solve::index::Index;

/// No block, no unit.
pub const NONE: u32 = u32::MAX;

/// Parts of a room that the directions of an ascent count in.
pub const ROOM: i32 = 840;

/// Sides and uses are priced in programs of so many candidates at most: beyond it they take the memory, and an ascent over so many
/// prices does not come far. Left out, they leave a bound: rooms cost all sides the same.
pub(super) const FINE_MOST: usize = 4_000_000;

/// A hotel or wing that one side at a time holds.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The wing, where the wings of the hotel are locked one by one.
    pub wing: Option<u32>,
    /// Who may be in it together.
    pub sides: Sides,
    /// A side that holds it holds it on all nights.
    pub whole: bool,
}

/// The places of a pool, or of a wider scope, as one side sees them.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    /// The places, and for wide ones the capacity that speaks of them.
    pub scope: Scope,
    /// Position of the unit; `NONE` where it lies in several.
    pub unit: u32,
    /// The side.
    pub side: u32,
    /// Its first row; those of the next block follow.
    pub first: u32,
}

/// So many rooms on a night.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The night.
    pub night: u32,
    /// Rooms there are.
    pub rooms: u32,
    /// Guests by bed to a room.
    pub beds: u32,
}

/// A candidate is used only if its side holds its unit on a night.
#[derive(Debug, Clone, Copy)]
pub struct UseRow {
    /// The candidate.
    pub candidate: u32,
    /// Position of the unit; `NONE` where its places lie in several: then the hotel must be open.
    pub unit: u32,
    /// The side.
    pub side: u32,
    /// A night on which it locks the unit.
    pub night: u32,
}

/// What is priced at one hotel.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The hotel.
    pub hotel: u32,
    /// Its units.
    pub units: Range<usize>,
    /// Its blocks.
    pub blocks: Range<usize>,
    /// Its uses.
    pub uses: Range<usize>,
}

/// What is priced, and where.
#[derive(Clone, Default)]
pub struct Layout {
    /// Nights.
    pub nights: usize,
    /// Every demand of the program locks its units on all nights.
    lasting: bool,
    /// The hotels that somebody may use, component after component.
    pub stands: Vec<Stand>,
    /// Hotels and wings.
    pub units: Vec<Unit>,
    /// Blocks, hotel after hotel, and one more at the end.
    pub blocks: Vec<Block>,
    /// Rows, block after block.
    pub rows: Vec<Row>,
    /// Uses, hotel after hotel.
    pub uses: Vec<UseRow>,
    /// The first block of each pool, those of the other sides of its unit after it; `NONE` where it has none.
    pub blocks_from: Vec<u32>,
    /// The use of each candidate, `NONE` where it has none; empty where none has.
    use_of: Vec<u32>,
    /// Wider blocks of pools, sorted by pool.
    pub wider: Vec<(u32, u32)>,
}

impl Layout {
    /// Lays out what is priced at some hotels, for candidates that are open under a tariff.
    #[must_use]
    pub fn new(index: &Index, tariff: &Tariff, hotels: &[u32]) -> Self {
        let program = index.program;
        let locks_all = |of: &Demand| of.locked.arrive == 0 && of.locked.depart >= program.n_nights;
        let mut layout = Self {
            nights: program.n_nights as usize,
            lasting: program.demands.iter().all(locks_all),
            blocks_from: vec![NONE; program.pools.len()],
            ..Self::default()
        };
        for &hotel in hotels {
            layout.add(index, tariff, hotel);
        }
        layout.blocks.push(Block {
            scope: Scope::Hotel(NONE),
            unit: NONE,
            side: 0,
            first: position(layout.rows.len()),
        });
        layout.wider.sort_unstable();
        layout.wider.dedup();
        layout
    }

    /// Returns the rows of a block.
    #[must_use]
    #[inline]
    pub fn rows_of(&self, block: usize) -> Range<usize> {
        self.blocks[block].first as usize..self.blocks[block + 1].first as usize
    }

    /// Returns the block of a pool as a cohort sees it; `NONE` where nothing is priced. Places do not have blocks of their
    /// own: demands of many sides share them.
    #[must_use]
    #[inline]
    pub fn block(&self, pool: u32, cohort: u32) -> u32 {
        let first = self.blocks_from[pool as usize];
        if first == NONE {
            return NONE;
        }
        let sides = &self.units[self.blocks[first as usize].unit as usize].sides;
        if sides.count <= 1 { first } else { sides.of(cohort).map_or(NONE, |side| first + side) }
    }

    /// Returns the use of a candidate, if it has one.
    #[must_use]
    #[inline]
    pub fn use_of(&self, candidate: u32) -> Option<usize> {
        self.use_of.get(candidate as usize).filter(|&&at| at != NONE).map(|&at| at as usize)
    }

    /// Adds the use of a candidate of a program that has so many.
    pub(super) fn add_use(&mut self, row: UseRow, n_candidates: usize) {
        self.use_of.resize(n_candidates, NONE);
        self.use_of[row.candidate as usize] = position(self.uses.len());
        self.uses.push(row);
    }

    /// Returns the wider blocks of a pool.
    pub fn wider_of(&self, pool: u32) -> impl Iterator<Item = u32> {
        let from = self.wider.partition_point(|&(at, _)| at < pool);
        self.wider[from..].iter().take_while(move |&&(at, _)| at == pool).map(|&(_, block)| block)
    }

    fn add(&mut self, index: &Index, tariff: &Tariff, hotel: u32) {
        let (units, blocks, uses) = (self.units.len(), self.blocks.len(), self.uses.len());
        let candidates: Vec<u32> =
            index.candidates_of(hotel).iter().copied().filter(|&at| is_open(index, tariff, at)).collect();
        self.add_units(index, hotel, &candidates);
        let mut here =
            Here { index, hotel, candidates: &candidates, units: units..self.units.len(), members: Vec::new() };
        for &at in &candidates {
            here.enter(self, at);
        }
        for (members, at) in std::mem::take(&mut here.members).iter().zip(blocks..) {
            here.add_rows(self, at, members);
        }
        here.add_wide(self);
        here.add_uses(self, tariff);
        self.stands.push(Stand {
            hotel,
            units: units..self.units.len(),
            blocks: blocks..self.blocks.len(),
            uses: uses..self.uses.len(),
        });
    }

    /// Adds the hotel as one unit, or its wings where conflicts hold in them that do not hold in all of it.
    fn add_units(&mut self, index: &Index, hotel: u32, candidates: &[u32]) {
        let program = index.program;
        let demand = |&at: &u32| &program.demands[program.candidates[at as usize].demand as usize];
        let whole = self.lasting;
        let cohorts: Vec<u32> = candidates.iter().map(|at| demand(at).cohort).collect();
        let mut wings: Vec<u32> = index.pools_of[hotel as usize].iter().map(|&pool| index.wing_of(pool)).collect();
        wings.sort_unstable();
        wings.dedup();
        if program.candidates.len() > FINE_MOST {
            self.units.push(Unit { wing: None, sides: Sides::new(index, &[], cohorts), whole });
            return;
        }
        let all = Sides::new(index, &locks_on(index, hotel, None), cohorts);
        let in_wing = |&wing: &u32| {
            let uses = |&&at: &&u32| {
                let places = program.places_of(&program.candidates[at as usize]);
                places.iter().any(|place| index.wing_of(place.pool) == wing)
            };
            let cohorts: Vec<u32> = candidates.iter().filter(uses).map(|at| demand(at).cohort).collect();
            Sides::new(index, &locks_on(index, hotel, Some(wing)), cohorts)
        };
        let by_wing: Vec<Sides> =
            if wings.iter().all(|&wing| locks_on(index, hotel, Some(wing)) == locks_on(index, hotel, None)) {
                Vec::new()
            } else {
                wings.iter().map(in_wing).collect()
            };
        let finest = by_wing.iter().map(|sides| sides.count).max().unwrap_or(0);
        if finest <= all.count || by_wing.len() <= 1 {
            let sides = by_wing.into_iter().next().filter(|_| wings.len() == 1).unwrap_or(all);
            self.units.push(Unit { wing: None, sides, whole });
        } else {
            let units = wings.into_iter().zip(by_wing);
            self.units.extend(units.map(|(wing, sides)| Unit { wing: Some(wing), sides, whole }));
        }
    }
}

/// Tells whether a candidate costs nothing that must stay 0.
#[must_use]
pub fn is_open(index: &Index, tariff: &Tariff, at: u32) -> bool {
    let candidate = &index.program.candidates[at as usize];
    let opening = index.opening_of[candidate.hotel as usize];
    let opens = opening.is_none_or(|at| tariff.sum(&index.program.openings[at as usize].per_use).is_some());
    opens && tariff.of(candidate.per_use).is_some() && tariff.of(candidate.per_guest).is_some()
}
