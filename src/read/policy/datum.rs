//! `[datum]`: the datum of the coordinates of each file.

use std::collections::BTreeMap;

use super::section::{self, Page, Section};
use crate::diagnostic::Place;
use crate::domain::Datum;
use crate::read::rows::DATUMS;

/// Reads `[datum]`: datums by the name of a file, each with its line of the policy.
pub fn datums(root: &Section<'_>, page: &mut Page<'_>) -> BTreeMap<String, (Datum, Place)> {
    let mut datums = BTreeMap::new();
    let Some((section, _)) = root.section(page, "datum") else { return datums };
    for (file, value) in section.table {
        let place = page.place(&file.span());
        let file: &str = file.get_ref();
        let datum = section::read(page, file, value, |value| section::word(value, &DATUMS));
        datums.extend(datum.map(|datum| (file.to_owned(), (datum, place))));
    }
    datums
}
