//! Rules about who comes, when, and what sort of room they may have: R2, R7, R8, R28 to R30, R39, R46.

use super::super::strength::Strength;
use super::{Entry, Home, MayBe, Parameter, WaivedFor};

pub const R2: Entry = Entry {
    name: "cover",
    title: "Cover",
    definition: "Of a group, no more guests are placed than it has; those not placed are unmet, the first level of the \
        objective, tier by tier.",
    parameters: &[
        Parameter { key: "guests", place: "groups.csv", default: "required" },
        Parameter { key: "unmet_weights", place: "[objective]", default: "1" },
    ],
    may_be: MayBe::Fixed("it is what is asked for; its price is the level `unmet`"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Demand, Home::Objective],
    origin: "Every case; emergency lodging ranks it before anything else.",
    is_built: true,
};

pub const R7: Entry = Entry {
    name: "room_types",
    title: "Room types",
    definition: "A group uses only rooms of the types that it may have, or better ones where it may have these: of types \
        of which every quoted room holds more guests than the smallest of its own. No room holds more guests than its type \
        does, or than `types_max` lets it hold of the class; by the bed a room holds what it holds. Each guest in a room of \
        another type than the group wishes for costs the weight of a wish.",
    parameters: &[
        Parameter { key: "room_types", place: "groups.csv, [class.NAME], [rules]", default: "all" },
        Parameter { key: "may_upgrade", place: "groups.csv, [class.NAME], [rules]", default: "no" },
        Parameter { key: "types_max", place: "[class.NAME], [rules]", default: "what the room holds" },
        Parameter { key: "room_wish", place: "groups.csv", default: "none" },
        Parameter { key: "room_wish_weight", place: "[rules]", default: "1" },
        Parameter {
            key: "guests_max",
            place: "availability.csv, [rules.guests_max]",
            default: "twin 2, triple 3, others 1",
        },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest in a room of another type",
    waived_for: WaivedFor::Either,
    decided: &[Home::Reading, Home::Candidate],
    origin: "Events and conferences; how many guests a room holds is never soft.",
    is_built: true,
};

pub const R8: Entry = Entry {
    name: "accessible",
    title: "Accessible rooms",
    definition: "Of a group that needs accessible rooms, at most its other guests are in rooms of other types. Whoever has an accessible room and needs none costs the weight of a spare one.",
    parameters: &[
        Parameter { key: "accessible", place: "groups.csv", default: "0" },
        Parameter { key: "needs", place: "guests.csv", default: "none" },
        Parameter { key: "accessible_types", place: "[rules]", default: "accessible" },
        Parameter { key: "accessible_spare_weight", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest without one",
    waived_for: WaivedFor::Group,
    decided: &[Home::Row],
    origin: "Accessibility codes; design guides for isolation ask for a share of such rooms.",
    is_built: true,
};

pub const R28: Entry = Entry {
    name: "day_cut",
    title: "Day cut",
    definition: "A group that arrives before this time of day uses a room of the night before.",
    parameters: &[Parameter { key: "day_cut", place: "[case]", default: "06:00" }],
    may_be: MayBe::Fixed("it says which night a night is; `day_cut = \"00:00\"` leaves arrivals on their date"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Reading],
    origin: "Practice of hotels.",
    is_built: true,
};

pub const R29: Entry = Entry {
    name: "whole_stay",
    title: "Whole stay",
    definition: "A group keeps its rooms on all nights of its stay. A stay without departure has the nights of the class, \
        and is marked as open wherever it is shown; guests who are there then keep their rooms for at least `open_nights` from tonight on. Several rows of a group with different stays are its parts, which want to be in the same hotels; with `moves_max` \
        it may change hotels on the nights on which most rooms come or go. Each guest of a row that continues another costs a \
        price who can only have come from another hotel.",
    parameters: &[
        Parameter { key: "nights", place: "groups.csv, [class.NAME], [rules]", default: "1" },
        Parameter { key: "open_nights", place: "[class.NAME], [rules]", default: "1" },
        Parameter { key: "depart_open", place: "groups.csv", default: "yes without a departure" },
        Parameter { key: "moves_max", place: "groups.csv, [class.NAME], [rules]", default: "0" },
        Parameter { key: "continues", place: "groups.csv", default: "none" },
        Parameter { key: "stay_move_price", place: "[rules]", default: "1" },
    ],
    may_be: MayBe::Fixed("a room that is not there on a night is no room for the stay"),
    default: Strength::Hard,
    unit: "guest who changes hotels inside the stay, at `stay_move_price`",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Demand, Home::Candidate, Home::Link, Home::Row],
    origin: "Emergency lodging: teams stay weeks in the rooms they were given.",
    is_built: true,
};

pub const R30: Entry = Entry {
    name: "minimum_stay",
    title: "Minimum stay",
    definition: "A group stays at least as many nights as its hotel asks, and as it must before it leaves.",
    parameters: &[
        Parameter { key: "nights_min", place: "hotels.csv, groups.csv, [class.NAME], [rules]", default: "0" },
        Parameter { key: "leave_by", place: "groups.csv, [rules.leaving.NAME]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest whose stay is too short",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Three nights in a health station before leaving by sea (2022); minimum stays of events.",
    is_built: true,
};

pub const R39: Entry = Entry {
    name: "rank",
    title: "Rank",
    definition: "A group is in no hotel below the grade it asks for; an unknown grade is below every other.",
    parameters: &[
        Parameter { key: "grade_min", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "roles", place: "[rules]", default: "none" },
        Parameter { key: "grade", place: "hotels.csv", default: "unknown" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest below it",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Reception of events; travel regulations.",
    is_built: true,
};

pub const R46: Entry = Entry {
    name: "tiers",
    title: "Priority tiers",
    definition: "Guests of an urgent tier are placed before those of a less urgent one: a level of the objective for each.",
    parameters: &[
        Parameter { key: "priority", place: "groups.csv, [class.NAME], [rules]", default: "1" },
        Parameter { key: "tiers", place: "[rules]", default: "none" },
        Parameter { key: "vulnerable_tier", place: "[rules]", default: "none" },
    ],
    may_be: MayBe::Fixed("the order of the levels is its strength; groups of one priority are one tier"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Objective],
    origin: "Return of stranded travellers: medical need, then elderly, children and pregnant with companions (2022).",
    is_built: true,
};
