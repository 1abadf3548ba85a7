//! The catalogue of rules against everything that knows rules: the page, the judgements, the words. That each rule has its
//! functions in `program` and `verify` is looked at in `tests/architecture.rs`. `REGENERATE=1` rewrites the page.

use std::collections::BTreeSet;
use std::fs;

use roomblock::domain::Rule;
use roomblock::domain::rule::Home;
use roomblock::explain::advice;
use roomblock::program::filter::FILTERS;
use roomblock::read::policy::set;
use roomblock::render::rules::rules_page;
use roomblock::verify;

#[test]
fn the_page_is_what_the_catalogue_says() {
    let page = rules_page();
    if std::env::var_os("REGENERATE").is_some() {
        fs::write("docs/rules.md", &page).expect("docs/rules.md can be written");
    }
    let text = fs::read_to_string("docs/rules.md").unwrap_or_default();
    assert_eq!(text, page, "docs/rules.md differs; REGENERATE=1 rewrites it");
}

#[test]
fn catalogue_program_verify_and_explain_list_the_same_rules() {
    let built: BTreeSet<u8> = Rule::ALL
        .into_iter()
        .filter(|rule| rule.entry().is_built)
        .filter(|rule| !rule.entry().decided.iter().all(|home| matches!(home, Home::Objective | Home::Report)))
        .map(Rule::number)
        .collect();
    let judged: BTreeSet<u8> =
        verify::rules().into_iter().chain(verify::rooming::RULES).chain(verify::liaison::RULES).collect();
    assert_eq!(judged, built, "the judgements of `verify` and the catalogue");
    let filters: BTreeSet<String> = FILTERS.iter().map(|filter| filter.rule.to_owned()).collect();
    let known: BTreeSet<String> = Rule::ALL.iter().map(ToString::to_string).collect();
    assert!(filters.is_subset(&known), "the filters of the funnel: {filters:?}");
    assert!(Rule::ALL.iter().all(|&rule| !advice(rule).is_empty()), "words of `explain`");
}

#[test]
fn every_set_of_rules_is_documented_with_its_date() {
    let document = fs::read_to_string("docs/file-formats.md").expect("docs/file-formats.md can be read");
    for (name, text) in set::SETS {
        let table: toml::Table = text.parse().expect("a set is TOML");
        let date = table["date"].as_str().unwrap_or_default();
        assert!(document.contains(&format!("| `{name}` | {date} |")), "{name} of {date}");
    }
}
