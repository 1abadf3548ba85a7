//! The documents are run: links lead somewhere, files that are named exist, commands are those of the binary, what the pages
//! do is done and what they show is what the binary prints; and the book has every page.
//!
//! `REGENERATE=1 cargo test --release --test docs` writes the transcripts anew.

#[path = "docs/book.rs"]
mod book;
#[path = "docs/markdown.rs"]
mod markdown;
#[cfg(all(unix, feature = "highs"))]
#[path = "docs/transcript.rs"]
mod transcript;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BINARY: &str = env!("CARGO_BIN_EXE_roomblock");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns every file below a folder with one of some endings, as paths from the root of the repository.
fn files_below(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path: PathBuf = entry.expect("the folder can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .and_then(|ending| ending.to_str())
                .is_some_and(|ending| endings.contains(&ending))
            {
                let path = path.strip_prefix(root()).expect("it lies below the root");
                found.push(path.to_str().expect("our names are plain").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Returns every page of the repository with its text.
fn pages() -> BTreeMap<String, String> {
    let top = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(str::to_owned);
    let below = ["docs", "examples", "fixtures", "benches"].iter().flat_map(|folder| files_below(folder, &["md"]));
    top.into_iter().chain(below).map(|path| (path.clone(), text(&path))).collect()
}

fn expect_none(complaints: &[String], advice: &str) {
    assert!(complaints.is_empty(), "\n\n  {}\n\n{advice}\n", complaints.join("\n  "));
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut complaints = Vec::new();
    for (path, page) in &pages {
        for link in markdown::links(page) {
            if link.starts_with("http") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let folder = Path::new(path).parent().expect("a file has a folder");
            let target = if file.is_empty() { PathBuf::from(path) } else { folder.join(file) };
            let anchors =
                || fs::read_to_string(root().join(&target)).map(|page| markdown::anchors(&page)).unwrap_or_default();
            if !root().join(&target).exists() || !(anchor.is_empty() || anchors().iter().any(|known| known == anchor)) {
                complaints.push(format!("{path}: {link}"));
            }
        }
    }
    expect_none(&complaints, "These links lead nowhere: mend the target, or the heading that the anchor is made from.");
}

#[test]
fn files_named_in_pages_exist() {
    let mut complaints = Vec::new();
    for (path, page) in pages() {
        for name in markdown::code(&page) {
            let is_ours =
                ["src/", "docs/", "tests/", "fixtures/", "examples/", "benches/", ".ci/", ".tools/setup", ".cargo/"]
                    .iter()
                    .any(|folder| name.starts_with(folder));
            let is_one_path = !name.contains([' ', '*', '<', '{', '…']);
            if is_ours && is_one_path && !root().join(&name).exists() {
                complaints.push(format!("{path}: `{name}`"));
            }
        }
    }
    expect_none(&complaints, "These files are named and do not exist: they moved, or never were.");
}

#[test]
fn pages_named_in_the_sources_exist() {
    let sources = ["src", "tests", "benches"].iter().flat_map(|folder| files_below(folder, &["rs", "toml"]));
    let mut complaints = Vec::new();
    for path in sources {
        // These tests speak of pages that are not there.
        if path.starts_with("tests/docs") {
            continue;
        }
        for line in
            text(&path).lines().map(str::trim_start).filter(|line| line.starts_with("//") || line.starts_with('#'))
        {
            let words = line.split(|letter: char| !(letter.is_alphanumeric() || "._-/".contains(letter)));
            let is_page = |word: &&str| Path::new(word).extension().is_some_and(|ending| ending == "md");
            for word in words.filter(is_page) {
                if !root().join(word).exists() && !root().join("docs").join(word).exists() {
                    complaints.push(format!("{path}: {word}"));
                }
            }
        }
    }
    expect_none(&complaints, "A reader of the code cannot open these pages: name one that is in the repository.");
}

/// Returns what `roomblock` with some arguments prints on stdout.
fn help(arguments: &[&str]) -> Option<String> {
    let output = Command::new(BINARY).args(arguments).arg("--help").output().expect("the binary starts");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn commands_and_options_in_pages_are_those_of_the_binary() {
    let mut complaints = BTreeSet::new();
    for (path, page) in pages() {
        let blocks =
            markdown::blocks(&page).into_iter().filter(|block| matches!(block.language.as_str(), "sh" | "console"));
        for line in blocks.flat_map(|block| block.lines) {
            for part in line.split(['|', ';', '#']).flat_map(|part| part.split("&&")) {
                complaints.extend(unknown_in(part).map(|unknown| format!("{path}: {unknown} in `{}`", part.trim())));
            }
        }
        for code in markdown::code(&page).iter().filter(|code| code.starts_with("roomblock ")) {
            complaints.extend(unknown_in(code).map(|unknown| format!("{path}: {unknown} in `{code}`")));
        }
    }
    expect_none(&complaints.into_iter().collect::<Vec<_>>(), "`roomblock --help` knows nothing of these.");
}

#[test]
fn the_readme_names_every_command() {
    let help = Command::new(BINARY).arg("--help").output().expect("the binary starts").stdout;
    let help = String::from_utf8_lossy(&help).into_owned();
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let commands: Vec<&str> = listed.filter_map(|line| line.split_whitespace().next()).collect();
    let readme = text("README.md");
    let is_missing = |command: &&&str| **command != "help" && !readme.contains(&format!("`roomblock {command}`"));
    let missing: Vec<String> = commands.iter().filter(is_missing).map(|&command| command.to_owned()).collect();
    assert!(commands.contains(&"run"), "the help has a list of commands");
    expect_none(&missing, "README.md has a table of commands.");
}

/// Returns the command or the first option of a line that the binary does not know; none for lines that do not call it.
fn unknown_in(line: &str) -> Option<String> {
    let line = line.trim().trim_start_matches("$ ");
    let call = line
        .strip_prefix("roomblock ")
        .or_else(|| line.strip_prefix("cargo run ")?.split_once(" -- ").map(|(_, call)| call))?;
    let mut words = call.split_whitespace();
    let command = words.next().filter(|command| !command.starts_with('-'))?;
    let Some(help) = help(&[command]) else { return Some(format!("the command {command}")) };
    let options = words.filter(|word| word.starts_with("--")).map(|word| word.split('=').next().unwrap_or(word));
    let knows = |option: &str| {
        help.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).any(|word| word == option)
    };
    options.filter(|option| !knows(option)).map(str::to_owned).next()
}

#[test]
fn ci_runs_the_commands_of_the_readme() {
    let run = text(".ci/run");
    let readme = text("README.md");
    let blocks = markdown::blocks(&readme).into_iter().filter(|block| block.language == "sh");
    let commands: Vec<String> = blocks.flat_map(|block| block.lines).collect();
    for verb in ["cargo run", "cargo test"] {
        let command = commands.iter().find(|command| command.starts_with(&format!(".tools/setup && {verb} ")));
        let command =
            command.unwrap_or_else(|| panic!("README.md has no line `.tools/setup && {verb} …` in a block of sh"));
        assert!(run.contains(&format!("'{command}'")), ".ci/run does not run what README.md says: {command}");
    }
}

#[test]
fn the_changelog_has_a_section_for_what_is_to_come() {
    let changelog = text("CHANGELOG.md");
    let first = changelog.lines().find(|line| line.starts_with("## "));
    assert_eq!(first, Some("## Unreleased"), "CHANGELOG.md opens with the section Unreleased; see docs/releasing.md");
}

#[test]
fn decisions_are_numbered_told_in_three_parts_and_listed() {
    let list = text("docs/architecture.md");
    for (at, path) in files_below("docs/decisions", &["md"]).iter().enumerate() {
        let name = path.trim_start_matches("docs/");
        let number = format!("{:04}", at + 1);
        assert!(name.starts_with(&format!("decisions/{number}-")), "{path}: the next number is {number}");
        assert!(list.contains(&format!("({name})")), "{path}: list it in docs/architecture.md");
        let page = text(path);
        let sections: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(
            sections,
            ["## Context", "## Decision", "## Consequences"],
            "{path}: context, decision, consequences"
        );
        assert!(page.starts_with(&format!("# {number} ")), "{path}: its title begins with its number");
    }
}

#[test]
fn the_code_map_shows_every_room() {
    let map = text("docs/architecture.md");
    let entries = fs::read_dir(root().join("src")).expect("src can be listed").flatten();
    for entry in entries.filter(|entry| entry.path().is_dir()) {
        let room = entry.file_name().into_string().expect("our names are plain");
        let rows = map.lines().filter(|line| line.starts_with(&format!("| `{room}` |"))).count();
        assert_eq!(rows, 2, "docs/architecture.md: `{room}` has a row in the code map and one in the table of imports");
    }
}
