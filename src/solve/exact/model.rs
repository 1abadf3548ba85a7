//! An integer program in whole numbers: columns, rows and an objective for each level, all with names.
//!
//! Plain data: printable, exportable, and every row can be tested against a plan without a solver. No floats here.

use std::ops::AddAssign;

/// A column and its factor.
pub type Term = (u32, i64);

/// What a column counts, and so its value in a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// y: whether a candidate is used.
    Used(u32),
    /// w: whether a wing is used by a candidate.
    UsedWing(u32, u32),
    /// p: guests in a slot.
    Guests(u32),
    /// x: rooms of a slot.
    Rooms(u32),
    /// u: guests of a demand and lot who are not placed.
    Unmet(u32, u32),
    /// v: whether a demand, which is placed as a whole, is not placed.
    Absent(u32),
    /// f: hotels of a demand beyond the first.
    Further(u32),
    /// o: whether a hotel is used.
    Open(u32),
    /// z, s: whether any of these columns is positive.
    Any(Vec<u32>),
    /// r: rooms for the guests of these columns, so many a room.
    Rounded(Vec<Term>, i64),
    /// b: whether a link is broken.
    Broken(u32),
    /// d: by how much a sum falls short of a number.
    Short(Vec<Term>, i64),
    /// e: by how much a sum exceeds a number.
    Over(Vec<Term>, i64),
}

impl Rule {
    /// Tells whether a column counts something, so that a share of one means little; else it says yes or no.
    #[must_use]
    pub fn counts(&self) -> bool {
        match self {
            Self::Used(_) | Self::UsedWing(..) | Self::Absent(_) | Self::Open(_) | Self::Any(_) | Self::Broken(_) => {
                false
            }
            Self::Guests(_)
            | Self::Rooms(_)
            | Self::Unmet(..)
            | Self::Further(_)
            | Self::Rounded(..)
            | Self::Short(..)
            | Self::Over(..) => true,
        }
    }
}

/// A whole number from 0 to `upper`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in exported models.
    pub name: String,
    /// The most it may be.
    pub upper: i64,
    /// What it counts.
    pub rule: Rule,
}

/// A linear row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its name in exported models; the constraint's number in `docs/formulation.md` comes first.
    pub name: String,
    /// Its terms: every column once, no factor 0.
    pub terms: Vec<Term>,
    /// The least activity.
    pub lower: Option<i64>,
    /// The most activity.
    pub upper: Option<i64>,
}

impl Row {
    /// Tells whether some values break it.
    #[must_use]
    pub fn is_broken_by(&self, values: &[i64]) -> bool {
        let sum: i128 = self.terms.iter().map(|&(at, by)| i128::from(by) * i128::from(values[at as usize])).sum();
        self.lower.is_some_and(|least| sum < i128::from(least)) || self.upper.is_some_and(|most| sum > i128::from(most))
    }
}

/// Guests of a lot in a place of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The candidate.
    pub candidate: u32,
    /// Position of the place in the candidate.
    pub place: u32,
    /// Position of the lot in the demand.
    pub lot: u32,
    /// Its guests: a column times a factor.
    pub guests: Term,
    /// Its rooms; none where nothing asks for them.
    pub rooms: Option<Term>,
    /// The most guests.
    pub most: u32,
    /// More rooms than the guests need may be of use: to the least use of a hotel, or to a row.
    pub counted: bool,
}

/// The integer program.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What each level costs, in parts: every column once, sorted.
    pub levels: Vec<Vec<(u32, i128)>>,
    /// The slots, by candidate.
    pub slots: Vec<Slot>,
}

impl Model {
    /// Adds a column and returns its position.
    pub fn column(&mut self, name: String, upper: i64, rule: Rule) -> u32 {
        self.columns.push(Column { name, upper, rule });
        crate::solve::index::position(self.columns.len() - 1)
    }

    /// Adds a row; terms of the same column are added up.
    pub fn row(&mut self, name: String, mut terms: Vec<Term>, lower: Option<i64>, upper: Option<i64>) {
        add_up(&mut terms);
        self.rows.push(Row { name, terms, lower, upper });
    }

    /// Returns how many factors the rows have.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows.iter().map(|row| row.terms.len()).sum()
    }

    /// Names the first column or row that some values break.
    #[must_use]
    pub fn broken_by(&self, values: &[i64]) -> Option<&str> {
        let outside = |(column, value): &(&Column, &i64)| **value < 0 || **value > column.upper;
        let column = self.columns.iter().zip(values).find(outside).map(|(column, _)| column.name.as_str());
        column.or_else(|| self.rows.iter().find(|row| row.is_broken_by(values)).map(|row| row.name.as_str()))
    }
}

/// Returns what some values cost at a level, in parts.
#[must_use]
pub fn cost(level: &[(u32, i128)], values: &[i64]) -> i128 {
    level.iter().map(|&(at, cost)| cost * i128::from(values[at as usize])).sum()
}

/// Adds up terms of the same column, and sorts them; factors of 0 go.
pub fn add_up<N: Copy + Default + PartialEq + AddAssign>(terms: &mut Vec<(u32, N)>) {
    terms.sort_unstable_by_key(|&(column, _)| column);
    terms.dedup_by(|later, first| {
        let same = later.0 == first.0;
        if same {
            first.1 += later.1;
        }
        same
    });
    terms.retain(|&(_, factor)| factor != N::default());
}
