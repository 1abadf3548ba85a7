//! Guests by night: whom a hotel can feed. C12 of `docs/formulation.md`.

use std::collections::BTreeMap;

use super::build::Build;
use super::clique::of_stays;
use super::model::Term;
use crate::domain::Stay;
use crate::program::{Capacity, Costs};
use crate::solve::row::price_of;

/// C12. For every capacity of guests and every largest set of slots whose guests sleep there on a common night:
///     sum of p <= guests (times o); where more are allowed at a price, sum of p - e <= guests for every set of a night.
pub fn crowds(build: &mut Build) {
    let program = build.index.program;
    for (crowd, &at) in build.index.crowds.iter().enumerate() {
        let capacity = &program.capacities[at as usize];
        let hotel = build.index.hotel_of(capacity.scope);
        let mut slots: Vec<Item> = Vec::new();
        for &candidate in build.index.candidates_of(hotel) {
            let of = &program.candidates[candidate as usize];
            let stay = program.demands[of.demand as usize].stay;
            let places = program.places_of(of);
            let inside = build.model.slots[build.slots_of[candidate as usize].clone()]
                .iter()
                .filter(|slot| build.index.lies_in(places[slot.place as usize].pool, capacity.scope));
            slots.extend(inside.map(|slot| (stay, slot.guests, i64::from(slot.most))));
        }
        by_night(build, &format!("C12_{crowd}"), capacity, &slots);
    }
}

/// What counts on the nights of a stay: a column times a factor, and the most that it can be.
pub type Item = (Stay, Term, i64);

/// Adds the rows of a capacity that is counted night by night.
pub fn by_night(build: &mut Build, name: &str, capacity: &Capacity, items: &[Item]) {
    match price_of(capacity) {
        None => hard(build, name, capacity, items),
        Some(price) => priced(build, name, (capacity, price), items),
    }
}

/// One row for each largest set; rows that can never bind are left out.
fn hard(build: &mut Build, name: &str, capacity: &Capacity, items: &[Item]) {
    let stays: Vec<Stay> = items.iter().map(|&(stay, ..)| stay).collect();
    let most = i64::from(capacity.most);
    let open = build.open[build.index.hotel_of(capacity.scope) as usize];
    for (night, members) in of_stays(&stays, capacity.nights) {
        if members.iter().map(|&at| items[at].2).sum::<i64>() <= most {
            continue;
        }
        let mut terms: Vec<Term> = members.iter().map(|&at| items[at].1).collect();
        terms.extend(open.map(|open| (open, -most)));
        let upper = if open.is_some() { 0 } else { most };
        build.model.row(format!("{name}_{night}"), terms, None, Some(upper));
    }
}

/// One row for each set that sleeps there on some night, paid once for each such night.
fn priced(build: &mut Build, name: &str, (capacity, price): (&Capacity, &Costs), items: &[Item]) {
    let mut sets: BTreeMap<Vec<usize>, (u32, i64)> = BTreeMap::new();
    for night in capacity.nights.nights() {
        let here = (0..items.len()).filter(|&at| items[at].0.covers(night)).collect();
        sets.entry(here).or_insert((night, 0)).1 += 1;
    }
    for (members, (night, nights)) in sets {
        let mut terms: Vec<Term> = members.iter().map(|&at| items[at].1).collect();
        super::model::add_up(&mut terms);
        super::row::over(build, format!("{name}_{night}"), (&terms, i64::from(capacity.most)), (price, nights));
    }
}
