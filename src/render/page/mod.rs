//! The report of a plan as one HTML file: nothing in it comes from anywhere else, and nothing leaves it.
//!
//! Each section is a value and a template of the same name; the templates can be replaced by the user's own. It says what
//! the record says, and what the rows of the plan add up to; it judges nothing.

mod changes;
mod frame;
mod groups;
mod heat;
mod hotels;
mod land;
mod levels;
mod map;
mod policy;
mod rooms;
mod source;
mod template;
mod totals;
mod unmet;
mod usage;
mod words;

use minijinja::Value;
use serde::Serialize;

pub use land::Land;
pub use template::{Broken, Templates};

use super::record::Record;
use super::words::Lang;
use crate::domain::{Allocation, Instance};
use usage::Usage;
use words::words;

/// What a report is made of.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The case.
    pub instance: &'a Instance,
    /// The rows of the plan.
    pub allocation: &'a Allocation,
    /// The record of the plan.
    pub record: &'a Record,
    /// The language of its labels.
    pub lang: Lang,
    /// The map that ours is drawn on.
    pub land: Option<&'a Land>,
    /// What it is rendered with.
    pub templates: &'a Templates,
}

/// What every template is given.
#[derive(Serialize)]
pub(crate) struct Given<'a, T> {
    /// The words of the language.
    w: &'a words::Words,
    /// The words of rooming lists, which a report shares.
    list: &'a BTreeWords,
    /// The language, as HTML names it.
    lang: &'a str,
    /// The value of the section.
    v: T,
}

type BTreeWords = std::collections::BTreeMap<&'static str, &'static std::collections::BTreeMap<String, String>>;

/// A section that was rendered, with its anchor and its heading.
#[derive(Serialize)]
struct Section {
    anchor: &'static str,
    title: String,
    body: Value,
}

#[derive(Serialize)]
struct Page<'a> {
    plan: &'a str,
    version: u32,
    as_of: Option<&'a str>,
    policy: String,
    style: Value,
    script: Value,
    sections: Vec<Section>,
}

impl Report<'_> {
    /// Returns the page.
    ///
    /// # Errors
    /// When a template of the user is wrong.
    pub fn html(&self) -> Result<String, Broken> {
        let usage = Usage::of(self.instance, self.allocation);
        let sections = [
            self.section("totals", Some(totals::totals(self)))?,
            self.section("unmet", unmet::unmet(self))?,
            self.section("moves", changes::moves(self))?,
            self.section("exceptions", changes::exceptions(self))?,
            self.section("levels", Some(levels::levels(self)))?,
            self.section("rooms", rooms::rooms(self))?,
            self.section("heat", heat::heat(self, &usage))?,
            self.section("map", map::map(self, &usage))?,
            self.section("groups", Some(groups::groups(self, &usage)))?,
            self.section("hotels", Some(hotels::hotels(self, &usage)))?,
            self.section("source", Some(source::source(self)))?,
        ];
        let (style, script) = (self.templates.text("page.css"), self.templates.text("page.js"));
        let page = Page {
            plan: &self.record.plan,
            version: self.record.version,
            as_of: self.record.as_of.as_deref(),
            policy: policy::policy(style, script),
            style: Value::from_safe_string(style.to_owned()),
            script: Value::from_safe_string(script.to_owned()),
            sections: sections.into_iter().flatten().collect(),
        };
        self.render("page.html", page)
    }

    /// Renders a section; none where it has nothing to say.
    fn section<T: Serialize>(&self, anchor: &'static str, value: Option<T>) -> Result<Option<Section>, Broken> {
        let Some(value) = value else { return Ok(None) };
        let titles = words(self.lang).get("section");
        let title = titles.and_then(|titles| titles.get(anchor)).cloned().unwrap_or_default();
        let body = Value::from_safe_string(self.render(&format!("{anchor}.html"), value)?);
        Ok(Some(Section { anchor, title, body }))
    }

    /// Renders a template with a value.
    ///
    /// # Errors
    /// When a template of the user is wrong.
    pub(crate) fn render<T: Serialize>(&self, name: &str, value: T) -> Result<String, Broken> {
        let lang = match self.lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        };
        let words_of_lists = super::words::Words::of(self.lang);
        let list = [("status", &words_of_lists.status), ("room_type", &words_of_lists.room_type)].into();
        self.templates.render(name, &Given { w: words(self.lang), list: &list, lang, v: value })
    }
}
