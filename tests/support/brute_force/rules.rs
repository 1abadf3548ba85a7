//! Every rule as plain loops over rows and nights.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use roomblock::domain::{
    Budget, Exclusive, Group, HotelStatus, Instance, Level, Money, Pair, PairRelation, Pin, PinRelation, Rule,
    SeparateFrom, SeparateWindow, Sex, Sharing, Split, Strength,
};

use super::Row;
use super::stability::{at_home, at_home_in, keeps_still, may_go, stays};

/// R7, R9, R13, R24, R25, R29, R30, R34, R35, R39, R40, R41: whether a group may be in a pool of a hotel at all.
pub fn may_use(case: &Instance, at: usize, hotel_at: usize, pool_at: usize) -> bool {
    let stay = case.groups[at].stay;
    let pool = &case.hotels[hotel_at].pools[pool_at];
    let known = (stay.arrive..stay.depart).all(|night| pool.offer(night).is_some());
    let clean = case.hotels[hotel_at].clean_floors.contains_key(&pool.wing);
    let clean = clean && case.strength_in(Rule::R13, hotel_at) == Strength::Hard;
    let must_not = |rule: &Rule| case.strength_at(*rule, at, Some(hotel_at)) == Strength::Hard;
    known
        && !clean
        && may_go(case, at, hotel_at, pool_at)
        && !refusing(case, at, hotel_at, pool_at).iter().any(must_not)
}

/// R7, R9, R24, R34, R35, R41: the rules that a group in a pool of a hotel does not keep.
pub fn refusing(case: &Instance, at: usize, hotel_at: usize, pool_at: usize) -> Vec<Rule> {
    let group = &case.groups[at];
    let hotel = &case.hotels[hotel_at];
    let pool = &hotel.pools[pool_at];
    let class = &case.classes[group.class];
    let pinned_here = case
        .pins
        .iter()
        .filter(|pin| case.holds(pin))
        .any(|pin| pin.group == at && pin.hotel == hotel_at && matches!(pin.relation, PinRelation::Must(_)));
    let open = match hotel.status {
        HotelStatus::Open => true,
        HotelStatus::Closed => false,
        HotelStatus::Frozen => pinned_here || at_home(case, at, hotel_at),
    };
    let class_fits = class.requires.iter().all(|tag| hotel.tags.contains(tag))
        && !class.forbids.iter().any(|tag| hotel.tags.contains(tag));
    let tags_fit = group.requires.iter().all(|tag| hotel.tags.contains(tag))
        && !group.forbids.iter().any(|tag| hotel.tags.contains(tag));
    let type_fits = group
        .room_types
        .as_ref()
        .is_none_or(|types| types.contains(&pool.room_type) || group.asks.upgrades.contains(&pool.room_type));
    let mut nights_fit = true;
    for night in group.stay.arrive..group.stay.depart {
        if let Some(rate_max) = group.rate_max.filter(|_| !at_home_in(case, at, hotel_at, pool_at)) {
            nights_fit &=
                pool.offer(night).and_then(|offer| offer.rate).is_some_and(|rate| paid(group, rate) <= rate_max.0);
        }
    }
    let travel = case.travel(at, hotel_at);
    let near_enough = group.site.is_none()
        || (group.km_max.is_none_or(|most| travel.km.is_some_and(|km| km <= most))
            && group.minutes_max.is_none_or(|most| travel.minutes.is_some_and(|minutes| minutes <= most)));
    let home = at_home(case, at, hotel_at);
    [
        (Rule::R34, open),
        (Rule::R9, class_fits || home),
        (Rule::R41, tags_fit || home),
        (Rule::R7, type_fits || at_home_in(case, at, hotel_at, pool_at)),
        (Rule::R35, nights_fit),
        (Rule::R24, near_enough || home),
        (Rule::R25, asked_is_so(case, Rule::R25, at, hotel_at) || home),
        (Rule::R30, asked_is_so(case, Rule::R30, at, hotel_at) || home),
        (Rule::R39, asked_is_so(case, Rule::R39, at, hotel_at) || home),
        (Rule::R40, asked_is_so(case, Rule::R40, at, hotel_at) || home),
    ]
    .into_iter()
    .filter_map(|(rule, is_kept)| (!is_kept).then_some(rule))
    .collect()
}

