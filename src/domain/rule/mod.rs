//! The catalogue of the rules of the trade, R1 to R46: what each means, its parameters, how strong it may be, where it is
//! decided, and where it comes from. Data only: the rules themselves are compiled in `program` and judged in `verify`.

mod demand;
mod hotel;
mod open;
mod plan;
mod supply;
mod together;

use super::strength::Strength;

macro_rules! rules {
    ($($rule:ident = $number:literal in $family:ident),* $(,)?) => {
        /// A rule of the catalogue, by its number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[expect(missing_docs, reason = "each rule is described by its entry")]
        pub enum Rule {
            $($rule = $number,)*
        }

        impl Rule {
            /// Every rule, in the order of their numbers.
            pub const ALL: [Self; 46] = [$(Self::$rule,)*];

            /// Returns what the catalogue says of it.
            #[must_use]
            pub fn entry(self) -> &'static Entry {
                match self {
                    $(Self::$rule => &$family::$rule,)*
                }
            }
        }
    };
}

rules! {
    R1 = 1 in supply,
    R2 = 2 in demand,
    R3 = 3 in together,
    R4 = 4 in together,
    R5 = 5 in together,
    R6 = 6 in together,
    R7 = 7 in demand,
    R8 = 8 in demand,
    R9 = 9 in hotel,
    R10 = 10 in together,
    R11 = 11 in together,
    R12 = 12 in together,
    R13 = 13 in supply,
    R14 = 14 in supply,
    R15 = 15 in supply,
    R16 = 16 in supply,
    R17 = 17 in supply,
    R18 = 18 in together,
    R19 = 19 in together,
    R20 = 20 in together,
    R21 = 21 in supply,
    R22 = 22 in together,
    R23 = 23 in together,
    R24 = 24 in hotel,
    R25 = 25 in hotel,
    R26 = 26 in plan,
    R27 = 27 in plan,
    R28 = 28 in demand,
    R29 = 29 in demand,
    R30 = 30 in demand,
    R31 = 31 in plan,
    R32 = 32 in plan,
    R33 = 33 in plan,
    R34 = 34 in hotel,
    R35 = 35 in hotel,
    R36 = 36 in plan,
    R37 = 37 in plan,
    R38 = 38 in plan,
    R39 = 39 in demand,
    R40 = 40 in hotel,
    R41 = 41 in hotel,
    R42 = 42 in hotel,
    R43 = 43 in together,
    R44 = 44 in plan,
    R45 = 45 in supply,
    R46 = 46 in demand,
}

/// What the catalogue says of a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entry {
    /// Its name in the policy, in the words of the trade: `work_distance`.
    pub name: &'static str,
    /// A heading of a few words.
    pub title: &'static str,
    /// What it means, in plain sentences.
    pub definition: &'static str,
    /// Its parameters; without any of them it has no effect.
    pub parameters: &'static [Parameter],
    /// The strengths that the policy may give it.
    pub may_be: MayBe,
    /// How strong it is where the policy says nothing.
    pub default: Strength,
    /// What a breach is counted in, after "for each"; empty where it is never soft.
    pub unit: &'static str,
    /// Whom a waiver may name.
    pub waived_for: WaivedFor,
    /// Where it is decided: what it compiles into, or where else.
    pub decided: &'static [Home],
    /// Where it comes from: a guideline, a trade, or practice.
    pub origin: &'static str,
    /// Whether it works. A parameter of a rule that does not is an error that says so.
    pub is_built: bool,
}

/// A parameter of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its key in the policy, or its column.
    pub key: &'static str,
    /// Where it may stand: tables of the policy, and files.
    pub place: &'static str,
    /// What holds where it is not given.
    pub default: &'static str,
}

