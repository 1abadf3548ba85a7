//! The templates of pages and mails: those that are built in, each by its name.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;

/// What the page looks like.
pub const STYLE: &str = include_str!("templates/page.css");

/// The templates that are built in, by name.
const SHIPPED: [(&str, &str); 4] = [
    ("levels.html", include_str!("templates/levels.html")),
    ("page.html", include_str!("templates/page.html")),
    ("source.html", include_str!("templates/source.html")),
    ("totals.html", include_str!("templates/totals.html")),
];

/// Templates by name.
pub struct Templates {
    environment: Environment<'static>,
}

impl Templates {
    /// Returns those that are built in.
    #[must_use]
    pub fn shipped() -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.expect("the tags are the usual ones"));
        for (name, text) in SHIPPED {
            environment.add_template(name, text).expect("a test renders the templates that are built in");
        }
        Self { environment }
    }

    /// Renders a template. What is not marked as safe is escaped, and what is not defined is an error.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub fn render(&self, name: &str, given: &impl Serialize) -> io::Result<String> {
        let template = self.environment.get_template(name).map_err(io::Error::other)?;
        template.render(Serde(given)).map_err(io::Error::other)
    }
}
