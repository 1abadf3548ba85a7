//! Layouts of rooming lists: which columns, in which order, under which headings. Two are built in, others come as TOML.

use serde::Deserialize;

use super::field::{Field, GENERIC};
use super::line::Lines;

/// A layout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// What a line is.
    #[serde(default)]
    pub lines: Lines,
    /// Headings stand in the first row and nothing but lines follows, as other programs read it.
    #[serde(default)]
    pub bare: bool,
    /// How dates are written in CSV, in the letters of `strftime`; ISO dates where nothing is said.
    #[serde(default)]
    pub date: Option<String>,
    /// The columns, in their order.
    #[serde(rename = "column")]
    pub columns: Vec<LayoutColumn>,
}

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

    /// Reads a layout.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn read(text: &str) -> Result<Self, String> {
        let layout: Self = toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())?;
        if layout.columns.is_empty() {
            return Err("it has no [[column]]".to_owned());
        }
        for (at, column) in layout.columns.iter().enumerate() {
            if column.field.is_some() == column.value.is_some() {
                return Err(format!("column {} needs either `field` or `value`", at + 1));
            }
            if column.field.is_none() && column.heading.is_none() {
                return Err(format!("column {} needs a `heading`", at + 1));
            }
        }
        if layout.date.as_deref().is_some_and(|date| !is_date_format(date)) {
            return Err("`date` is no format of a day: %Y-%m-%d, %d.%m.%Y, …".to_owned());
        }
        Ok(layout)
    }
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
        assert_eq!(Layout::read(good).unwrap().columns.len(), 2);
        let wrong = |text: &str, says: &str| {
            let error = Layout::read(text).unwrap_err();
            assert!(error.contains(says), "{error}");
        };
        wrong("[[column]]\nfield = \"gast\"\n", "line 2, column 9");
        wrong("[[column]]\nheading = \"x\"\n", "either `field` or `value`");
        wrong("[[column]]\nvalue = \"x\"\n", "needs a `heading`");
        wrong("column = []\n", "no [[column]]");
        wrong("date = \"%Q\"\n[[column]]\nfield = \"guest\"\n", "no format of a day");
        wrong("date = \"%H:%M\"\n[[column]]\nfield = \"guest\"\n", "no format of a day");
    }
}
