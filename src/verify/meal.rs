//! Meals: R42. Whoever sleeps in a hotel eats there; nights of turnover feed nobody.

use super::capacity::nights_in_words;
use super::finding::Finding;
use super::plan::{Plan, counted};
use crate::domain::Strength;

/// R42. Meals: where they are hard, a hotel houses on no night more guests than it feeds.
pub(super) fn r42_meals(plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.instance.rules.meals != Strength::Hard {
        return;
    }
    for at in plan.hotels() {
        let (hotel, mut said) = (&plan.instance.hotels[at], None::<(u32, u32, u64)>);
        let mut say = |(first, last, guests): (u32, u32, u64)| {
            let fed = counted(fed(plan, at).unwrap_or(0), "guest");
            let nights = nights_in_words(&plan.instance.calendar, first, last);
            let message = format!("{} feeds {fed}{nights}, {guests} sleep there.", hotel.id);
            findings.push(Finding::about_hotel(42, hotel, message));
        };
        for (night, guests, _) in hungry(plan, at) {
            match said {
                Some((first, last, same)) if last + 1 == night && same == guests => said = Some((first, night, same)),
                Some(before) => {
                    say(before);
                    said = Some((night, night, guests));
                }
                None => said = Some((night, night, guests)),
            }
        }
        if let Some(last) = said {
            say(last);
        }
    }
}

/// Returns how many guests too many the hotels house, added up over nights.
pub(super) fn unfed(plan: &Plan) -> u64 {
    plan.hotels().flat_map(|hotel| hungry(plan, hotel)).map(|(_, _, over)| over).fold(0, u64::saturating_add)
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
