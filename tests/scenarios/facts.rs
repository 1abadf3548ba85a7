//! The facts of `examples/facts.csv`, and that the examples say nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

fn examples() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
}

/// Value and scenario of each fact.
fn facts() -> BTreeMap<String, (f64, String)> {
    let mut reader = csv::Reader::from_path(examples().join("facts.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| (row[0].to_owned(), (row[2].parse().unwrap(), row[1].to_owned()))).collect()
}

/// Returns the value of a fact.
pub fn fact(id: &str) -> f64 {
    facts().get(id).unwrap_or_else(|| panic!("{id} is no fact")).0
}

/// Numbers followed by the name of a fact in brackets, `2,095 hotels (F0.9)`: the last number before it and the name.
fn told(text: &str) -> Vec<(f64, String)> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut told = Vec::new();
    let mut before = String::new();
    for piece in text.split(" (") {
        let id = piece.split_once(')').map_or("", |(id, _)| id);
        let is_id = id.contains('.') && id.starts_with(['F', 'D', 'P', 'R']) && !id.contains(' ');
        if is_id {
            let words: Vec<String> = before.split_whitespace().map(|word| word.replace([',', '*'], "")).collect();
            let last = words.iter().rev().find_map(|word| word.trim_end_matches('.').parse().ok());
            told.push((last.unwrap_or_else(|| panic!("no number before {id}")), id.to_owned()));
        }
        before.push(' ');
        before.push_str(piece);
    }
    told
}

#[test]
fn every_number_of_an_example_is_that_of_its_fact() {
    let facts = facts();
    let mut n_told = 0;
    for example in fs::read_dir(examples()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = example.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(example.join("README.md")).unwrap();
        let all = told(&text);
        if facts.values().any(|(_, scenario)| *scenario == name) {
            assert!(all.len() >= 3, "{name}/README.md names {} facts", all.len());
        }
        for (value, id) in all {
            n_told += 1;
            let fact = facts.get(&id).unwrap_or_else(|| panic!("{name}: {id} is no fact"));
            assert_eq!(value, fact.0, "{name}: {id}");
        }
    }
    assert!(n_told >= 40, "{n_told} numbers are tied to facts");
}

#[test]
fn facts_have_an_origin_and_a_known_scenario() {
    let mut reader = csv::Reader::from_path(examples().join("facts.csv")).unwrap();
    for row in reader.records().map(Result::unwrap) {
        let kind = match row[0].chars().next() {
            Some('F') => row[4] == *"stated",
            Some('D') => row[4] == *"derived",
            Some('P') => row[4] == *"proposed",
            Some('R') => row[0].starts_with(row[4].trim_start_matches("source ")),
            _ => false,
        };
        assert!(kind, "{row:?}");
        assert!(examples().join(&row[1]).is_dir(), "{row:?}");
        assert!(!row[3].is_empty() && !row[5].is_empty(), "{row:?}");
    }
}
