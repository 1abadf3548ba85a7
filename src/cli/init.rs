//! `roomblock init`: a first case to look at and to change.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Ending, Exit};
use super::generate::failure;
use super::talk::Talk;
use crate::generate;

/// Write a commented case that runs: every table with its headings and two rows, and the policy
///
/// Examples:
///   roomblock init case
///   roomblock run case -o plan
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct InitArgs {
    /// The folder to write; it must be empty or not there yet
    #[arg(value_name = "DIR", default_value = "case")]
    folder: PathBuf,
}

pub(super) fn init(args: &InitArgs, talk: Talk) -> Ending {
    let summary = generate::init(&args.folder).map_err(|error| failure(&error))?;
    talk.say(&format!(
        "{} has {} files: try `roomblock run {} -o plan`",
        args.folder.display(),
        summary.files.len(),
        args.folder.display()
    ));
    Ok(Exit::Done)
}
