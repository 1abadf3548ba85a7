//! Polls of several files to one table of rooms, and one of what they say of hotels: each thing once, for polls repeat it.
//! Compares no counts.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::clean::Informs;
use super::rows::Poll;
use super::tables::{AvailabilityRow, Table, Tables};
use super::{Reading, datum, reader};

/// Polls being read.
#[derive(Default)]
pub struct Polls {
    /// The rows of the file that was read last, and what is known of all files.
    pub table: Table<Poll>,
    /// What was said of each hotel before, by the positions of the rows that say so.
    said: HashMap<String, Vec<usize>>,
    /// Every text of a row, once.
    texts: HashSet<Arc<str>>,
}

impl Polls {
    /// Returns polls that keep what their columns for people alone say.
    pub fn informing() -> Self {
        Self { table: Table { informs: Some(Informs::new()), ..Table::default() }, ..Self::default() }
    }

    /// Reads the files of availability into the tables.
    pub fn read(mut self, reading: &mut Reading, paths: &[PathBuf]) {
        for path in paths {
            reader::table(reading, path, &mut self.table);
            self.spread(&mut reading.tables);
        }
        self.finish(&mut reading.tables);
    }

    /// Moves what the rows of a file say of rooms into one table, and what they say of hotels into another.
    pub fn spread(&mut self, tables: &mut Tables) {
        let hotels = &mut tables.hotels_in_availability;
        for mut poll in std::mem::take(&mut self.table.rows) {
            poll.rooms.iter_mut().for_each(|row| self.share(row));
            tables.availability.rows.extend(poll.rooms);
            let Some(mut hotel) = poll.hotel else { continue };
            // Before it is compared: the same numbers of two files may be of two datums.
            datum::declare_hotel(&tables.policy, &mut hotel);
            match self.said.get_mut(&hotel.hotel) {
                Some(before) if before.iter().any(|&at| hotels[at].says_the_same(&hotel)) => continue,
                Some(before) => before.push(hotels.len()),
                None => drop(self.said.insert(hotel.hotel.clone(), vec![hotels.len()])),
            }
            hotels.push(hotel);
        }
    }

    /// Says of the table of rooms what is known of the polls as a whole.
    pub fn finish(self, tables: &mut Tables) {
        let (polls, rooms) = (self.table, &mut tables.availability);
        (rooms.given, rooms.whole, rooms.rejected, rooms.informs) =
            (polls.given, polls.whole, polls.rejected, polls.informs);
    }

    /// Lets a row share its texts with the rows before it.
    fn share(&mut self, row: &mut AvailabilityRow) {
        for text in [&mut row.hotel, &mut row.wing, &mut row.room_type, &mut row.batch, &mut row.source] {
            match self.texts.get(text) {
                Some(known) => *text = Arc::clone(known),
                None => drop(self.texts.insert(Arc::clone(text))),
            }
        }
    }
}
