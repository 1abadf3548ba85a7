//! Invents cases: tables and a policy in a folder, from a seed.
//!
//! The same scenario, options and seed give the same bytes on any machine: random bits come from `ChaCha`, and every
//! transcendental function from `libm`, not from the machine's own library. Rows are written as they are made, so that a
//! case of any size needs the memory of its numbers and never that of its text: XXL, 100,000 hotels and 19 MB, takes 16 MB
//! and less than a second. Nothing here reads a case or solves one. The scenarios have the numbers of their seeds (`fact`); no
//! name in them is a real one, but those of provinces, districts and stations.

mod changchun;
mod delegations;
mod dirt;
mod district;
mod draw;
mod fact;
mod first;
mod folder;
mod friendship;
mod name;
mod shanghai;
mod share;
mod sheet;
mod size;
mod sized;
mod sorters;
mod supply;
mod town;
mod triage;
mod wuzhen;
mod xiuying;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

pub use share::Share;

/// What to invent.
#[derive(Debug, Clone, PartialEq)]
pub enum Scenario {
    /// A case of a size class, or of any counts.
    Sized(BySize),
    /// Shanghai, the evening of 2022-04-03: ten arrivals, 2,095 hotels, twenty polls.
    Shanghai0403(Shanghai),
    /// A conference town: delegations in twin rooms, shared by sex.
    Delegations(Delegations),
    /// Haikou Xiuying, ten days of August 2022: stranded travellers go home, day by day.
    XiuyingAug,
    /// Changchun, 2022-03-20: a list of 34 hotels, 1,000 qualifying isolation rooms, classes that never meet.
    ChangchunIsolation,
    /// Shanghai, spring 2022: workers of supply companies, week by week, in hotels with a permit and within a price.
    SupplyWorkers(Share),
    /// Shanghai, April 2022: 1,000 sorters by name near the depots of five districts.
    Sorters1000,
    /// Shanghai, three days from 2022-04-07: people found, for beds in cabins and hospitals.
    Triage0407(Share),
    /// Wuzhen, September 2021: a summit, two manifests, the second of the last 24 hours.
    Wuzhen2021,
    /// Harbin, spring 2022: one hotel, two loops that share no floor.
    FriendshipPalace,
}

impl Scenario {
    /// The names that `generate` takes, sizes first.
    pub const NAMES: [&'static str; 14] = [
        "S",
        "M",
        "L",
        "XL",
        "XXL",
        "shanghai-0403",
        "changchun-isolation",
        "supply-workers",
        "triage-0407",
        "sorters-1000",
        "xiuying-aug",
        "wuzhen-2021",
        "friendship-palace",
        "delegations",
    ];

    /// Returns the scenario of a name with its default options, none for an unknown name. Sizes match in either case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "shanghai-0403" => Some(Self::Shanghai0403(Shanghai::default())),
            "delegations" => Some(Self::Delegations(Delegations::default())),
            "xiuying-aug" => Some(Self::XiuyingAug),
            "changchun-isolation" => Some(Self::ChangchunIsolation),
            "supply-workers" => Some(Self::SupplyWorkers(Share::default())),
            "sorters-1000" => Some(Self::Sorters1000),
            "triage-0407" => Some(Self::Triage0407(Share::default())),
            "wuzhen-2021" => Some(Self::Wuzhen2021),
            "friendship-palace" => Some(Self::FriendshipPalace),
            size => size.parse().ok().map(|size| Self::Sized(BySize { size, ..BySize::default() })),
        }
    }
}

/// A case of a size class. Counts that are given replace those of the class; the rest is scaled to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BySize {
    /// The size class: its distributions and its counts.
    pub size: Size,
    /// How much of the suitable rooms the peak night asks for.
    pub tightness: Tightness,
    /// How many hotels instead, at least 1.
    pub hotels: Option<u32>,
    /// How many groups instead, at least 1.
    pub groups: Option<u32>,
    /// How many nights instead, at least 1.
    pub nights: Option<u32>,
    /// One weighted sum as objective instead of the levels.
    pub weighted: bool,
}

