//! A text read from its beginning: numbers, words and separators taken off one after the other.

/// Names of months, which may be cut to three letters.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// What stands between the numbers of a date.
const SEPARATORS: [&str; 3] = ["-", "/", "."];

/// What is left of a text.
#[derive(Debug, Clone, Copy)]
pub struct Scan<'a> {
    rest: &'a str,
}

impl<'a> Scan<'a> {
    /// Begins to read a text in lower case.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { rest: text.trim() }
    }

    /// Returns what is left.
    #[must_use]
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Takes the first of some words that stands at the beginning, and tells whether there was one.
    pub fn eat(&mut self, words: &[&str]) -> bool {
        self.one_of(words).is_some()
    }

    /// Takes the first of some words that stands at the beginning, with blanks before and after it.
    pub fn one_of<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let (word, rest) = words.iter().find_map(|word| Some((*word, self.rest.strip_prefix(word)?)))?;
        self.rest = rest.trim_start();
        Some(word)
    }

    /// Takes a number of at most eight digits, and says how many it has.
    pub fn number(&mut self) -> Option<(u32, usize)> {
        let n_digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(n_digits).filter(|_| (1..=8).contains(&n_digits))?;
        self.rest = rest.trim_start();
        Some((digits.parse().ok()?, n_digits))
    }

    /// Takes what separates the numbers of a date.
    pub fn separator(&mut self) -> Option<&'static str> {
        self.one_of(&SEPARATORS)
    }

    /// Takes the name of a month.
    pub fn month_name(&mut self) -> Option<u32> {
        let n_letters = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, rest) = self.rest.split_at_checked(n_letters).filter(|_| (3..=9).contains(&n_letters))?;
        let position = MONTHS.iter().position(|month| {
            *month == name || month.get(..3) == Some(name) || name == "sept" && month.starts_with(name)
        })?;
        self.rest = rest.trim_start();
        u32::try_from(position + 1).ok()
    }

    /// Takes the name of a month that may follow a separator.
    pub fn month_after(&mut self) -> Option<u32> {
        let mut after = *self;
        after.eat(&["-", "/", ".", "st ", "nd ", "rd ", "th "]);
        let month = after.month_name()?;
        *self = after;
        Some(month)
    }
}
