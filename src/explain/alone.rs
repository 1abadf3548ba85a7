//! How many guests of a group would fit if nobody else came: by the kernel where that is exact, else by the solver.
//!
//! Says nothing of orders and pairs: they name others. Budgets are spent by nobody else.

use std::collections::BTreeMap;

use super::inquiry::Inquiry;
use crate::program::{
    Candidate, Capacity, CostId, Costs, Demand, Level, Opening, Place, Pool, Program, Requirement, RequirementsId, Row,
    Scope, Side, Term, Wing, Wings, position,
};
use crate::solve;

/// The most guests of a group that fit with nobody else there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alone {
    /// How many; never too many.
    pub guests: u32,
    /// Whether it is proved that no more fit.
    pub is_proven: bool,
}

/// What a row that must hold says of one demand with nobody else there: its terms there, by the demand's own candidates; none
/// where the demand cannot break it by itself. A lower side that asks for others is not counted.
fn limit(row: &Row, demand: &Demand) -> Option<Row> {
    let must_hold = |side: &&Side| side.price.is_none();
    let upper = row.upper.as_ref().filter(must_hold);
    let lower = row.lower.as_ref().filter(must_hold).filter(|side| side.limit <= 0);
    let from = row.terms.partition_point(|term| term.candidate < demand.candidates.start);
    let own = row.terms[from..].iter().take_while(|term| term.candidate < demand.candidates.end);
    let terms: Vec<Term> =
        own.map(|term| Term { candidate: term.candidate - demand.candidates.start, ..*term }).collect();
    let most = |term: &Term| i128::from(term.per_guest.max(0)) + i128::from(term.per_room.max(0));
    let least = |term: &Term| i128::from(term.per_guest.min(0)) + i128::from(term.per_room.min(0));
    let highest = terms.iter().map(most).max().unwrap_or(0) * i128::from(demand.guests);
    let lowest = terms.iter().map(least).min().unwrap_or(0) * i128::from(demand.guests);
    let upper = upper.filter(|side| highest > i128::from(side.limit));
    let lower = lower.filter(|side| lowest < i128::from(side.limit));
    let binds = upper.is_some() || lower.is_some();
    binds.then(|| Row { name: row.name.clone(), terms, lower: lower.cloned(), upper: upper.cloned() })
}

/// A program, asked about one demand after the other.
pub struct Town<'p> {
    /// The program.
    pub program: &'p Program,
    /// Where the kernel is not exact, the solver is asked.
    inquiry: &'p Inquiry<'p>,
    /// Positions of capacities that must hold, by hotel.
    capacities: Vec<Vec<u32>>,
}

impl<'p> Town<'p> {
    /// Looks through a program once.
    #[must_use]
    pub fn new(program: &'p Program, inquiry: &'p Inquiry<'p>) -> Self {
        let hotels = program.pools.iter().map(|pool| pool.hotel as usize + 1).max().unwrap_or(0);
        let mut capacities = vec![Vec::new(); hotels];
        for (at, capacity) in program.capacities.iter().enumerate().filter(|(_, capacity)| capacity.must_hold()) {
            let hotel = match capacity.scope {
                Scope::Pool(pool) => program.pools[pool as usize].hotel,
                Scope::Wing(wing) => program.wings[wing as usize].hotel,
                Scope::Hotel(hotel) => hotel,
            };
            if let Some(here) = capacities.get_mut(hotel as usize) {
                here.push(position(at));
            }
        }
        Self { program, inquiry, capacities }
    }

    /// Returns how many guests of a demand fit with nobody else there.
    ///
    /// The kernel is exact for one lot, hotels without a least use, limits of pools alone, and no linear rows. Where it is not,
    /// and does not place everybody, the program of this demand alone is solved.
    #[must_use]
    pub fn alone(&self, demand: usize) -> Alone {
        let of = &self.program.demands[demand];
        let mut only = self.only(of);
        let is_limited = !only.rows.is_empty();
        let guests = if is_limited { 0 } else { solve::alone(&only, 0) };
        let asks_for_rooms = only.openings.iter().any(|opening| opening.rooms_limit() > 0);
        let is_wide = |capacity: &Capacity| !matches!(capacity.scope, Scope::Pool(_));
        let is_exact = of.lots.len() == 1 && !only.capacities.iter().any(is_wide);
        if is_limited || asks_for_rooms || (!is_exact && guests < of.guests) {
            only.candidates.iter_mut().for_each(|candidate| candidate.required = RequirementsId::NONE);
            return by_solving(&only, self.inquiry).unwrap_or(Alone { guests, is_proven: false });
        }
        Alone { guests, is_proven: true }
    }

    /// The program of one demand in the hotels that it may use, with nothing to minimise but its guests who are not
    /// placed. Hotels, wings and pools are counted anew.
    fn only(&self, of: &Demand) -> Program {
        let levels = vec![Level { name: "unmet".to_owned(), scale: 1, tolerance: 0 }];
        let mut only = Program {
            demands: vec![Demand {
                required: false,
                hotels_max: of.hotels_limit(),
                over: None,
                chunk: None,
                wings: if of.wings == Wings::One { Wings::One } else { Wings::Any },
                unmet: Costs(vec![(0, 1)]),
                split: Costs::default(),
                candidates: 0..position(of.candidates.len()),
                ..of.clone()
            }],
            candidates: Vec::with_capacity(of.candidates.len()),
            conflicts: self.program.conflicts.clone(),
            rows: self.program.rows.iter().filter_map(|row| limit(row, of)).collect(),
            ..Program::empty(self.program.n_nights, levels)
        };
        for (hotel, candidate) in self.program.candidates_of(of).iter().enumerate() {
            self.enter(position(hotel), candidate, &mut only);
        }
        only
    }

