//! The command line: what can be asked, and which room answers. The only room that prints or knows clap, a terminal or
//! a clock.
//!
//! Each command is a file: its arguments, whose comments are the manual, then its pipeline.

mod bounds;
mod case;
mod completions;
mod diff;
mod exit;
mod explain;
mod export;
mod generate;
mod ingest;
mod init;
mod interrupt;
mod man;
mod options;
mod plan_folder;
mod planned;
mod planning;
mod progress;
mod reference;
mod replan;
mod report;
mod roster;
mod roster_folder;
mod run;
mod solve;
mod solver;
mod stress;
mod talk;
mod unmet;
mod validate;
mod verify;
mod whatif;

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use exit::Ending;
pub use exit::Exit;
use options::Global;
pub use reference::reference;
use talk::Talk;

/// Batch allocation of hotel rooms to arriving groups.
#[derive(Debug, Parser)]
#[command(name = "roomblock", disable_version_flag = true, max_term_width = 100, arg_required_else_help = true)]
#[command(before_help = EXAMPLES, after_help = after_help())]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
    /// Print the versions of this program and of its solver
    #[arg(long, short = 'V', action = clap::ArgAction::Version)]
    version: (),
}

const EXAMPLES: &str = "\
Examples:
  roomblock run --availability hotels.xlsx --manifest teams.csv -o plan
      two spreadsheets in, a verified plan with rooming lists out
  roomblock init case && roomblock run case -o plan
      a first case to look at and to change
  roomblock verify case plan/allocation.csv
      judge any plan, also one edited by hand";

/// What can be asked.
#[derive(Debug, Subcommand)]
enum Command {
    Init(init::InitArgs),
    Generate(generate::GenerateArgs),
    Ingest(ingest::IngestArgs),
    Validate(validate::ValidateArgs),
    Solve(solve::SolveArgs),
    Replan(replan::ReplanArgs),
    Verify(verify::VerifyArgs),
    Roster(roster::RosterArgs),
    Report(report::ReportArgs),
    Unmet(unmet::UnmetArgs),
    Explain(explain::ExplainArgs),
    Whatif(whatif::WhatifArgs),
    Stress(stress::StressArgs),
    Diff(diff::DiffArgs),
    Run(run::RunArgs),
    Export(export::ExportArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Returns the table of exit statuses.
fn after_help() -> String {
    let lines = Exit::MEANINGS.iter().map(|&(exit, meaning)| format!("  {}  {meaning}", exit as u8));
    format!("Exit status:\n{}", lines.collect::<Vec<_>>().join("\n"))
}

/// The order of help: what it is for, examples, and only then the options.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Returns the command line as clap knows it, with the versions of program and solver.
fn command() -> clap::Command {
    let version = format!("{}\nsolver: {}", env!("CARGO_PKG_VERSION"), crate::solve::solver_version());
    Cli::command().version(version).help_template(TEMPLATE).mut_subcommands(|command| command.help_template(TEMPLATE))
}

/// Runs the program with the given arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    if solver::is_meant(&args) {
        return solver::serve();
    }
    solver::set_apart();
    let exit = answer(args);
    crate::solve::dismiss();
    exit
}

/// Does what is asked.
fn answer(args: Vec<OsString>) -> Exit {
    let parsed = command().try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            drop(error.print());
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let talk = Talk::new(&cli.global);
    interrupt::survive_file_limits()
        .map_err(Into::into)
        .and_then(|()| dispatch(&cli.command, &cli.global, talk))
        .unwrap_or_else(|failure| {
            talk.fail(&failure);
            failure.exit
        })
}

fn dispatch(command: &Command, global: &Global, talk: Talk) -> Ending {
    match command {
        Command::Init(args) => init::init(args, talk),
        Command::Generate(args) => generate::generate(args, talk),
        Command::Ingest(args) => ingest::ingest(args, global, talk),
        Command::Validate(args) => validate::validate(args, global, talk),
        Command::Solve(args) => solve::solve(args, global, talk),
        Command::Replan(args) => replan::replan(args, global, talk),
        Command::Verify(args) => verify::verify(args, global, talk),
        Command::Roster(args) => roster::roster(args, global, talk),
        Command::Report(args) => report::report(args, global, talk),
        Command::Unmet(args) => unmet::unmet(args, global),
        Command::Explain(args) => explain::explain(args, global, talk),
        Command::Whatif(args) => whatif::whatif(args, global, talk),
        Command::Stress(args) => stress::stress(args, global, talk),
        Command::Diff(args) => diff::diff(args, global, talk),
        Command::Run(args) => run::run(args, global, talk),
        Command::Export(args) => export::export(args, global, talk),
        Command::Completions(args) => completions::completions(args),
        Command::Man(args) => man::man(args),
    }
}
