//! The transcripts of the README: blocks marked `console`. Their commands are run one after the other in one folder that
//! holds the examples; what they print is compared. A line `...` stands for any number of lines.
//!
//! Plans depend on the engine, so this is for the build with HiGHS.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{BINARY, markdown, root, text};

#[test]
fn transcripts_of_the_readme_are_what_is_printed() {
    let readme = text("README.md");
    let scene = tempfile::tempdir().expect("a folder for the scene can be made");
    std::os::unix::fs::symlink(root().join("examples"), scene.path().join("examples")).expect("examples can be linked");
    let mut told: Vec<String> = readme.lines().map(str::to_owned).collect();
    // From the last block to the first, so that positions of earlier blocks stay; runs go from first to last.
    let played: Vec<_> = markdown::blocks(&readme)
        .into_iter()
        .filter(|block| block.language == "console")
        .map(|block| (play(&block.lines, scene.path()), block))
        .collect();
    for (printed, block) in played.into_iter().rev() {
        if !matches(&block.lines, &printed) {
            told.splice(block.first..block.first + block.lines.len(), printed);
        }
    }
    let told = told.join("\n") + "\n";
    if told == readme {
        return;
    }
    if std::env::var_os("REGENERATE").is_some() {
        fs::write(root().join("README.md"), told).expect("README.md can be written");
        return;
    }
    let differences = told.lines().filter(|line| !readme.lines().any(|known| known == *line)).collect::<Vec<_>>();
    panic!(
        "README.md tells another story than the binary, which prints:\n\n  {}\n\n\
         If that is right: REGENERATE=1 cargo test --release --test docs, and read the difference.\n",
        differences.join("\n  ")
    );
}

/// Runs the commands of a transcript and returns it as it really goes: each command and what it prints.
fn play(lines: &[String], scene: &Path) -> Vec<String> {
    let mut printed = Vec::new();
    for (line, command) in lines.iter().filter_map(|line| Some((line, line.strip_prefix("$ ")?))) {
        let folder = Path::new(BINARY).parent().expect("the binary lies in a folder");
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1\n{command}")]).current_dir(scene);
        shell.env("PATH", path).env("LC_ALL", "C.UTF-8").env("COLUMNS", "120").env("NO_COLOR", "1");
        shell.env_remove("SOURCE_DATE_EPOCH");
        let output = shell.output().expect("sh starts");
        printed.push(line.clone());
        printed
            .extend(String::from_utf8_lossy(&output.stdout).trim_end().lines().map(|line| line.trim_end().to_owned()));
    }
    printed
}

/// Tells whether a transcript matches; a line `...` stands for any number of lines.
fn matches(expected: &[String], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "..." => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}
