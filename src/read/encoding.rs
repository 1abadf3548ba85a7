//! The one door from bytes to text. Never replaces a byte it cannot read, and never guesses: an encoding is marked, or
//! strictly UTF-8, or told, or the only one in which the headings are known or the names are common words.

mod glance;
mod likeness;

use encoding_rs::{BIG5, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use self::glance::Glance;
use crate::domain::remark::About;

/// An encoding of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

/// Encodings that unmarked text may be in, if it is not UTF-8.
const CANDIDATES: [Encoding; 3] = [Encoding(GB18030), Encoding(BIG5), Encoding(WINDOWS_1252)];
/// The bytes that mark an encoding at the beginning of a file.
const MARKS: [(&[u8], Encoding); 4] = [
    (b"\xEF\xBB\xBF", Encoding(UTF_8)),
    (b"\xFF\xFE", Encoding(UTF_16LE)),
    (b"\xFE\xFF", Encoding(UTF_16BE)),
    (b"\x84\x31\x95\x33", Encoding(GB18030)),
];
/// How many bytes at the beginning of a file are looked at for what is no text.
const SAMPLE: usize = 64 << 10;

/// Why a file is read in an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// It is UTF-8.
    Strict,
    /// Its first bytes say so.
    Marked,
    /// The user says so.
    Told,
    /// Its headings are known in no other.
    Headings,
    /// Its words are common in no other.
    Words,
}

/// A text and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its mark.
    pub text: String,
    /// What its bytes were.
    pub encoding: Encoding,
    /// Why that was believed.
    pub because: Because,
}

/// Bytes whose encoding cannot be told, or that are not in the one they are said to be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The line of the first byte that is not UTF-8, counted from 1.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl Encoding {
    /// Returns the encoding of a name, such as `gbk`, `big5`, `utf-16le` or `windows-1252`; none where there is no such.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()).map(Self)
    }

    /// Returns its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.whole().name()
    }

    /// Returns bytes as text; none where any of them cannot be read, or is no text.
    fn text(self, bytes: &[u8]) -> Option<String> {
        let text = self.whole().decode_without_bom_handling_and_without_replacement(bytes)?.into_owned();
        (!text.contains(is_no_text)).then_some(text)
    }

    /// Returns the encoding that has all characters of this one.
    fn whole(self) -> &'static encoding_rs::Encoding {
        if self.0 == encoding_rs::GBK { GB18030 } else { self.0 }
    }
}

impl Because {
    /// Returns what is to be said of it, if anything.
    #[must_use]
    pub fn about(self) -> Option<About> {
        match self {
            Self::Strict => None,
            Self::Marked => Some(About::EncodingMarked),
            Self::Told => Some(About::EncodingTold),
            Self::Headings => Some(About::EncodingHeadings),
            Self::Words => Some(About::EncodingWords),
        }
    }
}

/// Returns the text of a file, without its mark.
///
/// `n_known` counts the headings that are known at the beginning of a text.
///
/// # Errors
///
/// Fails where the bytes are not what they are marked or told to be, or may be in several encodings, or in none.
pub fn decode(bytes: Vec<u8>, told: Option<Encoding>, n_known: &dyn Fn(&str) -> usize) -> Result<Decoded, Unreadable> {
    if let Some(&(mark, encoding)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        let found = decoded(&bytes[mark.len()..], encoding, Because::Marked);
        return found.ok_or_else(|| not_in(&bytes, encoding, "is marked as", "save it anew"));
    }
    let has_zeros = bytes.iter().take(SAMPLE).any(|&byte| byte == 0);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !has_zeros => return Ok(utf8_unless_told(text, told, n_known)),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if let Some(encoding) = told {
        return decoded(&bytes, encoding, Because::Told)
            .ok_or_else(|| not_in(&bytes, encoding, "is told to be", "name another encoding, or save it anew"));
    }
    if has_zeros {
        return wide(&bytes, n_known);
    }
    narrow(&bytes, n_known)
}

