//! Guests who have a room, are not moved out of it, and lose it: where they are, and what their hotels still have.

use serde::{Deserialize, Serialize};

use crate::domain::{Instance, Keep};
use crate::program::filter::{self, Case};

/// Why a group is not moved, and where it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stranded {
    /// Why it is not moved, as `kept` in `previous.csv` says it.
    pub kept: String,
    /// Where it was.
    pub places: Vec<Lost>,
}

/// A hotel where guests were who have no room there any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// The hotel.
    pub hotel: String,
    /// How many of them were there.
    pub guests: u32,
    /// The case still has the hotel.
    pub is_known: bool,
    /// The rule that rules it out now, `R34`; none where it has rooms for fewer.
    pub rule: Option<String>,
}

/// Returns why guests of a group that stays have no room any more, what might cure it, and both as values; none where others of
/// them may be newcomers, who are placed like anybody.
pub fn stranded(case: &Case<'_>, group: usize, guests: u32) -> Option<(String, String, Stranded)> {
    let former = case.staying(group)?;
    let instance = case.instance;
    let of = &instance.groups[group];
    if guests <= of.guests.saturating_sub(former.guests) {
        return None;
    }
    let kept = instance.kept(group)?;
    let why = match kept {
        Keep::Arrived => "it has checked in, and nobody who has is moved",
        Keep::Frozen => "its hotel has a case, and nobody leaves it",
        Keep::Window => "it arrives within the freeze window, and is not moved",
        Keep::Hand => "somebody placed it by hand, and it is not moved",
    };
    let places = places(case, group);
    let names: Vec<&str> = places.iter().map(|(lost, _)| lost.hotel.as_str()).collect();
    let facts: Vec<&str> = places.iter().map(|(_, fact)| fact.as_str()).collect();
    let guests = if guests == 1 { "1 guest".to_owned() } else { format!("{guests} guests") };
    let remedy = format!("ring {} at once about {guests}{}", names.join(" and "), release(instance, group));
    let reason = format!("{why}: {}", facts.join("; "));
    let word = Keep::WORDS.iter().find(|(_, of)| *of == kept).map_or("", |(word, _)| *word);
    let places = places.into_iter().map(|(lost, _)| lost).collect();
    Some((reason, remedy, Stranded { kept: word.to_owned(), places }))
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
fn places(case: &Case<'_>, group: usize) -> Vec<(Lost, String)> {
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
        let at = instance.hotel(name);
        let filter = at.and_then(|hotel| filter::first_failed(case, group, hotel));
        let rule = filter.as_ref().map(|filter| filter.rule.to_string());
        let fact = match (at, filter) {
            (None, _) => format!("{guests} were in {name}, which no table knows any more"),
            (_, Some(filter)) => {
                let (rule, left) = (filter.rule, filter.left);
                format!("{guests} were in {name}, which is no longer among the hotels {left} ({rule})")
            }
            _ => format!("{guests} were in {name}, which has rooms for fewer"),
        };
        (Lost { hotel: name.to_owned(), guests, is_known: at.is_some(), rule }, fact)
    });
    told.collect()
}
