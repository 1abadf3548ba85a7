//! From the instance to the program: demands and candidates, then what limits them.

use crate::domain::{AllocationRow, Instance};

use super::demand::Demand;
use super::filter::Case;
use super::gather::{Asked, Gathered, gather};
use super::homes::Homes;
use super::parts::Parts;
use super::price::Prices;
use super::primitive::Pool;
use super::units::{Units, used_hotels};
use super::{
    Program, apart, capacity, cohesion, cohort, cover, kept, meal, money, parts, position, relation, stability, stay,
};

/// Compiles a case into a program. Pure, and ordered by id: the same instance gives the same program.
#[must_use]
pub fn compile(instance: &Instance) -> Program {
    compile_with(instance, &Homes::default())
}

/// Compiles a case around some groups, the positions of which are `free`: all others are offered only the hotels that rows
/// of an allocation have them in, so that the program is small.
#[must_use]
pub fn compile_around(instance: &Instance, free: &[usize], rows: &[AllocationRow]) -> Program {
    compile_with(instance, &Homes::around(instance, free, rows))
}

fn compile_with(instance: &Instance, homes: &Homes) -> Program {
    let (case, prices, units) = (Case::new(instance), Prices::new(instance), Units::new(instance));
    let gathered = gather(&Asked { case: &case, prices: &prices, units: &units, homes });
    let demands = demands(&case, &prices, &gathered.n_candidates);
    Compiler { case: &case, prices, units, demands, gathered }.finish()
}

/// The demand of each group, with where its candidates stand: one group's after the other's.
fn demands(case: &Case<'_>, prices: &Prices<'_>, n_candidates: &[u32]) -> Vec<Demand> {
    let instance = case.instance;
    let mut first = 0_u32;
    let mut demands = Vec::with_capacity(instance.groups.len());
    for (number, group) in instance.groups.iter().enumerate() {
        let held = capacity::r17_held(instance, number);
        let (hotels_max, over) = match case.staying(number) {
            Some(_) => (None, None),
            None => cohesion::r18_hotels_max(instance, prices, number),
        };
        let end = first + n_candidates[number];
        demands.push(Demand {
            name: group.id.as_str().to_owned(),
            group: position(number),
            guests: group.guests,
            lots: cover::r3_sharing(group),
            cohort: position(group.class),
            stay: group.stay,
            held,
            locked: cohort::r10_locked(instance, held),
            hotels_max,
            over,
            wings: cohesion::r22_wings(case, prices, number),
            chunk: cohesion::r20_chunk(instance, prices, number).filter(|_| case.staying(number).is_none()),
            required: case.is_bound(number),
            unmet: cover::r2_cover(instance, prices, number).with(&stability::r32_move_price(case, prices, number)),
            split: cohesion::r18_split_price(prices),
            candidates: first..end,
        });
        first = end;
    }
    demands
}

/// The pieces of a program before what limits them is added.
struct Compiler<'a> {
    case: &'a Case<'a>,
    prices: Prices<'a>,
    units: Units,
    demands: Vec<Demand>,
    gathered: Gathered,
}

impl Compiler<'_> {
    fn finish(self) -> Program {
        let instance = self.case.instance;
        let hotels = used_hotels(&self.gathered.candidates, instance.hotels.len());
        let mut conflicts = cohort::r10_separation(instance);
        let pool_at = |pool: &Pool| &instance.hotels[pool.hotel as usize].pools[pool.index as usize];
        let pools = self.units.pools.iter().enumerate();
        let rooms = pools.flat_map(|(at, pool)| capacity::r1_capacity(pool_at(pool), position(at)));
        let parts = Parts {
            instance,
            demands: &self.demands,
            candidates: &self.gathered.candidates,
            places: &self.gathered.places,
            pools: &self.units.pools,
            wings: &self.units.wings,
        };
        let candidate_at = |demand: usize, hotel: usize| parts.candidate_at(demand, hotel);
        let places_of = |candidate: u32, wing: Option<&str>| parts.places_of(candidate, wing);
        let hotels_of = |demand: usize| parts.hotels_of(demand);
        let mut rows = relation::r31_counted(self.case, &self.prices, &candidate_at, &places_of);
        rows.extend(parts::shared_rows(&self.prices, &parts));
        rows.extend(stability::r32_rows(self.case, &self.demands, &self.gathered.candidates));
        let legs = stay::r29_whole_legs(instance, &self.prices, &self.demands);
        let bends = stability::r32_bends(self.case, &self.prices, &self.demands, &self.gathered.candidates);
        let town = apart::Town {
            instance,
            prices: &self.prices,
            demands: &self.demands,
            hotels: &hotels,
            wings: &self.units.wings,
        };
        let locks = apart::locks(&town, &mut conflicts);
        Program {
            n_nights: instance.calendar.n_nights,
            levels: self.prices.levels(),
            capacities: rooms
                .chain(kept::kept_rooms(instance, &hotels))
                .chain(meal::r42_meals(instance, &self.prices, &hotels))
                .chain(apart::r11_groups_max(instance, &self.prices, &hotels))
                .collect(),
            locks,
            openings: hotels.iter().map(|&hotel| money::r21_opening(instance, &self.prices, hotel)).collect(),
            links: [relation::r23_pairs(instance, &self.prices, &hotels_of), legs].concat(),
            rows,
            conflicts,
            demands: self.demands,
            candidates: self.gathered.candidates,
            places: self.gathered.places,
            bends,
            costs: self.gathered.costs,
            requirements: self.gathered.requirements,
            pools: self.units.pools,
            wings: self.units.wings,
        }
    }
}
