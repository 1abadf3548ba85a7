//! The one door from bytes to text. Knows UTF-8; other encodings are refused, never guessed.

/// The byte order mark that Excel writes before UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes that are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotUtf8 {
    /// The line of the first bad byte, counted from 1.
    pub line: u32,
    /// What to do about it.
    pub help: &'static str,
}

/// Returns the text of a file, without its byte order mark.
///
/// # Errors
///
/// Fails where the bytes are not UTF-8, with the line of the first that is not.
pub fn decode(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(NotUtf8 { line: 1, help: "it is UTF-16: save it as `CSV UTF-8`, or as XLSX" });
    }
    let bytes = if bytes.starts_with(MARK) { bytes[MARK.len()..].to_vec() } else { bytes };
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().iter().take(error.utf8_error().valid_up_to());
        let n_breaks = good.filter(|&&byte| byte == b'\n').count();
        NotUtf8 {
            line: u32::try_from(n_breaks + 1).unwrap_or(u32::MAX),
            help: "save it as `CSV UTF-8`, or as XLSX (GB18030 and others are not read yet)",
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decode(b"\xEF\xBB\xBFhotel".to_vec()), Ok("hotel".to_owned()));
        assert_eq!(decode("酒店".as_bytes().to_vec()), Ok("酒店".to_owned()));
    }

    #[test]
    fn other_encodings_are_refused_with_their_line() {
        assert_eq!(decode(b"hotel,rooms\n\xBE\xC6\xB5\xEA,1".to_vec()).unwrap_err().line, 2);
        assert!(decode(b"\xFF\xFEh\0".to_vec()).unwrap_err().help.contains("UTF-16"));
    }
}
