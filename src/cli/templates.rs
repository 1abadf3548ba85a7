//! The folder of a user's templates: read by name, or written out to be changed.

use std::fs;
use std::path::Path;

use super::exit::{Exit, Failure};
use super::report::said;
use super::talk::Talk;
use crate::render::page::Templates;

/// The names that templates end with; other files of the folder are nobody's business.
const ENDS: [&str; 4] = ["html", "css", "js", "txt"];

/// Returns the templates that are built in, with those of a folder in their places.
///
/// # Errors
/// When the folder cannot be read, or a file in it is no template, with the status for it.
pub(super) fn read(folder: Option<&Path>, talk: Talk) -> Result<Templates, Failure> {
    let mut templates = Templates::shipped();
    let Some(folder) = folder else { return Ok(templates) };
    let unreadable = |path: &Path, error: std::io::Error| {
        Failure::new(Exit::Data, format!("cannot read {}: {error}", path.display()))
    };
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<_> =
        entries.map_err(|error| unreadable(folder, error))?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        let end = path.extension().and_then(|end| end.to_str());
        let name = path.file_name().and_then(|name| name.to_str());
        let (Some(name), true) = (name, end.is_some_and(|end| ENDS.contains(&end))) else { continue };
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
        templates.replace(&path.display().to_string(), name, text).map_err(|broken| said(&broken, talk))?;
    }
    Ok(templates)
}

/// Writes the templates that are built in into a folder that is empty or not there yet.
///
/// # Errors
/// When something is there, or it cannot be written.
pub(super) fn write(folder: &Path) -> Result<(), Failure> {
    let unwritable = |error: std::io::Error| Failure::file("write templates to", folder.display(), error);
    fs::create_dir_all(folder).map_err(unwritable)?;
    if fs::read_dir(folder).map_err(unwritable)?.next().is_some() {
        return Err(Failure::usage(format!("{} is not empty", folder.display())).hint("name a new folder"));
    }
    for (name, text) in Templates::texts() {
        fs::write(folder.join(name), text).map_err(unwritable)?;
    }
    Ok(())
}
