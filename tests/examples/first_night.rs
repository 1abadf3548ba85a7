//! The two spreadsheets of `examples/first-night`, as somebody would mail them: written here, so that they can be
//! written again.

use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// Hotel, rooms available (none where nobody knew), room type, price, remark.
type HotelRow = (&'static str, Option<u32>, &'static str, f64, &'static str);

const HEADINGS: [&str; 5] = ["Hotel", "Rooms available", "Room type", "Price", "Remarks"];

const HOTELS: [HotelRow; 7] = [
    ("Heron Hotel", Some(34), "twin", 78.0, ""),
    ("Heron Hotel", Some(6), "single", 62.0, "quiet, to the yard"),
    ("The Lime Tree", Some(18), "double", 55.0, "breakfast from six"),
    ("Weir House", Some(25), "twin", 49.5, ""),
    ("Three Ravens", Some(40), "twin", 71.0, "coach can park"),
    ("Anchor Guesthouse", None, "single", 45.0, "knows at ten, ring again"),
    ("Station Hotel", Some(0), "twin", 88.0, "full"),
];

/// The manifest as it was mailed: with a byte order mark and the line ends of Windows.
pub fn teams() -> String {
    let lines = [
        "Group name,People,Team leader,Mobile,Remarks",
        "Otterholm brass band,38,M. Vane,01632 960017,instruments need a dry place",
        "North Shore rowing club,22,T. Alder,01632 960104,",
        "\"School 12, year 9\",31,R. Quill,01632 960252,two teachers among them",
        "Aldermoor fire brigade,9,S. Bracken,,",
        "Tower chess club,6,,,arrives late",
    ];
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}

/// The cells of the workbook as text.
pub fn hotels() -> Vec<Vec<String>> {
    let row = |&(hotel, rooms, room_type, price, remark): &HotelRow| {
        let rooms = rooms.map(|rooms| rooms.to_string()).unwrap_or_default();
        vec![hotel.to_owned(), rooms, room_type.to_owned(), price.to_string(), remark.to_owned()]
    };
    std::iter::once(HEADINGS.map(str::to_owned).to_vec()).chain(HOTELS.iter().map(row)).collect()
}

/// Writes the workbook: one sheet, headings in bold, counts and prices as numbers, and a date of making that stays.
pub fn write_workbook(path: &Path) {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2026, 3, 14).unwrap().and_hms(18, 5, 0).unwrap();
    book.set_properties(&DocProperties::new().set_author("the night desk").set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name("Tonight").unwrap();
    let bold = Format::new().set_bold();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &bold).unwrap();
    }
    for (line, (hotel, rooms, room_type, price, remark)) in (1..).zip(HOTELS) {
        sheet.write(line, 0, hotel).unwrap().write(line, 2, room_type).unwrap().write(line, 3, price).unwrap();
        if let Some(rooms) = rooms {
            sheet.write(line, 1, rooms).unwrap();
        }
        if !remark.is_empty() {
            sheet.write(line, 4, remark).unwrap();
        }
    }
    for (column, width) in (0..).zip([22, 16, 12, 8, 28]) {
        sheet.set_column_width(column, width).unwrap();
    }
    book.save(path).unwrap();
}
