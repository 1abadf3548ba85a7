//! The only hotels that some groups are offered, where a program is made around the others.

use super::position;
use crate::domain::{AllocationRow, Instance};

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

    /// Returns the only hotels of a group; none where it looks around.
    #[must_use]
    pub fn of(&self, group: usize) -> Option<&[u32]> {
        self.0.get(group)?.as_deref()
    }
}
