//! The only file that knows HiGHS, modelled with `good_lp`; `microlp` stands in where HiGHS is left out.
//!
//! HiGHS is a guest, not a witness. It gets natural units, one thread and a fixed seed; nothing that is not finite is
//! handed over; its own status is read, not `good_lp`'s; what it returns is rounded here and recounted elsewhere.

pub use super::backend::{Answer, Job};
#[cfg(feature = "highs")]
pub use super::backend::{Ended, News};

pub mod translate {
    //! From our rows to `good_lp`'s.

    use good_lp::{Expression, ProblemVariables, Variable, constraint, variable};

    use super::Job;

    /// Returns the variables, in the order of the columns, and the objective.
    #[expect(clippy::cast_precision_loss, reason = "upper ends beyond 2^53 are unlimited in effect")]
    pub fn variables(job: &Job) -> (ProblemVariables, Vec<Variable>, Expression) {
        let mut problem = ProblemVariables::new();
        let column = |(at, &upper): (usize, &i64)| {
            let column = variable().min(0).max(upper as f64);
            // So wide a column is one of counts that no solver holds to the unit; microlp refuses it as whole.
            let relaxed = job.relaxed.get(at).copied().unwrap_or(false) || upper > i64::from(i32::MAX);
            problem.add(if relaxed { column } else { column.integer() })
        };
        let columns: Vec<Variable> = job.uppers.iter().enumerate().map(column).collect();
        let mut objective = Expression::with_capacity(job.objective.len());
        for &(column, cost) in job.objective.iter().filter(|(_, cost)| cost.is_finite()) {
            objective.add_mul(cost, columns[column as usize]);
        }
        (problem, columns, objective)
    }

    /// Hands over every row.
    #[expect(clippy::cast_precision_loss, reason = "factors of rows are counts of guests and rooms")]
    pub fn rows(job: &Job, columns: &[Variable], mut add: impl FnMut(good_lp::Constraint)) {
        for row in job.rows {
            let mut sum = Expression::with_capacity(row.terms.len());
            for &(column, factor) in &row.terms {
                sum.add_mul(factor as f64, columns[column as usize]);
            }
            match (row.lower, row.upper) {
                (Some(lower), Some(upper)) if lower == upper => add(constraint::eq(sum, lower as f64)),
                (lower, upper) => {
                    if let Some(lower) = lower {
                        add(constraint::geq(sum.clone(), lower as f64));
                    }
                    if let Some(upper) = upper {
                        add(constraint::leq(sum, upper as f64));
                    }
                }
            }
        }
        for (terms, most) in &job.caps {
            let mut sum = Expression::with_capacity(terms.len());
            for &(column, cost) in terms.iter().filter(|(_, cost)| cost.is_finite()) {
                sum.add_mul(cost, columns[column as usize]);
            }
            add(constraint::leq(sum, *most));
        }
    }

    /// Rounds what a solver returns.
    #[expect(clippy::cast_possible_truncation, reason = "casts from floats saturate, and plans are recounted")]
    pub fn rounded(values: impl Iterator<Item = f64>) -> Vec<i64> {
        values.map(|value| value.round() as i64).collect()
    }
}

#[cfg(feature = "highs")]
mod embedded {
    //! HiGHS.

    use std::ffi::{CStr, c_char, c_int, c_void};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::atomic::Ordering;

    use good_lp::SolverModel;
    use good_lp::solvers::highs::highs as with_highs;
    use highs::{HighsModelStatus, HighsSolutionStatus, Model};

    use super::{Answer, Ended, Job, News, translate};

    /// The callbacks that HiGHS is asked for: progress of the tree, and every place where it lets itself be stopped.
    const EVENTS: [c_int; 5] = [
        highs_sys::kHighsCallbackMipLogging,
        highs_sys::kHighsCallbackMipImprovingSolution,
        highs_sys::kHighsCallbackMipInterrupt,
        highs_sys::kHighsCallbackSimplexInterrupt,
        highs_sys::kHighsCallbackIpmInterrupt,
    ];

    /// Presolve rules that made HiGHS 1.15 prove wrong optima, as bits of `presolve_rule_off`: the aggregator, and the one
    /// that enumerates the solutions of a row.
    pub const RULES_OFF: i32 = (1 << 12) | (1 << 16);

    /// Solves with HiGHS.
    pub fn solve(job: &Job) -> Answer {
        match attempt(job) {
            Ok(answer) => answer,
            Err(reason) => Answer::failed(format!("HiGHS gave up: {reason}")),
        }
    }

