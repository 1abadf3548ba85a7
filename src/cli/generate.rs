//! `roomblock generate`: invented cases of any size.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::exit::{Ending, Exit, Failure};
use super::talk::Talk;
use crate::diagnostic::Near;
use crate::generate::{self, BySize, GenerateError, Options, Scenario, Share, Tightness};
use crate::render::number::{grouped, plural};

const EXAMPLES: &str = "\
Examples:
  roomblock generate M --seed 7 -o case
  roomblock generate L --tightness tight -o case
  roomblock generate shanghai-0403 -o case
  roomblock generate shanghai-0403 --usable 5400 --capacity-only -o short
  roomblock generate sorters-1000 -o sheets && roomblock ingest sheets -o case && roomblock run case -o plan";

/// Write an invented case of any size
///
/// Size classes: S (40 hotels), M (300), L (2,095), XL (20,000), XXL (100,000); --hotels, --groups and --nights replace
/// their counts. Scenarios with the numbers of their time: shanghai-0403 (ten medical teams in one evening, 2,095 hotels,
/// twenty polls), changchun-isolation (34 hotels, 1,000 qualifying rooms), supply-workers (1,800 hotels, requests week by
/// week), triage-0407 (beds for three days of people found), sorters-1000 (workers by name near their depots), xiuying-aug (ten
/// days of stranded travellers, a case for each day, and daily.sh that plans them one after the other), wuzhen-2021 (a summit
/// and its last 24 hours), friendship-palace (one hotel, two loops); and delegations (a conference town of no time).
///
/// shanghai-0403, xiuying-aug and delegations are cases; the others are sheets as people send them: `roomblock ingest` makes cases
/// of them, and examples/ has the commands. The same seed gives the same bytes on any machine.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct GenerateArgs {
    /// S, M, L, XL, XXL, or the name of a scenario
    #[arg(value_name = "SCENARIO", default_value = "M")]
    scenario: String,
    /// The seed: another one, another case
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// The folder to write; it must be empty or not there yet
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
    /// How scarce suitable rooms are on the peak night (size classes) [default: loose]
    #[arg(long, value_name = "HOW")]
    tightness: Option<How>,
    /// How many hotels (size classes, delegations)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    hotels: Option<u32>,
    /// How many groups (size classes, delegations)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    groups: Option<u32>,
    /// How many nights (size classes)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    nights: Option<u32>,
    /// One weighted sum as objective instead of the levels (size classes)
    #[arg(long)]
    weighted: bool,
    /// Hotels, rooms and people as a share of the real ones (shanghai-0403, supply-workers, triage-0407)
    #[arg(long, value_name = "SHARE")]
    scale: Option<f64>,
    /// Cut the usable rooms to exactly this number (shanghai-0403)
    #[arg(long, value_name = "ROOMS")]
    usable: Option<u32>,
    /// Leave out every rule but capacity (shanghai-0403)
    #[arg(long)]
    capacity_only: bool,
}

/// How scarce suitable rooms are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum How {
    /// The peak night asks for all of them
    Tight,
    /// The peak night asks for six tenths of them
    Loose,
}

pub(super) fn generate(args: &GenerateArgs, talk: Talk) -> Ending {
    let scenario = scenario(args)?;
    let summary =
        generate::write(&scenario, &Options { seed: args.seed }, &args.output).map_err(|error| failure(&error))?;
    talk.say(&format!(
        "{}: {}, {}, {} guests, {}",
        args.output.display(),
        plural(summary.hotels as usize, "hotel", "hotels"),
        plural(summary.groups as usize, "group", "groups"),
        grouped(summary.guests),
        plural(summary.files.len(), "file", "files"),
    ));
    Ok(Exit::Done)
}

/// Returns the scenario that was asked for, and refuses options that it does not have.
fn scenario(args: &GenerateArgs) -> Result<Scenario, Failure> {
    let mut scenario = Scenario::named(&args.scenario).ok_or_else(|| unknown(&args.scenario))?;
    let sized = args.tightness.is_some() || args.nights.is_some() || args.weighted;
    let counted = args.hotels.is_some() || args.groups.is_some();
    let cut = args.usable.is_some() || args.capacity_only;
    let shanghai = args.scale.is_some() || cut;
    let refused = match &mut scenario {
        Scenario::Sized(by_size) => {
            fill(by_size, args);
            shanghai.then_some("--scale, --usable and --capacity-only")
        }
        Scenario::Shanghai0403(options) => {
            options.scale = args.scale.unwrap_or(options.scale);
            options.usable = args.usable;
            options.capacity_only = args.capacity_only;
            (sized || counted).then_some("--tightness, --hotels, --groups, --nights and --weighted")
        }
        Scenario::Delegations(options) => {
            options.hotels = args.hotels.unwrap_or(options.hotels);
            options.groups = args.groups.unwrap_or(options.groups);
            (sized || shanghai).then_some("all options but --hotels and --groups")
        }
        Scenario::SupplyWorkers(share) | Scenario::Triage0407(share) => {
            *share = args.scale.map_or(*share, Share);
            (sized || counted || cut).then_some("any option but --seed and --scale")
        }
        Scenario::XiuyingAug
        | Scenario::ChangchunIsolation
        | Scenario::Sorters1000
        | Scenario::Wuzhen2021
        | Scenario::FriendshipPalace => (sized || counted || shanghai).then_some("any option but --seed"),
    };
    match refused {
        None => Ok(scenario),
        Some(names) => Err(Failure::usage(format!("{} does not take {names}", args.scenario))),
    }
}

fn fill(by_size: &mut BySize, args: &GenerateArgs) {
    by_size.tightness = match args.tightness {
        Some(How::Tight) => Tightness::Tight,
        Some(How::Loose) => Tightness::Loose,
        None => by_size.tightness,
    };
    (by_size.hotels, by_size.groups, by_size.nights) = (args.hotels, args.groups, args.nights);
    by_size.weighted = args.weighted;
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::usage(format!("there is no scenario {name}"));
    match Near::new(Scenario::NAMES).find(name) {
        Some(near) => failure.hint(format!("did you mean {near}?")),
        None => failure.hint(format!("scenarios are {}", Scenario::NAMES.join(", "))),
    }
}

/// Returns how writing a case fails.
pub(super) fn failure(error: &GenerateError) -> Failure {
    match error {
        GenerateError::NotEmpty(_) | GenerateError::Option(_) => Failure::usage(error.to_string()),
        GenerateError::Write { .. } => Failure::new(Exit::World, error.to_string()),
    }
}
