//! Rules about which hotel a group may be in, whoever else is there: R9, R24, R25, R34, R35, R40 to R42.

use super::super::quantity::Weight;
use super::super::strength::Strength;
use super::{Entry, Home, MayBe, Parameter, WaivedFor};

pub const R9: Entry = Entry {
    name: "eligibility",
    title: "Eligibility",
    definition: "A class is only in hotels that have every tag it requires and none that it forbids. A tag that nobody wrote \
        down is not there.",
    parameters: &[
        Parameter { key: "requires", place: "[class.NAME], [rules]", default: "none" },
        Parameter { key: "forbids", place: "[class.NAME], [rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest in such a hotel",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Only qualified hotels take isolation, and only permitted ones supply workers (2022).",
    is_built: true,
};

pub const R24: Entry = Entry {
    name: "work_distance",
    title: "Work distance",
    definition: "A group with a site is in no hotel farther from it than its limit in km or in minutes. An unknown way is \
        never within a limit. Travel of placed guests is a level of the objective, with or without limits.",
    parameters: &[
        Parameter { key: "km_max", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "minutes_max", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "speed_kmh", place: "[rules]", default: "25" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest beyond the limits",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate, Home::Objective],
    origin: "Medical teams: hospital and hotel, one vehicle, two points.",
    is_built: true,
};

pub const R25: Entry = Entry {
    name: "arrival_transfer",
    title: "Transfer from the port",
    definition: "The way from the port of a group to its hotel takes at most so many minutes; an unknown way takes longer than any limit. What the way from the port weighs beside that to the site is part of the objective.",
    parameters: &[
        Parameter { key: "port", place: "groups.csv", default: "none" },
        Parameter { key: "transfer_minutes", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "transfer_weight", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "guest beyond the limit",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate, Home::Objective],
    origin: "Events and airlines: at most two stops for a coach.",
    is_built: true,
};

pub const R34: Entry = Entry {
    name: "status",
    title: "Closed and frozen hotels",
    definition: "A closed hotel, and any hotel of a closed district, takes nobody; a frozen one takes only groups that a pin \
        orders there.",
    parameters: &[
        Parameter { key: "status", place: "hotels.csv", default: "open" },
        Parameter { key: "closed_districts", place: "[rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest in such a hotel",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Hotels in sealed districts (2022).",
    is_built: true,
};

pub const R35: Entry = Entry {
    name: "rate_cap",
    title: "Rate cap",
    definition: "The rate of a room is known, and what the group pays of it is at most its limit on every night of its stay.",
    parameters: &[
        Parameter { key: "rate_max", place: "groups.csv, [class.NAME], [rules]", default: "none" },
        Parameter { key: "rate_factor", place: "groups.csv, [class.NAME], [rules]", default: "1" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest in a dearer room",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Passenger rights cap a night (80 euro at sea); stranded guests pay what they can.",
    is_built: true,
};

pub const R40: Entry = Entry {
    name: "zones",
    title: "Zones",
    definition: "A group is in no hotel in a zone that its pass does not open.",
    parameters: &[
        Parameter { key: "zone", place: "hotels.csv, groups.csv", default: "none" },
        Parameter { key: "zones", place: "[class.NAME], [rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest outside the pass",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Summits and games: hotels inside and outside the security zone.",
    is_built: true,
};

pub const R41: Entry = Entry {
    name: "facilities",
    title: "Facilities",
    definition: "A group is only in hotels that have every tag the group itself requires and none that it forbids, besides \
        those of its class (R9).",
    parameters: &[
        Parameter { key: "requires", place: "groups.csv", default: "none" },
        Parameter { key: "forbids", place: "groups.csv", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest in such a hotel",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "Own bathroom, windows that open, no central air, kitchens and diets.",
    is_built: true,
};

pub const R42: Entry = Entry {
    name: "meals",
    title: "Meals",
    definition: "On no night more guests sleep in a hotel than it feeds: its seats times its sittings. On none more take a \
        late supper there than it serves: those who come after 21:00 or before the day cut that night, and groups that ask \
        for it every night. An unknown number is no limit.",
    parameters: &[
        Parameter { key: "meals_max", place: "hotels.csv, [rules]", default: "none" },
        Parameter { key: "sittings", place: "[rules]", default: "1" },
        Parameter { key: "suppers_max", place: "hotels.csv, [rules]", default: "none" },
        Parameter { key: "late_supper", place: "groups.csv, [class.NAME], [rules]", default: "no" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest too many on a night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Capacity, Home::Row],
    origin: "Closed-loop hotels: three meals a day to every room, late suppers besides.",
    is_built: true,
};
