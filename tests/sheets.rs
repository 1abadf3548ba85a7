//! Sheets for readers: harmless whatever names a case holds, the same bytes every time, with the sums of the plan, and no
//! hotel's sheet names another's guests.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use roomblock::render::sheets::{self, Cell, Column, Head, ReportSheet, Row, Section};
use roomblock::render::words::Lang;
use tempfile::TempDir;

/// Names that somebody might type to do harm, or that break tables, pages and narrow columns.
const HOSTILE: [&str; 8] = [
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "@SUM(A1:A9)",
    "first\nsecond, \"third\"",
    "\u{202e}gnp.exe",
    "上海市第一人民医院援沪医疗队（第二批）",
    "'; content: \"} body { display: none",
    "&#60;b&#62; {{ 7 * 7 }} _x0041_",
];

/// A folder in which commands run.
struct Town(TempDir);

impl Town {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Plans a case of two hotels, one of them to be rung, whose groups have hostile names, and one group has no room.
    fn hostile() -> Self {
        let town = Self::new();
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let long = "很长的名字".repeat(400);
        let mut groups = String::from("group,guests,name,leader,phone,arrive,depart,port,transport,team\n");
        for (at, name) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
            let name = quoted(name);
            let (guests, hour, day) = (at + 1, 10 + at, 5 + at % 3);
            writeln!(
                groups,
                "G{at},{guests},{name},{name},1380013800{at},2022-04-03T{hour}:40,2022-04-0{day},{name},{name},{name}"
            )
            .unwrap();
        }
        let hotels = format!(
            "hotel,name,district,address,phone\nA,{0},{0},{0},021-1\nB,Berg,{0},x,021-2\nC,Call,Pudong,y,021-3\n",
            quoted(HOSTILE[0])
        );
        town.write("case/hotels.csv", &hotels);
        town.write("case/availability.csv", "hotel,rooms,rate\nA,25,300\nB,15,288.5\nC,,\n");
        town.write("case/groups.csv", &groups);
        town.write("case/roomblock.toml", "[case]\nas_of = \"2022-04-03T08:00\"\n");
        town.expect(4, &["run", "case", "-o", "plan", "--quiet"]);
        town
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    fn expect(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        said
    }

    /// Returns the files below a folder with their bytes.
    fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(folder)];
        while let Some(at) = folders.pop() {
            for entry in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let name = entry.strip_prefix(self.path(folder)).unwrap().to_str().unwrap().to_owned();
                    files.insert(name, fs::read(&entry).unwrap());
                }
            }
        }
        files
    }

    /// Reads a table of the plan: each row by its headings.
    fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.path(name)).unwrap();
        reader.deserialize().map(|row| row.unwrap()).collect()
    }
}

/// Reads the cells of a page of a workbook, row by row.
fn page(path: &Path, tab: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(tab).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

fn tabs(path: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(path).unwrap();
    book.sheet_names()
}

/// Returns the rows below the first row that begins with a heading, up to that of the sums.
fn below<'a>(rows: &'a [Vec<Data>], heading: &str) -> (&'a [Data], Vec<&'a [Data]>) {
    let at = rows.iter().position(|row| row[0] == Data::String(heading.to_owned())).unwrap();
    let end = rows[at..].iter().position(|row| row[0] == Data::String("Total".to_owned())).unwrap();
    (&rows[at], rows[at + 1..=at + end].iter().map(Vec::as_slice).collect())
}

fn sum_of(rows: &[Vec<Data>], first: &str, column: &str) -> u64 {
    let (headings, rows) = below(rows, first);
    let at = headings.iter().position(|cell| *cell == Data::String(column.to_owned())).unwrap();
    let Data::Float(total) = rows.last().unwrap()[at] else { panic!("{column} has no sum") };
    total.to_string().parse().unwrap()
}

