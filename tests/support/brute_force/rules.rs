//! Every rule as plain loops over rows and nights.

use std::collections::{BTreeMap, BTreeSet};

use roomblock::domain::{
    Budget, Group, HotelStatus, Instance, Level, Pair, PairRelation, Pin, PinRelation, Rule, SeparateFrom,
    SeparateWindow, Sex, Sharing, Split, Strength,
};

use super::Row;
use super::stability::{at_home, at_home_in, keeps_still, may_go, stays};

/// R7, R9, R13, R24, R29, R34, R35, R41: whether a group may be in a pool of a hotel at all.
pub fn may_use(case: &Instance, at: usize, hotel_at: usize, pool_at: usize) -> bool {
    let group = &case.groups[at];
    let hotel = &case.hotels[hotel_at];
    let pool = &hotel.pools[pool_at];
    let class = &case.classes[group.class];
    let pinned_here = case
        .pins
        .iter()
        .any(|pin| pin.group == at && pin.hotel == hotel_at && matches!(pin.relation, PinRelation::Must(_)));
    let open = match hotel.status {
        HotelStatus::Open => true,
        HotelStatus::Closed => false,
        HotelStatus::Frozen => pinned_here || at_home(case, at, hotel_at),
    };
    let tags_fit = class.requires.iter().chain(&group.requires).all(|tag| hotel.tags.contains(tag))
        && !class.forbids.iter().chain(&group.forbids).any(|tag| hotel.tags.contains(tag));
    let clean = hotel.clean_floors.contains_key(&pool.wing);
    let type_fits = group.room_types.as_ref().is_none_or(|types| types.contains(&pool.room_type));
    let mut nights_fit = true;
    for night in group.stay.arrive..group.stay.depart {
        let Some(offer) = pool.offer(night) else { return false };
        if let Some(rate_max) = group.rate_max.filter(|_| !at_home_in(case, at, hotel_at, pool_at)) {
            nights_fit &= offer.rate.is_some_and(|rate| rate <= rate_max);
        }
    }
    let travel = case.travel(at, hotel_at);
    let near_enough = group.site.is_none()
        || (group.km_max.is_none_or(|most| travel.km.is_some_and(|km| km <= most))
            && group.minutes_max.is_none_or(|most| travel.minutes.is_some_and(|minutes| minutes <= most)));
    let type_fits = type_fits || at_home_in(case, at, hotel_at, pool_at);
    let suits = at_home(case, at, hotel_at) || (tags_fit && near_enough);
    open && !clean && suits && type_fits && nights_fit && may_go(case, at, hotel_at, pool_at)
}

/// R3, R5, R7: whether the guests of a row may sleep in its rooms.
pub fn rooms_fit(case: &Instance, row: &Row) -> bool {
    let group = &case.groups[row.group];
    let pool = &case.hotels[row.hotel].pools[row.pool];
    let mut guests_max = u32::MAX;
    for night in group.stay.arrive..group.stay.depart {
        guests_max = guests_max.min(pool.offer(night).map_or(u32::MAX, |offer| offer.guests_max));
    }
    let least = row.guests.div_ceil(guests_max);
    match (group.sharing, row.sex) {
        (Sharing::Single | Sharing::SameSex, None) => row.rooms == row.guests,
        (Sharing::SameSex, Some(_)) | (Sharing::Party, None) => least <= row.rooms && row.rooms <= row.guests,
        (Sharing::Bed, None) => row.rooms == least,
        (_, Some(_)) => false,
    }
}

/// R2, R18, R19, R20, R31: whether the placed part of a group keeps the rules about that group.
pub fn group_holds(case: &Instance, at: usize, rows: &[Row]) -> bool {
    let group = &case.groups[at];
    let guests_if =
        |wanted: &dyn Fn(&Row) -> bool| -> u32 { rows.iter().filter(|row| wanted(row)).map(|row| row.guests).sum() };
    let placed = guests_if(&|_| true);
    let lots_fit = if group.sharing == Sharing::SameSex {
        guests_if(&|row| row.sex == Some(Sex::Men)) <= group.men
            && guests_if(&|row| row.sex == Some(Sex::Women)) <= group.women
            && guests_if(&|row| row.sex.is_none()) <= group.unknown_sex()
    } else {
        placed <= group.guests
    };
    let hotels: BTreeSet<usize> = rows.iter().filter(|row| row.guests > 0).map(|row| row.hotel).collect();
    let split_fits = match group.split {
        _ if stays(case, at) => keeps_still(case, at, rows),
        Split::Free => true,
        Split::Never => placed == 0 || (hotels.len() == 1 && placed >= group.guests),
        Split::Hotels { hotels_max, chunk_min } => {
            hotels_max.is_none_or(|most| hotels.len() <= most as usize)
                && hotels.iter().all(|&hotel| guests_if(&|row| row.hotel == hotel) >= chunk_min)
        }
    };
    let musts: Vec<&Pin> =
        case.pins.iter().filter(|pin| pin.group == at && matches!(pin.relation, PinRelation::Must(_))).collect();
    let pins_hold = case.pins.iter().filter(|pin| pin.group == at).all(|pin| {
        let there = guests_if(&|row| points_at(case, pin, row));
        match pin.relation {
            PinRelation::Must(Some(guests)) => there >= guests,
            PinRelation::Must(None) => {
                placed >= group.guests && guests_if(&|row| !musts.iter().any(|must| points_at(case, must, row))) == 0
            }
            PinRelation::MustNot => there == 0,
            PinRelation::Prefer(_) | PinRelation::Avoid(_) => true,
        }
    });
    lots_fit && split_fits && pins_hold
}

