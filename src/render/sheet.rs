//! Columns of text for people: aligned, CJK counted as two cells wide, and fitted to the width of the page.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use unicode_width::UnicodeWidthStr;

/// Blank cells between two columns.
const GAP: usize = 2;

/// A table of text without lines.
#[derive(Debug, Clone)]
pub struct Sheet {
    headings: Vec<String>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Starts a sheet with its headings; one that begins with `>` is set to the right, as its column is.
    #[must_use]
    pub fn new(headings: &[&str]) -> Self {
        let right = headings.iter().map(|heading| heading.starts_with('>')).collect();
        let headings = headings.iter().map(|heading| heading.trim_start_matches('>').to_owned()).collect();
        Self { headings, right, rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<T: Into<String>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Tells whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the text, led by so many spaces. Words are never cut: where the page is too narrow for columns, each row
    /// becomes a sentence.
    #[must_use]
    pub fn text(&self, indent: usize, width: usize) -> String {
        let least: usize = self.least_widths().iter().map(|width| width + GAP).sum();
        if indent + least > width + GAP { self.sentences(indent, width) } else { self.columns(indent, width) }
    }

    fn columns(&self, indent: usize, width: usize) -> String {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from((width + GAP).saturating_sub(indent)).unwrap_or(u16::MAX));
        if self.headings.iter().any(|heading| !heading.is_empty()) {
            table.set_header(self.headings.clone());
        }
        table.add_rows(self.rows.iter().cloned());
        for (at, least) in self.least_widths().into_iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                column.set_padding((0, u16::try_from(GAP).unwrap_or(1)));
                column.set_cell_alignment(if self.right[at] { CellAlignment::Right } else { CellAlignment::Left });
                let least = u16::try_from(least + GAP).unwrap_or(u16::MAX);
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
            }
        }
        let lead = " ".repeat(indent);
        table.lines().fold(String::new(), |mut text, line| {
            text.push_str(format!("{lead}{line}").trim_end());
            text.push('\n');
            text
        })
    }

    /// Returns the widest word of each column.
    fn least_widths(&self) -> Vec<usize> {
        let word = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
        let columns = self.headings.iter().enumerate();
        let widest = columns.map(|(at, heading)| {
            let cells = self.rows.iter().map(|row| row.get(at).map_or(0, |cell| word(cell)));
            cells.max().unwrap_or(0).max(word(heading))
        });
        widest.collect()
    }

    /// Returns each row as a sentence: its first cell, then every other one, each after its heading.
    fn sentences(&self, indent: usize, width: usize) -> String {
        let lead = format!("{}- ", " ".repeat(indent));
        let sentence = |row: &Vec<String>| {
            let cells = row.iter().zip(&self.headings).enumerate().filter(|(_, (cell, _))| !cell.is_empty());
            let cells = cells.map(|(at, (cell, heading))| match at {
                0 => format!("{heading} {cell}:").trim_start().to_owned(),
                1 => format!("{} {cell}", heading.to_lowercase()),
                _ => format!(", {} {cell}", heading.to_lowercase()),
            });
            paragraph(&lead, &cells.collect::<Vec<_>>().join(" ").replace(" , ", ", "), width)
        };
        self.rows.iter().map(sentence).collect()
    }
}

/// Returns a paragraph in lines no wider than the page: the first led by `first`, the others by as many spaces.
#[must_use]
pub fn paragraph(first: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(first.width()).max(20);
    let (mut page, mut used) = (first.to_owned(), 0);
    for word in text.split_whitespace() {
        if used > 0 && used + 1 + word.width() > room {
            page.push('\n');
            page.push_str(&" ".repeat(first.width()));
            used = 0;
        } else if used > 0 {
            page.push(' ');
            used += 1;
        }
        page.push_str(word);
        used += word.width();
    }
    page.push('\n');
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_takes_two_cells_a_character() {
        let mut sheet = Sheet::new(&["酒店", ">人数"]);
        sheet.row(["锦江饭店", "120"]);
        sheet.row(["H1", "7"]);
        assert_eq!(sheet.text(2, 80), "  酒店      人数\n  锦江饭店   120\n  H1           7\n");
    }

    #[test]
    fn a_narrow_page_cuts_no_word() {
        let mut sheet = Sheet::new(&["Objective", ">Value", "Ended"]);
        sheet.row(["travel", "38,923.65", "time limit"]);
        assert_eq!(sheet.text(0, 40), "Objective      Value  Ended\ntravel     38,923.65  time limit\n");
        assert_eq!(
            sheet.text(0, 28),
            "Objective      Value  Ended\ntravel     38,923.65  time\n                      limit\n"
        );
        assert_eq!(sheet.text(0, 24), "- Objective travel:\n  value 38,923.65, ended\n  time limit\n");
    }

    #[test]
    fn paragraphs_hang_below_their_first_word() {
        let text = paragraph("- ", "one two three four five six", 20);
        assert_eq!(text, "- one two three four\n  five six\n");
    }
}