#[test]
fn names_that_might_do_harm_come_out_harmless_in_every_form() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--sheets", "out", "--workbook", "plan.xlsx", "--needs", "--phones"]);
    let files = town.files("out");
    let mut seen = (0, 0, 0);
    for (name, bytes) in &files {
        let path = town.path("out").join(name);
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => {
                seen.0 += 1;
                let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
                for cell in rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
                    let runs = cell.starts_with(['=', '+', '@', '\t', '\r']) || cell.starts_with("-c");
                    assert!(!runs, "{name}: {cell}");
                }
            }
            Some("html") => {
                seen.1 += 1;
                let text = String::from_utf8(bytes.clone()).unwrap();
                assert!(!text.contains("<script") && !text.contains('\u{202e}'), "{name}");
                let style = text.split_once("<style>").unwrap().1.split("</style>").next().unwrap();
                assert!(!style.contains("} body {") && !text.contains("&#60;b"), "{name}: {style}");
                assert!(!text.replace("http-equiv", "").contains("http"), "{name} names an address");
            }
            Some("xlsx") => seen.2 += 1,
            ending => panic!("{ending:?}"),
        }
    }
    assert!(seen.0 > 20 && seen.1 > 15 && seen.2 > 15, "{seen:?}");
    let books = files
        .keys()
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "xlsx"))
        .map(|name| town.path("out").join(name));
    for book in books.chain([town.path("plan.xlsx")]) {
        let mut archive = zip::ZipArchive::new(fs::File::open(&book).unwrap()).unwrap();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            assert!(!text.contains("<f>") && !text.contains("<f "), "{}: a formula", book.display());
        }
    }
    // What was typed is there, whole, as text: of those who sleep somewhere, and of those who are left over.
    let pages = ["ROOMING LIST", "Unmet demand"].map(|tab| page(&town.path("plan.xlsx"), tab));
    let said: BTreeSet<&str> = pages
        .iter()
        .flatten()
        .flatten()
        .filter_map(|cell| match cell {
            Data::String(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    for name in HOSTILE.iter().filter(|name| !name.contains('\u{202e}')) {
        assert!(said.contains(name), "{name}");
    }
    assert!(said.contains("\u{fffd}gnp.exe"));
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let town = Town::hostile();
    for out in ["one", "two"] {
        town.expect(0, &["report", "plan", "--sheets", out, "--workbook", &format!("{out}.xlsx"), "--lang", "zh"]);
    }
    assert_eq!(town.files("one"), town.files("two"));
    assert!(fs::read(town.path("one.xlsx")).unwrap() == fs::read(town.path("two.xlsx")).unwrap());
    // A folder of sheets is replaced whole: nothing of the one before stays.
    town.write("one/rosters/old.csv", "x");
    town.expect(0, &["report", "plan", "--sheets", "one", "--lang", "zh"]);
    assert_eq!(town.files("one"), town.files("two"));
    town.write("other/precious.txt", "x");
    town.expect(2, &["report", "plan", "--sheets", "other"]);
    assert_eq!(town.read("other/precious.txt"), "x");
}

#[test]
fn sums_are_those_of_the_plan() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--workbook", "plan.xlsx"]);
    let book = town.path("plan.xlsx");
    let rows = town.table("plan/allocation.csv");
    let sum = |column: &str| -> u64 { rows.iter().map(|row| row[column].parse::<u64>().unwrap()).sum() };
    let (rooms, guests) = (sum("rooms"), sum("guests"));
    let rosters = page(&book, "ROOMING LIST");
    assert_eq!((sum_of(&rosters, "No.", "Rooms"), sum_of(&rosters, "No.", "Guests")), (rooms, guests));
    let pickup = page(&book, "Pickup sheet");
    assert_eq!(sum_of(&pickup, "Station", "Guests"), guests);
    let departures = page(&book, "Departures");
    let at = departures.iter().position(|row| row[0] == Data::String("All departures".to_owned())).unwrap();
    assert_eq!(sum_of(&departures[at..], "Date", "Guests"), guests);
    let unmet: u64 = town.table("plan/unmet.csv").iter().map(|row| row["guests"].parse::<u64>().unwrap()).sum();
    assert!(unmet > 0);
    assert_eq!(sum_of(&page(&book, "Unmet demand"), "Group", "Not placed"), unmet);
    let daily = page(&book, "Daily report");
    assert_eq!(sum_of(&daily, "Team", "Not placed"), unmet);
    assert_eq!(sum_of(&daily, "Team", "Guests"), guests + unmet);
    // Everybody is there on the night after the last arrival, which is the day of the plan.
    assert_eq!(sum_of(&daily, "District", "Asleep"), guests);
    let meals = town.table("plan/meals.csv");
    let served: u64 = meals.iter().map(|row| row["dinner"].parse::<u64>().unwrap()).sum();
    assert_eq!(sum_of(&page(&book, "Meal and test counts"), "Date", "Dinner"), served);
    assert_eq!(tabs(&book).first().map(String::as_str), Some("Summary"));
}

#[test]
fn dates_and_numbers_are_dates_and_numbers() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--workbook", "plan.xlsx"]);
    let rosters = page(&town.path("plan.xlsx"), "ROOMING LIST");
    let (headings, rows) = below(&rosters, "No.");
    let column = |name: &str| headings.iter().position(|cell| *cell == Data::String(name.to_owned())).unwrap();
    let plan = town.table("plan/allocation.csv");
    for row in &rows[..rows.len() - 1] {
        let Data::String(group) = &row[column("Group")] else { panic!("{row:?}") };
        let Data::DateTime(arrive) = &row[column("Arrive")] else { panic!("{row:?}") };
        assert_eq!(arrive.as_f64().to_string(), "44654", "2022-04-03");
        let Data::Float(guests) = &row[column("Guests")] else { panic!("{row:?}") };
        assert!(plan.iter().any(|one| one["group"] == *group && one["guests"].parse() == Ok(*guests)), "{row:?}");
    }
}

