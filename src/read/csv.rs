//! Delimited text to a grid. Counts lines itself and refuses an open quotation mark: the usual readers number the lines
//! of Excel's files wrongly, and return the rest of a file as one cell.

use std::sync::Arc;

use super::grid::Grid;
use crate::diagnostic::{Code, Diagnostic};

/// A quotation mark that is never closed, or text behind a closed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Flaw {
    /// The line on which the quotation mark opens.
    line: u32,
    message: &'static str,
    help: &'static str,
}

/// Returns the records of a text; blank ones are left out.
///
/// # Errors
///
/// Fails with a diagnostic where a quotation mark is not closed.
pub fn split(file: &Arc<str>, text: String) -> Result<Grid, Box<Diagnostic>> {
    let mut scanner = Scanner { delimiter: delimiter(&text), at: 0, line: 1 };
    let mut grid = Grid::over_text(file, text);
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
        }
    }
    Ok(grid)
}

/// Returns the delimiter: of comma, semicolon and tab the most frequent in the first line with any text.
fn delimiter(text: &str) -> u8 {
    let headings = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| headings.bytes().filter(|&byte| byte == delimiter).count();
    let (mut best, mut most) = (b',', count(b','));
    for candidate in [b'\t', b';'] {
        if count(candidate) > most {
            (best, most) = (candidate, count(candidate));
        }
    }
    best
}

fn flawed(file: &Arc<str>, text: &str, flaw: Flaw) -> Diagnostic {
    let lines = Grid::of_lines(file, &text.replace("\r\n", "\n").replace('\r', "\n"));
    let record = lines.record_at(flaw.line).unwrap_or(0);
    lines.diagnostic(Code::QuoteOpen, record, None, (flaw.message.to_owned(), flaw.help.to_owned()))
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
        loop {
            let cell = if bytes.get(self.at) == Some(&b'"') { self.quoted(bytes)? } else { self.plain(bytes) };
            cells.push(cell);
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
        let opened = self.line;
        self.at += 1;
        let start = self.at;
        loop {
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (None, _) => {
                    let message = "a quotation mark opens here and is never closed";
                    return Err(Flaw { line: opened, message, help: "close it, or remove it" });
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
            return Err(Flaw { line: opened, message, help: "double the quotation marks inside a quoted cell" });
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
