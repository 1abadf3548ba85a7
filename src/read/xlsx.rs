//! Sheets of a workbook to grids: every cell as the text that a CSV would have. Formulas are read by their last value.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

use super::grid::Grid;

/// A workbook in memory.
pub struct Workbook(Xlsx<Cursor<Vec<u8>>>);

/// Tells whether bytes are those of a workbook, whatever the file is called.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// Fails where the bytes are no XLSX workbook.
    pub fn open(bytes: Vec<u8>) -> Result<Self, XlsxError> {
        calamine::open_workbook_from_rs(Cursor::new(bytes)).map(Self)
    }

    /// Returns the names of its sheets, in order.
    #[must_use]
    pub fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// Returns the rows of a sheet that hold anything.
    ///
    /// # Errors
    ///
    /// Fails where the sheet is damaged.
    pub fn grid(&mut self, file: &str, sheet: &str) -> Result<Grid, XlsxError> {
        let mut cells = Vec::new();
        let mut reader = self.0.worksheet_cells_reader(sheet)?;
        while let Some(cell) = reader.next_cell()? {
            let (row, column) = cell.get_position();
            let (text, is_number) = text(cell.get_value());
            if !text.trim().is_empty() {
                cells.push((row, column, text, is_number));
            }
        }
        cells.sort_by_key(|&(row, column, ..)| (row, column));
        let mut grid = Grid::of_sheet(&Arc::from(format!("{file}[{sheet}]")));
        for row in cells.chunk_by(|a, b| a.0 == b.0) {
            let mut texts = Vec::new();
            for (_, column, text, is_number) in row {
                texts.resize(*column as usize, (String::new(), false));
                texts.push((text.clone(), *is_number));
            }
            grid.push_row(row[0].0.saturating_add(1), &texts);
        }
        Ok(grid)
    }
}

/// Returns a cell as text, and whether it is a number.
fn text(cell: &DataRef<'_>) -> (String, bool) {
    match cell {
        DataRef::Empty => (String::new(), false),
        DataRef::Int(number) => (number.to_string(), true),
        DataRef::Float(number) => (number_text(*number), true),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => (text.clone(), false),
        DataRef::SharedString(text) => ((*text).to_owned(), false),
        DataRef::Bool(truth) => (truth.to_string(), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::DateTime(moment) if moment.is_duration() => (number_text(moment.as_f64()), true),
        DataRef::DateTime(moment) => (moment_text(moment), false),
    }
}

/// Returns a number without `.0`.
fn number_text(number: f64) -> String {
    number.to_string()
}

/// Returns a date in ISO form, with its time of day where it has one.
fn moment_text(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let built = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()))
        .and_then(|moment| moment.checked_add_signed(TimeDelta::milliseconds(500)));
    built.map_or_else(|| number_text(moment.as_f64()), iso)
}

/// Returns the shortest ISO text of a moment, down to the second.
fn iso(moment: NaiveDateTime) -> String {
    let format = match (moment.num_seconds_from_midnight(), moment.second()) {
        (0, _) => "%Y-%m-%d",
        (_, 0) => "%Y-%m-%dT%H:%M",
        _ => "%Y-%m-%dT%H:%M:%S",
    };
    moment.format(format).to_string()
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
        let grid = Workbook::open(bytes).unwrap().grid("a.xlsx", "rooms").unwrap();
        assert_eq!(&**grid.file(), "a.xlsx[rooms]");
        assert_eq!((grid.n_records(), grid.line(1)), (2, 3));
        let row: Vec<_> = (0..grid.n_cells(1)).map(|column| grid.cell(1, column).into_owned()).collect();
        assert_eq!(row, ["12", "12.5", "", "2022-04-03T17:30", "2022-04-03"]);
        assert!(grid.is_number(1, 0) && !grid.is_number(1, 3) && !grid.is_number(0, 1));
    }

    #[test]
    fn other_bytes_are_no_workbook() {
        assert!(!is_workbook(b"hotel,rooms"));
        assert!(Workbook::open(b"PK\x03\x04 and no more".to_vec()).is_err());
    }
}
