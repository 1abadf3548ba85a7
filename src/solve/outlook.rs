//! What is known of each demand before anybody is placed: how its costs are packed, its guests in a line, and its
//! candidates in the order of the least that a guest costs there.
//!
//! Computed once, shared by all lanes of a search.

use super::index::Index;
use super::offer::queue;
use super::order::Order;
use super::price::{Packing, Shared};
use super::stock::{Price, Queue};
use crate::program::{Candidate, Demand, Program, side_by_side};

/// Demands that a thread looks at before it asks for more.
const PART: usize = 256;

/// What is known of one demand.
pub struct Outlook {
    /// How its costs are packed.
    pub packing: Packing,
    /// Its guests in a line.
    pub queue: Queue,
    /// Price of a guest who is not placed.
    pub unmet: Price,
    /// Price of each hotel beyond the first.
    pub split: Price,
    /// Its candidates, in ascending order of their floors.
    pub order: Order,
    /// The guests that its candidates together hold.
    pub hold: u64,
    /// It must be placed, or guests of it must be in some hotel.
    pub ordered: bool,
}

impl Outlook {
    fn new(program: &Program, demand: &Demand, shared: &Shared, floors: &mut Vec<(Price, u32)>) -> Self {
        let packing = Packing::lexicographic(program, demand, shared);
        let candidates = demand.candidates.clone().zip(program.candidates_of(demand));
        floors.clear();
        floors.extend(candidates.map(|(at, candidate)| (floor(program, candidate, &packing), at)));
        let asks = |candidate: &Candidate| !program.requirements_of(candidate).is_empty();
        let order_price = if demand.required { packing.order } else { 0 };
        Self {
            queue: queue(demand),
            unmet: packing.pack(&demand.unmet.0) + order_price,
            split: packing.pack(&demand.split.0),
            order: Order::of(floors),
            hold: program.candidates_of(demand).iter().map(|candidate| u64::from(candidate.guests_max)).sum(),
            ordered: demand.required || program.candidates_of(demand).iter().any(asks),
            packing,
        }
    }
}

/// Looks at every demand of a program, on several threads.
#[must_use]
pub fn outlooks(index: &Index, threads: u32) -> Vec<Outlook> {
    let program = index.program;
    let shared = Shared::of(program);
    let parts: Vec<&[Demand]> = program.demands.chunks(PART).collect();
    let looked = side_by_side(parts.len(), threads as usize, |at| look(program, parts[at], &shared));
    looked.into_iter().flatten().collect()
}

fn look(program: &Program, demands: &[Demand], shared: &Shared) -> Vec<Outlook> {
    let mut floors = Vec::new();
    demands.iter().map(|demand| Outlook::new(program, demand, shared, &mut floors)).collect()
}

/// Returns a lower bound on what a guest costs in a candidate, whoever else is there.
fn floor(program: &Program, candidate: &Candidate, packing: &Packing) -> Price {
    let head = |place: &crate::program::Place| {
        let room = packing.pack(program.cost(place.per_room));
        packing.pack(program.cost(place.per_guest)) + room.div_euclid(Price::from(place.guests_max.max(1)))
    };
    let least = program.places_of(candidate).iter().map(head).min().unwrap_or(0);
    let per_use = packing.pack(program.cost(candidate.per_use)).div_euclid(Price::from(candidate.guests_max.max(1)));
    least + packing.pack(program.cost(candidate.per_guest)) + per_use
}
