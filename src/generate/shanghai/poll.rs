//! The twenty polls: what each hotel said each time somebody rang.
//!
//! The newest answer counts. Hotels come in one after the other, name other numbers from call to call, and one call in
//! twenty is not answered: then the hotel is missing in that sheet, which does not mean that it is full.

use super::hotel::DrawnHotel;
use crate::generate::GenerateError;
use crate::generate::draw::{Draw, rounded};
use crate::generate::fact::POLLS;
use crate::generate::folder::CaseFolder;
use crate::generate::name::{Names, minute};

/// The first call: the date, and minutes after its midnight.
const FIRST: ((i32, u32, u32), u32) = ((2022, 4, 1), 6 * 60);
/// From one sheet to the next, in minutes.
const EVERY: u32 = 180;
/// A hotel from this size on names its room types apart.
const NAMES_TYPES: u32 = 60;
/// The share of calls that nobody answers.
const NO_ANSWER: f64 = 0.05;

/// What came of a call.
#[derive(Clone, Copy)]
enum Call {
    /// Nobody answered.
    Unanswered,
    /// The rooms they named; none where they did not know.
    Said(Option<u32>),
}

/// What one hotel said over the twenty polls.
struct Answers {
    /// By poll.
    calls: Vec<Call>,
    /// By poll: minutes into its window.
    minutes: Vec<u32>,
    /// Its room types with their share of the rooms and their rates.
    room_types: Vec<(&'static str, u32)>,
    /// The share of its twins, if it has both types.
    twins: f64,
}

impl Answers {
    /// Draws the answers; the last one heard is what the hotel has in the end.
    fn draw(hotel: &DrawnHotel, draw: &mut Draw) -> Self {
        let (begins, knew_before) = (draw.between(0, POLLS), draw.chance(0.7));
        let mut calls: Vec<Call> = (0..POLLS)
            .map(|poll| {
                let (answers, share) = (!draw.chance(NO_ANSWER), draw.uniform(0.5, 1.3));
                let before = hotel.rooms.filter(|_| knew_before).map(|_| 0);
                let quoted = rounded(f64::from(hotel.quoted) * share).max(1);
                let said = if hotel.quoted == 0 || poll < begins { before } else { Some(quoted) };
                // The first sheet has every hotel.
                if answers || poll == 0 { Call::Said(said) } else { Call::Unanswered }
            })
            .collect();
        if let Some(last) = calls.iter_mut().rfind(|call| matches!(call, Call::Said(_))) {
            *last = Call::Said(hotel.rooms);
        }
        let minutes = (0..POLLS).map(|_| draw.between(0, EVERY - 10)).collect();
        let king = ("king", hotel.rate);
        let twin = ("twin", rounded(f64::from(hotel.rate) * 1.15));
        let mostly_king = draw.chance(0.5);
        let room_types = match (hotel.quoted >= NAMES_TYPES, mostly_king) {
            (true, _) => vec![king, twin],
            (false, true) => vec![king],
            (false, false) => vec![twin],
        };
        Self { calls, minutes, room_types, twins: draw.uniform(0.3, 0.7) }
    }

    /// Returns the rows of a poll: room type, rooms, rate.
    fn rows(&self, poll: usize) -> Vec<(&'static str, Option<u32>, u32)> {
        let Call::Said(said) = self.calls[poll] else { return Vec::new() };
        let parts = match (said, self.room_types.len()) {
            (Some(rooms), 2) => {
                let twins = rounded(f64::from(rooms) * self.twins).min(rooms);
                vec![Some(rooms - twins), Some(twins)]
            }
            (said, n) => vec![said; n],
        };
        self.room_types.iter().zip(parts).map(|(&(room_type, rate), rooms)| (room_type, rooms, rate)).collect()
    }
}

/// Writes `availability-01.csv` to `availability-20.csv`.
pub fn write(folder: &mut CaseFolder, hotels: &[DrawnHotel], draw: &mut Draw) -> Result<(), GenerateError> {
    let answers: Vec<Answers> = hotels.iter().map(|hotel| Answers::draw(hotel, draw)).collect();
    let headings = ["hotel", "room_type", "rooms", "rate", "polled_at", "batch", "source"];
    for poll in 0..POLLS {
        let batch = format!("{:02}", poll + 1);
        let opens = FIRST.1 + poll * EVERY;
        folder.table(&format!("availability-{batch}"), &headings, |rows| {
            for (answers, name) in answers.iter().zip(Names::new("H", hotels.len())) {
                let minutes = answers.minutes[poll as usize];
                // The desks ring in turn through the night; the minute says which one.
                let (at, desk) = (minute(FIRST.0, opens + minutes), format!("desk {}", minutes % 9 + 1));
                for (room_type, n, rate) in answers.rows(poll as usize) {
                    let n = n.map(|n| n.to_string()).unwrap_or_default();
                    rows.row(&[name.as_str(), room_type, &n, &rate.to_string(), &at, &batch, &desk])?;
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}
