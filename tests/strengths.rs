//! Every rule hard, soft and off: the engine against brute force, a rule that is off against the rule that is not there,
//! and a loosened rule against the same rule hard. At least 200 random tiny cases for each rule. And under changes of which
//! it is known what they do: a room more and a group less never worsen the optimum, and what everything is called and in
//! which order it stands changes nothing.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/changes.rs"]
mod changes;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/random_case.rs"]
mod random_case;
#[path = "support/shrink.rs"]
mod shrink;
#[path = "support/strengths.rs"]
mod strengths;

use std::collections::BTreeMap;
use std::sync::Mutex;

use changes::{is_no_worse, means_nothing_by_ids, mirrored, strict, with_a_room, without_a_group};
use dice::Dice;
use roomblock::domain::{HotelStatus, Instance, Keep, LevelName, Mode, Rule, Strength, Weight};
use roomblock::program::compile;
use roomblock::verify::verify;

/// Cases of each rule and strength.
const CASES: u64 = 70;
const FIRST: u64 = 900_000;
/// Of so many hard cases, those in which the rule decides the optimum, at least.
const DECIDED_LEAST: usize = 4;

/// Compares the engine with brute force, and the breaches with their level; says how they differ.
fn compare(case: &Instance) -> Result<Option<Vec<i128>>, String> {
    let optimum = brute_force::optimum(case);
    let solved = engine::solved(case);
    let (Some(best), Some((allocation, verdict))) = (&optimum, &solved.plan) else {
        let agreed = optimum.is_none() && solved.plan.is_none();
        return if agreed {
            Ok(None)
        } else {
            Err(format!("brute force {optimum:?}, the engine {:#?}", solved.outcome))
        };
    };
    if !verdict.findings.is_empty() {
        return Err(format!("verify says {:#?} of {allocation:#?}", verdict.findings));
    }
    let found: Vec<i128> = solved.outcome.levels.iter().map(|level| level.best).collect();
    let recounted = verdict.levels.iter().zip(&solved.outcome.levels).all(|(a, b)| a.value == b.value);
    if found != *best || !recounted {
        return Err(format!("the optimum is {best:?}, the engine found {found:?}, verify {:#?}", verdict.levels));
    }
    let sum: i128 = verdict.breaches.iter().map(roomblock::verify::Breach::cost).sum();
    let level = verdict.levels.iter().find(|level| level.name == LevelName::Breaches.as_str());
    match level {
        Some(level) if level.value != sum => Err(format!("breaches of {sum}, a level of {}", level.value)),
        _ => Ok(optimum),
    }
}

/// Does something for every rule, on as many threads as there are; shows what it complains of.
fn for_every_rule(judge: impl Fn(Rule) -> Vec<String> + Sync) {
    let rules = Mutex::new(strengths::rules().collect::<Vec<_>>());
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let work = || {
            let mut faults = Vec::new();
            loop {
                let next = rules.lock().expect("no thread panics with the list").pop();
                let Some(rule) = next else { return faults };
                faults.extend(judge(rule));
            }
        };
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no judgement panics")).collect()
    });
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_rule_hard_soft_and_off_agrees_with_brute_force() {
    for_every_rule(|rule| {
        let mut faults = Vec::new();
        let n_strengths =
            (0..3).filter(|&strength| strengths::case_with(rule, strength, FIRST).is_some()).count() as u64;
        for strength in 0..3 {
            for seed in FIRST..FIRST + (3 * CASES).div_ceil(n_strengths) {
                let Some(case) = strengths::case_with(rule, strength, seed) else { break };
                if let Err(fault) = compare(&case) {
                    let small = shrink::shrunk(case, |case| compare(case).is_err());
                    let in_small = compare(&small).err().unwrap_or_default();
                    faults.push(format!(
                        "{rule}, strength {strength}, seed {seed}: {fault}\nin small: {in_small}\n{small:#?}"
                    ));
                    return faults;
                }
            }
        }
        faults
    });
}

