//! The hotels that a group may use, read off the rules anew, with what they cost it at some prices.

use std::collections::BTreeMap;

use super::former::Former;
use super::measure::Measure;
use super::refusal::{enters, of_hotel, of_pool, refusals, short};
use super::{HotelPrices, UnitPrices};
use crate::domain::{Instance, Pin, PinRelation, Pool, Rule, Sharing, Split, Stay, Strength, Weight};

/// A hotel that a group may use.
pub struct Choice {
    /// The price of using it.
    pub fixed: i128,
    /// The fewest guests, if it is used.
    pub least: usize,
    /// It must be used.
    pub forced: bool,
    /// The least price of 0, 1, … guests in its rooms, as many as it takes.
    pub guests: Vec<i128>,
}

/// Rooms of one pool for a group.
struct Rooms {
    /// Most guests.
    holds: usize,
    /// Guests to a room.
    size: usize,
    /// The price of a room over the stay.
    room: i128,
    /// The price of a guest.
    guest: i128,
}

/// Returns the nights on which the rooms of a group count as used.
fn held(instance: &Instance, at: usize) -> Stay {
    instance.groups[at].stay.lengthened(instance.turnover_nights(at), instance.calendar.n_nights)
}

/// Returns the hotels that a group may use.
///
/// # Errors
/// A price for a use that the group may not be asked for.
pub fn choices(measure: &Measure, group: usize, prices: &BTreeMap<usize, &HotelPrices>) -> Result<Vec<Choice>, String> {
    let mut choices = Vec::new();
    for hotel in 0..measure.instance.hotels.len() {
        if let Some(choice) = choice(measure, (group, hotel), prices.get(&hotel).copied())? {
            choices.push(choice);
        }
    }
    Ok(choices)
}

fn choice(
    measure: &Measure,
    (at, hotel): (usize, usize),
    prices: Option<&HotelPrices>,
) -> Result<Option<Choice>, String> {
    let instance = measure.instance;
    let (group, there) = (&instance.groups[at], &instance.hotels[hotel]);
    let pins = &measure.pins_of[at];
    let required = ordered(instance, pins, hotel);
    let former = Former::of(measure, (at, hotel));
    let home = former.as_ref().filter(|former| former.is_home());
    let is_away = former.as_ref().is_some_and(Former::is_away);
    let of_hotel = refusals(instance, (at, hotel), &of_hotel(instance, (pins, home.is_some()), (at, hotel)));
    let Some(of_hotel) = of_hotel.filter(|_| {
        !is_away && enters(instance, (pins, home.is_some()), (at, hotel)) && measure.opening(there).is_some()
    }) else {
        return Ok(None);
    };
    let is_asked = asks_types_max((instance, at), hotel, former.as_ref().is_some_and(|former| former.stays));
    let mut rooms = Vec::new();
    let mut wings = Vec::new();
    for (position, pool) in there.pools.iter().enumerate() {
        let had = home.and_then(|home| home.in_pool(pool));
        let settled = home.is_some_and(|home| home.joined == 0);
        let of_pool = if had.is_some() {
            Some(Vec::new())
        } else {
            let refused = refusals(instance, (at, hotel), &of_pool(group, pool)).filter(|_| !settled);
            refused.map(|prices| prices.into_iter().chain(wish(instance, (at, hotel), pool)).collect())
        };
        let Some(of_pool) = of_pool.filter(|_| wing_allowed((instance, pins), hotel, &pool.wing)) else { continue };
        let (mut holds, size) = holding((instance, at), pool, is_asked);
        if let Some((rooms, guests)) = had.filter(|_| settled && group.sharing != Sharing::SameSex) {
            let beds = if group.sharing == Sharing::Bed { rooms.max(guests.div_ceil(size)) } else { rooms };
            holds = holds.min(beds.saturating_mul(size));
        }
        if holds == 0 {
            continue;
        }
        wings.push(pool.wing.as_str());
        let refused = [of_hotel.as_slice(), &of_pool].concat();
        let (Some(room), Some(guest)) = (measure.room(group, pool), measure.guest((at, hotel), &pool.wing, &refused))
        else {
            continue;
        };
        let paid = room_price(instance, at, (position, pool), prices);
        let by_bed = group.sharing == Sharing::Bed;
        rooms.push(if by_bed {
            Rooms { holds, size, room, guest: guest + paid }
        } else {
            Rooms { holds, size, room: room + paid, guest }
        });
    }
    let most =
        rooms.iter().map(|rooms| rooms.holds).sum::<usize>().min(fed(instance, hotel)).min(group.guests as usize);
    let stays = former.as_ref().is_some_and(|former| former.stays);
    let most = former.as_ref().map_or(most, |former| most.min(former.most()));
    let least = if stays { required } else { chunk_min(instance, at).max(required) }.max(1) as usize;
    if most < least {
        return Ok(None);
    }
    let fixed = use_price(instance, (at, &wings), prices)?;
    let mut guests = table(&rooms, most);
    if let Some(former) = &former {
        charge_moves(measure.elsewhere(at), former.here, &mut guests);
    }
    let least = if stays { least } else { least.max(short(measure, at, &mut guests)) };
    Ok((guests.len() > least).then_some(Choice { fixed, least, forced: required > 0, guests }))
}

