//! A small town for hand-made programs: hotels of single rooms, groups of guests who sleep alone, one night.

use crate::domain::Stay;
use crate::program::{
    Candidate, Capacity, Conflicts, CostId, Costs, Counts, Demand, Keeping, Level, Lot, Place, Pool, Program,
    Requirement, RequirementsId, Scope, Wing, position,
};

/// Costs from pairs of level and amount.
pub fn costs(amounts: &[(usize, i64)]) -> Costs {
    let mut costs = Costs::default();
    for &(level, amount) in amounts {
        costs.add(level, amount);
    }
    costs
}

/// Nights `[arrive, depart)`.
pub fn nights(arrive: u32, depart: u32) -> Stay {
    Stay { arrive, depart }
}

/// Hotels with so many rooms in one wing, and groups of so many guests who may use every hotel. Level 0 counts guests
/// who are not placed; levels 1 and 2 are free for the test. Four nights; everybody stays for night 0.
pub fn town(rooms: &[u32], guests: &[u32]) -> Program {
    let level = |name: &str| Level { name: name.to_owned(), scale: 1, tolerance: 0 };
    let mut program = Program {
        conflicts: vec![Conflicts { nodes: Vec::new(), pairs: vec![(0, 1)] }],
        ..Program::empty(4, vec![level("unmet"), level("first"), level("second")])
    };
    for (hotel, &rooms) in (0_u32..).zip(rooms) {
        program.wings.push(Wing { hotel, name: String::new() });
        program.pools.push(Pool { hotel, wing: hotel, index: 0 });
        program.capacities.push(Capacity {
            scope: Scope::Pool(hotel),
            nights: nights(0, 4),
            most: rooms,
            counts: Counts::Rooms { guests_max: 1 },
        });
    }
    for (number, &guests) in (0_u32..).zip(guests) {
        let first = number * u32::try_from(rooms.len()).unwrap();
        for (hotel, &rooms) in (0_u32..).zip(rooms) {
            let at = position(program.places.len());
            program.places.push(Place {
                pool: hotel,
                guests_max: 1,
                rooms_max: rooms.min(guests),
                per_room: CostId::NOTHING,
                per_guest: CostId::NOTHING,
            });
            program.candidates.push(Candidate {
                demand: number,
                hotel,
                guests_min: 1,
                guests_max: rooms.min(guests),
                places: at..at + 1,
                per_use: CostId::NOTHING,
                per_guest: CostId::NOTHING,
                required: RequirementsId::NONE,
            });
        }
        program.demands.push(Demand {
            name: format!("G{number}"),
            group: number,
            guests,
            lots: vec![Lot { sex: None, guests, keeping: Keeping::Alone }],
            cohort: number,
            stay: nights(0, 1),
            held: nights(0, 1),
            locked: nights(0, 1),
            hotels_max: None,
            over: None,
            chunk: None,
            wings: crate::program::Wings::Any,
            required: false,
            unmet: costs(&[(0, 1)]),
            split: Costs::default(),
            candidates: first..u32::try_from(program.candidates.len()).unwrap(),
        });
    }
    program
}

/// Lets each guest of a candidate cost something.
pub fn charge(program: &mut Program, candidate: usize, amounts: &[(usize, i64)]) {
    program.candidates[candidate].per_guest = program.costs.intern(&costs(amounts));
}

/// Lets an order ask something of a candidate.
pub fn require(program: &mut Program, candidate: usize, requirement: Requirement) {
    program.candidates[candidate].required = RequirementsId(position(program.requirements.len()));
    program.requirements.push(vec![requirement]);
}

/// Lets the guests of a town share rooms for so many.
pub fn sharing(program: &mut Program, keeping: Keeping, size: u32) {
    for capacity in &mut program.capacities {
        capacity.counts = Counts::Rooms { guests_max: size };
    }
    for demand in &mut program.demands {
        demand.lots[0].keeping = keeping;
    }
    for candidate in &mut program.candidates {
        let guests = program.demands[candidate.demand as usize].guests;
        let place = &mut program.places[candidate.places.start as usize];
        place.guests_max = size;
        let Scope::Pool(pool) = program.capacities[candidate.hotel as usize].scope else { continue };
        let rooms = program.capacities[pool as usize].most;
        place.rooms_max = rooms.min(guests);
        candidate.guests_max = (rooms * size).min(guests);
    }
}
