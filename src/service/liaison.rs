//! R44: which officer is in which hotel. At least one in each that is used while there are enough, the rest where they look
//! after most guests who have none, then where most guests fall to one; senior officers in the hardest hotels first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{chunks, most_guests};
use crate::domain::{Allocation, Instance, Rule, Strength};

/// An officer in a hotel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// Position of the hotel.
    pub hotel: usize,
    /// Position of the officer in `People::officers`.
    pub officer: usize,
    /// Guests who fall to the officer on the fullest night.
    pub guests: u32,
}

/// R44. Posts every officer, sorted by hotel; none where the rule is off or nobody is placed.
///
/// No other posting of these officers leaves fewer hotels without one, then fewer guests beyond `guests_per_liaison` for each
/// officer of their hotel, then fewer guests for the busiest: what one more officer gains in a hotel never grows, so each
/// goes where that is most.
#[must_use]
pub fn r44_liaison(instance: &Instance, allocation: &Allocation) -> Vec<Posting> {
    let is_wanted = |hotel: &usize| instance.strength_in(Rule::R44, *hotel) != Strength::Off;
    let guests: BTreeMap<usize, u32> =
        most_guests(&chunks(instance, allocation)).into_iter().filter(|(hotel, _)| is_wanted(hotel)).collect();
    if guests.is_empty() {
        return Vec::new();
    }
    let officers = &instance.people.officers;
    let mut posts: BTreeMap<usize, Vec<usize>> = guests.keys().map(|&hotel| (hotel, Vec::new())).collect();
    let mut free = Vec::new();
    for (at, officer) in officers.iter().enumerate() {
        match officer.hotel.and_then(|hotel| posts.get_mut(&hotel)) {
            Some(post) => post.push(at),
            None => free.push(at),
        }
    }
    let wanted = counts(&guests, &posts, free.len(), instance.rules.guests_per_liaison);
    let (seniors, others): (Vec<usize>, Vec<usize>) = free.into_iter().partition(|&at| officers[at].is_senior);
    let mut hardest: Vec<usize> = posts.keys().copied().collect();
    hardest.sort_by_key(|hotel| (Reverse(hardness(instance, allocation, *hotel, guests[hotel])), *hotel));
    // Hotels that have a senior officer already come last, then the round begins again.
    hardest.sort_by_key(|hotel| posts[hotel].iter().any(|&at| officers[at].is_senior));
    let mut seniors = seniors.into_iter().peekable();
    while seniors.peek().is_some() {
        for hotel in &hardest {
            let Some(post) = posts.get_mut(hotel).filter(|post| post.len() < wanted[hotel]) else { continue };
            post.extend(seniors.next());
        }
    }
    let mut others = others.into_iter();
    for (hotel, post) in &mut posts {
        let n_missing = wanted[hotel].saturating_sub(post.len());
        post.extend(others.by_ref().take(n_missing));
        post.sort_unstable();
    }
    posts.iter().flat_map(|(&hotel, post)| shares(hotel, post, guests[&hotel])).collect()
}

/// Returns the postings that officers have, given each with its hotel, by position: the guests of each hotel are split among
/// those who are there. Whoever is in a hotel where nobody sleeps looks after nobody.
#[must_use]
pub fn posted(instance: &Instance, allocation: &Allocation, pairs: &[(usize, usize)]) -> Vec<Posting> {
    let guests = most_guests(&chunks(instance, allocation));
    let mut posts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &(officer, hotel) in pairs {
        posts.entry(hotel).or_default().push(officer);
    }
    for post in posts.values_mut() {
        post.sort_unstable();
    }
    posts.iter().flat_map(|(&hotel, post)| shares(hotel, post, guests.get(&hotel).copied().unwrap_or(0))).collect()
}

