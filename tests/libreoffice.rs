//! Files written by other people's software: `LibreOffice` saves one sheet as XLSX, XLS, ODS, CSV in GB18030 and UTF-16, and
//! all of them are the same case. Skipped, visibly, where there is no `soffice`.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use roomblock::diagnostic;
use roomblock::domain::{Hotel, Instance, Money};
use roomblock::read::{self, Files, Settings};
use roomblock::validate;

/// A sheet with a title, merged districts, names with leading zeros, dates, quotes, a rare character and a sum.
const SHEET: &str = "fixtures/libreoffice/sheet.fods";

/// What the sheet is saved as: the extension, and the filter that writes it.
const FORMS: [(&str, &str); 6] = [
    ("xlsx", "xlsx"),
    ("xls", "xls"),
    ("ods", "ods"),
    ("csv", "csv:Text - txt - csv (StarCalc):44,34,76"),
    ("csv", "csv:Text - txt - csv (StarCalc):59,34,85"),
    ("csv", "csv:Text - txt - csv (StarCalc):9,34,65535"),
];

/// Saves the sheet in a form; none where there is no `LibreOffice`.
fn saved(folder: &Path, extension: &str, filter: &str) -> Option<PathBuf> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", filter, "--outdir"]).arg(folder).arg(SHEET);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok()?;
    let saved = folder.join("sheet").with_extension(extension);
    assert!(saved.exists(), "LibreOffice wrote no {filter}");
    Some(saved)
}

fn instance(table: &Path) -> Instance {
    let folder = tempfile::tempdir().unwrap();
    let manifest = folder.path().join("groups.csv");
    fs::write(&manifest, "group,guests,arrive\nG1,4,2022-04-03\n").unwrap();
    let files = Files { availability: vec![table.to_owned()], groups: Some(manifest), ..Files::default() };
    let settings = Settings::default();
    let validation = validate::validate(&mut read::read(&files, &settings), &settings);
    let count = &validation.counts[0];
    assert_eq!((count.rows, count.used, count.dropped, count.rejected), (4, 3, 1, 0), "{count:?}");
    assert_eq!(diagnostic::render(&validation.diagnostics, false), "");
    validation.instance.unwrap()
}

#[test]
fn one_sheet_saved_in_every_form_is_one_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut first: Option<Vec<Hotel>> = None;
    for (extension, filter) in FORMS {
        let Some(table) = saved(folder.path(), extension, filter) else {
            let _ = writeln!(std::io::stderr(), "skipped: there is no soffice on this machine");
            return;
        };
        let hotels = instance(&table).hotels;
        let seen: Vec<_> =
            hotels.iter().map(|hotel| (hotel.id.as_str(), hotel.name.as_str(), hotel.district.as_str())).collect();
        let expected = [
            ("007", "锦江之星（外滩店）", "浦东新区"),
            ("008", "如家𠮷祥酒店", "浦东新区"),
            ("101", "衡山宾馆", "徐汇区"),
        ];
        assert_eq!(seen, expected, "{filter}");
        let pools: Vec<_> =
            hotels[0].pools.iter().map(|pool| (pool.room_type.as_str(), pool.offers[0].rooms)).collect();
        assert_eq!(pools, [("king", 12), ("twin", 30)], "{filter}");
        assert_eq!(hotels[0].pools[0].offers[0].rate, Some(Money(28_850)), "{filter}");
        assert_eq!(*first.get_or_insert_with(|| hotels.clone()), hotels, "{filter}");
        fs::remove_file(&table).unwrap();
    }
}
