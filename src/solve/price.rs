//! Packs the costs of one demand into one whole number, so that comparing two numbers compares level before level.
//!
//! Exact as long as the levels fit into 120 bits together; where they do not, the last levels are left out of the
//! comparison. A start loses little by that, and a bound loses nothing that is not owned up to: it is 0 there.

use crate::program::{Amounts, Demand, Program, amount_at};

/// The most that a packed sum may be: sums of two still fit.
const LARGEST: i128 = 1 << 120;

/// How the costs of one demand are packed.
pub struct Packing {
    factors: Vec<i128>,
    /// What a guest missing from an order costs: more than all levels together.
    pub order: i128,
}

impl Packing {
    /// Packs all levels of a demand, most important first; `shared` is what `shared` returns for the program.
    #[must_use]
    pub fn lexicographic(program: &Program, demand: &Demand, shared: &[i128]) -> Self {
        let most = most(program, demand, shared);
        let mut room = LARGEST.div_euclid(i128::from(demand.guests) + 2);
        let mut kept = 0;
        while kept < most.len() && room > most[kept] {
            room = room.div_euclid(most[kept] + 1);
            kept += 1;
        }
        let mut factors = vec![0; most.len()];
        let mut factor = 1;
        for level in (0..kept).rev() {
            if most[level] > 0 {
                factors[level] = factor;
                factor *= most[level] + 1;
            }
        }
        Self { factors, order: factor }
    }

    /// Looks at no level at all.
    #[must_use]
    pub fn nothing(program: &Program) -> Self {
        Self { factors: vec![0; program.levels.len()], order: 0 }
    }

    /// Looks at one level only.
    #[must_use]
    pub fn one_level(program: &Program, level: usize) -> Self {
        let mut factors = vec![0; program.levels.len()];
        factors[level] = 1;
        Self { factors, order: 0 }
    }

    /// Packs some costs.
    #[must_use]
    pub fn pack(&self, costs: &Amounts) -> i128 {
        costs.iter().map(|&(level, amount)| self.factors[level as usize] * i128::from(amount)).sum()
    }
}

impl Packing {
    /// Packs sums by level.
    #[must_use]
    pub fn pack_levels(&self, levels: &[i128]) -> i128 {
        self.factors.iter().zip(levels).map(|(factor, level)| factor * level).sum()
    }
}

/// Returns, by level, more than what a hotel may cost besides a demand's own costs: its opening, and links.
#[must_use]
pub fn shared(program: &Program) -> Vec<i128> {
    let mut shared = vec![0; program.levels.len()];
    for &(level, amount) in program.openings.iter().flat_map(|opening| &opening.per_use.0) {
        shared[level as usize] = i128::from(amount).max(shared[level as usize]);
    }
    for &(level, amount) in program.links.iter().filter_map(|link| link.price.as_ref()).flat_map(|price| &price.0) {
        shared[level as usize] += i128::from(amount);
    }
    shared
}

/// Returns, by level, more than what any way of placing a demand costs.
fn most(program: &Program, demand: &Demand, shared: &[i128]) -> Vec<i128> {
    let levels = program.levels.len();
    let (mut guest, mut room, mut hotel) = (vec![0; levels], vec![0; levels], vec![0; levels]);
    let raise = |most: &mut [i128], costs: &[&Amounts]| {
        for &(level, _) in costs.iter().copied().flatten() {
            let sum: i128 = costs.iter().map(|costs| i128::from(amount_at(costs, level as usize))).sum();
            most[level as usize] = most[level as usize].max(sum);
        }
    };
    raise(&mut guest, &[&demand.unmet]);
    for candidate in program.candidates_of(demand) {
        raise(&mut hotel, &[program.cost(candidate.per_use)]);
        for place in program.places_of(candidate) {
            raise(&mut guest, &[program.cost(candidate.per_guest), program.cost(place.per_guest)]);
            raise(&mut room, &[program.cost(place.per_room)]);
        }
    }
    let guests = i128::from(demand.guests);
    let hotels = guests.min(demand.candidates.len() as i128).max(1);
    (0..levels)
        .map(|level| {
            let split = i128::from(demand.split.at(level));
            guests * (guest[level] + room[level]) + hotels * (hotel[level] + split + shared[level])
        })
        .collect()
}
