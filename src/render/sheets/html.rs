//! A sheet as one page for print that also reads on a telephone: nothing is fetched, nothing runs.

use std::fmt::Write;

use super::xlsx::is_number;
use super::{Cell, Mark, ReportSheet, Row, Section, csv};
use crate::render::number::{grouped, shown};
use crate::render::words::Lang;

const STYLE: &str = include_str!("sheet.css");

/// Returns the page.
#[must_use]
pub fn page(sheet: &ReportSheet) -> String {
    let lang = match sheet.lang {
        Lang::En => "en",
        Lang::Zh => "zh-CN",
    };
    let title = escaped(&sheet.title);
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}"
    );
    for (at, section) in sheet.sections.iter().enumerate() {
        labels(at, section, &mut page);
    }
    let plan = sheet.head.first().map_or("", |line| line.value.as_str());
    say(&mut page, format_args!("@page {{ @bottom-left {{ content: \"{}\"; }} }}\n", css(plan)));
    say(&mut page, format_args!("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>{title}</h1>\n<dl>\n"));
    for line in &sheet.head {
        let (label, value) = (escaped(&line.label), escaped(&line.value));
        say(&mut page, format_args!("<div><dt>{label}</dt><dd>{value}</dd></div>\n"));
    }
    page.push_str("</dl>\n</header>\n");
    for (at, section) in sheet.sections.iter().enumerate() {
        table(at, section, &mut page);
    }
    for note in &sheet.notes {
        say(&mut page, format_args!("<p class=\"note\">{}</p>\n", escaped(note)));
    }
    for line in sheet.signature.lines() {
        say(&mut page, format_args!("<p class=\"sign\">{}</p>\n", escaped(line)));
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Says which heading stands before each cell where the page is too narrow for columns.
fn labels(number: usize, section: &Section, page: &mut String) {
    page.push_str("@media screen and (max-width: 640px) {\n");
    for (nth, &at) in section.shown().iter().enumerate() {
        let heading = css(&section.columns[at].heading);
        say(page, format_args!("#t{number} td:nth-child({})::before {{ content: \"{heading}\"; }}\n", nth + 1));
    }
    page.push_str("}\n");
}

fn table(number: usize, section: &Section, page: &mut String) {
    let shown = section.shown();
    page.push_str("<section>\n");
    if !section.title.is_empty() {
        say(page, format_args!("<h2 id=\"h{number}\">{}</h2>\n", escaped(&section.title)));
    }
    if section.rows.is_empty() {
        page.push_str("<p class=\"none\">—</p>\n</section>\n");
        return;
    }
    let label = if section.title.is_empty() { String::new() } else { format!(" aria-labelledby=\"h{number}\"") };
    say(page, format_args!("<table id=\"t{number}\"{label}>\n<thead><tr>"));
    for &at in &shown {
        let column = &section.columns[at];
        let class = if is_number(column.kind) { " class=\"n\"" } else { "" };
        say(page, format_args!("<th scope=\"col\"{class}>{}</th>", escaped(&column.heading)));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &section.rows {
        line(row, "", (section, &shown), page);
    }
    if let Some(totals) = &section.totals {
        let row = Row { cells: totals.clone(), mark: None };
        line(&row, "total", (section, &shown), page);
    }
    page.push_str("</tbody>\n</table>\n</section>\n");
}

fn line(row: &Row, class: &str, (section, shown): (&Section, &[usize]), page: &mut String) {
    let class = match row.mark {
        Some(Mark::New) => "new",
        Some(Mark::Changed) => "changed",
        Some(Mark::Cancelled) => "cancelled",
        None => class,
    };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    say(page, format_args!("<tr{class}>"));
    for &at in shown {
        let column = &section.columns[at];
        let is_number = is_number(column.kind) && !matches!(row.cells[at], Cell::Text(_));
        let class = match (&row.cells[at], column.by_hand) {
            _ if is_number => " class=\"n\"",
            (Cell::Date(_) | Cell::Time(_), _) => " class=\"d\"",
            (_, true) => " class=\"hand\"",
            _ => "",
        };
        say(page, format_args!("<td{class}>{}</td>", escaped(&text(&row.cells[at]))));
    }
    page.push_str("</tr>\n");
}

/// Returns a cell as people read it.
#[must_use]
pub(super) fn text(cell: &Cell) -> String {
    match cell {
        Cell::Count(count) => grouped(*count),
        Cell::Money(money) => shown(&money.to_string()),
        other => csv::plain(other),
    }
}

/// Returns what stands between a label and its value.
#[must_use]
pub(super) fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ": ",
        Lang::Zh => "：",
    }
}

/// Returns a letter that every page can show: control characters, and marks that turn the text after them, become visible.
#[must_use]
pub(super) fn visible(letter: char) -> char {
    let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let is_control = letter.is_control() && !matches!(letter, '\n' | '\t');
    if turns || is_control || matches!(letter, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { letter }
}

/// Returns text as it stands in HTML, in attributes too.
#[must_use]
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().map(visible) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// Returns text as it stands in a string of CSS: whatever is neither letter nor digit is written as its number.
fn css(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().map(visible) {
        if letter.is_alphanumeric() {
            out.push(letter);
        } else {
            say(&mut out, format_args!("\\{:06x}", u32::from(letter)));
        }
    }
    out
}

fn say(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("a String takes any text");
}
