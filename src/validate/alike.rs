//! Hotels whose names are easily taken for one another, and hotels that share a telephone. Merges none: whether two names
//! are one hotel is for a person to say.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::ledger::Ledger;
use crate::diagnostic::{Code, Place};
use crate::domain::Hotel;
use crate::read::Tables;

/// Digits of a telephone number that is believed to be one.
const PHONE_DIGITS: usize = 7;

/// Two hotels that may be one, or may be taken for one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// One hotel, as the tables name it.
    pub a: String,
    /// The other.
    pub b: String,
    /// What is alike.
    pub reason: &'static str,
}

/// Finds hotels with names alike, and says so once for each bunch of them.
pub fn look_alikes(hotels: &[Hotel], tables: &Tables, ledger: &mut Ledger) -> Vec<LookAlike> {
    let mut bunches: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, hotel) in hotels.iter().enumerate() {
        let words = words(&hotel.name);
        if !words.is_empty() {
            bunches.entry(words).or_default().push(at);
        }
    }
    let mut alike: Vec<(Vec<usize>, &'static str)> = Vec::new();
    let mut before: Option<(&Vec<String>, &Vec<usize>)> = None;
    for (words, members) in &bunches {
        if members.len() > 1 {
            alike.push((members.clone(), "alike but for what stands in brackets, or for nothing"));
        }
        match before {
            Some((shorter, of_shorter)) if shorter.len() > 1 && words.starts_with(shorter) => {
                alike.push(([&of_shorter[..1], members].concat(), "one name goes on where the other ends"));
            }
            _ => before = Some((words, members)),
        }
    }
    for (members, _) in &mut alike {
        members.sort_unstable();
    }
    let seconds = alike.iter().filter_map(|(members, _)| members.get(1)).map(|&at| hotels[at].id.as_str());
    let places = places(tables, &seconds.collect());
    let nowhere = Place::default();
    let mut pairs = Vec::new();
    for (members, reason) in alike {
        let [first, second, rest @ ..] = members.as_slice() else { continue };
        let (a, b) = (&hotels[*first], &hotels[*second]);
        let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        let message = format!("`{}` is easily taken for `{}`{more}: {reason}", b.name, a.name);
        let place = places.get(b.id.as_str()).copied().unwrap_or(&nowhere);
        let help = "see whether they are one hotel; if they are, give them one name";
        ledger.say(Code::LookAlike, place, "hotel", message, help);
        let pair = |&other: &usize| LookAlike { a: a.id.to_string(), b: hotels[other].id.to_string(), reason };
        pairs.extend(members[1..].iter().map(pair));
    }
    say_shared_phones(hotels, ledger);
    pairs
}

/// Says how many telephones are those of several hotels: a chain's desk is nothing bad.
fn say_shared_phones(hotels: &[Hotel], ledger: &mut Ledger) {
    let mut by_phone: BTreeMap<String, usize> = BTreeMap::new();
    for hotel in hotels {
        let digits: String = hotel.phone.nfkc().filter(char::is_ascii_digit).collect();
        if digits.len() >= PHONE_DIGITS {
            *by_phone.entry(digits).or_default() += 1;
        }
    }
    let shared: Vec<usize> = by_phone.into_values().filter(|&count| count > 1).collect();
    if !shared.is_empty() {
        let (phones, of) = (super::plural(shared.len(), "telephone"), shared.iter().sum::<usize>());
        ledger.assumed.push(format!("{phones} of {of} hotels together: taken as desks of chains"));
    }
}

/// Returns the words of a name in lower case and plain width, without what stands in brackets.
fn words(name: &str) -> Vec<String> {
    let (mut words, mut word, mut depth) = (Vec::new(), String::new(), 0_u32);
    for letter in name.nfkc().flat_map(char::to_lowercase) {
        match letter {
            '(' | '[' | '{' | '【' | '〔' => depth += 1,
            ')' | ']' | '}' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 => continue,
            letter if letter.is_alphanumeric() => {
                word.push(letter);
                continue;
            }
            _ => {}
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}

/// Returns where each of some hotels is first named.
fn places<'a>(tables: &'a Tables, wanted: &BTreeSet<&str>) -> BTreeMap<&'a str, &'a Place> {
    let of_hotels = tables.hotels.rows.iter().map(|row| (row.hotel.as_str(), &row.place));
    let of_polls = tables.availability.rows.iter().map(|row| (row.hotel.as_str(), &row.place));
    let mut places = BTreeMap::new();
    for (hotel, place) in of_hotels.chain(of_polls).filter(|(hotel, _)| wanted.contains(hotel)) {
        places.entry(hotel).or_insert(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_width_and_case_do_not_make_a_name() {
        assert_eq!(words("汉庭酒店（火车站店）"), ["汉庭酒店"]);
        assert_eq!(words("Holiday Inn  Ｅxpress [North]"), ["holiday", "inn", "express"]);
        assert_eq!(words("(old) "), Vec::<String>::new());
    }
}
