//! The mails of `roomblock report`: files for `sendmail -t`.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::Args;

use super::exit::Failure;
use super::report::said;
use super::talk::{self, Talk};
use crate::render::mail::{self, Attachment, Envelope, Mailbox};
use crate::render::page::Report;
use crate::render::sheets::Facts;

/// The time at which the plan is seen, if anybody says so.
type AsOf = Option<NaiveDateTime>;

/// The mails that are asked for.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Mail (files for `sendmail -t`; nothing is sent)")]
pub struct MailArgs {
    /// Write a mail with the page, the workbook and unmet.csv attached
    #[arg(long, value_name = "FILE")]
    mail: Option<PathBuf>,
    /// Write a mail for each hotel into this folder, with its own guests and nobody else's
    #[arg(long, value_name = "DIR")]
    mail_hotels: Option<PathBuf>,
    /// Who gets the mail; may be given several times
    #[arg(long, value_name = "ADDRESS", value_parser = Mailbox::read)]
    to: Vec<Mailbox>,
    /// Who sends it
    #[arg(long, value_name = "ADDRESS", value_parser = Mailbox::read)]
    from: Option<Mailbox>,
    /// Its subject [default: how many guests are placed]
    #[arg(long, value_name = "TEXT", value_parser = subject)]
    subject: Option<String>,
}

impl MailArgs {
    /// Tells whether any mail is asked for.
    pub(super) fn is_asked(&self) -> bool {
        self.mail.is_some() || self.mail_hotels.is_some()
    }

    /// Returns from whom the mails are, and of which date.
    fn envelope(&self, date: AsOf) -> Envelope {
        let (from, to, subject) = (self.from.clone(), self.to.clone(), self.subject.clone());
        Envelope { from, to, subject, date: date.map(|date| date.format("%Y-%m-%dT%H:%M").to_string()) }
    }

    /// Tells whether a mail with the page in it is asked for.
    pub(super) fn has_page(&self) -> bool {
        self.mail.is_some()
    }
}

/// Reads a subject: one line.
fn subject(text: &str) -> Result<String, String> {
    let is_line = !text.chars().any(|letter| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'));
    if is_line { Ok(text.to_owned()) } else { Err("a subject is one line without control characters".to_owned()) }
}

/// Writes the mail with the page and what else is attached, if it is asked for.
///
/// # Errors
/// When a template of the user is wrong, or the file cannot be written.
pub(super) fn report(
    args: &MailArgs,
    report: &Report<'_>,
    date: AsOf,
    mut attached: Vec<Attachment>,
    talk: Talk,
) -> Result<(), Failure> {
    let Some(path) = &args.mail else { return Ok(()) };
    attached.push(mail::unmet(report)?);
    let letter = mail::report(report, &args.envelope(date), attached).map_err(|broken| said(&broken, talk))?;
    let bytes = letter.bytes();
    talk::give(Some(path), &mut |out| out.write_all(&bytes))
}

/// Writes a mail for each hotel, if they are asked for.
///
/// # Errors
/// When a file cannot be written.
pub(super) fn hotels(args: &MailArgs, facts: &Facts<'_>, date: AsOf) -> Result<(), Failure> {
    let Some(folder) = &args.mail_hotels else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| Failure::file("write mails to", folder.display(), error))?;
    for (name, letter) in mail::hotels(facts, &args.envelope(date))? {
        let bytes = letter.bytes();
        talk::give_owner(&folder.join(name), &mut |out| out.write_all(&bytes))?;
    }
    Ok(())
}
