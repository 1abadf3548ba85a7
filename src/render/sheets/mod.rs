//! Sheets for readers: what one person needs of a plan, as values, and four ways to write them.
//!
//! A [`ReportSheet`] says what stands where and of what kind it is; [`csv`], [`xlsx`], [`html`] and [`markdown`] say how that looks. So a
//! date is a date everywhere, and nothing that somebody typed is ever run.

pub mod book;
pub mod csv;
pub mod daily;
pub mod departure;
pub mod facts;
pub mod html;
pub mod many;
pub mod markdown;
pub mod meal;
mod model;
pub mod movement;
pub mod officer;
pub mod pickup;
pub mod summary;
pub mod supply;
pub mod unmet;
pub mod xlsx;

pub use facts::{Facts, Manner};
pub use model::{Cell, Column, Head, Kind, Mark, ReportSheet, Row, Section};

use std::collections::BTreeSet;
use std::io;

use super::folder::{Folder, Readers};

/// A form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetForm {
    /// A table for programs, one file for each section.
    Csv,
    /// A workbook.
    Xlsx,
    /// A page for print.
    Html,
}

/// The forms in which sheets are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forms {
    /// Those that are wanted.
    pub wanted: BTreeSet<SheetForm>,
    /// A byte order mark before each CSV, by which Excel knows UTF-8.
    pub bom: bool,
}

/// Writes a sheet in every form that is wanted, under its stem.
///
/// # Errors
/// When the folder fails, or a workbook cannot be made.
pub fn write(sheet: &ReportSheet, forms: &Forms, folder: &mut dyn Folder) -> io::Result<()> {
    for (name, bytes) in files(sheet, forms)? {
        folder.file(&name, Readers::Owner, &mut |out| out.write_all(&bytes))?;
    }
    Ok(())
}

/// Returns the files of a sheet in every form that is wanted, by name.
///
/// # Errors
/// When a workbook cannot be made.
fn files(sheet: &ReportSheet, forms: &Forms) -> io::Result<Vec<(String, Vec<u8>)>> {
    let stem = &sheet.stem;
    let wants = |form: SheetForm| forms.wanted.contains(&form);
    let mut files = Vec::new();
    for section in sheet.sections.iter().filter(|_| wants(SheetForm::Csv)) {
        let name = if section.stem.is_empty() { stem.clone() } else { format!("{stem}-{}", section.stem) };
        let mut bytes = Vec::new();
        csv::write(section, forms.bom, &mut bytes)?;
        files.push((format!("{name}.csv"), bytes));
    }
    if wants(SheetForm::Xlsx) {
        files.push((format!("{stem}.xlsx"), xlsx::workbook(std::slice::from_ref(sheet)).map_err(io::Error::other)?));
    }
    if wants(SheetForm::Html) {
        files.push((format!("{stem}.html"), html::page(sheet).into_bytes()));
    }
    Ok(files)
}
