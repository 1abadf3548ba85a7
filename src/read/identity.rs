//! Numbers of identity cards that a spreadsheet has cut to fifteen digits. They are looked at for that alone, kept nowhere
//! and never used as a name.

/// The weights of the first seventeen digits (GB 11643-1999).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check digits by the weighted sum of the others, modulo 11.
const CHECKS: [u8; 11] = *b"10X98765432";

/// Tells whether a number of eighteen digits was stored as one of fifteen: it ends in zeros and its check digit is wrong,
/// or it is in scientific notation.
#[must_use]
pub fn is_cut(text: &str) -> bool {
    let is_rounded = text.split_once(['e', 'E']).is_some_and(|(mantissa, exponent)| {
        mantissa.parse::<f64>().is_ok() && exponent.strip_prefix('+').is_some_and(|power| power.parse::<u8>().is_ok())
    });
    is_rounded || (text.len() == 18 && text.ends_with("000") && !has_check_digit(text))
}

/// Tells whether the last digit agrees with the others.
fn has_check_digit(text: &str) -> bool {
    let digits = text.bytes().take(17).map(|byte| char::from(byte).to_digit(10));
    let sum = digits.zip(WEIGHTS).try_fold(0, |sum, (digit, weight)| Some(sum + digit? * weight));
    let check = sum.and_then(|sum| CHECKS.get(usize::try_from(sum.rem_euclid(11)).ok()?));
    check == text.as_bytes().last().map(u8::to_ascii_uppercase).as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_check_digit_after_zeros_means_cut() {
        assert!(has_check_digit("11010519491231002X"));
        assert!(is_cut("110105194912310000"));
        assert!(is_cut("1.10105E+17"));
        for whole in ["11010519491231002X", "110105491231002", "", "G12345678", "E12345678"] {
            assert!(!is_cut(whole), "{whole}");
        }
    }
}
