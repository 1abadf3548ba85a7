//! Hotels whose names are easily taken for one another, and hotels that share a telephone. Merges none: whether two names
//! are one hotel is for a person to say, in `look_alikes.csv`.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use super::ledger::Ledger;
use crate::diagnostic::{Code, Place};
use crate::domain::remark::{About, Remark};
use crate::read::Tables;

/// Digits of a telephone number that is believed to be one.
const PHONE_DIGITS: usize = 7;

/// Two hotels that may be one, or may be taken for one another, and of which nobody has said which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// One hotel, as the tables name it.
    pub a: String,
    /// The other.
    pub b: String,
    /// What is alike.
    pub reason: &'static str,
}

/// A hotel: its name in tables, its name for people, its telephone.
pub type Known<'a> = (&'a str, &'a str, &'a str);

/// Finds hotels with names alike of which nobody has said what they are, and says so once for each bunch of them.
pub fn look_alikes(hotels: &[Known<'_>], tables: &Tables, ledger: &mut Ledger) -> Vec<LookAlike> {
    let judged = judged(tables);
    let bunches = bunches(hotels);
    let open: Vec<(Vec<(usize, usize)>, &str)> = bunches
        .into_iter()
        .map(|(members, reason)| (open_pairs(hotels, &members, &judged), reason))
        .filter(|(pairs, _)| !pairs.is_empty())
        .collect();
    let places = places(tables, &open.iter().map(|(pairs, _)| hotels[pairs[0].1].0).collect());
    let nowhere = Place::default();
    let mut proposals: Vec<LookAlike> = Vec::new();
    let mut proposed: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (pairs, reason) in open {
        let (a, b) = (hotels[pairs[0].0], hotels[pairs[0].1]);
        let more = if pairs.len() == 1 { String::new() } else { format!(" and {} more", pairs.len() - 1) };
        let message = format!("`{}` is easily taken for `{}`{more}: {reason}", b.1, a.1);
        let place = places.get(b.0).copied().unwrap_or(&nowhere);
        let help = "see whether they are one hotel, and say so in `look_alikes.csv`: `same` or `different`";
        ledger.say(Code::LookAlike, place, "hotel", message, help);
        for pair in pairs.into_iter().filter(|&pair| proposed.insert(pair)) {
            let (a, b) = (hotels[pair.0].0.to_owned(), hotels[pair.1].0.to_owned());
            proposals.push(LookAlike { a, b, reason });
        }
    }
    say_shared_phones(hotels, ledger);
    proposals
}

/// Returns the pairs of which a person has said what they are, both ways round.
fn judged(tables: &Tables) -> BTreeSet<(&str, &str)> {
    let rows = tables.look_alikes.rows.iter().filter(|row| row.verdict.is_some());
    rows.flat_map(|row| [(row.a.as_str(), row.b.as_str()), (row.b.as_str(), row.a.as_str())]).collect()
}

/// Returns bunches of hotels with names alike, by their positions, and what is alike.
fn bunches(hotels: &[Known<'_>]) -> Vec<(Vec<usize>, &'static str)> {
    let mut by_words: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (at, (_, name, _)) in hotels.iter().enumerate() {
        let words = words(name);
        if !words.is_empty() {
            by_words.entry(words).or_default().push(at);
        }
    }
    let mut bunches: Vec<(Vec<usize>, &'static str)> = Vec::new();
    let mut before: Option<(&Vec<String>, &Vec<usize>)> = None;
    for (words, members) in &by_words {
        if members.len() > 1 {
            bunches.push((members.clone(), "alike but for what stands in brackets, or for nothing"));
        }
        match before {
            Some((shorter, of_shorter)) if shorter.len() > 1 && words.starts_with(shorter) => {
                bunches.push(([&of_shorter[..1], members].concat(), "one name goes on where the other ends"));
            }
            _ => before = Some((words, members)),
        }
    }
    for (members, _) in &mut bunches {
        members.sort_unstable();
    }
    bunches
}

/// Returns, for each member of a bunch but the first, a pair with the first of those before it that it was not compared with.
fn open_pairs(hotels: &[Known<'_>], members: &[usize], judged: &BTreeSet<(&str, &str)>) -> Vec<(usize, usize)> {
    let is_open = |&(a, b): &(usize, usize)| !judged.contains(&(hotels[a].0, hotels[b].0));
    let pair = |(at, &b): (usize, &usize)| members[..at].iter().map(|&a| (a, b)).find(is_open);
    members.iter().enumerate().filter_map(pair).collect()
}

/// Says how many telephones are those of several hotels: a chain's desk is nothing bad.
fn say_shared_phones(hotels: &[Known<'_>], ledger: &mut Ledger) {
    let mut by_phone: BTreeMap<String, usize> = BTreeMap::new();
    for (_, _, phone) in hotels {
        let digits: String = phone.nfkc().filter(char::is_ascii_digit).collect();
        if digits.len() >= PHONE_DIGITS {
            *by_phone.entry(digits).or_default() += 1;
        }
    }
    let shared: Vec<usize> = by_phone.into_values().filter(|&count| count > 1).collect();
    if !shared.is_empty() {
        let hotels = shared.iter().sum::<usize>();
        ledger.assumed.push(Remark::new(About::SharedPhones, &[("n", &shared.len()), ("hotels", &hotels)]));
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
    let of_polls = tables.availability.rows.iter().map(|row| (&*row.hotel, &row.place));
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
