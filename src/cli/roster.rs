//! `roomblock roster`: the rooming lists of a plan.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::case::Loaded;
use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::planned::Planned;
use super::roster_folder;
use super::talk::{self, Talk};
use crate::diagnostic::Near;
use crate::render::roster::{Rosters, Style};

const EXAMPLES: &str = "\
Examples:
  roomblock roster plan --hotel H0042
  roomblock roster plan --lang zh -o rosters
  roomblock roster plan --format csv > everybody.csv";

/// Rooming lists of a plan, hotel by hotel
///
/// Each hotel's list has its own guests, and nobody else's.
///
/// Without -o they go to stdout: as pages of text, or as one table with --format csv. With -o a folder gets both forms
/// of each list, readable by you alone. The rows are those of allocation.csv in the plan folder; they are verified first.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct RosterArgs {
    /// The folder of the plan
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// This hotel alone
    #[arg(long, value_name = "H")]
    hotel: Option<String>,
    /// Write files into this folder
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The form on stdout
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Form,
    /// Print the telephone numbers of leaders
    #[arg(long)]
    phones: bool,
}

/// The form of a rooming list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A page for people
    Text,
    /// A table for spreadsheets
    Csv,
}

pub(super) fn roster(args: &RosterArgs, global: &Global, talk: Talk) -> Ending {
    let Planned { loaded, allocation, guests, record, .. } = Planned::read(&args.plan, global, talk)?;
    let style = Style {
        lang: global.lang.into(),
        phones: args.phones,
        plan: &record.plan,
        version: record.version,
        as_of: record.as_of.as_deref(),
    };
    let rosters = Rosters::new(&loaded.instance, &allocation, style).with_guests(&guests);
    let only = args.hotel.as_deref().map(|hotel| hotel_of(&loaded, &rosters, hotel)).transpose()?;
    if let Some(folder) = &args.output {
        roster_folder::write(&rosters, only, folder)?;
        return Ok(Exit::Done);
    }
    let hotels: Vec<usize> = rosters.hotels().filter(|&hotel| only.is_none_or(|only| only == hotel)).collect();
    talk::give(None, &mut |out| match args.format {
        Form::Csv => rosters.csv(&hotels, out),
        Form::Text => {
            let pages: Vec<String> = hotels.iter().map(|&hotel| rosters.text(hotel)).collect();
            out.write_all(pages.join("\n\n").as_bytes())
        }
    })?;
    Ok(Exit::Done)
}

/// Returns the position of a hotel that takes guests in this plan.
fn hotel_of(loaded: &Loaded, rosters: &Rosters<'_>, hotel: &str) -> Result<usize, Failure> {
    let Some(position) = loaded.instance.hotel(hotel) else {
        let mut near = Near::new(loaded.instance.hotels.iter().map(|hotel| hotel.id.as_str()));
        let failure = Failure::usage(format!("the case has no hotel {hotel}"));
        return Err(match near.find(hotel) {
            Some(name) => failure.hint(format!("did you mean {name}?")),
            None => failure,
        });
    };
    if rosters.hotels().any(|used| used == position) {
        return Ok(position);
    }
    Err(Failure::usage(format!("the plan places nobody in {hotel}")))
}
