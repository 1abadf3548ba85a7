//! Groups by night where their number has a limit. C14 of `docs/formulation.md`.

use super::build::Build;
use super::crowd::{Item, by_night};
use super::link::wing_used;
use crate::program::Scope;

/// C14. For every capacity of groups and every largest set of candidates that sleep there on a common night: sum of y (or
/// w) <= groups (times o); where more are allowed at a price, sum of y - e <= groups for every set of a night.
pub fn headcounts(build: &mut Build) {
    let (index, program) = (build.index, build.index.program);
    for &at in index.headcounts_of.iter().flatten() {
        let capacity = &program.capacities[at as usize];
        let mut users: Vec<Item> = Vec::new();
        for &candidate in index.candidates_of(index.hotel_of(capacity.scope)) {
            let of = &program.candidates[candidate as usize];
            let inside = program.places_of(of).iter().any(|place| index.lies_in(place.pool, capacity.scope));
            let column = match capacity.scope {
                Scope::Wing(wing) if inside => wing_used(build, candidate, wing),
                _ => build.used[candidate as usize].filter(|_| inside),
            };
            users.extend(column.map(|column| (program.demands[of.demand as usize].stay, (column, 1), 1)));
        }
        by_night(build, &format!("C14_{at}"), capacity, &users);
    }
}
