//! Meals: R42. Whoever sleeps in a hotel eats there; nights of turnover feed nobody.

use super::breach::{Fault, Judged};
use super::capacity::nights_in_words;
use super::plan::{Plan, counted};
use crate::domain::Rule;

/// R42. Meals: a hotel houses on no night more guests than it feeds. Nights in a row that are alike are one finding; of
/// soft meals each night is a breach.
pub(super) fn r42_meals(plan: &Plan, judged: &mut Judged) {
    for at in plan.hotels() {
        let (hotel, strength) = (&plan.instance.hotels[at], plan.instance.strength_in(Rule::R42, at));
        let mut alike: Vec<(u32, u32, u64, u64)> = Vec::new();
        for (night, guests, over) in hungry(plan, at) {
            match alike.last_mut() {
                Some((_, last, same, _)) if strength.is_hard() && *last + 1 == night && *same == guests => {
                    *last = night;
                }
                _ => alike.push((night, night, guests, over)),
            }
        }
        for (first, last, guests, over) in alike {
            let fed = counted(fed(plan, at).unwrap_or(0), "guest");
            let nights = nights_in_words(&plan.instance.calendar, first, last);
            let message = format!("{} feeds {fed}{nights}, {guests} sleep there.", hotel.id);
            judged.judge(strength, Fault::new(Rule::R42, over, message).at(hotel).on(first));
        }
    }
}

/// Returns the nights on which a hotel houses more guests than it feeds, with its guests and those too many.
fn hungry(plan: &Plan, hotel: usize) -> Vec<(u32, u64, u64)> {
    let Some(fed) = fed(plan, hotel) else { return Vec::new() };
    let nights = 0..plan.instance.calendar.n_nights;
    let asleep = |night: u32| {
        let here = plan.at_hotel(hotel).filter(|entry| plan.group(entry).stay.covers(night));
        here.map(|entry| entry.guests).fold(0, u64::saturating_add)
    };
    let all = nights.map(|night| (night, asleep(night)));
    all.filter(|&(_, guests)| guests > fed).map(|(night, guests)| (night, guests, guests - fed)).collect()
}

/// Returns how many guests a hotel feeds on a night: its sittings times its seats; none where nobody knows.
fn fed(plan: &Plan, hotel: usize) -> Option<u64> {
    let seats = plan.instance.hotels[hotel].meals_max?;
    Some(u64::from(seats) * u64::from(plan.instance.rules.sittings))
}
