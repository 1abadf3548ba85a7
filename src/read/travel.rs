//! Distances: a table, or the answer of a routing service.

use std::path::Path;

use super::{FileCount, Reading, matrix, open};

/// Reads distances: a table, or the answer of a routing service.
pub fn read(reading: &mut Reading, path: Option<&Path>) {
    let Some(path) = path else { return };
    if !is_answer(path) {
        reading.tables.travel = super::one(reading, Some(path));
        return;
    }
    read_answer(reading, path);
}

/// Tells whether a file is the answer of a routing service, by its name.
pub fn is_answer(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// Reads the answer of a routing service.
pub fn read_answer(reading: &mut Reading, path: &Path) {
    let file = open::name_of(path);
    reading.tables.travel.given = true;
    let is_whole = std::mem::replace(&mut reading.tables.travel.whole, false);
    let Some(bytes) = open::bytes(reading, path, &file) else {
        reading.counts.push(FileCount::rejected(&file, 0));
        return;
    };
    match matrix::read(&file, &bytes) {
        Ok(matrix) => {
            let rows = matrix.ways.len();
            let count = FileCount { file: file.to_string(), rows, used: rows, superseded: 0, dropped: 0, rejected: 0 };
            reading.counts.push(count);
            reading.tables.travel.whole = is_whole;
            reading.tables.matrices.push(matrix);
        }
        Err(diagnostic) => {
            reading.counts.push(FileCount::rejected(&file, 0));
            reading.diagnostics.push(*diagnostic);
        }
    }
}
