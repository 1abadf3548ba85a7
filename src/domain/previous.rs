//! The plan before this one: who was where, and who stays there whatever else is decided (R32, R33).

use std::collections::BTreeMap;

use super::allocation::{AllocationRow, rows_of};
use super::rooming::RoomingRow;

/// Why a group stays where it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keep {
    /// It has checked in (R32).
    Arrived,
    /// Its hotel has a case: nobody leaves it (R33).
    Frozen,
    /// It arrives within the freeze window (R32).
    Window,
    /// Somebody placed it by hand, and says so in the plan (R32).
    Hand,
}

impl Keep {
    /// The reasons with their words in `previous.csv`.
    pub const WORDS: [(&'static str, Self); 4] =
        [("arrived", Self::Arrived), ("frozen", Self::Frozen), ("window", Self::Window), ("hand", Self::Hand)];

    /// Returns its word in `previous.csv`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Frozen => "frozen",
            Self::Window => "window",
            Self::Hand => "hand",
        }
    }
}

/// The plan before this one, as far as it is about groups that still come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Previous {
    /// Its rows, sorted. They name hotels, wings and types that the case may not have any more.
    pub rows: Vec<AllocationRow>,
    /// Its rows about groups that no longer come, sorted: hotels are told.
    pub gone: Vec<AllocationRow>,
    /// Who slept in which room, sorted: guests who stay keep theirs. Empty where nobody knows.
    pub rooming: Vec<RoomingRow>,
    /// The groups that stay where they were, by position, with the reason.
    pub kept: BTreeMap<usize, Keep>,
}

impl Previous {
    /// Returns the rows of a group.
    #[must_use]
    pub fn rows_of(&self, group: &str) -> &[AllocationRow] {
        rows_of(&self.rows, group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_group_lie_together() {
        let row = |group: &str, hotel: &str| AllocationRow {
            group: group.into(),
            hotel: hotel.into(),
            wing: String::new(),
            room_type: "any".to_owned(),
            sex: None,
            rooms: 1,
            guests: 1,
            dates: None,
        };
        let rows = vec![row("A", "H1"), row("B", "H1"), row("B", "H2"), row("C", "H1")];
        let previous = Previous { rows, ..Previous::default() };
        assert_eq!(previous.rows_of("B").len(), 2);
        assert_eq!(previous.rows_of("AB").len(), 0);
        assert_eq!(previous.rows_of("D").len(), 0);
    }
}
