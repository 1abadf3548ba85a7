//! Which files make up a case. Finds them by name; opens none of them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::diagnostic::Near;

/// The extensions that a table may have, in order of preference.
const EXTENSIONS: [&str; 6] = ["csv", "tsv", "xlsx", "xlsb", "xls", "ods"];
/// The tables that a case has at most once, by the names their files may have.
const SINGLE: [&str; 14] = [
    "hotels",
    "groups",
    "manifest",
    "guests",
    "sites",
    "travel",
    "pairs",
    "pins",
    "rooms",
    "officers",
    "look_alikes",
    "previous",
    "previous_rooming",
    "rejects",
];
/// The file name of the policy.
const POLICY: &str = "roomblock.toml";

/// The files of a case. A path of `-` is standard input.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// Rooms on offer, one file or several polls.
    pub availability: Vec<PathBuf>,
    /// Hotels.
    pub hotels: Option<PathBuf>,
    /// The manifest.
    pub groups: Option<PathBuf>,
    /// Guests by name.
    pub guests: Option<PathBuf>,
    /// Work sites, ports and stations.
    pub sites: Option<PathBuf>,
    /// Distances that override the formula.
    pub travel: Option<PathBuf>,
    /// Pairs of groups (R23).
    pub pairs: Option<PathBuf>,
    /// Pins (R31).
    pub pins: Option<PathBuf>,
    /// Physical rooms.
    pub rooms: Option<PathBuf>,
    /// Hotels whose names are alike, and what a person says of them.
    pub look_alikes: Option<PathBuf>,
    /// Officers (R44).
    pub officers: Option<PathBuf>,
    /// Rows that were refused when the tables were made.
    pub rejects: Option<PathBuf>,
    /// The allocation of the plan before this one (R32).
    pub previous: Option<PathBuf>,
    /// Who slept in which room by that plan.
    pub previous_rooming: Option<PathBuf>,
    /// The allocation of people who are placed already.
    pub placed: Option<PathBuf>,
    /// The policy.
    pub policy: Option<PathBuf>,
    /// Files of the folder that look like tables and are not read, with the name that may have been meant.
    pub ignored: Vec<(PathBuf, String)>,
}

impl Files {
    /// Finds the tables of a case folder by their file names.
    ///
    /// # Errors
    ///
    /// Fails where the folder cannot be listed, or has two files for one table.
    pub fn in_folder(folder: &Path) -> io::Result<Self> {
        let names = names_in(folder)?;
        let mut files = Self { ignored: ignored(folder, &names), ..Self::default() };
        files.availability =
            names.iter().filter(|name| stem(name).is_some_and(is_availability)).map(|name| folder.join(name)).collect();
        files.policy = names.iter().any(|name| name == POLICY).then(|| folder.join(POLICY));
        let find = |table: &str| single(folder, &names, &[table]);
        files.hotels = find("hotels")?;
        files.groups = single(folder, &names, &["groups", "manifest"])?;
        files.guests = find("guests")?;
        files.sites = find("sites")?;
        files.travel = travel(folder, &names)?;
        files.pairs = find("pairs")?;
        files.pins = find("pins")?;
        files.rooms = find("rooms")?;
        files.previous = find("previous")?;
        files.previous_rooming = find("previous_rooming")?;
        files.look_alikes = find("look_alikes")?;
        files.officers = find("officers")?;
        files.rejects = find("rejects")?;
        Ok(files)
    }
}

impl Files {
    /// Returns every file that is read.
    pub fn all(&self) -> impl Iterator<Item = &Path> {
        let single = [
            &self.hotels,
            &self.groups,
            &self.guests,
            &self.sites,
            &self.travel,
            &self.pairs,
            &self.pins,
            &self.rooms,
            &self.look_alikes,
            &self.officers,
            &self.rejects,
            &self.previous,
            &self.previous_rooming,
            &self.placed,
            &self.policy,
        ];
        self.availability.iter().chain(single.into_iter().flatten()).map(PathBuf::as_path)
    }