/// Returns how many officers each hotel gets, those who were sent there by name included; `most` guests are enough for one.
fn counts(
    guests: &BTreeMap<usize, u32>,
    posts: &BTreeMap<usize, Vec<usize>>,
    n_free: usize,
    most: u32,
) -> BTreeMap<usize, usize> {
    let mut counts: BTreeMap<usize, usize> = posts.iter().map(|(&hotel, post)| (hotel, post.len())).collect();
    let most = u64::from(most);
    let gained = |(hotel, &count): (&usize, &usize)| {
        u64::from(guests[hotel]).saturating_sub(most.saturating_mul(count as u64)).min(most)
    };
    // Compares guests for each officer without dividing.
    let by_load = |a: &(&usize, &usize), b: &(&usize, &usize)| {
        let load = |(hotel, &count): (&usize, &usize)| (u64::from(guests[hotel]), (count as u64).max(1));
        let ((guests_a, count_a), (guests_b, count_b)) = (load(*a), load(*b));
        (guests_a * count_b).cmp(&(guests_b * count_a))
    };
    let by_need = |a: &(&usize, &usize), b: &(&usize, &usize)| {
        let by_first = (*a.1 == 0).cmp(&(*b.1 == 0));
        by_first.then_with(|| gained(*a).cmp(&gained(*b))).then_with(|| by_load(a, b)).then(b.0.cmp(a.0))
    };
    for _ in 0..n_free {
        let neediest = counts.iter().max_by(by_need).map(|(&hotel, _)| hotel);
        if let Some(count) = neediest.and_then(|hotel| counts.get_mut(&hotel)) {
            *count += 1;
        }
    }
    counts
}

/// Returns how hard a hotel is: its guests, and once more those by name of its groups who need something, are children, or
/// are too old to be carers.
fn hardness(instance: &Instance, allocation: &Allocation, hotel: usize, guests: u32) -> u32 {
    let here: Vec<usize> =
        chunks(instance, allocation).iter().filter(|chunk| chunk.hotel == hotel).map(|chunk| chunk.group).collect();
    let rules = &instance.rules;
    let is_frail = |age: u32| age < rules.minor_age || age > rules.carer_age_max;
    let frail = instance.people.guests.iter().filter(|guest| here.binary_search(&guest.group).is_ok());
    let frail = frail.filter(|guest| !guest.needs.is_empty() || guest.age.is_some_and(is_frail)).count();
    guests.saturating_add(u32::try_from(frail).unwrap_or(u32::MAX))
}

/// Splits the guests of a hotel among its officers as evenly as can be.
fn shares(hotel: usize, post: &[usize], guests: u32) -> Vec<Posting> {
    let n_officers = u32::try_from(post.len()).unwrap_or(u32::MAX).max(1);
    let (each, more) = (guests.div_euclid(n_officers), guests.rem_euclid(n_officers));
    let share = |(nth, &officer): (u32, &usize)| Posting { hotel, officer, guests: each + u32::from(nth < more) };
    (0..).zip(post).map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officers_go_where_most_guests_have_none() {
        let guests = BTreeMap::from([(0, 100), (1, 10), (2, 60)]);
        let nobody: BTreeMap<usize, Vec<usize>> = guests.keys().map(|&hotel| (hotel, Vec::new())).collect();
        let counted = |n_free| counts(&guests, &nobody, n_free, 60).into_values().collect::<Vec<_>>();
        assert_eq!(counted(2), [1, 0, 1]);
        assert_eq!(counted(3), [1, 1, 1]);
        assert_eq!(counted(6), [3, 1, 2]);
        let one_is_there = BTreeMap::from([(0, vec![]), (1, vec![7, 8]), (2, vec![])]);
        assert_eq!(counts(&guests, &one_is_there, 2, 60).into_values().collect::<Vec<_>>(), [1, 2, 1]);
        // 62 for each officer leave two without one, 61 leave three.
        let guests = BTreeMap::from([(0, 62), (1, 183)]);
        let sent = BTreeMap::from([(0, vec![1]), (1, vec![2, 3, 4])]);
        assert_eq!(counts(&guests, &sent, 1, 60).into_values().collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn guests_are_shared_evenly() {
        let guests: Vec<u32> = shares(0, &[4, 5, 9], 11).iter().map(|posting| posting.guests).collect();
        assert_eq!(guests, [4, 4, 3]);
    }
}
