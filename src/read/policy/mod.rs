//! The policy, `roomblock.toml`: every key read with its place in the file. Names in it are not resolved here.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{NaiveDateTime, NaiveTime};

use super::tables::SplitWord;
use crate::diagnostic::Place;
use crate::domain::{Datum, Km, Level, Minutes, Money, Objective, SeparateFrom, SeparateWindow, Sharing};

/// What the policy says. Nothing is filled in: a key that is not there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    /// `[case]`.
    pub case: CaseKeys,
    /// `[class.NAME]`, by name.
    pub classes: BTreeMap<String, StayRules>,
    /// The keys of `[rules]` that a class may have too.
    pub rules: StayRules,
    /// The keys of `[rules]` that hold for the whole case.
    pub whole: WholeRules,
    /// `[objective]`; the default where there is none.
    pub objective: Objective,
    /// `[solve]`.
    pub limits: Limits,
    /// `[columns.TABLE]`: canonical column by heading, both as typed; an empty column leaves the heading out.
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
}

/// `[case]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseKeys {
    /// The time of day before which an arrival uses the night before (R28).
    pub day_cut: Option<NaiveTime>,
    /// The datum of coordinates that declare none.
    pub datum: Option<Datum>,
    /// The time at which the case is seen.
    pub as_of: Option<NaiveDateTime>,
}

/// The rules that are looked up in a group's class, then in `[rules]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StayRules {
    /// Who may share (R3).
    pub sharing: Option<Sharing>,
    /// Tags a hotel must have (R9).
    pub requires: BTreeSet<String>,
    /// Tags a hotel must not have (R9).
    pub forbids: BTreeSet<String>,
    /// Whom to keep apart from (R10).
    pub separate_from: Option<SeparateFrom>,
    /// Where to keep apart (R10).
    pub separate_level: Option<Level>,
    /// Most hotels of a group (R18).
    pub hotels_max: Option<u32>,
    /// Fewest guests of a group in any hotel (R20).
    pub chunk_min: Option<u32>,
    /// How groups may be split (R18, R19).
    pub split: Option<SplitWord>,
    /// Farthest hotel by distance (R24).
    pub km_max: Option<Km>,
    /// Farthest hotel by time (R24).
    pub minutes_max: Option<Minutes>,
    /// Highest price of a room (R35).
    pub rate_max: Option<Money>,
    /// The only room types (R7).
    pub room_types: Option<BTreeSet<String>>,
    /// Nights a room stays out of use after a departure (R17).
    pub turnover_nights: Option<u32>,
    /// The tier of groups that have none (R2).
    pub priority: Option<u32>,
    /// Nights of stays without departure (R29).
    pub nights: Option<u32>,
    /// Where the table stands; none where there is none.
    pub place: Option<Place>,
    /// Where `separate_from` stands.
    pub separate_from_place: Option<Place>,
}

/// The keys of `[rules]` that hold for the whole case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WholeRules {
    /// Most guests in a room by room type, where the row says nothing (R7).
    pub guests_max: BTreeMap<String, u32>,
    /// The fewest rooms worth opening a hotel for (R21).
    pub rooms_min: Option<u32>,
    /// How far apart hotels may be and still be near (R23).
    pub near_km: Option<Km>,
    /// Speed that turns km into minutes (R24).
    pub speed_kmh: Option<f64>,
    /// When separation holds (R10).
    pub separate_window: Option<SeparateWindow>,
    /// The tag that exempts a hotel from separation (R10).
    pub separation_exempt_tag: Option<String>,
}

/// `[solve]`: limits of the solver, where the command line says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    /// Wall time for all levels together.
    pub time_limit: Option<Duration>,
    /// Relative gap at which a level is good enough.
    pub gap: Option<f64>,
    /// Seed of everything random.
    pub seed: Option<u32>,
    /// Threads.
    pub threads: Option<u32>,
    /// Work limit that does not depend on the clock.
    pub effort: Option<u64>,
    /// `exact`, `search` or `auto`.
    pub engine: Option<String>,
}
