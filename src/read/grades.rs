//! Grades of hotels as people write them. Knows no column.

use super::numeral;
use super::text::common_width;

/// The highest grade that is believed.
const HIGHEST: u8 = 9;

/// Returns the number of a grade: of `4`, `4.5`, `4星`, `四星级`, `4 stars`, `****`; none where it has no number.
#[must_use]
pub fn number(text: &str) -> Option<u8> {
    let text = common_width(text.trim());
    let stars = text.chars().filter(|char| matches!(char, '*' | '★')).count();
    if stars > 0 && stars == text.chars().count() {
        return u8::try_from(stars).ok().filter(|&stars| stars <= HIGHEST);
    }
    let first = |of: fn(char) -> bool| -> String {
        text.chars().skip_while(|&char| !of(char)).take_while(|&char| of(char)).collect()
    };
    let digits = first(|char| char.is_ascii_digit());
    let number = if digits.is_empty() { numeral::number(&first(numeral::is_numeral)) } else { digits.parse().ok() };
    number.and_then(|number| u8::try_from(number).ok()).filter(|grade| (1..=HIGHEST).contains(grade))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn grades_are_numbers_however_they_are_written() {
        for text in ["4", "4星", "四星级", "4 stars", "****", "★★★★", "４", "准四星", "4.5"] {
            assert_eq!(number(text), Some(4), "{text}");
        }
        for text in ["", "高档", "0", "deluxe", "2019"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
