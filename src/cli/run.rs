//! `roomblock run`: from spreadsheets to rooming lists in one go.

use clap::Args;

use super::exit::Ending;
use super::options::Global;
use super::planning::Page;
use super::solve::{self, SolveArgs};
use super::talk::Talk;

/// Read, validate, solve, verify, and write the plan with its rooming lists
///
/// Two files are enough: rooms on offer (hotel, rooms) and the manifest (group, guests). Everything else has a default,
/// and what was assumed is printed. stdout gets one page about the plan; the plan folder gets everything `roomblock
/// solve` writes, rosters/ (one rooming list for each hotel, as CSV and as text, readable by you alone) and
/// summary.txt.
///
/// Examples:
///   roomblock run --availability hotels.xlsx --manifest teams.csv -o plan
///   roomblock run case -o plan --lang zh
///   roomblock run case -o plan --quiet --unmet-ok
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct RunArgs {
    #[command(flatten)]
    solve: SolveArgs,
    /// Print the telephone numbers of leaders on rooming lists
    #[arg(long)]
    phones: bool,
}

pub(super) fn run(args: &RunArgs, global: &Global, talk: Talk) -> Ending {
    solve::plan(&args.solve, Page { rosters: true, phones: args.phones }, global, talk)
}
