//! The program of one cluster at given prices: its demands, the hotels they may come to, and nobody else.
//!
//! Every candidate costs what it costs at the level, with the prices of rooms and uses on top, in grains. A demand has one
//! more candidate, a way *out*: a hotel of its own at the least price of any pattern that uses a candidate left out.
//! Rows, links and orders are left out, which only lowers the optimum.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::program::{
    Amounts, Candidate, Conflicts, CostId, CostTable, Costs, Demand, Level, Opening, Place, Pool, Program,
    RequirementsId, Scope, Use, Wing, Wings,
};
use crate::solve::index::{Index, position};
use crate::solve::prices::{Prices, Tariff, shares_beds};

/// What a cluster is made from.
pub struct Plot<'a> {
    /// The look-ups of the whole program.
    pub index: &'a Index<'a>,
    /// The prices.
    pub prices: &'a Prices,
    /// What everything costs besides.
    pub tariff: &'a Tariff<'a>,
    /// By demand: the candidates kept, ascending.
    pub kept: &'a [Vec<u32>],
    /// By demand: what a pattern with any other candidate costs at least, in grains; none where there is no other.
    pub out: &'a [Option<i64>],
    /// By hotel: whether its opening is paid for here.
    pub opens: &'a [bool],
}

/// A cluster as a program of its own.
pub struct Town {
    /// The program: one level, of grains.
    pub program: Program,
    /// By candidate of the whole program: the same one here.
    candidates: BTreeMap<u32, u32>,
    /// By demand of the whole program: the way out.
    outs: BTreeMap<u32, u32>,
}

impl Plot<'_> {
    /// Builds the program of some demands.
    #[must_use]
    pub fn town(&self, demands: &[u32]) -> Town {
        let program = self.index.program;
        let level = &program.levels[self.tariff.level()];
        let level = Level { name: level.name.clone(), scale: level.scale * self.tariff.grains, tolerance: 0 };
        let mut town = Town {
            program: Program {
                demands: Vec::with_capacity(demands.len()),
                pools: program.pools.clone(),
                wings: program.wings.clone(),
                conflicts: program.conflicts.iter().map(without_nodes).collect(),
                ..Program::empty(program.n_nights, vec![level])
            },
            candidates: BTreeMap::new(),
            outs: BTreeMap::new(),
        };
        for &demand in demands {
            self.settle(&mut town, demand);
        }
        self.furnish(&mut town.program);
        town
    }

    /// Adds a demand with its candidates.
    fn settle(&self, town: &mut Town, demand: u32) {
        let of = &self.index.program.demands[demand as usize];
        let number = position(town.program.demands.len());
        let first = position(town.program.candidates.len());
        for (graph, whole) in town.program.conflicts.iter_mut().zip(&self.index.program.conflicts) {
            graph.nodes.extend(whole.nodes.get(demand as usize));
        }
        for &at in &self.kept[demand as usize] {
            if let Some(candidate) = self.candidate(&mut town.program, (at, number), of) {
                town.candidates.insert(at, position(town.program.candidates.len()));
                town.program.candidates.push(candidate);
            }
        }
        if let Some(price) = self.out[demand as usize] {
            town.outs.insert(demand, position(town.program.candidates.len()));
            self.add_out(&mut town.program, (number, of.guests), price);
        }
        let amount = |costs: &Amounts| self.tariff.sum(costs);
        let (unmet, split) = (amount(&of.unmet), amount(&of.split));
        town.program.demands.push(Demand {
            required: of.required || unmet.is_none(),
            unmet: costs(unmet.unwrap_or(0)),
            split: costs(split.unwrap_or(0)),
            hotels_max: if split.is_none() { Some(1) } else { of.hotels_limit() },
            over: None,
            chunk: None,
            wings: Wings::Any,
            candidates: first..position(town.program.candidates.len()),
            ..of.clone()
        });
    }

    /// Returns a candidate at its prices; none where it would cost what must stay 0.
    fn candidate(&self, program: &mut Program, (at, number): (u32, u32), of: &Demand) -> Option<Candidate> {
        let whole = self.index.program;
        let candidate = &whole.candidates[at as usize];
        let per_use = self.tariff.of(candidate.per_use)? + self.prices.of_use(at);
        let per_guest = self.tariff.of(candidate.per_guest)?;
        let by_bed = shares_beds(of);
        let first = position(program.places.len());
        for place in candidate.places.clone() {
            let there = &whole.places[place as usize];
            let (Some(room), Some(guest)) = (self.tariff.of(there.per_room), self.tariff.of(there.per_guest)) else {
                continue;
            };
            let price = self.prices.of_pool(there.pool, of);
            let (room, guest) = if by_bed { (room, guest + price) } else { (room + price, guest) };
            let (per_room, per_guest) = (intern(&mut program.costs, room), intern(&mut program.costs, guest));
            program.places.push(Place { per_room, per_guest, ..*there });
        }
        let places: Range<u32> = first..position(program.places.len());
        (!places.is_empty()).then(|| Candidate {
            demand: number,
            per_use: intern(&mut program.costs, per_use),
            per_guest: intern(&mut program.costs, per_guest),
            required: RequirementsId::NONE,
            places,
            ..candidate.clone()
        })
    }

    /// Adds a hotel of its own for a demand, which takes all of its guests for a price.
    fn add_out(&self, program: &mut Program, (demand, guests): (u32, u32), price: i64) {
        let hotel = position(self.index.n_hotels) + demand;
        let wing = position(program.wings.len());
        let pool = position(program.pools.len());
        program.wings.push(Wing { hotel, name: String::new() });
        program.pools.push(Pool { hotel, wing, index: 0 });
        let first = position(program.places.len());
        let nothing = CostId::NOTHING;
        program.places.push(Place { pool, guests_max: 1, rooms_max: guests, per_room: nothing, per_guest: nothing });
        let per_use = intern(&mut program.costs, price);
        program.candidates.push(Candidate {
            demand,
            hotel,
            guests_min: guests,
            guests_max: guests,
            places: first..first + 1,
            per_use,
            per_guest: nothing,
            required: RequirementsId::NONE,
        });
    }

    /// Adds what limits the hotels in use.
    fn furnish(&self, town: &mut Program) {
        let whole = self.index.program;
        let hotels: BTreeSet<u32> = town.candidates.iter().map(|candidate| candidate.hotel).collect();
        let is_here = |scope: Scope| hotels.contains(&self.index.hotel_of(scope));
        let capacities = whole.capacities.iter().filter(|capacity| is_here(capacity.scope) && capacity.must_hold());
        town.capacities = capacities.cloned().collect();
        town.locks = whole.locks.iter().filter(|lock| is_here(lock.unit) && lock.price.is_none()).cloned().collect();
        let opened = |opening: &&Opening| hotels.contains(&opening.hotel) && self.opens[opening.hotel as usize];
        let priced = |opening: &Opening| {
            let per_use = costs(self.tariff.sum(&opening.per_use).unwrap_or(0));
            Opening { hotel: opening.hotel, per_use, rooms_min: 0, short: None }
        };
        town.openings = whole.openings.iter().filter(opened).map(priced).collect();
    }
}

