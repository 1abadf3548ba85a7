//! From a heading to a canonical column, by the alias table `aliases.csv` (domain notes §3.2). Does not decide what to
//! do where two headings mean the same.

use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization as _;

use super::csv;
use super::schema::{Need, Schema};

/// The alias table: `table, field, alias, language, match`; a field with `@` is a room type in a column of its own.
const ALIASES: &str = include_str!("aliases.csv");
/// Units that may end a heading.
const UNITS: [&str; 6] = ["元/间夜", "元/间", "元/晚", "元", "间夜", "间"];

/// How a heading was recognised, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The policy's `[columns]` says so.
    Told,
    /// It is the canonical name or an alias but for case, width and blanks.
    Exact,
    /// It is so without brackets, units and marks.
    Bare,
    /// It contains an alias.
    Contains,
}

/// An alias of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The table.
    pub table: String,
    /// The canonical column.
    pub field: String,
    /// The heading as people write it.
    pub alias: String,
    /// `zh` or `en`.
    pub language: String,
    /// Whether a heading that contains it counts too.
    pub contains: bool,
    normal: String,
    bare: String,
}

/// Returns every alias of the table of aliases.
///
/// # Panics
///
/// Never: the table is part of the program, and a test reads it.
#[must_use]
pub fn aliases() -> &'static [Alias] {
    static PARSED: OnceLock<Vec<Alias>> = OnceLock::new();
    PARSED.get_or_init(|| {
        let grid = csv::split(&Arc::from("aliases.csv"), ALIASES.to_owned())
            .expect("the table is part of the program and a test reads it");
        (1..grid.n_records())
            .map(|record| {
                let cell = |column: usize| grid.cell(record, column).into_owned();
                let (normal, bare) = (normal(&cell(2)), bare(&cell(2)));
                let contains = cell(4) == "contains";
                Alias { table: cell(0), field: cell(1), alias: cell(2), language: cell(3), contains, normal, bare }
            })
            .collect()
    })
}

/// Returns the canonical column that a heading stands for, and how it was recognised; none where it is unknown.
#[must_use]
pub fn column_of(schema: &Schema, heading: &str) -> Option<(&'static str, Match)> {
    let of_table = || aliases().iter().filter(|alias| alias.table == schema.name);
    let typed = normal(heading);
    if let Some(column) = schema.columns().find(|column| normal(column.name) == typed) {
        return Some((column.name, Match::Exact));
    }
    if let Some(alias) = of_table().find(|alias| alias.normal == typed) {
        return Some((&alias.field, Match::Exact));
    }
    let stripped = bare(heading);
    if let Some(column) = schema.columns().find(|column| normal(column.name) == stripped) {
        return Some((column.name, Match::Bare));
    }
    if let Some(alias) = of_table().find(|alias| alias.bare == stripped) {
        return Some((&alias.field, Match::Bare));
    }
    let within = of_table().filter(|alias| alias.contains && occurs(alias, heading, &stripped));
    let longest = within.clone().map(|alias| alias.normal.chars().count()).max()?;
    let mut fields = within.filter(|alias| alias.normal.chars().count() == longest).map(|alias| alias.field.as_str());
    let field = fields.next()?;
    fields.all(|other| other == field).then_some((field, Match::Contains))
}

/// Tells whether an alias of three characters or more occurs in a heading: in English as whole words.
fn occurs(alias: &Alias, heading: &str, stripped: &str) -> bool {
    if alias.normal.chars().count() < 3 {
        return false;
    }
    if !alias.normal.is_ascii() {
        return stripped.contains(&alias.normal);
    }
    let spaced = |text: &str| {
        let words: String = folded(text).map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
        format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    spaced(heading).contains(&spaced(&alias.alias))
}

/// Returns the canonical name of the column that a heading may have meant, for a hint.
#[must_use]
pub fn nearest(schema: &Schema, heading: &str) -> Option<&'static str> {
    let built = schema.columns().filter(|column| column.need != Need::NotBuilt);
    crate::diagnostic::Near::new(built.map(|column| column.name)).find(&heading.to_lowercase().replace([' ', '-'], "_"))
}

/// Returns a text in lower case and in characters of the common width.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

/// Returns a heading without regard to case, width, blanks, and what joins words.
#[must_use]
pub fn normal(heading: &str) -> String {
    folded(heading)
        .filter(|char| !char.is_whitespace() && !matches!(char, '_' | '-' | '\u{200B}' | '\u{FEFF}'))
        .collect()
}

/// Returns a normal heading without what stands in brackets, without marks, and without a unit at its end.
fn bare(heading: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for char in normal(heading).chars() {
        match char {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' => {}
            _ if depth == 0 => kept.push(char),
            _ => {}
        }
    }
    let unit = UNITS.iter().find(|unit| kept.ends_with(*unit) && kept.len() > unit.len());
    if let Some(unit) = unit {
        kept.truncate(kept.len() - unit.len());
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::schema::{ALL, AVAILABILITY, GROUPS, HOTELS};

    #[test]
    fn every_alias_names_a_column_of_a_table_and_is_unique() {
        let mut seen = std::collections::BTreeSet::new();
        for alias in aliases() {
            let schema = ALL.iter().find(|schema| schema.name == alias.table).unwrap();
            let known = alias.field.starts_with('@') || schema.columns().any(|column| column.name == alias.field);
            assert!(known, "{alias:?}");
            assert!(seen.insert((alias.table.clone(), alias.normal.clone())), "{alias:?}");
            assert!(matches!(alias.language.as_str(), "zh" | "en"), "{alias:?}");
        }
    }

    #[test]
    fn headings_are_recognised_in_the_order_of_sureness() {
        let cases = [
            (&AVAILABILITY, "ROOMS", "rooms", Match::Exact),
            (&AVAILABILITY, "Room Type", "room_type", Match::Exact),
            (&AVAILABILITY, "可用 房间数", "rooms", Match::Exact),
            (&AVAILABILITY, "*可用房间数（间）：", "rooms", Match::Bare),
            (&AVAILABILITY, "房价(元/间夜)", "rate", Match::Bare),
            (&AVAILABILITY, "4月3日可用房间数", "rooms", Match::Contains),
            (&AVAILABILITY, "Rooms available tonight", "rooms", Match::Contains),
            (&HOTELS, "联系人(酒店名称或者政府部门)", "name", Match::Exact),
            (&HOTELS, "联系人", "contact", Match::Exact),
            (&GROUPS, "Ｐａｘ", "guests", Match::Exact),
            (&GROUPS, "医疗队", "name", Match::Exact),
        ];
        for (schema, heading, field, how) in cases {
            assert_eq!(column_of(schema, heading), Some((field, how)), "{heading}");
        }
    }

    #[test]
    fn a_short_word_inside_another_means_nothing() {
        assert_eq!(column_of(&HOTELS, "hotels visited"), None);
        assert_eq!(column_of(&AVAILABILITY, "rooms_booked"), None);
        assert_eq!(nearest(&GROUPS, "prioritty"), Some("priority"));
    }
}