/// R7. Whether the class of a group says how many of its guests share a room: not by the bed, nor where the group stays.
fn asks_types_max((instance, at): (&Instance, usize), hotel: usize, stays: bool) -> bool {
    let is_asked = instance.strength_at(Rule::R7, at, Some(hotel)) != Strength::Off;
    is_asked && !stays && instance.groups[at].sharing != Sharing::Bed
}

/// R7. What a guest weighs in rooms of another type than the group wishes for.
fn wish(instance: &Instance, (at, hotel): (usize, usize), pool: &Pool) -> Option<Weight> {
    let wish = &instance.groups[at].asks.room_wish;
    let is_asked = instance.strength_at(Rule::R7, at, Some(hotel)) != Strength::Off;
    let weight = instance.rules.room_wish_weight;
    (is_asked && weight.0 > 0 && !wish.is_empty() && !wish.contains(&pool.room_type)).then_some(weight)
}

/// R31. Returns the guests whom orders ask for in a hotel.
fn ordered(instance: &Instance, pins: &[&Pin], hotel: usize) -> u32 {
    if !instance.strength(Rule::R31).is_hard() {
        return 0;
    }
    let asked = pins.iter().filter(|pin| pin.hotel == hotel).filter_map(|pin| match pin.relation {
        PinRelation::Must(guests) => guests,
        _ => None,
    });
    asked.max().unwrap_or(0)
}

/// R32. Charges guests who are not where the group was; there are none where that may cost nothing.
fn charge_moves(price: Option<i128>, here: usize, guests: &mut Vec<i128>) {
    match price {
        Some(price) => {
            guests.iter_mut().enumerate().skip(here).for_each(|(at, sum)| *sum += price * (at - here) as i128);
        }
        None => guests.truncate(here + 1),
    }
}

/// R31. Pins leave a wing of a hotel to a group.
fn wing_allowed((instance, pins): (&Instance, &[&Pin]), hotel: usize, wing: &str) -> bool {
    if !instance.strength(Rule::R31).is_hard() {
        return true;
    }
    let own = || pins.iter().copied();
    let here = |pin: &&Pin| pin.hotel == hotel && pin.wing.as_ref().is_none_or(|named| named == wing);
    let barred = own().any(|pin| pin.relation == PinRelation::MustNot && here(&pin));
    let bound = own().any(|pin| pin.relation == PinRelation::Must(None));
    let ordered = own().any(|pin| matches!(pin.relation, PinRelation::Must(_)) && here(&pin));
    !barred && (!bound || ordered)
}

/// R1, R7, R17, R29. The most guests of a group that a pool holds on all its nights, and how many share a room.
fn holding((instance, at): (&Instance, usize), pool: &Pool, is_asked: bool) -> (usize, usize) {
    let group = &instance.groups[at];
    let mut known = true;
    let (mut rooms, mut beds, mut size) = (u64::from(group.guests), u64::from(group.guests), u64::MAX);
    for night in group.stay.arrive..group.stay.depart.saturating_add(instance.turnover_nights(at)) {
        match pool.offer(night) {
            Some(offer) => {
                rooms = rooms.min(offer.rooms.into());
                beds = beds.min(u64::from(offer.rooms) * u64::from(offer.guests_max));
                if group.stay.covers(night) {
                    size = size.min(offer.guests_max.into());
                }
            }
            None => known &= !group.stay.covers(night),
        }
    }
    let alone = group.sharing == Sharing::Single || (group.sharing == Sharing::SameSex && group.men + group.women == 0);
    let told = instance.classes[group.class].types_max.get(&pool.room_type).filter(|_| is_asked);
    let size = if alone { 1 } else { told.map_or(size, |&most| size.min(most.into())).max(1) };
    let holds = if group.sharing == Sharing::Bed { beds } else { rooms.saturating_mul(size) };
    let in_memory = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    (if known { in_memory(holds.min(group.guests.into())) } else { 0 }, in_memory(size))
}

