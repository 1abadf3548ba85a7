//! Whether bytes look like names in an encoding: most of the characters beyond ASCII are common ones. Decides nothing.

use encoding_rs::{BIG5, GB18030};

use super::Encoding;

/// The share of characters that must be common, in hundredths.
const COMMON_MIN: usize = 80;

/// What a character beyond ASCII tells.
enum Sign {
    Common,
    Rare,
    /// Nothing: punctuation.
    None,
}

/// Tells whether most of the characters beyond ASCII are common in an encoding.
pub fn is_like(encoding: Encoding, bytes: &[u8]) -> bool {
    let (mut n_common, mut n_rare, mut at) = (0_usize, 0_usize, 0);
    while at < bytes.len() {
        if bytes[at].is_ascii() {
            at += 1;
            continue;
        }
        let (sign, length) = if encoding.0 == GB18030 {
            chinese(bytes, at, 0xB0..=0xD7, |trail| trail >= 0xA1)
        } else if encoding.0 == BIG5 {
            chinese(bytes, at, 0xA4..=0xC6, |_| true)
        } else {
            (western(bytes, at), 1)
        };
        at += length;
        match sign {
            Sign::Common => n_common += 1,
            Sign::Rare => n_rare += 1,
            Sign::None => {}
        }
    }
    n_common > 0 && n_common * 100 >= (n_common + n_rare) * COMMON_MIN
}

/// Looks at a Chinese character: the national standards put the common ones first, after the punctuation of rows A1 to A3.
fn chinese(bytes: &[u8], at: usize, common: std::ops::RangeInclusive<u8>, trails: fn(u8) -> bool) -> (Sign, usize) {
    let trail = bytes.get(at + 1).copied().unwrap_or(0);
    match bytes[at] {
        _ if trail.is_ascii_digit() => (Sign::Rare, 4),
        0xA1..=0xA3 => (Sign::None, 2),
        lead if common.contains(&lead) && trails(trail) => (Sign::Common, 2),
        _ => (Sign::Rare, 2),
    }
}

/// Looks at a western character: letters with accents stand alone among plain ones and typographic marks.
fn western(bytes: &[u8], at: usize) -> Sign {
    let is_letter = |byte: u8| matches!(byte, 0x8A | 0x8C | 0x8E | 0x9A | 0x9C | 0x9E | 0x9F | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFF);
    let is_beside = |at: usize| bytes.get(at).is_some_and(|&byte| byte >= 0xA0 || is_letter(byte));
    let is_alone = !is_beside(at + 1) && (at == 0 || !is_beside(at - 1));
    match bytes[at] {
        letter if is_letter(letter) && is_alone => Sign::Common,
        mark if !is_letter(mark) && is_alone => Sign::None,
        _ => Sign::Rare,
    }
}
