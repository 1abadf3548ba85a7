//! What validating says of a case besides its diagnostics: rows, defaults, rooms against guests, and who can never be
//! placed.

use std::io::{self, Write};

use serde::Serialize;

use super::number::{grouped, plural};
use super::record::{self, Count};
use super::sheet::{Sheet, paragraph};
use super::waterfall::Rooms;
use crate::diagnostic::Diagnostic;
use crate::domain::Instance;
use crate::domain::remark::Remark;
use crate::explain::balance::{ClassBalance, DistrictBalance, TypeBalance};
use crate::explain::{UnmetGroup, balance};

/// So many files whose names begin alike share a line.
const SERIES_MIN: usize = 4;

/// The most hotels to ring again that a page names.
const UNKNOWN_SHOWN: usize = 12;

/// What there is to say.
#[derive(Debug, Clone, Copy)]
pub struct Page<'a> {
    /// The case; none where there is any error.
    pub instance: Option<&'a Instance>,
    /// What was found wrong.
    pub diagnostics: &'a [Diagnostic],
    /// What became of the rows of each file.
    pub counts: &'a [Count],
    /// The defaults that mattered.
    pub assumed: &'a [Remark],
    /// Every night that somebody sleeps.
    pub nights: &'a [Night],
    /// Pools that nothing is known of.
    pub unknown: &'a [String],
    /// Hotels that answered once, but not lately.
    pub stale: &'a [Stale],
    /// What each district offers on the night that most guests sleep here.
    pub districts: &'a [DistrictBalance],
    /// Groups that can never be placed wholly.
    pub never: &'a [UnmetGroup],
}

/// A hotel that answered once, but in none of the last rounds of polling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stale {
    /// The hotel.
    pub hotel: String,
    /// When it last answered.
    pub polled_at: String,
    /// The rounds since then.
    pub missed: u32,
}

/// A night: rooms against guests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Night {
    /// Its date; empty in a case without dates.
    pub date: String,
    /// Rooms usable.
    pub rooms: u64,
    /// Pools without a quote.
    pub unknown_pools: u32,
    /// Guests.
    pub guests: u64,
    /// The fewest rooms that could hold them.
    pub rooms_least: u64,
}

impl Night {
    /// Tells whether two nights differ in nothing but their dates.
    fn is_like(&self, other: &Self) -> bool {
        let numbers = |night: &Self| (night.rooms, night.unknown_pools, night.guests, night.rooms_least);
        numbers(self) == numbers(other)
    }
}

impl Page<'_> {
    /// Returns the page as text.
    #[must_use]
    pub fn text(&self, width: usize) -> String {
        let mut sections = vec![counts(self.counts, width), list("Assumed", self.assumed, width)];
        if let Some(instance) = self.instance {
            sections.push(Rooms::of(instance, None).text(true, width));
            sections.push(self.by_night(width));
            sections.push(by_class(instance, width));
            sections.push(self.by_district(instance, width));
            sections.push(by_room_type(instance, width));
            sections.push(self.ring_again(width));
            sections.push(self.never(instance, width));
        }
        sections.retain(|section| !section.is_empty());
        sections.join("\n")
    }

    fn by_night(&self, width: usize) -> String {
        let mut sheet = Sheet::new(&["Nights", ">Rooms", ">Guests", ">Rooms needed", ">Left", ">Unknown"]);
        for run in self.nights.chunk_by(Night::is_like) {
            let (Some(night), Some(last)) = (run.first(), run.last()) else { continue };
            let dates = match (night.date.as_str(), last.date.as_str()) {
                ("", _) => "the night".to_owned(),
                (first, last) if first == last => first.to_owned(),
                (first, last) => format!("{first} to {last}"),
            };
            let left = i128::from(night.rooms) - i128::from(night.rooms_least);
            let counts = [night.rooms, night.guests, night.rooms_least].map(grouped);
            sheet.row([dates].into_iter().chain(counts).chain([grouped(left), grouped(night.unknown_pools)]));
        }
        sheet.text(2, width)
    }

    /// Returns the districts, where hotels have any.
    fn by_district(&self, instance: &Instance, width: usize) -> String {
        if self.districts.iter().all(|one| one.district.is_empty()) {
            return String::new();
        }
        let mut sheet = Sheet::new(&["District", ">Hotels", ">Unknown", ">Rooms", ">Guests bound to it"]);
        for one in self.districts {
            let name = if one.district.is_empty() { "(none)".to_owned() } else { one.district.clone() };
            let (hotels, unknown) = (grouped(one.hotels), grouped(one.unknown));
            sheet.row([name, hotels, unknown, grouped(one.rooms), grouped(one.bound)]);
        }
        format!("{}{}", peak(instance, balance::peak_night(instance)), sheet.text(2, width))
    }

    fn ring_again(&self, width: usize) -> String {
        let unknown = shortened("Ring again: nothing is known of", self.unknown.iter().cloned(), width);
        let stale = self.stale.iter().map(|one| format!("{} ({})", one.hotel, one.polled_at));
        format!("{unknown}{}", shortened("Ring again: not heard of lately", stale, width))
    }

    fn never(&self, instance: &Instance, width: usize) -> String {
        if self.never.is_empty() {
            return paragraph("", "Every group could be placed wholly if nobody else came.", width);
        }
        let entries = self.never.iter().map(|entry| {
            let group = &instance.groups[entry.group].id;
            let guests = plural(entry.guests as usize, "guest", "guests");
            let line = format!("{group}, {guests}: {}; {}", entry.sentence(), entry.remedy);
            paragraph("  - ", &line, width)
        });
        format!("Never to be placed, whatever anybody else does\n{}", entries.collect::<String>())
    }

    /// Returns a balance on the night that most guests sleep here; nothing where there is no case.
    fn at_peak<T>(&self, balance: fn(&Instance, u32) -> Vec<T>) -> Vec<T> {
        self.instance.map_or_else(Vec::new, |instance| balance(instance, balance::peak_night(instance)))
    }

    /// Writes the page as JSON.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let never = self.instance.map(|instance| record::unmet(instance, self.never));
        let page = Json {
            schema_version: record::SCHEMA_VERSION,
            valid: self.instance.is_some(),
            diagnostics: self.diagnostics,
            counts: self.counts,
            assumed: self.assumed,
            waterfall: self.instance.map(|instance| Rooms::of(instance, None)),
            nights: self.nights,
            unknown: self.unknown,
            stale: self.stale,
            classes: self.at_peak(balance::by_class),
            districts: self.districts,
            room_types: self.at_peak(balance::by_room_type),
            never: never.unwrap_or_default(),
        };
        record::write_json(&page, out)
    }
}

