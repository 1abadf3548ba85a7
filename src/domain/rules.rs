//! The rules that hold for the whole case; what a class or group says for itself is already in `Group`.

use std::collections::BTreeSet;

use chrono::NaiveTime;

use super::group::GroupStatus;
use super::quantity::{Km, Money, Share, Weight};
use super::strength::{Strength, Strengths, Waiver};

/// When two cohorts count as meeting (R10), and two groups of an `apart` pair (R23).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SeparateWindow {
    /// On common nights, turnover included.
    #[default]
    Nights,
    /// At any time of the case.
    Horizon,
}

/// The most that some groups may spend together on their rooms: rooms times nights times rate, opening costs aside (R36).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Position of the class whose groups share it; none where all groups do.
    pub class: Option<usize>,
    /// How much they may spend.
    pub most: Money,
    /// Whether it holds, or what each unit of money beyond it weighs.
    pub strength: Strength,
}

/// What moving a guest costs at the level `moves` (R32); who has checked in is not moved at any price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MovePrices {
    /// Of a group that was announced.
    pub expected: Weight,
    /// Of a group that confirmed: it was told where it goes.
    pub confirmed: Weight,
}

impl Default for MovePrices {
    fn default() -> Self {
        Self { expected: Weight::ONE, confirmed: Weight::ONE }
    }
}

impl MovePrices {
    /// Returns the price of a guest of a group.
    #[must_use]
    pub fn of(self, status: GroupStatus) -> Weight {
        match status {
            GroupStatus::Expected => self.expected,
            GroupStatus::Confirmed | GroupStatus::Arrived => self.confirmed,
        }
    }
}

/// How much of what is used must be cheap (R37).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affordable {
    /// A room night at this price or less is cheap; one of unknown price is not.
    pub rate: Money,
    /// The share of all room nights that must be.
    pub share: Share,
}

/// Parameters of the rules, with defaults filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// An arrival before this time of day uses the night before (R28).
    pub day_cut: NaiveTime,
    /// When separation holds (R10, R23).
    pub separate_window: SeparateWindow,
    /// Hotels with this tag may hold any cohorts together (R10).
    pub separation_exempt_tag: Option<String>,
    /// How far apart two hotels may be and still be `near` (R23).
    pub near_km: Km,
    /// Speed that turns km into minutes where a travel row gives none (R24).
    pub speed_kmh: f64,
    /// What may be spent on rooms: for the whole case first, then by class (R36).
    pub budgets: Vec<Budget>,
    /// Rooms that a hotel keeps empty where it does not say itself (R15).
    pub reserve_rooms: u32,
    /// The share of its rooms that it keeps empty instead, where that is more; rounded up (R15).
    pub reserve_share: Share,
    /// What moving a guest costs, who has a place in the plan before this one (R32).
    pub moves: MovePrices,
    /// What each guest weighs at the breaches level who changes hotels inside a stay (R29).
    pub stay_move_price: Weight,
    /// Nights for which a hotel with a case is frozen (R33).
    pub freeze_nights: u32,
    /// How often a hotel serves each meal: it feeds so many times `Hotel::meals_max` guests a night. At least 1 (R42).
    pub sittings: u32,
    /// How strongly each rule holds. Pairs and budgets have strengths of their own besides.
    pub strengths: Strengths,
    /// Rules that do not hold for a group or in a hotel, in the order of the policy.
    pub waivers: Vec<Waiver>,
    /// The set that they came from where the case does not give them, with its date.
    pub set: Option<String>,
    /// What the way from the port weighs beside the way to the site, at the travel level; 0 where nobody asks (R25).
    pub transfer_weight: Weight,
    /// Usable rooms of all hotels together that stay empty on every night (R16).
    pub city_reserve: u32,
    /// The share of them that stays empty instead, where that is more; rounded up (R16).
    pub city_reserve_share: Share,
    /// How much of what is used must be cheap, if anybody asks (R37).
    pub affordable: Option<Affordable>,
    /// The share of a block that may stay empty without being paid (R38).
    pub attrition: Share,
    /// The room types that are accessible (R8).
    pub accessible_types: BTreeSet<String>,
    /// What each guest in an accessible room who needs none weighs at the breaches level (R8).
    pub accessible_spare_weight: Weight,
    /// What each guest in a room of another type than the group wishes for weighs at the breaches level (R7).
    pub room_wish_weight: Weight,
    /// In years: who is older looks after nobody (R4).
    pub carer_age_max: u32,
    /// In years: who is younger is a child, to be looked after (R4).
    pub minor_age: u32,
    /// Guests whom one officer looks after at most. At least 1 (R44).
    pub guests_per_liaison: u32,
    /// Seats of a vehicle. At least 1 (R27).
    pub vehicle_seats: u32,
    /// The share of its seats that is used (R27).
    pub vehicle_load: Share,
}

impl Rules {
    /// R15. Returns the rooms that a hotel keeps empty of so many: its own number, else the larger of the two of the rules.
    #[must_use]
    pub fn reserve_of(&self, own: Option<u32>, total: u32) -> u32 {
        own.unwrap_or_else(|| self.reserve_rooms.max(self.reserve_share.ceil_of(total)))
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            day_cut: NaiveTime::from_hms_opt(6, 0, 0).expect("six o'clock is a time of day"),
            separate_window: SeparateWindow::Nights,
            separation_exempt_tag: None,
            near_km: Km(Km::SCALE),
            speed_kmh: 25.0,
            budgets: Vec::new(),
            reserve_rooms: 0,
            reserve_share: Share::NOTHING,
            sittings: 1,
            strengths: Strengths::default(),
            waivers: Vec::new(),
            set: None,
            moves: MovePrices::default(),
            stay_move_price: Weight::ONE,
            freeze_nights: 7,
            transfer_weight: Weight(0),
            city_reserve: 0,
            city_reserve_share: Share::NOTHING,
            affordable: None,
            attrition: Share::NOTHING,
            accessible_types: BTreeSet::from(["accessible".to_owned()]),
            accessible_spare_weight: Weight(0),
            room_wish_weight: Weight::ONE,
            carer_age_max: 59,
            minor_age: 14,
            guests_per_liaison: 60,
            vehicle_seats: 45,
            vehicle_load: Share::of_thousandths(950).unwrap_or_default(),
        }
    }
}
