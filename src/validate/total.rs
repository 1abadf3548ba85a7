//! Rooms of all types and wings of a hotel cut to the rooms that there are (domain §3.5): a type has what the others leave for
//! sure, and the rest is of any type.

use std::collections::BTreeSet;

use super::ledger::Ledger;
use crate::diagnostic::Code;
use crate::domain::{Offer, Pool, Quote, Stay};
use crate::read::tables::AvailabilityRow;

/// The room type of which the hotel picks the type.
const ANY: &str = "any";

/// Returns the rooms that a hotel has in all, and the newest row that says so; none where no row does, or where rows differ, for
/// then each speaks of its own type.
pub fn of_hotel<'a>(rows: impl Iterator<Item = &'a AvailabilityRow>) -> Option<(u32, &'a AvailabilityRow)> {
    let mut newest: Option<(u32, &AvailabilityRow)> = None;
    for row in rows {
        let Some(total) = row.rooms_total else { continue };
        match newest {
            Some((known, _)) if known != total => return None,
            Some((_, before)) if before.polled_at >= row.polled_at => {}
            _ => newest = Some((total, row)),
        }
    }
    newest
}

/// Cuts the pools of a hotel to the rooms that there are, on every night on which they add up to more; `guests_max` is that of
/// rooms of any type.
pub fn cap(
    pools: &mut Vec<Pool>,
    (total, row): (u32, &AvailabilityRow),
    guests_max: impl FnOnce() -> u32,
    ledger: &mut Ledger,
) {
    let spans = spans(pools);
    let most = spans.iter().map(|&nights| (sum(pools, nights), nights)).max_by_key(|(sum, _)| *sum);
    let Some((most, _)) = most.filter(|&(most, _)| pools.len() > 1 && most > total) else { return };
    let message =
        format!("the counts of `{}` add up to {most} rooms of {total} that there are; {total} are counted", row.hotel);
    let help = "correct the counts; until then a type has what the others leave, and the rest is of any type";
    ledger.say(Code::TypesOverTotal, &row.place, "rooms_total", message, help);
    let mut any = take_any(pools);
    let guests_max = guests_max();
    let mut cut: Vec<Pool> = pools.iter().map(|pool| Pool { offers: Vec::new(), ..pool.clone() }).collect();
    let mut rest: Vec<Offer> = Vec::new();
    for nights in spans {
        let excess = sum(pools, nights).saturating_add(sum(any.as_slice(), nights)).saturating_sub(total);
        let mut left = total;
        let mut of_types: Vec<Offer> = Vec::new();
        for (pool, cut) in pools.iter().zip(&mut cut) {
            let Some(offer) = pool.offer(nights.arrive) else { continue };
            let offer = with_rooms(*offer, nights, offer.quote.rooms.saturating_sub(excess));
            left = left.saturating_sub(offer.quote.rooms);
            of_types.push(offer);
            append(&mut cut.offers, offer);
        }
        let known = any.first().and_then(|pool| pool.offer(nights.arrive).copied());
        let rooms = if excess > 0 { left } else { known.map_or(0, |offer| offer.quote.rooms) };
        match (known, of_types.first()) {
            (Some(offer), _) => append(&mut rest, with_rooms(offer, nights, rooms)),
            (None, Some(first)) if rooms > 0 => append(&mut rest, rest_of(&of_types, (*first, rooms), guests_max)),
            _ => {}
        }
    }
    *pools = cut;
    if let Some(any) = any.first_mut() {
        any.offers = rest;
    } else {
        let wings: BTreeSet<&str> = pools.iter().map(|pool| pool.wing.as_str()).collect();
        let wing = if wings.len() == 1 { wings.first().map_or("", |wing| wing) } else { "" };
        any.push(Pool { wing: wing.to_owned(), room_type: ANY.to_owned(), offers: rest });
    }
    pools.append(&mut any);
    pools.sort_by(|a, b| (&a.wing, &a.room_type).cmp(&(&b.wing, &b.room_type)));
}

/// Takes the first pool of any type out of those of a hotel.
fn take_any(pools: &mut Vec<Pool>) -> Vec<Pool> {
    let at = pools.iter().position(|pool| pool.room_type == ANY);
    at.map(|at| vec![pools.remove(at)]).unwrap_or_default()
}

/// Returns the nights between all ends of offers, in order.
fn spans(pools: &[Pool]) -> Vec<Stay> {
    let offers = pools.iter().flat_map(|pool| &pool.offers);
    let ends: BTreeSet<u32> = offers.flat_map(|offer| [offer.nights.arrive, offer.nights.depart]).collect();
    let ends: Vec<u32> = ends.into_iter().collect();
    ends.windows(2).map(|pair| Stay { arrive: pair[0], depart: pair[1] }).collect()
}

/// Returns the rooms quoted on some nights, which lie within one offer of each pool.
fn sum(pools: &[Pool], nights: Stay) -> u32 {
    let offers = pools.iter().filter_map(|pool| pool.offer(nights.arrive));
    offers.fold(0, |sum, offer| sum.saturating_add(offer.quote.rooms))
}

fn with_rooms(offer: Offer, nights: Stay, rooms: u32) -> Offer {
    let quote = Quote { rooms, ..offer.quote };
    Offer { nights, rooms: quote.usable(), quote, ..offer }
}

/// Returns an offer of rooms whose type nobody knows: the least trusted and the dearest of those of the types.
fn rest_of(of_types: &[Offer], (first, rooms): (Offer, u32), guests_max: u32) -> Offer {
    let trust = of_types.iter().map(|offer| offer.quote.trust).min().unwrap_or(first.quote.trust);
    let rates: Option<Vec<_>> = of_types.iter().map(|offer| offer.rate).collect();
    let quote = Quote { rooms, trust, held: 0 };
    let rate = rates.and_then(|rates| rates.into_iter().max());
    Offer { nights: first.nights, rooms: quote.usable(), quote, guests_max, rate }
}

/// Adds an offer, or lengthens the last one where nothing changes.
pub fn append(offers: &mut Vec<Offer>, offer: Offer) {
    match offers.last_mut() {
        Some(last) if last.nights.depart == offer.nights.arrive && Offer { nights: offer.nights, ..*last } == offer => {
            last.nights.depart = offer.nights.depart;
        }
        _ => offers.push(offer),
    }
}
