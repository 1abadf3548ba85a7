//! The rules and the optimum by brute force, intended to be easy to read rather than fast.
//!
//! Written from the design alone: it shares nothing with `program`, `solve` or `verify`, and uses only the domain's
//! plain data. Every rule is a plain loop over rows and nights.

use std::collections::{BTreeMap, BTreeSet};

use roomblock::domain::objective::TravelUnit;
use roomblock::domain::{
    Group, HotelStatus, Instance, Level, LevelName, Mode, Pair, PairRelation, Pin, PinRelation, SeparateFrom,
    SeparateWindow, Sex, Sharing, Split, Strength,
};

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
        caps.push(lowest + lowest * i128::from(tolerance) / 1_000_000_000);
    }
    Some(best)
}

/// The share in billionths that each level may give up.
fn tolerances(case: &Instance) -> Vec<i64> {
    let tiers: BTreeSet<u32> = case.groups.iter().map(|group| group.priority).collect();
    match &case.objective.mode {
        Mode::Weighted(_) => vec![0],
        Mode::Lexicographic { order, tolerance } => {
            let mut shares = Vec::new();
            for level in order {
                let share = tolerance.get(level).map_or(0, |share| share.0);
                let n_levels = match level {
                    LevelName::Moves => 0,
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
/// More rooms than needed are tried only in hotels with a least use (R21): nothing else ever asks for more rooms, and
/// they only cost and take from others.
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
            if rooms_fit(case, &row) && !(enough && case.hotels[hotel].rooms_min == 0) {
                enough = true;
                let mut longer = rows.to_vec();
                longer.push(row);
                spread(case, lot, guests - here, others, &longer, found);
            }
        }
    }
}

/// Keeps, of ways to place a group that look alike to all other groups, only those that cost least.
///
/// Others see the rooms taken in each pool (the guests, where beds are shared), and with that the hotels and wings
/// used. Of two such ways one is dropped only if it is nowhere cheaper: then it can be exchanged in any plan.
fn without_copies(case: &Instance, at: usize, placements: Vec<Vec<Row>>) -> Vec<Vec<Row>> {
    let by_bed = case.groups[at].sharing == Sharing::Bed;
    let mut alike: BTreeMap<BTreeMap<(usize, usize), u32>, Vec<(Vec<i128>, Vec<Row>)>> = BTreeMap::new();
    for rows in placements {
        let mut seen = BTreeMap::new();
        for row in &rows {
            *seen.entry((row.hotel, row.pool)).or_default() += if by_bed { row.guests } else { row.rooms };
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

/// Tells whether a complete plan keeps every rule.
pub fn holds(case: &Instance, rows: &[Row]) -> bool {
    let mut sums: BTreeMap<(usize, usize, usize, Option<Sex>), (u32, u32)> = BTreeMap::new();
    for row in rows {
        let sum = sums.entry((row.group, row.hotel, row.pool, row.sex)).or_default();
        *sum = (sum.0 + row.rooms, sum.1 + row.guests);
    }
    let summed = sums.into_iter().map(|((group, hotel, pool, sex), (rooms, guests))| Row {
        group,
        hotel,
        pool,
        sex,
        rooms,
        guests,
    });
    let summed: Vec<Row> = summed.collect();
    (0..case.groups.len()).all(|group| {
        let own: Vec<Row> = summed.iter().filter(|row| row.group == group).copied().collect();
        group_holds(case, group, &own)
    }) && rows.iter().chain(&summed).all(|row| may_use(case, row.group, row.hotel, row.pool) && rooms_fit(case, row))
        && plan_holds(case, &summed)
        && openings_hold(case, &summed)
}

/// R7, R9, R24, R29, R34, R35, R41: whether a group may be in a pool of a hotel at all.
fn may_use(case: &Instance, at: usize, hotel_at: usize, pool_at: usize) -> bool {
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
        HotelStatus::Frozen => pinned_here,
    };
    let tags_fit = class.requires.iter().chain(&group.requires).all(|tag| hotel.tags.contains(tag))
        && !class.forbids.iter().chain(&group.forbids).any(|tag| hotel.tags.contains(tag));
    let type_fits = group.room_types.as_ref().is_none_or(|types| types.contains(&pool.room_type));
    let mut nights_fit = true;
    for night in group.stay.arrive..group.stay.depart {
        let Some(offer) = pool.offer(night) else { return false };
        if let Some(rate_max) = group.rate_max {
            nights_fit &= offer.rate.is_some_and(|rate| rate <= rate_max);
        }
    }
    let travel = case.travel(at, hotel_at);
    let near_enough = group.site.is_none()
        || (group.km_max.is_none_or(|most| travel.km.is_some_and(|km| km <= most))
            && group.minutes_max.is_none_or(|most| travel.minutes.is_some_and(|minutes| minutes <= most)));
    open && tags_fit && type_fits && nights_fit && near_enough
}

/// R3, R5, R7: whether the guests of a row may sleep in its rooms.
fn rooms_fit(case: &Instance, row: &Row) -> bool {
    let group = &case.groups[row.group];
    let pool = &case.hotels[row.hotel].pools[row.pool];
    let mut guests_max = u32::MAX;
    for night in group.stay.arrive..group.stay.depart {
        guests_max = guests_max.min(pool.offer(night).map_or(u32::MAX, |offer| offer.guests_max));
    }
    let least = row.guests.div_ceil(guests_max);
    match (group.sharing, row.sex) {
        (Sharing::Single, None) | (Sharing::SameSex, None) => row.rooms == row.guests,
        (Sharing::SameSex, Some(_)) | (Sharing::Party, None) => least <= row.rooms && row.rooms <= row.guests,
        (Sharing::Bed, None) => row.rooms == least,
        (_, Some(_)) => false,
    }
}

/// R2, R18, R19, R20, R31: whether the placed part of a group keeps the rules about that group.
fn group_holds(case: &Instance, at: usize, rows: &[Row]) -> bool {
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

fn points_at(case: &Instance, pin: &Pin, row: &Row) -> bool {
    let wing = &case.hotels[row.hotel].pools[row.pool].wing;
    pin.hotel == row.hotel && pin.wing.as_ref().is_none_or(|wanted| wanted == wing)
}

/// R1, R10, R17, R23: whether groups keep the rules about one another.
fn plan_holds(case: &Instance, rows: &[Row]) -> bool {
    rooms_hold(case, rows)
        && separations_hold(case, rows)
        && !case.pairs.iter().any(|pair| pair.strength == Strength::Hard && is_broken(case, pair, rows))
}

/// Tells whether a group has its rooms on a night, or they are being turned over (R17).
fn holds_rooms(group: &Group, night: u32) -> bool {
    group.stay.arrive <= night && night < group.stay.depart + group.turnover_nights
}

/// R1 with R17: rooms by pool and night; nights that nothing is known of do not limit turnover.
fn rooms_hold(case: &Instance, rows: &[Row]) -> bool {
    let used: BTreeSet<(usize, usize)> = rows.iter().map(|row| (row.hotel, row.pool)).collect();
    for (hotel, pool) in used {
        for night in 0..case.calendar.n_nights {
            let Some(offer) = case.hotels[hotel].pools[pool].offer(night) else { continue };
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
            rooms += beds.values().map(|guests| guests.div_ceil(offer.guests_max)).sum::<u32>();
            if rooms > offer.rooms {
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
fn is_broken(case: &Instance, pair: &Pair, rows: &[Row]) -> bool {
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
fn smaller(case: &Instance, pair: &Pair) -> usize {
    let (a, b) = (case.groups[pair.a].guests, case.groups[pair.b].guests);
    if a == b {
        pair.a.max(pair.b)
    } else if a < b {
        pair.a
    } else {
        pair.b
    }
}

fn near(case: &Instance, a: usize, b: usize) -> bool {
    let known = case.hotels[a].coordinates.zip(case.hotels[b].coordinates);
    a == b || known.is_some_and(|(a, b)| a.km_to(b) <= case.rules.near_km)
}

/// R21: whether every hotel in use is used enough.
fn openings_hold(case: &Instance, rows: &[Row]) -> bool {
    let used: BTreeSet<usize> = rows.iter().map(|row| row.hotel).collect();
    used.into_iter().all(|hotel| {
        let rooms: u32 = rows.iter().filter(|row| row.hotel == hotel).map(|row| row.rooms).sum();
        rooms >= case.hotels[hotel].rooms_min
    })
}

/// The levels with their values in parts, for a plan in which the groups before `decided` have had their turn: of the
/// others nobody counts as unmet yet.
pub fn values(case: &Instance, decided: usize, rows: &[Row]) -> Vec<(String, i128)> {
    let tiers: BTreeSet<u32> = case.groups.iter().map(|group| group.priority).collect();
    let mut values = Vec::new();
    match &case.objective.mode {
        Mode::Lexicographic { order, .. } => {
            let price = |parts: i64, _: i64| i128::from(parts);
            for &level in order {
                match level {
                    LevelName::Moves => {}
                    LevelName::Unmet => values
                        .extend(tiers.iter().map(|&tier| (format!("unmet.{tier}"), unmet(case, tier, decided, rows)))),
                    _ => values.push((level.to_string(), value(case, level, rows, &price))),
                }
            }
        }
        Mode::Weighted(weights) => {
            let mut sum = 0;
            for (&level, weight) in weights {
                // A price is rounded to a billionth, half upwards, before it is multiplied by a count.
                let price = |parts: i64, scale: i64| {
                    let scale = i128::from(scale);
                    (2 * i128::from(weight.0) * i128::from(parts) + scale).div_euclid(2 * scale)
                };
                if level == LevelName::Unmet {
                    for &tier in &tiers {
                        let tier_weight =
                            case.objective.unmet_weights.get(&tier).map_or(1_000_000_000, |weight| weight.0);
                        sum += unmet(case, tier, decided, rows) * price(tier_weight, 1_000_000_000);
                    }
                } else {
                    sum += value(case, level, rows, &price);
                }
            }
            values.push(("weighted".to_owned(), sum));
        }
    }
    values
}

/// Guests of a tier without a place, of the groups before `decided`.
fn unmet(case: &Instance, tier: u32, decided: usize, rows: &[Row]) -> i128 {
    let mut missing = 0;
    for (at, group) in case.groups.iter().enumerate().take(decided) {
        let placed: i128 = rows.iter().filter(|row| row.group == at).map(|row| i128::from(row.guests)).sum();
        if group.priority == tier {
            missing += (i128::from(group.guests) - placed).max(0);
        }
    }
    missing
}

/// The value of a level, each unit of it at its price.
fn value(case: &Instance, level: LevelName, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let hotels_of = |wanted: Option<usize>| -> BTreeSet<usize> {
        let of_group = |row: &&Row| row.guests > 0 && wanted.is_none_or(|group| row.group == group);
        rows.iter().filter(of_group).map(|row| row.hotel).collect()
    };
    let mut sum = 0;
    match level {
        LevelName::Unmet | LevelName::Moves => {}
        LevelName::Breaches => sum += breaches(case, rows, price),
        LevelName::Splits => {
            for group in 0..case.groups.len() {
                sum +=
                    price(1, 1) * i128::try_from(hotels_of(Some(group)).len().saturating_sub(1)).expect("few hotels");
            }
        }
        LevelName::Hotels => sum += price(1, 1) * i128::try_from(hotels_of(None).len()).expect("few hotels"),
        LevelName::Travel => {
            for row in rows {
                let travel = case.travel(row.group, row.hotel);
                let parts = match case.objective.travel_unit {
                    TravelUnit::Km => travel.km.map_or(0, |km| km.0),
                    TravelUnit::Minutes => travel.minutes.map_or(0, |minutes| minutes.0),
                };
                sum += price(parts, 1_000_000_000) * i128::from(row.guests);
            }
        }
        LevelName::Cost => {
            for row in rows {
                let pool = &case.hotels[row.hotel].pools[row.pool];
                let stay = case.groups[row.group].stay;
                let rate = |night| pool.offer(night).and_then(|offer| offer.rate).map_or(0, |rate| rate.0);
                let of_stay: i64 = (stay.arrive..stay.depart).map(rate).sum();
                sum += price(of_stay, 100) * i128::from(row.rooms);
            }
            for hotel in hotels_of(None) {
                sum += price(case.hotels[hotel].opening_cost.0, 100);
            }
        }
    }
    sum
}

/// Soft pairs and wishes that are not kept.
fn breaches(case: &Instance, rows: &[Row], price: &dyn Fn(i64, i64) -> i128) -> i128 {
    let mut sum = 0;
    for pair in &case.pairs {
        if let Strength::Soft(weight) = pair.strength
            && is_broken(case, pair, rows)
        {
            let guests = case.groups[smaller(case, pair)].guests;
            sum += price(weight.0, 1_000_000_000) * i128::from(guests);
        }
    }
    for pin in &case.pins {
        for row in rows.iter().filter(|row| row.group == pin.group) {
            let price = match pin.relation {
                PinRelation::Prefer(weight) if !points_at(case, pin, row) => price(weight.0, 1_000_000_000),
                PinRelation::Avoid(weight) if points_at(case, pin, row) => price(weight.0, 1_000_000_000),
                _ => 0,
            };
            sum += price * i128::from(row.guests);
        }
    }
    sum
}
