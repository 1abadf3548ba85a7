//! Identifiers: the texts by which the user's tables name hotels, groups and sites.

use std::fmt;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub String);

        impl $name {
            /// Returns the identifier as it stands in the tables.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// The name by which the tables know a hotel, such as `H0042`.
    HotelId
}
text_id! {
    /// The name by which the manifest knows a group, such as `Shandong`.
    GroupId
}
text_id! {
    /// The name of a work site, port or station, such as `S03`.
    SiteId
}
