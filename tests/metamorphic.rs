//! Every rule hard, soft and off under changes of which it is known what they do: a room more and a group less never worsen
//! the optimum, and what everything is called and in which order it stands changes nothing. (That a rule which is off is as
//! if it were deleted, and that a loosened one worsens nothing, is in `tests/strengths.rs`.)

#[path = "support/changes.rs"]
mod changes;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/engine.rs"]
mod engine;
#[path = "support/random_case.rs"]
mod random_case;
#[path = "support/strengths.rs"]
mod strengths;

use changes::{is_no_worse, means_nothing_by_ids, mirrored, optimum, strict, with_a_room, without_a_group};
use dice::Dice;
use roomblock::domain::Instance;

/// Cases of each rule and strength.
const CASES: u64 = 12;
const FIRST: u64 = 1_700_000;

/// Judges cases of every rule and strength, on as many threads as there are; shows those that it complains of.
fn for_every_case(complains: impl Fn(&Instance, u64) -> bool + Sync) {
    let rules: Vec<_> = strengths::rules().collect();
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let work = |thread: usize| {
            let mut faults = Vec::new();
            for &rule in rules.iter().skip(thread).step_by(n_threads) {
                for strength in 0..3 {
                    let bad = (FIRST..FIRST + CASES).find(|&seed| {
                        let case = strengths::case_with(rule, strength, seed).map(strict);
                        case.is_some_and(|case| complains(&case, seed))
                    });
                    faults.extend(bad.map(|seed| format!("{rule}, strength {strength}, seed {seed}")));
                }
            }
            faults
        };
        let threads: Vec<_> = (0..n_threads).map(|thread| scope.spawn(move || work(thread))).collect();
        threads.into_iter().flat_map(|thread| thread.join().expect("no judgement panics")).collect()
    });
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_added_room_never_worsens_the_optimum() {
    for_every_case(|case, seed| !is_no_worse(optimum(&with_a_room(case, &mut Dice::new(seed))), optimum(case)));
}

#[test]
fn a_dropped_group_never_worsens_the_optimum() {
    for_every_case(|case, seed| {
        let (case, smaller) = without_a_group(case.clone(), &mut Dice::new(seed));
        !smaller.groups.is_empty() && !is_no_worse(optimum(&smaller), optimum(&case))
    });
}

#[test]
fn names_and_the_order_of_rows_mean_nothing() {
    for_every_case(|case, _| means_nothing_by_ids(case) && optimum(&mirrored(case)) != optimum(case));
}