#[test]
fn a_hotel_sees_its_own_guests_alone_and_no_telephone_unless_asked() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--sheets", "out", "--forms", "csv,html"]);
    let rows = town.table("plan/allocation.csv");
    let phones = |text: &str| (0..9).any(|at| text.contains(&format!("1380013800{at}")));
    for hotel in ["A", "B"] {
        for form in ["csv", "html"] {
            let text = town.read(&format!("out/rosters/{hotel}.{form}"));
            assert!(!phones(&text), "{hotel}.{form}");
            for row in &rows {
                let is_own = rows.iter().any(|other| other["hotel"] == hotel && other["group"] == row["group"]);
                let needle = if form == "csv" { format!(",{},", row["group"]) } else { format!(">{}<", row["group"]) };
                assert_eq!(text.contains(&needle), is_own, "{} in {hotel}.{form}", row["group"]);
            }
        }
    }
    let all = town.files("out");
    assert!(all.iter().all(|(_, bytes)| !phones(&String::from_utf8_lossy(bytes))));
    town.expect(0, &["report", "plan", "--sheets", "out", "--forms", "csv", "--phones", "--bom"]);
    let text = town.read("out/rosters/A.csv");
    assert!(text.starts_with('\u{feff}') && phones(&text));
}

#[test]
fn layouts_say_which_columns_stand_where() {
    let town = Town::new();
    town.write("case/availability.csv", "hotel,rooms,room_type\nH,9,twin\n");
    town.write(
        "case/groups.csv",
        "group,guests,sharing,arrive,depart\nG,3,party,2022-04-03,2022-04-05\nN,3,party,2022-04-03,2022-04-05\n",
    );
    town.write(
        "case/guests.csv",
        "guest,group,name,sex,share_with\n1,G,Anna Berg,women,2\n2,G,Eva Lind,women,\n3,G,王芳,women,\n",
    );
    town.expect(0, &["run", "case", "-o", "plan", "--quiet"]);
    town.expect(0, &["report", "plan", "--sheets", "out", "--layout", "opera-cloud"]);
    let text = town.read("out/rosters/H.csv");
    assert!(text.starts_with("Name,Accompanying Guests,Arrival,Departure,Room Type,Adults,Block,Room\n"), "{text}");
    assert!(text.contains("\"Berg, Anna\",\"Lind, Eva\",2022-04-03,2022-04-05,twin,2,G,\n"), "{text}");
    assert!(text.contains("王芳,,2022-04-03,2022-04-05,twin,1,G,\n"), "{text}");
    let rows = page(&town.path("out/rosters/H.xlsx"), "H");
    assert_eq!(rows[0][0], Data::String("Name".to_owned()), "headings stand in A1");
    let layout = "lines = \"guests\"\ndate = \"%d.%m.%Y\"\n[[column]]\nfield = \"guest\"\nheading = \"Name\"\n\
        [[column]]\nvalue = \"HB\"\nheading = \"Board\"\n[[column]]\nfield = \"arrive\"\n";
    town.write("own.toml", layout);
    town.expect(0, &["report", "plan", "--sheets", "out", "--layout", "own.toml"]);
    let text = town.read("out/rosters/H.csv");
    assert!(text.starts_with("Name,Board,Arrive\n") && text.contains("Anna Berg,HB,03.04.2022\n"), "{text}");
    town.write("own.toml", "[[column]]\nfield = \"gast\"\n");
    let said = town.expect(3, &["report", "plan", "--sheets", "out", "--layout", "own.toml"]);
    assert!(said.contains("error[E119] own.toml:2, column 9") && said.contains("= help: "), "{said}");
    let said = town.expect(2, &["report", "plan", "--sheets", "out", "--layout", "opera_cloud"]);
    assert!(said.contains("did you mean `opera-cloud`?"), "{said}");
}

