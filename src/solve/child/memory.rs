//! How much memory a solver may have: a share of what the machine says is free.

use std::fs;

/// What every solver may have, in bytes: less, and it could not even start.
const LEAST: u64 = 1 << 29;

/// Returns the bytes that each of so many solvers at a time may address; none where the system does not say.
#[must_use]
pub fn limit(solvers: usize) -> Option<u64> {
    let solvers = u64::try_from(solvers.max(1)).unwrap_or(u64::MAX);
    // A fifth stays for everybody else, so that it is the solver that goes without.
    available().map(|bytes| (bytes.div_euclid(5) * 4).div_euclid(solvers).max(LEAST))
}

/// Returns the bytes that could be had without swapping.
fn available() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kilobytes.checked_mul(1024)
}

/// Asks the system to end this process first, should memory run out all the same, and to write no image of it.
pub fn volunteer() {
    // Where there is no such file nobody can volunteer.
    drop(fs::write("/proc/self/oom_score_adj", "1000"));
    limited(Limit::Image, 0);
}

/// Limits what this process may address, in bytes.
pub fn keep_to(bytes: u64) {
    limited(Limit::Memory, bytes);
}

/// What a system limits.
#[derive(Clone, Copy)]
enum Limit {
    /// The memory that a process may address.
    Memory,
    /// The image that is written of a process that crashed.
    Image,
}

/// Limits this process. A system that knows no such limit still has the parent, which survives.
#[cfg(unix)]
fn limited(what: Limit, bytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let what = match what {
        Limit::Memory => Resource::As,
        Limit::Image => Resource::Core,
    };
    let maximum = getrlimit(what).maximum;
    let current = Some(maximum.map_or(bytes, |maximum| maximum.min(bytes)));
    setrlimit(what, Rlimit { current, maximum }).ok();
}

/// This system knows no such limits.
#[cfg(not(unix))]
fn limited(_: Limit, _: u64) {}
