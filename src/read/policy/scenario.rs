//! A file of scenarios: changes with a name, to be made together. Names of hotels and groups are not resolved here, and keys
//! that are set are read when the case is.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::section::{self, Page, Section, clock_text, decimal, text};
use crate::diagnostic::{Code, Diagnostic};
use crate::domain::change::{Asked, Change, Promise, Scenario, are_counts};
use crate::domain::quantity::Money;
use crate::read::cell::{self, Flaw};
use crate::read::mix;

/// The keys of a scenario.
pub const SCENARIO_KEYS: [&str; 4] = ["set", "drop_hotels", "drop_groups", "add_rooms"];
/// The keys of rooms that are added.
pub const ADD_ROOMS_KEYS: [&str; 7] = ["hotel", "wing", "room_type", "rooms", "from", "to", "rate"];

/// Reads a file of scenarios, in the order in which they stand there.
#[must_use]
pub fn scenarios(file: &Arc<str>, text: &str) -> (Vec<Scenario>, Vec<Diagnostic>) {
    let mut page = Page::new(file, text);
    let Some(document) = section::document(&mut page, text) else { return (Vec::new(), page.says) };
    let root = Section { path: String::new(), table: document.get_ref() };
    root.expect_keys(&mut page, &["scenario"]);
    let mut scenarios = Vec::new();
    if let Some((all, _)) = root.section(&mut page, "scenario") {
        for name in all.table.keys() {
            let key: &str = name.get_ref();
            if let Some((section, _)) = all.section(&mut page, key) {
                scenarios.push((name.span().start, scenario(key, &section, (text, &mut page))));
            }
        }
    }
    scenarios.sort_by_key(|&(at, _)| at);
    if scenarios.is_empty() && page.says.is_empty() {
        let help = "write `[scenario.NAME]` and its changes below it";
        page.flaw(&(0..0), Flaw::new(Code::KeyValue, "the file has no scenario", help));
    }
    (scenarios.into_iter().map(|(_, scenario)| scenario).collect(), page.says)
}

fn scenario(name: &str, section: &Section<'_>, (source, page): (&str, &mut Page<'_>)) -> Scenario {
    section.expect_keys(page, &SCENARIO_KEYS);
    let mut changes = Vec::new();
    if let Some((set, _)) = section.section(page, "set") {
        keys("", set.table, (source, page), &mut changes);
    }
    for (key, change) in [
        ("drop_hotels", Change::DropHotel as fn(String) -> Change),
        ("drop_groups", Change::DropGroup as fn(String) -> Change),
    ] {
        let names = section.parsed(page, key, section::names).unwrap_or_default();
        let place = section.place(page, key).unwrap_or_default();
        changes.extend(names.into_iter().map(|name| Asked { change: change(name), place: place.clone() }));
    }
    let listed = section.table.get("add_rooms");
    match listed.map(|value| (value, value.get_ref().as_array())) {
        Some((_, Some(list))) => changes.extend(list.iter().filter_map(|one| add_rooms(one, page))),
        Some((value, None)) => changes.extend(add_rooms(value, page)),
        None => {}
    }
    Scenario { name: name.to_owned(), changes }
}

/// Takes every key below a table, by its whole path, with its value as it stands there.
fn keys(path: &str, table: &DeTable<'_>, (source, page): (&str, &mut Page<'_>), changes: &mut Vec<Asked>) {
    for (key, value) in table {
        let name: &str = key.get_ref();
        let is_bare = !name.is_empty() && name.chars().all(|one| one.is_ascii_alphanumeric() || "_-".contains(one));
        let name = if is_bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() };
        let path = if path.is_empty() { name } else { format!("{path}.{name}") };
        match value.get_ref() {
            DeValue::Table(below) => keys(&path, below, (source, page), changes),
            DeValue::String(text) if text.contains("..") => {
                let change = Change::Set { key: path, value: text.to_string() };
                changes.push(Asked { change, place: page.place(&key.span()) });
            }
            _ => {
                let value = source.get(value.span()).unwrap_or_default().to_owned();
                changes.push(Asked { change: Change::Set { key: path, value }, place: page.place(&key.span()) });
            }
        }
    }
}

/// Reads rooms that are added: a text as on the command line, or a table.
fn add_rooms(value: &Spanned<DeValue<'_>>, page: &mut Page<'_>) -> Option<Asked> {
    let place = page.place(&value.span());
    let change = match value.get_ref() {
        DeValue::Table(table) => {
            let section = Section { path: "add_rooms".to_owned(), table };
            section.expect_keys(page, &ADD_ROOMS_KEYS);
            promise(&section, page).map(Change::AddRooms)
        }
        _ => section::read(page, "add_rooms", value, |value| {
            Change::add_rooms(&text(value)?)
                .map_err(|help| Flaw::new(Code::KeyValue, "these are no rooms that could be added", help))
        }),
    };
    if change.is_none() && page.says.is_empty() {
        let help = "name `hotel`, `room_type` and `rooms`; `from` and `to` together or not at all";
        page.flaw(&value.span(), Flaw::new(Code::KeyValue, "`add_rooms` lacks something", help));
    }
    Some(Asked { change: change?, place })
}

