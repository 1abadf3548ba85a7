//! What is priced, and where: rows of rooms by pool, side and night, and uses of hotels by candidate.
//!
//! A *block* is a pool (or a wider set of places) as one side of its unit sees it; its *rows* are the nights on which
//! somebody of the unit arrives or rooms fall away: on all others the same demands share no fewer rooms than the night
//! before. A *use* says that a candidate is used only if its side holds the unit, and the hotel is open. Rows and uses
//! that can never bind are left out. Hotels stand in the order of their components, so that each component owns a range
//! of everything.

use std::ops::Range;

use super::side::{Sides, locks_on};
use super::tariff::Tariff;
use crate::program::{Counts, Keeping, Scope, position};
use crate::solve::index::{Index, UNLIMITED};

/// No block, no unit.
pub const NONE: u32 = u32::MAX;

/// Candidates of a hotel that a night is chosen by.
const COMPARED_MOST: usize = 200;

/// Uses are priced in programs of so many candidates at most: they are what takes the memory.
const USES_MOST: usize = 4_000_000;

/// Parts of a room that the directions of an ascent count in.
pub const ROOM: i32 = 840;

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
#[derive(Default)]
pub struct Layout {
    /// Nights.
    pub nights: usize,
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
    /// The block of each place of the program; `NONE` where it has none.
    pub block_of: Vec<u32>,
    /// The use of each candidate; `NONE` where it has none.
    pub use_of: Vec<u32>,
    /// Wider blocks of places, sorted by place.
    pub wider: Vec<(u32, u32)>,
}