/// Returns a text that is UTF-8 as it is, unless the headings are known only in what the user names.
fn utf8_unless_told(text: String, told: Option<Encoding>, n_known: &dyn Fn(&str) -> usize) -> Decoded {
    if let Some(encoding) = told.filter(|&told| told != Encoding(UTF_8) && !text.is_ascii())
        && n_known(&text) == 0
        && let Some(other) = encoding.text(text.as_bytes()).filter(|other| n_known(other) > 0)
    {
        return Decoded { text: other, encoding, because: Because::Told };
    }
    Decoded { text, encoding: Encoding(UTF_8), because: Because::Strict }
}

/// Returns unmarked UTF-16, whose delimiters and digits have a zero byte each.
fn wide(bytes: &[u8], n_known: &dyn Fn(&str) -> usize) -> Result<Decoded, Unreadable> {
    let looks = [UTF_16LE, UTF_16BE].into_iter().filter_map(|encoding| Glance::of(bytes, Encoding(encoding)));
    let known = looks.map(|glance| (n_known(&glance.head), glance.encoding)).filter(|(n_known, _)| *n_known > 0);
    let best = known.max_by_key(|(n_known, _)| *n_known);
    best.and_then(|(_, encoding)| decoded(bytes, encoding, Because::Headings)).ok_or_else(|| {
        unreadable(
            bytes,
            "the file is no text: it holds zero bytes".to_owned(),
            "see whether it is a table; save it as `CSV UTF-8`, or as XLSX".to_owned(),
        )
    })
}

/// Returns text of one byte or two a character: in the encoding in which most headings are known; where several are equal
/// in that, in the only one of them in which the words are common.
fn narrow(bytes: &[u8], n_known: &dyn Fn(&str) -> usize) -> Result<Decoded, Unreadable> {
    let looks = CANDIDATES.into_iter().filter_map(|encoding| Glance::of(bytes, encoding));
    let mut looks: Vec<(usize, Glance)> = looks.map(|glance| (n_known(&glance.head), glance)).collect();
    let most = looks.iter().map(|(n_known, _)| *n_known).max().unwrap_or(0);
    looks.retain(|(n_known, _)| *n_known == most);
    let in_ascii =
        bytes.iter().take(SAMPLE).map(|&byte| if byte.is_ascii() { char::from(byte) } else { '?' }).collect::<String>();
    let because = if looks.len() == 1 && most > n_known(&in_ascii) { Because::Headings } else { Because::Words };
    let specimen = |(_, glance): &(usize, Glance)| format!("{} (`{}`)", glance.encoding.name(), glance.word);
    let may_be: Vec<String> = looks.iter().map(specimen).collect();
    if because == Because::Words {
        looks.retain(|(_, glance)| likeness::is_like(glance.encoding, bytes));
    }
    let only = looks.pop().filter(|_| looks.is_empty());
    if let Some(found) = only.and_then(|(_, glance)| decoded(bytes, glance.encoding, because)) {
        return Ok(found);
    }
    let (message, help) = if may_be.is_empty() {
        (
            "the file is not UTF-8, nor GB18030, Big5 or windows-1252".to_owned(),
            "see whether it is a table; name its encoding (`--encoding NAME`), or save it as `CSV UTF-8`",
        )
    } else {
        (
            format!("the encoding of the file cannot be told: it may be {}", may_be.join(" or ")),
            "name it (`--encoding gb18030`), or save the file as `CSV UTF-8`",
        )
    };
    Err(unreadable(bytes, message, help.to_owned()))
}

/// Returns bytes as text in an encoding; none where any of them cannot be read.
fn decoded(bytes: &[u8], encoding: Encoding, because: Because) -> Option<Decoded> {
    encoding.text(bytes).map(|text| Decoded { text, encoding, because })
}

fn not_in(bytes: &[u8], encoding: Encoding, how: &str, help: &str) -> Unreadable {
    let name = encoding.name();
    unreadable(bytes, format!("the file {how} {name}, and some of its bytes are not"), help.to_owned())
}

fn unreadable(bytes: &[u8], message: String, help: String) -> Unreadable {
    let n_good = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let n_breaks = bytes.iter().take(n_good).filter(|&&byte| byte == b'\n').count();
    Unreadable { line: u32::try_from(n_breaks + 1).unwrap_or(u32::MAX), message, help }
}

