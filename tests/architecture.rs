//! The plan of the house, enforced: who may import whom, who knows which crate, how long things may be, and that every
//! rule and every row of the mathematics has its homes. `docs/architecture.md` gives the reasons.
//!
//! A failure here names the file and says what to do; changing a table below is a decision for `docs/decisions/`.

#[path = "architecture/source.rs"]
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use roomblock::domain::Rule;
use roomblock::domain::rule::Home;
use source::{Reference, SourceFile};

/// Who may import whom: a room and what it may name of other rooms. `room::*` grants the types of a room and none of
/// its functions; `room::Name` grants that one name (and what lies in it). `cli` may import everything.
const IMPORTS: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("domain", &["diagnostic::Place"]),
    ("read", &["diagnostic", "domain"]),
    ("validate", &["diagnostic", "domain", "read"]),
    ("program", &["domain"]),
    ("solve", &["program", "domain::Sex", "domain::Stay", "domain::quantity"]),
    ("verify", &["diagnostic", "domain"]),
    ("explain", &["domain", "program", "solve", "verify"]),
    ("compare", &["domain", "explain", "program", "solve", "verify"]),
    ("generate", &["domain", "render::table"]),
    ("render", &["compare", "diagnostic", "domain", "explain", "service", "solve::*", "verify"]),
    ("rooming", &["domain"]),
    ("service", &["domain"]),
    (
        "cli",
        &[
            "compare",
            "diagnostic",
            "domain",
            "explain",
            "generate",
            "program",
            "read",
            "render",
            "rooming",
            "service",
            "solve",
            "validate",
            "verify",
        ],
    ),
];