/// The strengths that the policy may give a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayBe {
    /// None: it always holds as it is, and this is why.
    Fixed(&'static str),
    /// `"hard"` or `"off"`; and this is why it has no price.
    HardOrOff(&'static str),
    /// A price or `"off"`; and this is why it is never hard.
    SoftOrOff(&'static str),
    /// `"hard"`, `"off"`, or a price.
    Anything,
}

impl MayBe {
    /// Tells whether the policy may give a rule this strength.
    #[must_use]
    pub fn allows(self, strength: Strength) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::HardOrOff(_) => matches!(strength, Strength::Hard | Strength::Off),
            Self::SoftOrOff(_) => matches!(strength, Strength::Soft(_) | Strength::Off),
            Self::Anything => true,
        }
    }

    /// Returns it in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Fixed(_) => "as it is",
            Self::HardOrOff(_) => "hard or off",
            Self::SoftOrOff(_) => "soft or off",
            Self::Anything => "hard, soft or off",
        }
    }

    /// Returns why it is not allowed more; empty where it is.
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::Fixed(why) | Self::HardOrOff(why) | Self::SoftOrOff(why) => why,
            Self::Anything => "",
        }
    }
}

/// Whom a waiver of a rule may name; it names at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaivedFor {
    /// Nobody: the rule is of the whole case, or always holds.
    Nobody,
    /// A group.
    Group,
    /// A hotel.
    Hotel,
    /// A group, a hotel, or a group in a hotel.
    Either,
}

/// Where a rule is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// While the tables are read and validated.
    Reading,
    /// The primitive `demand`.
    Demand,
    /// The primitive `candidate`.
    Candidate,
    /// The primitive `capacity`.
    Capacity,
    /// The primitive `lock`.
    Lock,
    /// The primitive `opening`.
    Opening,
    /// The primitive `link`.
    Link,
    /// The primitive `row`.
    Row,
    /// The levels of the objective.
    Objective,
    /// After the plan, from the plan.
    AfterThePlan,
    /// Only reported.
    Report,
}

impl Home {
    /// Returns its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Demand => "demand",
            Self::Candidate => "candidate",
            Self::Capacity => "capacity",
            Self::Lock => "lock",
            Self::Opening => "opening",
            Self::Link => "link",
            Self::Row => "row",
            Self::Objective => "objective",
            Self::AfterThePlan => "after the plan",
            Self::Report => "report",
        }
    }

    /// Tells whether it is a primitive of the program.
    #[must_use]
    pub fn is_primitive(self) -> bool {
        !matches!(self, Self::Reading | Self::Objective | Self::AfterThePlan | Self::Report)
    }
}

impl Rule {
    /// Returns its number: 10 for R10.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Returns its name in the policy: `work_distance`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// Returns the rule of a name or number of the policy, `work_distance` or `R24`; none where there is no such rule.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let number = text.strip_prefix(['R', 'r']).and_then(|digits| digits.parse::<u8>().ok());
        Self::ALL.into_iter().find(|rule| rule.name() == text || number == Some(rule.number()))
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "R{}", self.number())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn rules_have_different_names_and_are_found_by_them() {
        let names: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
        assert_eq!(names.len(), 46);
        for (number, rule) in (1..).zip(Rule::ALL) {
            assert_eq!(rule.number(), number);
            assert_eq!((Rule::named(rule.name()), Rule::named(&rule.to_string())), (Some(rule), Some(rule)));
        }
        assert_eq!((Rule::named("R47"), Rule::named("24"), Rule::named("")), (None, None, None));
    }

    #[test]
    fn every_entry_is_complete() {
        for rule in Rule::ALL {
            let entry = rule.entry();
            let texts = [entry.name, entry.title, entry.definition, entry.origin];
            assert!(texts.iter().all(|text| !text.is_empty()), "{rule}");
            assert!(!entry.decided.is_empty(), "{rule}");
            // A change of hotel inside a stay has a price of its own, whatever the rest of its rule may be.
            let has_price = entry.may_be.allows(Strength::Soft(super::super::Weight::ONE)) || rule == Rule::R29;
            assert!(entry.unit.is_empty() != has_price || !entry.is_built, "{rule}: a unit is what a price is for");
            let is_sentence = |text: &str| text.ends_with('.');
            assert!(is_sentence(entry.definition) && is_sentence(entry.origin), "{rule}");
            let may_be_off = entry.may_be.allows(Strength::Off);
            assert!(may_be_off || entry.waived_for == WaivedFor::Nobody, "{rule}: a waiver is an off");
        }
    }
}
