//! How many guests of a group would fit if nobody else came: by the kernel where that is exact, else by the solver.
//!
//! Says nothing of orders and pairs: they name others. Budgets are spent by nobody else.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use crate::program::{
    Capacity, CostId, CostTable, Costs, Counts, Demand, Level, Place, Program, RequirementsId, Row, Term, position,
};
use crate::solve::{self, Engine, Options};

/// The longest that the solver is asked about one group.
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// The most guests of a group that fit with nobody else there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// How many; never too many.
    pub guests: u32,
    /// Whether it is proved that no more fit.
    pub is_proven: bool,
}

/// Returns how many guests of a demand fit with nobody else there.
///
/// The kernel is exact for one lot, hotels without a least use, and no linear rows. Where it is not, a program of this
/// demand alone is solved.
#[must_use]
pub fn alone(program: &Program, demand: usize) -> Alone {
    let of = &program.demands[demand];
    let guests = solve::alone(program, demand);
    let asks_for_rooms = program.candidates_of(of).iter().any(|candidate| {
        let at = program.openings.binary_search_by_key(&candidate.hotel, |opening| opening.hotel);
        at.is_ok_and(|at| program.openings[at].rooms_min > 0)
    });
    let only = || only(program, demand);
    let is_limited = program.rows.iter().any(|row| limit(row, of).is_some());
    if is_limited {
        return by_solving(&only()).unwrap_or(Alone { guests: 0, is_proven: false });
    }
    if asks_for_rooms || (of.lots.len() > 1 && guests < of.guests) {
        return by_solving(&only()).unwrap_or(Alone { guests, is_proven: false });
    }
    Alone { guests, is_proven: true }
}

/// What a row that must hold says of one demand at most: its terms there, by the demand's own candidates; none where the
/// demand cannot break it by itself.
fn limit(row: &Row, demand: &Demand) -> Option<Row> {
    let upper = row.upper.as_ref().filter(|side| side.price.is_none())?;
    let own = |term: &&Term| demand.candidates.contains(&term.candidate);
    let terms = row.terms.iter().filter(own);
    let terms: Vec<Term> =
        terms.map(|term| Term { candidate: term.candidate - demand.candidates.start, ..*term }).collect();
    let most = |term: &Term| i128::from(term.per_guest.max(0)) + i128::from(term.per_room.max(0));
    let highest = terms.iter().map(most).max().unwrap_or(0) * i128::from(demand.guests);
    (highest > i128::from(upper.limit)).then(|| Row {
        name: row.name.clone(),
        terms,
        lower: None,
        upper: Some(upper.clone()),
    })
}

/// The program of one demand, with nothing to minimise but its guests who are not placed.
fn only(program: &Program, demand: usize) -> Program {
    let mut demand = program.demands[demand].clone();
    let rows = program.rows.iter().filter_map(|row| limit(row, &demand)).collect();
    let must_hold = |capacity: &&Capacity| !matches!(capacity.counts, Counts::Guests { price: Some(_) });
    let mut candidates = program.candidates_of(&demand).to_vec();
    let mut places = Vec::new();
    for candidate in &mut candidates {
        let first = position(places.len());
        let free = |place: &Place| Place { per_room: CostId::NOTHING, per_guest: CostId::NOTHING, ..*place };
        places.extend(program.places_of(candidate).iter().map(free));
        candidate.places = first..position(places.len());
        candidate.demand = 0;
        candidate.required = RequirementsId::NONE;
        candidate.per_use = CostId::NOTHING;
        candidate.per_guest = CostId::NOTHING;
    }
    let mut openings = program.openings.clone();
    openings.retain(|opening| candidates.iter().any(|candidate| candidate.hotel == opening.hotel));
    for opening in &mut openings {
        opening.per_use = Costs::default();
    }
    demand.required = false;
    demand.unmet = Costs(vec![(0, 1)]);
    demand.split = Costs::default();
    demand.candidates = 0..position(candidates.len());
    Program {
        n_nights: program.n_nights,
        levels: vec![Level { name: "unmet".to_owned(), scale: 1, tolerance: 0 }],
        demands: vec![demand],
        candidates,
        places,
        costs: CostTable::default(),
        requirements: vec![Vec::new()],
        pools: program.pools.clone(),
        wings: program.wings.clone(),
        capacities: program.capacities.iter().filter(must_hold).cloned().collect(),
        conflicts: program.conflicts.clone(),
        locks: Vec::new(),
        openings,
        links: Vec::new(),
        rows,
    }
}