/// Who knows what of the outside world: a crate, and the rooms or files that may name it. A crate that is not listed
/// may not be a dependency; `std::…` entries are parts of the standard library that touch the world.
const KNOWLEDGE: &[(&str, &[&str])] = &[
    ("anstream", &["cli"]),
    ("annotate_snippets", &["diagnostic"]),
    ("anyhow", &["cli", "main"]),
    ("calamine", &["read"]),
    ("chrono", &["cli", "domain", "generate", "program", "read", "render", "service", "validate", "verify"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("comfy_table", &["cli", "render"]),
    ("csv", &["generate", "read", "render"]),
    ("encoding_rs", &["read"]),
    ("good_lp", &["src/solve/highs.rs", "src/solve/microlp.rs"]),
    ("highs", &["src/solve/highs.rs"]),
    ("highs_sys", &["src/solve/highs.rs"]),
    ("indicatif", &["cli"]),
    ("libm", &["domain", "generate", "solve"]),
    ("mail_builder", &["render"]),
    ("minijinja", &["render"]),
    ("quick_xml", &["read"]),
    ("rand_chacha", &["compare", "generate", "solve"]),
    ("rusqlite", &["render"]),
    ("rust_xlsxwriter", &["generate", "render"]),
    ("rustix", &["cli", "render", "src/solve/child/memory.rs", "src/solve/child/serve.rs"]),
    ("serde", &["diagnostic", "domain", "explain", "program", "read", "render", "solve", "validate", "cli", "verify"]),
    ("serde_json", &["cli", "diagnostic", "read", "render"]),
    ("sha2", &["cli", "read", "render"]),
    ("signal_hook", &["cli"]),
    ("strsim", &["diagnostic", "read", "validate"]),
    ("tempfile", &["cli", "render", "src/solve/highs.rs"]),
    ("terminal_size", &["cli"]),
    ("thiserror", &["cli", "generate", "read", "render", "solve", "validate"]),
    ("toml", &["cli", "read", "render", "validate"]),
    ("unicode_normalization", &["read", "render", "validate"]),
    ("unicode_width", &["cli", "diagnostic", "render"]),
    ("zip", &["read"]),
    ("std::fs", &["cli", "generate", "read", "render", "src/solve/child/memory.rs", "src/solve/child/serve.rs"]),
    (
        "std::process",
        &["cli", "main", "src/solve/child/fault.rs", "src/solve/child/serve.rs", "src/solve/child/worker.rs"],
    ),
    ("std::time::SystemTime", &["cli"]),
];

const FILE_LINES_MAX: usize = 300;
const FUNCTION_LINES_MAX: usize = 70;
const PARAMETERS_MAX: usize = 5;
const MAIN_LINES_MAX: usize = 30;

/// Names of drawers: a file so named has no subject.
const DRAWERS: &[&str] = &["common", "helper", "helpers", "misc", "type", "types", "util", "utils"];

/// Verbs that say nothing: say read, validate, compile, solve, decode, verify, render or write instead.
const EMPTY_VERBS: &[&str] = &["check", "handle", "manage", "process"];

static SOURCES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| source::read_all(root()));

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with every complaint at once.
fn expect_none(complaints: &BTreeSet<String>, advice: &str) {
    let list: Vec<&str> = complaints.iter().map(String::as_str).collect();
    assert!(list.is_empty(), "\n\n  {}\n\n{advice}\n", list.join("\n  "));
}

/// The sources that a shipped binary is made of, and what they name there.
fn shipped_references() -> impl Iterator<Item = (&'static SourceFile, &'static Reference)> {
    SOURCES.iter().flat_map(|file| {
        file.contents.references.iter().filter(|reference| !reference.in_tests).map(move |reference| (file, reference))
    })
}

#[test]
fn every_room_stands_in_the_import_table() {
    let rooms: BTreeSet<&str> = SOURCES.iter().map(|file| file.room.as_str()).collect();
    let listed: BTreeSet<&str> = IMPORTS.iter().map(|(room, _)| *room).chain(["lib", "main"]).collect();
    let differences = rooms.symmetric_difference(&listed).map(|room| format!("src/{room}")).collect();
    expect_none(
        &differences,
        "Add the room to IMPORTS in tests/architecture.rs and to docs/architecture.md, or remove it there.",
    );
}

#[test]
fn rooms_import_only_what_the_table_grants() {
    let grants: BTreeMap<&str, &[&str]> = IMPORTS.iter().copied().collect();
    let complaints = shipped_references()
        .filter(|(file, reference)| reference.ours && reference.segments.first().is_some_and(|room| *room != file.room))
        .filter(|(_, reference)| grants.contains_key(reference.segments[0].as_str()))
        .filter(|(file, reference)| {
            let granted = grants.get(file.room.as_str()).copied().unwrap_or_default();
            file.room != "lib" && !granted.iter().any(|grant| covers(grant, &reference.segments))
        })
        .map(|(file, reference)| format!("{}: crate::{}", file.path, reference.segments.join("::")))
        .collect();
    expect_none(
        &complaints,
        "Move the code to the room that may know it, or hand the value over as an argument. The table is IMPORTS in\n\
         tests/architecture.rs; docs/architecture.md says why it is so.",
    );
}

#[test]
fn the_import_table_is_the_one_in_the_document() {
    let page = fs::read_to_string(root().join("docs/architecture.md")).expect("docs/architecture.md can be read");
    let table = page.split("### Who may import whom").nth(1).expect("it has the table of imports");
    for (room, grants) in IMPORTS.iter().filter(|(room, _)| *room != "cli") {
        let row = format!(
            "| `{room}` | {} |",
            grants.iter().map(|grant| format!("`{grant}`")).collect::<Vec<_>>().join(", ")
        );
        let row = row.replace("|  |", "| nothing |");
        assert!(table.contains(&row), "docs/architecture.md, Who may import whom, has to have the row\n\n{row}\n");
    }
}

/// Tells whether a grant of the import table covers a path.
fn covers(grant: &str, path: &[String]) -> bool {
    let mut parts = grant.split("::");
    let is_same_room = parts.next() == path.first().map(String::as_str);
    let name = path.get(1).map(String::as_str);
    is_same_room
        && match parts.next() {
            None => true,
            Some("*") => name.is_some_and(|name| name.starts_with(char::is_uppercase)),
            granted => name == granted,
        }
}

#[test]
fn verify_never_names_the_program_or_the_solver_not_even_in_its_tests() {
    let complaints = SOURCES
        .iter()
        .filter(|file| file.room == "verify")
        .flat_map(|file| file.contents.references.iter().map(move |reference| (file, reference)))
        .filter(|(_, reference)| {
            reference.ours && reference.segments.first().is_some_and(|r| r == "program" || r == "solve")
        })
        .map(|(file, reference)| format!("{}: crate::{}", file.path, reference.segments.join("::")))
        .collect();
    expect_none(
        &complaints,
        "A judge who shares arithmetic with the accused misreads a misread rule twice: write it again, differently.",
    );
}

#[test]
fn main_is_a_thin_shim_that_knows_only_cli() {
    let main = SOURCES.iter().find(|file| file.path == "src/main.rs").expect("src/main.rs exists");
    assert!(
        main.code().len() < MAIN_LINES_MAX,
        "src/main.rs: fewer than {MAIN_LINES_MAX} lines; move the rest to src/cli"
    );
    let complaints = main.contents.references.iter().filter(|path| path.segments[0] == "roomblock");
    let complaints = complaints.filter(|path| path.segments[1] != "cli").map(|path| path.segments.join("::")).collect();
    expect_none(&complaints, "src/main.rs parses nothing and decides nothing: it calls roomblock::cli.");
}

#[test]
fn outside_crates_are_known_only_where_the_table_says() {
    let complaints = shipped_references()
        .filter(|(file, reference)| !reference.ours && !is_module_beside(file, &reference.segments[0]))
        .filter_map(|(file, reference)| {
            let path = reference.segments.join("::");
            let known = |(name, _): &&(&str, &[&str])| path == *name || path.starts_with(&format!("{name}::"));
            let (_, rooms) = KNOWLEDGE.iter().find(known)?;
            let may_know = rooms.iter().any(|place| *place == file.room || *place == file.path);
            (!may_know).then(|| format!("{}: {path} (known in {})", file.path, rooms.join(", ")))
        })
        .collect();
    expect_none(
        &complaints,
        "Hand a value over instead, or change KNOWLEDGE in tests/architecture.rs and say why in docs/decisions/.",
    );
}

/// Tells whether a name is that of another file of the same room: `highs::solve` may mean ours.
fn is_module_beside(file: &SourceFile, name: &str) -> bool {
    let path = format!("src/{}/{name}.rs", file.room);
    file.path != path && SOURCES.iter().any(|other| other.path == path)
}

#[test]
fn every_dependency_says_who_knows_it() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml can be read");
    let section = manifest.split("\n[dependencies]\n").nth(1).expect("Cargo.toml has dependencies");
    let section = section.split("\n[").next().unwrap_or_default();
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    let listed: BTreeSet<&str> = KNOWLEDGE.iter().map(|(name, _)| *name).collect();
    let complaints = names.filter(|name| !listed.contains(name.as_str())).collect();
    expect_none(&complaints, "Add the crate to KNOWLEDGE in tests/architecture.rs with the rooms that may name it.");
}

