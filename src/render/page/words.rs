//! The words of the report, by language: a file of sections and words beside this one for each.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::render::words::Lang;

/// Words by section and name.
pub type Words = BTreeMap<String, BTreeMap<String, String>>;

/// Returns the words of a language.
///
/// # Panics
/// Never: a test reads the word files, which are part of the program.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    static EN: OnceLock<Words> = OnceLock::new();
    static ZH: OnceLock<Words> = OnceLock::new();
    let (cell, text) = match lang {
        Lang::En => (&EN, include_str!("words/en.toml")),
        Lang::Zh => (&ZH, include_str!("words/zh.toml")),
    };
    cell.get_or_init(|| toml::from_str(text).expect("a test reads the word files that are built in"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        let names = |words: &Words| -> Vec<(String, String)> {
            words.iter().flat_map(|(section, words)| words.keys().map(|word| (section.clone(), word.clone()))).collect()
        };
        assert_eq!(names(words(Lang::En)), names(words(Lang::Zh)));
        assert_ne!(words(Lang::En)["section"], words(Lang::Zh)["section"]);
    }
}
