//! Guests who are not where the plan before had them, as `plan.json` states it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::explain::MoveCode;

/// Guests of a group who are not where they were: a row of `moves.csv`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// The group.
    pub group: String,
    /// How sure its coming is.
    pub status: String,
    /// How many guests.
    pub guests: u32,
    /// The hotel where they were.
    pub from: String,
    /// The hotel where they are now; none where they have no room.
    pub to: Option<String>,
    /// The kind of the reason.
    pub code: MoveCode,
    /// The reason.
    pub why: String,
    /// What stands in it, by name: `rule`, `level`, `guests`, `before`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
}
