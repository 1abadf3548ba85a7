//! From a heading to a canonical column, by the alias table `aliases.csv` (domain notes §3.2). Does not decide what to
//! do where two headings mean the same.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization as _;

use super::csv;
use super::schema::{self, Schema};

/// The alias table: `table, field, alias, language, match`; a field with `@` is a room type in a column of its own.
const ALIASES: &str = include_str!("aliases.csv");
/// Units that may end a heading.
const UNITS: [&str; 6] = ["元/间夜", "元/间", "元/晚", "元", "间夜", "间"];

/// Words that stand beside a room type where rooms of it are counted, longer ones before those in them.
const COUNTING: [&str; 22] = [
    "可提供",
    "房间数",
    "间数",
    "数量",
    "可用",
    "可售",
    "可订",
    "剩余",
    "空余",
    "当日",
    "今日",
    "空房",
    "余房",
    "空",
    "余",
    "数",
    "间",
    "available",
    "rooms",
    "room",
    "left",
    "free",
];

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

/// The headings of a table, made ready for looking up.
struct Index {
    /// Columns by heading in normal form.
    exact: HashMap<String, &'static str>,
    /// Columns by heading in normal form without brackets, marks and units.
    bare: HashMap<String, &'static str>,
    /// Aliases that headings may contain.
    within: Vec<Within>,
}

/// An alias of three characters or more that headings may contain.
struct Within {
    field: &'static str,
    normal: &'static str,
    n_chars: usize,
    /// Its words with blanks around them, where it is English.
    words: Option<String>,
}

impl Index {
    /// Returns the index of a table; made once.
    fn of(schema: &Schema) -> &'static Self {
        static MADE: OnceLock<Vec<(&'static str, Index)>> = OnceLock::new();
        let made = MADE.get_or_init(|| schema::ALL.iter().map(|schema| (schema.name, Self::new(schema))).collect());
        let found = made.iter().find(|(name, _)| *name == schema.name);
        &found.unwrap_or(&made[0]).1
    }

    fn new(schema: &Schema) -> Self {
        let (mut exact, mut bare) = (HashMap::new(), HashMap::new());
        let mut within = Vec::new();
        for column in schema.columns() {
            exact.insert(normal(column.name), column.name);
            bare.insert(normal(column.name), column.name);
        }
        for alias in aliases().iter().filter(|alias| alias.table == schema.name) {
            exact.entry(alias.normal.clone()).or_insert(&alias.field);
            bare.entry(alias.bare.clone()).or_insert(&alias.field);
            let n_chars = alias.normal.chars().count();
            if alias.contains && n_chars >= 3 {
                let words = alias.normal.is_ascii().then(|| spaced(&alias.alias));
                within.push(Within { field: &alias.field, normal: &alias.normal, n_chars, words });
            }
        }
        Self { exact, bare, within }
    }
}

/// Returns the canonical column that a heading stands for, and how it was recognised; none where it is unknown.
#[must_use]
pub fn column_of(schema: &Schema, heading: &str) -> Option<(&'static str, Match)> {
    let index = Index::of(schema);
    if let Some(field) = index.exact.get(&normal(heading)) {
        return Some((field, Match::Exact));
    }
    let stripped = bare(heading);
    if let Some(field) = index.bare.get(&stripped) {
        return Some((field, Match::Bare));
    }
    let words = spaced(heading);
    let occurs = |alias: &&Within| match &alias.words {
        Some(alias) => words.contains(alias),
        None => stripped.contains(alias.normal),
    };
    let found: Vec<&Within> = index.within.iter().filter(occurs).collect();
    let longest = found.iter().map(|alias| alias.n_chars).max()?;
    let mut longest = found.into_iter().filter(|alias| alias.n_chars == longest);
    let first = longest.next()?;
    let is_sure = !first.field.starts_with('@') || counts_alone(&stripped, first);
    (is_sure && longest.all(|other| other.field == first.field)).then_some((first.field, Match::Contains))
}

/// Tells whether a heading that contains a room type says nothing else but that it counts rooms: `大床房价` does not.
fn counts_alone(stripped: &str, room_type: &Within) -> bool {
    let mut rest = stripped.replacen(room_type.normal, "", 1);
    for word in COUNTING {
        rest = rest.replace(word, "");
    }
    rest.is_empty()
}

/// Returns the words of a text with one blank around each.
fn spaced(text: &str) -> String {
    let words: String = folded(text).map(|char| if char.is_alphanumeric() { char } else { ' ' }).collect();
    format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Tells whether a heading is of money.
#[must_use]
pub fn is_of_money(heading: &str) -> bool {
    let heading = normal(heading);
    ["价", "元", "price", "rate"].iter().any(|word| heading.contains(word))
}

/// Tells whether a text is the canonical name of a column of a table or an alias of one, but for case, width and blanks.
#[must_use]
pub fn is_exact(schema: &Schema, text: &str) -> bool {
    Index::of(schema).exact.contains_key(&normal(text))
}

/// Returns the canonical name of the column that a heading may have meant, for a hint.
#[must_use]
pub fn nearest(schema: &Schema, heading: &str) -> Option<&'static str> {
    let known = schema.columns().map(|column| column.name);
    crate::diagnostic::Near::new(known).find(&heading.to_lowercase().replace([' ', '-'], "_"))
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
#[must_use]
pub fn bare(heading: &str) -> String {
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
            (&AVAILABILITY, "Rooms left", "rooms", Match::Exact),
            (&AVAILABILITY, "King rooms", "@king", Match::Contains),
            (&AVAILABILITY, "可用大床房数量", "@king", Match::Contains),
            (&GROUPS, "Pax list", "guests", Match::Contains),
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
        assert_eq!(column_of(&AVAILABILITY, "大床房价格"), None);
        assert_eq!(column_of(&AVAILABILITY, "twin rate"), None);
        assert_eq!(nearest(&GROUPS, "prioritty"), Some("priority"));
    }
}
