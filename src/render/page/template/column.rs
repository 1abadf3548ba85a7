//! In which column of a line a template is wrong: the engine tells the line alone. So the words of its tags are written
//! below each other, which changes nothing but the line that the engine tells.

/// Returns a template with each word of the tags of one line on a line of its own, and the byte of that line at which
/// each of these begins.
pub(super) fn spread(text: &str, line: usize) -> (String, Vec<usize>) {
    let mut spread = String::with_capacity(text.len() + 64);
    let mut starts = vec![0];
    let mut tag: Option<Option<char>> = None;
    for (nth, whole) in text.split_inclusive('\n').enumerate() {
        let is_asked = nth + 1 == line;
        let mut at = 0;
        while let Some(letter) = whole.get(at..).and_then(|rest| rest.chars().next()) {
            let rest = whole.get(at..).unwrap_or_default();
            let mut taken = letter.len_utf8();
            let mut breaks = false;
            match tag {
                None if rest.starts_with("{{") || rest.starts_with("{%") => {
                    taken = if matches!(rest.as_bytes().get(2), Some(b'-' | b'+')) { 3 } else { 2 };
                    tag = Some(None);
                    breaks = true;
                }
                Some(None) if rest.starts_with("}}") || rest.starts_with("%}") => {
                    taken = 2;
                    tag = None;
                }
                Some(None) if matches!(letter, '"' | '\'') => tag = Some(Some(letter)),
                Some(None) if letter == ' ' => breaks = true,
                Some(Some(quote)) if quote == letter => tag = Some(None),
                _ => (),
            }
            spread.push_str(rest.get(..taken).unwrap_or(rest));
            at += taken;
            if breaks && is_asked {
                spread.push('\n');
                let blanks = whole.get(at..).unwrap_or_default().chars().take_while(|&letter| letter == ' ').count();
                starts.push(at + blanks);
            }
        }
    }
    (spread, starts)
}

/// Returns the bytes of the first word of a tag.
pub(super) fn word(text: &str) -> usize {
    let end = text.find(|letter: char| letter.is_whitespace()).unwrap_or(text.len());
    ["}}", "%}", "-}}", "-%}"].iter().filter_map(|close| text.find(close)).fold(end, usize::min)
}
