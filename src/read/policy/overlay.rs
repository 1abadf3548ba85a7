//! Keys laid over a policy for a question of "what if". They are read by themselves first, so that what is wrong with them is
//! said where they were asked for.

use std::sync::Arc;

use toml::{Table, Value};

use super::set::{keep_places, lay};
use super::stay::STAY_KEYS;
use super::{ASK_KEYS, Policy, read};
use crate::diagnostic::{Diagnostic, Place};

/// Returns a key and its value as a line of TOML: a value that is none by itself is a text.
fn line(key: &str, value: &str) -> String {
    let plain = format!("{key} = {value}");
    let is_line = !plain.contains(['\n', '\r']) && plain.parse::<Table>().is_ok();
    if is_line { plain } else { format!("{key} = {}", Value::String(value.to_owned())) }
}

/// Returns the paths of what a key sets: its own, or that of each key of the table that is its value.
#[must_use]
pub fn paths(key: &str, value: &str) -> Vec<Vec<String>> {
    fn below(table: Table, above: &[String]) -> Vec<Vec<String>> {
        let each = table.into_iter().map(|(key, value)| {
            let path = [above, &[key]].concat();
            if let Value::Table(table) = value { below(table, &path) } else { vec![path] }
        });
        each.flatten().collect()
    }
    line(key, value).parse().map_or_else(|_| Vec::new(), |table| below(table, &[]))
}

/// A policy as text, with the keys that are laid over it.
#[derive(Debug)]
pub struct Overlay {
    own: Table,
    is_changed: bool,
}

impl Overlay {
    /// Takes a policy that was read before; none where it is no TOML, which was said.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Some(Self { own: text.parse().ok()?, is_changed: false })
    }

    /// Lays a key over it.
    ///
    /// # Errors
    /// Returns what is wrong with the key or its value.
    pub fn set(&mut self, (key, value): (&str, &str), place: &Place) -> Result<(), Vec<Diagnostic>> {
        let line = line(key, value);
        let (_, mut says) = read(&place.file, &line);
        if !says.is_empty() {
            for said in says.iter_mut().filter(|_| place.line.is_some()) {
                said.place = place.clone();
            }
            return Err(says);
        }
        let Ok(mut over) = line.parse::<Table>() else { return Ok(()) };
        if over.get("rules").is_some_and(Value::is_table)
            && let Some(Value::String(set)) = self.own.get("rules").cloned()
        {
            self.own.insert(
                "rules".to_owned(),
                Value::Table([("set".to_owned(), Value::String(set))].into_iter().collect()),
            );
        }
        if let (Some(Value::Array(known)), Some(Value::Array(more))) = (self.own.get("waiver"), over.get_mut("waiver"))
        {
            *more = known.iter().chain(more.iter()).cloned().collect();
        }
        lay(&mut self.own, over);
        self.is_changed = true;
        Ok(())
    }

    /// Takes what classes say of a key of `[rules]` away, where the classes have it filled in. A budget of `[rules]` is one of
    /// its own, and fills in none (R36).
    pub fn free(&mut self, path: &[&str]) {
        let ["rules", key, ..] = path else { return };
        if *key == "budget" || !STAY_KEYS.contains(key) && !ASK_KEYS.contains(key) {
            return;
        }
        let classes = self.own.get_mut("class").and_then(Value::as_table_mut);
        for class in classes.into_iter().flat_map(|classes| classes.iter_mut()) {
            if let Some(class) = class.1.as_table_mut() {
                class.remove(*key);
            }
        }
    }

    /// Returns the policy with the keys, its text, and what is wrong with it as a whole; none where no key was laid over it.
    #[must_use]
    pub fn finish(self, own: &Policy, file: &Arc<str>) -> Option<(Policy, String, Vec<Diagnostic>)> {
        if !self.is_changed {
            return None;
        }
        let text = self.own.to_string();
        let (mut policy, mut says) = read(file, &text);
        for said in &mut says {
            // Its lines are not those of the file.
            said.place = Place::whole(file);
        }
        keep_places(&mut policy, own, &mut Policy::default());
        Some((policy, text, says))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(own: &str, sets: &[(&str, &str)]) -> Result<Policy, Vec<&'static str>> {
        let codes = |says: Vec<Diagnostic>| says.iter().map(|said| said.code.id()).collect::<Vec<_>>();
        let (before, says) = read(&Arc::from("roomblock.toml"), own);
        assert_eq!(says, []);
        let mut overlay = Overlay::new(own).unwrap();
        for set in sets {
            overlay.set(*set, &Place::whole(&Arc::from("--set"))).map_err(codes)?;
        }
        let (policy, _, says) = overlay.finish(&before, &Arc::from("roomblock.toml")).unwrap();
        if says.is_empty() { Ok(policy) } else { Err(codes(says)) }
    }

    #[test]
    fn values_may_be_bare_words() {
        let policy =
            set("", &[("rules.split", "never"), ("solve.time_limit", "90s"), ("rules.hotels_max", "2")]).unwrap();
        assert_eq!(policy.rules.hotels_max, Some(2));
        assert_eq!(policy.limits.time_limit, Some(std::time::Duration::from_secs(90)));
        assert!(policy.rules.split.is_some());
    }

    #[test]
    fn other_keys_stay_as_they_are() {
        let own = "[rules]\nset = 'conference'\nspeed_kmh = 30\n[class.'a b']\nnights = 3\n";
        let policy = set(own, &[("rules.km_max", "8"), ("class.'a b'.chunk_min", "4")]).unwrap();
        assert_eq!(policy.whole.speed_kmh, Some(30.0));
        assert_eq!((policy.classes["a b"].nights, policy.classes["a b"].chunk_min), (Some(3), Some(4)));
        assert!(policy.rules.km_max.is_some() && policy.set.is_some());
        assert!(set("rules = 'conference'\n", &[("rules.km_max", "8")]).unwrap().set.is_some());
    }

    #[test]
    fn what_classes_have_filled_in_gives_way_but_not_what_is_their_own() {
        let own = "[class.a]\nsame_wing = false\nturnover_nights = 0\nbudget = 9\nbudget_strength = 'hard'\n";
        let mut overlay = Overlay::new(own).unwrap();
        for key in ["same_wing", "turnover_nights", "budget"] {
            overlay.free(&["rules", key]);
        }
        let keys: Vec<&String> = overlay.own["class"]["a"].as_table().unwrap().keys().collect();
        assert_eq!(keys, ["budget", "budget_strength"]);
    }

    #[test]
    fn a_table_sets_each_of_its_keys() {
        assert_eq!(paths("rules.tiers", "{ a = 1, 'b c' = 2 }"), [["rules", "tiers", "a"], ["rules", "tiers", "b c"]]);
        assert_eq!(paths("class.'a.b'.split", "never"), [["class", "a.b", "split"]]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(set("", &[("rules.km_mx", "8")]), Err(vec!["E112"]));
        assert_eq!(set("", &[("rules.km_max", "near")]), Err(vec!["E114"]));
        assert_eq!(set("", &[("rules km", "8")]), Err(vec!["E111"]));
    }
}
