//! One broken rule, as facts; prose is made at the end.

/// A rule that an allocation breaks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The number of the rule in the catalogue: 10 for R10.
    pub rule: u8,
    /// The group concerned, if it is one.
    pub group: Option<String>,
    /// The hotel concerned, if it is one.
    pub hotel: Option<String>,
    /// What is wrong, in one sentence with its numbers.
    pub message: String,
}
