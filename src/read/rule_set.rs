//! The set of rules that a policy names, read and laid under it. What sets hold is in `policy::set`.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::{Reading, cell, open, policy};
use crate::diagnostic::{Code, Diagnostic, Near};
use crate::domain::remark::{About, Remark};

/// Lays the policy over the set of rules that it names: one that ships with the program, or a file beside the policy.
pub fn lay_policy_over(reading: &mut Reading, path: &Path, own: &str) {
    let Some(named) = reading.tables.policy.set.clone() else { return };
    let beside = path.parent().unwrap_or(Path::new("")).join(&named.name);
    let (file, text) = match policy::set::text(&named.name) {
        Some(text) => (Arc::from(format!("rules {}", named.name)), Cow::Borrowed(text)),
        None if beside.is_file() => {
            let Some(text) = open::text_of(reading, &beside) else { return };
            (open::name_of(&beside), Cow::Owned(text))
        }
        None => {
            let known: Vec<&str> = policy::set::SETS.iter().map(|&(name, _)| name).collect();
            let otherwise = format!("write {}, or the path of a file", cell::quoted(&known));
            let help = Near::new(known).help(&named.name, &otherwise);
            let message = format!("there is no set of rules `{}`", named.name);
            reading.diagnostics.push(Diagnostic::new(Code::RuleSetUnknown, named.place, message, help));
            return;
        }
    };
    let (policy, mut says) = policy::set::laid_over((&reading.tables.policy, own), (&file, &text));
    reading.diagnostics.append(&mut says);
    if let Some(set) = &policy.case.rule_set {
        reading.assumed.push(Remark::new(About::RuleSet, &[("set", set)]));
    }
    reading.tables.policy = policy;
}
