//! Sheets as people keep them: titles above the headings, sums among the rows, cells merged. Knows no table by name.

use std::io;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::dirt::Date;

/// A sheet: any rows of any lengths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    rows: Vec<Vec<String>>,
    /// First row, last row, column.
    merged: Vec<(usize, usize, usize)>,
}

impl Sheet {
    /// Returns the sheet that begins with a title and, below it, its headings.
    #[must_use]
    pub fn titled(title: &str, headings: &[&str]) -> Self {
        let mut sheet = Self::default();
        sheet.row(&[title]);
        sheet.row(headings);
        sheet
    }

    /// Returns the sheet that begins with its headings.
    #[must_use]
    pub fn headed(headings: &[&str]) -> Self {
        let mut sheet = Self::default();
        sheet.row(headings);
        sheet
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        self.rows.push(cells.iter().map(|cell| cell.as_ref().to_owned()).collect());
    }

    /// Returns how many rows there are, titles and headings among them: the position of the next one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Merges the cells of a column from a row on to the last one; the first of them says what all say.
    pub fn merge_from(&mut self, first: usize, column: usize) {
        if first + 1 < self.rows.len() {
            self.merged.push((first, self.rows.len() - 1, column));
        }
    }

    /// Returns the bytes of a text with commas, as Excel writes it: marked as UTF-8, with the line ends of Windows.
    ///
    /// # Errors
    /// Never in practice: it writes to memory.
    pub fn csv(&self) -> io::Result<Vec<u8>> {
        let mut bytes = crate::render::table::BOM.to_vec();
        let mut writer =
            csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        for row in &self.rows {
            writer.write_record(row).map_err(io::Error::other)?;
        }
        writer.flush()?;
        drop(writer);
        Ok(bytes)
    }

    /// Returns the bytes of what Excel calls a Unicode text: UTF-16 with tabs.
    #[must_use]
    pub fn unicode_text(&self) -> Vec<u8> {
        let lines: String = self.rows.iter().map(|row| row.join("\t") + "\r\n").collect();
        std::iter::once(0xFEFF).chain(lines.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    /// Returns the bytes of a workbook, made on a date: counts are numbers, everything else is text.
    ///
    /// # Errors
    /// When the sheet does not fit into a workbook.
    pub fn workbook(&self, name: &str, (year, month, day): Date) -> Result<Vec<u8>, XlsxError> {
        let year = u16::try_from(year).unwrap_or(u16::MAX);
        let [month, day] = [month, day].map(|number| u8::try_from(number).unwrap_or(u8::MAX));
        let made = ExcelDateTime::from_ymd(year, month, day)?;
        let mut book = Workbook::new();
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = book.add_worksheet().set_name(name)?;
        for (line, row) in (0..).zip(&self.rows) {
            for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                match cell.parse::<u32>() {
                    Ok(count) if cell.len() <= 6 => sheet.write(line, column, count)?,
                    _ => sheet.write(line, column, cell)?,
                };
            }
        }
        for &(first, last, column) in &self.merged {
            let text = self.rows[first].get(column).map_or("", String::as_str);
            let [first, last] = [first, last].map(|row| u32::try_from(row).unwrap_or(u32::MAX));
            sheet.merge_range(
                first,
                u16::try_from(column).unwrap_or(u16::MAX),
                last,
                u16::try_from(column).unwrap_or(u16::MAX),
                text,
                &Format::new(),
            )?;
        }
        book.save_to_buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        let mut sheet = Sheet::titled("附件1", &["区", "酒店"]);
        let first = sheet.len();
        sheet.row(&["甲区", "铜鹭宾馆", "12"]);
        sheet.row(&["", "纸灯酒店", "约12间"]);
        sheet.merge_from(first, 0);
        sheet
    }

    #[test]
    fn texts_are_written_as_excel_writes_them() {
        let text = String::from_utf8(sheet().csv().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}附件1\r\n区,酒店\r\n甲区,铜鹭宾馆,12\r\n,纸灯酒店,约12间\r\n");
        assert_eq!(&sheet().unicode_text()[..4], [0xFF, 0xFE, 0x44, 0x96]);
    }

    #[test]
    fn two_workbooks_of_a_sheet_are_the_same_bytes() {
        let [a, b] = [(); 2].map(|()| sheet().workbook("清单", (2022, 3, 20)).unwrap());
        assert_eq!(a, b);
    }
}