#[test]
fn only_cli_prints() {
    let printing = ["print", "println", "eprint", "eprintln", "dbg"];
    let complaints = SOURCES
        .iter()
        .filter(|file| file.room != "cli" && file.room != "main")
        .flat_map(|file| file.contents.macros.iter().map(move |called| (file, called)))
        .filter(|(_, called)| !called.in_tests && printing.contains(&called.name.as_str()))
        .map(|(file, called)| format!("{}: {}!", file.path, called.name))
        .collect();
    expect_none(
        &complaints,
        "Return the text, or write it to the `Write` that was handed over; src/cli decides what the user sees.",
    );
}

#[test]
fn files_keep_to_the_size_budget() {
    let complaints = SOURCES
        .iter()
        .filter(|file| !file.is_for_tests && file.code().len() > FILE_LINES_MAX)
        .map(|file| format!("{}: {} lines without tests", file.path, file.code().len()))
        .collect();
    expect_none(
        &complaints,
        "At most 300 lines without tests, better 120: find the second subject in it and give that its own file.",
    );
}

#[test]
fn functions_keep_to_the_size_budget() {
    let complaints = SOURCES
        .iter()
        .filter(|file| !file.is_for_tests)
        .flat_map(|file| file.function_lengths().into_iter().map(move |length| (file, length)))
        .filter(|(_, (_, _, lines))| *lines > FUNCTION_LINES_MAX)
        .map(|(file, (name, first, lines))| format!("{}:{first}: {name} has {lines} lines", file.path))
        .collect();
    expect_none(&complaints, "At most 70 lines, better 40: name the steps and call them.");
}

#[test]
fn functions_take_few_parameters() {
    let complaints = SOURCES
        .iter()
        .flat_map(|file| file.contents.functions.iter().map(move |function| (file, function)))
        .filter(|(_, function)| !function.in_tests && function.n_parameters > PARAMETERS_MAX)
        // The signature of a callback is the solver's to choose.
        .filter(|(file, function)| file.path != "src/solve/highs.rs" || !function.name.starts_with("on_"))
        .map(|(file, function)| format!("{}: {} takes {}", file.path, function.name, function.n_parameters))
        .collect();
    expect_none(&complaints, "At most 5 parameters besides self: what travels together is a struct.");
}

#[test]
fn every_module_says_what_it_is() {
    let complaints = SOURCES
        .iter()
        .filter(|file| {
            let doc = file.text.lines().take_while(|line| line.starts_with("//!")).collect::<Vec<_>>();
            doc.is_empty() || !doc.concat().contains('.')
        })
        .map(|file| file.path.clone())
        .collect();
    expect_none(
        &complaints,
        "Open the file with `//!`: its purpose in one sentence, then what it deliberately does not do.",
    );
}

#[test]
fn files_are_named_for_their_subject() {
    let complaints = SOURCES
        .iter()
        .filter(|file| file.path.trim_end_matches(".rs").split('/').any(|part| DRAWERS.contains(&part)))
        .map(|file| file.path.clone())
        .collect();
    expect_none(&complaints, "A drawer collects everything: find the noun that the code is about.");
}

