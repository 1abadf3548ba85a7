//! `roomblock report`: a plan for its readers.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Ending, Exit};
use super::options::Global;
use super::planned::Planned;
use super::talk::{self, Talk};
use crate::render::page::Report;

const EXAMPLES: &str = "\
Examples:
  roomblock report plan -o report.html
  roomblock report plan --lang zh > report.html";

/// Make the report of a plan: one HTML file
///
/// It needs no network and nothing beside it, on a screen, on a phone and on paper. The rows of the plan are verified first.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ReportArgs {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Write the report to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn report(args: &ReportArgs, global: &Global, talk: Talk) -> Ending {
    let planned = Planned::read(&args.plan, global, talk)?;
    let report = Report {
        instance: &planned.loaded.instance,
        allocation: &planned.allocation,
        record: &planned.record,
        lang: global.lang.into(),
    };
    talk::give(args.output.as_deref(), &mut |out| report.html(out))?;
    Ok(Exit::Done)
}
