//! One thing of a case eased for everybody: a rule, a number of a rule, or the rooms of an area; and what came of it.

use super::relaxation::add_rooms;
use super::sentence::{listed, when};
use super::whereabouts::LevelChange;
use crate::domain::{Instance, Km, Minutes, Money, Rule, Split, Stay, Strength};

/// One thing that is eased for everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Easing {
    /// Nothing: what more work alone finds.
    Nothing,
    /// A rule does not hold.
    Off(Rule),
    /// Every group that is held to a number of hotels may use so many more (R18).
    HotelsMore(u32),
    /// Every group that is held nearer to its site may be so far from it (R24).
    KmMax(Km),
    /// Every group that is held to a shorter way may be so long on its way (R24).
    MinutesMax(Minutes),
    /// Every group that is held to a lower price may pay so much for a room (R35).
    RateMax(Money),
    /// Hotels have more rooms (R1).
    Rooms(Added),
}

/// One thing eased for everybody, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// What is eased.
    pub easing: Easing,
    /// That in words.
    pub text: String,
    /// Guests who have a room by it, less those who lose theirs for the sake of more urgent ones.
    pub guests: i64,
    /// Groups that are wholly placed by it, less those that are no more.
    pub groups: i64,
    /// Guests who are still left over.
    pub left: u64,
    /// It places more, or more urgent guests, than solving again with nothing eased.
    pub helps: bool,
    /// The levels that are other than in the plan, and by how much.
    pub levels: Vec<LevelChange>,
    /// It is proven that no plan does better with this eased.
    pub is_proven: bool,
}

/// What was tried for everybody together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reliefs {
    /// What was eased.
    pub found: Vec<Relief>,
    /// Not everything was tried: the case is too large for the work set aside, or the user ended it.
    pub is_cut: bool,
}

/// Rooms of a type that hotels of an area have besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The district of the hotels; empty where none is known.
    pub area: String,
    /// The type of the rooms.
    pub room_type: String,
    /// When.
    pub nights: Stay,
    /// Where: position of the hotel, position of the pool in it, and how many. None is 0.
    pub places: Vec<(usize, usize, u32)>,
}

impl Added {
    /// Returns how many rooms they are together.
    #[must_use]
    pub fn rooms(&self) -> u32 {
        self.places.iter().map(|&(_, _, rooms)| rooms).sum()
    }
}

impl Easing {
    /// Returns the rule that it eases; none where it eases nothing.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        match self {
            Self::Nothing => None,
            Self::Off(rule) => Some(*rule),
            Self::HotelsMore(_) => Some(Rule::R18),
            Self::KmMax(_) | Self::MinutesMax(_) => Some(Rule::R24),
            Self::RateMax(_) => Some(Rule::R35),
            Self::Rooms(_) => Some(Rule::R1),
        }
    }

    /// Returns a case with it.
    #[must_use]
    pub fn applied(&self, instance: &Instance) -> Instance {
        let mut eased = instance.clone();
        match self {
            Self::Nothing => {}
            Self::Off(rule) => eased.rules.strengths.set(*rule, Strength::Off),
            Self::Rooms(added) => {
                for &(hotel, pool, rooms) in &added.places {
                    add_rooms(&mut eased.hotels[hotel].pools[pool], rooms, added.nights);
                }
            }
            Self::HotelsMore(more) => {
                for group in &mut eased.groups {
                    if let Split::Hotels { hotels_max: Some(most), .. } = &mut group.split {
                        *most = most.saturating_add(*more);
                    }
                }
            }
            Self::KmMax(km) => raise(eased.groups.iter_mut().map(|group| &mut group.km_max), *km),
            Self::MinutesMax(minutes) => raise(eased.groups.iter_mut().map(|group| &mut group.minutes_max), *minutes),
            Self::RateMax(rate) => raise(eased.groups.iter_mut().map(|group| &mut group.rate_max), *rate),
        }
        eased
    }

    /// Returns it in words.
    #[must_use]
    pub fn text(&self, instance: &Instance) -> String {
        match self {
            Self::Nothing => "nothing: the same case, solved for longer".to_owned(),
            Self::Off(rule) => format!("switch {rule} off ({})", rule.entry().title),
            Self::HotelsMore(1) => "let each group use 1 more hotel (R18)".to_owned(),
            Self::HotelsMore(more) => format!("let each group use {more} more hotels (R18)"),
            Self::KmMax(km) => format!("raise every km_max below {km} to {km} (R24)"),
            Self::MinutesMax(minutes) => format!("raise every minutes_max below {minutes} to {minutes} (R24)"),
            Self::RateMax(rate) => format!("raise every rate_max below {rate} to {rate} (R35)"),
            Self::Rooms(added) => rooms(instance, added),
        }
    }

    /// Which of two that do the same is offered first: what the plan lacked before numbers, numbers before rooms, rooms
    /// before rules.
    #[must_use]
    pub fn rank(&self) -> u32 {
        match self {
            Self::Nothing => 0,
            Self::HotelsMore(_) => 1,
            Self::KmMax(_) | Self::MinutesMax(_) => 2,
            Self::RateMax(_) => 3,
            Self::Rooms(_) => 4,
            Self::Off(rule) => 5 + u32::from(rule.number()),
        }
    }
}

/// Raises every limit that is lower.
fn raise<'a, T: Ord + Copy + 'a>(limits: impl Iterator<Item = &'a mut Option<T>>, least: T) {
    for limit in limits.flatten() {
        *limit = least.max(*limit);
    }
}

fn rooms(instance: &Instance, added: &Added) -> String {
    let noun = if added.rooms() == 1 { "room" } else { "rooms" };
    let area = if added.area.is_empty() { String::new() } else { format!(" in {}", added.area) };
    let when = when(instance, added.nights, " from ");
    let each = |&(hotel, pool, rooms): &(usize, usize, u32)| {
        let hotel = &instance.hotels[hotel];
        let wing = &hotel.pools[pool].wing;
        let wing = if wing.is_empty() { String::new() } else { format!(", wing {wing}") };
        format!("{rooms} in {}{wing}", hotel.id)
    };
    let places = listed(&added.places.iter().map(each).collect::<Vec<_>>());
    format!("get {} more {} {noun}{area}{when}: {places}", added.rooms(), added.room_type)
}
