//! `[columns]` of the policy: what headings mean that reading could not settle.

use std::collections::BTreeMap;

use super::section::{self, Page, Section};
use crate::read::header::Told;
use crate::read::schema;

/// The words of `zero_rooms`: whether a count of zero rooms is unknown.
const ZERO_ROOMS: [(&str, bool); 2] = [("none", false), ("unknown", true)];

/// Reads `[columns.TABLE]`: headings as typed, each with the canonical column it stands for; and whether a count of zero rooms
/// is unknown.
pub fn columns(section: &Section<'_>, page: &mut Page<'_>) -> (BTreeMap<String, Told>, bool) {
    let tables: Vec<&'static str> = schema::ALL.iter().map(|schema| schema.name).chain(["zero_rooms"]).collect();
    section.expect_keys(page, &tables);
    let mut columns = BTreeMap::new();
    for schema in schema::ALL {
        let Some((table, _)) = section.section(page, schema.name) else { continue };
        let known: Vec<(&'static str, &'static str)> =
            schema.columns().map(|column| (column.name, column.name)).chain([("", "")]).collect();
        let mut told = Told::new();
        for (heading, value) in table.table {
            let heading: &str = heading.get_ref();
            let column = section::read(page, heading, value, |value| section::word(value, &known));
            told.extend(column.map(|column| (heading.to_owned(), column.to_owned())));
        }
        columns.insert(schema.name.to_owned(), told);
    }
    let zero = section.parsed(page, "zero_rooms", |value| section::word(value, &ZERO_ROOMS));
    (columns, zero.unwrap_or(false))
}
