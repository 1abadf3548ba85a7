//! A folder being built: its files are written under a name of their own, digested on the way, and brought to the disk.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::render::folder::{Folder, Readers};
use crate::render::record::Input;

/// A folder being built. Dropped before it is finished, it takes itself away.
#[derive(Debug)]
pub struct Staging {
    path: PathBuf,
    written: Vec<Input>,
    finished: bool,
}

impl Staging {
    pub(super) fn new(path: PathBuf) -> io::Result<Self> {
        fs::create_dir(&path)?;
        Ok(Self { path, written: Vec::new(), finished: false })
    }

    /// Returns the files written so far under a prefix, by their names without it.
    #[must_use]
    pub fn written(&self, prefix: &str) -> Vec<Input> {
        let named = self.written.iter().filter_map(|input| {
            let file = input.file.strip_prefix(prefix)?.to_owned();
            Some(Input { file, ..input.clone() })
        });
        named.collect()
    }

    /// Brings everything to the disk and lets go of the folder.
    pub(super) fn finish(mut self) -> io::Result<PathBuf> {
        sync(&self.path)?;
        self.finished = true;
        Ok(self.path.clone())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.finished {
            drop(fs::remove_dir_all(&self.path));
        }
    }
}

impl Folder for Staging {
    fn file(
        &mut self,
        name: &str,
        readers: Readers,
        body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let path = self.path.join(name);
        if let Some(parent) = path.parent().filter(|parent| !parent.exists()) {
            create_folder(parent, readers)?;
        }
        let mut out = Digesting { out: BufWriter::new(create_file(&path, readers)?), digest: Sha256::new(), bytes: 0 };
        body(&mut out)?;
        out.flush()?;
        let sha256 = out.digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        self.written.push(Input { file: name.to_owned(), sha256, bytes: out.bytes });
        Ok(())
    }
}

/// A writer that digests what passes through it.
struct Digesting {
    out: BufWriter<File>,
    digest: Sha256,
    bytes: u64,
}

impl Write for Digesting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn create_file(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = readers;
    options.open(path)
}

/// Makes a folder; one that begins with a file for its owner alone is for its owner alone.
fn create_folder(path: &Path, readers: Readers) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    if readers == Readers::Owner {
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    }
    #[cfg(not(unix))]
    let _ = readers;
    builder.create(path)
}

/// Brings a folder and all its files to the disk: in one call where the system has it, since there may be thousands.
fn sync(path: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    match rustix::fs::syncfs(File::open(path)?) {
        Err(rustix::io::Errno::NOSYS | rustix::io::Errno::INVAL) => {}
        done => return Ok(done?),
    }
    sync_each(path)
}

/// Brings a folder and all its files to the disk, one after the other.
fn sync_each(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?.path();
        if entry.is_dir() {
            sync_each(&entry)?;
        } else {
            File::open(&entry)?.sync_all()?;
        }
    }
    super::swap::sync_folder(path)
}
