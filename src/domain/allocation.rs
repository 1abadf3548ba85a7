//! The allocation: the decided rows, whoever decided them.

use chrono::NaiveDate;

use super::id::{GroupId, HotelId};

/// The sex of the guests of a row, where they share by sex (R5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Men only.
    Men,
    /// Women only.
    Women,
}

impl Sex {
    /// Returns its word in `allocation.csv`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Men => "men",
            Self::Women => "women",
        }
    }
}

/// Rooms of one type in one wing of one hotel for guests of one group: one row of `allocation.csv`.
///
/// It holds names, not positions: a plan edited by hand may name what the case does not have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AllocationRow {
    /// The group.
    pub group: GroupId,
    /// The hotel.
    pub hotel: HotelId,
    /// The wing, empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
    /// The sex of its guests where they share by sex, else none.
    pub sex: Option<Sex>,
    /// How many rooms. Under `bed`, its own share rounded up.
    pub rooms: u32,
    /// How many guests.
    pub guests: u32,
    /// The dates as the plan states them; none where it does not, or in a case without dates.
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

/// The rows of a plan, sorted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Allocation {
    /// The rows, sorted by group, hotel, wing, room type and sex.
    pub rows: Vec<AllocationRow>,
}

/// Returns the rows of a group among rows that are sorted.
#[must_use]
pub fn rows_of<'a>(rows: &'a [AllocationRow], group: &str) -> &'a [AllocationRow] {
    let from = rows.partition_point(|row| row.group.as_str() < group);
    let end = rows.partition_point(|row| row.group.as_str() <= group);
    &rows[from..end]
}
