//! `roomblock validate`: everything wrong with a case at once, then what it offers and asks for.

use std::sync::atomic::AtomicBool;

use clap::Args;

use super::case::{self, CaseArgs};
use super::exit::{Ending, Exit};
use super::options::Global;
use super::talk::{self, Talk};
use crate::explain::{self, Inquiry, balance};
use crate::program;
use crate::read::FileCount;
use crate::render::record::Count;
use crate::render::validation::{Night, Page, Stale};
use crate::validate::{NightSupply, StaleHotel, UnknownPool};

const EXAMPLES: &str = "\
Examples:
  roomblock validate case
  roomblock validate --availability hotels.xlsx --manifest teams.csv
  roomblock validate case --json > case.json";

/// Say everything that is wrong with a case, and what it offers
///
/// Says everything that is wrong at once, then supply against demand, and who can never be placed. Solves nothing. Diagnostics go to stderr, each with its file, row and column and one remedy. If there are no errors,
/// stdout gets the rooms and the guests of every night, by class and by room type, the hotels to ring again, and every
/// group that can never be placed wholly, with the filters that its hotels fail. Ends with 3 on errors only.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ValidateArgs {
    #[command(flatten)]
    case: CaseArgs,
}

pub(super) fn validate(args: &ValidateArgs, global: &Global, talk: Talk) -> Ending {
    let (validation, _) = case::look(args.case.case.as_deref(), &args.case.files, global)?;
    if !global.json {
        talk.show(&validation.diagnostics);
    }
    let (never, districts) = match &validation.instance {
        Some(instance) => {
            let program = program::compile(instance);
            let night = balance::peak_night(instance);
            let stop = AtomicBool::new(false);
            (explain::never(instance, &program, &Inquiry::new(&stop)), balance::by_district(instance, &program, night))
        }
        None => (Vec::new(), Vec::new()),
    };
    let counts: Vec<Count> = validation.counts.iter().map(count).collect();
    let nights: Vec<Night> = validation.supply.nights.iter().map(night).collect();
    let unknown: Vec<String> = validation.supply.unknown.iter().map(pool).collect();
    let stale: Vec<Stale> = validation.supply.stale.iter().map(stale).collect();
    let page = Page {
        instance: validation.instance.as_ref(),
        diagnostics: &validation.diagnostics,
        counts: &counts,
        assumed: &validation.assumed,
        nights: &nights,
        unknown: &unknown,
        stale: &stale,
        districts: &districts,
        never: &never,
    };
    talk::give(None, &mut |out| {
        if global.json { page.json(out) } else { out.write_all(page.text(talk::page_width()).as_bytes()) }
    })?;
    Ok(if validation.instance.is_some() && validation.rejects.is_empty() { Exit::Done } else { Exit::Data })
}

/// Returns what became of the rows of a file, as it is printed.
pub(super) fn count(count: &FileCount) -> Count {
    Count {
        file: count.file.clone(),
        rows: count.rows as u64,
        used: count.used as u64,
        superseded: count.superseded as u64,
        dropped: count.dropped as u64,
        rejected: count.rejected as u64,
    }
}

fn night(night: &NightSupply) -> Night {
    Night {
        date: night.date.clone(),
        rooms: night.rooms,
        unknown_pools: night.unknown_pools,
        guests: night.guests,
        rooms_least: night.rooms_least,
    }
}

fn stale(stale: &StaleHotel) -> Stale {
    let polled_at = stale.polled_at.format("%Y-%m-%dT%H:%M").to_string();
    Stale { hotel: stale.hotel.clone(), polled_at, missed: stale.missed }
}

/// Returns the name of a pool.
fn pool(pool: &UnknownPool) -> String {
    [&pool.hotel, &pool.wing, &pool.room_type]
        .into_iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join(" ")
}