/// R25, R30, R39, R40: whether what a rule asks of a group and a hotel is so.
fn asked_is_so(case: &Instance, rule: Rule, at: usize, hotel_at: usize) -> bool {
    let (group, hotel) = (&case.groups[at], &case.hotels[hotel_at]);
    let nights = group.stay.depart - group.stay.arrive;
    match rule {
        Rule::R40 => hotel.terms.zone.is_empty() || group.asks.zones.contains(&hotel.terms.zone),
        Rule::R39 => group.asks.grade_min.is_none_or(|least| hotel.terms.grade.unwrap_or(0) >= least),
        Rule::R30 => nights >= hotel.terms.nights_min && nights >= group.asks.nights_min,
        Rule::R25 => match (group.asks.port, group.asks.transfer_minutes) {
            (Some(port), Some(most)) => case.travel_from(port, hotel_at).minutes.is_some_and(|minutes| minutes <= most),
            _ => true,
        },
        _ => true,
    }
}

/// R35: what a group pays of a rate, a half of a minor unit rounded up.
pub fn paid(group: &Group, rate: Money) -> i64 {
    (rate.0 * i64::from(group.asks.rate_factor.thousandths()) + 500).div_euclid(1000)
}

/// R3, R5, R7: whether the guests of a row may sleep in its rooms.
pub fn rooms_fit(case: &Instance, row: &Row) -> bool {
    let group = &case.groups[row.group];
    let pool = &case.hotels[row.hotel].pools[row.pool];
    let mut guests_max = u32::MAX;
    for night in group.stay.arrive..group.stay.depart {
        guests_max = guests_max.min(pool.offer(night).map_or(u32::MAX, |offer| offer.guests_max));
    }
    let is_asked = case.strength_at(Rule::R7, row.group, Some(row.hotel)) != Strength::Off;
    if let Some(most) = case.classes[group.class].types_max.get(&pool.room_type)
        && is_asked
        && group.sharing != Sharing::Bed
        && !stays(case, row.group)
    {
        guests_max = guests_max.min(*most);
    }
    let least = row.guests.div_ceil(guests_max);
    match (group.sharing, row.sex) {
        (Sharing::Single | Sharing::SameSex, None) => row.rooms == row.guests,
        (Sharing::SameSex, Some(_)) | (Sharing::Party, None) => least <= row.rooms && row.rooms <= row.guests,
        (Sharing::Bed, None) => row.rooms == least,
        (_, Some(_)) => false,
    }
}

