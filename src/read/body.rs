//! What the records below the headings are: rows, or what people put among them for people to read: a row of types,
//! headings again, sums. Reads no value of a row.

use std::collections::{BTreeMap, BTreeSet};

use super::alias;
use super::aside::{self, Aside};
use super::grid::Grid;
use super::header::{self, Header, Told};
use super::heading;
use super::log::{Conversion, Scribe};
use super::schema::{Need, Schema};
use super::sums;
use crate::diagnostic::{Code, Diagnostic};

/// The records below the headings of a table.
pub struct Body<'a> {
    /// The records.
    pub grid: &'a Grid,
    /// The columns.
    pub header: &'a Header,
    /// The column of the name that a row is about.
    pub key: usize,
    asides: BTreeMap<usize, Aside>,
}

impl<'a> Body<'a> {
    /// Looks at every record below the headings.
    ///
    /// # Errors
    ///
    /// Fails with a diagnostic where other headings follow: the rows below them cannot be read by those of the table.
    pub fn of(
        grid: &'a Grid,
        header: &'a Header,
        (schema, told): (&Schema, Option<&Told>),
    ) -> Result<Self, Box<Diagnostic>> {
        let mut body = Self::with(grid, header, schema, BTreeMap::new());
        let key = body.key;
        for record in grid.body() {
            let aside = if let Some(aside) = body.aside_above(record) {
                Some(aside)
            } else if body.repeats_headings(record) {
                Some(Aside::Headings)
            } else if is_heading(schema, &grid.cell(record, key)) {
                body.headings(record, schema, told)?
            } else {
                aside::is_sum(grid, record, key).then_some(Aside::Sum)
            };
            body.asides.extend(aside.map(|aside| (record, aside)));
        }
        Ok(body)
    }

    /// Returns the body of a grid whose records were looked at before.
    pub fn with(grid: &'a Grid, header: &'a Header, schema: &Schema, asides: BTreeMap<usize, Aside>) -> Self {
        Self { grid, header, key: key(header, schema), asides }
    }

    /// Returns the records that are no rows.
    #[must_use]
    pub fn into_asides(self) -> BTreeMap<usize, Aside> {
        self.asides
    }

    /// Returns the records that are rows.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.grid.body().filter(|record| !self.asides.contains_key(record))
    }

    /// Returns how many records are no rows.
    #[must_use]
    pub fn n_asides(&self) -> usize {
        self.asides.len()
    }

    /// Tells whether a record right below the headings holds the types of the columns, or their defaults.
    fn aside_above(&self, record: usize) -> Option<Aside> {
        let first = self.grid.body().start;
        if record == first && aside::is_of_types(self.grid, record) {
            return Some(Aside::Types);
        }
        let follows_types = record == first + 1 && self.asides.get(&first) == Some(&Aside::Types);
        (follows_types && aside::is_default(&self.grid.cell(record, self.key))).then_some(Aside::Defaults)
    }

    /// Tells whether a record has the headings again, cell by cell.
    fn repeats_headings(&self, record: usize) -> bool {
        let (grid, above) = (self.grid, self.grid.heading_records());
        let cell = grid.cell(record, self.key);
        let may = grid.headings().get(self.key).is_some_and(|heading| *heading == cell);
        let n_cells = |record: usize| grid.n_cells(record);
        let equals = |above: usize| {
            (0..n_cells(record).max(n_cells(above))).all(|column| grid.cell(record, column) == grid.cell(above, column))
        };
        (may || above.len() > 1 && cell.is_empty()) && above.into_iter().any(equals)
    }

    /// Tells whether a record whose name is a heading has headings all along; fails where they are not those of the
    /// table, each in its column.
    fn headings(&self, record: usize, schema: &Schema, told: Option<&Told>) -> Result<Option<Aside>, Box<Diagnostic>> {
        let grid = self.grid;
        let cells = (0..grid.n_cells(record)).map(|column| (column, grid.cell(record, column)));
        let filled = cells.filter(|(_, cell)| !cell.is_empty()).take(heading::HEADINGS_MAX);
        let named = filled.filter_map(|(column, cell)| Some((header::field(schema, told, &cell)?, column)));
        let found: BTreeMap<&'static str, usize> = named.collect();
        let fields: BTreeSet<&'static str> = found.keys().copied().collect();
        if !header::is_complete(schema, &fields) || fields.len() < grid.headings().len().min(2) {
            return Ok(None);
        }
        if found.iter().all(|(field, &column)| self.header.stands_at(field, column)) {
            return Ok(Some(Aside::Headings));
        }
        let message = "other headings follow, or the same ones in another order".to_owned();
        let help = "give the rows below them a file or a sheet of their own".to_owned();
        Err(Box::new(grid.diagnostic(Code::HeadingsChange, record, None, (message, help))))
    }

    /// Returns what a record is, none where it is a row.
    #[must_use]
    pub fn aside(&self, record: usize) -> Option<Aside> {
        self.asides.get(&record).copied()
    }

    /// Logs the records that are no rows, and says where a sum is not that of the rows above it.
    pub fn say(&self, scribe: &mut Scribe<'_>) {
        for (&record, &aside) in &self.asides {
            let place = self.grid.place(record);
            let raw = self.grid.record_text(record).to_owned();
            scribe.log.push(Conversion { place, kind: aside.kind(), raw, value: String::new() });
        }
        sums::say(self, scribe);
    }
}

