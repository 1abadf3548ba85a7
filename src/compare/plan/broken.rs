//! Rules that two plans break: how often, at what price, and what only one of them breaks.

use std::collections::{BTreeMap, BTreeSet};

use super::super::both::{Both, joined};
use crate::verify::Verdict;

/// What is broken of one rule. The number is 0 for rows that name what the case does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDiff {
    /// The number of the rule.
    pub rule: u8,
    /// Where it is hard: how often it is broken.
    pub findings: Both<u64>,
    /// Where it is soft: how often it is broken.
    pub breaches: Both<u64>,
    /// What the breaches weigh together, in billionths.
    pub cost: Both<i128>,
}

/// A rule that only one of the plans breaks there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The number of the rule.
    pub rule: u8,
    /// The second plan breaks it; else the first.
    pub in_b: bool,
    /// It is hard there.
    pub is_hard: bool,
    /// What is so.
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Count {
    findings: u64,
    breaches: u64,
    cost: i128,
}

/// Compares what two plans break; rules of which both break as much, and what both break alike, are left out.
pub(super) fn compared(a: &Verdict, b: &Verdict) -> (Vec<RuleDiff>, Vec<Broken>) {
    let counts = joined(counts(a), counts(b)).into_iter().filter(|(_, both)| both.differs());
    let rules = counts.map(|(rule, both)| RuleDiff {
        rule,
        findings: both.map(|count| count.findings),
        breaches: both.map(|count| count.breaches),
        cost: both.map(|count| count.cost),
    });
    let (ours, theirs) = (faults(a), faults(b));
    let only = |of: &BTreeSet<(u8, bool, String)>, other: &BTreeSet<_>, in_b: bool| -> Vec<Broken> {
        let alone = of.difference(other).cloned();
        alone.map(|(rule, is_hard, message)| Broken { rule, in_b, is_hard, message }).collect()
    };
    let mut broken = [only(&ours, &theirs, false), only(&theirs, &ours, true)].concat();
    broken.sort();
    (rules.collect(), broken)
}

fn counts(verdict: &Verdict) -> BTreeMap<u8, Count> {
    let mut counts: BTreeMap<u8, Count> = BTreeMap::new();
    for finding in &verdict.findings {
        counts.entry(finding.rule).or_default().findings += 1;
    }
    for breach in &verdict.breaches {
        let count = counts.entry(breach.rule.number()).or_default();
        count.breaches += 1;
        count.cost = count.cost.saturating_add(breach.cost());
    }
    counts
}

fn faults(verdict: &Verdict) -> BTreeSet<(u8, bool, String)> {
    let hard = verdict.findings.iter().map(|finding| (finding.rule, true, finding.message.clone()));
    let soft = verdict.breaches.iter().map(|breach| (breach.rule.number(), false, breach.message.clone()));
    hard.chain(soft).collect()
}
