//! The rules and the optimum by brute force, intended to be easy to read rather than fast.
//!
//! Written from the design alone: it shares nothing with `program`, `solve` or `verify`, and uses only the domain's
//! plain data. Every rule is a plain loop over rows and nights.

pub mod rules;
pub mod stability;
pub mod values;

use std::collections::{BTreeMap, BTreeSet};

use roomblock::domain::{Instance, LevelName, Mode, Sex, Sharing};
use rules::{group_holds, may_use, openings_hold, plan_holds, rooms_fit};
use values::values;

/// Rooms of a pool for guests of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub group: usize,
    pub hotel: usize,
    pub pool: usize,
    pub sex: Option<Sex>,
    pub rooms: u32,
    pub guests: u32,
}

/// The optimum: for each level the best value within the caps of the earlier ones. None if no plan keeps the rules.
pub fn optimum(case: &Instance) -> Option<Vec<i128>> {
    let placements: Vec<Vec<Vec<Row>>> = (0..case.groups.len()).map(|group| placements(case, group)).collect();
    let tolerances = tolerances(case);
    let (mut best, mut caps) = (Vec::new(), Vec::new());
    for tolerance in tolerances {
        let mut search = Search { case, placements: &placements, caps: &caps, lowest: None };
        search.decide(0, &mut Vec::new());
        let lowest = search.lowest?;
        best.push(lowest);
        caps.push(lowest + (lowest * i128::from(tolerance)).div_euclid(1_000_000_000));
    }
    Some(best)
}

/// The share in billionths that each level may give up.
fn tolerances(case: &Instance) -> Vec<i64> {
    let tiers: BTreeSet<u32> = (0..case.groups.len()).map(|group| stability::tier(case, group)).collect();
    match &case.objective.mode {
        Mode::Weighted(_) => vec![0],
        Mode::Lexicographic { order, tolerance } => {
            let mut shares = Vec::new();
            for level in order {
                let share = tolerance.get(level).map_or(0, |share| share.0);
                let n_levels = match level {
                    LevelName::Moves => usize::from(case.previous.is_some()),
                    LevelName::Unmet => tiers.len(),
                    _ => 1,
                };
                shares.extend(vec![share; n_levels]);
            }
            shares
        }
    }
}

/// A walk over all plans, group by group, for the lowest value of the level after the capped ones.
struct Search<'a> {
    case: &'a Instance,
    placements: &'a [Vec<Vec<Row>>],
    caps: &'a [i128],
    lowest: Option<i128>,
}

impl Search<'_> {
    /// Decides the groups from `group` on, after `rows` for those before it.
    ///
    /// No rule of `plan_holds` that is broken, and no value, is cured by more rows. So a walk that has broken one, is
    /// over a cap, or is no better than the best plan known, ends there.
    fn decide(&mut self, group: usize, rows: &mut Vec<Row>) {
        if !plan_holds(self.case, rows) {
            return;
        }
        let values = values(self.case, group, rows);
        let value = values[self.caps.len()].1;
        let over_a_cap = values.iter().zip(self.caps).any(|((_, value), cap)| value > cap);
        if over_a_cap || self.lowest.is_some_and(|lowest| value >= lowest) {
            return;
        }
        if group == self.case.groups.len() {
            if openings_hold(self.case, rows) {
                self.lowest = Some(value);
            }
            return;
        }
        let n_rows = rows.len();
        for placement in &self.placements[group] {
            rows.extend(placement);
            self.decide(group + 1, rows);
            rows.truncate(n_rows);
        }
    }
}

