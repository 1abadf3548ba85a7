//! What a plan was made without: rows that were refused, and the groups among them.

use serde::{Deserialize, Serialize};

/// A row that was refused: where it stood, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns of rejects.csv")]
pub struct Reject {
    pub table: String,
    pub name: String,
    pub file: String,
    pub sheet: String,
    pub row: Option<u32>,
    pub column: String,
    pub code: String,
    pub reason: String,
    pub remedy: String,
}

/// A group whose row was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRejected {
    /// Its id; the place of its row where that has none.
    pub group: String,
    /// Guests it has, where that is known.
    pub guests: Option<u32>,
    /// Why its row was refused.
    pub reason: String,
    /// What might cure it.
    pub remedy: String,
    /// The diagnostic, `E202`; empty in plans of earlier versions, as are the next three.
    #[serde(default)]
    pub code: String,
    /// The file and the line of its row.
    #[serde(default)]
    pub place: String,
    /// The heading of the cell; empty for a whole row.
    #[serde(default)]
    pub column: String,
    /// The cell as typed.
    #[serde(default)]
    pub typed: String,
}
