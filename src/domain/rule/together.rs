//! Rules about who is with whom, in a room, a wing or a hotel: R3 to R6, R10 to R12, R18 to R20, R22, R23, R43.

use super::super::quantity::Weight;
use super::super::strength::Strength;
use super::{Entry, Home, MayBe, Parameter, WaivedFor};

pub const R3: Entry = Entry {
    name: "sharing",
    title: "Sharing",
    definition: "Who shares a room: nobody (`single`), men with men and women with women of the group (`same_sex`), any \
        guests of the group (`party`), or any guests of the class (`bed`).",
    parameters: &[Parameter { key: "sharing", place: "groups.csv, [class.NAME], [rules]", default: "single" }],
    may_be: MayBe::Fixed("it says how rooms are counted; another mode is another word"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Demand],
    origin: "One person one room for isolation and medics; families together; workers two and two.",
    is_built: true,
};

pub const R4: Entry = Entry {
    name: "carers",
    title: "Carers",
    definition: "A guest who needs care shares a room with the carer named, whatever the sharing mode; a carer is neither too old nor \
        too young nor chronically ill. Where the hotel has no room for both, that is listed.",
    parameters: &[
        Parameter { key: "carer_of", place: "guests.csv", default: "none" },
        Parameter { key: "carer_age_max", place: "[rules]", default: "59" },
        Parameter { key: "minor_age", place: "[rules]", default: "14" },
    ],
    may_be: MayBe::HardOrOff("nobody who needs care is left alone at a price"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Group,
    decided: &[Home::AfterThePlan],
    origin: "Isolation guidance: children under 14, the pregnant, the seriously ill and those who need care.",
    is_built: true,
};

pub const R5: Entry = Entry {
    name: "same_sex",
    title: "Same sex",
    definition: "Under `same_sex` only guests of one known sex share a room; a guest of unknown sex sleeps alone.",
    parameters: &[Parameter { key: "men, women", place: "groups.csv", default: "unknown" }],
    may_be: MayBe::Fixed("strangers of either sex in one room have no price; `sharing = \"party\"` is for families"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Demand],
    origin: "Conferences, works and barracks.",
    is_built: true,
};

pub const R6: Entry = Entry {
    name: "strangers",
    title: "No strangers",
    definition: "Guests of two groups share a room by the bed alone, within one class, and only where both groups agree: one that \
        does not has rooms to itself.",
    parameters: &[Parameter {
        key: "strangers",
        place: "groups.csv, [class.NAME], [rules]",
        default: "yes, under `bed`",
    }],
    may_be: MayBe::Fixed("consent is given or it is not"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Reading],
    origin: "Airlines that made strangers share a room made headlines; conferences ask first.",
    is_built: true,
};

pub const R10: Entry = Entry {
    name: "separation",
    title: "Separation",
    definition: "Classes that are kept apart are not in one hotel (or wing) on the same night, or ever in the case. Either \
        side's word is enough. Keeping apart is not transitive.",
    parameters: &[
        Parameter { key: "separate_from", place: "[class.NAME], [rules]", default: "nobody" },
        Parameter { key: "separate_level", place: "[class.NAME], [rules]", default: "hotel" },
        Parameter { key: "separate_window", place: "[rules]", default: "nights" },
        Parameter { key: "separation_exempt_tag", place: "[rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "pair of classes that meet in a hotel or wing on a night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Lock],
    origin: "Positive, contact, arriving and general guests in buildings of their own (2020 to 2022); closed loops.",
    is_built: true,
};

pub const R11: Entry = Entry {
    name: "exclusive",
    title: "Exclusive hotels",
    definition: "A hotel that takes groups of an exclusive class takes nobody of another class on the same nights, turnover included; where it is exclusive by team, nobody of another team either. On no night it takes more groups than its own limit.",
    parameters: &[
        Parameter { key: "exclusive", place: "[class.NAME], [rules]", default: "no" },
        Parameter { key: "team", place: "groups.csv", default: "the group" },
        Parameter { key: "groups_max", place: "hotels.csv, [rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "pair of others that meet there, or group too many, and night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Lock, Home::Capacity],
    origin: "Hotels for isolation are taken over as a whole.",
    is_built: true,
};

pub const R12: Entry = Entry {
    name: "cohort_window",
    title: "Cohort window",
    definition: "Groups of classes with a window are in no wing together if they arrive more hours apart than that.",
    parameters: &[Parameter { key: "cohort_window", place: "[class.NAME], [rules]", default: "none" }],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "pair of arrivals in a wing, and night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Lock],
    origin: "Practice: floors are filled within about 72 hours and emptied together.",
    is_built: true,
};

pub const R18: Entry = Entry {
    name: "few_hotels",
    title: "Few hotels",
    definition: "A group is in at most so many hotels, and one that arrives at a port in at most so many for each coach that \
        it fills (R27). Hotels beyond a group's first are a level of the objective, with or without a limit.",
    parameters: &[
        Parameter { key: "hotels_max", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "stops_max", place: "groups.csv, [class.NAME], [rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "hotel beyond it",
    waived_for: WaivedFor::Group,
    decided: &[Home::Demand, Home::Objective],
    origin: "1,100 medics went into twelve hotels (2022): teams work, eat and ride together.",
    is_built: true,
};

pub const R19: Entry = Entry {
    name: "never_split",
    title: "Never split",
    definition: "A group with `split = never` is in one hotel as a whole, or not placed at all; so is one of at most \
        `whole_up_to` guests that does not say itself how it may be split.",
    parameters: &[
        Parameter { key: "split", place: "groups.csv, [class.NAME], [rules]", default: "hotels" },
        Parameter { key: "whole_up_to", place: "[class.NAME], [rules]", default: "0" },
    ],
    may_be: MayBe::HardOrOff("a split family has no price; `hotels` and `hotels_max` are for teams that may be split"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Group,
    decided: &[Home::Demand, Home::Candidate],
    origin: "Families, crews, and teams of up to about fifty.",
    is_built: true,
};

pub const R20: Entry = Entry {
    name: "chunk",
    title: "Smallest part",
    definition: "In every hotel that it uses a group has at least so many guests, or all of them where it is smaller.",
    parameters: &[Parameter { key: "chunk_min", place: "groups.csv, [class.NAME], [rules]", default: "1" }],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest short in a hotel",
    waived_for: WaivedFor::Group,
    decided: &[Home::Candidate],
    origin: "Practice: nobody of a team is left in a hotel without colleagues.",
    is_built: true,
};

pub const R22: Entry = Entry {
    name: "same_wing",
    title: "Same wing",
    definition: "In each of its hotels a group is on one floor or in one building, where the rooms are given by wing. It is not \
        asked of groups that stay where they were (R32).",
    parameters: &[Parameter { key: "same_wing", place: "[class.NAME], [rules]", default: "false" }],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "wing beyond the first in a hotel",
    waived_for: WaivedFor::Group,
    decided: &[Home::Demand],
    origin: "Closed-loop hotels give each unit its floor.",
    is_built: true,
};

pub const R23: Entry = Entry {
    name: "pairs",
    title: "Pairs",
    definition: "Two named groups are in the same hotel or wing, apart, or near each other. A pair may say its own strength \
        and weight; the policy's is for pairs that do not.",
    parameters: &[
        Parameter { key: "relation", place: "pairs.csv", default: "required" },
        Parameter { key: "near_km", place: "[rules]", default: "1" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest of the smaller group",
    waived_for: WaivedFor::Group,
    decided: &[Home::Link],
    origin: "Interpreters near principals, companions together, rivals apart.",
    is_built: true,
};

pub const R43: Entry = Entry {
    name: "shifts",
    title: "Shifts",
    definition: "Groups that work by day and groups that work by night are not in one wing.",
    parameters: &[Parameter { key: "shift", place: "groups.csv", default: "none" }],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "pair of shifts in a wing, and night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Lock],
    origin: "Crew rest: quiet by day; shifts of four hours, six a day, with buses at midnight (2020).",
    is_built: true,
};
