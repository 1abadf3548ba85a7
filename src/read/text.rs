//! Texts without what a spreadsheet or a browser left around them. Changes nothing that a reader would see.

use std::borrow::Cow;

/// Tells whether a character takes no place wherever it stands: a zero-width space, a word joiner, a byte order mark.
fn is_without_width(char: char) -> bool {
    matches!(char, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// Returns a text without blanks of any kind around it, and without characters that have no width.
#[must_use]
pub fn stripped(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim_matches(|char: char| char.is_whitespace() || is_without_width(char));
    if trimmed.is_ascii() || !trimmed.contains(is_without_width) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.replace(is_without_width, ""))
}

/// Returns a text without the apostrophe by which a spreadsheet keeps one that begins like a formula; so every table is
/// written (`render::table::inert`).
#[must_use]
pub fn revived(text: &str) -> &str {
    let runs = |rest: &&str| rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    text.strip_prefix('\'').filter(runs).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_a_text_that_looks_like_a_formula_is_removed() {
        let cases =
            [("'=1+1", "=1+1"), ("'+86 21", "+86 21"), ("'s Gravenhof", "'s Gravenhof"), ("''=x", "''=x"), ("", "")];
        for (typed, text) in cases {
            assert_eq!(revived(typed), text);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_removed() {
        assert_eq!(stripped("\u{3000}\u{200B}武汉\u{200B}酒店\u{A0} "), "武汉酒店");
        assert_eq!(stripped(" Grand Hotel\t"), "Grand Hotel");
        assert!(matches!(stripped("①㎡"), Cow::Borrowed("①㎡")));
    }
}
