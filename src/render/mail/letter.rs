//! One mail as bytes (RFC 5322, MIME), made by `mail-builder` but for what it would take from the clock.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::NaiveDateTime;
use mail_builder::headers::Header;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use sha2::{Digest, Sha256};

use super::Mailbox;

/// Where a message's name is from if no sender is given (RFC 2606: nobody's).
const NOBODY: &str = "roomblock.invalid";

/// A file beside the text of a mail.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// What it is, as MIME names it.
    pub media: &'static str,
    /// What it holds.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The page of a report.
    #[must_use]
    pub fn page(page: String) -> Self {
        Self { name: "report.html".to_owned(), media: "text/html", bytes: page.into_bytes() }
    }

    /// The workbook of a plan.
    #[must_use]
    pub fn workbook(bytes: Vec<u8>) -> Self {
        let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Self { name: "plan.xlsx".to_owned(), media, bytes }
    }
}

/// A mail.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who sends it, if that is known.
    pub from: Option<Mailbox>,
    /// Who gets it; nobody that is named, where it is empty.
    pub to: Vec<Mailbox>,
    /// Its subject: one line.
    pub subject: String,
    /// The date that it speaks of, if it was given.
    pub date: Option<String>,
    /// What it says.
    pub text: String,
    /// The same in HTML.
    pub html: Option<String>,
    /// What is attached.
    pub attached: Vec<Attachment>,
}

impl Letter {
    /// Returns the mail as bytes, every line ended as mail ends it.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let digest = self.digest();
        let mut bytes = Vec::new();
        let address = |one: &Mailbox| {
            let name = Some(one.name.clone()).filter(|name| !name.is_empty());
            Address::new_address(name, one.address.clone())
        };
        let mut header = |name: &str, value: &dyn Fn(&mut Vec<u8>, usize)| {
            bytes.extend_from_slice(format!("{name}: ").as_bytes());
            value(&mut bytes, name.len() + 2);
        };
        if let Some(from) = &self.from {
            header("From", &|bytes, column| address(from).write_header(bytes, column));
        }
        if self.to.is_empty() {
            header("To", &|bytes, _| bytes.extend_from_slice(b"undisclosed-recipients:;\r\n"));
        } else {
            let list = Address::new_list(self.to.iter().map(address).collect());
            header("To", &|bytes, column| list.write_header(bytes, column));
        }
        header("Subject", &|bytes, column| Text::new(&self.subject).write_header(bytes, column));
        if let Some(seconds) = self.date.as_deref().and_then(seconds) {
            header("Date", &|bytes, column| Date::new(seconds).write_header(bytes, column));
        }
        let place = self.from.as_ref().map_or(NOBODY, Mailbox::domain);
        let id = format!("{digest}@{place}");
        header("Message-ID", &|bytes, column| MessageId::new(&id).write_header(bytes, column));
        header("MIME-Version", &|bytes, _| bytes.extend_from_slice(b"1.0\r\n"));
        self.body(&digest).write_part(&mut bytes);
        bytes
    }

    /// Returns the text, the same in HTML beside it, and what is attached.
    fn body<'a>(&'a self, digest: &str) -> MimePart<'a> {
        let boundary = |kind: &str| format!("={digest}={kind}");
        let many = |media: &'static str, kind: &str, parts: Vec<MimePart<'a>>| {
            MimePart::new(ContentType::new(media).attribute("boundary", boundary(kind)), parts)
        };
        let text = MimePart::new("text/plain", Cow::from(self.text.as_str()));
        let said = match &self.html {
            Some(html) => {
                many("multipart/alternative", "said", vec![text, MimePart::new("text/html", Cow::from(html.as_str()))])
            }
            None => text,
        };
        if self.attached.is_empty() {
            return said;
        }
        let attached = self
            .attached
            .iter()
            .map(|one| MimePart::new(ContentType::new(one.media), one.bytes.as_slice()).attachment(one.name.as_str()));
        many("multipart/mixed", "mail", std::iter::once(said).chain(attached).collect())
    }

    /// Returns a part of the digest of all that the mail says and holds, in hex.
    fn digest(&self) -> String {
        let mut digest = Sha256::new();
        let mut add = |bytes: &[u8]| {
            digest.update((bytes.len() as u64).to_be_bytes());
            digest.update(bytes);
        };
        for one in self.from.iter().chain(&self.to) {
            add(one.to_string().as_bytes());
        }
        for text in [&self.subject, &self.text, self.html.as_ref().unwrap_or(&self.text)] {
            add(text.as_bytes());
        }
        for one in &self.attached {
            add(one.name.as_bytes());
            add(&one.bytes);
        }
        digest.finalize().iter().take(15).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// Returns the seconds from 1970 to a date with an hour or without; the hour is taken as that of Greenwich.
fn seconds(date: &str) -> Option<i64> {
    let whole = if date.contains('T') { date.to_owned() } else { format!("{date}T00:00") };
    Some(NaiveDateTime::parse_from_str(&whole, "%Y-%m-%dT%H:%M").ok()?.and_utc().timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter() -> Letter {
        Letter {
            from: None,
            to: Vec::new(),
            subject: "房间 of 3".to_owned(),
            date: Some("2026-03-14T18:00".to_owned()),
            text: "One\nTwo".to_owned(),
            html: None,
            attached: vec![Attachment { name: "a.csv".to_owned(), media: "text/csv", bytes: b"a,b\n1,2\n".to_vec() }],
        }
    }

    #[test]
    fn the_same_mail_is_the_same_bytes_and_another_is_not() {
        let bytes = letter().bytes();
        assert_eq!(bytes, letter().bytes());
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("Date: Sat, 14 Mar 2026 18:00:00 +0000\r\n"), "{text}");
        assert!(text.contains("To: undisclosed-recipients:;\r\n") && !text.contains("From:"), "{text}");
        let other = Letter { text: "One\nThree".to_owned(), date: None, ..letter() };
        let other = String::from_utf8(other.bytes()).unwrap();
        assert!(!other.contains("Date:"), "{other}");
        let id = |text: &str| text.lines().find(|line| line.starts_with("Message-ID")).unwrap().to_owned();
        assert_ne!(id(&text), id(&other));
    }

    #[test]
    fn lines_end_as_mail_ends_them() {
        let bytes = letter().bytes();
        let bare = bytes.windows(2).filter(|two| two[1] == b'\n' && two[0] != b'\r').count();
        assert_eq!(bare, 0, "{}", String::from_utf8_lossy(&bytes));
    }
}
