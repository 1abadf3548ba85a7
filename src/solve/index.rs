//! Look-ups over a program that the parts of this room share: rooms by pool and night, and who touches whom.
//!
//! Pure and derived; holds no state of a solve.

use std::sync::OnceLock;

use super::grouped::Grouped;
pub use crate::program::position;
use crate::program::{Candidate, CostId, Counts, Demand, Program, Scope};

/// Rooms of a pool on a night that no capacity speaks of: nothing limits them.
pub const UNLIMITED: u32 = u32::MAX;

/// What the parts of this room look up in a program.
pub struct Index<'p> {
    /// The program.
    pub program: &'p Program,
    /// How many hotels its positions reach.
    pub n_hotels: usize,
    /// Positions of pools, by hotel.
    pub pools_of: Grouped,
    /// Positions of locks on the hotel or on one of its wings, by hotel.
    pub locks_of: Grouped,
    /// Positions of links, by demand.
    pub links_of: Grouped,
    /// Position of the opening, by hotel.
    pub opening_of: Vec<Option<u32>>,
    /// Positions of capacities of rooms of a wing or a whole hotel, by hotel.
    pub wide_of: Grouped,
    /// Positions of capacities of guests: the *crowds*.
    pub crowds: Vec<u32>,
    /// Positions in `crowds`, by hotel.
    pub crowds_of: Grouped,
    /// Positions of capacities of groups, by hotel.
    pub headcounts_of: Grouped,
    /// Positions of linear rows with terms of a demand, by demand.
    pub rows_of: Grouped,
    /// Made when it is asked for: a search does not, and in a city it takes memory.
    candidates_of: OnceLock<Grouped>,
    nights: usize,
    rooms: Vec<u32>,
    beds: Vec<u32>,
    neighbours: Vec<Vec<Vec<u32>>>,
}

impl<'p> Index<'p> {
    /// Looks through a program once.
    #[must_use]
    pub fn new(program: &'p Program) -> Self {
        let n_hotels = hotels(program);
        let nights = program.n_nights as usize;
        let demands = program.demands.len();
        let of_scope = |scope: Scope| hotel_of(program, scope);
        let links = (0..).zip(&program.links).flat_map(|(at, link)| {
            let other = (link.a != link.b).then_some((link.b, at));
            [(link.a, at)].into_iter().chain(other)
        });
        let wide = (0..).zip(&program.capacities).filter(|(_, capacity)| {
            matches!(capacity.counts, Counts::Rooms { .. }) && !matches!(capacity.scope, Scope::Pool(_))
        });
        let guests = (0..).zip(&program.capacities).filter(|(_, each)| matches!(each.counts, Counts::Guests { .. }));
        let groups = (0..).zip(&program.capacities).filter(|(_, each)| matches!(each.counts, Counts::Groups { .. }));
        let crowds: Vec<u32> = guests.map(|(at, _)| at).collect();
        let of_crowd = |&at: &u32| of_scope(program.capacities[at as usize].scope);
        let mut index = Self {
            program,
            n_hotels,
            candidates_of: OnceLock::new(),
            pools_of: Grouped::by(n_hotels, program.pools.iter().map(|pool| pool.hotel)),
            locks_of: Grouped::by(n_hotels, program.locks.iter().map(|lock| of_scope(lock.unit))),
            links_of: Grouped::pairs(demands, links),
            opening_of: vec![None; n_hotels],
            wide_of: Grouped::pairs(n_hotels, wide.map(|(at, capacity)| (of_scope(capacity.scope), at))),
            crowds_of: Grouped::by(n_hotels, crowds.iter().map(of_crowd)),
            crowds,
            headcounts_of: Grouped::pairs(n_hotels, groups.map(|(at, capacity)| (of_scope(capacity.scope), at))),
            rows_of: rows_of(program),
            nights,
            rooms: vec![UNLIMITED; program.pools.len() * nights],
            beds: vec![1; program.pools.len() * nights],
            neighbours: neighbours(program),
        };
        for (at, opening) in program.openings.iter().enumerate() {
            index.opening_of[opening.hotel as usize] = Some(position(at));
        }
        index.spread_capacities();
        index
    }

    fn spread_capacities(&mut self) {
        for capacity in &self.program.capacities {
            let (Counts::Rooms { guests_max }, Scope::Pool(pool)) = (&capacity.counts, capacity.scope) else {
                continue;
            };
            for night in capacity.nights.nights() {
                let cell = pool as usize * self.nights + night as usize;
                self.rooms[cell] = self.rooms[cell].min(capacity.most);
                self.beds[cell] = (*guests_max).max(1);
            }
        }
    }

    /// Returns the positions of candidates of a hotel.
    #[must_use]
    pub fn candidates_of(&self, hotel: u32) -> &[u32] {
        let hotels = || self.program.candidates.iter().map(|candidate| candidate.hotel);
        &self.candidates_of.get_or_init(|| Grouped::by(self.n_hotels, hotels()))[hotel as usize]
    }

    /// Returns the size of the program: places times lots, over all candidates.
    #[must_use]
    pub fn slots(&self) -> usize {
        let of = |demand: &Demand| {
            let places: usize = self.program.candidates_of(demand).iter().map(|candidate| candidate.places.len()).sum();
            places * demand.lots.len()
        };
        self.program.demands.iter().map(of).sum()
    }

    /// Tells whether the program is a flow: any part of a demand may go to a candidate, and a use costs nothing by itself. All
    /// that is decided is how many guests go where: whole guests then tell a solver more than uses do (`docs/formulation.md`).
    #[must_use]
    pub fn is_flow(&self) -> bool {
        let program = self.program;
        let is_free = |candidate: &Candidate| candidate.guests_min <= 1 && candidate.per_use == CostId::NOTHING;
        program.demands.iter().all(|demand| demand.split.0.is_empty()) && program.candidates.iter().all(is_free)
    }

