//! A thing as it is on either side of a comparison.

use std::collections::BTreeMap;

/// The same thing on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Both<T> {
    /// On the first side.
    pub a: T,
    /// On the second.
    pub b: T,
}

impl<T> Both<T> {
    /// Returns what a function makes of either.
    pub fn map<'a, U>(&'a self, of: impl Fn(&'a T) -> U) -> Both<U> {
        Both { a: of(&self.a), b: of(&self.b) }
    }
}

impl<T: PartialEq> Both<T> {
    /// Tells whether they are not the same.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.a != self.b
    }
}

/// Brings two lists together by their keys; who is on one side only is on the other what there is by default.
#[must_use]
pub fn joined<K: Ord, V: Default>(a: BTreeMap<K, V>, b: BTreeMap<K, V>) -> BTreeMap<K, Both<V>> {
    let mut all: BTreeMap<K, Both<V>> = BTreeMap::new();
    for (key, value) in a {
        all.entry(key).or_default().a = value;
    }
    for (key, value) in b {
        all.entry(key).or_default().b = value;
    }
    all
}
