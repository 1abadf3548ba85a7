//! From the instance to the program: demands and candidates, group after group, then what limits them.
//!
//! Groups are looked at site after site, so that what is asked of one hotel for many groups is asked in one go. First their
//! candidates are counted, then each is put where it belongs: by demand, and then by hotel.

use crate::domain::{AllocationRow, Instance, Travel};

use super::cost::{CostId, CostTable, Costs, Memo};
use super::demand::Demand;
use super::filter::Case;
use super::homes::Homes;
use super::parts::Parts;
use super::place_lists::PlaceLists;
use super::price::Prices;
use super::primitive::{Candidate, Place, Pool, Requirement, RequirementsId};
use super::reach::{Reach, site_after_site};
use super::relation::Wishes;
use super::sieve::{Sieve, Usable};
use super::units::{Units, used_hotels};
use super::{
    Program, apart, capacity, charge, cohesion, cohort, cover, entry, kept, meal, money, parts, position, proximity,
    relation, stability, stay,
};

/// Compiles a case into a program. Pure, and ordered by id: the same instance gives the same program.
#[must_use]
pub fn compile(instance: &Instance) -> Program {
    compile_with(instance, Homes::default())
}

/// Compiles a case around some groups, the positions of which are `free`: all others are offered only the hotels that rows
/// of an allocation have them in, so that the program is small.
#[must_use]
pub fn compile_around(instance: &Instance, free: &[usize], rows: &[AllocationRow]) -> Program {
    compile_with(instance, Homes::around(instance, free, rows))
}

fn compile_with(instance: &Instance, homes: Homes) -> Program {
    let case = Case::new(instance);
    let mut compiler = Compiler { homes, ..Compiler::new(&case) };
    let order = site_after_site(instance);
    let mut n_candidates = vec![0; instance.groups.len()];
    for &group in &order {
        n_candidates[group] = compiler.count(group);
    }
    compiler.add_demands(&n_candidates);
    for &group in &order {
        compiler.add_candidates(group);
    }
    compiler.finish()
}

/// The pieces of a program while it is put together.
struct Compiler<'a> {
    case: &'a Case<'a>,
    reach: Reach<'a>,
    sieve: Sieve<'a>,
    /// The pools of the candidate being looked at.
    pools: Vec<Usable>,
    /// Its places.
    list: Vec<Place>,
    room_costs: Memo,
    travel_costs: Memo,
    prices: Prices<'a>,
    demands: Vec<Demand>,
    candidates: Vec<Candidate>,
    places: PlaceLists,
    costs: CostTable,
    requirements: Vec<Vec<Requirement>>,
    units: Units,
    homes: Homes,
}

