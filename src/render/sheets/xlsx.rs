//! Sheets as a workbook: real dates and numbers, frozen headings, filters, columns as wide as what stands in them. Text is
//! text whatever it looks like, there is no formula, and the same sheets give the same bytes.

mod width;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Cell, Kind, Mark, ReportSheet, Section, html};
use width::widths;

/// The most UTF-16 units that a cell holds.
const TEXT_MAX: usize = 32_767;
/// How hard the parts of a workbook are packed, of 9: there may be thousands of workbooks, and most are small.
const PACKING: u8 = 1;
/// Columns that are wider than this together are printed across.
const WIDE: usize = 95;

/// Returns the bytes of a workbook with a page for each sheet.
///
/// # Errors
/// When a page has more rows than a workbook holds.
pub fn workbook(sheets: &[ReportSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_zip_compression_level(PACKING);
    // Without it, the clock would be in the file. The first day that the format knows says that it means nothing.
    let created = ExcelDateTime::from_ymd(1900, 1, 1)?;
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(title));
    let formats = FORMATS.get_or_init(Formats::new);
    let mut taken = BTreeSet::new();
    for sheet in sheets {
        let to = workbook.add_worksheet();
        to.set_name(tab(&sheet.tab, &mut taken))?;
        Page { to, formats, next: 0 }.fill(sheet)?;
    }
    workbook.save_to_buffer()
}

/// Returns a name that a page may have, other than those taken.
fn tab(name: &str, taken: &mut BTreeSet<String>) -> String {
    let is_allowed = |letter: &char| !"[]:*?/\\".contains(*letter) && !letter.is_control();
    let clean: String = name.chars().filter(is_allowed).take(25).collect();
    let clean = clean.trim_matches(|letter: char| letter == '\'' || letter.is_whitespace()).to_owned();
    let clean = if clean.is_empty() { "-".to_owned() } else { clean };
    let numbered = (2..).map(|number| format!("{clean} {number}"));
    let mut names = std::iter::once(clean.clone()).chain(numbered);
    names.find(|name| taken.insert(name.to_lowercase())).unwrap_or(clean)
}

/// How cells look, made once for all workbooks.
static FORMATS: OnceLock<Formats> = OnceLock::new();

/// How cells look.
struct Formats {
    title: Format,
    label: Format,
    section: Format,
    /// On the left, and on the right above numbers.
    headings: [Format; 2],
    /// By kind of cell, then by what is new about the row, the last for sums.
    cells: Vec<[Format; 5]>,
}

impl Formats {
    fn new() -> Self {
        let bordered = Format::new().set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00C9_CED6));
        let heading = bordered.clone().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
        let heading = heading.set_background_color(Color::RGB(0x00E8_EDF4));
        let plain = bordered.set_align(FormatAlign::Top);
        let left = || plain.clone().set_align(FormatAlign::Left);
        let kinds = [
            plain.clone().set_text_wrap().set_num_format("@"),
            plain.clone().set_num_format("#,##0"),
            plain.clone().set_num_format("#,##0.00"),
            plain.clone().set_num_format("#,##0.0"),
            left().set_num_format("yyyy-mm-dd"),
            left().set_num_format("hh:mm"),
            plain.clone().set_num_format("0.0%"),
        ];
        let marked = |format: Format| {
            [
                format.clone(),
                format.clone().set_background_color(Color::RGB(0x00E3_F3E6)),
                format.clone().set_background_color(Color::RGB(0x00FF_F3D1)),
                format.clone().set_font_strikethrough().set_font_color(Color::RGB(0x0080_8080)),
                format.set_bold().set_border_top(FormatBorder::Medium),
            ]
        };
        Self {
            title: Format::new().set_bold().set_font_size(14),
            label: Format::new().set_font_color(Color::RGB(0x005A_6472)),
            section: Format::new().set_bold().set_font_size(12),
            headings: [heading.clone(), heading.set_align(FormatAlign::Right)],
            cells: kinds.into_iter().map(marked).collect(),
        }
    }

    /// Returns how a cell of a table looks.
    fn cell(&self, cell: &Cell, look: usize) -> &Format {
        let kind = match cell {
            Cell::Blank | Cell::Text(_) => 0,
            Cell::Count(_) => 1,
            Cell::Money(_) => 2,
            Cell::Number(_) => 3,
            Cell::Date(_) => 4,
            Cell::Time(_) => 5,
            Cell::Percent(_) => 6,
        };
        &self.cells[kind][look]
    }
}

/// Returns which look a row has.
fn look(mark: Option<Mark>) -> usize {
    match mark {
        None => 0,
        Some(Mark::New) => 1,
        Some(Mark::Changed) => 2,
        Some(Mark::Cancelled) => 3,
    }
}

/// The look of sums.
const TOTAL: usize = 4;

/// A page being filled from the top.
struct Page<'a> {
    to: &'a mut Worksheet,
    formats: &'a Formats,
    next: u32,
}

