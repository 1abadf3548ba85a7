//! Packs the costs of one demand into one whole number, so that comparing two numbers compares level before level.
//!
//! A packed number has 58 bits. Where the levels need more, the largest of them are measured in coarser parts, rounded
//! down: a plan is compared by its exact levels in the end, and a bound rounded down stays a bound. Levels that do not
//! fit even so are left out of the comparison.

use super::stock::Price;
use crate::program::{Amounts, Chunk, Demand, Program, Wings, amount_at};

/// The most that a packed sum may be: sums of a few still fit.
const LARGEST: i128 = 1 << 58;

/// The fewest bits that a coarse level keeps.
const BITS_LEAST: u32 = 14;

/// How the costs of one demand are packed.
#[derive(Debug, Clone)]
pub struct Packing {
    /// By level: factor, and the power of two by which its parts are coarser.
    scales: Vec<(Price, u32)>,
    /// What a guest missing from an order costs: more than all levels together.
    pub order: Price,
}

impl Packing {
    /// Packs all levels of a demand, most important first.
    #[must_use]
    pub fn lexicographic(program: &Program, demand: &Demand, shared: &Shared) -> Self {
        let most = most(program, demand, shared);
        let room = LARGEST.div_euclid(i128::from(demand.guests) + 2);
        let shifts = shifts(&most, room);
        let mut scales = vec![(0, 0); most.len()];
        let mut factor: i128 = 1;
        for level in (0..most.len()).rev() {
            let Some(shift) = shifts[level] else { continue };
            scales[level] = (Price::try_from(factor).expect("below the largest sum"), shift);
            factor *= (most[level] >> shift) + 1;
        }
        Self { scales, order: Price::try_from(factor).expect("below the largest sum") }
    }

    /// Looks at no level at all.
    #[must_use]
    pub fn nothing(program: &Program) -> Self {
        Self { scales: vec![(0, 0); program.levels.len()], order: 0 }
    }

    /// Looks at one level of a demand only.
    #[must_use]
    pub fn one_level(program: &Program, demand: &Demand, level: usize, shared: &Shared) -> Self {
        let most = most(program, demand, shared);
        let mut scales = vec![(0, 0); program.levels.len()];
        scales[level] = (1, (bits(most[level]) + 2).saturating_sub(bits(LARGEST)));
        Self { scales, order: 0 }
    }

    /// Packs some costs.
    #[must_use]
    pub fn pack(&self, costs: &[(u32, i64)]) -> Price {
        costs
            .iter()
            .map(|&(level, amount)| {
                let (factor, shift) = self.scales[level as usize];
                factor * (amount >> shift)
            })
            .sum()
    }

    /// Returns the parts of a level that a packed number of that level alone stands for, rounded down.
    #[must_use]
    pub fn parts(&self, level: usize, packed: Price) -> i128 {
        i128::from(packed) << self.scales[level].1
    }
}

/// Returns by how many bits each level is coarser so that they fit together; none where it is left out.
fn shifts(most: &[i128], room: i128) -> Vec<Option<u32>> {
    let fits = |shifts: &[Option<u32>]| {
        let mut product = 1;
        for (most, shift) in most.iter().zip(shifts) {
            let here = shift.map_or(1, |shift| (most >> shift) + 1);
            product = if room.div_euclid(product) >= here { product * here } else { return false };
        }
        true
    };
    let mut shifts: Vec<Option<u32>> = most.iter().map(|&most| (most > 0).then_some(0)).collect();
    while !fits(&shifts) {
        let left = |at: &usize| shifts[*at].map_or(0, |shift| bits(most[*at] >> shift));
        let Some(widest) = (0..most.len()).filter(|at| left(at) > BITS_LEAST).max_by_key(|at| (left(at), *at)) else {
            let Some(last) = (0..most.len()).rfind(|&at| shifts[at].is_some()) else { break };
            shifts[last] = None;
            continue;
        };
        shifts[widest] = shifts[widest].map(|shift| shift + 1);
    }
    shifts
}

/// Returns how many bits a number takes.
fn bits(number: i128) -> u32 {
    i128::BITS - number.leading_zeros()
}

/// What demands pay together at most, the same for all of them.
pub struct Shared {
    /// By level, more than what a hotel may cost besides a demand's own costs: its opening, and links.
    hotel: Vec<i128>,
    /// By level, the most that a guest too many costs a night.
    crowd: Vec<i128>,
}

impl Shared {
    /// Looks through a program once.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let mut hotel = vec![0; program.levels.len()];
        for opening in &program.openings {
            for (level, most) in hotel.iter_mut().enumerate() {
                let short = opening.short.as_ref().map_or(0, |price| i128::from(price.at(level)));
                *most = (*most).max(i128::from(opening.per_use.at(level)) + short * i128::from(opening.rooms_min));
            }
        }
        for &(level, amount) in program.links.iter().filter_map(|link| link.price.as_ref()).flat_map(|price| &price.0) {
            hotel[level as usize] += i128::from(amount);
        }
        Self { hotel, ..Self::without_hotels(program) }
    }

    /// Looks through a program for what guests pay, and leaves out what hotels cost.
    #[must_use]
    pub fn without_hotels(program: &Program) -> Self {
        Self { hotel: vec![0; program.levels.len()], crowd: super::row::dearest_crowd(program) }
    }
}

/// Returns, by level, more than what any way of placing a demand costs.
fn most(program: &Program, demand: &Demand, shared: &Shared) -> Vec<i128> {
    let levels = program.levels.len();
    let (mut guest, mut room, mut hotel) = (vec![0; levels], vec![0; levels], vec![0; levels]);
    let mut bent = vec![0; levels];
    let (dear_guest, dear_room) = super::row::dearest(program, demand, &shared.crowd);
    raise(&mut guest, &[&demand.unmet.0]);
    for (at, candidate) in demand.candidates.clone().zip(program.candidates_of(demand)) {
        raise(&mut hotel, &[program.cost(candidate.per_use)]);
        let bends: Vec<&Amounts> = program.bends_of(at).iter().map(|bend| &*bend.per_guest).collect();
        raise(&mut bent, &bends);
        for place in program.places_of(candidate) {
            raise(&mut guest, &[program.cost(candidate.per_guest), program.cost(place.per_guest)]);
            raise(&mut room, &[program.cost(place.per_room)]);
        }
    }
    let guests = i128::from(demand.guests);
    let hotels =
        guests.min(demand.candidates.len() as i128).min(i128::from(demand.hotels_limit().unwrap_or(u32::MAX))).max(1);
    (0..levels)
        .map(|level| {
            let split = i128::from(demand.split.at(level));
            let over = demand.over.as_ref().map_or(0, |price| i128::from(price.at(level)));
            let chunk = |chunk: &Chunk| i128::from(chunk.guests) * i128::from(chunk.short.at(level));
            let wing = match &demand.wings {
                Wings::Priced(price) => i128::from(price.at(level)) * guests,
                Wings::Any | Wings::One => 0,
            };
            let own = wing + hotel[level] + split + over + demand.chunk.as_ref().map_or(0, chunk);
            guests * (guest[level] + room[level] + bent[level] + dear_guest[level] + dear_room[level])
                + hotels * (own + shared.hotel[level])
        })
        .collect()
}

/// Raises the most of each level to what some costs come to together.
fn raise(most: &mut [i128], costs: &[&Amounts]) {
    for &(level, _) in costs.iter().copied().flatten() {
        let sum: i128 = costs.iter().map(|costs| i128::from(amount_at(costs, level as usize))).sum();
        most[level as usize] = most[level as usize].max(sum);
    }
}
