//! A table of the policy: its keys taken one by one, each parsed, and every flaw said with its line. Knows no key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::NIGHTS_MAX;
use crate::diagnostic::{Code, Diagnostic, Excerpt, Near, Place};
use crate::read::cell::{self, Flaw};

/// Keys of rules that are not built yet, wherever they stand.
const NOT_BUILT: [&str; 1] = ["files"];

/// The policy being read, and what is said of it.
#[derive(Debug)]
pub struct Page<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    /// What is said of it.
    pub says: Vec<Diagnostic>,
}

impl<'a> Page<'a> {
    /// Begins to read a policy.
    #[must_use]
    pub fn new(file: &'a Arc<str>, text: &'a str) -> Self {
        Self { file, text, says: Vec::new() }
    }

    /// Returns the place of some bytes.
    #[must_use]
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::row(self.file, self.line(span).0)
    }

    /// Says what is wrong with some bytes.
    pub fn flaw(&mut self, span: &Range<usize>, flaw: Flaw) {
        let (line, range) = self.line(span);
        let text = self.text.get(range.clone()).unwrap_or_default().to_owned();
        let from = span.start.saturating_sub(range.start).min(text.len());
        let to = span.end.saturating_sub(range.start).clamp(from, text.len());
        let mut diagnostic = Diagnostic::new(flaw.code, self.place(span), flaw.message, flaw.help);
        diagnostic.cell = text.get(from..to).map(str::to_owned);
        diagnostic.excerpt = Some(Excerpt { text, line, underline: (from, to), cell_reference: None });
        self.says.push(diagnostic);
    }

    /// Returns the number of the line where some bytes begin, and its own bytes.
    fn line(&self, span: &Range<usize>) -> (u32, Range<usize>) {
        let at = span.start.min(self.text.len());
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |position| position + 1);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let length = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        let n_breaks = self.text.get(..at).unwrap_or_default().matches('\n').count();
        let line = self.text.get(start..start + length).unwrap_or_default().trim_end();
        (u32::try_from(n_breaks + 1).unwrap_or(u32::MAX), start..start + line.len())
    }
}

/// A table of the policy.
#[derive(Debug, Clone)]
pub struct Section<'t> {
    /// Its path, for messages: `class.medic`; empty for the whole policy.
    pub path: String,
    /// Its keys.
    pub table: &'t DeTable<'t>,
}

impl<'t> Section<'t> {
    /// Says which keys are not among the known ones.
    pub fn expect_keys(&self, page: &mut Page<'_>, known: &[&'static str]) {
        for key in self.table.keys() {
            let typed = key.get_ref().as_ref();
            if known.contains(&typed) {
                continue;
            }
            let flaw = if NOT_BUILT.contains(&typed) {
                let message = format!("the rule of `{typed}` is not built yet");
                Flaw::new(Code::KeyNotBuilt, message, "remove the key")
            } else {
                let here = if self.path.is_empty() { "the policy".to_owned() } else { format!("[{}]", self.path) };
                let otherwise = format!("{here} knows {}", cell::quoted(known));
                let help = Near::new(known.iter().copied()).help(typed, &otherwise);
                Flaw::new(Code::KeyUnknown, format!("{here} has no key `{typed}`"), help)
            };
            page.flaw(&key.span(), flaw);
        }
    }

    /// Returns the table of a key, none where there is none.
    pub fn section(&self, page: &mut Page<'_>, key: &str) -> Option<(Section<'t>, Range<usize>)> {
        let (name, value) = self.table.get_key_value(key)?;
        if let DeValue::Table(table) = value.get_ref() {
            let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
            return Some((Section { path, table }, name.span()));
        }
        let flaw =
            Flaw::new(Code::KeyValue, format!("`{key}` is not a table"), format!("write `[{key}]` and keys below it"));
        page.flaw(&value.span(), flaw);
        None
    }

    /// Returns what a parser makes of the value of a key; none where there is no such key, or a flaw was said.
    pub fn parsed<T>(
        &self,
        page: &mut Page<'_>,
        key: &str,
        parse: impl FnOnce(&DeValue<'_>) -> Result<T, Flaw>,
    ) -> Option<T> {
        read(page, key, self.table.get(key)?, parse)
    }

    /// Returns what a parser makes of each value of the table of a key, by name; nothing where there is no such table.
    pub fn by_name<T>(
        &self,
        page: &mut Page<'_>,
        key: &str,
        parse: fn(&DeValue<'_>) -> Result<T, Flaw>,
    ) -> BTreeMap<String, T> {
        let mut values = BTreeMap::new();
        let table = self.section(page, key).map(|(section, _)| section.table);
        for (name, value) in table.into_iter().flatten() {
            let name: &str = name.get_ref();
            values.extend(read(page, name, value, parse).map(|value| (name.to_owned(), value)));
        }
        values
    }

    /// Returns the place of a key.
    #[must_use]
    pub fn place(&self, page: &Page<'_>, key: &str) -> Option<Place> {
        self.table.get_key_value(key).map(|(name, _)| page.place(&name.span()))
    }
}

/// Parses a text as TOML; says what is wrong, and returns none where anything is.
pub fn document<'t>(page: &mut Page<'_>, text: &'t str) -> Option<Spanned<DeTable<'t>>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        let help = "correct the line; texts stand in quotation marks";
        page.flaw(&error.span().unwrap_or(0..0), Flaw::new(Code::PolicySyntax, message, help));
    }
    errors.is_empty().then_some(document)
}

