//! Using a hotel at all: R21 least use. What opening it costs is summed elsewhere.

use super::breach::{Fault, Judged};
use super::plan::{Plan, counted};
use crate::domain::Rule;

/// R21. Least use: the rows of a hotel that takes anyone sum to at least `rooms_min` rooms, whatever their nights, and to at
/// most `rooms_max`.
pub(super) fn r21_rooms_in_use(plan: &Plan, judged: &mut Judged) {
    for at in plan.hotels() {
        let hotel = &plan.instance.hotels[at];
        let rooms: u64 = plan.at_hotel(at).map(|entry| entry.rooms).sum();
        let least = u64::from(hotel.rooms_min);
        if rooms < least {
            let used = counted(rooms, "room");
            let message = format!("{} is used for {used}, at least {least} are asked.", hotel.id);
            let fault = Fault::new(Rule::R21, least - rooms, message).at(hotel);
            judged.judge(plan.instance.strength_in(Rule::R21, at), fault);
        }
        if let Some(most) = hotel.terms.rooms_max.map(u64::from).filter(|&most| rooms > most) {
            let used = counted(rooms, "room");
            let message = format!("{} is used for {used}, at most {most} are asked.", hotel.id);
            let fault = Fault::new(Rule::R21, rooms - most, message).at(hotel);
            judged.judge(plan.instance.strength_in(Rule::R21, at), fault);
        }
    }
}
