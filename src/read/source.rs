//! The files that were read, kept so that whatever is found wrong later can still show the line and the cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::Grid;
use super::header::Header;
use crate::diagnostic::Diagnostic;

/// The files that were read, by name.
#[derive(Debug, Clone, Default)]
pub struct Sources(BTreeMap<Arc<str>, (Grid, Header)>);

impl Sources {
    /// Keeps a file.
    pub fn keep(&mut self, grid: Grid, header: Header) {
        self.0.insert(Arc::clone(grid.file()), (grid, header));
    }

    /// Fills in the heading as typed, the cell and the excerpt of a diagnostic that names a line, and its column by the
    /// canonical name.
    pub fn illustrate(&self, diagnostic: &mut Diagnostic) {
        let Some((grid, header)) = self.0.get(&diagnostic.place.file) else { return };
        let Some(record) = diagnostic.place.line.and_then(|line| grid.record_at(line)) else { return };
        let column = diagnostic.place.column.as_ref().and_then(|name| header.slot(name).0);
        grid.illustrate(diagnostic, record, column);
    }
}
