//! The program `roomblock`: a thin shell around the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    roomblock::cli::run(std::env::args_os()).into()
}
