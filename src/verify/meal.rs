//! Meals: R42. Whoever sleeps in a hotel eats there; nights of turnover feed nobody.

use chrono::Timelike;

use super::breach::{Fault, Judged};
use super::capacity::nights_in_words;
use super::plan::{Plan, counted};
use crate::domain::{Group, Rule};

/// R42. Meals: a hotel houses on no night more guests than it feeds. Nights in a row that are alike are one finding; of
/// soft meals each night is a breach.
pub(super) fn r42_meals(plan: &Plan, judged: &mut Judged) {
    for at in plan.hotels() {
        let Some(fed) = fed(plan, at) else { continue };
        judge(
            plan,
            (at, fed),
            judged,
            |group, night| group.stay.covers(night),
            |hotel, guests, nights| format!("{hotel} feeds {}{nights}, {guests} sleep there.", counted(fed, "guest")),
        );
    }
}

/// R42. Late suppers: a hotel serves on no night more than it can, to who comes late that night or takes one every night.
pub(super) fn r42_suppers(plan: &Plan, judged: &mut Judged) {
    let day_cut = plan.instance.rules.day_cut;
    let sups = |group: &Group, night: u32| {
        let came = group.arrival.filter(|_| group.stay.arrive == night && group.continues.is_none());
        let late = came.is_some_and(|came| came.time() < day_cut || came.hour() > 20);
        group.stay.covers(night) && (late || group.asks.late_supper)
    };
    for at in plan.hotels() {
        let Some(most) = plan.instance.hotels[at].terms.suppers_max else { continue };
        judge(plan, (at, most.into()), judged, sups, |hotel, guests, nights| {
            format!("{hotel} serves {}{nights}, {guests} take one.", counted(most.into(), "late supper"))
        });
    }
}

/// Judges a hotel that takes on no night more than so many guests of those who count, each night by its message.
fn judge(
    plan: &Plan,
    (at, most): (usize, u64),
    judged: &mut Judged,
    counts: impl Fn(&Group, u32) -> bool,
    message: impl Fn(&str, u64, &str) -> String,
) {
    let (hotel, strength) = (&plan.instance.hotels[at], plan.instance.strength_in(Rule::R42, at));
    let mut alike: Vec<(u32, u32, u64)> = Vec::new();
    for night in 0..plan.instance.calendar.n_nights {
        let there = plan.at_hotel(at).filter(|entry| counts(plan.group(entry), night));
        let guests = there.map(|entry| entry.guests).fold(0, u64::saturating_add);
        match alike.last_mut() {
            _ if guests <= most => {}
            Some((_, last, same)) if strength.is_hard() && *last + 1 == night && *same == guests => *last = night,
            _ => alike.push((night, night, guests)),
        }
    }
    for (first, last, guests) in alike {
        let nights = nights_in_words(&plan.instance.calendar, first, last);
        let message = message(hotel.id.as_str(), guests, &nights);
        judged.judge(strength, Fault::new(Rule::R42, guests - most, message).at(hotel).on(first));
    }
}

/// Returns how many guests a hotel feeds on a night: its sittings times its seats; none where nobody knows.
fn fed(plan: &Plan, hotel: usize) -> Option<u64> {
    let seats = plan.instance.hotels[hotel].meals_max?;
    Some(u64::from(seats) * u64::from(plan.instance.rules.sittings))
}
