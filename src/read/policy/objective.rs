//! `[objective]` and `[solve]` of the policy.

use std::collections::BTreeMap;
use std::time::Duration;

use toml::de::DeValue;

use super::Limits;
use super::section::{self, Page, Section, decimal, text, whole, word};
use crate::diagnostic::Code;
use crate::domain::objective::TravelUnit;
use crate::domain::{LevelName, Mode, Objective, Weight};
use crate::read::cell::Flaw;

/// The keys of `[objective]`.
pub const OBJECTIVE_KEYS: [&str; 6] = ["mode", "order", "tolerance", "weights", "unmet_weights", "travel_unit"];
/// The keys of `[solve]`.
pub const SOLVE_KEYS: [&str; 6] = ["time_limit", "gap", "seed", "threads", "effort", "engine"];

/// Reads `[objective]`.
pub fn objective(section: &Section<'_>, page: &mut Page<'_>) -> Objective {
    section.expect_keys(page, &OBJECTIVE_KEYS);
    let default = Objective::default();
    let is_weighted =
        section.parsed(page, "mode", |value| word(value, &[("lexicographic", false), ("weighted", true)]));
    let order = section.parsed(page, "order", order);
    let tolerance = by_level(section, page, "tolerance");
    let weights = by_level(section, page, "weights");
    let mode = match (is_weighted.unwrap_or(false), order, default.mode) {
        (true, ..) => {
            if weights.is_empty()
                && let Some((key, _)) = section.table.get_key_value("mode")
            {
                let help = "add for example `weights = { unmet = 1000000, travel = 1 }`";
                page.flaw(&key.span(), Flaw::new(Code::KeyValue, "`mode`: a weighted sum needs weights", help));
            }
            Mode::Weighted(weights)
        }
        (false, None, Mode::Lexicographic { order, .. }) | (false, Some(order), _) => {
            Mode::Lexicographic { order, tolerance }
        }
        (false, None, mode @ Mode::Weighted(_)) => mode,
    };
    let units = [("km", TravelUnit::Km), ("minutes", TravelUnit::Minutes)];
    let travel_unit = section.parsed(page, "travel_unit", |value| word(value, &units)).unwrap_or_default();
    Objective { mode, unmet_weights: unmet_weights(section, page), travel_unit }
}

/// Reads `[solve]`.
pub fn limits(section: &Section<'_>, page: &mut Page<'_>) -> Limits {
    section.expect_keys(page, &SOLVE_KEYS);
    let engines = [("exact", "exact"), ("search", "search"), ("auto", "auto")];
    Limits {
        time_limit: section.parsed(page, "time_limit", duration),
        gap: section.parsed(page, "gap", gap),
        seed: section.parsed(page, "seed", whole),
        threads: section.parsed(page, "threads", section::positive),
        effort: section.parsed(page, "effort", whole),
        engine: section.parsed(page, "engine", |value| word(value, &engines)).map(str::to_owned),
    }
}

/// Parses the name of a level.
fn level(name: &str) -> Result<LevelName, Flaw> {
    let words: Vec<_> = LevelName::ALL.iter().map(|&level| (level.as_str(), level)).collect();
    crate::read::cell::word(name, &words)
}

fn order(value: &DeValue<'_>) -> Result<Vec<LevelName>, Flaw> {
    let flaw = |message: &str| Flaw::new(Code::KeyValue, message, "write a list, [\"unmet\", \"travel\"]");
    let list = value.as_array().ok_or_else(|| flaw("it is not a list of levels"))?;
    let mut levels = Vec::new();
    for name in list {
        let level = level(&text(name.get_ref())?)?;
        if levels.contains(&level) {
            return Err(flaw(&format!("`{level}` stands there twice")));
        }
        levels.push(level);
    }
    if levels.is_empty() { Err(flaw("it is empty")) } else { Ok(levels) }
}

/// Reads a table of numbers by level.
fn by_level(section: &Section<'_>, page: &mut Page<'_>, key: &'static str) -> BTreeMap<LevelName, Weight> {
    numbers(section, page, key, level)
}

fn unmet_weights(section: &Section<'_>, page: &mut Page<'_>) -> BTreeMap<u32, Weight> {
    let tier = |name: &str| {
        let flaw = || Flaw::new(Code::KeyValue, format!("`{name}` is not a tier"), "write the number of a tier, \"1\"");
        name.parse::<u32>().ok().filter(|&tier| tier > 0).ok_or_else(flaw)
    };
    numbers(section, page, "unmet_weights", tier)
}

/// Reads a table of numbers whose keys have a meaning.
fn numbers<K: Ord>(
    section: &Section<'_>,
    page: &mut Page<'_>,
    key: &'static str,
    meaning: impl Fn(&str) -> Result<K, Flaw>,
) -> BTreeMap<K, Weight> {
    let mut numbers = BTreeMap::new();
    let Some((table, _)) = section.section(page, key) else { return numbers };
    for (name, value) in table.table {
        let name_text: &str = name.get_ref();
        match meaning(name_text) {
            Ok(meaning) => {
                let number = section::read(page, name_text, value, |value| decimal(value, 9));
                numbers.extend(number.map(|number| (meaning, Weight(number))));
            }
            Err(flaw) => {
                let message = format!("`{key}`: {}", flaw.message);
                page.flaw(&name.span(), Flaw { code: Code::KeyUnknown, message, help: flaw.help });
            }
        }
    }
    numbers
}

/// Parses `60s`, `2m`, `1h` or `500ms`.
fn duration(value: &DeValue<'_>) -> Result<Duration, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, "it is not a length of time", "write \"60s\", \"2m\" or \"1h\"");
    let text = text(value).map_err(|_| flaw())?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let millis: u64 = match unit.trim() {
        "ms" => 1,
        "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        _ => return Err(flaw()),
    };
    let number: u64 = number.parse().map_err(|_| flaw())?;
    number.checked_mul(millis).filter(|&millis| millis > 0).map(Duration::from_millis).ok_or_else(flaw)
}

/// Parses a relative gap.
fn gap(value: &DeValue<'_>) -> Result<f64, Flaw> {
    let gap = Weight(decimal(value, 9)?).units();
    let flaw = || Flaw::new(Code::KeyValue, "it is more than 1", "write a share such as 0.01 for one per cent");
    (gap <= 1.0).then_some(gap).ok_or_else(flaw)
}
