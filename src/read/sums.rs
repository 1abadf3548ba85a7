//! Sums among the rows against the rows above them. Says where they differ, and uses none of them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::alias;
use super::aside::{self, Aside};
use super::body::Body;
use super::cell;
use super::header::Slot;
use super::log::Scribe;
use super::manner::Manner;
use super::number::Measure;
use super::row::Row;
use crate::diagnostic::Code;

/// Columns whose cells a sum adds up.
const SUMMED: [(&str, Measure); 6] = [
    ("rooms", Measure::Things),
    ("rooms_total", Measure::Things),
    ("held", Measure::Things),
    ("guests", Measure::People),
    ("men", Measure::People),
    ("women", Measure::People),
];
/// From where the rows are added up that a sum may be of: the last sum of any kind, the last total, the first row.
const SINCE: usize = 3;

/// The rows above a record, added up.
struct Tally<'a> {
    /// The columns, what they count, and what their cells add up to.
    columns: Vec<(usize, Measure, [u64; SINCE])>,
    /// The first of the records that are added up.
    since: [usize; SINCE],
    /// How many rows stand below the last total, and the names in them where a sum says how many there are.
    n_rows: usize,
    names: Option<BTreeSet<Cow<'a, str>>>,
}

/// Says where sums are not those of the rows above them.
pub fn say(body: &Body<'_>, scribe: &mut Scribe<'_>) {
    let is_sum = |record: &usize| body.aside(*record) == Some(Aside::Sum);
    let sums: Vec<usize> = body.grid.body().filter(is_sum).collect();
    let Some(&last) = sums.last() else { return };
    let types = body.header.types.iter().map(|&(_, column)| (column, Measure::Things));
    let named = SUMMED.into_iter().filter_map(|(name, measure)| Some((body.header.slot(name).0?, measure)));
    let start = body.grid.body().start;
    let mut tally = Tally {
        columns: named.chain(types).map(|(column, measure)| (column, measure, [0; SINCE])).collect(),
        since: [start; SINCE],
        n_rows: 0,
        names: sums.iter().any(|&record| number(body, record).is_some()).then(BTreeSet::new),
    };
    for record in start..=last {
        match body.aside(record) {
            None => tally.add(body, record, scribe.manner),
            Some(Aside::Sum) => {
                tally.say_sum(body, record, scribe);
                tally.say_number(body, record, scribe);
                tally.close(record, aside::is_of_part(body.grid, record));
            }
            Some(_) => {}
        }
    }
}

/// Returns the column in which a sum says of how many rows it is, and how many these are.
fn number(body: &Body<'_>, record: usize) -> Option<(usize, usize)> {
    let column = aside::first_filled(body.grid, record)?;
    Some((column, aside::number(&alias::normal(&body.grid.cell(record, column)))?))
}

impl<'a> Tally<'a> {
    /// Adds a row.
    fn add(&mut self, body: &Body<'a>, record: usize, manner: Manner) {
        for (column, measure, sums) in &mut self.columns {
            let scribe = Scribe { says: &mut Vec::new(), log: &mut Vec::new(), manner };
            let count =
                Row::new(body.grid, record, scribe).whole(Slot(Some(*column)), *measure, cell::count).unwrap_or(0);
            for sum in sums {
                *sum += u64::from(count);
            }
        }
        self.n_rows += 1;
        if let Some(names) = &mut self.names {
            names.insert(body.grid.cell(record, body.key));
        }
    }

    /// Begins anew below a sum, which may be of a part of the rows.
    fn close(&mut self, record: usize, is_of_part: bool) {
        let n_closed = if is_of_part { 1 } else { 2 };
        self.since[..n_closed].fill(record + 1);
        self.columns.iter_mut().for_each(|(.., sums)| sums[..n_closed].fill(0));
        if !is_of_part {
            self.n_rows = 0;
            self.names.iter_mut().for_each(BTreeSet::clear);
        }
    }

    /// Says which counts of a sum are those of no rows above it.
    fn say_sum(&self, body: &Body<'_>, record: usize, scribe: &mut Scribe<'_>) {
        let grid = body.grid;
        for &(column, _, sums) in &self.columns {
            let Ok(said) = cell::count(&grid.cell(record, column)) else { continue };
            if sums.contains(&u64::from(said)) {
                continue;
            }
            let first = usize::from(!aside::is_of_part(grid, record));
            let message = format!(
                "the sum says {said}, and the rows above it from line {} add up to {}",
                grid.line(self.since[first]),
                sums[first]
            );
            let help = "see whether a row is missing or a count is wrong; the sum itself is not used".to_owned();
            scribe.says.push(grid.diagnostic(Code::SumDiffers, record, Some(column), (message, help)));
        }
    }

    /// Says where `共12家` is not the number of the rows above it, nor of the names in them.
    fn say_number(&self, body: &Body<'_>, record: usize, scribe: &mut Scribe<'_>) {
        let Some((column, said)) = number(body, record) else { return };
        let n_names = self.names.as_ref().map_or(0, BTreeSet::len);
        if said != self.n_rows && said != n_names {
            let message = format!("it counts {said}, and there are {} rows above it", self.n_rows);
            let help = "see whether a row is missing".to_owned();
            scribe.says.push(body.grid.diagnostic(Code::SumDiffers, record, Some(column), (message, help)));
        }
    }
}
