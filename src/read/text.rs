//! Texts without what a spreadsheet or a browser left around them. Changes nothing that a reader would see.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

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

/// Returns a number or a date in characters of the common width: NFKC turns `１２０` into `120` and `，` into `,`.
#[must_use]
pub fn common_width(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// Returns what two names have in common that differ in width, in the form of brackets, or in blanks alone.
///
/// Blanks beside a bracket or a character that is not ASCII mean nothing; other blanks do, and count as one.
#[must_use]
pub fn key(name: &str) -> Cow<'_, str> {
    let is_plain = name.is_ascii() && !name.contains(['[', ']', '(']) && !name.contains("  ") && !name.contains('\t');
    if is_plain {
        return Cow::Borrowed(name);
    }
    let mut key = String::with_capacity(name.len());
    let mut blank = false;
    for char in name.nfkc().map(bracket) {
        if char.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && joins(char) && key.chars().next_back().is_some_and(joins) {
            key.push(' ');
        }
        key.push(char);
        blank = false;
    }
    Cow::Owned(key)
}

/// Returns the common form of a bracket.
fn bracket(char: char) -> char {
    match char {
        '[' | '【' | '〔' | '〖' => '(',
        ']' | '】' | '〕' | '〗' => ')',
        other => other,
    }
}

/// Tells whether a blank beside a character separates words.
fn joins(char: char) -> bool {
    char.is_ascii() && !matches!(char, '(' | ')')
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

    #[test]
    fn names_have_one_key_whatever_their_brackets_and_blanks() {
        for name in ["全季(楚河汉街店)", "全季（楚河汉街店）", "全季 (楚河汉街店）", "全季【楚河汉街店】"]
        {
            assert_eq!(key(name), "全季(楚河汉街店)");
        }
        assert_eq!(key("Holiday  Inn (West)"), key("Holiday Inn(West)"));
        assert_eq!(key("Ｈ１"), "H1");
        assert_ne!(key("H 11"), key("H1 1"));
        assert_ne!(key("Holiday Inn"), key("Holiday Inn Express"));
        assert_ne!(key("某某酒店(A店)"), key("某某酒店(B店)"));
    }
}
