//! Faults on demand: a child that is told so crashes, hangs, eats memory or raves, so that tests see what becomes of the
//! plan. Only the child reads this; nothing else in the program can be made to fail.

use std::io;
use std::process;
use std::thread;
use std::time::Duration;

/// The variable that asks for a fault: `crash`, `hang`, `eat`, `rave` or `leave`, at every job, or with `:2` at the third
/// only.
const VARIABLE: &str = "ROOMBLOCK_SOLVER_FAULT";

/// So much is eaten at a time, in bytes.
const BITE: usize = 1 << 28;

/// Strikes, if the job at this position is to fail.
pub fn strike(at: usize, say: &dyn Fn(&[u8]) -> io::Result<()>) {
    let Ok(asked) = std::env::var(VARIABLE) else { return };
    let (kind, when) = asked.split_once(':').unwrap_or((&asked, ""));
    if when.parse().is_ok_and(|when: usize| when != at) {
        return;
    }
    match kind {
        "crash" => process::abort(),
        "hang" => loop {
            thread::sleep(Duration::from_secs(1));
        },
        "eat" => {
            // Addressed and never touched: it is the limit that is tested, not the machine.
            let mut eaten: Vec<Vec<u8>> = Vec::new();
            loop {
                eaten.push(Vec::with_capacity(BITE));
            }
        }
        "rave" => drop(say(b"the quick brown fox jumps over the lazy dog")),
        "leave" => process::exit(3),
        _ => {}
    }
}
