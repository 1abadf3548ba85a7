//! A folder of rooming lists on their own: each file is written in one step, and readable by its owner alone.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::exit::Failure;
use crate::render::folder::{Folder, Readers};
use crate::render::roster::Rosters;

/// Writes the rooming lists, or that of one hotel, into a folder that may have others already.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn write(rosters: &Rosters<'_>, only: Option<usize>, folder: &Path) -> Result<(), Failure> {
    let unwritable = |error: io::Error| Failure::file("write rooming lists to", folder.display(), error);
    fs::create_dir_all(folder).map_err(unwritable)?;
    rosters.write(only, "", &mut Into(folder)).map_err(unwritable)
}

/// An existing folder.
struct Into<'a>(&'a Path);

impl Folder for Into<'_> {
    fn file(
        &mut self,
        name: &str,
        _readers: Readers,
        body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut file = BufWriter::new(tempfile::NamedTempFile::new_in(self.0)?);
        body(&mut file)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        let target = self.0.join(name);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        file.persist(target)?;
        Ok(())
    }
}
