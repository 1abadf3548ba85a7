//! What changes in the last 24 hours: other trains, other stations, one more, one fewer, and those who do not come.

use super::STATIONS;
use super::delegation::{Delegation, train};
use crate::generate::draw::{Draw, rounded};
use crate::generate::fact::{AMENDED, DELEGATES, PRESS, STAFF};
use crate::generate::town::person;

/// Returns the delegations as they are known at some minute: those of which anything has changed have the share of all people
/// that the facts name. Who is there already changes nothing, and neither does a principal.
pub fn amended(first: &[Delegation], at: u32, draw: &mut Draw) -> Vec<Delegation> {
    let mut second = first.to_vec();
    let mut order: Vec<usize> = (0..second.len()).collect();
    draw.shuffle(&mut order);
    let mut left = rounded(f64::from(DELEGATES + PRESS + STAFF) * f64::from(AMENDED) / 1000.0);
    for position in order {
        let one = &mut second[position];
        let guests = u32::try_from(one.people.len()).expect("delegations are small");
        if one.arrives <= at || one.is_principal || guests > left {
            continue;
        }
        amend(one, position, draw);
        left -= guests;
    }
    second
}

fn amend(one: &mut Delegation, position: usize, draw: &mut Draw) {
    match draw.weighted(&[0.4, 0.2, 0.15, 0.15, 0.1]) {
        0 => (one.arrives, one.train) = (one.arrives + draw.between(1, 7) * 30, train(draw)),
        1 => (one.station, one.train) = ((one.station + 1) % STATIONS.len(), train(draw)),
        // Somebody comes along: a man, for women stand first. His number is that of nobody else.
        2 => one.people.push(person(2000 + u32::try_from(position).expect("there are few delegations"), draw)),
        3 if one.people.len() > 1 => {
            one.people.pop();
            one.women = one.women.min(u32::try_from(one.people.len()).expect("delegations are small"));
        }
        _ => one.is_cancelled = true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::delegation::delegations;
    use super::*;

    #[test]
    fn exactly_the_share_of_the_facts_is_amended() {
        for seed in 0..20 {
            let first = delegations(&mut Draw::new(seed, "people"));
            assert_eq!(first.iter().map(|one| one.people.len()).sum::<usize>(), 1700);
            let second = amended(&first, 24 * 60, &mut Draw::new(seed, "amendments"));
            let changed = first.iter().zip(&second).filter(|(a, b)| a != b);
            assert_eq!(changed.map(|(a, _)| a.people.len()).sum::<usize>(), 102, "seed {seed}");
        }
    }

    #[test]
    fn nobody_who_is_there_or_pinned_is_amended() {
        let first = delegations(&mut Draw::new(1, "people"));
        let second = amended(&first, 24 * 60, &mut Draw::new(1, "amendments"));
        for (a, b) in first.iter().zip(&second).filter(|(a, _)| a.is_principal || a.arrives <= 24 * 60) {
            assert_eq!(a, b);
        }
    }
}
