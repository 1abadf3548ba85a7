//! Files and standard input to bytes: all of a file or nothing, and never more than a table can be.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes that a file may have.
pub const FILE_BYTES_MAX: u64 = 1 << 30;

/// Why a file gives no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unloaded {
    /// Whether it is too large.
    pub is_too_large: bool,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub help: &'static str,
}

/// Returns all bytes of a file, or of standard input for `-`.
///
/// # Errors
///
/// Fails where there is no such file or it may not be read, where it is a folder or a pipe with a name, where its length
/// changes while it is read, and where it is larger than `FILE_BYTES_MAX`.
pub fn load(path: &Path) -> Result<Vec<u8>, Unloaded> {
    if path == Path::new("-") {
        return bounded(io::stdin().lock(), FILE_BYTES_MAX);
    }
    let found = fs::metadata(path).map_err(|error| of_system(&error))?;
    if found.is_dir() {
        return Err(of_system(&io::ErrorKind::IsADirectory.into()));
    }
    if !found.is_file() {
        return if is_open_already(path) { bounded(open(path)?, FILE_BYTES_MAX) } else { Err(no_file()) };
    }
    if found.len() > FILE_BYTES_MAX {
        return Err(too_large());
    }
    let file = open(path)?;
    let bytes = bounded(&file, found.len().saturating_add(1))?;
    let after = file.metadata().map_err(|error| of_system(&error))?;
    let same = after.len() == found.len() && bytes.len() as u64 == found.len();
    if same && after.modified().ok() == found.modified().ok() { Ok(bytes) } else { Err(changed()) }
}

/// Tells whether a path stands for what is open already, so that opening it does not wait for a writer.
fn is_open_already(path: &Path) -> bool {
    path.starts_with("/dev/fd") || path == Path::new("/dev/stdin") || path.starts_with("/proc/self/fd")
}

fn open(path: &Path) -> Result<File, Unloaded> {
    File::open(path).map_err(|error| of_system(&error))
}

/// Returns all bytes of a source of which no more than some are wanted; of a longer one that many.
fn bounded(source: impl Read, most: u64) -> Result<Vec<u8>, Unloaded> {
    let mut bytes = Vec::new();
    source.take(most.min(FILE_BYTES_MAX) + 1).read_to_end(&mut bytes).map_err(|error| of_system(&error))?;
    if bytes.len() as u64 > FILE_BYTES_MAX { Err(too_large()) } else { Ok(bytes) }
}

/// Returns a failure of the system in words that do not depend on the system.
fn of_system(error: &io::Error) -> Unloaded {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is none of this name".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    };
    Unloaded { is_too_large: false, reason, help: "see whether its name is right and whether it may be read" }
}

fn no_file() -> Unloaded {
    let reason = "it is a pipe or a device, and no file".to_owned();
    Unloaded { is_too_large: false, reason, help: "name a file, or `-` for standard input" }
}

fn changed() -> Unloaded {
    let reason = "it changed while it was read".to_owned();
    Unloaded { is_too_large: false, reason, help: "wait until it is written, and read it again" }
}

fn too_large() -> Unloaded {
    let reason = "it is larger than 1 GiB".to_owned();
    Unloaded { is_too_large: true, reason, help: "see whether it is a table; give its parts as several files" }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};

    use super::*;

    fn reason(path: &Path) -> String {
        load(path).unwrap_err().reason
    }

    #[test]
    fn folders_pipes_and_names_of_nothing_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(reason(folder.path()), "it is a folder");
        assert_eq!(reason(&folder.path().join("no")), "there is none of this name");
        assert_eq!(reason(Path::new("/dev/zero")), "it is a pipe or a device, and no file");
        #[cfg(unix)]
        {
            let pipe = folder.path().join("pipe");
            let made = std::process::Command::new("mkfifo").arg(&pipe).status();
            if made.is_ok_and(|status| status.success()) {
                assert_eq!(reason(&pipe), "it is a pipe or a device, and no file");
            }
        }
    }

    #[test]
    fn what_is_larger_than_a_table_is_refused() {
        let file = tempfile::NamedTempFile::new().unwrap();
        file.as_file().set_len(FILE_BYTES_MAX + 1).unwrap();
        assert!(load(file.path()).unwrap_err().is_too_large);
        assert!(bounded(io::repeat(b'a'), 10).is_ok_and(|bytes| bytes.len() == 11));
    }

    #[test]
    fn a_file_that_grows_is_refused_or_read_whole_and_never_in_part() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "a".repeat(1 << 20)).unwrap();
        let is_done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut writer = File::options().append(true).open(file.path()).unwrap();
                for _ in 0..2_000 {
                    io::Write::write_all(&mut writer, &[b'a'; 512]).unwrap();
                }
                is_done.store(true, Ordering::SeqCst);
            });
            while !is_done.load(Ordering::SeqCst) {
                match load(file.path()) {
                    Ok(bytes) => assert_eq!(bytes.len() % 512, 0),
                    Err(error) => assert_eq!(error.reason, "it changed while it was read"),
                }
            }
        });
        assert_eq!(load(file.path()).unwrap().len(), (1 << 20) + 2_000 * 512);
    }
}
