//! The plan before this one: who stays where it was, and why (R32).
//!
//! Moves nobody. Its rows may name hotels and rooms that there are no more: that is for the plan to solve.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::ledger::Ledger;
use crate::diagnostic::Code;
use crate::domain::remark::{About, Remark};
use crate::domain::{GroupStatus, Instance, Keep, Offer, Previous, Quote, Stay};
use crate::read::Tables;

/// Adds the plan before this one to a case, where one was given.
pub fn add(tables: &Tables, instance: &mut Instance, as_of: Option<NaiveDateTime>, ledger: &mut Ledger) {
    if !tables.previous.given {
        return;
    }
    let today = as_of.and_then(|moment| {
        let nights = moment.date().signed_duration_since(instance.calendar.first?).num_days();
        Some(u32::try_from(nights.max(0)).unwrap_or(u32::MAX).min(instance.calendar.n_nights))
    });
    let mut previous = Previous::default();
    let mut gone = BTreeSet::new();
    for placed in &tables.previous.rows {
        if instance.group(placed.row.group.as_str()).is_none() {
            gone.insert(placed.row.group.as_str());
            previous.gone.push(placed.row.clone());
            ledger.drop_row(&placed.place);
        } else if placed.row.guests == 0 {
            ledger.drop_row(&placed.place);
        } else {
            previous.rows.push(placed.row.clone());
        }
    }
    previous.rows.sort();
    previous.gone.sort();
    if !gone.is_empty() {
        ledger.assumed.push(Remark::new(About::NoLongerComing, &[("n", &gone.len())]));
    }
    let rooming = tables.previous_rooming.rows.iter().filter(|row| instance.group(row.group.as_str()).is_some());
    previous.rooming = rooming.cloned().collect();
    previous.rooming.sort();
    say_arrived_nowhere(&previous, instance, ledger);
    previous.kept = r32_kept(tables, &previous, instance, ledger);
    remember_past_nights(&previous, instance, today.unwrap_or(0));
    let window = tables.policy.whole.freeze_window.unwrap_or(0);
    if window > 0 {
        match today {
            Some(today) => r32_window(&mut previous, instance, today.saturating_add(window)),
            None => say_undated_window(tables, ledger),
        }
    }
    instance.previous = Some(previous);
}

/// Says that the freeze window is not applied, for nobody knows from when on.
fn say_undated_window(tables: &Tables, ledger: &mut Ledger) {
    let place = tables.policy.rules.place.clone().unwrap_or_default();
    let message = "`freeze_window` is not applied: nothing says when now is";
    ledger.say(Code::WindowUndated, &place, "", message, "give --as-of, or `[case] as_of`");
}

/// Says which groups have arrived, and nobody knows where.
fn say_arrived_nowhere(previous: &Previous, instance: &Instance, ledger: &mut Ledger) {
    for group in instance.groups.iter().filter(|group| group.status == GroupStatus::Arrived) {
        if previous.rows_of(group.id.as_str()).is_empty() {
            let message = format!("`{}` has arrived, and the plan before this one does not say where", group.id);
            let help = "add a row for it to that plan, or correct its status; it is placed like any other";
            ledger.say(Code::ArrivedNowhere, &group.place, "status", message, help);
        }
    }
}

/// R32, R33. The groups that stay where they were: checked in, in a frozen hotel, or placed by hand.
fn r32_kept(tables: &Tables, previous: &Previous, instance: &Instance, ledger: &mut Ledger) -> BTreeMap<usize, Keep> {
    let mut kept: BTreeMap<usize, Keep> = BTreeMap::new();
    let mut keep = |group: usize, why: Keep| {
        let known = kept.entry(group).or_insert(why);
        *known = why.min(*known);
    };
    for placed in tables.previous.rows.iter().filter(|placed| placed.row.guests > 0) {
        if let Some((group, why)) = instance.group(placed.row.group.as_str()).zip(placed.kept) {
            keep(group, why);
        }
    }
    for row in &previous.rows {
        let Some(group) = instance.group(row.group.as_str()) else { continue };
        let of = &instance.groups[group];
        if of.status == GroupStatus::Arrived {
            keep(group, Keep::Arrived);
        }
        let frozen = instance.hotel(row.hotel.as_str()).and_then(|hotel| instance.frozen_nights(group, hotel));
        if frozen.is_some_and(|frozen| of.stay.arrive < frozen.arrive && frozen.arrive < of.stay.depart) {
            keep(group, Keep::Frozen);
        }
    }
    let by_hand = kept.values().filter(|&&why| why == Keep::Hand).count();
    if by_hand > 0 {
        ledger.assumed.push(Remark::new(About::ByHand, &[("n", &by_hand)]));
    }
    kept
}

