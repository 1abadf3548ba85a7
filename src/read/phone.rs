//! Telephone numbers as people type them: as numbers of a spreadsheet, several in one cell, with extensions and names.

use super::log::Kind;
use super::text;

/// What a cell of telephone numbers holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phone {
    /// It is as it should be.
    Plain,
    /// The numbers in the form of clean tables, and what was done.
    Converted(String, Kind),
    /// A spreadsheet rounded it: the number cannot be known any more.
    Lost,
}

/// Fewest digits of a number that can be rung; shorter ones are extensions.
const DIGITS_MIN: usize = 7;
/// What may stand before an extension.
const EXTENSIONS: [&str; 4] = ["转", "分机", "ext.", "ext"];
/// What may stand between two numbers.
const BETWEEN: [char; 9] = ['、', ';', '；', '/', '／', ',', '，', '\n', '或'];

/// Reads a cell of telephone numbers.
#[must_use]
pub fn read(typed: &str) -> Phone {
    if is_rounded(typed) {
        return Phone::Lost;
    }
    let common = text::common_width(typed);
    if let Some((digits, zeros)) = common.split_once('.')
        && is_number(digits)
        && !zeros.is_empty()
        && zeros.bytes().all(|byte| byte == b'0')
    {
        return Phone::Converted(digits.to_owned(), Kind::PhoneNumber);
    }
    let list = list(&common).join("; ");
    match () {
        () if list == typed => Phone::Plain,
        () if list == *common => Phone::Converted(list, Kind::FullWidthDigits),
        () => Phone::Converted(list, Kind::PhoneList),
    }
}

fn is_number(text: &str) -> bool {
    text.len() >= DIGITS_MIN && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells whether a text is a number in scientific notation, such as `1.38E+10`.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_plain(mantissa) && is_plain(exponent.strip_prefix('+').unwrap_or(exponent))
}

/// Returns the numbers of a cell, each with the name beside it; an extension that stands alone belongs to the number
/// before it.
fn list(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for part in text.split(BETWEEN).flat_map(words).filter(|part| !part.is_empty()) {
        let is_extension = part.len() <= 5 && part.bytes().all(|byte| byte.is_ascii_digit());
        let base = numbers.last().and_then(|last| {
            EXTENSIONS.iter().find_map(|mark| last.find(mark).and_then(|at| last.get(..at + mark.len())))
        });
        match base.filter(|_| is_extension) {
            Some(base) => numbers.push(format!("{base}{part}")),
            None => numbers.push(part.to_owned()),
        }
    }
    numbers
}

/// Returns a text cut at its blanks where each piece has a number of its own, else whole.
fn words(text: &str) -> Vec<&str> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let n_digits = |piece: &str| piece.bytes().filter(u8::is_ascii_digit).count();
    if pieces.len() > 1 && pieces.iter().all(|piece| n_digits(piece) >= DIGITS_MIN) {
        pieces
    } else {
        vec![text.trim()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_spreadsheet_are_digits_or_lost() {
        assert_eq!(read("13800138000"), Phone::Plain);
        assert_eq!(read("13800138000.0"), Phone::Converted("13800138000".to_owned(), Kind::PhoneNumber));
        assert_eq!(read("1.38E+10"), Phone::Lost);
        assert_eq!(read("1.38001E+10"), Phone::Lost);
        assert_eq!(read("１３８００１３８０００"), Phone::Converted("13800138000".to_owned(), Kind::FullWidthDigits));
    }

    #[test]
    fn several_numbers_are_a_list() {
        let cases = [
            ("13800138000、13900139000", "13800138000; 13900139000"),
            ("0898-12345678转801、802", "0898-12345678转801; 0898-12345678转802"),
            ("张三13800138000 李四13900139000", "张三13800138000; 李四13900139000"),
            ("13800138000/13900139000", "13800138000; 13900139000"),
        ];
        for (typed, expected) in cases {
            assert_eq!(read(typed), Phone::Converted(expected.to_owned(), Kind::PhoneList), "{typed}");
            assert_eq!(read(expected), Phone::Plain, "{expected}");
        }
    }

    #[test]
    fn one_number_stays_as_it_is() {
        for typed in ["0898-12345678", "+86 138 0013 8000", "张三 13800138000", "021-12345678转801", ""] {
            assert_eq!(read(typed), Phone::Plain, "{typed}");
        }
    }
}
