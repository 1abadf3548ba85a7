//! One spelling for each name: names that differ in width, in the form of brackets or in blanks alone are one, spelled as
//! where they stand first. Names that are merely alike are never merged here.

use std::collections::{BTreeSet, HashMap};
use std::ops::Deref;

use super::log::{Conversion, Kind};
use super::tables::Tables;
use super::text;
use crate::diagnostic::Place;

/// Spells the names of hotels, groups and sites alike in all tables, hotels and manifest first.
pub fn unify(tables: &mut Tables, log: &mut Vec<Conversion>) {
    let mut hotels = Spellings::new("hotel", log);
    tables.hotels.rows.iter_mut().for_each(|row| hotels.spell(&mut row.hotel, &row.place));
    tables.availability.rows.iter_mut().for_each(|row| hotels.spell(&mut row.hotel, &row.place));
    for row in &mut tables.hotels_in_availability {
        hotels.respell(&mut row.hotel);
        // Where the name in tables is the name for people too, both have one spelling.
        row.name.iter_mut().for_each(|name| hotels.respell(name));
    }
    tables.pins.rows.iter_mut().for_each(|row| hotels.spell(&mut row.hotel, &row.place));
    tables.rooms.rows.iter_mut().for_each(|row| hotels.spell(&mut row.hotel, &row.place));
    tables.previous.rows.iter_mut().for_each(|row| hotels.spell(&mut row.row.hotel.0, &row.place));
    for row in &mut tables.look_alikes.rows {
        hotels.column = "a";
        hotels.spell(&mut row.a, &row.place);
        hotels.column = "b";
        hotels.spell(&mut row.b, &row.place);
    }
    hotels.column = "hotel";
    for row in &mut tables.officers.rows {
        row.hotel.iter_mut().for_each(|hotel| hotels.spell(hotel, &row.place));
    }
    hotels.column = "to";
    tables.travel.rows.iter_mut().for_each(|row| hotels.spell(&mut row.to, &row.place));
    hotels.respell_all(&mut tables.hotels.rejected);
    hotels.respell_all(&mut tables.availability.rejected);

    let mut groups = Spellings::new("group", log);
    tables.groups.rows.iter_mut().for_each(|row| groups.spell(&mut row.group, &row.place));
    tables.guests.rows.iter_mut().for_each(|row| groups.spell(&mut row.group, &row.place));
    tables.pins.rows.iter_mut().for_each(|row| groups.spell(&mut row.group, &row.place));
    tables.previous.rows.iter_mut().for_each(|row| groups.spell(&mut row.row.group.0, &row.place));
    for row in &mut tables.pairs.rows {
        groups.column = "a";
        groups.spell(&mut row.a, &row.place);
        groups.column = "b";
        groups.spell(&mut row.b, &row.place);
    }
    groups.respell_all(&mut tables.groups.rejected);

    let mut sites = Spellings::new("site", log);
    tables.sites.rows.iter_mut().for_each(|row| sites.spell(&mut row.site, &row.place));
    for row in &mut tables.groups.rows {
        if let Some(site) = &mut row.site {
            sites.spell(site, &row.place);
        }
    }
    sites.column = "from";
    tables.travel.rows.iter_mut().for_each(|row| sites.spell(&mut row.from, &row.place));
    sites.respell_all(&mut tables.sites.rejected);
}

/// The spellings of one kind of name.
struct Spellings<'a> {
    /// The canonical name of the column that names stand in.
    column: &'static str,
    /// The first spelling, by what names have in common.
    first: HashMap<String, String>,
    log: &'a mut Vec<Conversion>,
}

impl<'a> Spellings<'a> {
    fn new(column: &'static str, log: &'a mut Vec<Conversion>) -> Self {
        Self { column, first: HashMap::new(), log }
    }

    /// Spells a name as where it stood first, and logs where it was spelled otherwise.
    fn spell<Name: Deref<Target = str> + for<'n> From<&'n str>>(&mut self, name: &mut Name, place: &Place) {
        let key = text::key(name);
        match self.first.get(&*key) {
            Some(first) if **first == **name => {}
            Some(first) => {
                let place = Place { column: Some(self.column.to_owned()), ..place.clone() };
                let (raw, value) = (name.to_string(), first.clone());
                *name = Name::from(first);
                self.log.push(Conversion { place, kind: Kind::NameSpelling, raw, value });
            }
            None => {
                self.first.insert(key.into_owned(), name.to_string());
            }
        }
    }

    /// Spells a name as where it stood first, if it did.
    fn respell(&self, name: &mut String) {
        if let Some(first) = self.first.get(&*text::key(name)).filter(|first| *first != name) {
            first.clone_into(name);
        }
    }

    fn respell_all(&self, names: &mut BTreeSet<String>) {
        let respelled = |mut name: String| {
            self.respell(&mut name);
            name
        };
        *names = std::mem::take(names).into_iter().map(respelled).collect();
    }
}
