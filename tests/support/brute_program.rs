//! The optimum of a program by brute force, read off the documentation of its primitives. Knows no rule of the trade.

use std::collections::{BTreeMap, BTreeSet};

use roomblock::program::{
    Amounts, Capacity, Counts, Demand, Keeping, Link, LinkKind, Lock, Program, Row, Scope, Side, Unit, Use, Wings,
};

/// The best value of each level within the caps of the earlier ones. None if nothing keeps all that is hard.
pub fn optimum(program: &Program) -> Option<Vec<i128>> {
    let ways: Vec<Vec<Vec<Use>>> = program.demands.iter().map(|demand| ways(program, demand)).collect();
    let mut best = Vec::new();
    let mut caps = Vec::new();
    for level in &program.levels {
        let mut search = Search { program, ways: &ways, caps: &caps, lowest: None };
        search.decide(0, &mut Vec::new());
        let lowest = search.lowest?;
        best.push(lowest);
        caps.push(lowest + (lowest * i128::from(level.tolerance)).div_euclid(1_000_000_000));
    }
    Some(best)
}

struct Search<'a> {
    program: &'a Program,
    ways: &'a [Vec<Vec<Use>>],
    caps: &'a [i128],
    lowest: Option<i128>,
}

impl Search<'_> {
    fn decide(&mut self, demand: usize, uses: &mut Vec<Use>) {
        if !holds_so_far(self.program, uses) {
            return;
        }
        let values = values(self.program, demand, uses);
        let value = values[self.caps.len()];
        let over_a_cap = values.iter().zip(self.caps).any(|(value, cap)| value > cap);
        if over_a_cap || self.lowest.is_some_and(|lowest| value >= lowest) {
            return;
        }
        if demand == self.program.demands.len() {
            if holds_at_the_end(self.program, uses) {
                self.lowest = Some(value);
            }
            return;
        }
        let n_uses = uses.len();
        for way in &self.ways[demand] {
            uses.extend(way);
            self.decide(demand + 1, uses);
            uses.truncate(n_uses);
        }
    }
}

/// Every way to place a demand or a part of it.
fn ways(program: &Program, demand: &Demand) -> Vec<Vec<Use>> {
    let mut places = Vec::new();
    for candidate in demand.candidates.clone() {
        let n_places = program.candidates[candidate as usize].places.len();
        places.extend((0..u32::try_from(n_places).expect("few places")).map(|place| (candidate, place)));
    }
    let mut ways = vec![Vec::new()];
    for (lot, of_lot) in demand.lots.iter().enumerate() {
        let lot = u32::try_from(lot).expect("few lots");
        let mut longer = Vec::new();
        for way in &ways {
            spread(program, (lot, of_lot.keeping), of_lot.guests, &places, way, &mut longer);
        }
        ways = longer;
    }
    ways.retain(|uses| demand_holds(program, demand, uses));
    without_copies(program, demand, ways)
}

fn spread(
    program: &Program,
    lot: (u32, Keeping),
    guests: u32,
    places: &[(u32, u32)],
    uses: &[Use],
    found: &mut Vec<Vec<Use>>,
) {
    let Some((&(candidate, place), others)) = places.split_first() else {
        found.push(uses.to_vec());
        return;
    };
    spread(program, lot, guests, others, uses, found);
    let in_hotel = &program.candidates[candidate as usize];
    let rooms_min = program.openings.iter().find(|opening| opening.hotel == in_hotel.hotel);
    let rooms_min = rooms_min.map_or(0, |opening| opening.rooms_min);
    let asks_for_rooms = program.rows.iter().any(|row| row.lower.is_some());
    let of = program.places_of(in_hotel)[place as usize];
    let (guests_max, rooms_max) = (of.guests_max, of.rooms_max);
    for here in 1..=guests {
        let least = here.div_ceil(guests_max);
        let rooms = match lot.1 {
            Keeping::Alone => here..=here,
            Keeping::Together if rooms_min > 0 || asks_for_rooms => least..=here,
            Keeping::Together | Keeping::Beds => least..=least,
        };
        for rooms in rooms.filter(|&rooms| rooms <= rooms_max) {
            let mut longer = uses.to_vec();
            longer.push(Use { candidate, place, lot: lot.0, rooms, guests: here });
            spread(program, lot, guests - here, others, &longer, found);
        }
    }
}