pub fn points_at(case: &Instance, pin: &Pin, row: &Row) -> bool {
    let wing = &case.hotels[row.hotel].pools[row.pool].wing;
    pin.hotel == row.hotel && pin.wing.as_ref().is_none_or(|wanted| wanted == wing)
}

/// R1, R10, R13-R15, R17, R23, R36, R42, R45: whether groups keep the rules about one another.
pub fn plan_holds(case: &Instance, rows: &[Row]) -> bool {
    rooms_hold(case, rows)
        && kept_rooms_hold(case, rows)
        && (case.strength(Rule::R42) != Strength::Hard || hungry(case, rows) == 0)
        && !case
            .rules
            .budgets
            .iter()
            .any(|budget| budget.strength == Strength::Hard && overspent(case, budget, rows) > 0)
        && separations_hold(case, rows)
        && !case.pairs.iter().any(|pair| pair.strength == Strength::Hard && is_broken(case, pair, rows))
}

/// Tells whether a group has its rooms on a night, or they are being turned over (R17).
fn holds_rooms(group: &Group, night: u32) -> bool {
    group.stay.arrive <= night && night < group.stay.depart + group.turnover_nights
}

/// Rooms in use in a pool on a night, those being turned over included.
fn rooms_used(case: &Instance, rows: &[Row], (hotel, pool): (usize, usize), night: u32) -> u32 {
    let guests_max = case.hotels[hotel].pools[pool].offer(night).map_or(1, |offer| offer.guests_max);
    let mut rooms = 0;
    let mut beds: BTreeMap<usize, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| (row.hotel, row.pool) == (hotel, pool)) {
        let group = &case.groups[row.group];
        if !holds_rooms(group, night) {
            continue;
        }
        if group.sharing == Sharing::Bed {
            *beds.entry(group.class).or_default() += row.guests;
        } else {
            rooms += row.rooms;
        }
    }
    rooms + beds.values().map(|guests| guests.div_ceil(guests_max)).sum::<u32>()
}

/// R1 and R45 with R17: rooms by pool and night; nights that nothing is known of do not limit turnover.
fn rooms_hold(case: &Instance, rows: &[Row]) -> bool {
    let used: BTreeSet<(usize, usize)> = rows.iter().map(|row| (row.hotel, row.pool)).collect();
    for (hotel, pool) in used {
        for night in 0..case.calendar.n_nights {
            let Some(offer) = case.hotels[hotel].pools[pool].offer(night) else { continue };
            let believed = (offer.quote.rooms * u32::from(offer.quote.trust.thousandths())).div_euclid(1000);
            let rooms = rooms_used(case, rows, (hotel, pool), night);
            if rooms > offer.rooms || (rooms > 0 && rooms + offer.quote.held > believed) {
                return false;
            }
        }
    }
    true
}

/// R13, R14, R15 with R17: rooms by hotel and night, where a hotel keeps any back and something is known of the night.
fn kept_rooms_hold(case: &Instance, rows: &[Row]) -> bool {
    for (at, hotel) in case.hotels.iter().enumerate() {
        for night in 0..case.calendar.n_nights {
            let known: Vec<u32> = hotel.pools.iter().filter_map(|pool| Some(pool.offer(night)?.rooms)).collect();
            let total: u32 = known.iter().sum();
            let by_share = (total * u32::from(case.rules.reserve_share.thousandths())).div_ceil(1000);
            let reserve = hotel.reserve_rooms.unwrap_or(case.rules.reserve_rooms.max(by_share));
            let kept = hotel.clean_floors.values().sum::<u32>() + hotel.staff_rooms + reserve;
            let used: u32 = (0..hotel.pools.len()).map(|pool| rooms_used(case, rows, (at, pool), night)).sum();
            if !known.is_empty() && kept > 0 && used > total.saturating_sub(kept) {
                return false;
            }
        }
    }
    true
}

/// R10 with R17: no two rows of cohorts that are kept apart meet.
fn separations_hold(case: &Instance, rows: &[Row]) -> bool {
    for a in rows.iter().filter(|row| row.guests > 0) {
        for b in rows.iter().filter(|row| row.guests > 0 && row.hotel == a.hotel) {
            let (of_a, of_b) = (&case.groups[a.group], &case.groups[b.group]);
            let hotel = &case.hotels[a.hotel];
            let exempt = case.rules.separation_exempt_tag.as_ref().is_some_and(|tag| hotel.tags.contains(tag));
            let same_wing = hotel.pools[a.pool].wing == hotel.pools[b.pool].wing;
            let apart = of_a.class != of_b.class
                && (speaks_against(case, of_a.class, of_b.class, same_wing)
                    || speaks_against(case, of_b.class, of_a.class, same_wing));
            if apart && !exempt && meet(case, of_a, of_b) {
                return false;
            }
        }
    }
    true
}

