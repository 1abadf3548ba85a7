//! The other half of the program: called by itself with one argument, it is a solver that its parent can lose.
//!
//! No command of the manual: what it reads and writes is for its parent alone.

use std::ffi::OsString;
use std::path::PathBuf;

use super::exit::Exit;
use crate::solve::{self, SOLVER_SUBCOMMAND};

/// Tells whether the program is called as a solver.
#[must_use]
pub fn is_meant(args: &[OsString]) -> bool {
    matches!(args, [_, only] if only == SOLVER_SUBCOMMAND)
}

/// Solves for a parent until it asks no more.
pub fn serve() -> Exit {
    solve::serve().map_or(Exit::World, |()| Exit::Done)
}

/// From now on, solves in processes of this same program. Where it cannot find itself, it solves in its own.
pub fn set_apart() {
    if let Some(executable) = executable() {
        solve::isolate(executable);
    }
}

/// Returns this program: the very file that runs, even if another one has been put in its place.
fn executable() -> Option<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { std::env::current_exe().ok() }
}
