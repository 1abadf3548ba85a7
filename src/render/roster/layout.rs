//! Layouts of rooming lists: which columns, in which order, under which headings. Two are built in, others come as TOML.

use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::field::{Field, GENERIC};
use super::line::Lines;
use crate::diagnostic::{Code, Diagnostic, Excerpt, Place};

/// A layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// What a line is.
    pub lines: Lines,
    /// Headings stand in the first row and nothing but lines follows, as other programs read it.
    pub bare: bool,
    /// How dates are written in CSV, in the letters of `strftime`; ISO dates where nothing is said.
    pub date: Option<String>,
    /// The columns, in their order.
    pub columns: Vec<LayoutColumn>,
}

/// A layout as it stands in its file, every part with its place.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    lines: Lines,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    date: Option<Spanned<String>>,
    #[serde(rename = "column", default)]
    columns: Vec<Spanned<LayoutColumn>>,
}

/// What is wrong with a layout, and where.
pub type Broken = Box<Diagnostic>;

/// A column of a layout: one of ours, or the same words in every line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutColumn {
    /// What it says.
    #[serde(default)]
    pub field: Option<Field>,
    /// What it says in every line, where it is none of ours.
    #[serde(default)]
    pub value: Option<String>,
    /// Its heading; that of the field where nothing is said.
    #[serde(default)]
    pub heading: Option<String>,
}

impl LayoutColumn {
    fn of(field: Field, heading: Option<&str>) -> Self {
        Self { field: Some(field), value: None, heading: heading.map(str::to_owned) }
    }
}

