//! Where the kernel gets its offers from: all at once, or made one after another.

use super::stock::{Offer, Price};

/// Where offers come from, one after another.
pub trait Supply {
    /// Returns an upper bound on the guests that all offers together hold.
    fn hold(&self) -> u64;
    /// Returns how many offers have been made so far.
    fn made(&self) -> usize;
    /// Returns an offer that has been made.
    fn offer(&self, at: usize) -> &Offer;
    /// Returns a lower bound on the floor of an offer that has been made, or of the next one that may be, and of all
    /// after it; none if there is none.
    fn floor(&self, at: usize) -> Option<Price>;
    /// Makes the next offer, or finds that it is of no use.
    fn advance(&mut self);
}

/// Offers that are all there, in the order of their floors.
pub struct Sorted<'a> {
    offers: &'a [Offer],
    order: Vec<(bool, Price, usize)>,
    forced: usize,
    made: usize,
}

impl<'a> Sorted<'a> {
    /// Sorts offers.
    #[must_use]
    pub fn new(offers: &'a [Offer]) -> Self {
        let key = |(at, offer): (usize, &Offer)| (!offer.forced, offer.floor(), at);
        let mut order: Vec<(bool, Price, usize)> = offers.iter().enumerate().map(key).collect();
        order.sort_unstable();
        let forced = order.iter().filter(|(free, _, _)| !free).count();
        Self { offers, order, forced, made: forced }
    }
}

impl Sorted<'_> {
    /// Returns the position among the offers that an offer made has.
    #[must_use]
    pub fn position(&self, at: usize) -> usize {
        self.order[at].2
    }
}

impl Supply for Sorted<'_> {
    fn hold(&self) -> u64 {
        self.offers.iter().map(Offer::most).sum()
    }

    fn made(&self) -> usize {
        self.made
    }

    fn offer(&self, at: usize) -> &Offer {
        &self.offers[self.order[at].2]
    }

    fn floor(&self, at: usize) -> Option<Price> {
        // Those that must be used come first, whatever their floor.
        let from = at.max(self.forced);
        let floor = self.order.get(from).map(|&(_, floor, _)| floor);
        if at < self.forced { Some(0) } else { floor }
    }

    fn advance(&mut self) {
        self.made += 1;
    }
}
