//! Guests of a candidate who cost more because they are many, or few. C13 of `docs/formulation.md`.

use super::build::Build;
use super::model::Term;
use super::row::over;
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
        let Some(chunk) = &program.demands[candidate.demand as usize].chunk else { continue };
        let Some(used) = build.used[at].filter(|_| chunk.guests > candidate.guests_min) else { continue };
        let mut terms: Vec<Term> = summed(build, position(at)).into_iter().map(|(at, by)| (at, -by)).collect();
        terms.push((used, i64::from(chunk.guests)));
        super::model::add_up(&mut terms);
        over(build, format!("C13_{at}_chunk"), (&terms, 0), (&chunk.short, 1));
    }
}

/// Returns the guests of a candidate in columns, each of them once.
fn summed(build: &Build, candidate: u32) -> Vec<Term> {
    let mut guests = build.guests(candidate, None);
    super::model::add_up(&mut guests);
    guests
}
