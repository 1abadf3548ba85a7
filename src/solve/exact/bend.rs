//! Guests of a candidate who cost more because they are many, or few. C13 and C15 of `docs/formulation.md`.

use std::collections::BTreeSet;

use super::build::Build;
use super::link::wing_used;
use super::model::Term;
use super::row::over;
use crate::program::Wings;
use crate::solve::index::position;

/// C13. Bends: sum of p - e <= the guests who are free. Chunks: guests wanted * y - sum of p - e <= 0. Each e is paid.
pub fn bends(build: &mut Build) {
    let program = build.index.program;
    for (number, bend) in program.bends.iter().enumerate() {
        let guests = summed(build, bend.candidate);
        let name = format!("C13_{}_{number}", bend.candidate);
        over(build, name, (&guests, i64::from(bend.above)), (&bend.per_guest, 1));
    }
    for (at, candidate) in program.candidates.iter().enumerate() {
        wings(build, position(at), &program.demands[candidate.demand as usize].wings);
        let Some(chunk) = &program.demands[candidate.demand as usize].chunk else { continue };
        let Some(used) = build.used[at].filter(|_| chunk.guests > candidate.guests_min) else { continue };
        let mut terms: Vec<Term> = summed(build, position(at)).into_iter().map(|(at, by)| (at, -by)).collect();
        terms.push((used, i64::from(chunk.guests)));
        super::model::add_up(&mut terms);
        over(build, format!("C13_{at}_chunk"), (&terms, 0), (&chunk.short, 1));
    }
}

/// C15. Wings: sum of w <= y for a candidate; - e where further ones have a price.
fn wings(build: &mut Build, at: u32, rule: &Wings) {
    let (program, Some(used)) = (build.index.program, build.used[at as usize]) else { return };
    let places = program.places_of(&program.candidates[at as usize]);
    let all: BTreeSet<u32> = places.iter().map(|place| build.index.wing_of(place.pool)).collect();
    if *rule == Wings::Any || all.len() < 2 {
        return;
    }
    let columns = all.into_iter().filter_map(|wing| wing_used(build, at, wing));
    let terms: Vec<Term> =
        columns.collect::<Vec<_>>().into_iter().map(|column| (column, 1)).chain([(used, -1)]).collect();
    match rule {
        Wings::Priced(price) => over(build, format!("C15_{at}"), (&terms, 0), (price, 1)),
        Wings::Any | Wings::One => build.model.row(format!("C15_{at}"), terms, None, Some(0)),
    }
}

/// Returns the guests of a candidate in columns, each of them once.
fn summed(build: &Build, candidate: u32) -> Vec<Term> {
    let mut guests = build.guests(candidate, None);
    super::model::add_up(&mut guests);
    guests
}
