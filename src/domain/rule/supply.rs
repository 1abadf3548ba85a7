//! Rules about what of a quoted room is a usable room: R1, R13 to R17, R21, R45.

use super::super::quantity::Weight;
use super::super::strength::Strength;
use super::{Entry, Home, MayBe, Parameter, WaivedFor};

pub const R1: Entry = Entry {
    name: "rooms",
    title: "Rooms by night",
    definition: "On every night the rooms of a pool that are in use are at most those that are usable.",
    parameters: &[Parameter { key: "rooms", place: "availability.csv", default: "required" }],
    may_be: MayBe::Fixed("nobody can sleep in a room that there is not"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Capacity],
    origin: "Every case.",
    is_built: true,
};

pub const R13: Entry = Entry {
    name: "clean_floors",
    title: "Clean floors",
    definition: "Nobody sleeps on a floor that is kept clean: its rooms are no rooms of the hotel. A floor that is no wing \
        of the pools takes a count of rooms off the nightly total.",
    parameters: &[Parameter { key: "clean_floors", place: "hotels.csv", default: "none" }],
    may_be: MayBe::HardOrOff("a floor is clean or it is not"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Reading, Home::Capacity],
    origin: "Hotels for isolation have clean, buffer and occupied floors (design guides of 2020 to 2022).",
    is_built: true,
};

pub const R14: Entry = Entry {
    name: "staff_rooms",
    title: "Staff rooms",
    definition: "The rooms in which the staff of a hotel live come off its nightly total: its own number, else that of the \
        rules, else rooms for two each of so many people for each hundred rooms that it quotes on its fullest night.",
    parameters: &[
        Parameter { key: "staff_rooms", place: "hotels.csv, [rules]", default: "0" },
        Parameter { key: "staff_per_100_rooms", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::HardOrOff("the staff sleep there"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Capacity],
    origin: "Closed-loop service: staff live in, up to more of them than guests.",
    is_built: true,
};

pub const R15: Entry = Entry {
    name: "reserve",
    title: "Reserve of a hotel",
    definition: "A hotel keeps some rooms empty on every night, for cases and for faults: its own number, else the larger of \
        a number and a share of its nightly total. At a price, each row of the plan counts with its own rooms.",
    parameters: &[
        Parameter { key: "reserve_rooms", place: "hotels.csv, [rules]", default: "0" },
        Parameter { key: "reserve_share", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "room of the reserve in use, and night",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Capacity, Home::Row],
    origin: "Practice: at least one room or 2 % of them in a hotel for isolation.",
    is_built: true,
};

pub const R16: Entry = Entry {
    name: "city_reserve",
    title: "Reserve of the city",
    definition: "On every night some usable rooms of all hotels together stay unused.",
    parameters: &[
        Parameter { key: "city_reserve", place: "[rules]", default: "0" },
        Parameter { key: "city_reserve_share", place: "[rules]", default: "0" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Soft(Weight::ONE),
    unit: "room short, and night",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Row],
    origin: "Cities keep whole sites on standby; one kept 38 % of the rooms of its sites (2022).",
    is_built: true,
};

pub const R17: Entry = Entry {
    name: "turnover",
    title: "Turnover",
    definition: "A room counts as used for some nights after a departure: it is left to cool and then cleaned. The same \
        nights count where groups are kept apart.",
    parameters: &[Parameter { key: "turnover_nights", place: "[class.NAME], [rules]", default: "0" }],
    may_be: MayBe::HardOrOff("a room is ready or it is not"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Group,
    decided: &[Home::Demand, Home::Capacity, Home::Lock],
    origin: "Cleaning guidance of 2020: close off, ventilate, wait up to 24 hours; after a case longer.",
    is_built: true,
};

pub const R21: Entry = Entry {
    name: "least_use",
    title: "Least use",
    definition: "A hotel that takes anyone is used for at least so many rooms, and at most so many, summed over the rows \
        of its roster. What opening it costs is part of the objective.",
    parameters: &[
        Parameter { key: "rooms_min", place: "hotels.csv, [rules]", default: "0" },
        Parameter { key: "rooms_max", place: "hotels.csv, [rules]", default: "none" },
    ],
    may_be: MayBe::Anything,
    default: Strength::Hard,
    unit: "room short of it or beyond it",
    waived_for: WaivedFor::Hotel,
    decided: &[Home::Opening, Home::Row],
    origin: "Isolation guides advise hotels of 50 to 200 rooms; opening one for a handful is not worth its staff.",
    is_built: true,
};

pub const R45: Entry = Entry {
    name: "confidence",
    title: "Confidence",
    definition: "Of a quoted count of rooms only a share is counted on, by its age and its wording, rounded down.",
    parameters: &[Parameter { key: "trust", place: "[rules]", default: "1" }],
    may_be: MayBe::HardOrOff("a share of a count is a count, and has no price"),
    default: Strength::Hard,
    unit: "",
    waived_for: WaivedFor::Nobody,
    decided: &[Home::Reading],
    origin: "Practice of rolling polls: a count of two days ago is rarely all there.",
    is_built: true,
};
