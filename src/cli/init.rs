//! `roomblock init`: a first case to look at and to change.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Ending, Exit};
use super::generate::failure;
use super::talk::Talk;
use crate::generate;
use crate::read::policy::set;

const EXAMPLES: &str = "\
Examples:
  roomblock init case
  roomblock init case --rules cn-2022-medical-team
  roomblock run case -o plan";

/// Write a first case that runs
///
/// Every table has its headings and two rows; the policy has every key, commented.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct InitArgs {
    /// The folder to write; it must be empty or not there yet
    #[arg(value_name = "DIR", default_value = "case")]
    folder: PathBuf,
    /// Write a copy of a set of rules too, to be changed, and have the policy name it
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(set::SETS.map(|(name, _)| name)))]
    rules: Option<String>,
}

pub(super) fn init(args: &InitArgs, talk: Talk) -> Ending {
    let set = args.rules.as_deref().and_then(|name| Some((name, set::text(name)?)));
    let summary = generate::init(&args.folder, set).map_err(|error| failure(&error))?;
    talk.say(&format!(
        "{} has {} files: try `roomblock run {} -o plan`",
        args.folder.display(),
        summary.files.len(),
        args.folder.display()
    ));
    Ok(Exit::Done)
}
