//! The door through which whole folders are written: files by name, one after the other. It opens nothing itself.

use std::io::{self, Write};

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the folder's owner lets in by default.
    Anyone,
    /// The owner alone: the file names guests, or how to reach people.
    Owner,
}

/// A folder being written.
pub trait Folder {
    /// Writes one file by its name within the folder, `/` between parts.
    ///
    /// # Errors
    /// When the file cannot be written whole.
    fn file(
        &mut self,
        name: &str,
        readers: Readers,
        body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()>;
}

/// A folder in memory, by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Memory(pub std::collections::BTreeMap<String, Vec<u8>>);

impl Folder for Memory {
    fn file(
        &mut self,
        name: &str,
        _readers: Readers,
        body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut bytes = Vec::new();
        body(&mut bytes)?;
        self.0.insert(name.to_owned(), bytes);
        Ok(())
    }
}
