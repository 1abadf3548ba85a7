//! A sheet for one reader as values: its head, and tables of typed cells.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::Money;
use crate::render::words::Lang;

/// A sheet for one reader.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSheet {
    /// The name of its files without their ending, `/` between folders.
    pub stem: String,
    /// The name of its page in a workbook of several.
    pub tab: String,
    /// What it is.
    pub title: String,
    /// What holds for all of it, such as the plan and the date.
    pub head: Vec<Head>,
    /// Its tables.
    pub sections: Vec<Section>,
    /// What a reader must know besides, such as what nobody knows.
    pub notes: Vec<String>,
    /// The line to be signed; empty for none.
    pub signature: String,
    /// The language of its labels.
    pub lang: Lang,
    /// For another program: headings stand in the first row, and nothing but rows follows.
    pub is_bare: bool,
}

/// A line of the head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it is about.
    pub label: String,
    /// What it says.
    pub value: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Section {
    /// What is added to the file name of its CSV; empty where a sheet has one table.
    pub stem: String,
    /// What it is; empty where the title says that.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Row>,
    /// The sums below; none where nothing is to be summed.
    pub totals: Option<Vec<Cell>>,
    /// How its CSV writes days, in the letters of `strftime`; ISO dates where nothing is said.
    pub date_format: Option<String>,
}

/// A row, and what is new about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// What is new about it; none where nothing is, or where there was no plan before.
    pub mark: Option<Mark>,
}

/// What is new about a row against the plan before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It was not there.
    New,
    /// It said something else.
    Changed,
    /// It is not there any more.
    Cancelled,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// What its cells are.
    pub kind: Kind,
    /// Its cells are summed.
    pub is_summed: bool,
    /// Left empty, to be filled in by hand.
    pub by_hand: bool,
}

/// What the cells of a column are; each may also be blank, or a text that says why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Count,
    /// An amount of money.
    Money,
    /// A number with decimals.
    Number,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A share.
    Percent,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or not known.
    #[default]
    Blank,
    /// Words, as somebody typed them.
    Text(String),
    /// A whole number.
    Count(i64),
    /// An amount of money.
    Money(Money),
    /// A number, rounded to one decimal for people.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// A share; 1 is the whole.
    Percent(f64),
}

impl Column {
    fn new(heading: &str, kind: Kind) -> Self {
        Self { heading: heading.to_owned(), kind, is_summed: false, by_hand: false }
    }

    /// A column of words.
    #[must_use]
    pub fn text(heading: &str) -> Self {
        Self::new(heading, Kind::Text)
    }

    /// A column of whole numbers.
    #[must_use]
    pub fn count(heading: &str) -> Self {
        Self::new(heading, Kind::Count)
    }

    /// A column of whole numbers that are summed.
    #[must_use]
    pub fn sum(heading: &str) -> Self {
        Self { is_summed: true, ..Self::new(heading, Kind::Count) }
    }

    /// A column of days.
    #[must_use]
    pub fn date(heading: &str) -> Self {
        Self::new(heading, Kind::Date)
    }

    /// A column of another kind.
    #[must_use]
    pub fn of(heading: &str, kind: Kind) -> Self {
        Self::new(heading, kind)
    }

    /// A column to be filled in by hand.
    #[must_use]
    pub fn by_hand(heading: &str) -> Self {
        Self { by_hand: true, ..Self::new(heading, Kind::Text) }
    }
}

impl Cell {
    /// Returns words as a cell; blank where there are none.
    #[must_use]
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.to_owned()) }
    }

    /// Returns a count as a cell.
    #[must_use]
    pub fn count(count: impl TryInto<i64>) -> Self {
        Self::Count(count.try_into().unwrap_or(i64::MAX))
    }

    /// Returns a day as a cell; blank where there is none.
    #[must_use]
    pub fn date(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::Blank, Self::Date)
    }

    /// Returns a share of a whole; blank of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "for showing; the counts stand beside it")]
    pub fn share(part: u64, whole: u64) -> Self {
        if whole == 0 { Self::Blank } else { Self::Percent(part as f64 / whole as f64) }
    }
}

impl Row {
    /// Returns a row about which nothing is new.
    #[must_use]
    pub fn of(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), mark: None }
    }
}

impl Section {
    /// Returns a table of such columns and rows; rows of another length are brought to that of the columns.
    #[must_use]
    pub fn new(columns: Vec<Column>, rows: Vec<Row>) -> Self {
        let n_columns = columns.len();
        let whole = |mut row: Row| {
            debug_assert_eq!(row.cells.len(), n_columns, "every row has a cell for each column");
            row.cells.resize(n_columns, Cell::Blank);
            row
        };
        Self { columns, rows: rows.into_iter().map(whole).collect(), ..Self::default() }
    }

    /// Names the table, and its CSV.
    #[must_use]
    pub fn named(mut self, stem: &str, title: &str) -> Self {
        stem.clone_into(&mut self.stem);
        title.clone_into(&mut self.title);
        self
    }

    /// Adds the sums of the columns that have them, under such a word; nothing below a table without rows.
    #[must_use]
    pub fn summed(mut self, word: &str) -> Self {
        if self.rows.is_empty() || !self.columns.iter().any(|column| column.is_summed) {
            return self;
        }
        let sum = |(at, column): (usize, &Column)| {
            if !column.is_summed {
                return Cell::Blank;
            }
            let cells = self.rows.iter().map(|row| &row.cells[at]);
            if column.kind == Kind::Money {
                return Cell::Money(cells.fold(Money(0), |sum, cell| match cell {
                    Cell::Money(money) => Money(sum.0.saturating_add(money.0)),
                    _ => sum,
                }));
            }
            Cell::Count(cells.fold(0, |sum: i64, cell| match cell {
                Cell::Count(count) => sum.saturating_add(*count),
                _ => sum,
            }))
        };
        let mut totals: Vec<Cell> = self.columns.iter().enumerate().map(sum).collect();
        if let Some(first) = totals.first_mut().filter(|cell| **cell == Cell::Blank) {
            *first = Cell::text(word);
        }
        self.totals = Some(totals);
        self
    }

    /// Returns the columns that a page for people shows: those that say anything, or that are to be filled in.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let says = |at: usize| self.rows.iter().any(|row| row.cells[at] != Cell::Blank);
        // The word for the sums stands in the first.
        let is_kept = |at: usize| self.columns[at].by_hand || (at == 0 && self.totals.is_some()) || says(at);
        (0..self.columns.len()).filter(|&at| self.rows.is_empty() || is_kept(at)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_of_the_cells_that_are_numbers() {
        let rows = [Cell::Count(3), Cell::text("?"), Cell::Blank, Cell::Count(4)];
        let rows = rows.into_iter().map(|cell| Row::of([Cell::text("a"), cell, Cell::Money(Money(150))])).collect();
        let money = Column { is_summed: true, ..Column::of("c", Kind::Money) };
        let section = Section::new(vec![Column::text("a"), Column::sum("b"), money], rows).summed("Total");
        assert_eq!(section.totals, Some(vec![Cell::text("Total"), Cell::Count(7), Cell::Money(Money(600))]));
        assert_eq!(Section::new(vec![Column::sum("b")], Vec::new()).summed("Total").totals, None);
    }

    #[test]
    fn columns_that_say_nothing_are_not_shown_unless_they_are_to_be_filled_in() {
        let columns = vec![Column::text("a"), Column::text("b"), Column::by_hand("c")];
        let section = Section::new(columns, vec![Row::of([Cell::text("x"), Cell::Blank, Cell::Blank])]);
        assert_eq!(section.shown(), [0, 2]);
    }
}
