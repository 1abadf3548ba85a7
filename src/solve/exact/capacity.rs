//! Rooms by night: one row for each largest set of stays that meet, tied to whoever holds or opens the unit.
//! C8 of `docs/formulation.md`.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Build;
use super::clique::of_stays;
use super::lock::Holders;
use super::model::{Rule, Term};
use crate::domain::Stay;
use crate::program::{Counts, Keeping, Scope};

/// Slots that may be in use together on one night, and the rooms there are.
#[derive(Clone, PartialEq, Eq)]
struct Full {
    night: u32,
    rooms: u32,
    beds: u32,
    slots: Vec<usize>,
}

/// C8. For every set of places, every span of equal capacity, and every largest set of slots held on a common night of
/// it: rooms in use <= rooms available. Rows that can never bind are left out.
pub fn capacities(build: &mut Build, holders: &[Vec<Holders>]) {
    let program = build.index.program;
    let mut by_scope: BTreeMap<Scope, Vec<(usize, u32)>> = BTreeMap::new();
    for (at, capacity) in program.capacities.iter().enumerate() {
        if let Counts::Rooms { guests_max } = capacity.counts {
            by_scope.entry(capacity.scope).or_default().push((at, guests_max.max(1)));
        }
    }
    let mut by_hotel: Vec<Vec<usize>> = vec![Vec::new(); build.index.n_hotels];
    for (at, slot) in build.model.slots.iter().enumerate() {
        by_hotel[program.candidates[slot.candidate as usize].hotel as usize].push(at);
    }
    for (scope, mut capacities) in by_scope {
        let hotel = build.index.hotel_of(scope) as usize;
        let slots: Vec<usize> =
            by_hotel[hotel].iter().copied().filter(|&at| build.index.lies_in(pool_of(build, at), scope)).collect();
        let stays: Vec<Stay> = slots.iter().map(|&at| held(build, at)).collect();
        capacities.sort_by_key(|&(at, _)| (program.capacities[at].nights, at));
        // Beds may change from night to night in a pool below a wider limit: then every night stands for itself.
        let apart = !matches!(scope, Scope::Pool(_)) && slots.iter().any(|&at| is_by_bed(build, at));
        let mut nights: Vec<Full> = Vec::new();
        for &(at, beds) in &capacities {
            let capacity = &program.capacities[at];
            for span in spans(capacity.nights, apart) {
                for (night, members) in of_stays(&stays, span) {
                    let slots = members.into_iter().map(|at| slots[at]).collect();
                    let next = Full { night, rooms: capacity.most, beds, slots };
                    if apart { nights.push(next) } else { push(&mut nights, next) }
                }
            }
        }
        for night in nights {
            rooms_of_night(build, scope, &night, &holders[hotel]);
        }
    }
}

fn spans(nights: Stay, apart: bool) -> Vec<Stay> {
    if apart { nights.nights().map(|night| Stay { arrive: night, depart: night + 1 }).collect() } else { vec![nights] }
}

fn pool_of(build: &Build, slot: usize) -> u32 {
    let slot = &build.model.slots[slot];
    build.index.program.places_of(&build.index.program.candidates[slot.candidate as usize])[slot.place as usize].pool
}

fn held(build: &Build, slot: usize) -> Stay {
    let candidate = build.model.slots[slot].candidate as usize;
    build.index.program.demands[build.index.program.candidates[candidate].demand as usize].held
}

/// Adds a night unless the one before says all that it says; drops the one before where it is the other way round.
fn push(nights: &mut Vec<Full>, next: Full) {
    let says_all = |one: &Full, other: &Full| {
        one.rooms <= other.rooms && one.beds <= other.beds && other.slots.iter().all(|at| one.slots.contains(at))
    };
    if let Some(last) = nights.last() {
        if says_all(last, &next) {
            return;
        }
        if says_all(&next, last) {
            nights.pop();
        }
    }
    nights.push(next);
}

/// Adds the rows of one night: a row a cohort where cohorts exclude each other, else one for all.
fn rooms_of_night(build: &mut Build, scope: Scope, night: &Full, holders: &[Holders]) {
    let mut cohorts: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for &slot in &night.slots {
        let candidate = build.model.slots[slot].candidate as usize;
        let demand = build.index.program.candidates[candidate].demand as usize;
        cohorts.entry(build.index.program.demands[demand].cohort).or_default().push(slot);
    }
    let name = match scope {
        Scope::Pool(at) => format!("C8_pool_{at}_{}", night.night),
        Scope::Wing(at) => format!("C8_wing_{at}_{}", night.night),
        Scope::Hotel(at) => format!("C8_hotel_{at}_{}", night.night),
    };
    let ties = holders.iter().find_map(|holders| ties(build, scope, &cohorts, holders));
    let rooms = i64::from(night.rooms);
    if let Some(ties) = ties {
        for ((cohort, slots), tie) in cohorts.iter().zip(ties) {
            let name = format!("{name}_{cohort}");
            let (terms, most) = in_use(build, &name, &[(*cohort, slots.clone())], night);
            row(build, name, (terms, most), rooms, Some(tie));
        }
    } else {
        let all: Vec<(u32, Vec<usize>)> = cohorts.into_iter().collect();
        let use_of = in_use(build, &name, &all, night);
        let open = build.open[build.index.hotel_of(scope) as usize];
        row(build, name, use_of, rooms, open);
    }
}

