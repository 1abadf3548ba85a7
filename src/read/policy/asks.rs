//! The keys of `[rules]` and of a `[class]` about what few groups ask for: passes, grades, discounts, ways from ports,
//! minimum stays.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::rooms;
use super::section::{Page, Section, count, decimal, names, nights, positive, word, yes_or_no};
use crate::diagnostic::Code;
use crate::domain::{Exclusive, Minutes, Share};
use crate::read::cell::Flaw;

/// The keys, in the order in which they are documented.
pub const ASK_KEYS: [&str; 14] = [
    "zones",
    "grade_min",
    "rate_factor",
    "transfer_minutes",
    "nights_min",
    "exclusive",
    "cohort_window",
    "same_wing",
    "strangers",
    "may_upgrade",
    "types_max",
    "late_supper",
    "stops_max",
    "whole_up_to",
];
/// The words of `exclusive`; a class may also say that it is not what all are.
pub const EXCLUSIVES: [(&str, Option<Exclusive>); 3] =
    [("no", None), ("class", Some(Exclusive::Class)), ("team", Some(Exclusive::Team))];

/// What they say; none where a key is not there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AskKeys {
    /// The zones of the pass (R40).
    pub zones: Option<BTreeSet<String>>,
    /// The lowest grade of a hotel (R39).
    pub grade_min: Option<u8>,
    /// The share of the rate that is paid (R35).
    pub rate_factor: Option<Share>,
    /// The longest way from the port (R25).
    pub transfer_minutes: Option<Minutes>,
    /// Nights to be stayed in one hotel before leaving (R30).
    pub nights_min: Option<u32>,
    /// With whom hotels may be shared (R11); none inside where with everybody.
    pub exclusive: Option<Option<Exclusive>>,
    /// Hours between arrivals beyond which groups are not in one wing; 0 for no such limit (R12).
    pub cohort_window: Option<u32>,
    /// Whether a group is in one wing of a hotel (R22).
    pub same_wing: Option<bool>,
    /// Whether guests by the bed share with those of other groups (R6).
    pub strangers: Option<bool>,
    /// Whether a group may use room types that hold more guests than its own (R7).
    pub may_upgrade: Option<bool>,
    /// The most guests of a group in a room, by room type (R7).
    pub types_max: BTreeMap<String, u32>,
    /// Whether its guests take a late supper every night (R42).
    pub late_supper: Option<bool>,
    /// The most hotels at which one of its coaches stops (R18).
    pub stops_max: Option<u32>,
    /// Groups of at most so many guests are never split, where they do not say otherwise (R19).
    pub whole_up_to: Option<u32>,
}

/// Parses a grade.
pub fn grade(value: &DeValue<'_>) -> Result<u8, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, "it is not a grade", "write a whole number such as 4, up to 9");
    u8::try_from(positive(value)?).ok().filter(|&grade| grade <= 9).ok_or_else(flaw)
}

/// Reads the keys.
pub fn asks(section: &Section<'_>, page: &mut Page<'_>) -> AskKeys {
    AskKeys {
        zones: section.parsed(page, "zones", names),
        grade_min: section.parsed(page, "grade_min", grade),
        rate_factor: section.parsed(page, "rate_factor", rooms::share),
        transfer_minutes: section.parsed(page, "transfer_minutes", |value| decimal(value, 9).map(Minutes)),
        nights_min: section.parsed(page, "nights_min", nights),
        exclusive: section.parsed(page, "exclusive", |value| word(value, &EXCLUSIVES)),
        cohort_window: section.parsed(page, "cohort_window", count),
        same_wing: section.parsed(page, "same_wing", yes_or_no),
        strangers: section.parsed(page, "strangers", yes_or_no),
        may_upgrade: section.parsed(page, "may_upgrade", yes_or_no),
        types_max: section.by_name(page, "types_max", positive),
        late_supper: section.parsed(page, "late_supper", yes_or_no),
        stops_max: section.parsed(page, "stops_max", positive),
        whole_up_to: section.parsed(page, "whole_up_to", count),
    }
}
