//! The keys of `[rules]` about what is left of a quoted room: trust (R45), validity, and shares of a hotel (R15).

use toml::de::DeValue;

use super::section::{self, Page, Section, decimal, text};
use crate::diagnostic::Code;
use crate::domain::Share;
use crate::read::cell::Flaw;

/// How far counts of rooms are believed (R45).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustRules {
    /// Shares by the most hours since the poll, ascending; the last holds for older counts too.
    pub by_age: Vec<(u32, Share)>,
    /// The share of a count that is about right.
    pub about: Option<Share>,
}

/// How long a count without nights holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValidFor {
    /// For so many hours.
    Hours(u32),
    /// Until there is a newer one.
    Ever,
}

/// Reads `[rules.trust]`: shares by age, and of counts that are about right.
pub fn trust(section: &Section<'_>, page: &mut Page<'_>) -> TrustRules {
    let mut rules = TrustRules::default();
    let Some((table, _)) = section.section(page, "trust") else { return rules };
    for (key, value) in table.table {
        let name: &str = key.get_ref();
        if name == "about" {
            rules.about = section::read(page, name, value, share);
            continue;
        }
        if let Some(hours) = hours(name) {
            rules.by_age.extend(section::read(page, name, value, share).map(|share| (hours, share)));
        } else {
            let message = format!("`trust`: `{name}` is not an age");
            let help = "write \"24h\" or \"7d\", or `about` for counts that are about right";
            page.flaw(&key.span(), Flaw::new(Code::KeyUnknown, message, help));
        }
    }
    rules.by_age.sort_unstable_by_key(|&(hours, _)| hours);
    rules
}

/// Parses a share of at most 1, to the thousandth.
pub fn share(value: &DeValue<'_>) -> Result<Share, Flaw> {
    let flaw = || Flaw::new(Code::KeyValue, "it is not a share of at most 1", "write 0.9, up to three decimals");
    let billionths = u64::try_from(decimal(value, 9)?).map_err(|_| flaw())?;
    let is_fine = billionths.is_multiple_of(1_000_000);
    Share::of_thousandths(billionths.div_euclid(1_000_000)).filter(|_| is_fine).ok_or_else(flaw)
}

/// Parses `48h`, `7d` or `none`.
pub fn valid_for(value: &DeValue<'_>) -> Result<ValidFor, Flaw> {
    let text = text(value)?;
    if text == "none" {
        return Ok(ValidFor::Ever);
    }
    let flaw = || Flaw::new(Code::KeyValue, "it is not a length of time", "write \"48h\", \"7d\" or \"none\"");
    hours(&text).map(ValidFor::Hours).ok_or_else(flaw)
}

/// Returns the hours of `48h` or `7d`, none for anything else or more than a thousand days.
fn hours(text: &str) -> Option<u32> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let hours = match unit {
        "h" => 1,
        "d" => 24,
        _ => return None,
    };
    let is_plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse::<u32>().ok()?.checked_mul(hours).filter(|&hours| is_plain && hours > 0 && hours <= 24_000)
}
