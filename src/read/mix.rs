//! Room types and their counts in one cell. Knows no row: which pools come of it is for the table to say.

use super::traditional::simplified;
use super::{numeral, text};

/// Room types with their counts.
pub type Mix = Vec<(&'static str, u32)>;

/// What may stand between two room types.
const PLUS: [char; 4] = ['+', '/', '、', ','];

/// Returns the room type that a word of the trade means, `twin` of `标准间`; any other name is a type of its own.
///
/// A cell is read as the heading of a column of its own would be (domain notes §3.2).
#[must_use]
pub fn room_type(name: &str) -> &str {
    if name.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return name;
    }
    let word = plain(name);
    // A single character is short for a type beside a count alone.
    let meant = TYPES.iter().find(|(known, _)| *known == word && word.chars().count() > 1);
    meant.map_or(name, |(_, room_type)| *room_type)
}

/// Returns the room types and counts of a cell such as `大床12双床3` or `12大床+3双床`; none where it has no such form.
#[must_use]
pub fn types(cell: &str) -> Option<Mix> {
    let common = plain(cell);
    let mut rest = common.trim();
    let mut types = Mix::new();
    let word_first = type_before(rest).is_some();
    while !rest.is_empty() {
        let (room_type, count, left) = if word_first {
            let (room_type, left) = type_before(rest)?;
            let (count, left) = count_before(left.trim_start_matches([' ', ':', '*', 'x']))?;
            (room_type, count, left)
        } else {
            let (count, left) = count_before(rest)?;
            let (room_type, left) = type_before(left.trim_start())?;
            (room_type, count, left)
        };
        types.push((room_type, count));
        rest = left.trim_start_matches([' ', '+', ',', '、', ';', '/', '。', '.']);
    }
    types.sort_unstable();
    let is_once = types.windows(2).all(|pair| pair[0].0 != pair[1].0);
    (is_once && !types.is_empty()).then_some(types)
}

/// Returns the room types of one cell with the counts of another, `大床+双床` beside `12+3`; none where they are not as
/// many, or a type is not known.
#[must_use]
pub fn beside(types: &str, counts: &str) -> Option<Mix> {
    let (types, counts) = (plain(types), plain(counts));
    let (types, counts): (Vec<&str>, Vec<&str>) = (types.split(PLUS).collect(), counts.split('+').collect());
    if types.len() < 2 || types.len() != counts.len() {
        return None;
    }
    let pool = |(room_type, count): (&str, &str)| {
        let (room_type, left) = type_before(room_type.trim())?;
        let (count, rest) = count_before(count.trim())?;
        (left.is_empty() && rest.trim().is_empty()).then_some((room_type, count))
    };
    types.into_iter().zip(counts).map(pool).collect()
}

/// Returns room types and counts that a person noted beside their sum; none where they do not add up to it.
#[must_use]
pub fn noted(note: &str, sum: &str) -> Option<Mix> {
    let parts: Option<Vec<u32>> = plain(sum).split('+').map(|part| count_before(part.trim())).map(alone).collect();
    let sum = parts.filter(|parts| parts.len() > 1)?.iter().fold(0, |sum: u32, part| sum.saturating_add(*part));
    let adds_up = |mix: &Mix| mix.iter().fold(0, |sum: u32, (_, count)| sum.saturating_add(*count)) == sum;
    types(note).filter(adds_up)
}

/// Returns a count that nothing follows.
fn alone(count: Option<(u32, &str)>) -> Option<u32> {
    count.filter(|(_, rest)| rest.trim().is_empty()).map(|(count, _)| count)
}

/// Returns a text in the characters that words are written in here.
fn plain(text: &str) -> String {
    simplified(&text::common_width(text)).to_lowercase()
}

/// Words of room types, the longest first.
const TYPES: [(&str, &str); 25] = [
    ("大床房", "king"),
    ("单人间", "single"),
    ("大床", "king"),
    ("单间", "single"),
    ("单床", "single"),
    ("大", "king"),
    ("双人标间", "twin"),
    ("双床房", "twin"),
    ("双人间", "twin"),
    ("标准间", "twin"),
    ("双床", "twin"),
    ("双标", "twin"),
    ("标间", "twin"),
    ("双", "twin"),
    ("三人间", "triple"),
    ("三床房", "triple"),
    ("家庭房", "family"),
    ("亲子房", "family"),
    ("套房", "suite"),
    ("套间", "suite"),
    ("king", "king"),
    ("single", "single"),
    ("twin", "twin"),
    ("triple", "triple"),
    ("suite", "suite"),
];

/// Takes a room type off the beginning of a text.
fn type_before(text: &str) -> Option<(&'static str, &str)> {
    TYPES.iter().find_map(|(word, room_type)| Some((*room_type, text.strip_prefix(word)?)))
}

/// Takes a count with its unit off the beginning of a text.
fn count_before(text: &str) -> Option<(u32, &str)> {
    let of = |is_part: &dyn Fn(char) -> bool| text.find(|char| !is_part(char)).unwrap_or(text.len());
    let (n_digits, n_numerals) = (of(&|char| char.is_ascii_digit()), of(&numeral::is_numeral));
    let (count, rest) = match text.split_at_checked(n_digits.max(n_numerals))? {
        (count, rest) if n_digits > 0 => (count.parse().ok()?, rest),
        (count, rest) => (numeral::number(count)?, rest),
    };
    Some((count, rest.strip_prefix(['间', '个', '套']).unwrap_or(rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_in_one_cell_are_taken_apart() {
        assert_eq!(types("大床12双床3"), Some(vec![("king", 12), ("twin", 3)]));
        assert_eq!(types("12间大床、3间双床"), Some(vec![("king", 12), ("twin", 3)]));
        assert_eq!(types("大床十二间，双床三间"), Some(vec![("king", 12), ("twin", 3)]));
        assert_eq!(types("12大+3双"), Some(vec![("king", 12), ("twin", 3)]));
        for typed in ["大床", "12", "大床12大床3", "大床12，其余待定", "12+3"] {
            assert_eq!(types(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_word_for_a_room_type_means_the_type() {
        let words =
            [("标准间", "twin"), ("單人間", "single"), ("Single", "single"), ("大床房", "king"), ("ＴＷＩＮ", "twin")];
        for (word, meant) in words {
            assert_eq!(room_type(word), meant, "{word}");
        }
        for own in ["any", "bed", "大", "大床房 A", "Garden twin", ""] {
            assert_eq!(room_type(own), own);
        }
    }

    #[test]
    fn a_note_says_what_a_sum_is_of() {
        assert_eq!(noted("12间大床，3间双床", "12+3"), Some(vec![("king", 12), ("twin", 3)]));
        for (note, sum) in
            [("大床12双床4", "12+3"), ("大床12双床3", "15"), ("靠近地铁", "12+3"), ("大床1双床1", "+1+1")]
        {
            assert_eq!(noted(note, sum), None, "{note} {sum}");
        }
    }

    #[test]
    fn counts_stand_beside_their_types() {
        assert_eq!(beside("大床+双床", "12+3"), Some(vec![("king", 12), ("twin", 3)]));
        assert_eq!(beside("king/twin", "12间+3间"), Some(vec![("king", 12), ("twin", 3)]));
        for (types, counts) in [("大床", "12+3"), ("", "12+3"), ("大床+别墅", "12+3"), ("大床+双床", "15")] {
            assert_eq!(beside(types, counts), None, "{types} {counts}");
        }
    }
}