/// R2, R8, R18, R19, R20, R22, R31: whether the placed part of a group keeps the rules about that group.
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
    let is_hard = |rule: Rule| case.strength_at(rule, at, None) == Strength::Hard;
    let split_fits = match group.split {
        _ if stays(case, at) => keeps_still(case, at, rows),
        Split::Free => true,
        Split::Never => !is_hard(Rule::R19) || placed == 0 || (hotels.len() == 1 && placed >= group.guests),
        Split::Hotels { hotels_max, chunk_min } => {
            (!is_hard(Rule::R18) || hotels_max.is_none_or(|most| hotels.len() <= most as usize))
                && (!is_hard(Rule::R20)
                    || hotels.iter().all(|&hotel| guests_if(&|row| row.hotel == hotel) >= chunk_min))
        }
    };
    let accessible_fits =
        case.strength_at(Rule::R8, at, None) != Strength::Hard || without_accessible(case, at, rows) == 0;
    let pins: Vec<&Pin> = case
        .pins
        .iter()
        .filter(|pin| pin.group == at && case.strength_at(Rule::R31, at, Some(pin.hotel)) == Strength::Hard)
        .collect();
    let musts: Vec<&&Pin> = pins.iter().filter(|pin| matches!(pin.relation, PinRelation::Must(_))).collect();
    let pins_hold = pins.iter().all(|pin| {
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
    let wings_fit = !is_hard(Rule::R22) || further_wings(case, at, rows) == 0;
    lots_fit && split_fits && accessible_fits && wings_fit && pins_hold
}

/// R22: wings of a group beyond the first of each hotel, where its class asks for one.
pub fn further_wings(case: &Instance, at: usize, rows: &[Row]) -> i128 {
    if !case.classes[case.groups[at].class].same_wing || stays(case, at) {
        return 0;
    }
    let own: Vec<&Row> = rows.iter().filter(|row| row.group == at && row.guests > 0).collect();
    let hotels: BTreeSet<usize> = own.iter().map(|row| row.hotel).collect();
    let wings: BTreeSet<(usize, &str)> =
        own.iter().map(|row| (row.hotel, case.hotels[row.hotel].pools[row.pool].wing.as_str())).collect();
    i128::try_from(wings.len() - hotels.len()).expect("few wings")
}

pub fn points_at(case: &Instance, pin: &Pin, row: &Row) -> bool {
    let wing = &case.hotels[row.hotel].pools[row.pool].wing;
    pin.hotel == row.hotel && pin.wing.as_ref().is_none_or(|wanted| wanted == wing)
}

/// R1, R10, R13-R15, R17, R23, R36, R42, R45: whether groups keep the rules about one another.
pub fn plan_holds(case: &Instance, rows: &[Row]) -> bool {
    rooms_hold(case, rows)
        && kept_rooms_hold(case, rows)
        && !(0..case.hotels.len())
            .any(|hotel| case.strength_in(Rule::R42, hotel) == Strength::Hard && hungry(case, hotel, rows) > 0)
        && !(0..case.hotels.len()).any(|hotel| {
            case.strength_in(Rule::R42, hotel) == Strength::Hard && without_supper(case, hotel, rows) > 0
                || case.strength_in(Rule::R21, hotel) == Strength::Hard && rooms_too_many(case, hotel, rows) > 0
        })
        && !case
            .rules
            .budgets
            .iter()
            .any(|budget| budget_strength(case, budget) == Strength::Hard && overspent(case, budget, rows) > 0)
        && separations_hold(case, rows)
        && (0..case.hotels.len()).all(|hotel| {
            case.strength_in(Rule::R26, hotel) != Strength::Hard || arriving_at_once(case, hotel, rows) == 0
        })
        && [Rule::R11, Rule::R12, Rule::R43].into_iter().all(|rule| {
            let barred = |&hotel: &usize| case.strength_in(rule, hotel) == Strength::Hard;
            (0..case.hotels.len()).filter(barred).all(|hotel| gatherings(case, rule, hotel, rows) == 0)
        })
        && (case.strength(Rule::R16) != Strength::Hard || short_of_reserve(case, rows) == 0)
        && !case.pairs.iter().any(|pair| pair_strength(case, pair) == Strength::Hard && is_broken(case, pair, rows))
}

/// How strong a budget is: not at all where budgets are off.
pub fn budget_strength(case: &Instance, budget: &Budget) -> Strength {
    if case.strength(Rule::R36) == Strength::Off { Strength::Off } else { budget.strength }
}

/// How strong a pair is: not at all where pairs are off, or waived for either group.
pub fn pair_strength(case: &Instance, pair: &Pair) -> Strength {
    let is_off = |group: usize| case.strength_at(Rule::R23, group, None) == Strength::Off;
    if is_off(pair.a) || is_off(pair.b) { Strength::Off } else { pair.strength }
}

/// Tells whether a group has its rooms on a night, or they are being turned over (R17).
fn holds_rooms(case: &Instance, at: usize, night: u32) -> bool {
    let group = &case.groups[at];
    let turns = case.strength_at(Rule::R17, at, None) != Strength::Off;
    let cooling = if turns { group.turnover_nights } else { 0 };
    group.stay.arrive <= night && night < group.stay.depart + cooling
}

/// Rooms in use in a pool on a night, those being turned over included.
fn rooms_used(case: &Instance, rows: &[Row], (hotel, pool): (usize, usize), night: u32) -> u32 {
    let guests_max = case.hotels[hotel].pools[pool].offer(night).map_or(1, |offer| offer.guests_max);
    let mut rooms = 0;
    let mut beds: BTreeMap<usize, u32> = BTreeMap::new();
    for row in rows.iter().filter(|row| (row.hotel, row.pool) == (hotel, pool)) {
        let group = &case.groups[row.group];
        if !holds_rooms(case, row.group, night) {
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
            let kept = kept_back(case, at, total);
            let used: u32 = (0..hotel.pools.len()).map(|pool| rooms_used(case, rows, (at, pool), night)).sum();
            if !known.is_empty() && kept > 0 && used > total.saturating_sub(kept) {
                return false;
            }
        }
    }
    true
}

/// R15: rooms of so many that a hotel keeps in reserve.
fn reserve_of(case: &Instance, at: usize, total: u32) -> u32 {
    let by_share = (total * u32::from(case.rules.reserve_share.thousandths())).div_ceil(1000);
    case.hotels[at].reserve_rooms.unwrap_or(case.rules.reserve_rooms.max(by_share))
}

/// R15: rooms of its reserve that a hotel uses, night by night, each row with its own rooms.
pub fn reserve_used(case: &Instance, at: usize, rows: &[Row]) -> i128 {
    let mut used_up = 0;
    for night in 0..case.calendar.n_nights {
        let known: Vec<u32> = case.hotels[at].pools.iter().filter_map(|pool| Some(pool.offer(night)?.rooms)).collect();
        let total: u32 = known.iter().sum();
        let reserve = reserve_of(case, at, total);
        if known.is_empty() || reserve == 0 {
            continue;
        }
        let holding = rows.iter().filter(|row| row.hotel == at && holds_rooms(case, row.group, night));
        let used: u32 = holding.map(|row| row.rooms).sum();
        let free = i128::from(total) - i128::from(kept_back(case, at, total)) - i128::from(reserve);
        used_up += (i128::from(used) - free.max(0)).max(0);
    }
    used_up
}

/// R13, R14, R15: rooms that a hotel keeps back of so many.
fn kept_back(case: &Instance, at: usize, total: u32) -> u32 {
    let hotel = &case.hotels[at];
    let reserve = reserve_of(case, at, total);
    let if_hard = |rule, rooms| if case.strength_in(rule, at) == Strength::Hard { rooms } else { 0 };
    if_hard(Rule::R13, hotel.clean_floors.values().sum::<u32>())
        + if_hard(Rule::R14, hotel.staff_rooms)
        + if_hard(Rule::R15, reserve)
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
            let is_hard = case.strength_in(Rule::R10, a.hotel) == Strength::Hard;
            if apart && !exempt && is_hard && meet(case, a.group, b.group) {
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
fn meet(case: &Instance, a: usize, b: usize) -> bool {
    match case.rules.separate_window {
        SeparateWindow::Horizon => true,
        SeparateWindow::Nights => {
            (0..case.calendar.n_nights).any(|night| holds_rooms(case, a, night) && holds_rooms(case, b, night))
        }
    }
}

/// R10 with R17: the nights on which two classes that are kept apart hold rooms in one unit, over all hotels where it has a
/// price: of the hotel where they are kept apart there, else of each wing. Under the horizon, all nights.
pub fn meetings(case: &Instance, rows: &[Row]) -> i128 {
    let mut met: BTreeSet<(usize, Option<&str>, usize, usize, u32)> = BTreeSet::new();
    for a in rows.iter().filter(|row| row.guests > 0) {
        for b in rows.iter().filter(|row| row.guests > 0 && row.hotel == a.hotel) {
            let (of_a, of_b) = (case.groups[a.group].class, case.groups[b.group].class);
            let hotel = &case.hotels[a.hotel];
            let exempt = case.rules.separation_exempt_tag.as_ref().is_some_and(|tag| hotel.tags.contains(tag));
            let has_price = matches!(case.strength_in(Rule::R10, a.hotel), Strength::Soft(_));
            if of_a >= of_b || exempt || !has_price {
                continue;
            }
            let in_hotel = speaks_against(case, of_a, of_b, false) || speaks_against(case, of_b, of_a, false);
            let in_wing = speaks_against(case, of_a, of_b, true) || speaks_against(case, of_b, of_a, true);
            let wing = hotel.pools[a.pool].wing.as_str();
            let unit = match (in_hotel, in_wing && wing == hotel.pools[b.pool].wing) {
                (true, _) => None,
                (false, true) => Some(wing),
                (false, false) => continue,
            };
            for night in 0..case.calendar.n_nights {
                let both = holds_rooms(case, a.group, night) && holds_rooms(case, b.group, night);
                if both || case.rules.separate_window == SeparateWindow::Horizon {
                    met.insert((a.hotel, unit, of_a, of_b, night));
                }
            }
        }
    }
    i128::try_from(met.len()).expect("few nights")
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
            meet(case, pair.a, pair.b) && of_a.iter().any(|a| of_b.iter().any(|b| same_unit(level, a, b)))
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

/// R21, R37: whether every hotel in use is used enough, and enough of what is used is cheap.
pub fn openings_hold(case: &Instance, rows: &[Row]) -> bool {
    if case.strength(Rule::R37) == Strength::Hard && short_of_cheap(case, rows) > 0 {
        return false;
    }
    let used: BTreeSet<usize> = rows.iter().map(|row| row.hotel).collect();
    used.into_iter().all(|hotel| {
        let rooms: u32 = rows.iter().filter(|row| row.hotel == hotel).map(|row| row.rooms).sum();
        rooms >= case.hotels[hotel].rooms_min || case.strength_in(Rule::R21, hotel) != Strength::Hard
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
            let rate = offer.and_then(|offer| offer.rate).map_or(0, |rate| paid(group, rate));
            spent += i128::from(rate) * i128::from(row.rooms);
        }
    }
    (spent - i128::from(budget.most.0)).max(0)
}

/// R42: guests asleep in a hotel that cannot feed them, night by night.
pub fn hungry(case: &Instance, hotel: usize, rows: &[Row]) -> i128 {
    let Some(seats) = case.hotels[hotel].meals_max else { return 0 };
    let mut hungry = 0;
    for night in 0..case.calendar.n_nights {
        let mut asleep = 0;
        for row in rows.iter().filter(|row| row.hotel == hotel) {
            let stay = case.groups[row.group].stay;
            if stay.arrive <= night && night < stay.depart {
                asleep += i128::from(row.guests);
            }
        }
        hungry += (asleep - i128::from(seats * case.rules.sittings)).max(0);
    }
    hungry
}

/// R42: guests who take a late supper in a hotel that cannot serve them, night by night.
pub fn without_supper(case: &Instance, hotel: usize, rows: &[Row]) -> i128 {
    let Some(most) = case.hotels[hotel].terms.suppers_max else { return 0 };
    let mut without = 0;
    for night in 0..case.calendar.n_nights {
        let mut late = 0;
        for row in rows.iter().filter(|row| row.hotel == hotel) {
            let group = &case.groups[row.group];
            let is_there = group.stay.arrive <= night && night < group.stay.depart;
            let comes = group.stay.arrive == night && group.continues.is_none();
            let hour = group.arrival.map(|at| at.format("%H:%M:%S").to_string());
            let cut = case.rules.day_cut.format("%H:%M:%S").to_string();
            let is_late = hour.is_some_and(|hour| hour.as_str() >= "21:00:00" || hour < cut);
            if is_there && (group.asks.late_supper || comes && is_late) {
                late += i128::from(row.guests);
            }
        }
        without += (late - i128::from(most)).max(0);
    }
    without
}

/// R21: rooms of a hotel beyond those worth using.
pub fn rooms_too_many(case: &Instance, hotel: usize, rows: &[Row]) -> i128 {
    let Some(most) = case.hotels[hotel].terms.rooms_max else { return 0 };
    let used: u32 = rows.iter().filter(|row| row.hotel == hotel).map(|row| row.rooms).sum();
    i128::from(used.saturating_sub(most))
}

/// R7: guests of a row in rooms of a type that their group does not wish for, where it did not have them before.
pub fn wished_otherwise(case: &Instance, row: &Row) -> i128 {
    let wish = &case.groups[row.group].asks.room_wish;
    let is_granted = wish.is_empty() || wish.contains(&case.hotels[row.hotel].pools[row.pool].room_type);
    let is_off = case.strength_at(Rule::R7, row.group, Some(row.hotel)) == Strength::Off;
    let is_free = is_granted || is_off || at_home_in(case, row.group, row.hotel, row.pool);
    if is_free { 0 } else { i128::from(row.guests) }
}

/// R8: guests of a group who need an accessible room and have another.
pub fn without_accessible(case: &Instance, at: usize, rows: &[Row]) -> i128 {
    let group = &case.groups[at];
    if group.asks.accessible == 0 || case.kept(at).is_some() {
        return 0;
    }
    let in_others: u32 =
        rows.iter().filter(|row| row.group == at && !is_accessible(case, row)).map(|row| row.guests).sum();
    (i128::from(in_others) - i128::from(group.guests - group.asks.accessible)).max(0)
}

/// R8: guests of a group in accessible rooms beyond those who need one; nobody asks who stays where it was.
pub fn in_spare_accessible(case: &Instance, at: usize, rows: &[Row]) -> i128 {
    if case.kept(at).is_some() {
        return 0;
    }
    let there: u32 = rows.iter().filter(|row| row.group == at && is_accessible(case, row)).map(|row| row.guests).sum();
    (i128::from(there) - i128::from(case.groups[at].asks.accessible)).max(0)
}

fn is_accessible(case: &Instance, row: &Row) -> bool {
    case.rules.accessible_types.contains(&case.hotels[row.hotel].pools[row.pool].room_type)
}

/// R26: guests who arrive at a hotel beyond what it checks in, hour by hour.
pub fn arriving_at_once(case: &Instance, hotel: usize, rows: &[Row]) -> i128 {
    let Some(most) = case.hotels[hotel].terms.arrivals_per_hour else { return 0 };
    let mut by_hour: BTreeMap<String, i128> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.hotel == hotel) {
        // R29: who continues a stay has arrived before.
        if let Some(time) = case.groups[row.group].arrival
            && case.groups[row.group].continues.is_none()
        {
            *by_hour.entry(time.format("%Y-%m-%d %H").to_string()).or_default() += i128::from(row.guests);
        }
    }
    by_hour.values().map(|guests| (guests - i128::from(most)).max(0)).sum()
}

/// R16: rooms short of the reserve of the city, night by night.
pub fn short_of_reserve(case: &Instance, rows: &[Row]) -> i128 {
    let share = u32::from(case.rules.city_reserve_share.thousandths());
    if case.rules.city_reserve == 0 && share == 0 {
        return 0;
    }
    let mut short = 0;
    for night in 0..case.calendar.n_nights {
        let (mut total, mut is_known) = (0, false);
        for (at, hotel) in case.hotels.iter().enumerate() {
            if hotel.status == HotelStatus::Closed && case.strength_in(Rule::R34, at) != Strength::Off {
                continue;
            }
            let rooms: Vec<u32> =
                hotel.pools.iter().filter_map(|pool| pool.offer(night)).map(|offer| offer.rooms).collect();
            is_known |= !rooms.is_empty();
            total += rooms.iter().sum::<u32>().saturating_sub(kept_back(case, at, rooms.iter().sum()));
        }
        let reserve = case.rules.city_reserve.max((total * share).div_ceil(1000));
        let used: u32 = rows
            .iter()
            .filter(|row| holds_rooms(case, row.group, night))
            .filter(|row| case.hotels[row.hotel].pools[row.pool].offer(night).is_some())
            .map(|row| row.rooms)
            .sum();
        if is_known {
            short += i128::from(used.saturating_sub(total.saturating_sub(reserve)));
        }
    }
    short
}

/// R37: thousandths of cheap room nights that are missing.
pub fn short_of_cheap(case: &Instance, rows: &[Row]) -> i128 {
    let Some(affordable) = case.rules.affordable else { return 0 };
    let mut balance = 0;
    for row in rows {
        let group = &case.groups[row.group];
        for night in group.stay.arrive..group.stay.depart {
            let rate = case.hotels[row.hotel].pools[row.pool].offer(night).and_then(|offer| offer.rate);
            let is_cheap = rate.is_some_and(|rate| paid(group, rate) <= affordable.rate.0);
            let each = if is_cheap { 1000 } else { 0 } - i128::from(affordable.share.thousandths());
            balance += each * i128::from(row.rooms);
        }
    }
    (-balance).max(0)
}

/// R38: what blocks cost that stay empty, at a price for each room night of a hotel.
pub fn empty_blocks(case: &Instance, rows: &[Row], price: &dyn Fn(i64) -> i128) -> i128 {
    let mut sum = 0;
    for (at, hotel) in case.hotels.iter().enumerate() {
        let Some(block) = hotel.terms.block else { continue };
        if case.strength_in(Rule::R38, at) == Strength::Off {
            continue;
        }
        let quoted =
            (0..case.calendar.n_nights).filter(|&night| hotel.pools.iter().any(|pool| pool.offer(night).is_some()));
        let nights = u32::try_from(quoted.count()).expect("few nights");
        let paid = block.rooms * nights * (1000 - u32::from(case.rules.attrition.thousandths()));
        let used: u32 = rows
            .iter()
            .filter(|row| row.hotel == at)
            .map(|row| row.rooms * (case.groups[row.group].stay.depart - case.groups[row.group].stay.arrive))
            .sum();
        sum += price(block.rate.0) * i128::from(paid.div_euclid(1000).saturating_sub(used));
    }
    sum
}

/// R11, R12, R43: nights on which two kinds of groups that a rule keeps apart are in one unit of a hotel, unit by unit and
/// pair by pair; and groups more than a hotel takes, night by night.
pub fn gatherings(case: &Instance, rule: Rule, hotel: usize, rows: &[Row]) -> i128 {
    let here: Vec<&Row> = rows.iter().filter(|row| row.hotel == hotel && row.guests > 0).collect();
    let unit = |row: &Row| match rule {
        Rule::R11 => "",
        _ => case.hotels[hotel].pools[row.pool].wing.as_str(),
    };
    let mut met: BTreeSet<(&str, String, String, u32)> = BTreeSet::new();
    for a in &here {
        for b in here.iter().filter(|b| unit(b) == unit(a)) {
            let (of_a, of_b) = (&case.groups[a.group], &case.groups[b.group]);
            let (kind_a, kind_b) = (kind(case, rule, of_a), kind(case, rule, of_b));
            if kind_a < kind_b && (is_kept_from(case, rule, of_a, of_b) || is_kept_from(case, rule, of_b, of_a)) {
                let both = |&night: &u32| match case.rules.separate_window {
                    SeparateWindow::Horizon => true,
                    SeparateWindow::Nights => holds_rooms(case, a.group, night) && holds_rooms(case, b.group, night),
                };
                let nights = (0..case.calendar.n_nights).filter(both);
                met.extend(nights.map(|night| (unit(a), kind_a.clone(), kind_b.clone(), night)));
            }
        }
    }
    let mut sum = met.len();
    if let (Rule::R11, Some(most)) = (rule, case.hotels[hotel].terms.groups_max) {
        for night in 0..case.calendar.n_nights {
            let sleeps = |row: &&&Row| {
                let stay = case.groups[row.group].stay;
                stay.arrive <= night && night < stay.depart
            };
            let groups: BTreeSet<usize> = here.iter().filter(sleeps).map(|row| row.group).collect();
            sum += groups.len().saturating_sub(most as usize);
        }
    }
    i128::try_from(sum).expect("few nights")
}

/// What a group is for a rule that keeps kinds apart.
fn kind(case: &Instance, rule: Rule, group: &Group) -> String {
    match rule {
        Rule::R11 => {
            let team = if group.asks.team.is_empty() { group.id.as_str() } else { &group.asks.team };
            let by_team = case.classes[group.class].exclusive == Some(Exclusive::Team);
            format!("{}/{}", group.class, if by_team { team } else { "" })
        }
        Rule::R12 => format!("{:?} {:?}", case.classes[group.class].cohort_window, arrived(case, group)),
        _ => group.asks.shift.clone(),
    }
}

/// Tells whether a rule keeps one group from another.
fn is_kept_from(case: &Instance, rule: Rule, one: &Group, other: &Group) -> bool {
    let class = &case.classes[one.class];
    match rule {
        Rule::R11 => match class.exclusive {
            Some(Exclusive::Class) => one.class != other.class,
            Some(Exclusive::Team) => kind(case, rule, one) != kind(case, rule, other),
            None => false,
        },
        Rule::R12 => {
            let apart = (arrived(case, one) - arrived(case, other)).num_minutes().abs();
            case.classes[other.class].cohort_window.is_some()
                && class.cohort_window.is_some_and(|hours| apart > 60 * i64::from(hours))
        }
        _ => !one.asks.shift.is_empty() && !other.asks.shift.is_empty() && one.asks.shift != other.asks.shift,
    }
}

fn arrived(case: &Instance, group: &Group) -> NaiveDateTime {
    if let Some(before) = group.continues {
        return arrived(case, &case.groups[before]);
    }
    let first = case.calendar.date(group.stay.arrive).unwrap_or_default();
    group.arrival.unwrap_or_else(|| first.and_hms_opt(0, 0, 0).expect("midnight"))
}