/// Returns the column of the name that a row is about.
fn key(header: &Header, schema: &Schema) -> usize {
    let key = schema.columns().find(|column| column.need == Need::Required);
    key.and_then(|column| header.slot(column.name).0).unwrap_or(0)
}

/// Tells whether a text is a heading of a table; a long one is none.
fn is_heading(schema: &Schema, text: &str) -> bool {
    text.len() <= 40 && alias::is_exact(schema, text)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::manner::Manner;
    use crate::read::schema::{AVAILABILITY, GROUPS};
    use crate::read::{csv, heading};

    /// Returns the lines of the rows, and the codes and messages said; the line of other headings where there are any.
    fn looked_at(schema: &Schema, text: &str) -> Result<(Vec<u32>, Vec<String>), u32> {
        let mut grid = csv::split(&Arc::from("t.csv"), text.to_owned()).unwrap();
        grid.set_headings(heading::locate(&grid, schema, None));
        let header = header::map(&grid, schema, None, &mut Vec::new()).unwrap();
        let body = Body::of(&grid, &header, (schema, None)).map_err(|diagnostic| diagnostic.place.line.unwrap())?;
        let mut says = Vec::new();
        let mut log = Vec::new();
        body.say(&mut Scribe { says: &mut says, log: &mut log, manner: Manner::default() });
        assert_eq!(log.len(), body.n_asides());
        let lines = body.rows().map(|record| grid.line(record)).collect();
        Ok((lines, says.into_iter().map(|diagnostic| diagnostic.message).collect()))
    }

    #[test]
    fn types_and_defaults_below_the_headings_are_no_rows() {
        let text = "酒店名称,可用房间数,备注\n文本（必填）,整数,\n,0,无\n甲,3,\n";
        assert_eq!(looked_at(&AVAILABILITY, text), Ok((vec![4], vec![])));
        assert_eq!(looked_at(&AVAILABILITY, "hotel,rooms\nText,3\n").unwrap().0, [2]);
    }

    #[test]
    fn headings_pasted_again_are_no_rows_and_others_stop() {
        let text = "酒店名称,可用房间数\n甲,3\n酒店名称,可用房间数\n乙,4\n酒店名,空房\n丙,1\n";
        assert_eq!(looked_at(&AVAILABILITY, text), Ok((vec![2, 4, 6], vec![])));
        assert_eq!(looked_at(&AVAILABILITY, "hotel,rooms\nA,3\nrooms,hotel\n4,B\n"), Err(3));
        let two = "酒店名称,房型,\n,大床房,双床房\n甲,1,2\n酒店名称,房型,\n,大床房,双床房\n乙,3,4\n";
        assert_eq!(looked_at(&AVAILABILITY, two), Ok((vec![3, 6], vec![])));
    }

    #[test]
    fn sums_are_compared_with_the_rows_above_them() {
        let text = "区县,酒店名称,可用房间数\n浦东,甲,3\n浦东,乙,4\n浦东小计,,7\n徐汇,丙,5\n徐汇小计,,5\n合 计,,12\n";
        assert_eq!(looked_at(&AVAILABILITY, text), Ok((vec![2, 3, 5], vec![])));
        let wrong = text.replace("小计,,5", "小计,,6").replace("计,,12", "计,,13");
        let said = looked_at(&AVAILABILITY, &wrong).unwrap().1;
        let expected = [
            "the sum says 6, and the rows above it from line 5 add up to 5",
            "the sum says 13, and the rows above it from line 2 add up to 12",
        ];
        assert_eq!(said, expected);
        let counted = looked_at(&AVAILABILITY, "酒店,空房\n甲,1\n甲,2\n乙,2\n共4家,5\n").unwrap();
        assert_eq!(counted, (vec![2, 3, 4], vec!["it counts 4, and there are 3 rows above it".to_owned()]));
        let again = "酒店,空房\n甲,1\n乙,2\n共2家,3\n总计：,3\n";
        assert_eq!(looked_at(&AVAILABILITY, again), Ok((vec![2, 3], vec![])));
        let groups = "group,guests,men\nA,4,1\nTotal,4,1\n";
        assert_eq!(looked_at(&GROUPS, groups), Ok((vec![2], vec![])));
    }

    #[test]
    fn names_that_hold_a_word_for_a_sum_are_names() {
        for name in ["Total Inn", "Sumner Lodge", "计生委招待所", "共和新路酒店", "总统大酒店"] {
            assert_eq!(looked_at(&AVAILABILITY, &format!("hotel,rooms\n{name},3\n")).unwrap().0, [2], "{name}");
        }
    }
}
