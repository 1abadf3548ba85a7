//! The words of sheets, by language.

use std::sync::OnceLock;

use serde::Deserialize;

use super::Lang;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident: $($word:ident)*) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(pub $word: String,)*
        }
    };
}

/// The words of sheets in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// What each sheet is.
    pub title: Titles,
    /// What each of its tables is.
    pub section: Sections,
    /// Headings of columns.
    pub column: Columns,
    /// What stands in cells and heads.
    pub item: Items,
    /// What a reader must know besides.
    pub note: Notes,
}

words! {
    /// What sheets are.
    Titles:
    daily departures frozen meals moves officer officers pickup stale summary unmet waterfall
}

words! {
    /// What tables are.
    Sections:
    all_departures ask changes counts daily_problems daily_supply daily_totals days departures_by_day districts
    frail groups hours inputs levels meals meals_by_class meals_by_hotel pickup problems relief risks teams tiers tomorrow totals
    vehicles waivers who why
}

words! {
    /// Headings of columns.
    Columns:
    address age answer arrive asleep at at_hotel besides bound breakfast by bytes case_on change_of class clean contact
    count date depart departs_open dinner district farthest feeds file free from_hotel from_hour frozen_until gap group
    groups groups_whole guests held hotel hotel_name hotels hours_left item last_answer leader leader_phone leaves_by left
    level lunch met_by name needs nights nights_done nights_min not_trusted of_guests officer open_problems
    phone placed places port priority problem problems_closed problems_new problems_open proven quote quoted
    rank reason reason_code reserve room_type room_wanted rooms_to_ask rounds_missed rule rules script senior
    sex since solved staff status supper sure team time to_hotel to_test told too_many transport turnover
    unplaced usable used value vehicle vehicles visited wheelchairs which
}

words! {
    /// What stands in cells and heads.
    Items:
    arriving asked asleep cancelled datum_unknown day departs_open frozen_hotels groups
    groups_placed guests hotels hotels_closed hotels_quoting hotels_stale hotels_unknown hotels_used leaving
    made_by moved moves_on never_said newly_placed night no no_room none not_lately not_tried open_departures placed rejected
    rejected_rows room_nights rooms signature soft_rules stale_in_use total unknown unmet yes
}

words! {
    /// What readers must know besides.
    Notes:
    interrupted no_as_of no_batches no_hour no_problems no_test_rounds no_tests no_way_out two_days
}

impl SheetWords {
    /// Returns the words of a language.
    ///
    /// # Panics
    /// Never: a test reads the word files, which are part of the program.
    #[must_use]
    pub fn of(lang: Lang) -> &'static Self {
        static EN: OnceLock<SheetWords> = OnceLock::new();
        static ZH: OnceLock<SheetWords> = OnceLock::new();
        let (cell, text) = match lang {
            Lang::En => (&EN, include_str!("sheets.en.toml")),
            Lang::Zh => (&ZH, include_str!("sheets.zh.toml")),
        };
        cell.get_or_init(|| toml::from_str(text).expect("a test reads the word files that are built in"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        assert_ne!(SheetWords::of(Lang::En).title, SheetWords::of(Lang::Zh).title);
    }
}
