//! `roomblock unmet`: who is not placed, and why.

use std::path::PathBuf;

use clap::Args;

use super::exit::{Ending, Exit};
use super::options::Global;
use super::planned::read_record;
use super::talk;
use crate::render::unmet;

const EXAMPLES: &str = "\
Examples:
  roomblock unmet plan
  roomblock unmet plan --json";

/// Say who is not placed, why, what would place them, and which hotels to ring next
///
/// For every group that is not wholly placed: how many guests, the reason (`never`: not all of them fit even if nobody
/// else comes; `conflict`: nor do they because rules together leave too few rooms; `crowded`: they would, and others hold the rooms),
/// the funnel of filters that shows where its hotels went, and remedies, each tried and judged with everybody else where they are. What is
/// only suggested says that it is not proven. Hotels to ring come last, by what each call may be worth.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct UnmetArgs {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn unmet(args: &UnmetArgs, global: &Global) -> Ending {
    let record = read_record(&args.plan)?;
    talk::give(args.output.as_deref(), &mut |out| {
        if global.json {
            unmet::json(&record, out)
        } else {
            out.write_all(unmet::text(&record, talk::page_width()).as_bytes())
        }
    })?;
    Ok(Exit::Done)
}
