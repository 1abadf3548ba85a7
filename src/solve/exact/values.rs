//! From a plan to the values of all columns, and back. Exact, and the only translation between the two.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Model, Rule, Slot, Term};
use crate::program::{Keeping, Use};
use crate::solve::index::{Index, position};
use crate::solve::tally;

/// Returns the values that a plan gives to the columns.
#[must_use]
pub fn of_plan(index: &Index, model: &Model, plan: &[Use]) -> Vec<i64> {
    let facts = Facts::of(index, plan);
    let mut values = Vec::with_capacity(model.columns.len());
    for column in &model.columns {
        let value = facts.value(index, model, &column.rule, &values);
        values.push(value);
    }
    values
}

/// What columns ask of a plan.
struct Facts {
    by_demand: Vec<Vec<Use>>,
    /// Rooms and guests by candidate, place and lot.
    rows: BTreeMap<(u32, u32, u32), (u32, u32)>,
    candidates: BTreeSet<u32>,
    wings: BTreeSet<(u32, u32)>,
    hotels: BTreeSet<u32>,
}

impl Facts {
    fn of(index: &Index, plan: &[Use]) -> Self {
        let program = index.program;
        let hotel = |each: &Use| program.candidates[each.candidate as usize].hotel;
        let wing = |each: &Use| (each.candidate, index.wing_of(program.place_of(each).pool));
        Self {
            by_demand: tally::by_demand(index, plan),
            rows: plan.iter().map(|each| ((each.candidate, each.place, each.lot), (each.rooms, each.guests))).collect(),
            candidates: plan.iter().map(|each| each.candidate).collect(),
            wings: plan.iter().map(wing).collect(),
            hotels: plan.iter().map(hotel).collect(),
        }
    }

    fn value(&self, index: &Index, model: &Model, rule: &Rule, values: &[i64]) -> i64 {
        let sum = |terms: &[Term]| {
            let exact = terms.iter().map(|&(at, by)| i128::from(by) * i128::from(values[at as usize])).sum::<i128>();
            i64::try_from(exact).unwrap_or(if exact < 0 { i64::MIN } else { i64::MAX })
        };
        let row = |slot: u32| {
            let Slot { candidate, place, lot, .. } = model.slots[slot as usize];
            self.rows.get(&(candidate, place, lot)).copied().unwrap_or((0, 0))
        };
        match rule {
            Rule::Used(candidate) => i64::from(self.candidates.contains(candidate)),
            Rule::UsedWing(candidate, wing) => i64::from(self.wings.contains(&(*candidate, *wing))),
            Rule::Guests(slot) => i64::from(row(*slot).1),
            Rule::Rooms(slot) => i64::from(row(*slot).0),
            Rule::Unmet(demand, lot) => {
                let of_lot = self.by_demand[*demand as usize].iter().filter(|each| each.lot == *lot);
                let placed: i64 = of_lot.map(|each| i64::from(each.guests)).sum();
                i64::from(index.program.demands[*demand as usize].lots[*lot as usize].guests) - placed
            }
            Rule::Absent(demand) => i64::from(self.by_demand[*demand as usize].is_empty()),
            Rule::Further(demand) => {
                let uses = &self.by_demand[*demand as usize];
                let hotels = uses.iter().map(|each| each.candidate).collect::<BTreeSet<u32>>().len();
                i64::from(position(hotels.saturating_sub(1)))
            }
            Rule::Open(hotel) => i64::from(self.hotels.contains(hotel)),
            Rule::Any(columns) => i64::from(columns.iter().any(|&at| values[at as usize] > 0)),
            Rule::Rounded(terms, size) => (sum(terms) + size - 1).div_euclid(*size),
            Rule::Broken(link) => {
                let link = &index.program.links[*link as usize];
                let (of_a, of_b) = (&self.by_demand[link.a as usize], &self.by_demand[link.b as usize]);
                i64::from(tally::is_broken(index, link, of_a, of_b))
            }
            Rule::Short(terms, target) => target.saturating_sub(sum(terms)).max(0),
            Rule::Over(terms, limit) => sum(terms).saturating_sub(*limit).max(0),
        }
    }
}

/// Returns the plan that some values stand for: guests as they say, and rooms as few as they can be, but where more of
/// them may be of use.
#[must_use]
pub fn to_plan(index: &Index, model: &Model, values: &[i64]) -> Vec<Use> {
    let program = index.program;
    let value = |(at, by): Term| u32::try_from(by * values[at as usize]).unwrap_or(0);
    let mut plan = Vec::new();
    for slot in &model.slots {
        let guests = value(slot.guests);
        if guests == 0 {
            continue;
        }
        let candidate = &program.candidates[slot.candidate as usize];
        let keeping = program.demands[candidate.demand as usize].lots[slot.lot as usize].keeping;
        let least = match keeping {
            Keeping::Alone => guests,
            Keeping::Together | Keeping::Beds => {
                guests.div_ceil(program.places_of(candidate)[slot.place as usize].guests_max)
            }
        };
        let rooms = match slot.rooms {
            Some(rooms) if slot.counted && keeping == Keeping::Together => value(rooms).clamp(least, guests),
            _ => least,
        };
        plan.push(Use { candidate: slot.candidate, place: slot.place, lot: slot.lot, rooms, guests });
    }
    plan.sort_unstable();
    plan
}