#[test]
fn what_is_new_is_marked() {
    let town = Town::new();
    town.write("case/availability.csv", "hotel,rooms\nH,9\n");
    town.write("case/groups.csv", "group,guests\nA,3\nB,2\n");
    town.expect(0, &["run", "case", "-o", "first", "--quiet"]);
    town.write("case/groups.csv", "group,guests\nA,4\nC,1\n");
    town.expect(0, &["replan", "case", "--previous", "first", "-o", "plan", "--quiet"]);
    town.expect(0, &["report", "plan", "--sheets", "out"]);
    let text = town.read("out/rosters/H.html");
    for class in ["new", "changed", "cancelled"] {
        assert!(text.contains(&format!("<tr class=\"{class}\">")), "{class}: {text}");
    }
    assert!(text.contains(" v2</dd>"), "it is the second plan: {text}");
    assert!(town.read("out/moves.csv").starts_with("Group,Name,Status,Guests,From,To,Reason,Told\n"));
}

#[test]
fn names_of_files_tell_time_and_number_of_the_plan_where_that_is_asked_for() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--sheets", "out", "--forms", "csv", "--dated", "--mail-hotels", "mails"]);
    let names: Vec<String> = town.files("out").into_keys().collect();
    assert!(names.iter().any(|name| name.ends_with("rosters/20220403_0800_v1_A.csv")), "{names:?}");
    assert!(names.iter().any(|name| name.ends_with("unmet-who.csv")), "{names:?}");
    assert!(town.read("mails/A.eml").contains("20220403_0800_v1_A.csv"));
}

#[test]
fn a_mail_to_a_hotel_is_a_page_as_well() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--mail-hotels", "mails"]);
    let mail = town.read("mails/A.eml");
    assert!(mail.contains("multipart/alternative") && mail.contains("text/html"), "{mail}");
    assert!(!mail.contains("<script>"));
}

#[test]
fn markdown_says_the_totals_and_who_has_no_room() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--format", "markdown", "-o", "plan.md"]);
    let text = town.read("plan.md");
    assert!(text.starts_with("# ") && text.contains("| ---: |"), "{text}");
    let unmet = town.table("plan/unmet.csv");
    assert!(!unmet.is_empty() && unmet.iter().all(|row| text.contains(&format!("| {} |", row["group"]))), "{text}");
    assert!(!text.contains("<script>") && !text.contains("=cmd|"), "{text}");
    let rows = text.lines().filter(|line| line.starts_with('|'));
    assert!(rows.clone().all(|row| row.ends_with('|')), "{text}");
}

#[test]
fn a_map_has_every_hotel_and_every_flow() {
    let town = Town::new();
    town.write(
        "case/availability.csv",
        "hotel,rooms,lat,lon,datum\nA,5,31.2304162,121.4737012,wgs84\nB,5,31.3,121.5,\nC,,,,\n",
    );
    town.write("case/sites.csv", "site,lat,lon,datum\nS,31.25,121.48,wgs84\n");
    town.write("case/groups.csv", "group,guests,site\nG,4,S\nN,6,\n");
    town.expect(0, &["run", "case", "-o", "plan", "--quiet"]);
    let output = town.run(&["export", "plan", "--format", "geojson"]);
    let map: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let features = map["features"].as_array().unwrap();
    let of = |id: &str| features.iter().find(|feature| feature["id"] == id).unwrap_or_else(|| panic!("{id}: {map}"));
    assert_eq!(of("hotel:A")["geometry"]["coordinates"], serde_json::json!([121.473_701, 31.230_416]));
    assert_eq!(of("hotel:B")["properties"]["datum"], "unknown, ±1.4 km");
    assert!(of("hotel:C")["geometry"].is_null());
    let guests = |kind: &str| -> u64 {
        let own = features.iter().filter(|feature| feature["properties"]["kind"] == kind);
        own.map(|feature| feature["properties"]["guests"].as_u64().unwrap()).sum()
    };
    assert_eq!((guests("hotel"), guests("flow")), (10, 4));
    let case = town.run(&["export", "case", "--format", "geojson"]);
    assert!(case.status.success() && !String::from_utf8(case.stdout).unwrap().contains("flow"));
}

