//! Chinese numerals to numbers. Knows no units and no words beside a numeral.

/// Returns the number of a Chinese numeral such as `十二`, `两百`, `一千零五` or `二〇`; none for any other text.
#[must_use]
pub fn number(text: &str) -> Option<u32> {
    if text.is_empty() || !text.chars().all(is_numeral) {
        return None;
    }
    if text.chars().all(|char| digit(char).is_some()) {
        return read_out(text);
    }
    let (tens_of_thousands, rest) = match text.split_once(['万', '萬']) {
        Some((left, rest)) => (below(Some(left).filter(|left| !left.is_empty())?, 1)?, rest),
        None => (0, text),
    };
    let rest = if rest.is_empty() { 0 } else { below(rest, if rest.len() < text.len() { 10_000 } else { 1 })? };
    tens_of_thousands.checked_mul(10_000)?.checked_add(rest)
}

/// Tells whether a character may be part of a numeral.
#[must_use]
pub fn is_numeral(char: char) -> bool {
    digit(char).is_some() || unit(char).is_some() || matches!(char, '万' | '萬')
}

/// Returns the number of digits read out one by one: `二〇`; a single digit too.
fn read_out(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |number, char| number.checked_mul(10)?.checked_add(digit(char)?))
}

/// Returns a number of thousands, hundreds, tens and ones in that order, which may follow a unit. A last digit right behind a
/// unit counts in the next lower one: `一百五` is 150, and `一百零五` is 105.
fn below(text: &str, mut scale: u32) -> Option<u32> {
    let (mut number, mut ones, mut least_unit) = (0_u32, None, 10_000);
    for char in text.chars() {
        if let Some(unit) = unit(char) {
            if unit >= least_unit {
                return None;
            }
            number += ones.take().unwrap_or(1) * unit;
            (least_unit, scale) = (unit, unit);
        } else {
            match digit(char)? {
                0 if ones.is_none() => scale = 1,
                digit if ones.is_none() => ones = Some(digit),
                _ => return None,
            }
        }
    }
    Some(number + ones.unwrap_or(0) * scale.div_euclid(10).max(1))
}

fn digit(char: char) -> Option<u32> {
    Some(match char {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '兩' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(char: char) -> Option<u32> {
    Some(match char {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_numbers() {
        let cases = [
            ("十二", 12),
            ("两百", 200),
            ("一百二十", 120),
            ("一百零五", 105),
            ("一千零五", 1005),
            ("一百五", 150),
            ("两千三", 2300),
            ("一万五", 15_000),
            ("一万零五百", 10_500),
            ("三百二十五", 325),
            ("二十", 20),
            ("十", 10),
            ("八", 8),
            ("二〇", 20),
            ("一万二千", 12_000),
            ("叁拾", 30),
            ("零", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["", "十百", "二三十", "间", "十二间", "万", "百千"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn long_numerals_do_not_overflow() {
        assert_eq!(number(&"九".repeat(40)), None);
        assert_eq!(number(&format!("{}万", "九".repeat(40))), None);
    }
}
