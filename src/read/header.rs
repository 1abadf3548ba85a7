//! The heading row of a table: which column holds what. Reads no row below it.

use std::collections::BTreeMap;

use super::alias::{self, Match};
use super::grid::Grid;
use super::schema::{Need, Schema};
use crate::diagnostic::{Code, Diagnostic};

/// Where a canonical column stands in a file, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Slot(pub Option<usize>);

/// The columns of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    positions: BTreeMap<&'static str, usize>,
    /// Columns whose rule is not built yet.
    pub not_built: Vec<(&'static str, usize)>,
    /// How many headings there are.
    pub n_headings: usize,
}

impl Header {
    /// Returns where a canonical column stands.
    #[must_use]
    pub fn slot(&self, name: &str) -> Slot {
        Slot(self.positions.get(name).copied())
    }

    /// Returns where the columns of a table stand that are read, each with whether its cells are names or texts.
    pub fn columns(&self, schema: &Schema) -> impl Iterator<Item = (usize, bool)> {
        let is_text = |form: &str| ["name", "text", "names with ;"].contains(&form);
        schema
            .columns()
            .filter_map(move |column| self.positions.get(column.name).map(|&position| (position, is_text(column.form))))
    }
}

/// What the policy says of headings: canonical column by heading, empty to leave it out.
pub type Told = BTreeMap<String, String>;

/// Maps the headings of a table. Without a required column there is no header.
pub fn map(grid: &Grid, schema: &Schema, told: Option<&Told>, says: &mut Vec<Diagnostic>) -> Option<Header> {
    let mut header = Header { n_headings: grid.n_cells(0), ..Header::default() };
    let mut found: BTreeMap<&'static str, Vec<(Match, usize)>> = BTreeMap::new();
    for column in 0..header.n_headings {
        match recognise(grid, schema, told, column) {
            Found::Column(field, how) => found.entry(field).or_default().push((how, column)),
            Found::LeftOut => {}
            Found::Unknown => says.extend(unknown(grid, schema, column)),
        }
    }
    let is_wide = !found.contains_key("rooms") && found.keys().any(|field| field.starts_with('@'));
    for (field, columns) in found {
        header.take(grid, schema, (field, columns), says);
    }
    stand_in(schema, &mut header);
    if is_wide && schema.columns().any(|column| column.name == "rooms") {
        says.push(wide(grid));
        return None;
    }
    let missing: Vec<&str> = required(schema).filter(|name| header.slot(name).0.is_none()).collect();
    if missing.is_empty() {
        return Some(header);
    }
    says.push(lacking(grid, schema, &missing));
    None
}

