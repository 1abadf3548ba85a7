//! `examples/cron/morning.sh` where a run goes wrong: whatever the status, somebody is told, and the last good plan stays. What it
//! does where a run goes well, and the statuses 3, 4, 5 and 8, are on the page that `tests/docs.rs` runs (docs/cron.md).

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A desk with one good plan behind it, and a `sendmail` that keeps what it is given.
struct Desk(TempDir);

impl Desk {
    /// None where the script cannot run.
    #[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
    fn new() -> Option<Self> {
        if Command::new("flock").arg("--version").output().is_err() {
            eprintln!("SKIPPED: there is no flock on this machine");
            return None;
        }
        let desk = Self(tempfile::tempdir().unwrap());
        for folder in ["bin", "sent", "desk/sheets"] {
            fs::create_dir_all(desk.path(folder)).unwrap();
        }
        let sheets = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/first-night");
        for sheet in ["hotels.xlsx", "teams.csv"] {
            fs::copy(sheets.join(sheet), desk.path("desk/sheets").join(sheet)).unwrap();
        }
        desk.program("sendmail", "cat > \"sent/$(ls sent | wc -l).eml\"");
        desk.program("roomblock", &format!("exec '{}' \"$@\"", env!("CARGO_BIN_EXE_roomblock")));
        let status = desk.run("2027-03-02T20:00", "");
        assert!(matches!(status, 0 | 4), "{status}: {}", desk.read("desk/said.txt"));
        for mail in fs::read_dir(desk.path("sent")).unwrap() {
            fs::remove_file(mail.unwrap().path()).unwrap();
        }
        Some(desk)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Puts a program into the desk's own folder of programs.
    fn program(&self, name: &str, body: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, format!("#!/bin/sh\n{body}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// Lets `roomblock run` end with a status; the other commands are those of the binary.
    fn run_ends_with(&self, status: i32) {
        let real = env!("CARGO_BIN_EXE_roomblock");
        self.program(
            "roomblock",
            &format!("[ \"$1\" = run ] && {{ echo 'it said so'; exit {status}; }}\nexec '{real}' \"$@\""),
        );
    }

    /// Runs the script as cron would, under a limit of the shell, and returns its status.
    fn run(&self, as_of: &str, limit: &str) -> i32 {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cron/morning.sh");
        let path = format!("{}:{}", self.path("bin").display(), std::env::var("PATH").unwrap());
        let line = format!("{limit} exec '{}' desk {as_of}", script.display());
        let status = Command::new("sh").args(["-c", &line]).env("PATH", path).current_dir(self.0.path()).status();
        status.unwrap().code().unwrap()
    }

    /// Expects one alarm with these words in its subject and in its text, and the plan before in its place.
    fn expect_alarm(&self, subject: &str, said: &str) {
        let mail = self.read("sent/0.eml");
        assert!(mail.lines().any(|line| line.starts_with("Subject: ") && line.contains(subject)), "{mail}");
        assert!(mail.contains(said), "{mail}");
        assert!(!self.path("sent/1.eml").exists(), "one mail, to the desk alone");
        assert_eq!(fs::read_link(self.path("desk/plans/latest")).unwrap(), Path::new("2027-03-02T2000"));
        assert!(self.path("desk/plans/latest/plan.json").is_file());
        fs::remove_file(self.path("sent/0.eml")).unwrap();
    }
}

#[test]
fn whatever_a_run_ends_with_the_desk_is_told_and_the_last_plan_stands() {
    let Some(desk) = Desk::new() else { return };
    let alarms = [
        (1, "failed"),
        (2, "options that it does not know"),
        (3, "the sheets are in error"),
        (5, "orders contradict each other"),
        (6, "no plan within ten minutes"),
        (7, "BROKE RULES AND WAS NOT PUBLISHED"),
        (130, "failed"),
    ];
    for (status, subject) in alarms {
        desk.run_ends_with(status);
        assert_eq!(desk.run("2027-03-02T21:00", ""), status);
        desk.expect_alarm(subject, "it said so");
    }
    desk.run_ends_with(8);
    assert_eq!(desk.run("2027-03-02T21:00", ""), 8);
    assert!(!desk.path("sent/0.eml").exists(), "nobody is told that somebody else is at work");
}

/// Files that grow beyond 512 or 1,024 bytes, by shell: as on a full disk, no clean table can be written.
#[test]
fn a_disk_that_takes_no_more_is_an_alarm() {
    let Some(desk) = Desk::new() else { return };
    assert_eq!(desk.run("2027-03-02T21:00", "ulimit -f 1;"), 1);
    desk.expect_alarm("the sheets cannot be read", "cannot write");
}

#[test]
fn a_file_in_the_place_of_a_plan_is_an_alarm() {
    let Some(desk) = Desk::new() else { return };
    fs::write(desk.path("desk/plans/2027-03-02T2100"), "mine").unwrap();
    assert_eq!(desk.run("2027-03-02T21:00", ""), 2);
    desk.expect_alarm("options that it does not know", "is not a folder");
    assert_eq!(desk.read("desk/plans/2027-03-02T2100"), "mine");
}
