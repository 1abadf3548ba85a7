//! A row of the manifest.

use super::availability::share;
use super::{TableRow, slots};
use crate::diagnostic::Code;
use crate::domain::{GroupStatus, Share, Sharing};
use crate::read::cell::{self, Flaw};
use crate::read::grades;
use crate::read::header::Header;
use crate::read::log::Kind;
use crate::read::row::Row;
use crate::read::schema::{GROUPS, Schema};
use crate::read::tables::{GroupAsks, GroupRow, SplitWord};

/// The words of `sharing`.
pub const SHARINGS: [(&str, Sharing); 4] =
    [("single", Sharing::Single), ("same_sex", Sharing::SameSex), ("party", Sharing::Party), ("bed", Sharing::Bed)];
/// The words of `split`.
pub const SPLITS: [(&str, SplitWord); 3] =
    [("never", SplitWord::Never), ("hotels", SplitWord::Hotels), ("free", SplitWord::Free)];
/// The words of `status`; a cancelled group has none.
pub const GROUP_STATUSES: [(&str, Option<GroupStatus>); 4] = [
    ("expected", Some(GroupStatus::Expected)),
    ("confirmed", Some(GroupStatus::Confirmed)),
    ("arrived", Some(GroupStatus::Arrived)),
    ("cancelled", None),
];

/// The words of `depart_open`, `strangers`, `may_upgrade` and `late_supper`.
pub const CONSENTS: [(&str, bool); 6] =
    [("yes", true), ("no", false), ("true", true), ("false", false), ("是", true), ("否", false)];

slots!(
    group,
    guests,
    name,
    men,
    women,
    class,
    priority,
    arrive,
    depart,
    nights,
    depart_open,
    site,
    km_max,
    minutes_max,
    sharing,
    split,
    hotels_max,
    chunk_min,
    moves_max,
    continues,
    requires,
    forbids,
    room_types,
    rate_max,
    status,
    leader,
    phone,
    transport,
    zone,
    grade_min,
    rate_factor,
    nights_min,
    leave_by,
    port,
    transfer_minutes,
    accessible,
    team,
    shift,
    strangers,
    room_wish,
    may_upgrade,
    late_supper,
    stops_max,
);

impl TableRow for GroupRow {
    const SCHEMA: &'static Schema = &GROUPS;
    type Slots = Slots;

    fn slots(header: &Header) -> Slots {
        Slots::of(header)
    }

    fn read(slots: &Slots, row: &mut Row<'_>) -> Option<Self> {
        let (group, guests) = (row.name(slots.group), row.needed(slots.guests, Row::persons));
        let read = Self {
            group: group.clone().unwrap_or_default(),
            guests: guests.unwrap_or_default(),
            name: row.optional(slots.name),
            men: row.people(slots.men),
            women: row.people(slots.women),
            class: row.text(slots.class),
            priority: row.positive(slots.priority),
            arrive: row.moment(slots.arrive),
            depart: row.moment(slots.depart),
            nights: row.nights(slots.nights),
            depart_open: row.word(slots.depart_open, &CONSENTS),
            site: row.optional(slots.site),
            km_max: row.km(slots.km_max),
            minutes_max: row.minutes(slots.minutes_max),
            sharing: row.word(slots.sharing, &SHARINGS),
            hotels_max: row.positive(slots.hotels_max),
            chunk_min: row.positive(slots.chunk_min),
            moves_max: row.count(slots.moves_max),
            continues: row.optional(slots.continues),
            split: row.word(slots.split, &SPLITS),
            requires: row.names(slots.requires),
            forbids: row.names(slots.forbids),
            room_types: Some(row.room_types(slots.room_types)).filter(|types| !types.is_empty()),
            rate_max: row.money(slots.rate_max),
            status: row.word(slots.status, &GROUP_STATUSES).unwrap_or(Some(GroupStatus::Expected)),
            leader: row.text(slots.leader),
            phone: row.phone(slots.phone).unwrap_or_default(),
            transport: row.text(slots.transport),
            asks: asks(slots, row),
            place: row.place(),
        };
        let guests = reconciled(slots, row, &read);
        group.map(|_| Self { guests, ..read }).filter(|_| guests > 0)
    }
}

/// Reads what few groups ask for.
fn asks(slots: &Slots, row: &mut Row<'_>) -> GroupAsks {
    GroupAsks {
        zones: Some(row.names(slots.zone)).filter(|zones| !zones.is_empty()),
        grade_min: row.parsed(slots.grade_min, grade),
        rate_factor: row.parsed(slots.rate_factor, factor),
        nights_min: row.nights(slots.nights_min),
        leave_by: row.text(slots.leave_by),
        port: row.optional(slots.port),
        transfer_minutes: row.minutes(slots.transfer_minutes),
        accessible: row.people(slots.accessible),
        team: row.text(slots.team),
        shift: row.text(slots.shift),
        strangers: row.word(slots.strangers, &CONSENTS),
        room_wish: Some(row.names(slots.room_wish)).filter(|types| !types.is_empty()),
        may_upgrade: row.word(slots.may_upgrade, &CONSENTS),
        late_supper: row.word(slots.late_supper, &CONSENTS),
        stops_max: row.positive(slots.stops_max),
    }
}

/// Returns the number of a grade: `4`, `4星`, `四星`, `4 stars`.
fn grade(text: &str) -> Result<u8, Flaw> {
    let flaw = || Flaw::new(Code::NotANumber, format!("`{text}` is not a grade"), "write a number such as 4");
    grades::number(text).ok_or_else(flaw)
}

/// Returns the share of a rate that is paid: `0.5`, `50%`, `5折`.
fn factor(text: &str) -> Result<Share, Flaw> {
    match text.strip_suffix('折') {
        Some(tenths) => {
            let parts = cell::decimal(tenths.trim_end(), 2)?;
            let share = u64::try_from(parts.parts).ok().filter(|_| !parts.rounded).and_then(Share::of_thousandths);
            let help = "write 0.5, 50% or 5折";
            share.ok_or_else(|| Flaw::new(Code::NotAWord, format!("`{text}` is not a share of at most 1"), help))
        }
        None => share(text),
    }
}

/// Returns how many guests come: those that were counted, or the men and women if they are more. Where the two differ,
/// the rest is of unknown sex, and it is said.
fn reconciled(slots: &Slots, row: &mut Row<'_>, read: &GroupRow) -> u32 {
    let (men, women, guests) = (read.men.unwrap_or(0), read.women.unwrap_or(0), read.guests);
    let sexes = men + women;
    let is_whole = read.men.is_some() && read.women.is_some();
    if guests == 0 || sexes == guests || (sexes < guests && !is_whole) {
        return guests;
    }
    let most = guests.max(sexes);
    let message =
        format!("{men} men and {women} women are not {guests} guests: {most} are used, the rest of unknown sex");
    row.flaw(slots.guests, Flaw::new(Code::SexesDisagree, message, "correct one of the three"));
    if sexes > guests {
        row.convert(slots.guests, Kind::SexesAdded, sexes.to_string());
    }
    most
}
