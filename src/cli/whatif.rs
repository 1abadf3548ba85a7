//! `roomblock whatif`: a case under changes, beside the case as it is.

mod source;

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

pub(super) use self::source::Source;
use super::case::{self, CaseFiles, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::interrupt;
use super::options::{Chosen, Global, Solver};
use super::talk::{self, Talk};
use crate::compare::answer::Planned;
use crate::compare::whatif::{self, Question};
use crate::diagnostic::{Diagnostic, Place};
use crate::domain::change::{Asked, Change, Scenario, sweep};
use crate::domain::remark::Remark;
use crate::program::side_by_side;
use crate::read;
use crate::render::whatif as page;

const EXAMPLES: &str = "\
Examples:
  roomblock whatif case --set rules.km_max=8
  roomblock whatif case --set rules.km_max=4..12/2             a sweep: 4, 6, 8, 10, 12
  roomblock whatif plan --drop-hotel H0042 --drop-hotel H0043 --each
  roomblock whatif case --add-rooms H0042:twin:20 --drop-group Shandong
  roomblock whatif case --scenarios scenarios.toml --json -o answers.json";

/// Solve a case under changes and compare the answers
///
/// Reads the case, changes it before it is validated, solves it, and says what that does: each level with its value, its bound where it is not proven,
/// guests without a room, and which groups are somewhere else, and what for. The first line is the case as it is; given a PLAN, it is that plan. Each
/// scenario begins with that plan, so that nobody moves without need, and has the time or the effort to itself. No plan is written. Ends with 0, whoever has no room.
///
/// All changes of the command line are one scenario; with --each, each is one. A range, such as 4..12/2, is a scenario for each of its values. A file of scenarios has
/// several, by name (docs/file-formats.md). Scenarios are solved side by side, each by one thread; the answers do not depend on how many.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct WhatifArgs {
    /// The folder of the case, or of a plan, which brings its case
    #[arg(value_name = "CASE|PLAN")]
    case: Option<PathBuf>,
    #[command(flatten)]
    asked: AskedArgs,
    /// The form
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Form,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    solver: Solver,
    #[command(flatten)]
    files: CaseFiles,
}

/// What is asked for.
#[derive(Debug, Args)]
#[command(next_help_heading = "Changes")]
struct AskedArgs {
    /// Give a key of the policy another value, such as `rules.km_max=8`; a range is a sweep
    #[arg(long, value_name = "KEY=VALUE", value_parser = Change::set)]
    set: Vec<Change>,
    /// Close a hotel
    #[arg(long, value_name = "H")]
    drop_hotel: Vec<String>,
    /// Add usable rooms to a hotel on all nights, or with :FROM..TO on some; a range of rooms is a sweep
    #[arg(long, value_name = "H:TYPE:ROOMS", value_parser = Change::add_rooms)]
    add_rooms: Vec<Change>,
    /// Cancel a group
    #[arg(long, value_name = "G")]
    drop_group: Vec<String>,
    /// Make each change a scenario of its own
    #[arg(long)]
    each: bool,
    /// A file of scenarios
    #[arg(long, value_name = "FILE")]
    scenarios: Option<PathBuf>,
}

/// The form of the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A page for people
    Text,
    /// One table for spreadsheets
    Csv,
}

pub(super) fn whatif(args: &WhatifArgs, global: &Global, talk: Talk) -> Ending {
    let stop = interrupt::listen()?;
    let scenarios = scenarios(&args.asked, talk)?;
    let source = Source::of(args.case.as_deref(), &args.files)?;
    let base = source.base(global, talk)?;
    let chosen = args.solver.chosen(&base.validation.limits);
    let loaded = load_all(&source, &base, &scenarios, chosen.threads, (global, talk))?;
    let all = loaded.into_iter().zip(&scenarios).map(|(loaded, scenario)| {
        let chosen = Chosen { threads: 1, ..args.solver.chosen(&loaded.validation.limits) };
        (question(&base, loaded, scenario), chosen)
    });
    let (questions, choices): (Vec<Question>, Vec<Chosen>) = all.unzip();
    let name = if source.plan.is_some() { "the plan" } else { "the case as it is" };
    let notes = Vec::new();
    let first = Question { name: name.to_owned(), changes: Vec::new(), notes, instance: base.instance.clone() };
    talk.detail(&format!("{} scenarios, {} at a time", questions.len(), chosen.threads));
    let answered = source.answer(&base, &chosen, &stop, talk)?;
    let threads = chosen.threads as usize;
    let lines = whatif::ask((&first, answered), &questions, threads, |at| choices[at].options(&stop, &|_| {}));
    talk::give(args.output.as_deref(), &mut |out| match args.format {
        _ if global.json => page::json(&lines, out),
        Form::Csv => page::csv(&lines, out),
        Form::Text => out.write_all(page::text(&lines, talk::page_width()).as_bytes()),
    })?;
    let is_broken = |planned: &Planned| !planned.verdict.findings.is_empty();
    // A plan that was given may break rules; one that was made here may not.
    let made = lines.iter().skip(usize::from(source.plan.is_some())).filter_map(|line| line.answer.plan());
    if made.into_iter().any(is_broken) {
        return Err(Failure::new(Exit::Findings, "the plan of a scenario breaks rules")
            .hint("this is a fault of the program: please report it with the case"));
    }
    Ok(Exit::Done)
}

