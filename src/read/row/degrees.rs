//! Coordinates of a row: in two cells or in one, swapped, zero or half.

use super::Row;
use crate::diagnostic::Code;
use crate::domain::Coordinates;
use crate::read::cell::Flaw;
use crate::read::header::Slot;
use crate::read::log::Kind;
use crate::read::tables::Degrees;
use crate::read::text;

impl Row<'_> {
    /// Returns coordinates; none where all cells are empty, or both are zero, which is how programs write unknown. Those in
    /// one cell count where the other two are empty.
    ///
    /// Where the latitude can only be a longitude, and the other way round, the two are swapped.
    pub fn degrees(&mut self, (lat, lon): (Slot, Slot), both: Slot) -> Option<Degrees> {
        if self.raw(lat).is_empty() && self.raw(lon).is_empty() {
            return self.in_one_cell(both);
        }
        let is_coarse = decimals(&self.raw(lat)).max(decimals(&self.raw(lon))) < DECIMALS_MIN;
        let plain = |slot: Slot| degrees(&self.raw(slot), 180.0).ok();
        match plain(lat).zip(plain(lon)) {
            Some((north, east)) if north == 0.0 && east == 0.0 => {
                self.convert(lat, Kind::ZeroCoordinates, "");
                return None;
            }
            Some((east, north)) if are_swapped(east, north) => {
                self.convert(lat, Kind::SwappedCoordinates, north.to_string());
                self.convert(lon, Kind::SwappedCoordinates, east.to_string());
                return Some(Degrees { lat: north, lon: east, is_coarse });
            }
            _ => {}
        }
        let north = self.parsed(lat, |text| degrees(text, 90.0));
        let east = self.parsed(lon, |text| degrees(text, 180.0));
        let is_half = self.raw(lat).is_empty() != self.raw(lon).is_empty();
        if is_half {
            let slot = if self.raw(lat).is_empty() { lon } else { lat };
            let help = "give both `lat` and `lon`, or neither";
            self.flaw(slot, Flaw::new(Code::Coordinates, "one of the two coordinates is missing", help));
        }
        Some(Degrees { lat: north?, lon: east?, is_coarse })
    }

    /// Returns coordinates of one cell such as `121.4737,31.2304`, in whichever order they stand.
    fn in_one_cell(&mut self, slot: Slot) -> Option<Degrees> {
        let typed = self.optional(slot)?;
        let common = text::common_width(&typed);
        let inner = common.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
        let parts: Vec<&str> = inner.split([',', ';', ' ', '、', '/']).filter(|part| !part.is_empty()).collect();
        let number = |text: &str| degrees(text, 180.0).ok();
        // Anything else is a text for people, which stays in its column.
        let [first, second] = parts[..] else { return None };
        let (first, second) = number(first).zip(number(second))?;
        let is_coarse = parts.iter().all(|part| decimals(part) < DECIMALS_MIN);
        let (lat, lon) = if first == 0.0 && second == 0.0 {
            self.convert(slot, Kind::ZeroCoordinates, "");
            return None;
        } else if are_swapped(first, second) {
            (second, first)
        } else if are_swapped(second, first) {
            (first, second)
        } else {
            let message = format!("nobody can tell which of the two in `{typed}` is the latitude");
            self.flaw(slot, Flaw::new(Code::Coordinates, message, "give the columns `lat` and `lon`"));
            return None;
        };
        self.convert(slot, Kind::CoordinatesInCell, format!("{lat} {lon}"));
        Some(Degrees { lat, lon, is_coarse })
    }
}

/// Tells whether the first of two numbers, which stands where a latitude should, can only be a longitude: it is none, or the
/// two lie in China only the other way round.
fn are_swapped(first: f64, second: f64) -> bool {
    let is_in_china = |lat: f64, lon: f64| Coordinates { lat, lon }.is_in_china();
    second.abs() <= 90.0 && (first.abs() > 90.0 || is_in_china(second, first) && !is_in_china(first, second))
}

/// Decimals of a degree that say where a house is, to about 100 m.
const DECIMALS_MIN: usize = 3;

/// Returns how many decimals a number was typed with.
fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, decimals)| decimals.len())
}

/// Returns degrees within a range on both sides of zero.
fn degrees(text: &str, most: f64) -> Result<f64, Flaw> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let number = text.parse::<f64>().ok().filter(|number| is_number && number.is_finite());
    let not_a_number = || Flaw::new(Code::NotANumber, format!("`{text}` is not a number"), "write degrees as 31.2304");
    let number = number.ok_or_else(not_a_number)?;
    if number.abs() <= most {
        return Ok(number);
    }
    let help = "see whether `lat` and `lon` are swapped";
    Err(Flaw::new(Code::Coordinates, format!("`{text}` does not lie in -{most} to {most} degrees"), help))
}
