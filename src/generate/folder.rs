//! The folder being written: its tables and texts, and what stands in them so far. Knows no table by name.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::dirt::Date;
use super::sheet::Sheet;
use super::{GenerateError, Summary, Written};
use crate::render::table::TableWriter;

/// A case folder being written.
pub struct CaseFolder {
    summary: Summary,
}

/// The rows of the table being written.
pub struct Rows<'a> {
    table: TableWriter<&'a mut BufWriter<File>>,
    n_rows: u64,
}

impl Rows<'_> {
    /// Writes a row, one cell for each heading.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn row<T: AsRef<[u8]>>(&mut self, cells: &[T]) -> io::Result<()> {
        self.n_rows += 1;
        self.table.row(cells)
    }
}

impl CaseFolder {
    /// Makes the folder, or takes an empty one.
    ///
    /// # Errors
    /// When it has files already or cannot be made.
    pub fn create(path: &Path) -> Result<Self, GenerateError> {
        let failed = |source| GenerateError::Write { path: path.to_owned(), source };
        fs::create_dir_all(path).map_err(failed)?;
        if fs::read_dir(path).map_err(failed)?.next().is_some() {
            return Err(GenerateError::NotEmpty(path.to_owned()));
        }
        Ok(Self { summary: Summary { folder: path.to_owned(), ..Summary::default() } })
    }

    /// Writes the table of a name (without `.csv`, with the folders below this one that it is in): its headings, and the rows that `fill` makes one by one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn table(
        &mut self,
        name: &str,
        headings: &[&str],
        fill: impl FnOnce(&mut Rows) -> io::Result<()>,
    ) -> Result<(), GenerateError> {
        self.file(format!("{name}.csv"), |out| {
            let mut rows = Rows { table: TableWriter::new(out, headings)?, n_rows: 0 };
            fill(&mut rows)?;
            rows.table.finish()?;
            Ok(rows.n_rows)
        })
    }

    /// Writes a sheet as its name says: `.csv`, `.txt` as Excel's Unicode text, or `.xlsx` made on a date.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn sheet(&mut self, name: &str, sheet: &Sheet, made: Date) -> Result<(), GenerateError> {
        self.file(name.to_owned(), |out| {
            let bytes = match name.rsplit('.').next() {
                Some("xlsx") => sheet.workbook("Sheet1", made).map_err(io::Error::other)?,
                Some("txt") => sheet.unicode_text(),
                _ => sheet.csv()?,
            };
            out.write_all(&bytes)?;
            Ok(sheet.len() as u64)
        })
    }

    /// Writes a text.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn text(&mut self, name: &str, content: &str) -> Result<(), GenerateError> {
        self.file(name.to_owned(), |out| out.write_all(content.as_bytes()).map(|()| 0))
    }

    /// Returns what was written, with the counts of the case.
    #[must_use]
    pub fn finish(mut self, hotels: u32, groups: u32, guests: u64) -> Summary {
        (self.summary.hotels, self.summary.groups, self.summary.guests) = (hotels, groups, guests);
        self.summary
    }

    fn file(
        &mut self,
        name: String,
        fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<u64>,
    ) -> Result<(), GenerateError> {
        let path: PathBuf = self.summary.folder.join(&name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = made.and_then(|()| File::create_new(&path)).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 16, file);
            let rows = fill(&mut out)?;
            out.flush()?;
            Ok(Written { bytes: out.get_ref().metadata()?.len(), name, rows })
        });
        let written = written.map_err(|source| GenerateError::Write { path, source })?;
        self.summary.files.push(written);
        Ok(())
    }
}
