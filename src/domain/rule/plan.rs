//! Rules about the plan as a whole, and what follows from it: R26, R27, R31 to R33, R36 to R38, R44.

use super::super::quantity::Weight;
use super::super::strength::Strength;
use super::{Entry, Home, MayBe, Parameter, WaivedFor};

pub const R26: Entry = Entry {
    name: "arrivals_per_hour",
    title: "Arrivals an hour",
    definition: "In no hour of the clock more guests arrive at a hotel than it checks in. Groups without a time of day are not counted.",
    parameters: &[Parameter { key: "arrivals_per_hour", place: "hotels.csv, [rules]", default: "none" }],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "guest too many in an hour",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Row],
    origin: "Practice: about sixty guests an hour.",
    is_built: true,
};

pub const R27: Entry = Entry {
    name: "vehicles",
    title: "Vehicles",
    definition: "Seats times load, and the runs of each station by the hour, are counted from the plan.",
    parameters: &[
        Parameter { key: "vehicle_seats", place: "[rules]", default: "45" },
        Parameter { key: "vehicle_load", place: "[rules]", default: "0.95" },
    ],
    may_be: MayBe::Fixed("it is a count, not a limit"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Report],
    origin: "Closed-loop buses are loaded to half (2020).",
    is_built: true,
};

pub const R31: Entry = Entry {
    name: "pins",
    title: "Pins",
    definition: "A group must be in a hotel or wing (as a whole, or with so many guests), must not be there, or prefers or \
        avoids it at a weight.",
    parameters: &[Parameter { key: "relation", place: "pins.csv", default: "required" }],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "guest who is not where a pin orders, or is where one forbids",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate, Home::Row],
    origin: "Hand changes, and guests who are in already.",
    is_built: true,
};

pub const R32: Entry = Entry {
    name: "stability",
    title: "Stability",
    definition: "Against the previous plan, guests who have arrived never move, and others move at a price.",
    parameters: &[
        Parameter { key: "status", place: "groups.csv", default: "expected" },
        Parameter { key: "kept", place: "previous.csv", default: "none" },
        Parameter { key: "move_price", place: "[rules]", default: "1" },
        Parameter { key: "move_price_confirmed", place: "[rules]", default: "move_price" },
        Parameter { key: "freeze_window", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::Fixed("the level `moves` is its price, and arrived guests never move"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Candidate, Home::Objective],
    origin: "Rolling plans: nobody who has unpacked packs again.",
    is_built: true,
};

pub const R33: Entry = Entry {
    name: "freeze",
    title: "Freeze after a case",
    definition: "Nobody enters or leaves a hotel with a case for so many nights.",
    parameters: &[
        Parameter { key: "case_on", place: "hotels.csv", default: "none" },
        Parameter { key: "freeze_nights", place: "[rules]", default: "7" },
    ],
    may_be: MayBe::HardOrOff("a sealed door has no price"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Either,
    decided: &[Home::Candidate],
    origin: "No departures within seven days of a case in the hotel (2022).",
    is_built: true,
};

pub const R36: Entry = Entry {
    name: "budget",
    title: "Budget",
    definition: "The rooms of a class, or of all groups, cost at most so much: rooms times nights times rate. Unknown rates \
        count nothing, and opening costs are not part of it. A budget may say its own strength and weight; the policy's is \
        for budgets that do not.",
    parameters: &[Parameter { key: "budget", place: "[class.NAME], [rules]", default: "none" }],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "unit of money over it",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Row],
    origin: "Whoever pays.",
    is_built: true,
};

pub const R37: Entry = Entry {
    name: "affordable_share",
    title: "Affordable share",
    definition: "Of the room nights given out at least a share costs its group at most so much.",
    parameters: &[
        Parameter { key: "affordable_rate", place: "[rules]", default: "none" },
        Parameter { key: "affordable_share", place: "[rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "cheap room night that is missing",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Row],
    origin: "A third of quarantine rooms below a price (2021).",
    is_built: true,
};

pub const R38: Entry = Entry {
    name: "attrition",
    title: "Attrition",
    definition: "Of a block of rooms signed for, all but a share is paid for whether it is used or not: what stays empty is money, \
        at the level of cost. From its day on the hotel has it back: what it quoted before is unknown then, but for rooms in \
        which somebody is placed by the plan before.",
    parameters: &[
        Parameter { key: "block_rooms", place: "hotels.csv", default: "none" },
        Parameter { key: "block_rate", place: "hotels.csv", default: "0" },
        Parameter { key: "block_until", place: "hotels.csv", default: "none" },
        Parameter { key: "old_quotes_stand", place: "[rules]", default: "no" },
        Parameter { key: "attrition", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::HardOrOff("it is money, and counted as such"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Objective],
    origin: "Group contracts: 10 to 20 % of a block may go unused.",
    is_built: true,
};

pub const R44: Entry = Entry {
    name: "liaison",
    title: "Liaison officers",
    definition: "Every hotel in use has at least one officer, none for more than so many guests, and senior ones go to the \
        hardest hotels.",
    parameters: &[Parameter { key: "guests_per_liaison", place: "[rules]", default: "60" }],
    may_be: MayBe::SoftOrOff("officers that there are not cannot be sent"),
    default: Strength::Soft(Weight::ONE),
    unit: "guest without an officer",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::AfterThePlan],
    origin: "254 officers over 89 hotels (2022).",
    is_built: true,
};
