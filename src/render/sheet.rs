//! Columns of text for people: aligned, CJK counted as two cells wide, and fitted to the width of the page.

use comfy_table::{CellAlignment, ContentArrangement, Table};
use unicode_width::UnicodeWidthStr;

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

    /// Returns the text, led by so many spaces, no wider than the page where its words allow it.
    #[must_use]
    pub fn text(&self, indent: usize, width: usize) -> String {
        let mut table = Table::new();
        table.load_style(comfy_table::presets::NOTHING);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width.saturating_sub(indent)).unwrap_or(u16::MAX));
        if self.headings.iter().any(|heading| !heading.is_empty()) {
            table.set_header(self.headings.clone());
        }
        table.add_rows(self.rows.iter().cloned());
        for (at, &right) in self.right.iter().enumerate() {
            if let Some(column) = table.column_mut(at) {
                column.set_padding((0, 2));
                column.set_cell_alignment(if right { CellAlignment::Right } else { CellAlignment::Left });
            }
        }
        let lead = " ".repeat(indent);
        table.lines().fold(String::new(), |mut text, line| {
            text.push_str(format!("{lead}{line}").trim_end());
            text.push('\n');
            text
        })
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
    fn paragraphs_hang_below_their_first_word() {
        let text = paragraph("- ", "one two three four five six", 20);
        assert_eq!(text, "- one two three four\n  five six\n");
    }
}
