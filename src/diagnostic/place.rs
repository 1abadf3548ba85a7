//! Where in the user's files something stands. Does not know what is said of it.

use std::fmt;
use std::sync::Arc;

/// A place in a file of the user: as precise as is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file as the user named it, with its sheet where it has several: `hotels.xlsx[Sheet1]`.
    pub file: Arc<str>,
    /// The line of a text file, or the row of a sheet, counted from 1; none for the whole file.
    pub line: Option<u32>,
    /// The heading of the column, as typed; none for the whole row.
    pub column: Option<String>,
}

impl Place {
    /// Returns a whole file or sheet.
    #[must_use]
    pub fn whole(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), line: None, column: None }
    }

    /// Returns the file without the sheet.
    #[must_use]
    pub fn without_sheet(file: &str) -> &str {
        file.strip_suffix(']').and_then(|file| file.rsplit_once('[')).map_or(file, |(file, _)| file)
    }

    /// Returns the place of a row.
    #[must_use]
    pub fn row(file: &Arc<str>, line: u32) -> Self {
        Self { file: Arc::clone(file), line: Some(line), column: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(formatter, ", column {column}")?;
        }
        Ok(())
    }
}
