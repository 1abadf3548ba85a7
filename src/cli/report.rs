//! `roomblock report`: a plan for its readers.

mod sheets;

use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};

use super::exit::{Ending, Exit, Failure};
use super::options::Global;
use super::planned::Planned;
use super::talk::{self, Talk};
use super::{report_mail, templates};
use crate::diagnostic::Diagnostic;
use crate::render::mail::Attachment;
use crate::render::page::{Land, Report};
use crate::render::sheets::{book, markdown};

const EXAMPLES: &str = "\
Examples:
  roomblock report plan -o report.html
  roomblock report plan --lang zh --basemap districts.geojson > report.html
  roomblock report plan --mail plan.eml --to desk@hq.example && sendmail -t < plan.eml
  roomblock report plan --mail-hotels mails --from desk@hq.example
  roomblock report plan --format markdown > issue.md
  roomblock report plan --workbook plan.xlsx
  roomblock report plan --sheets sheets --layout opera-cloud
  roomblock report --write-templates mine";

/// Make the report of a plan: one HTML file, sheets for each reader, and mails
///
/// The page needs no network and nothing beside it, on a screen, on a phone and on paper. The rows of the plan are verified first.
///
/// Mails are files, ready for `sendmail -t`; nothing is sent. The same plan gives the same bytes; a date is in them only
/// where the plan has one (--as-of). The page goes to stdout unless -o names a file, or sheets or a mail were asked for.
///
/// With --sheets or --workbook, the sheets of the plan are written: rooming lists, unmet demand, the daily
/// report, pickup and officers' sheets, meals, departures, moves, rooms, hotels to ring again, frozen hotels. Dates and numbers in them
/// are dates and numbers, and no text is ever run.
#[derive(Debug, Args)]
#[command(before_help = EXAMPLES)]
pub struct ReportArgs {
    /// The folder of the plan
    #[arg(value_name = "PLAN", required_unless_present = "write_templates")]
    plan: Option<PathBuf>,
    /// Write the page to this file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The form of the page
    #[arg(long, value_name = "FORMAT", default_value = "html")]
    format: Form,
    /// Draw the map on the lines of this GeoJSON file
    #[arg(long, value_name = "FILE")]
    basemap: Option<PathBuf>,
    /// Use the templates of this folder in the place of those of the same names that are built in
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Write the templates that are built in into a new folder, to be changed
    #[arg(long, value_name = "DIR")]
    write_templates: Option<PathBuf>,
    #[command(flatten)]
    sheets: sheets::SheetArgs,
    #[command(flatten)]
    mail: report_mail::MailArgs,
}

/// The form of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One file for a browser, with everything
    Html,
    /// The totals, who has no room, and why, as tables for a mail or a tracker of issues
    Markdown,
}

pub(super) fn report(args: &ReportArgs, global: &Global, talk: Talk) -> Ending {
    if let Some(folder) = &args.write_templates {
        templates::write(folder)?;
    }
    let Some(plan) = &args.plan else { return Ok(Exit::Done) };
    let templates = templates::read(args.templates.as_deref(), talk)?;
    let land = args.basemap.as_deref().map(basemap).transpose()?;
    let planned = Planned::read(plan, global, talk)?;
    let postings = sheets::postings(&planned);
    let facts = args.sheets.facts(&planned, &postings, global.lang.into());
    let report = Report {
        instance: &planned.loaded.instance,
        allocation: &planned.allocation,
        record: &planned.record,
        lang: global.lang.into(),
        land: land.as_ref(),
        templates: &templates,
    };
    let has_page = args.output.is_some() || !(args.mail.is_asked() || args.sheets.are_wanted());
    let is_html = args.mail.has_page() || has_page && args.format == Form::Html;
    // The page is made while the sheets are written.
    let (book, html) = thread::scope(|scope| {
        let html = is_html.then(|| scope.spawn(|| report.html()));
        let book = args.sheets.write(&facts, args.mail.has_page(), talk);
        (book, html.map(|html| html.join().map_err(|_| Failure::new(Exit::World, "the page was not made"))))
    });
    let book = book?;
    let html = html.transpose()?.transpose().map_err(|broken| said(&broken, talk))?.unwrap_or_default();
    if has_page {
        let markdown = (args.format == Form::Markdown).then(|| markdown::page(&book::brief(&facts)));
        let page = markdown.as_ref().unwrap_or(&html);
        talk::give(args.output.as_deref(), &mut |out| out.write_all(page.as_bytes()))?;
    }
    if let Some(book) = book.filter(|_| args.mail.has_page()) {
        let attached = vec![Attachment::page(html), Attachment::workbook(book)];
        report_mail::report(&args.mail, &report, planned.loaded.as_of, attached, talk)?;
    }
    report_mail::hotels(&args.mail, &facts, planned.loaded.as_of)?;
    Ok(Exit::Done)
}

/// Shows what is wrong with a template, and returns the failure that says no more.
pub(super) fn said(broken: &Diagnostic, talk: Talk) -> Failure {
    talk.show(std::slice::from_ref(broken));
    Failure::said(Exit::Data)
}

/// Reads the map that ours is drawn on.
fn basemap(path: &Path) -> Result<Land, Failure> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::new(Exit::Data, format!("cannot read {}: {error}", path.display())))?;
    Land::read(&text).map_err(|wrong| {
        Failure::new(Exit::Data, format!("{} is no basemap: {wrong}", path.display()))
            .hint("GeoJSON has \"type\" and \"coordinates\", by longitude and latitude (RFC 7946)")
    })
}
