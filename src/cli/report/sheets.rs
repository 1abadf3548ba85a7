//! The sheets of a plan: a folder of them, or one workbook.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::thread;

use clap::{Args, ValueEnum};

use super::super::exit::{Exit, Failure};
use super::super::plan_folder::{PlanFolder, Product, Staging};
use super::super::planned::Planned;
use super::super::talk::{self, Talk};
use super::said;
use crate::diagnostic::Near;
use crate::render::folder::{Folder, Readers};
use crate::render::roster::Layout;
use crate::render::sheets::{self, Facts, Forms, Manner, ReportSheet, SheetForm, book, many, officer, pickup, xlsx};
use crate::render::table::{TableWriter, inert};
use crate::render::words::Lang;
use crate::service::liaison::{self, Posting};

/// Which sheets are written, where and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Sheets")]
pub struct SheetArgs {
    /// Write every sheet into this folder, with one for each hotel, station and officers' hotel
    #[arg(long, value_name = "DIR")]
    sheets: Option<PathBuf>,
    /// The forms of each sheet
    #[arg(long, value_name = "FORMS", value_delimiter = ',', default_value = "csv,xlsx,html", requires = "sheets")]
    forms: Vec<Form>,
    /// Write all sheets as pages of this workbook, the summary first
    #[arg(long, value_name = "FILE")]
    workbook: Option<PathBuf>,
    /// The columns of rooming lists: generic, opera-cloud, or a file of your own
    #[arg(long, value_name = "NAME|FILE", default_value = "generic", requires = "sheets")]
    layout: String,
    /// Begin each CSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long, requires = "sheets")]
    bom: bool,
    /// Begin the names of files for one reader each with the time and the number of the plan: `20220403_1800_v3_H0042.xlsx`
    #[arg(long)]
    dated: bool,
    #[command(flatten)]
    shown: Shown,
    /// Put the sheets where another folder is; what is there is kept aside
    #[arg(long, requires = "sheets")]
    force: bool,
}

/// What of people is shown only where it is asked for.
#[derive(Debug, Clone, Copy, Args)]
struct Shown {
    /// Show the telephone numbers of leaders whole
    #[arg(long)]
    phones: bool,
    /// Show officers what guests need and how old they are
    #[arg(long)]
    needs: bool,
}

/// A form of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A table for programs
    Csv,
    /// A workbook
    Xlsx,
    /// A page for print
    Html,
}

impl SheetArgs {
    /// Tells whether any sheet is wanted.
    pub(super) fn are_wanted(&self) -> bool {
        self.sheets.is_some() || self.workbook.is_some()
    }

    /// Writes the folder of sheets, if it is wanted, and makes the workbook meanwhile: returned where it is wanted, in a file or
    /// as `attached`.
    ///
    /// # Errors
    /// When the layout is wrong, a file cannot be written whole, or a sheet has more rows than a workbook holds.
    pub(super) fn write(&self, facts: &Facts<'_>, attached: bool, talk: Talk) -> Result<Option<Vec<u8>>, Failure> {
        let layout = self.layout(talk)?;
        let (written, book) = thread::scope(|scope| {
            let wanted = attached || self.workbook.is_some();
            let book = wanted.then(|| scope.spawn(|| xlsx::workbook(&book::workbook(facts))));
            let written = self.folder(facts, &layout);
            (written, book.map(|book| book.join().map_err(|_| Failure::new(Exit::World, "the workbook was not made"))))
        });
        written?;
        let book = book.transpose()?.transpose();
        let book =
            book.map_err(|error| Failure::new(Exit::Data, format!("the plan does not fit into a workbook: {error}")))?;
        if let (Some(file), Some(bytes)) = (&self.workbook, &book) {
            talk::give(Some(file), &mut |out| out.write_all(bytes))?;
        }
        Ok(book)
    }

    /// Writes the folder of sheets, if it is wanted.
    fn folder(&self, facts: &Facts<'_>, layout: &Layout) -> Result<(), Failure> {
        let Some(folder) = &self.sheets else { return Ok(()) };
        let place = PlanFolder::hold(folder, Product::Sheets, self.force)?;
        let unwritable = |error: io::Error| Failure::file("write sheets to", place.shown(), error);
        let mut staging = place.build().map_err(unwritable)?;
        self.fill(facts, layout, &mut staging).map_err(unwritable)?;
        place.replace(staging).map_err(unwritable)
    }

    /// Returns what sheets are made of.
    pub(super) fn facts<'a>(&self, planned: &'a Planned, postings: &'a [Posting], lang: Lang) -> Facts<'a> {
        Facts {
            instance: &planned.loaded.instance,
            allocation: &planned.allocation,
            record: &planned.record,
            rooming: &planned.guests,
            postings,
            manner: Manner { lang, phones: self.shown.phones, needs: self.shown.needs, dated: self.dated },
        }
    }

    /// Reads the layout that is asked for.
    fn layout(&self, talk: Talk) -> Result<Layout, Failure> {
        if let Some(layout) = Layout::named(&self.layout) {
            return Ok(layout);
        }
        let text = fs::read_to_string(&self.layout).map_err(|error| {
            let help = Near::new(Layout::NAMES).help(&self.layout, "name generic, opera-cloud, or a file of your own");
            Failure::usage(format!("cannot read the layout {}: {error}", self.layout)).hint(help)
        })?;
        Layout::read(&self.layout, &text).map_err(|broken| said(&broken, talk))
    }

    fn fill(&self, facts: &Facts<'_>, layout: &Layout, staging: &mut Staging) -> io::Result<()> {
        let form = |form: &Form| match form {
            Form::Csv => SheetForm::Csv,
            Form::Xlsx => SheetForm::Xlsx,
            Form::Html => SheetForm::Html,
        };
        let forms = Forms { wanted: self.forms.iter().map(form).collect(), bom: self.bom };
        let mut write = |sheet: &ReportSheet| sheets::write(sheet, &forms, staging);
        for sheet in book::overviews(facts).iter().chain(&pickup::sheets(facts)).chain(&officer::sheets(facts)) {
            write(sheet)?;
        }
        let rosters = book::rosters(facts);
        let lists = rosters.sheets(facts, layout);
        many::write(lists.hotels().len(), &|nth| lists.sheet(lists.hotels()[nth]), &forms, staging)?;
        let written = staging.written("");
        staging.file("sheets.csv", Readers::Owner, &mut |out| {
            let mut table = TableWriter::new(out, &["file", "bytes", "sha256"])?;
            for file in &written {
                table.row(&[inert(&file.file), file.bytes.to_string(), file.sha256.clone()])?;
            }
            table.finish()
        })
    }
}

/// Returns which officer is in which hotel, as the plan folder says, also where it was edited by hand.
pub(super) fn postings(planned: &Planned) -> Vec<Posting> {
    let instance = &planned.loaded.instance;
    let officers = &instance.people.officers;
    let position = |(officer, hotel): &(String, String)| {
        let officer = officers.binary_search_by(|one| one.id.as_str().cmp(officer)).ok()?;
        Some((officer, instance.hotel(hotel)?))
    };
    let pairs: Vec<(usize, usize)> = planned.officers.iter().filter_map(position).collect();
    liaison::posted(instance, &planned.allocation, &pairs)
}
