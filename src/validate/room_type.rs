//! Room types that are better than those a group may use (R7): known once the rooms of all hotels are.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Lookup;
use crate::domain::{Group, Hotel};
use crate::read::policy::Policy;
use crate::read::tables::GroupRow;

/// R7. Gives groups that may have better rooms the types of which every quoted room holds more guests than the smallest of
/// their own do. Rooms and groups are in the same order.
pub fn r7_upgrades(policy: &Policy, (rows, groups): (&[&GroupRow], &mut [Group]), hotels: &[Hotel]) {
    let may_upgrade = |row: &GroupRow| {
        let told = row.asks.may_upgrade.or_else(|| Lookup::new(policy, row).value(|rules| rules.asks.may_upgrade));
        told.unwrap_or(false)
    };
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    for (row, group) in rows.iter().zip(groups) {
        let Some(own) = group.room_types.as_ref().filter(|_| may_upgrade(row)) else { continue };
        if sizes.is_empty() {
            sizes = of_types(hotels);
        }
        let least = own.iter().filter_map(|room_type| sizes.get(room_type.as_str())).min();
        let is_better = |&(room_type, size): &(&&str, &u32)| {
            !own.contains::<str>(room_type) && least.is_some_and(|least| size > least)
        };
        let better: BTreeSet<String> = sizes.iter().filter(is_better).map(|(of, _)| (*of).to_owned()).collect();
        group.asks.upgrades = better;
    }
}

/// Returns how many guests a room of each type that is quoted holds at least.
fn of_types(hotels: &[Hotel]) -> BTreeMap<&str, u32> {
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    for pool in hotels.iter().flat_map(|hotel| &hotel.pools) {
        for offer in &pool.offers {
            let size = sizes.entry(pool.room_type.as_str()).or_insert(offer.guests_max);
            *size = offer.guests_max.min(*size);
        }
    }
    sizes
}
