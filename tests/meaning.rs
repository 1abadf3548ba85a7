//! What the program means against what the rules say: both solved by brute force, without any engine.
//!
//! Where this is silent and `oracle.rs` is not, the engine is at fault.

#[path = "support/brute_force/mod.rs"]
mod brute_force;
#[path = "support/brute_program.rs"]
mod brute_program;
#[path = "support/dice.rs"]
mod dice;
#[path = "support/random_case.rs"]
mod random_case;
#[path = "support/shrink.rs"]
mod shrink;

use roomblock::domain::Instance;
use roomblock::program::compile;

fn differ(case: &Instance) -> bool {
    brute_force::optimum(case) != brute_program::optimum(&compile(case))
}

#[test]
fn the_program_has_the_optimum_of_the_case_it_was_compiled_from() {
    for seed in 0..2_500 {
        let case = random_case::random_case(seed);
        if differ(&case) {
            let small = shrink::shrunk(case, differ);
            let program = compile(&small);
            let (ours, theirs) = (brute_force::optimum(&small), brute_program::optimum(&program));
            panic!("seed {seed}: by the rules {ours:?}, by the program {theirs:?}\n{small:#?}\n{program:#?}");
        }
    }
}