/// What a demand asks of its own uses.
fn demand_holds(program: &Program, demand: &Demand, uses: &[Use]) -> bool {
    let placed: u32 = uses.iter().map(|one| one.guests).sum();
    let candidates: BTreeSet<u32> = uses.iter().map(|one| one.candidate).collect();
    if (demand.required && placed < demand.guests)
        || (demand.over.is_none() && demand.hotels_max.is_some_and(|most| candidates.len() > most as usize))
    {
        return false;
    }
    demand.candidates.clone().all(|at| {
        let candidate = &program.candidates[at as usize];
        let here: Vec<&Use> = uses.iter().filter(|one| one.candidate == at).collect();
        let guests: u32 = here.iter().map(|one| one.guests).sum();
        let fits = here.is_empty() || (candidate.guests_min <= guests && guests <= candidate.guests_max);
        let together = demand.wings != Wings::One || wings(program, at, uses) <= 1;
        fits && together
            && program.requirements_of(candidate).iter().all(|required| {
                let there = |one: &&&Use| {
                    let pool = program.place_of(one).pool;
                    required.wing.is_none_or(|wing| program.pools[pool as usize].wing == wing)
                };
                here.iter().filter(there).map(|one| one.guests).sum::<u32>() >= required.guests
            })
    })
}

/// How many wings a candidate uses.
fn wings(program: &Program, candidate: u32, uses: &[Use]) -> usize {
    let here = uses.iter().filter(|one| one.candidate == candidate);
    let wings: BTreeSet<u32> = here.map(|one| program.pools[program.place_of(one).pool as usize].wing).collect();
    wings.len()
}

/// What a way to place a demand costs, by level and in unmet guests, and its uses.
type Way = (Vec<i128>, Vec<Use>);

/// What other demands see of a way: rooms and guests by candidate and place.
type Seen = BTreeMap<(u32, u32), (u32, u32)>;

/// Keeps, of ways that take the same rooms (or beds) of the same places, only those that cost least.
///
/// Where rows or capacities count guests, they have to bring as many.
fn without_copies(program: &Program, demand: &Demand, ways: Vec<Vec<Use>>) -> Vec<Vec<Use>> {
    let of_guests = |capacity: &Capacity| matches!(capacity.counts, Counts::Guests { .. });
    let counts_guests = !program.rows.is_empty() || program.capacities.iter().any(of_guests);
    let mut alike: BTreeMap<Seen, Vec<Way>> = BTreeMap::new();
    for uses in ways {
        let mut seen = BTreeMap::new();
        for one in &uses {
            let by_bed = demand.lots[one.lot as usize].keeping == Keeping::Beds;
            let (rooms, guests): &mut (u32, u32) = seen.entry((one.candidate, one.place)).or_default();
            *rooms += if by_bed { one.guests } else { one.rooms };
            *guests += if counts_guests { one.guests } else { 0 };
        }
        let placed: u32 = uses.iter().map(|one| one.guests).sum();
        let mut costs = values(program, 0, &uses);
        costs.push(i128::from(demand.guests - placed));
        let others = alike.entry(seen).or_default();
        let no_dearer = |a: &[i128], b: &[i128]| a.iter().zip(b).all(|(a, b)| a <= b);
        if !others.iter().any(|(other, _)| no_dearer(other, &costs)) {
            others.retain(|(other, _)| !no_dearer(&costs, other));
            others.push((costs, uses));
        }
    }
    alike.into_values().flatten().map(|(_, uses)| uses).collect()
}

fn demand_of<'a>(program: &'a Program, one: &Use) -> &'a Demand {
    &program.demands[program.candidates[one.candidate as usize].demand as usize]
}

