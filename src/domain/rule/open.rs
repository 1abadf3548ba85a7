//! What practice knows of a rule and this program does not decide, with what to do instead. Said, so that nobody relies on it.

use super::Rule;

impl Rule {
    /// Returns what of the rule is not decided by this program; none where all of it is.
    #[must_use]
    pub fn not_decided(self) -> Option<&'static str> {
        let text = match self {
            Self::R3 => {
                "Rooms for a couple among people who sleep alone: make the couple a group of its own with `sharing = \"party\"`."
            }
            Self::R4 => {
                "That a carer and the guest who is cared for need one room: where nobody shares, the allocation counts a room \
                 for each, the rooming puts both into one where it holds two, and the other is given back."
            }
            Self::R6 => {
                "Sharing across groups by sex: give groups of men and groups of women classes of their own with `sharing = \
                 \"bed\"`; guests of one class share."
            }
            Self::R10 => "Buildings inside a hotel: give each floor or building as a `wing`.",
            Self::R13 => "A share of a hotel kept clean: write it as the `certainty` of its count (R45).",
            Self::R14 => "Staff in proportion to the guests who come: their rooms must be known before.",
            Self::R17 => "A longer turnover in hotels that had a case: it belongs to the class of those who leave.",
            Self::R25 => "Where coaches stop: `stops_max` limits the hotels of a group (R18).",
            Self::R29 => {
                "On which nights a group may change hotels: those on which most rooms come or go are chosen before anything is \
                 solved."
            }
            Self::R31 => "A pin to a numbered room: it names a hotel or a wing.",
            Self::R39 => {
                "A room type or a room alone by role: give those guests a group with `room_types` and `sharing`."
            }
            Self::R44 => "Which officer knows which group: hotels alone are looked at.",
            _ => return None,
        };
        Some(text)
    }
}
