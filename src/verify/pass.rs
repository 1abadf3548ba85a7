//! What a hotel asks of whoever comes, and what few groups ask of theirs: R25 ways from ports, R30 minimum stays, R39
//! grades, R40 zones. Looks at one group in one hotel at a time.

use super::breach::Judged;
use super::eligibility::new_visits;
use super::plan::{Plan, counted};
use crate::domain::{Group, Hotel, Rule};

/// R25. Transfer: from its port no guest of a group with a limit goes farther, or nobody knows how far.
pub(super) fn r25_transfer(plan: &Plan, judged: &mut Judged) {
    judge(plan, Rule::R25, judged, |at, group, hotel| {
        let (port, most) = (group.asks.port?, group.asks.transfer_minutes?);
        let minutes = plan.instance.travel_from(port, at).minutes;
        let said = minutes.map_or("unknown".to_owned(), |minutes| format!("{minutes} minutes"));
        minutes.is_none_or(|minutes| minutes > most).then(|| {
            format!(
                "The way of {} from its port to {} is {said}, at most {most} minutes are allowed.",
                group.id, hotel.id
            )
        })
    });
}

/// R30. Minimum stay: a group stays as many nights as its hotel asks, and as it must before it leaves.
pub(super) fn r30_minimum_stay(plan: &Plan, judged: &mut Judged) {
    judge(plan, Rule::R30, judged, |_, group, hotel| {
        let nights = group.stay.nights().len();
        let (of_hotel, own) = (hotel.terms.nights_min as usize, group.asks.nights_min as usize);
        let least = if of_hotel > own { of_hotel } else { own };
        (nights < least).then(|| {
            let nights = counted(nights as u64, "night");
            format!("{} stays {nights} in {}, at least {least} are asked.", group.id, hotel.id)
        })
    });
}

/// R39. Grade: a hotel is of the grade that a group asks for, or above; an unknown grade is below every other.
pub(super) fn r39_grade(plan: &Plan, judged: &mut Judged) {
    judge(plan, Rule::R39, judged, |_, group, hotel| {
        let asked = group.asks.grade_min?;
        let is_below = match hotel.terms.grade {
            Some(grade) => grade < asked,
            None => true,
        };
        let grade = hotel.terms.grade.map_or("unknown".to_owned(), |grade| grade.to_string());
        is_below.then(|| format!("{} is in {}, whose grade is {grade}; at least {asked} is asked.", group.id, hotel.id))
    });
}

/// R40. Zones: the pass of a group names the zone of its hotel, if that lies in one.
pub(super) fn r40_zone(plan: &Plan, judged: &mut Judged) {
    judge(plan, Rule::R40, judged, |_, group, hotel| {
        let zone = hotel.terms.zone.as_str();
        let opens = zone.is_empty() || group.asks.zones.iter().any(|opened| opened == zone);
        (!opens).then(|| format!("{} is in {} in zone {zone}, which its pass does not open.", group.id, hotel.id))
    });
}

/// Judges each group in each of its hotels but those where it stays.
fn judge(plan: &Plan, rule: Rule, judged: &mut Judged, fault: impl Fn(usize, &Group, &Hotel) -> Option<String>) {
    new_visits(plan, rule, judged, |group, hotel| {
        let (of, at) = (&plan.instance.groups[group], &plan.instance.hotels[hotel]);
        fault(hotel, of, at).into_iter().collect()
    });
}
