//! The columns of the tables about hotels and their rooms.

use super::{COORDINATES, Column, Need, Schema, informs, optional, required};

const HOTEL: Column = required("hotel", "name", "the hotel; a column `name` stands in where there is none");
/// The columns of a hotel besides its name.
const OF_HOTELS: &[Column] = &[
    optional("name", "text", "its name for people; the hotel's where empty"),
    optional("district", "text", "where it lies"),
    optional("address", "text", "its street address"),
    optional("lat", "degrees", "latitude, -90 to 90; with `lon` or not at all"),
    optional("lon", "degrees", "longitude, -180 to 180"),
    COORDINATES,
    optional("datum", "wgs84, gcj02, bd09", "of the coordinates; the policy's `[case] datum`, else wgs84"),
    optional("status", "open, closed, frozen", "closed takes nobody, frozen only groups pinned `must` (R34); open"),
    optional("tags", "names with ;", "what it has and is allowed to do (R9, R41)"),
    optional("opening_cost", "money", "paid once when it takes anyone (R21); 0"),
    optional("rooms_min", "count", "the fewest rooms worth opening it for (R21); the policy's, else 0"),
    optional("meals_max", "count", "guests it can feed at one sitting (R42); the policy's, else no limit"),
    optional(
        "clean_floors",
        "names with ;",
        "wings or floors kept clean, where nobody sleeps (R13); `2F=12` takes 12 rooms off a hotel whose rooms are not given by floor",
    ),
    optional(
        "staff_rooms",
        "count",
        "rooms in which its staff live, off its nightly total (R14); the policy's, else 0",
    ),
    optional(
        "case_on",
        "date",
        "the day of its last case: from that night on nobody moves in or out for `[rules] freeze_nights` (R33)",
    ),
    optional("reserve_rooms", "count", "rooms kept empty, off its nightly total (R15); the policy's, else 0"),
    optional("contact", "text", "whom to ring"),
    optional("phone", "text", "its telephone"),
    optional("grade", "text", "its stars or the like, `4`, `四星` (R39); unknown where it has no number"),
    optional("zone", "text", "the zone in which it lies, for passes (R40); anybody may come where empty"),
    optional("nights_min", "count from 1", "the fewest nights that a group stays (R30); 1"),
    optional(
        "arrivals_per_hour",
        "count",
        "guests that it can check in within an hour (R26); the policy's, else no limit",
    ),
    optional(
        "block_rooms",
        "count",
        "rooms signed for on every night it quotes, paid for also if they stay empty (R38)",
    ),
    optional("block_rate", "money", "what an empty one of them costs a night (R38); 0"),
    optional(
        "block_until",
        "date",
        "the day on which the hotel takes back what is left of them: then nothing is paid for",
    ),
    optional("email", "text", "for people"),
    optional("groups_max", "count from 1", "most groups on a night (R11); the policy's, else no limit"),
    optional("rooms_max", "count", "the most rooms worth using (R21); the policy's, else no limit"),
    optional("suppers_max", "count", "guests to whom it serves a late supper (R42); the policy's, else no limit"),
];

/// `availability.csv`.
pub const AVAILABILITY: Schema = Schema {
    name: "availability",
    row: "rooms of one type in one wing of a hotel over some nights, as polled once. Columns of `hotels` may stand here too",
    columns: &[
        &[
            HOTEL,
            Column {
                name: "rooms",
                need: Need::Required,
                form: "count",
                says: "rooms usable on each night; an empty cell is unknown, which is not zero and supplies nothing",
            },
            optional("wing", "text", "a floor or building kept apart; an empty one is a wing of its own"),
            optional("room_type", "text", "what is sold as one kind of room; `any`, run of house, where empty"),
            optional(
                "guests_max",
                "count from 1",
                "guests a room holds (R7); the policy's, else twin 2, triple 3, all others 1",
            ),
            optional("from", "date", "the first night; from the start where empty"),
            optional("to", "date", "the first night no longer offered; to the end where empty"),
            optional("rate", "money", "a room a night; unknown where empty"),
            optional(
                "polled_at",
                "date or time",
                "when the hotel said so: the newest counts, an empty one is the oldest",
            ),
            optional(
                "mode",
                "update, snapshot, delta",
                "of the whole batch: `snapshot` withdraws what its source named before and it does not, `delta` changes counts by +5 or -3; update",
            ),
            optional(
                "basis",
                "gross, net",
                "whether the count includes rooms that the hotel holds for us already; net where people are placed",
            ),
            optional(
                "held",
                "count",
                "rooms of the count that are held for somebody else: taken off, but where the two add up to `rooms_total`",
            ),
            informs("in_use"),
            Column {
                name: "people_max",
                need: Need::Informs,
                form: "text",
                says: "people that it takes; more than four a room are taken for beds, where `guests_max` is empty",
            },
            optional(
                "rooms_total",
                "count",
                "rooms that there are at all: a larger count is cut to it, and so are those of all types together where all rows have the same",
            ),
            optional(
                "certainty",
                "share, sure, about",
                "the share of the count that is counted on, 0.9 or 90% (R45); else by the policy's `[rules.trust]`",
            ),
            optional("batch", "text", "the round of polling; each file is one where it is empty"),
            optional("source", "text", "who polled: a snapshot withdraws only what the same source said"),
            informs("note"),
        ],
        OF_HOTELS,
    ],
};

/// `hotels.csv`.
pub const HOTELS: Schema =
    Schema { name: "hotels", row: "a hotel", columns: &[&[HOTEL], OF_HOTELS, &[informs("note")]] };
