//! The pages of codes, as text and as JSON. What they say stands in the catalogue.

use std::io::{self, Write};

use serde::Serialize;

use super::record::{self, SCHEMA_VERSION};
use super::sheet::{Sheet, paragraph};
use crate::diagnostic::{Code, Explanation};

/// Returns the pages of some codes.
#[must_use]
pub fn pages(codes: &[Code], width: usize) -> String {
    codes.iter().map(|&code| page(code, width)).collect::<Vec<_>>().join("\n")
}

fn page(code: Code, width: usize) -> String {
    let Explanation { what, why, example } = code.explanation();
    let title = format!("{}[{}] {}", code.severity().as_str(), code.id(), code.title());
    [
        paragraph("", &title, width),
        "\n".to_owned(),
        paragraph("  What it does    ", what, width),
        paragraph("  Why it is bad   ", why, width),
        paragraph("  Example         ", example, width),
    ]
    .concat()
}

/// Returns every code with its title.
#[must_use]
pub fn list(width: usize) -> String {
    let mut sheet = Sheet::new(&["Code", "Severity", "Title"]);
    for code in Code::ALL {
        sheet.row([code.id(), code.severity().as_str(), code.title()]);
    }
    sheet.text(0, width)
}

#[derive(Serialize)]
struct Page {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    what: &'static str,
    why: &'static str,
    example: &'static str,
}

#[derive(Serialize)]
struct Pages {
    schema_version: u32,
    codes: Vec<Page>,
}

/// Writes the pages of some codes as JSON.
///
/// # Errors
/// When the writer fails.
pub fn json(codes: &[Code], out: &mut dyn Write) -> io::Result<()> {
    let page = |&code: &Code| {
        let Explanation { what, why, example } = code.explanation();
        Page { code: code.id(), severity: code.severity().as_str(), title: code.title(), what, why, example }
    };
    let pages = Pages { schema_version: SCHEMA_VERSION, codes: codes.iter().map(page).collect() };
    record::write_json(&pages, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_fits_its_width_and_says_all_four_things() {
        for &code in Code::ALL {
            let text = page(code, 80);
            assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
            assert_eq!(text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")).count(), 3);
        }
    }
}
