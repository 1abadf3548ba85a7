//! The report of a plan as one HTML file: nothing in it comes from anywhere else, and nothing leaves it.
//!
//! Each section is a value and a template of the same name; the templates can be replaced by the user's own. It says what
//! the record says, and what the rows of the plan add up to; it judges nothing.

mod levels;
mod source;
mod template;
mod totals;
mod words;

use std::io::{self, Write};

use serde::Serialize;

use super::record::Record;
use super::words::Lang;
use crate::domain::{Allocation, Instance};
use template::Templates;
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
}

/// What every template is given besides the value of its section.
#[derive(Serialize)]
struct Given<'a, T> {
    /// The words of the language.
    w: &'a words::Words,
    /// The language, as HTML names it.
    lang: &'a str,
    /// The value of the section.
    v: T,
}

/// A section that was rendered, with its anchor and its heading in the table of contents.
#[derive(Serialize)]
struct Section {
    anchor: &'static str,
    title: String,
    body: minijinja::Value,
}

#[derive(Serialize)]
struct Page<'a> {
    plan: &'a str,
    as_of: Option<&'a str>,
    style: minijinja::Value,
    sections: Vec<Section>,
}

impl Report<'_> {
    /// Writes the report.
    ///
    /// # Errors
    /// When the writer fails.
    pub fn html(&self, out: &mut dyn Write) -> io::Result<()> {
        let templates = Templates::shipped();
        let w = words(self.lang);
        let lang = match self.lang {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        };
        let safe = minijinja::Value::from_safe_string;
        let section = |anchor: &'static str, body: String| Section {
            anchor,
            title: w.get("section").and_then(|titles| titles.get(anchor)).cloned().unwrap_or_default(),
            body: safe(body),
        };
        let sections = vec![
            section("totals", templates.render("totals.html", &Given { w, lang, v: totals::totals(self) })?),
            section("levels", templates.render("levels.html", &Given { w, lang, v: levels::levels(self) })?),
            section("source", templates.render("source.html", &Given { w, lang, v: source::source(self) })?),
        ];
        let style = safe(template::STYLE.to_owned());
        let page = Page { plan: &self.record.plan, as_of: self.record.as_of.as_deref(), style, sections };
        out.write_all(templates.render("page.html", &Given { w, lang, v: page })?.as_bytes())
    }
}