/// Tells whether a use lies in a set of places.
fn lies_in(program: &Program, one: &Use, scope: Scope) -> bool {
    let pool = program.place_of(one).pool;
    let of_pool = &program.pools[pool as usize];
    match scope {
        Scope::Pool(wanted) => pool == wanted,
        Scope::Wing(wanted) => of_pool.wing == wanted,
        Scope::Hotel(wanted) => of_pool.hotel == wanted,
    }
}

/// What no further use can cure.
fn holds_so_far(program: &Program, uses: &[Use]) -> bool {
    program.capacities.iter().all(|capacity| capacity_holds(program, capacity, uses))
        && program.locks.iter().all(|lock| lock_holds(program, lock, uses))
        && !program.links.iter().any(|link| link.price.is_none() && is_broken(program, link, uses))
}

fn holds_at_the_end(program: &Program, uses: &[Use]) -> bool {
    let openings = program.openings.iter().all(|opening| {
        let in_hotel = uses.iter().filter(|one| lies_in(program, one, Scope::Hotel(opening.hotel)));
        let rooms: Vec<u32> = in_hotel.map(|one| one.rooms).collect();
        rooms.is_empty() || opening.short.is_some() || rooms.iter().sum::<u32>() >= opening.rooms_min
    });
    let rows = program.rows.iter().all(|row| {
        let (short, over) = outside(row, uses);
        let holds = |side: &Option<Side>, by: i128| by == 0 || side.as_ref().is_some_and(|side| side.price.is_some());
        holds(&row.lower, short) && holds(&row.upper, over)
    });
    openings && rows
}

/// By how much a row is short of its lower side, and over its upper one.
fn outside(row: &Row, uses: &[Use]) -> (i128, i128) {
    let mut activity = 0;
    for one in uses {
        for term in row.terms.iter().filter(|term| (term.candidate, term.place) == (one.candidate, one.place)) {
            activity += i128::from(term.per_guest) * i128::from(one.guests);
            activity += i128::from(term.per_room) * i128::from(one.rooms);
        }
    }
    let lower = row.lower.as_ref().map_or(activity, |side| i128::from(side.limit));
    let upper = row.upper.as_ref().map_or(activity, |side| i128::from(side.limit));
    ((lower - activity).max(0), (activity - upper).max(0))
}

/// Guests asleep in the places of a capacity on a night.
fn asleep(program: &Program, capacity: &Capacity, night: u32, uses: &[Use]) -> u32 {
    let there = |one: &&Use| lies_in(program, one, capacity.scope) && demand_of(program, one).stay.covers(night);
    uses.iter().filter(there).map(|one| one.guests).sum()
}

/// Demands with guests asleep in the places of a capacity on a night.
fn groups(program: &Program, capacity: &Capacity, night: u32, uses: &[Use]) -> u32 {
    let there = |one: &&Use| lies_in(program, one, capacity.scope) && demand_of(program, one).stay.covers(night);
    let demand = |one: &Use| program.candidates[one.candidate as usize].demand;
    let groups: BTreeSet<u32> = uses.iter().filter(there).map(demand).collect();
    u32::try_from(groups.len()).expect("few groups")
}

fn capacity_holds(program: &Program, capacity: &Capacity, uses: &[Use]) -> bool {
    let guests_max = match &capacity.counts {
        Counts::Rooms { guests_max } => *guests_max,
        Counts::Guests { price: Some(_) } | Counts::Groups { price: Some(_) } => return true,
        Counts::Groups { price: None } => {
            return capacity.nights.nights().all(|night| groups(program, capacity, night, uses) <= capacity.most);
        }
        Counts::Guests { price: None } => {
            return capacity.nights.nights().all(|night| asleep(program, capacity, night, uses) <= capacity.most);
        }
    };
    capacity.nights.nights().all(|night| {
        let mut rooms = 0;
        let mut beds: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for one in uses.iter().filter(|one| lies_in(program, one, capacity.scope)) {
            let demand = demand_of(program, one);
            if !demand.held.covers(night) {
                continue;
            }
            if demand.lots[one.lot as usize].keeping == Keeping::Beds {
                *beds.entry((program.place_of(one).pool, demand.cohort)).or_default() += one.guests;
            } else {
                rooms += one.rooms;
            }
        }
        let sizes = |pool: u32| match capacity.scope {
            Scope::Pool(_) => guests_max,
            Scope::Wing(_) | Scope::Hotel(_) => bed_guests(program, pool, night),
        };
        rooms + beds.iter().map(|(&(pool, _), guests)| guests.div_ceil(sizes(pool))).sum::<u32>() <= capacity.most
    })
}

