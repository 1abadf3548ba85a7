//! `roomblock man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man;

use super::exit::{Ending, Exit, Failure};
use super::talk;

const EXAMPLES: &str = "\
Examples:
  roomblock man | man -l -
  roomblock man -o ~/.local/share/man/man1";

/// Write the manual pages
///
/// The page of the program goes to stdout; with -o a folder gets a page for each command.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ManArgs {
    /// The folder for the pages of all commands
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(super) fn man(args: &ManArgs) -> Ending {
    let mut root = super::command().version(env!("CARGO_PKG_VERSION"));
    root.build();
    let Some(folder) = &args.output else {
        talk::give(None, &mut |out| Man::new(root.clone()).render(out))?;
        return Ok(Exit::Done);
    };
    let unwritable = |error| Failure::file("write manual pages to", folder.display(), error);
    fs::create_dir_all(folder).map_err(unwritable)?;
    clap_mangen::generate_to(root, folder).map_err(unwritable)?;
    Ok(Exit::Done)
}
