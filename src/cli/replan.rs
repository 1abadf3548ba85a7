//! `roomblock replan`: the allocation again, on top of the plan before.

use clap::Args;

use super::exit::{Ending, Failure};
use super::options::Global;
use super::planning::Page;
use super::solve::{self, SolveArgs};
use super::talk::Talk;

const EXAMPLES: &str = "\
Examples:
  roomblock replan case --previous plan -o plan
  roomblock replan case --previous byhand.csv -o plan --rosters
  roomblock replan case --previous plan -o plan --as-of 2022-04-04T06:00 --quiet --unmet-ok";

/// Allocate again on top of the plan before, without moving people who have unpacked
///
/// Nobody is moved who has checked in (status arrived), whose hotel has a case (case_on), or who arrives within the freeze window (freeze_window); who loses a room is named as stranded. Everybody else is moved only at a price, at the level `moves`.
///
/// The plan folder gets what `roomblock solve` writes, and moves.csv: who is moved, from where to where, and why. A case that has not changed keeps its plan, to the byte. The plan may be written over the one before.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
#[expect(clippy::doc_markdown, reason = "it is printed as it stands")]
pub struct ReplanArgs {
    #[command(flatten)]
    solve: SolveArgs,
    /// Write rooming lists and summary.txt too, as `roomblock run` does
    #[arg(long, help_heading = "Output")]
    rosters: bool,
    /// Print the telephone numbers of leaders on rooming lists
    #[arg(long, help_heading = "Output")]
    phones: bool,
}

pub(super) fn replan(args: &ReplanArgs, global: &Global, talk: Talk) -> Ending {
    let in_case = args.solve.case.case.as_ref().is_some_and(|case| case.join("previous.csv").is_file());
    if args.solve.case.files.previous.is_none() && !in_case {
        return Err(Failure::usage("no plan was named to go on from")
            .hint("name the plan before with --previous PLAN; without one, `roomblock solve` or `roomblock run`"));
    }
    solve::plan(&args.solve, Page { rosters: args.rosters, phones: args.phones }, global, talk)
}