impl<'a> Compiler<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let instance = case.instance;
        Self {
            case,
            reach: Reach::new(instance),
            sieve: Sieve::new(case),
            pools: Vec::new(),
            list: Vec::new(),
            room_costs: Memo::default(),
            travel_costs: Memo::default(),
            prices: Prices::new(instance),
            demands: Vec::with_capacity(instance.groups.len()),
            candidates: Vec::new(),
            places: PlaceLists::default(),
            costs: CostTable::default(),
            requirements: vec![Vec::new()],
            units: Units::new(instance),
            homes: Homes::default(),
        }
    }

    /// How many candidates a group has.
    fn count(&mut self, number: usize) -> u32 {
        let hotels = self.homes.hotels_of(self.case, &mut self.reach, number);
        let passing = hotels
            .into_iter()
            .filter(|&(hotel, _)| self.sieve.usable(number, hotel as usize, &mut self.pools).is_some());
        position(passing.count())
    }

    /// Adds the demands, and makes room for their candidates.
    fn add_demands(&mut self, n_candidates: &[u32]) {
        let instance = self.case.instance;
        let mut first = 0_usize;
        for (number, group) in instance.groups.iter().enumerate() {
            let held = capacity::r17_held(instance, number);
            let (hotels_max, over) = match self.case.staying(number) {
                Some(_) => (None, None),
                None => cohesion::r18_hotels_max(instance, &self.prices, number),
            };
            let end = first + n_candidates[number] as usize;
            self.demands.push(Demand {
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
                wings: cohesion::r22_wings(self.case, &self.prices, number),
                chunk: cohesion::r20_chunk(instance, &self.prices, number)
                    .filter(|_| self.case.staying(number).is_none()),
                required: self.case.is_bound(number),
                unmet: cover::r2_cover(instance, &self.prices, number).with(&stability::r32_move_price(
                    self.case,
                    &self.prices,
                    number,
                )),
                split: cohesion::r18_split_price(&self.prices),
                candidates: position(first)..position(end),
            });
            first = end;
        }
        let none = Candidate {
            demand: 0,
            hotel: 0,
            guests_min: 1,
            guests_max: 1,
            places: 0..0,
            per_use: CostId::NOTHING,
            per_guest: CostId::NOTHING,
            required: RequirementsId::NONE,
        };
        self.candidates = vec![none; first];
        self.reach.begin_again();
    }

    /// Puts the candidates of a group where they belong.
    fn add_candidates(&mut self, number: usize) {
        let mut at = self.demands[number].candidates.start as usize;
        for (hotel, travel) in self.homes.hotels_of(self.case, &mut self.reach, number) {
            if let Some(guests_max) = self.sieve.usable(number, hotel as usize, &mut self.pools) {
                self.candidates[at] = self.candidate(number, (hotel as usize, travel), guests_max);
                at += 1;
            }
        }
    }

    /// The candidate of a group and a hotel that passed the filters, with the most guests there.
    fn candidate(&mut self, number: usize, (hotel, travel): (usize, Travel), guests_max: u32) -> Candidate {
        let instance = self.case.instance;
        self.list.clear();
        for usable in &self.pools {
            let price = |parts| money::room_price(&self.prices, parts);
            self.list.push(Place {
                pool: usable.pool,
                guests_max: usable.holding.guests_max,
                rooms_max: usable.holding.rooms_max,
                per_room: self.room_costs.id(usable.rate, &mut self.costs, price),
                per_guest: CostId::NOTHING,
            });
        }
        let parts = instance.travel_parts(travel).saturating_add(entry::r25_transfer_parts(instance, number, hotel));
        let price = |parts| proximity::r24_travel(&self.prices, parts);
        let mut per_guest = self.travel_costs.id(parts, &mut self.costs, price);
        let move_price = stability::r32_move_price(self.case, &self.prices, number);
        if !move_price.is_empty() && self.case.former(number).is_some_and(|former| former.guests_at(hotel) == 0) {
            let whole = Costs(self.costs.get(per_guest).to_vec()).with(&move_price);
            per_guest = self.costs.intern(&whole);
        }
        let is_pinned = !self.case.pins_of(number).is_empty();
        let required = if is_pinned { self.required(number, hotel) } else { RequirementsId::NONE };
        if is_pinned
            || charge::is_charged(self.case, (number, hotel), self.list.iter().map(|place| self.pool_of(place)))
        {
            per_guest = self.charge_wishes((number, hotel), per_guest);
        }
        Candidate {
            demand: position(number),
            hotel: position(hotel),
            guests_min: match self.case.staying(number) {
                Some(_) => 1,
                None => cohesion::r20_guests_min(instance, number),
            },
            guests_max,
            places: self.places.keep(position(instance.groups[number].class), &self.list),
            per_use: CostId::NOTHING,
            per_guest,
            required,
        }
    }

    /// Charges the wishes of a group at a hotel, and rules that it does not keep there, to the places being looked at, and
    /// returns what each guest costs there.
    fn charge_wishes(&mut self, (number, hotel): (usize, usize), per_guest: CostId) -> CostId {
        let mut wishes = Wishes {
            group: number,
            hotel,
            per_guest: Costs(self.costs.get(per_guest).to_vec()),
            places: self.list.iter().map(|place| (self.pool_of(place), Costs::default())).collect(),
        };
        relation::r31_wishes(self.case, &self.prices, &mut wishes);
        charge::charge_hotel(self.case, &self.prices, (number, hotel), &mut wishes.per_guest);
        for (pool, per_guest) in &mut wishes.places {
            charge::charge_pool(self.case, &self.prices, (number, hotel), (pool, per_guest));
        }
        for (place, (_, per_guest)) in self.list.iter_mut().zip(&wishes.places) {
            place.per_guest = self.costs.intern(per_guest);
        }
        self.costs.intern(&wishes.per_guest)
    }

    /// The pool of a place.
    fn pool_of(&self, place: &Place) -> &'a crate::domain::Pool {
        let pool = &self.units.pools[place.pool as usize];
        &self.case.instance.hotels[pool.hotel as usize].pools[pool.index as usize]
    }

    fn required(&mut self, number: usize, hotel: usize) -> RequirementsId {
        let wing_of = |wing: &str| self.units.wing(hotel, wing);
        let required = relation::r31_required(self.case, (number, hotel), &wing_of);
        if required.is_empty() {
            return RequirementsId::NONE;
        }
        self.requirements.push(required);
        RequirementsId(position(self.requirements.len() - 1))
    }

    fn finish(self) -> Program {
        let instance = self.case.instance;
        let hotels = used_hotels(&self.candidates, instance.hotels.len());
        let mut conflicts = cohort::r10_separation(instance);
        let pool_at = |pool: &Pool| &instance.hotels[pool.hotel as usize].pools[pool.index as usize];
        let pools = self.units.pools.iter().enumerate();
        let rooms = pools.flat_map(|(at, pool)| capacity::r1_capacity(pool_at(pool), position(at)));
        let parts = Parts {
            instance,
            demands: &self.demands,
            candidates: &self.candidates,
            places: &self.places.places,
            pools: &self.units.pools,
            wings: &self.units.wings,
        };
        let candidate_at = |demand: usize, hotel: usize| parts.candidate_at(demand, hotel);
        let places_of = |candidate: u32, wing: Option<&str>| parts.places_of(candidate, wing);
        let hotels_of = |demand: usize| parts.hotels_of(demand);
        let mut rows = relation::r31_counted(self.case, &self.prices, &candidate_at, &places_of);
        rows.extend(parts::shared_rows(&self.prices, &parts));
        rows.extend(stability::r32_rows(self.case, &self.demands, &self.candidates));
        let legs = stay::r29_whole_legs(instance, &self.prices, &self.demands);
        let bends = stability::r32_bends(self.case, &self.prices, &self.demands, &self.candidates);
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
            candidates: self.candidates,
            places: self.places.places,
            bends,
            costs: self.costs,
            requirements: self.requirements,
            pools: self.units.pools,
            wings: self.units.wings,
        }
    }
}
