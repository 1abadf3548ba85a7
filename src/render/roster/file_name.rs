//! File names made of hotel ids: readable, safe on every file system, and never the same for two hotels.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// The longest name, in bytes; file systems allow 255, and an ending follows.
const LONGEST: usize = 120;

/// Returns a file name without its ending for each id, in their order.
///
/// Letters, digits, `-`, `_` and inner `.` are kept, every other character is written as `%` and its bytes in hex. Names
/// that are too long, that a system keeps for itself, or that would be the same on a file system that ignores case, carry a
/// part of the id's digest.
pub fn file_names<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken = BTreeSet::new();
    ids.map(|id| {
        let mut name = escaped(id);
        if name.len() > LONGEST || is_reserved(&name) || !taken.insert(folded(&name)) {
            let start: String = name
                .chars()
                .scan(0, |length, c| {
                    *length += c.len_utf8();
                    (*length <= LONGEST - 20).then_some(c)
                })
                .collect();
            name = format!("{start}~{}", digest(id));
            taken.insert(folded(&name));
        }
        name
    })
    .collect()
}

fn escaped(id: &str) -> String {
    let mut name = String::new();
    for (at, letter) in id.char_indices() {
        if letter.is_alphanumeric()
            || matches!(letter, '-' | '_') && at > 0
            || letter == '.' && at > 0 && at + 1 < id.len()
        {
            name.push(letter);
        } else {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                write!(name, "%{byte:02X}").expect("a String takes any text");
            }
        }
    }
    name
}

/// Returns what a file system that ignores case and composition sees.
fn folded(name: &str) -> String {
    name.nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

/// Tells whether Windows keeps a name for a device, or it is empty.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_uppercase();
    let numbered = |device: &str| stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest != "0");
    name.is_empty() || ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

fn digest(id: &str) -> String {
    Sha256::digest(id.as_bytes()).iter().take(6).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a String takes any text");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(ids: &[&str]) -> Vec<String> {
        file_names(ids.iter().copied())
    }

    #[test]
    fn ordinary_ids_are_their_own_names() {
        assert_eq!(names(&["H0042", "锦江饭店", "a-b_c.d"]), ["H0042", "锦江饭店", "a-b_c.d"]);
    }

    #[test]
    fn odd_characters_are_escaped() {
        assert_eq!(names(&["../etc", "a/b", "-x", ".", "a b"]), ["%2E.%2Fetc", "a%2Fb", "%2Dx", "%2E", "a%20b"]);
    }

    #[test]
    fn no_two_hotels_share_a_file() {
        let long = "x".repeat(300);
        let longer = "x".repeat(301);
        let names = names(&["h1", "H1", "CON", "com1", "", &long, &longer, "é", "e\u{301}"]);
        let folded: BTreeSet<String> = names.iter().map(|name| folded(name)).collect();
        assert_eq!(folded.len(), names.len());
        assert!(names.iter().all(|name| name.len() <= LONGEST && !is_reserved(name)), "{names:?}");
    }
}
