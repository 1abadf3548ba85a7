//! Numbers of a row: counts, amounts and money, whatever stands beside them, and what they stand for where they are none.

use super::Row;
use crate::diagnostic::Code;
use crate::domain::{Km, Minutes, Money, Weight};
use crate::read::cell::{self, Flaw};
use crate::read::header::Slot;
use crate::read::log::Kind;
use crate::read::mix::{self, Mix};
use crate::read::number::{self, Measure};
use crate::read::{mark, text};

impl Row<'_> {
    /// Returns what a parser makes of a number, whatever stands beside it; none where it is empty, unknown or flawed.
    fn number<T>(&mut self, slot: Slot, measure: Measure, parse: impl Fn(&str) -> Result<T, Flaw>) -> Option<T> {
        let typed = self.raw(slot);
        if typed.is_empty() {
            return None;
        }
        if number::is_plain(&typed) {
            return self.sound(slot, parse(&typed));
        }
        if mark::is_unknown(&typed) {
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
    pub fn whole(&mut self, slot: Slot, measure: Measure, parse: impl Fn(&str) -> Result<u32, Flaw>) -> Option<u32> {
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
        if mark::is_none(&typed) {
            self.convert(slot, Kind::NoneWord, "0");
            return Some(0);
        }
        if self.oversold(slot, &typed) {
            return Some(0);
        }
        let count = self.count(slot);
        if count == Some(0) && self.scribe.manner.zero_is_unknown {
            self.convert(slot, Kind::ZeroUnknown, "");
            return None;
        }
        count
    }

    /// Returns the room types that a cell of counts names, alone, with the cell of types, or where that is empty, with a
    /// note; none where it names none.
    pub fn mix(&mut self, (names, note): (Slot, Slot), counts: Slot) -> Option<Mix> {
        let typed = self.raw(counts);
        if number::is_plain(&typed) {
            return None;
        }
        let (of_types, note) = (self.raw(names), self.raw(note));
        let noted = || mix::beside(&note, &typed).or_else(|| mix::noted(&note, &typed)).filter(|_| of_types.is_empty());
        let beside = mix::beside(&of_types, &typed).or_else(noted);
        let is_sum = beside.is_some();
        let mix = beside.or_else(|| mix::types(&typed).filter(|_| of_types.is_empty()))?;
        let value: Vec<String> = mix.iter().map(|(room_type, count)| format!("{count} {room_type}")).collect();
        self.convert(counts, Kind::TypesInCell, value.join(", "));
        if let Some(flaw) = number::doubt(Kind::Sum, &value.join(", ")).filter(|_| is_sum) {
            self.flaw(counts, flaw);
        }
        Some(mix)
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
}
