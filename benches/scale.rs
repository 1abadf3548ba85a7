//! Measures what loading a case of any size takes, stage by stage: seconds, and resident memory after each.
//!
//! `cargo test --release --bench scale -- L XL XXL` invents cases of these sizes in a temporary folder; the name of a
//! folder measures the case in it. `scale.py` measures whole commands from outside. Run by nobody unless it is named.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use roomblock::program::{self, Candidate, Place};
use roomblock::read::{Files, Settings};
use roomblock::{generate, read, validate};

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for case in named {
        if Path::new(&case).is_dir() {
            measure(Path::new(&case));
        } else if let Some(scenario) = generate::Scenario::named(&case) {
            let folder = tempfile::tempdir().expect("a temporary folder can be made");
            let place = folder.path().join(&case);
            generate::write(&scenario, &generate::Options { seed: 1 }, &place).expect("a case can be invented");
            measure(&place);
        }
    }
}

/// Loads and compiles a case once, and prints what each stage took.
fn measure(folder: &Path) {
    let mut text = format!("{}\n", folder.display());
    let mut start = Instant::now();
    let mut stage = |text: &mut String, name: &str| {
        let _ = writeln!(text, "  {name:<24} {:>8.3} s {:>10}", start.elapsed().as_secs_f64(), status("VmRSS:"));
        start = Instant::now();
    };
    let settings = Settings::default();
    let mut reading = read::read(&Files::in_folder(folder).expect("the folder can be listed"), &settings);
    stage(&mut text, "read");
    let validation = validate::validate(&mut reading, &settings);
    stage(&mut text, "validate");
    drop(reading);
    stage(&mut text, "forget the rows");
    if let Some(instance) = &validation.instance {
        let program = program::compile(instance);
        stage(&mut text, "compile");
        let (n_candidates, n_places) = (program.candidates.len(), program.places.len());
        let bytes = n_candidates * size_of::<Candidate>() + n_places * size_of::<Place>();
        let (n_costs, n_parts) = (program.costs.count(), roomblock::solve::components(&program).len());
        let _ = writeln!(
            text,
            "  {n_candidates} candidates, {n_places} places: {bytes} bytes; {n_costs} different costs; {n_parts} components"
        );
    }
    let _ = writeln!(text, "  peak {}", status("VmHWM:"));
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Returns a figure of this process, as the system states it.
fn status(what: &str) -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix(what))
        .map_or_else(|| "unknown".to_owned(), |at| at.trim().to_owned())
}
