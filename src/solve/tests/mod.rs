//! Tests of the room: primitives from both sides on hand-made programs, and random programs against an enumerator.

mod primitive;
pub mod random;
pub mod town;

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::{Engine, Options, Outcome, Termination, solve, solve_after};
use crate::program::{Link, LinkKind, Program, Use};
use town::{charge, costs, town};

/// Solves without a clock.
pub fn run(program: &Program, engine: Engine) -> Outcome {
    run_with(program, engine, None, &AtomicBool::new(false))
}

fn run_with(program: &Program, engine: Engine, effort: Option<u64>, stop: &AtomicBool) -> Outcome {
    let options = Options { engine, time_limit: None, gap: 0.0, seed: 0, threads: 1, effort, stop, watch: &|_| {} };
    solve(program, &options)
}

#[test]
fn the_same_effort_gives_the_same_outcome() {
    let mut program = town(&[5, 5, 5], &[4, 4, 4]);
    for at in 0..program.candidates.len() {
        charge(&mut program, at, &[(1, 7 + i64::try_from(at * at % 5).unwrap())]);
    }
    let idle = AtomicBool::new(false);
    let once = run_with(&program, Engine::Auto, Some(3), &idle);
    assert_eq!(once, run_with(&program, Engine::Auto, Some(3), &idle));
    assert_eq!(once.effort, 3);
}

#[test]
fn a_user_who_stops_at_once_still_gets_a_plan() {
    let program = town(&[3], &[2, 2]);
    let outcome = run_with(&program, Engine::Auto, None, &AtomicBool::new(true));
    assert_eq!(outcome.termination, Termination::Interrupted);
    assert!(outcome.plan.is_some());
}

#[test]
fn no_time_at_all_still_gives_a_plan() {
    let program = town(&[3], &[2, 2]);
    let options = Options {
        engine: Engine::Auto,
        time_limit: Some(Duration::ZERO),
        gap: 0.0,
        seed: 0,
        threads: 1,
        effort: None,
        stop: &AtomicBool::new(false),
        watch: &|_| {},
    };
    let outcome = solve(&program, &options);
    assert_eq!(outcome.termination, Termination::TimeLimit);
    assert_eq!(outcome.plan.map(|plan| plan.len()), Some(2));
    assert_eq!(outcome.levels[0].bound, Some(0));
    assert!(!outcome.levels[0].proven);
}

#[test]
fn a_program_of_nobody_has_an_empty_plan() {
    let outcome = run(&town(&[3], &[]), Engine::Auto);
    assert_eq!((outcome.termination, outcome.plan), (Termination::Optimal, Some(Vec::new())));
}

#[test]
fn a_gap_that_is_wide_enough_ends_the_work() {
    let mut program = town(&[3, 3], &[3, 3]);
    charge(&mut program, 1, &[(1, 100)]);
    charge(&mut program, 3, &[(1, 100)]);
    // What no bound by prices sees: the two can only be in hotels that are far from each other.
    let kind = LinkKind::Near { far: vec![(0, 1), (1, 0)] };
    program.links.push(Link { a: 0, b: 1, kind, price: Some(costs(&[(1, 50)])) });
    let options = Options {
        engine: Engine::Auto,
        time_limit: None,
        gap: 1.0,
        seed: 0,
        threads: 1,
        effort: None,
        stop: &AtomicBool::new(false),
        watch: &|_| {},
    };
    let outcome = solve(&program, &options);
    assert_eq!(outcome.levels[1].value, 350);
    assert_eq!(outcome.termination, Termination::GapReached);
}

#[test]
fn a_cap_lets_go_of_what_the_policy_allows_and_no_more() {
    // Level 1: hotel 0 costs 10 a guest, hotel 1 costs 11; level 2: hotel 1 is free, hotel 0 costs 5.
    let mut program = town(&[5, 5], &[1]);
    program.levels[1].tolerance = 100_000_000;
    charge(&mut program, 0, &[(1, 10), (2, 5)]);
    charge(&mut program, 1, &[(1, 11)]);
    let outcome = run(&program, Engine::Auto);
    let level = &outcome.levels[1];
    assert_eq!((level.best, level.cap, level.value, level.bound), (10, Some(11), 11, Some(10)));
    assert!(level.proven);
    program.levels[1].tolerance = 99_999_999;
    let outcome = run(&program, Engine::Auto);
    assert_eq!((outcome.levels[1].cap, outcome.levels[1].value), (Some(10), 10));
}

/// Solves after a plan from before, without any work beyond the start.
fn run_after(program: &Program, former: &[Use]) -> Outcome {
    let stop = AtomicBool::new(false);
    let (engine, effort) = (Engine::Search, Some(0));
    let options =
        Options { engine, time_limit: None, gap: 0.0, seed: 0, threads: 1, effort, stop: &stop, watch: &|_| {} };
    solve_after(program, former, &options)
}

/// A row of a plan of a town: candidates stand by demand and then by hotel.
fn row(candidate: u32, guests: u32) -> Use {
    Use { candidate, place: 0, lot: 0, rooms: guests, guests }
}

#[test]
fn a_plan_from_before_stays_where_another_is_no_better() {
    let program = town(&[5, 5], &[5, 5]);
    let former = [row(1, 5), row(2, 5)];
    for engine in [Engine::Auto, Engine::Exact, Engine::Search] {
        let stop = AtomicBool::new(false);
        let options = Options {
            engine,
            time_limit: None,
            gap: 0.0,
            seed: 0,
            threads: 1,
            effort: None,
            stop: &stop,
            watch: &|_| {},
        };
        assert_eq!(solve_after(&program, &former, &options).plan.as_deref(), Some(&former[..]), "{engine:?}");
        assert_ne!(solve(&program, &options).plan.as_deref(), Some(&former[..]), "{engine:?}");
    }
}

#[test]
fn what_still_fits_of_a_plan_from_before_stays_and_the_rest_is_placed_anew() {
    // The first two swapped hotels; hotel 1 has lost two rooms since, and a third group came.
    let mut program = town(&[7, 3, 4], &[5, 5, 3]);
    for at in [0, 4] {
        charge(&mut program, at, &[(1, 1)]);
    }
    let outcome = run_after(&program, &[row(1, 5), row(3, 5)]);
    let plan = outcome.plan.unwrap();
    assert!(plan.contains(&row(3, 5)), "who still fits is where it was: {plan:?}");
    assert!(plan.contains(&row(1, 3)), "as many as can be stay: {plan:?}");
    assert_eq!(plan.iter().map(|each| each.guests).sum::<u32>(), 13, "everybody has a place: {plan:?}");
}

#[test]
fn a_plan_from_before_is_given_up_where_one_of_nothing_is_better() {
    // Whoever was first keeps out the urgent, whom there is only one hotel for.
    let mut program = town(&[5], &[5, 5]);
    program.demands[1].unmet = costs(&[(0, 3)]);
    let outcome = run_after(&program, &[row(0, 5)]);
    assert_eq!(outcome.plan.as_deref(), Some(&[row(1, 5)][..]));
}
