//! Which hotels a group may use whatever anybody else does: status, tags, room types.

use std::collections::BTreeSet;

use crate::domain::{Group, Hotel, HotelStatus, Instance, PinRelation, Pool};

use super::filter::Case;

/// R34. An open hotel takes everybody, a frozen one only groups that are there already or have a `must` pin there, a
/// closed one nobody. Whether the rule is hard is asked elsewhere, as of all that follow.
#[must_use]
pub fn r34_status(case: &Case<'_>, group: usize, hotel: usize) -> bool {
    match case.instance.hotels[hotel].status {
        HotelStatus::Open => true,
        HotelStatus::Closed => false,
        HotelStatus::Frozen => {
            case.stays_at(group, hotel)
                || case.pins_at(group, hotel).any(|pin| matches!(pin.relation, PinRelation::Must(_)))
        }
    }
}

/// R9. The hotel has every tag that the class of the group requires, and none that it forbids.
#[must_use]
pub fn r9_eligibility(instance: &Instance, group: usize, hotel: usize) -> bool {
    let class = &instance.classes[instance.groups[group].class];
    tags_suit(&instance.hotels[hotel], &class.requires, &class.forbids)
}

/// R41. The hotel has every tag that the group itself requires, and none that it forbids.
#[must_use]
pub fn r41_facilities(instance: &Instance, group: usize, hotel: usize) -> bool {
    let group = &instance.groups[group];
    tags_suit(&instance.hotels[hotel], &group.requires, &group.forbids)
}

/// R7. The group may use rooms of this type, or of this better one.
#[must_use]
pub fn r7_room_type(group: &Group, pool: &Pool) -> bool {
    group
        .room_types
        .as_ref()
        .is_none_or(|types| types.contains(&pool.room_type) || group.asks.upgrades.contains(&pool.room_type))
}

fn tags_suit(hotel: &Hotel, requires: &BTreeSet<String>, forbids: &BTreeSet<String>) -> bool {
    requires.is_subset(&hotel.tags) && forbids.is_disjoint(&hotel.tags)
}
