//! The phrases of a language: a data file, with `{…}` where values stand.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::explain::Step;

/// The phrases of a language.
#[derive(Debug, Deserialize)]
pub struct Phrases {
    /// What is said of each rule, by its number: `R24`.
    rule: BTreeMap<String, OfRule>,
    /// Sentences by what they are about, and name.
    #[serde(flatten)]
    sentences: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is said of a rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OfRule {
    /// A heading of a few words.
    title: String,
    /// What can be done where it stands in the way.
    advice: String,
    /// What the hotels have in common that it leaves; none where it filters no hotels.
    left: Option<String>,
    /// What a breach is counted in; none where it is never soft.
    unit: Option<String>,
}

impl Phrases {
    /// Returns those of Chinese.
    ///
    /// # Panics
    /// Never: a test reads the file, which is part of the program.
    pub fn zh() -> &'static Self {
        static ZH: OnceLock<Phrases> = OnceLock::new();
        let text = include_str!("../words/spoken.zh.toml");
        ZH.get_or_init(|| toml::from_str(text).expect("a test reads the file that is built in"))
    }

    /// Returns a sentence with its values filled in.
    pub fn say(&self, about: &str, name: &str, values: &[(&str, String)]) -> String {
        let sentence = self.sentences.get(about).and_then(|sentences| sentences.get(name));
        let mut rest = sentence.map_or(name, String::as_str);
        let mut said = String::new();
        // One pass: what stands in a value is never taken for a place to be filled in.
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((place, after)) = after.split_once('}') else { break };
            let value = values.iter().find(|(name, _)| *name == place);
            said.push_str(value.map_or("", |(_, value)| value));
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// Tells whether there is a sentence of a name.
    pub fn has(&self, about: &str, name: &str) -> bool {
        self.sentences.get(about).is_some_and(|sentences| sentences.contains_key(name))
    }

    /// Returns the name of a level of the objective: `unmet.2` with its tier.
    pub fn level(&self, name: &str) -> String {
        match name.split_once('.') {
            Some((level, tier)) => {
                self.say("level", "tier", &[("level", self.level(level)), ("tier", tier.to_owned())])
            }
            None => self.say("level", name, &[]),
        }
    }

    /// Returns a rule by number and title: `R24 距任务点`.
    pub fn title(&self, rule: &str) -> String {
        self.rule.get(rule).map_or_else(|| rule.to_owned(), |of| format!("{rule} {}", of.title))
    }

    /// Returns the title of a rule alone.
    pub fn name(&self, rule: &str) -> String {
        self.rule.get(rule).map_or_else(|| rule.to_owned(), |of| of.title.clone())
    }

    /// Returns what can be done about a rule.
    pub fn advice(&self, rule: &str) -> String {
        self.rule.get(rule).map_or_else(|| rule.to_owned(), |of| of.advice.clone())
    }

    /// Returns what the hotels that a filter leaves have in common.
    pub fn left(&self, step: &Step) -> String {
        let left = self.rule.get(&step.rule).and_then(|of| of.left.clone());
        left.unwrap_or_else(|| self.name(&step.rule))
    }

    /// Returns what a breach of a rule is counted in.
    pub fn unit(&self, rule: &str) -> String {
        self.rule.get(rule).and_then(|of| of.unit.clone()).unwrap_or_else(|| self.name(rule))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::domain::remark::About;
    use crate::domain::{Keep, LevelName, Rule};

    #[test]
    fn every_rule_has_its_words() {
        let phrases = Phrases::zh();
        for rule in Rule::ALL {
            let of = &phrases.rule[&rule.to_string()];
            assert_eq!(of.unit.is_some(), !rule.entry().unit.is_empty(), "{rule}: {of:?}");
        }
        assert_eq!(phrases.rule.len(), Rule::ALL.len());
    }

    /// Returns the places of a sentence where values stand, by name.
    fn places(sentence: &str) -> std::collections::BTreeSet<&str> {
        let named = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
        named.map(|(place, _)| place.split(' ').next().unwrap_or(place)).collect()
    }

    #[test]
    fn every_remark_has_its_sentence_with_the_same_values() {
        let remarks = &Phrases::zh().sentences["remark"];
        for about in About::ALL {
            assert_eq!(places(&remarks[about.name()]), places(about.english()), "{}", about.name());
        }
        assert_eq!(remarks.len(), About::ALL.len());
    }

    #[test]
    fn every_diagnostic_of_a_row_has_its_title() {
        let titles = &Phrases::zh().sentences["diagnostic"];
        let of_rows = |code: &&Code| code.id().starts_with("E2") || code.id().starts_with("E3");
        for code in Code::ALL.iter().filter(of_rows) {
            assert!(titles.contains_key(code.id()), "{}", code.id());
        }
        assert!(titles.keys().all(|title| Code::ALL.iter().any(|code| code.id() == title)));
    }

    #[test]
    fn every_level_and_every_reason_to_stay_has_its_words() {
        let phrases = Phrases::zh();
        assert!(LevelName::ALL.iter().all(|level| phrases.has("level", level.as_str())));
        assert!(Keep::WORDS.iter().all(|(word, _)| phrases.has("reason", &format!("kept_{word}"))));
        assert_eq!(phrases.level("unmet.2"), "未安置人数（优先级 2）");
    }

    #[test]
    fn what_stands_in_a_value_is_not_filled_in() {
        let values = [("group", "{most}".to_owned()), ("most", "3".to_owned())];
        assert_eq!(Phrases::zh().say("remedy", "hotels_max", &values), "允许 {most} 使用 3 家酒店（R18）");
    }
}
