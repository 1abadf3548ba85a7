//! The doors of a rooming: each is of the kind that the allocation has, and no two roomfuls have one on the same night.

use std::collections::BTreeMap;

use super::{House, Sleeper};
use crate::domain::Stay;
use crate::verify::finding::Finding;

/// R1. Every door is of the kind that its guests are allocated, and is theirs alone, turnover included (R17).
pub(super) fn r1_doors(house: &House<'_>, findings: &mut Vec<Finding>) {
    let mut held: BTreeMap<usize, Vec<(u32, Stay, &Sleeper<'_>)>> = BTreeMap::new();
    for sleeper in &house.sleepers {
        let Some(door) = sleeper.door else { continue };
        let (room, pool) = (&house.instance.people.rooms[door], house.pool(sleeper));
        let is_any = room.room_type == "any" || pool.room_type == "any";
        if room.wing != pool.wing || !(is_any || room.room_type == pool.room_type) {
            let message =
                format!("Room {} of {} is none of its {} rooms.", room.number, sleeper.row.hotel, pool.room_type);
            findings.push(Finding::about_both(7, house.group(sleeper), house.hotel(sleeper), message));
        }
        let group = house.group(sleeper);
        let nights = group.stay.lengthened(group.turnover_nights, house.instance.calendar.n_nights);
        held.entry(door).or_default().push((sleeper.row.nth, nights, sleeper));
    }
    for (door, holders) in held {
        for (at, (nth, nights, sleeper)) in holders.iter().enumerate() {
            let other = holders.iter().skip(at + 1).find(|(other, stay, _)| other != nth && stay.overlaps(*nights));
            if let Some((_, _, other)) = other {
                let number = &house.instance.people.rooms[door].number;
                let (one, two) = (&sleeper.row.group, &other.row.group);
                let message = format!("Room {number} is given twice on the same nights: to {one} and to {two}.");
                findings.push(Finding::about_hotel(1, house.hotel(sleeper), message));
            }
        }
    }
}
