//! From a plan in terms of the program back to rows of the allocation.

use crate::domain::{Allocation, AllocationRow, Instance};

use super::{Program, Use};

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