    /// Lists the files of a folder that may hold tables, whatever they are called, the answers of routing services that are
    /// called `travel…json`, and the policy; by name.
    ///
    /// # Errors
    ///
    /// Fails where the folder cannot be listed.
    pub fn sheets_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut names = names_in(folder)?;
        let holds_a_table = |name: &str| stem(name).is_some() && !name.starts_with('.') || is_matrix(name);
        names.retain(|name| name == POLICY || holds_a_table(name));
        let here = folder == Path::new(".");
        Ok(names.iter().map(|name| if here { PathBuf::from(name) } else { folder.join(name) }).collect())
    }
}

/// Returns the names of the files of a folder, in order.
fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.extend(entry?.file_name().into_string());
    }
    names.sort();
    Ok(names)
}

/// Tells whether a file of this name is the answer of a routing service.
fn is_matrix(name: &str) -> bool {
    name.starts_with("travel") && name.strip_suffix(".json").is_some()
}

/// Tells whether a file of this name, without its extension, holds availability.
fn is_availability(stem: &str) -> bool {
    stem.starts_with("availability")
}

/// Returns the name of a table's file without its extension, none where it has none of a table.
fn stem(name: &str) -> Option<&str> {
    let (stem, extension) = name.rsplit_once('.')?;
    EXTENSIONS.contains(&extension).then_some(stem)
}

/// Returns the one file of distances, which may be the answer of a routing service.
fn travel(folder: &Path, names: &[String]) -> io::Result<Option<PathBuf>> {
    let table = single(folder, names, &["travel"])?;
    let answer = names.iter().any(|name| name == "travel.json").then(|| folder.join("travel.json"));
    match (&table, &answer) {
        (Some(table), Some(_)) => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{} and travel.json are both there: keep one of them", table.display()),
        )),
        _ => Ok(table.or(answer)),
    }
}

/// Returns the one file of a table.
fn single(folder: &Path, names: &[String], tables: &[&str]) -> io::Result<Option<PathBuf>> {
    let found: Vec<&String> =
        names.iter().filter(|name| stem(name).is_some_and(|stem| tables.contains(&stem))).collect();
    match found.as_slice() {
        [] => Ok(None),
        [name] => Ok(Some(folder.join(name))),
        [first, second, ..] => Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            format!("{} has both {first} and {second}: keep one of them", folder.display()),
        )),
    }
}

/// Returns the files whose names are nearly those of tables.
fn ignored(folder: &Path, names: &[String]) -> Vec<(PathBuf, String)> {
    let mut near = Near::new(SINGLE.into_iter().chain(["availability"]));
    let unread = names.iter().filter_map(|name| Some((name, stem(name)?)));
    unread
        .filter(|(_, stem)| !is_availability(stem) && !SINGLE.contains(stem))
        .filter_map(|(name, stem)| Some((folder.join(name), near.find(stem)?.to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        folder
    }

    #[test]
    fn tables_are_found_by_name_and_polls_are_sorted() {
        let folder = folder(&["availability-2.csv", "availability-1.xlsx", "manifest.xlsx", "pin.csv", "notes.txt"]);
        let files = Files::in_folder(folder.path()).unwrap();
        let polls = ["availability-1.xlsx", "availability-2.csv"].map(|name| folder.path().join(name));
        assert_eq!(files.availability, polls);
        assert_eq!(files.groups, Some(folder.path().join("manifest.xlsx")));
        assert_eq!(files.ignored, [(folder.path().join("pin.csv"), "pins".to_owned())]);
        assert_eq!(files.policy, None);
    }

    #[test]
    fn two_files_for_one_table_are_refused() {
        let folder = folder(&["groups.csv", "manifest.csv"]);
        let error = Files::in_folder(folder.path()).unwrap_err();
        assert!(error.to_string().ends_with("has both groups.csv and manifest.csv: keep one of them"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        assert!(Files::in_folder(Path::new("no such folder")).is_err());
    }
}
