//! `roomblock stress`: how a plan survives hotels that fall through.

use std::path::PathBuf;

use clap::Args;

use super::case::{CaseFiles, Loaded};
use super::exit::{Ending, Exit, Failure};
use super::interrupt;
use super::options::{Chosen, Global, Solver};
use super::talk::{self, Talk};
use super::whatif::Source;
use crate::compare::answer::Answer;
use crate::compare::stress::{CERTAIN, Odds, stress as drawn};
use crate::domain::{Hotel, HotelStatus, Instance, Share};
use crate::render::stress as page;

/// The work of a draw where nothing is said: a short one.
const EFFORT: u64 = 31;

const EXAMPLES: &str = "\
Examples:
  roomblock stress plan --draws 200 --fail-rate 5%
  roomblock stress plan --fail-rate 2% --fail-rate H0042=30% --seed 7
  roomblock stress plan --fail-rate contract=1% --fail-rate sure=5% --fail-rate unsure=25%
  roomblock stress case --fail-rate 10% --json -o stress.json";

/// Say how a plan survives hotels that fall through
///
/// Draws hotels that are lost, each with the given odds; those that offer nothing, or are closed, are never drawn. Solves what is left for as many guests as
/// possible, beginning with the plan, and says in how many draws everybody still has a room, with its 95 % interval, how many guests have none, and
/// which hotel's loss hurts most: by the draws, and by losing it alone for those that matter most.
///
/// Given a CASE, its plan is made first. Every draw has the effort to itself, and is solved by one thread; the same seed and effort give the same answer, whatever
/// the number of threads. Who has checked in stays, and has no room where the hotel is lost.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct StressArgs {
    /// The folder of the plan, or of the case
    #[arg(value_name = "CASE|PLAN")]
    case: Option<PathBuf>,
    /// How many draws
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    draws: u32,
    /// The odds of hotels to fall through, such as 5% or 0.05: of all; by what is known of their rooms, contract=1% (a block was
    /// agreed), sure=5% (the quote is counted on wholly) or unsure=25% (it is counted on in part, R45); or of one, H0042=30%. What is nearer to the hotel counts
    #[arg(long, value_name = "[WHICH=]ODDS", required = true, value_parser = rate)]
    fail_rate: Vec<Rate>,
    /// Write to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    solver: Solver,
    #[command(flatten)]
    files: CaseFiles,
}

/// The odds of some hotels.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rate {
    /// A hotel, or the word of a standing; none for all.
    which: Option<String>,
    /// Parts of `CERTAIN`.
    chance: u32,
}

/// Reads `5%`, `0.05` or `H1=5%`.
fn rate(text: &str) -> Result<Rate, String> {
    let (which, share) = match text.rsplit_once('=') {
        Some((which, share)) => (Some(which.to_owned()), share),
        None => (None, text),
    };
    let (number, scale) = share.strip_suffix('%').map_or((share, 1.0), |number| (number, 0.01));
    let share = number.trim().parse::<f64>().ok().map(|number| number * scale);
    let share = share.filter(|share| (0.0..=1.0).contains(share)).ok_or("say odds from 0 to 1, such as 0.05 or 5%")?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a million")]
    let chance = (share * f64::from(CERTAIN)).round() as u32;
    Ok(Rate { which, chance })
}

pub(super) fn stress(args: &StressArgs, global: &Global, talk: Talk) -> Ending {
    let stop = interrupt::listen()?;
    let source = Source::of(args.case.as_deref(), &args.files)?;
    let base = source.base(global, talk)?;
    let chosen = args.solver.chosen(&base.validation.limits);
    let odds = odds(args, &base, chosen.seed)?;
    let plan = match source.answer(&base, &chosen, &stop, talk)? {
        Answer::Plan(plan) => plan,
        Answer::Contradiction(conflict) => {
            let which = conflict.map_or_else(|| "the orders cannot all be kept".to_owned(), |which| which.to_string());
            return Err(Failure::new(Exit::Contradiction, which));
        }
        Answer::NoPlan(_) => return Err(Failure::new(Exit::NoPlan, "a limit came before there was any plan")),
    };
    if let Some(finding) = plan.verdict.findings.first() {
        return Err(Failure::new(Exit::Findings, format!("the plan breaks R{}: {}", finding.rule, finding.message))
            .hint("`roomblock verify PLAN` names all that it breaks"));
    }
    let each = short(&args.solver, &chosen);
    let threads = chosen.threads as usize;
    let stressed = drawn(&base.instance, &plan, &odds, threads, &each.options(&stop, &|_| {}));
    let scene = page::Scene { instance: &base.instance, odds: &odds, stressed: &stressed };
    talk::give(args.output.as_deref(), &mut |out| {
        if global.json {
            page::json(scene, out)
        } else {
            out.write_all(page::text(scene, talk::page_width()).as_bytes())
        }
    })?;
    Ok(Exit::Done)
}

