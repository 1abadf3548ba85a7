//! What many share besides rooms: R26 check-ins by the hour, R16 rooms of the city, R37 cheap rooms, R38 blocks. Adds up
//! by itself, night by night and hour by hour.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Timelike};

use super::breach::{Fault, Judged};
use super::kept::left_on;
use super::plan::{Entry, Plan, counted};
use crate::domain::{HotelStatus, Rule, Strength};

/// R26. Arrivals: in no hour more guests arrive at a hotel than it checks in.
pub(super) fn r26_arrivals(plan: &Plan, judged: &mut Judged) {
    for (at, date, hour, guests, over) in rushes(plan) {
        if over > 0 {
            let (hotel, most) = (&plan.instance.hotels[at], guests - over);
            let message = format!(
                "{} arrive at {} on {date} from {hour:02}:00 to {hour:02}:59, {most} can be checked in.",
                counted(guests, "guest"),
                hotel.id
            );
            judged.judge(plan.instance.strength_in(Rule::R26, at), Fault::new(Rule::R26, over, message).at(hotel));
        }
    }
}

/// Returns who arrives at each hotel with a limit, by hour: the guests, and those too many.
fn rushes(plan: &Plan) -> Vec<(usize, NaiveDate, u32, u64, u64)> {
    let mut guests: BTreeMap<(usize, NaiveDate, u32), u64> = BTreeMap::new();
    // Guests of a later leg are here already (R29).
    for entry in plan.entries.iter().filter(|entry| plan.group(entry).continues.is_none()) {
        if let (Some(time), Some(_)) = (plan.group(entry).arrival, plan.hotel(entry).terms.arrivals_per_hour) {
            *guests.entry((entry.hotel, time.date(), time.hour())).or_default() += entry.guests;
        }
    }
    let over = |((hotel, date, hour), guests): ((usize, NaiveDate, u32), u64)| {
        let most = plan.instance.hotels[hotel].terms.arrivals_per_hour.map_or(u64::MAX, u64::from);
        (hotel, date, hour, guests, guests.saturating_sub(most))
    };
    guests.into_iter().map(over).collect()
}

/// R16. Reserve of the city: on every night so many rooms of all hotels together are empty.
pub(super) fn r16_city_reserve(plan: &Plan, judged: &mut Judged) {
    for (night, used, most) in crowded_nights(plan) {
        let when = super::capacity::nights_in_words(&plan.instance.calendar, night, night);
        let message = format!("{} of the city are used{when}, {most} are left by its reserve.", counted(used, "room"));
        judged.judge(plan.instance.strength(Rule::R16), Fault::new(Rule::R16, used - most, message).on(night));
    }
}

/// Returns the nights on which the city uses more rooms than its reserve leaves: the night, rooms used, rooms left.
fn crowded_nights(plan: &Plan) -> Vec<(u32, u64, u64)> {
    let rules = &plan.instance.rules;
    let share = u64::from(rules.city_reserve_share.thousandths());
    if rules.city_reserve == 0 && share == 0 {
        return Vec::new();
    }
    let end = plan.instance.calendar.n_nights;
    let mut crowded = Vec::new();
    for night in 0..end {
        let hotels = &plan.instance.hotels;
        // Where nobody asks whether a hotel is closed (R34), its rooms are rooms of the city.
        let is_asked = |at: usize| plan.instance.strength_in(Rule::R34, at) != Strength::Off;
        let open = (0..hotels.len()).filter(|&at| hotels[at].status != HotelStatus::Closed || !is_asked(at));
        let left: Vec<u64> = open.filter_map(|at| left_on(plan, at, night)).collect();
        if left.is_empty() {
            continue;
        }
        let total: u64 = left.iter().sum();
        let reserve = u64::from(rules.city_reserve).max((total * share).div_ceil(1_000));
        let most = total.saturating_sub(reserve);
        let in_use = |entry: &&Entry| {
            let group = plan.group(entry);
            group.stay.lengthened(plan.instance.turnover_nights(entry.group), end).covers(night)
                && plan.pool(entry).offer(night).is_some()
        };
        let used: u64 = plan.entries.iter().filter(in_use).map(|entry| entry.rooms).sum();
        if used > most {
            crowded.push((night, used, most));
        }
    }
    crowded
}

/// R37. Affordable share: of all room nights at least a share costs no more than a rate. What is missing is counted in
/// thousandths of a room night.
pub(super) fn r37_affordable(plan: &Plan, judged: &mut Judged) {
    let Some(affordable) = plan.instance.rules.affordable else { return };
    let (cheap, all) = room_nights(plan);
    let missing = (all * u64::from(affordable.share.thousandths())).saturating_sub(cheap * 1_000);
    if missing > 0 {
        let message = format!(
            "{cheap} of {} cost at most {}, the share asked is {}.",
            counted(all, "room night"),
            affordable.rate,
            affordable.share
        );
        judged.judge(plan.instance.strength(Rule::R37), Fault::new(Rule::R37, missing, message).in_parts(1_000));
    }
}

/// Returns the cheap room nights of a plan, and all of them.
fn room_nights(plan: &Plan) -> (u64, u64) {
    let (mut cheap, mut all) = (0, 0);
    let Some(affordable) = plan.instance.rules.affordable else { return (0, 0) };
    for entry in &plan.entries {
        let (group, pool) = (plan.group(entry), plan.pool(entry));
        for night in group.stay.nights() {
            let paid = pool.offer(night).and_then(|offer| offer.rate).map(|rate| super::objective::paid(group, rate));
            all += entry.rooms;
            cheap += if paid.is_some_and(|paid| paid <= affordable.rate.0) { entry.rooms } else { 0 };
        }
    }
    (cheap, all)
}

/// R38. Blocks: returns the room nights that are paid for and stay empty, with what one of them costs, by hotel.
pub(super) fn r38_empty_blocks(plan: &Plan) -> Vec<(usize, u64, i64)> {
    let kept = 1_000 - u64::from(plan.instance.rules.attrition.thousandths());
    let mut empty = Vec::new();
    for (at, hotel) in plan.instance.hotels.iter().enumerate() {
        let Some(block) = hotel.terms.block else { continue };
        if plan.instance.strength_in(Rule::R38, at) == Strength::Off {
            continue;
        }
        let nights = plan.instance.calendar.n_nights;
        let quoted = (0..nights).filter(|&night| hotel.pools.iter().any(|pool| pool.offer(night).is_some())).count();
        let paid = (u64::from(block.rooms) * quoted as u64 * kept).div_euclid(1_000);
        let used = plan.at_hotel(at).map(|entry| entry.rooms * plan.group(entry).stay.nights().len() as u64);
        let missing = paid.saturating_sub(used.sum());
        if missing > 0 {
            empty.push((at, missing, block.rate.0));
        }
    }
    empty
}
