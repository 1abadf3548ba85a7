//! The keys of `[rules]` and of a `[class]` about what few groups ask for: passes, grades, discounts, ways from ports,
//! minimum stays.

use std::collections::BTreeSet;

use super::section::{Page, Section, count, decimal, names, positive, word};
use super::{NIGHTS_MAX, rooms};
use crate::diagnostic::Code;
use crate::domain::{Exclusive, Minutes, Share};
use crate::read::cell::Flaw;

/// The keys, in the order in which they are documented.
pub const ASK_KEYS: [&str; 7] =
    ["zones", "grade_min", "rate_factor", "transfer_minutes", "nights_min", "exclusive", "cohort_window"];
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
}

/// Reads the keys.
pub fn asks(section: &Section<'_>, page: &mut Page<'_>) -> AskKeys {
    AskKeys {
        zones: section.parsed(page, "zones", names),
        grade_min: section.parsed(page, "grade_min", |value| {
            let flaw = || Flaw::new(Code::KeyValue, "it is not a grade", "write a whole number such as 4, up to 9");
            u8::try_from(positive(value)?).ok().filter(|&grade| grade <= 9).ok_or_else(flaw)
        }),
        rate_factor: section.parsed(page, "rate_factor", rooms::share),
        transfer_minutes: section.parsed(page, "transfer_minutes", |value| decimal(value, 9).map(Minutes)),
        nights_min: section.parsed(page, "nights_min", |value| {
            let flaw =
                || Flaw::new(Code::KeyValue, format!("it is more than {NIGHTS_MAX} nights"), "write fewer nights");
            Some(count(value)?).filter(|&nights| nights <= NIGHTS_MAX).ok_or_else(flaw)
        }),
        exclusive: section.parsed(page, "exclusive", |value| word(value, &EXCLUSIVES)),
        cohort_window: section.parsed(page, "cohort_window", count),
    }
}
