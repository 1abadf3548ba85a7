//! The bounds of a plan folder, summed anew from its certificate.

use std::fs;
use std::path::Path;

use super::talk::Talk;
use crate::domain::Instance;
use crate::domain::quantity::fixed_text;
use crate::render::certificate::{self, Claim};
use crate::render::record::{Level, Record};
use crate::verify::bound::{self, CapPrice};
use crate::verify::{Finding, LevelValue, Verdict};

/// Cases of more steps are summed anew on request only: some tens of seconds.
const STEPS_MOST: u64 = 20_000_000_000;

/// Judges the bounds of a plan folder, if it has certificates: adds them to a verdict, and what is wrong with them.
pub(super) fn judge(folder: &Path, asked: bool, instance: &Instance, verdict: &mut Verdict, talk: Talk) {
    let (Ok(bytes), Some(record)) = (fs::read(folder.join("certificate.json")), record(folder)) else { return };
    let claims = match certificate::read(instance, &bytes) {
        Ok(claims) => claims,
        Err(fault) => return verdict.findings.push(finding(format!("certificate.json: {fault}"))),
    };
    let steps = bound::steps(instance).saturating_mul(claims.len() as u64);
    if steps > STEPS_MOST && !asked {
        talk.detail("the bounds were not summed anew: --bounds does it, and takes a while in a case of this size");
        return;
    }
    for level in record.levels.iter().filter(|level| level.checked || level.bound_checked.is_some()) {
        let claim = claims.iter().find(|claim| claim.certificate.level == level.name);
        match judged(instance, level, claim) {
            Ok(Some(value)) => verdict.bounds.push(value),
            Ok(None) => {}
            Err(fault) => verdict.findings.push(finding(fault)),
        }
    }
}

/// Sums the bound of a level anew; none where it is 0, which needs no proof.
fn judged(instance: &Instance, level: &Level, claim: Option<&Claim>) -> Result<Option<LevelValue>, String> {
    let stated = if level.checked { level.bound.as_ref() } else { level.bound_checked.as_ref() };
    let stated = stated.map_or("0", |number| number.get());
    let name = &level.name;
    let Some(claim) = claim else {
        let none = stated.parse::<f64>().is_ok_and(|number| number <= 0.0);
        return if none {
            Ok(None)
        } else {
            Err(format!("The bound {stated} at the level {name} has no certificate."))
        };
    };
    let given: Vec<(&str, &str)> = level.given.iter().map(|cap| (cap.name.as_str(), cap.most.get())).collect();
    let caps = claim.certificate.caps.iter();
    let proven = caps.clone().map(|cap| cap.level.as_str()).eq(given.iter().map(|&(name, _)| name));
    let text = |cap: &CapPrice| fixed_text(cap.most, bound::scale(instance, &cap.level).unwrap_or(1));
    let most = caps.map(text).eq(given.iter().map(|&(_, most)| most.to_owned()));
    if !proven || !most {
        return Err(format!("The certificate of the level {name} is for other caps than the plan states."));
    }
    let recomputed = bound::bound(instance, &claim.certificate)
        .map_err(|fault| format!("The certificate of the level {name} proves nothing. {fault}"))?;
    let text = |parts: i128| fixed_text(parts, claim.scale);
    if recomputed.bound < claim.bound || text(claim.bound) != stated {
        return Err(format!(
            "The plan states the bound {stated} at the level {name}; its prices prove {}.",
            text(recomputed.bound)
        ));
    }
    Ok(Some(LevelValue { name: name.clone(), value: claim.bound, scale: claim.scale }))
}

fn record(folder: &Path) -> Option<Record> {
    serde_json::from_slice(&fs::read(folder.join("plan.json")).ok()?).ok()
}

fn finding(message: String) -> Finding {
    Finding { rule: 2, group: None, hotel: None, message }
}
