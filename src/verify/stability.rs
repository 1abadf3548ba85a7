//! Where people were by the plan before this one: R32 nobody moves who stays, R33 nobody moves into or out of a hotel
//! with a case. What moving the others costs is summed elsewhere.

use std::collections::BTreeMap;

use super::breach::Judged;
use super::finding::Finding;
use super::plan::{Entry, Plan, counted, rooms_of};
use crate::domain::{Instance, PinRelation, Sharing};

/// Where groups were.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// Guests by group and by the name of the hotel.
    guests: BTreeMap<usize, BTreeMap<String, u64>>,
    /// Rooms by group, and by the names of hotel, wing and room type.
    rooms: BTreeMap<(usize, String, String, String), u64>,
}

impl Before {
    /// Sums up the plan before this one.
    pub fn of(instance: &Instance) -> Self {
        let mut before = Self::default();
        let rows = instance.previous.as_ref().map(|previous| previous.rows.as_slice()).unwrap_or_default();
        for row in rows {
            let Some(group) = instance.group(row.group.as_str()) else { continue };
            let hotels = before.guests.entry(group).or_default();
            *hotels.entry(row.hotel.to_string()).or_default() += u64::from(row.guests);
            let pool = (group, row.hotel.to_string(), row.wing.clone(), row.room_type.clone());
            *before.rooms.entry(pool).or_default() += u64::from(row.rooms);
        }
        before
    }
}

impl Plan<'_> {
    /// Returns how many guests of a group were somewhere; none where the plan before this one does not name it.
    pub(super) fn guests_before(&self, group: usize) -> Option<u64> {
        self.before.guests.get(&group).map(|hotels| hotels.values().sum())
    }

    /// Returns how many guests of a group were in a hotel.
    pub(super) fn guests_before_at(&self, group: usize, hotel: usize) -> u64 {
        let name = self.instance.hotels[hotel].id.as_str();
        self.before.guests.get(&group).and_then(|hotels| hotels.get(name)).copied().unwrap_or(0)
    }

    /// Tells whether a group stays where it was, whatever else is decided.
    pub(super) fn stays(&self, group: usize) -> bool {
        self.instance.kept(group).is_some() && self.before.guests.contains_key(&group)
    }

    /// Tells whether a group stays in a hotel: whether that suits it is not asked any more.
    pub(super) fn stays_at(&self, group: usize, hotel: usize) -> bool {
        self.stays(group) && self.guests_before_at(group, hotel) > 0
    }

    /// Returns how many rooms of a pool a group had that stays; none where it does not stay, or had none there.
    pub(super) fn rooms_kept(&self, entry: &Entry) -> Option<u64> {
        let pool = self.pool(entry);
        let hotel = self.hotel(entry).id.to_string();
        let rooms = self.before.rooms.get(&(entry.group, hotel, pool.wing.clone(), pool.room_type.clone()))?;
        self.stays(entry.group).then_some(*rooms)
    }

    /// Returns how many guests of a group are where it did not have them: moved or new.
    pub(super) fn elsewhere(&self, group: usize) -> u64 {
        let now = self.guests_by_hotel(group);
        now.iter().map(|(&hotel, &guests)| guests.saturating_sub(self.guests_before_at(group, hotel))).sum()
    }

    /// Returns how many guests joined a group since.
    fn joined(&self, group: usize) -> u64 {
        let before = self.guests_before(group).unwrap_or(0);
        u64::from(self.instance.groups[group].guests).saturating_sub(before)
    }
}

/// R32. Stability: of a group that stays, no more guests are where it was not than joined it since; and unless any did, it
/// has no rooms of a kind that it did not have, and no more of a kind than it had. Where its rooms are counted by sex or by
/// bed, only the kind is judged: counts do not say whose a room was.
pub(super) fn r32_stability(plan: &Plan, judged: &mut Judged) {
    let groups = plan.instance.groups.iter().enumerate().filter(|&(at, _)| plan.stays(at));
    for (at, group) in groups {
        let (moved, joined) = (plan.elsewhere(at), plan.joined(at));
        if moved > joined {
            let guests = counted(moved - joined, "guest");
            let message = format!("{} stays where it was, and {guests} of it moved.", group.id);
            judged.push(Finding::about_group(32, group, message));
        }
        let counts = !matches!(group.sharing, Sharing::SameSex | Sharing::Bed);
        for entry in plan.of_group(at).iter().filter(|_| joined == 0) {
            let kept = plan.rooms_kept(entry);
            let had = kept.unwrap_or(0);
            if kept.is_none() || (counts && entry.rooms > had) {
                let (hotel, now) = (plan.hotel(entry), rooms_of(plan.pool(entry), entry.rooms));
                let message = format!("{} stays where it was, and has {now} of {}; it had {had}.", group.id, hotel.id);
                judged.push(Finding::about_both(32, group, hotel, message));
            }
        }
    }
}

/// R33. Freeze: while a hotel is frozen after a case, who was there is nowhere else, and nobody moves in but by a pin.
pub(super) fn r33_freeze(plan: &Plan, judged: &mut Judged) {
    let instance = plan.instance;
    let mut visits: Vec<(usize, usize)> = plan.entries.iter().map(|entry| (entry.group, entry.hotel)).collect();
    visits.dedup();
    for (at, hotel) in visits {
        let (group, there) = (&instance.groups[at], &instance.hotels[hotel]);
        let meets = instance.frozen_nights(at, hotel).is_some_and(|nights| nights.overlaps(group.stay));
        let mut pins = instance.pins.iter();
        let pinned =
            || pins.any(|pin| pin.group == at && pin.hotel == hotel && matches!(pin.relation, PinRelation::Must(_)));
        if meets && !plan.stays_at(at, hotel) && !{ pinned }() {
            let message = format!("{} moves into {}, which is frozen after a case.", group.id, there.id);
            judged.push(Finding::about_both(33, group, there, message));
        }
    }
    for (&at, hotels) in &plan.before.guests {
        let group = &instance.groups[at];
        let shut = |name: &String| {
            let hotel = instance.hotel(name)?;
            let nights = instance.frozen_nights(at, hotel)?;
            (group.stay.arrive < nights.arrive && nights.arrive < group.stay.depart).then_some(hotel)
        };
        if let Some(hotel) = hotels.keys().find_map(shut)
            && plan.elsewhere(at) > plan.joined(at)
        {
            let there = &instance.hotels[hotel];
            let message = format!("{} moves out of {}, which is frozen after a case.", group.id, there.id);
            judged.push(Finding::about_both(33, group, there, message));
        }
    }
}