/// Tells whether a class forbids another to be in the same hotel, or in the same wing if it is the same.
fn speaks_against(case: &Instance, class: usize, other: usize, same_wing: bool) -> bool {
    let class = &case.classes[class];
    let named = match &class.separate_from {
        SeparateFrom::Nobody => false,
        SeparateFrom::Everybody => true,
        SeparateFrom::Classes(names) => names.contains(&case.classes[other].name),
    };
    named && (class.separate_level == Level::Hotel || same_wing)
}

/// Tells whether two groups in one place count as meeting there.
fn meet(case: &Instance, a: &Group, b: &Group) -> bool {
    match case.rules.separate_window {
        SeparateWindow::Horizon => true,
        SeparateWindow::Nights => {
            (0..case.calendar.n_nights).any(|night| holds_rooms(a, night) && holds_rooms(b, night))
        }
    }
}

/// R23: whether a pair is broken.
pub fn is_broken(case: &Instance, pair: &Pair, rows: &[Row]) -> bool {
    let of = |group: usize| -> Vec<&Row> { rows.iter().filter(|row| row.group == group && row.guests > 0).collect() };
    let same_unit = |level: Level, a: &Row, b: &Row| {
        let wing = |row: &Row| &case.hotels[row.hotel].pools[row.pool].wing;
        a.hotel == b.hotel && (level == Level::Hotel || wing(a) == wing(b))
    };
    let (of_a, of_b) = (of(pair.a), of(pair.b));
    if of_a.is_empty() || of_b.is_empty() {
        return false;
    }
    match pair.relation {
        PairRelation::Same(level) => {
            let (smaller, larger) = (of(smaller(case, pair)), of(pair.a + pair.b - smaller(case, pair)));
            !smaller.iter().all(|inner| larger.iter().any(|outer| same_unit(level, inner, outer)))
        }
        PairRelation::Apart(level) => {
            meet(case, &case.groups[pair.a], &case.groups[pair.b])
                && of_a.iter().any(|a| of_b.iter().any(|b| same_unit(level, a, b)))
        }
        PairRelation::Near => !of_a.iter().all(|a| of_b.iter().all(|b| near(case, a.hotel, b.hotel))),
    }
}

/// The smaller group of a pair; of two equal ones the later.
pub fn smaller(case: &Instance, pair: &Pair) -> usize {
    let rank = |group: usize| (case.groups[group].guests, std::cmp::Reverse(group));
    if rank(pair.a) < rank(pair.b) { pair.a } else { pair.b }
}

fn near(case: &Instance, a: usize, b: usize) -> bool {
    let known = case.hotels[a].coordinates.zip(case.hotels[b].coordinates);
    a == b || known.is_some_and(|(a, b)| a.km_to(b) <= case.rules.near_km)
}

/// R21: whether every hotel in use is used enough.
pub fn openings_hold(case: &Instance, rows: &[Row]) -> bool {
    let used: BTreeSet<usize> = rows.iter().map(|row| row.hotel).collect();
    used.into_iter().all(|hotel| {
        let rooms: u32 = rows.iter().filter(|row| row.hotel == hotel).map(|row| row.rooms).sum();
        rooms >= case.hotels[hotel].rooms_min
    })
}

/// R36: the minor units of money that the rows of a budget's groups cost beyond it.
pub fn overspent(case: &Instance, budget: &Budget, rows: &[Row]) -> i128 {
    let mut spent = 0;
    for row in rows {
        let group = &case.groups[row.group];
        if budget.class.is_some_and(|class| class != group.class) {
            continue;
        }
        for night in group.stay.arrive..group.stay.depart {
            let offer = case.hotels[row.hotel].pools[row.pool].offer(night);
            let rate = offer.and_then(|offer| offer.rate).map_or(0, |rate| rate.0);
            spent += i128::from(rate) * i128::from(row.rooms);
        }
    }
    (spent - i128::from(budget.most.0)).max(0)
}

/// R42: guests asleep in hotels that cannot feed them, hotel by hotel and night by night.
pub fn hungry(case: &Instance, rows: &[Row]) -> i128 {
    let mut hungry = 0;
    for (at, hotel) in case.hotels.iter().enumerate() {
        let Some(seats) = hotel.meals_max else { continue };
        for night in 0..case.calendar.n_nights {
            let mut asleep = 0;
            for row in rows.iter().filter(|row| row.hotel == at) {
                let stay = case.groups[row.group].stay;
                if stay.arrive <= night && night < stay.depart {
                    asleep += i128::from(row.guests);
                }
            }
            hungry += (asleep - i128::from(seats * case.rules.sittings)).max(0);
        }
    }
    hungry
}
