//! Certificates: no bound that verify sums anew is above the optimum of brute force, whatever the prices say; and the
//! bounds that the solver claims are those that verify finds.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/random_case.rs"]
mod random_case;

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use dice::Dice;
use roomblock::domain::Instance;
use roomblock::program::compile;
use roomblock::render::certificate::{self, Claim};
use roomblock::solve::{Engine, LevelOutcome, Options, solve};
use roomblock::verify::bound::{RoomPrice, UsePrice, bound};

/// Solves a case without any integer solver, little work on its plan.
fn levels(case: &Instance) -> Vec<LevelOutcome> {
    let stop = AtomicBool::new(false);
    let options = Options {
        engine: Engine::Search,
        time_limit: None,
        gap: 0.0,
        seed: 1,
        threads: 1,
        effort: Some(20),
        stop: &stop,
        watch: &|_| {},
    };
    solve(&compile(case), &options).levels
}

/// Returns the claims as they are read back from what is written.
fn claims(case: &Instance, levels: &[LevelOutcome]) -> Vec<Claim> {
    let mut bytes = Vec::new();
    certificate::write(case, levels, &mut bytes).expect("it can be written");
    certificate::read(case, &bytes).expect("it can be read")
}

/// Changes prices at random: some anew, some more, some less, and prices of caps.
fn shaken(dice: &mut Dice, case: &Instance, claim: &Claim) -> Claim {
    let mut claim = claim.clone();
    let scale = claim.scale.saturating_mul(claim.certificate.grains);
    let price = |dice: &mut Dice, before: i64| match dice.below(4) {
        0 => 0,
        1 => before,
        2 => before.saturating_mul(i64::from(dice.between(0, 5))),
        _ => scale.saturating_mul(i64::from(dice.between(0, 9))),
    };
    for cap in &mut claim.certificate.caps {
        cap.price = price(dice, 1_000_000_000);
    }
    for hotel in &mut claim.certificate.hotels {
        let pools = &case.hotels[hotel.hotel].pools;
        for unit in &mut hotel.units {
            let sides = unit.sides.len().max(1);
            for (at, pool) in
                pools.iter().enumerate().filter(|(_, pool)| unit.wing.as_ref().is_none_or(|wing| *wing == pool.wing))
            {
                let night = dice.between(0, case.calendar.n_nights - 1);
                if pool.offer(night).is_some() {
                    unit.rooms.push(RoomPrice { pool: at, side: dice.below(sides), night, price: 0 });
                }
            }
            for row in &mut unit.rooms {
                row.price = price(dice, row.price);
            }
            for paid in &mut unit.uses {
                *paid = UsePrice { price: price(dice, paid.price), ..*paid };
            }
        }
    }
    claim
}

/// Compares the bounds of a case with its optimum; returns how many were looked at, and how many met it.
fn compare(seed: u64) -> Result<(usize, usize), String> {
    let case = random_case::random_case(seed);
    let Some(optimum) = brute_force::optimum(&case) else { return Ok((0, 0)) };
    let levels = levels(&case);
    let claims = claims(&case, &levels);
    let mut dice = Dice::new(seed + 1);
    let (mut n_bounds, mut n_met) = (0, 0);
    // Once a level is not at its optimum, the caps of the next ones are others than those of the optimum.
    let mut alike = true;
    for (level, &optimal) in levels.iter().zip(&optimum) {
        let best = if alike { optimal } else { i128::MAX };
        alike &= level.best == optimal;
        if level.checked > best || level.bound.is_some_and(|bound| bound > best) {
            return Err(format!("seed {seed}: the optimum is {best}: {level:?}\n{case:#?}"));
        }
        let Some(claim) = claims.iter().find(|claim| claim.certificate.level == level.name) else {
            continue;
        };
        n_bounds += usize::from(best < i128::MAX);
        n_met += usize::from(claim.bound == best);
        let recomputed =
            bound(&case, &claim.certificate).map_err(|fault| format!("seed {seed}: {fault} {claim:?}\n{case:#?}"))?;
        if claim.bound != level.checked || recomputed.bound < claim.bound || recomputed.bound > best {
            return Err(format!(
                "seed {seed}: the optimum is {best}, prices prove {recomputed:?}: {claim:?}\n{case:#?}"
            ));
        }
        for _ in 0..5 {
            let shaken = shaken(&mut dice, &case, claim);
            if let Ok(found) = bound(&case, &shaken.certificate)
                && found.bound > best
            {
                return Err(format!("seed {seed}: the optimum is {best}, not {found:?}: {shaken:?}\n{case:#?}"));
            }
        }
    }
    Ok((n_bounds, n_met))
}

fn compare_all(seeds: Range<u64>) {
    let (seen, met) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let share = |thread| {
            let (seen, met, seeds) = (&seen, &met, seeds.clone());
            scope.spawn(move || {
                let mut faults = Vec::new();
                for seed in seeds.skip(thread).step_by(n_threads) {
                    match compare(seed) {
                        Ok((more, closed)) => {
                            seen.fetch_add(more, Ordering::Relaxed);
                            met.fetch_add(closed, Ordering::Relaxed);
                        }
                        Err(fault) => faults.push(fault),
                    }
                }
                faults
            })
        };
        let threads: Vec<_> = (0..n_threads).map(share).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no comparison panics")).collect()
    });
    let (seen, met) = (seen.into_inner(), met.into_inner());
    let first = faults.iter().min_by_key(|fault| fault.len());
    assert!(faults.is_empty(), "{} faults of {seeds:?}\n{}", faults.len(), first.map_or("", String::as_str));
    assert!(seen > 0 && met * 2 > seen, "of {seen} bounds {met} met the optimum: too few to say anything");
}

#[test]
fn no_bound_summed_anew_is_above_the_optimum() {
    compare_all(0..1_000);
}

/// More of the same.
#[test]
#[ignore = "long; run it with --ignored"]
fn no_bound_summed_anew_is_above_the_optimum_for_long() {
    compare_all(1_000..20_000);
}
