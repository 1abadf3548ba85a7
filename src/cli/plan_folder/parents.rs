//! The folders that lead to a place: made where they are not there, and taken away again where nothing came into them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that were made on the way to a place, the innermost first. Dropped, it takes away those that are empty.
#[derive(Debug)]
pub struct Parents(Vec<PathBuf>);

impl Parents {
    /// Makes a folder with all that lead to it.
    ///
    /// # Errors
    /// When one of them cannot be made: where a file has its name, or the user has no right to.
    pub fn make(folder: &Path) -> io::Result<Self> {
        let is_lacking = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
        let made = Self(folder.ancestors().take_while(is_lacking).map(Path::to_path_buf).collect());
        fs::create_dir_all(folder).map_err(|error| match error.kind() {
            // "File exists" would name a file that is not the one asked for.
            io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
        Ok(made)
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        // A folder that holds anything stays, whoever put it there.
        for folder in &self.0 {
            drop(fs::remove_dir(folder));
        }
    }
}
