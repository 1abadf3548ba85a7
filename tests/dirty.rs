//! Every folder of `fixtures/dirty` through `roomblock ingest`: sheets as people send them, and what must become of them.
//!
//! A folder is named after a kind of dirt. It holds the sheets in `in/`, and beside them what is expected: `clean/` (the
//! tables), `log.csv` and `rejects.csv` (nothing where they have no rows), `said.txt` (stderr) and `exit`. Options of the command stand in `options`, if there are
//! any. Where a file `validate` stands there, with options, `supply.txt` and `doubts.txt` are what `roomblock validate` says of the
//! clean tables. Ingesting the clean tables again must change none of them. `REGENERATE=1 cargo test --release --test dirty` writes
//! what is expected anew, for review.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use roomblock::read::clean::{CleanRow, CleanTable};
use roomblock::read::{self, Settings};
use roomblock::render::table::{TableWriter, inert};
use roomblock::validate;

/// Files by name, with their content.
type Files = BTreeMap<String, String>;

/// What stands beside the clean tables: rows and conversions, and the summary that counts them.
const BESIDE: [&str; 3] = ["log.csv", "rejects.csv", "ingest.json"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dirty")
}

fn kinds() -> Vec<PathBuf> {
    let mut kinds: Vec<_> = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    kinds.retain(|path| path.is_dir());
    kinds.sort();
    kinds
}

/// Runs `roomblock ingest` in a folder.
fn ingest(folder: &Path, sheets: &[String], options: &str, output: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roomblock"))
        .arg("ingest")
        .args(sheets)
        .args(options.split_whitespace())
        .arg("-o")
        .arg(output)
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary runs")
}

/// Returns the texts of a folder; none where there is no folder.
fn texts(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// Returns the names of the files of a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Ingests the sheets of a kind, and returns what must be compared, by name.
fn outcome(kind: &Path) -> Files {
    let output = tempfile::tempdir().unwrap();
    let tables = output.path().join("tables");
    let options = fs::read_to_string(kind.join("options")).unwrap_or_default();
    let sheets = names(&kind.join("in"));
    let ended = ingest(&kind.join("in"), &sheets, &options, &tables);
    let written = texts(&tables);
    expect_the_rows_to_add_up(kind, &written["ingest.json"]);
    expect_no_change(kind, &written, &tables);
    let (beside, clean): (Files, Files) = written.into_iter().partition(|(name, _)| BESIDE.contains(&name.as_str()));
    let mut outcome: Files = clean.into_iter().map(|(name, text)| (format!("clean/{name}"), text)).collect();
    let has_rows = |text: &String| text.lines().count() > 1;
    outcome.extend(beside.into_iter().filter(|(name, text)| name != "ingest.json" && has_rows(text)));
    let said = String::from_utf8(ended.stderr).unwrap();
    outcome.extend(Some(("said.txt".to_owned(), said)).filter(|(_, said)| !said.is_empty()));
    let exit = ended.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
    outcome.insert("exit".to_owned(), format!("{exit}\n"));
    if let Ok(options) = fs::read_to_string(kind.join("validate")) {
        outcome.extend(supply(kind, &tables, &options));
    }
    outcome
}

/// Validates the clean tables of a kind, and returns what they supply and what is said of them.
fn supply(kind: &Path, tables: &Path, options: &str) -> Files {
    let folder = tables.parent().unwrap();
    if kind.join("placed.csv").exists() {
        fs::copy(kind.join("placed.csv"), folder.join("placed.csv")).unwrap();
    }
    let ended = Command::new(env!("CARGO_BIN_EXE_roomblock"))
        .arg("validate")
        .arg(tables.file_name().unwrap())
        .args(options.split_whitespace())
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary runs");
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let texts = [("supply.txt", text(ended.stdout)), ("doubts.txt", text(ended.stderr))];
    texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text)).collect()
}

/// Rows read are used, superseded, dropped or rejected, and nothing else.
fn expect_the_rows_to_add_up(kind: &Path, summary: &str) {
    let summary: serde_json::Value = serde_json::from_str(summary).unwrap();
    for count in summary["counts"].as_array().unwrap() {
        let of = |column: &str| count[column].as_u64().unwrap();
        assert_eq!(of("rows"), of("used") + of("superseded") + of("dropped") + of("rejected"), "{}", kind.display());
    }
}

/// Ingesting clean tables changes none of them, and none of what was rejected.
fn expect_no_change(kind: &Path, written: &Files, tables: &Path) {
    let again = tables.with_file_name("again");
    ingest(tables, &[tables.to_string_lossy().into_owned()], "", &again);
    let tables_of = |files: &Files| {
        let mut files = files.clone();
        files.remove("ingest.json");
        files.remove("log.csv");
        files
    };
    assert_eq!(tables_of(written), tables_of(&texts(&again)), "{}: ingesting it again changes it", kind.display());
}

/// Returns what was expected of a kind, by name.
fn expected(kind: &Path) -> Files {
    let clean = texts(&kind.join("clean")).into_iter().map(|(name, text)| (format!("clean/{name}"), text));
    let beside = ["log.csv", "rejects.csv", "said.txt", "exit", "supply.txt", "doubts.txt"];
    let beside = beside.iter().filter_map(|&name| Some((name.to_owned(), fs::read_to_string(kind.join(name)).ok()?)));
    clean.chain(beside).collect()
}

