//! Files made to harm, or broken: whatever the bytes, reading ends in a diagnostic or in rows that add up, within bounds of
//! memory, and never in a panic. The fuzz targets of reading, as bounded property tests.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs::{self, File};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use proptest::prelude::*;
use proptest::sample::Index;
use roomblock::diagnostic::{self, Diagnostic};
use roomblock::read::{self, Encoding, Files, Settings};
use roomblock::validate;
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SHEET: &str = "附件,,,,\n区县,酒店名称,可用房间数,大床房,更新时间\n文本,文本,整数,整数,日期\n浦东,\"甲, \"\"乙\"\"\",12,3,2022-04-03T08:00\n\
                     ,丙,\"约30\",,\n合计,,42,,\n区县,酒店名称,可用房间数,大床房,更新时间\n徐汇,丁,-1,,4/3\n";
const POLICY: &str = "[case]\nday_cut = \"06:00\"\n[class.medic]\nrequires = [\"a\"]\nseparate_from = \"*\"\n[rules]\nchunk_min = 10\n\
                      [columns.availability]\n\"x\" = \"rooms\"\n[objective]\nmode = \"weighted\"\nweights = { unmet = 1 }\n";

/// Reads and validates a case with some file in it; every row has to be accounted for, and every diagnostic rendered.
fn read(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    if name != "groups.csv" {
        fs::write(folder.path().join("groups.csv"), "group,guests\nG1,4\n").unwrap();
    }
    read_folder(folder.path(), &Settings::default())
}

fn read_folder(folder: &Path, settings: &Settings) -> Vec<Diagnostic> {
    let mut reading = read::read(&Files::in_folder(folder).unwrap(), settings);
    let validation = validate::validate(&mut reading, settings);
    for count in &validation.counts {
        assert_eq!(count.rows, count.used + count.superseded + count.dropped + count.rejected, "{count:?}");
    }
    let has_errors = validation.diagnostics.iter().any(Diagnostic::is_error);
    assert_eq!(validation.instance.is_none(), has_errors);
    let _ = diagnostic::render(&validation.diagnostics, true);
    validation.diagnostics
}

/// A small change of bytes.
#[derive(Debug, Clone)]
enum Edit {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    Cut(Index),
    Repeat(Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let piece = prop_oneof![
        Just(b"\"".to_vec()),
        Just(b",".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"\0".to_vec()),
        Just(b"\xEF\xBB\xBF".to_vec()),
        Just("合计".as_bytes().to_vec()),
        Just("酒店名称,可用房间数\n".as_bytes().to_vec()),
        Just(b"[[".to_vec()),
        Just(b"99999999999999999999".to_vec()),
        proptest::collection::vec(any::<u8>(), 1..6),
    ];
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Set(at, byte)),
        (any::<Index>(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Edit::Remove(at, length)),
        any::<Index>().prop_map(Edit::Cut),
        (any::<Index>(), any::<u8>()).prop_map(|(at, length)| Edit::Repeat(at, length)),
    ]
}

fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        let n_bytes = bytes.len();
        let piece = |at: &Index, length: u8| at.index(n_bytes)..(at.index(n_bytes) + usize::from(length)).min(n_bytes);
        match edit {
            Edit::Set(at, byte) => bytes[at.index(n_bytes)] = *byte,
            Edit::Insert(at, piece) => drop(bytes.splice(at.index(n_bytes)..at.index(n_bytes), piece.iter().copied())),
            Edit::Remove(at, length) => drop(bytes.drain(piece(at, *length))),
            Edit::Cut(at) => bytes.truncate(at.index(n_bytes)),
            Edit::Repeat(at, length) => {
                let again = bytes[piece(at, *length)].to_vec();
                drop(bytes.splice(at.index(n_bytes)..at.index(n_bytes), again));
            }
        }
    }
    bytes
}

/// A workbook with a title, merged cells, a date, a sum and a hidden sheet.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.merge_range(0, 0, 0, 2, "隔离酒店", &Format::new()).unwrap();
    sheet.write_row(1, 0, ["区县", "酒店名称", "可用房间数"]).unwrap();
    sheet.merge_range(2, 0, 3, 0, "浦东", &Format::new()).unwrap();
    sheet.write_row(2, 1, ["甲", "12"]).unwrap();
    sheet.write(3, 1, "乙").unwrap().write(3, 2, 12.0).unwrap();
    sheet.write(4, 0, "合计").unwrap().write(4, 2, 24).unwrap();
    workbook.add_worksheet().set_hidden(true).write(0, 0, "hotel").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Returns a workbook one part of which was edited, packed anew.
