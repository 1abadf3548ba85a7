//! Delimited text to a grid. Counts lines itself and refuses an open quotation mark: the usual readers number the lines
//! of Excel's files wrongly, and return the rest of a file as one cell.

use std::cmp::Reverse;
use std::sync::Arc;

use super::grid::{CELLS_MAX, Grid};
use crate::diagnostic::{Code, Diagnostic, Excerpt, Place};

/// The most bytes of a record, and the most cells: more than any workbook takes.
const RECORD_BYTES_MAX: usize = 1 << 20;
const RECORD_CELLS_MAX: usize = 16_384;
/// The most bytes of a line that are shown.
const LINE_SHOWN_MAX: usize = 200;

/// A quotation mark that is never closed, text behind a closed one, or a record that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flaw {
    code: Code,
    /// The line on which the quotation mark opens, and its first byte.
    line: u32,
    at: usize,
    message: &'static str,
    help: &'static str,
}

/// Returns the records of a text; blank ones are left out.
///
/// # Errors
///
/// Fails with a diagnostic where a quotation mark is not closed.
pub fn split(file: &Arc<str>, text: String) -> Result<Grid, Box<Diagnostic>> {
    let mut scanner = match named_delimiter(&text) {
        Some((delimiter, length)) => {
            let mut scanner = Scanner { delimiter, at: length, line: 1 };
            scanner.line_end(text.as_bytes());
            scanner
        }
        None => Scanner { delimiter: delimiter(&text), at: 0, line: 1 },
    };
    let mut grid = Grid::over_text(file, text, Some(scanner.delimiter));
    let mut cells = Vec::new();
    while scanner.at < grid.text().len() {
        let (start, line) = (scanner.at, scanner.line);
        cells.clear();
        let end = match scanner.record(grid.text().as_bytes(), &mut cells) {
            Ok(end) => end,
            Err(flaw) => return Err(Box::new(flawed(file, grid.text(), flaw))),
        };
        if cells.iter().any(|&(from, to)| grid.text().get(from..to).is_some_and(|cell| !cell.trim().is_empty())) {
            grid.push(line, (start, end), cells.iter().copied());
            if grid.n_cells_in_all() > CELLS_MAX {
                let message = "the file has more cells than a table: 20 million";
                let help = "see whether it is a table; give its parts as several files";
                let flaw = Flaw { code: Code::TooLarge, line, at: start, message, help };
                return Err(Box::new(flawed(file, grid.text(), flaw)));
            }
        }
    }
    Ok(grid)
}

/// Returns the cells of a record that was read before, by its bytes without the line end.
#[must_use]
pub fn cells(text: &str, (start, end): (usize, usize), delimiter: u8) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let mut scanner = Scanner { delimiter, at: start, line: 1 };
    // A record that was read has no flaw.
    let _ = scanner.record(text.as_bytes().get(..end).unwrap_or_default(), &mut cells);
    cells
}

/// What may stand between cells, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];
/// How many lines tell the delimiter.
const LINES_SAMPLED: usize = 30;

/// Returns the delimiter: the one that most lines have equally often, of equals the one they have most often. The first
/// lines may be titles, and cells may hold the others.
fn delimiter(text: &str) -> u8 {
    let mut lines: Vec<[usize; 4]> = Vec::new();
    let (mut counts, mut is_quoted) = ([0; 4], false);
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => {
                lines.push(std::mem::take(&mut counts));
                if lines.len() == LINES_SAMPLED {
                    break;
                }
            }
            _ if is_quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|&delimiter| delimiter == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    lines.push(counts);
    let rank = |at: usize| {
        let counts = lines.iter().map(|counts| counts[at]).filter(|&count| count > 0);
        let alike = counts.map(|count| (lines.iter().filter(|counts| counts[at] == count).count(), count)).max();
        (alike, Reverse(at))
    };
    (0..DELIMITERS.len()).max_by_key(|&at| rank(at)).map_or(b',', |at| DELIMITERS[at])
}

/// Returns the delimiter that a first line `sep=;` names, and how long that line is: Excel writes and obeys it.
fn named_delimiter(text: &str) -> Option<(u8, usize)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = *rest.as_bytes().first()?;
    let ends = rest.get(1..).is_some_and(|rest| rest.starts_with(['\n', '\r']));
    (ends && delimiter.is_ascii() && delimiter != b'"').then_some((delimiter, "sep=;".len()))
}

fn flawed(file: &Arc<str>, text: &str, flaw: Flaw) -> Diagnostic {
    let rest = text.get(flaw.at..).unwrap_or_default();
    let line = rest.get(..rest.floor_char_boundary(LINE_SHOWN_MAX)).unwrap_or_default().lines().next();
    let line = line.unwrap_or_default().trim_end().to_owned();
    let mut diagnostic = Diagnostic::new(flaw.code, Place::row(file, flaw.line), flaw.message, flaw.help);
    let underline = (0, line.len());
    diagnostic.excerpt = Some(Excerpt { text: line, line: flaw.line, underline, cell_reference: None });
    diagnostic
}

/// Returns where the line of a byte begins.
fn line_start(bytes: &[u8], at: usize) -> usize {
    let shown = at.saturating_sub(LINE_SHOWN_MAX)..at;
    let ends = bytes.get(shown.clone()).unwrap_or_default().iter().rposition(|byte| matches!(byte, b'\n' | b'\r'));
    ends.map_or(shown.start, |end| shown.start + end + 1)
}

/// Walks over the bytes of a text. Delimiters, quotation marks and line ends are ASCII, so cells end between characters.
struct Scanner {
    delimiter: u8,
    at: usize,
    line: u32,
}

