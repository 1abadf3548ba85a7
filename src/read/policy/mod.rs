//! The policy, `roomblock.toml`: every key read with its place in the file. Names in it are not resolved here.

mod asks;
mod columns;
mod datum;
mod keys;
mod limits;
mod objective;
pub(super) mod overlay;
mod people;
mod rooms;
pub mod scenario;
mod section;
pub mod set;
mod shared;
mod stay;
mod strength;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{FixedOffset, NaiveDateTime, NaiveTime};

pub use self::asks::{ASK_KEYS, AskKeys};
pub use self::keys::keys;
use self::keys::{class_keys, rule_keys};
pub use self::limits::Limits;
pub use self::people::PeopleRules;
pub use self::rooms::{TrustRules, ValidFor};
use self::section::{Page, Section};
pub use self::shared::{LeavingKeys, SHARED_KEYS, SharedKeys};
use self::stay::{stay_rules, whole_rules};
pub use self::strength::WaiverRow;
use super::cell::{self, Flaw};
use super::header::Told;
use super::manner::DateOrder;
use super::rows::DATUMS;
use super::tables::{Moment, SplitWord};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::domain::{
    Datum, Km, Level, Minutes, Money, Objective, Rule, SeparateFrom, SeparateWindow, Share, Sharing, Strength, Weight,
};

/// What the policy says. Nothing is filled in: a key that is not there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    /// `[case]`.
    pub case: CaseKeys,
    /// `[class.NAME]`, by name.
    pub classes: BTreeMap<String, StayRules>,
    /// The keys of `[rules]` that a class may have too.
    pub rules: StayRules,
    /// The keys of `[rules]` that hold for the whole case.
    pub whole: WholeRules,
    /// `[strength]`: rules whose strength is given.
    pub strengths: BTreeMap<Rule, Strength>,
    /// Every `[[waiver]]`, in their order.
    pub waivers: Vec<WaiverRow>,
    /// The set of rules that it names, `rules = "NAME"` or `[rules] set = "NAME"`.
    pub set: Option<set::Named>,
    /// `[objective]`; the default where there is none.
    pub objective: Objective,
    /// `[solve]`.
    pub limits: Limits,
    /// `[columns.TABLE]`: canonical column by heading, both as typed; an empty column leaves the heading out.
    pub columns: BTreeMap<String, Told>,
    /// `[datum]`: the datum of the coordinates of a file, by its name, with the line that says so.
    pub datums: BTreeMap<String, (Datum, Place)>,
    /// `[columns] zero_rooms = "unknown"`: a count of zero rooms was not asked for, as in many published sheets.
    pub zero_is_unknown: bool,
}

/// `[case]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseKeys {
    /// The time of day before which an arrival uses the night before (R28).
    pub day_cut: Option<NaiveTime>,
    /// The datum of coordinates that declare none.
    pub datum: Option<Datum>,
    /// The time at which the case is seen.
    pub as_of: Option<NaiveDateTime>,
    /// Which of two small numbers of a date is the month.
    pub date_order: Option<DateOrder>,
    /// Whether serial numbers of dates count from 1904.
    pub from_1904: Option<bool>,
    /// The zone of the case.
    pub zone: Option<FixedOffset>,
    /// The set that the rules came from, with its date: in the policy of a plan, where the set is laid under already.
    pub rule_set: Option<String>,
}

/// The rules that are looked up in a group's class, then in `[rules]`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StayRules {
    /// Who may share (R3).
    pub sharing: Option<Sharing>,
    /// Tags a hotel must have (R9).
    pub requires: BTreeSet<String>,
    /// Tags a hotel must not have (R9).
    pub forbids: BTreeSet<String>,
    /// Whom to keep apart from (R10).
    pub separate_from: Option<SeparateFrom>,
    /// Where to keep apart (R10).
    pub separate_level: Option<Level>,
    /// Most hotels of a group (R18).
    pub hotels_max: Option<u32>,
    /// Fewest guests of a group in any hotel (R20).
    pub chunk_min: Option<u32>,
    /// How groups may be split (R18, R19).
    pub split: Option<SplitWord>,
    /// How often a group may change hotels inside its stay (R29).
    pub moves_max: Option<u32>,
    /// Farthest hotel by distance (R24).
    pub km_max: Option<Km>,
    /// Farthest hotel by time (R24).
    pub minutes_max: Option<Minutes>,
    /// Highest price of a room (R35).
    pub rate_max: Option<Money>,
    /// The only room types (R7).
    pub room_types: Option<BTreeSet<String>>,
    /// Nights a room stays out of use after a departure (R17).
    pub turnover_nights: Option<u32>,
    /// The tier of groups that have none (R2).
    pub priority: Option<u32>,
    /// Nights of stays without departure (R29).
    pub nights: Option<u32>,
    /// Nights from tonight on for which guests keep their rooms who are there and whose departure is open (R29).
    pub open_nights: Option<u32>,
    /// What its groups may spend on rooms together; in `[rules]`, what all groups may (R36).
    pub budget: Option<Money>,
    /// Whether the budget may be exceeded at a price (R36).
    pub budget_soft: Option<bool>,
    /// What each unit of money over the budget weighs (R36).
    pub budget_weight: Option<Weight>,
    /// What few groups ask for.
    pub asks: AskKeys,
    /// Where the table stands; none where there is none.
    pub place: Option<Place>,
    /// Where `separate_from` stands.
    pub separate_from_place: Option<Place>,
}

