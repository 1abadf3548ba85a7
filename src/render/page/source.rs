//! Where a plan comes from: the files and their digests, the options, the versions, and the commands that judge it and
//! make it again.

use serde::Serialize;

use super::Report;
use crate::domain::remark::Remark;
use crate::render::number::grouped;
use crate::render::record::{Count, Input, Record};
use crate::render::spoken::Spoken;

/// A file by its content.
#[derive(Debug, Serialize)]
pub struct File {
    name: String,
    bytes: String,
    sha256: String,
}

/// What became of the rows of a file.
#[derive(Debug, Serialize)]
pub struct Rows {
    file: String,
    counts: [String; 5],
}

/// Where a plan comes from.
#[derive(Debug, Serialize)]
pub struct Source {
    plan: String,
    version: u32,
    tool: String,
    solver: String,
    inputs: Vec<File>,
    case: Vec<File>,
    counts: Vec<Rows>,
    assumed: Vec<String>,
    notes: Vec<String>,
    /// The command that judges the plan, and that which makes it again; the folder of the plan is `plan`.
    verify: &'static str,
    again: String,
}

/// Returns where a plan comes from.
#[must_use]
pub fn source(report: &Report<'_>) -> Source {
    let record = report.record;
    let file =
        |input: &Input| File { name: input.file.clone(), bytes: grouped(input.bytes), sha256: input.sha256.clone() };
    let rows = |count: &Count| Rows {
        file: count.file.clone(),
        counts: [count.rows, count.used, count.superseded, count.dropped, count.rejected].map(grouped),
    };
    let spoken = Spoken::of(report.lang);
    let remarks = |remarks: &[Remark]| remarks.iter().map(|remark| spoken.remark(remark)).collect();
    Source {
        plan: record.plan.clone(),
        version: record.version,
        tool: format!("{} {}", record.tool.name, record.tool.version),
        solver: record.tool.solver.clone(),
        inputs: record.inputs.iter().map(file).collect(),
        case: record.case.iter().map(file).collect(),
        counts: record.counts.iter().map(rows).collect(),
        assumed: remarks(&record.assumed),
        notes: remarks(&record.notes),
        verify: "roomblock verify plan",
        again: again(record),
    }
}

/// Returns the command that makes a plan again from the case inside it: the effort stands for the time that was given.
fn again(record: &Record) -> String {
    let options = &record.options;
    let mut command = format!(
        "roomblock solve plan/case -o again --effort {} --seed {} --gap {} --engine {}",
        record.effort, options.seed, options.gap, options.engine
    );
    if let Some(as_of) = &record.as_of {
        command.push_str(" --as-of ");
        command.push_str(as_of);
    }
    if !record.rejects.is_empty() {
        command.push_str(" --accept-rejects");
    }
    command
}
