//! `roomblock run`: from spreadsheets to rooming lists in one go.

use clap::Args;

use super::exit::Ending;
use super::options::Global;
use super::planning::Page;
use super::solve::{self, SolveArgs};
use super::talk::Talk;

const EXAMPLES: &str = "\
Examples:
  roomblock run --availability hotels.xlsx --manifest teams.csv -o plan
  roomblock run case -o plan --lang zh
  roomblock run case -o plan --quiet --unmet-ok";

/// From spreadsheets to rooming lists in one go
///
/// Reads, validates, solves, verifies, and writes the plan with its rooming lists.
///
/// Two files are enough: rooms on offer (hotel, rooms) and the manifest (group, guests). Everything else has a default,
/// and what was assumed is printed. stdout gets one page about the plan; the plan folder gets everything `roomblock
/// solve` writes, rosters/ (one rooming list for each hotel, as CSV and as text, readable by you alone) and
/// summary.txt, and what the days ask of people: meals.csv (by hotel and day) and transfers.csv (who comes where in which
/// hour, and in how many vehicles).
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct RunArgs {
    #[command(flatten)]
    solve: SolveArgs,
    /// Print the telephone numbers of leaders on rooming lists
    #[arg(long, help_heading = "Output")]
    phones: bool,
}

pub(super) fn run(args: &RunArgs, global: &Global, talk: Talk) -> Ending {
    solve::plan(&args.solve, Page { rosters: true, phones: args.phones }, global, talk)
}
