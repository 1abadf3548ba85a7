//! From a plan in terms of the program back to rows of the allocation, and from the rows of a former one to a plan.

use crate::domain::{Allocation, AllocationRow, Instance, rows_of};

use super::{Demand, Keeping, Program, Use, position};

/// Returns the allocation that a plan means: one row for each place and lot in use, sorted.
#[must_use]
pub fn decode(instance: &Instance, program: &Program, plan: &[Use]) -> Allocation {
    let mut rows: Vec<AllocationRow> = plan.iter().map(|used| row(instance, program, used)).collect();
    rows.sort();
    Allocation { rows }
}

fn row(instance: &Instance, program: &Program, used: &Use) -> AllocationRow {
    let candidate = &program.candidates[used.candidate as usize];
    let demand = &program.demands[candidate.demand as usize];
    let group = &instance.groups[demand.group as usize];
    let hotel = &instance.hotels[candidate.hotel as usize];
    let pool = &hotel.pools[program.pools[program.place_of(used).pool as usize].index as usize];
    AllocationRow {
        group: group.id.clone(),
        hotel: hotel.id.clone(),
        wing: pool.wing.clone(),
        room_type: pool.room_type.clone(),
        sex: demand.lots[used.lot as usize].sex,
        rooms: used.rooms,
        guests: used.guests,
        dates: instance.calendar.date(group.stay.arrive).zip(instance.calendar.date(group.stay.depart)),
    }
}

/// Returns what the plan before this one means in terms of the program, sorted: rows that the program has no places for are
/// left out, and so are guests whom a group has no longer.
///
/// It need not keep the program: rooms may be fewer, and orders others.
#[must_use]
pub fn former_plan(instance: &Instance, program: &Program) -> Vec<Use> {
    let rows = instance.previous.as_ref().map_or(&[][..], |previous| &previous.rows);
    encode(instance, program, rows)
}

/// Returns what rows of an allocation, sorted, mean in terms of the program, as `former_plan` does.
#[must_use]
pub fn encode(instance: &Instance, program: &Program, rows: &[AllocationRow]) -> Vec<Use> {
    let mut plan = Vec::new();
    for demand in &program.demands {
        let group = instance.groups[demand.group as usize].id.as_str();
        let mut left: Vec<u32> = demand.lots.iter().map(|lot| lot.guests).collect();
        for row in rows_of(rows, group) {
            plan.extend(former_use(instance, program, demand, (row, &mut left)));
        }
    }
    plan.sort_unstable();
    plan.dedup_by_key(|used| (used.candidate, used.place, used.lot));
    plan
}

/// Returns what a row of the plan before this one means, for guests of its lot who are left; none where there is no place.
fn former_use(
    instance: &Instance,
    program: &Program,
    demand: &Demand,
    (row, left): (&AllocationRow, &mut [u32]),
) -> Option<Use> {
    let hotel = instance.hotel(row.hotel.as_str())?;
    let candidate = program.candidate_at(demand, position(hotel))?;
    let places = program.places_of(&program.candidates[candidate as usize]);
    let is_meant = |pool: u32| {
        let pool = &instance.hotels[hotel].pools[program.pools[pool as usize].index as usize];
        pool.wing == row.wing && pool.room_type == row.room_type
    };
    let place = places.iter().position(|place| is_meant(place.pool))?;
    let lot = demand.lots.iter().position(|lot| lot.sex == row.sex && lot.guests > 0)?;
    let guests = row.guests.min(left[lot]);
    left[lot] -= guests;
    let rooms = match demand.lots[lot].keeping {
        Keeping::Alone => guests,
        Keeping::Together => row.rooms.clamp(guests.div_ceil(places[place].guests_max.max(1)), guests),
        Keeping::Beds => guests.div_ceil(places[place].guests_max.max(1)),
    };
    (guests > 0).then_some(Use { candidate, place: position(place), lot: position(lot), rooms, guests })
}

#[cfg(test)]
mod tests {
    use super::super::compile;
    use super::super::sample::sample;
    use super::*;
    use crate::domain::Previous;

    #[test]
    fn what_was_decoded_is_found_again_as_far_as_there_are_places_and_guests() {
        let mut instance = sample();
        let program = compile(&instance);
        let plan = [
            Use { candidate: 0, place: 0, lot: 0, rooms: 2, guests: 4 },
            Use { candidate: 1, place: 0, lot: 0, rooms: 1, guests: 2 },
            Use { candidate: 5, place: 0, lot: 0, rooms: 2, guests: 4 },
        ];
        assert_eq!(former_plan(&instance, &program), [], "there was no plan before");
        let rows = decode(&instance, &program, &plan).rows;
        instance.previous = Some(Previous { rows, ..Previous::default() });
        assert_eq!(former_plan(&instance, &compile(&instance)), plan);
        // Two guests of the second group are gone, and a hotel of the first is.
        instance.groups[1].guests = 2;
        instance.hotels[0].pools.clear();
        let program = compile(&instance);
        let found = former_plan(&instance, &program);
        let told: Vec<_> = found
            .iter()
            .map(|used| (program.candidates[used.candidate as usize].hotel, used.rooms, used.guests))
            .collect();
        assert_eq!(told, [(1, 1, 2), (2, 2, 2)]);
    }
}
