//! Who sleeps in which room, and which officer is in which hotel: decided after the allocation, and judged like it.

use crate::domain::{Allocation, Instance, Rooming};
use crate::rooming;
use crate::service::liaison::{self, Posting};
use crate::verify::{self, Finding, LiaisonVerdict, RoomingVerdict};

/// What is known of people by name.
#[derive(Debug, Clone)]
pub struct Peopled {
    /// Who sleeps in which room, and what guests asked for and did not get; none where nobody has a name and no room a number.
    pub roomed: Option<(Rooming, RoomingVerdict)>,
    /// Which officer is in which hotel, and the guests who have none; none without officers.
    pub posted: Option<(Vec<Posting>, LiaisonVerdict)>,
}

impl Peopled {
    /// Puts the guests of an allocation into rooms, and officers into its hotels (R44).
    #[must_use]
    pub fn of(instance: &Instance, allocation: &Allocation) -> Self {
        let people = &instance.people;
        let roomed = (!people.is_empty()).then(|| {
            let rooming = rooming::room(instance, allocation);
            let verdict = verify::rooming(instance, allocation, &rooming.rows);
            (rooming, verdict)
        });
        let posted = (!people.officers.is_empty()).then(|| {
            let postings = liaison::r44_liaison(instance, allocation);
            let pairs: Vec<(usize, usize)> = postings.iter().map(|posting| (posting.officer, posting.hotel)).collect();
            let verdict = verify::r44_liaison(instance, allocation, &pairs);
            (postings, verdict)
        });
        Self { roomed, posted }
    }

    /// Returns what verify found wrong with it.
    pub fn findings(&self) -> impl Iterator<Item = Finding> {
        let of_rooms = self.roomed.iter().flat_map(|(_, verdict)| &verdict.findings);
        of_rooms.chain(self.posted.iter().flat_map(|(_, verdict)| &verdict.findings)).cloned()
    }
}
