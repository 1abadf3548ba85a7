//! `docs/cli.md` is what clap says; `REGENERATE=1` writes it anew.

use std::fs;
use std::path::Path;

#[test]
fn the_reference_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cli.md");
    let reference = roomblock::cli::reference();
    if std::env::var_os("REGENERATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &reference).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == reference, "docs/cli.md is old: REGENERATE=1 cargo test --release --test cli_reference");
}
