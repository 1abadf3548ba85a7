//! The first case of a new user: every table with its headings and two rows, and a policy that explains every key.
//!
//! The texts are files beside this one, so that they can be read and changed as what they are.

use std::path::Path;

use super::folder::CaseFolder;
use super::{GenerateError, Summary};

/// The files of the case: name and text, the policy first.
pub const FILES: [(&str, &str); 10] = [
    ("roomblock.toml", include_str!("first/roomblock.toml")),
    ("availability.csv", include_str!("first/availability.csv")),
    ("hotels.csv", include_str!("first/hotels.csv")),
    ("groups.csv", include_str!("first/groups.csv")),
    ("guests.csv", include_str!("first/guests.csv")),
    ("sites.csv", include_str!("first/sites.csv")),
    ("travel.csv", include_str!("first/travel.csv")),
    ("pairs.csv", include_str!("first/pairs.csv")),
    ("pins.csv", include_str!("first/pins.csv")),
    ("rooms.csv", include_str!("first/rooms.csv")),
];

/// Writes the case to a folder that is empty or does not exist yet; with a set of rules, also that, to be changed, and a
/// policy that names it.
pub fn write(folder: &Path, set: Option<(&str, &str)>) -> Result<Summary, GenerateError> {
    let mut folder = CaseFolder::create(folder)?;
    for (name, text) in FILES {
        match set {
            Some((set, _)) if name == "roomblock.toml" => {
                let named = format!("[rules]\nset = \"{set}.toml\" # what this policy does not say is said there\n");
                folder.text(name, &text.replacen("[rules]\n", &named, 1))?;
            }
            _ => folder.text(name, text)?,
        }
    }
    if let Some((set, text)) = set {
        folder.text(&format!("{set}.toml"), text)?;
    }
    Ok(folder.finish(2, 2, 42))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_its_headings_and_two_rows() {
        for (name, text) in &FILES[1..] {
            let mut table = csv::Reader::from_reader(text.as_bytes());
            assert_eq!(table.records().map(Result::unwrap).count(), 2, "{name}");
        }
    }

    #[test]
    fn a_set_of_rules_is_written_and_named() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), Some(("mine", "# a set\n"))).unwrap();
        let policy = std::fs::read_to_string(folder.path().join("roomblock.toml")).unwrap();
        assert_eq!(policy.matches("\n[rules]\nset = \"mine.toml\"").count(), 1);
        assert_eq!(std::fs::read_to_string(folder.path().join("mine.toml")).unwrap(), "# a set\n");
    }

    #[test]
    fn the_guests_of_the_summary_are_those_of_the_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let summary = write(folder.path(), None).unwrap();
        let mut groups = csv::Reader::from_path(folder.path().join("groups.csv")).unwrap();
        let guests: u64 = groups.records().map(|row| row.unwrap()[1].parse::<u64>().unwrap()).sum();
        assert_eq!((summary.guests, summary.files.len()), (guests, 10));
    }

    #[test]
    fn a_case_is_never_mixed_into_another() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), None).unwrap();
        let error = write(folder.path(), None).unwrap_err().to_string();
        assert_eq!(
            error,
            format!("{} is not empty: name a new folder, or empty this one first", folder.path().display())
        );
    }

    #[test]
    fn every_key_that_is_commented_out_is_a_key_too() {
        let policy = FILES[0].1;
        let live: Vec<&str> = policy.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect();
        toml::from_str::<toml::Table>(policy).unwrap();
        toml::from_str::<toml::Table>(&live.join("\n")).unwrap();
    }
}
