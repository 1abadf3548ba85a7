//! Guests into the rooms of one hotel where it matters how many of its wings they use.
//!
//! Tries the wings one by one, the largest first one after another, and all of them as if they were one: rooms that may
//! be, not always the cheapest.

use super::fill::{Filled, Left, Segment, fill};
use super::stock::{INFINITE, Offer, Price};

/// Returns rooms for a segment of the line and their price, further wings paid for; none where none were found.
#[must_use]
pub fn in_wings(offer: &Offer, segment: &Segment) -> Option<(Price, Vec<Filled>)> {
    let further = offer.further_wing.unwrap_or(0);
    let mut wings: Vec<u32> = offer.rooms.iter().map(|room| room.wing).collect();
    wings.sort_unstable();
    wings.dedup();
    let mut ways: Vec<(Price, Vec<Filled>)> =
        wings.iter().filter_map(|&wing| one_by_one(offer, segment, &[wing])).collect();
    if further < INFINITE {
        wings.sort_by_key(|&wing| (std::cmp::Reverse(hold(offer, wing)), wing));
        ways.extend(one_by_one(offer, segment, &wings));
        ways.extend(fill(offer, segment));
    }
    let paid = |(price, filled): (Price, Vec<Filled>)| (price + further * further_wings(offer, &filled), filled);
    ways.into_iter().map(paid).min_by_key(|(price, _)| *price)
}

/// Returns how many wings beyond the first are used.
fn further_wings(offer: &Offer, filled: &[Filled]) -> Price {
    let mut wings: Vec<u32> = filled.iter().map(|each| offer.rooms[each.room].wing).collect();
    wings.sort_unstable();
    wings.dedup();
    Price::try_from(wings.len().saturating_sub(1)).unwrap_or(INFINITE)
}

/// Returns how many guests a wing holds, at most.
fn hold(offer: &Offer, wing: u32) -> u64 {
    let rooms = offer.rooms.iter().filter(|room| room.wing == wing);
    rooms.map(|room| u64::from(room.rooms) * u64::from(room.guests_max)).sum()
}

/// Fills wing after wing as far as each holds; none where guests are left over.
fn one_by_one(offer: &Offer, segment: &Segment, wings: &[u32]) -> Option<(Price, Vec<Filled>)> {
    let mut left = Left::new(offer);
    let mut rest = segment.to_vec();
    let mut price = 0;
    for &wing in wings {
        let (more, mut placed) = left.fill_wing_up(wing, &rest);
        price += more;
        for (_, _, guests) in &mut rest {
            let here = placed.min(*guests);
            *guests -= here;
            placed -= here;
        }
        rest.retain(|&(_, _, guests)| guests > 0);
    }
    rest.is_empty().then(|| (price, left.into_filled()))
}
