//! `roomblock diff`: two plans, or two cases, side by side.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::case::{self, CaseFiles, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk::{self, Talk};
use super::verify;
use crate::compare::{Both, CaseDiff, PlanDiff, Sheet, Side};
use crate::domain::{Allocation, Instance};
use crate::render::case::{is_of_before, written};
use crate::render::diff::{self, Compared, Topic};

const EXAMPLES: &str = "\
Examples:
  roomblock diff plan plan2
  roomblock diff plan edited.csv --by move
  roomblock diff monday.csv tuesday.csv --case case --format csv -o changes.csv
  roomblock diff case case2";

/// Say what differs between two plans, or between two cases
///
/// Of plans: the levels of the objective recomputed, who moves from where to where and what for, and what differs by group,
/// hotel, night, money and rule; where they are of two cases, what differs in these. Of cases: every row of their tables, every key
/// of their policies and their rooms night by night, all defaults filled in.
///
/// A and B are plan folders, tables such as allocation.csv, or folders of cases. A table is of the case of the other plan, unless
/// --case names one. What a move is for is what would break, or which level would lose, if the group went back to its rooms of A and all
/// others stayed where B has them. Ends with 0 whether anything differs or not.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct DiffArgs {
    /// The first plan or case
    #[arg(value_name = "A")]
    a: PathBuf,
    /// The second plan or case
    #[arg(value_name = "B")]
    b: PathBuf,
    /// The case that tables such as allocation.csv are plans for
    #[arg(long, value_name = "CASE")]
    case: Option<PathBuf>,
    /// Only this, but all of it; may be given several times
    #[arg(long, value_name = "WHAT")]
    by: Vec<By>,
    /// The form
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Form,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// What to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The levels of the objective, and totals
    Level,
    /// Who moves, and what for
    Move,
    /// Groups
    Group,
    /// Hotels
    Hotel,
    /// Nights
    Night,
    /// Money, by hotel
    Money,
    /// Rules
    Rule,
    /// The cases
    Case,
}

impl From<By> for Topic {
    fn from(by: By) -> Self {
        match by {
            By::Level => Self::Level,
            By::Move => Self::Move,
            By::Group => Self::Group,
            By::Hotel => Self::Hotel,
            By::Night => Self::Night,
            By::Money => Self::Money,
            By::Rule => Self::Rule,
            By::Case => Self::Case,
        }
    }
}

/// The form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// Pages for people
    Text,
    /// One table for spreadsheets
    Csv,
}

/// What a path is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Plan,
    Table,
    Case,
}

impl Sort {
    fn of(path: &Path) -> Self {
        if path.join("plan.json").is_file() {
            Self::Plan
        } else if path.is_dir() {
            Self::Case
        } else {
            Self::Table
        }
    }
}

pub(super) fn diff(args: &DiffArgs, global: &Global, talk: Talk) -> Ending {
    let sorts = Both { a: Sort::of(&args.a), b: Sort::of(&args.b) };
    if args.case.is_some() && !(sorts.a == Sort::Table || sorts.b == Sort::Table) {
        return Err(Failure::usage("--case is for tables such as allocation.csv: a plan brings its own case"));
    }
    let names = [args.a.display().to_string(), args.b.display().to_string()];
    let (cases, plans) = match (sorts.a, sorts.b) {
        (Sort::Case, Sort::Case) => {
            let load = |path: &Path| case::load(Some(path), &CaseFiles::default(), global, talk);
            (Both { a: load(&args.a)?, b: load(&args.b)? }, None)
        }
        (Sort::Case, _) | (_, Sort::Case) => {
            return Err(Failure::usage("a plan and a case cannot be compared")
                .hint("name two plans or two cases; PLAN/case is the case of a plan"));
        }
        _ => {
            let cases = cases_of_plans(args, sorts, global, talk)?;
            let plans = Both { a: verify::allocation(&args.a, talk)?, b: verify::allocation(&args.b, talk)? };
            (cases, Some(plans))
        }
    };
    let instances = cases.map(|loaded| &loaded.instance);
    let plans = plans.as_ref().map(|plans| compare_plans(instances, plans));
    let cases = compare_cases(&instances, plans.is_some())?;
    let compared = Compared { a: &names[0], b: &names[1], plans: plans.as_ref(), cases: &cases };
    let topics: Vec<Topic> = args.by.iter().map(|&by| by.into()).collect();
    talk::give(args.output.as_deref(), &mut |out| match args.format {
        _ if global.json => diff::json(&compared, &topics, out),
        Form::Csv if topics.is_empty() => diff::csv(&compared, &Topic::ALL, out),
        Form::Csv => diff::csv(&compared, &topics, out),
        Form::Text => out.write_all(diff::text(&compared, &topics, talk::page_width()).as_bytes()),
    })?;
    Ok(Exit::Done)
}

/// Reads the cases of two plans: a folder brings its own, a table takes the one that is named, else that of the other.
fn cases_of_plans(args: &DiffArgs, sorts: Both<Sort>, global: &Global, talk: Talk) -> Result<Both<Loaded>, Failure> {
    let named = |path: &Path, sort: Sort, other: &Path, sort_of_other: Sort| match (&args.case, sort, sort_of_other) {
        (_, Sort::Plan, _) => case::of_plan(path, global, talk),
        (Some(case), ..) => case::load(Some(case), &CaseFiles::default(), global, talk.hushed()),
        (None, _, Sort::Plan) => case::of_plan(other, global, talk),
        (None, ..) => Err(Failure::usage(format!("{} does not say which case it is a plan for", path.display()))
            .hint("name the case: --case CASE")),
    };
    Ok(Both { a: named(&args.a, sorts.a, &args.b, sorts.b)?, b: named(&args.b, sorts.b, &args.a, sorts.a)? })
}

fn compare_plans(instances: Both<&Instance>, plans: &Both<Allocation>) -> PlanDiff {
    let a = crate::verify::verify(instances.a, &plans.a);
    let b = crate::verify::verify(instances.b, &plans.b);
    PlanDiff::of(
        &Side { instance: instances.a, allocation: &plans.a, verdict: &a },
        &Side { instance: instances.b, allocation: &plans.b, verdict: &b },
    )
}

/// Compares two cases; of those of plans without the plans before them.
fn compare_cases(instances: &Both<&Instance>, of_plans: bool) -> Result<CaseDiff, Failure> {
    let sheets = |instance: &Instance| -> std::io::Result<Vec<Sheet>> {
        let sheets = written(instance)?.into_iter();
        Ok(sheets.filter(|sheet| !(of_plans && is_of_before(&sheet.table))).collect())
    };
    Ok(CaseDiff::of(instances, Both { a: sheets(instances.a)?, b: sheets(instances.b)? }))
}
