//! Look-ups over a program that the parts of this room share: rooms by pool and night, and who touches whom.
//!
//! Pure and derived; holds no state of a solve.

pub use crate::program::position;
use crate::program::{Counts, Program, Scope};

/// Rooms of a pool on a night that no capacity speaks of: nothing limits them.
pub const UNLIMITED: u32 = u32::MAX;

/// What the parts of this room look up in a program.
pub struct Index<'p> {
    /// The program.
    pub program: &'p Program,
    /// How many hotels its positions reach.
    pub n_hotels: usize,
    /// Positions of candidates, by hotel.
    pub candidates_of: Vec<Vec<u32>>,
    /// Positions of pools, by hotel.
    pub pools_of: Vec<Vec<u32>>,
    /// Positions of locks on the hotel or on one of its wings, by hotel.
    pub locks_of: Vec<Vec<u32>>,
    /// Positions of links, by demand.
    pub links_of: Vec<Vec<u32>>,
    /// Position of the opening, by hotel.
    pub opening_of: Vec<Option<u32>>,
    /// Positions of capacities of rooms of a wing or a whole hotel, by hotel.
    pub wide_of: Vec<Vec<u32>>,
    /// Positions of capacities of guests: the *crowds*.
    pub crowds: Vec<u32>,
    /// Positions in `crowds`, by hotel.
    pub crowds_of: Vec<Vec<u32>>,
    /// Positions of linear rows with terms of a demand, by demand.
    pub rows_of: Vec<Vec<u32>>,
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
        let mut index = Self {
            program,
            n_hotels,
            candidates_of: vec![Vec::new(); n_hotels],
            pools_of: vec![Vec::new(); n_hotels],
            locks_of: vec![Vec::new(); n_hotels],
            links_of: vec![Vec::new(); program.demands.len()],
            opening_of: vec![None; n_hotels],
            wide_of: vec![Vec::new(); n_hotels],
            crowds: Vec::new(),
            crowds_of: vec![Vec::new(); n_hotels],
            rows_of: vec![Vec::new(); program.demands.len()],
            nights,
            rooms: vec![UNLIMITED; program.pools.len() * nights],
            beds: vec![1; program.pools.len() * nights],
            neighbours: neighbours(program),
        };
        for (at, candidate) in program.candidates.iter().enumerate() {
            index.candidates_of[candidate.hotel as usize].push(position(at));
        }
        for (at, pool) in program.pools.iter().enumerate() {
            index.pools_of[pool.hotel as usize].push(position(at));
        }
        for (at, lock) in program.locks.iter().enumerate() {
            let hotel = index.hotel_of(lock.unit);
            index.locks_of[hotel as usize].push(position(at));
        }
        for (at, link) in program.links.iter().enumerate() {
            index.links_of[link.a as usize].push(position(at));
            if link.a != link.b {
                index.links_of[link.b as usize].push(position(at));
            }
        }
        for (at, opening) in program.openings.iter().enumerate() {
            index.opening_of[opening.hotel as usize] = Some(position(at));
        }
        for (at, row) in program.rows.iter().enumerate() {
            for term in &row.terms {
                let rows = &mut index.rows_of[program.candidates[term.candidate as usize].demand as usize];
                if rows.last() != Some(&position(at)) {
                    rows.push(position(at));
                }
            }
        }
        index.spread_capacities();
        index
    }

    fn spread_capacities(&mut self) {
        for (at, capacity) in self.program.capacities.iter().enumerate() {
            let hotel = self.hotel_of(capacity.scope) as usize;
            let Counts::Rooms { guests_max } = capacity.counts else {
                self.crowds_of[hotel].push(position(self.crowds.len()));
                self.crowds.push(position(at));
                continue;
            };
            let Scope::Pool(pool) = capacity.scope else {
                self.wide_of[hotel].push(position(at));
                continue;
            };
            for night in capacity.nights.nights() {
                let cell = pool as usize * self.nights + night as usize;
                self.rooms[cell] = self.rooms[cell].min(capacity.most);
                self.beds[cell] = guests_max.max(1);
            }
        }
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
        match scope {
            Scope::Pool(pool) => self.program.pools[pool as usize].hotel,
            Scope::Wing(wing) => self.program.wings[wing as usize].hotel,
            Scope::Hotel(hotel) => hotel,
        }
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

    /// Tells whether two cohorts may not meet under a conflict graph.
    #[must_use]
    pub fn in_conflict(&self, conflicts: u32, one: u32, other: u32) -> bool {
        self.neighbours[conflicts as usize].get(one as usize).is_some_and(|all| all.binary_search(&other).is_ok())
    }

    /// Tells whether a cohort may not meet some other one under a conflict graph.
    #[must_use]
    pub fn has_neighbours(&self, conflicts: u32, cohort: u32) -> bool {
        self.neighbours[conflicts as usize].get(cohort as usize).is_some_and(|all| !all.is_empty())
    }

    /// Tells whether two demands may not hold a locked unit both.
    #[must_use]
    pub fn excludes(&self, conflicts: u32, one: u32, other: u32) -> bool {
        let (one, other) = (&self.program.demands[one as usize], &self.program.demands[other as usize]);
        one.locked.overlaps(other.locked) && self.in_conflict(conflicts, one.cohort, other.cohort)
    }
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
        let mut lists = vec![Vec::new(); cohorts];
        for &(one, other) in &graph.pairs {
            if (one as usize) < cohorts && (other as usize) < cohorts {
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
