//! The catalogue: every code with its title and its page, one file for each family. Does not decide when a code is given.

use super::code::{Explanation, Severity, codes};

/// Goes through lists of entries, and makes the codes of all of them.
macro_rules! next {
    ([] $($entries:tt)*) => {
        codes! { $($entries)* }
    };
    ([$list:ident $($rest:ident)*] $($entries:tt)*) => {
        $list! { [$($rest)*] $($entries)* }
    };
}

#[macro_use]
mod files;
#[macro_use]
mod cells;
#[macro_use]
mod references;
#[macro_use]
mod warnings;

next! { [files cells references warnings] }
