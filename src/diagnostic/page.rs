//! The document of all codes, written from the catalogue. Writes no file.

use std::fmt::Write as _;

use super::Code;

/// Returns the text of `docs/diagnostics.md`.
#[must_use]
pub fn page() -> String {
    let mut text = String::from(
        "# Diagnostics\n\n\
         What roomblock says of the files it is given. Written from the catalogue in `src/diagnostic/catalogue/`;\n\
         `REGENERATE=1 cargo test --release --test diagnostics` writes it anew. Each code has a folder in\n\
         `fixtures/errors/` with files that provoke it and the exact text.\n\n\
         `E1` files and headers, `E2` cells and rows, `E3` references across files: no plan is made before they are\n\
         cured (exit status 3). `W` warns; a plan is made.\n",
    );
    for code in Code::ALL {
        let page = code.explanation();
        let _ = write!(
            text,
            "\n## {}: {}\n\n**What it does.** {}\n\n**Why it is bad.** {}\n\n**Example.** {}\n",
            code.id(),
            code.title(),
            page.what,
            page.why,
            page.example
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].id() < pair[1].id()));
    }
}
