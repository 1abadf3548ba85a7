//! Sheets as Markdown, for mails and for trackers of issues: a heading for each table, and the table in the form of GitHub's
//! (GFM 4.10). What somebody typed is text there, whatever it looks like.

use super::html::{colon, text, visible};
use super::xlsx::is_number;
use super::{Cell, Column, ReportSheet, Section};

/// Returns sheets below each other, the first one's title on top.
#[must_use]
pub fn page(sheets: &[ReportSheet]) -> String {
    sheets.iter().enumerate().map(|(at, sheet)| part(sheet, at == 0)).collect::<Vec<_>>().join("\n")
}

fn part(sheet: &ReportSheet, is_first: bool) -> String {
    let (above, below) = if is_first { ("#", "##") } else { ("##", "###") };
    let mut lines = vec![format!("{above} {}", escaped(&sheet.title)), String::new()];
    // All sheets of a plan have the same head.
    let head = sheet.head.iter().filter(|_| is_first);
    lines.extend(head.map(|line| format!("- {}{}{}", escaped(&line.label), colon(sheet.lang), escaped(&line.value))));
    if is_first && !sheet.head.is_empty() {
        lines.push(String::new());
    }
    for section in &sheet.sections {
        if !section.title.is_empty() {
            lines.extend([format!("{below} {}", escaped(&section.title)), String::new()]);
        }
        lines.extend(table(section));
        lines.push(String::new());
    }
    for note in &sheet.notes {
        lines.extend([format!("> {}", escaped(note)), String::new()]);
    }
    lines.join("\n")
}

/// Returns the lines of a table; a dash where it has no rows.
fn table(section: &Section) -> Vec<String> {
    if section.rows.is_empty() {
        return vec!["—".to_owned()];
    }
    let shown: Vec<usize> = section.shown().into_iter().filter(|&at| !section.columns[at].by_hand).collect();
    let columns: Vec<&Column> = shown.iter().map(|&at| &section.columns[at]).collect();
    let rule = columns.iter().map(|column| if is_number(column.kind) { "---:" } else { "---" }.to_owned());
    let heading = columns.iter().map(|column| escaped(&column.heading));
    let cells = |cells: &[Cell]| line(shown.iter().map(|&at| escaped(&text(&cells[at]))));
    let totals = section.totals.iter().map(|totals| line(shown.iter().map(|&at| bold(&escaped(&text(&totals[at]))))));
    let rows = section.rows.iter().map(|row| cells(&row.cells));
    [line(heading), line(rule)].into_iter().chain(rows).chain(totals).collect()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

fn bold(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("**{text}**") }
}

/// Returns text that Markdown shows as it is: no mark-up, no HTML, no link, no end of a line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars().map(visible) {
        match letter {
            '\n' | '\t' => out.push(' '),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A name with an `@`, and an address, would become links and call people.
            '@' => out.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => out.extend(['\\', letter]),
            letter => out.push(letter),
        }
    }
    // A line that begins like an item of a list is none.
    let mut letters = out.chars();
    match letters.next() {
        Some(mark @ ('-' | '+')) => format!("\\{mark}{}", letters.as_str()),
        _ => out.replace("://", ":&#47;/"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Row;
    use super::*;

    #[test]
    fn what_was_typed_is_neither_mark_up_nor_a_link() {
        assert_eq!(escaped("a|b *c* <b>_d_\n@team"), "a\\|b \\*c\\* &lt;b&gt;\\_d\\_ &#64;team");
        assert_eq!(escaped("https://x.example"), "https:&#47;/x.example");
        assert_eq!(escaped("- 3"), "\\- 3");
        assert_eq!(escaped("[x](y)"), "\\[x\\](y)");
    }

    #[test]
    fn numbers_stand_on_the_right_and_sums_in_bold_below() {
        let rows = [("a", 1000), ("b", 234)].map(|(name, count)| Row::of([Cell::text(name), Cell::Count(count)]));
        let section = Section::new(vec![Column::text("Name"), Column::sum("Guests")], rows.into()).summed("Total");
        let expected =
            ["| Name | Guests |", "| --- | ---: |", "| a | 1,000 |", "| b | 234 |", "| **Total** | **1,234** |"];
        assert_eq!(table(&section), expected);
        assert_eq!(table(&Section::new(vec![Column::text("Name")], Vec::new())), ["—"]);
    }
}