/// R32. Groups that arrive before the end of the freeze window stay where they are, as far as their rooms are still there
/// beside those of everybody else who stays.
fn r32_window(previous: &mut Previous, instance: &Instance, end: u32) {
    let mut used = Used::default();
    for &group in previous.kept.keys() {
        used.add(instance, previous, group);
    }
    for (at, group) in instance.groups.iter().enumerate() {
        let rows = previous.rows_of(group.id.as_str());
        if group.stay.arrive >= end || rows.is_empty() || previous.kept.contains_key(&at) {
            continue;
        }
        let guests: u32 = rows.iter().map(|row| row.guests).fold(0, u32::saturating_add);
        if guests == group.guests && used.has_room_for(instance, previous, at) {
            used.add(instance, previous, at);
            previous.kept.insert(at, Keep::Window);
        }
    }
}

/// Rooms of groups that stay where they were, by hotel, pool and night.
#[derive(Debug, Default)]
struct Used(BTreeMap<(usize, usize, u32), u64>);

impl Used {
    fn add(&mut self, instance: &Instance, previous: &Previous, group: usize) {
        for (pool, night, rooms) in nights(instance, previous, group).into_iter().flatten() {
            *self.0.entry((pool.0, pool.1, night)).or_default() += rooms;
        }
    }

    /// Tells whether every room of a group is still there on every night.
    fn has_room_for(&self, instance: &Instance, previous: &Previous, group: usize) -> bool {
        let Some(wanted) = nights(instance, previous, group) else { return false };
        let mut sums = Self::default();
        for (pool, night, rooms) in wanted {
            *sums.0.entry((pool.0, pool.1, night)).or_default() += rooms;
        }
        sums.0.iter().all(|(&(hotel, pool, night), rooms)| {
            let known = instance.hotels[hotel].pools[pool].offer(night).map_or(0, |offer| u64::from(offer.rooms));
            let is_open = instance.hotels[hotel].status == crate::domain::HotelStatus::Open;
            is_open && rooms + self.0.get(&(hotel, pool, night)).copied().unwrap_or(0) <= known
        })
    }
}

/// A pool by its hotel and its position there, a night, and rooms.
type PoolNight = ((usize, usize), u32, u64);

/// Returns the rooms of a group by pool and night; none where it had rooms that the case does not have.
fn nights(instance: &Instance, previous: &Previous, group: usize) -> Option<Vec<PoolNight>> {
    let mut nights = Vec::new();
    let of = &instance.groups[group];
    for row in previous.rows_of(of.id.as_str()) {
        let hotel = instance.hotel(row.hotel.as_str())?;
        let pools = &instance.hotels[hotel].pools;
        let pool = pools.iter().position(|pool| pool.wing == row.wing && pool.room_type == row.room_type)?;
        nights.extend(of.stay.nights().map(|night| ((hotel, pool), night, u64::from(row.rooms))));
    }
    Some(nights)
}

/// Nights before today are history: who has checked in had the rooms then that the plan before this one says, whatever
/// hotels quote or do not quote for these nights any more.
fn remember_past_nights(previous: &Previous, instance: &mut Instance, today: u32) {
    let mut held: BTreeMap<(usize, usize), BTreeMap<u32, u32>> = BTreeMap::new();
    for &group in previous.kept.keys().filter(|group| instance.groups[**group].stay.arrive < today) {
        for row in previous.rows_of(instance.groups[group].id.as_str()) {
            let Some(hotel) = instance.hotel(row.hotel.as_str()) else { continue };
            let pools = &instance.hotels[hotel].pools;
            let known = pools.iter().position(|pool| pool.wing == row.wing && pool.room_type == row.room_type);
            let Some(pool) = known.filter(|&pool| !pools[pool].offers.is_empty()) else { continue };
            for night in instance.groups[group].stay.nights().filter(|&night| night < today) {
                *held.entry((hotel, pool)).or_default().entry(night).or_default() += row.rooms;
            }
        }
    }
    for ((hotel, pool), nights) in held {
        let offers = &mut instance.hotels[hotel].pools[pool].offers;
        for (night, rooms) in nights {
            raise(offers, night, rooms);
        }
        offers.sort_by_key(|offer| offer.nights);
        offers.dedup_by(|next, last| {
            let joins = last.nights.depart == next.nights.arrive && Offer { nights: last.nights, ..*next } == *last;
            if joins {
                last.nights.depart = next.nights.depart;
            }
            joins
        });
    }
}

/// Offers at least so many rooms on a night.
fn raise(offers: &mut Vec<Offer>, night: u32, rooms: u32) {
    let nights = Stay { arrive: night, depart: night + 1 };
    if let Some(at) = offers.iter().position(|offer| offer.nights.covers(night)) {
        let whole = offers[at];
        if whole.rooms >= rooms {
            return;
        }
        offers.remove(at);
        let before = Stay { depart: night, ..whole.nights };
        let after = Stay { arrive: night + 1, ..whole.nights };
        offers.extend(
            [before, after].into_iter().filter(|one| one.arrive < one.depart).map(|nights| Offer { nights, ..whole }),
        );
        offers.push(Offer { nights, rooms, quote: Quote::plain(rooms), ..whole });
        return;
    }
    let nearest = offers.iter().min_by_key(|offer| offer.nights.arrive.abs_diff(night));
    if let Some(&like) = nearest {
        offers.push(Offer { nights, rooms, quote: Quote::plain(rooms), rate: None, ..like });
    }
}