impl Layout {
    /// Lays out what is priced at some hotels, for candidates that are open under a tariff.
    #[must_use]
    pub fn new(index: &Index, tariff: &Tariff, hotels: &[u32]) -> Self {
        let program = index.program;
        let mut layout = Self {
            nights: program.n_nights as usize,
            block_of: vec![NONE; program.places.len()],
            use_of: vec![NONE; program.candidates.len()],
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
        layout
    }

    /// Returns the rows of a block.
    #[must_use]
    #[inline]
    pub fn rows_of(&self, block: usize) -> Range<usize> {
        self.blocks[block].first as usize..self.blocks[block + 1].first as usize
    }

    /// Returns the wider blocks of a place.
    pub fn wider_of(&self, place: u32) -> impl Iterator<Item = u32> {
        let from = self.wider.partition_point(|&(at, _)| at < place);
        self.wider[from..].iter().take_while(move |&&(at, _)| at == place).map(|&(_, block)| block)
    }

    fn add(&mut self, index: &Index, tariff: &Tariff, hotel: u32) {
        let (units, blocks, uses) = (self.units.len(), self.blocks.len(), self.uses.len());
        let candidates: Vec<u32> =
            index.candidates_of[hotel as usize].iter().copied().filter(|&at| is_open(index, tariff, at)).collect();
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
        let horizon = |at: &u32| demand(at).locked.arrive == 0 && demand(at).locked.depart >= program.n_nights;
        let whole = candidates.iter().all(horizon);
        let cohorts: Vec<u32> = candidates.iter().map(|at| demand(at).cohort).collect();
        let mut wings: Vec<u32> = index.pools_of[hotel as usize].iter().map(|&pool| index.wing_of(pool)).collect();
        wings.sort_unstable();
        wings.dedup();
        let all = Sides::new(index, &locks_on(index, hotel, None), cohorts);
        let in_wing = |&wing: &u32| {
            let uses = |&&at: &&u32| {
                let places = program.places_of(&program.candidates[at as usize]);
                places.iter().any(|place| index.wing_of(place.pool) == wing)
            };
            let cohorts: Vec<u32> = candidates.iter().filter(uses).map(|at| demand(at).cohort).collect();
            Sides::new(index, &locks_on(index, hotel, Some(wing)), cohorts)
        };
        let by_wing: Vec<Sides> = if locks_on(index, hotel, None).len() == index.locks_of[hotel as usize].len() {
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

/// One hotel while it is laid out.
struct Here<'a> {
    index: &'a Index<'a>,
    hotel: u32,
    candidates: &'a [u32],
    units: Range<usize>,
    /// By block of a pool: candidates and positions of places in it.
    members: Vec<Vec<(u32, u32)>>,
}

impl Here<'_> {
    /// Enters the places of a candidate into the blocks of their pools.
    fn enter(&mut self, layout: &mut Layout, at: u32) {
        let program = self.index.program;
        let candidate = &program.candidates[at as usize];
        let cohort = program.demands[candidate.demand as usize].cohort;
        for place in candidate.places.clone() {
            let pool = program.places[place as usize].pool;
            let unit = self.unit_of(layout, pool);
            let side = layout.units[unit as usize].sides.of(cohort).unwrap_or(0);
            let first = layout.blocks.len() - self.members.len();
            let known =
                layout.blocks[first..].iter().position(|block| block.scope == Scope::Pool(pool) && block.side == side);
            let block = known.unwrap_or_else(|| {
                layout.blocks.push(Block { scope: Scope::Pool(pool), unit, side, first: 0 });
                self.members.push(Vec::new());
                self.members.len() - 1
            });
            self.members[block].push((at, place));
            layout.block_of[place as usize] = position(first + block);
        }
    }

    fn unit_of(&self, layout: &Layout, pool: u32) -> u32 {
        let wing = self.index.wing_of(pool);
        let unit = self.units.clone().find(|&unit| layout.units[unit].wing.is_none_or(|at| at == wing));
        position(unit.unwrap_or(self.units.start))
    }

    /// Returns the nights on which somebody of a unit arrives.
    fn arrivals(&self, layout: &Layout, unit: u32) -> Vec<u32> {
        let program = self.index.program;
        let inside = |at: &&u32| {
            let places = program.places_of(&program.candidates[**at as usize]);
            unit == NONE || places.iter().any(|place| self.unit_of(layout, place.pool) == unit)
        };
        let arrive = |at: &u32| program.demands[program.candidates[*at as usize].demand as usize].held.arrive;
        let mut nights: Vec<u32> = self.candidates.iter().filter(inside).map(arrive).collect();
        nights.sort_unstable();
        nights.dedup();
        nights
    }

    /// Adds the rows of a block of a pool.
    fn add_rows(&self, layout: &mut Layout, at: usize, members: &[(u32, u32)]) {
        let program = self.index.program;
        let block = layout.blocks[at];
        layout.blocks[at].first = position(layout.rows.len());
        let Scope::Pool(pool) = block.scope else { return };
        let (rooms, beds) = (self.index.rooms(pool), self.index.beds(pool));
        let unit = &layout.units[block.unit as usize];
        let arrivals = if unit.whole || unit.sides.count == 1 { Vec::new() } else { self.arrivals(layout, block.unit) };
        let mut own = vec![false; layout.nights + 1];
        let mut most = vec![0_u64; layout.nights];
        for &(at, place) in members {
            let demand = &program.demands[program.candidates[at as usize].demand as usize];
            own[demand.held.arrive as usize] = true;
            let place = &program.places[place as usize];
            for night in demand.held.nights().map(|night| night as usize) {
                let shared = demand.lots.iter().any(|lot| lot.keeping == Keeping::Beds);
                let by_bed = place.rooms_max.saturating_mul(place.guests_max).min(demand.guests).div_ceil(beds[night]);
                most[night] += u64::from(if shared { by_bed.max(place.rooms_max) } else { place.rooms_max });
            }
        }
        for night in 0..layout.nights {
            let falls = night > 0 && rooms[night] < rooms[night - 1];
            let event = own[night] || falls || arrivals.binary_search(&position(night)).is_ok();
            if event && rooms[night] != UNLIMITED && most[night] > u64::from(rooms[night]) {
                layout.rows.push(Row { night: position(night), rooms: rooms[night], beds: beds[night] });
            }
        }
    }

    /// Adds blocks for capacities of a wing or of the hotel. Any side may have its rooms: sides share them.
    fn add_wide(&self, layout: &mut Layout) {
        let program = self.index.program;
        for &at in &self.index.wide_of[self.hotel as usize] {
            let capacity = &program.capacities[at as usize];
            let Counts::Rooms { guests_max } = capacity.counts else { continue };
            let inside = |pool: u32| self.index.lies_in(pool, capacity.scope);
            let pools = self.index.pools_of[self.hotel as usize].iter().copied().filter(|&pool| inside(pool));
            let largest = pools.flat_map(|pool| self.index.beds(pool).iter().copied()).max().unwrap_or(1);
            let first = position(layout.rows.len());
            let block = position(layout.blocks.len());
            layout.blocks.push(Block { scope: capacity.scope, unit: NONE, side: at, first });
            for &candidate in self.candidates {
                for place in program.candidates[candidate as usize].places.clone() {
                    if inside(program.places[place as usize].pool) {
                        layout.wider.push((place, block));
                    }
                }
            }
            let arrivals = self.arrivals(layout, NONE);
            let nights = capacity.nights.nights();
            let events =
                nights.filter(|&night| night == capacity.nights.arrive || arrivals.binary_search(&night).is_ok());
            let row = |night| Row { night, rooms: capacity.most, beds: largest.max(guests_max) };
            layout.rows.extend(events.map(row));
        }
    }

    /// Adds the uses of candidates, where a hotel costs something or sides compete for it.
    fn add_uses(&self, layout: &mut Layout, tariff: &Tariff) {
        let program = self.index.program;
        if program.candidates.len() > USES_MOST {
            return;
        }
        let opening = self.index.opening_of[self.hotel as usize].map(|at| &program.openings[at as usize].per_use);
        let costs = opening
            .is_some_and(|costs| costs.iter().any(|&(level, amount)| amount > 0 && level as usize <= tariff.level()));
        for &at in self.candidates {
            let candidate = &program.candidates[at as usize];
            let demand = &program.demands[candidate.demand as usize];
            let mut units: Vec<u32> =
                program.places_of(candidate).iter().map(|place| self.unit_of(layout, place.pool)).collect();
            units.dedup();
            let row = if let [unit] = units[..] {
                let of = &layout.units[unit as usize];
                if of.sides.count <= 1 && !costs {
                    continue;
                }
                let side = of.sides.of(demand.cohort).unwrap_or(0);
                UseRow { candidate: at, unit, side, night: self.busiest(layout, unit, at) }
            } else if costs {
                UseRow { candidate: at, unit: NONE, side: 0, night: demand.held.arrive }
            } else {
                continue;
            };
            layout.use_of[at as usize] = position(layout.uses.len());
            layout.uses.push(row);
        }
    }

    /// Returns the night on which a candidate locks its unit and meets most candidates of other sides.
    fn busiest(&self, layout: &Layout, unit: u32, at: u32) -> u32 {
        let program = self.index.program;
        let of = &layout.units[unit as usize];
        let demand = |at: u32| &program.demands[program.candidates[at as usize].demand as usize];
        let locked = demand(at).locked;
        if of.whole || of.sides.count <= 1 {
            return locked.arrive;
        }
        let side = of.sides.of(demand(at).cohort);
        let others = |night: u32| {
            let there =
                |&&other: &&u32| demand(other).locked.covers(night) && of.sides.of(demand(other).cohort) != side;
            self.candidates.iter().take(COMPARED_MOST).filter(there).count()
        };
        let end = locked.depart.min(program.n_nights);
        (locked.arrive..end).max_by_key(|&night| (others(night), std::cmp::Reverse(night))).unwrap_or(locked.arrive)
    }
}