#[test]
fn functions_are_named_for_what_they_do() {
    let complaints = SOURCES
        .iter()
        .flat_map(|file| file.contents.functions.iter().map(move |function| (file, function)))
        .filter(|(_, function)| !function.in_tests)
        .filter(|(_, function)| EMPTY_VERBS.contains(&function.name.split('_').next().unwrap_or_default()))
        .map(|(file, function)| format!("{}: {}", file.path, function.name))
        .collect();
    expect_none(&complaints, "Say read, validate, compile, solve, decode, verify, render or write (docs/glossary.md).");
}

#[test]
fn every_rule_is_decided_and_judged_by_functions_with_its_number() {
    let mut complaints = BTreeSet::new();
    let built: Vec<Rule> = Rule::ALL.into_iter().filter(|rule| rule.entry().is_built).collect();
    for rule in &built {
        let decided = rule.entry().decided[0];
        let homes = match decided {
            Home::Objective | Home::Report => Vec::new(),
            Home::Reading => vec!["validate", "verify"],
            Home::AfterThePlan => vec!["verify"],
            _ => vec!["program", "verify"],
        };
        for room in homes.into_iter().filter(|room| !rules_named_in(room).contains(&rule.number())) {
            complaints.insert(format!("{rule}: no function r{}_… in src/{room}", rule.number()));
        }
    }
    for room in ["program", "verify", "validate"] {
        for number in rules_named_in(room) {
            if !built.iter().any(|rule| rule.number() == number) {
                complaints.insert(format!("R{number}: named in src/{room}, not listed as built"));
            }
        }
    }
    expect_none(
        &complaints,
        "Give the rule a function in both homes, and keep `is_built` in src/domain/rule/ true (CONTRIBUTING.md, recipe 2).",
    );
}

/// Returns the numbers of the rules that functions of a room carry in their names.
fn rules_named_in(room: &str) -> BTreeSet<u8> {
    let functions = SOURCES.iter().filter(|file| file.room == room).flat_map(|file| &file.contents.functions);
    let shipped = functions.filter(|function| !function.in_tests);
    shipped.filter_map(|function| function.name.strip_prefix('r')?.split('_').next()?.parse().ok()).collect()
}

#[test]
fn formulation_and_code_number_the_same_rows() {
    let document = fs::read_to_string(root().join("docs/formulation.md")).expect("docs/formulation.md can be read");
    let in_document = row_numbers(&document);
    let docs = SOURCES.iter().filter(|file| file.room == "solve").flat_map(|file| file.text.lines());
    let docs: Vec<&str> = docs.map(str::trim_start).filter(|line| line.starts_with("//")).collect();
    let in_code = row_numbers(&docs.join("\n"));
    let complaints = in_document.symmetric_difference(&in_code).map(|number| {
        let home = if in_code.contains(number) { "doc comments of src/solve" } else { "docs/formulation.md" };
        format!("C{number}: only in {home}")
    });
    expect_none(
        &complaints.collect(),
        "Each family of rows states its mathematics beside the code and in docs/formulation.md, under one number.",
    );
    assert!(!in_code.is_empty(), "no row of the integer program is numbered");
}

/// Returns the numbers of all words C1, C2, … in a text.
fn row_numbers(text: &str) -> BTreeSet<u16> {
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    words.filter_map(|word| word.strip_prefix('C')?.parse().ok()).collect()
}

#[test]
fn the_eye_of_these_tests_sees_paths_wherever_they_stand() {
    let text = "use crate::{domain::{self, Stay}, solve::Options};\nuse super::super::program as p;\n\
        impl Judge {\n    fn r10_x(&self, a: u8) {\n        good_lp::variable();\n        \
        println!(\"{}\", super::super::read::now(a));\n    }\n}\n\
        #[cfg(test)]\nmod tests {\n    fn build(a: u8, b: u8) { crate::cli::run(a, b) }\n}\n";
    let file = source::parse("src/verify/rule.rs".to_owned(), text.to_owned());
    let named = |in_tests: bool| -> BTreeSet<String> {
        let references = file.contents.references.iter().filter(|reference| reference.in_tests == in_tests);
        references.map(|reference| reference.segments.join("::")).collect()
    };
    let shipped = ["domain", "domain::Stay", "good_lp::variable", "program", "read::now", "solve::Options"];
    assert_eq!(named(false), BTreeSet::from(shipped.map(str::to_owned)));
    assert_eq!(named(true), BTreeSet::from(["cli::run".to_owned()]));
    assert_eq!(file.function_lengths(), [("r10_x", 4, 4)]);
    let parameters: Vec<usize> = file.contents.functions.iter().map(|function| function.n_parameters).collect();
    assert_eq!(parameters, [1, 2]);
    assert_eq!(file.contents.macros.iter().map(|called| called.name.as_str()).collect::<Vec<_>>(), ["println"]);
}
