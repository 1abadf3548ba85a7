//! The heading row of a table: which column holds what. Reads no row below it.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Room types that have a column of their own, in the order of the columns.
    pub types: Vec<(&'static str, usize)>,
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
    pub fn columns(&self, schema: &Schema) -> BTreeMap<usize, bool> {
        let is_text = |form: &str| ["name", "text", "names with ;"].contains(&form);
        let found =
            schema.columns().filter_map(|column| Some((*self.positions.get(column.name)?, is_text(column.form))));
        found.collect()
    }

    /// Tells whether every heading is the canonical name of its column.
    #[must_use]
    pub fn is_canonical(&self, grid: &Grid) -> bool {
        let is_named = |(column, heading): (usize, &String)| self.positions.get(heading.as_str()) == Some(&column);
        grid.headings().iter().enumerate().all(is_named)
    }

    /// Tells whether a column of the file is read as a canonical one, or as a room type with `@`, or is not read at all.
    #[must_use]
    pub fn stands_at(&self, name: &str, column: usize) -> bool {
        match name.strip_prefix('@') {
            Some(room_type) => self.types.contains(&(room_type, column)),
            None => self.positions.get(name).is_none_or(|&position| position == column),
        }
    }

    /// Returns how many columns of the file have a meaning.
    #[must_use]
    pub fn n_known(&self) -> usize {
        self.positions.values().collect::<BTreeSet<_>>().len() + self.types.len()
    }
}

/// What the policy says of headings: canonical column by heading, empty to leave it out.
pub type Told = BTreeMap<String, String>;

/// Maps the headings of a table. Without a required column there is no header.
pub fn map(grid: &Grid, schema: &Schema, told: Option<&Told>, says: &mut Vec<Diagnostic>) -> Option<Header> {
    let headings = grid.headings();
    let mut header = Header { n_headings: headings.len(), ..Header::default() };
    let mut found: BTreeMap<&'static str, Vec<(Match, usize)>> = BTreeMap::new();
    for (column, heading) in headings.iter().enumerate() {
        match recognise(schema, told, heading) {
            Found::Column(field, how) => found.entry(field).or_default().push((how, column)),
            Found::LeftOut => {}
            Found::Unknown => says.extend(unknown(grid, schema, column)),
        }
    }
    let has_types_below = found.contains_key("room_type");
    for (field, mut columns) in found {
        columns.sort_unstable();
        match field.strip_prefix('@') {
            Some(_) if has_types_below => says.extend(columns.iter().map(|&(_, column)| unread_type(grid, column))),
            Some(room_type) => header.types.extend(columns.iter().map(|&(_, column)| (room_type, column))),
            None => header.take(grid, schema, (field, columns), says),
        }
    }
    header.types.sort_by_key(|&(_, column)| column);
    stand_in(schema, &mut header);
    let is_there = |name: &&str| header.slot(name).0.is_some() || *name == "rooms" && !header.types.is_empty();
    let missing: Vec<&str> = required(schema).filter(|name| !is_there(name)).collect();
    if missing.is_empty() {
        return Some(header);
    }
    says.push(lacking(grid, schema, &missing));
    None
}

/// Returns the canonical column that a heading stands for, one with `@` for a room type; none where it is unknown.
#[must_use]
pub fn field(schema: &Schema, told: Option<&Told>, heading: &str) -> Option<&'static str> {
    match recognise(schema, told, heading) {
        Found::Column(field, _) => Some(field),
        Found::LeftOut | Found::Unknown => None,
    }
}

/// Tells whether some columns are all that a table needs.
#[must_use]
pub fn is_complete(schema: &Schema, fields: &BTreeSet<&'static str>) -> bool {
    let is_wide = fields.iter().any(|field| field.starts_with('@'));
    let stands_in =
        |name: &str| required(schema).next() == Some(name) && STAND_INS.iter().any(|field| fields.contains(field));
    required(schema).all(|name| fields.contains(name) || stands_in(name) || name == "rooms" && is_wide)
}