#[test]
fn an_archive_has_every_table_or_says_which_build_makes_one() {
    let town = Town::hostile();
    let output = town.run(&["export", "plan", "--format", "sqlite", "-o", "plan.sqlite"]);
    let said = String::from_utf8(output.stderr).unwrap();
    if cfg!(feature = "sqlite") {
        assert!(output.status.success(), "{said}");
        assert!(fs::read(town.path("plan.sqlite")).unwrap().starts_with(b"SQLite format 3\0"));
    } else {
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("--features sqlite"), "{said}");
    }
}

/// Returns a sheet in which every text is this one.
fn sheet_of(text: &str) -> ReportSheet {
    let row = Row::of([Cell::text("a"), Cell::text(text), Cell::Count(1)]);
    let columns = vec![Column::text("first"), Column::text(text), Column::sum("n")];
    ReportSheet {
        stem: String::new(),
        tab: text.to_owned(),
        title: text.to_owned(),
        head: vec![Head { label: text.to_owned(), value: text.to_owned() }],
        sections: vec![Section::new(columns, vec![row]).named("", text).summed("Total")],
        notes: vec![text.to_owned()],
        signature: String::new(),
        lang: Lang::En,
        is_bare: false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn whatever_is_typed_is_text(typed in "[-=+@<>&\"'a-z0-9_x\n\t上海{}|!;:/\\\\ ]{1,40}") {
        let sheet = sheet_of(&typed);
        let mut bytes = Vec::new();
        sheets::csv::write(&sheet.sections[0], false, &mut bytes).unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let cell = reader.records().next().unwrap().unwrap()[1].to_owned();
        prop_assert!(cell.strip_prefix('\'').unwrap_or(&cell) == typed || cell == typed, "{}", cell);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{}", cell);
        let marks = |text: &str| sheets::html::page(&sheet_of(text)).matches('<').count();
        prop_assert_eq!(marks(&typed), marks("plain"), "no mark comes from a name");
        let book = sheets::xlsx::workbook(&[ReportSheet { is_bare: true, ..sheet }]).unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(book)).unwrap();
        let tab = book.sheet_names()[0].clone();
        let range = book.worksheet_range(&tab).unwrap();
        let written = range.get_value((1, 1)).unwrap().to_string();
        prop_assert_eq!(written.trim(), typed.trim());
    }
}

#[test]
fn libreoffice_opens_every_page_and_counts_as_we_do() {
    let town = Town::hostile();
    town.expect(0, &["report", "plan", "--workbook", "plan.xlsx"]);
    let profile = format!("-env:UserInstallation=file://{}", town.path("profile").display());
    let mut command = Command::new("soffice");
    // Sheet -1: every page becomes a file of its own.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    command.args([&profile, "--headless", "--convert-to", filter, "--outdir"]).arg(town.path("csv"));
    command.arg(town.path("plan.xlsx")).stdout(Stdio::null()).stderr(Stdio::null());
    if command.status().is_err() {
        let _ = writeln!(std::io::stderr(), "skipped: there is no soffice on this machine");
        return;
    }
    for tab in tabs(&town.path("plan.xlsx")) {
        let text = town.read(&format!("csv/plan-{tab}.csv"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        assert_eq!(recounted(&rows), 0, "{tab}: a sum is not that of its rows");
        let ours = page(&town.path("plan.xlsx"), &tab).len();
        assert_eq!(rows.len(), ours, "{tab}");
    }
}

/// Sums every table anew from the rows that LibreOffice wrote, and returns how many sums differ.
fn recounted(rows: &[Vec<String>]) -> usize {
    let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
    let mut wrong = 0;
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row[0] == "Total") {
        // A table ends at its headings, the last row above without a number in the columns that are summed.
        let summed: Vec<usize> = (0..row.len()).filter(|&column| number(&row[column]).is_some()).collect();
        for column in summed {
            let above = rows[..at].iter().rev().map(|row| row[column].as_str());
            let sum: f64 = above.take_while(|cell| cell.is_empty() || number(cell).is_some()).filter_map(number).sum();
            wrong += usize::from((sum - number(&row[column]).unwrap()).abs() > 1e-9);
        }
    }
    wrong
}
