//! A least part of things that is too much: Junker's `QuickXplain`, whatever is asked of the things.

/// Returns a least part of some things that is too much: without any one of them, the others are not. All of them together
/// must be too much, and more must never be less so.
pub fn narrow<T: Copy>(all: &[T], is_too_much: &mut dyn FnMut(&[T]) -> bool) -> Vec<T> {
    part(&[], false, all, is_too_much)
}

/// Returns a least part of some things that is too much together with `kept`, which was or was not `changed` since that was
/// asked of it.
fn part<T: Copy>(kept: &[T], changed: bool, things: &[T], is_too_much: &mut dyn FnMut(&[T]) -> bool) -> Vec<T> {
    if changed && is_too_much(kept) {
        return Vec::new();
    }
    if things.len() <= 1 {
        return things.to_vec();
    }
    let (first, second) = things.split_at(things.len().div_ceil(2));
    let of_second = part(&[kept, first].concat(), true, second, is_too_much);
    let of_first = part(&[kept, &of_second].concat(), !of_second.is_empty(), first, is_too_much);
    [of_first, of_second].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_needed_is_left() {
        let too_much = |things: &[u32]| things.contains(&3) && things.contains(&6);
        assert_eq!(narrow(&[1, 2, 3, 4, 5, 6, 7], &mut |things| too_much(things)), [3, 6]);
        assert_eq!(narrow(&[5], &mut |_| true), [5]);
    }
}
