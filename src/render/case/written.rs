//! A case as it is written, in rows and cells: what two cases are compared by. Its rooms are compared by night and are left
//! out here.

use std::collections::BTreeMap;
use std::io;

use super::super::folder::Memory;
use super::case;
use crate::compare::Sheet;
use crate::domain::Instance;

/// The columns that name a row, by file: one of several columns, or the first.
const KEYS: [(&str, &[&str]); 6] = [
    ("pairs.csv", &["a", "b", "relation"]),
    ("pins.csv", &["group", "hotel", "wing", "relation"]),
    ("previous.csv", &["group", "hotel", "wing", "room_type", "sex"]),
    ("previous_rooming.csv", &["hotel", "room", "guest"]),
    ("rooms.csv", &["hotel", "room"]),
    ("travel.csv", &["from", "to"]),
];

/// The file of the rooms.
const ROOMS: &str = "availability.csv";

/// Returns every table of a case but that of its rooms, and its policy.
///
/// # Errors
/// When the tables cannot be written, or what was written cannot be read.
pub fn written(instance: &Instance) -> io::Result<Vec<Sheet>> {
    let mut folder = Memory::default();
    case(instance, "", &mut folder)?;
    let files = folder.0.into_iter().filter(|(name, _)| name != ROOMS);
    let is_policy = |name: &str| name == "roomblock.toml";
    files.map(|(name, bytes)| if is_policy(&name) { policy(name, &bytes) } else { table(name, &bytes) }).collect()
}

fn table(name: String, bytes: &[u8]) -> io::Result<Sheet> {
    let mut reader = csv::Reader::from_reader(bytes);
    let headings: Vec<String> = reader.headers().map_err(io::Error::other)?.iter().map(str::to_owned).collect();
    let named = KEYS.iter().find(|(file, _)| *file == name).map(|&(_, columns)| columns);
    let is_key = |at: usize, heading: &str| named.map_or(at == 0, |columns| columns.contains(&heading));
    let mut sheet = Sheet { table: name, rows: BTreeMap::new() };
    for record in reader.records() {
        let record = record.map_err(io::Error::other)?;
        let cells = || headings.iter().zip(&record).enumerate();
        let key = cells().filter(|(at, (heading, cell))| is_key(*at, heading) && !cell.is_empty());
        let key: Vec<&str> = key.map(|(_, (_, cell))| cell).collect();
        let rest = cells().filter(|(at, (heading, _))| !is_key(*at, heading));
        let rest = rest.map(|(_, (heading, cell))| (heading.clone(), cell.to_owned())).collect();
        insert(&mut sheet, key.join(" "), rest);
    }
    Ok(sheet)
}

/// Adds a row; of several with one name, the others are numbered.
fn insert(sheet: &mut Sheet, key: String, cells: Vec<(String, String)>) {
    let others = (2..).map(|number: u32| format!("{key} ({number})"));
    let free = std::iter::once(key.clone()).chain(others).find(|key| !sheet.rows.contains_key(key));
    sheet.rows.insert(free.unwrap_or(key), cells);
}

fn policy(name: String, bytes: &[u8]) -> io::Result<Sheet> {
    let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
    let root: toml::Table = text.parse().map_err(io::Error::other)?;
    let mut sheet = Sheet { table: name, rows: BTreeMap::new() };
    for (key, value) in &root {
        keys(key, value, &mut sheet);
    }
    Ok(sheet)
}

/// Adds every key below a value by its whole path.
fn keys(path: &str, value: &toml::Value, sheet: &mut Sheet) {
    match value {
        toml::Value::Table(table) => table.iter().for_each(|(key, value)| keys(&format!("{path}.{key}"), value, sheet)),
        toml::Value::Array(list) if list.iter().any(toml::Value::is_table) => {
            for value in list {
                let cells = value.as_table().into_iter().flatten();
                let cells: Vec<(String, String)> = cells.map(|(key, value)| (key.clone(), text_of(value))).collect();
                let about = cells.iter().filter(|(key, _)| ["rule", "group", "hotel"].contains(&key.as_str()));
                let about: Vec<&str> = about.map(|(_, cell)| cell.as_str()).collect();
                insert(sheet, format!("{path} {}", about.join(" ")), cells);
            }
        }
        _ => insert(sheet, path.to_owned(), vec![(String::new(), text_of(value))]),
    }
}

fn text_of(value: &toml::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