/// Guests in a room shared by bed, by the capacity of its pool on a night; 1 where there is none.
fn bed_guests(program: &Program, pool: u32, night: u32) -> u32 {
    let of_pool = program.capacities.iter().filter(|one| one.scope == Scope::Pool(pool) && one.nights.covers(night));
    let mut sizes = of_pool.filter_map(|one| match one.counts {
        Counts::Rooms { guests_max } => Some(guests_max),
        Counts::Guests { .. } | Counts::Groups { .. } => None,
    });
    sizes.next_back().unwrap_or(1)
}

fn lock_holds(program: &Program, lock: &Lock, uses: &[Use]) -> bool {
    lock.price.is_some() || meetings(program, lock, uses).is_empty()
}

/// The pairs of nodes in conflict that hold the unit of a lock, with each night on which both do.
fn meetings(program: &Program, lock: &Lock, uses: &[Use]) -> BTreeSet<(u32, u32, u32)> {
    let graph = &program.conflicts[lock.conflicts as usize];
    let node = |one: &Use| {
        let demand = program.candidates[one.candidate as usize].demand as usize;
        graph.nodes.get(demand).copied().unwrap_or(program.demands[demand].cohort)
    };
    let inside: Vec<&Use> = uses.iter().filter(|one| lies_in(program, one, lock.unit)).collect();
    let mut met = BTreeSet::new();
    for a in &inside {
        for b in inside.iter().filter(|b| graph.pairs.contains(&(node(a), node(b)))) {
            let (a_locked, b_locked) = (demand_of(program, a).locked, demand_of(program, b).locked);
            met.extend(
                a_locked.nights().filter(|&night| b_locked.covers(night)).map(|night| (node(a), node(b), night)),
            );
        }
    }
    met
}

fn is_broken(program: &Program, link: &Link, uses: &[Use]) -> bool {
    let of = |demand: u32| -> Vec<&Use> {
        uses.iter().filter(|one| program.candidates[one.candidate as usize].demand == demand).collect()
    };
    let hotel = |one: &Use| program.candidates[one.candidate as usize].hotel;
    let units = |demand: u32, unit: Unit| -> BTreeSet<u32> {
        let unit_of = |one: &Use| match unit {
            Unit::Hotel => hotel(one),
            Unit::Wing => {
                let pool = program.place_of(one).pool;
                program.pools[pool as usize].wing
            }
        };
        of(demand).into_iter().map(unit_of).collect()
    };
    if of(link.a).is_empty() || of(link.b).is_empty() {
        return false;
    }
    match &link.kind {
        LinkKind::Within(unit) => !units(link.a, *unit).is_subset(&units(link.b, *unit)),
        LinkKind::Disjoint(unit) => !units(link.a, *unit).is_disjoint(&units(link.b, *unit)),
        LinkKind::Near { far } => {
            of(link.a).iter().any(|a| of(link.b).iter().any(|b| far.contains(&(hotel(a), hotel(b)))))
        }
    }
}

/// Pays for costs, so many times.
type Pay<'a> = dyn FnMut(&Amounts, usize) + 'a;

