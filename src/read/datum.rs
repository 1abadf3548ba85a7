//! The datum that the policy says a file is in, given to those of its rows that name none (domain notes §3.4).

use std::sync::Arc;

use super::policy::Policy;
use super::tables::HotelRow;
use super::{Input, Reading};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::Datum;

/// Gives the rows of hotels and sites the datum of their file, and says which files of the policy were not read.
pub fn declare(reading: &mut Reading) {
    let policy = &reading.tables.policy;
    if policy.datums.is_empty() {
        return;
    }
    reading.tables.hotels.rows.iter_mut().for_each(|row| declare_hotel(policy, row));
    for row in &mut reading.tables.sites.rows {
        if row.degrees.is_some() && row.datum.is_none() {
            row.datum = of_file(policy, &row.place.file);
        }
    }
    for (file, (_, place)) in &policy.datums {
        let is_read = |input: &Input| input.name == base(file) || input.name == base(without_sheet(file));
        if !reading.inputs.iter().any(is_read) {
            let message = format!("`[datum]` names `{file}`, and no file of this name is read");
            let help = "write the name of the file as it is given, or remove the key";
            reading.diagnostics.push(Diagnostic::new(Code::FileNotRead, place.clone(), message, help));
        }
    }
}

/// Gives a row of a hotel with coordinates and no datum that of its file.
pub fn declare_hotel(policy: &Policy, row: &mut HotelRow) {
    if row.degrees.is_some() && row.datum.is_none() {
        row.datum = of_file(policy, &row.place.file);
    }
}

/// Returns the datum of a file: of its sheet if the policy names that, else of the whole file, by its name with or without
/// its folder.
fn of_file(policy: &Policy, file: &Arc<str>) -> Option<Datum> {
    let whole = without_sheet(file);
    let names = [&**file, base(file), whole, base(whole)];
    names.iter().find_map(|&name| policy.datums.get(name)).map(|(datum, _)| *datum)
}

/// Returns the name of a file without its folder.
fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Returns the file of a sheet.
fn without_sheet(file: &str) -> &str {
    Place::without_sheet(file)
}
