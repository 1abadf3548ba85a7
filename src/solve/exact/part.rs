//! The parts of the integer program that no row connects: each is a smaller integer program by itself.
//!
//! The sum of the parts' minima is the minimum of the sum as long as nothing but rows connects them. Caps of earlier
//! levels do, unless they leave no choice: where every earlier level is proven and its cap is its value, each part must
//! cost there exactly what it costs in any plan that keeps the caps, and so has a cap of its own.

use super::model::{self, Column, Model, Row, Rule};
use crate::solve::index::position;

/// A part of an integer program, in columns of its own.
#[derive(Default)]
pub struct Part {
    /// Its columns: positions in the model, rising.
    pub columns: Vec<u32>,
    /// The most of each column.
    pub uppers: Vec<i64>,
    /// Which of its columns say whether a candidate is used.
    pub used: Vec<bool>,
    /// Which of its columns count something: guests, rooms, hotels, what is short or over. The others say yes or no.
    pub counts: Vec<bool>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// What each level costs, in parts.
    pub levels: Vec<Vec<(u32, i128)>>,
}

impl Part {
    /// Returns an integer program in one piece.
    #[must_use]
    pub fn whole(model: &Model) -> Self {
        let mut whole = Self { rows: model.rows.clone(), levels: model.levels.clone(), ..Self::default() };
        for (at, column) in (0..).zip(&model.columns) {
            whole.column(at, column);
        }
        whole
    }

    /// Returns the parts of an integer program that share no row, the largest first.
    #[must_use]
    pub fn all(model: &Model) -> Vec<Self> {
        let (part_of, n_parts) = connected(model);
        let mut parts: Vec<Self> = Vec::with_capacity(n_parts);
        parts.resize_with(n_parts, || Self { levels: vec![Vec::new(); model.levels.len()], ..Self::default() });
        let mut local = Vec::with_capacity(model.columns.len());
        for (at, column) in model.columns.iter().enumerate() {
            let part = &mut parts[part_of[at]];
            local.push(position(part.columns.len()));
            part.column(position(at), column);
        }
        for row in &model.rows {
            // A row without terms says nothing that values could change.
            let Some(&(first, _)) = row.terms.first() else { continue };
            let terms = row.terms.iter().map(|&(column, factor)| (local[column as usize], factor)).collect();
            let row = Row { name: row.name.clone(), terms, lower: row.lower, upper: row.upper };
            parts[part_of[first as usize]].rows.push(row);
        }
        for (level, costs) in model.levels.iter().enumerate() {
            for &(column, cost) in costs {
                parts[part_of[column as usize]].levels[level].push((local[column as usize], cost));
            }
        }
        parts.sort_by_key(|part| (std::cmp::Reverse(part.entries()), part.columns[0]));
        parts
    }

    /// Adds a column of the model.
    pub fn column(&mut self, at: u32, column: &Column) {
        self.columns.push(at);
        self.uppers.push(column.upper);
        self.used.push(matches!(column.rule, Rule::Used(_)));
        self.counts.push(column.rule.counts());
    }

    /// Returns how many factors the rows have.
    #[must_use]
    pub fn entries(&self) -> usize {
        self.rows.iter().map(|row| row.terms.len()).sum()
    }

    /// Returns the values of its columns.
    #[must_use]
    pub fn values(&self, of: &[i64]) -> Vec<i64> {
        self.columns.iter().map(|&column| of[column as usize]).collect()
    }

    /// Returns what some values cost at a level.
    #[must_use]
    pub fn cost(&self, level: usize, values: &[i64]) -> i128 {
        model::cost(&self.levels[level], values)
    }

    /// Names the first row that some values break.
    #[must_use]
    pub fn broken_by(&self, values: &[i64]) -> Option<&str> {
        self.rows.iter().find(|row| row.is_broken_by(values)).map(|row| row.name.as_str())
    }
}

/// Returns the part of each column and how many parts there are; columns that no row names are a part together.
fn connected(model: &Model) -> (Vec<usize>, usize) {
    let mut leader: Vec<usize> = (0..model.columns.len()).collect();
    let mut loose = vec![true; model.columns.len()];
    for row in &model.rows {
        let mut terms = row.terms.iter().map(|&(column, _)| column as usize);
        let Some(first) = terms.next() else { continue };
        loose[first] = false;
        for column in terms {
            loose[column] = false;
            let (a, b) = (root(&mut leader, first), root(&mut leader, column));
            leader[a.max(b)] = a.min(b);
        }
    }
    let first_loose = loose.iter().position(|&is_loose| is_loose);
    let mut numbers: Vec<Option<usize>> = vec![None; model.columns.len()];
    let mut n_parts = 0;
    let of_column = (0..model.columns.len()).map(|column| {
        let root = if loose[column] { first_loose.unwrap_or(column) } else { root(&mut leader, column) };
        *numbers[root].get_or_insert_with(|| {
            n_parts += 1;
            n_parts - 1
        })
    });
    let of_column = of_column.collect();
    (of_column, n_parts)
}

/// Returns the first column that a column is connected with, and shortens the way there.
fn root(leader: &mut [usize], mut column: usize) -> usize {
    while leader[column] != column {
        leader[column] = leader[leader[column]];
        column = leader[column];
    }
    column
}
