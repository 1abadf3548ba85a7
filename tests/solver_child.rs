//! The solver in a process of its own: whatever becomes of it, the plan is written and verified, and says what happened.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

#[path = "support/dice.rs"]
mod dice;
#[path = "support/random_case.rs"]
mod random_case;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::AtomicBool;
use std::thread::sleep;
use std::time::{Duration, Instant};

use roomblock::program::compile;
use roomblock::solve::{Engine, Options, Outcome, isolate, solve};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_roomblock");

/// A folder with the case `case`, which the pattern kernel does not finish alone.
fn town(size: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let arguments = format!("generate {size} --tightness tight -o case");
    assert!(roomblock(folder.path(), &arguments).output().unwrap().status.success());
    folder
}

fn roomblock(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new(PROGRAM);
    command.current_dir(folder).args(arguments.split_whitespace());
    command
}

/// Starts a solve that would go on for very long.
fn long_solve(folder: &Path, fault: &str) -> Child {
    let mut command = roomblock(folder, "solve case -o plan --engine exact --effort 1 --quiet");
    command.env("ROOMBLOCK_SOLVER_FAULT", fault);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The solver that a process has at the moment.
fn solver_of(parent: u32) -> Option<u32> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.into_iter().find(|&process: &u32| {
        let read = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap_or_default();
        let stat = read("stat");
        let after_name = stat.rsplit(')').next().unwrap_or_default().split_whitespace().nth(1);
        after_name == Some(&parent.to_string()) && read("cmdline").contains("__solver")
    })
}

/// Waits for the solver of a process.
fn await_solver(parent: u32) -> u32 {
    let end = Instant::now() + Duration::from_mins(1);
    loop {
        if let Some(solver) = solver_of(parent) {
            return solver;
        }
        assert!(Instant::now() < end, "no solver was started");
        sleep(Duration::from_millis(5));
    }
}

fn kill(signal: &str, process: u32) {
    Command::new("kill").args([signal, &process.to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// The plan is there, keeps the rules, and says this.
fn expect_plan(folder: &Path, said: &str) {
    let record = fs::read_to_string(folder.join("plan/plan.json")).unwrap();
    assert!(record.contains(said), "{said}: {record}");
    let verified: Output = roomblock(folder, "verify plan").output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[test]
fn a_solver_that_fails_costs_a_proof_and_no_plan() {
    let faults = [
        ("crash", "the solver crashed (signal: 6"),
        ("eat", "the solver ran out of memory"),
        ("hang", "the solver did not keep to its time"),
        ("leave", "the solver crashed (exit status: 3)"),
        ("rave", "an answer that makes no sense"),
        ("crash:1", "the solver crashed (signal: 6"),
    ];
    let town = town("S");
    for (fault, said) in faults {
        let mut command =
            roomblock(town.path(), "solve case -o plan --engine exact --effort 1 --time-limit 3s --unmet-ok");
        let output = command.env("ROOMBLOCK_SOLVER_FAULT", fault).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{fault}: {}", String::from_utf8_lossy(&output.stderr));
        expect_plan(town.path(), said);
    }
}

#[test]
fn a_solver_that_is_killed_in_the_middle_costs_a_proof_and_no_plan() {
    let town = town("M");
    let mut run = long_solve(town.path(), "none");
    let status = loop {
        if let Some(status) = run.try_wait().unwrap() {
            break status;
        }
        if let Some(solver) = solver_of(run.id()) {
            sleep(Duration::from_millis(300));
            kill("-9", solver);
        }
        sleep(Duration::from_millis(5));
    };
    assert!(matches!(status.code(), Some(0 | 4)), "{status}");
    expect_plan(town.path(), "the solver crashed (signal: 9");
}

#[test]
fn an_interrupt_does_not_wait_for_a_solver_that_hangs() {
    let town = town("S");
    let mut run = long_solve(town.path(), "hang");
    await_solver(run.id());
    sleep(Duration::from_millis(100));
    let asked = Instant::now();
    kill("-INT", run.id());
    let status = run.wait().unwrap();
    // A second on a machine with nothing else to do.
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert!(matches!(status.code(), Some(0 | 4)), "{status}");
    expect_plan(town.path(), "\"interrupted\": true");
}

#[test]
fn a_solver_does_not_outlive_its_parent() {
    let town = town("M");
    for fault in ["none", "hang"] {
        let mut run = long_solve(town.path(), fault);
        let solver = await_solver(run.id());
        sleep(Duration::from_millis(300));
        run.kill().unwrap();
        run.wait().unwrap();
        let end = Instant::now() + Duration::from_secs(20);
        while Path::new(&format!("/proc/{solver}/cmdline")).exists() {
            assert!(Instant::now() < end, "{fault}: the solver lives on");
            sleep(Duration::from_millis(5));
        }
    }
}

#[test]
fn a_terminal_that_interrupts_all_its_processes_does_not_reach_the_solver() {
    let town = town("S");
    let mut run = long_solve(town.path(), "hang");
    let solver = await_solver(run.id());
    let group = |process: u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        stat.rsplit(')').next().unwrap().split_whitespace().nth(2).unwrap().to_owned()
    };
    assert_ne!(group(solver), group(run.id()));
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn a_solver_in_a_process_of_its_own_answers_as_one_in_this_process() {
    let outcomes = || (0..60).map(solved).collect::<Vec<Outcome>>();
    let here = outcomes();
    isolate(PathBuf::from(PROGRAM));
    let apart = outcomes();
    roomblock::solve::dismiss();
    assert_eq!(here, apart);
    assert!(here.iter().any(|outcome| outcome.levels.iter().any(|level| level.bound > Some(0))));
}

fn solved(seed: u64) -> Outcome {
    let options = Options {
        engine: Engine::Exact,
        time_limit: None,
        gap: 0.0,
        seed: 1,
        threads: 2,
        effort: None,
        stop: &AtomicBool::new(false),
        watch: &|_| {},
    };
    solve(&compile(&random_case::random_case(seed)), &options)
}