    fn attempt(job: &Job) -> Result<Answer, String> {
        let (problem, columns, objective) = translate::variables(job);
        let mut problem = problem.minimise(objective).using(with_highs);
        translate::rows(job, &columns, |row| {
            problem.add_constraint(row);
        });
        let mut model = problem.try_into_inner().map_err(|error| error.to_string())?;
        options(&mut model, job)?;
        // SAFETY: `job` outlives the solve below, and the callback only reads through the pointer.
        unsafe {
            let user = std::ptr::from_ref(job).cast_mut().cast::<c_void>();
            highs_sys::Highs_setCallback(model.as_mut_ptr(), Some(on_event), user);
            for event in EVENTS {
                highs_sys::Highs_startCallback(model.as_mut_ptr(), event);
            }
        }
        if let Some(start) = job.start {
            #[expect(clippy::cast_precision_loss, reason = "counts of guests and rooms")]
            let start: Vec<f64> = start.iter().map(|&value| value as f64).collect();
            model.try_set_solution(Some(&start), None, None, None).map_err(|error| format!("{error:?}"))?;
        }

        let solved = model.try_solve().map_err(|error| format!("{error:?}"))?;
        let feasible = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
        let values = feasible.then(|| translate::rounded(solved.get_solution().columns().iter().copied()));
        let bound = solved.double_info_value(c"mip_dual_bound").ok().filter(|bound| bound.is_finite());
        let ended = ended(solved.status(), job);
        let note = (ended == Ended::Failed).then(|| match solved.status() {
            HighsModelStatus::ReachedMemoryLimit => "HiGHS ran out of memory".to_owned(),
            status => format!("HiGHS ended with status {status:?}"),
        });
        Ok(Answer { values, bound, ended, note })
    }

    fn options(model: &mut Model, job: &Job) -> Result<(), String> {
        let said = |error| format!("{error:?}");
        // Progress events come only with the log switched on; nothing of it goes to the terminal.
        model.try_set_option("output_flag", true).map_err(said)?;
        model.try_set_option("log_to_console", false).map_err(said)?;
        model.try_set_option("mip_min_logging_interval", 0.5).map_err(said)?;
        model.try_set_option("threads", 1).map_err(said)?;
        model.try_set_option("random_seed", i32::try_from(job.seed & 0x7fff_ffff).unwrap_or(0)).map_err(said)?;
        model.try_set_option("mip_rel_gap", job.gap.max(0.0)).map_err(said)?;
        model.try_set_option("mip_abs_gap", job.gap_units).map_err(said)?;
        // This presolve rule drops rows of equality cliques and then proves wrong values: HiGHS issue 3216.
        model.try_set_option("presolve_rule_off", RULES_OFF).map_err(said)?;
        // There is a start. This heuristic looks for one with a fixed effort, which is most of the work of a small program.
        model.try_set_option("mip_heuristic_run_feasibility_jump", false).map_err(said)?;
        let nodes = i32::try_from(job.nodes).unwrap_or(i32::MAX);
        model.try_set_option("mip_max_nodes", nodes).map_err(said)?;
        if let Some(seconds) = job.seconds {
            model.try_set_option("time_limit", seconds.max(0.0)).map_err(said)?;
        }
        Ok(())
    }

    fn ended(status: HighsModelStatus, job: &Job) -> Ended {
        match status {
            HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Ended::Finished,
            HighsModelStatus::Infeasible | HighsModelStatus::UnboundedOrInfeasible => Ended::Infeasible,
            HighsModelStatus::ReachedTimeLimit => Ended::OutOfTime,
            HighsModelStatus::ReachedSolutionLimit | HighsModelStatus::ReachedIterationLimit => Ended::OutOfWork,
            HighsModelStatus::ReachedInterrupt => Ended::Interrupted,
            _ if job.stop.load(Ordering::Relaxed) => Ended::Interrupted,
            _ => Ended::Failed,
        }
    }

