//! What a plan says of the rows that it was made without.

use std::collections::BTreeSet;

use crate::domain::Instance;
use crate::read::schema::GROUPS;
use crate::read::tables::RejectRow;
use crate::render::record::{GroupRejected, Reject};

/// Returns the rows.
#[must_use]
pub(super) fn rejects(rows: &[RejectRow]) -> Vec<Reject> {
    let reject = |row: &RejectRow| Reject {
        table: row.table.clone(),
        name: row.name.clone(),
        file: super::record::file_name(&row.file).to_owned(),
        sheet: row.sheet.clone(),
        row: row.row,
        column: row.column.clone(),
        code: row.code.clone(),
        reason: row.reason.clone(),
        remedy: row.remedy.clone(),
    };
    rows.iter().map(reject).collect()
}

/// Returns the groups whose rows were refused, each once; not those that another row brings into the case.
#[must_use]
pub(super) fn groups(rows: &[RejectRow], instance: &Instance) -> Vec<GroupRejected> {
    let mut seen = BTreeSet::new();
    let of_groups = rows.iter().filter(|row| row.table == GROUPS.name && row.row.is_some());
    let new = of_groups.filter(|row| instance.group(&row.name).is_none());
    let first = new.filter(|row| seen.insert(if row.name.is_empty() { place(row) } else { row.name.clone() }));
    first.map(group).collect()
}

fn group(row: &RejectRow) -> GroupRejected {
    GroupRejected {
        group: if row.name.is_empty() { format!("({})", place(row)) } else { row.name.clone() },
        guests: row.guests,
        reason: format!("{}: {}", described(row), row.reason),
        remedy: row.remedy.clone(),
        code: row.code.clone(),
        place: place(row),
        column: row.column.clone(),
        typed: row.raw.clone(),
    }
}

/// Returns the place of a cell without the folder of its file.
fn described(row: &RejectRow) -> String {
    if row.column.is_empty() { place(row) } else { format!("{}, column {}", place(row), row.column) }
}

/// Returns the place of a row without the folder of its file.
fn place(row: &RejectRow) -> String {
    let line = row.row.map(|row| format!(":{row}")).unwrap_or_default();
    format!("{}{line}", super::record::file_name(&row.file))
}
