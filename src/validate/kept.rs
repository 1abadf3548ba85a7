//! Rooms of a hotel in which no guest sleeps because its floor is kept clean (R13). Staff and reserve are compiled later.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use crate::diagnostic::{Code, Place};
use crate::domain::Pool;

/// R13. Takes the rooms of clean floors away: those of pools of such a wing here, others as a count off the nightly total.
///
/// Where the rule does not hold nothing is taken away. A floor that is no wing of the hotel and has no count takes nothing away, and is said.
pub fn r13_clean_floors(
    floors: Option<(&Place, &BTreeMap<String, Option<u32>>)>,
    is_clean: bool,
    mut pools: Vec<Pool>,
    ledger: &mut Ledger,
) -> (BTreeMap<String, u32>, Vec<Pool>) {
    let mut kept = BTreeMap::new();
    let Some((place, floors)) = floors else { return (kept, pools) };
    for (floor, &rooms) in floors {
        let of_wing = pools.iter_mut().filter(|pool| pool.wing == *floor);
        let n_pools =
            of_wing.map(|pool| pool.offers.iter_mut().filter(|_| is_clean).for_each(|offer| offer.rooms = 0)).count();
        if n_pools == 0 && rooms.is_none() {
            let message = format!("nothing is taken off for the clean floor `{floor}`: no rooms are offered there");
            let help = format!("write `{floor}=12` for the rooms that it takes away, or give the rooms by `wing`");
            ledger.say(Code::CleanFloorUnknown, place, "clean_floors", message, help);
        }
        kept.insert(floor.clone(), if n_pools > 0 { 0 } else { rooms.unwrap_or(0) });
    }
    (kept, pools)
}