/// The keys of `[rules]` that hold for the whole case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WholeRules {
    /// How far counts are believed (R45).
    pub trust: TrustRules,
    /// How long a count without nights holds.
    pub valid_for: Option<ValidFor>,
    /// Rounds of polling that a hotel may miss before it is to be rung again.
    pub stale_rounds: Option<u32>,
    /// Rooms of a hotel for staff who live in, where nothing else is known (R14).
    pub staff_rooms: Option<u32>,
    /// Rooms kept empty in a hotel, where nothing else is known (R15).
    pub reserve_rooms: Option<u32>,
    /// The share of a hotel's rooms kept empty, if that is more (R15).
    pub reserve_share: Option<Share>,
    /// Most guests in a room by room type, where the row says nothing (R7).
    pub guests_max: BTreeMap<String, u32>,
    /// The fewest rooms worth opening a hotel for (R21).
    pub rooms_min: Option<u32>,
    /// How far apart hotels may be and still be near (R23).
    pub near_km: Option<Km>,
    /// Speed that turns km into minutes (R24).
    pub speed_kmh: Option<f64>,
    /// When separation holds (R10).
    pub separate_window: Option<SeparateWindow>,
    /// The tag that exempts a hotel from separation (R10).
    pub separation_exempt_tag: Option<String>,
    /// Guests that a hotel feeds at one sitting, where nothing else is known (R42).
    pub meals_max: Option<u32>,
    /// Sittings of each meal (R42).
    pub sittings: Option<u32>,
    /// What moving a guest of a group costs that was announced (R32).
    pub move_price: Option<Weight>,
    /// What moving a guest of a group costs that confirmed (R32).
    pub move_price_confirmed: Option<Weight>,
    /// Groups that arrive within so many nights stay where they are (R32).
    pub freeze_window: Option<u32>,
    /// Nights for which a hotel with a case is frozen (R33).
    pub freeze_nights: Option<u32>,
    /// What a guest costs who changes hotels inside a stay (R29).
    pub stay_move_price: Option<Weight>,
    /// What all groups share.
    pub shared: SharedKeys,
    /// People by name.
    pub people: PeopleRules,
}

/// The longest stay and the longest turnover that are believed, in nights.
pub const NIGHTS_MAX: u32 = 1000;

/// The tables of the policy.
const SECTIONS: [&str; 9] = ["case", "class", "rules", "strength", "waiver", "objective", "solve", "columns", "datum"];
/// The keys of `[case]`.
const CASE_KEYS: [&str; 7] = ["day_cut", "datum", "as_of", "date_order", "date_system", "zone", "rule_set"];
/// The words of `date_order`.
const DATE_ORDERS: [(&str, DateOrder); 2] =
    [("month_first", DateOrder::MonthFirst), ("day_first", DateOrder::DayFirst)];

/// Reads a policy. What is wrong is said, and the rest is read.
#[must_use]
pub fn read(file: &Arc<str>, text: &str) -> (Policy, Vec<Diagnostic>) {
    read_with(file, text, &SECTIONS)
}

/// Reads a set of rules: a policy of rules alone, with a name and a date.
fn read_set(file: &Arc<str>, text: &str) -> (Policy, Vec<Diagnostic>) {
    read_with(file, text, &[&set::HEAD_KEYS[..], &["class", "rules", "strength"]].concat())
}

