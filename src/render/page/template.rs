//! The templates of pages and mails: those that are built in, and those of the user in their place.
//!
//! What is not marked as safe is escaped in HTML, and what is not defined is an error. There is no `range`: loops go over
//! what a section is given, so that none is endless, and steps are counted. It opens no file.

mod column;

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, Value};
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Excerpt, Near, Place};

/// What is wrong with a template of the user.
pub type Broken = Box<Diagnostic>;

/// The most steps that a template may take: the largest sections take a hundredth of it.
const STEPS_MAX: u64 = 200_000_000;

/// The most bytes that a template may make.
const MADE_MAX: usize = 64 << 20;

/// Declares the templates that are built in, by name.
macro_rules! shipped {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("templates/", $name)))),*] };
}

/// The templates that are built in, by name.
const SHIPPED: &[(&str, &str)] = shipped!(
    "exceptions.html" "groups.html" "heat.html" "hotels.html" "levels.html" "mail.html" "mail.txt" "map.html" "moves.html" "page.css" "page.html"
    "page.js" "rooms.html" "source.html" "subject.txt" "totals.html" "unmet.html"
);

/// A template as the user knows it.
#[derive(Debug, Clone)]
struct Source {
    /// The file, as the user named it.
    file: Arc<str>,
    text: String,
}

/// Templates by name.
#[derive(Debug, Clone)]
pub struct Templates {
    environment: Environment<'static>,
    sources: BTreeMap<&'static str, Source>,
}

impl Templates {
    /// Returns those that are built in.
    ///
    /// # Panics
    /// Never: a test renders the templates, which are part of the program.
    #[must_use]
    pub fn shipped() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.remove_global("range");
        environment.set_fuel(Some(STEPS_MAX));
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the tags are the usual ones"));
        let mut sources = BTreeMap::new();
        for &(name, text) in SHIPPED {
            sources.insert(name, Source { file: name.into(), text: text.to_owned() });
            if is_rendered(name) {
                environment.add_template(name, text).expect("a test renders the templates that are built in");
            }
        }
        Self { environment, sources }
    }

    /// Returns the names and the texts of those that are built in.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        SHIPPED.iter().copied()
    }

    /// Puts a template of the user in the place of the one of the same name.
    ///
    /// # Errors
    /// When there is none of that name, or it is no template.
    pub fn replace(&mut self, file: &str, name: &str, text: String) -> Result<(), Broken> {
        let file: Arc<str> = file.into();
        let Some(&(name, _)) = SHIPPED.iter().find(|(shipped, _)| *shipped == name) else {
            let mut near = Near::new(SHIPPED.iter().map(|(name, _)| *name));
            let help = near.help(name, "`roomblock report --write-templates DIR` writes all of them");
            let message = format!("no part of a report is called {name}");
            return Err(Box::new(Diagnostic::new(Code::TemplateBroken, Place::whole(&file), message, help)));
        };
        let source = Source { file, text };
        if is_rendered(name) {
            let added = self.environment.add_template_owned(name, source.text.clone());
            added.map_err(|error| {
                self.broken(&source, &error, &|environment, text| environment.add_template_owned(name, text).err())
            })?;
        }
        self.sources.insert(name, source);
        Ok(())
    }

    /// Returns the text of a template as it stands; empty where there is none of this name.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.sources.get(name).map_or("", |source| &source.text)
    }

    /// Renders a template.
    ///
    /// # Errors
    /// When it asks for what is not there, or makes too much.
    pub fn render(&self, name: &str, given: &impl Serialize) -> Result<String, Broken> {
        let given = Value::from(Serde(given));
        rendered(&self.environment, name, &given).map_err(|error| {
            // A template of this program may be asked for what the user's own hands on; then that one is named.
            let shipped = Source { file: name.into(), text: String::new() };
            let source = self.sources.get(name).unwrap_or(&shipped);
            self.broken(source, &error, &|environment, text| {
                let added = environment.add_template_owned(name.to_owned(), text);
                added.and_then(|()| rendered(environment, name, &given).map(drop)).err()
            })
        })
    }

    /// Says what is wrong with a template: `again` tells what is wrong when it is written in other lines.
    fn broken(&self, source: &Source, error: &Error, again: &Again<'_>) -> Broken {
        let line = error.line().unwrap_or(0);
        let said = error.kind().to_string();
        let message = error.detail().map_or_else(|| said.clone(), |detail| format!("{said}: {detail}"));
        let mut broken = Diagnostic::new(Code::TemplateBroken, Place::whole(&source.file), message, help(error));
        let Some(text) = line.checked_sub(1).and_then(|nth| source.text.lines().nth(nth)) else {
            return Box::new(broken);
        };
        let (spread, starts) = column::spread(&source.text, line);
        let mut environment = self.environment.clone();
        let nth = again(&mut environment, spread).and_then(|error| error.line()).unwrap_or(line).saturating_sub(line);
        let from = starts.get(nth).copied().unwrap_or(0);
        let until = from + column::word(text.get(from..).unwrap_or_default());
        let number = u32::try_from(line).unwrap_or(u32::MAX);
        let column = text.get(..from).unwrap_or_default().chars().count() + 1;
        broken.place = Place { column: Some(column.to_string()), ..Place::row(&source.file, number) };
        broken.cell = text.get(from..until).map(str::to_owned);
        let excerpt = Excerpt { text: text.to_owned(), line: number, underline: (from, until), cell_reference: None };
        broken.excerpt = Some(excerpt);
        Box::new(broken)
    }
}

