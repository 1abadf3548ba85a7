//! The way from a case to a verified plan, as every test of the whole takes it.

use std::sync::atomic::AtomicBool;

use roomblock::domain::{Allocation, Instance};
use roomblock::program::{compile, decode};
use roomblock::solve::{Engine, Options, Outcome, solve};
use roomblock::verify::{Verdict, verify};

/// What came of a case.
pub struct Solved {
    /// What the engine says.
    pub outcome: Outcome,
    /// The plan and what verify says of it, if there is one.
    pub plan: Option<(Allocation, Verdict)>,
}

/// Solves a case to the end by the exact engine.
pub fn solved(case: &Instance) -> Solved {
    let stop = AtomicBool::new(false);
    let program = compile(case);
    let options = Options {
        engine: Engine::Exact,
        time_limit: None,
        gap: 0.0,
        seed: 1,
        threads: 1,
        effort: None,
        stop: &stop,
        watch: &|_| {},
    };
    let outcome = solve(&program, &options);
    let plan = outcome.plan.as_ref().map(|uses| {
        let allocation = decode(case, &program, uses);
        let verdict = verify(case, &allocation);
        (allocation, verdict)
    });
    Solved { outcome, plan }
}
