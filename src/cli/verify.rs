//! `roomblock verify`: the judgement of any plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::bounds;
use super::case::{self, CaseFiles, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk::{self, Talk};
use crate::diagnostic::Diagnostic;
use crate::domain::{Allocation, RoomingRow};
use crate::read;
use crate::render::verdict;
use crate::verify;

const EXAMPLES: &str = "\
Examples:
  roomblock verify plan
  roomblock verify case plan
  roomblock verify case edited.csv
  roomblock verify --availability hotels.csv --manifest teams.csv edited.csv";

/// Judge any plan with independent code
///
/// Names every broken rule and recomputes the objective, with code that knows nothing of the solver. Of a plan folder, who sleeps in which room (rooming.csv)
/// and which officer is where (officers.csv) are judged too.
///
/// PLAN is a plan folder or an allocation.csv alone, also one edited by hand; guests that it does not place are unmet.
/// A plan folder brings its own case, and the prices that prove its bounds: these are summed anew. Ends with 7 if any rule is broken.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct VerifyArgs {
    /// The folder of the case, if the plan does not bring its own, and the plan
    #[arg(value_name = "[CASE] PLAN", num_args = 1..=2, required = true)]
    paths: Vec<PathBuf>,
    /// Sum the bounds anew however large the case is, and show them
    #[arg(long)]
    bounds: bool,
    #[command(flatten)]
    files: CaseFiles,
}

pub(super) fn verify(args: &VerifyArgs, global: &Global, talk: Talk) -> Ending {
    let (folder, plan) = match args.paths.as_slice() {
        [folder, plan] => (Some(folder.as_path()), plan),
        [plan, ..] => (None, plan),
        [] => return Err(Failure::usage("no plan was named")),
    };
    let loaded = if folder.is_none() && args.files.is_empty() {
        case_of(plan, global, talk)?
    } else {
        case::load(folder, &args.files, global, talk)?
    };
    let allocation = allocation(plan, talk)?;
    let mut verdict = verify::verify(&loaded.instance, &allocation);
    if let Some(rows) = rooming(plan, talk)? {
        verdict.findings.extend(verify::rooming(&loaded.instance, &allocation, &rows).findings);
    }
    if let Some(rows) = postings(plan, talk)? {
        let judged = verify::postings(&loaded.instance, &allocation, &rows);
        verdict.breaches.extend(judged.breaches(&loaded.instance));
        verdict.findings.extend(judged.findings);
    }
    if folder.is_none() && args.files.is_empty() {
        bounds::judge(plan, args.bounds, &loaded.instance, &mut verdict, talk);
        if !args.bounds {
            verdict.bounds.clear();
        }
    }
    let exit = if verdict.findings.is_empty() { Exit::Done } else { Exit::Findings };
    talk::give(None, &mut |out| {
        if global.json {
            verdict::json(&loaded.instance, &verdict, out)
        } else {
            out.write_all(verdict::text(&loaded.instance, &verdict, talk::page_width()).as_bytes())
        }
    })?;
    Ok(exit)
}

/// Reads who sleeps in which room, if a plan folder says so.
///
/// # Errors
/// When the table is in error, with the status for it.
pub(super) fn rooming(plan: &Path, talk: Talk) -> Result<Option<Vec<RoomingRow>>, Failure> {
    let path = plan.join("rooming.csv");
    if !path.is_file() {
        return Ok(None);
    }
    let (rows, diagnostics) = read::rooming(&path);
    sound(&diagnostics, talk)?;
    Ok(Some(rows))
}

/// Reads which officer is in which hotel, if a plan folder says so.
///
/// # Errors
/// When the table is in error, with the status for it.
pub(super) fn postings(plan: &Path, talk: Talk) -> Result<Option<Vec<(String, String)>>, Failure> {
    let path = plan.join("officers.csv");
    if !path.is_file() {
        return Ok(None);
    }
    let (rows, diagnostics) = read::postings(&path);
    sound(&diagnostics, talk)?;
    Ok(Some(rows))
}

/// Shows what is said of a table, and ends where that is an error.
fn sound(diagnostics: &[Diagnostic], talk: Talk) -> Result<(), Failure> {
    talk.show(diagnostics);
    if diagnostics.iter().any(Diagnostic::is_error) { Err(Failure::said(Exit::Data)) } else { Ok(()) }
}

/// Returns the case that a plan folder brings.
fn case_of(plan: &Path, global: &Global, talk: Talk) -> Result<Loaded, Failure> {
    if plan.is_file() {
        return Err(Failure::usage(format!("{} does not say which case it is a plan for", plan.display()))
            .hint("name the case before it: roomblock verify CASE PLAN"));
    }
    case::of_plan(plan, global, talk)
}

/// Reads the rows of a plan: a folder or a table alone.
///
/// # Errors
/// When the table is in error, with the status for it.
pub(super) fn allocation(plan: &Path, talk: Talk) -> Result<Allocation, Failure> {
    let path = if plan.is_dir() { plan.join("allocation.csv") } else { plan.to_path_buf() };
    let (allocation, diagnostics) = read::allocation(&path);
    sound(&diagnostics, talk)?;
    Ok(allocation)
}
