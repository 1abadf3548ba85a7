//! What was assumed, what must be known besides, what a relief costs, and why a row was refused.

use super::Spoken;
use super::phrase::Phrases;
use crate::domain::remark::Remark;
use crate::render::number::{grouped, shown};
use crate::render::record::{GroupRejected, Relief};

impl Spoken {
    /// Returns what was assumed of a case, or what the reader of its plan must know.
    #[must_use]
    pub fn remark(self, remark: &Remark) -> String {
        let Some(phrases) = self.phrases.filter(|phrases| phrases.has("remark", &remark.about)) else {
            return remark.said.clone();
        };
        let values: Vec<(&str, String)> =
            remark.values.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
        phrases.say("remark", &remark.about, &values)
    }

    /// Returns how many guests a relief places: a count where no more can be had, else what was found.
    #[must_use]
    pub fn placed(self, relief: &Relief) -> String {
        let Some(phrases) = self.phrases.filter(|_| !relief.proven) else { return relief.placed() };
        phrases.say("relief", "at_least", &[("count", grouped(relief.places))])
    }

    /// Returns what a relief costs besides.
    #[must_use]
    pub fn costs(self, relief: &Relief) -> String {
        let Some(phrases) = self.phrases else { return relief.costs() };
        let cost = |(level, by): (&str, &str)| {
            let by = shown(by);
            let sign = if by.starts_with('-') { "" } else { "+" };
            format!("{} {sign}{by}", phrases.level(level))
        };
        relief.worse().map(cost).collect::<Vec<_>>().join("，")
    }

    /// Returns why the row of a group was refused.
    #[must_use]
    pub fn rejected(self, group: &GroupRejected) -> String {
        let Some((phrases, title)) = title(self, group) else { return group.reason.clone() };
        let name = match (group.column.is_empty(), group.typed.is_empty()) {
            (true, _) => "row",
            (_, true) => "blank",
            _ => "cell",
        };
        let values = [
            ("place", group.place.clone()),
            ("column", group.column.clone()),
            ("typed", group.typed.clone()),
            ("title", title),
            ("code", group.code.clone()),
        ];
        phrases.say("reject", name, &values)
    }

    /// Returns what might cure a row that was refused.
    #[must_use]
    pub fn cure(self, group: &GroupRejected) -> String {
        let Some((phrases, _)) = title(self, group) else { return group.remedy.clone() };
        phrases.say("reject", "cure", &[("code", group.code.clone())])
    }
}

/// Returns what is wrong with a row, in a few words; none in English, or where nobody knows the words.
fn title(spoken: Spoken, group: &GroupRejected) -> Option<(&'static Phrases, String)> {
    let phrases = spoken.phrases.filter(|phrases| phrases.has("diagnostic", &group.code))?;
    Some((phrases, phrases.say("diagnostic", &group.code, &[])))
}
