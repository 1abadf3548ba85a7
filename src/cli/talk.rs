//! Everything said on stderr, and the one door to stdout. Nothing else in the program prints.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use super::exit::Failure;
use super::options::{Color, Global};
use super::plan_folder::Parents;
use crate::diagnostic::{self, Diagnostic};

/// The width of a page where the terminal does not tell.
const WIDTH: usize = 80;

/// How the program talks.
#[derive(Debug, Clone, Copy)]
pub struct Talk {
    /// Say nothing but errors.
    pub quiet: bool,
    /// Say more.
    verbose: bool,
    choice: ColorChoice,
}

impl Talk {
    /// Takes the user's wishes.
    #[must_use]
    pub fn new(global: &Global) -> Self {
        let choice = match global.color {
            Color::Auto => AutoStream::choice(&io::stderr()),
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        };
        Self { quiet: global.quiet, verbose: global.verbose > 0, choice }
    }

    /// Says a line, unless the user wants quiet. A stderr that is gone is no reason to fail.
    pub fn say(self, text: &str) {
        if !self.quiet && !text.is_empty() {
            self.print(text);
        }
    }

    /// Says a line that only a curious user wants.
    pub fn detail(self, text: &str) {
        if self.verbose {
            self.say(text);
        }
    }

    /// Returns one that says nothing but errors.
    #[must_use]
    pub fn hushed(self) -> Self {
        Self { quiet: true, ..self }
    }

    /// Shows diagnostics: all of them, or errors alone where the user wants quiet.
    pub fn show(self, diagnostics: &[Diagnostic]) {
        let shown: Vec<Diagnostic> =
            diagnostics.iter().filter(|diagnostic| !self.quiet || diagnostic.is_error()).cloned().collect();
        if !shown.is_empty() {
            let text = diagnostic::render(&shown, self.has_color());
            self.print(&format!("{}\n\n{}", text.trim_end(), diagnostic::summary(&shown)));
        }
    }

    /// Says why the command failed.
    pub fn fail(self, failure: &Failure) {
        let Some(error) = &failure.error else { return };
        let (start, end) = if self.has_color() { ("\x1b[1;31m", "\x1b[0m") } else { ("", "") };
        let hints: Vec<String> = failure.hints.iter().map(|hint| format!("\n  = help: {hint}")).collect();
        self.print(&format!("{start}error{end}: {error:#}{}", hints.concat()));
    }

    fn print(self, text: &str) {
        let mut stderr = AutoStream::new(io::stderr(), self.choice).lock();
        drop(writeln!(stderr, "{}", text.trim_end()));
    }

    fn has_color(self) -> bool {
        !matches!(self.choice, ColorChoice::Never)
    }
}

/// Returns how many cells a line of stdout takes.
#[must_use]
pub fn page_width() -> usize {
    if !io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0).clamp(40, 120))
}

/// Writes the one thing that was asked for to stdout, or to a file in one step.
///
/// # Errors
/// When it cannot be written. A reader of stdout that went away is no error.
pub fn give(target: Option<&Path>, body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    match target.filter(|path| path.as_os_str() != "-") {
        None => give_stdout(body),
        Some(path) => give_file(path, 0o666, body).map_err(|error| Failure::file("write", path.display(), error)),
    }
}

/// Writes a file in one step that its owner alone may read: it names guests.
///
/// # Errors
/// When it cannot be written.
pub fn give_owner(path: &Path, body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    give_file(path, 0o600, body).map_err(|error| Failure::file("write", path.display(), error))
}

fn give_stdout(body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut stdout = BufWriter::new(io::stdout().lock());
    match body(&mut stdout).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::file("write", "to stdout", error)),
        _ => Ok(()),
    }
}

/// Writes a file, with these rights as far as the user's mask lets them be.
fn give_file(path: &Path, rights: u32, body: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    if fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        let mut file = BufWriter::new(File::options().write(true).open(path)?);
        return body(&mut file).and_then(|()| file.flush());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let _parents = Parents::make(folder)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(rights));
    #[cfg(not(unix))]
    let _ = rights;
    let file = builder.tempfile_in(folder)?;
    let mut writer = BufWriter::new(file);
    body(&mut writer)?;
    let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