/// Solves the program of one demand; none where the solver found nothing in the time.
fn by_solving(program: &Program) -> Option<Alone> {
    let stop = AtomicBool::new(false);
    let options = Options {
        engine: Engine::Exact,
        time_limit: Some(TIME_LIMIT),
        gap: 0.0,
        seed: 0,
        threads: 1,
        effort: None,
        stop: &stop,
        watch: &|_| {},
    };
    let outcome = solve::solve(program, &options);
    let unmet = outcome.levels.first().filter(|_| outcome.plan.is_some())?;
    let placed = i128::from(program.demands[0].guests) - unmet.value;
    Some(Alone { guests: u32::try_from(placed).ok()?, is_proven: unmet.proven })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Sex, Stay};
    use crate::program::{Candidate, Keeping, Lot, Opening, Pool, Scope, Wing};

    /// A demand of some lots over hotels of so many twins each, used by chunks of so many guests at least.
    fn town(lots: Vec<Lot>, twins: &[u32], guests_min: u32) -> Program {
        let night = Stay { arrive: 0, depart: 1 };
        let guests: u32 = lots.iter().map(|lot| lot.guests).sum();
        let hotels = 0..u32::try_from(twins.len()).unwrap();
        let candidate = |(hotel, &rooms): (u32, &u32)| Candidate {
            demand: 0,
            hotel,
            guests_min,
            guests_max: guests.min(2 * rooms),
            places: hotel..hotel + 1,
            per_use: CostId::NOTHING,
            per_guest: CostId::NOTHING,
            required: RequirementsId::NONE,
        };
        let place = |(pool, &rooms)| Place {
            pool,
            guests_max: 2,
            rooms_max: rooms,
            per_room: CostId::NOTHING,
            per_guest: CostId::NOTHING,
        };
        let capacity = |(pool, &rooms)| Capacity {
            scope: Scope::Pool(pool),
            nights: night,
            most: rooms,
            counts: Counts::Rooms { guests_max: 2 },
        };
        Program {
            n_nights: 1,
            levels: vec![Level { name: "unmet.1".to_owned(), scale: 1, tolerance: 0 }],
            demands: vec![Demand {
                name: "G".to_owned(),
                group: 0,
                guests,
                lots,
                cohort: 0,
                stay: night,
                held: night,
                locked: night,
                hotels_max: None,
                required: false,
                unmet: Costs(vec![(0, 1)]),
                split: Costs::default(),
                candidates: hotels.clone(),
            }],
            candidates: hotels.clone().zip(twins).map(candidate).collect(),
            places: hotels.clone().zip(twins).map(place).collect(),
            costs: CostTable::default(),
            requirements: vec![Vec::new()],
            pools: hotels.clone().map(|hotel| Pool { hotel, wing: hotel, index: 0 }).collect(),
            wings: hotels.clone().map(|hotel| Wing { hotel, name: String::new() }).collect(),
            capacities: hotels.clone().zip(twins).map(capacity).collect(),
            conflicts: Vec::new(),
            locks: Vec::new(),
            openings: hotels.map(|hotel| Opening { hotel, per_use: Costs::default(), rooms_min: 0 }).collect(),
            links: Vec::new(),
            rows: Vec::new(),
        }
    }

    fn lot(sex: Option<Sex>, guests: u32) -> Lot {
        Lot { sex, guests, keeping: Keeping::Together }
    }

    /// Three men and three women fit into two hotels of two twins only if both hotels hold both sexes in part.
    #[test]
    fn the_sexes_are_spread_as_the_hotels_ask() {
        let mixed = town(vec![lot(Some(Sex::Men), 3), lot(Some(Sex::Women), 3)], &[2, 2], 3);
        assert_eq!(alone(&mixed, 0), Alone { guests: 6, is_proven: true });
        let short = town(vec![lot(Some(Sex::Men), 3), lot(Some(Sex::Women), 3)], &[2, 1], 1);
        assert_eq!(alone(&short, 0), Alone { guests: 5, is_proven: true });
    }

    #[test]
    fn a_hotel_that_asks_for_more_rooms_than_there_are_guests_is_no_hotel() {
        let mut asking = town(vec![lot(None, 4)], &[5], 1);
        assert_eq!(alone(&asking, 0).guests, 4);
        asking.openings[0].rooms_min = 5;
        assert_eq!(alone(&asking, 0), Alone { guests: 0, is_proven: true });
    }
}
