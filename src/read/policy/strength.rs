//! `[strength]` and `[[waiver]]`: how strongly rules hold, and for whom they do not. Names of groups and hotels are not
//! resolved here.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use toml::de::DeValue;

use super::section::{self, Page, Section, clock_text, decimal, text};
use crate::diagnostic::{Code, Near, Place};
use crate::domain::rule::WaivedFor;
use crate::domain::{Rule, Strength, Weight};
use crate::read::cell::{self, Flaw};
use crate::read::tables::Moment;

/// The keys of a waiver.
pub const WAIVER_KEYS: [&str; 6] = ["rule", "group", "hotel", "by", "at", "reason"];

/// A `[[waiver]]`: a rule that does not hold for a group, in a hotel, or for a group in a hotel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverRow {
    /// The rule.
    pub rule: Rule,
    /// The group, if it names one.
    pub group: Option<String>,
    /// The hotel, if it names one.
    pub hotel: Option<String>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: NaiveDateTime,
    /// Why.
    pub reason: String,
    /// Where it stands.
    pub place: Place,
}

/// Reads `[strength]`: by the name of a rule or its number, `"hard"`, `"off"`, or a price for each unit of a breach.
pub fn strengths(section: &Section<'_>, page: &mut Page<'_>) -> BTreeMap<Rule, Strength> {
    let mut strengths = BTreeMap::new();
    for (key, value) in section.table {
        let name: &str = key.get_ref();
        let rule = match built_rule(name) {
            Ok(rule) => rule,
            Err(flaw) => {
                page.flaw(&key.span(), flaw);
                continue;
            }
        };
        let Some(strength) = section::read(page, name, value, |value| strength(rule, value)) else { continue };
        if strengths.insert(rule, strength).is_some() {
            let message = format!("`{name}`: the strength of {rule} stands there twice");
            page.flaw(&key.span(), Flaw::new(Code::KeyValue, message, "keep its name or its number"));
        }
    }
    strengths
}

/// Returns the rule of a name or number, with a flaw where there is none or where it does not work yet.
fn built_rule(name: &str) -> Result<Rule, Flaw> {
    let Some(rule) = Rule::named(name) else {
        let help = Near::new(Rule::ALL.iter().map(|rule| rule.name())).help(name, "write its name or number, `R24`");
        return Err(Flaw::new(Code::KeyUnknown, format!("there is no rule `{name}`"), help));
    };
    if rule.entry().is_built {
        return Ok(rule);
    }
    Err(Flaw::new(Code::KeyNotBuilt, format!("the rule of `{name}` is not built yet"), "remove the key"))
}

/// Parses the strength of a rule: one that the catalogue allows it.
fn strength(rule: Rule, value: &DeValue<'_>) -> Result<Strength, Flaw> {
    let strength = if value.is_str() {
        cell::word(&text(value)?, &[("hard", Strength::Hard), ("off", Strength::Off)])?
    } else {
        Strength::Soft(Weight(decimal(value, 9)?))
    };
    let may_be = rule.entry().may_be;
    if may_be.allows(strength) {
        return Ok(strength);
    }
    let message = format!("{} may only be {}: {}", rule, may_be.words(), may_be.reason());
    Err(Flaw::new(Code::KeyValue, message, "remove the key, or write what it may be"))
}

/// Reads all `[[waiver]]`.
pub fn waivers(root: &Section<'_>, page: &mut Page<'_>) -> Vec<WaiverRow> {
    let Some((key, value)) = root.table.get_key_value("waiver") else { return Vec::new() };
    let tables =
        value.get_ref().as_array().map(|list| list.iter().map(|table| (table.span(), table.get_ref().as_table())));
    let Some(tables) = tables else {
        let help = "write `[[waiver]]`, once for each, and its keys below";
        page.flaw(&key.span(), Flaw::new(Code::KeyValue, "`waiver` is no list of tables", help));
        return Vec::new();
    };
    let mut waivers = Vec::new();
    for (span, table) in tables {
        match table {
            Some(table) => {
                let section = Section { path: "waiver".to_owned(), table };
                section.expect_keys(page, &WAIVER_KEYS);
                let place = page.place(&span);
                waivers.extend(waiver(&section, page, &place, &span));
            }
            None => page.flaw(&span, Flaw::new(Code::KeyValue, "a waiver is no table", "write `[[waiver]]`")),
        }
    }
    waivers
}

/// Reads a waiver; none where something of it is missing or wrong, which is said.
fn waiver(
    section: &Section<'_>,
    page: &mut Page<'_>,
    place: &Place,
    span: &std::ops::Range<usize>,
) -> Option<WaiverRow> {
    let n_before = page.says.len();
    let rule = section.parsed(page, "rule", |value| built_rule(&text(value)?));
    let name = |value: &DeValue<'_>| {
        let name = text(value)?;
        if name.trim().is_empty() { Err(Flaw::new(Code::KeyValue, "it is empty", "write a name")) } else { Ok(name) }
    };
    let (group, hotel) = (section.parsed(page, "group", name), section.parsed(page, "hotel", name));
    let (by, reason) = (section.parsed(page, "by", name), section.parsed(page, "reason", name));
    let at = section.parsed(page, "at", |value| cell::moment(&clock_text(value)?).map(Moment::at_midnight));
    if page.says.len() > n_before {
        return None;
    }
    let missing: Vec<&str> =
        [("rule", rule.is_none()), ("by", by.is_none()), ("at", at.is_none()), ("reason", reason.is_none())]
            .into_iter()
            .filter_map(|(key, is_missing)| is_missing.then_some(key))
            .collect();
    if !missing.is_empty() {
        let message = format!("the waiver lacks {}", cell::quoted(&missing));
        let help = "write which rule is waived, by whom, when and why: whoever waives a rule answers for it";
        page.flaw(span, Flaw::new(Code::WaiverIncomplete, message, help));
        return None;
    }
    let rule = rule?;
    if let Some(flaw) = misfit(rule, group.is_some(), hotel.is_some()) {
        page.flaw(span, flaw);
        return None;
    }
    Some(WaiverRow { rule, group, hotel, by: by?, at: at?, reason: reason?, place: place.clone() })
}

/// Returns what is wrong with whom a waiver names.
fn misfit(rule: Rule, has_group: bool, has_hotel: bool) -> Option<Flaw> {
    let (fits, help) = match rule.entry().waived_for {
        WaivedFor::Nobody => (false, "remove the waiver; `[strength]` is for the whole case"),
        WaivedFor::Group => (has_group && !has_hotel, "name a `group` and no `hotel`"),
        WaivedFor::Hotel => (has_hotel && !has_group, "name a `hotel` and no `group`"),
        WaivedFor::Either => (has_group || has_hotel, "name a `group`, a `hotel` or both"),
    };
    let message = format!("{rule} ({}) cannot be waived so", rule.name());
    (!fits).then(|| Flaw::new(Code::WaiverMisfit, message, help))
}
