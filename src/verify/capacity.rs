//! Rooms by night, and the turnover of rooms: R1, R17. Counts rooms in use, night by night, and nothing else.

use std::collections::BTreeMap;

use super::breach::Judged;
use super::finding::Finding;
use super::plan::{Entry, Plan, rooms_of};
use crate::domain::{Calendar, Hotel, Offer, Pool, Sharing, Stay};

/// R1. Rooms by night: on every night of a quote, the rooms that groups sleep in are at most the rooms quoted.
pub(super) fn r1_rooms_by_night(plan: &Plan, judged: &mut Judged) {
    for (hotel, pool, entries) in pools_in_use(plan) {
        let slept = RoomsInUse::count(plan, &entries, Nights::Slept);
        for night in nights_over(pool, |night, offer| slept.on(night, offer)) {
            judged.push(overbooked(1, &plan.instance.calendar, hotel, pool, &night));
        }
    }
}

/// R17. Turnover of rooms: a room counts as used for some nights after departure, on nights that have a quote.
///
/// Says nothing where R1 is broken already. The turnover of separated cohorts is judged beside R10.
pub(super) fn r17_turnover_of_rooms(plan: &Plan, judged: &mut Judged) {
    for (hotel, pool, entries) in pools_in_use(plan) {
        if entries.iter().all(|entry| plan.instance.turnover_nights(entry.group) == 0) {
            continue;
        }
        let slept = RoomsInUse::count(plan, &entries, Nights::Slept);
        let held = RoomsInUse::count(plan, &entries, Nights::Held);
        let used = |night, offer: &Offer| {
            let broken_already = slept.on(night, offer) > u64::from(offer.rooms);
            if broken_already { 0 } else { held.on(night, offer) }
        };
        for night in nights_over(pool, used) {
            judged.push(overbooked(17, &plan.instance.calendar, hotel, pool, &night));
        }
    }
}

/// Which nights of a group count.
#[derive(Clone, Copy)]
pub(super) enum Nights {
    /// The nights of its stay.
    Slept,
    /// The same and the nights of turnover.
    Held,
}

/// Nights in a row on which too many rooms of a pool are used, always as many.
struct Overbooking {
    first: u32,
    last: u32,
    used: u64,
    available: u64,
}

/// Rooms of a pool in use, by night. Guests who share by bed are kept apart by cohort, to be rounded up at the end.
pub(super) struct RoomsInUse {
    rooms: Vec<u64>,
    guests_by_bed: BTreeMap<usize, Vec<u64>>,
}

impl RoomsInUse {
    pub(super) fn count(plan: &Plan, entries: &[&Entry], nights: Nights) -> Self {
        let stay = |entry: &Entry| held(plan, entry, nights);
        let end = entries.iter().map(|entry| stay(entry).depart).max().unwrap_or(0) as usize;
        let mut counted = Self { rooms: vec![0; end], guests_by_bed: BTreeMap::new() };
        for entry in entries {
            let group = plan.group(entry);
            let (by_night, amount) = if group.sharing == Sharing::Bed {
                let guests = counted.guests_by_bed.entry(group.class).or_insert_with(|| vec![0; end]);
                (guests, entry.guests)
            } else {
                (&mut counted.rooms, entry.rooms)
            };
            for night in stay(entry).nights() {
                by_night[night as usize] += amount;
            }
        }
        counted
    }

    /// Returns the rooms in use on a night: a cohort's guests by bed take as many as hold them.
    fn on(&self, night: u32, offer: &Offer) -> u64 {
        self.shared_by(night, offer.guests_max)
    }

    /// Returns the rooms in use on a night if so many guests share one by bed.
    pub(super) fn shared_by(&self, night: u32, guests_max: u32) -> u64 {
        let at = |by_night: &Vec<u64>| by_night.get(night as usize).copied().unwrap_or(0);
        let guests_max = u64::from(guests_max.max(1));
        let shared: u64 = self.guests_by_bed.values().map(|guests| at(guests).div_ceil(guests_max)).sum();
        at(&self.rooms) + shared
    }
}

fn held(plan: &Plan, entry: &Entry, nights: Nights) -> Stay {
    let group = plan.group(entry);
    match nights {
        Nights::Slept => group.stay,
        Nights::Held => {
            let turnover_nights = plan.instance.turnover_nights(entry.group);
            group.stay.lengthened(turnover_nights, plan.instance.calendar.n_nights)
        }
    }
}

/// Returns every pool that has entries, with its hotel and these.
pub(super) fn pools_in_use<'a>(plan: &'a Plan) -> impl Iterator<Item = (&'a Hotel, &'a Pool, Vec<&'a Entry>)> {
    plan.hotels().flat_map(|at| {
        let hotel = &plan.instance.hotels[at];
        let mut by_pool: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
        for entry in plan.at_hotel(at) {
            by_pool.entry(entry.pool).or_default().push(entry);
        }
        by_pool.into_iter().map(move |(pool, entries)| (hotel, &hotel.pools[pool], entries))
    })
}

/// Returns the nights with a quote on which more rooms are used than are quoted; nights in a row with the same numbers
/// together. Nights without a quote are judged by R29.
fn nights_over(pool: &Pool, used: impl Fn(u32, &Offer) -> u64) -> Vec<Overbooking> {
    let mut over: Vec<Overbooking> = Vec::new();
    for offer in &pool.offers {
        let available = u64::from(offer.rooms);
        for night in offer.nights.nights() {
            let used = used(night, offer);
            if used <= available {
                continue;
            }
            match over.last_mut() {
                Some(last) if last.last + 1 == night && (last.used, last.available) == (used, available) => {
                    last.last = night;
                }
                _ => over.push(Overbooking { first: night, last: night, used, available }),
            }
        }
    }
    over
}

fn overbooked(rule: u8, calendar: &Calendar, hotel: &Hotel, pool: &Pool, over: &Overbooking) -> Finding {
    let turnover = if rule == 17 { " or being turned over" } else { "" };
    let message = format!(
        "{} has {}{}, {} are used{turnover}.",
        hotel.id,
        rooms_of(pool, over.available),
        nights_in_words(calendar, over.first, over.last),
        over.used
    );
    Finding::about_hotel(rule, hotel, message)
}

/// Returns ` on 2022-04-05`, with ` and 2 more nights` where there are more; nothing in a case without dates.
pub(super) fn nights_in_words(calendar: &Calendar, first: u32, last: u32) -> String {
    if calendar.first.is_none() {
        return String::new();
    }
    let more = match last - first {
        0 => String::new(),
        1 => " and 1 more night".to_owned(),
        more => format!(" and {more} more nights"),
    };
    format!(" on {}{more}", calendar.text(first))
}