#[test]
fn a_rule_that_is_off_is_a_rule_that_is_not_there() {
    for_every_rule(|rule| {
        let differs = |seed: u64| {
            let off = strengths::case_with(rule, 2, seed)?;
            let mut without = off.clone();
            strengths::delete(rule, &mut without);
            let (program, bare) = (compile(&off), compile(&without));
            let mut same = program == bare;
            if let Some((allocation, _)) = engine::solved(&off).plan {
                let (one, other) = (verify(&off, &allocation), verify(&without, &allocation));
                same &= one.findings == other.findings && one.levels == other.levels && one.breaches == other.breaches;
            }
            (!same).then(|| format!("{rule}, seed {seed}: {off:#?}\n{program:#?}\n{bare:#?}"))
        };
        (FIRST..FIRST + CASES).find_map(differs).into_iter().collect()
    });
}

/// The values of the levels that a case has; none if it has no plan. Tolerances would let an easier case give up more.
fn optimum(case: &Instance) -> Option<Vec<i128>> {
    let outcome = engine::solved(case).outcome;
    outcome.plan?;
    Some(outcome.levels.into_iter().map(|level| level.value).collect())
}

#[test]
fn a_loosened_rule_never_worsens_the_optimum() {
    for_every_rule(|rule| {
        let worsens = |seed: u64| {
            let mut hard = strengths::case_with(rule, 0, seed)?;
            if let Mode::Lexicographic { tolerance, .. } = &mut hard.objective.mode {
                *tolerance = BTreeMap::new();
            }
            // A pin also lets its group into a frozen hotel: without pins there is less room.
            hard.hotels.iter_mut().filter(|_| rule == Rule::R31).for_each(|hotel| hotel.status = HotelStatus::Open);
            // Who may not leave keeps rooms that no rule would give it now: without the freeze it has to find others.
            if hard.previous.iter().any(|previous| previous.kept.values().any(|&why| why == Keep::Frozen)) {
                return None;
            }
            let at_best = optimum(&hard)?;
            for looser in [Strength::Off, Strength::Soft(Weight::ONE)] {
                let mut case = hard.clone();
                strengths::set(rule, looser, &mut case);
                let is_allowed = rule.entry().may_be.allows(looser);
                let better = if is_allowed { optimum(&case) } else { continue };
                if better.is_none_or(|better| better > at_best) {
                    return Some(format!("{rule} {looser:?}, seed {seed}: {case:#?}"));
                }
            }
            None
        };
        (FIRST..FIRST + CASES).find_map(worsens).into_iter().collect()
    });
}

/// The cases above are worth solving: each rule decides the optimum, or that there is none, in some of them.
#[test]
fn every_rule_decides_some_of_its_cases() {
    for_every_rule(|rule| {
        let decides = |seed: &u64| {
            let hard = strengths::case_with(rule, 0, *seed);
            let without = hard.clone().map(|mut case| {
                strengths::delete(rule, &mut case);
                case
            });
            hard.zip(without).is_some_and(|(hard, without)| optimum(&hard) != optimum(&without))
        };
        let n_decided = (FIRST..FIRST + CASES).filter(decides).count();
        (n_decided < DECIDED_LEAST)
            .then(|| format!("{rule} decides {n_decided} of {CASES} cases"))
            .into_iter()
            .collect()
    });
}

/// Cases of each rule and strength that are changed.
const CHANGED: u64 = 12;

/// Says which cases of each rule and strength something complains of, the first of each.
fn for_every_case(complains: impl Fn(&Instance, u64) -> bool + Sync) {
    for_every_rule(|rule| {
        let bad = |strength| {
            let is_bad = |seed: &u64| {
                let case = strengths::case_with(rule, strength, *seed).map(strict);
                case.is_some_and(|case| complains(&case, *seed))
            };
            let seed = (FIRST..FIRST + CHANGED).find(is_bad)?;
            Some(format!("{rule}, strength {strength}, seed {seed}"))
        };
        (0..3).filter_map(bad).collect()
    });
}

#[test]
fn an_added_room_never_worsens_the_optimum() {
    for_every_case(|case, seed| {
        let roomier = with_a_room(case, &mut Dice::new(seed));
        !is_no_worse(changes::optimum(&roomier), changes::optimum(case))
    });
}

#[test]
fn a_dropped_group_never_worsens_the_optimum() {
    for_every_case(|case, seed| {
        let (case, smaller) = without_a_group(case.clone(), &mut Dice::new(seed));
        !smaller.groups.is_empty() && !is_no_worse(changes::optimum(&smaller), changes::optimum(&case))
    });
}

#[test]
fn names_and_the_order_of_rows_mean_nothing() {
    for_every_case(|case, _| means_nothing_by_ids(case) && changes::optimum(&mirrored(case)) != changes::optimum(case));
}
