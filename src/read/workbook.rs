//! Sheets of a workbook to grids: every cell as the text that a CSV would have. Formulas are read by their last value.
//! Knows XLSX, XLSB, XLS and ODS by their bytes, whatever the file is called.

mod cell_text;

use std::cell::Cell;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Arc, Once};

use calamine::{Data, DataRef, Dimensions, Ods, Range, Reader as _, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use self::cell_text::{borrowed, text};
use super::archive::{self, Kind, Refused, Region};
use super::grid::{CELLS_MAX, Grid};

/// The most bytes of an XLS, all of whose sheets are unfolded in memory.
const XLS_BYTES_MAX: usize = 64 << 20;

/// A sheet of a workbook.
#[derive(Debug)]
pub struct Sheet {
    /// Its rows that hold anything.
    pub grid: Grid,
    /// Whether people do not see it.
    pub is_hidden: bool,
}

/// Tells whether bytes are those of a workbook.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Returns the sheets of a workbook that hold anything, in order.
///
/// # Errors
///
/// Fails where the workbook is damaged or protected, or larger than one can be.
pub fn sheets(file: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Refused> {
    let is_zipped = bytes.starts_with(b"PK");
    if !is_zipped && bytes.len() > XLS_BYTES_MAX {
        return Err(Refused::TooLarge(format!("as an XLS it has more than {} MiB", XLS_BYTES_MAX >> 20)));
    }
    let kind = if is_zipped { Some(archive::inspect(&bytes)?) } else { None };
    let read = || match kind {
        Some(Kind::Xlsx) => xlsx(file, bytes),
        Some(Kind::Xlsb) => xlsb(file, bytes),
        Some(Kind::Ods) => ods(file, bytes),
        None => xls(file, bytes),
    };
    // Bytes made to harm may still run into an assertion of the library that reads workbooks.
    hushed(|| catch_unwind(AssertUnwindSafe(read)))
        .unwrap_or_else(|_| Err(Refused::damaged("its parts contradict each other")))
}

thread_local! {
    /// Whether a panic of this thread is to be said in no words: it becomes a diagnostic.
    static IS_HUSHED: Cell<bool> = const { Cell::new(false) };
}

/// Does something of which a panic is not printed.
fn hushed<T>(work: impl FnOnce() -> T) -> T {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_HUSHED.get() {
                before(panic);
            }
        }));
    });
    IS_HUSHED.set(true);
    let done = work();
    IS_HUSHED.set(false);
    done
}

/// The sheets of a workbook as they are read.
struct Sheets<'a> {
    file: &'a str,
    n_cells: usize,
    read: Vec<Sheet>,
}

impl<'a> Sheets<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, n_cells: 0, read: Vec::new() }
    }

    /// Adds a sheet of which cells come row after row.
    fn add<T>(
        &mut self,
        sheet: &calamine::Sheet,
        regions: Vec<Region>,
        mut next: impl FnMut(&mut dyn FnMut((u32, u32), &DataRef<'_>)) -> Result<bool, T>,
    ) -> Result<(), Refused>
    where
        T: std::fmt::Display,
    {
        let mut rows = Rows::new(&format!("{}[{}]", self.file, sheet.name), CELLS_MAX - self.n_cells);
        while next(&mut |position, cell| rows.push(position, cell)).map_err(Refused::damaged)? {
            rows.refused()?;
        }
        rows.end_row();
        rows.refused()?;
        self.n_cells += rows.n_cells;
        let mut grid = rows.grid;
        grid.set_merged(regions);
        if grid.n_records() > 0 {
            self.read.push(Sheet { grid, is_hidden: sheet.visible != SheetVisible::Visible });
        }
        Ok(())
    }

    /// Adds a sheet that is unfolded in memory.
    fn add_range(&mut self, sheet: &calamine::Sheet, regions: Vec<Region>, range: &Range<Data>) -> Result<(), Refused> {
        let (row, column) = range.start().unwrap_or((0, 0));
        let mut cells = range.used_cells();
        self.add(sheet, regions, |push| {
            let Some((below, beside, cell)) = cells.next() else { return Ok::<_, Refused>(false) };
            let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            push((row.saturating_add(narrow(below)), column.saturating_add(narrow(beside))), &borrowed(cell));
            Ok(true)
        })
    }
}

/// The rows of a sheet as they are read.
struct Rows {
    grid: Grid,
    row: Option<u32>,
    cells: Vec<(u32, String, bool)>,
    n_cells: usize,
    n_cells_max: usize,
    is_disordered: bool,
}

impl Rows {
    fn new(name: &str, n_cells_max: usize) -> Self {
        let grid = Grid::of_sheet(&Arc::from(name));
        Self { grid, row: None, cells: Vec::new(), n_cells: 0, n_cells_max, is_disordered: false }
    }

    fn push(&mut self, (row, column): (u32, u32), cell: &DataRef<'_>) {
        if self.row != Some(row) {
            self.is_disordered |= self.row.is_some_and(|last| last > row);
            self.end_row();
            self.row = Some(row);
        }
        let (text, is_number) = text(cell);
        if !text.trim().is_empty() {
            self.cells.push((column, text, is_number));
        }
    }

    /// Takes the cells of a row into the grid, if it has any.
    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        self.cells.sort_by_key(|cell| cell.0);
        let width = self.cells.last().map_or(0, |cell| cell.0 as usize + 1);
        self.n_cells = self.n_cells.saturating_add(width);
        if self.n_cells > self.n_cells_max || width == 0 {
            self.cells.clear();
            return;
        }
        let mut texts = Vec::with_capacity(width);
        for (column, text, is_number) in self.cells.drain(..) {
            texts.resize(column as usize, (String::new(), false));
            texts.push((text, is_number));
        }
        self.grid.push_row(row.saturating_add(1), &texts);
    }

    fn refused(&self) -> Result<(), Refused> {
        if self.n_cells > self.n_cells_max {
            return Err(Refused::TooLarge(format!("it has more than {CELLS_MAX} cells")));
        }
        if self.grid.is_full() {
            return Err(Refused::TooLarge("its cells are longer than 1 GiB together".to_owned()));
        }
        if self.is_disordered { Err(Refused::damaged("its rows are out of order")) } else { Ok(()) }
    }
}

