//! The log of reading: every cell or file whose value is not what was typed, by the kinds of the dirt table (domain
//! notes §3.3). Decides nothing: readers of cells and files say what they converted.

use super::manner::Manner;
use crate::diagnostic::{Diagnostic, Place};

/// Declares the kinds of conversion: variant, name in the log, and what was done in one sentence.
macro_rules! kinds {
    ($($variant:ident $name:literal $meaning:literal)*) => {
        /// A kind of conversion.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(
                #[doc = $meaning]
                $variant,
            )*
        }

        impl Kind {
            /// Every kind, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns its name in the log: `full_width_digits`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Returns what is done, in one sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),* }
            }
        }
    };
}

kinds! {
    Encoding "encoding" "A text file in another encoding is read as UTF-8."
    HeadingsBelow "headings_below" "Headings that stand below titles, or over two rows, are found there."
    TypeRow "type_row" "A row with the kinds of the columns is left out."
    DefaultRow "default_row" "A row with the defaults of the columns is left out."
    HeadingsAgain "headings_again" "Headings that stand among the rows again are left out."
    SumRow "sum_row" "A row of sums is left out, and compared with the rows above it."
    MergedCell "merged_cell" "An empty cell of a merged district, round or date says what the one above it says."
    TypeColumns "type_columns" "Room types with a column of their own become one pool each."
    ZeroCoordinates "zero_coordinates" "Coordinates of 0 and 0 are unknown."
    SwappedCoordinates "swapped_coordinates" "A latitude that can only be a longitude, and the longitude beside it, are swapped."
    CoordinatesInCell "coordinates_in_cell" "Latitude and longitude in one cell are taken apart."
    StrayUnicode "stray_unicode" "Blanks of any kind around a text, and characters without width, are removed."
    BlankMark "blank_mark" "A mark or a word for what is not known, such as a dash, counts as an empty cell."
    NoneWord "none_word" "A word that says there is none, such as full or closed, is zero."
    FullWidthDigits "full_width_digits" "Digits and signs of the East Asian width are those of the common width."
    UnitTail "unit_tail" "The unit beside a number is removed."
    CommaThousand "comma_thousand" "Commas between groups of three digits are removed."
    ZeroFraction "zero_fraction" "A count with a fraction of zero is whole."
    Numeral "numeral" "A number in Chinese numerals is written in digits."
    About "about" "A number that is said to be about right is taken, and marked as approximate."
    Range "range" "Of a range, the lower bound is taken."
    Sum "sum" "Numbers with a plus sign between them are added."
    TypesInCell "types_in_cell" "Counts of several room types in one cell become one pool each."
    RoomTypeWord "room_type_word" "A word of the trade for a room type is written as the type that it means."
    RoomsOverTotal "rooms_over_total" "A count of more rooms than there are is the count of those that there are."
    Oversold "oversold" "A negative balance of rooms, which means oversold, is zero."
    ZeroUnknown "zero_unknown" "A zero that the policy calls unknown is an empty cell."
    PhoneNumber "phone_number" "A telephone number that was stored as a number is written in digits."
    PhoneList "phone_list" "Several telephone numbers in one cell become a list."
    DateSerial "date_serial" "The serial number of a spreadsheet's date is written as a date."
    DateText "date_text" "A date in another form is written as year, month and day."
    DateYear "date_year" "A date without a year gets the one that brings it nearest to the time of the case."
    DateOrder "date_order" "A date of two numbers that could be either is read in the order of the house."
    DayPart "day_part" "A part of the day, such as evening, is no time: the date is kept."
    NextDay "next_day" "24:00 and times of the next day are written as times of that day."
    Zone "zone" "A time in another zone is written in the zone of the case."
    WordUnknown "word_unknown" "A word that is none of the column's is an empty cell."
    SexesAdded "sexes_added" "The count of guests is what men and women add up to."
    NameSpelling "name_spelling" "A name that differs from an earlier one in width, brackets or blanks alone is spelled like it."
    HotelsMerged "hotels_merged" "A hotel that a person has said to be another one under another name has that one's name."
    BedsForRooms "beds_for_rooms" "Rooms with more than four people each are rooms of many beds."
}

/// A value that is not what was typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conversion {
    /// Where it stands: the file, the line, the heading as typed.
    pub place: Place,
    /// What was done.
    pub kind: Kind,
    /// The cell as typed, or the file's own form.
    pub raw: String,
    /// What is used; empty for unknown.
    pub value: String,
}

/// Where readers say what is wrong, and what they converted.
#[derive(Debug)]
pub struct Scribe<'a> {
    /// What is wrong.
    pub says: &'a mut Vec<Diagnostic>,
    /// What was converted.
    pub log: &'a mut Vec<Conversion>,
    /// How dirty cells are read.
    pub manner: Manner,
}

impl Scribe<'_> {
    /// Returns it again, for a shorter time.
    pub fn again(&mut self) -> Scribe<'_> {
        Scribe { says: self.says, log: self.log, manner: self.manner }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn kinds_have_names_of_their_own_and_say_one_sentence() {
        let names: BTreeSet<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        assert_eq!(names.len(), Kind::ALL.len());
        for kind in Kind::ALL {
            assert!(kind.name().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{kind:?}");
            assert!(kind.meaning().ends_with('.') && !kind.meaning().contains(". "), "{kind:?}");
        }
    }
}
