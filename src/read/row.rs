//! A row under its headings: cells taken by canonical column, parsed, and every flaw said. Does not compare rows.

mod degrees;
mod quantity;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cell::{self, Flaw};
use super::date;
use super::grid::Grid;
use super::header::Slot;
use super::log::{Conversion, Kind, Scribe};
use super::mark;
use super::mix;
use super::phone::{self, Phone};
use super::tables::Moment;
use super::text;
use crate::diagnostic::{Code, Place, Severity};

/// A row being read.
#[derive(Debug)]
pub struct Row<'a> {
    grid: &'a Grid,
    record: usize,
    scribe: Scribe<'a>,
    /// Whether no error was found in it.
    pub is_sound: bool,
}

impl<'a> Row<'a> {
    /// Begins to read a record.
    pub fn new(grid: &'a Grid, record: usize, scribe: Scribe<'a>) -> Self {
        Self { grid, record, scribe, is_sound: true }
    }

    /// Returns the place of the row.
    #[must_use]
    pub fn place(&self) -> Place {
        self.grid.place(self.record)
    }

    /// Says what is wrong with a cell. Where reading is strict, a warning is an error and rejects the row.
    pub fn flaw(&mut self, slot: Slot, flaw: Flaw) {
        let mut diagnostic = self.grid.diagnostic(flaw.code, self.record, slot.0, (flaw.message, flaw.help));
        if self.scribe.manner.strict {
            diagnostic.severity = Severity::Error;
        }
        self.is_sound &= !diagnostic.is_error();
        self.scribe.says.push(diagnostic);
    }

    /// Tells whether a code was said of the row.
    #[must_use]
    pub fn has_said(&self, code: Code) -> bool {
        let line = self.place().line;
        self.scribe.says.iter().rev().take_while(|said| said.place.line == line).any(|said| said.code == code)
    }

    /// Logs that the value of a cell is not what was typed; an empty value is unknown.
    pub fn convert(&mut self, slot: Slot, kind: Kind, value: impl Into<String>) {
        let column = slot.0.and_then(|column| self.grid.heading(column));
        let place = Place { column, ..self.place() };
        let raw = slot.0.map(|column| self.grid.typed(self.record, column).into_owned()).unwrap_or_default();
        self.scribe.log.push(Conversion { place, kind, raw, value: value.into() });
    }

    /// Logs where a cell has blanks or characters without width that are not read. Plain blanks beside a number are part
    /// of the form of a file, as quotation marks are.
    pub fn strip(&mut self, column: usize, is_text: bool) {
        let typed = self.grid.typed(self.record, column);
        let cell = text::stripped(&typed);
        let is_stripped = typed.len() != cell.len() && !cell.is_empty() && (is_text || !typed.is_ascii());
        if is_stripped && (is_text || has_odd_blanks(&typed)) {
            let value = cell.into_owned();
            self.convert(Slot(Some(column)), Kind::StrayUnicode, value);
        }
    }

    /// Says something of a cell that is no fault of the row.
    pub fn say(&mut self, slot: Slot, flaw: Flaw) {
        let is_sound = self.is_sound;
        self.flaw(slot, flaw);
        self.is_sound = is_sound;
    }

