//! Using a hotel at all: R21 least use. What opening it costs is summed elsewhere.

use super::breach::Judged;
use super::finding::Finding;
use super::plan::{Plan, counted};

/// R21. Least use: the rows of a hotel that takes anyone sum to at least `rooms_min` rooms, whatever their nights.
pub(super) fn r21_rooms_min(plan: &Plan, judged: &mut Judged) {
    for at in plan.hotels() {
        let hotel = &plan.instance.hotels[at];
        let rooms: u64 = plan.at_hotel(at).map(|entry| entry.rooms).sum();
        if rooms < u64::from(hotel.rooms_min) {
            let message =
                format!("{} is used for {}, at least {} are asked.", hotel.id, counted(rooms, "room"), hotel.rooms_min);
            judged.push(Finding::about_hotel(21, hotel, message));
        }
    }
}