    /// Passes progress on and asks HiGHS to end once the user wants to stop. A panic must not cross into C++.
    unsafe extern "C" fn on_event(
        kind: c_int,
        _: *const c_char,
        out: *const highs_sys::HighsCallbackDataOut,
        into: *mut highs_sys::HighsCallbackDataIn,
        user: *mut c_void,
    ) {
        let told = catch_unwind(AssertUnwindSafe(|| {
            // SAFETY: HiGHS hands back the pointer to the job that `attempt` gave it, which is still alive.
            let job = unsafe { &*user.cast_const().cast::<Job>() };
            let is_progress =
                kind == highs_sys::kHighsCallbackMipLogging || kind == highs_sys::kHighsCallbackMipImprovingSolution;
            if is_progress && !out.is_null() {
                // SAFETY: HiGHS fills the data of an event before it raises it.
                let (incumbent, bound) = unsafe { ((*out).mip_primal_bound, (*out).mip_dual_bound) };
                let known = |value: f64| (value.abs() < 1e29).then_some(value);
                if kind == highs_sys::kHighsCallbackMipImprovingSolution {
                    // SAFETY: as above; with this event HiGHS hands over the values of all columns.
                    let values = unsafe { ((*out).mip_solution.cast_const(), (*out).mip_solution_size) };
                    if let (false, Ok(size)) = (values.0.is_null(), usize::try_from(values.1)) {
                        // SAFETY: HiGHS says how many values there are, and keeps them during the event.
                        let values = unsafe { std::slice::from_raw_parts(values.0, size) };
                        (job.watch)(News::Found(translate::rounded(values.iter().copied())));
                    }
                }
                (job.watch)(News::Stands(known(incumbent), known(bound)));
            } else if !into.is_null() && job.stop.load(Ordering::Relaxed) {
                // SAFETY: the interrupt events come with a place for the answer.
                unsafe { (*into).user_interrupt = 1 };
            }
        }));
        drop(told);
    }

    /// Returns the version of HiGHS.
    pub fn version() -> String {
        // SAFETY: HiGHS returns a static text.
        let text = unsafe { CStr::from_ptr(highs_sys::Highs_version()) };
        format!("HiGHS {} (good_lp 1.15.3)", text.to_string_lossy())
    }
}

#[cfg(not(feature = "highs"))]
use super::microlp as embedded;

/// Solves an integer program, as far as the job allows.
#[must_use]
pub fn solve(job: &Job) -> Answer {
    embedded::solve(job)
}

/// Returns the solver and its version.
#[must_use]
pub fn version() -> String {
    embedded::version()
}

/// Tells who vouches for the bounds of this build.
#[must_use]
pub fn source() -> super::BoundSource {
    if cfg!(feature = "highs") { super::BoundSource::Highs } else { super::BoundSource::Microlp }
}

#[cfg(test)]
#[cfg(feature = "highs")]
mod tests {
    use std::io::Write as _;

    use good_lp::{Expression, ProblemVariables, SolverModel, constraint, variable};

    use crate::program::Program;
    use crate::solve::{Format, export_model};

    /// HiGHS 1.14.0 called 15 the optimum of this program; 9 is right. A build against such a version must fail here.
    #[test]
    fn the_canary_sings() {
        let mut problem = ProblemVariables::new();
        let x = problem.add(variable().min(0).max(10));
        let z = problem.add(variable().integer().min(0).max(10));
        let mut objective = Expression::with_capacity(2);
        objective.add_mul(2.0, x);
        objective.add_mul(3.0, z);
        let mut problem = problem.minimise(objective).using(good_lp::solvers::highs::highs);
        problem.add_constraint(constraint::geq(x + z, 4.5));
        let solved = problem.try_into_inner().unwrap().try_solve().unwrap();
        assert!((solved.objective_value() - 9.0).abs() < 1e-9, "{}", solved.objective_value());
    }

    /// What another solver reads from an exported model, as HiGHS itself reads it.
    fn optimum_read_back(program: &Program, format: Format) -> f64 {
        let suffix = if format == Format::Mps { ".mps" } else { ".lp" };
        let mut file = tempfile::Builder::new().suffix(suffix).tempfile().unwrap();
        file.write_all(&export_model(program, format)).unwrap();
        let path = std::ffi::CString::new(file.path().to_str().unwrap()).unwrap();
        let mut model = highs::Model::try_new(highs::RowProblem::default()).unwrap();
        // With all rules HiGHS calls 14 the optimum of seed 16; it is 10.
        model.set_option("presolve_rule_off", super::embedded::RULES_OFF);
        // SAFETY: the model and the path are alive during the call.
        let read = unsafe { highs_sys::Highs_readModel(model.as_mut_ptr(), path.as_ptr()) };
        assert_eq!(read, 0, "HiGHS reads the file without a warning");
        model.try_solve().unwrap().objective_value()
    }

    #[test]
    fn exported_models_have_the_optimum_of_the_first_level() {
        for seed in 0..60 {
            let program = crate::solve::tests::random::program(seed);
            let outcome = crate::solve::tests::run(&program, crate::solve::Engine::Auto);
            let Some(level) = outcome.levels.first() else { continue };
            for format in [Format::Mps, Format::Lp] {
                let found = optimum_read_back(&program, format);
                #[expect(clippy::cast_precision_loss, reason = "small values")]
                let best = level.best as f64 / level.scale as f64;
                assert!((found - best).abs() < 1e-6, "seed {seed}, {format:?}: {found} is not {best}");
            }
        }
    }
}