fn read_with(file: &Arc<str>, text: &str, sections: &[&'static str]) -> (Policy, Vec<Diagnostic>) {
    let mut page = Page::new(file, text);
    let Some(document) = section::document(&mut page, text) else { return (Policy::default(), page.says) };
    let root = Section { path: String::new(), table: document.get_ref() };
    root.expect_keys(&mut page, sections);
    let mut policy = Policy { set: set::of_policy(&root, &mut page), ..Policy::default() };
    if let Some((section, _)) = root.section(&mut page, "case") {
        policy.case = case(&section, &mut page);
    }
    if let Some((section, _)) = root.section(&mut page, "class") {
        policy.classes = classes(&section, &mut page);
    }
    if !root.table.get("rules").is_some_and(|rules| rules.get_ref().is_str())
        && let Some((section, span)) = root.section(&mut page, "rules")
    {
        section.expect_keys(&mut page, &rule_keys());
        policy.set = policy.set.or_else(|| set::named(&section, &mut page, "set"));
        policy.rules = StayRules { place: Some(page.place(&span)), ..stay_rules(&section, &mut page) };
        policy.whole = whole_rules(&section, &mut page);
    }
    if let Some((section, _)) = root.section(&mut page, "strength") {
        policy.strengths = strength::strengths(&section, &mut page);
    }
    policy.waivers = strength::waivers(&root, &mut page);
    if let Some((section, _)) = root.section(&mut page, "objective") {
        policy.objective = objective::objective(&section, &mut page);
    }
    if let Some((section, _)) = root.section(&mut page, "solve") {
        policy.limits = objective::limits(&section, &mut page);
    }
    if let Some((section, _)) = root.section(&mut page, "columns") {
        (policy.columns, policy.zero_is_unknown) = columns::columns(&section, &mut page);
    }
    policy.datums = datum::datums(&root, &mut page);
    page.says.sort_by_key(|diagnostic| diagnostic.place.line);
    (policy, page.says)
}

fn case(section: &Section<'_>, page: &mut Page<'_>) -> CaseKeys {
    section.expect_keys(page, &CASE_KEYS);
    let not_a_time = || Flaw::new(Code::KeyValue, "it is not a time of day", "write \"06:00\"");
    CaseKeys {
        day_cut: section
            .parsed(page, "day_cut", |value| cell::time_of_day(&section::clock_text(value)?).ok_or_else(not_a_time)),
        datum: section.parsed(page, "datum", |value| section::word(value, &DATUMS)),
        as_of: section
            .parsed(page, "as_of", |value| cell::moment(&section::clock_text(value)?).map(Moment::at_midnight)),
        date_order: section.parsed(page, "date_order", |value| section::word(value, &DATE_ORDERS)),
        from_1904: section.parsed(page, "date_system", |value| match section::count(value)? {
            1900 => Ok(false),
            1904 => Ok(true),
            _ => Err(Flaw::new(Code::KeyValue, "there is no such system of dates", "write 1900 or 1904")),
        }),
        rule_set: section.parsed(page, "rule_set", section::text),
        zone: section.parsed(page, "zone", |value| {
            let flaw = || Flaw::new(Code::KeyValue, "it is not a zone", "write \"+08:00\"");
            section::text(value)?.parse().map_err(|_| flaw())
        }),
    }
}

fn classes(section: &Section<'_>, page: &mut Page<'_>) -> BTreeMap<String, StayRules> {
    let mut classes = BTreeMap::new();
    for name in section.table.keys() {
        let name: &str = name.get_ref();
        if let Some((class, span)) = section.section(page, name) {
            class.expect_keys(page, &class_keys());
            let rules = StayRules { place: Some(page.place(&span)), ..stay_rules(&class, page) };
            classes.insert(name.to_owned(), rules);
        }
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{LevelName, Mode};

    fn sound(text: &str) -> Policy {
        let (policy, says) = read(&Arc::from("roomblock.toml"), text);
        assert_eq!(says, []);
        policy
    }

    fn codes(text: &str) -> Vec<&'static str> {
        read(&Arc::from("roomblock.toml"), text).1.iter().map(|diagnostic| diagnostic.code.id()).collect()
    }

    /// A policy with a key of every kind.
    const SAMPLE: &str = r#"
[case]
day_cut = "06:00"
datum = "gcj02"
as_of = "2022-04-03T18:00"
[class.medic]
sharing = "single"
requires = ["approved"]
separate_from = ["contact", "positive"]
separate_level = "wing"
[rules]
turnover_nights = 1
hotels_max = 3
chunk_min = 10
speed_kmh = 30
separate_window = "horizon"
[rules.guests_max]
any = 2
[objective]
mode = "lexicographic"
order = ["unmet", "hotels", "travel"]
tolerance = { travel = 0.02 }
[objective.weights]
unmet = 1000000
[solve]
time_limit = "2m"
gap = 0.01
seed = 7
effort = 100000000000
engine = "auto"
"#;

    #[test]
    fn every_key_of_the_sample_is_read() {
        let policy = sound(SAMPLE);
        assert_eq!(policy.case.as_of.map(|as_of| as_of.to_string()).as_deref(), Some("2022-04-03 18:00:00"));
        assert_eq!(policy.case.datum, Some(Datum::Gcj02));
        let medic = &policy.classes["medic"];
        assert_eq!((medic.separate_level, medic.sharing), (Some(Level::Wing), Some(Sharing::Single)));
        let expected = SeparateFrom::Classes(["contact", "positive"].map(str::to_owned).into());
        assert_eq!(medic.separate_from, Some(expected));
        assert_eq!(medic.place.as_ref().and_then(|place| place.line), Some(6));
        assert_eq!((policy.rules.turnover_nights, policy.whole.guests_max["any"]), (Some(1), 2));
        let order = vec![LevelName::Unmet, LevelName::Hotels, LevelName::Travel];
        let tolerance = BTreeMap::from([(LevelName::Travel, Weight(20_000_000))]);
        assert_eq!(policy.objective.mode, Mode::Lexicographic { order, tolerance });
        assert_eq!(policy.limits.time_limit, Some(std::time::Duration::from_mins(2)));
        assert_eq!(policy.limits.effort, Some(100_000_000_000));
    }

    #[test]
    fn toml_may_write_its_own_times_and_inline_tables() {
        let policy = sound(
            "[case]\nday_cut = 05:30:00\nas_of = 2022-04-03T18:00:00\n[class.'a b']\nseparate_from = '*'\n\
             [objective]\nmode = 'weighted'\nweights = { unmet = 1_000, cost = 0.001 }\nunmet_weights = { \"1\" = 1000, 2 = 10 }\n",
        );
        assert_eq!(policy.case.day_cut, NaiveTime::from_hms_opt(5, 30, 0));
        assert_eq!(policy.classes["a b"].separate_from, Some(SeparateFrom::Everybody));
        assert_eq!(
            policy.objective.unmet_weights,
            BTreeMap::from([(1, Weight(1_000_000_000_000)), (2, Weight(10_000_000_000))])
        );
        let weights =
            BTreeMap::from([(LevelName::Unmet, Weight(1_000_000_000_000)), (LevelName::Cost, Weight(1_000_000))]);
        assert_eq!(policy.objective.mode, Mode::Weighted(weights));
    }

    #[test]
    fn rules_not_built_yet_are_refused_wherever_they_stand() {
        assert_eq!(codes("rules = 3\n"), ["E114"]);
        assert_eq!(codes("[files]\nhotels = \"a.csv\"\n"), ["E113"]);
        assert_eq!(codes("[class.a]\ntypes_max = 1\n[rules]\nfiles = 2\n"), ["E114", "E113"]);
    }

    #[test]
    fn values_of_the_wrong_kind_are_refused() {
        let cases = [
            "[rules]\nchunk_min = \"10\"\n",
            "[rules]\nchunk_min = 0\n",
            "[rules]\nhotels_max = 1.5\n",
            "[rules]\nspeed_kmh = 0\n",
            "[rules]\nroom_types = []\n",
            "[rules]\nseparate_from = [\"*\", \"a\"]\n",
            "[rules]\nnear_km = nan\n",
            "[rules]\nturnover_nights = 5000\n",
            "[rules]\nguests_max = 2\n",
            "[objective]\norder = [\"unmet\", \"unmet\"]\n",
            "[objective]\norder = \"unmet\"\n",
            "[objective]\ntolerance = { travel = -1 }\n",
            "[solve]\ngap = 2\n",
            "[solve]\nseed = -1\n",
            "[solve]\nseed = 4294967296\n",
            "[solve]\ntime_limit = 60\n",
            "[solve]\ntime_limit = \"0s\"\n",
            "[case]\nas_of = 2022-04-03T18:00:00Z\n",
            "class = 3\n",
            "[class]\nmedic = 3\n",
            "[columns.hotels]\n\"a\" = \"rooms\"\n",
        ];
        for text in cases {
            assert_eq!(codes(text), ["E114"], "{text}");
        }
        assert_eq!(codes("[objective]\nunmet_weights = { first = 1 }\n[columns.hotel]\n"), ["E112", "E112"]);
    }
}