/// The size classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Size {
    /// 40 hotels, 30 groups, 7 nights.
    S,
    /// 300 hotels, 150 groups, 14 nights.
    #[default]
    M,
    /// 2,095 hotels, 420 groups, 40 nights.
    L,
    /// 20,000 hotels, 5,000 groups, 30 nights.
    Xl,
    /// 100,000 hotels, 50,000 groups, 30 nights.
    Xxl,
}

impl FromStr for Size {
    type Err = GenerateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.to_ascii_uppercase().as_str() {
            "S" => Ok(Self::S),
            "M" => Ok(Self::M),
            "L" => Ok(Self::L),
            "XL" => Ok(Self::Xl),
            "XXL" => Ok(Self::Xxl),
            _ => Err(GenerateError::Option(format!("{text} is not a size; sizes are S, M, L, XL and XXL"))),
        }
    }
}

/// How scarce suitable rooms are on the peak night.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tightness {
    /// The peak night asks for all suitable rooms: some guests will be unmet.
    Tight,
    /// The peak night asks for six tenths of the suitable rooms.
    #[default]
    Loose,
}

/// The options of `shanghai-0403`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shanghai {
    /// Hotels, rooms and people as a share of the real ones, 0.02 to 1.
    pub scale: f64,
    /// Cuts the usable rooms to exactly this number: hotels that said yes say no in their last poll.
    pub usable: Option<u32>,
    /// Leaves out every rule but capacity: no classes, no limit on hotels.
    pub capacity_only: bool,
}

impl Default for Shanghai {
    fn default() -> Self {
        Self { scale: 1.0, usable: None, capacity_only: false }
    }
}

/// The options of `delegations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegations {
    /// How many hotels, at least 1.
    pub hotels: u32,
    /// How many groups, at least 1.
    pub groups: u32,
}

impl Default for Delegations {
    fn default() -> Self {
        Self { hotels: 140, groups: 800 }
    }
}

/// What every scenario takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The seed: another one, another case.
    pub seed: u64,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// The folder.
    pub folder: PathBuf,
    /// The files in the order of writing.
    pub files: Vec<Written>,
    /// How many hotels there are.
    pub hotels: u32,
    /// How many groups there are.
    pub groups: u32,
    /// How many guests they have together.
    pub guests: u64,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub name: String,
    /// Rows below the headings, of a sheet as somebody keeps it all of them; 0 for a text.
    pub rows: u64,
    /// Its length.
    pub bytes: u64,
}

/// Why a case could not be written.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The folder has files already; a case is never mixed into another.
    #[error("{} is not empty: name a new folder, or empty this one first", .0.display())]
    NotEmpty(PathBuf),
    /// The folder or a file in it cannot be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// What was being written.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An option is out of its range.
    #[error("{0}")]
    Option(String),
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
            Self::Xl => "XL",
            Self::Xxl => "XXL",
        })
    }
}

/// Writes a case to a folder that is empty or does not exist yet.
///
/// # Errors
/// When an option is out of its range, the folder has files already, or it cannot be written.
pub fn write(scenario: &Scenario, options: &Options, folder: &Path) -> Result<Summary, GenerateError> {
    match scenario {
        Scenario::Sized(case) => sized::write(case, *options, folder),
        Scenario::Shanghai0403(case) => shanghai::write(case, *options, folder),
        Scenario::Delegations(case) => delegations::write(*case, *options, folder),
        Scenario::XiuyingAug => xiuying::write(*options, folder),
        Scenario::ChangchunIsolation => changchun::write(*options, folder),
        Scenario::SupplyWorkers(share) => supply::write(*share, *options, folder),
        Scenario::Sorters1000 => sorters::write(*options, folder),
        Scenario::Triage0407(share) => triage::write(*share, *options, folder),
        Scenario::Wuzhen2021 => wuzhen::write(*options, folder),
        Scenario::FriendshipPalace => friendship::write(*options, folder),
    }
}

/// Writes the first case of a new user: every table with its headings and two rows, and a commented policy.
///
/// # Errors
/// When the folder has files already or cannot be written.
pub fn init(folder: &Path, set: Option<(&str, &str)>) -> Result<Summary, GenerateError> {
    first::write(folder, set)
}