/// Returns what each draw may use: as much as was asked for, else little.
fn short(asked: &Solver, chosen: &Chosen) -> Chosen {
    let effort = asked.effort.or_else(|| asked.time_limit.is_none().then_some(EFFORT)).or(chosen.effort);
    let time_limit = asked.time_limit.and_then(|limit| limit.0);
    Chosen { threads: 1, effort, time_limit, ..chosen.clone() }
}

/// Returns the odds of every hotel: its own before those of its standing, and those before the odds of all.
fn odds(args: &StressArgs, base: &Loaded, seed: u32) -> Result<Odds, Failure> {
    let instance: &Instance = &base.instance;
    let mut of_hotel = vec![0; instance.hotels.len()];
    for rate in args.fail_rate.iter().filter(|rate| rate.which.is_none()) {
        of_hotel.fill(rate.chance);
    }
    let (mut alone, mut standings) = (Vec::new(), Vec::new());
    for rate in &args.fail_rate {
        let Some(name) = &rate.which else { continue };
        match (instance.hotel(name), Standing::named(name)) {
            (Some(hotel), _) => alone.push((hotel, rate.chance)),
            (None, Some(standing)) => standings.push((standing, rate.chance)),
            (None, None) => {
                let words = Standing::ALL.map(Standing::word);
                let names = instance.hotels.iter().map(|hotel| hotel.id.as_str()).chain(words);
                return Err(Failure::unknown("case", "hotel", name, names));
            }
        }
    }
    for (standing, chance) in standings {
        let of_standing =
            instance.hotels.iter().zip(&mut of_hotel).filter(|(hotel, _)| Standing::of(hotel) == standing);
        of_standing.for_each(|(_, odds)| *odds = chance);
    }
    for (hotel, chance) in alone {
        of_hotel[hotel] = chance;
    }
    for (hotel, chance) in instance.hotels.iter().zip(&mut of_hotel) {
        let offers = hotel.pools.iter().flat_map(|pool| &pool.offers).any(|offer| offer.rooms > 0);
        if !offers || hotel.status == HotelStatus::Closed {
            *chance = 0;
        }
    }
    Ok(Odds { draws: args.draws, seed: u64::from(seed), of_hotel })
}

/// How far the rooms of a hotel can be counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// A block was agreed with it (R38).
    Contract,
    /// Its quotes are counted on wholly.
    Sure,
    /// A quote of it is counted on in part (R45).
    Unsure,
}

impl Standing {
    const ALL: [Self; 3] = [Self::Contract, Self::Sure, Self::Unsure];

    fn word(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Sure => "sure",
            Self::Unsure => "unsure",
        }
    }

    fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.word() == word)
    }

    fn of(hotel: &Hotel) -> Self {
        let mut offers = hotel.pools.iter().flat_map(|pool| &pool.offers);
        if hotel.terms.block.is_some() {
            Self::Contract
        } else if offers.all(|offer| offer.quote.trust == Share::WHOLE) {
            Self::Sure
        } else {
            Self::Unsure
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_shares_of_all_hotels_or_of_one() {
        let of = |text| rate(text).map(|rate| (rate.which, rate.chance));
        assert_eq!(of("5%"), Ok((None, 50_000)));
        assert_eq!(of("H=1=0.5"), Ok((Some("H=1".to_owned()), 500_000)));
        assert!(of("5").is_err() && of("H=").is_err() && of("-1%").is_err() && of("nan").is_err());
    }
}
