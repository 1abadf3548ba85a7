//! A row under its headings: cells taken by canonical column, parsed, and every flaw said. Does not compare rows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::cell::{self, Flaw};
use super::date;
use super::grid::Grid;
use super::header::Slot;
use super::log::{Conversion, Kind, Scribe};
use super::number::{self, Measure};
use super::phone::{self, Phone};
use super::tables::{Degrees, Moment};
use super::text;
use crate::diagnostic::{Code, Place, Severity};
use crate::domain::{Km, Minutes, Money, Weight};

/// A row being read.
#[derive(Debug)]
pub struct Row<'a> {
    grid: &'a Grid,
    record: usize,
    scribe: Scribe<'a>,
    /// Whether no error was found in it.
    pub is_sound: bool,
    /// Whether its last count of rooms was said to be about right.
    pub is_about: bool,
}

impl<'a> Row<'a> {
    /// Begins to read a record.
    pub fn new(grid: &'a Grid, record: usize, scribe: Scribe<'a>) -> Self {
        Self { grid, record, scribe, is_sound: true, is_about: false }
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
        if number::is_dash(&text) {
            self.convert(slot, Kind::BlankMark, "");
            return String::new();
        }
        text.into_owned()
    }

    /// Returns a text, none where the cell is empty, or is nothing but a dash.
    #[must_use]
    pub fn optional(&mut self, slot: Slot) -> Option<String> {
        Some(self.text(slot)).filter(|text| !text.is_empty())
    }

    /// Returns a name that must be there.
    pub fn name(&mut self, slot: Slot) -> Option<String> {
        self.present(slot).then(|| self.text(slot))
    }

    /// Tells whether a cell that must not be empty is not, and says so where it is.
    fn present(&mut self, slot: Slot) -> bool {
        let text = self.raw(slot);
        let is_present = !text.is_empty() && !number::is_dash(&text);
        if !is_present {
            let help = "fill it in, or remove the row";
            self.flaw(slot, Flaw::new(Code::CellEmpty, "the cell is empty, and the row needs it", help));
        }
        is_present
    }

