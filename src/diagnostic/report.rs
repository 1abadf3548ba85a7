//! One thing said of the user's files, and the piece of the file it is about.

use std::ops::Range;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{Code, Place, Severity};

/// The piece of a file that a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Excerpt {
    /// The line, or the lines of a record with line ends inside.
    pub text: String,
    /// The line number of its first line, counted from 1.
    pub line: u32,
    /// The bytes of `text` to underline.
    pub underline: (usize, usize),
    /// The reference of the cell in a workbook: `C14`.
    pub cell_reference: Option<String>,
}

impl Excerpt {
    /// Returns the bytes to underline, kept inside the text.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        let end = self.underline.1.min(self.text.len());
        self.underline.0.min(end)..end
    }
}

/// One thing said of the user's files: where, what, and one remedy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is: the file, the line, the heading of the column as typed.
    pub place: Place,
    /// Its code.
    pub code: Code,
    /// The cell as typed.
    pub cell: Option<String>,
    /// What is wrong, one clause without a full stop.
    pub message: String,
    /// One remedy, one clause without a full stop.
    pub help: String,
    /// The line and the cell; none where there is no line, or it is not text.
    pub excerpt: Option<Excerpt>,
    /// Its code's, or an error where reading is strict.
    pub severity: Severity,
}

impl Diagnostic {
    /// Returns a diagnostic without an excerpt.
    #[must_use]
    pub fn new(code: Code, place: Place, message: impl Into<String>, help: impl Into<String>) -> Self {
        let (message, help) = (message.into(), help.into());
        Self { place, code, cell: None, message, help, excerpt: None, severity: code.severity() }
    }

    /// Tells whether it stands in the way of a plan.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Tells whether it is about one row alone: without that row, it would not be said.
    #[must_use]
    pub fn refuses_a_row(&self) -> bool {
        let id = self.code.id();
        let is_of_rows = matches!(id.as_bytes().get(1), Some(b'2' | b'3')) || self.code == Code::RowRefused;
        is_of_rows && self.is_error() && self.place.line.is_some()
    }
}

impl Serialize for Diagnostic {
    /// Writes a flat object; unknown parts are null.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Diagnostic", 9)?;
        object.serialize_field("code", self.code.id())?;
        object.serialize_field("severity", self.severity.as_str())?;
        object.serialize_field("file", &*self.place.file)?;
        object.serialize_field("line", &self.place.line)?;
        object.serialize_field("column", &self.place.column)?;
        object.serialize_field("cell", &self.cell)?;
        let reference = self.excerpt.as_ref().and_then(|excerpt| excerpt.cell_reference.as_ref());
        object.serialize_field("cell_reference", &reference)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("help", &self.help)?;
        object.end()
    }
}