#[derive(Serialize)]
struct Json<'a> {
    schema_version: u32,
    valid: bool,
    diagnostics: &'a [Diagnostic],
    counts: &'a [Count],
    assumed: &'a [Remark],
    waterfall: Option<Rooms>,
    nights: &'a [Night],
    unknown: &'a [String],
    stale: &'a [Stale],
    classes: Vec<ClassBalance>,
    districts: &'a [DistrictBalance],
    room_types: Vec<TypeBalance>,
    never: Vec<record::Unmet>,
}

/// Returns what became of the rows of each file; many files whose names begin alike share a line.
pub(super) fn counts(counts: &[Count], width: usize) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let mut sheet = Sheet::new(&["Rows of", ">read", ">used", ">superseded", ">dropped", ">rejected"]);
    for run in counts.chunk_by(|one, other| series(&one.file) == series(&other.file)) {
        if let ([first, .., last], true) = (run, run.len() >= SERIES_MIN) {
            let name = format!("{} to {}", first.file, last.file);
            sheet.row([name].into_iter().chain(numbers(run)));
        } else {
            for count in run {
                sheet.row([count.file.clone()].into_iter().chain(numbers(std::slice::from_ref(count))));
            }
        }
    }
    sheet.text(2, width)
}

/// Returns what the names of a series of files begin with: the folder, and all before the first digit of the name. A name
/// without digits is no part of a series.
fn series(file: &str) -> &str {
    let (folder, name) =
        file.rfind(['/', '\\']).and_then(|slash| file.split_at_checked(slash + 1)).unwrap_or(("", file));
    let digit = name.find(|letter: char| letter.is_ascii_digit());
    digit.and_then(|digit| file.get(..folder.len() + digit)).unwrap_or(file)
}

/// Returns the sums over some files.
fn numbers(run: &[Count]) -> [String; 5] {
    let columns: [fn(&Count) -> u64; 5] = [|c| c.rows, |c| c.used, |c| c.superseded, |c| c.dropped, |c| c.rejected];
    columns.map(|column| grouped(run.iter().map(column).sum::<u64>()))
}

/// Returns the first of some names under a title and how many more there are, empty where there are none.
fn shortened(title: &str, names: impl ExactSizeIterator<Item = String>, width: usize) -> String {
    let more = names.len().saturating_sub(UNKNOWN_SHOWN);
    let mut list = names.take(UNKNOWN_SHOWN).collect::<Vec<_>>().join(", ");
    if list.is_empty() {
        return list;
    }
    if more > 0 {
        list = format!("{list} and {more} more");
    }
    format!("{title}\n{}", paragraph("  ", &list, width))
}

/// Returns a list with its title, empty where it has no entries.
pub(super) fn list(title: &str, entries: &[impl AsRef<str>], width: usize) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let lines: String = entries.iter().map(|entry| paragraph("  - ", entry.as_ref(), width)).collect();
    format!("{title}\n{lines}")
}

fn by_class(instance: &Instance, width: usize) -> String {
    let night = balance::peak_night(instance);
    let mut sheet = Sheet::new(&["Class", ">Groups", ">Guests", ">Hotels allowed", ">Rooms in them"]);
    for class in balance::by_class(instance, night) {
        let name = if class.class.is_empty() { "(none)".to_owned() } else { class.class };
        let (groups, hotels) = (grouped(class.groups), grouped(class.hotels));
        sheet.row([name, groups, grouped(class.guests), hotels, grouped(class.rooms)]);
    }
    format!("{}{}", peak(instance, night), sheet.text(2, width))
}

fn by_room_type(instance: &Instance, width: usize) -> String {
    let night = balance::peak_night(instance);
    let mut sheet = Sheet::new(&["Room type", ">Hotels", ">Rooms", ">Guests if shared"]);
    for kind in balance::by_room_type(instance, night) {
        sheet.row([kind.room_type, grouped(kind.hotels), grouped(kind.rooms), grouped(kind.guests_max)]);
    }
    format!("{}{}", peak(instance, night), sheet.text(2, width))
}

/// Returns which night the table below speaks of; nothing in a case without dates.
fn peak(instance: &Instance, night: u32) -> String {
    let date = instance.calendar.text(night);
    if date.is_empty() { String::new() } else { format!("On the peak night, {date}\n") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_share_a_line_where_their_names_count_up_whatever_their_folder_is_called() {
        assert_eq!(series("polls/round-12.csv"), "polls/round-");
        assert_eq!(series("2022-04/hotels.csv"), "2022-04/hotels.csv");
        assert_ne!(series("2022-04/hotels.csv"), series("2022-04/groups.csv"));
        assert_ne!(series("a1/round-1.csv"), series("a2/round-1.csv"));
    }
}
