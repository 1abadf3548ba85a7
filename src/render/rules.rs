//! `docs/rules.md`: the catalogue of the rules as a page. Says what the catalogue says, and nothing besides.

use std::fmt::Write;

use crate::domain::rule::{Entry, Home, MayBe, WaivedFor};
use crate::domain::{Rule, Strength};

const HEAD: &str = "\
# Rules

The rules of the trade that `roomblock` knows, written from its catalogue in code (`src/domain/rule/`). Each has a number and
a name; the policy names it by either. A rule without its parameters has no effect.

**This is planning arithmetic.** Rules about isolation, separation, care and clean floors say how rooms are counted and kept
apart. Who is ill, who is a contact, who needs care and who may leave is decided elsewhere, by those whose office it is.

How strongly a rule holds stands in `[strength]` of `roomblock.toml`:

```toml
[strength]
work_distance = \"hard\"   # it must hold: what breaks it is no plan
R7 = 12.5                # it may be broken: each unit of a breach weighs so much at the level `breaches`
meals = \"off\"            # as if its parameters were not there
```

The weight is paid for each unit that the rule counts, and every breach is listed in the plan with who, where and by how
much. `[[waiver]]` takes a rule off one group, one hotel, or one group in one hotel, and says who decided so, when, and why:

```toml
[[waiver]]
rule = \"facilities\"
group = \"G7\"
hotel = \"H12\"
by = \"Duty officer\"
at = \"2022-04-03T18:00\"
reason = \"the leader agreed by phone\"
```

Sets of rules with a date, such as `cn-2022-isolation`, ship with the program: [file-formats.md](file-formats.md#sets-of-rules).
";

/// Returns the page of all rules.
#[must_use]
pub fn rules_page() -> String {
    let mut page = String::from(HEAD);
    line(&mut page, "\n| rule | name | may be | default |\n|---|---|---|---|");
    for rule in Rule::ALL {
        let entry = rule.entry();
        let built = if entry.is_built { "" } else { ", not built yet" };
        let strengths = format!("{} | {}{built}", entry.may_be.words(), default(entry));
        line(&mut page, &format!("| [{rule}](#{}) | `{}` | {strengths} |", anchor(rule), entry.name));
    }
    for rule in Rule::ALL {
        page.push_str(&rule_text(rule));
    }
    page
}

/// Returns what the catalogue says of one rule, as a section of the page.
#[must_use]
pub fn rule_text(rule: Rule) -> String {
    let entry = rule.entry();
    let mut text = format!("\n## {rule} {}\n\n{}\n\n", entry.title, entry.definition);
    if !entry.is_built {
        line(&mut text, "- **Not built yet.** A key or column of this rule is an error that says so.");
    }
    line(&mut text, &format!("- **Name:** `{}`", entry.name));
    for parameter in entry.parameters {
        let (key, place, default) = (parameter.key, parameter.place, parameter.default);
        line(&mut text, &format!("- **Parameter:** `{key}` in {place} (default: {default})"));
    }
    line(&mut text, &format!("- **Strength:** {}", strength(entry)));
    if !entry.unit.is_empty() {
        line(&mut text, &format!("- **A breach** is counted for each {}.", entry.unit));
    }
    let waived = match entry.waived_for {
        WaivedFor::Nobody => "for nobody",
        WaivedFor::Group => "for a group",
        WaivedFor::Hotel => "for a hotel",
        WaivedFor::Either => "for a group, a hotel, or a group in a hotel",
    };
    line(&mut text, &format!("- **Waived:** {waived}"));
    let homes: Vec<&str> = entry.decided.iter().map(|home| home.as_str()).collect();
    let compiled =
        if entry.decided.iter().any(|home| Home::is_primitive(*home)) { " (docs/architecture.md)" } else { "" };
    line(&mut text, &format!("- **Decided in:** {}{compiled}", homes.join(", ")));
    if let Some(not_decided) = rule.not_decided() {
        line(&mut text, &format!("- **Not decided by this tool:** {not_decided}"));
    }
    line(&mut text, &format!("- **Origin:** {}", entry.origin));
    text
}

fn strength(entry: &Entry) -> String {
    match entry.may_be {
        MayBe::Anything => format!("{}; default {}", entry.may_be.words(), default(entry)),
        MayBe::Fixed(why) => format!("as it is: {why}"),
        MayBe::HardOrOff(why) | MayBe::SoftOrOff(why) => {
            format!("{}: {why}; default {}", entry.may_be.words(), default(entry))
        }
    }
}

/// Returns the default strength of a rule in words.
fn default(entry: &Entry) -> String {
    match (entry.may_be, entry.default) {
        (MayBe::Fixed(_), _) => "always".to_owned(),
        (_, Strength::Hard) => "hard".to_owned(),
        (_, Strength::Off) => "off".to_owned(),
        (_, Strength::Soft(weight)) => format!("{weight}"),
    }
}

/// Returns the anchor of the heading of a rule.
fn anchor(rule: Rule) -> String {
    format!("{rule} {}", rule.entry().title).to_lowercase().replace(' ', "-")
}

fn line(text: &mut String, content: &str) {
    writeln!(text, "{content}").expect("a String takes any text");
}