    /// Returns what a parser makes of a cell; none where it is empty or flawed.
    fn parsed<T>(&mut self, slot: Slot, parse: impl FnOnce(&str) -> Result<T, Flaw>) -> Option<T> {
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

    /// Returns what a parser makes of a number, whatever stands beside it; none where it is empty, unknown or flawed.
    fn number<T>(&mut self, slot: Slot, measure: Measure, parse: impl Fn(&str) -> Result<T, Flaw>) -> Option<T> {
        let typed = self.raw(slot);
        if typed.is_empty() {
            return None;
        }
        if number::is_plain(&typed) {
            return self.sound(slot, parse(&typed));
        }
        if number::is_unknown(&typed) {
            self.unknown(slot, measure);
            return None;
        }
        let cleaned = number::clean(&typed, measure);
        let Ok(value) = parse(&cleaned.digits) else { return self.sound(slot, parse(&typed)) };
        for &kind in &cleaned.steps {
            self.convert(slot, kind, cleaned.digits.as_str());
            if let Some(flaw) = number::doubt(kind, &cleaned.digits) {
                self.flaw(slot, flaw);
            }
        }
        self.is_about |= cleaned.steps.contains(&Kind::About);
        Some(value)
    }

    /// Takes a mark or a word for what is not known as an empty cell; of a count, that is worth a warning.
    fn unknown(&mut self, slot: Slot, measure: Measure) {
        self.convert(slot, Kind::BlankMark, "");
        if measure.is_count() {
            let message = format!("`{}` is no number: it counts as unknown, which is not zero", self.raw(slot));
            self.flaw(slot, Flaw::new(Code::CountUnknown, message, "find the number out, or clear the cell"));
        }
    }

    /// Returns a whole number.
    fn whole(&mut self, slot: Slot, measure: Measure, parse: impl Fn(&str) -> Result<u32, Flaw>) -> Option<u32> {
        let count = self.number(slot, measure, parse)?;
        let typed = self.raw(slot);
        if number::is_plain(&typed) && typed.contains('.') {
            self.convert(slot, Kind::ZeroFraction, count.to_string());
        }
        Some(count)
    }

    /// Returns a count of rooms, or of whatever else is no person and no night.
    pub fn count(&mut self, slot: Slot) -> Option<u32> {
        self.whole(slot, Measure::Things, cell::count)
    }

    /// Returns a count of people.
    pub fn people(&mut self, slot: Slot) -> Option<u32> {
        self.whole(slot, Measure::People, cell::count)
    }

    /// Returns a count of nights, at least one.
    pub fn nights(&mut self, slot: Slot) -> Option<u32> {
        self.whole(slot, Measure::Nights, cell::positive)
    }

    /// Returns a count of at least one.
    pub fn positive(&mut self, slot: Slot) -> Option<u32> {
        self.whole(slot, Measure::Things, cell::positive)
    }

    /// Returns a count of people of at least one.
    pub fn persons(&mut self, slot: Slot) -> Option<u32> {
        self.whole(slot, Measure::People, cell::positive)
    }

    /// Returns a count that must be there.
    pub fn needed(&mut self, slot: Slot, read: impl FnOnce(&mut Self, Slot) -> Option<u32>) -> Option<u32> {
        if !self.present(slot) {
            return None;
        }
        let count = read(self, slot);
        if count.is_none() && self.is_sound {
            let help = "find the number out, or remove the row";
            self.flaw(slot, Flaw::new(Code::CellEmpty, "the count is unknown, and the row needs it", help));
        }
        count
    }

    /// Returns a count of rooms as a hotel quotes it; none where it is unknown, which is not zero.
    pub fn quoted(&mut self, slot: Slot) -> Option<u32> {
        let typed = self.raw(slot);
        if typed.is_empty() {
            let message = "the count of rooms is empty: it is unknown, which is not zero";
            self.flaw(slot, Flaw::new(Code::CountUnknown, message, "ring the hotel; until then it supplies nothing"));
            return None;
        }
        if number::is_none(&typed) {
            self.convert(slot, Kind::NoneWord, "0");
            return Some(0);
        }
        if self.oversold(slot, &typed) {
            return Some(0);
        }
        self.is_about = false;
        let count = self.count(slot);
        if count == Some(0) && self.scribe.manner.zero_is_unknown {
            self.convert(slot, Kind::ZeroUnknown, "");
            return None;
        }
        count
    }

    /// Returns a count of rooms of which the total or the types may say the same; silent where the cell is empty.
    pub fn told(&mut self, slot: Slot) -> Option<u32> {
        if self.raw(slot).is_empty() { None } else { self.quoted(slot) }
    }

    /// Tells whether a cell is a negative count in a column of what is left, which means oversold; says so.
    fn oversold(&mut self, slot: Slot, typed: &str) -> bool {
        const BALANCES: [&str; 6] = ["余", "剩", "结余", "balance", "left", "remaining"];
        let common = text::common_width(typed);
        let heading = slot
            .0
            .and_then(|column| self.grid.headings().get(column))
            .map_or_else(String::new, |text| text.to_lowercase());
        let is_oversold = BALANCES.iter().any(|word| heading.contains(word))
            && common.strip_prefix(['-', '−']).is_some_and(|digits| cell::count(digits).is_ok_and(|count| count > 0));
        if is_oversold {
            self.convert(slot, Kind::Oversold, "0");
            let message = format!("`{typed}` rooms are left: more are sold than there are; zero is used");
            self.flaw(slot, Flaw::new(Code::Oversold, message, "ask the hotel which guests it cannot take"));
        }
        is_oversold
    }

    /// Returns a distance.
    pub fn km(&mut self, slot: Slot) -> Option<Km> {
        self.number(slot, Measure::Km, |text| cell::decimal(text, 9)).map(|number| Km(number.parts))
    }

    /// Returns a travel time.
    pub fn minutes(&mut self, slot: Slot) -> Option<Minutes> {
        self.number(slot, Measure::Minutes, |text| cell::decimal(text, 9)).map(|number| Minutes(number.parts))
    }

    /// Returns a weight.
    pub fn weight(&mut self, slot: Slot) -> Option<Weight> {
        self.parsed(slot, |text| cell::decimal(text, 9)).map(|number| Weight(number.parts))
    }

    /// Returns an amount of money, and says where it had to be rounded.
    pub fn money(&mut self, slot: Slot) -> Option<Money> {
        let (money, rounded) = self.number(slot, Measure::Money, cell::money)?;
        if rounded {
            let message = format!("`{}` is finer than a hundredth: {money} is used", self.raw(slot));
            self.flaw(slot, Flaw::new(Code::MoneyRounded, message, "write two decimals"));
        }
        Some(money)
    }

    /// Returns a date, with its time of day where it has one.
    pub fn moment(&mut self, slot: Slot) -> Option<Moment> {
        let typed = self.raw(slot);
        if typed.is_empty() {
            return None;
        }
        if number::is_unknown(&typed) {
            self.convert(slot, Kind::BlankMark, "");
            return None;
        }
        let dated = self.sound(slot, date::read(&typed, &self.scribe.manner))?;
        let value = if dated.steps.is_empty() { String::new() } else { date::text_of(dated.moment) };
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

    /// Returns coordinates; none where both cells are empty.
    pub fn degrees(&mut self, lat: Slot, lon: Slot) -> Option<Degrees> {
        let north = self.parsed(lat, |text| degrees(text, 90.0));
        let east = self.parsed(lon, |text| degrees(text, 180.0));
        let is_half = self.raw(lat).is_empty() != self.raw(lon).is_empty();
        if is_half {
            let slot = if self.raw(lat).is_empty() { lon } else { lat };
            let help = "give both `lat` and `lon`, or neither";
            self.flaw(slot, Flaw::new(Code::Coordinates, "one of the two coordinates is missing", help));
        }
        Some(Degrees { lat: north?, lon: east? })
    }
}

/// Tells whether a text has other blanks than the plain ones, or characters without width.
fn has_odd_blanks(text: &str) -> bool {
    text.trim_matches([' ', '\t', '\r', '\n']).len() != text::stripped(text).len()
}

/// Returns degrees within a range on both sides of zero.
fn degrees(text: &str, most: f64) -> Result<f64, Flaw> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|number| is_number && number.is_finite());
    let not_a_number = || Flaw::new(Code::NotANumber, format!("`{text}` is not a number"), "write degrees as 31.2304");
    let number = number.ok_or_else(not_a_number)?;
    if number.abs() <= most {
        return Ok(number);
    }
    let help = "see whether `lat` and `lon` are swapped";
    Err(Flaw::new(Code::Coordinates, format!("`{text}` does not lie in -{most} to {most} degrees"), help))
}
