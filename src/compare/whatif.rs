//! A case under changes: each scenario solved on its own, beginning with the plan of the case as it is, and compared with it.

use super::answer::{Answer, Planned, answer};
use super::plan::{PlanDiff, Side};
use crate::domain::{Allocation, Instance};
use crate::program::side_by_side;
use crate::solve::Options;

/// A case under changes, ready to be solved.
#[derive(Debug)]
pub struct Question {
    /// Its name; that of the case itself for the first.
    pub name: String,
    /// Its changes, as options of the command line.
    pub changes: Vec<String>,
    /// What the reader must know: defaults that were assumed only here.
    pub notes: Vec<String>,
    /// The case.
    pub instance: Instance,
}

/// What came of a scenario.
#[derive(Debug)]
pub struct Line {
    /// Its name.
    pub name: String,
    /// Its changes, as options of the command line.
    pub changes: Vec<String>,
    /// What the reader must know.
    pub notes: Vec<String>,
    /// Its guests.
    pub guests: u64,
    /// What came of it.
    pub answer: Answer,
    /// What differs from the plan of the case as it is; none for that itself, and where either has no plan.
    pub diff: Option<PlanDiff>,
}

impl Line {
    fn new(question: &Question, answer: Answer, diff: Option<PlanDiff>) -> Self {
        let guests = question.instance.comers().1;
        let (name, changes, notes) = (question.name.clone(), question.changes.clone(), question.notes.clone());
        Self { name, changes, notes, guests, answer, diff }
    }
}

/// Solves every scenario, so many at a time, each beginning with the plan of the case as it is; the first line is that case.
///
/// The lines do not depend on the number of threads, unless a clock or the user ends a solve. `options` says how the scenario
/// of a position is solved.
#[must_use]
pub fn ask<'o>(
    (base, answered): (&Question, Answer),
    questions: &[Question],
    threads: usize,
    options: impl Fn(usize) -> Options<'o> + Sync,
) -> Vec<Line> {
    let plan = answered.plan();
    let lines = side_by_side(questions.len(), threads, |at| {
        let question = &questions[at];
        let former: Option<&Allocation> = plan.map(|planned| &planned.allocation);
        let answer = if let Some(planned) = plan.filter(|_| question.instance == base.instance) {
            Answer::Plan(Box::new(planned.clone()))
        } else {
            answer(&question.instance, former, &options(at))
        };
        let diff = plan
            .zip(answer.plan())
            .map(|(before, after)| PlanDiff::of(&side(&base.instance, before), &side(&question.instance, after)));
        Line::new(question, answer, diff)
    });
    let first = Line::new(base, answered, None);
    [first].into_iter().chain(lines).collect()
}

fn side<'a>(instance: &'a Instance, planned: &'a Planned) -> Side<'a> {
    Side { instance, allocation: &planned.allocation, verdict: &planned.verdict }
}
