//! Every folder of `tests/cases` through the binary: its files, its arguments, and what must come out.
//!
//! A case is a folder with `cmd` (the arguments, one line), `in/` (the files it runs beside, or the name of a folder of
//! `fixtures` in `fixture`), optionally `before` (arguments of commands to run first, one a line), and the expected
//! `stdout`, `stderr` and `exit`. `REGENERATE=1 cargo test --release --test cases` writes what is expected anew, for review.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs the binary in a folder with the arguments of a line.
fn roomblock(folder: &Path, line: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roomblock"))
        .args(line.split_whitespace())
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .output()
        .expect("the binary runs")
}

/// Copies a folder and what is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap().path();
        let target = to.join(entry.file_name().unwrap());
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).unwrap();
        }
    }
}

/// Returns a text without what another version of a solver may change: the amount of work and its own name.
fn steady(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match line.split_once(", effort ") {
            Some((_, _)) => lines.push("  ENGINE, effort N.".to_owned()),
            None => lines.push(line.to_owned()),
        }
    }
    if text.ends_with('\n') {
        lines.push(String::new());
    }
    lines.join("\n")
}

/// Compares one expected text, or writes it anew; returns what differs.
fn compare(case: &Path, name: &str, actual: &str) -> Option<String> {
    let path = case.join(name);
    if std::env::var_os("REGENERATE").is_some() {
        if actual.is_empty() {
            drop(fs::remove_file(&path));
        } else {
            fs::write(&path, actual).unwrap();
        }
        return None;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    (expected != actual).then(|| format!("{}:\n--- expected\n{expected}\n--- actual\n{actual}", path.display()))
}

/// Runs one case; returns what differs.
fn differences(case: &Path) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    if let Ok(fixture) = fs::read_to_string(case.join("fixture")) {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        copy(&fixtures.join(fixture.trim()), &folder.path().join("case"));
    }
    if case.join("in").is_dir() {
        copy(&case.join("in"), folder.path());
    }
    for line in fs::read_to_string(case.join("before")).unwrap_or_default().lines() {
        roomblock(folder.path(), line);
    }
    let command = fs::read_to_string(case.join("cmd")).expect("a case has a command");
    let output = roomblock(folder.path(), &command);
    let exit = output.status.code().map_or_else(|| "killed".to_owned(), |code| code.to_string());
    [("stdout", steady(&output.stdout)), ("stderr", steady(&output.stderr)), ("exit", format!("{exit}\n"))]
        .iter()
        .filter_map(|(name, actual)| compare(case, name, actual))
        .collect()
}

#[test]
fn every_case_comes_out_as_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut names: Vec<_> = fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    assert!(names.len() > 10, "the cases are there");
    let wrong: Vec<String> = names.iter().flat_map(|case| differences(case)).collect();
    assert!(wrong.is_empty(), "{}\n{} differ; REGENERATE=1 writes them anew", wrong.join("\n"), wrong.len());
}
