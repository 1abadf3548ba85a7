//! One hotel while it is laid out: which of its rooms and uses are priced.

use std::ops::Range;

use super::layout::{Block, FINE_MOST, Layout, NONE, Row, UseRow};
use super::tariff::Tariff;
use crate::program::{Counts, Keeping, Scope, position};
use crate::solve::index::{Index, UNLIMITED};

/// Candidates of a hotel that a night is chosen by.
const COMPARED_MOST: usize = 200;

/// One hotel while it is laid out.
pub(super) struct Here<'a> {
    pub index: &'a Index<'a>,
    pub hotel: u32,
    pub candidates: &'a [u32],
    /// Its units in the layout.
    pub units: Range<usize>,
    /// By block of a pool: candidates and positions of places in it.
    pub members: Vec<Vec<(u32, u32)>>,
}

impl Here<'_> {
    /// Enters the places of a candidate into the blocks of their pools.
    pub(super) fn enter(&mut self, layout: &mut Layout, at: u32) {
        let program = self.index.program;
        let candidate = &program.candidates[at as usize];
        let cohort = program.demands[candidate.demand as usize].cohort;
        for place in candidate.places.clone() {
            let pool = program.places[place as usize].pool;
            let unit = self.unit_of(layout, pool);
            let side = layout.units[unit as usize].sides.of(cohort).unwrap_or(0);
            if layout.blocks_from[pool as usize] == NONE {
                layout.blocks_from[pool as usize] = position(layout.blocks.len());
                let sides = 0..layout.units[unit as usize].sides.count.max(1);
                layout.blocks.extend(sides.clone().map(|side| Block {
                    scope: Scope::Pool(pool),
                    unit,
                    side,
                    first: 0,
                }));
                self.members.extend(sides.map(|_| Vec::new()));
            }
            let start = layout.blocks.len() - self.members.len();
            let block = (layout.blocks_from[pool as usize] + side) as usize - start;
            self.members[block].push((at, place));
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
    pub(super) fn add_rows(&self, layout: &mut Layout, at: usize, members: &[(u32, u32)]) {
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
    pub(super) fn add_wide(&self, layout: &mut Layout) {
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
                        layout.wider.push((program.places[place as usize].pool, block));
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
    pub(super) fn add_uses(&self, layout: &mut Layout, tariff: &Tariff) {
        let program = self.index.program;
        if program.candidates.len() > FINE_MOST {
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
            layout.add_use(row, program.candidates.len());
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
