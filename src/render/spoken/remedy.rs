//! What would place who is left over, and what to say on the telephone.

use super::Spoken;
use super::phrase::Phrases;
use crate::explain::ReasonCode;
use crate::render::number::grouped;
use crate::render::record::{Asked, Call, Eased, Relief, Remedy, RoomsAt, Unmet};
use crate::render::words::{Lang, Words};

impl Spoken {
    /// Returns the first remedy of a group, or what might cure it, which then says that it is not proven.
    #[must_use]
    pub fn remedy(self, entry: &Unmet) -> String {
        let Some(phrases) = self.phrases else { return entry.remedy.clone() };
        if entry.reason_code == ReasonCode::Stranded {
            return phrases.say("remedy", "ring_former", &[("guests", grouped(entry.guests))]);
        }
        if let Some(first) = entry.remedies.first() {
            let values = [("change", self.change(entry, first)), ("count", grouped(first.places))];
            return phrases.say("remedy", "places", &values);
        }
        phrases.say("remedy", "suggested", &[("advice", suggested(phrases, entry))])
    }

    /// Returns what a remedy changes.
    #[must_use]
    pub fn change(self, entry: &Unmet, remedy: &Remedy) -> String {
        let (Some(phrases), Some(asked)) = (self.phrases, &remedy.asked) else { return remedy.change.clone() };
        let group = ("group", entry.group.clone());
        let raised = |name: &str, most: &str| phrases.say("remedy", name, &[group.clone(), ("most", most.to_owned())]);
        match asked {
            Asked::Waive { rule } => {
                phrases.say("remedy", "waive", &[group, ("rule", rule.clone()), ("title", phrases.name(rule))])
            }
            Asked::HotelsMax { most } => raised("hotels_max", &most.to_string()),
            Asked::KmMax { most } => raised("km_max", most),
            Asked::MinutesMax { most } => raised("minutes_max", most),
            Asked::RateMax { most } => raised("rate_max", most),
            Asked::Rooms { hotel, wing, room_type, rooms, arrive, depart } => {
                let place = if wing.is_empty() { hotel.clone() } else { format!("{hotel} {wing}") };
                let values = [
                    ("hotel", place),
                    ("rooms", grouped(*rooms)),
                    ("room_type", kind(room_type)),
                    ("arrive", arrive.clone()),
                    ("depart", depart.clone()),
                ];
                phrases.say("remedy", if arrive.is_empty() { "rooms" } else { "rooms_dated" }, &values)
            }
        }
    }

    /// Returns what is eased for everybody.
    #[must_use]
    pub fn eased(self, relief: &Relief) -> String {
        let Some(phrases) = self.phrases else { return relief.change.clone() };
        let raised = |name: &str, most: &str| phrases.say("relief", name, &[("most", most.to_owned())]);
        match &relief.eased {
            Eased::Nothing => phrases.say("relief", "nothing", &[]),
            Eased::Off { rule } => {
                phrases.say("relief", "off", &[("rule", rule.clone()), ("title", phrases.name(rule))])
            }
            Eased::HotelsMore { more } => phrases.say("relief", "hotels_more", &[("more", more.to_string())]),
            Eased::KmMax { most } => raised("km_max", most),
            Eased::MinutesMax { most } => raised("minutes_max", most),
            Eased::RateMax { most } => raised("rate_max", most),
            Eased::Rooms { area, room_type, arrive, depart, places } => {
                let all: u32 = places.iter().map(|place| place.rooms).sum();
                let at = |place: &RoomsAt| {
                    let wing = if place.wing.is_empty() { String::new() } else { format!(" {}", place.wing) };
                    format!("{}{wing} {}", place.hotel, grouped(place.rooms))
                };
                let values = [
                    ("area", area.clone()),
                    ("rooms", grouped(all)),
                    ("room_type", kind(room_type)),
                    ("arrive", arrive.clone()),
                    ("depart", depart.clone()),
                    ("places", places.iter().map(at).collect::<Vec<_>>().join("、")),
                ];
                phrases.say("relief", if arrive.is_empty() { "rooms" } else { "rooms_dated" }, &values)
            }
        }
    }

    /// Returns what to say to a hotel.
    #[must_use]
    pub fn script(self, call: &Call) -> String {
        let Some(phrases) = self.phrases else { return call.script.clone() };
        let ends = [("arrive", call.arrive.clone()), ("depart", call.depart.clone())];
        let nights = phrases.say("call", if call.arrive.is_empty() { "tonight" } else { "nights" }, &ends);
        let values = [("nights", nights), ("rooms", grouped(call.rooms)), ("room_type", kind(&call.room_type))];
        phrases.say("call", &call.reason, &values)
    }
}

/// Returns a room type as people say it.
fn kind(room_type: &str) -> String {
    Words::word(&Words::of(Lang::Zh).room_type, room_type).to_owned()
}

/// Says what might cure a group, read off its funnel.
fn suggested(phrases: &Phrases, entry: &Unmet) -> String {
    let lost = |rule: &str| entry.funnel.losses().find(|(step, _)| step.rule == rule).map_or(0, |(_, lost)| lost);
    if let Some(step) = entry.funnel.dead_end() {
        let values = [("advice", phrases.advice(&step.rule)), ("lost", grouped(lost(&step.rule) as u64))];
        return phrases.say("remedy", "ruled_out", &values);
    }
    let more = phrases.say("remedy", "more_rooms", &[("count", grouped(entry.funnel.passing() as u64))]);
    let rules = entry.rules.iter().map(|rule| phrases.advice(rule));
    std::iter::once(more).chain(rules).collect::<Vec<_>>().join("；或")
}
