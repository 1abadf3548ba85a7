//! Classes: the cohorts that groups belong to, with the rules of the policy filled in (R9, R10).

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use crate::diagnostic::{Code, Near};
use crate::domain::{Class, SeparateFrom};
use crate::read::policy::{Policy, StayRules};

/// Returns the classes of some groups, sorted by name.
pub fn classes(policy: &Policy, in_manifest: &BTreeSet<&str>, is_whole: bool, ledger: &mut Ledger) -> Vec<Class> {
    let known: BTreeSet<&str> = policy.classes.keys().map(String::as_str).chain(in_manifest.iter().copied()).collect();
    let mut near = Near::new(known.iter().copied().filter(|name| !name.is_empty()));
    let named = policy.classes.values().chain([&policy.rules]);
    for rules in named.filter(|_| is_whole) {
        say_unknown(rules, &known, &mut near, ledger);
    }
    if is_whole {
        say_unused(&policy.classes, in_manifest, ledger);
    }
    let class = |&name: &&str| class(policy, name, in_manifest);
    in_manifest.iter().map(class).collect()
}

/// Returns a class, whose own rules come before those of `[rules]`; tags of both are united.
fn class(policy: &Policy, name: &str, in_manifest: &BTreeSet<&str>) -> Class {
    let empty = StayRules::default();
    let own = policy.classes.get(name).unwrap_or(&empty);
    let united = |own: &BTreeSet<String>, all: &BTreeSet<String>| own.union(all).cloned().collect();
    let separate_from = match own.separate_from.as_ref().or(policy.rules.separate_from.as_ref()) {
        Some(SeparateFrom::Classes(classes)) => {
            let others = classes.iter().filter(|other| *other != name && in_manifest.contains(other.as_str()));
            SeparateFrom::Classes(others.cloned().collect())
        }
        Some(other) => other.clone(),
        None => SeparateFrom::Nobody,
    };
    Class {
        name: name.to_owned(),
        requires: united(&own.requires, &policy.rules.requires),
        forbids: united(&own.forbids, &policy.rules.forbids),
        separate_from,
        separate_level: own.separate_level.or(policy.rules.separate_level).unwrap_or_default(),
        exclusive: own.asks.exclusive.or(policy.rules.asks.exclusive).flatten(),
        cohort_window: own.asks.cohort_window.or(policy.rules.asks.cohort_window).filter(|&hours| hours > 0),
        same_wing: own.asks.same_wing.or(policy.rules.asks.same_wing).unwrap_or(false),
        types_max: policy
            .rules
            .asks
            .types_max
            .iter()
            .chain(&own.asks.types_max)
            .map(|(of, &most)| (of.clone(), most))
            .collect(),
    }
}

/// Says which classes somebody is kept apart from that nobody has.
fn say_unknown(rules: &StayRules, known: &BTreeSet<&str>, near: &mut Near<'_>, ledger: &mut Ledger) {
    let (Some(SeparateFrom::Classes(classes)), Some(place)) = (&rules.separate_from, &rules.separate_from_place) else {
        return;
    };
    for class in classes.iter().filter(|class| !known.contains(class.as_str())) {
        let help = near.help(class, "correct its name, or remove it");
        ledger.say(Code::UnknownClass, place, "", format!("no group has the class `{class}`"), help);
    }
}

/// Says which classes have rules and no groups.
fn say_unused(classes: &BTreeMap<String, StayRules>, in_manifest: &BTreeSet<&str>, ledger: &mut Ledger) {
    let mut near = Near::new(in_manifest.iter().copied().filter(|name| !name.is_empty()));
    for (name, rules) in classes.iter().filter(|(name, _)| !in_manifest.contains(name.as_str())) {
        // A class that only a set of rules has may well have no group.
        let Some(place) = &rules.place else { continue };
        let help = near.help(name, "correct its name, or leave it for a later manifest");
        ledger.say(Code::UnusedClass, place, "", format!("no group has the class `{name}`"), help);
    }
}
