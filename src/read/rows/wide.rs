//! The pools of one row: rooms of each type in columns of their own, and what the total says beyond them (domain §3.5).

use std::collections::BTreeMap;

/// A room type with its count; none where that is unknown.
pub type Pool = (String, Option<u32>);

/// The room type of rooms of which the hotel picks the type.
pub const ANY: &str = "any";

/// Returns the pools of a row, by type and the rest last: every type has the rooms that it has for sure, and the rest of
/// the total is of `any` type. Where types add up to more than the total, a type has for sure what the others leave of it.
///
/// Columns of one type count together. Where the total is known, an unknown count is part of the rest.
pub fn pools(total: Option<u32>, counts: &[(&str, Option<u32>)]) -> Vec<Pool> {
    let mut types: BTreeMap<&str, Option<u32>> = BTreeMap::new();
    for &(room_type, count) in counts {
        let sum = types.entry(room_type).or_default();
        *sum = sum.map_or(count, |sum| Some(sum.saturating_add(count.unwrap_or(0))));
    }
    let Some(total) = total else {
        return types.into_iter().map(|(room_type, count)| (room_type.to_owned(), count)).collect();
    };
    let known = || types.iter().filter_map(|(room_type, count)| count.map(|count| (*room_type, count)));
    let sum = known().fold(0_u32, |sum, (_, count)| sum.saturating_add(count));
    let excess = sum.saturating_sub(total);
    let sure: Vec<(&str, u32)> = known().map(|(room_type, count)| (room_type, count.saturating_sub(excess))).collect();
    let rest = total.saturating_sub(sure.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count)));
    let mut pools: Vec<Pool> = sure.into_iter().map(|(room_type, count)| (room_type.to_owned(), Some(count))).collect();
    if rest > 0 || pools.is_empty() {
        pools.push((ANY.to_owned(), Some(rest)));
    }
    pools
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pool(room_type: &str, count: u32) -> Pool {
        (room_type.to_owned(), Some(count))
    }

    #[test]
    fn types_stand_alone_where_the_total_is_unknown() {
        let counts = [("twin", Some(3)), ("king", None), ("twin", Some(4))];
        assert_eq!(pools(None, &counts), [("king".to_owned(), None), pool("twin", 7)]);
    }

    #[test]
    fn what_the_types_leave_of_the_total_is_of_any() {
        assert_eq!(pools(Some(10), &[("king", Some(4)), ("twin", None)]), [pool("king", 4), pool("any", 6)]);
        assert_eq!(pools(Some(4), &[("king", Some(4))]), [pool("king", 4)]);
        assert_eq!(pools(Some(5), &[("king", None)]), [pool("any", 5)]);
        assert_eq!(pools(Some(0), &[("king", None)]), [pool("any", 0)]);
    }

    #[test]
    fn types_beyond_the_total_have_what_the_others_leave_for_sure() {
        assert_eq!(
            pools(Some(10), &[("king", Some(8)), ("twin", Some(5))]),
            [pool("king", 5), pool("twin", 2), pool("any", 3)]
        );
    }

    proptest! {
        #[test]
        fn a_row_never_offers_more_than_its_total_nor_less(total in 0_u32..50, counts in proptest::collection::vec(0_u32..30, 1..5)) {
            let names = ["a", "b", "c", "d", "e"];
            let counts: Vec<_> = names.iter().copied().zip(counts.into_iter().map(Some)).collect();
            let pools = pools(Some(total), &counts);
            prop_assert_eq!(pools.iter().filter_map(|pool| pool.1).sum::<u32>(), total);
            for (name, count) in counts {
                prop_assert!(pools.iter().find(|pool| pool.0 == name).unwrap().1 <= count);
            }
        }
    }
}
