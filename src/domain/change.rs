//! What somebody asks "what if" of: a change to a case, as a value. It is laid over the tables before they are validated
//! (`read`), so that every diagnostic works; nothing is applied here.

mod range;

use std::fmt;

use chrono::NaiveDate;

pub use self::range::{SCENARIOS_MAX, TooMany, are_counts, sweep};
use super::quantity::Money;
use crate::diagnostic::Place;

/// A change to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A key of the policy has another value: its dotted path, and the value as it stands in the policy or as a bare word.
    Set {
        /// The path: `rules.km_max`.
        key: String,
        /// The value.
        value: String,
    },
    /// A hotel takes nobody.
    DropHotel(String),
    /// A group does not come.
    DropGroup(String),
    /// A hotel has more rooms.
    AddRooms(Promise),
}

/// Rooms that a hotel has besides those it quotes, all of them usable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The hotel.
    pub hotel: String,
    /// The wing; empty for rooms without one.
    pub wing: String,
    /// The room type.
    pub room_type: String,
    /// How many rooms each night: a count, or a range of counts that a sweep takes apart.
    pub rooms: String,
    /// The first night and the first night no longer offered; none for all nights.
    pub nights: Option<(NaiveDate, NaiveDate)>,
    /// The price of a room a night where the hotel quotes none for it, if it is known.
    pub rate: Option<Money>,
}

/// A change, and where it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The change.
    pub change: Change,
    /// The option, or the line of the scenario file.
    pub place: Place,
}

/// Changes that are made together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The changes, in their order.
    pub changes: Vec<Asked>,
}

impl Scenario {
    /// Returns a scenario that is named by what it changes.
    #[must_use]
    pub fn of(changes: Vec<Asked>) -> Self {
        let names: Vec<String> = changes.iter().map(|asked| asked.change.brief()).collect();
        Self { name: names.join(", "), changes }
    }
}

impl Change {
    /// Reads `KEY=VALUE`.
    ///
    /// # Errors
    /// Where there is no key, or no equals sign.
    pub fn set(text: &str) -> Result<Self, String> {
        let (key, value) = text.split_once('=').ok_or("say KEY=VALUE, such as rules.km_max=8")?;
        let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
        if key.is_empty() {
            Err("say which key, such as rules.km_max=8".to_owned())
        } else {
            Ok(Self::Set { key, value })
        }
    }

    /// Reads `HOTEL:TYPE:ROOMS` or `HOTEL:TYPE:ROOMS:FROM..TO`; the name of a hotel may have colons.
    ///
    /// # Errors
    /// Where a part is missing, or is no count or date.
    pub fn add_rooms(text: &str) -> Result<Self, String> {
        const FORM: &str = "say HOTEL:TYPE:ROOMS, such as H1:twin:20, or H1:twin:20:2026-03-14..2026-03-16";
        let (rest, last) = text.rsplit_once(':').ok_or(FORM)?;
        let dates = last.split_once("..").filter(|(from, _)| from.contains('-'));
        let (rest, rooms, nights) = match dates {
            Some((from, to)) => {
                let (rest, rooms) = rest.rsplit_once(':').ok_or(FORM)?;
                (rest, rooms, Some(nights(from, to)?))
            }
            None => (rest, last, None),
        };
        let (hotel, room_type) = rest.rsplit_once(':').ok_or(FORM)?;
        if hotel.is_empty() || room_type.is_empty() || !are_counts(rooms) {
            return Err(FORM.to_owned());
        }
        let (hotel, room_type, rooms) = (hotel.to_owned(), room_type.to_owned(), rooms.trim().to_owned());
        Ok(Self::AddRooms(Promise { hotel, wing: String::new(), room_type, rooms, nights, rate: None }))
    }

    /// Returns it in a few words: `rules.km_max=8`, `without H1`, `20 more twin in H1`.
    #[must_use]
    pub fn brief(&self) -> String {
        match self {
            Self::Set { key, value } => format!("{key}={value}"),
            Self::DropHotel(name) | Self::DropGroup(name) => format!("without {name}"),
            Self::AddRooms(promise) => {
                let Promise { hotel, wing, room_type, rooms, nights, .. } = promise;
                let wing = if wing.is_empty() { String::new() } else { format!(" wing {wing}") };
                let nights = nights.map_or_else(String::new, |(from, to)| format!(" {from}..{to}"));
                format!("{rooms} more {room_type} in {hotel}{wing}{nights}")
            }
        }
    }
}

impl fmt::Display for Change {
    /// Writes it as the option of the command line that asks for it; wing and rate have none.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { key, value } => write!(formatter, "--set {key}={value}"),
            Self::DropHotel(hotel) => write!(formatter, "--drop-hotel {hotel}"),
            Self::DropGroup(group) => write!(formatter, "--drop-group {group}"),
            Self::AddRooms(Promise { hotel, room_type, rooms, nights, .. }) => {
                write!(formatter, "--add-rooms {hotel}:{room_type}:{rooms}")?;
                nights.map_or(Ok(()), |(from, to)| write!(formatter, ":{from}..{to}"))
            }
        }
    }
}

/// Reads the ends of nights, half-open.
fn nights(from: &str, to: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| format!("{text} is not a date"));
    let (from, to) = (date(from)?, date(to)?);
    if from < to { Ok((from, to)) } else { Err(format!("there is no night from {from} to {to}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_are_read_from_the_end_so_that_names_may_have_colons() {
        let read = |text| Change::add_rooms(text).map(|change| change.to_string());
        for sound in ["H:twin:20", "a:b:twin:20", "H:twin:20:2026-03-14..2026-03-16", "H:twin:5..20/5"] {
            assert_eq!(read(sound), Ok(format!("--add-rooms {sound}")));
        }
        for wrong in ["H", "H:twin", "H:twin:x", ":twin:2", "H:twin:2:2026-03-16..2026-03-14", "H:twin:-2", "H::2"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_value_may_have_equals_signs() {
        assert_eq!(Change::set("a.b = c=d"), Ok(Change::Set { key: "a.b".to_owned(), value: "c=d".to_owned() }));
        assert!(Change::set("a.b").is_err() && Change::set("=3").is_err());
    }
}
