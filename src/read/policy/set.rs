//! Sets of rules with a date: those that ship with the program, and how a case's own policy is laid over one.
//!
//! What the case says wins, table by table and key by key. Decides nothing clinical: sets are planning arithmetic.

use std::sync::Arc;

use toml::{Table, Value};

use super::Policy;
use super::section::{self, Page, Section};
use crate::diagnostic::{Diagnostic, Place};

/// The sets that ship with the program, by name: each a policy with a name and a date.
pub const SETS: [(&str, &str); 5] = [
    ("closed-loop", include_str!("sets/closed-loop.toml")),
    ("cn-2022-isolation", include_str!("sets/cn-2022-isolation.toml")),
    ("cn-2022-medical-team", include_str!("sets/cn-2022-medical-team.toml")),
    ("conference", include_str!("sets/conference.toml")),
    ("stranded-travellers", include_str!("sets/stranded-travellers.toml")),
];

/// What a set says of itself.
pub const HEAD_KEYS: [&str; 3] = ["name", "date", "about"];

/// A set that a policy names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its name, or the path of a file.
    pub name: String,
    /// Where it is named.
    pub place: Place,
}

/// Returns the text of a set that ships with the program.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    SETS.iter().find(|(known, _)| *known == name).map(|&(_, text)| text)
}

/// Reads `rules = "NAME"`.
pub fn of_policy(root: &Section<'_>, page: &mut Page<'_>) -> Option<Named> {
    root.table.get("rules").filter(|rules| rules.get_ref().is_str())?;
    named(root, page, "rules")
}

/// Reads the name of a set.
pub fn named(section: &Section<'_>, page: &mut Page<'_>, key: &str) -> Option<Named> {
    let name = section.parsed(page, key, section::text)?;
    Some(Named { name, place: section.place(page, key)? })
}

/// Lays a case's own policy over a set. Both were read before, with what is wrong in either said; with errors in either the
/// own one is all there is.
#[must_use]
pub fn laid_over(own: (&Policy, &str), set: (&Arc<str>, &str)) -> (Policy, Vec<Diagnostic>) {
    let (mut of_set, says) = super::read_set(set.0, set.1);
    let tables = own.1.parse::<Table>().ok().zip(set.1.parse::<Table>().ok());
    let Some((mut ours, mut theirs)) = tables.filter(|_| says.is_empty()) else { return (own.0.clone(), says) };
    let word = |key: &str| theirs.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (name, date) = (word("name"), word("date"));
    for key in HEAD_KEYS {
        theirs.remove(key);
    }
    if let Some(Value::Table(rules)) = ours.get_mut("rules") {
        rules.remove("set");
    } else {
        ours.remove("rules");
    }
    lay(&mut theirs, ours);
    let (mut policy, _) = super::read(&Arc::from("roomblock.toml"), &theirs.to_string());
    keep_places(&mut policy, own.0, &mut of_set);
    let label = if date.is_empty() { name } else { format!("{name} of {date}") };
    policy.case.rule_set = Some(if label.is_empty() { set.0.to_string() } else { label });
    (policy, Vec::new())
}

/// Puts the keys of one table over those of another.
pub(super) fn lay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

/// Gives what was merged the places where it stands. A class that only the set has stands nowhere in the case.
pub(super) fn keep_places(policy: &mut Policy, own: &Policy, set: &mut Policy) {
    for (name, rules) in &mut policy.classes {
        let ours = own.classes.get(name);
        rules.place = ours.and_then(|ours| ours.place.clone());
        rules.separate_from_place = ours.and_then(|ours| ours.separate_from_place.clone());
    }
    policy.rules.place = own.rules.place.clone().or_else(|| set.rules.place.take());
    policy.rules.separate_from_place.clone_from(&own.rules.separate_from_place);
    policy.waivers.clone_from(&own.waivers);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_that_ships_is_sound_and_says_its_name_and_date() {
        for (name, text) in SETS {
            let (policy, says) = super::super::read_set(&Arc::from(name), text);
            assert_eq!(says, [], "{name}");
            assert!(!policy.classes.is_empty(), "{name}");
            let table: Table = text.parse().unwrap();
            assert_eq!(table["name"].as_str(), Some(name));
            assert!(table["date"].as_str().is_some_and(|date| date.parse::<chrono::NaiveDate>().is_ok()), "{name}");
        }
    }

    #[test]
    fn what_the_case_says_wins_over_the_set() {
        let own = "[rules]\nset = 'cn-2022-medical-team'\nspeed_kmh = 30\n[class.medic]\nnights = 3\n[class.other]\nnights = 2\n";
        let (policy, says) = super::super::read(&Arc::from("roomblock.toml"), own);
        assert_eq!(says, []);
        let (merged, says) = laid_over((&policy, own), (&Arc::from("set"), text("cn-2022-medical-team").unwrap()));
        assert_eq!(says, []);
        let medic = &merged.classes["medic"];
        assert_eq!((medic.nights, medic.chunk_min, merged.classes["other"].nights), (Some(3), Some(10), Some(2)));
        assert_eq!((merged.whole.speed_kmh, medic.place.as_ref().and_then(|place| place.line)), (Some(30.0), Some(4)));
        assert_eq!(merged.case.rule_set.as_deref(), Some("cn-2022-medical-team of 2022-04-03"));
    }
}