    /// Returns the rooms of a pool by night; `UNLIMITED` where no capacity speaks of a night.
    #[must_use]
    pub fn rooms(&self, pool: u32) -> &[u32] {
        &self.rooms[pool as usize * self.nights..(pool as usize + 1) * self.nights]
    }

    /// Returns how many guests share a room by bed in a pool, by night.
    #[must_use]
    pub fn beds(&self, pool: u32) -> &[u32] {
        &self.beds[pool as usize * self.nights..(pool as usize + 1) * self.nights]
    }

    /// Returns the hotel that a set of places belongs to.
    #[must_use]
    pub fn hotel_of(&self, scope: Scope) -> u32 {
        hotel_of(self.program, scope)
    }

    /// Returns the wing of a pool.
    #[must_use]
    pub fn wing_of(&self, pool: u32) -> u32 {
        self.program.pools[pool as usize].wing
    }

    /// Tells whether a pool belongs to a set of places.
    #[must_use]
    pub fn lies_in(&self, pool: u32, scope: Scope) -> bool {
        match scope {
            Scope::Pool(only) => pool == only,
            Scope::Wing(wing) => self.program.pools[pool as usize].wing == wing,
            Scope::Hotel(hotel) => self.program.pools[pool as usize].hotel == hotel,
        }
    }

    /// Returns the node of a demand in a conflict graph.
    #[must_use]
    pub fn node_of(&self, conflicts: u32, demand: u32) -> u32 {
        let nodes = &self.program.conflicts[conflicts as usize].nodes;
        nodes.get(demand as usize).copied().unwrap_or_else(|| self.program.demands[demand as usize].cohort)
    }

    /// Tells whether a lock keeps cohorts apart, come what may.
    #[must_use]
    pub fn separates_cohorts(&self, lock: u32) -> bool {
        let lock = &self.program.locks[lock as usize];
        lock.price.is_none() && self.program.conflicts[lock.conflicts as usize].nodes.is_empty()
    }

    /// Tells whether two nodes may not meet under a conflict graph.
    #[must_use]
    pub fn in_conflict(&self, conflicts: u32, one: u32, other: u32) -> bool {
        self.neighbours[conflicts as usize].get(one as usize).is_some_and(|all| all.binary_search(&other).is_ok())
    }

    /// Tells whether a demand may not meet some other one under a conflict graph.
    #[must_use]
    pub fn has_neighbours(&self, conflicts: u32, demand: u32) -> bool {
        let node = self.node_of(conflicts, demand);
        self.neighbours[conflicts as usize].get(node as usize).is_some_and(|all| !all.is_empty())
    }

    /// Tells whether two demands may not hold a locked unit both.
    #[must_use]
    pub fn excludes(&self, conflicts: u32, one: u32, other: u32) -> bool {
        let locked = |demand: u32| self.program.demands[demand as usize].locked;
        let node = |demand: u32| self.node_of(conflicts, demand);
        locked(one).overlaps(locked(other)) && self.in_conflict(conflicts, node(one), node(other))
    }
}

fn hotel_of(program: &Program, scope: Scope) -> u32 {
    match scope {
        Scope::Pool(pool) => program.pools[pool as usize].hotel,
        Scope::Wing(wing) => program.wings[wing as usize].hotel,
        Scope::Hotel(hotel) => hotel,
    }
}

/// Linear rows by the demands that have terms in them.
fn rows_of(program: &Program) -> Grouped {
    let mut pairs = Vec::new();
    for (at, row) in program.rows.iter().enumerate() {
        let first = pairs.len();
        let demand = |candidate: u32| program.candidates[candidate as usize].demand;
        pairs.extend(row.terms.iter().map(|term| (demand(term.candidate), position(at))));
        pairs[first..].sort_unstable();
        pairs.dedup();
    }
    Grouped::pairs(program.demands.len(), pairs.iter().copied())
}

fn hotels(program: &Program) -> usize {
    let of_candidates = program.candidates.iter().map(|candidate| candidate.hotel);
    let of_pools = program.pools.iter().map(|pool| pool.hotel);
    let of_wings = program.wings.iter().map(|wing| wing.hotel);
    let of_openings = program.openings.iter().map(|opening| opening.hotel);
    let of_locks = program.locks.iter().filter_map(|lock| match lock.unit {
        Scope::Hotel(hotel) => Some(hotel),
        Scope::Wing(_) | Scope::Pool(_) => None,
    });
    let all = of_candidates.chain(of_pools).chain(of_wings).chain(of_openings).chain(of_locks);
    all.max().map_or(0, |last| last as usize + 1)
}

fn neighbours(program: &Program) -> Vec<Vec<Vec<u32>>> {
    let cohorts = program.demands.iter().map(|demand| demand.cohort as usize + 1).max().unwrap_or(0);
    let mut all = Vec::with_capacity(program.conflicts.len());
    for graph in &program.conflicts {
        let nodes = graph.nodes.iter().map(|&node| node as usize + 1).max().unwrap_or(cohorts);
        let mut lists = vec![Vec::new(); nodes];
        for &(one, other) in &graph.pairs {
            if (one as usize) < nodes && (other as usize) < nodes {
                lists[one as usize].push(other);
                lists[other as usize].push(one);
            }
        }
        for list in &mut lists {
            list.sort_unstable();
            list.dedup();
        }
        all.push(lists);
    }
    all
}
