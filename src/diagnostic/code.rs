//! What every code of the catalogue consists of. The codes themselves stand in `catalogue`.

/// Whether a plan can be made in spite of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// No plan is made before it is cured.
    Error,
    /// A plan is made, and somebody should look.
    Warning,
}

impl Severity {
    /// Returns its word in texts and in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The page of a code: `docs/diagnostics.md` and `roomblock explain CODE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What is looked for.
    pub what: &'static str,
    /// Why it is bad.
    pub why: &'static str,
    /// Something that provokes it.
    pub example: &'static str,
}

/// Declares the codes: their variants, and the lists and lookups over them.
macro_rules! codes {
    ($($variant:ident $id:literal $severity:ident $title:literal
        what: $what:literal
        why: $why:literal
        example: $example:literal)*) => {
        /// A code of the catalogue. `E1` files and headers, `E2` cells and rows, `E3` references across files; the
        /// same families of warnings begin with `W`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(
                #[doc = $title]
                $variant,
            )*
        }

        impl Code {
            /// Every code, sorted by id.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns its name: `E204`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),* }
            }

            /// Tells whether it is an error or a warning.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// Returns its title: one sentence.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// Returns its page.
            #[must_use]
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Self::$variant => Explanation { what: $what, why: $why, example: $example }),*
                }
            }
        }
    };
}

pub(super) use codes;
