//! What rules that refuse a group a hotel or rooms come to: they rule them out, or cost so much. Read off the rules anew.

use super::measure::Measure;
use crate::domain::{Group, HotelStatus, Instance, Pin, PinRelation, Pool, Rule, Split, Strength, Weight};
use crate::verify::objective::paid;

/// Returns what rules that refuse a group cost each of its guests; none where one of them must hold.
pub fn refusals(instance: &Instance, (at, hotel): (usize, usize), kept: &[(Rule, bool)]) -> Option<Vec<Weight>> {
    let mut prices = Vec::new();
    for &(rule, _) in kept.iter().filter(|(_, is_kept)| !is_kept) {
        match instance.strength_at(rule, at, Some(hotel)) {
            Strength::Hard => return None,
            Strength::Soft(weight) => prices.push(weight),
            Strength::Off => {}
        }
    }
    Some(prices)
}

/// R20. Adds what guests cost who are missing where too few of a group are, and returns the fewest that may be there.
pub fn short(measure: &Measure, at: usize, guests: &mut [i128]) -> usize {
    let (instance, group) = (measure.instance, &measure.instance.groups[at]);
    let Split::Hotels { chunk_min, .. } = group.split else { return 1 };
    let Strength::Soft(weight) = instance.strength_at(Rule::R20, at, None) else { return 1 };
    let chunk = chunk_min.clamp(1, group.guests) as usize;
    let Some(price) = measure.breach(weight) else { return chunk };
    for (here, cost) in guests.iter_mut().enumerate().take(chunk).skip(1) {
        *cost += price * (chunk - here) as i128;
    }
    1
}

/// R33. A group may enter a hotel after its last case: it is at home there, or ordered there, or the nights do not meet.
pub fn enters(instance: &Instance, (pins, home): (&[&Pin], bool), (at, hotel): (usize, usize)) -> bool {
    let stay = instance.groups[at].stay;
    let shut = instance.frozen_nights(at, hotel).is_some_and(|nights| nights.overlaps(stay));
    let must_be_here = pins.iter().any(|pin| pin.hotel == hotel && matches!(pin.relation, PinRelation::Must(_)));
    !shut || must_be_here || home
}

/// R9, R24, R25, R30, R34, R39 to R41: whether each of them is kept; of a group that is at home only the house is asked.
pub fn of_hotel(instance: &Instance, (pins, home): (&[&Pin], bool), (at, hotel): (usize, usize)) -> [(Rule, bool); 8] {
    let (group, there) = (&instance.groups[at], &instance.hotels[hotel]);
    let class = &instance.classes[group.class];
    let tags = |requires: &std::collections::BTreeSet<String>, forbids: &std::collections::BTreeSet<String>| {
        requires.is_subset(&there.tags) && forbids.is_disjoint(&there.tags)
    };
    let must_be_here = pins.iter().any(|pin| pin.hotel == hotel && matches!(pin.relation, PinRelation::Must(_)));
    let open = match there.status {
        HotelStatus::Open => true,
        HotelStatus::Closed => false,
        HotelStatus::Frozen => must_be_here || home,
    };
    let limited = group.site.is_some() && (group.km_max.is_some() || group.minutes_max.is_some());
    let way = instance.travel(at, hotel);
    let near = group.km_max.is_none_or(|most| way.km.is_some_and(|km| km <= most))
        && group.minutes_max.is_none_or(|most| way.minutes.is_some_and(|minutes| minutes <= most));
    let (asks, terms, nights) = (&group.asks, &there.terms, group.stay.n_nights());
    let from_port = asks.port.is_some() && asks.transfer_minutes.is_some();
    let minutes = asks.port.and_then(|port| instance.travel_from(port, hotel).minutes);
    let soon = minutes.is_some_and(|minutes| asks.transfer_minutes.is_none_or(|most| minutes <= most));
    [
        (Rule::R34, open),
        (Rule::R9, home || tags(&class.requires, &class.forbids)),
        (Rule::R41, home || tags(&group.requires, &group.forbids)),
        (Rule::R24, home || !limited || near),
        (Rule::R25, home || !from_port || soon),
        (Rule::R30, home || nights >= terms.nights_min && nights >= asks.nights_min),
        (Rule::R39, home || asks.grade_min.is_none_or(|least| terms.grade.is_some_and(|grade| grade >= least))),
        (Rule::R40, home || terms.zone.is_empty() || asks.zones.contains(&terms.zone)),
    ]
}

/// R7, R35: whether the room type is allowed, and whether its rate is known and low enough on every night.
pub fn of_pool(group: &Group, pool: &Pool) -> [(Rule, bool); 2] {
    let allowed = group.room_types.as_ref().is_none_or(|types| types.contains(&pool.room_type))
        || group.asks.upgrades.contains(&pool.room_type);
    let cheap = group.rate_max.is_none_or(|most| {
        group
            .stay
            .nights()
            .all(|night| pool.offer(night).and_then(|offer| offer.rate).is_some_and(|rate| paid(group, rate) <= most.0))
    });
    [(Rule::R7, allowed), (Rule::R35, cheap)]
}