/// Returns the scenarios that are asked for, ranges taken apart.
fn scenarios(args: &AskedArgs, talk: Talk) -> Result<Vec<Scenario>, Failure> {
    let closed = args.drop_hotel.iter().cloned().map(Change::DropHotel);
    let cancelled = args.drop_group.iter().cloned().map(Change::DropGroup);
    let all = args.set.iter().cloned().chain(closed).chain(args.add_rooms.iter().cloned()).chain(cancelled);
    let asked = all.map(|change| {
        let file: Arc<str> = Arc::from(change.to_string());
        Asked { change, place: Place::whole(&file) }
    });
    let asked: Vec<Asked> = asked.collect();
    let mut scenarios: Vec<Scenario> = if args.each {
        asked.into_iter().map(|asked| Scenario::of(vec![asked])).collect()
    } else {
        Some(Scenario::of(asked)).filter(|scenario| !scenario.changes.is_empty()).into_iter().collect()
    };
    if let Some(path) = &args.scenarios {
        let (told, says) = read::scenarios(path);
        talk.show(&says);
        if says.iter().any(Diagnostic::is_error) {
            return Err(Failure::said(Exit::Data));
        }
        scenarios.extend(told);
    }
    let mut swept = Vec::new();
    for scenario in scenarios {
        let few = Failure::usage("these are more than 1,000 scenarios").hint("take longer steps, or fewer ranges");
        let of_file = args.scenarios.is_some() && scenario.changes.iter().any(|asked| asked.place.line.is_some());
        // Scenarios of the command line are named by their changes, and so are those that they are taken apart into.
        swept.extend(sweep(scenario, of_file).map_err(|_| few)?);
    }
    Ok(swept)
}

/// Reads every scenario, so many at a time.
///
/// # Errors
/// When a change is in error; what is wrong is shown, and what is warned of only here.
fn load_all(
    source: &Source<'_>,
    base: &Loaded,
    scenarios: &[Scenario],
    threads: u32,
    (global, talk): (&Global, Talk),
) -> Result<Vec<Loaded>, Failure> {
    let all = side_by_side(scenarios.len(), threads as usize, |at| {
        let folder = source.folder.as_deref();
        case::look_changed(folder, (&source.files, global), &scenarios[at].changes, source.plan.is_some())
    });
    let mut loaded = Vec::new();
    let mut wrong: Vec<Diagnostic> = Vec::new();
    for looked in all {
        let (validation, reading) = looked?;
        let known = &base.validation.diagnostics;
        let new = validation.diagnostics.iter().filter(|said| !known.contains(said) && said.is_error());
        // What many scenarios have in common is said once.
        let (n_wrong, new) = (wrong.len(), new.cloned().collect::<Vec<_>>());
        let is_wrong = !new.is_empty();
        wrong.extend(new.into_iter().filter(|said| !wrong[..n_wrong].contains(said)).collect::<Vec<_>>());
        if !is_wrong {
            loaded.push(case::loaded(validation, reading, global)?);
        }
    }
    talk.show(&wrong);
    if wrong.is_empty() { Ok(loaded) } else { Err(Failure::said(Exit::Data)) }
}

/// Puts together what is asked.
fn question(base: &Loaded, loaded: Loaded, scenario: &Scenario) -> Question {
    let known = &base.validation.assumed;
    let mut notes: Vec<String> =
        loaded.validation.assumed.iter().filter(|note| !known.contains(note)).map(Remark::to_string).collect();
    let warned = loaded.validation.diagnostics.iter().filter(|said| !base.validation.diagnostics.contains(said));
    notes.extend(warned.map(|said| said.message.clone()));
    if loaded.instance == base.instance {
        notes.push("this changes nothing in the case".to_owned());
    }
    let changes = scenario.changes.iter().map(|asked| asked.change.to_string()).collect();
    Question { name: scenario.name.clone(), changes, notes, instance: loaded.instance }
}
