//! Many diagnostics that say the same of the same column: the first few are shown, the rest is counted and its places
//! are named. Lays out no diagnostic itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Code, Diagnostic, Place, Severity};

/// How many of a kind are shown in full.
const SHOWN_MAX: usize = 3;
/// A kind with so many is shown whole: folding two or three lines gains nothing.
const WHOLE_MAX: usize = 5;
/// The width of a line that names places.
const WIDTH: usize = 78;

/// What diagnostics have in common that are folded.
type Kind<'a> = (Code, Severity, Option<&'a str>);

/// Which diagnostics are shown, and what is left of each kind.
#[derive(Debug)]
pub struct Fold<'a> {
    /// The diagnostics to show in full, in the order given.
    pub shown: Vec<&'a Diagnostic>,
    rest: BTreeMap<Kind<'a>, Vec<&'a Place>>,
}

impl<'a> Fold<'a> {
    /// Folds diagnostics.
    #[must_use]
    pub fn new(diagnostics: &'a [Diagnostic]) -> Self {
        let mut counts: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
        for diagnostic in diagnostics {
            *counts.entry(kind(diagnostic)).or_default() += 1;
        }
        let mut seen: BTreeMap<Kind<'_>, usize> = BTreeMap::new();
        let mut fold = Self { shown: Vec::new(), rest: BTreeMap::new() };
        for diagnostic in diagnostics {
            let kind = kind(diagnostic);
            let n_before = seen.entry(kind).or_default();
            if *n_before < SHOWN_MAX || counts[&kind] <= WHOLE_MAX {
                fold.shown.push(diagnostic);
            } else {
                fold.rest.entry(kind).or_default().push(&diagnostic.place);
            }
            *n_before += 1;
        }
        fold
    }

    /// Returns a text for each kind that was folded: how many more there are, and where.
    pub fn rest(&self) -> impl Iterator<Item = String> {
        self.rest.iter().map(|((code, severity, column), places)| {
            let column = column.map(|column| format!(" in column {column}")).unwrap_or_default();
            let head = format!("{}[{}] and {} more like it{column}", severity.as_str(), code.id(), places.len());
            format!("{head}\n  = note: {}\n\n", named(places))
        })
    }
}

fn kind(diagnostic: &Diagnostic) -> Kind<'_> {
    (diagnostic.code, diagnostic.severity, diagnostic.place.column.as_deref())
}

/// Names places by file and line, as many as fit a line.
fn named(places: &[&Place]) -> String {
    let (mut text, mut left) = (String::new(), places.len());
    for of_file in places.chunk_by(|a, b| a.file == b.file) {
        let lines: Vec<u32> = of_file.iter().filter_map(|place| place.line).collect();
        let mut start = if text.is_empty() { String::new() } else { "; ".to_owned() };
        let _ = write!(start, "{}", of_file[0].file);
        let mut mark = ":";
        for run in lines.chunk_by(|a, b| b.checked_sub(*a).is_some_and(|step| step <= 1)) {
            let (first, last) = (run[0], run[run.len() - 1]);
            let range = if first == last { first.to_string() } else { format!("{first}-{last}") };
            let next = format!("{start}{mark}{range}");
            if !text.is_empty() && text.width() + next.width() > WIDTH {
                return format!("{text} and {left} more");
            }
            text.push_str(&next);
            left -= run.len();
            (start, mark) = (String::new(), ", ");
        }
        if lines.is_empty() {
            text.push_str(&start);
            left -= of_file.len();
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn said(file: &str, line: u32) -> Diagnostic {
        let place = Place { file: Arc::from(file), line: Some(line), column: Some("rooms".to_owned()) };
        Diagnostic::new(Code::NotANumber, place, "it is no number", "write digits")
    }

    #[test]
    fn a_few_are_shown_whole() {
        let few: Vec<Diagnostic> = (1..=5).map(|line| said("a.csv", line)).collect();
        let fold = Fold::new(&few);
        assert_eq!((fold.shown.len(), fold.rest().count()), (5, 0));
    }

    #[test]
    fn of_many_the_first_are_shown_and_the_places_of_the_rest_are_named() {
        let mut many: Vec<Diagnostic> = [2, 3, 5, 7, 8, 9, 12].iter().map(|&line| said("a.csv", line)).collect();
        many.extend((2..=4).map(|line| said("b.csv", line)));
        let fold = Fold::new(&many);
        assert_eq!(fold.shown.len(), 3);
        let rest: Vec<String> = fold.rest().collect();
        let expected = "error[E202] and 7 more like it in column rooms\n  = note: a.csv:7-9, 12; b.csv:2-4\n\n";
        assert_eq!(rest, [expected]);
    }

    #[test]
    fn places_that_do_not_fit_a_line_are_counted() {
        let many: Vec<Diagnostic> = (1..=400).step_by(2).map(|line| said("a.csv", line)).collect();
        let rest: Vec<String> = Fold::new(&many).rest().collect();
        let note = rest[0].lines().nth(1).unwrap_or_default();
        assert!(note.len() < 110 && note.contains(" and ") && note.ends_with(" more"), "{note}");
    }
}