fn row(build: &mut Build, name: String, (mut terms, most): (Vec<Term>, i64), rooms: i64, tie: Option<u32>) {
    if most <= rooms {
        return;
    }
    if let Some(tie) = tie {
        terms.push((tie, -rooms));
        build.model.row(name, terms, None, Some(0));
    } else {
        build.model.row(name, terms, None, Some(rooms));
    }
}

/// Returns the columns of the cohorts on a night where they all exclude each other in a unit around the places.
fn ties(build: &Build, scope: Scope, cohorts: &BTreeMap<u32, Vec<usize>>, holders: &Holders) -> Option<Vec<u32>> {
    let around = match (holders.unit, scope) {
        (Scope::Hotel(_), _) => true,
        (Scope::Wing(wing), Scope::Pool(pool)) => build.index.wing_of(pool) == wing,
        (unit, scope) => unit == scope,
    };
    let list: Vec<u32> = cohorts.keys().copied().collect();
    let exclude = |at: usize| list[..at].iter().all(|&one| build.index.in_conflict(holders.conflicts, one, list[at]));
    if !around || !(0..list.len()).all(exclude) {
        return None;
    }
    let column = |(&cohort, slots): (&u32, &Vec<usize>)| {
        let candidates: BTreeSet<u32> = slots.iter().map(|&at| build.model.slots[at].candidate).collect();
        holders.column(cohort, &candidates)
    };
    cohorts.iter().map(column).collect()
}

/// Returns the rooms that some slots use, and the most that they can be.
///
/// Guests by bed count together, by pool and cohort: guests <= beds * r, with r counted as rooms.
fn in_use(build: &mut Build, name: &str, cohorts: &[(u32, Vec<usize>)], night: &Full) -> (Vec<Term>, i64) {
    let (mut terms, mut most) = (Vec::new(), 0);
    for (cohort, slots) in cohorts {
        let mut by_bed: BTreeMap<u32, (Vec<Term>, i64)> = BTreeMap::new();
        for &at in slots {
            let slot = build.model.slots[at];
            let program = build.index.program;
            let demand = &program.demands[program.candidates[slot.candidate as usize].demand as usize];
            let place = &program.places_of(&program.candidates[slot.candidate as usize])[slot.place as usize];
            let guests = i64::from(slot.most);
            match (demand.lots[slot.lot as usize].keeping, slot.rooms) {
                (Keeping::Beds, _) | (_, None) => {
                    let shared = by_bed.entry(place.pool).or_default();
                    shared.0.push(slot.guests);
                    shared.1 += guests;
                }
                (Keeping::Alone, Some(rooms)) => {
                    terms.push(rooms);
                    most += guests;
                }
                (Keeping::Together, Some(rooms)) => {
                    terms.push(rooms);
                    let counted = i64::from(place.rooms_max).min(guests);
                    let upper = build.model.columns[rooms.0 as usize].upper * rooms.1;
                    most += upper.min(counted);
                }
            }
        }
        for (pool, shared) in by_bed {
            let (term, upper) = by_beds(build, &format!("{name}_{pool}_{cohort}"), (pool, night), shared);
            terms.extend(term);
            most += upper;
        }
    }
    (terms, most)
}

/// Returns the rooms of guests of one cohort who share by bed in a pool, and the most that they can be.
fn by_beds(
    build: &mut Build,
    name: &str,
    (pool, night): (u32, &Full),
    (guests, all): (Vec<Term>, i64),
) -> (Vec<Term>, i64) {
    let beds = build.index.beds(pool).get(night.night as usize).copied().unwrap_or(night.beds);
    let beds = i64::from(beds);
    let upper = (all + beds - 1).div_euclid(beds);
    if beds == 1 {
        return (guests, upper);
    }
    let rooms = build.model.column(format!("r_{name}"), upper, Rule::Rounded(guests.clone(), beds));
    let held = guests.into_iter().chain([(rooms, -beds)]).collect();
    build.model.row(format!("{name}_beds"), held, None, Some(0));
    (vec![(rooms, 1)], upper)
}

fn is_by_bed(build: &Build, slot: usize) -> bool {
    let slot = &build.model.slots[slot];
    let demand = build.index.program.candidates[slot.candidate as usize].demand as usize;
    build.index.program.demands[demand].lots[slot.lot as usize].keeping == Keeping::Beds
}
