//! `docs/file-formats.md` says what the code reads: its tables are written from the columns that readers use, and every key
//! of the policy is named. `REGENERATE=1` rewrites the tables.

use std::fmt::Write as _;
use std::fs;
use std::sync::Mutex;

use roomblock::read::schema::{self, Column, Need, Schema};
use roomblock::read::{Kind, aliases, policy};

const DOCUMENT: &str = "docs/file-formats.md";
const BEGIN: &str = "from src/read/schema.rs -->\n";
const END: &str = "<!-- end of tables -->";

/// Held while the document is read or rewritten.
static ALONE: Mutex<()> = Mutex::new(());

fn tables() -> String {
    let mut text = String::new();
    for schema in schema::ALL {
        let _ = write!(
            text,
            "\n### {}\n\nA row is {}.\n\n| column | form | meaning |\n|---|---|---|\n",
            schema.name, schema.row
        );
        for column in schema.columns() {
            let _ = writeln!(text, "| {} | {} | {} |", name(column), column.form, column.says);
        }
        text.push_str(&aliases_of(schema));
    }
    text.push('\n');
    text
}

fn name(column: &Column) -> String {
    match column.need {
        Need::Required => format!("**`{}`** required", column.name),
        Need::Optional | Need::Informs => format!("`{}`", column.name),
    }
}

fn aliases_of(schema: &Schema) -> String {
    let mut text = String::new();
    for column in schema.columns() {
        let of_column = aliases().iter().filter(|alias| alias.table == schema.name && alias.field == column.name);
        let names: Vec<&str> = of_column.map(|alias| alias.alias.as_str()).collect();
        if !names.is_empty() {
            let _ = write!(text, "{}`{}`: {}", if text.is_empty() { "" } else { "; " }, column.name, names.join(", "));
        }
    }
    if text.is_empty() { text } else { format!("\nAliases: {text}.\n") }
}

#[test]
fn the_tables_of_the_document_are_those_that_are_read() {
    let _alone = ALONE.lock().unwrap();
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (before, rest) = document.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let tables = tables();
    if std::env::var_os("REGENERATE").is_some() {
        fs::write(DOCUMENT, format!("{before}{BEGIN}{tables}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, tables, "REGENERATE=1 cargo test --release --test formats rewrites {DOCUMENT}");
    }
}

#[test]
fn every_kind_of_conversion_is_documented() {
    const KINDS: &str = "docs/ingest.md";
    let document = fs::read_to_string(KINDS).unwrap();
    let (before, rest) = document.split_once("from src/read/log.rs -->\n").unwrap();
    let (written, after) = rest.split_once("<!-- end of kinds -->").unwrap();
    let rows = Kind::ALL.iter().map(|kind| format!("| `{}` | {} |\n", kind.name(), kind.meaning()));
    let kinds = format!("\n| kind | what is done |\n|---|---|\n{}\n", rows.collect::<String>());
    if std::env::var_os("REGENERATE").is_some() {
        fs::write(KINDS, format!("{before}from src/read/log.rs -->\n{kinds}<!-- end of kinds -->{after}")).unwrap();
    } else {
        assert_eq!(written, kinds, "REGENERATE=1 cargo test --release --test formats rewrites {KINDS}");
    }
}

#[test]
fn every_key_of_the_policy_is_documented() {
    let _alone = ALONE.lock().unwrap();
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (_, policy_part) = document.split_once("## Policy").unwrap();
    for (table, keys) in policy::keys() {
        assert!(policy_part.contains(&format!("`[{table}")), "[{table}]");
        for key in keys {
            assert!(policy_part.contains(&format!("`{key}`")), "{key} of [{table}]");
        }
    }
}

#[test]
fn every_key_of_a_scenario_is_documented() {
    let _alone = ALONE.lock().unwrap();
    let document = fs::read_to_string(DOCUMENT).unwrap();
    let (_, scenarios) = document.split_once("## Scenarios").unwrap();
    for key in policy::scenario::SCENARIO_KEYS.iter().chain(&policy::scenario::ADD_ROOMS_KEYS) {
        assert!(scenarios.contains(&format!("`{key}`")), "{key}");
    }
}
