//! Groups that arrive together, and the classes (cohorts) they belong to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, NaiveTime, Timelike};

use super::calendar::Stay;
use super::id::GroupId;
use super::quantity::{Km, Minutes, Money};
use super::terms::{Asks, Exclusive};
use crate::diagnostic::Place;

/// Who may share a room (R3, R5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Sharing {
    /// One guest a room.
    #[default]
    Single,
    /// Men with men and women with women of the same group; a guest of unknown sex sleeps alone.
    SameSex,
    /// Any guests of the group together.
    Party,
    /// Any guests of the same cohort, also of other groups.
    Bed,
}

/// Over how many hotels a group may be spread (R18, R19, R20).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// The whole group in one hotel, or unplaced (R19).
    Never,
    /// Over several hotels; a part of the group may stay unplaced.
    Hotels {
        /// The most hotels, if limited (R18). At least 1.
        hotels_max: Option<u32>,
        /// The fewest guests of the group in any hotel it uses, already at most the size of the group (R20).
        chunk_min: u32,
    },
    /// Anywhere, in any parts.
    Free,
}

/// How sure it is that a group comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum GroupStatus {
    /// Announced.
    #[default]
    Expected,
    /// Confirmed.
    Confirmed,
    /// Already there.
    Arrived,
}

/// The part of a hotel at which cohorts are kept apart (R10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// The whole hotel: the stricter of the two.
    #[default]
    Hotel,
    /// Each wing for itself.
    Wing,
}

/// The classes that a class must be kept apart from (R10).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SeparateFrom {
    /// None.
    #[default]
    Nobody,
    /// `"*"`: every other class, and guests of no class.
    Everybody,
    /// The classes of these names.
    Classes(BTreeSet<String>),
}

/// A class of guests: a cohort. Groups without a class form a cohort of their own, whose name is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Class {
    /// Its name in the manifest and the policy; empty for the cohort of no class.
    pub name: String,
    /// Tags that a hotel must have for this class (R9).
    pub requires: BTreeSet<String>,
    /// Tags that a hotel must not have for this class (R9).
    pub forbids: BTreeSet<String>,
    /// Whom it is kept apart from (R10). Separation is symmetric: one side's word is enough.
    pub separate_from: SeparateFrom,
    /// Where it is kept apart.
    pub separate_level: Level,
    /// With whom its hotels may be shared, if with few (R11).
    pub exclusive: Option<Exclusive>,
    /// Hours between arrivals beyond which its groups are not in one wing (R12).
    pub cohort_window: Option<u32>,
    /// Whether each of its groups is in one wing of a hotel (R22).
    pub same_wing: bool,
    /// The most guests of its groups in a room, by room type; never more than the room holds (R7).
    pub types_max: BTreeMap<String, u32>,
}

/// A group: the people who arrive together and are decided on as a whole. All defaults are filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name in the manifest.
    pub id: GroupId,
    /// Its name for people; the id where none was given.
    pub name: String,
    /// How many people. At least 1.
    pub guests: u32,
    /// How many of them are known to be men.
    pub men: u32,
    /// How many of them are known to be women; the rest is of unknown sex.
    pub women: u32,
    /// Position of its class in `Instance::classes`.
    pub class: usize,
    /// The tier: 1 is the most urgent (R2).
    pub priority: u32,
    /// The nights it sleeps here, after the day cut (R28, R29).
    pub stay: Stay,
    /// Nights after departure for which its rooms stay out of use (R17).
    pub turnover_nights: u32,
    /// Position of its site in `Instance::sites`, if it has one.
    pub site: Option<usize>,
    /// Farthest hotel by distance (R24); none without a site.
    pub km_max: Option<Km>,
    /// Farthest hotel by time (R24); none without a site.
    pub minutes_max: Option<Minutes>,
    /// Who may share a room (R3).
    pub sharing: Sharing,
    /// Over how many hotels (R18, R19, R20).
    pub split: Split,
    /// Tags its hotel must have, besides those of its class (R41).
    pub requires: BTreeSet<String>,
    /// Tags its hotel must not have, besides those of its class (R41).
    pub forbids: BTreeSet<String>,
    /// The only room types it may use; none for all (R7).
    pub room_types: Option<BTreeSet<String>>,
    /// Highest price of a room on any night (R35).
    pub rate_max: Option<Money>,
    /// What it asks for besides.
    pub asks: Asks,
    /// How sure its coming is.
    pub status: GroupStatus,
    /// When it arrives, where a time of day was given: what the day cut (R28) looked at.
    pub arrival: Option<NaiveDateTime>,
    /// Nobody knows when it leaves: what its stay ends with is what is planned with (R29).
    pub departs_open: bool,
    /// Position of the group whose guests these are, as long as they slept elsewhere before (R29); it departs when this arrives.
    pub continues: Option<usize>,
    /// Who leads it, as typed.
    pub leader: String,
    /// How to reach the leader, as typed. Kept out of hotel-facing files.
    pub phone: String,
    /// How it arrives, as typed.
    pub transport: String,
    /// The row of the manifest.
    pub place: Place,
}

impl Group {
    /// Who arrives from this hour on is served a late supper (R42).
    pub const LATE_HOUR: u32 = 21;

    /// Returns how many guests are of unknown sex.
    #[must_use]
    pub fn unknown_sex(&self) -> u32 {
        self.guests - self.men - self.women
    }

    /// Tells whether its guests come late in the evening or before the day cut, and were not there before (R42).
    #[must_use]
    pub fn comes_late(&self, day_cut: NaiveTime) -> bool {
        let is_late = |at: NaiveDateTime| at.time().hour() >= Self::LATE_HOUR || at.time() < day_cut;
        self.continues.is_none() && self.arrival.is_some_and(is_late)
    }

    /// Tells whether its guests take a late supper on a night: always, or when they come late (R42).
    #[must_use]
    pub fn sups_late(&self, night: u32, day_cut: NaiveTime) -> bool {
        let comes_late = self.stay.arrive == night && self.comes_late(day_cut);
        self.stay.covers(night) && (self.asks.late_supper || comes_late)
    }
}
