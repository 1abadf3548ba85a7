//! Measures reading and validating: the median of five runs, and the peak of memory.
//!
//! `cargo test --release --bench reading` writes 42,000 rows of availability (2,095 hotels, 20 polls), a third of them dirty
//! and a third of the files GB18030, to a temporary folder and reads them. `-- million` does so with 50,000 hotels, once.
//! `-- FOLDER…` reads cases that are there. Not run by `cargo test` unless it is named.

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
    let is_million = folders == [Path::new("million")];
    if folders.is_empty() || is_million {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        write_polls(folder.path(), if is_million { 50_000 } else { 2_095 });
        measure(folder.path(), if is_million { 1 } else { 5 });
        return;
    }
    for folder in &folders {
        measure(folder, 5);
    }
}

/// Reads a case some times and prints what it took.
fn measure(folder: &Path, n_times: usize) {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..n_times {
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
    let seconds = times.get(n_times.div_euclid(2)).map_or(0.0, Duration::as_secs_f64);
    let _ = writeln!(text, "  median of {n_times}: {seconds:.3} s, peak memory so far: {}", peak_memory());
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn read_case(folder: &Path) -> Validation {
    let settings = Settings::default();
    let files = Files::in_folder(folder).expect("the folder can be listed");
    validate::validate(&mut read::read(&files, &settings), &settings)
}

/// Returns the peak of resident memory, as the system states it.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "unknown".to_owned(), |peak| peak.trim().to_owned())
}

/// Writes 20 polls of some hotels and a manifest. Every third row is dirty, and every third file GB18030.
fn write_polls(folder: &Path, n_hotels: u32) {
    for poll in 0..20_u32 {
        let mut text = String::from("酒店编号,酒店名称,区县,lat,lon,wing,房型,可用房间数,房价,更新时间,source\n");
        for hotel in 0..n_hotels {
            let (rooms, rate) = ((hotel * 7 + poll * 13) % 120, 200 + hotel % 300);
            let (lat, lon) = (31.0 + f64::from(hotel) * 1e-4, 121.0 + f64::from(hotel) * 2e-4);
            let rooms = match (hotel + poll) % 15 {
                0 => format!("{rooms}间"),
                3 => format!("约{rooms}"),
                6 => rooms.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect(),
                9 => "-".to_owned(),
                12 => format!("{rooms}+2"),
                _ => rooms.to_string(),
            };
            let _ = writeln!(
                text,
                "H{hotel:05},Hotel {hotel} 国际酒店,District {},{lat:.4},{lon:.4},,twin,{rooms},{rate},2022-04-0{}T{:02}:00,desk {poll}",
                hotel % 16,
                1 + poll.div_euclid(10),
                poll.rem_euclid(10)
            );
        }
        let bytes = if poll % 3 == 0 { encoding_rs::GB18030.encode(&text).0.into_owned() } else { text.into_bytes() };
        fs::write(folder.join(format!("availability-{poll:02}.csv")), bytes).expect("a poll can be written");
    }
    let mut text = String::from("group,guests,arrive,depart\n");
    for group in 0..100 {
        let _ = writeln!(text, "G{group:03},{},2022-04-03T1{}:00,2022-04-17", 20 + group % 80, group % 10);
    }
    fs::write(folder.join("groups.csv"), text).expect("the manifest can be written");
}