impl Scanner {
    /// Takes one record with its line end, and returns where it ends before that.
    fn record(&mut self, bytes: &[u8], cells: &mut Vec<(usize, usize)>) -> Result<usize, Flaw> {
        let (start, line) = (self.at, self.line);
        loop {
            let cell = if bytes.get(self.at) == Some(&b'"') { self.quoted(bytes)? } else { self.plain(bytes) };
            cells.push(cell);
            if self.at - start > RECORD_BYTES_MAX || cells.len() > RECORD_CELLS_MAX {
                let message = "the row is longer than any row of a table: more than 1 MiB or 16,384 cells";
                return Err(Flaw {
                    code: Code::TooLarge,
                    line,
                    at: start,
                    message,
                    help: "see whether the file is a table",
                });
            }
            match bytes.get(self.at) {
                Some(&byte) if byte == self.delimiter => self.at += 1,
                _ => {
                    let end = self.at;
                    self.line_end(bytes);
                    return Ok(end);
                }
            }
        }
    }

    /// Takes a cell without quotation marks.
    fn plain(&mut self, bytes: &[u8]) -> (usize, usize) {
        let start = self.at;
        while bytes.get(self.at).is_some_and(|&byte| byte != self.delimiter && byte != b'\n' && byte != b'\r') {
            self.at += 1;
        }
        (start, self.at)
    }

    /// Takes a cell within quotation marks, and returns what stands between them.
    fn quoted(&mut self, bytes: &[u8]) -> Result<(usize, usize), Flaw> {
        let (line, at) = (self.line, line_start(bytes, self.at));
        let open = |message, help| Flaw { code: Code::QuoteOpen, line, at, message, help };
        self.at += 1;
        let start = self.at;
        loop {
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (None, _) => {
                    return Err(open("a quotation mark opens here and is never closed", "close it, or remove it"));
                }
                (Some(b'"'), Some(b'"')) => self.at += 2,
                (Some(b'"'), _) => break,
                (Some(b'\n' | b'\r'), _) => self.line_end(bytes),
                _ => self.at += 1,
            }
        }
        let end = self.at;
        self.at += 1;
        let (rest, after) = self.plain(bytes);
        if bytes[rest..after].iter().any(|&byte| byte != b' ' && byte != b'\t') {
            let message = "text follows the closing quotation mark of a cell";
            return Err(open(message, "double the quotation marks inside a quoted cell"));
        }
        Ok((start, end))
    }

    /// Takes one line end of any kind, if one is here.
    fn line_end(&mut self, bytes: &[u8]) {
        let length = match (bytes.get(self.at), bytes.get(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => 2,
            (Some(b'\r' | b'\n'), _) => 1,
            _ => return,
        };
        self.at += length;
        self.line += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(text: &str) -> Grid {
        split(&Arc::from("t.csv"), text.to_owned()).unwrap()
    }

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let grid = grid(text);
        let record = |at: usize| (0..grid.n_cells(at)).map(|column| grid.cell(at, column).into_owned()).collect();
        (0..grid.n_records()).map(|at| (grid.line(at), record(at))).collect()
    }

    fn expected(records: &[(u32, &[&str])]) -> Vec<(u32, Vec<String>)> {
        records.iter().map(|(line, cells)| (*line, cells.iter().map(|&cell| cell.to_owned()).collect())).collect()
    }

    #[test]
    fn lines_are_counted_alike_for_every_line_end() {
        let want = expected(&[(1, &["a", "b"]), (3, &["1", "2"])]);
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(cells(&format!("a,b{end}{end}1,2{end}")), want, "{end:?}");
        }
    }

    #[test]
    fn quoted_cells_may_hold_anything() {
        let want = expected(&[(1, &["a", "b"]), (2, &["x, \"y\"", "1\r\n2"]), (4, &["c", ""])]);
        assert_eq!(cells("a,b\r\n\"x, \"\"y\"\"\",\"1\r\n2\"\r\nc,\"\""), want);
    }

    #[test]
    fn the_delimiter_is_that_of_the_headings() {
        assert_eq!(cells("a;b\n1,5;2"), expected(&[(1, &["a", "b"]), (2, &["1,5", "2"])]));
        assert_eq!(cells("a\tb\n1\t2"), expected(&[(1, &["a", "b"]), (2, &["1", "2"])]));
        assert_eq!(cells("a|b\n1,5|2"), expected(&[(1, &["a", "b"]), (2, &["1,5", "2"])]));
        assert_eq!(cells("a, b; c\nx;y\n1;2\n")[2].1, ["1", "2"]);
        assert_eq!(cells("hotel,tags\nA,a;b;c\nB,d;e;f;g\n")[1].1, ["A", "a;b;c"]);
        assert_eq!(cells("sep=|\r\na|b,c,d\r\n1|2\r\n"), expected(&[(2, &["a", "b,c,d"]), (3, &["1", "2"])]));
    }

    #[test]
    fn an_open_quotation_mark_is_refused_with_its_line() {
        let error = split(&Arc::from("t.csv"), "a,b\r\n\r\n1,\"2\r\n3,4\r\n".to_owned()).unwrap_err();
        assert_eq!((error.code, error.place.line), (Code::QuoteOpen, Some(3)));
        let error = split(&Arc::from("t.csv"), "a\n\"1\" 2".to_owned()).unwrap_err();
        assert_eq!((error.code, error.place.line), (Code::QuoteOpen, Some(2)));
    }

    #[test]
    fn rows_of_delimiters_alone_are_blank() {
        assert_eq!(cells("a,b\n,,\n1,2").len(), 2);
    }
}
