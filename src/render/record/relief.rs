//! The part of `plan.json` that speaks of all who are not placed together: one thing eased for everybody, solved again.

use serde::{Deserialize, Serialize};

use crate::domain::Instance;
use crate::domain::quantity::fixed_text;
use crate::explain::{self, Added, Easing, LevelChange};

/// One thing eased for everybody, and what came of solving again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relief {
    /// What is eased, in words.
    pub change: String,
    /// The same as values.
    pub eased: Eased,
    /// The rule that it eases, `R18`; none where nothing is.
    pub rule: Option<String>,
    /// Guests who have a room by it, less those who lose theirs to more urgent ones.
    pub places: i64,
    /// Groups that are wholly placed by it, less those that are no more.
    pub groups: i64,
    /// Guests who are still left over.
    pub left: u64,
    /// It is proven that no plan does better with this eased; else it is what was found.
    pub proven: bool,
    /// It does better than solving again with nothing eased.
    pub helps: bool,
    /// The levels of the objective that are other than in this plan.
    pub levels: Vec<LevelBy>,
}

/// What is eased for everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the values that are raised, and rooms as `calls` has them")]
pub enum Eased {
    Nothing,
    Off { rule: String },
    HotelsMore { more: u32 },
    KmMax { most: String },
    MinutesMax { most: String },
    RateMax { most: String },
    Rooms { area: String, room_type: String, arrive: String, depart: String, places: Vec<RoomsAt> },
}

/// Rooms that a hotel would have besides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomsAt {
    /// The hotel.
    pub hotel: String,
    /// Its wing, empty where it has none.
    pub wing: String,
    /// How many.
    pub rooms: u32,
}

impl Eased {
    fn of(instance: &Instance, easing: &Easing) -> Self {
        match easing {
            Easing::Nothing => Self::Nothing,
            Easing::Off(rule) => Self::Off { rule: rule.to_string() },
            Easing::HotelsMore(more) => Self::HotelsMore { more: *more },
            Easing::KmMax(km) => Self::KmMax { most: km.to_string() },
            Easing::MinutesMax(minutes) => Self::MinutesMax { most: minutes.to_string() },
            Easing::RateMax(rate) => Self::RateMax { most: rate.to_string() },
            Easing::Rooms(added) => Self::rooms(instance, added),
        }
    }

    fn rooms(instance: &Instance, added: &Added) -> Self {
        let at = |&(hotel, pool, rooms): &(usize, usize, u32)| {
            let hotel = &instance.hotels[hotel];
            RoomsAt { hotel: hotel.id.to_string(), wing: hotel.pools[pool].wing.clone(), rooms }
        };
        Self::Rooms {
            area: added.area.clone(),
            room_type: added.room_type.clone(),
            arrive: instance.calendar.text(added.nights.arrive),
            depart: instance.calendar.text(added.nights.depart),
            places: added.places.iter().map(at).collect(),
        }
    }
}

/// By how much a level is other, as a decimal number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelBy {
    /// The level.
    pub level: String,
    /// By how much it grows; it falls where this is below 0.
    pub by: String,
}

/// Returns what would place those who are left over.
#[must_use]
pub fn reliefs(instance: &Instance, reliefs: &[explain::Relief]) -> Vec<Relief> {
    let by = |change: &LevelChange| LevelBy { level: change.level.clone(), by: fixed_text(change.by, change.scale) };
    let relief = |one: &explain::Relief| Relief {
        change: one.text.clone(),
        eased: Eased::of(instance, &one.easing),
        rule: one.easing.rule().map(|rule| rule.to_string()),
        places: one.guests,
        groups: one.groups,
        left: one.left,
        proven: one.is_proven,
        helps: one.helps,
        levels: one.levels.iter().map(by).collect(),
    };
    reliefs.iter().map(relief).collect()
}

impl Relief {
    /// Returns the levels that count guests who have no room, less where more of them have one, and what it costs besides, for
    /// people: `splits +3`.
    #[must_use]
    pub fn costs(&self) -> String {
        let cost = |(level, by): (&str, &str)| {
            let by = crate::render::number::shown(by);
            let sign = if by.starts_with('-') { "" } else { "+" };
            format!("{level} {sign}{by}")
        };
        self.worse().map(cost).collect::<Vec<_>>().join(", ")
    }

    /// Returns the levels that `costs` speaks of, by name, with by how much each is other.
    pub fn worse(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_gain = |level: &&LevelBy| !(level.level.starts_with("unmet.") && level.by.starts_with('-'));
        self.levels.iter().filter(is_gain).map(|level| (level.level.as_str(), level.by.as_str()))
    }

    /// Returns how many guests it places, for people: a count where no more can be had, else what was found.
    #[must_use]
    pub fn placed(&self) -> String {
        let places = crate::render::number::grouped(self.places);
        if self.proven { places } else { format!("at least {places}") }
    }
}
