//! `roomblock export`: what the solver sees, for people and for other solvers; a map for a GIS; an archive.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::case::{self, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk::{self, Talk};
use super::verify;
use crate::render::geojson;
use crate::{program, solve};

const EXAMPLES: &str = "\
Examples:
  roomblock export case --format program
  roomblock export plan --format mps -o model.mps
  roomblock export plan --format geojson -o plan.geojson
  roomblock export plan --format sqlite -o plan.sqlite";

/// Write what the solver sees, a map, or an archive
///
/// Either the compiled program, for people; or the integer program, for another solver; or hotels, sites and the guests between
/// them, for a GIS; or every table of the case and of the plan in one SQLite file, if this program was built with it.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ExportArgs {
    /// The folder of a case, or of a plan, which brings its own
    #[arg(value_name = "CASE|PLAN")]
    folder: PathBuf,
    /// What to write
    #[arg(long, value_name = "FORMAT")]
    format: Form,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The primitives that every rule compiles into, as JSON
    Program,
    /// The integer program of the first level, as MPS
    Mps,
    /// The integer program of the first level, as CPLEX LP
    Lp,
    /// Hotels, sites and flows in WGS-84, as RFC 7946
    Geojson,
    /// Every table of the case and of the plan (builds with the feature `sqlite`)
    Sqlite,
}

pub(super) fn export(args: &ExportArgs, global: &Global, talk: Talk) -> Ending {
    let is_plan = args.folder.join("plan.json").is_file();
    let loaded = if is_plan {
        case::of_plan(&args.folder, global, talk)?
    } else {
        case::load(Some(&args.folder), &case::CaseFiles::default(), global, talk)?
    };
    match args.format {
        Form::Geojson => {
            let plan = is_plan.then(|| verify::allocation(&args.folder, talk)).transpose()?;
            talk::give(args.output.as_deref(), &mut |out| geojson::write(&loaded.instance, plan.as_ref(), out))?;
            Ok(Exit::Done)
        }
        Form::Sqlite => {
            let bytes = archive(&loaded, Some(args.folder.as_path()).filter(|_| is_plan))?;
            talk::give(args.output.as_deref(), &mut |out| out.write_all(&bytes))?;
            Ok(Exit::Done)
        }
        Form::Program | Form::Mps | Form::Lp => model(args, &loaded),
    }
}

/// Writes what the solver sees.
fn model(args: &ExportArgs, loaded: &Loaded) -> Ending {
    let program = program::compile(&loaded.instance);
    let mut model = match args.format {
        Form::Program => serde_json::to_vec_pretty(&program)
            .map_err(|error| Failure::new(Exit::World, format!("cannot write the program: {error}")))?,
        Form::Mps => solve::export_model(&program, solve::Format::Mps),
        _ => solve::export_model(&program, solve::Format::Lp),
    };
    if !model.ends_with(b"\n") {
        model.push(b'\n');
    }
    talk::give(args.output.as_deref(), &mut |out| out.write_all(&model))?;
    Ok(Exit::Done)
}

/// Returns the tables of a case, and of a plan, as the bytes of one `SQLite` file.
#[cfg(feature = "sqlite")]
fn archive(loaded: &Loaded, plan: Option<&Path>) -> Result<Vec<u8>, Failure> {
    use crate::render::{archive, case as written, folder::Memory};
    let unreadable = |error: std::io::Error| Failure::new(Exit::World, format!("cannot make the archive: {error}"));
    let mut files = Memory::default();
    written::case(&loaded.instance, "case_", &mut files).map_err(unreadable)?;
    let mut record = None;
    if let Some(plan) = plan {
        for entry in std::fs::read_dir(plan).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            if entry.path().extension().is_some_and(|ending| ending == "csv") {
                let bytes = std::fs::read(entry.path()).map_err(unreadable)?;
                files.0.insert(entry.file_name().to_string_lossy().into_owned(), bytes);
            }
        }
        record = Some(std::fs::read_to_string(plan.join("plan.json")).map_err(unreadable)?);
    }
    let tables = files.0.into_iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?.to_owned(), bytes)));
    archive::sqlite(&tables.collect::<Vec<_>>(), record.as_deref()).map_err(unreadable)
}

/// Says which build makes archives.
#[cfg(not(feature = "sqlite"))]
fn archive(_: &Loaded, _: Option<&Path>) -> Result<Vec<u8>, Failure> {
    Err(Failure::usage("this program was built without SQLite")
        .hint("build it with `cargo build --release --features sqlite`; --format geojson and the CSV tables of a plan need nothing"))
}
