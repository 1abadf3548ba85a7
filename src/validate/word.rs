//! Tags and room types that are asked for and that no hotel has: words that somebody probably misspelt.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::ledger::Ledger;
use crate::diagnostic::{Code, Near, Place};
use crate::domain::{Group, Hotel};
use crate::read::policy::{Policy, StayRules};

/// Says which tags and room types nobody has, once for each word.
pub fn say_unknown(policy: &Policy, groups: &[Group], hotels: &[Hotel], ledger: &mut Ledger) {
    let tags: BTreeSet<&str> = hotels.iter().flat_map(|hotel| &hotel.tags).map(String::as_str).collect();
    let types: BTreeSet<&str> =
        hotels.iter().flat_map(|hotel| &hotel.pools).map(|pool| pool.room_type.as_str()).collect();
    let mut words = Words { ledger, said: BTreeSet::new() };
    for rules in policy.classes.values().chain([&policy.rules]) {
        let place = place_of(rules);
        words.unknown(Code::UnknownTag, "", &place, (&rules.requires, &tags));
        words.unknown(Code::UnknownRoomType, "", &place, (rules.room_types.iter().flatten(), &types));
        words.unknown(Code::UnknownRoomType, "", &place, (rules.asks.types_max.keys(), &types));
    }
    for group in groups {
        words.unknown(Code::UnknownTag, "requires", &group.place, (&group.requires, &tags));
        words.unknown(Code::UnknownRoomType, "room_types", &group.place, (group.room_types.iter().flatten(), &types));
        words.unknown(Code::UnknownRoomType, "room_wish", &group.place, (&group.asks.room_wish, &types));
    }
    let place = place_of(&policy.rules);
    words.unknown(Code::UnknownRoomType, "", &place, (policy.whole.guests_max.keys(), &types));
}

/// Returns where the rules stand.
fn place_of(rules: &StayRules) -> Place {
    rules.place.clone().unwrap_or_else(|| Place::whole(&Arc::from("roomblock.toml")))
}

struct Words<'a, 'b> {
    ledger: &'a mut Ledger,
    said: BTreeSet<(Code, &'b str)>,
}

impl<'b> Words<'_, 'b> {
    /// Says which of some words are not among those that exist.
    fn unknown(
        &mut self,
        code: Code,
        column: &str,
        place: &Place,
        (words, known): (impl IntoIterator<Item = &'b String>, &BTreeSet<&str>),
    ) {
        for word in words {
            if known.contains(word.as_str()) || !self.said.insert((code, word)) {
                continue;
            }
            let kind = if code == Code::UnknownTag { "has the tag" } else { "offers the room type" };
            let help = Near::new(known.iter().copied()).help(word, "see whether it is misspelt");
            self.ledger.say(code, place, column, format!("no hotel {kind} `{word}`"), help);
        }
    }
}
