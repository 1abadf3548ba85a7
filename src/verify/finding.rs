//! One broken rule, as facts and one plain sentence. Judges nothing itself.

use crate::domain::{Group, Hotel};

/// A rule that an allocation breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The number of the rule in the catalogue: 10 for R10. 0 for a row that names what the case does not have.
    pub rule: u8,
    /// The group concerned, if it is one.
    pub group: Option<String>,
    /// The hotel concerned, if it is one.
    pub hotel: Option<String>,
    /// What is wrong, in one sentence with its numbers.
    pub message: String,
}

impl Finding {
    /// Returns a finding about a group as a whole.
    pub(super) fn about_group(rule: u8, group: &Group, message: String) -> Self {
        Self { rule, group: Some(group.id.to_string()), hotel: None, message }
    }

    /// Returns a finding about a hotel, whoever is in it.
    pub(super) fn about_hotel(rule: u8, hotel: &Hotel, message: String) -> Self {
        Self { rule, group: None, hotel: Some(hotel.id.to_string()), message }
    }

    /// Returns a finding about a group in a hotel.
    pub(super) fn about_both(rule: u8, group: &Group, hotel: &Hotel, message: String) -> Self {
        Self { rule, group: Some(group.id.to_string()), hotel: Some(hotel.id.to_string()), message }
    }
}