impl Layout {
    /// The names of the layouts that are built in.
    pub const NAMES: [&'static str; 2] = ["generic", "opera-cloud"];

    /// Returns a layout that is built in.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "generic" => Some(Self::generic()),
            "opera-cloud" => Some(Self::opera_cloud()),
            _ => None,
        }
    }

    /// Returns the layout for people: rooms of one kind for a group in each line.
    #[must_use]
    pub fn generic() -> Self {
        Self::of(Lines::Kinds, &GENERIC)
    }

    /// Returns a layout for people of these columns.
    pub(super) fn of(lines: Lines, fields: &[Field]) -> Self {
        let columns = fields.iter().map(|&field| LayoutColumn::of(field, None)).collect();
        Self { lines, bare: false, date: None, columns }
    }

    /// Returns what OPERA Cloud imports: headings in the first row, one room in each, the name as `Last, First`, those who
    /// share it behind `|`.
    fn opera_cloud() -> Self {
        let columns = [
            (Field::LastFirst, "Name"),
            (Field::Accompanying, "Accompanying Guests"),
            (Field::Arrive, "Arrival"),
            (Field::Depart, "Departure"),
            (Field::RoomType, "Room Type"),
            (Field::Guests, "Adults"),
            (Field::Group, "Block"),
            (Field::Room, "Room"),
        ];
        let columns = columns.map(|(field, heading)| LayoutColumn::of(field, Some(heading))).into();
        Self { lines: Lines::Rooms, bare: true, date: None, columns }
    }

    /// Reads a layout from the text of a file.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn read(file: &str, text: &str) -> Result<Self, Broken> {
        let broken = |span: Option<Range<usize>>, message: &str, help: &str| broken((file, text), span, message, help);
        let typed: Typed = toml::from_str(text).map_err(|error| broken(error.span(), error.message(), SHOWN))?;
        if typed.columns.is_empty() {
            return Err(broken(None, "it has no `[[column]]`", SHOWN));
        }
        for column in &typed.columns {
            let LayoutColumn { field, value, heading } = column.get_ref();
            if field.is_some() == value.is_some() {
                return Err(broken(
                    Some(column.span()),
                    "a column has either `field` or `value`",
                    "name one of the fields, or give the same value for every line",
                ));
            }
            if field.is_none() && heading.is_none() {
                let help = "add `heading = \"…\"`: a value of your own has no heading but yours";
                return Err(broken(Some(column.span()), "a column of your own needs a `heading`", help));
            }
        }
        if let Some(date) = typed.date.as_ref().filter(|date| !is_date_format(date.get_ref())) {
            let help = "write days as `%Y-%m-%d` or `%d.%m.%Y`";
            return Err(broken(Some(date.span()), "`date` is no format of a day", help));
        }
        Ok(Self {
            lines: typed.lines,
            bare: typed.bare,
            date: typed.date.map(Spanned::into_inner),
            columns: typed.columns.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

/// Where a layout is shown.
const SHOWN: &str = "docs/file-formats.md shows a layout, and has the names of all fields";

/// Says what is wrong with a layout: what stands in the file is underlined as far as its line goes.
fn broken((file, text): (&str, &str), span: Option<Range<usize>>, message: &str, help: &str) -> Broken {
    let file: Arc<str> = file.into();
    let mut broken = Box::new(Diagnostic::new(Code::LayoutBroken, Place::whole(&file), message, help));
    let Some((span, before)) = span.and_then(|span| Some((span.clone(), text.get(..span.start)?))) else {
        return broken;
    };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    let from = span.start - start;
    let until = span.end.saturating_sub(start).clamp(from, line.len().max(from));
    let number = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
    let column = line.get(..from).unwrap_or_default().chars().count() + 1;
    broken.place = Place { column: Some(column.to_string()), ..Place::row(&file, number) };
    broken.cell = line.get(from..until).map(str::to_owned);
    let underline = (from, until);
    broken.excerpt = Some(Excerpt { text: line.to_owned(), line: number, underline, cell_reference: None });
    broken
}

/// Tells whether a format writes days: every letter of it is known, and none asks for a time.
fn is_date_format(format: &str) -> bool {
    use std::fmt::Write;
    let items: Vec<_> = chrono::format::StrftimeItems::new(format).collect();
    let day = chrono::NaiveDate::from_ymd_opt(2022, 4, 3).unwrap_or_default();
    let mut out = String::new();
    let known = !items.iter().any(|item| matches!(item, chrono::format::Item::Error));
    known && write!(out, "{}", day.format_with_items(items.into_iter())).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_layout() {
        assert!(Layout::NAMES.iter().all(|name| Layout::named(name).is_some()));
        assert_eq!(Layout::named("fidelio"), None);
    }

    #[test]
    fn a_layout_says_what_is_wrong_with_it() {
        let good = "lines = \"guests\"\ndate = \"%d.%m.%Y\"\n[[column]]\nfield = \"guest\"\n\n[[column]]\nvalue = \"BB\"\nheading = \"Board\"\n";
        assert_eq!(Layout::read("mine.toml", good).unwrap().columns.len(), 2);
        let wrong = |text: &str, place: &str, cell: Option<&str>, says: &str| {
            let broken = Layout::read("mine.toml", text).unwrap_err();
            assert_eq!((broken.place.to_string().as_str(), broken.cell.as_deref()), (place, cell), "{broken:?}");
            assert!(broken.message.contains(says), "{broken:?}");
        };
        wrong("[[column]]\nfield = \"gast\"\n", "mine.toml:2, column 9", Some("\"gast\""), "gast");
        wrong("[[column]]\nfeld = 1\n", "mine.toml:2, column 1", Some("feld"), "feld");
        wrong("# 表\n[[column]]\nheading = \"x\"\n", "mine.toml:2, column 1", Some("[[column]]"), "either");
        wrong(
            "[[column]]\nfield = \"guest\"\n[[column]]\nvalue = \"x\"",
            "mine.toml:3, column 1",
            Some("[[column]]"),
            "heading",
        );
        wrong("column = []\n", "mine.toml", None, "no `[[column]]`");
        let column = "[[column]]\nfield = \"guest\"\n";
        wrong(&format!("date = \"%Q\"\n{column}"), "mine.toml:1, column 8", Some("\"%Q\""), "no format of a day");
        wrong(&format!("date = \"%H:%M\"\n{column}"), "mine.toml:1, column 8", Some("\"%H:%M\""), "no format of a day");
        wrong("lines = ", "mine.toml:1, column 9", Some(""), "");
    }
}
