//! Addresses of mail as people type them, and lines that stay lines: nothing typed can begin another header.

use std::fmt;

/// Whom a mail is from, or to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name before the address; empty for none.
    pub name: String,
    /// The address.
    pub address: String,
}

impl Mailbox {
    /// Reads `a@b` or `Name <a@b>`.
    ///
    /// # Errors
    /// When it is no address, in one clause.
    pub fn read(text: &str) -> Result<Self, String> {
        if text.chars().any(char::is_control) {
            return Err("an address is one line without control characters".to_owned());
        }
        let (name, address) = match text.trim().strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (name.trim().trim_matches('"').to_owned(), address.trim()),
            None => (String::new(), text.trim()),
        };
        let is_address = address.rsplit_once('@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain));
        if is_address {
            return Ok(Self { name, address: address.to_owned() });
        }
        Err("say desk@hotel.example or Front Desk <desk@hotel.example>".to_owned())
    }

    /// Returns the part after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.address.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} <{}>", self.name, self.address)
    }
}

/// Tells whether a text is a dot-atom (RFC 5322), which needs no quotes.
fn is_local(text: &str) -> bool {
    let is_atom = |part: &str| {
        let mut letters = part.chars();
        !part.is_empty()
            && letters.all(|letter| letter.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(letter))
    };
    text.len() <= 64 && text.split('.').all(is_atom)
}

/// Tells whether a text is the name of a host.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        !label.is_empty() && label.chars().all(is_letter) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_label)
}

/// Returns a text as one line: control characters, and the marks by which some programs break lines, become blanks.
#[must_use]
pub fn line(text: &str) -> String {
    let letters = text.chars().map(|letter| match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        letter if letter.is_control() => ' ',
        letter => letter,
    });
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_with_and_without_names() {
        let read = |text: &str| Mailbox::read(text).map(|one| (one.name, one.address));
        let named = |name: &str, address: &str| Ok((name.to_owned(), address.to_owned()));
        assert_eq!(read("desk@hotel.example"), named("", "desk@hotel.example"));
        assert_eq!(read(" \"前台\" <desk+1@h-1.example> "), named("前台", "desk+1@h-1.example"));
        for wrong in [
            "",
            "desk",
            "@x",
            "a@",
            "a b@c",
            "a@b,c@d",
            "a@b\nBcc: x@y",
            "a@b\r\n",
            "a@-b",
            "a..b@c",
            "<>",
            "a@b>",
            "é@b",
        ] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(line("Plan\r\nBcc: all@example.org\u{2028}x\u{0}\u{85}y"), "Plan Bcc: all@example.org x y");
    }
}
