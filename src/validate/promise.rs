//! Rooms that somebody adds to a hotel to see what they would do: usable as they are, on top of whatever it quotes.

use std::collections::BTreeSet;

use super::names::Names;
use super::total::append;
use crate::domain::{Calendar, Offer, Pool, Quote, Share, Stay};
use crate::read::tables::PromiseRow;

/// Adds promised rooms to the pools of their hotels; `guests_max` says how many guests rooms of a type hold.
pub fn add(
    pools: &mut [Vec<Pool>],
    promised: &[PromiseRow],
    (hotels, calendar): (&Names<'_>, &Calendar),
    mut guests_max: impl FnMut(&str) -> u32,
) {
    for row in promised {
        let Some(pools) = hotels.position(&row.hotel).and_then(|at| pools.get_mut(at)) else { continue };
        let ends = row.nights.map(|(from, to)| (calendar.clipped(from), calendar.clipped(to)));
        let (arrive, depart) = ends.unwrap_or((0, calendar.n_nights));
        if arrive >= depart {
            continue;
        }
        let key = |pool: &Pool| (pool.wing.clone(), pool.room_type.clone());
        let wanted = (row.wing.clone(), row.room_type.clone());
        let at = pools.iter().position(|pool| key(pool) == wanted).unwrap_or_else(|| {
            let at = pools.partition_point(|pool| key(pool) < wanted);
            pools.insert(at, Pool { wing: wanted.0, room_type: wanted.1, offers: Vec::new() });
            at
        });
        let known = pools[at].offers.first().map(|offer| offer.guests_max);
        let guests_max = known.unwrap_or_else(|| guests_max(&row.room_type));
        let new = Offer {
            nights: Stay { arrive, depart },
            rooms: row.rooms,
            quote: Quote::plain(row.rooms),
            guests_max,
            rate: row.rate,
        };
        pools[at].offers = with(&pools[at].offers, new);
    }
}

/// Returns offers with the rooms of another one added to each of its nights.
fn with(offers: &[Offer], new: Offer) -> Vec<Offer> {
    let spans = offers.iter().map(|offer| offer.nights).chain([new.nights]);
    let ends: BTreeSet<u32> = spans.flat_map(|nights| [nights.arrive, nights.depart]).collect();
    let ends: Vec<u32> = ends.into_iter().collect();
    let mut all = Vec::new();
    for pair in ends.windows(2) {
        let nights = Stay { arrive: pair[0], depart: pair[1] };
        let known = offers.iter().find(|offer| offer.nights.covers(nights.arrive));
        let offer = match (known, new.nights.covers(nights.arrive)) {
            (Some(offer), true) => with_rooms(*offer, new.rooms),
            (Some(offer), false) => *offer,
            (None, true) => new,
            (None, false) => continue,
        };
        append(&mut all, Offer { nights, ..offer });
    }
    all
}

/// Returns an offer with so many more usable rooms.
fn with_rooms(offer: Offer, rooms: u32) -> Offer {
    let rooms = offer.rooms.saturating_add(rooms);
    let quote = Quote { rooms: rooms.saturating_add(offer.quote.held), trust: Share::WHOLE, ..offer.quote };
    Offer { rooms, quote, ..offer }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(arrive: u32, depart: u32, rooms: u32) -> Offer {
        let nights = Stay { arrive, depart };
        Offer { nights, rooms, quote: Quote::plain(rooms), guests_max: 2, rate: None }
    }

    fn told(offers: &[Offer]) -> Vec<(u32, u32, u32)> {
        offers.iter().map(|offer| (offer.nights.arrive, offer.nights.depart, offer.rooms)).collect()
    }

    #[test]
    fn rooms_are_added_on_known_nights_and_new_on_unknown_ones() {
        let offers = [offer(0, 2, 5), offer(3, 4, 1)];
        assert_eq!(told(&with(&offers, offer(1, 5, 10))), [(0, 1, 5), (1, 2, 15), (2, 3, 10), (3, 4, 11), (4, 5, 10)]);
        assert_eq!(told(&with(&[], offer(1, 3, 4))), [(1, 3, 4)]);
    }

    #[test]
    fn what_is_held_or_not_believed_stays_out() {
        let trust = Share::of_thousandths(500).unwrap();
        let quote = Quote { rooms: 9, trust, held: 3 };
        let believed = Offer { rooms: quote.usable(), quote, ..offer(0, 1, 0) };
        let more = with_rooms(believed, 20);
        assert_eq!((believed.rooms, more.rooms, more.quote.usable()), (1, 21, 21));
    }
}