impl Town {
    /// Returns what some demands do in a plan of the whole program, as a plan here; none where it cannot be said.
    #[must_use]
    pub fn plan(&self, whole: &Program, demands: &[u32], plan: &[Use]) -> Option<Vec<Use>> {
        let mut found = Vec::new();
        for &demand in demands {
            let range = &whole.demands[demand as usize].candidates;
            let (from, to) = [range.start, range.end].map(|at| plan.partition_point(|each| each.candidate < at)).into();
            let uses = &plan[from..to];
            let same = |each: &Use| {
                let candidate = *self.candidates.get(&each.candidate)?;
                let there = &whole.candidates[each.candidate as usize];
                let here = &self.program.candidates[candidate as usize];
                (here.places.len() == there.places.len()).then_some(Use { candidate, ..*each })
            };
            if let Some(uses) = uses.iter().map(same).collect::<Option<Vec<Use>>>() {
                found.extend(uses);
                continue;
            }
            let candidate = *self.outs.get(&demand)?;
            let lots = (0_u32..).zip(&whole.demands[demand as usize].lots).filter(|(_, lot)| lot.guests > 0);
            let out = |(lot, of): (u32, &crate::program::Lot)| {
                let guests = of.guests;
                Use { candidate, place: 0, lot, rooms: guests, guests }
            };
            found.extend(lots.map(out));
        }
        found.sort_unstable();
        Some(found)
    }
}

/// Returns a conflict graph of nodes that no demand has yet.
fn without_nodes(graph: &Conflicts) -> Conflicts {
    Conflicts { nodes: Vec::new(), pairs: graph.pairs.clone() }
}

fn costs(amount: i64) -> Costs {
    let mut costs = Costs::default();
    costs.add(0, amount);
    costs
}

fn intern(table: &mut CostTable, amount: i64) -> CostId {
    table.intern(&costs(amount))
}
