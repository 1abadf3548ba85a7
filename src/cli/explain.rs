//! `roomblock explain`: the page of a code, or of a rule.

use clap::Args;

use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk;
use crate::diagnostic::{Code, Near};
use crate::domain::Rule;
use crate::explain::advice;
use crate::render::{explanation, rules};

const EXAMPLES: &str = "\
Examples:
  roomblock explain E204
  roomblock explain R24
  roomblock explain            every code, a line each";

/// Say what a code of a diagnostic means
///
/// Says what is looked for, why it is bad, and what provokes it. Without a code, lists every code with its title: `E1` is
/// about files and headings, `E2` about cells and rows, `E3` about references across files; `W` warns. The same pages
/// stand in docs/diagnostics.md. Of a rule, by its number or its name: what it asks, its parameters, and how strong it may be.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ExplainArgs {
    /// Codes such as E204, or rules such as R24 or `work_distance`
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
}

pub(super) fn explain(args: &ExplainArgs, global: &Global) -> Ending {
    let rules: Vec<Rule> = args.codes.iter().filter_map(|typed| Rule::named(typed)).collect();
    let codes = args.codes.iter().filter(|typed| Rule::named(typed).is_none());
    let codes = codes.map(|typed| code_of(typed)).collect::<Result<Vec<Code>, Failure>>()?;
    if global.json && !rules.is_empty() {
        return Err(Failure::usage("a rule has a page of text only").hint("leave out --json"));
    }
    talk::give(None, &mut |out| {
        let width = talk::page_width();
        for &rule in &rules {
            out.write_all(rules::rule_text(rule).trim_start().as_bytes())?;
            out.write_all(format!("- **In the way?** Try to {}.\n", advice(rule)).as_bytes())?;
        }
        if codes.is_empty() && !rules.is_empty() {
            return Ok(());
        }
        match (global.json, codes.as_slice()) {
            (true, []) => explanation::json(Code::ALL, out),
            (true, codes) => explanation::json(codes, out),
            (false, []) => out.write_all(explanation::list(width).as_bytes()),
            (false, codes) => out.write_all(explanation::pages(codes, width).as_bytes()),
        }
    })?;
    Ok(Exit::Done)
}

/// Returns the code of a name, in capitals or not, in the brackets of a diagnostic or not.
fn code_of(typed: &str) -> Result<Code, Failure> {
    let name = typed.trim_matches(['[', ']']).to_uppercase();
    Code::ALL.iter().copied().find(|code| code.id() == name).ok_or_else(|| {
        let near = Near::new(Code::ALL.iter().map(|code| code.id())).help(&name, "`roomblock explain` lists them all");
        Failure::usage(format!("there is no code `{typed}`")).hint(near)
    })
}
