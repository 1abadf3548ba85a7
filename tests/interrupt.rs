//! Ctrl-C, and the signal by which cron and service managers end a run, at many moments: each time a plan that verifies, marked as
//! interrupted, soon after.
//!
//! The same on larger cases, at random moments and with the time each took: `benches/compare interrupt`.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_roomblock");

/// Milliseconds from the moment the program listens for signals to the signal.
const MOMENTS: [u64; 7] = [0, 20, 100, 250, 500, 1_000, 2_000];

/// A machine may be busy with other tests; on an idle one it is well below a second.
const LATE: Duration = Duration::from_secs(10);

fn roomblock(folder: &Path, line: &str) -> ExitStatus {
    let mut command = Command::new(PROGRAM);
    command.args(line.split_whitespace()).current_dir(folder).stdout(Stdio::null()).status().unwrap()
}

/// Waits until the program has a handler for SIGINT; before that, a signal ends it as it ends any program.
fn wait_until_it_listens(child: &Child) {
    let listens = || {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
        let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
        u64::from_str_radix(caught.trim(), 16).unwrap() & 0b10 != 0
    };
    while !listens() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Ends a run with a signal after so long, checks what it leaves, and says whether that is marked: a run whose solving had ended
/// before the signal came is not. None where it came before there was any plan, and none is there.
fn marked_when_ended_after(folder: &Path, signal: &str, moment: u64) -> Option<bool> {
    let mut child = Command::new(PROGRAM)
        .args("solve case -o plan --time-limit none --quiet".split(' '))
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    wait_until_it_listens(&child);
    std::thread::sleep(Duration::from_millis(moment));
    let asked = Instant::now();
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    let code = child.wait().unwrap().code();
    let late = asked.elapsed();
    assert!(late < LATE, "after {moment} ms: ended {late:?} later");
    if code == Some(6) {
        assert!(!folder.join("plan").exists(), "after {moment} ms: half a plan");
        return None;
    }
    assert!(matches!(code, Some(0 | 4)), "after {moment} ms: {code:?}");
    let record = fs::read_to_string(folder.join("plan/plan.json")).unwrap();
    let record: Value = serde_json::from_str(&record).unwrap();
    assert_eq!(roomblock(folder, "verify case plan --quiet").code(), Some(0), "after {moment} ms");
    fs::remove_dir_all(folder.join("plan")).unwrap();
    Some(record["interrupted"] == true)
}

#[test]
fn an_interrupt_at_any_moment_leaves_a_verified_plan_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    assert!(roomblock(folder.path(), "generate M --tightness tight -o case --quiet").success());
    let ends = MOMENTS.map(|moment| marked_when_ended_after(folder.path(), "-INT", moment));
    assert!(ends.iter().all(Option::is_some), "without pins there is a plan at any moment: {ends:?}");
    let marked = ends.iter().filter(|end| **end == Some(true)).count();
    assert!(marked >= 2, "only {marked} of {} runs were interrupted: larger cases are wanted", MOMENTS.len());
}

/// A town in which every group is pinned: 2,000 groups, four to a hotel.
fn pinned_town(folder: &Path) {
    let mut offered = "hotel,room_type,rooms\n".to_owned();
    let mut manifest = "group,guests,arrive,depart,sharing\n".to_owned();
    let mut pins = "group,hotel,relation\n".to_owned();
    for hotel in 0..500 {
        writeln!(offered, "H{hotel:03},single,16\nH{hotel:03},twin,6").unwrap();
        for nth in 0..4 {
            writeln!(manifest, "H{hotel:03}-{nth},5,2027-03-02,2027-03-12,same_sex").unwrap();
            writeln!(pins, "H{hotel:03}-{nth},H{hotel:03},must").unwrap();
        }
    }
    let case = folder.join("case");
    fs::create_dir(&case).unwrap();
    fs::write(case.join("availability.csv"), offered).unwrap();
    fs::write(case.join("groups.csv"), manifest).unwrap();
    fs::write(case.join("pins.csv"), pins).unwrap();
}

#[test]
fn a_run_on_thousands_of_pinned_groups_ends_soon_after_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    pinned_town(folder.path());
    // Before the pins are met there is no plan; afterwards there is one.
    let ends = MOMENTS.map(|moment| marked_when_ended_after(folder.path(), "-TERM", moment));
    assert!(ends.iter().any(Option::is_some), "no run came to a plan: {ends:?}");
}
