//! Where a group was, read off the plan before this one: what it may use there if it stays, and who is not there.

use super::measure::Measure;
use crate::domain::{AllocationRow, Pool};

/// A group at a hotel, seen from the plan before this one.
pub struct Former<'a> {
    /// It stays where it was.
    pub stays: bool,
    /// Guests who joined it since.
    pub joined: usize,
    /// Its guests in this hotel.
    pub here: usize,
    rows: Vec<&'a AllocationRow>,
}

impl<'a> Former<'a> {
    /// Looks a group and a hotel up; none where the plan before this one does not name the group.
    pub fn of(measure: &Measure<'a>, (group, hotel): (usize, usize)) -> Option<Self> {
        let all = measure.before.get(&group)?;
        let name = measure.instance.hotels[hotel].id.as_str();
        let sum = |rows: &[&AllocationRow]| rows.iter().map(|row| row.guests as usize).sum::<usize>();
        let rows: Vec<&AllocationRow> = all.iter().copied().filter(|row| row.hotel.as_str() == name).collect();
        let joined = (measure.instance.groups[group].guests as usize).saturating_sub(sum(all));
        Some(Self { stays: measure.instance.kept(group).is_some(), joined, here: sum(&rows), rows })
    }

    /// Tells whether nobody of the group can be in this hotel: it stays elsewhere, and nobody joined it.
    pub fn is_away(&self) -> bool {
        self.stays && self.here == 0 && self.joined == 0
    }

    /// Tells whether it stays here: what suits it is not asked any more.
    pub fn is_home(&self) -> bool {
        self.stays && self.here > 0
    }

    /// Returns its rooms and guests in a pool; none where it had none.
    pub fn in_pool(&self, pool: &Pool) -> Option<(usize, usize)> {
        let own = self.rows.iter().filter(|row| row.wing == pool.wing && row.room_type == pool.room_type);
        own.fold(None, |sum: Option<(usize, usize)>, row| {
            let (rooms, guests) = sum.unwrap_or((0, 0));
            Some((rooms + row.rooms as usize, guests + row.guests as usize))
        })
    }

    /// Returns the most guests it may have here, if it stays.
    pub fn most(&self) -> usize {
        if self.stays { self.here + self.joined } else { usize::MAX }
    }
}
