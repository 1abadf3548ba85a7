//! The words of hotel-facing pages, by language: data files beside this one, typed so that none can be missing.

mod lang;
mod sheets;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::case::status;
use crate::domain::Group;

pub use lang::Lang;
pub use sheets::SheetWords;

/// The words of one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The title of a rooming list.
    pub title: String,
    /// "Plan", before its id.
    pub plan: String,
    /// "As of", before a date.
    pub as_of: String,
    /// Labels of the head of a rooming list.
    pub head: Head,
    /// Headings of the columns of a rooming list.
    pub column: Column,
    /// What the totals are called.
    pub total: Total,
    /// The line to be signed.
    pub sign: Sign,
    /// Room types as people say them; a type that is not listed is shown as it is.
    pub room_type: BTreeMap<String, String>,
    /// Who may share a room.
    pub sharing: BTreeMap<String, String>,
    /// How sure the coming of a group is.
    pub status: BTreeMap<String, String>,
    /// What is new on a list.
    pub change: BTreeMap<String, String>,
    /// The sex of guests who share by sex.
    pub sex: BTreeMap<String, String>,
}

/// Labels of the head of a rooming list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the word that it is named for")]
pub struct Head {
    pub hotel: String,
    pub district: String,
    pub address: String,
    pub phone: String,
    pub contact: String,
    pub stay: String,
    pub nights: String,
    pub night: String,
    pub most: String,
    pub rooms: String,
    pub guests: String,
    pub groups: String,
    pub rooming: String,
}

/// Headings of the columns of a rooming list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the word that it is named for")]
pub struct Column {
    pub number: String,
    pub hotel: String,
    pub group: String,
    pub name: String,
    pub class: String,
    pub leader: String,
    pub phone: String,
    pub wing: String,
    pub room_type: String,
    pub sharing: String,
    pub sex: String,
    pub rooms: String,
    pub guests: String,
    pub arrive: String,
    pub depart: String,
    pub transport: String,
    pub status: String,
    pub change: String,
    pub room_numbers: String,
    pub room: String,
    pub floor: String,
    pub guest: String,
    pub role: String,
    pub shares_with: String,
    pub note: String,
}

/// What the totals are called.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the word that it is named for")]
pub struct Total {
    pub men: String,
    pub women: String,
    pub unknown: String,
    pub sum: String,
}

/// The line to be signed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the word that it is named for")]
pub struct Sign {
    pub received: String,
    pub hotel: String,
    pub leader: String,
    pub time: String,
    pub rooms_left: String,
}

impl Words {
    /// Returns the words of a language.
    ///
    /// # Panics
    /// Never: a test reads the word files, which are part of the program.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static EN: OnceLock<Words> = OnceLock::new();
        static ZH: OnceLock<Words> = OnceLock::new();
        let (cell, text) = match lang {
            Lang::En => (&EN, include_str!("words/en.toml")),
            Lang::Zh => (&ZH, include_str!("words/zh.toml")),
        };
        cell.get_or_init(|| toml::from_str(text).expect("a test reads the word files that are built in"))
    }

    /// Returns how sure it is that a group comes, and where nobody knows when it leaves, that too (R29).
    #[must_use]
    pub fn standing(&self, group: &Group) -> String {
        let status = Self::word(&self.status, status(group.status));
        if group.departs_open {
            format!("{status}, {}", Self::word(&self.status, "departs_open"))
        } else {
            status.to_owned()
        }
    }

    /// Returns a value in this language, itself where the language has no word for it.
    #[must_use]
    pub fn word<'a>(list: &'a BTreeMap<String, String>, value: &'a str) -> &'a str {
        list.get(value).map_or(value, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let (en, zh) = (Words::of(Lang::En), Words::of(Lang::Zh));
        assert_eq!(en.room_type.keys().collect::<Vec<_>>(), zh.room_type.keys().collect::<Vec<_>>());
        assert_eq!(en.sharing.keys().collect::<Vec<_>>(), zh.sharing.keys().collect::<Vec<_>>());
        assert_eq!(en.status.keys().collect::<Vec<_>>(), zh.status.keys().collect::<Vec<_>>());
        assert_eq!(en.change.keys().collect::<Vec<_>>(), zh.change.keys().collect::<Vec<_>>());
        assert_eq!(en.sex.keys().collect::<Vec<_>>(), zh.sex.keys().collect::<Vec<_>>());
        assert_ne!(en.title, zh.title);
    }
}
