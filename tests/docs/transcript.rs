//! The pages are played. The blocks of a page are run in their order in a folder that holds the examples and nothing else,
//! with the binary that was built in the path:
//!
//! - `console`: each line that begins with `$` is a command (lines that begin with `>` go on with it); what it prints is compared.
//!   A line `...` stands for any number of lines.
//! - `sh`: the block is a script, which must succeed.
//!
//! A second word leaves a block out, and whoever reads the page sees it: `ci` is for what `.ci/run` does itself, `long` for what
//! takes minutes. `cargo test --release --locked --test docs -- --ignored` runs the long ones too.
//!
//! Plans depend on the engine, so this is for the build with HiGHS.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use super::markdown::{self, Block};
use super::{BINARY, expect_none, files_below, root, text};

#[test]
fn pages_are_what_happens() {
    play_all(&[]);
}

#[test]
#[ignore = "plays whole scenarios, for which every test has a smaller one: twenty minutes"]
fn pages_are_what_happens_with_what_takes_long() {
    play_all(&["long"]);
}

/// Plays every page of the book and the README, each in a thread, and leaves out blocks of all marks but some.
fn play_all(marks: &[&str]) {
    let mut paths = files_below("docs", &["md"]);
    paths.push("README.md".to_owned());
    let complaints: Vec<String> = std::thread::scope(|scope| {
        let plays: Vec<_> = paths.iter().map(|path| scope.spawn(move || play(path, marks))).collect();
        plays.into_iter().flat_map(|play| play.join().expect("a page is played to its end")).collect()
    });
    expect_none(
        &complaints,
        "The pages tell another story than the binary. If it is right: REGENERATE=1 cargo test --release --test docs, and \
         read the difference.",
    );
}

/// Plays a page and returns what is not as it says; with `REGENERATE`, writes what was printed into it.
fn play(path: &str, marks: &[&str]) -> Vec<String> {
    let page = text(path);
    let scene = tempfile::tempdir().expect("a folder for the scene can be made");
    std::os::unix::fs::symlink(root().join("examples"), scene.path().join("examples")).expect("examples can be linked");
    let is_run = |block: &Block| {
        let is_ours = matches!(block.language.as_str(), "sh" | "console");
        let is_left_out = !block.mark.is_empty() && !marks.contains(&block.mark.as_str());
        if is_ours && is_left_out {
            let _ = writeln!(std::io::stderr(), "left out: {path}:{}, {}", block.first, block.mark);
        }
        is_ours && !is_left_out
    };
    let lines: Vec<&str> = page.lines().collect();
    let (mut told, mut at, mut complaints) = (Vec::new(), 0, Vec::new());
    for block in markdown::blocks(&page).into_iter().filter(is_run) {
        told.extend(lines[at..block.first].iter().map(|&line| line.to_owned()));
        at = block.first + block.lines.len();
        if block.language == "console" {
            told.extend(converse(&block.lines, scene.path()));
        } else {
            let output = shell(&format!("set -eu\n{}", block.lines.join("\n")), scene.path());
            if !output.status.success() {
                let said = String::from_utf8_lossy(&output.stdout).into_owned();
                complaints.push(format!("{path}:{}: the script ends with {}: {said}", block.first, output.status));
            }
            told.extend(block.lines);
        }
    }
    told.extend(lines[at..].iter().map(|&line| line.to_owned()));
    let told = told.join("\n") + "\n";
    if told != page && std::env::var_os("REGENERATE").is_some() {
        fs::write(root().join(path), told).expect("the page can be written");
    } else {
        let news = told.lines().filter(|line| !page.lines().any(|known| known == *line));
        complaints.extend(news.map(|line| format!("{path}: printed, and not there: {line}")));
        if told != page && complaints.is_empty() {
            complaints.push(format!("{path}: the lines are printed in another order or number"));
        }
    }
    complaints
}

/// Runs the commands of a block and returns it as it really goes: each command, and what is told of it where that is true, else
/// what it prints.
fn converse(lines: &[String], scene: &Path) -> Vec<String> {
    let mut told = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        let command =
            line.strip_prefix("$ ").unwrap_or_else(|| panic!("a block of `console` begins with `$ `: {line}"));
        let more = after.iter().take_while(|line| line.starts_with('>')).count();
        let said = after[more..].iter().take_while(|line| !line.starts_with("$ ")).count();
        let script: Vec<&str> = std::iter::once(command)
            .chain(after[..more].iter().map(|line| line.strip_prefix("> ").unwrap_or_default()))
            .collect();
        let output = shell(&script.join("\n"), scene);
        let text = String::from_utf8_lossy(&output.stdout);
        let printed: Vec<String> = text.trim_end().lines().map(|line| line.trim_end().to_owned()).collect();
        told.push(line.clone());
        told.extend_from_slice(&after[..more]);
        let expected = &after[more..more + said];
        told.extend(if matches(expected, &printed) { expected.to_vec() } else { printed });
        rest = &after[more + said..];
    }
    told
}

/// Runs a script as somebody at a terminal of 120 columns does; what it says on stderr goes to stdout.
fn shell(script: &str, scene: &Path) -> Output {
    let folder = Path::new(BINARY).parent().expect("the binary lies in a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1\n{script}")]).current_dir(scene);
    shell.env("PATH", path).env("LC_ALL", "C.UTF-8").env("COLUMNS", "120").env("NO_COLOR", "1");
    shell.env_remove("SOURCE_DATE_EPOCH");
    shell.output().expect("sh starts")
}

/// Tells whether a transcript matches; a line `...` stands for any number of lines.
fn matches(expected: &[String], printed: &[String]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "..." => (0..=printed.len()).any(|skipped| matches(rest, &printed[skipped..])),
        Some((line, rest)) => printed.first() == Some(line) && matches(rest, &printed[1..]),
    }
}

#[test]
fn a_block_is_told_anew_where_it_is_wrong_and_left_where_it_is_right() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let scene = tempfile::tempdir().expect("a folder can be made");
    let played =
        converse(&lines("$ printf 'a\\nb\\nc\\n'\na\n...\n$ cat <<END\n> x\n>\n> END\ny\n$ false"), scene.path());
    assert_eq!(played, lines("$ printf 'a\\nb\\nc\\n'\na\n...\n$ cat <<END\n> x\n>\n> END\nx\n$ false"));
}