fn repacked(bytes: &[u8], part: Index, edits: &[Edit]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let chosen = part.index(archive.len());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut content = Vec::new();
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        file.read_to_end(&mut content).unwrap();
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        let content = if at == chosen { edited(&content, edits) } else { content };
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        name in proptest::sample::select(vec!["availability.csv", "availability.xlsx", "groups.csv", "roomblock.toml"]),
    ) {
        read(name, &bytes);
    }

    #[test]
    fn random_bytes_behind_the_mark_of_a_workbook_are_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..2000),
        mark in proptest::sample::select(vec![&b"PK\x03\x04"[..], b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"]),
    ) {
        let said = read("availability.xlsx", &[mark, &bytes[..]].concat());
        prop_assert!(said.iter().any(Diagnostic::is_error));
    }

    #[test]
    fn edited_sheets_are_read_or_refused(edits in proptest::collection::vec(edit(), 1..6)) {
        read("availability.csv", &edited(SHEET.as_bytes(), &edits));
    }

    #[test]
    fn edited_policies_are_read_or_refused(edits in proptest::collection::vec(edit(), 1..6)) {
        read("roomblock.toml", &edited(POLICY.as_bytes(), &edits));
    }

    #[test]
    fn edited_matrices_are_read_or_refused(
        matrix in proptest::sample::select(vec!["osrm", "ors", "valhalla"]),
        edits in proptest::collection::vec(edit(), 1..6),
    ) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dirty").join(format!("travel_{matrix}/in"));
        let bytes = fs::read(folder.join(format!("{matrix}.json"))).unwrap();
        read("travel.json", &edited(&bytes, &edits));
    }

    #[test]
    fn edited_workbooks_are_read_or_refused(edits in proptest::collection::vec(edit(), 1..4)) {
        read("availability.xlsx", &edited(&workbook(), &edits));
    }

    #[test]
    fn workbooks_with_an_edited_part_are_read_or_refused(
        part in any::<Index>(),
        edits in proptest::collection::vec(edit(), 1..4),
    ) {
        read("availability.xlsx", &repacked(&workbook(), part, &edits));
    }

    #[test]
    fn bytes_told_to_be_in_any_encoding_are_read_or_refused(
        edits in proptest::collection::vec(edit(), 0..3),
        name in proptest::sample::select(vec!["gbk", "big5", "utf-16le", "utf-16be", "windows-1252", "shift_jis", "utf-8"]),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let bytes = [b"\xE9,", &edited(SHEET.as_bytes(), &edits)[..]].concat();
        fs::write(folder.path().join("availability.csv"), bytes).unwrap();
        read_folder(folder.path(), &Settings { encoding: Encoding::named(name), ..Settings::default() });
    }
}

/// Returns an archive whose named parts are so many zeros.
fn bomb(parts: &[(&str, u64)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for &(name, length) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        std::io::copy(&mut std::io::repeat(b' ').take(length), &mut writer).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Runs `roomblock validate` on a folder under a limit of memory, and returns its exit status and what it says.
fn validate_within(kib: u32, folder: &TempDir) -> (Option<i32>, String) {
    let run = Command::new("sh")
        .args(["-c", &format!("ulimit -v {kib} && exec \"$0\" validate \"$1\""), env!("CARGO_BIN_EXE_roomblock")])
        .arg(folder.path())
        .output()
        .unwrap();
    (run.status.code(), String::from_utf8_lossy(&run.stderr).into_owned())
}

#[test]
fn what_unpacks_to_more_than_a_workbook_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("groups.csv"), "group,guests\nG1,4\n").unwrap();
    for parts in [&[("xl/sharedStrings.xml", 129_u64 << 20)][..], &[("xl/worksheets/sheet1.xml", (1 << 30) + 1)]] {
        fs::write(folder.path().join("availability.xlsx"), bomb(parts)).unwrap();
        let (status, said) = validate_within(1 << 20, &folder);
        assert!(status == Some(3) && said.contains("error[E117]"), "{status:?}\n{said}");
    }
}

#[test]
fn cells_that_an_ods_repeats_without_end_are_refused() {
    let cell =
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16000\"/>";
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"a\">\
         <table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    let said = read("availability.xlsx", &writer.finish().unwrap().into_inner());
    assert!(said.iter().any(|diagnostic| diagnostic.code.id() == "E117"), "{said:?}");
}

#[test]
fn a_huge_single_line_is_refused_within_bounds() {
    // The last is `酒店,房` in GB18030, which takes more bytes as text.
    for piece in [&b"a"[..], b",", b"\"", b"1,", "酒".as_bytes(), b"\xBE\xC6\xB5\xEA,\xB7\xBF"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("groups.csv"), "group,guests\nG1,4\n").unwrap();
        let mut file = File::create(folder.path().join("availability.csv")).unwrap();
        let block = piece.repeat((1_usize << 20).div_euclid(piece.len()));
        for _ in 0..200 {
            file.write_all(&block).unwrap();
        }
        let (status, said) = validate_within(1 << 20, &folder);
        assert!(
            status == Some(3) && (said.contains("error[E117]") || said.contains("error[E104]")),
            "{status:?}\n{said}"
        );
        assert!(said.len() < 5_000, "{}", said.len());
    }
}

#[test]
fn the_work_grows_with_the_file_and_not_faster() {
    let snapshots = |row: u32| {
        let (day, hour, minute) = (1 + row % 28, row.div_euclid(28) % 24, row % 60);
        format!("A,{},2022-04-{day:02}T{hour:02}:{minute:02},snapshot,s,b{row}\n", row % 50)
    };
    let sums = |row: u32| format!("H{row},1\n小计,1\n");
    let again = |row: u32| format!("A,{},2022-04-03T08:00\n", row % 2);
    let cell = |row: u32| move |column: u32| format!("房间 {row} {column} 酒店,");
    let wide = |row: u32| (0..12_000).map(cell(row)).collect::<String>() + "\n";
    let files = [
        (String::from("hotel,rooms,polled_at,mode,source,batch\n"), (0..20_000).map(snapshots).collect::<String>()),
        (String::from("hotel,rooms\n"), (0..60_000).map(sums).collect()),
        (String::from("hotel,rooms,polled_at\n"), (0..100_000).map(again).collect()),
        (String::new(), (0..30).map(wide).collect()),
    ];
    for (headings, rows) in files {
        let start = Instant::now();
        read("availability.csv", (headings + &rows).as_bytes());
        let seconds = start.elapsed().as_secs();
        assert!(seconds < 60, "{seconds} s for {}", rows.get(..80).unwrap_or_default());
    }
}
