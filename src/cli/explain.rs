//! `roomblock explain`: the page of a code, or of a rule; why a group is where it is; who is in a hotel, and who could be.

use std::path::Path;

use clap::Args;

use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::talk::{self, Talk};
use super::{case, verify};
use crate::diagnostic::{Code, Near};
use crate::domain::{Allocation, Instance, Rule};
use crate::explain::{self, Whereabouts, advice};
use crate::program::{self, Program, Use};
use crate::render::why::{self as render_why, Caller};
use crate::render::{explanation, rules};

const EXAMPLES: &str = "\
Examples:
  roomblock explain E204
  roomblock explain R24
  roomblock explain            every code, a line each
  roomblock explain plan --group G012
  roomblock explain plan --hotel H031";

/// Say what a code of a diagnostic means, or why a group is where it is
///
/// Of a plan and a group: every hotel, with what it would cost the whole group to be there while everybody else stays where they are, who holds the
/// rooms of those that would suit it, and which rule leaves out the others. Of a plan and a hotel: who is in it, and what it is to those who are left over.
///
/// Says what is looked for, why it is bad, and what provokes it. Without a code, lists every code with its title: `E1` is
/// about files and headings, `E2` about cells and rows, `E3` about references across files; `W` warns. The same pages
/// stand in docs/diagnostics.md. Of a rule, by its number or its name: what it asks, its parameters, and how strong it may be.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ExplainArgs {
    /// Codes such as E204, or rules such as R24 or `work_distance`; with --group or --hotel, the folder of a plan
    #[arg(value_name = "CODE|PLAN")]
    codes: Vec<String>,
    /// Say why this group of the plan is where it is
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// Say who is in this hotel of the plan, and who could be
    #[arg(long, value_name = "HOTEL", conflicts_with = "group")]
    hotel: Option<String>,
}

pub(super) fn explain(args: &ExplainArgs, global: &Global, talk: Talk) -> Ending {
    if args.group.is_some() || args.hotel.is_some() {
        let [plan] = args.codes.as_slice() else {
            return Err(Failure::usage("name the folder of one plan").hint("roomblock explain PLAN --group GROUP"));
        };
        return why(Path::new(plan), args, global, talk);
    }
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

/// Says why a group is where it is, or who is in a hotel.
fn why(plan: &Path, args: &ExplainArgs, global: &Global, talk: Talk) -> Ending {
    let loaded = case::of_plan(plan, global, talk)?;
    let instance = &loaded.instance;
    let allocation = verify::allocation(plan, talk)?;
    let program = program::compile(instance);
    let uses = program::encode(instance, &program, &allocation.rows);
    if let Some(group) = &args.group {
        let names = || instance.groups.iter().map(|group| group.id.as_str());
        let group = instance.group(group).ok_or_else(|| Failure::unknown("plan", "group", group, names()))?;
        let all = explain::alternatives(instance, &program, &uses, group);
        talk::give(None, &mut |out| {
            if global.json {
                render_why::group_json(instance, group, &all, out)
            } else {
                out.write_all(render_why::group_text(instance, group, &all, talk::page_width()).as_bytes())
            }
        })?;
    }
    if let Some(hotel) = &args.hotel {
        let names = || instance.hotels.iter().map(|hotel| hotel.id.as_str());
        let hotel = instance.hotel(hotel).ok_or_else(|| Failure::unknown("plan", "hotel", hotel, names()))?;
        let callers = callers(instance, (&program, &uses), &allocation, hotel);
        talk::give(None, &mut |out| {
            if global.json {
                render_why::hotel_json(instance, hotel, &callers, out)
            } else {
                out.write_all(render_why::hotel_text(instance, hotel, &callers, talk::page_width()).as_bytes())
            }
        })?;
    }
    Ok(Exit::Done)
}

/// Returns the groups that are in a hotel, and those that are left over, with what the hotel is to them.
fn callers(
    instance: &Instance,
    (program, uses): (&Program, &[Use]),
    allocation: &Allocation,
    hotel: usize,
) -> Vec<Caller> {
    let unmet = crate::verify::verify(instance, allocation).unmet;
    let mut whereabouts = Whereabouts::new(instance, program, uses);
    let all = instance.groups.iter().enumerate().filter_map(|(group, wishes)| {
        let guests = render_why::guests_of(instance, allocation, hotel, group);
        let left = unmet.iter().find(|&&(one, _)| one == group);
        let said = match left {
            None => String::new(),
            Some(&(_, left)) => {
                let here = whereabouts.at(group, hotel);
                format!("{left} left over; {}", render_why::said(instance, &here))
            }
        };
        (guests > 0 || left.is_some()).then(|| Caller { group: wishes.id.to_string(), guests, said })
    });
    all.collect()
}

/// Returns the code of a name, in capitals or not, in the brackets of a diagnostic or not.
fn code_of(typed: &str) -> Result<Code, Failure> {
    let name = typed.trim_matches(['[', ']']).to_uppercase();
    Code::ALL.iter().copied().find(|code| code.id() == name).ok_or_else(|| {
        let near = Near::new(Code::ALL.iter().map(|code| code.id())).help(&name, "`roomblock explain` lists them all");
        Failure::usage(format!("there is no code `{typed}`")).hint(near)
    })
}
