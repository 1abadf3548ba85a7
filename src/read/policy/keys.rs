//! The keys that each table of the policy may have. Reads none of them.

use super::asks::ASK_KEYS;
use super::shared::SHARED_KEYS;
use super::stay::{STAY_KEYS, WHOLE_KEYS};
use super::{CASE_KEYS, objective, strength};

/// Returns the tables of the policy with the keys that each may have, for documenting them.
#[must_use]
pub fn keys() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        ("case", CASE_KEYS.to_vec()),
        ("class", class_keys()),
        ("rules", rule_keys()),
        ("[waiver]", strength::WAIVER_KEYS.to_vec()),
        ("objective", objective::OBJECTIVE_KEYS.to_vec()),
        ("solve", objective::SOLVE_KEYS.to_vec()),
    ]
}

/// The keys of a class.
pub fn class_keys() -> Vec<&'static str> {
    [&STAY_KEYS[..], &ASK_KEYS[..]].concat()
}

/// The keys of `[rules]`.
pub fn rule_keys() -> Vec<&'static str> {
    [&["set"], &STAY_KEYS[..], &ASK_KEYS[..], &WHOLE_KEYS[..], &SHARED_KEYS[..]].concat()
}