/// Writes what is expected of a kind anew.
fn write(kind: &Path, outcome: &Files) {
    for name in expected(kind).keys().filter(|name| !outcome.contains_key(*name)) {
        fs::remove_file(kind.join(name)).unwrap();
    }
    for (name, text) in outcome {
        let path = kind.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn every_kind_of_dirt_becomes_the_tables_that_are_expected() {
    let mut wrong = Vec::new();
    for kind in kinds() {
        let outcome = outcome(&kind);
        if std::env::var_os("REGENERATE").is_some() {
            write(&kind, &outcome);
        }
        let expected = expected(&kind);
        let all: std::collections::BTreeSet<&String> = outcome.keys().chain(expected.keys()).collect();
        for name in all.into_iter().filter(|name| outcome.get(*name) != expected.get(*name)) {
            let text = |files: &Files| files.get(name).cloned().unwrap_or_else(|| "(nothing)\n".to_owned());
            let (expected, actual) = (text(&expected), text(&outcome));
            wrong.push(format!("{}/{name}:\n--- expected\n{expected}--- actual\n{actual}", kind.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} differ; REGENERATE=1 writes them anew", wrong.join("\n"), wrong.len());
}

/// What somebody may type into a cell.
fn cell() -> impl Strategy<Value = String> {
    let typed = [
        "",
        "-",
        "0",
        "7",
        "12",
        "12.0",
        "1,100",
        "about 30",
        "20-30",
        "-3",
        "满房",
        "无",
        "十二间",
        "１２",
        "Grand Hotel",
        "River Inn",
        "合计",
        "2022-04-03",
        "4/3",
        "4月3日24:00",
        "44654",
        "2022-04-03T16:00:00Z",
        "king",
        "twin",
        "'=1+1",
        "+86 1",
        "31.2",
        "121.4",
        "seven",
        "\u{3000}x\u{200b}",
        "a;b",
        "open",
        "closed",
        "men",
    ];
    prop_oneof![proptest::sample::select(typed.to_vec()).prop_map(str::to_owned), "[ -~]{0,6}"]
}

/// A sheet: some headings of a table, and rows below them, some of them too short or too long.
fn sheet() -> impl Strategy<Value = (Vec<&'static str>, Vec<Vec<String>>)> {
    let of_rooms =
        vec!["hotel", "rooms", "room_type", "from", "to", "polled_at", "rate", "note", "district", "lat", "lon"];
    let of_groups = vec!["group", "guests", "men", "women", "arrive", "depart", "class", "phone", "note"];
    let headings = prop_oneof![Just(of_rooms), Just(of_groups)];
    headings.prop_flat_map(|headings| {
        let width = headings.len();
        let row = proptest::collection::vec(cell(), width - 1..=width + 1);
        (2..=width, proptest::collection::vec(row, 0..12)).prop_map(move |(kept, rows)| {
            let cut = |row: Vec<String>| row.into_iter().take(kept).collect();
            (headings[..kept].to_vec(), rows.into_iter().map(cut).collect())
        })
    })
}

/// Writes a sheet as CSV.
fn write_sheet(path: &Path, (headings, rows): &(Vec<&'static str>, Vec<Vec<String>>)) {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    let lines = rows.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\n");
    fs::write(path, format!("{}\n{}", headings.join(","), lines.collect::<String>())).unwrap();
}

/// Ingests files, and returns the clean tables by name; the rows of every file must add up.
fn tables(paths: &[PathBuf]) -> Files {
    let mut reading = read::sheets(paths, &Settings::default());
    let settled = validate::settle(&mut reading);
    for count in &settled.counts {
        let sum = count.used + count.superseded + count.dropped + count.rejected;
        assert_eq!(count.rows, sum, "{count:?}");
    }
    let rejects = reading.rejects(&settled.diagnostics);
    let (rooms, hotels, groups) = (&reading.tables.availability, &reading.tables.hotels, &reading.tables.groups);
    Files::from([
        ("availability.csv".to_owned(), text(&CleanTable::new(&rooms.rows, rooms.informs.as_ref()))),
        ("hotels.csv".to_owned(), text(&CleanTable::new(&hotels.rows, hotels.informs.as_ref()))),
        ("groups.csv".to_owned(), text(&CleanTable::new(&groups.rows, groups.informs.as_ref()))),
        ("rejects.csv".to_owned(), text(&CleanTable::whole(&rejects))),
    ])
}

fn text<R: CleanRow>(table: &CleanTable<'_, R>) -> String {
    let mut bytes = Vec::new();
    let mut writer = TableWriter::new(&mut bytes, table.headings()).unwrap();
    for row in table.rows() {
        writer.row(&row.iter().map(|cell| inert(cell)).collect::<Vec<_>>()).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Whatever is typed: the rows of every file add up, and the clean tables are read back as they are.
#[test]
fn no_row_is_lost_and_clean_tables_stay_as_they_are() {
    proptest!(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() }, |(sheets in proptest::collection::vec(sheet(), 1..4))| {
        let folder = tempfile::tempdir().unwrap();
        let paths: Vec<PathBuf> = (1..=sheets.len()).map(|number| folder.path().join(format!("{number}.csv"))).collect();
        for (path, sheet) in paths.iter().zip(&sheets) {
            write_sheet(path, sheet);
        }
        let clean = tables(&paths);
        let again: Vec<PathBuf> = clean.iter().filter(|(_, text)| text.lines().count() > 1).map(|(name, text)| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        }).collect();
        prop_assert_eq!(tables(&again), clean);
    });
}

/// What is written so that no spreadsheet runs it is read as it was.
#[test]
fn inert_cells_are_read_back() {
    for text in ["=cmd", "+86 21", "-3", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠1", "plain", "", "'quoted'"] {
        assert_eq!(read::revived(&inert(text)), text);
    }
}
