//! The program: what the solver sees. Every rule of the trade becomes one of seven primitives (`docs/architecture.md`).
//!
//! Compiling is pure and ordered by id. Nothing here knows an engine, and nothing here judges a plan.

mod accessible;
mod affordable;
mod apart;
mod arrival;
mod block;
mod budget;
mod capacity;
mod charge;
mod cohesion;
mod cohort;
mod compile;
pub mod cost;
mod cover;
mod decode;
mod demand;
mod eligibility;
mod entry;
pub mod filter;
mod gather;
mod homes;
mod kept;
mod meal;
mod money;
mod parts;
mod place_lists;
mod price;
pub mod primitive;
mod print;
mod proximity;
pub mod reach;
mod relation;
mod reserve;
mod row;
#[cfg(test)]
pub(crate) mod sample;
mod share;
mod side_by_side;
mod sieve;
pub mod stability;
mod stay;
#[cfg(test)]
mod tests;
mod units;
mod written;

pub use compile::{compile, compile_around};
pub use cost::{Amounts, CostId, CostTable, Costs, amount_at};
pub use decode::{decode, encode, former_plan};
pub use demand::{Chunk, Demand, Keeping, Lot, Wings};
pub use primitive::{
    Bend, Candidate, Capacity, Conflicts, Counts, Level, Link, LinkKind, Lock, Opening, Place, Pool, Requirement,
    RequirementsId, Scope, Unit, Use, Wing,
};
pub use print::print;
pub use row::{Row, Side, Term};
pub use side_by_side::{hands, side_by_side};

/// The compiled case: demands and candidates with costs, and what limits them.
#[derive(Debug, Clone, PartialEq)]
pub struct Program {
    /// How many nights there are.
    pub n_nights: u32,
    /// The levels to minimise, most important first.
    pub levels: Vec<Level>,
    /// The demands, in the order of the groups.
    pub demands: Vec<Demand>,
    /// The candidates, by demand and then by hotel.
    pub candidates: Vec<Candidate>,
    /// The places: of each candidate one after the other, by pool. Candidates of a cohort with equal
    /// places share them.
    pub places: Vec<Place>,
    /// Candidates where guests cost more because they are many: sorted by candidate.
    pub bends: Vec<Bend>,
    /// The costs of candidates and places.
    pub costs: CostTable,
    /// What orders ask of candidates, by `RequirementsId`; the first asks nothing.
    pub requirements: Vec<Vec<Requirement>>,
    /// The pools that places refer to.
    pub pools: Vec<Pool>,
    /// The wings that pools belong to.
    pub wings: Vec<Wing>,
    /// Rooms and guests by night.
    pub capacities: Vec<Capacity>,
    /// The conflict graphs that locks refer to.
    pub conflicts: Vec<Conflicts>,
    /// Units that cohorts in conflict may not share.
    pub locks: Vec<Lock>,
    /// What using a hotel costs, for hotels that have candidates.
    pub openings: Vec<Opening>,
    /// What demands ask of each other.
    pub links: Vec<Link>,
    /// Linear rows.
    pub rows: Vec<Row>,
}

impl Program {
    /// Returns a program of nobody and nothing: no demands, no rooms, and no limits.
    #[must_use]
    pub fn empty(n_nights: u32, levels: Vec<Level>) -> Self {
        Self {
            n_nights,
            levels,
            demands: Vec::new(),
            candidates: Vec::new(),
            places: Vec::new(),
            bends: Vec::new(),
            costs: CostTable::default(),
            requirements: vec![Vec::new()],
            pools: Vec::new(),
            wings: Vec::new(),
            capacities: Vec::new(),
            conflicts: Vec::new(),
            locks: Vec::new(),
            openings: Vec::new(),
            links: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Returns the candidates of a demand.
    #[must_use]
    pub fn candidates_of(&self, demand: &Demand) -> &[Candidate] {
        &self.candidates[demand.candidates.start as usize..demand.candidates.end as usize]
    }

    /// Returns the candidate of a demand in a hotel.
    #[must_use]
    pub fn candidate_at(&self, demand: &Demand, hotel: u32) -> Option<u32> {
        candidate_at(&self.candidates, demand, hotel)
    }

    /// Returns the demand of a group, both by position.
    #[must_use]
    pub fn demand_of(&self, group: usize) -> Option<usize> {
        self.demands.binary_search_by_key(&group, |demand| demand.group as usize).ok()
    }

    /// Returns the places of a candidate; `Use::place` is a position among them.
    #[must_use]
    #[inline]
    pub fn places_of(&self, candidate: &Candidate) -> &[Place] {
        &self.places[candidate.places.start as usize..candidate.places.end as usize]
    }

    /// Returns where the cost of a candidate's guests bends.
    #[must_use]
    #[inline]
    pub fn bends_of(&self, candidate: u32) -> &[Bend] {
        let from = self.bends.partition_point(|bend| bend.candidate < candidate);
        let here = self.bends[from..].iter().take_while(|bend| bend.candidate == candidate).count();
        &self.bends[from..from + here]
    }

    /// Returns the place of a use.
    #[must_use]
    #[inline]
    pub fn place_of(&self, used: &Use) -> &Place {
        &self.places_of(&self.candidates[used.candidate as usize])[used.place as usize]
    }

    /// Returns the costs of an id.
    #[must_use]
    #[inline]
    pub fn cost(&self, id: CostId) -> &Amounts {
        self.costs.get(id)
    }

    /// Returns what orders ask of a candidate.
    #[must_use]
    #[inline]
    pub fn requirements_of(&self, candidate: &Candidate) -> &[Requirement] {
        &self.requirements[candidate.required.0 as usize]
    }
}

/// Returns a position as programs and engines count: there are millions of places, not billions.
///
/// # Panics
/// If there are four billion things of a kind.
#[must_use]
pub fn position(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than four billion things of a kind")
}

/// The candidate of a demand in a hotel.
fn candidate_at(candidates: &[Candidate], demand: &Demand, hotel: u32) -> Option<u32> {
    let own = &candidates[demand.candidates.start as usize..demand.candidates.end as usize];
    let at = own.binary_search_by_key(&hotel, |candidate| candidate.hotel).ok()?;
    Some(demand.candidates.start + position(at))
}
