//! Every demand as if it were alone: the most guests that fit, and a bound on each level that needs no solver.
//!
//! The bound of a level is the sum over the demands of their cheapest patterns at that level, in an empty town. Costs
//! that demands share (openings) or owe to each other (links) are left out, and so are limits above the pools: all of
//! them could only add. Lots are merged: guests of both sexes may share a room here. Where a level must stay 0, what
//! would cost something there is left out of the patterns.

use std::collections::BTreeMap;

use super::index::Index;
use super::ledger::Ledger;
use super::offer::{bends_of, chunk_of, further_wing, offers, queue};
use super::pattern::{Kernel, Task};
use super::price::{Packing, Shared};
use super::stock::{INFINITE, Offer, Price, Queue};
use crate::program::{Amounts, Candidate, Capacity, Demand, Keeping, Place, Program, Scope, amount_at};

/// Transitions spent on the most hotels of one demand before they are left out of its bound.
const LAYERED_WORK: u64 = 50_000_000;

/// Transitions spent on a level: demands beyond it count as 0, which leaves a bound.
const LEVEL_WORK: u64 = 2_000_000_000;

/// Hotels that are tried one by one before all hotels of a demand are laid out.
const TRIED: usize = 3;

/// Returns the most guests of a demand that the kernel places when nobody else is there.
///
/// Exact for a demand of one lot; with several lots never too many.
#[must_use]
pub fn most_guests(program: &Program, demand: usize) -> u32 {
    let of = &program.demands[demand];
    let packing = Packing::nothing(program);
    let by_bed = of.lots.iter().any(|lot| lot.keeping == Keeping::Beds);
    let is_wide = |capacity: &Capacity| !matches!(capacity.scope, Scope::Pool(_));
    let offers: Vec<Offer> = if by_bed || program.capacities.iter().any(is_wide) {
        // Beds and limits above the pools are counted night by night.
        let index = Index::new(program);
        let offers = offers(&Ledger::new(&index), demand, &packing);
        offers.into_iter().map(|offer| Offer { forced: false, minima: Vec::new(), ..offer }).collect()
    } else {
        let candidates = of.candidates.clone().zip(program.candidates_of(of));
        let offers = candidates.filter_map(|(at, candidate)| offer(program, (at, candidate), &packing, &|_| false));
        offers.map(|offer| Offer { forced: false, further_wing: further_wing(of, &packing), ..offer }).collect()
    };
    let queue = queue(of);
    let task = Task {
        queue: &queue,
        offers: &offers,
        unmet: 1,
        split: 0,
        hotels_max: of.hotels_limit(),
        over: None,
        complete: false,
    };
    let found = Kernel::default().best(&task);
    found.map_or(0, |(_, parts)| parts.iter().map(|part| part.guests).sum())
}

/// Bounds of levels, each summed once.
#[derive(Default)]
pub struct Bounds(BTreeMap<(usize, Vec<usize>), i128>);

impl Bounds {
    /// Returns a lower bound on a level over all plans in which the levels listed in `zero` are 0.
    pub fn of(&mut self, index: &Index, level: usize, zero: Vec<usize>) -> i128 {
        *self.0.entry((level, zero)).or_insert_with_key(|(level, zero)| bound(index, *level, zero))
    }
}

fn bound(index: &Index, level: usize, zero: &[usize]) -> i128 {
    let mut kernel = Kernel::default();
    let shared = Shared::without_hotels(index.program);
    let costly = |costs: &Amounts| zero.iter().any(|&level| amount_at(costs, level) > 0);
    let mut sum = 0;
    for demand in &index.program.demands {
        if kernel.work() > LEVEL_WORK {
            break;
        }
        let ordered = index.program.candidates_of(demand).iter().any(|candidate| !candidate.required.is_none());
        if demand.unmet.at(level) == 0 && !costly(&demand.unmet) && !demand.required && !ordered {
            continue;
        }
        if !ordered
            && has_home(&mut kernel, index.program, demand, &|costs| costly(costs) || amount_at(costs, level) > 0)
        {
            continue;
        }
        let candidates = demand.candidates.clone().zip(index.program.candidates_of(demand));
        let packing = Packing::one_level(index.program, demand, level, &shared);
        let is_free = demand.over.as_ref().is_some_and(|price| !costly(price));
        let hotels_max = demand.hotels_max.filter(|_| !is_free);
        let offers: Vec<Offer> = candidates.filter_map(|at| offer(index.program, at, &packing, &costly)).collect();
        let task = Task {
            queue: &merged(demand),
            offers: &offers,
            unmet: packing.pack(&demand.unmet),
            split: packing.pack(&demand.split),
            hotels_max: if costly(&demand.split) { Some(1) } else { hotels_max },
            over: None,
            complete: demand.required || costly(&demand.unmet),
        };
        let least = kernel.bound(&task, LAYERED_WORK);
        sum += if least < INFINITE { packing.parts(level, least) } else { 0 };
    }
    sum
}

