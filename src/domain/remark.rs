//! What was assumed of a case, and what a reader of its plan must know: a sentence in English with its values beside it, so that
//! it can be said in another language too.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! subjects {
    ($($variant:ident $name:literal $english:literal)*) => {
        /// What a remark is about. `{…}` stands for a value, `{n group}` for a count of things.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum About {
            $(
                #[doc = $english]
                $variant,
            )*
        }

        impl About {
            /// Every subject.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns its name: `no_dates`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// Returns its sentence in English.
            #[must_use]
            pub fn english(self) -> &'static str {
                match self { $(Self::$variant => $english),* }
            }
        }
    };
}

subjects! {
    EncodingMarked "encoding_marked" "{file} is {encoding}: its first bytes say so"
    EncodingTold "encoding_told" "{file} is {encoding}: `--encoding` says so"
    EncodingHeadings "encoding_headings" "{file} is {encoding}: its headings are known in no other encoding"
    EncodingWords "encoding_words" "{file} is {encoding}: its words are common in no other encoding"
    NotRead "not_read" "{file} is not read: it has no headings of `{table}`"
    HeadingsRow "headings_row" "the headings of {file} stand in row {row}"
    HeadingsRows "headings_rows" "the headings of {file} stand in rows {first} and {last}"
    SetForAll "set_for_all" "the case of a plan has every default filled in: {key} is set for all, in place of {n cell}"
    RuleSet "rule_set" "rules that the case does not give are those of {set}: planning arithmetic; clinical decisions are made elsewhere"
    RoomsHold "rooms_hold" "rooms of type {types} hold {n guest} each"
    Held "held" "{n count} with rooms held for somebody else: these are taken off"
    NewestPoll "newest_poll" "the case is seen at its newest poll, {time}"
    ValidFor "valid_for" "a count without nights holds for {hours} hours"
    Undated "undated" "{n count} without `polled_at`: trusted like the oldest"
    NoDates "no_dates" "no dates anywhere: the case is one night"
    WithoutArrival "without_arrival" "{n group} without arrival: {date}"
    WithoutDeparture "without_departure" "{n group} without departure: one night each"
    DepartureByPolicy "departure_by_policy" "{n group} without departure: the nights of the policy"
    WithoutPriority "without_priority" "{n group} without priority: tier {tier}"
    NoPriorities "no_priorities" "no priorities: every group is in tier 1"
    WithoutSharing "without_sharing" "{n group} without sharing: one guest a room"
    WithoutSite "without_site" "{n group} without site: the policy's limits of distance are not applied"
    FewerNames "fewer_names" "{n group} with fewer names than guests: the others have no name yet"
    NoManifest "no_manifest" "no manifest: {n group} made of {guests guest} by name"
    AccessibleLeft "accessible_left" "{n guest} in need of an accessible room, and no rooms sold as such: left to rooming"
    DatumOfHotels "datum_of_hotels" "coordinates of hotels that declare no datum are WGS-84 (datum unknown: distances may be off by 1.4 km)"
    DatumOfSites "datum_of_sites" "coordinates of sites that declare no datum are WGS-84 (datum unknown: distances may be off by 1.4 km)"
    BlockBack "block_back" "the block of {rooms} rooms of {hotel} went back to it on {date}"
    StayLonger "stay_longer" "{n group} in hotels with a case: nobody leaves for {nights night}, so they stay longer"
    StayAsSaid "stay_as_said" "{n group} in hotels with a case, where nobody leaves for {nights night}: as other rows continue them (`continues`), they leave when their rows say"
    OpenStays "open_stays" "{n group} there longer than expected, and nobody knows until when: they keep their rooms (`open_nights`)"
    OpenWithoutNow "open_without_now" "{n group} there without departure, and nothing says when now is (--as-of): planned to leave when expected"
    SharedPhones "shared_phones" "{n telephone} of {hotels} hotels together: taken as desks of chains"
    AboutRejected "about_rejected" "{n row} of pins and pairs about rejected groups: not used"
    OpenAgain "open_again" "{n hotel} closed before and quoting rooms since: open again"
    ByHand "by_hand" "{n group} placed by hand in the plan before this one: they stay there"
    NoLongerComing "no_longer_coming" "{n group} of the plan before this one no longer among those who come: rooms freed"
    Parts "parts" "{n row} of groups that have one already, with another stay: parts of these groups"
    MayChange "may_change" "{n group} may change hotels, on the nights on which most rooms come or go"
    Unrepeatable "unrepeatable" "the clock or the user ended the work: the same effort may find another plan"
    NotAllTried "not_all_tried" "why some are left over, and what would place them, was not all looked into: that takes more work than is set aside for it"
    OfSolver "of_solver" "{said}"
}

/// A sentence with its values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Remark {
    /// The sentence in English, without a full stop.
    pub said: String,
    /// What it is about; empty in plans of earlier versions, which have the sentence alone.
    pub about: String,
    /// What stands in it, by name.
    pub values: BTreeMap<String, String>,
}

impl Remark {
    /// Returns a remark with the values that its sentence names.
    #[must_use]
    pub fn new(about: About, values: &[(&str, &dyn fmt::Display)]) -> Self {
        let values: BTreeMap<String, String> =
            values.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
        Self { said: filled(about.english(), &values), about: about.name().to_owned(), values }
    }
}

impl AsRef<str> for Remark {
    fn as_ref(&self) -> &str {
        &self.said
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.said)
    }
}

/// Fills the values into a sentence, in one pass: what stands in a value is never taken for a place to be filled in.
fn filled(sentence: &str, values: &BTreeMap<String, String>) -> String {
    let mut said = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((place, after)) = after.split_once('}') else { break };
        said.push_str(before);
        let (name, thing) = place.split_once(' ').unwrap_or((place, ""));
        let value = values.get(name).map_or("", String::as_str);
        said.push_str(value);
        if !thing.is_empty() {
            said.extend([" ", thing, if value == "1" { "" } else { "s" }]);
        }
        rest = after;
    }
    said + rest
}

/// A remark as plans of this version and of earlier ones have it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Sentence(String),
    Values { said: String, about: String, values: BTreeMap<String, String> },
}

impl From<Written> for Remark {
    fn from(written: Written) -> Self {
        match written {
            Written::Sentence(said) => Self { said, about: String::new(), values: BTreeMap::new() },
            Written::Values { said, about, values } => Self { said, about, values },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_sentence_names_them() {
        let one = Remark::new(About::NoManifest, &[("n", &1), ("guests", &12)]);
        assert_eq!(one.to_string(), "no manifest: 1 group made of 12 guests by name");
        assert_eq!((one.about.as_str(), one.values["guests"].as_str()), ("no_manifest", "12"));
        let odd = Remark::new(About::OfSolver, &[("said", &"{n group} }{")]);
        assert_eq!(odd.said, "{n group} }{");
    }
}
