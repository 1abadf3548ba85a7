//! Cells that say what the one above them says: merged cells, of which a file keeps only the first (domain §3.3). Only
//! columns that people merge and that no count, name or telephone stands in.

use std::collections::BTreeMap;

use super::archive::Region;
use super::body::Body;
use super::grid::Grid;
use super::header::Header;

/// Columns whose merged cells are filled.
const MERGED: [&str; 7] = ["district", "batch", "polled_at", "from", "to", "arrive", "depart"];
/// Columns that are filled where a file cannot say which cells are merged: an empty cell in the others may mean that
/// nothing is known.
const UNMARKED: [&str; 3] = ["district", "batch", "polled_at"];

/// A cell to be filled: its record and column, and the record that it repeats.
pub type Filled = ((usize, usize), usize);

/// Returns the cells that say what the one above them says. Where a file does not say which are merged, that is every empty
/// cell below a filled one, if the column never says the same twice in a row, as it would had it not been merged, and if
/// the table is not in canonical form, which says what it says.
#[must_use]
pub fn down(grid: &Grid, header: &Header, body: &Body<'_>) -> Vec<Filled> {
    let columns = |names: &[&str]| -> Vec<usize> { names.iter().filter_map(|name| header.slot(name).0).collect() };
    match grid.merged() {
        Some(_) => merged(grid, &columns(&MERGED)),
        None if header.is_canonical(grid) => Vec::new(),
        None => {
            let rows: Vec<usize> = body.rows().collect();
            columns(&UNMARKED).into_iter().flat_map(|column| below(grid, &rows, column)).collect()
        }
    }
}

/// Returns the cells within merged regions of some columns.
fn merged(grid: &Grid, columns: &[usize]) -> Vec<Filled> {
    let mut filled = Vec::new();
    let mut regions: Vec<&Region> = grid.merged().unwrap_or_default().iter().collect();
    regions.sort_by_key(|region| (region.first.1, region.first.0));
    // By column, the first record that no region has reached: no cell is filled twice, though regions overlap.
    let mut free: BTreeMap<usize, usize> = BTreeMap::new();
    for region in regions {
        let Some(above) = grid.record_at(region.first.0.saturating_add(1)) else { continue };
        let last = region.last.0.saturating_add(1);
        let column = region.first.1 as usize;
        let first = free.get(&column).copied().unwrap_or(0).max(above + 1);
        let below = (first..grid.n_records()).take_while(|&record| grid.line(record) <= last);
        if columns.contains(&column) && region.first.1 == region.last.1 && grid.body().contains(&above) {
            for record in below {
                filled.push(((record, column), above));
                free.insert(column, record + 1);
            }
        }
    }
    filled
}

/// Returns the empty cells of a column below filled ones; none where two neighbours say the same.
fn below(grid: &Grid, rows: &[usize], column: usize) -> Vec<Filled> {
    let mut filled = Vec::new();
    let mut above: Option<usize> = None;
    for (at, &record) in rows.iter().enumerate() {
        let cell = grid.cell(record, column);
        if !cell.is_empty() {
            if at > 0 && grid.cell(rows[at - 1], column) == cell {
                return Vec::new();
            }
            above = Some(record);
        } else if let Some(above) = above {
            filled.push(((record, column), above));
        }
    }
    filled
}