/// Tells whether one hotel of a demand takes all its guests for nothing: then its bound is 0, whatever else there is.
fn has_home(kernel: &mut Kernel, program: &Program, demand: &Demand, costly: &dyn Fn(&Amounts) -> bool) -> bool {
    let packing = Packing::nothing(program);
    let candidates = demand.candidates.clone().zip(program.candidates_of(demand));
    let mut large = candidates.filter(|(_, candidate)| candidate.guests_max >= demand.guests).take(TRIED);
    large.any(|at| {
        let offers: Vec<Offer> = offer(program, at, &packing, costly).into_iter().collect();
        let task = Task {
            queue: &merged(demand),
            offers: &offers,
            unmet: 1,
            split: 0,
            hotels_max: None,
            over: None,
            complete: false,
        };
        kernel.bound(&task, LAYERED_WORK) == 0
    })
}

/// Returns the whole hotel of a candidate, without places that would cost what must stay 0; none where it is of no use.
fn offer(
    program: &Program,
    (at, candidate): (u32, &Candidate),
    packing: &Packing,
    costly: &dyn Fn(&Amounts) -> bool,
) -> Option<Offer> {
    if costly(program.cost(candidate.per_use)) || costly(program.cost(candidate.per_guest)) {
        return None;
    }
    let places = program.places_of(candidate).iter().enumerate();
    let costs_nothing = |place: &Place| !costly(program.cost(place.per_room)) && !costly(program.cost(place.per_guest));
    let places = places.filter(|(_, place)| costs_nothing(place));
    let per_guest = packing.pack(program.cost(candidate.per_guest));
    let required = program.requirements_of(candidate).iter().map(|order| order.guests).max().unwrap_or(0);
    let chunk = program.demands[candidate.demand as usize].chunk.as_ref().filter(|chunk| costly(&chunk.short));
    let bends = program.bends_of(at).iter().filter(|bend| costly(&bend.per_guest));
    let offer = Offer {
        candidate: at,
        guests_min: candidate.guests_min.max(required).max(chunk.map_or(0, |chunk| chunk.guests)),
        guests_max: bends.map(|bend| bend.above).fold(candidate.guests_max, u32::min),
        forced: required > 0,
        per_use: packing.pack(program.cost(candidate.per_use)),
        rooms: places.map(|(at, place)| room(program, (at, place), packing, per_guest)).collect(),
        minima: Vec::new(),
        limits: Vec::new(),
        dear: bends_of(program, at, packing),
        short: chunk_of(program, candidate.demand, packing).into_iter().collect(),
        further_wing: None,
    };
    (offer.most() >= u64::from(offer.guests_min)).then_some(offer)
}

fn room(program: &Program, (at, place): (usize, &Place), packing: &Packing, per_guest: Price) -> super::stock::Room {
    super::stock::Room {
        place: super::index::position(at),
        wing: program.pools[place.pool as usize].wing,
        rooms: place.rooms_max,
        beds: place.rooms_max.saturating_mul(place.guests_max),
        guests_max: place.guests_max,
        each: packing.pack(program.cost(place.per_room)),
        per_guest: per_guest + packing.pack(program.cost(place.per_guest)),
    }
}

/// Returns the line of a demand with all lots taken as one that needs no more rooms than they do.
fn merged(demand: &Demand) -> Queue {
    let keeping = match demand.lots.as_slice() {
        [only] => only.keeping,
        lots if lots.iter().all(|lot| lot.keeping == Keeping::Alone) => Keeping::Alone,
        lots if lots.iter().any(|lot| lot.keeping == Keeping::Beds) => Keeping::Beds,
        _ => Keeping::Together,
    };
    Queue { lots: vec![(0, keeping, demand.guests)] }
}
