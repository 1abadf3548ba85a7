//! Recounts in whole numbers what a plan costs, level by level. No number of a solver is trusted before this.
//!
//! Does not judge whether the plan may be: that is `recount`.

use std::collections::{BTreeMap, BTreeSet};

use super::headcount;
use super::index::{Index, position};
use super::meeting::{self, Users};
use super::sums::Sums;
use crate::program::{Amounts, Link, LinkKind, Unit, Use, Wings};

/// Levels of a plan, most important first, in parts.
pub type Levels = Vec<i128>;

/// Adds `times` times some costs to levels.
pub fn add(levels: &mut [i128], costs: &Amounts, times: u32) {
    for &(level, amount) in costs {
        levels[level as usize] += i128::from(amount) * i128::from(times);
    }
}

/// Returns what a plan costs, by level.
#[must_use]
pub fn levels(index: &Index, plan: &[Use]) -> Levels {
    let program = index.program;
    let mut sum = vec![0; program.levels.len()];
    let by_demand = by_demand(index, plan);
    for (demand, uses) in by_demand.iter().enumerate() {
        of_demand(index, demand, uses, &mut sum);
    }
    let mut rooms: BTreeMap<u32, u32> = BTreeMap::new();
    for each in plan {
        *rooms.entry(program.candidates[each.candidate as usize].hotel).or_default() += each.rooms;
    }
    for (hotel, rooms) in rooms {
        let Some(opening) = index.opening_of[hotel as usize].map(|at| &program.openings[at as usize]) else { continue };
        add(&mut sum, &opening.per_use, 1);
        if let Some(price) = &opening.short {
            add(&mut sum, price, opening.rooms_min.saturating_sub(rooms));
        }
    }
    for link in &program.links {
        if let Some(price) = &link.price
            && is_broken(index, link, &by_demand[link.a as usize], &by_demand[link.b as usize])
        {
            add(&mut sum, price, 1);
        }
    }
    let users = Users::of(index, &by_demand);
    headcount::charge(index, &users, &mut sum);
    meeting::charge(index, &users, &mut sum);
    Sums::of(index, &by_demand).charge(index, &mut sum);
    sum
}

/// Returns the rows of a plan by demand.
#[must_use]
pub fn by_demand(index: &Index, plan: &[Use]) -> Vec<Vec<Use>> {
    let mut all = vec![Vec::new(); index.program.demands.len()];
    for &each in plan {
        all[index.program.candidates[each.candidate as usize].demand as usize].push(each);
    }
    all
}

/// Adds what the rows of one demand cost by themselves: guests not placed, hotels, guests, rooms, splits. The rows of a
/// candidate stand together.
pub fn of_demand(index: &Index, demand: usize, uses: &[Use], sum: &mut [i128]) {
    let program = index.program;
    let of = &program.demands[demand];
    let placed: u32 = uses.iter().map(|each| each.guests).sum();
    add(sum, &of.unmet, of.guests.saturating_sub(placed));
    let mut hotels = 0_u32;
    for of_candidate in uses.chunk_by(|one, other| one.candidate == other.candidate) {
        hotels += 1;
        let at = of_candidate[0].candidate;
        add(sum, program.cost(program.candidates[at as usize].per_use), 1);
        let guests: u32 = of_candidate.iter().map(|each| each.guests).sum();
        if let Some(chunk) = &of.chunk {
            add(sum, &chunk.short, chunk.guests.saturating_sub(guests));
        }
        if let Wings::Priced(price) = &of.wings {
            add(sum, price, position(units(index, Unit::Wing, of_candidate).len().saturating_sub(1)));
        }
        for bend in program.bends_of(at) {
            add(sum, &bend.per_guest, guests.saturating_sub(bend.above));
        }
    }
    add(sum, &of.split, hotels.saturating_sub(1));
    if let (Some(price), Some(most)) = (&of.over, of.hotels_max) {
        add(sum, price, hotels.saturating_sub(most));
    }
    for each in uses {
        let candidate = &program.candidates[each.candidate as usize];
        let place = program.place_of(each);
        add(sum, program.cost(candidate.per_guest), each.guests);
        add(sum, program.cost(place.per_guest), each.guests);
        add(sum, program.cost(place.per_room), each.rooms);
    }
}

/// Tells whether a link is broken by the rows of its two demands. It binds only where both have guests placed.
#[must_use]
pub fn is_broken(index: &Index, link: &Link, of_a: &[Use], of_b: &[Use]) -> bool {
    if of_a.is_empty() || of_b.is_empty() {
        return false;
    }
    match &link.kind {
        LinkKind::Within(unit) => !units(index, *unit, of_a).is_subset(&units(index, *unit, of_b)),
        LinkKind::Disjoint(unit) => !units(index, *unit, of_a).is_disjoint(&units(index, *unit, of_b)),
        LinkKind::Near { far } => {
            let (of_a, of_b) = (units(index, Unit::Hotel, of_a), units(index, Unit::Hotel, of_b));
            far.iter().any(|(a, b)| of_a.contains(a) && of_b.contains(b))
        }
    }
}

/// Returns the hotels or wings that some rows use.
#[must_use]
pub fn units(index: &Index, unit: Unit, uses: &[Use]) -> BTreeSet<u32> {
    let unit_of = |each: &Use| match unit {
        Unit::Hotel => index.program.candidates[each.candidate as usize].hotel,
        Unit::Wing => index.wing_of(index.program.place_of(each).pool),
    };
    uses.iter().map(unit_of).collect()
}

/// Returns the guests of some rows by candidate.
#[must_use]
pub fn guests_by_candidate(uses: &[Use]) -> BTreeMap<u32, u32> {
    let mut sums = BTreeMap::new();
    for each in uses {
        *sums.entry(each.candidate).or_insert(0) += each.guests;
    }
    sums
}
