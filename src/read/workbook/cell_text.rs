//! A cell of a workbook as the text that a CSV would have.

use calamine::{Data, DataRef};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Timelike};

/// Returns a cell that another type borrows.
pub fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// Returns a cell as text, and whether it is a number.
pub fn text(cell: &DataRef<'_>) -> (String, bool) {
    match cell {
        DataRef::Empty => (String::new(), false),
        DataRef::Int(number) => (number.to_string(), true),
        DataRef::Float(number) => (number_text(*number), true),
        DataRef::String(text) | DataRef::DurationIso(text) => (text.clone(), false),
        DataRef::DateTimeIso(text) => (iso_text(text), false),
        DataRef::SharedString(text) => ((*text).to_owned(), false),
        DataRef::Bool(truth) => (truth.to_string(), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::DateTime(moment) if moment.is_duration() => (number_text(moment.as_f64()), true),
        DataRef::DateTime(moment) => (moment_text(moment), false),
    }
}

/// Returns a number without `.0`.
fn number_text(number: f64) -> String {
    number.to_string()
}

/// Returns a date in ISO form, with its time of day where it has one.
fn moment_text(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let built = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()))
        .and_then(|moment| moment.checked_add_signed(TimeDelta::milliseconds(500)));
    built.map_or_else(|| number_text(moment.as_f64()), iso)
}

/// Returns a date of an ODS in the same form.
fn iso_text(text: &str) -> String {
    let moment = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f");
    moment.map_or_else(|_| text.to_owned(), iso)
}

/// Returns the shortest ISO text of a moment, down to the second.
fn iso(moment: NaiveDateTime) -> String {
    let format = match (moment.num_seconds_from_midnight(), moment.second()) {
        (0, _) => "%Y-%m-%d",
        (_, 0) => "%Y-%m-%dT%H:%M",
        _ => "%Y-%m-%dT%H:%M:%S",
    };
    moment.format(format).to_string()
}
