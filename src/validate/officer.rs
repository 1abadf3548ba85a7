//! Officers (R44), with the hotels that they are sent to resolved.

use std::collections::BTreeMap;

use super::ledger::{Ledger, seen_from};
use super::names::Names;
use crate::diagnostic::Code;
use crate::domain::Officer;
use crate::read::tables::OfficerRow;

/// Returns the officers, sorted by id.
pub fn officers(rows: &[OfficerRow], hotels: &mut Names<'_>, ledger: &mut Ledger) -> Vec<Officer> {
    let mut first: BTreeMap<&str, &OfficerRow> = BTreeMap::new();
    let mut officers = Vec::with_capacity(rows.len());
    for row in rows {
        let hotel = row.hotel.as_ref().and_then(|hotel| hotels.resolve(ledger, &row.place, "hotel", hotel));
        if let Some(other) = first.insert(&row.officer, row) {
            let seen = seen_from(&row.place, &other.place);
            let message = format!("the officer `{}` is in {seen} already", row.officer);
            ledger.say(Code::Duplicate, &row.place, "officer", message, "keep one of the two rows");
            continue;
        }
        officers.push(Officer {
            id: row.officer.clone(),
            name: row.name.clone().unwrap_or_else(|| row.officer.clone()),
            is_senior: row.is_senior,
            hotel,
            place: row.place.clone(),
        });
    }
    officers.sort_by(|a, b| a.id.cmp(&b.id));
    officers
}