/// Tells what is wrong with a template of another text.
type Again<'a> = dyn Fn(&mut Environment<'static>, String) -> Option<Error> + 'a;

/// Tells whether a template is rendered; styles and scripts stand as they are.
fn is_rendered(name: &str) -> bool {
    !matches!(name.rsplit_once('.'), Some((_, "css" | "js")))
}

/// Renders a template into no more than so many bytes.
fn rendered(environment: &Environment<'_>, name: &str, given: &Value) -> Result<String, Error> {
    let mut made = Made(Vec::new());
    environment.get_template(name)?.render_captured_to(given.clone(), &mut made)?;
    String::from_utf8(made.0).map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

/// What a template made.
struct Made(Vec<u8>);

impl io::Write for Made {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MADE_MAX {
            return Err(io::Error::other("a template makes more than 64 MB"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns one remedy.
fn help(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            "mend the tag; the template that is built in shows how they are written: --write-templates DIR"
        }
        ErrorKind::WriteFailure | ErrorKind::OutOfFuel => "loop over less: a loop inside a loop makes all pairs",
        _ => "use what the template that is built in uses: `roomblock report --write-templates DIR` writes it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(text: &str) -> (String, Option<u32>, Option<String>, String) {
        let mut templates = Templates::shipped();
        let given: BTreeMap<&str, &str> = [("known", "<b>")].into();
        let made = templates.replace("mine/totals.html", "totals.html", text.to_owned());
        let error = made.and_then(|()| templates.render("totals.html", &given)).unwrap_err();
        (error.place.file.to_string(), error.place.line, error.place.column, error.cell.unwrap_or_default())
    }

    #[test]
    fn a_wrong_template_is_named_by_file_line_and_column() {
        let at = |line, column: &str, cell: &str| {
            ("mine/totals.html".to_owned(), Some(line), Some(column.to_owned()), cell.to_owned())
        };
        assert_eq!(broken("one\ntwo {{ known }} {{ unknown }}"), at(2, "20", "unknown"));
        assert_eq!(broken("{{ known }}{{ known.name.first }}"), at(1, "15", "known.name.first"));
        assert_eq!(broken("a\n\n<b>{% for x of known %}"), at(3, "13", "of"));
        assert_eq!(broken("{{ known | shouted }}"), at(1, "4", "known"));
        assert_eq!(broken("{{ range(9) }}"), at(1, "4", "range(9)"));
        assert_eq!(broken("{% if known %}").0, "mine/totals.html");
    }

    #[test]
    fn a_name_that_no_template_has_is_refused_with_one_that_is_near() {
        let error = Templates::shipped().replace("mine/total.html", "total.html", String::new()).unwrap_err();
        assert!(error.help.contains("totals.html"), "{}", error.help);
    }

    #[test]
    fn what_is_put_into_html_is_escaped() {
        let mut templates = Templates::shipped();
        templates.replace("mine", "totals.html", "{{ known }}".to_owned()).unwrap();
        let given: BTreeMap<&str, &str> = [("known", "<b> & \"c\"")].into();
        assert_eq!(templates.render("totals.html", &given).unwrap(), "&lt;b&gt; &amp; &quot;c&quot;");
    }

    #[test]
    fn loops_inside_loops_end() {
        let mut templates = Templates::shipped();
        let again = "{% for a in known %}".repeat(9) + &"x".repeat(4000) + &"{% endfor %}".repeat(9);
        templates.replace("mine", "totals.html", again).unwrap();
        let given: BTreeMap<&str, Vec<u8>> = [("known", vec![0; 20])].into();
        assert!(templates.render("totals.html", &given).unwrap_err().message.contains("write"));
        let idle = "{% for a in known %}".repeat(9) + &"{% endfor %}".repeat(9);
        templates.replace("mine", "totals.html", idle).unwrap();
        let broken = templates.render("totals.html", &given).unwrap_err();
        assert!(broken.message.contains("fuel") && broken.help.contains("loop over less"), "{broken:?}");
    }
}
