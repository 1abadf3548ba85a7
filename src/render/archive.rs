//! A case or a plan as one `SQLite` file: a table for each of its tables, its numbers as numbers.

use std::io;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// Returns the bytes of a file with a table for each CSV given by name, and the record of a plan, where there is one, as
/// the text `record` of the table `plan`.
///
/// # Errors
/// When a table is no CSV, or `SQLite` refuses.
pub fn sqlite(tables: &[(String, Vec<u8>)], record: Option<&str>) -> io::Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("archive.sqlite");
    fill(&path, tables, record).map_err(io::Error::other)?;
    std::fs::read(&path)
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn fill(path: &std::path::Path, tables: &[(String, Vec<u8>)], record: Option<&str>) -> Result<(), Failure> {
    let mut database = Connection::open(path)?;
    let all = database.transaction()?;
    for (name, bytes) in tables {
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let headings: Vec<String> = reader.headers()?.iter().map(quoted).collect();
        if headings.is_empty() {
            continue;
        }
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
        all.execute(&format!("CREATE TABLE {} ({})", quoted(name), headings.join(", ")), ())?;
        let marks = vec!["?"; headings.len()].join(", ");
        let mut insert = all.prepare(&format!("INSERT INTO {} VALUES ({marks})", quoted(name)))?;
        let is_count: Vec<bool> = (0..headings.len()).map(|at| rows.iter().all(|row| is_number(&row[at]))).collect();
        for row in &rows {
            insert
                .execute(params_from_iter(row.iter().zip(&is_count).map(|(cell, is_count)| value(cell, *is_count))))?;
        }
    }
    if let Some(record) = record {
        all.execute("CREATE TABLE \"plan\" (\"record\")", ())?;
        all.execute("INSERT INTO \"plan\" VALUES (?)", [record])?;
    }
    all.commit()?;
    Ok(())
}

/// Returns a name as SQL has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Tells whether a cell of a column of numbers may say this: a number that reads back to the same text, or nothing.
fn is_number(cell: &str) -> bool {
    let same = |number: f64| number.is_finite() && (cell == number.to_string() || cell.contains('.'));
    cell.is_empty() || cell.parse::<i64>().is_ok_and(|count| count.to_string() == cell) || cell.parse().is_ok_and(same)
}

/// Returns a cell; what a spreadsheet would run was led by an apostrophe, which is none of it.
fn value(cell: &str, is_number: bool) -> Value {
    if cell.is_empty() {
        return Value::Null;
    }
    if let Some(count) = cell.parse().ok().filter(|_| is_number) {
        return Value::Integer(count);
    }
    if let Some(number) = cell.parse().ok().filter(|_| is_number) {
        return Value::Real(number);
    }
    let text = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r']));
    Value::Text(text.unwrap_or(cell).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_back_with_numbers_as_numbers() {
        let csv = b"hotel,rooms,rate\n007,3,288.50\n'=1+1,,\n\"a \"\"b\"\"\",12,300\n".to_vec();
        let tables = [("allocation".to_owned(), csv)];
        let bytes = sqlite(&tables, Some("{}")).unwrap();
        assert_eq!(bytes, sqlite(&tables, Some("{}")).unwrap(), "the same tables give the same bytes");
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        let database = Connection::open(file.path()).unwrap();
        let rooms: i64 = database.query_row("SELECT sum(rooms) FROM allocation", (), |row| row.get(0)).unwrap();
        assert_eq!(rooms, 15);
        let hotels: String =
            database.query_row("SELECT group_concat(hotel, '|') FROM allocation", (), |row| row.get(0)).unwrap();
        assert_eq!(hotels, "007|=1+1|a \"b\"");
        let record: String = database.query_row("SELECT record FROM plan", (), |row| row.get(0)).unwrap();
        assert_eq!(record, "{}");
    }
}
