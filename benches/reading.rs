//! Measures reading and validating: the median of five runs, and the peak of memory.
//!
//! `cargo test --release --bench reading` writes 42,000 rows of availability (2,095 hotels, 20 polls) to a temporary folder
//! and reads them. `-- FOLDER…` reads cases that are there. Not run by `cargo test` unless it is named.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use roomblock::read::{Files, Settings};
use roomblock::validate::{self, Validation};
use roomblock::{diagnostic, read};

fn main() {
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    if folders.is_empty() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        write_polls(folder.path());
        measure(folder.path());
    }
    for folder in &folders {
        measure(folder);
    }
}

/// Reads a case five times and prints what it took.
fn measure(folder: &Path) {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..5 {
        let start = Instant::now();
        let validation = read_case(folder);
        times.push(start.elapsed());
        last = Some(validation);
    }
    times.sort();
    let Some(validation) = last else { return };
    let rows: usize = validation.counts.iter().map(|count| count.rows).sum();
    let superseded: usize = validation.counts.iter().map(|count| count.superseded).sum();
    let said = diagnostic::summary(&validation.diagnostics);
    let mut text = String::new();
    let _ = writeln!(text, "{}: {rows} rows, {superseded} superseded; said: {said}", folder.display());
    for assumed in &validation.assumed {
        let _ = writeln!(text, "  assumed: {assumed}");
    }
    let seconds = times.get(2).map_or(0.0, Duration::as_secs_f64);
    let _ = writeln!(text, "  median of 5: {seconds:.3} s, peak memory so far: {}", peak_memory());
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn read_case(folder: &Path) -> Validation {
    let settings = Settings::default();
    let files = Files::in_folder(folder).expect("the folder can be listed");
    validate::validate(&read::read(&files, &settings), &settings)
}

/// Returns the peak of resident memory, as the system states it.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

/// Writes 20 polls of 2,095 hotels and a manifest.
fn write_polls(folder: &Path) {
    for poll in 0..20_u32 {
        let mut text = String::from("hotel,name,district,lat,lon,wing,room_type,rooms,rate,polled_at,source\n");
        for hotel in 0..2095 {
            let (rooms, rate) = ((hotel * 7 + poll * 13) % 120, 200 + hotel % 300);
            let (lat, lon) = (31.0 + f64::from(hotel) * 1e-4, 121.0 + f64::from(hotel) * 2e-4);
            let _ = writeln!(
                text,
                "H{hotel:04},Hotel {hotel} 国际酒店,District {},{lat:.4},{lon:.4},,twin,{rooms},{rate},2022-04-0{}T{:02}:00,desk {poll}",
                hotel % 16,
                1 + poll.div_euclid(10),
                poll.rem_euclid(10)
            );
        }
        fs::write(folder.join(format!("availability-{poll:02}.csv")), text).expect("a poll can be written");
    }
    let mut text = String::from("group,guests,arrive,depart\n");
    for group in 0..100 {
        let _ = writeln!(text, "G{group:03},{},2022-04-03T1{}:00,2022-04-17", 20 + group % 80, group % 10);
    }
    fs::write(folder.join("groups.csv"), text).expect("the manifest can be written");
}
