//! What sheets are made of, and what all of them say alike.

use chrono::{NaiveDate, NaiveDateTime};

use super::{Head, ReportSheet, Section};
use crate::domain::{Allocation, Group, Hotel, Instance, RoomingRow, Stay};
use crate::render::record::Record;
use crate::render::words::{Lang, SheetWords, Words};
use crate::service::liaison::Posting;
use crate::service::{Chunk, chunks};

/// A plan, with everything that sheets say of it.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// Its rows.
    pub allocation: &'a Allocation,
    /// What it says of itself.
    pub record: &'a Record,
    /// Who sleeps in which room; empty where nobody knows.
    pub rooming: &'a [RoomingRow],
    /// Which officer is in which hotel, sorted by hotel; empty without officers.
    pub postings: &'a [Posting],
    /// How sheets are written.
    pub manner: Manner,
}

/// How sheets are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// The language of labels.
    pub lang: Lang,
    /// Telephone numbers of groups are shown whole.
    pub phones: bool,
    /// What guests need and how old they are is shown to officers.
    pub needs: bool,
    /// Names of files begin with the time and the running number of the plan, where one sheet of many goes to one reader.
    pub dated: bool,
}

impl<'a> Facts<'a> {
    /// Returns the words of sheets.
    #[must_use]
    pub fn words(&self) -> &'static SheetWords {
        SheetWords::of(self.manner.lang)
    }

    /// Returns the words of rooming lists.
    #[must_use]
    pub fn labels(&self) -> &'static Words {
        Words::of(self.manner.lang)
    }

    /// Returns the time of which the plan speaks, if it was given.
    #[must_use]
    pub fn as_of(&self) -> Option<NaiveDateTime> {
        NaiveDateTime::parse_from_str(self.record.as_of.as_deref()?, "%Y-%m-%dT%H:%M").ok()
    }

    /// Returns the night that sheets call today: that of the time of which the plan speaks, else the first of the case.
    #[must_use]
    pub fn today(&self) -> u32 {
        self.as_of().map_or(0, |time| self.instance.calendar.clipped(time.date()))
    }

    /// Returns a night as a day, none in a case without dates.
    #[must_use]
    pub fn date(&self, night: u32) -> Option<NaiveDate> {
        self.instance.calendar.date(night)
    }

    /// Returns the guests of each group by hotel, sorted by hotel.
    #[must_use]
    pub fn chunks(&self) -> Vec<Chunk> {
        chunks(self.instance, self.allocation)
    }

    /// Returns a group.
    #[must_use]
    pub fn group(&self, at: usize) -> &'a Group {
        &self.instance.groups[at]
    }

    /// Returns a hotel.
    #[must_use]
    pub fn hotel(&self, at: usize) -> &'a Hotel {
        &self.instance.hotels[at]
    }

    /// Returns a telephone number as it is shown: the digits in its middle hidden unless they are asked for.
    #[must_use]
    pub fn phone(&self, phone: &str) -> String {
        if self.manner.phones { phone.to_owned() } else { masked(phone) }
    }

    /// Returns the first line of every head.
    #[must_use]
    pub fn plan_line(&self) -> Head {
        let labels = self.labels();
        let as_of = self
            .record
            .as_of
            .as_deref()
            .map(|time| format!(", {} {}", labels.as_of, time.replace('T', " ")))
            .unwrap_or_default();
        Head { label: labels.plan.clone(), value: format!("{} v{}{as_of}", self.record.plan, self.record.version) }
    }

    /// Returns the name of a file that goes to one reader, without its ending: of a dated sheet, `20220403_1800_v3_` before it.
    #[must_use]
    pub fn stem(&self, name: &str) -> String {
        if !self.manner.dated {
            return name.to_owned();
        }
        let time = self.as_of().map(|time| time.format("%Y%m%d_%H%M_").to_string()).unwrap_or_default();
        format!("{time}v{}_{name}", self.record.version)
    }

    /// Returns a sheet with the head that all have.
    #[must_use]
    pub fn sheet(&self, stem: &str, title: &str, sections: Vec<Section>) -> ReportSheet {
        ReportSheet {
            stem: stem.to_owned(),
            tab: title.to_owned(),
            title: title.to_owned(),
            head: vec![self.plan_line()],
            sections,
            notes: Vec::new(),
            signature: String::new(),
            lang: self.manner.lang,
            is_bare: false,
        }
    }

    /// Returns both ends of a stay as days.
    #[must_use]
    pub fn dates(&self, stay: Stay) -> (Option<NaiveDate>, Option<NaiveDate>) {
        (self.date(stay.arrive), self.date(stay.depart))
    }
}

/// Returns a name, empty where it is the id that stands beside it.
#[must_use]
pub fn name_beside<'a>(name: &'a str, id: &str) -> &'a str {
    if name == id { "" } else { name }
}

/// Hides the digits of a telephone number but for its first three and last two; of a short number, all but the last two.
fn masked(phone: &str) -> String {
    let n_digits = phone.chars().filter(|letter| letter.is_numeric()).count();
    let first = if n_digits >= 8 { 3 } else { 0 };
    let mut nth = 0;
    let hide = |letter: char| {
        if !letter.is_numeric() {
            return letter;
        }
        nth += 1;
        if nth <= first || nth + 2 > n_digits { letter } else { '*' }
    };
    phone.chars().map(hide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_telephone_number_is_hidden() {
        assert_eq!(masked("13800138000"), "138******00");
        assert_eq!(masked("021-6888 1234"), "021-**** **34");
        assert_eq!(masked("12345"), "***45");
        assert_eq!(masked("前台"), "前台");
        assert_eq!(masked(""), "");
    }
}
