//! Options that every command takes, and those of every solve.

use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, ValueEnum};

use crate::read::{Encoding, Settings};
use crate::render::words::Lang;
use crate::solve::{Engine, Options, Progress};
use crate::validate::Limits;

/// Options of every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Write JSON to stdout instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// Say nothing on stderr but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more on stderr
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// The time at which the case is seen, such as 2026-03-14 or 2026-03-14T18:00; no clock is ever read
    #[arg(long, global = true, value_name = "TIME", value_parser = moment)]
    pub as_of: Option<NaiveDateTime>,
    /// Reject every row that reading warns of, as an error
    #[arg(long, global = true)]
    pub strict: bool,
    /// The encoding of text files that are not marked and not UTF-8, such as gbk, big5 or windows-1252 [default: found out]
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    /// The language of rooming lists
    #[arg(long, global = true, value_name = "LANG", default_value = "en")]
    pub lang: Language,
}

impl Global {
    /// Returns what reading must know.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let (as_of, strict, encoding) = (self.as_of, self.strict, self.encoding);
        Settings { as_of, strict, encoding, ..Settings::default() }
    }
}

/// When to use color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A language of rooming lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English
    En,
    /// Chinese
    Zh,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Zh => Self::Zh,
        }
    }
}

/// Options of every solve. What is not given here is taken from [solve] of the policy.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Solver options")]
pub struct Solver {
    /// Wall-clock guard over all levels together, such as 90s, 2m, 1h or none [default: 60s, none with --effort]
    #[arg(long, value_name = "TIME", value_parser = time_limit)]
    pub time_limit: Option<TimeLimit>,
    /// Relative gap at which a level is good enough, such as 0.01 or 1% [default: 0]
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub gap: Option<f64>,
    /// Work limit that does not depend on the clock: the same effort gives the same bytes
    #[arg(long, value_name = "N")]
    pub effort: Option<u64>,
    /// Seed of everything random [default: 0]
    #[arg(long, value_name = "N")]
    pub seed: Option<u32>,
    /// Threads; the plan does not depend on them [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub threads: Option<u32>,
    /// The engine [default: auto]
    #[arg(long, value_name = "ENGINE")]
    pub engine: Option<EngineName>,
}

/// The name of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum EngineName {
    /// The one that suits the size of the case
    Auto,
    /// The integer program, whatever the size
    Exact,
    /// A plan at once, without a proof
    Search,
}

/// A wall-clock guard, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeLimit(pub Option<Duration>);

/// The options of a solve with every default filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Chosen {
    /// The engine.
    pub engine: Engine,
    /// The wall-clock guard.
    pub time_limit: Option<Duration>,
    /// The relative gap.
    pub gap: f64,
    /// The work limit.
    pub effort: Option<u64>,
    /// The seed.
    pub seed: u32,
    /// The threads.
    pub threads: u32,
}

impl Chosen {
    /// Returns them as the options of a solve.
    #[must_use]
    pub fn options<'a>(&self, stop: &'a AtomicBool, watch: &'a (dyn Fn(&Progress) + Sync)) -> Options<'a> {
        Options {
            engine: self.engine,
            time_limit: self.time_limit,
            gap: self.gap,
            seed: self.seed,
            threads: self.threads,
            effort: self.effort,
            stop,
            watch,
        }
    }
}

impl Solver {
    /// The wall-clock guard where nobody says anything and there is no work limit.
    const TIME_LIMIT: Duration = Duration::from_mins(1);

    /// Fills in the policy's limits, then the defaults.
    #[must_use]
    pub fn chosen(&self, limits: &Limits) -> Chosen {
        let effort = self.effort.or(limits.effort);
        let default = effort.is_none().then_some(Self::TIME_LIMIT);
        let all = || std::thread::available_parallelism().ok().and_then(|count| u32::try_from(count.get()).ok());
        let named = limits.engine.as_deref().and_then(|name| EngineName::from_str(name, true).ok());
        Chosen {
            engine: match self.engine.or(named).unwrap_or(EngineName::Auto) {
                EngineName::Auto => Engine::Auto,
                EngineName::Exact => Engine::Exact,
                EngineName::Search => Engine::Search,
            },
            time_limit: self.time_limit.map_or(limits.time_limit.or(default), |limit| limit.0),
            gap: self.gap.or(limits.gap).unwrap_or(0.0),
            effort,
            seed: self.seed.or(limits.seed).unwrap_or(0),
            threads: self.threads.or(limits.threads).or_else(all).unwrap_or(1),
        }
    }
}

/// Reads a time limit: a number with `s`, `m` or `h`, or `none`.
fn time_limit(text: &str) -> Result<TimeLimit, String> {
    if text == "none" {
        return Ok(TimeLimit(None));
    }
    let (number, seconds) = match text.char_indices().last() {
        Some((at, 's')) => (&text.get(..at), 1.0),
        Some((at, 'm')) => (&text.get(..at), 60.0),
        Some((at, 'h')) => (&text.get(..at), 3600.0),
        _ => (&Some(text), 1.0),
    };
    let number: Option<f64> = number.and_then(|number| number.parse().ok());
    let limit = number.filter(|number| *number > 0.0).map(|number| Duration::try_from_secs_f64(number * seconds));
    limit.and_then(Result::ok).map(|limit| TimeLimit(Some(limit))).ok_or_else(|| "say 90s, 2m, 1h or none".to_owned())
}

/// Reads a share: `0.01` or `1%`.
fn share(text: &str) -> Result<f64, String> {
    let (number, scale) = text.strip_suffix('%').map_or((text, 1.0), |number| (number, 0.01));
    let share = number.trim().parse::<f64>().ok().map(|number| number * scale);
    share
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "say a share from 0 to 1, such as 0.01 or 1%".to_owned())
}

/// Reads the name of an encoding.
fn encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text)
        .ok_or_else(|| "say gbk, big5, utf-16le, windows-1252 or another name of the web's encodings".to_owned())
}

/// Reads a date, with or without a time of day.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let dated = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().and_then(|date| date.and_hms_opt(0, 0, 0));
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
        .ok()
        .or_else(dated)
        .ok_or_else(|| "say 2026-03-14 or 2026-03-14T18:00".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_limits_have_units() {
        let seconds = |text| time_limit(text).unwrap().0.map(|limit| limit.as_secs_f64());
        assert_eq!(seconds("90s"), Some(90.0));
        assert_eq!(seconds("2m"), Some(120.0));
        assert_eq!(seconds("1.5h"), Some(5400.0));
        assert_eq!(seconds("7"), Some(7.0));
        assert_eq!(seconds("none"), None);
        for wrong in ["", "s", "-1s", "0", "2d", "1e400s", "nan"] {
            assert!(time_limit(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn gaps_are_shares() {
        assert_eq!(share("0.01"), Ok(0.01));
        assert_eq!(share("5%"), Ok(0.05));
        assert!(share("5").is_err() && share("-0.1").is_err() && share("nan").is_err());
    }

    #[test]
    fn an_effort_lifts_the_default_time_limit() {
        let none = Solver { time_limit: None, gap: None, effort: None, seed: None, threads: None, engine: None };
        assert_eq!(none.chosen(&Limits::default()).time_limit, Some(Duration::from_mins(1)));
        let effort = Solver { effort: Some(5), ..none };
        assert_eq!(effort.chosen(&Limits::default()).time_limit, None);
    }
}