impl Header {
    /// Takes the surest of the columns that were recognised as a field, and says what becomes of the others.
    fn take(
        &mut self,
        grid: &Grid,
        schema: &Schema,
        (field, mut columns): (&'static str, Vec<(Match, usize)>),
        says: &mut Vec<Diagnostic>,
    ) {
        columns.sort_unstable();
        let (surest, first) = columns[0];
        let first_heading = grid.cell(0, first);
        if field.starts_with('@') {
            says.extend(columns.iter().map(|&(_, column)| unread_type(grid, column)));
            return;
        }
        for &(how, column) in &columns[1..] {
            let message = format!("`{}` stands for `{field}`, as does `{first_heading}`", grid.cell(0, column));
            let (code, help) = if how == surest {
                (
                    Code::ColumnTwice,
                    format!("say in the policy which one counts: {}", mapping(schema, &first_heading, field)),
                )
            } else {
                (
                    Code::UnknownColumn,
                    format!("it is not read; to read it: {}", mapping(schema, &grid.cell(0, column), field)),
                )
            };
            says.push(grid.diagnostic(code, 0, Some(column), (message, help)));
        }
        self.positions.insert(field, first);
        if schema.columns().any(|column| column.name == field && column.need == Need::NotBuilt) {
            self.not_built.push((field, first));
        }
    }
}

/// What a heading is.
enum Found {
    Column(&'static str, Match),
    LeftOut,
    Unknown,
}

fn recognise(grid: &Grid, schema: &Schema, told: Option<&Told>, column: usize) -> Found {
    let heading = grid.cell(0, column);
    if let Some(field) = told.and_then(|told| told.get(&*heading)) {
        let known = schema.columns().find(|column| column.name == field);
        return known.map_or(Found::LeftOut, |column| Found::Column(column.name, Match::Told));
    }
    alias::column_of(schema, &heading).map_or(Found::Unknown, |(field, how)| Found::Column(field, how))
}

/// Returns the names of the required columns.
fn required(schema: &Schema) -> impl Iterator<Item = &'static str> {
    schema.columns().filter(|column| column.need == Need::Required).map(|column| column.name)
}

/// Lets the name for people stand in for the name in tables, where there is no such column.
fn stand_in(schema: &Schema, header: &mut Header) {
    let Some(key) = required(schema).next() else { return };
    if !header.positions.contains_key(key)
        && schema.columns().any(|column| column.name == "name")
        && let Some(&name) = header.positions.get("name")
    {
        header.positions.insert(key, name);
    }
}

/// Says that a heading is unknown; a blank one above blank cells is nothing.
fn unknown(grid: &Grid, schema: &Schema, column: usize) -> Option<Diagnostic> {
    let heading = grid.cell(0, column);
    if heading.is_empty() {
        let record = (1..grid.n_records()).find(|&record| !grid.cell(record, column).is_empty())?;
        let says = ("the column of this cell has no heading".to_owned(), "give it one, or clear it".to_owned());
        return Some(grid.diagnostic(Code::UnknownColumn, record, Some(column), says));
    }
    let help = alias::nearest(schema, &heading)
        .map_or_else(|| "remove it, or leave it; it is not read".to_owned(), |name| format!("did you mean `{name}`?"));
    Some(grid.diagnostic(Code::UnknownColumn, 0, Some(column), (format!("the column `{heading}` is not known"), help)))
}

fn unread_type(grid: &Grid, column: usize) -> Diagnostic {
    let message = format!("the column `{}` looks like a room type, and is not read", grid.cell(0, column));
    let help = "give each room type a row of its own, with `room_type` and `rooms`".to_owned();
    grid.diagnostic(Code::UnknownColumn, 0, Some(column), (message, help))
}

fn wide(grid: &Grid) -> Diagnostic {
    let message = "room types stand in columns of their own, and there is no column `rooms`".to_owned();
    let help = "give each room type a row of its own, with `room_type` and `rooms`".to_owned();
    grid.diagnostic(Code::WideSheet, 0, None, (message, help))
}

fn lacking(grid: &Grid, schema: &Schema, missing: &[&str]) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let plural = if missing.len() == 1 { "" } else { "s" };
    let message = format!("there is no column{plural} {}", names.join(", "));
    let help = format!("name it so, or say which one it is: {}", mapping(schema, "HEADING", missing[0]));
    grid.diagnostic(Code::ColumnMissing, 0, None, (message, help))
}

/// Returns the line of the policy that maps a heading.
fn mapping(schema: &Schema, heading: &str, field: &str) -> String {
    format!("`[columns.{}]` `\"{heading}\" = \"{field}\"`", schema.name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::csv;
    use crate::read::schema::{AVAILABILITY, GROUPS, HOTELS};

    fn mapped(schema: &Schema, headings: &str) -> (Option<Header>, Vec<&'static str>) {
        let grid = csv::split(&Arc::from("t.csv"), headings.to_owned()).unwrap();
        let mut says = Vec::new();
        let header = map(&grid, schema, None, &mut says);
        (header, says.iter().map(|diagnostic| diagnostic.code.id()).collect())
    }

    #[test]
    fn headings_may_stand_in_any_order_and_in_two_languages() {
        let (header, says) = mapped(&AVAILABILITY, "房型,可用房间数,酒店名称");
        let header = header.unwrap();
        let at = ["hotel", "name", "rooms", "room_type"].map(|name| header.slot(name).0);
        assert_eq!((at, says), ([Some(2), Some(2), Some(1), Some(0)], vec![]));
    }

    #[test]
    fn a_name_beside_the_key_is_for_people() {
        let header = mapped(&GROUPS, "队伍名称,队伍编号,人数").0.unwrap();
        assert_eq!((header.slot("group").0, header.slot("name").0), (Some(1), Some(0)));
    }

    #[test]
    fn the_surer_of_two_headings_counts_and_equals_are_refused() {
        assert_eq!(mapped(&AVAILABILITY, "hotel,可用房间数,昨日可用房间数").1, ["W101"]);
        assert_eq!(mapped(&AVAILABILITY, "hotel,可用房间数,空房").1, ["E106"]);
    }

    #[test]
    fn wide_sheets_are_refused_where_there_is_no_count_of_rooms() {
        assert_eq!(mapped(&AVAILABILITY, "hotel,king,twin").1, ["W101", "W101", "E107"]);
        assert_eq!(mapped(&AVAILABILITY, "hotel,rooms,king").1, ["W101"]);
        assert_eq!(mapped(&HOTELS, "hotel,king").1, ["W101"]);
    }

    #[test]
    fn a_missing_column_is_said_once_with_all_that_are_missing() {
        let (header, says) = mapped(&GROUPS, "leader,phone");
        assert_eq!((header, says), (None, vec!["E105"]));
    }
}
