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
    use crate::domain::Rule;

    #[test]
    fn every_rule_has_its_words() {
        let phrases = Phrases::zh();
        for rule in Rule::ALL {
            let of = &phrases.rule[&rule.to_string()];
            assert_eq!(of.unit.is_some(), !rule.entry().unit.is_empty(), "{rule}: {of:?}");
        }
        assert_eq!(phrases.rule.len(), Rule::ALL.len());
    }

    #[test]
    fn what_stands_in_a_value_is_not_filled_in() {
        let values = [("group", "{most}".to_owned()), ("most", "3".to_owned())];
        assert_eq!(Phrases::zh().say("remedy", "hotels_max", &values), "允许 {most} 使用 3 家酒店（R18）");
    }
}
