//! The columns of every table, as data: what reads them, what maps headings to them, and what documents them agree
//! because all three look here.

mod supply;
mod written;

pub use supply::{AVAILABILITY, HOTELS};
pub use written::{ALLOCATION, REJECTS, ROOMING};

/// How much a column is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The table is nothing without it, and no cell may be empty.
    Required,
    /// It has a default.
    Optional,
    /// It is accepted, and nothing is made of it.
    Informs,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its canonical heading.
    pub name: &'static str,
    /// How much it is needed.
    pub need: Need,
    /// What a cell looks like.
    pub form: &'static str,
    /// What it means, and its default.
    pub says: &'static str,
}

/// A table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Schema {
    /// Its name: of its file, of `[columns.NAME]` and of the alias table.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// Its columns, required ones first.
    pub columns: &'static [&'static [Column]],
}

impl Schema {
    /// Returns all columns.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().copied().flatten()
    }
}

const fn required(name: &'static str, form: &'static str, says: &'static str) -> Column {
    Column { name, need: Need::Required, form, says }
}

const fn optional(name: &'static str, form: &'static str, says: &'static str) -> Column {
    Column { name, need: Need::Optional, form, says }
}

const fn informs(name: &'static str) -> Column {
    Column { name, need: Need::Informs, form: "text", says: "for people" }
}

/// Latitude and longitude in one cell: a text that is kept, and read where the two have no cells of their own.
const COORDINATES: Column = Column {
    name: "coordinates",
    need: Need::Informs,
    form: "text",
    says: "latitude and longitude in one cell, in whichever order only one can be meant; read where `lat` and `lon` are empty",
};

/// `groups.csv`.
pub const GROUPS: Schema = Schema {
    name: "groups",
    row: "a group that arrives together",
    columns: &[&[
        required("group", "name", "the group; a column `name` stands in where there is none"),
        required("guests", "count from 1", "how many people"),
        optional("name", "text", "its name for people; the group's where empty"),
        optional("men", "count", "known men"),
        optional("women", "count", "known women; the rest is of unknown sex"),
        optional("class", "text", "its class, whose rules stand in `[class.NAME]`"),
        optional("priority", "count from 1", "1 is the most urgent; empty is after the last one given"),
        optional("arrive", "date or time", "a time before `day_cut` uses the night before (R28)"),
        optional("depart", "date or time", "counts by its date (R29)"),
        optional("nights", "count from 1", "may stand for `depart`"),
        optional("depart_open", "yes, no", "whether nobody knows if they stay on (R29); yes without any end"),
        optional("site", "text", "where distances are measured from"),
        optional("km_max", "amount", "farthest hotel (R24)"),
        optional("minutes_max", "amount", "farthest hotel by time (R24)"),
        optional("sharing", "single, same_sex, party, bed", "who may share a room (R3, R5); single"),
        optional("split", "never, hotels, free", "over how many hotels (R18, R19); hotels"),
        optional("hotels_max", "count from 1", "most hotels (R18)"),
        optional("chunk_min", "count from 1", "fewest guests in any hotel (R20); 1"),
        optional("moves_max", "count", "how often it may change hotels inside its stay (R29); 0"),
        optional("continues", "name", "the group whose guests these are, later in the same stay (R29)"),
        optional("requires", "names with ;", "tags its hotel must have (R41), besides its class's"),
        optional("forbids", "names with ;", "tags its hotel must not have (R41), besides its class's"),
        optional("room_types", "names with ;", "the only room types it may use (R7); all where empty"),
        optional("rate_max", "money", "highest price of a room a night (R35)"),
        optional("status", "expected, confirmed, arrived, cancelled", "cancelled groups are left out; expected"),
        optional("leader", "text", "for rosters"),
        optional("phone", "text", "of the leader; kept out of hotel-facing files"),
        optional("transport", "text", "for rosters"),
        optional("port", "text", "the port or station at which it arrives, a site of `sites` (R25)"),
        optional("transfer_minutes", "amount", "farthest hotel from there by time (R25)"),
        optional("zone", "names with ;", "the zones of its pass (R40); the policy's, else only hotels without a zone"),
        optional("grade_min", "count from 1 to 9", "the lowest grade of its hotel (R39)"),
        optional(
            "rate_factor",
            "share",
            "the share of the rate that is paid, 0.5, 50% or 5折 (R35); the policy's, else 1",
        ),
        optional("nights_min", "count from 1", "nights it must stay in one hotel (R30); the policy's, else 1"),
        optional("leave_by", "text", "how it leaves, for `[rules.leaving.NAME]` (R30)"),
        optional("accessible", "count", "guests who need an accessible room (R8); 0"),
        optional("team", "text", "the team it is a part of, for `exclusive = \"team\"` (R11)"),
        optional("shift", "text", "the shift it works in: different ones are kept in different wings (R43)"),
        optional("strangers", "yes, no", "whether its guests share rooms with other groups under `bed` (R6); yes"),
        optional("room_wish", "names with ;", "the room types it wishes for: others cost `room_wish_weight` (R7)"),
        optional(
            "may_upgrade",
            "yes, no",
            "whether it may use types that hold more guests than its `room_types` (R7); no",
        ),
        optional("late_supper", "yes, no", "whether its guests take a late supper every night (R42); no"),
        optional("stops_max", "count from 1", "hotels at which one of its coaches stops, where it has a port (R18)"),
        informs("note"),
    ]],
};