/// Returns what a parser makes of a value, and says what is wrong with it under the name of its key.
pub fn read<T>(
    page: &mut Page<'_>,
    key: &str,
    value: &Spanned<DeValue<'_>>,
    parse: impl FnOnce(&DeValue<'_>) -> Result<T, Flaw>,
) -> Option<T> {
    match parse(value.get_ref()) {
        Ok(parsed) => Some(parsed),
        Err(flaw) => {
            let message = format!("`{key}`: {}", flaw.message);
            page.flaw(&value.span(), Flaw { code: Code::KeyValue, message, help: flaw.help });
            None
        }
    }
}

/// Returns the flaw of a value of the wrong kind.
fn unlike(value: &DeValue<'_>, wanted: &str) -> Flaw {
    Flaw::new(Code::KeyValue, format!("it is of the kind {}", value.type_str()), format!("write {wanted}"))
}

/// Returns the text of a number, none where the value is something else.
fn number_text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok().map(|n| n.to_string()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// Parses a whole number of at least 0.
pub fn count(value: &DeValue<'_>) -> Result<u32, Flaw> {
    cell::count(&number_text(value).ok_or_else(|| unlike(value, "a whole number"))?)
}

/// Parses a whole number of at least 1.
pub fn positive(value: &DeValue<'_>) -> Result<u32, Flaw> {
    cell::positive(&number_text(value).ok_or_else(|| unlike(value, "a whole number"))?)
}

/// Parses a number of nights that is believed.
pub fn nights(value: &DeValue<'_>) -> Result<u32, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, format!("it is more than {NIGHTS_MAX} nights"), "write fewer nights");
    Some(count(value)?).filter(|&nights| nights <= NIGHTS_MAX).ok_or_else(flaw)
}

/// Parses a whole number of any size, such as a seed.
pub fn whole<T: std::str::FromStr>(value: &DeValue<'_>) -> Result<T, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, "it is not such a number", "write a whole number, zero or more");
    if !value.is_integer() {
        return Err(unlike(value, "a whole number"));
    }
    number_text(value).and_then(|text| text.parse().ok()).ok_or_else(flaw)
}

/// Parses a number in parts of which `10^digits` make one unit.
pub fn decimal(value: &DeValue<'_>, digits: u32) -> Result<i64, Flaw> {
    let text = number_text(value).ok_or_else(|| unlike(value, "a number"))?;
    cell::decimal(&text, digits).map(|number| number.parts)
}

/// Parses a text.
pub fn text(value: &DeValue<'_>) -> Result<String, Flaw> {
    value.as_str().map(str::to_owned).ok_or_else(|| unlike(value, "a text in quotation marks"))
}

/// Parses `true` or `false`.
pub fn yes_or_no(value: &DeValue<'_>) -> Result<bool, Flaw> {
    value.as_bool().ok_or_else(|| unlike(value, "true or false"))
}

/// Parses one of a few words.
pub fn word<T: Copy>(value: &DeValue<'_>, words: &[(&'static str, T)]) -> Result<T, Flaw> {
    cell::word(&text(value)?, words)
}

/// Parses a name, or a list of names.
pub fn names(value: &DeValue<'_>) -> Result<BTreeSet<String>, Flaw> {
    match value {
        DeValue::Array(list) => list.iter().map(|name| text(name.get_ref())).collect(),
        DeValue::String(name) => Ok(BTreeSet::from([name.to_string()])),
        _ => Err(unlike(value, "a list of texts, [\"a\", \"b\"]")),
    }
}

/// Parses a date or time, written as a text or as TOML's own.
pub fn clock_text(value: &DeValue<'_>) -> Result<String, Flaw> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        DeValue::Datetime(moment) => Ok(moment.to_string()),
        _ => Err(unlike(value, "a text such as \"06:00\" or \"2026-03-14T18:30\"")),
    }
}
