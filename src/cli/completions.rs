//! `roomblock completions`: what a shell needs to complete command lines.

use clap::Args;
use clap_complete::Shell;

use super::exit::{Ending, Exit};
use super::talk;

const EXAMPLES: &str = "\
Examples:
  roomblock completions bash > ~/.local/share/bash-completion/completions/roomblock
  roomblock completions fish > ~/.config/fish/completions/roomblock.fish";

/// Write the completions of a shell
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn completions(args: &CompletionsArgs) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(), env!("CARGO_PKG_NAME"), &mut script);
    talk::give(None, &mut |out| out.write_all(&script))?;
    Ok(Exit::Done)
}
