//! `roomblock ingest`: sheets as people send them to clean tables.

mod write;

pub(super) use write::write_rejects;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::plan_folder::{PlanFolder, Product};
use super::talk::{self, Talk};
use super::validate::count;
use crate::diagnostic::Diagnostic;
use crate::read::{self, Files};
use crate::render::ingest::Summary;
use crate::render::record::Input;
use crate::validate;

const EXAMPLES: &str = "\
Examples:
  roomblock ingest polls/*.xlsx teams.csv -o tables
  roomblock ingest polls teams.csv roomblock.toml -o tables && roomblock run tables -o plan
  curl -s https://example.org/polls.csv | roomblock ingest - -o tables";

/// Make clean tables of sheets as people send them
///
/// Takes any mix and number of files, in any encoding, and knows each table by its headings. Writes a folder of clean tables: polls merged, every cell in its canonical form,
/// one row for each hotel. Beside them stand rejects.csv (what could not be read, where and why), log.csv (every cell
/// that is not as it was typed) and ingest.json (all of it counted). The folder is a case, if it has availability and a
/// manifest; what is in rejects.csv is an error there until it is cured. Ends with 3 where anything was rejected; the
/// tables are written nevertheless.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct IngestArgs {
    /// Sheets, folders of sheets, a policy (.toml), or - for standard input
    #[arg(value_name = "FILES", required = true)]
    files: Vec<PathBuf>,
    /// The folder of the tables
    #[arg(long, short, value_name = "DIR", default_value = "tables", help_heading = "Output")]
    output: PathBuf,
    /// Put the tables there even if something else is there, which is kept aside
    #[arg(long, help_heading = "Output")]
    force: bool,
}

pub(super) fn ingest(args: &IngestArgs, global: &Global, talk: Talk) -> Ending {
    let paths = paths(&args.files)?;
    let policy = policy(&paths)?;
    let place = PlanFolder::hold(&args.output, Product::Tables, args.force)?;
    let mut reading = read::sheets(&paths, &global.settings());
    let settled = validate::settle(&mut reading);
    if !global.json {
        talk.show(&settled.diagnostics);
    }
    let unwritable = |error| Failure::file("write the tables", place.shown(), error);
    let mut staging = place.build().map_err(unwritable)?;
    let mut summary = Summary::new(&settled.diagnostics);
    summary.counts = settled.counts.iter().map(count).collect();
    summary.inputs = inputs(&reading.inputs);
    write::write(&mut staging, &reading, &mut summary).map_err(unwritable)?;
    if let Some(policy) = policy.and_then(|path| reading.sources.text(&path.to_string_lossy())) {
        write::write_policy(&mut staging, policy).map_err(unwritable)?;
    }
    place.replace(staging).map_err(unwritable)?;
    talk::give(None, &mut |out| {
        if global.json {
            summary.json(out)
        } else {
            out.write_all(summary.text(place.shown(), talk::page_width()).as_bytes())
        }
    })?;
    let is_sound = !settled.diagnostics.iter().any(Diagnostic::is_error);
    Ok(if is_sound { Exit::Done } else { Exit::Data })
}

/// Returns the files that were named, and those of the folders that were, each once.
fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = Vec::new();
    for path in named {
        if path.is_dir() {
            paths.append(&mut in_folder(path)?);
        } else {
            paths.push(path.clone());
        }
    }
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Ok(paths)
}

/// Returns the files of a folder that may hold tables, by name.
fn in_folder(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let found = Files::sheets_in(folder).map_err(|error| Failure::file("list", folder.display(), error))?;
    if found.is_empty() {
        return Err(Failure::usage(format!("{} has no sheets", folder.display())));
    }
    Ok(found)
}

/// Returns the policy among the files.
fn policy(paths: &[PathBuf]) -> Result<Option<&PathBuf>, Failure> {
    let mut policies = paths.iter().filter(|path| read::is_policy(path));
    match (policies.next(), policies.next()) {
        (Some(first), Some(second)) => {
            Err(Failure::usage(format!("{} and {} are both policies", first.display(), second.display()))
                .hint("name one of them"))
        }
        (policy, _) => Ok(policy),
    }
}

/// Returns the files that were read, in the order of reading.
pub(super) fn inputs(read: &[read::Input]) -> Vec<Input> {
    let input =
        |input: &read::Input| Input { file: input.name.clone(), sha256: input.sha256.clone(), bytes: input.bytes };
    read.iter().map(input).collect()
}
