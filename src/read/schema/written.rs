//! The columns of the tables that the program itself writes, and reads back.

use super::{Schema, informs, optional, required};

/// `allocation.csv` of a plan, also one edited by hand.
pub const ALLOCATION: Schema = Schema {
    name: "allocation",
    row: "rooms of one type in one wing of a hotel for guests of one group",
    columns: &[&[
        required("group", "name", "the group"),
        required("hotel", "name", "the hotel"),
        required("rooms", "count", "how many rooms"),
        required("guests", "count", "how many guests"),
        optional("wing", "text", "empty for rooms without one"),
        optional("room_type", "text", "what is sold as one kind of room; `any`, run of house, where empty"),
        optional("sex", "men, women", "where guests share by sex"),
        optional(
            "arrive",
            "date or time",
            "the first night, with `depart` or not at all; the group's stay where empty",
        ),
        optional("depart", "date or time", "the first night no longer slept"),
        informs("depart_open"),
        optional(
            "kept",
            "arrived, frozen, window, hand",
            "in the plan before this one: why the group stays where it is (R32, R33); `hand` where a person says so",
        ),
        informs("km"),
        informs("minutes"),
        informs("distance"),
        informs("rate"),
        informs("room_nights"),
        informs("cost"),
        informs("note"),
    ]],
};

/// `rooming.csv` of a plan, also one edited by hand.
pub const ROOMING: Schema = Schema {
    name: "rooming",
    row: "a guest by name in a room, or guests without names in one; a plan has it where guests have names or rooms have numbers",
    columns: &[&[
        required("hotel", "name", "the hotel"),
        required("nth", "count from 1", "the n-th room of the hotel's list; rows of the same one share it"),
        required("group", "name", "the group"),
        optional("room", "text", "the number on the door; empty where it is the hotel's to give"),
        optional("wing", "text", "the wing, as allocated"),
        optional("room_type", "text", "what the room is sold as, as allocated; `any` where empty"),
        optional("guest", "name", "the guest; empty for guests without names"),
        optional("guests", "count from 1", "how many guests without names; 1"),
        informs("floor"),
        informs("name"),
        informs("sex"),
        informs("role"),
        informs("arrive"),
        informs("depart"),
        informs("note"),
    ]],
};

/// `rejects.csv`: written by `roomblock ingest`.
pub const REJECTS: Schema = Schema {
    name: "rejects",
    row: "a row that was refused when the tables were made, with the reason",
    columns: &[&[
        required("file", "text", "the file, as it was named"),
        optional("sheet", "text", "the sheet, where the file is a workbook"),
        optional("row", "count", "the line of a text file, or the row of a sheet; the whole file where empty"),
        optional("column", "text", "the heading as typed; the whole row where empty"),
        optional("raw", "text", "the cell as typed"),
        required("reason", "text", "what is wrong"),
        optional("remedy", "text", "what may cure it"),
        optional("code", "text", "the code of the diagnostic"),
        optional("table", "text", "the table that the row was meant for"),
        optional("name", "text", "the group, hotel or site that the row is about, where that is known"),
        optional("guests", "count", "the guests of the group, where that is known"),
        optional("record", "text", "the whole row as typed"),
    ]],
};
