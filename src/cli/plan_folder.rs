//! Writes a plan folder whole or not at all: built beside it, brought to the disk, then put in its place in one step.
//!
//! Folders of clean tables are written in the same way. It knows nothing of what a plan says, but that a folder with
//! `plan.json` is one (of tables, with `ingest.json`; of sheets, with `sheets.csv`). Nothing else is ever deleted.

mod lock;
mod parents;
mod staging;
mod swap;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use staging::Staging;

use super::exit::{Exit, Failure};
use lock::Lock;
pub(super) use parents::Parents;

/// What a folder is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// A plan.
    Plan,
    /// Clean tables.
    Tables,
    /// Sheets for readers.
    Sheets,
}

impl Product {
    /// Returns the file by which its folder is known.
    fn mark(self) -> &'static str {
        match self {
            Self::Plan => "plan.json",
            Self::Tables => "ingest.json",
            Self::Sheets => "sheets.csv",
        }
    }

    /// Returns what it is called.
    fn name(self) -> &'static str {
        match self {
            Self::Plan => "plan",
            Self::Tables => "tables",
            Self::Sheets => "sheets",
        }
    }
}

/// A place for a plan, held against other runs until it is dropped.
#[derive(Debug)]
pub struct PlanFolder {
    /// As the user named it.
    shown: String,
    parent: PathBuf,
    name: String,
    product: Product,
    force: bool,
    // Let go of in this order: a folder with a lock in it cannot be taken away.
    _lock: Lock,
    _parents: Parents,
}

impl PlanFolder {
    /// Takes hold of the place, and clears away what killed runs left beside it.
    ///
    /// # Errors
    /// When another run holds it, when something else is there that is not a plan, or when it cannot be written.
    pub fn hold(path: &Path, product: Product, force: bool) -> Result<Self, Failure> {
        let shown = path.display().to_string();
        let unwritable = |error: io::Error| Failure::file(&format!("write the {}", product.name()), &shown, error);
        let (parent, name) = place(path).map_err(unwritable)?;
        let parents = Parents::make(&parent).map_err(unwritable)?;
        let lock = Lock::take(&parent.join(format!(".{name}.lock"))).map_err(unwritable)?;
        let Some(lock) = lock else {
            return Err(Failure::new(Exit::Locked, format!("another run is writing {shown}")).hint("try again later"));
        };
        let folder = Self { shown, parent, name, product, force, _lock: lock, _parents: parents };
        folder.refuse_strangers()?;
        folder
            .clear()
            .map_err(|error| Failure::file(&format!("write the {}", product.name()), &folder.shown, error))?;
        Ok(folder)
    }

    /// Returns where it is, as the user named it.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Starts to build a plan beside its place.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn build(&self) -> io::Result<Staging> {
        Staging::new(self.parent.join(format!("{}{}", self.leftover(), std::process::id())))
    }

    /// Puts a plan in its place. Whatever happens, either the plan before or this one is there, whole.
    ///
    /// # Errors
    /// When the disk or the file system refuses.
    pub fn replace(&self, staging: Staging) -> io::Result<()> {
        let built = staging.finish()?;
        let target = self.parent.join(&self.name);
        if self.force && stranger(&target, self.product) {
            swap::keep_aside(&target)?;
        }
        let before = swap::put(&built, &target)?;
        swap::sync_folder(&self.parent)?;
        before.map_or(Ok(()), fs::remove_dir_all)
    }

    /// Puts a plan that must not be used beside the place: `PLAN.rejected`.
    ///
    /// # Errors
    /// When the disk or the file system refuses.
    pub fn set_aside(&self, staging: Staging) -> io::Result<String> {
        let built = staging.finish()?;
        let target = self.parent.join(format!("{}.rejected", self.name));
        let before = swap::put(&built, &target)?;
        before.map_or(Ok(()), fs::remove_dir_all)?;
        Ok(format!("{}.rejected", self.shown.trim_end_matches('/')))
    }

    /// Refuses to replace what is not a plan.
    fn refuse_strangers(&self) -> Result<(), Failure> {
        let target = self.parent.join(&self.name);
        if self.force || !stranger(&target, self.product) {
            return Ok(());
        }
        let what = match (target.is_dir(), self.product) {
            (false, _) => "not a folder",
            (true, Product::Plan) => "a folder that is not a plan",
            (true, Product::Tables) => "a folder that no ingest wrote",
            (true, Product::Sheets) => "a folder without sheets",
        };
        Err(Failure::usage(format!("{} is {what}", self.shown)).hint(format!(
            "name another place with -o, or put the {} there with --force; what is there is kept aside",
            self.product.name()
        )))
    }

    /// What the names of folders being built begin with.
    fn leftover(&self) -> String {
        format!(".{}.tmp-", self.name)
    }

    /// Removes what runs that were killed left behind; the lock is held, so nobody is building now.
    fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.parent)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&self.leftover()) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

/// Tells whether something is there that is neither such a product nor an empty folder.
fn stranger(target: &Path, product: Product) -> bool {
    let is_empty = || fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_none());
    target.symlink_metadata().is_ok() && !target.join(product.mark()).is_file() && !is_empty()
}

/// Returns the folder that a plan lies in, and its name there. A link to a folder is followed, so that the link stays.
fn place(path: &Path) -> io::Result<(PathBuf, String)> {
    let followed = match fs::canonicalize(path) {
        Ok(real) if !swap::is_versioned(path) => real,
        _ => path.to_path_buf(),
    };
    let name = followed.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    let nameless =
        || io::Error::new(io::ErrorKind::InvalidInput, "it has no name of its own, or one that is not UTF-8");
    let name = name.ok_or_else(nameless)?;
    let parent = followed.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((parent.to_path_buf(), name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::folder::{Folder, Readers};

    fn built(place: &PlanFolder, content: &str) -> Staging {
        let mut staging = place.build().unwrap();
        staging.file("plan.json", Readers::Anyone, &mut |out| out.write_all(content.as_bytes())).unwrap();
        staging
    }

    #[test]
    fn a_plan_that_must_not_be_used_is_set_aside_and_the_last_good_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan");
        let place = PlanFolder::hold(&path, Product::Plan, false).unwrap();
        place.replace(built(&place, "good")).unwrap();
        place.set_aside(built(&place, "bad")).unwrap();
        place.set_aside(built(&place, "worse")).unwrap();
        assert_eq!(fs::read_to_string(path.join("plan.json")).unwrap(), "good");
        assert_eq!(fs::read_to_string(folder.path().join("plan.rejected/plan.json")).unwrap(), "worse");
    }

    #[test]
    fn folders_that_lead_to_a_plan_are_made_and_stay_with_it_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/plan");
        drop(PlanFolder::hold(&path, Product::Plan, false).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was written");
        let place = PlanFolder::hold(&path, Product::Plan, false).unwrap();
        place.replace(built(&place, "good")).unwrap();
        drop(place);
        assert_eq!(fs::read_to_string(path.join("plan.json")).unwrap(), "good");
    }

    #[test]
    fn a_plan_given_up_while_it_is_built_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let place = PlanFolder::hold(&folder.path().join("plan"), Product::Plan, false).unwrap();
        drop(built(&place, "half"));
        drop(place);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
