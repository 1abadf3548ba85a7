//! The report of a plan and its mails: the same bytes from the same plan, whole in one file, harmless whatever names the case
//! holds, read by other people's software. What needs a browser or Python is skipped, visibly, where there is none.

#![expect(clippy::unwrap_used, reason = "a test ends where a file of its own cannot be read or written")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use roomblock::explain::Step;
use roomblock::render::spoken::Spoken;
use roomblock::render::words::Lang;
use tempfile::TempDir;

/// A folder with a plan in `plan`.
struct Town(TempDir);

impl Town {
    /// Plans a folder of the project.
    fn of(folder: &str) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        let case = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let output = town.run(&["solve", case.to_str().unwrap(), "-o", "plan", "--unmet-ok"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        town
    }

    /// Plans tables.
    fn new(tables: &[(&str, &str)]) -> Self {
        let town = Self(tempfile::tempdir().unwrap());
        fs::create_dir(town.path("case")).unwrap();
        for (name, text) in tables {
            fs::write(town.path("case").join(name), text).unwrap();
        }
        town.expect(0, &["solve", "case", "-o", "plan", "--unmet-ok"]);
        town
    }

    /// Runs a command that has to end with a status, and returns what it said.
    fn expect(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = [&output.stdout[..], &output.stderr[..]].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
        said
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roomblock"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    /// Makes the report on stdout.
    fn report(&self, arguments: &[&str]) -> String {
        let output = self.run(&[&["report", "plan"], arguments].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn the_same_plan_gives_the_same_bytes_wherever_it_lies() {
    let town = Town::of("fixtures/small_short");
    let first = town.report(&[]);
    fs::rename(town.path("plan"), town.path("moved")).unwrap();
    let output = town.run(&["report", "moved", "-o", "report.html"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read_to_string(town.path("report.html")).unwrap(), first);
    let place = town.0.path().to_str().unwrap();
    assert!(!first.contains(place) && !first.contains(env!("CARGO_MANIFEST_DIR")), "a path is in the report");
}

#[test]
fn every_language_says_the_totals() {
    let town = Town::of("fixtures/small_short");
    assert!(town.report(&[]).contains("<html lang=\"en\">"));
    assert!(town.report(&["--lang", "zh"]).contains("<html lang=\"zh-CN\">"));
}

/// Says on stderr that a test is skipped.
fn skip(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {why}");
}

/// Names that would do harm in a page, in a header of mail or in a spreadsheet.
const HOTELS: &str = "hotel,name,lat,lon,email
H1,\"<script>alert(1)</script>\",31.1,121.1,\"desk@h1.example\nBcc: all@example.org\"
H2,\"</title><img src=x onerror=alert(2)>\",31.2,121.2,desk@h2.example
";
const AVAILABILITY: &str = "hotel,rooms\nH1,10\nH2,10\n";
const TEAMS: &str = "group,guests,name
A,12,\"=cmd|' /C calc'!A0 <b onmouseover=alert(3)>\"
\"B\"\"><svg onload=alert(4)>\",4,{{ w }}
\"C\nSubject: nothing\",9,\"--></style><script>alert(5)</script>\"
";

#[test]
fn names_that_would_do_harm_come_out_harmless() {
    let town = Town::new(&[("availability.csv", AVAILABILITY), ("hotels.csv", HOTELS), ("groups.csv", TEAMS)]);
    for lang in ["en", "zh"] {
        let page = town.report(&["--lang", lang]);
        for harm in ["<script>alert", "<img", "<b onmouse", "<svg onload", "</style><script"] {
            assert!(!page.contains(harm), "{harm} is in the page");
        }
        assert_eq!((page.matches("<script>").count(), page.matches("</style>").count()), (1, 1));
        assert!(page.contains("{{ w }}"), "a name is no template");
    }
    town.expect(0, &["report", "plan", "--mail", "plan.eml", "--mail-hotels", "mails", "--to", "hq@example.org"]);
    let mails = fs::read_dir(town.path("mails")).unwrap().map(|entry| entry.unwrap().path());
    for mail in mails.chain([town.path("plan.eml")]) {
        let text = fs::read_to_string(&mail).unwrap();
        let (headers, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!headers.to_lowercase().contains("bcc:"), "{headers}");
        assert_eq!(headers.lines().filter(|line| line.starts_with("Subject:")).count(), 1, "{headers}");
    }
}

#[test]
fn a_subject_or_an_address_of_two_lines_is_refused() {
    let town = Town::of("fixtures/small");
    for (option, value) in [
        ("--subject", "Plan\nBcc: all@example.org"),
        ("--subject", "Plan\rX: y"),
        ("--to", "a@b\nBcc: all@example.org"),
        ("--from", "Desk\r\nBcc: x@y <a@b>"),
        ("--to", "nobody"),
    ] {
        town.expect(2, &["report", "plan", "--mail", "plan.eml", option, value]);
        assert!(!town.path("plan.eml").exists());
    }
}

#[test]
fn a_hotel_gets_its_own_guests_alone() {
    let tables = [
        ("availability.csv", "hotel,rooms\nH1,5\nH2,5\n"),
        ("hotels.csv", "hotel,email\nH1,desk@h1.example\nH2,\n"),
        ("groups.csv", "group,guests,phone\nAlpha,5,13800000001\nBravo,5,13800000002\n"),
        ("pins.csv", "group,hotel,relation\nAlpha,H1,must\nBravo,H2,must\n"),
    ];
    let town = Town::new(&tables);
    town.expect(0, &["report", "plan", "--mail-hotels", "mails", "--from", "Desk <desk@hq.example>"]);
    let (one, other) = (town.read("mails/H1.eml"), town.read("mails/H2.eml"));
    assert!(one.contains("To: desk@h1.example") || one.contains("To: <desk@h1.example>"), "{one}");
    assert!(other.contains("To: undisclosed-recipients:;"), "{other}");
    assert!(one.contains("Alpha") && !one.contains("Bravo") && !one.contains("H2"), "{one}");
    assert!(other.contains("Bravo") && !other.contains("Alpha"), "{other}");
    assert!(!one.contains("1380000") && !other.contains("1380000"), "a telephone number was not asked for");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(town.path("mails/H1.eml")).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

/// Whatever somebody typed is left out: here names and ids are capitals, digits and dashes.
fn english_sentences(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<main>").unwrap();
    let (body, _) = body.split_once("<section id=\"source\"").unwrap();
    let shown = body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    // Keys of the policy are names in every language.
    let is_word =
        |word: &str| word.len() > 1 && !word.contains('_') && word.chars().all(|letter| letter.is_ascii_lowercase());
    shown
        .filter(|text| text.split([' ', ',', '.', ';', ':']).filter(|word| is_word(word)).count() > 1)
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_chinese_page_says_reasons_and_remedies_in_chinese() {
    let tables = [
        (
            "availability.csv",
            "hotel,rooms,room_type,rate\nH1,6,single,100\nH2,3,single,400\nH3,,single,\nH4,4,twin,100\n",
        ),
        ("hotels.csv", "hotel,phone,tags\nH1,021-1,ok\nH2,021-2,ok\nH3,021-3,ok\nH4,021-4,\n"),
        (
            "groups.csv",
            "group,guests,priority,hotels_max,rate_max,requires,room_type,split\nA,6,1,1,,ok,single,\nB,5,2,1,,ok,single,\n\
             C,2,2,,50,,,\nD,4,3,,,never,,\nE,9,3,1,,,,never\n",
        ),
    ];
    let town = Town::new(&tables);
    let (english, chinese) = (town.report(&[]), town.report(&["--lang", "zh"]));
    assert!(!english_sentences(&english).is_empty(), "the test sees sentences");
    assert_eq!(english_sentences(&chinese), [""; 0]);
    assert!(chinese.contains("若无他人到来") || chinese.contains("即使无他人到来"), "{chinese}");
    assert!(chinese.contains("可再安置") || chinese.contains("可试（未经验证）"), "{chinese}");
}

/// A plan with a row that was refused, guests who lost the rooms that they may not leave, others who were moved, a soft pin that is
/// not kept, and much that was assumed.
fn eventful() -> Town {
    let town = Town(tempfile::tempdir().unwrap());
    let write = |name: &str, text: &str| fs::write(town.path(name), text).unwrap();
    fs::create_dir(town.path("case")).unwrap();
    write(
        "case/availability.csv",
        "HOTELS\nhotel,rooms,room_type,note\nH1,6,single,\nH2,3,single,\nH3,,single,\nH4,4,twin,\n",
    );
    write("case/hotels.csv", "hotel,phone,status\nH1,13800138000,open\nH2,13800138000,open\nH4,021-4,\n");
    let groups = "group,guests,status,arrive,priority,hotels_max\nA,4,arrived,2027-03-02,,\nB,3,expected,2027-03-02,,1\nC,2,,,2,\n";
    write("case/groups.csv", groups);
    write("case/pins.csv", "group,hotel,relation,weight\nA,H1,prefer,2\nC,H1,prefer,2\n");
    town.expect(0, &["solve", "case", "-o", "before", "--unmet-ok"]);
    write("case/hotels.csv", "hotel,phone,status\nH1,13800138000,closed\nH2,13800138000,open\nH4,021-4,closed\n");
    write("case/groups.csv", &format!("{groups}D,many,,2027-03-02,,\nE,9,,2027-03-02,,1\n"));
    let options = ["--accept-rejects", "--previous", "before", "--unmet-ok"];
    let status = town.run(&[&["solve", "case", "-o", "plan"][..], &options].concat()).status;
    assert_eq!(status.code(), Some(4), "a row was rejected");
    town
}

#[test]
fn a_chinese_page_says_everything_in_chinese() {
    let town = eventful();
    let record: serde_json::Value = serde_json::from_str(&town.read("plan/plan.json")).unwrap();
    for part in ["assumed", "groups_rejected", "moves", "relief", "breaches"] {
        assert!(!record[part].as_array().unwrap().is_empty(), "the test needs {part}: {record}");
    }
    let has_stranded = record["unmet"].as_array().unwrap().iter().any(|one| one["reason_code"] == "stranded");
    assert!(has_stranded, "the test needs guests who are stranded: {record}");
    let chinese = town.report(&["--lang", "zh"]);
    let (shown, _) = chinese.split_once("</main>").unwrap();
    let (before, source) = shown.split_once("<section id=\"source\"").unwrap();
    // What stands in code is to be typed as it is.
    let source: String =
        source.split("<code>").map(|part| part.split_once("</code>").map_or(part, |(_, rest)| rest)).collect();
    let page = format!("{before}{source}<section id=\"source\"");
    // So are names of files and commands.
    let page = [".csv", ".toml", "roomblock explain"].iter().fold(page, |page, typed| page.replace(typed, " "));
    assert_eq!(english_sentences(&page), [""; 0]);
    for said in ["不搬离", "现被 R34", "不是数字", "支队伍未注明", "的表头在第"] {
        assert!(chinese.contains(said), "{said}: {chinese}");
    }
    assert!(english_sentences(&town.report(&[])).len() > 10, "the test sees sentences");
}

#[test]
fn every_filter_is_said_in_chinese() {
    for filter in &roomblock::program::filter::FILTERS {
        let step = Step { rule: filter.rule.to_owned(), left: filter.left.to_owned(), hotels: 1 };
        assert!(Spoken::of(Lang::Zh).left(&step).chars().all(|letter| !letter.is_ascii_lowercase()), "{step:?}");
        assert_eq!(Spoken::of(Lang::En).left(&step), filter.left);
    }
}

#[test]
fn templates_can_be_replaced_and_wrong_ones_are_named() {
    let town = Town::of("fixtures/small_short");
    town.expect(0, &["report", "--write-templates", "mine"]);
    assert_eq!(town.report(&["--templates", "mine"]), town.report(&[]));
    town.expect(2, &["report", "--write-templates", "mine"]);
    let totals = town.path("mine/totals.html");
    fs::write(&totals, "<p>{{ v.placed }} placed</p>\n").unwrap();
    let page = town.report(&["--templates", "mine"]);
    assert!(page.contains(" placed</p>") && !page.contains("class=\"figures\""));
    fs::write(&totals, "<p>\n  {{ v.placed }} {{ v.plced }}\n").unwrap();
    let said = town.expect(3, &["report", "plan", "--templates", "mine", "-o", "report.html"]);
    assert!(said.contains("error[E118]") && said.contains("mine/totals.html:2") && said.contains("v.plced"), "{said}");
    assert!(!town.path("report.html").exists());
    fs::remove_file(&totals).unwrap();
    fs::write(town.path("mine/totls.html"), "").unwrap();
    let said = town.expect(3, &["report", "plan", "--templates", "mine"]);
    assert!(said.contains("totals.html"), "{said}");
}

#[test]
fn a_basemap_is_drawn_and_a_wrong_one_is_refused() {
    let tables = [("availability.csv", AVAILABILITY), ("hotels.csv", HOTELS), ("groups.csv", "group,guests\nA,3\n")];
    let town = Town::new(&tables);
    let line = "{\"type\":\"LineString\",\"coordinates\":[[121.1,31.1],[121.15,31.2],[121.2,31.1]]}";
    fs::write(town.path("land.geojson"), line).unwrap();
    assert!(town.report(&["--basemap", "land.geojson"]).contains("class=\"land\""));
    assert!(!town.report(&[]).contains("class=\"land\""));
    fs::write(town.path("land.geojson"), "{\"type\":\"Sphere\"}").unwrap();
    assert!(town.expect(3, &["report", "plan", "--basemap", "land.geojson"]).contains("GeoJSON"));
}

/// A made-up plan of the size of a city: every hotel has its rooms, and every group three hotels.
fn city() -> Town {
    let town = Town(tempfile::tempdir().unwrap());
    town.expect(0, &["generate", "L", "--tightness", "loose", "--seed", "5", "-o", "case"]);
    town.expect(0, &["solve", "case", "-o", "plan", "--unmet-ok", "--engine", "search", "--effort", "1"]);
    town
}

/// The size of the page of 2,095 hotels, 420 groups and 40 nights.
#[test]
#[ignore = "a plan of that size takes a minute: run by hand, and by the browser's test"]
fn the_page_of_a_city_is_under_three_megabytes() {
    let page = city().report(&[]);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}

/// Runs Python on a script of this folder; none where there is no Python.
fn python(script: &str, arguments: &[&Path]) -> Option<Output> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser").join(script);
    Command::new("python3").arg(script).args(arguments).output().ok()
}

#[test]
fn mails_are_read_by_python_and_come_back_from_a_server_unchanged() {
    let town = Town::of("fixtures/small_short");
    let mail = ["--mail", "plan.eml", "--to", "总部 <hq@example.org>", "--from", "desk@example.org", "--lang", "zh"];
    fs::create_dir(town.path("attached")).unwrap();
    let files = ["report", "plan", "-o", "report.html", "--workbook", "attached/plan.xlsx"];
    town.expect(0, &[&files[..], &mail].concat());
    fs::rename(town.path("report.html"), town.path("attached/report.html")).unwrap();
    fs::copy(town.path("plan/unmet.csv"), town.path("attached/unmet.csv")).unwrap();
    let Some(output) = python("mail.py", &[&town.path("plan.eml"), &town.path("attached")]) else {
        return skip("there is no python3 on this machine");
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let first = fs::read(town.path("plan.eml")).unwrap();
    town.expect(0, &[&["report", "plan"][..], &mail].concat());
    assert!(fs::read(town.path("plan.eml")).unwrap() == first, "another mail of the same plan");
}

/// The browser, and the folder of `node_modules` with `puppeteer-core` and `axe-core` (`.ci/run` installs them).
fn browser() -> Option<(PathBuf, PathBuf)> {
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser");
    let paths = std::env::var_os("PATH")?;
    let find = |name: &str| std::env::split_paths(&paths).map(|path| path.join(name)).find(|path| path.is_file());
    find("node")?;
    let chromium = find("chromium").or_else(|| find("chromium-browser")).or_else(|| find("google-chrome"))?;
    modules.join("node_modules/axe-core").is_dir().then_some((modules, chromium))
}

/// Opens a report in the browser, and expects nothing to be wrong with it.
fn expect_sound(town: &Town, arguments: &[&str]) {
    let Some((modules, chromium)) = browser() else {
        return skip("there is no chromium, node or axe-core on this machine");
    };
    fs::write(town.path("report.html"), town.report(arguments)).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/page.mjs");
    let mut command = Command::new("node");
    command.arg(script).args([&modules, &chromium, &town.path("report.html"), town.0.path()]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    for fault in ["console", "requests", "wide", "axe"] {
        assert_eq!(found[fault], serde_json::json!([]), "{fault}");
    }
    assert!(found["pdf"].as_u64().unwrap() > 10_000);
    let column = |value: &serde_json::Value| -> Vec<String> {
        value.as_array().unwrap().iter().map(|cell| cell.as_str().unwrap().to_owned()).collect()
    };
    let page = &found["pages"];
    let numbers = |nth: usize| -> Vec<u64> {
        column(&page["guests"][nth]).iter().map(|cell| cell.replace(',', "").parse().unwrap()).collect()
    };
    assert!(numbers(0).is_sorted_by(|one, other| one >= other) && numbers(1).is_sorted());
    assert_eq!(column(&page["order"]), ["descending", "ascending"]);
    let (rows, filtered) = (column(&page["rows"]), column(&page["filtered"]));
    assert!(filtered.contains(&rows[1]) && filtered.len() < rows.len(), "{filtered:?}");
    assert!(page["said"].as_str().unwrap().starts_with(&format!("{} / {}", filtered.len(), rows.len())), "{page}");
}

#[test]
fn a_browser_finds_nothing_wrong_with_the_page() {
    let town = Town::of("fixtures/small_short");
    expect_sound(&town, &[]);
    expect_sound(&town, &["--lang", "zh"]);
}
