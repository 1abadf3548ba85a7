//! Reasons, remedies, calls, broken rules and moves in the language of the reader.
//!
//! `plan.json` states them as values, with an English sentence beside. English is that sentence; Chinese is made of the values,
//! with words from a file. Nothing is translated back from a sentence; where a plan of an earlier version has the sentence
//! alone, that is shown.

mod exception;
mod phrase;
mod remark;
mod remedy;

use super::number::grouped;
use super::record::{Holder, Unmet};
use super::words::Lang;
use crate::explain::{Funnel, Lost, ReasonCode, Step};
use phrase::Phrases;

/// Holders who are named; the others are counted.
const NAMED: usize = 3;

/// The voice of a page.
#[derive(Debug, Clone, Copy)]
pub struct Spoken {
    /// The words of a language other than that of `plan.json`.
    phrases: Option<&'static Phrases>,
}

impl Spoken {
    /// Returns the voice of a language.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        Self {
            phrases: match lang {
                Lang::En => None,
                Lang::Zh => Some(Phrases::zh()),
            },
        }
    }

    /// Returns why a group is not placed.
    #[must_use]
    pub fn reason(self, entry: &Unmet) -> String {
        let Some(phrases) = self.phrases else { return entry.reason.clone() };
        let numbers = [("of", grouped(entry.of)), ("alone", grouped(entry.alone))];
        let mut said = match entry.reason_code {
            ReasonCode::Stranded => stranded(phrases, entry),
            ReasonCode::Crowded => crowded(phrases, entry),
            ReasonCode::Conflict => {
                let rules: Vec<String> = entry.rules.iter().map(|rule| phrases.title(rule)).collect();
                let rules = [("rules", rules.join("、"))];
                phrases.say("reason", "conflict", &[&numbers[..], &rules].concat())
            }
            ReasonCode::Never => match entry.funnel.dead_end() {
                Some(step) => {
                    let end = [("left", phrases.left(step)), ("rule", step.rule.clone())];
                    phrases.say("reason", "filtered_out", &end)
                }
                None => phrases.say("reason", "too_few", &numbers),
            },
        };
        let caveats = [
            (entry.others_not_counted, "others_not_counted"),
            (!entry.rules_proven, "rules_not_least"),
            (!entry.alone_proven, "not_proven"),
        ];
        for (_, caveat) in caveats.iter().filter(|(is_so, _)| *is_so) {
            said.extend(["（", &phrases.say("reason", caveat, &[]), "）"]);
        }
        said
    }

    /// Returns what the hotels that a filter leaves have in common.
    #[must_use]
    pub fn left(self, step: &Step) -> String {
        self.phrases.map_or_else(|| step.left.clone(), |phrases| phrases.left(step))
    }

    /// Returns where the hotels of a group went.
    #[must_use]
    pub fn funnel(self, funnel: &Funnel) -> String {
        let Some(phrases) = self.phrases else { return funnel.to_string() };
        let hotels = [("hotels", grouped(funnel.hotels as u64))];
        if funnel.losses().next().is_none() {
            return phrases.say("funnel", "none_lost", &hotels);
        }
        let mut said = phrases.say("funnel", "all", &hotels);
        for (step, _) in funnel.losses() {
            said.extend([" → ", &step.hotels.to_string(), " ", &phrases.left(step)]);
            if step.hotels == 0 {
                break;
            }
        }
        said
    }
}

/// Says why a group is not moved, and what became of its rooms.
fn stranded(phrases: &Phrases, entry: &Unmet) -> String {
    let Some(known) = &entry.stranded else { return phrases.say("reason", "stranded", &[]) };
    let place = |lost: &Lost| {
        let rule = lost.rule.as_deref().map(|rule| phrases.title(rule)).unwrap_or_default();
        let name = match (lost.is_known, rule.is_empty()) {
            (false, _) => "lost_hotel",
            (_, false) => "lost_by_rule",
            _ => "lost_rooms",
        };
        phrases.say("reason", name, &[("guests", grouped(lost.guests)), ("hotel", lost.hotel.clone()), ("rule", rule)])
    };
    let places: Vec<String> = known.places.iter().map(place).collect();
    phrases.say("reason", &format!("kept_{}", known.kept), &[("places", places.join("；"))])
}

/// Says who holds the rooms that a group would need.
fn crowded(phrases: &Phrases, entry: &Unmet) -> String {
    if entry.holders.is_empty() {
        return phrases.say("reason", "crowded_by_others", &[]);
    }
    let (bars, holds): (Vec<&Holder>, Vec<&Holder>) =
        entry.holders.iter().take(NAMED).partition(|one| !one.rules.is_empty());
    let mut holders: Vec<String> = holds.iter().map(|one| holder(phrases, one)).collect();
    if entry.holders.len() > NAMED {
        let count = [("count", (entry.holders.len() - NAMED).to_string())];
        holders.push(phrases.say("reason", "more_holders", &count));
    }
    let held = (!holders.is_empty()).then(|| phrases.say("reason", "holds", &[("holders", holders.join("、"))]));
    let barred = bars.iter().map(|one| barred(phrases, one));
    let causes: Vec<String> = held.into_iter().chain(barred).collect();
    let mut said = phrases.say("reason", "held", &[("causes", causes.join("；"))]);
    if let Some(worse) = &entry.outranked {
        let more = [("more", worse.more.clone()), ("level", phrases.level(&worse.level))];
        let outranked = match worse.level.strip_prefix("unmet.") {
            Some("0") => phrases.say("reason", "outranked_stranded", &more),
            Some(tier) => {
                phrases.say("reason", "outranked_guests", &[&more[..], &[("tier", tier.to_owned())]].concat())
            }
            None => phrases.say("reason", "outranked", &more),
        };
        said.push('；');
        said.push_str(&outranked);
    }
    said
}

/// Names a group that keeps another out by rules, and the rules.
fn barred(phrases: &Phrases, one: &Holder) -> String {
    let rules: Vec<String> = one.rules.iter().map(|rule| phrases.title(rule)).collect();
    phrases.say("reason", "bars", &[("holder", holder(phrases, one)), ("rules", rules.join("、"))])
}

fn holder(phrases: &Phrases, holder: &Holder) -> String {
    let values = [
        ("group", holder.group.clone()),
        ("guests", grouped(holder.guests)),
        ("hotels", holder.hotels.join("、")),
        ("arrive", holder.arrive.clone()),
        ("depart", holder.depart.clone()),
    ];
    phrases.say("reason", if holder.arrive.is_empty() { "holder" } else { "holder_dated" }, &values)
}
