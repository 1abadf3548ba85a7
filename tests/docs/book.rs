//! The book: `docs/SUMMARY.md` names every page once and nothing else, pages lead to nothing that the book does not have, and
//! `mdbook` builds it, where it is there.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use super::{expect_none, files_below, markdown, root, text};

#[test]
fn the_summary_names_every_page_once_and_nothing_else() {
    let named = markdown::links(&text("docs/SUMMARY.md"));
    let pages: BTreeSet<String> = files_below("docs", &["md"])
        .into_iter()
        .map(|path| path.trim_start_matches("docs/").to_owned())
        .filter(|path| path != "SUMMARY.md")
        .collect();
    let known: BTreeSet<String> = named.iter().cloned().collect();
    let missing = pages.difference(&known).map(|page| format!("{page} is not in docs/SUMMARY.md"));
    let gone = known.difference(&pages).map(|page| format!("docs/SUMMARY.md names {page}, which is not there"));
    let complaints: Vec<String> = missing.chain(gone).collect();
    expect_none(&complaints, "The book has the pages of docs/SUMMARY.md.");
    assert_eq!(named.len(), known.len(), "docs/SUMMARY.md names a page twice");
}

#[test]
fn pages_of_the_book_lead_to_pages_of_the_book() {
    let mut complaints = Vec::new();
    for path in files_below("docs", &["md"]) {
        for link in markdown::links(&text(&path)) {
            let file = link.split('#').next().unwrap_or_default();
            let target = plain(&Path::new(&path).parent().expect("a file has a folder").join(file));
            if !link.starts_with("http") && !link.starts_with("mailto:") && !target.starts_with("docs") {
                complaints.push(format!("{path}: {link}"));
            }
        }
    }
    expect_none(&complaints, "These lead out of the book: name the file in backticks instead.");
}

/// Returns a path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = plain.pop(),
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[test]
fn the_picture_is_small_and_of_the_width_of_a_page() {
    let bytes = std::fs::read(root().join("docs/report.png")).expect("docs/picture.sh makes docs/report.png");
    assert_eq!(bytes.get(1..4), Some(&b"PNG"[..]));
    assert_eq!(bytes.get(16..20), Some(&1280_u32.to_be_bytes()[..]), "its width is the first number of the header");
    assert!(bytes.len() < 200_000, "docs/report.png has {} bytes", bytes.len());
}

#[test]
fn mdbook_builds_it() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let output = Command::new("mdbook").arg("build").arg(root()).arg("--dest-dir").arg(folder.path()).output();
    let Ok(output) = output else {
        let _ = writeln!(std::io::stderr(), "skipped: there is no mdbook on this machine");
        return;
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let warnings: Vec<&str> = said.lines().filter(|line| line.contains("WARN") || line.contains("ERROR")).collect();
    assert!(warnings.is_empty(), "{}", warnings.join("\n"));
    assert!(folder.path().join("tutorial.html").exists());
}
