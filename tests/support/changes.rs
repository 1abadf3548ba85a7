//! Changes of a case of which it is known what they do to its optimum: a room more, a group less, everything the other way
//! round.

use std::collections::BTreeMap;

use roomblock::domain::{GroupId, Hotel, HotelId, Instance, Level, Mode, PairRelation};

use super::dice::Dice;
use super::engine::solved;

/// A case without a plan before it and without frozen hotels: these name groups, hotels and days which the tests here
/// rename, join and take away.
pub fn without_past(case: Instance) -> Instance {
    let hotels = case.hotels.into_iter().map(|hotel| Hotel { case_on: None, ..hotel });
    Instance { previous: None, hotels: hotels.collect(), ..case }
}

/// A case without a past and without tolerances: what one level gives up for a later one may grow when a case gets easier.
pub fn strict(case: Instance) -> Instance {
    let mut case = without_past(case);
    if let Mode::Lexicographic { tolerance, .. } = &mut case.objective.mode {
        *tolerance = BTreeMap::new();
    }
    case
}

/// The values of the levels that a case has, in order; none if it has no plan.
pub fn optimum(case: &Instance) -> Option<Vec<(String, i128)>> {
    let outcome = solved(case).outcome;
    outcome.plan?;
    Some(outcome.levels.into_iter().map(|level| (level.name, level.value)).collect())
}

/// Compares the levels that both have, in order.
pub fn is_no_worse(easier: Option<Vec<(String, i128)>>, harder: Option<Vec<(String, i128)>>) -> bool {
    let Some(harder) = harder else { return true };
    let Some(easier) = easier else { return false };
    let names: Vec<&String> = easier.iter().map(|(name, _)| name).collect();
    let harder: Vec<i128> = harder.iter().filter(|(name, _)| names.contains(&name)).map(|&(_, value)| value).collect();
    easier.iter().map(|&(_, value)| value).collect::<Vec<_>>() <= harder
}

/// The same case with a room more in some pool, on every night that it quotes.
pub fn with_a_room(case: &Instance, dice: &mut Dice) -> Instance {
    let mut roomier = case.clone();
    let hotel = dice.below(case.hotels.len());
    let pool = dice.below(case.hotels[hotel].pools.len());
    for offer in &mut roomier.hotels[hotel].pools[pool].offers {
        offer.rooms += 1;
    }
    roomier
}

/// A case, and the same without one of its groups.
///
/// Where hotels have a least use or a block, or rooms have to be cheap, the guests of the group that stays away may be
/// missed; so there is none of that in either.
pub fn without_a_group(mut case: Instance, dice: &mut Dice) -> (Instance, Instance) {
    case.hotels.iter_mut().for_each(|hotel| (hotel.rooms_min, hotel.terms.block) = (0, None));
    case.rules.affordable = None;
    let group = dice.below(case.groups.len());
    // Guests who continue a stay would be new to their hotels without the leg before.
    case.groups.iter_mut().for_each(|group| group.continues = None);
    let mut smaller = case.clone();
    smaller.groups.remove(group);
    smaller.pairs.retain(|pair| pair.a != group && pair.b != group);
    smaller.pins.retain(|pin| pin.group != group);
    smaller.rules.waivers.retain(|waiver| waiver.group != Some(group));
    for pair in &mut smaller.pairs {
        pair.a -= usize::from(pair.a > group);
        pair.b -= usize::from(pair.b > group);
    }
    smaller.pins.iter_mut().for_each(|pin| pin.group -= usize::from(pin.group > group));
    for named in smaller.rules.waivers.iter_mut().filter_map(|waiver| waiver.group.as_mut()) {
        *named -= usize::from(*named > group);
    }
    (case, smaller)
}

/// Tells whether ids decide nothing: of two groups of one size, the lower id decides which lies within the other (R23).
pub fn means_nothing_by_ids(case: &Instance) -> bool {
    let size = |group: usize| case.groups[group].guests;
    let same = |relation| matches!(relation, PairRelation::Same(Level::Hotel | Level::Wing));
    !case.pairs.iter().any(|pair| same(pair.relation) && size(pair.a) == size(pair.b))
}

/// The same case with hotels, groups, pairs and pins the other way round.
pub fn mirrored(case: &Instance) -> Instance {
    let mut mirrored = case.clone();
    let (last_hotel, last_group) = (case.hotels.len() - 1, case.groups.len() - 1);
    mirrored.hotels.reverse();
    mirrored.groups.reverse();
    mirrored.pairs.reverse();
    mirrored.pins.reverse();
    for (at, hotel) in mirrored.hotels.iter_mut().enumerate() {
        hotel.id = HotelId(format!("mirrored {at}"));
    }
    for (at, group) in mirrored.groups.iter_mut().enumerate() {
        group.id = GroupId(format!("mirrored {at}"));
    }
    for site in &mut mirrored.sites {
        site.travel.iter_mut().for_each(|(hotel, _)| *hotel = last_hotel - *hotel);
        site.travel.reverse();
    }
    for pair in &mut mirrored.pairs {
        (pair.a, pair.b) = (last_group - pair.b, last_group - pair.a);
    }
    for group in &mut mirrored.groups {
        group.continues = group.continues.map(|before| last_group - before);
    }
    for waiver in &mut mirrored.rules.waivers {
        waiver.group = waiver.group.map(|group| last_group - group);
        waiver.hotel = waiver.hotel.map(|hotel| last_hotel - hotel);
    }
    for pin in &mut mirrored.pins {
        (pin.group, pin.hotel) = (last_group - pin.group, last_hotel - pin.hotel);
    }
    mirrored
}
