//! The text layout of diagnostics, as compilers write it. Prints nothing itself.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::fold::Fold;
use super::{Diagnostic, Severity};

/// Returns the text of diagnostics, in the order given; of many that say the same of the same column the first few, and
/// how many more there are and where.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let fold = Fold::new(diagnostics);
    let shown = fold.shown.iter().map(|diagnostic| format!("{}\n\n", one(diagnostic, &renderer)));
    shown.chain(fold.rest()).collect()
}

/// Returns how many errors and warnings there are: `3 errors, 1 warning`; empty where there are none.
#[must_use]
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let counted = |severity: Severity| {
        let count = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.as_str()))
    };
    [counted(Severity::Error), counted(Severity::Warning)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the text of one diagnostic.
fn one(diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let severity = diagnostic.severity.as_str();
    let name = format!("{severity}[{}] {}", diagnostic.code.id(), printable(&diagnostic.place.to_string()));
    let title = level.with_name(Some(name)).primary_title(diagnostic.message.as_str());
    let help = Level::HELP.message(printable(&diagnostic.help));
    let Some(excerpt) = &diagnostic.excerpt else {
        return renderer.render(&[annotate_snippets::Group::with_title(title).element(help)]);
    };
    let annotation = AnnotationKind::Primary.span(excerpt.span()).label(excerpt.cell_reference.as_deref());
    let snippet = Snippet::source(excerpt.text.as_str()).line_start(excerpt.line as usize).annotation(annotation);
    renderer.render(&[title.element(snippet).element(help)])
}

/// Returns the text without control characters, which could drive a terminal.
fn printable(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { char::REPLACEMENT_CHARACTER } else { char }).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Code, Excerpt, Place};

    fn late(line: u32) -> Diagnostic {
        let place = Place { file: Arc::from("groups.csv"), line: Some(line), column: Some("depart".to_owned()) };
        let message = "depart is not after arrive";
        let mut diagnostic = Diagnostic::new(Code::DepartNotAfterArrive, place, message, "a stay has a night");
        diagnostic.excerpt = Some(Excerpt {
            text: "G-007,Lyon Choir,2026-03-14,2026-03-14,22".to_owned(),
            line,
            underline: (28, 38),
            cell_reference: None,
        });
        diagnostic
    }

    #[test]
    fn a_diagnostic_shows_its_line_and_underlines_the_cell() {
        let expected = "\
error[E204] groups.csv:14, column depart: depart is not after arrive
   |
14 | G-007,Lyon Choir,2026-03-14,2026-03-14,22
   |                             ^^^^^^^^^^
   |
   = help: a stay has a night

";
        assert_eq!(render(&[late(14)], false), expected);
    }

    #[test]
    fn many_of_a_kind_are_folded() {
        let many: Vec<Diagnostic> = (1..=60).map(late).collect();
        let text = render(&many, false);
        assert_eq!(text.matches("column depart:").count(), 3);
        assert!(text.ends_with("error[E204] and 57 more like it in column depart\n  = note: groups.csv:4-60\n\n"));
        assert_eq!(summary(&many), "60 errors");
    }

    #[test]
    fn a_cell_cannot_drive_the_terminal() {
        let mut diagnostic = late(1);
        diagnostic.excerpt = Some(Excerpt {
            text: "\u{1b}[31mred".to_owned(),
            line: 1,
            underline: (0, 8),
            cell_reference: Some("B7".to_owned()),
        });
        diagnostic.message = "odd \u{1b}[2J".to_owned();
        let text = render(&[diagnostic], false);
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(text.contains("B7"));
    }
}
