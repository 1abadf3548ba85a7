//! Nights of the stay: R28 day cut, R29 whole stay. Does not count rooms.

use chrono::Days;

use super::breach::{Fault, Judged};
use super::capacity::nights_in_words;
use super::finding::Finding;
use super::plan::{Plan, Row, counted};
use crate::domain::{Calendar, Group, Rule, Strength};

/// R28. Day cut: a group that arrives before the cut sleeps there from the night before on.
pub(super) fn r28_day_cut(plan: &Plan, judged: &mut Judged) {
    let instance = plan.instance;
    for (at, group) in instance.groups.iter().enumerate() {
        let Some(arrival) = group.arrival.filter(|_| !plan.of_group(at).is_empty()) else { continue };
        let cut = instance.rules.day_cut;
        let days_back = Days::new(u64::from(arrival.time() < cut));
        let first_night = arrival.date().checked_sub_days(days_back);
        if first_night != instance.calendar.date(group.stay.arrive) {
            let message = format!(
                "{} arrives at {}; with the day cut at {} its first night is not {}.",
                group.id,
                arrival.format("%Y-%m-%dT%H:%M"),
                cut.format("%H:%M"),
                instance.calendar.text(group.stay.arrive)
            );
            judged.push(Finding::about_group(28, group, message));
        }
    }
}

/// R29. Whole stay: a row is for exactly the nights of its group's stay, and its pool is quoted on each of them.
pub(super) fn r29_whole_stay(plan: &Plan, judged: &mut Judged) {
    for row in &plan.rows {
        if let Some(message) = other_dates(&plan.instance.calendar, plan.group(&row.entry), row) {
            judged.push(Finding::about_both(29, plan.group(&row.entry), plan.hotel(&row.entry), message));
        }
    }
    for entry in &plan.entries {
        let (group, hotel, pool) = (plan.group(entry), plan.hotel(entry), plan.pool(entry));
        let unknown: Vec<u32> = group.stay.nights().filter(|&night| pool.offer(night).is_none()).collect();
        if let Some(&first) = unknown.first() {
            let message = format!(
                "{} is in {} rooms of {}, of which nothing is known{}: {} of {} nights are unknown.",
                group.id,
                pool.room_type,
                hotel.id,
                nights_in_words(&plan.instance.calendar, first, first),
                unknown.len(),
                group.stay.n_nights()
            );
            judged.push(Finding::about_both(29, group, hotel, message));
        }
    }
}

/// R29. Changes inside a stay: the guests of a later leg in a hotel who can only have come from another one, as the leg before
/// has all others elsewhere.
pub(super) fn r29_stay_moves(plan: &Plan, judged: &mut Judged) {
    for (at, group) in plan.instance.groups.iter().enumerate() {
        let Some(before) = group.continues else { continue };
        let slept = plan.guests_by_hotel(before);
        for (hotel, guests) in plan.guests_by_hotel(at) {
            let elsewhere: u64 = slept.iter().filter(|&(&other, _)| other != hotel).map(|(_, &guests)| guests).sum();
            let all = u64::from(group.guests).max(plan.instance.groups[before].guests.into());
            let new = (guests + elsewhere).saturating_sub(all);
            let hotel = &plan.instance.hotels[hotel];
            let leg = &plan.instance.groups[before].id;
            let message =
                format!("{} of {} are in {}, where they were not as {leg}.", counted(new, "guest"), group.id, hotel.id);
            let fault = Fault::new(Rule::R29, new, message).of(group).at(hotel);
            judged.judge(Strength::Soft(plan.instance.rules.stay_move_price), fault);
        }
    }
}

fn other_dates(calendar: &Calendar, group: &Group, row: &Row) -> Option<String> {
    let (arrive, depart) = row.dates?;
    let stay = (calendar.date(group.stay.arrive), calendar.date(group.stay.depart));
    match stay {
        (Some(from), Some(to)) if (from, to) == (arrive, depart) => None,
        (Some(from), Some(to)) => {
            Some(format!("{} stays from {from} to {to}; a row says {arrive} to {depart}.", group.id))
        }
        _ => Some(format!("The case has no dates; a row of {} says {arrive} to {depart}.", group.id)),
    }
}
