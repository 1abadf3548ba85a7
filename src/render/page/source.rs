//! Where a plan comes from: the files and their digests, the options, the versions, and the command that makes it again.

use serde::Serialize;

use super::Report;
use crate::render::number::grouped;
use crate::render::record::Input;

/// A file by its content.
#[derive(Debug, Serialize)]
pub struct File {
    name: String,
    bytes: String,
    sha256: String,
}

/// Where a plan comes from.
#[derive(Debug, Serialize)]
pub struct Source {
    tool: String,
    solver: String,
    inputs: Vec<File>,
}

/// Returns where a plan comes from.
#[must_use]
pub fn source(report: &Report<'_>) -> Source {
    let record = report.record;
    let file =
        |input: &Input| File { name: input.file.clone(), bytes: grouped(input.bytes), sha256: input.sha256.clone() };
    Source {
        tool: format!("{} {}", record.tool.name, record.tool.version),
        solver: record.tool.solver.clone(),
        inputs: record.inputs.iter().map(file).collect(),
    }
}