/// Tells whether a character stands in no text: control characters but tabs, ends of lines, pages and files.
fn is_no_text(char: char) -> bool {
    char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1A}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Knows the headings of these tests.
    fn n_known(text: &str) -> usize {
        ["酒店", "旅館", "hotel", "hôtel"].iter().filter(|heading| text.starts_with(**heading)).count()
    }

    fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
        encoding.0.encode(text).0.into_owned()
    }

    fn read(bytes: &[u8]) -> Result<(String, &'static str, Because), Unreadable> {
        decode(bytes.to_vec(), None, &n_known).map(|decoded| (decoded.text, decoded.encoding.name(), decoded.because))
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_is_utf8_with_a_mark_and_without() {
        let text = "酒店,1".to_owned();
        assert_eq!(read("酒店,1".as_bytes()), Ok((text.clone(), "UTF-8", Because::Strict)));
        assert_eq!(read("\u{FEFF}酒店,1".as_bytes()), Ok((text, "UTF-8", Because::Marked)));
        assert_eq!(read(b"\xEF\xBB\xBFhotel\xFF").unwrap_err().line, 1);
    }

    #[test]
    fn utf16_is_read_in_both_orders_with_a_mark_and_without() {
        let text = "酒店,间数\r\n𠮷野家,1\r\n".to_owned();
        for (to_bytes, name) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")] {
            assert_eq!(read(&utf16(&text, to_bytes)), Ok((text.clone(), name, Because::Headings)));
            let marked = utf16(&format!("\u{FEFF}{text}"), to_bytes);
            assert_eq!(read(&marked), Ok((text.clone(), name, Because::Marked)));
            assert!(read(&marked[..marked.len() - 1]).is_err(), "half a character");
        }
    }

    #[test]
    fn headings_tell_the_encoding() {
        let chinese = "酒店,间数\n𠮷野家,1\n".to_owned();
        let gb18030 = encoded(Encoding(GB18030), &chinese);
        assert_eq!(read(&gb18030), Ok((chinese, "gb18030", Because::Headings)));
        let taiwan = "旅館,間數\n圓山大飯店,1\n".to_owned();
        assert_eq!(read(&encoded(Encoding(BIG5), &taiwan)), Ok((taiwan, "Big5", Because::Headings)));
        let french = "hôtel,chambres\nCafé,1\n".to_owned();
        assert_eq!(read(&encoded(Encoding(WINDOWS_1252), &french)), Ok((french, "windows-1252", Because::Headings)));
    }

    #[test]
    fn common_words_tell_the_encoding_where_headings_do_not() {
        let cases = [
            (Encoding(GB18030), "hotel,rooms\n上海锦江大酒店,1\n如家快捷酒店（人民广场店）,2\n"),
            (Encoding(BIG5), "hotel,rooms\n圓山大飯店,1\n台北國際會議中心旅館,2\n"),
            (Encoding(WINDOWS_1252), "hotel,rooms\nHôtel de l’Élysée,1\nPension Müller – Köln,2\n"),
        ];
        for (encoding, text) in cases {
            assert_eq!(read(&encoded(encoding, text)), Ok((text.to_owned(), encoding.name(), Because::Words)));
        }
    }

    #[test]
    fn what_cannot_be_told_is_refused_with_its_line_and_may_be_told() {
        let doubtful = b"hotel,rooms\nH\xE9\xA4\xC8\xB0,1\n";
        let error = read(doubtful).unwrap_err();
        assert_eq!(error.line, 2);
        assert!(error.message.contains("gb18030 (`") && error.message.contains("windows-1252 (`"), "{}", error.message);
        let told = decode(doubtful.to_vec(), Encoding::named("gbk"), &n_known).unwrap();
        assert_eq!((told.encoding.name(), told.because), ("gb18030", Because::Told));
        assert!(decode(b"hotel\n\xFF\xFF".to_vec(), Encoding::named("gbk"), &n_known).is_err());
    }

    #[test]
    fn a_wrong_word_of_the_user_does_not_spoil_utf8() {
        let told = |text: &str| decode(text.as_bytes().to_vec(), Encoding::named("gbk"), &n_known).unwrap();
        assert_eq!(told("酒店,1").encoding.name(), "UTF-8");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b"\x00\x01\x02\x03"[..], b"hotel\x00,1", b"\x7FELF\xFF\x01", b"hotel\n\x81\x01\xFF"] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
        assert_eq!((Encoding::named("no such"), Encoding::named("replacement")), (None, None));
    }
}
