//! Every diagnostic code has a folder in `fixtures/errors/` with files that provoke it and the exact text; every folder
//! has a code; and `docs/diagnostics.md` is what the catalogue says. `REGENERATE=1` rewrites texts, workbooks and document.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Once;

use roomblock::diagnostic::{self, Code, Diagnostic};
use roomblock::read::{Files, Settings};
use roomblock::render::page::Templates;
use roomblock::render::roster::Layout;
use roomblock::{read, validate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

/// Folders whose files are ingested: nobody says there what they hold.
const INGESTED: [&str; 1] = ["E130_table_unknown"];

/// The folder of templates for a report.
const TEMPLATES: &str = "E118_template_broken";

/// The folder of a layout of rooming lists.
const LAYOUT: &str = "E119_layout_broken";

/// Tells whether texts are to be rewritten instead of compared.
fn regenerate() -> bool {
    std::env::var_os("REGENERATE").is_some()
}

/// Compares a file with its text, or rewrites it.
fn expect_file(path: &Path, text: &str) {
    if regenerate() {
        fs::write(path, text).unwrap();
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(text, expected, "{} differs; REGENERATE=1 rewrites it", path.display());
}

/// The folders of codes, by code; relative, so that texts do not depend on where the project lies.
fn folders() -> Vec<(String, PathBuf)> {
    let mut folders: Vec<_> = fs::read_dir("fixtures/errors")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| (name.split('_').next().unwrap().to_owned(), Path::new("fixtures/errors").join(&name)))
        .collect();
    folders.sort();
    folders
}

fn diagnostics(folder: &Path) -> Vec<Diagnostic> {
    static WORKBOOKS: Once = Once::new();
    if regenerate() {
        WORKBOOKS.call_once(write_workbooks);
    }
    if folder.ends_with(TEMPLATES) {
        let text = fs::read_to_string(folder.join("totals.html")).unwrap();
        let file = folder.join("totals.html").display().to_string();
        return vec![*Templates::shipped().replace(&file, "totals.html", text).unwrap_err()];
    }
    if folder.ends_with(LAYOUT) {
        let file = folder.join("layout.toml");
        let text = fs::read_to_string(&file).unwrap();
        return vec![*Layout::read(&file.display().to_string(), &text).unwrap_err()];
    }
    let settings = Settings::default();
    if INGESTED.iter().any(|code| folder.ends_with(code)) {
        let mut reading = read::sheets(&Files::sheets_in(folder).unwrap(), &settings);
        return validate::settle(&mut reading).diagnostics;
    }
    let mut reading = read::read(&Files::in_folder(folder).unwrap(), &settings);
    let validation = validate::validate(&mut reading, &settings);
    for count in &validation.counts {
        let sum = count.used + count.superseded + count.dropped + count.rejected;
        assert_eq!(count.rows, sum, "{count:?}");
    }
    let has_errors = validation.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(validation.instance.is_none(), has_errors);
    validation.diagnostics
}

/// Writes the workbooks of the folders that need a real one.
fn write_workbooks() {
    let workbook = |path: &str, sheets: &[&[(u16, &str)]], numbers: &[(u32, u16, f64)]| {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2022, 4, 3).unwrap();
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        for headings in sheets {
            let sheet = workbook.add_worksheet();
            for &(column, heading) in *headings {
                sheet.write(0, column, heading).unwrap();
            }
            for &(row, column, number) in numbers {
                sheet.write(row, column, number).unwrap();
            }
        }
        if path.contains("W106") {
            workbook.worksheet_from_index(1).unwrap().set_hidden(true);
        }
        workbook.save(path).unwrap();
    };
    workbook("fixtures/errors/E109_sheet_missing/hotels.xlsx", &[&[(0, "cover")], &[(0, "notes"), (1, "more")]], &[]);
    let rooms = &[(0, "hotel"), (1, "rooms")][..];
    workbook("fixtures/errors/W106_sheet_not_read/availability.xlsx", &[rooms, rooms], &[(1, 0, 1.0), (1, 1, 7.0)]);
    let numbers = [(1, 0, 7.0), (1, 1, 31.2), (1, 2, 121.4)];
    workbook("fixtures/errors/W102_numeric_name/hotels.xlsx", &[&[(0, "hotel"), (1, "lat"), (2, "lon")]], &numbers);
}

#[test]
fn every_code_has_a_folder_and_every_folder_provokes_its_code_alone() {
    let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.id()).collect();
    let folders = folders();
    let provoked: BTreeSet<&str> = folders.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(provoked, codes);
    for (code, folder) in &folders {
        let diagnostics = diagnostics(folder);
        let said: BTreeSet<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.id()).collect();
        assert!(said.contains(code.as_str()), "{} says {said:?}", folder.display());
        let errors = said.iter().filter(|said| said.starts_with('E') && **said != code.as_str()).count();
        assert_eq!(errors, 0, "{} says {said:?}", folder.display());
        expect_file(&folder.join("expected.txt"), &diagnostic::render(&diagnostics, false));
    }
}

#[test]
fn the_document_is_what_the_catalogue_says() {
    expect_file(Path::new("docs/diagnostics.md"), &diagnostic::page());
}

#[test]
fn a_diagnostic_is_a_flat_object_in_json() {
    let diagnostics = diagnostics(Path::new("fixtures/errors/E204_depart_not_after_arrive"));
    let json = serde_json::to_value(&diagnostics[0]).unwrap();
    assert_eq!(json["code"], "E204");
    assert_eq!((&json["line"], &json["column"], &json["cell"]), (&2.into(), &"depart".into(), &"2026-03-14".into()));
    assert_eq!(json["severity"], "error");
}

#[test]
fn a_cell_of_a_workbook_is_named_by_its_reference() {
    let diagnostics = diagnostics(Path::new("fixtures/errors/W102_numeric_name"));
    let json = serde_json::to_value(&diagnostics[0]).unwrap();
    assert_eq!((&json["cell_reference"], &json["cell"]), (&"A2".into(), &"7".into()));
    assert!(json["file"].as_str().unwrap().ends_with("hotels.xlsx[Sheet1]"));
}
