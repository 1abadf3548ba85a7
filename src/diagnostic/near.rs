//! Near names: what somebody may have meant. Suggests, never decides.

use std::collections::BTreeMap;

/// The least likeness (Jaro-Winkler) that is worth a suggestion.
const LIKENESS_MIN: f64 = 0.82;
/// The likeness of short names that differ in one character too many or too few.
const ONE_OFF: f64 = 0.9;
/// Comparisons after which no more suggestions are made: a whole table of wrong names must not take minutes.
const COMPARISONS_MAX: usize = 2_000_000;

/// Finds the nearest of some names, remembering what it was asked.
#[derive(Debug)]
pub struct Near<'a> {
    names: Vec<&'a str>,
    answers: BTreeMap<String, Option<&'a str>>,
    n_comparisons: usize,
}

impl<'a> Near<'a> {
    /// Takes the names that exist.
    #[must_use]
    pub fn new(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: names.into_iter().collect(), answers: BTreeMap::new(), n_comparisons: 0 }
    }

    /// Returns the existing name that is most like the given one, none where none is.
    pub fn find(&mut self, typed: &str) -> Option<&'a str> {
        if let Some(&answer) = self.answers.get(typed) {
            return answer;
        }
        if self.n_comparisons > COMPARISONS_MAX || typed.len() > 200 {
            return None;
        }
        self.n_comparisons += self.names.len();
        let answer = nearest(typed, &self.names);
        self.answers.insert(typed.to_owned(), answer);
        answer
    }

    /// Returns a remedy: the near name where there is one, else what to do instead.
    pub fn help(&mut self, typed: &str, otherwise: &str) -> String {
        self.find(typed).map_or_else(|| otherwise.to_owned(), |name| format!("did you mean `{name}`?"))
    }
}

/// Returns the name most like the typed one; of equals the first.
fn nearest<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let typed = typed.to_lowercase();
    let mut best = (LIKENESS_MIN, None);
    for &name in names {
        let likeness = likeness(&typed, &name.to_lowercase());
        if likeness > best.0 {
            best = (likeness, Some(name));
        }
    }
    best.1
}

/// Returns how much two names are alike, from 0 to 1. One character too many, too few or wrong counts for little, for
/// Jaro and Winkler are hard on short names.
fn likeness(a: &str, b: &str) -> f64 {
    let by_prefix = strsim::jaro_winkler(a, b);
    let is_short = a.len().max(b.len()) <= 12 && a.len().min(b.len()) >= 2 && a.len().abs_diff(b.len()) <= 4;
    let is_one_off = is_short && a.len() != b.len() && strsim::levenshtein(a, b) == 1;
    if is_one_off { by_prefix.max(ONE_OFF) } else { by_prefix }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_found() {
        let mut near = Near::new(["rooms_total", "rooms", "hotel"]);
        assert_eq!(near.find("rooms_totl"), Some("rooms_total"));
        assert_eq!(near.find("HOTLE"), Some("hotel"));
        assert_eq!(Near::new(["G2", "G1"]).find("G01"), Some("G1"));
    }

    #[test]
    fn something_else_is_not_found() {
        assert_eq!(Near::new(["rooms", "hotel"]).find("weather"), None);
    }
}
