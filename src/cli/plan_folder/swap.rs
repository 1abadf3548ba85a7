//! Puts a folder in the place of another in one step, so that a reader sees the one or the other and never neither.
//!
//! Linux exchanges two names (renameat2); elsewhere, or where the file system cannot, the place is a link to a versioned
//! folder, and the link is replaced.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// Between the name of a plan and the number of its version, where the place is a link.
const VERSION: &str = ".v";

/// Puts a folder in its place, and returns where the one before is now, if there was one.
pub(super) fn put(built: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    if is_versioned(target) {
        return put_link(built, target);
    }
    if target.symlink_metadata().is_err() {
        fs::rename(built, target)?;
        return Ok(None);
    }
    match exchange(built, target) {
        Ok(()) => Ok(Some(built.to_path_buf())),
        Err(error) if is_unsupported(&error) => put_link(built, target),
        Err(error) => Err(error),
    }
}

/// Exchanges two names in one step.
#[cfg(target_os = "linux")]
fn exchange(built: &Path, target: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags};
    Ok(rustix::fs::renameat_with(CWD, built, CWD, target, RenameFlags::EXCHANGE)?)
}

/// No other system has it under a name that we know to be the same.
#[cfg(not(target_os = "linux"))]
fn exchange(_built: &Path, _target: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Tells whether the system or the file system cannot exchange names at all.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Tells whether a place is a link that we made to a versioned folder.
pub(super) fn is_versioned(target: &Path) -> bool {
    let link = fs::read_link(target).ok();
    let version = link.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let start = target.file_name().map(|name| format!(".{}{VERSION}", name.to_string_lossy()));
    version.zip(start).is_some_and(|(version, start)| version.starts_with(&start))
}

/// Makes the folder the newest version, and the place a link to it.
///
/// A real folder that stands in the place is moved aside first: for that moment, once in the life of a plan, there is no
/// plan in the place, though both are whole beside it.
#[cfg(unix)]
fn put_link(built: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let version = free_name(target, &format!(".{name}{VERSION}"));
    fs::rename(built, &version)?;
    let link = target.with_file_name(format!(".{name}.tmp-link"));
    drop(fs::remove_file(&link));
    std::os::unix::fs::symlink(version.file_name().unwrap_or_default(), &link)?;
    let before = match fs::read_link(target) {
        Ok(before) => Some(target.with_file_name(before)),
        Err(_) if target.is_dir() => {
            let aside = free_name(target, &format!(".{name}.tmp-before"));
            fs::rename(target, &aside)?;
            Some(aside)
        }
        Err(_) => None,
    };
    fs::rename(&link, target)?;
    Ok(before)
}

/// Without links there is no one step: the plan before is moved aside, and the new one into its place.
#[cfg(not(unix))]
fn put_link(built: &Path, target: &Path) -> io::Result<Option<PathBuf>> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let aside = free_name(target, &format!(".{name}.tmp-before"));
    fs::rename(target, &aside)?;
    fs::rename(built, target)?;
    Ok(Some(aside))
}

/// Returns the first name beside a place, a start and a number, that nothing has.
fn free_name(target: &Path, start: &str) -> PathBuf {
    let names = (1_u64..).map(|number| target.with_file_name(format!("{start}{number}")));
    names.into_iter().find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| target.with_file_name(start))
}

/// Moves what is in a place out of the way, under a name that says so.
pub(super) fn keep_aside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let aside = free_name(target, &format!("{name}.replaced-"));
    fs::rename(target, &aside)?;
    Ok(aside)
}

/// Brings the names in a folder to the disk.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn folder(at: &Path, name: &str, content: &str) -> PathBuf {
        let path = at.join(name);
        fs::create_dir(&path).unwrap();
        fs::write(path.join("plan.json"), content).unwrap();
        path
    }

    fn content(target: &Path) -> String {
        fs::read_to_string(target.join("plan.json")).unwrap()
    }

    #[test]
    fn a_folder_takes_the_place_of_another_and_the_other_is_kept_for_removal() {
        let at = tempfile::tempdir().unwrap();
        let target = at.path().join("plan");
        assert_eq!(put(&folder(at.path(), "one", "1"), &target).unwrap(), None);
        let before = put(&folder(at.path(), "two", "2"), &target).unwrap().unwrap();
        assert_eq!((content(&target).as_str(), content(&before).as_str()), ("2", "1"));
    }

    #[test]
    fn where_names_cannot_be_exchanged_a_link_is_replaced() {
        let at = tempfile::tempdir().unwrap();
        let target = folder(at.path(), "plan", "0");
        for version in ["1", "2", "3"] {
            let before = put_link(&folder(at.path(), "built", version), &target).unwrap().unwrap();
            assert!(is_versioned(&target));
            assert_eq!(content(&target), version);
            fs::remove_dir_all(before).unwrap();
        }
        let names = fs::read_dir(at.path()).unwrap().count();
        assert_eq!(names, 2, "the link and one version are left");
    }
}
