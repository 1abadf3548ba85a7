//! The solver of builds without a C++ compiler: microlp, in pure Rust, modelled with `good_lp`.
//!
//! It proves nothing before its end, knows no node limit, and cannot be asked to stop.

use good_lp::solvers::microlp::microlp;
use good_lp::solvers::{ResolutionError, SolutionStatus, WithTimeLimit};
use good_lp::{Solution, SolverModel, WithInitialSolution};

use super::backend::{Answer, Ended, Job};
use super::highs::translate;

/// Solves with microlp. It knows no node limit: without a clock it runs to its end.
#[must_use]
pub fn solve(job: &Job) -> Answer {
    let (problem, columns, objective) = translate::variables(job);
    let cost = objective.clone();
    let mut problem = problem.minimise(objective).using(microlp);
    translate::rows(job, &columns, |row| {
        problem.add_constraint(row);
    });
    if let Some(start) = job.start {
        #[expect(clippy::cast_precision_loss, reason = "counts of guests and rooms")]
        let start = start.iter().map(|&value| value as f64);
        problem = problem.with_initial_solution(columns.iter().copied().zip(start));
    }
    if let Some(seconds) = job.seconds {
        problem = problem.with_time_limit(seconds.max(0.001));
    }
    match problem.solve() {
        Ok(solution) => {
            let finished = matches!(solution.status(), SolutionStatus::Optimal);
            let bound = finished.then(|| solution.eval(cost));
            let values = translate::rounded(columns.iter().map(|&column| solution.value(column)));
            let ended = if finished { Ended::Finished } else { Ended::OutOfTime };
            Answer { values: Some(values), bound, ended, note: None }
        }
        Err(ResolutionError::Infeasible) => Answer { values: None, bound: None, ended: Ended::Infeasible, note: None },
        Err(ResolutionError::Other(_)) if job.seconds.is_some() => {
            Answer { values: None, bound: None, ended: Ended::OutOfTime, note: None }
        }
        Err(error) => Answer::failed(format!("microlp gave up: {error}")),
    }
}

/// Returns what is built in.
#[must_use]
pub fn version() -> String {
    "microlp (good_lp 1.15.3), which proves less".to_owned()
}
