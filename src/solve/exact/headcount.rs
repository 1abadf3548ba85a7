//! Groups by night where their number has a limit. C14 of `docs/formulation.md`.

use std::collections::BTreeMap;

use super::build::Build;
use super::clique::of_stays;
use super::link::wing_used;
use super::model::Term;
use super::row::over;
use crate::domain::Stay;
use crate::program::{Capacity, Scope};
use crate::solve::row::price_of;

/// C14. For every capacity of groups and every largest set of candidates that sleep there on a common night: sum of y (or
/// w) <= groups; where more are allowed at a price, sum of y - e <= groups for every set of a night.
pub fn headcounts(build: &mut Build) {
    let program = build.index.program;
    for (at, capacity) in program.capacities.iter().enumerate() {
        let hotel = build.index.hotel_of(capacity.scope) as usize;
        if !build.index.headcounts_of[hotel].contains(&crate::solve::index::position(at)) {
            continue;
        }
        let mut users: Vec<(Stay, u32)> = Vec::new();
        for &candidate in &build.index.candidates_of[hotel] {
            let of = &program.candidates[candidate as usize];
            let inside = program.places_of(of).iter().any(|place| build.index.lies_in(place.pool, capacity.scope));
            let column = match capacity.scope {
                Scope::Wing(wing) if inside => wing_used(build, candidate, wing),
                _ => build.used[candidate as usize].filter(|_| inside),
            };
            users.extend(column.map(|column| (program.demands[of.demand as usize].stay, column)));
        }
        if price_of(capacity).is_some() {
            priced(build, at, capacity, &users);
        } else {
            hard(build, at, capacity, &users);
        }
    }
}

fn hard(build: &mut Build, at: usize, capacity: &Capacity, users: &[(Stay, u32)]) {
    let stays: Vec<Stay> = users.iter().map(|&(stay, _)| stay).collect();
    for (night, members) in of_stays(&stays, capacity.nights) {
        if members.len() > capacity.most as usize {
            let terms = members.iter().map(|&at| (users[at].1, 1)).collect();
            build.model.row(format!("C14_{at}_{night}"), terms, None, Some(i64::from(capacity.most)));
        }
    }
}

fn priced(build: &mut Build, at: usize, capacity: &Capacity, users: &[(Stay, u32)]) {
    let Some(price) = price_of(capacity) else { return };
    let mut sets: BTreeMap<Vec<Term>, (u32, i64)> = BTreeMap::new();
    for night in capacity.nights.nights() {
        let there = users.iter().filter(|(stay, _)| stay.covers(night));
        sets.entry(there.map(|&(_, column)| (column, 1)).collect()).or_insert((night, 0)).1 += 1;
    }
    for (terms, (night, nights)) in sets {
        over(build, format!("C14_{at}_{night}"), (&terms, i64::from(capacity.most)), (price, nights));
    }
}