/// `guests.csv`.
pub const GUESTS: Schema = Schema {
    name: "guests",
    row: "a guest by name; counted in the group, which must agree with the manifest. Without a manifest, guests by name are one",
    columns: &[&[
        required("guest", "name", "the guest; a column `name` stands in where there is none"),
        required("group", "name", "the guest's group"),
        optional("name", "text", "for rosters"),
        optional("sex", "men, women, m, f, male, female, 男, 女", "unknown where empty"),
        optional("age", "count", "in years"),
        informs("id_number"),
        optional("role", "text", "the guest's post, for rosters"),
        optional(
            "share_with",
            "names with ;",
            "guests of the group to share a room with, by id or name; one side's word is enough",
        ),
        optional(
            "carer_of",
            "names with ;",
            "guests of the group whom this one looks after, and shares a room with (R4)",
        ),
        optional("next_to", "names with ;", "guests, also of other groups, whose room should be next (R23)"),
        optional(
            "needs",
            "names with ;",
            "`accessible`: a room for people who cannot walk far (R8); `chronic`: may not be a carer (R4). Kept out of hotel-facing files",
        ),
        informs("note"),
    ]],
};

/// `sites.csv`.
pub const SITES: Schema = Schema {
    name: "sites",
    row: "a work site, port or station",
    columns: &[&[
        required("site", "name", "the site; a column `name` stands in where there is none"),
        optional("name", "text", "its name for people; the site's where empty"),
        optional("lat", "degrees", "latitude, -90 to 90; with `lon` or not at all"),
        optional("lon", "degrees", "longitude, -180 to 180"),
        optional("datum", "wgs84, gcj02, bd09", "of the coordinates; the policy's `[case] datum`, else wgs84"),
        COORDINATES,
        informs("kind"),
        informs("note"),
    ]],
};

/// `travel.csv`.
pub const TRAVEL: Schema = Schema {
    name: "travel",
    row: "a known distance, which overrides the great circle",
    columns: &[&[
        required("from", "name", "a site"),
        required("to", "name", "a hotel"),
        optional("km", "amount", "unknown where empty"),
        optional("minutes", "amount", "km at the policy's speed where empty"),
        informs("note"),
    ]],
};

/// `pairs.csv`.
pub const PAIRS: Schema = Schema {
    name: "pairs",
    row: "a wish for two groups (R23), which binds where both are placed",
    columns: &[&[
        required("a", "name", "a group"),
        required("b", "name", "another group"),
        required("relation", "same_hotel, same_wing, apart_hotel, apart_wing, near", "what is asked"),
        optional("strength", "hard, soft", "hard"),
        optional("weight", "amount", "of a soft pair, per guest of the smaller group; 1"),
        informs("note"),
    ]],
};

/// `pins.csv`.
pub const PINS: Schema = Schema {
    name: "pins",
    row: "what is decided or wished for a group and a hotel (R31)",
    columns: &[&[
        required("group", "name", "the group"),
        required("hotel", "name", "the hotel"),
        required("relation", "must, must_not, prefer, avoid", "what is asked"),
        optional("wing", "text", "the wing; the whole hotel where empty"),
        optional("guests", "count from 1", "of `must`: at least so many there; the whole group where empty"),
        optional("weight", "amount", "of `prefer` and `avoid`, per guest; 1"),
        informs("by"),
        informs("at"),
        informs("reason"),
        informs("note"),
    ]],
};

/// `rooms.csv`.
pub const ROOMS: Schema = Schema {
    name: "rooms",
    row: "a physical room, which the rooming gives to guests; a hotel without any gives its own numbers",
    columns: &[&[
        required("hotel", "name", "the hotel"),
        required("room", "name", "the number on the door"),
        optional("wing", "text", "the wing, as in availability; empty for rooms without one"),
        optional(
            "floor",
            "text",
            "the floor: rooms on one floor of one wing are next to each other in the order of their numbers",
        ),
        optional("room_type", "text", "what it is sold as, as in availability; `any` where empty"),
        optional("guests_max", "count from 1", "guests it holds, if fewer than its pool says"),
        optional("tags", "names with ;", "`accessible`: for people who cannot walk far (R8)"),
        informs("note"),
    ]],
};

/// `look_alikes.csv`.
pub const LOOK_ALIKES: Schema = Schema {
    name: "look_alikes",
    row: "two hotels whose names are alike: `roomblock ingest` proposes them, and a person says what they are",
    columns: &[&[
        required("a", "name", "a hotel"),
        required("b", "name", "another hotel; where they are the same, all that is said of it is said of `a`"),
        required(
            "verdict",
            "same, different",
            "what a person says; empty as long as nobody does, and nothing is merged",
        ),
        optional("reason", "text", "what is alike"),
        informs("by"),
        informs("at"),
        informs("note"),
    ]],
};

/// `officers.csv`.
pub const OFFICERS: Schema = Schema {
    name: "officers",
    row: "an officer who looks after the guests of a hotel (R44)",
    columns: &[&[
        required("officer", "name", "the officer; a column `name` stands in where there is none"),
        optional("name", "text", "for people; the officer's where empty"),
        optional("senior", "yes, no", "goes to the hardest hotels first; no"),
        optional("hotel", "name", "the hotel to which the officer is sent; any where empty"),
        informs("hotel_name"),
        informs("district"),
        informs("guests"),
        informs("phone"),
        informs("note"),
    ]],
};

/// The tables of a case, in the order of `docs/file-formats.md`; the last three are written by the program.
pub const ALL: [&Schema; 14] = [
    &AVAILABILITY,
    &HOTELS,
    &GROUPS,
    &GUESTS,
    &SITES,
    &TRAVEL,
    &PAIRS,
    &PINS,
    &ROOMS,
    &OFFICERS,
    &LOOK_ALIKES,
    &ALLOCATION,
    &ROOMING,
    &REJECTS,
];
