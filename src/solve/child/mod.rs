//! The solver in child processes of the same binary: its crash, overrun or hunger costs a proof and never a plan.
//!
//! A program that links this library solves in its own process, until it says which executable answers `serve`
//! (`isolate`). From then on every job goes to a child, which is kept for the next one; several children work side by
//! side. Answers come in the order of the jobs, and are those of the same solver in this process, bit for bit.

mod bytes;
mod fault;
mod memory;
mod serve;
mod wire;
mod worker;

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use super::backend::{Answer, Job};
use super::highs;
use crate::program::side_by_side;
use worker::Worker;

pub use serve::serve;

/// What the executable is called with to become a child.
pub const SUBCOMMAND: &str = "__solver";

/// The executable that children are made of, and the children that wait for a job.
struct Stable {
    executable: PathBuf,
    idle: Mutex<Vec<Worker>>,
}

static STABLE: OnceLock<Stable> = OnceLock::new();

/// From now on, for this whole process: solves in children of an executable that calls `serve` when its only argument is
/// `__solver`. The first call decides.
pub fn isolate(executable: PathBuf) {
    STABLE.get_or_init(|| Stable { executable, idle: Mutex::new(Vec::new()) });
}

/// Lets the children go that wait for a job, and waits until they are gone, so that their work counts as this process's.
pub fn dismiss() {
    if let Some(stable) = STABLE.get() {
        stable.idle().clear();
    }
}

impl Stable {
    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Solves an integer program, in a child where there is one.
#[must_use]
pub fn solve(job: &Job) -> Answer {
    solve_beside(job, 1)
}

/// Solves many integer programs, so many at a time; the answers are in the order of the jobs.
///
/// The answers do not depend on the number of threads, unless a clock or the user ends a job.
#[must_use]
pub fn solve_all(jobs: &[Job], threads: usize) -> Vec<Answer> {
    side_by_side(jobs.len(), threads, |at| solve_beside(&jobs[at], threads.min(jobs.len())))
}

/// Solves an integer program while so many are solved side by side, which share the memory.
#[must_use]
pub fn solve_beside(job: &Job, solvers: usize) -> Answer {
    let Some(stable) = STABLE.get() else { return highs::solve(job) };
    let waiting = stable.idle().pop();
    let mut worker = match waiting.map_or_else(|| Worker::start(&stable.executable), Ok) {
        Ok(worker) => worker,
        Err(error) => return Answer::failed(format!("the solver cannot be started: {error}")),
    };
    let answer = worker.run(job, memory::limit(solvers));
    if worker.is_fit {
        stable.idle().push(worker);
    }
    answer
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::super::backend::{Ended, News};
    use super::super::exact::model::Row;
    use super::*;

    /// Answers come in the order of the jobs, whoever is done first.
    #[test]
    fn many_jobs_are_answered_in_their_order() {
        let stop = AtomicBool::new(false);
        let rows: Vec<[Row; 1]> = (0..20)
            .map(|at| [Row { name: String::new(), terms: vec![(0, 2), (1, 3)], lower: Some(at), upper: None }])
            .collect();
        let watch = |_: News| {};
        let jobs: Vec<Job> = rows.iter().map(|rows| Job::least(rows, &stop, &watch)).collect();
        for threads in [1, 3] {
            let answers = solve_all(&jobs, threads);
            let bounds: Vec<Option<f64>> = answers.iter().map(|answer| answer.bound).collect();
            let least = [0, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
            assert_eq!(bounds, least.map(|bound| Some(f64::from(bound))));
            assert!(answers.iter().all(|answer| answer.ended == Ended::Finished));
        }
    }

    impl<'a> Job<'a> {
        /// Two columns, as little as possible of twice the one and three times the other.
        fn least(rows: &'a [Row], stop: &'a AtomicBool, watch: &'a (dyn Fn(News) + Sync)) -> Self {
            Job {
                rows,
                uppers: &[50, 50],
                relaxed: &[],
                objective: vec![(0, 2.0), (1, 3.0)],
                caps: Vec::new(),
                start: None,
                gap: 0.0,
                gap_units: 0.5,
                seed: 0,
                nodes: 1000,
                seconds: None,
                stop,
                watch,
            }
        }
    }
}
