//! `roomblock solve`: the allocation.

use std::path::PathBuf;

use clap::Args;

use super::case::{self, CaseArgs, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::interrupt;
use super::options::{Global, Solver};
use super::plan_folder::{PlanFolder, Product};
use super::planning::{self, Kept, Page};
use super::talk::{self, Talk};
use crate::render::record::Record;
use crate::render::summary::{self, Whereabouts};

const EXAMPLES: &str = "\
Examples:
  roomblock solve case -o plan
  roomblock solve case -o plan --time-limit 10m --gap 1%
  roomblock solve case -o plan --effort 1000     the same bytes on every run";

/// Allocate rooms to groups and write the plan
///
/// The plan is verified before it is written. Its folder is written whole or not at all; a plan that was there is replaced in one step. It holds plan.json,
/// allocation.csv, unmet.csv, occupancy.csv and case/ (all that the plan was made of). `roomblock run` does the
/// same and adds rooming lists. Where guests have names or rooms have numbers, rooming.csv says who sleeps where, and unkept.csv
/// which wishes could not be kept; where there are officers, officers.csv says who is in which hotel.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct SolveArgs {
    #[command(flatten)]
    pub(super) case: CaseArgs,
    #[command(flatten)]
    pub(super) output: PlanOutput,
    #[command(flatten)]
    pub(super) solver: Solver,
}

/// Where a plan goes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub struct PlanOutput {
    /// The folder of the plan
    #[arg(long = "output", short, value_name = "PLAN", default_value = "plan")]
    pub(super) output: PathBuf,
    /// Put the plan there even if something else is there, which is kept aside
    #[arg(long)]
    pub(super) force: bool,
    /// End with 0 even if demand is left unmet
    #[arg(long)]
    pub(super) unmet_ok: bool,
}

pub(super) fn solve(args: &SolveArgs, global: &Global, talk: Talk) -> Ending {
    plan(args, Page { rosters: false, phones: false }, global, talk)
}

/// Reads, solves, verifies and writes: what `solve` and `run` share.
pub(super) fn plan(args: &SolveArgs, page: Page, global: &Global, talk: Talk) -> Ending {
    let stop = interrupt::listen()?;
    let loaded = case::load(args.case.case.as_deref(), &args.case.files, global, talk)?;
    let place = PlanFolder::hold(&args.output.output, Product::Plan, args.output.force)?;
    let chosen = args.solver.chosen(&loaded.validation.limits);
    let before = args.case.files.previous.as_deref();
    if let Some(kept) = before.and_then(|before| Kept::of(before, &loaded, &chosen)) {
        talk.detail("the case has not changed: the plan before this one stays");
        return keep(args, page, (&place, &loaded, &kept), global);
    }
    let made = planning::make(&loaded.instance, &chosen, &stop, talk)?;
    let unwritable = |error| Failure::file("write the plan", place.shown(), error);
    let mut staging = place.build().map_err(unwritable)?;
    let record = planning::write(&mut staging, (&loaded, &made), &chosen, global, page).map_err(unwritable)?;
    let exit = made.exit(args.output.unmet_ok, loaded.validation.rejects.len());
    if exit == Exit::Findings {
        let aside = place.set_aside(staging).map_err(unwritable)?;
        show(&record, Whereabouts { folder: &aside, rosters: page.rosters }, global)?;
        return Err(Failure::new(exit, format!("the plan breaks rules and is kept aside in {aside}"))
            .hint("this is a fault of the program: please report it with that folder"));
    }
    place.replace(staging).map_err(unwritable)?;
    show(&record, Whereabouts { folder: place.shown(), rosters: page.rosters }, global)?;
    Ok(exit)
}

/// Writes a plan that stays as the plan before it was.
fn keep(args: &SolveArgs, page: Page, of: (&PlanFolder, &Loaded, &Kept), global: &Global) -> Ending {
    let (place, loaded, kept) = of;
    let unwritable = |error| Failure::file("write the plan", place.shown(), error);
    let mut staging = place.build().map_err(unwritable)?;
    let record = planning::write_kept(&mut staging, (loaded, kept), global, page).map_err(unwritable)?;
    place.replace(staging).map_err(unwritable)?;
    show(&record, Whereabouts { folder: place.shown(), rosters: page.rosters }, global)?;
    Ok(kept.exit(args.output.unmet_ok))
}

/// Gives the page about a plan, or its record.
fn show(record: &Record, place: Whereabouts<'_>, global: &Global) -> Result<(), Failure> {
    if global.json {
        return talk::give(None, &mut |out| record.write(out));
    }
    let text = summary::summary(record, Some(place), talk::page_width());
    talk::give(None, &mut |out| out.write_all(text.as_bytes()))
}