impl Page<'_> {
    fn fill(&mut self, sheet: &ReportSheet) -> Result<(), XlsxError> {
        if !sheet.is_bare {
            self.head(sheet)?;
        }
        let is_one = sheet.sections.len() == 1;
        for section in &sheet.sections {
            self.section(section, is_one, sheet.is_bare)?;
        }
        for note in sheet.notes.iter().filter(|_| !sheet.is_bare) {
            self.to.write_string_with_format(self.next, 0, clean(note), &self.formats.label)?;
            self.next += 1;
        }
        if !(sheet.signature.is_empty() || sheet.is_bare) {
            for line in sheet.signature.lines() {
                self.next += 1;
                self.to.write_string(self.next, 0, clean(line))?;
            }
        }
        self.widths(sheet)?;
        self.print(sheet);
        Ok(())
    }

    fn head(&mut self, sheet: &ReportSheet) -> Result<(), XlsxError> {
        self.to.write_string_with_format(0, 0, clean(&sheet.title), &self.formats.title)?;
        self.next = 1;
        for line in &sheet.head {
            let text = format!("{}{}{}", line.label, html::colon(sheet.lang), line.value);
            self.to.write_string_with_format(self.next, 0, clean(&text), &self.formats.label)?;
            self.next += 1;
        }
        self.next += 1;
        Ok(())
    }

    /// Writes a table; the only one of a page has its headings frozen and a filter.
    fn section(&mut self, section: &Section, is_one: bool, is_bare: bool) -> Result<(), XlsxError> {
        if !(section.title.is_empty() || is_bare) {
            self.to.write_string_with_format(self.next, 0, clean(&section.title), &self.formats.section)?;
            self.next += 1;
        }
        let (headings, shown) = (self.next, columns(section, is_bare));
        for (at, &column) in (0..).zip(&shown) {
            let column = &section.columns[column];
            let format = &self.formats.headings[usize::from(is_number(column.kind))];
            self.to.write_string_with_format(headings, at, clean(&column.heading), format)?;
        }
        self.next += 1;
        for row in &section.rows {
            self.row(&row.cells, &shown, look(row.mark))?;
        }
        let last = u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
        if is_one {
            self.to.set_freeze_panes(self.next.min(headings + 1), 0)?;
            self.to.set_repeat_rows(headings, headings)?;
            if !section.rows.is_empty() {
                self.to.autofilter(headings, 0, self.next - 1, last)?;
            }
        }
        if let Some(totals) = section.totals.as_ref().filter(|_| !is_bare) {
            self.row(totals, &shown, TOTAL)?;
        }
        self.next += 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell], shown: &[usize], look: usize) -> Result<(), XlsxError> {
        let row = self.next;
        self.next += 1;
        for (at, cell) in (0..).zip(shown.iter().map(|&column| &cells[column])) {
            let format = self.formats.cell(cell, look);
            match cell {
                Cell::Blank => self.to.write_blank(row, at, format)?,
                Cell::Text(text) => self.to.write_string_with_format(row, at, clean(text), format)?,
                #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
                Cell::Count(count) => self.to.write_number_with_format(row, at, *count as f64, format)?,
                #[expect(clippy::cast_precision_loss, reason = "a spreadsheet has no other numbers")]
                Cell::Money(money) => self.to.write_number_with_format(row, at, money.0 as f64 / 100.0, format)?,
                Cell::Number(number) | Cell::Percent(number) => {
                    self.to.write_number_with_format(row, at, *number, format)?
                }
                // A day before those that a spreadsheet knows is written as words.
                Cell::Date(date) if *date < chrono::NaiveDate::from_ymd_opt(1900, 3, 1).unwrap_or_default() => {
                    self.to.write_string_with_format(row, at, date.to_string(), format)?
                }
                Cell::Date(date) => self.to.write_datetime_with_format(row, at, date, format)?,
                Cell::Time(time) => self.to.write_datetime_with_format(row, at, time, format)?,
            };
        }
        Ok(())
    }

    /// Makes each column as wide as its widest cell, a Chinese character counted twice.
    fn widths(&mut self, sheet: &ReportSheet) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(widths(sheet)) {
            self.to.set_column_width(at, u32::try_from(width).unwrap_or(10))?;
        }
        Ok(())
    }

    fn print(&mut self, sheet: &ReportSheet) {
        let a4 = 9;
        self.to.set_paper_size(a4).set_print_fit_to_pages(1, 0);
        if widths(sheet).iter().sum::<usize>() > WIDE {
            self.to.set_landscape();
        }
        // `&` begins a code in a footer.
        let plan = sheet.head.first().map(|line| line.value.replace('&', "&&")).unwrap_or_default();
        let plan: String = plan.chars().filter(|letter| !letter.is_control()).take(100).collect();
        self.to.set_footer(format!("&L{plan}&R&P / &N"));
    }
}

/// Returns the columns that stand on a page: for another program all, for people those that say anything.
fn columns(section: &Section, is_bare: bool) -> Vec<usize> {
    if is_bare { (0..section.columns.len()).collect() } else { section.shown() }
}

/// Returns text that a cell holds: nothing that no page can show, and no more than fits, which is then said.
fn clean(text: &str) -> String {
    let text: String = text.chars().filter(|letter| *letter != '\r').map(html::visible).collect();
    if text.encode_utf16().count() <= TEXT_MAX {
        return text;
    }
    let mut kept = String::new();
    let mut units = 0;
    for letter in text.chars() {
        units += letter.len_utf16();
        if units >= TEXT_MAX {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

/// Tells whether the cells of a column stand on the right.
#[must_use]
pub(super) fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Count | Kind::Money | Kind::Number | Kind::Percent)
}