impl Header {
    /// Takes the surest of the columns that were recognised as a field, and says what becomes of the others.
    fn take(
        &mut self,
        grid: &Grid,
        schema: &Schema,
        (field, columns): (&'static str, Vec<(Match, usize)>),
        says: &mut Vec<Diagnostic>,
    ) {
        let (surest, first) = columns[0];
        let headings = grid.headings();
        for &(how, column) in &columns[1..] {
            let message = format!("`{}` stands for `{field}`, as does `{}`", headings[column], headings[first]);
            let (code, help) = if how == surest {
                (
                    Code::ColumnTwice,
                    format!("say in the policy which one counts: {}", mapping(schema, &headings[first], field)),
                )
            } else {
                (
                    Code::UnknownColumn,
                    format!("it is not read; to read it: {}", mapping(schema, &headings[column], field)),
                )
            };
            says.push(about(grid, code, Some(column), (message, help)));
        }
        self.positions.insert(field, first);
    }
}

/// What a heading is.
enum Found {
    Column(&'static str, Match),
    LeftOut,
    Unknown,
}

fn recognise(schema: &Schema, told: Option<&Told>, heading: &str) -> Found {
    if let Some(field) = told.and_then(|told| told.get(heading)) {
        let known = schema.columns().find(|column| column.name == field);
        return known.map_or(Found::LeftOut, |column| Found::Column(column.name, Match::Told));
    }
    alias::column_of(schema, heading).map_or(Found::Unknown, |(field, how)| Found::Column(field, how))
}

/// Returns the names of the required columns.
fn required(schema: &Schema) -> impl Iterator<Item = &'static str> {
    schema.columns().filter(|column| column.need == Need::Required).map(|column| column.name)
}

/// What may stand in for the name in tables, where there is no such column: the name for people, or in a manifest the team.
const STAND_INS: [&str; 2] = ["name", "team"];

fn stand_in(schema: &Schema, header: &mut Header) {
    let Some(key) = required(schema).next().filter(|key| !header.positions.contains_key(key)) else { return };
    let mut known = STAND_INS.iter().filter(|&&name| schema.columns().any(|column| column.name == name));
    if let Some(&column) = known.find_map(|name| header.positions.get(name)) {
        header.positions.insert(key, column);
    }
}

/// Says that a heading is unknown; a blank one above blank cells is nothing.
fn unknown(grid: &Grid, schema: &Schema, column: usize) -> Option<Diagnostic> {
    let heading = grid.headings()[column].as_str();
    if heading.is_empty() {
        let record = grid.body().find(|&record| !grid.cell(record, column).is_empty())?;
        let says = ("the column of this cell has no heading".to_owned(), "give it one, or clear it".to_owned());
        return Some(grid.diagnostic(Code::UnknownColumn, record, Some(column), says));
    }
    let help = alias::nearest(schema, heading)
        .map_or_else(|| "remove it, or leave it; it is not read".to_owned(), |name| format!("did you mean `{name}`?"));
    Some(about(grid, Code::UnknownColumn, Some(column), (format!("the column `{heading}` is not known"), help)))
}

/// Returns a diagnostic about a heading, or about all of them.
fn about(grid: &Grid, code: Code, column: Option<usize>, says: (String, String)) -> Diagnostic {
    grid.diagnostic(code, grid.heading_record(column), column, says)
}

fn unread_type(grid: &Grid, column: usize) -> Diagnostic {
    let message =
        format!("the column `{}` is a room type, and the table has a column for room types", grid.headings()[column]);
    let help = "give the room type a row of its own, or leave the column out; it is not read".to_owned();
    about(grid, Code::UnknownColumn, Some(column), (message, help))
}

fn lacking(grid: &Grid, schema: &Schema, missing: &[&str]) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let plural = if missing.len() == 1 { "" } else { "s" };
    let message = format!("there is no column{plural} {}", names.join(", "));
    let help = format!("name it so, or say which one it is: {}", mapping(schema, "HEADING", missing[0]));
    about(grid, Code::ColumnMissing, None, (message, help))
}

/// Returns the line of the policy that maps a heading.
fn mapping(schema: &Schema, heading: &str, field: &str) -> String {
    format!("`[columns.{}]` `\"{heading}\" = \"{field}\"`", schema.name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::schema::{AVAILABILITY, GROUPS, HOTELS};
    use crate::read::{csv, heading};

    fn mapped(schema: &Schema, headings: &str) -> (Option<Header>, Vec<&'static str>) {
        let mut grid = csv::split(&Arc::from("t.csv"), headings.to_owned()).unwrap();
        grid.set_headings(heading::locate(&grid, schema, None));
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
    fn a_team_is_a_group_where_nothing_else_names_one() {
        let group = |headings: &str| mapped(&GROUPS, headings).0.map(|header| header.slot("group").0);
        assert_eq!(group("Team,guests"), Some(Some(0)));
        assert_eq!(group("Team,delegation,guests"), Some(Some(1)));
        assert_eq!(group("Team,group,guests"), Some(Some(1)));
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
    fn room_types_may_have_columns_of_their_own() {
        let (header, says) = mapped(&AVAILABILITY, "hotel,双床房,king,大床房（间）");
        assert_eq!((header.unwrap().types, says), (vec![("twin", 1), ("king", 2), ("king", 3)], vec![]));
        let (header, says) = mapped(&AVAILABILITY, "hotel,rooms,king,可用双床房数");
        assert_eq!((header.unwrap().types.len(), says), (2, vec![]));
        assert_eq!(mapped(&AVAILABILITY, "hotel,rooms,大床房价,大床房价格").1, ["W101", "W101"]);
        assert_eq!(mapped(&AVAILABILITY, "hotel,rooms,room_type,king").1, ["W101"]);
        assert_eq!(mapped(&HOTELS, "hotel,king").1, ["W101"]);
    }

    #[test]
    fn a_missing_column_is_said_once_with_all_that_are_missing() {
        let (header, says) = mapped(&GROUPS, "leader,phone");
        assert_eq!((header, says), (None, vec!["E105"]));
    }
}
