//! The candidates of a share of the groups, one group after the other. What costs the same is kept once, and so are equal lists
//! of places: both are counted within the share.

use crate::domain::Travel;

use super::cost::{CostId, CostTable, Costs, Memo};
use super::gather::Asked;
use super::place_lists::PlaceLists;
use super::primitive::{Candidate, Place, Requirement, RequirementsId};
use super::reach::Reach;
use super::relation::Wishes;
use super::sieve::{Flat, Sieve, Usable};
use super::{charge, cohesion, entry, money, position, proximity, relation, stability};

/// What the candidates of a share refer to, counted within the share.
pub struct Draft {
    /// The places of its candidates.
    pub places: Vec<Place>,
    /// What they cost.
    pub costs: CostTable,
    /// What pins require; the first list is empty.
    pub requirements: Vec<Vec<Requirement>>,
}

/// Gathers the candidates of a share of the groups.
pub struct Share<'a> {
    asked: Asked<'a>,
    reach: Reach<'a>,
    sieve: Sieve<'a>,
    /// The pools of the candidate being looked at.
    pools: Vec<Usable>,
    /// Its places.
    list: Vec<Place>,
    room_costs: Memo,
    travel_costs: Memo,
    places: PlaceLists,
    costs: CostTable,
    requirements: Vec<Vec<Requirement>>,
}

impl<'a> Share<'a> {
    /// Begins with nothing.
    #[must_use]
    pub fn new(asked: &Asked<'a>, flat: &'a Flat<'a>, reach: Reach<'a>) -> Self {
        Self {
            asked: *asked,
            reach,
            sieve: Sieve::new(flat),
            pools: Vec::new(),
            list: Vec::new(),
            room_costs: Memo::default(),
            travel_costs: Memo::default(),
            places: PlaceLists::of(0),
            costs: CostTable::default(),
            requirements: vec![Vec::new()],
        }
    }

    /// Returns how many candidates each group has.
    #[must_use]
    pub fn count(mut self, groups: &[usize]) -> Vec<u32> {
        let mut count = |&number: &usize| {
            let hotels = self.asked.homes.hotels_of(self.asked.case, &mut self.reach, number);
            let passes =
                |&(hotel, _): &(u32, Travel)| self.sieve.usable(number, hotel as usize, &mut self.pools).is_some();
            position(hotels.into_iter().filter(passes).count())
        };
        groups.iter().map(&mut count).collect()
    }

    /// Puts the candidates of each group where they belong.
    #[must_use]
    pub fn fill(mut self, groups: &[usize], rows: &mut [&mut [Candidate]]) -> Draft {
        self.places = PlaceLists::of(rows.iter().map(|row| row.len()).sum());
        for (&number, row) in groups.iter().zip(rows) {
            let mut row = row.iter_mut();
            for (hotel, travel) in self.asked.homes.hotels_of(self.asked.case, &mut self.reach, number) {
                if let Some(guests_max) = self.sieve.usable(number, hotel as usize, &mut self.pools) {
                    let candidate = self.candidate(number, (hotel as usize, travel), guests_max);
                    *row.next().expect("as many pass as were counted") = candidate;
                }
            }
        }
        self.places.places.shrink_to_fit();
        Draft { places: self.places.places, costs: self.costs, requirements: self.requirements }
    }

    /// The candidate of a group and a hotel that passed the filters, with the most guests there.
    fn candidate(&mut self, number: usize, (hotel, travel): (usize, Travel), guests_max: u32) -> Candidate {
        let Asked { case, prices, .. } = self.asked;
        let instance = case.instance;
        self.list.clear();
        for usable in &self.pools {
            let price = |parts| money::room_price(prices, parts);
            self.list.push(Place {
                pool: usable.pool,
                guests_max: usable.holding.guests_max,
                rooms_max: usable.holding.rooms_max,
                per_room: self.room_costs.id(usable.rate, &mut self.costs, price),
                per_guest: CostId::NOTHING,
            });
        }
        let parts = instance.travel_parts(travel).saturating_add(entry::r25_transfer_parts(instance, number, hotel));
        let price = |parts| proximity::r24_travel(prices, parts);
        let mut per_guest = self.travel_costs.id(parts, &mut self.costs, price);
        let move_price = stability::r32_move_price(case, prices, number);
        if !move_price.is_empty() && case.former(number).is_some_and(|former| former.guests_at(hotel) == 0) {
            let whole = Costs(self.costs.get(per_guest).to_vec()).with(&move_price);
            per_guest = self.costs.intern(&whole);
        }
        let is_pinned = !case.pins_of(number).is_empty();
        let required = if is_pinned { self.required(number, hotel) } else { RequirementsId::NONE };
        if is_pinned || charge::is_charged(case, (number, hotel), self.list.iter().map(|place| self.pool_of(place))) {
            per_guest = self.charge_wishes((number, hotel), per_guest);
        }
        Candidate {
            demand: position(number),
            hotel: position(hotel),
            guests_min: match case.staying(number) {
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
        relation::r31_wishes(self.asked.case, self.asked.prices, &mut wishes);
        charge::charge_hotel(self.asked.case, self.asked.prices, (number, hotel), &mut wishes.per_guest);
        for (pool, per_guest) in &mut wishes.places {
            charge::charge_pool(self.asked.case, self.asked.prices, (number, hotel), (pool, per_guest));
        }
        for (place, (_, per_guest)) in self.list.iter_mut().zip(&wishes.places) {
            place.per_guest = self.costs.intern(per_guest);
        }
        self.costs.intern(&wishes.per_guest)
    }

    /// The pool of a place.
    fn pool_of(&self, place: &Place) -> &'a crate::domain::Pool {
        let pool = &self.asked.units.pools[place.pool as usize];
        &self.asked.case.instance.hotels[pool.hotel as usize].pools[pool.index as usize]
    }

    fn required(&mut self, number: usize, hotel: usize) -> RequirementsId {
        let wing_of = |wing: &str| self.asked.units.wing(hotel, wing);
        let required = relation::r31_required(self.asked.case, (number, hotel), &wing_of);
        if required.is_empty() {
            return RequirementsId::NONE;
        }
        self.requirements.push(required);
        RequirementsId(position(self.requirements.len() - 1))
    }
}
