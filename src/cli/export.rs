//! `roomblock export`: what the solver sees, for people and for other solvers.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::case;
use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk::{self, Talk};
use crate::{program, solve};

const EXAMPLES: &str = "\
Examples:
  roomblock export case --format program
  roomblock export plan --format mps -o model.mps";

/// Write what the solver sees
///
/// Either the compiled program, for people, or the integer program, for another solver.
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

/// The forms of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// The primitives that every rule compiles into, as JSON
    Program,
    /// The integer program of the first level, as MPS
    Mps,
    /// The integer program of the first level, as CPLEX LP
    Lp,
}

pub(super) fn export(args: &ExportArgs, global: &Global, talk: Talk) -> Ending {
    let is_plan = args.folder.join("plan.json").is_file();
    let loaded = if is_plan {
        case::of_plan(&args.folder, global, talk)?
    } else {
        case::load(Some(&args.folder), &case::CaseFiles::default(), global, talk)?
    };
    let program = program::compile(&loaded.instance);
    let mut model = match args.format {
        Form::Program => serde_json::to_vec_pretty(&program)
            .map_err(|error| Failure::new(Exit::World, format!("cannot write the program: {error}")))?,
        Form::Mps => solve::export_model(&program, solve::Format::Mps),
        Form::Lp => solve::export_model(&program, solve::Format::Lp),
    };
    if !model.ends_with(b"\n") {
        model.push(b'\n');
    }
    talk::give(args.output.as_deref(), &mut |out| out.write_all(&model))?;
    Ok(Exit::Done)
}
