//! Which soft rules are broken, what waivers let through, and why people move.

use super::Spoken;
use super::phrase::Phrases;
use crate::render::breach_table::waiver_lines;
use crate::render::number::shown;
use crate::render::record::{Breach, Known, Moved, WaivedLevel, Waiver};

impl Spoken {
    /// Returns what is so where a soft rule is broken.
    #[must_use]
    pub fn breach(self, breach: &Breach) -> String {
        let Some(phrases) = self.phrases else { return breach.message.clone() };
        let values = [
            ("title", phrases.title(&breach.rule)),
            ("amount", shown(&breach.amount)),
            ("unit", phrases.unit(&breach.rule)),
        ];
        phrases.say("breach", "said", &values)
    }

    /// Returns what a breach is counted in.
    #[must_use]
    pub fn unit(self, breach: &Breach) -> String {
        self.phrases.map_or_else(|| breach.unit.clone(), |phrases| phrases.unit(&breach.rule))
    }

    /// Returns what waivers let through, a line each.
    #[must_use]
    pub fn waivers(self, waivers: &[Waiver]) -> Vec<String> {
        let Some(phrases) = self.phrases else { return waiver_lines(waivers) };
        waivers.iter().map(|one| waiver(phrases, one)).collect()
    }

    /// Returns why guests are not where they were.
    #[must_use]
    pub fn moved(self, moved: &Moved) -> String {
        self.phrases.map_or_else(|| moved.why.clone(), |phrases| why(phrases, moved))
    }
}

fn why(phrases: &Phrases, moved: &Moved) -> String {
    let mut values: Vec<(&str, String)> =
        moved.values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    for (name, value) in &mut values {
        match *name {
            "rule" => *value = phrases.title(value),
            "level" => *value = phrases.level(value),
            _ => {}
        }
    }
    values.push(("from", moved.from.clone()));
    // Plans of earlier versions have no values: what can be said without them.
    let known = format!("{}_by", moved.code.as_str());
    let has_values = values.len() > 1 && phrases.has("move", &known);
    phrases.say("move", if has_values { &known } else { moved.code.as_str() }, &values)
}

fn waiver(phrases: &Phrases, waiver: &Waiver) -> String {
    let whom = [&waiver.group, &waiver.hotel].into_iter().flatten().cloned().collect::<Vec<_>>().join(" / ");
    let allowed = match waiver.allowed.len() {
        0 => phrases.say("breach", "nothing", &[]),
        count => phrases.say("breach", "allowed", &[("count", count.to_string())]),
    };
    let values = [
        ("rule", waiver.rule.clone()),
        ("title", phrases.name(&waiver.rule)),
        ("whom", whom),
        ("by", waiver.by.clone()),
        ("at", waiver.at.clone()),
        ("reason", waiver.reason.clone()),
        ("allowed", allowed),
        ("cost", cost(phrases, waiver)),
    ];
    phrases.say("breach", "waiver", &values)
}

/// Says what the best plan without a waiver is like.
fn cost(phrases: &Phrases, waiver: &Waiver) -> String {
    let say = |name: &str| phrases.say("breach", name, &[]);
    let found = match waiver.known {
        Known::NoPlan => return say("no_plan"),
        Known::Unknown => return say("unknown"),
        Known::Proven => String::new(),
        Known::Found => say("found"),
    };
    if waiver.levels.is_empty() {
        return say("not_worse") + &found;
    }
    let level = |level: &WaivedLevel| {
        let values =
            [("name", phrases.level(&level.name)), ("without", level.without.clone()), ("with", level.with.clone())];
        phrases.say("breach", "level", &values)
    };
    let levels: Vec<String> = waiver.levels.iter().map(level).collect();
    phrases.say("breach", "worse", &[("levels", levels.join("；"))]) + &found
}