    /// Returns a cell as typed, without blanks around it or the mark of a text; empty where there is no such column.
    #[must_use]
    pub fn raw(&self, slot: Slot) -> Cow<'a, str> {
        match slot.0.map_or(Cow::Borrowed(""), |column| self.grid.cell(self.record, column)) {
            Cow::Borrowed(cell) => Cow::Borrowed(text::revived(cell)),
            Cow::Owned(cell) => Cow::Owned(text::revived(&cell).to_owned()),
        }
    }

    /// Returns a text, empty where the cell is, or is nothing but a dash.
    #[must_use]
    pub fn text(&mut self, slot: Slot) -> String {
        let text = self.raw(slot);
        if mark::is_dash(&text) {
            self.convert(slot, Kind::BlankMark, "");
            return String::new();
        }
        text.into_owned()
    }

    /// Returns a text as it stands, also where it is nothing but a dash.
    #[must_use]
    pub fn verbatim(&self, slot: Slot) -> String {
        self.raw(slot).into_owned()
    }

    /// Returns a name that must be there, as it stands.
    pub fn verbatim_name(&mut self, slot: Slot) -> Option<String> {
        if self.raw(slot).is_empty() { self.name(slot) } else { Some(self.verbatim(slot)) }
    }

    /// Returns a text, none where the cell is empty, or is nothing but a dash.
    #[must_use]
    pub fn optional(&mut self, slot: Slot) -> Option<String> {
        Some(self.text(slot)).filter(|text| !text.is_empty())
    }

    /// Returns a room type, as the type that its words mean; none where the cell is empty, or is nothing but a dash.
    #[must_use]
    pub fn room_type(&mut self, slot: Slot) -> Option<String> {
        let typed = self.optional(slot)?;
        let meant = mix::room_type(&typed);
        if meant != typed {
            self.convert(slot, Kind::RoomTypeWord, meant);
        }
        Some(meant.to_owned())
    }

    /// Returns the room types of a list, as the types that their words mean.
    #[must_use]
    pub fn room_types(&mut self, slot: Slot) -> BTreeSet<String> {
        let typed = self.names(slot);
        let meant: BTreeSet<String> = typed.iter().map(|name| mix::room_type(name).to_owned()).collect();
        if meant != typed {
            self.convert(slot, Kind::RoomTypeWord, meant.iter().map(String::as_str).collect::<Vec<_>>().join(";"));
        }
        meant
    }

    /// Returns a name that must be there.
    pub fn name(&mut self, slot: Slot) -> Option<String> {
        self.present(slot).then(|| self.text(slot))
    }

    /// Tells whether a cell that must not be empty is not, and says so where it is.
    fn present(&mut self, slot: Slot) -> bool {
        let text = self.raw(slot);
        let is_present = !text.is_empty() && !mark::is_dash(&text);
        if !is_present {
            let help = "fill it in, or remove the row";
            self.flaw(slot, Flaw::new(Code::CellEmpty, "the cell is empty, and the row needs it", help));
        }
        is_present
    }

    /// Returns what a parser makes of a cell; none where it is empty or flawed.
    pub fn parsed<T>(&mut self, slot: Slot, parse: impl FnOnce(&str) -> Result<T, Flaw>) -> Option<T> {
        let text = self.raw(slot);
        if text.is_empty() {
            return None;
        }
        let read = parse(&text);
        self.sound(slot, read)
    }

    /// Returns what was read of a cell, or says why nothing was.
    fn sound<T>(&mut self, slot: Slot, read: Result<T, Flaw>) -> Option<T> {
        read.map_err(|flaw| self.flaw(slot, flaw)).ok()
    }

    /// Returns a date, with its time of day where it has one.
    pub fn moment(&mut self, slot: Slot) -> Option<Moment> {
        let typed = self.raw(slot);
        if typed.is_empty() {
            return None;
        }
        if mark::is_unknown(&typed) {
            self.convert(slot, Kind::BlankMark, "");
            return None;
        }
        let dated = self.sound(slot, date::read(&typed, &self.scribe.manner))?;
        let value = if dated.steps.is_empty() { String::new() } else { dated.moment.to_string() };
        for kind in dated.steps {
            self.convert(slot, kind, value.as_str());
            if let Some(flaw) = date::doubt(kind, &value) {
                self.flaw(slot, flaw);
            }
        }
        Some(dated.moment)
    }

    /// Returns telephone numbers.
    pub fn phone(&mut self, slot: Slot) -> Option<String> {
        let typed = self.optional(slot)?;
        match phone::read(&typed) {
            Phone::Plain => Some(typed),
            Phone::Converted(numbers, kind) => {
                self.convert(slot, kind, numbers.as_str());
                Some(numbers)
            }
            Phone::Lost => {
                let message = format!("`{typed}` is a rounded number: the telephone number is lost");
                let help = "type it again in a column of the format `Text`";
                self.flaw(slot, Flaw::new(Code::PhoneLost, message, help));
                None
            }
        }
    }

    /// Returns the meaning of a word; one that is not known is unknown, and worth a warning.
    pub fn word<T: Copy>(&mut self, slot: Slot, words: &[(&'static str, T)]) -> Option<T> {
        let typed = self.optional(slot)?;
        match cell::word(&text::common_width(&typed), words) {
            Ok(meaning) => Some(meaning),
            Err(flaw) => {
                self.convert(slot, Kind::WordUnknown, "");
                let message = format!("{}: it counts as empty", flaw.message);
                self.flaw(slot, Flaw::new(Code::WordUnknown, message, flaw.help));
                None
            }
        }
    }

    /// Returns the meaning of a word that is known; any other is an error.
    pub fn known_word<T: Copy>(&mut self, slot: Slot, words: &[(&'static str, T)]) -> Option<T> {
        self.parsed(slot, |text| cell::word(text, words))
    }

    /// Returns the meaning of a word that must be there.
    pub fn needed_word<T: Copy>(&mut self, slot: Slot, words: &[(&'static str, T)]) -> Option<T> {
        if self.present(slot) { self.known_word(slot, words) } else { None }
    }

    /// Returns the names of a list; empty where the cell is.
    #[must_use]
    pub fn names(&mut self, slot: Slot) -> BTreeSet<String> {
        cell::names(&self.text(slot))
    }
}

/// Tells whether a text has other blanks than the plain ones, or characters without width.
fn has_odd_blanks(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).len() != text::stripped(text).len()
}
