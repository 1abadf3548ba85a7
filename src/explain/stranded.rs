//! Guests who have a room, are not moved out of it, and lose it: where they are, and what their hotels still have.

use crate::domain::{Instance, Keep};
use crate::program::filter::{self, Case};

/// Returns why guests of a group that stays have no room any more, and what might cure it; none where others of them may
/// be newcomers, who are placed like anybody.
pub fn stranded(case: &Case<'_>, group: usize, guests: u32) -> Option<(String, String)> {
    let former = case.staying(group)?;
    let instance = case.instance;
    let of = &instance.groups[group];
    if guests <= of.guests.saturating_sub(former.guests) {
        return None;
    }
    let why = match instance.kept(group)? {
        Keep::Arrived => "it has checked in, and nobody who has is moved",
        Keep::Frozen => "its hotel has a case, and nobody leaves it",
        Keep::Window => "it arrives within the freeze window, and is not moved",
        Keep::Hand => "somebody placed it by hand, and it is not moved",
    };
    let places = places(case, group);
    let names: Vec<&str> = places.iter().map(|(hotel, _)| hotel.as_str()).collect();
    let facts: Vec<&str> = places.iter().map(|(_, fact)| fact.as_str()).collect();
    let guests = if guests == 1 { "1 guest".to_owned() } else { format!("{guests} guests") };
    let remedy = format!("ring {} at once about {guests}{}", names.join(" and "), release(instance, group));
    Some((format!("{why}: {}", facts.join("; ")), remedy))
}

/// How a person lets the group be moved after all.
fn release(instance: &Instance, group: usize) -> &'static str {
    match instance.kept(group) {
        Some(Keep::Arrived) => "; to let the group move, set its status to confirmed",
        Some(Keep::Window) => "; to let the group move, shorten freeze_window",
        Some(Keep::Hand) => "; to let the group move, clear `kept` in the plan before",
        Some(Keep::Frozen) | None => "",
    }
}

/// The hotels where a group was, each with what it still has for it.
fn places(case: &Case<'_>, group: usize) -> Vec<(String, String)> {
    let instance = case.instance;
    let rows = instance.previous.iter().flat_map(|previous| previous.rows_of(instance.groups[group].id.as_str()));
    let mut hotels: Vec<(&str, u32)> = Vec::new();
    for row in rows {
        match hotels.last_mut().filter(|(hotel, _)| *hotel == row.hotel.as_str()) {
            Some((_, guests)) => *guests = guests.saturating_add(row.guests),
            None => hotels.push((row.hotel.as_str(), row.guests)),
        }
    }
    let told = hotels.into_iter().map(|(name, guests)| {
        let fact = match instance.hotel(name) {
            None => format!("{guests} were in {name}, which no table knows any more"),
            Some(hotel) => match filter::first_failed(case, group, hotel) {
                Some(filter) => {
                    let (rule, left) = (filter.rule, filter.left);
                    format!("{guests} were in {name}, which is no longer among the hotels {left} ({rule})")
                }
                None => format!("{guests} were in {name}, which has rooms for fewer"),
            },
        };
        (name.to_owned(), fact)
    });
    told.collect()
}