/// R42. The most guests that a hotel feeds, where that must hold.
fn fed(instance: &Instance, hotel: usize) -> usize {
    match (instance.strength_in(Rule::R42, hotel), instance.hotels[hotel].meals_max) {
        (Strength::Hard, Some(seats)) => (seats as usize).saturating_mul(instance.rules.sittings as usize),
        _ => usize::MAX,
    }
}

/// R19, R20. The fewest guests of a group in a hotel that it uses.
fn chunk_min(instance: &Instance, at: usize) -> u32 {
    let (group, holds) = (&instance.groups[at], |rule: Rule| instance.strength_at(rule, at, None).is_hard());
    match group.split {
        Split::Never if holds(Rule::R19) => group.guests,
        Split::Hotels { chunk_min, .. } if holds(Rule::R20) => chunk_min.clamp(1, group.guests),
        _ => 1,
    }
}

/// The prices of a room of a pool on the nights that a group holds it; of a guest, where guests share by bed.
fn room_price(instance: &Instance, of: usize, (at, pool): (usize, &Pool), prices: Option<&HotelPrices>) -> i128 {
    let group = &instance.groups[of];
    let units = prices.into_iter().flat_map(|prices| &prices.units).filter(|unit| unit.holds(&pool.wing));
    let held = held(instance, of);
    let in_unit = |unit: &UnitPrices| -> i128 {
        let Some(side) = unit.side_of(group.class) else { return 0 };
        let paid = unit.rooms.iter().filter(|row| row.pool == at && row.side == side && held.covers(row.night));
        let price = |row: &super::RoomPrice| match pool.offer(row.night) {
            Some(offer) if group.sharing == Sharing::Bed => row.price.div_euclid(offer.guests_max.max(1).into()),
            _ => row.price,
        };
        paid.map(|row| i128::from(price(row))).sum()
    };
    units.map(in_unit).sum()
}

/// The prices of using a hotel, for a group that may use some of its wings.
///
/// # Errors
/// A price for a wing that the group may do without, or for a night on which it does not hold the unit.
fn use_price(instance: &Instance, (at, wings): (usize, &[&str]), prices: Option<&HotelPrices>) -> Result<i128, String> {
    let Some(prices) = prices else { return Ok(0) };
    let group = &instance.groups[at];
    let open = prices.uses.iter().filter(|&&(user, _)| user == at);
    let mut sum: i128 = open.map(|&(_, price)| i128::from(price)).sum();
    for unit in &prices.units {
        for paid in unit.uses.iter().filter(|paid| paid.group == at) {
            if wings.iter().any(|wing| !unit.holds(wing)) {
                return Err(format!("{} pays for a wing that it may do without.", group.id));
            }
            if !locked(instance, at).covers(paid.night) || unit.side_of(group.class).is_none() {
                return Err(format!("{} pays for a night on which it does not hold what it pays for.", group.id));
            }
            sum += i128::from(paid.price);
        }
    }
    Ok(sum)
}

/// Returns the nights on which a group keeps others out of its unit.
pub fn locked(instance: &Instance, group: usize) -> Stay {
    match instance.rules.separate_window {
        crate::domain::SeparateWindow::Nights => held(instance, group),
        crate::domain::SeparateWindow::Horizon => Stay { arrive: 0, depart: instance.calendar.n_nights },
    }
}

/// Returns the least price of 0 to `most` guests in some rooms.
fn table(rooms: &[Rooms], most: usize) -> Vec<i128> {
    let mut table = vec![Some(0_i128)];
    table.resize(most + 1, None);
    for pool in rooms {
        for guests in (0..=most).rev() {
            let here = (0..=pool.holds.min(guests)).filter_map(|here| {
                let price = here.div_ceil(pool.size) as i128 * pool.room + here as i128 * pool.guest;
                table[guests - here].map(|before| before + price)
            });
            table[guests] = here.min();
        }
    }
    table.into_iter().map_while(|price| price).collect()
}
