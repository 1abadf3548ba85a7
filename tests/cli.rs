//! The binary among full disks, killed runs and other runs: the last good plan is never touched, and every ending says
//! what it is.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_roomblock");

/// A folder with the case `case`: as many hotels as groups, so that a plan has many rooming lists.
fn town(n_hotels: u32, rooms: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let case = folder.path().join("case");
    fs::create_dir(&case).unwrap();
    let rows = |heading: &str, letter: char| {
        let rows = (0..n_hotels).map(|at| format!("{letter}{at:04},{rooms}"));
        std::iter::once(heading.to_owned()).chain(rows).collect::<Vec<_>>().join("\n")
    };
    fs::write(case.join("availability.csv"), rows("hotel,rooms", 'H')).unwrap();
    fs::write(case.join("groups.csv"), rows("group,guests", 'G')).unwrap();
    folder
}

fn roomblock(folder: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder);
    command
}

fn run(folder: &Path, arguments: &str) -> Output {
    roomblock(folder).args(arguments.split_whitespace()).output().unwrap()
}

/// Runs a command line of the shell, with `$ROOMBLOCK` in it.
fn shell(folder: &Path, line: &str) -> Output {
    Command::new("sh").args(["-c", line]).env("ROOMBLOCK", PROGRAM).current_dir(folder).output().unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All files below a folder with their bytes, by name.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn two_runs_of_the_same_case_and_effort_give_the_same_bytes() {
    let town = town(6, 4);
    assert_eq!(code(&run(town.path(), "run case -o one --effort 1000 --threads 1")), Some(0));
    assert_eq!(code(&run(town.path(), "run case -o two --effort 1000 --threads 2")), Some(0));
    assert_eq!(tree(&town.path().join("one")), tree(&town.path().join("two")));
}

#[test]
fn a_full_disk_is_an_error_with_its_name() {
    let town = town(2, 3);
    let output = run(town.path(), "export case --format mps -o /dev/full");
    assert_eq!(code(&output), Some(1));
    assert_eq!(stderr(&output), "error: cannot write /dev/full: No space left on device (os error 28)\n");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = roomblock(town.path()).args(["validate", "case"]).stdout(full).output().unwrap();
    assert_eq!(code(&output), Some(1));
    assert_eq!(stderr(&output), "error: cannot write to stdout: No space left on device (os error 28)\n");
}

#[test]
fn a_plan_that_outgrows_the_limit_of_the_system_leaves_the_last_one_alone() {
    let town = town(20, 3);
    assert_eq!(code(&run(town.path(), "run case -o plan")), Some(0));
    let before = tree(&town.path().join("plan"));
    fs::write(town.path().join("case/pins.csv"), "group,hotel,relation\nG0001,H0003,must\n").unwrap();
    let output = shell(town.path(), "ulimit -f 1; exec \"$ROOMBLOCK\" run case -o plan --quiet");
    assert_eq!(code(&output), Some(1));
    assert_eq!(stderr(&output), "error: cannot write the plan plan: File too large (os error 27)\n");
    assert_eq!(tree(&town.path().join("plan")), before);
    assert_eq!(names(town.path()), ["case", "plan"], "nothing is left beside the plan");
}

#[test]
fn a_run_that_is_killed_leaves_the_last_plan_or_the_new_one_whole() {
    let town = town(300, 3);
    let plan = town.path().join("plan");
    let pins = town.path().join("case/pins.csv");
    let started = Instant::now();
    assert_eq!(code(&run(town.path(), "run case -o plan --engine search")), Some(0));
    let whole_run = started.elapsed();
    let one = tree(&plan);
    fs::write(&pins, "group,hotel,relation\nG0001,H0003,must\n").unwrap();
    assert_eq!(code(&run(town.path(), "run case -o plan --engine search")), Some(0));
    let two = tree(&plan);
    assert_ne!(one, two);
    for round in 0..24_u32 {
        if round % 2 == 0 {
            drop(fs::remove_file(&pins));
        } else {
            fs::write(&pins, "group,hotel,relation\nG0001,H0003,must\n").unwrap();
        }
        let mut child = roomblock(town.path())
            .args(["run", "case", "-o", "plan", "--engine", "search"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole_run * (round % 12 + 1) / 11);
        drop(child.kill());
        child.wait().unwrap();
        let now = tree(&plan);
        assert!(now == one || now == two, "round {round}: the plan is neither the old nor the new one");
    }
    assert_eq!(code(&run(town.path(), "run case -o plan --engine search")), Some(0));
    assert_eq!(names(town.path()), ["case", "plan"], "the next run clears away what killed ones left");
}

#[test]
fn a_place_that_another_run_holds_is_left_to_it() {
    let town = town(2, 3);
    let lock = File::create(town.path().join(".plan.lock")).unwrap();
    lock.lock().unwrap();
    let output = run(town.path(), "run case -o plan");
    assert_eq!(code(&output), Some(8));
    assert_eq!(stderr(&output), "error: another run is writing plan\n  = help: try again later\n");
    drop(lock);
    assert_eq!(code(&run(town.path(), "run case -o plan")), Some(0));
}

#[test]
fn what_is_not_a_plan_is_kept_aside_with_force() {
    let town = town(2, 3);
    fs::create_dir(town.path().join("photos")).unwrap();
    fs::write(town.path().join("photos/cat.txt"), "meow\n").unwrap();
    assert_eq!(code(&run(town.path(), "run case -o photos")), Some(2));
    assert_eq!(code(&run(town.path(), "run case -o photos --force")), Some(0));
    assert!(town.path().join("photos/plan.json").is_file());
    assert_eq!(fs::read_to_string(town.path().join("photos.replaced-1/cat.txt")).unwrap(), "meow\n");
}

#[test]
fn a_plan_behind_a_link_is_replaced_and_the_link_stays() {
    let town = town(2, 3);
    fs::create_dir(town.path().join("shared")).unwrap();
    std::os::unix::fs::symlink("shared", town.path().join("plan")).unwrap();
    for _ in 0..2 {
        assert_eq!(code(&run(town.path(), "run case -o plan")), Some(0));
    }
    assert!(town.path().join("plan").symlink_metadata().unwrap().is_symlink());
    assert!(town.path().join("shared/plan.json").is_file());
    assert_eq!(names(town.path()), ["case", "plan", "shared"]);
}

#[test]
fn rooming_lists_are_readable_by_their_owner_alone() {
    let town = town(2, 3);
    assert_eq!(code(&run(town.path(), "run case -o plan")), Some(0));
    assert_eq!(code(&run(town.path(), "roster plan -o lists")), Some(0));
    let mode = |path: &str| fs::metadata(town.path().join(path)).unwrap().permissions().mode() & 0o777;
    for name in ["plan/rosters/H0000.csv", "plan/rosters/H0001.txt", "lists/H0000.txt", "plan/case/groups.csv"] {
        assert_eq!(mode(name), 0o600, "{name}");
    }
    assert_eq!(mode("plan/rosters"), 0o700);
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let town = town(200, 3);
    let output = shell(town.path(), "{ \"$ROOMBLOCK\" export case --format program; echo $? >status; } | head -n 1");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\n");
    assert_eq!(stderr(&output), "");
    assert_eq!(fs::read_to_string(town.path().join("status")).unwrap(), "0\n");
}

#[test]
fn quiet_is_quiet() {
    let town = town(2, 3);
    let output = run(town.path(), "run case -o plan --quiet");
    assert_eq!((code(&output), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn standard_input_is_one_table_and_not_several() {
    let folder = town(3, 1);
    let twice = shell(folder.path(), "$ROOMBLOCK validate --availability - --manifest - < case/availability.csv");
    assert!(code(&twice) == Some(2) && stderr(&twice).contains("`-` stands for several tables"), "{}", stderr(&twice));
    let once = shell(folder.path(), "$ROOMBLOCK validate case --availability - < case/availability.csv");
    assert_eq!(code(&once), Some(0), "{}", stderr(&once));
}

#[test]
fn a_case_that_needs_no_plan_folder_leaves_none() {
    let town = town(2, 3);
    fs::write(town.path().join("case/groups.csv"), "group,guests\nA,-1\n").unwrap();
    assert_eq!(code(&run(town.path(), "run case -o plan")), Some(3));
    assert_eq!(names(town.path()), ["case"]);
}

#[test]
fn an_interrupt_keeps_the_best_plan_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&run(folder.path(), "generate M --tightness tight -o case")), Some(0));
    let child = roomblock(folder.path())
        .args(["solve", "case", "-o", "plan", "--time-limit", "none", "--engine", "exact", "--quiet"])
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_secs(2));
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    match code(&output) {
        Some(0 | 4) => {
            let record = fs::read_to_string(folder.path().join("plan/plan.json")).unwrap();
            assert!(record.contains("\"interrupted\": true"), "{record}");
            assert_eq!(code(&run(folder.path(), "verify plan")), Some(0));
        }
        other => assert_eq!(other, Some(6), "{}", stderr(&output)),
    }
}
