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
        let mut slots: Vec<(Stay, Term, i64)> = Vec::new();
        for &candidate in &build.index.candidates_of[hotel as usize] {
            let of = &program.candidates[candidate as usize];
            let stay = program.demands[of.demand as usize].stay;
            let places = program.places_of(of);
            let inside = build.model.slots[build.slots_of[candidate as usize].clone()]
                .iter()
                .filter(|slot| build.index.lies_in(places[slot.place as usize].pool, capacity.scope));
            slots.extend(inside.map(|slot| (stay, slot.guests, i64::from(slot.most))));
        }
        match price_of(capacity) {
            None => hard(build, crowd, (capacity, hotel), &slots),
            Some(price) => priced(build, crowd, (capacity, price), &slots),
        }
    }
}

/// One row for each largest set; rows that can never bind are left out.
fn hard(build: &mut Build, crowd: usize, (capacity, hotel): (&Capacity, u32), slots: &[(Stay, Term, i64)]) {
    let stays: Vec<Stay> = slots.iter().map(|&(stay, ..)| stay).collect();
    let most = i64::from(capacity.most);
    for (night, members) in of_stays(&stays, capacity.nights) {
        if members.iter().map(|&at| slots[at].2).sum::<i64>() <= most {
            continue;
        }
        let mut terms: Vec<Term> = members.iter().map(|&at| slots[at].1).collect();
        let open = build.open[hotel as usize];
        terms.extend(open.map(|open| (open, -most)));
        let upper = if open.is_some() { 0 } else { most };
        build.model.row(format!("C12_{crowd}_{night}"), terms, None, Some(upper));
    }
}

/// One row for each set that sleeps there on some night, paid once for each such night.
fn priced(build: &mut Build, crowd: usize, (capacity, price): (&Capacity, &Costs), slots: &[(Stay, Term, i64)]) {
    let mut sets: BTreeMap<Vec<usize>, (u32, i64)> = BTreeMap::new();
    for night in capacity.nights.nights() {
        let here = (0..slots.len()).filter(|&at| slots[at].0.covers(night)).collect();
        sets.entry(here).or_insert((night, 0)).1 += 1;
    }
    for (members, (night, nights)) in sets {
        let mut terms: Vec<Term> = members.iter().map(|&at| slots[at].1).collect();
        super::model::add_up(&mut terms);
        super::row::over(build, format!("C12_{crowd}_{night}"), (&terms, i64::from(capacity.most)), (price, nights));
    }
}
