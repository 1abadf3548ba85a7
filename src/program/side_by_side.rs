//! Work that is shared out among threads, the same whoever does it.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Returns how many threads this machine runs at a time.
#[must_use]
pub fn hands() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does some work for each of `0..n`, so many at a time, first come first served; returns what came of it in order.
///
/// What comes of it must not depend on who does it, and does then not depend on how many do.
pub fn side_by_side<T: Send>(n: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.clamp(1, n.max(1));
    if threads == 1 {
        return (0..n).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let one = || {
        let mut done = Vec::new();
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&at| at < n) {
            done.push((at, work(at)));
        }
        done
    };
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(one)).collect();
        let mut all = one();
        all.extend(others.into_iter().flat_map(|each| each.join().unwrap_or_else(|panic| resume_unwind(panic))));
        all
    });
    done.sort_unstable_by_key(|&(at, _)| at);
    done.into_iter().map(|(_, each)| each).collect()
}
