//! The sheets of `examples/three-sheets`, as three callers would send them: written here, so that they can be written again.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

const ANNA: &str = "\
Calls by Anna on Tuesday evening;;;;;;;
Hotel;Rooms free;Room type;District;Price;Polled at;Phone;Remarks
Harbour Inn;about 30;twin;Quays;62;2027-03-02T18:10;01632 960420;asks for names by nine
Old Mill;12-15;king;Quays;58.50;2027-03-02T18:20;01632 960433;
Station Hotel;full;king;Centre;70;2027-03-02T18:25;01632 960447;a wedding
Linden Court;-;twin;Centre;66;2027-03-02T18:40;01632 960455;nobody picks up
";

/// Written in GB18030, as a spreadsheet program in China writes it.
const CHAIN: &str = "\
酒店名称,大床房,双床房,行政区,房价,询房时间
Jade Garden Centre,１４间,4,Centre,68元/晚,2027-03-02T17:00
Jade Garden Airport,满房,满房,Airport,68元/晚,2027-03-02T17:00
";

const LATE: &str = "\
Hotel;Rooms free;Room type;Price;Polled at;Remarks
Linden Court;12;twin;66;2027-03-02T22:15;called back
Old Mill;10;king;58.50;2027-03-02T22:20;two rooms given away
";

const TEAMS: &str = "\
Group,People,Class,Arrival,Departure,Status,Team leader,Mobile
Ashby pumps,38,crew,2027-03-02T21:00,2027-03-06,expected,M. Vane,01632 960017
Brook medics,16,medic,2027-03-02T22:30,2027-03-06,expected,Dr Alder,01632 960104
Coldwell divers,14,crew,2027-03-03T01:50,2027-03-06,expected,R. Quill,01632 960252
Dunmere volunteers,see list,crew,2027-03-02T23:00,2027-03-05,expected,S. Bracken,01632 960311
Easton engineers,33,crew,2027-03-02T20:00,2027-03-06,expected,T. Lowe,01632 960390
Fenwick cooks,8,,2027-03-02T20:00,2027-03-06,expected,,
";

/// Hotel, kings, twins, price, when it was rung; a district stands above each two.
type HotelRow = (&'static str, u32, u32, f64, &'static str);

const ROLF: [(&str, [HotelRow; 2]); 2] = [
    ("Quays", [("Harbour Inn", 0, 24, 62.0, "2027-03-02 19:30"), ("Ferry House", 6, 6, 49.5, "2027-03-02 19:40")]),
    ("Hill", [("Belvedere", 12, 4, 74.0, "2027-03-02 19:50"), ("Hill Hostel", 0, 6, 31.0, "2027-03-02 19:55")]),
];

/// The text files, with their bytes.
pub fn texts() -> [(&'static str, Vec<u8>); 4] {
    let chain = encoding_rs::GB18030.encode(CHAIN).0.into_owned();
    [("anna.csv", ANNA.into()), ("chain.csv", chain), ("late.csv", LATE.into()), ("teams.csv", TEAMS.into())]
}

/// Writes all of them. The workbook has a title, districts in merged cells, and a row of sums.
pub fn write(folder: &Path) {
    for (name, bytes) in texts() {
        fs::write(folder.join(name), bytes).unwrap();
    }
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2027, 3, 2).unwrap().and_hms(20, 5, 0).unwrap();
    book.set_properties(&DocProperties::new().set_author("Rolf").set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name("Rolf").unwrap();
    let bold = Format::new().set_bold();
    sheet.write_with_format(0, 0, "Rooms for the flood crews", &bold).unwrap();
    for (column, heading) in (0..).zip(["District", "Hotel", "King", "Twin", "Price", "Polled at"]) {
        sheet.write_with_format(1, column, heading, &bold).unwrap();
    }
    let mut line = 2;
    for (district, hotels) in ROLF {
        sheet.merge_range(line, 0, line + 1, 0, district, &Format::new()).unwrap();
        for (hotel, kings, twins, price, polled_at) in hotels {
            sheet.write(line, 1, hotel).unwrap().write(line, 2, kings).unwrap().write(line, 3, twins).unwrap();
            sheet.write(line, 4, price).unwrap().write(line, 5, polled_at).unwrap();
            line += 1;
        }
    }
    let sum = |count: fn(&HotelRow) -> u32| ROLF.iter().flat_map(|(_, hotels)| hotels).map(count).sum::<u32>();
    sheet.write(line, 0, "Total").unwrap();
    sheet.write(line, 2, sum(|row| row.1)).unwrap().write(line, 3, sum(|row| row.2)).unwrap();
    for (column, width) in (0..).zip([10, 16, 7, 7, 8, 18]) {
        sheet.set_column_width(column, width).unwrap();
    }
    book.save(folder.join("rolf.xlsx")).unwrap();
}