    /// Enters a candidate as one of the only demand, with its hotel under a new number.
    fn enter(&self, hotel: u32, candidate: &Candidate, only: &mut Program) {
        let first = position(only.places.len());
        let (mut wings, mut pools) = (BTreeMap::new(), BTreeMap::new());
        for place in self.program.places_of(candidate) {
            let old = &self.program.pools[place.pool as usize];
            let wing = *wings.entry(old.wing).or_insert_with(|| {
                only.wings.push(Wing { hotel, ..self.program.wings[old.wing as usize].clone() });
                position(only.wings.len() - 1)
            });
            let pool = position(only.pools.len());
            pools.insert(place.pool, pool);
            only.pools.push(Pool { hotel, wing, index: old.index });
            only.places.push(Place { pool, per_room: CostId::NOTHING, per_guest: CostId::NOTHING, ..*place });
        }
        for &at in self.capacities.get(candidate.hotel as usize).into_iter().flatten() {
            let capacity = &self.program.capacities[at as usize];
            let scope = match capacity.scope {
                Scope::Pool(pool) => pools.get(&pool).map(|&pool| Scope::Pool(pool)),
                Scope::Wing(wing) => wings.get(&wing).map(|&wing| Scope::Wing(wing)),
                Scope::Hotel(_) => Some(Scope::Hotel(hotel)),
            };
            only.capacities.extend(scope.map(|scope| Capacity { scope, ..capacity.clone() }));
        }
        if let Ok(at) = self.program.openings.binary_search_by_key(&candidate.hotel, |opening| opening.hotel) {
            let rooms_min = self.program.openings[at].rooms_limit();
            only.openings.push(Opening { hotel, per_use: Costs::default(), rooms_min, short: None });
        }
        let moved =
            |asked: &Requirement| Requirement { wing: asked.wing.and_then(|wing| wings.get(&wing).copied()), ..*asked };
        only.requirements.push(self.program.requirements_of(candidate).iter().map(moved).collect());
        only.candidates.push(Candidate {
            demand: 0,
            hotel,
            places: first..position(only.places.len()),
            per_use: CostId::NOTHING,
            per_guest: CostId::NOTHING,
            required: RequirementsId(position(only.requirements.len() - 1)),
            ..candidate.clone()
        });
    }
}

/// Solves the program of one demand; none where the solver found nothing, or was cut off.
fn by_solving(program: &Program, inquiry: &Inquiry<'_>) -> Option<Alone> {
    let outcome = inquiry.solve(program, &[])?;
    let unmet = outcome.levels.first().filter(|_| outcome.plan.is_some())?;
    let placed = i128::from(program.demands[0].guests) - unmet.value;
    Some(Alone { guests: u32::try_from(placed).ok()?, is_proven: unmet.proven })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::domain::{Sex, Stay};
    use crate::program::{Counts, Keeping, Lot};

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
                over: None,
                chunk: None,
                wings: Wings::Any,
                required: false,
                unmet: Costs(vec![(0, 1)]),
                split: Costs::default(),
                candidates: hotels.clone(),
            }],
            candidates: hotels.clone().zip(twins).map(candidate).collect(),
            places: hotels.clone().zip(twins).map(place).collect(),
            pools: hotels.clone().map(|hotel| Pool { hotel, wing: hotel, index: 0 }).collect(),
            wings: hotels.clone().map(|hotel| Wing { hotel, name: String::new() }).collect(),
            capacities: hotels.clone().zip(twins).map(capacity).collect(),
            openings: hotels
                .map(|hotel| Opening { hotel, per_use: Costs::default(), rooms_min: 0, short: None })
                .collect(),
            ..Program::empty(1, vec![Level { name: "unmet.1".to_owned(), scale: 1, tolerance: 0 }])
        }
    }

    fn alone(program: &Program) -> Alone {
        let stop = AtomicBool::new(false);
        Town::new(program, &Inquiry::new(&stop)).alone(0)
    }

    fn lot(sex: Option<Sex>, guests: u32) -> Lot {
        Lot { sex, guests, keeping: Keeping::Together }
    }

    /// Three men and three women fit into two hotels of two twins only if both hotels hold both sexes in part.
    #[test]
    fn the_sexes_are_spread_as_the_hotels_ask() {
        let mixed = town(vec![lot(Some(Sex::Men), 3), lot(Some(Sex::Women), 3)], &[2, 2], 3);
        assert_eq!(alone(&mixed), Alone { guests: 6, is_proven: true });
        let short = town(vec![lot(Some(Sex::Men), 3), lot(Some(Sex::Women), 3)], &[2, 1], 1);
        assert_eq!(alone(&short), Alone { guests: 5, is_proven: true });
    }

    #[test]
    fn a_hotel_that_asks_for_more_rooms_than_there_are_guests_is_no_hotel() {
        let mut asking = town(vec![lot(None, 4)], &[5], 1);
        assert_eq!(alone(&asking).guests, 4);
        asking.openings[0].rooms_min = 5;
        assert_eq!(alone(&asking), Alone { guests: 0, is_proven: true });
    }
}