/// Every way to place a group, or a part of it, that keeps the rules about that group alone.
pub fn placements(case: &Instance, at: usize) -> Vec<Vec<Row>> {
    let group = &case.groups[at];
    let lots = if group.sharing == Sharing::SameSex {
        vec![(Some(Sex::Men), group.men), (Some(Sex::Women), group.women), (None, group.unknown_sex())]
    } else {
        vec![(None, group.guests)]
    };
    let mut pools = Vec::new();
    for (hotel, of_hotel) in case.hotels.iter().enumerate() {
        pools
            .extend((0..of_hotel.pools.len()).filter(|&pool| may_use(case, at, hotel, pool)).map(|pool| (hotel, pool)));
    }
    let mut placements = vec![Vec::new()];
    for (sex, guests) in lots {
        let mut longer = Vec::new();
        for placement in &placements {
            spread(case, (at, sex), guests, &pools, placement, &mut longer);
        }
        placements = longer;
    }
    placements.retain(|rows| group_holds(case, at, rows));
    without_copies(case, at, placements)
}

/// Spreads up to so many guests of a lot over pools in every way.
///
/// More rooms than needed are tried only in hotels with a least use (R21) or a block (R38), or where cheap rooms are asked
/// for (R37): nothing else ever asks for more rooms, and they only cost and take from others.
fn spread(
    case: &Instance,
    lot: (usize, Option<Sex>),
    guests: u32,
    pools: &[(usize, usize)],
    rows: &[Row],
    found: &mut Vec<Vec<Row>>,
) {
    let Some((&(hotel, pool), others)) = pools.split_first() else {
        found.push(rows.to_vec());
        return;
    };
    spread(case, lot, guests, others, rows, found);
    let (group, sex) = lot;
    for here in 1..=guests {
        let mut enough = false;
        for rooms in 1..=here {
            let row = Row { group, hotel, pool, sex, rooms, guests: here };
            let asks_for_rooms = case.hotels[hotel].rooms_min > 0
                || case.hotels[hotel].terms.block.is_some()
                || case.rules.affordable.is_some();
            if rooms_fit(case, &row) && (!enough || asks_for_rooms) {
                enough = true;
                let mut longer = rows.to_vec();
                longer.push(row);
                spread(case, lot, guests - here, others, &longer, found);
            }
        }
    }
}

/// What a way to place a group costs, by level and in unmet guests, and its rows.
type Way = (Vec<i128>, Vec<Row>);

/// What other groups see of a way: rooms and guests by hotel and pool.
type Seen = BTreeMap<(usize, usize), (u32, u32)>;

/// Keeps, of ways to place a group that look alike to all other groups, only those that cost least.
///
/// Others see the rooms taken in each pool (the guests, where beds are shared or meals are counted), and with that the
/// hotels and wings used, and the money spent. Of two such ways one is dropped only if it is nowhere cheaper: then it can be exchanged in any plan.
fn without_copies(case: &Instance, at: usize, placements: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    let by_bed = case.groups[at].sharing == Sharing::Bed;
    let mut alike: BTreeMap<Seen, Vec<Way>> = BTreeMap::new();
    for rows in placements {
        let mut seen = BTreeMap::new();
        for row in &rows {
            let (rooms, guests): &mut (u32, u32) = seen.entry((row.hotel, row.pool)).or_default();
            *rooms += if by_bed { row.guests } else { row.rooms };
            let of_hotel = &case.hotels[row.hotel];
            let terms = &of_hotel.terms;
            let counts = of_hotel.meals_max.is_some()
                || terms.arrivals_per_hour.is_some()
                || terms.suppers_max.is_some()
                || case.groups.iter().any(|group| group.continues.is_some());
            *guests += if counts { row.guests } else { 0 };
        }
        let unmet = case.groups[at].guests - rows.iter().map(|row| row.guests).sum::<u32>();
        let own = values(case, 0, &rows).into_iter().map(|(_, value)| value);
        let costs: Vec<i128> = own.chain([i128::from(unmet)]).collect();
        let ways = alike.entry(seen).or_default();
        let no_dearer = |a: &[i128], b: &[i128]| a.iter().zip(b).all(|(a, b)| a <= b);
        if !ways.iter().any(|(other, _)| no_dearer(other, &costs)) {
            ways.retain(|(other, _)| !no_dearer(&costs, other));
            ways.push((costs, rows));
        }
    }
    alike.into_values().flatten().map(|(_, rows)| rows).collect()
}
