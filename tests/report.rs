//! The report of a plan: the same bytes from the same plan, whole in one file, and harmless whatever names the case holds.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with a plan in `plan`.
struct Town(TempDir);

impl Town {
    /// Plans a folder of the project.
    fn of(folder: &str) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let output = town.run(&["solve", case.to_str().unwrap(), "-o", "plan", "--unmet-ok"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        town
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    /// Makes the report on stdout.
    fn report(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["report", "plan"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_wherever_it_lies() {
    let town = Town::of("fixtures/small_short");
    let first = town.report(&[]);
    fs::rename(town.path("plan"), town.path("moved")).unwrap();
    let output = town.run(&["report", "moved", "-o", "report.html"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_to_string(town.path("report.html")).unwrap(), first);
    let place = town.0.path().to_str().unwrap();
    assert!(!first.contains(place) && !first.contains(env!("CARGO_MANIFEST_DIR")), "a path is in the report");
}

#[test]
fn every_language_says_the_totals() {
    let town = Town::of("fixtures/small_short");
    assert!(town.report(&[]).contains("<html lang=\"en\">"));
    assert!(town.report(&["--lang", "zh"]).contains("<html lang=\"zh-CN\">"));
}
