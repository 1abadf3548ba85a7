//! The hotels that a group looks at: those within reach and where it stays, or the only ones that it is offered where a program
//! is made around others.

use super::filter::Case;
use super::position;
use super::reach::Reach;
use crate::domain::{AllocationRow, Instance, Travel};

/// By position of the group, the only hotels of some; none for groups that look around.
#[derive(Debug, Default)]
pub struct Homes(Vec<Option<Vec<u32>>>);

impl Homes {
    /// Returns, for all groups but those that are `free`, the hotels that rows of an allocation have them in.
    #[must_use]
    pub fn around(instance: &Instance, free: &[usize], rows: &[AllocationRow]) -> Self {
        let mut homes: Vec<Option<Vec<u32>>> = vec![Some(Vec::new()); instance.groups.len()];
        for &group in free {
            homes[group] = None;
        }
        for row in rows {
            let group = instance.group(row.group.as_str()).and_then(|group| homes[group].as_mut());
            if let (Some(homes), Some(hotel)) = (group, instance.hotel(row.hotel.as_str())) {
                homes.push(position(hotel));
            }
        }
        Self(homes)
    }

    /// Returns the hotels that a group looks at, ascending, with its way to them.
    pub fn hotels_of(&self, case: &Case<'_>, reach: &mut Reach<'_>, group: usize) -> Vec<(u32, Travel)> {
        if let Some(Some(homes)) = self.0.get(group) {
            return with_travel(case, group, homes.clone());
        }
        let Some(former) = case.staying(group) else { return reach.of(group) };
        let near = if case.is_settled(group) { Vec::new() } else { reach.of(group) };
        let mut hotels: Vec<u32> = near.into_iter().map(|(hotel, _)| hotel).collect();
        hotels.extend(former.hotels().map(position));
        with_travel(case, group, hotels)
    }
}

/// Returns hotels in ascending order, each once, with the way of a group to them.
fn with_travel(case: &Case<'_>, group: usize, mut hotels: Vec<u32>) -> Vec<(u32, Travel)> {
    hotels.sort_unstable();
    hotels.dedup();
    hotels.into_iter().map(|hotel| (hotel, case.instance.travel(group, hotel as usize))).collect()
}
