//! The integer program of some hotels: what happens in all others stays as it is.

use super::model::{Model, Row, Rule};
use super::part::Part;
use crate::program::Program;
use crate::solve::grouped::Grouped;
use crate::solve::index::position;

/// What a column speaks of; none where it is more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Owner {
    hotel: Option<u32>,
    demand: Option<u32>,
}

/// Which columns speak of which hotel, and which rows name them: looked up once.
pub struct Surroundings<'a> {
    model: &'a Model,
    owners: Vec<Owner>,
    columns_of: Grouped,
    rows_of: Grouped,
}

impl<'a> Surroundings<'a> {
    /// Looks at every column and row.
    #[must_use]
    pub fn new(program: &Program, n_hotels: usize, model: &'a Model) -> Self {
        let mut owners: Vec<Owner> = Vec::with_capacity(model.columns.len());
        for column in &model.columns {
            let owner = owner(program, model, &column.rule, &owners);
            owners.push(owner);
        }
        let of_hotels = (0..).zip(&owners).filter_map(|(at, owner)| Some((owner.hotel?, at)));
        let columns_of = Grouped::pairs(n_hotels, of_hotels);
        let of_rows =
            (0..).zip(&model.rows).flat_map(|(at, row)| row.terms.iter().map(move |&(column, _)| (column, at)));
        let rows_of = Grouped::pairs(model.columns.len(), of_rows);
        Self { model, owners, columns_of, rows_of }
    }

    /// Returns the integer program of some demands in some hotels, everything else being as in a plan's values. Those
    /// demands must be all who hold anything there.
    #[must_use]
    pub fn part(&self, values: &[i64], hotels: &[u32], is_there: impl Fn(u32) -> bool) -> Part {
        let inner = hotels.iter().flat_map(|&hotel| &self.columns_of[hotel as usize]);
        let inner: Vec<u32> =
            inner.copied().filter(|&at| self.owners[at as usize].demand.is_none_or(&is_there)).collect();
        let mut rows: Vec<u32> = inner.iter().flat_map(|&at| &self.rows_of[at as usize]).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        let named = rows.iter().flat_map(|&row| &self.model.rows[row as usize].terms).map(|&(at, _)| at);
        // What belongs to no hotel follows from what is in this one and in others: unmet guests, a broken link.
        let mut loose: Vec<u32> = named.filter(|&at| self.owners[at as usize].hotel.is_none()).collect();
        loose.sort_unstable();
        loose.dedup();
        rows.extend(loose.iter().flat_map(|&at| &self.rows_of[at as usize]));
        rows.sort_unstable();
        rows.dedup();
        let mut columns: Vec<u32> = loose.into_iter().chain(inner).collect();
        columns.sort_unstable();

        let mut part = Part { levels: vec![Vec::new(); self.model.levels.len()], ..Part::default() };
        let mut local = vec![None; self.model.columns.len()];
        for (at, &column) in columns.iter().enumerate() {
            local[column as usize] = Some(position(at));
            part.column(column, &self.model.columns[column as usize]);
        }
        part.rows = rows.into_iter().map(|row| within(&self.model.rows[row as usize], values, &local)).collect();
        for (costs, level) in self.model.levels.iter().zip(&mut part.levels) {
            level.extend(costs.iter().filter_map(|&(at, cost)| Some((local[at as usize]?, cost))));
        }
        part
    }

    /// Enters the values of a part: those of hotels; all others follow from them.
    pub fn enter(&self, part: &Part, inner: &[i64], values: &mut [i64]) {
        for (&column, &value) in part.columns.iter().zip(inner) {
            if self.owners[column as usize].hotel.is_some() {
                values[column as usize] = value;
            }
        }
    }
}

fn owner(program: &Program, model: &Model, rule: &Rule, owners: &[Owner]) -> Owner {
    let of_candidate = |at: u32| {
        let candidate = &program.candidates[at as usize];
        Owner { hotel: Some(candidate.hotel), demand: Some(candidate.demand) }
    };
    let of_columns = |columns: &mut dyn Iterator<Item = u32>| {
        let all: Vec<Owner> = columns.map(|at| owners[at as usize]).collect();
        Owner { hotel: same(all.iter().map(|owner| owner.hotel)), demand: same(all.iter().map(|owner| owner.demand)) }
    };
    match rule {
        Rule::Used(candidate) | Rule::UsedWing(candidate, _) => of_candidate(*candidate),
        Rule::Guests(slot) | Rule::Rooms(slot) => of_candidate(model.slots[*slot as usize].candidate),
        Rule::Open(hotel) => Owner { hotel: Some(*hotel), demand: None },
        Rule::Any(columns) => of_columns(&mut columns.iter().copied()),
        Rule::Rounded(terms, _) | Rule::Short(terms, _) | Rule::Over(terms, _) => {
            of_columns(&mut terms.iter().map(|&(at, _)| at))
        }
        Rule::Unmet(..) | Rule::Absent(_) | Rule::Further(_) | Rule::Broken(_) => Owner::default(),
    }
}

/// Returns what all have in common, if they do.
fn same(mut of: impl Iterator<Item = Option<u32>>) -> Option<u32> {
    let first = of.next()??;
    of.all(|each| each == Some(first)).then_some(first)
}

/// Returns a row in the columns of a part, all others being numbers.
fn within(row: &Row, values: &[i64], local: &[Option<u32>]) -> Row {
    let mut terms = Vec::with_capacity(row.terms.len());
    let mut outside = 0_i128;
    for &(at, by) in &row.terms {
        match local[at as usize] {
            Some(at) => terms.push((at, by)),
            None => outside += i128::from(by) * i128::from(values[at as usize]),
        }
    }
    // A side too large for the solver goes: whatever it finds is recounted.
    let side = |side: Option<i64>| i64::try_from(i128::from(side?) - outside).ok();
    Row { name: row.name.clone(), terms, lower: side(row.lower), upper: side(row.upper) }
}

#[cfg(test)]
mod tests {
    use super::super::{model_of, values};
    use super::*;
    use crate::solve::index::Index;
    use crate::solve::outlook::outlooks;
    use crate::solve::tally;
    use crate::solve::tests::random;

    #[test]
    fn a_plan_keeps_every_row_of_the_part_around_any_hotel() {
        let (mut parts, mut rows, mut numbers) = (0, 0, 0);
        for seed in 0..600 {
            let program = random::program(seed);
            let index = Index::new(&program);
            let outlooks = outlooks(&index, 1);
            let Some(start) = random::first_plan(&index, &outlooks) else { continue };
            let model = model_of(&index, false);
            let values = values::of_plan(&index, &model, &start.plan);
            if model.broken_by(&values).is_some() {
                continue;
            }
            let held = tally::by_demand(&index, &start.plan);
            let surroundings = Surroundings::new(&program, index.n_hotels, &model);
            for hotel in 0..position(index.n_hotels) {
                let is_inside = |demand: u32| {
                    held[demand as usize].iter().any(|each| program.candidates[each.candidate as usize].hotel == hotel)
                };
                let part = surroundings.part(&values, &[hotel], is_inside);
                let inner = part.values(&values);
                assert_eq!(part.broken_by(&inner), None, "seed {seed}, hotel {hotel}");
                let mut with = values.clone();
                surroundings.enter(&part, &inner, &mut with);
                assert_eq!(with, values);
                parts += 1;
                rows += part.rows.len();
                numbers += usize::from(part.columns.len() < model.columns.len());
            }
        }
        assert!(parts > 600 && rows > parts && numbers > 300, "{parts} parts, {rows} rows, {numbers} with numbers");
    }
}
