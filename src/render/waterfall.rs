//! The waterfall of a night as `plan.json` and pages show it: from quoted to usable rooms, in all and by hotel.

use serde::{Deserialize, Serialize};

use super::number::grouped;
use super::sheet::{Sheet, paragraph};
use crate::domain::{Allocation, Instance};
use crate::explain::waterfall::total;
use crate::explain::{Waterfall, balance, waterfalls};

/// The most hotels that a page shows.
const SHOWN_MAX: usize = 12;

/// From quoted to usable rooms on the night that most guests sleep here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rooms {
    /// The date of the night; empty in a case without dates.
    pub night: String,
    /// All hotels together.
    pub total: Waterfall,
    /// Hotels whose quoted rooms are not all usable, by name.
    pub hotels: Vec<HotelRooms>,
}

/// From quoted to usable rooms of a hotel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HotelRooms {
    /// The hotel.
    pub hotel: String,
    /// Its rooms.
    #[serde(flatten)]
    pub rooms: Waterfall,
}

impl Rooms {
    /// Adds up the rooms of a case on its peak night, and those that a plan leaves to be turned over then.
    #[must_use]
    pub fn of(instance: &Instance, plan: Option<&Allocation>) -> Self {
        let night = balance::peak_night(instance);
        let falls = waterfalls(instance, plan, night);
        let steep = falls.iter().filter(|(_, fall)| !fall.is_flat());
        let hotels = steep.map(|&(at, rooms)| HotelRooms { hotel: instance.hotels[at].id.to_string(), rooms });
        Self { night: instance.calendar.text(night), total: total(&falls), hotels: hotels.collect() }
    }

    /// Returns the rooms in all as a sentence, and the hotels that lose most as a table; nothing where every quoted room is
    /// usable.
    #[must_use]
    pub fn text(&self, with_hotels: bool, width: usize) -> String {
        if self.total.is_flat() {
            return String::new();
        }
        let night = if self.night.is_empty() { String::new() } else { format!(" on {}", self.night) };
        let steps = self.total.steps().map(|(what, rooms)| format!("- {} {what} ", grouped(rooms)));
        let steps = steps.collect::<Vec<_>>().concat();
        let (quoted, usable) = (grouped(self.total.quoted), grouped(self.total.usable));
        let text = paragraph("", &format!("Rooms{night}: {quoted} quoted {steps}= {usable} usable."), width);
        if with_hotels { format!("{text}{}", self.sheet(width)) } else { text }
    }

    fn sheet(&self, width: usize) -> String {
        let headings =
            ["Hotel", ">Quoted", ">Not trusted", ">Held", ">Clean", ">Staff", ">Reserve", ">Turnover", ">Usable"];
        let mut sheet = Sheet::new(&headings);
        let mut hotels: Vec<&HotelRooms> = self.hotels.iter().collect();
        hotels.sort_by_key(|one| std::cmp::Reverse(one.rooms.quoted - one.rooms.usable));
        for HotelRooms { hotel, rooms } in hotels.iter().take(SHOWN_MAX) {
            let Waterfall { quoted, not_trusted, held, clean, staff, reserve, turnover, usable } = *rooms;
            let numbers = [quoted, not_trusted, held, clean, staff, reserve, turnover, usable].map(grouped);
            sheet.row([hotel.clone()].into_iter().chain(numbers));
        }
        let more = self.hotels.len().saturating_sub(SHOWN_MAX);
        let more = if more > 0 { paragraph("  ", &format!("and {more} more hotels"), width) } else { String::new() };
        format!("{}{more}", sheet.text(2, width))
    }
}
