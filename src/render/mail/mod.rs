//! Mails of a plan, ready for `sendmail -t`: the report to whoever decides, and to each hotel its own rooming list. Nothing
//! here sends anything.
//!
//! The same plan gives the same bytes: boundaries and the message's name come from its content, and there is no date but the
//! one that the plan speaks of (`sendmail` adds the hour of sending).

mod address;
mod letter;

use std::io;

use serde::Serialize;

pub use address::{Mailbox, line};
pub use letter::{Attachment, Letter};

use super::folder::Memory;
use super::number::grouped;
use super::page::{Broken, Report};
use super::plan_table;
use super::record;
use super::roster::Layout;
use super::sheets::{Facts, book, html};
use super::spoken::Spoken;
use crate::explain::ReasonCode;

/// Groups without a room that a mail names; the report has all of them.
const UNMET_MAX: usize = 20;

/// From whom a mail is and to whom it goes.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    /// Who sends it; whoever runs `sendmail`, where nobody is named.
    pub from: Option<Mailbox>,
    /// Who gets it.
    pub to: Vec<Mailbox>,
    /// The date that it speaks of, with an hour or without; that of the plan, where there is none.
    pub date: Option<String>,
    /// The subject; one that says how many are placed, where there is none.
    pub subject: Option<String>,
}

/// What a mail says in its text.
#[derive(Serialize)]
struct Said<'a> {
    plan: &'a str,
    version: u32,
    as_of: Option<&'a str>,
    guests: String,
    placed: String,
    unmet: String,
    is_unmet: bool,
    hotels_used: String,
    hotels: String,
    groups: Vec<Group<'a>>,
    more: usize,
    /// The status that the plan ended with.
    status: u8,
    attached: Vec<&'a str>,
}

/// A group that is not wholly placed.
#[derive(Serialize)]
struct Group<'a> {
    id: &'a str,
    guests: String,
    of: String,
    code: ReasonCode,
    remedy: String,
}

fn group(spoken: Spoken, entry: &record::Unmet) -> Group<'_> {
    Group {
        id: &entry.group,
        guests: grouped(entry.guests),
        of: grouped(entry.of),
        code: entry.reason_code,
        remedy: spoken.remedy(entry),
    }
}

/// Returns the mail of a report: the numbers that matter in its text, and the report itself with other files attached.
///
/// # Errors
/// When a template of the user is wrong.
pub fn report(report: &Report<'_>, envelope: &Envelope, attached: Vec<Attachment>) -> Result<Letter, Broken> {
    let (record, totals) = (report.record, &report.record.totals);
    let said = || Said {
        plan: &record.plan,
        version: record.version,
        as_of: record.as_of.as_deref(),
        guests: grouped(totals.guests),
        placed: grouped(totals.placed),
        unmet: grouped(totals.unmet),
        is_unmet: totals.unmet > 0,
        hotels_used: grouped(totals.hotels_used),
        hotels: grouped(totals.hotels),
        groups: record.unmet.iter().take(UNMET_MAX).map(|entry| group(Spoken::of(report.lang), entry)).collect(),
        more: record.unmet.len().saturating_sub(UNMET_MAX),
        status: if record.unmet.is_empty() && record.rejects.is_empty() { 0 } else { 4 },
        attached: attached.iter().map(|one| one.name.as_str()).collect(),
    };
    let text = report.render("mail.txt", said())?;
    let html = report.render("mail.html", said())?;
    let subject = match &envelope.subject {
        Some(subject) => line(subject),
        None => line(&report.render("subject.txt", said())?),
    };
    let (from, to) = (envelope.from.clone(), envelope.to.clone());
    let date = envelope.date.clone().or_else(|| record.as_of.clone());
    Ok(Letter { from, to, subject, date, text, html: Some(html), attached })
}

/// Returns `unmet.csv` as an attachment.
///
/// # Errors
/// Never: memory does not fail.
pub fn unmet(report: &Report<'_>) -> io::Result<Attachment> {
    let mut bytes = Vec::new();
    plan_table::unmet(report.record, &mut bytes)?;
    Ok(Attachment { name: "unmet.csv".to_owned(), media: "text/csv", bytes })
}

/// Returns the mail of each hotel that has a list, under the name of its file: the list as text and as a page, and its tables
/// attached. Of the envelope it takes who sends it and its date.
///
/// A hotel gets its own guests and nobody else's. Where nobody knows its address, the mail has no receiver.
///
/// # Errors
/// Never: memory does not fail.
pub fn hotels(facts: &Facts<'_>, envelope: &Envelope) -> io::Result<Vec<(String, Letter)>> {
    let (rosters, layout) = (book::rosters(facts), Layout::generic());
    let sheets = rosters.sheets(facts, &layout);
    let title = &facts.labels().title;
    let (plan, version) = (&facts.record.plan, facts.record.version);
    let mut letters = Vec::new();
    for &hotel in sheets.hotels() {
        let known = &facts.instance.hotels[hotel];
        let mut files = Memory::default();
        rosters.write(Some(hotel), "", &mut files)?;
        let tables = files.0.into_iter().filter(|(name, _)| name.rsplit_once('.').is_some_and(|(_, end)| end == "csv"));
        let attached = tables.map(|(name, bytes)| Attachment {
            name: facts.stem(&name.replace('/', "-")),
            media: "text/csv",
            bytes,
        });
        let letter = Letter {
            from: envelope.from.clone(),
            to: Mailbox::read(&known.email).into_iter().collect(),
            subject: line(&format!("{title}: {} ({plan} v{version})", known.name)),
            date: envelope.date.clone().or_else(|| facts.record.as_of.clone()),
            text: rosters.text(hotel),
            html: Some(html::page(&sheets.sheet(hotel))),
            attached: attached.collect(),
        };
        letters.push((format!("{}.eml", sheets.file_name(hotel)), letter));
    }
    Ok(letters)
}
