//! What bytes look like in an encoding: whether all of them can be read, and what stands at the beginning. Keeps no more of
//! the text than that, for a file may be large and there are several encodings to look at.

use encoding_rs::DecoderResult;

use super::{Encoding, SAMPLE, is_no_text};

/// How many bytes of text are read at a time.
const CHUNK: usize = 64 << 10;
/// How many characters of a word are kept.
const WORD_CHARS: usize = 12;

/// What bytes look like in an encoding in which all of them can be read.
pub struct Glance {
    /// The encoding.
    pub encoding: Encoding,
    /// The beginning of the text: all of it, or more than `SAMPLE` bytes.
    pub head: String,
    /// The first word beyond ASCII, or as much of it as is shown.
    pub word: String,
}

impl Glance {
    /// Looks at bytes; none where any of them cannot be read, or is no text.
    pub fn of(bytes: &[u8], encoding: Encoding) -> Option<Self> {
        let mut decoder = encoding.whole().new_decoder_without_bom_handling();
        let mut glance = Self { encoding, head: String::new(), word: String::new() };
        let (mut buffer, mut rest) = (vec![0; CHUNK], bytes);
        loop {
            let (result, n_read, n_written) = decoder.decode_to_utf8_without_replacement(rest, &mut buffer, true);
            let text = std::str::from_utf8(buffer.get(..n_written)?).ok()?;
            if matches!(result, DecoderResult::Malformed(..)) || text.contains(is_no_text) {
                return None;
            }
            glance.take(text);
            if matches!(result, DecoderResult::InputEmpty) {
                return Some(glance);
            }
            rest = rest.get(n_read..)?;
        }
    }

    /// Keeps what is wanted of a piece of the text.
    fn take(&mut self, text: &str) {
        if self.head.len() <= SAMPLE {
            self.head.push_str(text);
        }
        if self.word.is_empty() {
            let beyond = text.chars().skip_while(char::is_ascii).take_while(|char| !char.is_ascii());
            self.word = beyond.take(WORD_CHARS).collect();
        }
    }
}
