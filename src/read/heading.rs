//! Where the headings of a table stand: on the first row, below titles, or over two rows. Maps no column.

use std::collections::BTreeSet;

use super::alias;
use super::grid::{Grid, Headings};
use super::header::{self, Told};
use super::schema::Schema;

/// How many records are searched for headings.
pub const RECORDS_SEARCHED: usize = 30;
/// The longest text that is looked at as a heading, in bytes.
const HEADING_BYTES_MAX: usize = 200;
/// The most filled cells of a record that are looked at as headings: several times as many as a table has columns.
pub const HEADINGS_MAX: usize = 500;

/// Returns where the headings of a table stand: the first record, or two, with every column that the table needs; where
/// there is none, the record with most headings that are known (domain §3.3, title rows and two-row headers).
#[must_use]
pub fn locate(grid: &Grid, schema: &Schema, told: Option<&Told>) -> Headings {
    let search = Search { grid, schema, told };
    let mut best = (0, search.single(0));
    for first in 0..grid.n_records().min(RECORDS_SEARCHED) {
        let single = search.single(first);
        let fields = search.fields(&single.texts);
        let is_complete = header::is_complete(schema, &fields) && (first == 0 || fields.len() >= 2);
        if let Some(pair) = search.pair(&single, &fields) {
            return pair;
        }
        if is_complete {
            let below = search.single(first + 1);
            let of_below = search.fields(&below.texts);
            let is_group = header::is_complete(schema, &of_below) && of_below.len() > fields.len();
            return if is_group { below } else { single };
        }
        if fields.len() > best.0 {
            best = (fields.len(), single);
        }
    }
    best.1
}

/// Headings being searched for in a grid.
struct Search<'a> {
    grid: &'a Grid,
    schema: &'a Schema,
    told: Option<&'a Told>,
}

