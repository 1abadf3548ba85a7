//! Orders and linear rows, C10 and C11 of `docs/formulation.md`.
//!
//! Rows are divided by what divides all their numbers: a solver that counts in floats gets them as small as they go.

use super::build::Build;
use super::model::{Rule, Term};
use crate::program::{Costs, Row, Side};
use crate::solve::index::position;

/// C10. Orders: the guests of a candidate, or of one of its wings, are at least those ordered.
pub fn orders(build: &mut Build) {
    let program = build.index.program;
    for (at, candidate) in program.candidates.iter().enumerate() {
        for (number, order) in program.requirements_of(candidate).iter().enumerate() {
            let terms = build.guests(position(at), order.wing);
            order_row(build, format!("C10_{at}_{number}"), terms, i64::from(order.guests));
        }
    }
}

/// C11. Linear rows: lower <= sum of `per_guest` p + `per_room` x <= upper; with d or e, at a price, where a side may be
/// broken.
pub fn rows(build: &mut Build) {
    let program = build.index.program;
    for (at, row) in program.rows.iter().enumerate() {
        let terms = terms(build, row);
        if let Some(Side { limit, price }) = &row.lower {
            let name = format!("C11_{at}_least");
            match price {
                Some(price) => short(build, name, (&terms, *limit), price),
                None => order_row(build, name, terms.clone(), *limit),
            }
        }
        if let Some(Side { limit, price }) = &row.upper {
            let name = format!("C11_{at}_most");
            match price {
                Some(price) => over(build, name, (&terms, *limit), (price, 1)),
                None => most(build, name, &terms, *limit),
            }
        }
    }
}

/// Returns the terms of a row in columns, those of the same column added up.
fn terms(build: &Build, row: &Row) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for term in &row.terms {
        let slots = &build.model.slots[build.slots_of[term.candidate as usize].clone()];
        for slot in slots.iter().filter(|slot| slot.place == term.place) {
            if term.per_guest != 0 {
                terms.push((slot.guests.0, slot.guests.1 * term.per_guest));
            }
            if term.per_room != 0 {
                let rooms = slot.rooms.expect("rooms that a row counts have a column");
                terms.push((rooms.0, rooms.1 * term.per_room));
            }
        }
    }
    super::model::add_up(&mut terms);
    terms
}

/// Adds a row whose sum never exceeds its limit; nothing where it cannot.
fn most(build: &mut Build, name: String, terms: &[Term], limit: i64) {
    if highest(build, terms) <= i128::from(limit) {
        return;
    }
    // Sums of the terms are multiples of their divisor.
    let divisor = divisor(terms, 0);
    build.model.row(name, divided(terms, divisor), None, Some(limit.div_euclid(divisor)));
}

/// Adds a row that may be exceeded: the sum of the terms is at most the limit and e, and each unit of e is paid for, so
/// many times. Nothing where the sum cannot exceed it.
pub fn over(build: &mut Build, name: String, (terms, limit): (&[Term], i64), (price, times): (&Costs, i64)) {
    let highest = highest(build, terms);
    if highest <= i128::from(limit) {
        return;
    }
    let divisor = divisor(terms, limit);
    let mut terms = divided(terms, divisor);
    let limit = limit.div_euclid(divisor);
    let upper = highest.div_euclid(i128::from(divisor)) - i128::from(limit);
    let upper = i64::try_from(upper).unwrap_or(i64::MAX);
    let over = build.model.column(format!("e_{name}"), upper, Rule::Over(terms.clone(), limit));
    build.charge(price, (over, divisor.saturating_mul(times)));
    terms.push((over, -1));
    build.model.row(name, terms, None, Some(limit));
}

/// The same for a sum that may fall short.
fn short(build: &mut Build, name: String, (terms, limit): (&[Term], i64), price: &Costs) {
    let negated: Vec<Term> = terms.iter().map(|&(at, by)| (at, -by)).collect();
    over(build, name, (&negated, -limit), (price, 1));
}

/// Adds a row that an order makes: where orders may be missed, what is missing is d.
fn order_row(build: &mut Build, name: String, mut terms: Vec<Term>, least: i64) {
    if build.elastic {
        let rule = Rule::Short(terms.clone(), least);
        let short = build.model.column(format!("d_{name}"), least.max(0), rule);
        build.miss((short, 1));
        terms.push((short, 1));
    }
    build.model.row(name, terms, Some(least), None);
}

/// Returns the highest that a sum can be.
fn highest(build: &Build, terms: &[Term]) -> i128 {
    let upper = |at: u32| i128::from(build.model.columns[at as usize].upper);
    terms.iter().map(|&(at, factor)| (upper(at) * i128::from(factor)).max(0)).sum()
}

/// Returns the greatest number that divides all factors, and another number unless that is 0; at least 1.
fn divisor(terms: &[Term], other: i64) -> i64 {
    let numbers = terms.iter().map(|&(_, factor)| i128::from(factor.abs())).chain([i128::from(other.abs())]);
    i64::try_from(super::closing::step(numbers)).unwrap_or(1)
}

fn divided(terms: &[Term], divisor: i64) -> Vec<Term> {
    terms.iter().map(|&(at, factor)| (at, factor.div_euclid(divisor))).collect()
}