fn promise(section: &Section<'_>, page: &mut Page<'_>) -> Option<Promise> {
    let date = |value: &DeValue<'_>| cell::moment(&clock_text(value)?).map(|moment| moment.date);
    let flaw = || Flaw::new(Code::KeyValue, "it is neither a count nor a range of counts", "write 5, or \"5..20/5\"");
    let rooms = section.parsed(page, "rooms", |value| match value {
        DeValue::String(range) if are_counts(range) => Ok(range.trim().to_owned()),
        DeValue::String(_) => Err(flaw()),
        _ => section::count(value).map(|count| count.to_string()),
    });
    let (from, to) = (section.parsed(page, "from", date), section.parsed(page, "to", date));
    let nights = match (from, to) {
        (Some(from), Some(to)) if from < to => Some((from, to)),
        (None, None) => None,
        _ => return None,
    };
    Some(Promise {
        hotel: section.parsed(page, "hotel", name)?,
        wing: section.parsed(page, "wing", text).unwrap_or_default(),
        room_type: section
            .parsed(page, "room_type", |value| name(value).map(|name| mix::room_type(&name).to_owned()))?,
        rooms: rooms?,
        nights,
        rate: section.parsed(page, "rate", |value| decimal(value, 2)).map(Money),
    })
}

/// Parses a name that is not empty.
fn name(value: &DeValue<'_>) -> Result<String, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, "it is empty", "write the name");
    Some(text(value)?).filter(|name| !name.is_empty()).ok_or_else(flaw)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let (scenarios, says) = scenarios(&Arc::from("s.toml"), text);
        assert_eq!(says, []);
        let changes = |scenario: &Scenario| {
            scenario.changes.iter().map(|asked| asked.change.to_string()).collect::<Vec<_>>().join(" ")
        };
        scenarios.iter().map(|scenario| format!("{}: {}", scenario.name, changes(scenario))).collect()
    }

    #[test]
    fn scenarios_stand_in_the_order_of_the_file() {
        let text = "[scenario.zebra]\ndrop_hotels = ['H1', 'H2']\n[scenario.'a b']\nset.rules.km_max = 8\n\
            set.rules.split = 'never'\nset.class.'x y'.nights = '2..3'\nadd_rooms = ['H:twin:5', \
            {hotel = 'H', room_type = 'any', rooms = 3, from = 2026-03-14, to = 2026-03-15}]\n";
        let expected = [
            "zebra: --drop-hotel H1 --drop-hotel H2",
            "a b: --set class.\"x y\".nights=2..3 --set rules.km_max=8 --set rules.split='never' \
             --add-rooms H:twin:5 --add-rooms H:any:3:2026-03-14..2026-03-15",
        ];
        assert_eq!(told(text), expected);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let codes = |text: &str| -> Vec<(&'static str, Option<u32>)> {
            let (_, says) = scenarios(&Arc::from("s.toml"), text);
            says.iter().map(|said| (said.code.id(), said.place.line)).collect()
        };
        assert_eq!(codes("[scenario.a]\ndrop_hotel = ['H']\n"), [("E112", Some(2))]);
        assert_eq!(codes("[scenarios.a]\n"), [("E112", Some(1))]);
        assert_eq!(codes("[scenario.a]\nadd_rooms = ['H:twin']\n"), [("E114", Some(2))]);
        assert_eq!(codes("[scenario.a]\nadd_rooms = [{hotel = 'H', rooms = 3}]\n"), [("E114", Some(2))]);
        for wrong in ["rooms = 'five'", "rooms = '1..3/0.5'", "rooms = '-2'", "rooms = 3, wing = 4"] {
            let told = codes(&format!("[scenario.a]\nadd_rooms = [{{hotel = 'H', room_type = 'any', {wrong}}}]\n"));
            assert_eq!(told, [("E114", Some(2))], "{wrong}");
        }
        for unnamed in ["hotel = '', room_type = 'any'", "hotel = 'H', room_type = ''"] {
            let told = codes(&format!("[scenario.a]\nadd_rooms = [{{{unnamed}, rooms = 2}}]\n"));
            assert_eq!(told, [("E114", Some(2))], "{unnamed}");
        }
        assert_eq!(codes("a = \n"), [("E111", Some(1))]);
        assert_eq!(codes(""), [("E114", Some(1))]);
    }
}