impl Search<'_> {
    /// Returns one record as headings.
    fn single(&self, first: usize) -> Headings {
        if first >= self.grid.n_records() {
            return Headings::default();
        }
        let cell = |column: usize| self.grid.cell(first, column).into_owned();
        Headings { first, n_records: 1, texts: (0..self.grid.n_cells(first)).map(cell).collect() }
    }

    /// Returns the columns that headings name.
    fn fields(&self, headings: &[String]) -> BTreeSet<&'static str> {
        let filled = headings.iter().filter(|heading| !heading.is_empty()).take(HEADINGS_MAX);
        filled.filter_map(|heading| self.field(heading)).collect()
    }

    fn field(&self, heading: &str) -> Option<&'static str> {
        let is_short = heading.len() <= HEADING_BYTES_MAX && !heading.is_empty();
        is_short.then(|| header::field(self.schema, self.told, heading))?
    }

    /// Returns a record and the next one as headings, where only both together name what the table needs, or where the
    /// next one names more.
    fn pair(&self, upper: &Headings, of_upper: &BTreeSet<&'static str>) -> Option<Headings> {
        let lower = self.single(upper.first + 1);
        let is_text = |text: &String| text.is_empty() || text.parse::<f64>().is_err();
        let n_filled = lower.texts.iter().filter(|text| !text.is_empty()).count();
        if lower.n_records == 0 || n_filled > HEADINGS_MAX || !lower.texts.iter().all(is_text) {
            return None;
        }
        let texts = self.joined(&upper.texts, &lower.texts);
        let is_known = |text: &String| text.is_empty() || self.field(text).is_some();
        if !lower.texts.iter().zip(&texts).all(|(below, joined)| is_known(below) || is_known(joined)) {
            return None;
        }
        let stays_a_name = |(column, text): (usize, &String)| {
            !self.is_name(text) || lower.texts.get(column).is_none_or(String::is_empty) || self.is_name(&texts[column])
        };
        if !upper.texts.iter().enumerate().all(stays_a_name) {
            return None;
        }
        let (fields, of_lower) = (self.fields(&texts), self.fields(&lower.texts));
        let adds_types = fields.iter().any(|field| field.starts_with('@') && !of_upper.contains(field));
        let is_more = (fields.len() > of_upper.len() || adds_types) && fields.len() > of_lower.len();
        let is_needed = header::is_complete(self.schema, &fields) && !header::is_complete(self.schema, &of_lower);
        (is_more && is_needed).then_some(Headings { first: upper.first, n_records: 2, texts })
    }

    /// Tells whether a heading is of the names that rows are about.
    fn is_name(&self, heading: &str) -> bool {
        let key = self.schema.columns().next().map(|column| column.name);
        self.field(heading).is_some_and(|field| field == "name" || Some(field) == key)
    }

    /// Returns the headings of two records: a heading above a group of columns stands over all of them.
    fn joined(&self, upper: &[String], lower: &[String]) -> Vec<String> {
        let mut over = "";
        let mut texts = Vec::new();
        for column in 0..upper.len().max(lower.len()) {
            let own = upper.get(column).map_or("", String::as_str);
            over = if own.is_empty() { over } else { own };
            texts.push(match lower.get(column).map_or("", String::as_str) {
                "" => own.to_owned(),
                below if self.stands_alone(over, below) => below.to_owned(),
                below if over.is_ascii() => format!("{over} {below}"),
                below => format!("{over}{below}"),
            });
        }
        texts
    }

    /// Tells whether a lower heading says all: it is known, and where it counts rooms, so does the one over it, unless
    /// that is not known.
    fn stands_alone(&self, over: &str, below: &str) -> bool {
        let Some(field) = self.field(below) else { return false };
        let counts_rooms = field == "rooms" || field.starts_with('@');
        let over_rooms = || self.field(over).is_none_or(|field| ["rooms", "room_type"].contains(&field));
        !counts_rooms || over_rooms() && !alias::is_of_money(over)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::csv;
    use crate::read::schema::{AVAILABILITY, GROUPS};

    /// Returns the first record of the headings, how many they are, and what they say.
    fn located(schema: &Schema, text: &str) -> (usize, usize, Vec<String>) {
        let grid = csv::split(&Arc::from("t.csv"), text.to_owned()).unwrap();
        let headings = locate(&grid, schema, None);
        (headings.first, headings.n_records, headings.texts)
    }

    #[test]
    fn titles_may_stand_above_the_headings() {
        let text = "附件1：可用房间数统计表,,\n填报单位：某某区,,\n序号,酒店名称,可用房间数\n1,甲,3\n";
        assert_eq!(located(&AVAILABILITY, text).0, 2);
    }

    #[test]
    fn a_heading_over_a_group_of_columns_joins_the_ones_below() {
        let (first, n_records, texts) =
            located(&AVAILABILITY, "统计表,,,,\n酒店名称,区县,房型,,备注\n,,大床房,双床房,\n甲,浦东,3,4,\n");
        assert_eq!((first, n_records), (1, 2));
        assert_eq!(texts, ["酒店名称", "区县", "大床房", "双床房", "备注"]);
        let (_, n_records, texts) = located(&AVAILABILITY, "Hotel,,Rooms\nname,rate,available\nA,3,4\n");
        assert_eq!((n_records, texts), (1, ["name", "rate", "available"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn prices_by_room_type_are_no_counts() {
        let (_, n_records, texts) =
            located(&AVAILABILITY, "酒店名称,可用房间数,,房价,\n,大床房,双床房,大床房,双床房\n甲,1,2,300,400\n");
        assert_eq!(
            (n_records, &texts[1..]),
            (2, &["大床房", "双床房", "房价大床房", "房价双床房"].map(str::to_owned)[..])
        );
    }

    #[test]
    fn a_row_of_words_is_no_second_heading() {
        assert_eq!(located(&AVAILABILITY, "hotel,rooms,room_type\nA,满房,king\n").1, 1);
        assert_eq!(located(&GROUPS, "group,guests\npax,many\n").1, 1);
    }
}