/// The value of each level; of demands from `decided` on nobody counts as unmet yet.
fn values(program: &Program, decided: usize, uses: &[Use]) -> Vec<i128> {
    let mut values = vec![0; program.levels.len()];
    let mut pay = |costs: &Amounts, times: usize| {
        for &(level, amount) in costs {
            values[level as usize] += i128::from(amount) * i128::try_from(times).expect("few times");
        }
    };
    for (at, demand) in program.demands.iter().enumerate() {
        let own = |one: &&Use| program.candidates[one.candidate as usize].demand as usize == at;
        let own: Vec<Use> = uses.iter().filter(own).copied().collect();
        pay_for_hotels(program, demand, &own, &mut pay);
        if at < decided {
            let placed: u32 = own.iter().map(|one| one.guests).sum();
            pay(&demand.unmet, (demand.guests - placed) as usize);
        }
    }
    for one in uses {
        let candidate = &program.candidates[one.candidate as usize];
        let place = program.place_of(one);
        pay(program.cost(candidate.per_guest), one.guests as usize);
        pay(program.cost(place.per_guest), one.guests as usize);
        pay(program.cost(place.per_room), one.rooms as usize);
    }
    pay_for_company(program, uses, &mut pay);
    pay_for_sums(program, decided == program.demands.len(), uses, &mut pay);
    values
}

/// Pays for the hotels and wings of one demand.
fn pay_for_hotels(program: &Program, demand: &Demand, uses: &[Use], pay: &mut Pay) {
    let candidates: BTreeSet<u32> = uses.iter().map(|one| one.candidate).collect();
    pay(&demand.split, candidates.len().saturating_sub(1));
    if let (Some(price), Some(most)) = (&demand.over, demand.hotels_max) {
        pay(price, candidates.len().saturating_sub(most as usize));
    }
    for candidate in candidates {
        pay(program.cost(program.candidates[candidate as usize].per_use), 1);
        let here = uses.iter().filter(|one| one.candidate == candidate);
        let guests: u32 = here.map(|one| one.guests).sum();
        for bend in program.bends.iter().filter(|bend| bend.candidate == candidate) {
            pay(&bend.per_guest, guests.saturating_sub(bend.above) as usize);
        }
        if let Wings::Priced(price) = &demand.wings {
            pay(price, wings(program, candidate, uses).saturating_sub(1));
        }
        if let Some(chunk) = &demand.chunk {
            pay(&chunk.short, chunk.guests.saturating_sub(guests) as usize);
        }
    }
}

/// Pays for who is where with whom: locks, links, and guests and groups too many.
fn pay_for_company(program: &Program, uses: &[Use], pay: &mut Pay) {
    for lock in &program.locks {
        if let Some(price) = &lock.price {
            pay(price, meetings(program, lock, uses).len());
        }
    }
    for link in &program.links {
        if let Some(price) = &link.price
            && is_broken(program, link, uses)
        {
            pay(price, 1);
        }
    }
    for capacity in &program.capacities {
        for night in capacity.nights.nights() {
            let (price, there) = match &capacity.counts {
                Counts::Guests { price: Some(price) } => (price, asleep(program, capacity, night, uses)),
                Counts::Groups { price: Some(price) } => (price, groups(program, capacity, night, uses)),
                _ => continue,
            };
            pay(price, there.saturating_sub(capacity.most) as usize);
        }
    }
}

/// Pays for openings and rows. What is missing from them may still come until all is decided.
fn pay_for_sums(program: &Program, is_decided: bool, uses: &[Use], pay: &mut Pay) {
    for opening in &program.openings {
        let here = uses.iter().filter(|one| lies_in(program, one, Scope::Hotel(opening.hotel)));
        let rooms: Vec<u32> = here.map(|one| one.rooms).collect();
        pay(&opening.per_use, usize::from(!rooms.is_empty()));
        if let Some(price) = opening.short.as_ref().filter(|_| !rooms.is_empty() && is_decided) {
            pay(price, opening.rooms_min.saturating_sub(rooms.iter().sum()) as usize);
        }
    }
    for row in program.rows.iter().filter(|_| is_decided) {
        let (short, over) = outside(row, uses);
        for (side, by) in [(&row.lower, short), (&row.upper, over)] {
            if let Some(price) = side.as_ref().and_then(|side| side.price.as_ref()) {
                pay(price, usize::try_from(by).expect("a small breach"));
            }
        }
    }
}