fn xlsx(file: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::damaged)?;
    let mut sheets = Sheets::new(file);
    for sheet in tables(book.sheets_metadata()) {
        let regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(Refused::damaged)?;
        sheets.add(&sheet, regions.into_iter().map(region).collect(), |push| {
            let cell = cells.next_cell()?;
            Ok::<_, calamine::XlsxError>(cell.is_some_and(|cell| {
                push(cell.get_position(), cell.get_value());
                true
            }))
        })?;
    }
    Ok(sheets.read)
}

fn xlsb(file: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xlsb<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::damaged)?;
    let mut sheets = Sheets::new(file);
    for sheet in tables(book.sheets_metadata()) {
        let mut cells = book.worksheet_cells_reader(&sheet.name).map_err(Refused::damaged)?;
        sheets.add(&sheet, Vec::new(), |push| {
            let cell = cells.next_cell()?;
            Ok::<_, calamine::XlsbError>(cell.is_some_and(|cell| {
                push(cell.get_position(), cell.get_value());
                true
            }))
        })?;
    }
    Ok(sheets.read)
}

fn xls(file: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Refused> {
    let mut book: Xls<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::damaged)?;
    let mut sheets = Sheets::new(file);
    for sheet in tables(book.sheets_metadata()) {
        let regions = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let range = book.worksheet_range(&sheet.name).map_err(Refused::damaged)?;
        sheets.add_range(&sheet, regions.into_iter().map(region).collect(), &range)?;
    }
    Ok(sheets.read)
}

fn ods(file: &str, bytes: Vec<u8>) -> Result<Vec<Sheet>, Refused> {
    let mut merged = archive::ods_regions(&bytes)?;
    let mut book: Ods<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(Refused::damaged)?;
    let mut sheets = Sheets::new(file);
    for sheet in tables(book.sheets_metadata()) {
        let found = merged.iter_mut().find(|(name, _)| *name == sheet.name);
        let regions = found.map(|(_, regions)| std::mem::take(regions)).unwrap_or_default();
        let range = book.worksheet_range(&sheet.name).map_err(Refused::damaged)?;
        sheets.add_range(&sheet, regions, &range)?;
    }
    Ok(sheets.read)
}

/// Returns the sheets that have cells: no charts and no macros.
fn tables(sheets: &[calamine::Sheet]) -> Vec<calamine::Sheet> {
    sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect()
}

fn region(found: Dimensions) -> Region {
    Region { first: found.start, last: found.end }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook as Writer};

    use super::*;

    fn written() -> Vec<u8> {
        let mut writer = Writer::new();
        let sheet = writer.add_worksheet();
        sheet.set_name("rooms").unwrap();
        let dates = Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write(0, 1, "hotel").unwrap();
        sheet.write(2, 0, 12.0).unwrap();
        sheet.write(2, 1, 12.5).unwrap();
        let evening = ExcelDateTime::parse_from_str("2022-04-03T17:30:00").unwrap();
        sheet.write_datetime_with_format(2, 3, &evening, &dates).unwrap();
        let day = ExcelDateTime::parse_from_str("2022-04-03").unwrap();
        sheet.write_datetime_with_format(2, 4, &day, &dates).unwrap();
        writer.save_to_buffer().unwrap()
    }

    #[test]
    fn cells_become_the_text_of_a_csv() {
        let bytes = written();
        assert!(is_workbook(&bytes));
        let sheets = sheets("a.xlsx", bytes).unwrap();
        let grid = &sheets[0].grid;
        assert_eq!(&**grid.file(), "a.xlsx[rooms]");
        assert_eq!((grid.n_records(), grid.line(1)), (2, 3));
        let row: Vec<_> = (0..grid.n_cells(1)).map(|column| grid.cell(1, column).into_owned()).collect();
        assert_eq!(row, ["12", "12.5", "", "2022-04-03T17:30", "2022-04-03"]);
        assert!(grid.is_number(1, 0) && !grid.is_number(1, 3) && !grid.is_number(0, 1));
    }

    #[test]
    fn hidden_sheets_are_known() {
        let mut writer = Writer::new();
        writer.add_worksheet().write(0, 0, "hotel").unwrap();
        writer.add_worksheet().set_hidden(true).write(0, 0, "hotel").unwrap();
        let sheets = sheets("a.xlsx", writer.save_to_buffer().unwrap()).unwrap();
        assert_eq!(sheets.iter().map(|sheet| sheet.is_hidden).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn other_bytes_are_no_workbook() {
        assert!(!is_workbook(b"hotel,rooms"));
        assert!(matches!(sheets("a.xlsx", b"PK\x03\x04 and no more".to_vec()), Err(Refused::Damaged(_))));
        let xls = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[7; 4096]].concat();
        assert!(is_workbook(&xls) && matches!(sheets("a.xls", xls), Err(Refused::Damaged(_))));
    }
}
